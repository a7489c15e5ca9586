//! TLS, with an authority of the house.

use std::sync::Arc;

use openrooms_client::{Client, Credentials, DINGTALK, DINGTALK_IO, Error};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

/// Someone who signs certificates.
pub(crate) struct Authority {
    /// What a client is to trust.
    pub(crate) pem: Vec<u8>,
    issuer: Issuer<'static, KeyPair>,
}

pub(crate) fn authority() -> Authority {
    let mut params = CertificateParams::new([]).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().unwrap();
    let certificate = params.self_signed(&key).unwrap();
    Authority { pem: pem(certificate.der()), issuer: Issuer::new(params, key) }
}

fn pem(der: &[u8]) -> Vec<u8> {
    use base64::Engine as _;
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    format!("-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n").into()
}

/// Speaks TLS as 127.0.0.1.
fn acceptor(authority: &Authority) -> TlsAcceptor {
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(["127.0.0.1".to_owned()]).unwrap();
    let certificate = params.signed_by(&key, &authority.issuer).unwrap();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}

/// Answers a room over TLS, to everyone; gives its address.
async fn start(authority: &Authority) -> String {
    let acceptor = acceptor(authority);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let Ok(mut socket) = acceptor.accept(socket).await else {
                continue;
            };
            let room = r#"{"result":{"roomId":"r1","roomName":"Blue","roomStatus":0}}"#;
            let length = room.len();
            let reply = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{room}");
            let _ = socket.read(&mut [0; 4096]).await;
            let _ = socket.write_all(reply.as_bytes()).await;
            let _ = socket.shutdown().await;
        }
    });
    address
}

#[tokio::test]
async fn an_authority_of_the_house_is_trusted_where_it_is_named() {
    let authority = authority();
    let address = start(&authority).await;
    let builder = Client::builder().address(address).credentials(Credentials::token("t"));
    let client = builder.clone().root_certificates(authority.pem).build().unwrap();
    assert_eq!(client.query_meeting_room("r1", "u1").await.unwrap().room_name, "Blue");

    let other = self::authority();
    let client = builder.root_certificates(other.pem).retries(0).build().unwrap();
    let error = client.query_meeting_room("r1", "u1").await.unwrap_err();
    assert!(matches!(error, Error::Connect { .. }), "{error:?}");
}

#[tokio::test]
async fn the_connection_of_a_device_goes_over_tls() {
    let authority = authority();
    let acceptor = acceptor(&authority);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        for answer in [
            "HTTP/1.1 101 x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
                        sec-websocket-accept: made of the key\r\n\r\nhello",
            "HTTP/1.1 400 x\r\ncontent-length: 54\r\nconnection: close\r\n\r\n\
             {\"code\":\"InvalidAuthentication\",\"message\":\"not known\"}",
        ] {
            let (socket, _) = listener.accept().await.unwrap();
            let mut socket = acceptor.accept(socket).await.unwrap();
            let mut head = vec![0; 4096];
            let read = socket.read(&mut head).await.unwrap();
            let head = String::from_utf8_lossy(&head[..read]).to_ascii_lowercase();
            assert!(head.starts_with("get /v1.0/rooms/devices/connect http/1.1"), "{head}");
            assert!(head.contains("sec-websocket-key: key"), "{head}");
            assert!(head.contains("x-acs-dingtalk-access-token: t"), "{head}");
            socket.write_all(answer.as_bytes()).await.unwrap();
            socket.flush().await.unwrap();
            let mut said = [0; 3];
            if answer.contains("101") {
                socket.read_exact(&mut said).await.unwrap();
                assert_eq!(&said, b"bye");
            }
            socket.shutdown().await.unwrap();
        }
    });
    let builder = Client::builder().address(address).credentials(Credentials::token("t"));
    let client = builder.root_certificates(authority.pem).build().unwrap();
    let link = client.open_device_link("key").await.unwrap();
    assert_eq!(link.accept(), "made of the key");
    let mut stream = link.into_stream();
    let mut heard = [0; 5];
    stream.read_exact(&mut heard).await.unwrap();
    assert_eq!(&heard, b"hello");
    stream.write_all(b"bye").await.unwrap();
    stream.flush().await.unwrap();
    let refused = client.open_device_link("key").await.unwrap_err();
    assert_eq!(refused.code(), Some("InvalidAuthentication"), "{refused:?}");
}

#[test]
fn what_is_no_certificate_is_refused_at_once() {
    let pem = "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n";
    let client = Client::builder().root_certificates(pem).build();
    assert!(matches!(client, Err(Error::Invalid { what, .. }) if what == "TLS"));
}

#[test]
fn dingtalk_is_the_default() {
    let builder = Client::builder().root_certificates(authority().pem);
    assert_eq!(builder.clone().build().unwrap().address(), DINGTALK);
    let client = builder.address(DINGTALK_IO).build().unwrap();
    assert_eq!(client.address(), "https://api.dingtalk.io");
}
