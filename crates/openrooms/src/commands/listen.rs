//! `openrooms device listen`: stands in for a device, to see what it is told.

use anyhow::{Context as _, bail};
use futures_util::{SinkExt as _, StreamExt as _};
use openrooms_client::{Client, Credentials};
use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::client::generate_key;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::Role;

use super::room::misuse_apart;
use crate::cli::ListenArgs;
use crate::output;

/// A connection, over TLS or not.
trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

type Link = WebSocketStream<Box<dyn Stream>>;

/// Prints commands as they come, until the server ends the connection or enough have come.
pub(super) async fn listen(args: ListenArgs) -> anyhow::Result<()> {
    let mut link = connect(&args).await?;
    let mut left = args.count;
    while left != Some(0) {
        let text = match link.next().await.transpose()? {
            Some(Message::Text(text)) => text,
            Some(Message::Close(Some(end))) => {
                bail!("the server has ended the connection: {} {}", u16::from(end.code), end.reason)
            }
            Some(_) => continue,
            None => bail!("the connection has ended"),
        };
        let message: Value = serde_json::from_str(&text).context("the server sent no JSON")?;
        if message["type"] != "command" {
            continue;
        }
        output::line(&message)?;
        if args.answer {
            say(&mut link, &json!({ "type": "ack", "commandId": message["commandId"] })).await?;
        }
        left = left.map(|left| left - 1);
    }
    // What was said is heard once the server closes in turn.
    link.close(None).await?;
    while let Some(Ok(_)) = link.next().await {}
    Ok(())
}

async fn connect(args: &ListenArgs) -> anyhow::Result<Link> {
    let device = Credentials::token(&*args.device_token);
    let client = Client::builder().address(&*args.address).credentials(device).build();
    let key = generate_key();
    let opened = client.map_err(misuse_apart)?.open_device_link(&key).await;
    let opened = opened.map_err(misuse_apart)?;
    if opened.accept() != derive_accept_key(key.as_bytes()) {
        bail!("{} does not speak WebSocket", args.address);
    }
    let stream: Box<dyn Stream> = Box::new(opened.into_stream());
    Ok(WebSocketStream::from_raw_socket(stream, Role::Client, None).await)
}

async fn say(link: &mut Link, message: &Value) -> anyhow::Result<()> {
    Ok(link.send(Message::text(message.to_string())).await?)
}
