//! The demo's world holds with the mail clients of real life.

use std::sync::Arc;
use std::time::Duration;

use super::*;
use crate::mail::imap::{Account, Connection, Woken};
use crate::mail::secret::Secret;
use crate::mail::smtp;
use crate::mail::wire::{Auth, Security};
use crate::model::Address;
use crate::model::delivery::Attempt;

const NOW: Time = Time(1_795_000_000_000);
const PATIENCE: Duration = Duration::from_secs(30);
/// People answer at once.
const AT_ONCE: Tempo = Tempo { shortest: Duration::ZERO, longest: Duration::ZERO, answers_per_thread: 4 };

fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

fn imap_account(server: &Server) -> Account {
    Account {
        host: "127.0.0.1".into(),
        port: server.imap_port(),
        security: Security::None,
        user: "help@lumen.example".into(),
        secret: Secret::Command("echo any".into()),
        auth: Auth::Password,
        ca_file: None,
        folder: "INBOX".into(),
        timeout: PATIENCE,
    }
}

fn smtp_account(server: &Server) -> smtp::Account {
    smtp::Account {
        host: "127.0.0.1".into(),
        port: server.smtp_port(),
        security: Security::None,
        user: Some("help@lumen.example".into()),
        secret: Some(Secret::Command("echo any".into())),
        auth: Auth::Password,
        ca_file: None,
        timeout: PATIENCE,
        hello: Some("localhost".into()),
    }
}

fn send(server: &Server, to: &str) -> Attempt {
    let raw = format!(
        "From: Lumen Cycles <help@lumen.example>\r\nReply-To: help+s1.k@lumen.example\r\nTo: {to}\r\nMessage-ID: <q@lumen.example>\r\nSubject: Stock of F-22?\r\n\r\nDo you have one in stock?\r\n"
    );
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(smtp::send(&smtp_account(server), Some(&address("help@lumen.example")), &address(to), raw.as_bytes()))
}

#[test]
fn a_mail_sent_and_fetched_by_the_clients_of_real_life_is_answered() {
    let stories = Stories::load("robin").unwrap();
    let server = begin(&stories, Vec::new(), AT_ONCE, 1, || NOW).unwrap();
    let mut mailbox = Connection::open(&imap_account(&server), Arc::default()).unwrap();
    assert_eq!(mailbox.select().unwrap().exists, 0);
    assert!(matches!(send(&server, "parts@acme-parts.example"), Attempt::Sent(_)));
    assert_eq!(mailbox.wait(PATIENCE).unwrap(), Woken::Changed);
    let uids = mailbox.uids_after(0).unwrap();
    let batch = mailbox.fetch(&uids, 1 << 20).unwrap();
    let mail = crate::mail::parse::parse(&batch.mails[0].bytes);
    assert_eq!(mail.delivered_to, [address("help+s1.k@lumen.example")]);
    assert_eq!(mail.in_reply_to, ["q@lumen.example"]);
    let new = mail.body.new_text();
    assert!(new.contains("F-22: 14 on the shelf") && !new.contains("Do you have one"), "{new}");
    mailbox.logout().unwrap();
}

#[test]
fn someone_whose_server_refuses_them_is_refused_and_arrivals_come_by_themselves() {
    let stories = Stories::load("robin").unwrap();
    let post = Post { to: vec![stories.desk.address.clone()], raw: b"Subject: hello\r\n\r\nhello\r\n".to_vec() };
    let server = begin(&stories, vec![(NOW, post)], AT_ONCE, 1, || NOW).unwrap();
    let mut mailbox = Connection::open(&imap_account(&server), Arc::default()).unwrap();
    if mailbox.select().unwrap().exists == 0 {
        assert_eq!(mailbox.wait(PATIENCE).unwrap(), Woken::Changed);
    }
    assert_eq!(mailbox.uids_after(0).unwrap(), [1]);
    let refused = send(&server, "captain@gone-fishing.example");
    assert!(matches!(&refused, Attempt::Refused(words) if words.contains("No such user")), "{refused:?}");
}
