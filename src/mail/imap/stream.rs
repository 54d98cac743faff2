//! The line below the IMAP library: plain or TLS, a deadline on every read and write, IDLE that another thread can interrupt,
//! and an end to what a server may send.

use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};

use super::Account;
use crate::mail::tls;
use crate::mail::wire::{Security, WireError, resolve, spoken};

/// How long the thread sleeps in the system before it looks at the deadline and at `wake` again.
const SLICE: Duration = Duration::from_millis(200);
/// The longest line that a server may say before TLS, in bytes.
const LINE_MAX: usize = 8192;
/// How much of what the server has said is kept, in bytes.
const TAIL: usize = 1024;

enum Line {
    Plain(TcpStream),
    Tls(Box<StreamOwned<ClientConnection, TcpStream>>),
}

/// What is known of a line from outside, while the library owns it.
pub(super) struct Watch {
    /// How many bytes the server may still send for the present command.
    allowance: AtomicU64,
    /// The end of what the server has said.
    tail: Mutex<Vec<u8>>,
}

impl Watch {
    pub(super) fn new(allowance: u64) -> Watch {
        Watch { allowance: AtomicU64::new(allowance), tail: Mutex::new(Vec::new()) }
    }

    /// Lets the server send so much, from now on.
    pub(super) fn allow(&self, bytes: u64) {
        self.allowance.store(bytes, Ordering::Relaxed);
    }

    /// The status that the server's last line tells (`NO`, `BYE`), and its words. `None` for any other line: that could be of a mail.
    pub(super) fn last_status(&self) -> Option<(String, String)> {
        let tail = self.tail.lock().unwrap_or_else(PoisonError::into_inner);
        let text = String::from_utf8_lossy(&tail);
        let mut parts = text.trim_end().lines().next_back()?.splitn(3, ' ');
        let (tag, status, words) = (parts.next()?, parts.next()?, parts.next()?);
        let is_tag = tag == "*" || tag.strip_prefix('a').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
        let known = is_tag && matches!(status, "OK" | "NO" | "BAD" | "BYE");
        known.then(|| (status.to_owned(), spoken(words)))
    }

    /// Keeps the end of what was read, and takes its length from the allowance.
    fn saw(&self, bytes: &[u8]) -> io::Result<()> {
        let mut tail = self.tail.lock().unwrap_or_else(PoisonError::into_inner);
        tail.extend_from_slice(&bytes[bytes.len().saturating_sub(TAIL)..]);
        let old = tail.len().saturating_sub(TAIL);
        tail.drain(..old);
        let spent = self.allowance.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(bytes.len() as u64));
        spent.map(|_| ()).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "the server sent far more than it announced"))
    }
}

/// A connection to an IMAP server, as the library wants it.
pub(super) struct Stream {
    line: Line,
    /// How long one read may wait for a command's answer.
    patience: Duration,
    /// Set while the library idles: how long this IDLE may wait.
    idle: Option<Duration>,
    /// Ends an IDLE early.
    wake: Arc<AtomicBool>,
    watch: Arc<Watch>,
    at_line_start: bool,
    /// The last bytes written, to see an IDLE command go out.
    written: Vec<u8>,
    /// IDLE has gone out and its continuation has not come yet.
    expects_continuation: bool,
    /// Bytes to hand out before the line is read again.
    ready: VecDeque<u8>,
}

impl Stream {
    /// Connects, and protects the line as the account says. Tells whether the greeting was read already.
    pub(super) fn open(account: &Account, wake: Arc<AtomicBool>, watch: Arc<Watch>) -> Result<(Stream, bool), WireError> {
        let server = account.server();
        let tcp = dial(account, &server)?;
        let mut stream = Stream {
            line: Line::Plain(tcp),
            patience: account.timeout,
            idle: None,
            wake,
            watch,
            at_line_start: true,
            written: Vec::new(),
            expects_continuation: false,
            ready: VecDeque::new(),
        };
        match account.security {
            Security::None => Ok((stream, false)),
            Security::Tls => Ok((stream.protected(account, &server)?, false)),
            Security::StartTls => {
                stream.ask_for_tls(&server)?;
                Ok((stream.protected(account, &server)?, true))
            }
        }
    }

    /// The greeting and STARTTLS (RFC 3501, 6.2.1), read byte by byte so that nothing which was sent in the open can be taken
    /// for what comes after.
    fn ask_for_tls(&mut self, server: &str) -> Result<(), WireError> {
        let fault = |e: io::Error| WireError::of_io(server, &e);
        let greeting = self.plain_line().map_err(fault)?;
        if !greeting.starts_with("* OK") {
            return Err(WireError::Closed { server: server.to_owned(), words: Some(spoken(&greeting)) });
        }
        self.write_all(b"s1 STARTTLS\r\n").and_then(|()| self.flush()).map_err(fault)?;
        loop {
            let line = self.plain_line().map_err(fault)?;
            match line.split_once(' ') {
                Some(("s1", answer)) if answer.starts_with("OK") => return Ok(()),
                Some(("s1", _)) => return Err(WireError::NoStartTls { server: server.to_owned() }),
                _ => {}
            }
        }
    }

    fn plain_line(&mut self) -> io::Result<String> {
        let (mut line, mut byte) = (Vec::new(), [0u8; 1]);
        while line.last() != Some(&b'\n') {
            if line.len() > LINE_MAX {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "the server's line never ends: is it a mail server?"));
            }
            if self.read_line(&mut byte)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            line.push(byte[0]);
        }
        Ok(String::from_utf8_lossy(&line).trim_end().to_owned())
    }

    /// Shakes hands, within the account's timeout.
    fn protected(self, account: &Account, server: &str) -> Result<Stream, WireError> {
        let fault = |e: io::Error| WireError::of_io(server, &e);
        let config: Arc<ClientConfig> = tls::client(account.ca_file.as_deref())?;
        let Line::Plain(mut tcp) = self.line else { return Ok(self) };
        let name = ServerName::try_from(account.host.clone()).map_err(|e| fault(io::Error::other(e)))?;
        let mut connection = ClientConnection::new(config, name).map_err(|e| fault(io::Error::other(e)))?;
        let started = Instant::now();
        while connection.is_handshaking() {
            match connection.complete_io(&mut tcp) {
                Ok((0, 0)) => return Err(WireError::Closed { server: server.to_owned(), words: None }),
                Ok(_) => {}
                Err(e) if is_pause(&e) && started.elapsed() < account.timeout => {}
                Err(e) => return Err(fault(e)),
            }
        }
        Ok(Stream { line: Line::Tls(Box::new(StreamOwned::new(connection, tcp))), ..self })
    }

    /// Reads up to IDLE's continuation and hands that out first.
    ///
    /// The library takes the first line after IDLE for the continuation: an untagged line before it, which Outlook sends, hangs it,
    /// and a tagged OK makes it panic.
    fn settle_idle(&mut self) -> io::Result<()> {
        let (mut held, mut line, mut byte) = (Vec::new(), Vec::new(), [0u8; 1]);
        loop {
            if self.read_line(&mut byte)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            line.push(byte[0]);
            if byte[0] != b'\n' {
                continue;
            }
            match line[0] {
                b'*' => held.append(&mut line),
                b'+' => break,
                _ if line.split(|c| *c == b' ').nth(1).is_some_and(|w| w.eq_ignore_ascii_case(b"OK")) => {
                    return Err(io::Error::new(io::ErrorKind::InvalidData, "IDLE was answered without a continuation"));
                }
                _ => break,
            }
        }
        self.expects_continuation = false;
        self.ready.extend(line);
        self.ready.extend(held);
        Ok(())
    }

    /// One read of the line, within the deadline.
    fn read_line(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let started = Instant::now();
        loop {
            let read = match &mut self.line {
                Line::Plain(s) => s.read(buf),
                Line::Tls(s) => s.read(buf),
            };
            match read {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) if is_pause(&e) => {
                    let woken = self.idle.is_some() && self.at_line_start && self.wake.load(Ordering::Relaxed);
                    if woken || started.elapsed() >= self.idle.unwrap_or(self.patience) {
                        return Err(io::ErrorKind::TimedOut.into());
                    }
                }
                // Many servers close TCP without TLS's close_notify.
                Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => return Ok(0),
                Err(e) => return Err(e),
                Ok(n) => {
                    self.watch.saw(&buf[..n])?;
                    self.at_line_start = if n > 0 { buf[n - 1] == b'\n' } else { self.at_line_start };
                    return Ok(n);
                }
            }
        }
    }
}

/// A socket's timeout has passed, which is only an occasion to look at the clock.
fn is_pause(e: &io::Error) -> bool {
    matches!(e.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

/// The first address that answers.
fn dial(account: &Account, server: &str) -> Result<TcpStream, WireError> {
    let mut fault = None;
    for address in resolve(&account.host, account.port, account.security)? {
        match TcpStream::connect_timeout(&address, account.timeout) {
            Ok(tcp) => {
                let set = tcp.set_nodelay(true).and_then(|()| tcp.set_write_timeout(Some(account.timeout)));
                set.and_then(|()| tcp.set_read_timeout(Some(SLICE))).map_err(|e| WireError::of_io(server, &e))?;
                return Ok(tcp);
            }
            Err(e) => fault = Some(e),
        }
    }
    Err(fault.map_or_else(|| WireError::NoNetwork { server: server.to_owned() }, |e| WireError::of_io(server, &e)))
}

impl Read for Stream {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.expects_continuation {
            self.settle_idle()?;
        }
        if self.ready.is_empty() {
            return self.read_line(buf);
        }
        let n = buf.len().min(self.ready.len());
        for (to, from) in buf.iter_mut().zip(self.ready.drain(..n)) {
            *to = from;
        }
        Ok(n)
    }
}

impl Write for Stream {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        const LAST: usize = 16;
        let n = match &mut self.line {
            Line::Plain(s) => s.write(buf)?,
            Line::Tls(s) => s.write(buf)?,
        };
        self.written.extend_from_slice(&buf[n.saturating_sub(LAST)..n]);
        let old = self.written.len().saturating_sub(LAST);
        self.written.drain(..old);
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.written.ends_with(b" IDLE\r\n") {
            self.expects_continuation = true;
            self.written.clear();
        }
        match &mut self.line {
            Line::Plain(s) => s.flush(),
            Line::Tls(s) => s.flush(),
        }
    }
}

impl imap::extensions::idle::SetReadTimeout for Stream {
    /// The library calls this with a span before an IDLE and with none after it: that means "as for any command", not "for ever".
    fn set_read_timeout(&mut self, timeout: Option<Duration>) -> imap::Result<()> {
        self.idle = timeout;
        Ok(())
    }
}
