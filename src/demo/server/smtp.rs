//! Message submission (RFC 5321, RFC 6409), as far as mail programs need it.

use std::io::{self, BufRead, Write};

use super::post::{Accepted, PostOffice};
use super::{MAX_LINE, MAX_MAIL, read_line};
use crate::model::Address;

/// Recipients of one mail.
const MAX_RECIPIENTS: usize = 100;
/// Commands that make no sense, before the connection is closed.
const MAX_NONSENSE: u32 = 20;

/// Serves one connection until it ends.
pub(super) fn session<R: BufRead, W: Write>(post: &PostOffice, input: R, output: W) -> io::Result<()> {
    Session { post, input, output, sender: None, recipients: Vec::new(), nonsense: 0 }.run()
}

struct Session<'a, R, W> {
    post: &'a PostOffice,
    input: R,
    output: W,
    /// MAIL was given; inside, `None` is the null return path.
    sender: Option<Option<Address>>,
    recipients: Vec<Address>,
    nonsense: u32,
}

impl<R: BufRead, W: Write> Session<'_, R, W> {
    fn say(&mut self, line: &str) -> io::Result<()> {
        self.output.write_all(format!("{line}\r\n").as_bytes())?;
        self.output.flush()
    }

    fn run(&mut self) -> io::Result<()> {
        self.say("220 demo.aside.invalid ESMTP")?;
        loop {
            let line = match read_line(&mut self.input, MAX_LINE) {
                Ok(Some(line)) => String::from_utf8_lossy(&line).into_owned(),
                Ok(None) => return Ok(()),
                Err(e) if e.kind() == io::ErrorKind::InvalidData => return self.say("421 4.7.0 Line too long, closing"),
                Err(e) => return Err(e),
            };
            let (verb, rest) = line.split_once([' ', ':']).unwrap_or((&line, ""));
            match verb.to_ascii_uppercase().as_str() {
                "EHLO" => {
                    self.reset();
                    let greeting =
                        format!("250-demo\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n250-SIZE {MAX_MAIL}\r\n250 AUTH PLAIN LOGIN");
                    self.say(&greeting)?;
                }
                "HELO" | "RSET" => {
                    self.reset();
                    self.say("250 2.0.0 OK")?;
                }
                "NOOP" => self.say("250 2.0.0 OK")?,
                "AUTH" => self.auth(rest)?,
                "MAIL" => self.mail(rest)?,
                "RCPT" => self.rcpt(rest)?,
                "DATA" => self.data()?,
                "QUIT" => return self.say("221 2.0.0 Bye"),
                _ => {
                    self.nonsense += 1;
                    if self.nonsense > MAX_NONSENSE {
                        return self.say("421 4.7.0 Too many unknown commands, closing");
                    }
                    self.say("500 5.5.1 Unknown command")?;
                }
            }
        }
    }

    fn reset(&mut self) {
        self.sender = None;
        self.recipients.clear();
    }

    /// Any user and any password will do (RFC 4954; PLAIN and LOGIN, with or without an initial response).
    fn auth(&mut self, rest: &str) -> io::Result<()> {
        let mut words = rest.split_ascii_whitespace();
        let prompts: &[&str] = match (words.next().unwrap_or("").to_ascii_uppercase().as_str(), words.next().is_some()) {
            ("PLAIN", true) => &[],
            ("PLAIN", false) => &["334 "],
            // "Username:" and "Password:"
            ("LOGIN", false) => &["334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6"],
            ("LOGIN", true) => &["334 UGFzc3dvcmQ6"],
            _ => return self.say("504 5.5.4 Unknown mechanism"),
        };
        for prompt in prompts {
            self.say(prompt)?;
            match read_line(&mut self.input, MAX_LINE)? {
                Some(answer) if answer != b"*" => {}
                _ => return self.say("501 5.7.0 Cancelled"),
            }
        }
        self.say("235 2.7.0 Welcome")
    }

    fn mail(&mut self, rest: &str) -> io::Result<()> {
        let Some((path, parameters)) = path(rest) else { return self.say("501 5.1.7 MAIL FROM:<address>") };
        let size =
            parameters.split_ascii_whitespace().find_map(|p| p.to_ascii_uppercase().strip_prefix("SIZE=").and_then(|n| n.parse::<usize>().ok()));
        if size.is_some_and(|n| n > MAX_MAIL) {
            return self.say("552 5.3.4 Mail too large");
        }
        let sender = Address::parse(path);
        if sender.is_none() && !path.is_empty() {
            return self.say("501 5.1.7 That is no address");
        }
        self.reset();
        self.sender = Some(sender);
        self.say("250 2.1.0 OK")
    }

    fn rcpt(&mut self, rest: &str) -> io::Result<()> {
        if self.sender.is_none() {
            return self.say("503 5.5.1 MAIL first");
        }
        let Some(address) = path(rest).and_then(|(p, _)| Address::parse(p)) else { return self.say("501 5.1.3 RCPT TO:<address>") };
        if let Some(refusal) = self.post.refusal(&address) {
            return self.say(&refusal);
        }
        if self.recipients.len() >= MAX_RECIPIENTS {
            return self.say("452 4.5.3 Too many recipients");
        }
        self.recipients.push(address);
        self.say("250 2.1.5 OK")
    }

    fn data(&mut self) -> io::Result<()> {
        if self.recipients.is_empty() {
            return self.say("503 5.5.1 RCPT first");
        }
        self.say("354 End with a dot on a line of its own")?;
        let Some(raw) = self.body()? else { return Ok(()) };
        let sender = self.sender.take().flatten();
        let to = std::mem::take(&mut self.recipients);
        if raw.len() > MAX_MAIL {
            return self.say("552 5.3.4 Mail too large");
        }
        let shown = sender.as_ref().map_or("", Address::as_str);
        let date = jiff::Timestamp::now().strftime("%a, %d %b %Y %H:%M:%S +0000");
        let trace = format!("Return-Path: <{shown}>\r\nReceived: from localhost by demo.aside.invalid with ESMTPA; {date}\r\n");
        match self.post.accept(&Accepted { from: sender, to, raw: raw.into() }, &trace) {
            Ok(()) => self.say("250 2.0.0 Accepted"),
            Err(full) => self.say(&format!("452 4.3.1 {full}")),
        }
    }

    /// The mail, with the doubled dots taken back (RFC 5321, 4.5.2). What is over the limit is read and not kept.
    /// `None` when the client went away in the middle: then nothing was accepted.
    fn body(&mut self) -> io::Result<Option<Vec<u8>>> {
        let (mut raw, mut at_start) = (Vec::new(), true);
        loop {
            let mut piece = Vec::new();
            let limit = u64::try_from(MAX_LINE).unwrap_or(u64::MAX);
            if io::Read::take(&mut self.input, limit).read_until(b'\n', &mut piece)? == 0 {
                return Ok(None);
            }
            if at_start && (piece == b".\r\n" || piece == b".\n") {
                return Ok(Some(raw));
            }
            let kept = if at_start { piece.strip_prefix(b".").unwrap_or(&piece) } else { &piece };
            if raw.len() <= MAX_MAIL {
                raw.extend_from_slice(kept);
            }
            at_start = piece.last() == Some(&b'\n');
        }
    }
}

/// What stands between the angle brackets, and the parameters behind them.
fn path(rest: &str) -> Option<(&str, &str)> {
    let (_, from_bracket) = rest.split_once('<')?;
    from_bracket.split_once('>')
}
