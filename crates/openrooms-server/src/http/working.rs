//! The router's work on a request: on the main runtime, or on the thread of the connection.

use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Body;
use http::{Method, Response};
use tokio::runtime::Handle;
use tokio::task::JoinHandle;

type Answered = Result<Response<Body>, Infallible>;
type Boxed = Pin<Box<dyn Future<Output = Answered> + Send>>;

/// Work that goes on where nobody waits for it any more.
pub(super) enum Working {
    /// On the main runtime.
    Main(JoinHandle<Answered>),
    /// Here, while somebody waits.
    Here(Here),
}

/// Why there is no reply.
#[derive(Debug, thiserror::Error)]
pub(super) enum Lost {
    #[error("{0}")]
    Main(#[from] tokio::task::JoinError),
    #[error("it panicked on the thread of its connection")]
    Here,
}

/// A call to book rooms, on SQLite: what takes long of it is done on the thread that writes, so that
/// this one need not wake another, and be woken by it, for the rest.
pub(super) struct Here {
    work: Option<Boxed>,
    main: Handle,
}

impl Working {
    pub(super) fn on_main(
        main: &Handle,
        work: impl Future<Output = Answered> + Send + 'static,
    ) -> Self {
        Self::Main(main.spawn(work))
    }

    pub(super) fn here(
        main: &Handle,
        work: impl Future<Output = Answered> + Send + 'static,
    ) -> Self {
        Self::Here(Here { work: Some(Box::pin(work)), main: main.clone() })
    }
}

/// Whether a request books rooms.
pub(super) fn books(method: &Method, path: &str) -> bool {
    *method == Method::POST
        && path.starts_with("/v1.0/calendar/users/")
        && path.ends_with("/meetingRooms")
}

impl Future for Working {
    type Output = Result<Response<Body>, Lost>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let done = match self.get_mut() {
            Self::Main(working) => std::task::ready!(Pin::new(working).poll(cx))?,
            Self::Here(here) => std::task::ready!(here.poll(cx))?,
        };
        let Ok(response) = done;
        Poll::Ready(Ok(response))
    }
}

impl Here {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Answered, Lost>> {
        let Some(work) = &mut self.work else { return Poll::Ready(Err(Lost::Here)) };
        // Its timers and its tasks are the main runtime's: this thread has neither.
        let _entered = self.main.enter();
        // A fault of ours must not take the thread's other connections with it.
        let polled = catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(cx)));
        let done = match polled {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(answered)) => Ok(answered),
            Err(_) => Err(Lost::Here),
        };
        self.work = None;
        Poll::Ready(done)
    }
}

impl Drop for Here {
    fn drop(&mut self) {
        if let Some(work) = self.work.take() {
            self.main.spawn(work);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures_util::FutureExt as _;
    use openrooms_protocol::Operation as _;
    use openrooms_protocol::calendar::AddMeetingRooms;
    use tokio::sync::oneshot;

    use super::*;

    fn done() -> Response<Body> {
        Response::new(Body::empty())
    }

    #[test]
    fn only_calls_that_add_rooms_to_an_event_book() {
        let path = AddMeetingRooms::PATH;
        assert!(books(&AddMeetingRooms::METHOD, path));
        assert!(!books(&Method::GET, path));
        assert!(!books(&Method::POST, &format!("{path}/batchRemove")));
        assert!(!books(&Method::POST, "/v1.0/rooms/meetingRooms"));
    }

    #[tokio::test]
    async fn work_that_nobody_waits_for_goes_on_on_the_main_runtime() {
        let ((go, going), (tell, told)) = (oneshot::channel::<()>(), oneshot::channel());
        let mut working = Working::here(&Handle::current(), async move {
            going.await.expect("it is told to go on");
            tell.send(()).expect("the test waits");
            Ok(done())
        });
        assert!((&mut working).now_or_never().is_none());
        drop(working);
        go.send(()).expect("it goes on");
        told.await.expect("it came to its end");
    }

    #[test]
    fn timers_of_work_here_are_those_of_the_main_runtime() {
        let main = tokio::runtime::Builder::new_multi_thread().enable_time().build().unwrap();
        let working = Working::here(main.handle(), async {
            tokio::time::sleep(Duration::from_millis(1)).await;
            Ok(done())
        });
        let front = tokio::runtime::Builder::new_current_thread().build().unwrap();
        assert!(front.block_on(working).is_ok());
    }

    #[tokio::test]
    async fn a_panic_is_a_lost_reply() {
        let working = Working::here(&Handle::current(), async { panic!("on purpose") });
        assert!(matches!(working.await, Err(Lost::Here)));
    }
}
