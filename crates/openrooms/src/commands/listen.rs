//! `openrooms device listen`: stands in for a device, to see what it is told.

use anyhow::{Context as _, bail};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::device_cli::ListenArgs;
use crate::output;
use crate::settings::Misuse;

type Link = WebSocketStream<TcpStream>;

/// Prints commands as they come, until the server ends the connection or enough have come.
pub(super) async fn listen(args: ListenArgs) -> anyhow::Result<()> {
    let mut link = connect(&args.address).await?;
    say(&mut link, &json!({ "type": "hello", "token": args.device_token })).await?;
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

async fn connect(address: &str) -> anyhow::Result<Link> {
    let Some(rest) = address.strip_prefix("http://") else {
        let only = "device listen connects by http:// alone";
        return Err(Misuse(format!("--address {address:?}: {only}")).into());
    };
    let url = format!("ws://{}/v1.0/rooms/devices/connect", rest.trim_end_matches('/'));
    let wrong = |error| Misuse(format!("--address {address:?}: {error}"));
    let request = url.into_client_request().map_err(wrong)?;
    let host = request.uri().host().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
    let port = request.uri().port_u16().unwrap_or(80);
    let stream = TcpStream::connect((host, port)).await;
    let stream = stream.with_context(|| format!("no connection to {address}"))?;
    let (link, _) = client_async(request, stream).await?;
    Ok(link)
}

async fn say(link: &mut Link, message: &Value) -> anyhow::Result<()> {
    Ok(link.send(Message::text(message.to_string())).await?)
}
