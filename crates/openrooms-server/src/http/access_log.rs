//! One line a request: id, app, operation, status, microseconds. Never a token, a secret or a name.
//!
//! A line costs its request a few nanoseconds: a record in a list of its thread. Lines are made and
//! written by a thread of their own, a few times a second.

use std::cell::RefCell;
use std::io::Write;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use openrooms_core::time::EpochMillis;

use super::respond::Subject;
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

/// How many records a thread gathers before it hands them over early.
const GATHERED: usize = 512;

/// The records of one thread.
pub(crate) struct Records {
    gathered: RefCell<Vec<Record>>,
    writer: Option<Sender<Vec<Record>>>,
}

impl Records {
    /// Notes a request.
    pub(crate) fn push(&self, record: Record) {
        if self.writer.is_some() {
            let mut gathered = self.gathered.borrow_mut();
            gathered.push(record);
            if gathered.len() >= GATHERED {
                drop(gathered);
                self.hand_over();
            }
        }
    }

    /// Hands over what was noted.
    pub(crate) fn hand_over(&self) {
        let records = std::mem::take(&mut *self.gathered.borrow_mut());
        if let Some(writer) = &self.writer
            && !records.is_empty()
        {
            // The writer ends last; if it has, there is nobody to tell.
            let _ = writer.send(records);
        }
    }
}

/// Where threads get their list from.
#[derive(Clone)]
pub(crate) struct AccessLog(Option<Sender<Vec<Record>>>);

impl AccessLog {
    /// Writes nothing.
    pub(crate) const fn off() -> Self {
        Self(None)
    }

    /// Writes to `output` until every [`Records`] is gone; the handle ends then.
    pub(crate) fn start(
        format: LogFormat,
        output: impl Write + Send + 'static,
    ) -> std::io::Result<(Self, std::thread::JoinHandle<()>)> {
        let (sender, receiver) = channel();
        let writer = std::thread::Builder::new().name("access-log".to_owned());
        let writer = writer.spawn(move || write_all(format, &receiver, output))?;
        Ok((Self(Some(sender)), writer))
    }

    /// A list for one thread.
    pub(crate) fn records(&self) -> Records {
        Records { gathered: RefCell::default(), writer: self.0.clone() }
    }
}

fn write_all(format: LogFormat, receiver: &Receiver<Vec<Record>>, mut output: impl Write) {
    let mut text = Vec::new();
    for records in receiver {
        text.clear();
        for record in &records {
            line(format, record, &mut text);
        }
        // A log that cannot be written must not stop the server.
        let _ = output.write_all(&text).and_then(|()| output.flush());
    }
}

fn line(format: LogFormat, record: &Record, text: &mut Vec<u8>) {
    let at = jiff::Timestamp::from_millisecond(record.at.0).unwrap_or_default();
    let client = record.subject.client.as_deref().unwrap_or("-");
    let client = serde_json::Value::from(client); // quoted and escaped
    let (id, operation) = (record.ids.request_id(), record.subject.operation);
    let (status, micros) = (record.status, record.micros);
    let written = match format {
        LogFormat::Text => writeln!(
            text,
            "{at:.3}  INFO request id={id} app={client} operation={operation} status={status} micros={micros}"
        ),
        LogFormat::Json => writeln!(
            text,
            r#"{{"timestamp":"{at:.3}","level":"INFO","message":"request","id":"{id}","app":{client},"operation":"{operation}","status":{status},"micros":{micros}}}"#
        ),
    };
    written.expect("a list of bytes takes every line");
}

impl std::fmt::Debug for Records {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Records").finish_non_exhaustive()
    }
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
