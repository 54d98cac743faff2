//! The server keeps what mail programs count on.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;

use proptest::prelude::*;

use super::post::PostOffice;
use super::*;

fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

/// A socket on which lines are said and heard.
struct Talk(BufReader<TcpStream>);

impl Talk {
    fn to(port: u16) -> Talk {
        let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let mut talk = Talk(BufReader::new(stream));
        talk.hear();
        talk
    }

    fn say(&mut self, text: &str) {
        self.0.get_mut().write_all(text.as_bytes()).unwrap();
    }

    fn hear(&mut self) -> String {
        let mut line = String::new();
        self.0.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    /// Says a line and hears one.
    fn ask(&mut self, line: &str) -> String {
        self.say(&format!("{line}\r\n"));
        self.hear()
    }

    /// Hears until the line that begins with the tag.
    fn until(&mut self, tag: &str) -> Vec<String> {
        let mut lines = vec![self.hear()];
        while !lines.last().unwrap().starts_with(tag) {
            lines.push(self.hear());
        }
        lines
    }
}

fn imap_client(server: &Server, user: &str) -> ::imap::Session<TcpStream> {
    let stream = TcpStream::connect(("127.0.0.1", server.imap_port())).unwrap();
    let mut client = ::imap::Client::new(stream);
    client.read_greeting().unwrap();
    client.login(user, "any word").map_err(|(e, _)| e).unwrap()
}

#[test]
fn what_is_submitted_is_fetched_with_the_same_bytes_and_told_to_who_listens() {
    let server = Server::start().unwrap();
    let heard = server.accepted();
    let mut smtp = Talk::to(server.smtp_port());
    smtp.say("EHLO me\r\n");
    smtp.until("250 ");
    assert!(smtp.ask("AUTH PLAIN AGEAYg==").starts_with("235"));
    assert!(smtp.ask("MAIL FROM:<ana@example.com> SIZE=99").starts_with("250"));
    assert!(smtp.ask("RCPT TO:<Desk+t42.x@example.org>").starts_with("250"));
    assert!(smtp.ask("DATA").starts_with("354"));
    assert!(smtp.ask("Subject: dots\r\n\r\n..one\r\n...two\r\nthree\r\n.").starts_with("250"));
    assert!(smtp.ask("QUIT").starts_with("221"));

    let raw = "Subject: dots\r\n\r\n.one\r\n..two\r\nthree\r\n";
    let accepted = heard.recv_timeout(Duration::from_secs(20)).unwrap();
    assert_eq!((accepted.from, accepted.to), (Some(address("ana@example.com")), vec![address("desk+t42.x@example.org")]));
    assert_eq!(&*accepted.raw, raw.as_bytes());

    let mut session = imap_client(&server, "desk@example.org");
    let mailbox = session.select("INBOX").unwrap();
    assert_eq!((mailbox.exists, mailbox.uid_next, mailbox.uid_validity.is_some()), (1, Some(2), true));
    assert_eq!(session.uid_search("UID 1:*").unwrap().into_iter().collect::<Vec<_>>(), [1]);
    let fetched = session.uid_fetch("1", "(UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])").unwrap();
    let mail = fetched.get(0).unwrap();
    let body = std::str::from_utf8(mail.body().unwrap()).unwrap();
    assert!(body.starts_with("Delivered-To: desk+t42.x@example.org\r\nReturn-Path: <ana@example.com>\r\n"), "{body}");
    assert!(body.ends_with(raw), "{body}");
    assert_eq!((mail.uid, mail.size.map(|n| n as usize)), (Some(1), Some(body.len())));
    assert!(mail.internal_date().is_some());
    session.logout().unwrap();
}

#[test]
fn idle_tells_of_new_mail_while_it_waits_and_done_ends_it() {
    let server = Server::start().unwrap();
    let mut client = Talk::to(server.imap_port());
    client.say("a LOGIN desk@example.org x\r\nb SELECT INBOX\r\n");
    client.until("b OK");
    assert!(client.ask("c IDLE").starts_with('+'));
    server.deliver(&address("desk+s1.y@example.org"), b"Subject: a\r\n\r\na\r\n").unwrap();
    assert_eq!(client.hear(), "* 1 EXISTS");
    server.deliver(&address("desk@example.org"), b"Subject: b\r\n\r\nb\r\n").unwrap();
    assert_eq!(client.hear(), "* 2 EXISTS");
    assert_eq!(client.ask("DONE"), "c OK done");
    assert_eq!(client.ask("d UID SEARCH UID 2:*"), "* SEARCH 2");
}

#[test]
fn the_imap_crate_idles_lists_appends_and_asks_for_status() {
    let server = Server::start().unwrap();
    let mut session = imap_client(&server, "desk@example.org");
    assert!(session.capabilities().unwrap().has_str("IDLE"));
    assert_eq!(session.list(Some(""), Some("*")).unwrap().iter().count(), 4);
    session.append("Sent", b"Subject: mine\r\n\r\nx\r\n").flag(::imap::types::Flag::Seen).finish().unwrap();
    assert_eq!(session.status("Sent", "(MESSAGES UIDNEXT)").unwrap().exists, 1);
    session.examine("INBOX").unwrap();
    server.deliver(&address("desk@example.org"), b"Subject: a\r\n\r\na\r\n").unwrap();
    let outcome = session.idle().timeout(Duration::from_secs(20)).keepalive(false).wait_while(|_| false).unwrap();
    assert_eq!(outcome, ::imap::extensions::idle::WaitOutcome::MailboxChanged);
    session.noop().unwrap();
    assert_eq!(session.uid_search("ALL").unwrap().len(), 1);
    assert!(session.select("Nowhere").is_err());
}

#[test]
fn a_refused_recipient_gets_the_words_of_the_table_and_others_do_not() {
    let server = Server::start().unwrap();
    server.refuse(&address("gone@example.net"), "550 5.1.1 gone: no such user\r\n250 hidden");
    let mut smtp = Talk::to(server.smtp_port());
    assert!(smtp.ask("RCPT TO:<a@example.net>").starts_with("503"));
    assert!(smtp.ask("MAIL FROM:<>").starts_with("250"));
    assert_eq!(smtp.ask("RCPT TO:<gone@example.net>"), "550 5.1.1 gone: no such user");
    assert!(smtp.ask("DATA").starts_with("503"));
    assert!(smtp.ask("RCPT TO:<a@example.net>").starts_with("250"));
    assert!(smtp.ask("RSET").starts_with("250"));
    assert!(smtp.ask("RCPT TO:<a@example.net>").starts_with("503"));
    assert!(smtp.ask("NOOP").starts_with("250"));
}

#[test]
fn a_client_that_goes_away_before_the_final_dot_has_sent_nothing() {
    let post = PostOffice::default();
    let mut out = Vec::new();
    smtp::session(&post, &b"MAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\nSubject: half\r\n"[..], &mut out).unwrap();
    assert!(post.inbox(&address("b@example.com")).is_empty());
}

#[test]
fn too_much_is_refused_and_the_next_mail_goes_through() {
    let post = PostOffice::default();
    let mut input = b"MAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\n".to_vec();
    input.resize(input.len() + MAX_MAIL + 10, b'x');
    input.extend_from_slice(
        b"\r\n.\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\nhi\r\n.\r\nMAIL FROM:<a@example.com> SIZE=99999999\r\n",
    );
    let mut out = Vec::new();
    smtp::session(&post, input.as_slice(), &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert_eq!(out.matches("552 5.3.4").count(), 2, "{out}");
    assert_eq!(post.inbox(&address("b@example.com")).len(), 1);
}

#[test]
fn when_the_server_stops_its_connections_and_channels_end() {
    let server = Server::start().unwrap();
    let heard = server.accepted();
    let mut idle = Talk::to(server.imap_port());
    idle.say("a LOGIN desk@example.org x\r\nb SELECT INBOX\r\nc IDLE\r\n");
    idle.until("+ ");
    drop(server);
    assert_eq!(idle.hear(), "");
    assert!(heard.recv().is_err());
}

/// Junk that looks a little like the protocol gets further than plain noise.
fn junk() -> impl Strategy<Value = Vec<u8>> {
    let word = prop::sample::select(vec![
        "a LOGIN x@example.com y",
        "b SELECT INBOX",
        "c UID FETCH 1:* (BODY[])",
        "d FETCH 0 (",
        "e UID SEARCH UID",
        "f IDLE",
        "DONE",
        "g APPEND Sent {3}",
        "h STATUS",
        "EHLO x",
        "MAIL FROM:<a@b>",
        "MAIL FROM:<",
        "RCPT TO:<c@d>",
        "DATA",
        ".",
        "AUTH LOGIN",
        "AUTH",
        "\u{0}\u{ff}",
        "\"",
        "a \"\\",
        "(((",
        "",
    ]);
    prop_oneof![prop::collection::vec(word, 0..12).prop_map(|words| words.join("\r\n").into_bytes()), prop::collection::vec(any::<u8>(), 0..300),]
}

proptest! {
    #[test]
    fn no_junk_brings_a_session_down(bytes in junk()) {
        let post = PostOffice::default();
        post.deliver(&address("x@example.com"), b"Subject: a\n\nb").unwrap();
        let _ = imap::session(&post, bytes.as_slice(), Vec::new());
        let _ = smtp::session(&post, bytes.as_slice(), Vec::new());
    }
}
