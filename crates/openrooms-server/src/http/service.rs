//! What hyper asks: warm reads of rooms are answered at once, all else by the router.

use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_util::StreamExt as _;
use http::header::{ALLOW, CONNECTION, EXPECT, HeaderValue};
use http::request::Parts;
use http::{HeaderMap, Method, Request, Response, StatusCode};
use http_body_util::{BodyStream, StreamBody};
use hyper::body::{Body as _, Incoming};
use openrooms_protocol::rooms::{QueryMeetingRoom, QueryMeetingRoomList};
use openrooms_protocol::{Operation, TOKEN_HEADER};
use tower::ServiceExt as _;

use super::access_log::Record;
use super::body::{Ended, Outgoing, Watched};
use super::connection::{Connection, Phase};
use super::framing::BodyLength;
use super::front::State;
use super::respond::{self, Subject};
use super::squeeze::Squeezing;
use super::turn::Turn;
use super::working::{self, Working};
use crate::clock::Arrived;
use crate::device_link::Handover;
use crate::node::forwarded;
use crate::problem::Problem;
use crate::request_id::RequestIds;
use crate::rooms::query_meeting_room::{self, RoomRead};
use crate::rooms::query_meeting_room_list;

/// How long a body is that is taken along.
const SHORT: u64 = 16 << 10;

/// Where it is asked whether the process runs.
const HEALTH: &str = "/healthz";

/// Answers the requests of one connection.
pub(super) struct Service {
    pub(super) state: Rc<State>,
    pub(super) connection: Rc<Connection>,
    pub(super) peer: IpAddr,
}

impl hyper::service::Service<Request<Incoming>> for Service {
    type Response = Response<Outgoing>;
    type Error = std::convert::Infallible;
    type Future = Answering;

    fn call(&self, request: Request<Incoming>) -> Answering {
        let arrived = self.state.shared.clock.arrived();
        self.connection.phase.set(Phase::Busy);
        let (parts, body) = request.into_parts();
        let length = body.size_hint().exact();
        self.connection.body.set(Some(length.map_or(BodyLength::Unknown, BodyLength::Exact)));
        let state = &self.state;
        let node = &state.options.node;
        let ids = state.shared.ids.ids(arrived.at);
        if let Some(hot) = Hot::of(&parts.method, parts.uri.path())
            && let Some(token) = token(&parts.headers)
        {
            let read = RoomRead {
                path: parts.uri.path(),
                query: parts.uri.query().unwrap_or_default(),
                token,
                address: node.address(self.peer, forwarded(&parts.headers)),
                arrived,
            };
            let (operation, answer) = match hot {
                Hot::Room => {
                    (QueryMeetingRoom::ACTION, state.read_from_memory(&read, Bytes::clone))
                }
                Hot::Rooms => (QueryMeetingRoomList::ACTION, state.list_from_memory(&read)),
            };
            if let Some(answer) = answer {
                let response = match answer.result {
                    Ok(body) => Squeezing::of(&parts.headers).send_bytes(body, |body| {
                        respond::json(parts.headers, &ids, StatusCode::OK, body)
                    }),
                    Err(problem) => respond::problem(parts.headers, &ids, &problem),
                };
                let subject = Subject { operation, client: answer.client };
                let response = self.finish(response, ids, subject, arrived);
                return Answering::Ready { response: Some(response) };
            }
        }
        let waits = parts.headers.contains_key(EXPECT);
        if length.is_some_and(|length| (1..=SHORT).contains(&length)) && !waits {
            let service = self.again();
            let request = Some((parts, body));
            return Answering::Taking { request, was_asked: false, service, ids, arrived };
        }
        let (body, ended) = Watched::new(body);
        let request = Request::from_parts(parts, axum::body::Body::new(body));
        self.hand_over(request, Some(ended), ids, arrived)
    }
}

impl Service {
    fn again(&self) -> Self {
        Self {
            state: Rc::clone(&self.state),
            connection: Rc::clone(&self.connection),
            peer: self.peer,
        }
    }

    /// Lets the router answer. `ended` is that of a body which is not read yet.
    fn hand_over(
        &self,
        mut request: Request<axum::body::Body>,
        ended: Option<Ended>,
        ids: RequestIds,
        arrived: Arrived,
    ) -> Answering {
        let state = &self.state;
        let turn = Turn::new(Arc::clone(&state.under_way));
        // Whether the process runs can be asked however much it has to do.
        if request.uri().path() != HEALTH && turn.take().is_err() {
            let mut refused = respond::problem(HeaderMap::new(), &ids, &Problem::Unavailable);
            close_unless(ended.as_ref(), &mut refused);
            let refused = self.finish(refused, ids, Subject::default(), arrived);
            return Answering::Ready { response: Some(refused) };
        }
        let address = state.options.node.address(self.peer, forwarded(request.headers()));
        request.extensions_mut().insert(address);
        request.extensions_mut().insert(ids);
        request.extensions_mut().insert(turn.clone());
        let router = state.options.router.clone();
        // What is left of a body comes through this thread, which must not wait for it.
        let is_here = ended.is_none()
            && state.options.node.store.is_embedded()
            && working::books(request.method(), request.uri().path());
        let work = async move {
            let Ok(mut answered) = router.oneshot(request).await;
            turn.give_back();
            // To the router it was a method too many; the wire knows no such operation.
            if answered.status() == StatusCode::NOT_FOUND {
                answered.headers_mut().remove(ALLOW);
            }
            Ok(answered)
        };
        let main = &state.options.main;
        let working =
            if is_here { Working::here(main, work) } else { Working::on_main(main, work) };
        Answering::Waiting { working, service: self.again(), ended, ids: Some(ids), arrived }
    }

    /// The last touch of every reply.
    fn finish(
        &self,
        mut response: Response<Outgoing>,
        ids: RequestIds,
        subject: Subject,
        arrived: Arrived,
    ) -> Response<Outgoing> {
        let state = &self.state;
        if state.options.node.is_draining() {
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        }
        self.connection.phase.set(Phase::Idle(state.shared.tick.get()));
        let Subject { operation, client } = subject;
        let record = Record::of(operation, client, response.status(), ids, arrived);
        state.shared.log.push(&record);
        response
    }
}

/// Says of a reply that it is the last of its connection, where the request's body was not read to its
/// end: whether the rest comes in time for the connection to go on is hyper's luck.
fn close_unless(ended: Option<&Ended>, response: &mut Response<Outgoing>) {
    if ended.is_some_and(|ended| !ended.is()) {
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
}

/// What memory may have the answer of.
enum Hot {
    Room,
    Rooms,
}

impl Hot {
    fn of(method: &Method, path: &str) -> Option<Self> {
        match *method {
            Method::GET if query_meeting_room::is_path(path) => Some(Self::Room),
            Method::GET if query_meeting_room_list::is_path(path) => Some(Self::Rooms),
            _ => None,
        }
    }
}

/// The token of a request, where it has one that is text.
fn token(headers: &HeaderMap) -> Option<&str> {
    headers.get(TOKEN_HEADER)?.to_str().ok()
}

pin_project_lite::pin_project! {
    /// A reply that is there, or on its way.
    #[project = AnsweringPin]
    pub(super) enum Answering {
        Ready { response: Option<Response<Outgoing>> },
        /// A short body is taken along, where it is there already: the main runtime would wake this
        /// thread for it, and wait.
        Taking {
            request: Option<(Parts, Incoming)>,
            was_asked: bool,
            service: Service,
            ids: RequestIds,
            arrived: Arrived,
        },
        Waiting {
            #[pin]
            working: Working,
            service: Service,
            ended: Option<Ended>,
            ids: Option<RequestIds>,
            arrived: Arrived,
        },
    }
}

impl Future for Answering {
    type Output = Result<Response<Outgoing>, std::convert::Infallible>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if let AnsweringPin::Taking { request, was_asked, service, ids, arrived } =
            self.as_mut().project()
        {
            let (parts, mut body) = request.take().expect("a request is handed over once");
            let mut ended = None;
            let taken = match Pin::new(&mut body).poll_frame(cx) {
                // This asks hyper for it, which looks whether it came with the head. Whether it did or
                // not is seen at once: who sends no body is not waited for here.
                Poll::Pending if !*was_asked => {
                    *was_asked = true;
                    cx.waker().wake_by_ref();
                    *request = Some((parts, body));
                    return Poll::Pending;
                }
                Poll::Pending => {
                    let (body, rest) = Watched::new(body);
                    ended = Some(rest);
                    axum::body::Body::new(body)
                }
                Poll::Ready(Some(Ok(frame))) if body.is_end_stream() => {
                    frame.into_data().unwrap_or_default().into()
                }
                Poll::Ready(Some(frame)) => {
                    let (body, rest) = Watched::new(body);
                    ended = Some(rest);
                    let first = futures_util::stream::iter([frame]);
                    axum::body::Body::new(StreamBody::new(first.chain(BodyStream::new(body))))
                }
                Poll::Ready(None) => axum::body::Body::empty(),
            };
            let next = service.hand_over(Request::from_parts(parts, taken), ended, *ids, *arrived);
            self.set(next);
        }
        match self.project() {
            AnsweringPin::Taking { .. } => unreachable!("it was handed over"),
            AnsweringPin::Ready { response } => {
                Poll::Ready(Ok(response.take().expect("a reply is asked for once")))
            }
            AnsweringPin::Waiting { working, service, ended, ids, arrived } => {
                let done = std::task::ready!(working.poll(cx));
                let ids = ids.take().expect("a reply is asked for once");
                let (mut response, subject) = match done {
                    Ok(mut response) => {
                        let subject = response.extensions_mut().remove::<Subject>();
                        let handover = response.extensions_mut().remove::<Handover>();
                        service.connection.handover.replace(handover);
                        (response.map(|body| Outgoing::Axum { body }), subject.unwrap_or_default())
                    }
                    Err(error) => {
                        tracing::error!(%error, request = ids.request_id(), "a request ended without a reply");
                        (
                            respond::problem(HeaderMap::new(), &ids, &Problem::Fault),
                            Subject::default(),
                        )
                    }
                };
                close_unless(ended.as_ref(), &mut response);
                Poll::Ready(Ok(service.finish(response, ids, subject, *arrived)))
            }
        }
    }
}
