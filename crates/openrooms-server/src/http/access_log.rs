//! One line a request: id, app, operation, status, microseconds. Never a token, a secret or a name.
//!
//! A line is made on its request's thread, which costs less than to hand its parts to another, and
//! gathered there. A thread of its own writes what was gathered, a few times a second or when there is
//! enough: a slow disk or a full pipe makes no request wait, and no thread works long at a time.

use std::cell::RefCell;
use std::io::Write;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use http::StatusCode;
use openrooms_core::time::EpochMillis;

use super::respond::Subject;
use crate::clock::Arrived;
use crate::escape::escaped;
use crate::request_id::RequestIds;

/// How lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs: one JSON object a line.
    Json,
}

pub(crate) struct Record {
    pub(crate) at: EpochMillis,
    pub(crate) ids: RequestIds,
    pub(crate) subject: Subject,
    pub(crate) status: u16,
    pub(crate) micros: u64,
}

impl Record {
    /// A request that was just answered.
    pub(crate) fn of(
        operation: &'static str,
        client: Option<Arc<str>>,
        status: StatusCode,
        ids: RequestIds,
        arrived: Arrived,
    ) -> Self {
        Self {
            at: arrived.at,
            ids,
            subject: Subject { operation, client },
            status: status.as_u16(),
            micros: u64::try_from(arrived.instant.elapsed().as_micros()).unwrap_or(u64::MAX),
        }
    }
}

/// About the longest line.
const LONGEST: usize = 512;
/// How many bytes a thread gathers before it hands them over early.
const GATHERED: usize = 16 * 1024;

/// The lines of one thread.
pub(crate) struct Lines {
    gathered: RefCell<(Vec<u8>, Second)>,
    log: AccessLog,
}

impl Lines {
    /// Notes a request.
    pub(crate) fn push(&self, record: &Record) {
        let Some(Open { format, .. }) = self.log.0 else {
            return;
        };
        let (text, second) = &mut *self.gathered.borrow_mut();
        line(format, record, second, text);
        if text.len() >= GATHERED {
            self.send(text);
        }
    }

    /// Hands over what was noted.
    pub(crate) fn hand_over(&self) {
        let (text, _) = &mut *self.gathered.borrow_mut();
        if !text.is_empty() {
            self.send(text);
        }
    }

    fn send(&self, text: &mut Vec<u8>) {
        let text = std::mem::replace(text, Vec::with_capacity(GATHERED + LONGEST));
        if let Some(Open { writer, .. }) = &self.log.0 {
            // The writer ends last; if it has, there is nobody to tell.
            let _ = writer.send(text);
        }
    }
}

/// Where threads get their lines from; `None` writes nothing.
#[derive(Clone)]
pub(crate) struct AccessLog(Option<Open>);

#[derive(Clone)]
struct Open {
    format: LogFormat,
    writer: Sender<Vec<u8>>,
}

impl AccessLog {
    /// Writes nothing.
    pub(crate) const fn off() -> Self {
        Self(None)
    }

    /// Writes to `output` until every [`Lines`] is gone; the handle ends then.
    pub(crate) fn start(
        format: LogFormat,
        output: impl Write + Send + 'static,
    ) -> std::io::Result<(Self, std::thread::JoinHandle<()>)> {
        let (writer, receiver) = channel();
        let thread = std::thread::Builder::new().name("access-log".to_owned());
        let thread = thread.spawn(move || write_all(&receiver, output))?;
        Ok((Self(Some(Open { format, writer })), thread))
    }

    /// The lines of one thread.
    pub(crate) fn lines(&self) -> Lines {
        Lines { gathered: RefCell::default(), log: self.clone() }
    }
}

fn write_all(receiver: &Receiver<Vec<u8>>, mut output: impl Write) {
    for text in receiver {
        // A log that cannot be written must not stop the server.
        let _ = output.write_all(&text).and_then(|()| output.flush());
    }
}

/// The second that was written last: most lines share it with the one before.
#[derive(Default)]
struct Second {
    number: i64,
    text: String,
}

impl Second {
    /// `2026-11-23T05:00:00`.
    fn text(&mut self, number: i64) -> &str {
        if self.number != number || self.text.is_empty() {
            let at = jiff::Timestamp::from_second(number).unwrap_or_default().to_string();
            at.trim_end_matches('Z').clone_into(&mut self.text);
            self.number = number;
        }
        &self.text
    }
}

/// Appends a number: this is hot, and `fmt` is not fast.
fn push_number(text: &mut Vec<u8>, mut number: u64) {
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + u8::try_from(number % 10).unwrap_or_default();
        number /= 10;
        if number == 0 {
            break;
        }
    }
    text.extend_from_slice(&digits[at..]);
}

/// Appends a client's key, quoted. An operator chose it; what is not plain is escaped as JSON is, and
/// what could steer a terminal too.
fn push_quoted(text: &mut Vec<u8>, key: &str) {
    let is_plain = |byte: u8| (b' '..0x7f).contains(&byte) && byte != b'"' && byte != b'\\';
    if key.bytes().all(is_plain) {
        text.push(b'"');
        text.extend_from_slice(key.as_bytes());
        text.push(b'"');
    } else {
        let quoted = serde_json::Value::from(key).to_string();
        text.extend_from_slice(escaped(&quoted).as_bytes());
    }
}

fn line(format: LogFormat, record: &Record, second: &mut Second, text: &mut Vec<u8>) {
    let [open, id, client, operation, status, micros, close] = match format {
        LogFormat::Text => {
            ["", "Z  INFO request id=", " app=", " operation=", " status=", " micros=", "\n"]
        }
        LogFormat::Json => [
            r#"{"timestamp":""#,
            r#"Z","level":"INFO","message":"request","id":""#,
            r#"","app":"#,
            r#","operation":""#,
            r#"","status":"#,
            r#","micros":"#,
            "}\n",
        ],
    };
    let millis = record.at.0.rem_euclid(1000).unsigned_abs();
    text.extend_from_slice(open.as_bytes());
    text.extend_from_slice(second.text(record.at.0.div_euclid(1000)).as_bytes());
    text.push(b'.');
    for place in [100, 10, 1] {
        push_number(text, millis / place % 10);
    }
    text.extend_from_slice(id.as_bytes());
    text.extend_from_slice(&record.ids.request_text());
    text.extend_from_slice(client.as_bytes());
    // The console is no app.
    let client = record.subject.client.as_deref().filter(|key| !key.is_empty());
    push_quoted(text, client.unwrap_or("-"));
    text.extend_from_slice(operation.as_bytes());
    let name = Some(record.subject.operation).filter(|name| !name.is_empty()).unwrap_or("-");
    text.extend_from_slice(name.as_bytes());
    text.extend_from_slice(status.as_bytes());
    push_number(text, record.status.into());
    text.extend_from_slice(micros.as_bytes());
    push_number(text, record.micros);
    text.extend_from_slice(close.as_bytes());
}

/// An output that a test can read.
impl Write for SharedOutput {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Keeps what is written.
#[derive(Clone, Default)]
pub struct SharedOutput(Arc<std::sync::Mutex<Vec<u8>>>);

impl SharedOutput {
    /// What was written so far.
    pub fn text(&self) -> String {
        let bytes = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        String::from_utf8_lossy(&bytes).into_owned()
    }
}
