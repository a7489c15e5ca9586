//! One connection with one outstanding request.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::http::{self, Shape};

/// More than any reply: a whole room comes with one read, and a page of a hundred fits.
const BUFFER: usize = 256 * 1024;

pub(super) struct Connection {
    stream: TcpStream,
    buffer: Box<[u8]>,
    filled: usize,
    /// Index of the key that was asked for.
    pub(super) asked: usize,
    pub(super) sent_at: Instant,
}

impl Connection {
    pub(super) fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_nonblocking(true)?;
        Ok(Self {
            stream,
            buffer: vec![0; BUFFER].into(),
            filled: 0,
            asked: 0,
            sent_at: Instant::now(),
        })
    }

    pub(super) fn stream(&self) -> &TcpStream {
        &self.stream
    }

    pub(super) fn send(&mut self, asked: usize, request: &[u8], now: Instant) -> Result<()> {
        self.asked = asked;
        self.sent_at = now;
        let written = self.stream.write(request).context("sending a request")?;
        if written != request.len() {
            bail!(
                "a request of {} bytes was taken only in part",
                request.len()
            );
        }
        Ok(())
    }

    /// Reads what has come; gives the reply once it is whole.
    pub(super) fn receive(&mut self) -> Result<Option<Reply<'_>>> {
        loop {
            let read = match self.stream.read(&mut self.buffer[self.filled..]) {
                Ok(0) => bail!("the server closed the connection instead of answering"),
                Ok(read) => read,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(None),
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error).context("reading a reply"),
            };
            self.filled += read;
            let bytes = &self.buffer[..self.filled];
            if let Some(shape) = http::shape(bytes)? {
                let length = shape.head + shape.body;
                if length > self.buffer.len() {
                    bail!("a reply of {length} bytes, more than is expected");
                }
                if self.filled > length {
                    bail!("more bytes came than the reply has");
                }
                if self.filled == length {
                    self.filled = 0;
                    return Ok(Some(Reply {
                        bytes: &self.buffer[..length],
                        shape,
                    }));
                }
            } else if self.filled == self.buffer.len() {
                bail!("the head of a reply has more than {BUFFER} bytes");
            }
        }
    }
}

pub(super) struct Reply<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) shape: Shape,
}
