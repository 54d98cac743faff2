//! A tiny mail server for the demo: IMAP4rev1 (RFC 3501) and message submission (RFC 6409), on loopback only, in memory only.
//!
//! Every address has an account, made on first use; any password opens it. `local+detail@domain` lands in the mailbox of
//! `local@domain`, as on servers with plus addressing (RFC 5233), with the address as used in a Delivered-To header.
//! What submission accepts is stored for each recipient and told to whoever listens.

mod command;
mod imap;
mod post;
mod smtp;

use std::io::{self, BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::thread;

use crate::model::Address;
use post::PostOffice;
pub use post::{Accepted, Full};

/// The largest mail that is taken, in bytes.
pub const MAX_MAIL: usize = 25 << 20;
/// The longest line of a command, in bytes, without its literals.
const MAX_LINE: usize = 16 << 10;
/// Connections at one time, over both protocols.
const MAX_CONNECTIONS: usize = 64;

/// A running server. It stops, and closes its connections, when it is dropped.
pub struct Server {
    post: Arc<PostOffice>,
    imap: u16,
    smtp: u16,
}

impl Server {
    /// Opens both ports on 127.0.0.1, wherever there is room, and serves them from threads of its own.
    ///
    /// # Errors
    /// When a port or a thread is not to be had.
    pub fn start() -> io::Result<Server> {
        let post = Arc::new(PostOffice::default());
        let imap = listen(&post, "demo-imap", imap::session)?;
        let smtp = listen(&post, "demo-smtp", smtp::session)?;
        Ok(Server { post, imap, smtp })
    }

    /// The port that speaks IMAP, in clear.
    #[must_use]
    pub fn imap_port(&self) -> u16 {
        self.imap
    }

    /// The port that takes mail, in clear.
    #[must_use]
    pub fn smtp_port(&self) -> u16 {
        self.smtp
    }

    /// Puts a mail into the inbox of an address, as if it had come from outside. Delivered-To is added.
    ///
    /// # Errors
    /// [`Full`] when the mail is larger than [`MAX_MAIL`] or the server holds as much as it may.
    pub fn deliver(&self, to: &Address, raw: &[u8]) -> Result<(), Full> {
        self.post.deliver(to, raw)
    }

    /// From now on, each accepted mail is told through this channel. It ends when the server stops.
    #[must_use]
    pub fn accepted(&self) -> Receiver<Accepted> {
        self.post.listen()
    }

    /// From now on, RCPT for this address is answered with this line, as `550 5.1.1 No such user`.
    pub fn refuse(&self, address: &Address, reply: &str) {
        self.post.refuse(address, reply);
    }

    /// Everything in the inbox of an address, oldest first.
    #[must_use]
    pub fn inbox(&self, address: &Address) -> Vec<Arc<[u8]>> {
        self.post.inbox(address)
    }

    /// A handle that delivers, for a thread that answers mail.
    pub(super) fn letterbox(&self) -> Letterbox {
        Letterbox(Arc::clone(&self.post))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.post.stop();
        for port in [self.imap, self.smtp] {
            // The listener sees that the server has stopped once it has something to accept.
            drop(TcpStream::connect((Ipv4Addr::LOCALHOST, port)));
        }
    }
}

/// Delivers into the server's mailboxes without keeping the server alive.
#[derive(Clone)]
pub(super) struct Letterbox(Arc<PostOffice>);

impl Letterbox {
    /// As [`Server::deliver`].
    pub(super) fn deliver(&self, to: &Address, raw: &[u8]) -> Result<(), Full> {
        self.0.deliver(to, raw)
    }
}

type Serve = fn(&PostOffice, BufReader<TcpStream>, TcpStream) -> io::Result<()>;

/// Binds a port and serves each connection on a thread.
fn listen(post: &Arc<PostOffice>, name: &str, serve: Serve) -> io::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let port = listener.local_addr()?.port();
    let post = Arc::clone(post);
    thread::Builder::new().name(name.to_owned()).spawn(move || {
        for stream in listener.incoming() {
            if post.stopped() {
                return;
            }
            // A connection that breaks while it is accepted, or finds no thread, is the client's to try again.
            if let Ok(stream) = stream {
                let _ = serve_one(&post, stream, serve);
            }
        }
    })?;
    Ok(port)
}

fn serve_one(post: &Arc<PostOffice>, stream: TcpStream, serve: Serve) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let Some(number) = post.connected(stream.try_clone()?) else { return Ok(()) };
    let (input, handle) = (BufReader::new(stream.try_clone()?), Arc::clone(post));
    let spawned = thread::Builder::new().name("demo-session".to_owned()).spawn(move || {
        // An error here is a connection that broke: there is nobody left to tell.
        let _ = serve(&handle, input, stream);
        handle.disconnected(number);
    });
    if spawned.is_err() {
        post.disconnected(number);
    }
    Ok(())
}

/// One line without its end; `None` when the connection is over.
///
/// # Errors
/// `InvalidData` when the line is longer than `limit`; else what reading gave.
fn read_line(input: &mut impl BufRead, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    let cap = u64::try_from(limit).unwrap_or(u64::MAX);
    if io::Read::take(&mut *input, cap).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.last() != Some(&b'\n') {
        return if line.len() < limit { Ok(None) } else { Err(io::Error::new(io::ErrorKind::InvalidData, "line too long")) };
    }
    while matches!(line.last(), Some(b'\r' | b'\n')) {
        line.pop();
    }
    Ok(Some(line))
}

#[cfg(test)]
mod tests;
