//! Bodies: those that are read, with a bound in size and time, and those that are sent.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::StatusCode;
use http_body::{Body as HttpBody, Frame, SizeHint};
use http_body_util::BodyExt as _;
use tokio::sync::Semaphore;

use crate::problem::Problem;

/// The largest body that is read.
const LARGEST: usize = 1 << 20;

/// How many bytes of bodies that are not yet whole are held at once, in pieces of [`PIECE`].
const HELD: usize = 64 << 20;
const PIECE: usize = 1 << 10;

/// Room for the bodies that are being read.
pub(crate) struct BodyRoom(Semaphore);

impl Default for BodyRoom {
    fn default() -> Self {
        Self(Semaphore::new(HELD / PIECE))
    }
}

/// Whether a body was read to its end.
#[derive(Debug, Clone, Default)]
pub(super) struct Ended(Arc<AtomicBool>);

impl Ended {
    pub(super) fn is(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// A body that tells when it was read to its end. One that nobody reads may still be on its way: what
/// hyper finds in its place is no request, and it closes the connection.
pub(super) struct Watched<B> {
    body: B,
    ended: Ended,
}

impl<B: HttpBody> Watched<B> {
    pub(super) fn new(body: B) -> (Self, Ended) {
        let ended = Ended::default();
        ended.0.store(body.is_end_stream(), Ordering::Release);
        (Self { body, ended: ended.clone() }, ended)
    }
}

impl<B: HttpBody + Unpin> HttpBody for Watched<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        let frame = std::task::ready!(Pin::new(&mut self.body).poll_frame(cx));
        if frame.is_none() || self.body.is_end_stream() {
            self.ended.0.store(true, Ordering::Release);
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Reads a body whole, or gives up after `patience`. Only what has come takes of `room`, so that those
/// who send nothing take nothing from others.
pub(crate) async fn read(
    body: axum::body::Body,
    patience: Duration,
    room: &BodyRoom,
) -> Result<Bytes, Problem> {
    if body.size_hint().lower() > LARGEST as u64 {
        return Err(Problem::TooLarge(StatusCode::PAYLOAD_TOO_LARGE));
    }
    let reading = async {
        let mut body = body;
        let mut whole = BytesMut::new();
        let mut held = room.0.try_acquire_many(0).map_err(|_| Problem::Unavailable)?;
        while let Some(frame) = body.frame().await {
            // A client that went away, or chunks that are none.
            let frame = frame.map_err(|_| Problem::BodyMissing)?;
            let Ok(data) = frame.into_data() else {
                continue;
            };
            if whole.len() + data.len() > LARGEST {
                return Err(Problem::TooLarge(StatusCode::PAYLOAD_TOO_LARGE));
            }
            whole.extend_from_slice(&data);
            let more = whole.len().div_ceil(PIECE).saturating_sub(held.num_permits());
            let more = u32::try_from(more).map_err(|_| Problem::Unavailable)?;
            held.merge(room.0.try_acquire_many(more).map_err(|_| Problem::Unavailable)?);
        }
        Ok(whole.freeze())
    };
    tokio::time::timeout(patience, reading).await.unwrap_or(Err(Problem::RequestTimeout))
}

pin_project_lite::pin_project! {
    /// A body on its way out: ready bytes, or what axum made.
    #[project = OutgoingPin]
    pub(crate) enum Outgoing {
        Ready { bytes: Option<Bytes> },
        Axum { #[pin] body: axum::body::Body },
    }
}

impl From<Bytes> for Outgoing {
    fn from(bytes: Bytes) -> Self {
        Self::Ready { bytes: Some(bytes) }
    }
}

impl HttpBody for Outgoing {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        match self.project() {
            OutgoingPin::Ready { bytes } => {
                Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes))))
            }
            OutgoingPin::Axum { body } => body.poll_frame(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Ready { bytes } => bytes.is_none(),
            Self::Axum { body } => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Ready { bytes } => {
                SizeHint::with_exact(bytes.as_ref().map_or(0, Bytes::len) as u64)
            }
            Self::Axum { body } => body.size_hint(),
        }
    }
}
