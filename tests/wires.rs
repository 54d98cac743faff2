//! What aside promises about mail servers, kept with real ones, and with scripted ones for faults that real ones have too rarely.

#![allow(clippy::unwrap_used)]

mod rig;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use aside::mail::compose::compose;
use aside::mail::imap::{Account, Connection, ImapError, Woken};
use aside::mail::smtp::{self, SmtpError};
use aside::mail::token::{Key, Keyring, Names, Reading};
use aside::mail::wire::{Auth, Security, WireError};
use aside::model::delivery::Attempt;
use aside::model::outgoing::{Content, CustomerText, Outgoing};
use aside::model::{Address, Mailbox, TicketId, Time};
use rig::{PATIENCE, password, quirks, rig_or_skip};

const MINUTE: Duration = Duration::from_secs(60);
const MEGABYTE: u64 = 1_000_000;
/// Short, for servers that never answer.
const IMPATIENCE: Duration = Duration::from_millis(300);

fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

fn mail(subject: &str, body: &str) -> Vec<u8> {
    format!("From: bruno@example.org\r\nTo: desk@example.com\r\nSubject: {subject}\r\nMessage-ID: <{subject}@example.org>\r\n\r\n{body}\r\n")
        .into_bytes()
}

fn open(account: &Account) -> Connection {
    Connection::open(account, Arc::default()).unwrap()
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|w| w == text.as_bytes())
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn send(account: &smtp::Account, to: &str, bytes: &[u8]) -> Attempt {
    block_on(smtp::send(account, Some(&address("desk@example.com")), &address(to), bytes))
}

#[test]
fn mail_comes_in_by_starttls_and_inside_tls() {
    let Some(rig) = rig_or_skip() else { return };
    rig.deliver("bruno@example.org", "in@example.com", &mail("hello", ".a line with a dot"));
    rig.wait_for("in@example.com", 1);
    let starttls = rig.account_imap("in@example.com");
    let tls = Account { port: rig.imaps, security: Security::Tls, ..starttls.clone() };
    for account in [starttls, tls] {
        let mut connection = open(&account);
        let selected = connection.select().unwrap();
        assert_eq!((selected.exists, selected.uid_next), (1, Some(2)));
        let uids = connection.uids_after(0).unwrap();
        let batch = connection.fetch(&uids, MEGABYTE).unwrap();
        assert_eq!((batch.taken, batch.mails.len(), batch.missing.len()), (1, 1, 0));
        let fetched = &batch.mails[0];
        assert!(fetched.internal_date.is_some() && contains(&fetched.bytes, "\r\n\r\n.a line with a dot\r\n"));
        assert!(connection.uids_after(uids[0]).unwrap().is_empty(), "a mail that is known is not new");
        connection.logout().unwrap();
    }
}

#[test]
fn many_mails_come_in_pieces_that_fit_the_memory_and_none_is_lost() {
    let Some(rig) = rig_or_skip() else { return };
    let account = rig.account_imap("many@example.com");
    let mut connection = open(&account);
    for i in 0..60 {
        let size = if i % 20 == 0 { 300_000 } else { 100 };
        connection.append("INBOX", &mail(&format!("n{i}"), &"0123456789 ".repeat(size / 11))).unwrap();
    }
    connection.select().unwrap();
    let mut uids = connection.uids_after(0).unwrap();
    assert_eq!(uids.len(), 60);
    uids.push(999);
    let (mut rest, mut seen, mut missing, mut rounds) = (&uids[..], BTreeMap::new(), Vec::new(), 0);
    while !rest.is_empty() {
        let batch = connection.fetch(rest, 250_000).unwrap();
        assert!(batch.taken > 0 && batch.mails.len() <= 50);
        let bytes: usize = batch.mails.iter().map(|m| m.bytes.len()).sum();
        assert!(batch.mails.len() == 1 || bytes <= 250_000, "{} mails of {bytes} bytes", batch.mails.len());
        seen.extend(batch.mails.into_iter().map(|m| (m.uid, m.bytes)));
        missing.extend(batch.missing);
        (rest, rounds) = (&rest[batch.taken..], rounds + 1);
    }
    assert_eq!(seen.len(), 60);
    assert!(seen.values().enumerate().all(|(i, bytes)| contains(bytes, &format!("Subject: n{i}\r\n"))));
    assert!(rounds >= 4, "three big mails go alone");
    assert_eq!(missing, [(999, "it is no longer on the server".to_owned())]);
}

#[test]
fn new_mail_wakes_a_connection_that_waits() {
    let Some(rig) = rig_or_skip() else { return };
    let account = rig.account_imap("idle@example.com");
    let mut connection = open(&account);
    connection.select().unwrap();
    assert!(connection.uids_after(0).unwrap().is_empty());
    let waiting = thread::spawn(move || {
        // What is said may be something else than a new mail: it is only a hint.
        loop {
            let woken = connection.wait(PATIENCE).unwrap();
            let uids = connection.uids_after(0).unwrap();
            if !uids.is_empty() || woken != Woken::Changed {
                return (woken, uids.len());
            }
        }
    });
    rig.deliver("bruno@example.org", "idle@example.com", &mail("wake", "up"));
    assert_eq!(waiting.join().unwrap(), (Woken::Changed, 1), "{}", rig.logs());
}

#[test]
fn a_waiting_connection_can_be_interrupted_and_used_again() {
    let Some(rig) = rig_or_skip() else { return };
    let wake = Arc::new(AtomicBool::new(false));
    let mut connection = Connection::open(&rig.account_imap("stop@example.com"), Arc::clone(&wake)).unwrap();
    connection.select().unwrap();
    assert_eq!(connection.wait(IMPATIENCE).unwrap(), Woken::TimedOut);
    let waiting = thread::spawn(move || (connection.wait(MINUTE * 60).unwrap(), connection));
    thread::sleep(IMPATIENCE);
    wake.store(true, Ordering::Relaxed);
    let (woken, mut connection) = waiting.join().unwrap();
    assert_eq!(woken, Woken::Interrupted);
    assert!(connection.uids_after(0).unwrap().is_empty());
    assert_eq!(connection.wait(MINUTE * 60).unwrap(), Woken::Interrupted, "nobody has cleared it");
}

#[test]
fn a_copy_of_what_was_sent_can_be_kept() {
    let Some(rig) = rig_or_skip() else { return };
    let account = rig.account_imap("copy@example.com");
    let mut connection = open(&account);
    connection.append("Sent", &mail("copy", "é")).unwrap();
    let fault = connection.append("No such \"folder\"", &mail("copy", "x")).unwrap_err();
    assert!(matches!(fault, ImapError::Refused { .. }), "{fault}");
    let mut sent = open(&Account { folder: "Sent".to_owned(), ..account.clone() });
    assert_eq!(sent.select().unwrap().exists, 1);
    let fault = open(&Account { folder: "Entwürfe".to_owned(), ..account }).select().unwrap_err();
    assert!(matches!(&fault, ImapError::NoFolder { folder, .. } if folder == "Entwürfe"), "{fault}");
}

#[test]
fn whatever_is_wrong_with_a_mailbox_is_told_with_what_to_do() {
    let Some(rig) = rig_or_skip() else { return };
    let good = rig.account_imap("wrong@example.com");
    let fault = |account: &Account| Connection::open(account, Arc::default()).map(|_| ()).unwrap_err();

    let e = fault(&Account { secret: password("guess"), ..good.clone() });
    assert!(matches!(&e, ImapError::WrongPassword { user, .. } if user == "wrong@example.com") && e.needs_a_person(), "{e}");
    let e = fault(&Account { secret: password("pässword"), ..good.clone() });
    assert!(matches!(e, ImapError::WrongPassword { .. }), "{e}");
    let e = fault(&Account { secret: aside::mail::secret::Secret::Command("exit 3".to_owned()), ..good.clone() });
    assert!(matches!(e, ImapError::Wire(WireError::Secret(_))), "{e}");

    let stranger = rig::Rig::authority_of_another();
    let e = fault(&Account { ca_file: Some(stranger.path().to_owned()), ..good.clone() });
    assert!(matches!(e, ImapError::Wire(WireError::UnknownAuthority { .. })) && e.to_string().contains("ca_file"), "{e}");
    let e = fault(&Account { host: "127.0.0.1".to_owned(), ..good.clone() });
    assert!(matches!(e, ImapError::Wire(WireError::WrongName { .. })), "{e}");
    let e = fault(&Account { security: Security::Tls, ..good.clone() });
    assert!(matches!(e, ImapError::Wire(WireError::NotTls { .. })) && e.to_string().contains("starttls"), "{e}");
    let e = fault(&Account { port: 1, ..good.clone() });
    assert!(matches!(e, ImapError::Wire(WireError::Refused { .. })) && e.to_string().contains("localhost:1"), "{e}");
    let e = fault(&Account { security: Security::None, host: "192.0.2.1".to_owned(), ..good.clone() });
    assert!(matches!(e, ImapError::Wire(WireError::InTheOpen { .. })) && e.needs_a_person(), "{e}");
    let e = fault(&Account { host: "no-such-host.invalid".to_owned(), ..good });
    assert!(matches!(e, ImapError::Wire(WireError::Dns { .. })), "{e}");
}

/// A mailbox on a scripted server.
fn scripted(script: quirks::Script) -> Account {
    Account {
        host: "127.0.0.1".to_owned(),
        port: quirks::imap(script),
        security: Security::None,
        user: "desk".to_owned(),
        secret: password("pw"),
        auth: Auth::Password,
        ca_file: None,
        folder: "INBOX".to_owned(),
        timeout: IMPATIENCE,
    }
}

#[test]
fn a_server_that_speaks_before_it_idles_still_wakes_us() {
    let mut connection = open(&scripted(&[("IDLE", &["* 5 EXISTS", "+ idling"]), ("DONE", &["$ OK done"])]));
    assert_eq!(connection.wait(PATIENCE).unwrap(), Woken::Changed);
    assert_eq!(connection.uids_after(4).unwrap(), [0u32; 0]);
}

#[test]
fn a_server_that_refuses_to_idle_is_polled() {
    let mut connection = open(&scripted(&[("IDLE", &["$ BAD no idle here"])]));
    for _ in 0..2 {
        assert_eq!(connection.wait(IMPATIENCE).unwrap(), Woken::TimedOut);
    }
}

#[test]
fn a_server_that_breaks_the_protocol_is_left_and_never_waited_for() {
    let cases: &[(quirks::Script, &str)] = &[
        (&[("UID SEARCH", &[])], "no answer in time"),
        (&[("UID SEARCH", &["* BYE shutting down", "@close"])], "closed the connection"),
        (&[("UID SEARCH", &["@close"])], "closed the connection"),
        (&[("UID SEARCH", &["zz OK whose answer is this"])], "makes no sense"),
        (&[("UID SEARCH", &["$ NO [UNAVAILABLE] try later"])], "try later"),
    ];
    for (script, words) in cases {
        let fault = open(&scripted(script)).uids_after(0).unwrap_err();
        assert!(fault.to_string().contains(words) && !fault.needs_a_person(), "{fault}");
    }
    let fault = open(&scripted(&[("IDLE", &["$ OK done already"])])).wait(PATIENCE).unwrap_err();
    assert!(matches!(fault, ImapError::Protocol { .. }), "{fault}");
}

#[test]
fn a_mail_that_the_server_cannot_give_does_not_stop_the_others() {
    let mut connection = open(&scripted(&[
        ("UID FETCH 7,8 (UID RFC822.SIZE)", &["* 1 FETCH (UID 7 RFC822.SIZE 3)", "* 2 FETCH (UID 8 RFC822.SIZE 3)", "$ OK done"]),
        ("UID FETCH 7,8 ", &["$ NO [SERVERBUG] internal error"]),
        ("UID FETCH 7 ", &["$ NO [SERVERBUG] broken mail"]),
        ("UID FETCH 8 ", &["* 9 EXISTS", "* 1 FETCH (FLAGS (\\Seen))", "* 2 FETCH (UID 8 BODY[] {3}", "a\0b)", "$ OK done"]),
    ]));
    let batch = connection.fetch(&[7, 8], MEGABYTE).unwrap();
    assert_eq!((batch.taken, batch.mails[0].uid, batch.mails[0].bytes.as_slice()), (2, 8, &b"a\0b"[..]));
    assert!(batch.missing[0].0 == 7 && batch.missing[0].1.contains("broken mail"), "{:?}", batch.missing);
    assert_eq!(connection.wait(PATIENCE).unwrap(), Woken::Changed, "what came in meanwhile is not forgotten");
}

#[test]
fn a_login_that_is_refused_for_another_reason_is_not_blamed_on_the_password() {
    let account = scripted(&[("LOGIN", &["$ NO [UNAVAILABLE] the directory is down"])]);
    let fault = Connection::open(&account, Arc::default()).map(|_| ()).unwrap_err();
    assert!(matches!(fault, ImapError::Refused { .. }) && !fault.needs_a_person(), "{fault}");
}

#[test]
fn a_wrong_password_is_told_in_any_language() {
    let account = scripted(&[("LOGIN", &["$ NO [AUTHENTICATIONFAILED] Senha inválida"])]);
    let fault = Connection::open(&account, Arc::default()).map(|_| ()).unwrap_err();
    assert!(matches!(&fault, ImapError::WrongPassword { words, .. } if words.contains("Senha inválida")), "{fault}");
}

#[test]
fn a_token_is_sent_and_its_refusal_is_told() {
    let script: quirks::Script = &[("AUTHENTICATE XOAUTH2", &["$ NO [AUTHENTICATIONFAILED] token expired"])];
    let account = Account { auth: Auth::OAuth2, ..scripted(script) };
    let fault = Connection::open(&account, Arc::default()).map(|_| ()).unwrap_err();
    assert!(matches!(&fault, ImapError::WrongPassword { words, .. } if words.contains("token expired")), "{fault}");
}

#[test]
fn an_answer_reaches_the_customer_and_comes_back_to_its_signed_address() {
    let Some(rig) = rig_or_skip() else { return };
    let keyring = Keyring::new(vec![Key { id: 1, secret: vec![7; 32] }]).unwrap();
    let ticket = Names::Ticket(TicketId(42));
    let reply_to = keyring.address(&address("round@example.com"), ticket);
    let out = Outgoing {
        message_id: keyring.message_id(ticket, 1, "example.com"),
        from: Mailbox::new("Ana Souza", address("round@example.com")),
        reply_to: Some(Mailbox::new("", reply_to.clone())),
        to: vec![Mailbox::new("Bruno Łuk", address("bruno.round@example.org"))],
        cc: vec![],
        subject: "Impressora não imprime".to_owned(),
        date: Time::from_seconds(1_794_873_600),
        in_reply_to: None,
        references: vec![],
        content: Content::Customer { text: CustomerText::public("Olá,\n.\n..\nFrom here on it works."), quote: None },
        signature: String::new(),
        files: vec![],
        automatic: None,
    };
    let bytes = compose(&out).unwrap();
    let attempt = send(&rig.account_smtp("round@example.com"), "bruno.round@example.org", &bytes);
    assert!(matches!(&attempt, Attempt::Sent(words) if words.starts_with("250")), "{attempt:?}");
    let got = rig.wait_for("bruno.round@example.org", 1);
    let text = String::from_utf8_lossy(&got).replace("\r\n", "\n");
    let sent = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
    assert!(text.ends_with(&sent), "not a byte is changed:\n{text}\n---\n{sent}");

    rig.deliver("bruno.round@example.org", reply_to.as_str(), &mail("answer", "thanks"));
    let answer = String::from_utf8_lossy(&rig.wait_for("round@example.com", 1)).into_owned();
    let to = |name: &str| answer.lines().find_map(|l| l.strip_prefix(name)).and_then(Address::parse).unwrap_or_else(|| panic!("{name}\n{answer}"));
    for header in ["Delivered-To:", "Envelope-to:"] {
        assert_eq!(keyring.read_address(&to(header)), Reading::Signed(ticket), "{header}\n{answer}");
    }
}

#[test]
fn the_server_decides_what_becomes_of_a_mail() {
    let Some(rig) = rig_or_skip() else { return };
    let starttls = rig.account_smtp("fate@example.com");
    let tls = smtp::Account { port: rig.smtps, security: Security::Tls, ..starttls.clone() };
    for account in [&starttls, &tls] {
        let attempt = send(account, "taken@example.org", &mail("x", "x"));
        assert!(matches!(attempt, Attempt::Sent(_)), "{attempt:?}");
    }
    let attempt = send(&tls, "nouser@example.org", &mail("x", "x"));
    assert!(matches!(&attempt, Attempt::Refused(words) if words.contains("No such user")), "{attempt:?}");
    let attempt = send(&tls, "full@example.org", &mail("x", "x"));
    assert!(matches!(&attempt, Attempt::Refused(words) if words.contains("552")), "{attempt:?}");
    let attempt = send(&tls, "greylist@example.org", &mail("x", "x"));
    assert!(matches!(&attempt, Attempt::Later(words) if words.contains("Greylisted")), "{attempt:?}");
    let attempt = send(&tls, "taken@example.org", b"X-Test-Reject: 1\r\nSubject: x\r\n\r\nx\r\n");
    assert!(matches!(&attempt, Attempt::Refused(words) if words.contains("Rejected by test header")), "{attempt:?}");
    let attempt = send(&tls, "a..b@example.jp", &mail("x", "x"));
    assert!(!matches!(attempt, Attempt::Unknown(_)), "{attempt:?}");
}

#[test]
fn automatic_mail_leaves_with_the_null_sender() {
    let Some(rig) = rig_or_skip() else { return };
    let account = rig.account_smtp("auto@example.com");
    let attempt = block_on(smtp::send(&account, None, &address("null@example.org"), &mail("auto", "x")));
    assert!(matches!(attempt, Attempt::Sent(_)), "{attempt:?}");
    assert!(contains(&rig.wait_for("null@example.org", 1), "Return-path: <>\n"));
}

#[test]
fn whatever_is_wrong_with_the_outgoing_server_is_told_and_loses_no_mail() {
    let Some(rig) = rig_or_skip() else { return };
    let good = rig.account_smtp("out@example.com");
    block_on(smtp::check(&good)).unwrap();
    let fault = |account: &smtp::Account| {
        let attempt = send(account, "taken@example.org", &mail("x", "x"));
        assert!(matches!(attempt, Attempt::Later(_)), "{attempt:?}");
        block_on(smtp::check(account)).unwrap_err()
    };
    let e = fault(&smtp::Account { secret: Some(password("guess")), ..good.clone() });
    assert!(matches!(e, SmtpError::WrongPassword { .. }) && e.needs_a_person(), "{e}");
    let stranger = rig::Rig::authority_of_another();
    for (port, security) in [(rig.smtp, Security::StartTls), (rig.smtps, Security::Tls)] {
        let e = fault(&smtp::Account { ca_file: Some(stranger.path().to_owned()), port, security, ..good.clone() });
        assert!(matches!(e, SmtpError::Wire(WireError::UnknownAuthority { .. })), "{e}");
        let e = fault(&smtp::Account { host: "127.0.0.1".to_owned(), port, security, ..good.clone() });
        assert!(matches!(e, SmtpError::Wire(WireError::WrongName { .. })), "{e}");
    }
    let e = fault(&smtp::Account { security: Security::Tls, ..good.clone() });
    assert!(matches!(e, SmtpError::Wire(WireError::NotTls { .. })), "{e}");
    let e = fault(&smtp::Account { port: 1, ..good.clone() });
    assert!(matches!(e, SmtpError::Wire(WireError::Refused { .. })), "{e}");
    let e = fault(&smtp::Account { security: Security::None, host: "192.0.2.1".to_owned(), ..good.clone() });
    assert!(matches!(e, SmtpError::Wire(WireError::InTheOpen { .. })), "{e}");
    let e = fault(&smtp::Account { host: "no-such-host.invalid".to_owned(), ..good });
    assert!(matches!(e, SmtpError::Wire(WireError::Dns { .. })), "{e}");
}

/// A scripted outgoing server that wants no login.
fn scripted_smtp(script: quirks::Script) -> smtp::Account {
    smtp::Account {
        host: "127.0.0.1".to_owned(),
        port: quirks::smtp(script),
        security: Security::None,
        user: None,
        secret: None,
        auth: Auth::Password,
        ca_file: None,
        timeout: IMPATIENCE,
        hello: None,
    }
}

#[test]
fn a_mail_is_unknown_only_when_all_of_it_had_gone_out() {
    let unknown: [quirks::Script; 3] = [&[(".", &["@close"])], &[(".", &["@hang"])], &[(".", &["what is this"])]];
    for script in unknown {
        let attempt = send(&scripted_smtp(script), "x@example.org", &mail("x", "x"));
        assert!(matches!(attempt, Attempt::Unknown(_)), "{script:?}: {attempt:?}");
    }
    let later: [quirks::Script; 9] = [
        &[("", &["@close"])],
        &[("", &["@hang"])],
        &[("", &["421 going down", "@close"])],
        &[("", &["554 no service", "@close"])],
        &[("MAIL", &["@close"])],
        &[("RCPT", &["@hang"])],
        &[("DATA", &["@close"])],
        &[("DATA", &["451 not now"])],
        &[(".", &["452 disk full"])],
    ];
    for script in later {
        let attempt = send(&scripted_smtp(script), "x@example.org", &mail("x", "x"));
        assert!(matches!(attempt, Attempt::Later(_)), "{script:?}: {attempt:?}");
    }
}

#[test]
fn a_big_mail_that_breaks_off_in_the_middle_is_sent_again() {
    let account = smtp::Account { timeout: PATIENCE, ..scripted_smtp(&[("DATA", &["354 go on", "@close"])]) };
    let attempt = send(&account, "x@example.org", &mail("big", &"0123456789\r\n".repeat(2_000_000)));
    assert!(matches!(attempt, Attempt::Later(_)), "{attempt:?}");
}

#[test]
fn odd_addresses_are_given_to_the_server_as_they_are() {
    let account = scripted_smtp(&[("RCPT TO:<a..b@example.jp>", &["250 known"]), ("RCPT", &["550 unknown"])]);
    let attempt = send(&account, "a..b@example.jp", &mail("x", "x"));
    assert!(matches!(attempt, Attempt::Sent(_)), "{attempt:?}");
}

#[test]
fn an_international_address_needs_a_server_that_can() {
    let able = scripted_smtp(&[
        ("EHLO", &["250-hello", "250-8BITMIME", "250 SMTPUTF8"]),
        ("MAIL FROM:<desk@example.com> SMTPUTF8", &["250 fine"]),
        ("MAIL", &["550 how"]),
    ]);
    assert!(matches!(send(&able, "jörg@example.org", &mail("x", "x")), Attempt::Sent(_)));
    let attempt = send(&scripted_smtp(&[]), "jörg@example.org", &mail("x", "x"));
    assert!(matches!(&attempt, Attempt::Refused(words) if words.contains("SMTPUTF8")), "{attempt:?}");
}

#[test]
fn a_server_that_wants_a_login_first_keeps_the_mail_waiting() {
    let attempt = send(&scripted_smtp(&[("MAIL", &["530 5.7.0 Authentication required"])]), "x@example.org", &mail("x", "x"));
    assert!(matches!(&attempt, Attempt::Later(words) if words.contains("login")), "{attempt:?}");
}
