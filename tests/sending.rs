//! Mail out, to the letter: what servers do to a mail, and what the desk makes of it.

#![allow(clippy::unwrap_used)]

mod desk;
mod rig;
mod work;

use std::time::Duration;

use aside::desk::{MailboxPolicy, Policy};
use aside::mail::{imap, smtp};
use aside::model::delivery::{Attempt, DeliveryState};
use aside::model::entry::Event;
use aside::model::outgoing::OutgoingFile;
use aside::model::ticket::NotificationKind;
use aside::model::{TicketId, Time};
use aside::worker::{MailboxServers, sync_once};
use desk::{TestDesk, at, mailbox, reply_request};
use rig::line::Line;
use rig::{Rig, quirks, rig_or_skip};
use work::{Books, DESK, now, policy, servers, setup, text, until};

/// Short, for servers that never answer.
const IMPATIENCE: Duration = Duration::from_millis(300);

/// An outgoing server on this machine that wants no login.
fn server(port: u16, patience: Duration) -> MailboxServers {
    let account = smtp::Account { timeout: patience, hello: None, ..rig::account_smtp_at(port) };
    servers(DESK, None, Some(account))
}

/// A desk with an answer to `customer` in its outbox.
fn answered(customer: &str) -> (TestDesk, TicketId) {
    let d = TestDesk::with(policy());
    let receipt = d.receive(&format!("From: {customer}\nTo: desk@desk.example\nSubject: Hello\nMessage-ID: <h1@x.example>\n\nAnyone there?"), 0);
    d.reply(receipt.ticket.unwrap(), "Yes.", 1);
    (d, receipt.ticket.unwrap())
}

/// Sends what is due through a server that follows a script; state, attempts and words of the delivery.
fn sent_through(script: quirks::Script, customer: &str) -> (String, i64, String) {
    let (d, _) = answered(customer);
    let patience = if script.iter().any(|(_, lines)| lines.contains(&"@hang")) { IMPATIENCE } else { rig::PATIENCE };
    sync_once(&setup(&d, "test", vec![server(quirks::smtp(script), patience)])).unwrap();
    Books::of(&d.path()).delivery(customer)
}

#[test]
fn what_a_server_does_to_a_mail_is_what_its_state_says() {
    type Case = (quirks::Script, &'static str, i64, &'static str);
    let cases: [Case; 15] = [
        // taken
        (&[(".", &["250 2.0.0 queued as 4711"])], "sent", 1, "queued as 4711"),
        // nobody to give it to: it waits, and does not age
        (&[("", &["421 4.3.2 going down", "@close"])], "queued", 0, "going down"),
        (&[("", &["554 no service", "@close"])], "queued", 0, "no service"),
        (&[("", &["@close"])], "queued", 0, "closed the connection"),
        (&[("", &["@hang"])], "queued", 0, "no answer in time"),
        // not now: it is tried again
        (&[("MAIL", &["421 4.7.0 too many connections", "@close"])], "queued", 1, "421 4.7.0 too many connections"),
        (&[("RCPT", &["450 4.2.1 greylisted"])], "queued", 1, "450 4.2.1 greylisted"),
        (&[("RCPT", &["@hang"])], "queued", 1, "no answer in time"),
        (&[("DATA", &["@close"])], "queued", 1, "closed the connection"),
        (&[(".", &["421 4.3.0 shutting down", "@close"])], "queued", 1, "421 4.3.0 shutting down"),
        // refused for good
        (&[("RCPT", &["550 5.1.1 no such user"])], "failed", 1, "550 5.1.1 no such user"),
        (&[("DATA", &["554 5.7.1 no"])], "failed", 1, "554 5.7.1 no"),
        (&[(".", &["552 5.3.4 too big"])], "failed", 1, "552 5.3.4 too big"),
        // all of it had gone out, and no answer came: nobody knows
        (&[(".", &["@close"])], "unknown", 1, "nobody knows whether it was taken"),
        (&[(".", &["@hang"])], "unknown", 1, "nobody knows whether it was taken"),
    ];
    for (script, state, attempts, words) in cases {
        let found = sent_through(script, "carla@customer.example");
        assert!(found.0 == state && found.1 == attempts && found.2.contains(words), "{script:?}: {found:?}");
    }
}

#[test]
fn a_mail_of_unknown_fate_is_never_sent_again_but_by_a_person() {
    let (d, ticket) = answered("carla@customer.example");
    let lost = setup(&d, "test", vec![server(quirks::smtp(&[(".", &["@close"])]), rig::PATIENCE)]);
    assert_eq!(sync_once(&lost).unwrap().not_sent, 1);
    let works = setup(&d, "test", vec![server(quirks::smtp(&[]), rig::PATIENCE)]);
    let round = sync_once(&works).unwrap();
    assert_eq!((round.sent, round.not_sent), (0, 0), "nobody but a person");
    let summary = d.desk.ticket(&d.ana, ticket).unwrap().entries.into_iter().find_map(|e| e.delivery).unwrap();
    assert_eq!(summary.state, DeliveryState::Unknown);
    d.desk.send_again(&d.ana, summary.outbox, now()).unwrap();
    assert_eq!(sync_once(&works).unwrap().sent, 1);
}

#[test]
fn the_pauses_grow_and_in_the_end_the_author_is_told() {
    let (d, ticket) = answered("carla@customer.example");
    let mut clock = at(2);
    let lease = d.desk.store().write(|w| w.take_lease("test", clock, Time::NEVER)).unwrap().unwrap();
    let mut pauses: Vec<Duration> = Vec::new();
    loop {
        let claim = d.desk.claim(lease.generation, clock).unwrap().expect("it is due");
        d.desk.settle(&claim, lease.generation, &Attempt::Later("451 4.7.1 not now".into()), clock).unwrap();
        let Some(due) = d.desk.store().next_due().unwrap() else { break };
        pauses.push(due.since(clock));
        assert!(d.desk.claim(lease.generation, due.before(Duration::from_secs(1))).unwrap().is_none(), "not before its time");
        clock = due;
    }
    assert!(pauses.is_sorted() && pauses[0] <= Duration::from_secs(60) && pauses.len() > 10, "{pauses:?}");
    let whole: Duration = pauses.iter().sum();
    assert!(whole > Duration::from_hours(48), "{whole:?}");
    assert_eq!(Books::of(&d.path()).delivery("carla@customer.example").0, "failed");
    let told = d.desk.notifications(&d.ana).unwrap();
    assert_eq!((told[0].kind, told[0].ticket), (NotificationKind::DeliveryFailed, ticket));
    let shown = d.desk.ticket(&d.ana, ticket).unwrap().entries.into_iter().find_map(|e| match e.event {
        Some(Event::DeliveryFailed { recipient, words }) => Some((recipient, words)),
        _ => None,
    });
    assert_eq!(shown, Some(("carla@customer.example".into(), "451 4.7.1 not now".into())));
}

#[test]
fn addresses_that_are_odd_or_international_are_written_to() {
    let odd = sent_through(&[("RCPT TO:<a..b@example.jp>", &["250 known"]), ("RCPT", &["550 unknown"])], "a..b@example.jp");
    assert_eq!(odd.0, "sent", "{odd:?}");
    let able: quirks::Script = &[
        ("EHLO", &["250-hello", "250-8BITMIME", "250 SMTPUTF8"]),
        ("MAIL FROM:<desk@desk.example> SMTPUTF8", &["250 fine"]),
        ("MAIL", &["550 how"]),
        ("RCPT TO:<jörg@müller.example>", &["250 known"]),
        ("RCPT", &["550 unknown"]),
    ];
    let international = sent_through(able, "jörg@müller.example");
    assert_eq!(international.0, "sent", "{international:?}");
    let refused = sent_through(&[], "jörg@müller.example");
    assert!(refused.0 == "failed" && refused.2.contains("SMTPUTF8"), "{refused:?}");
}

#[test]
fn a_mail_that_is_too_big_for_the_server_is_told_so_before_it_goes_out() {
    let with_file = |script: quirks::Script, megabytes: usize| {
        let d = TestDesk::with(policy());
        let ticket = d.carla_writes(0);
        let mut reply = reply_request(ticket, "See the picture.");
        reply.files = vec![OutgoingFile { name: "picture.png".into(), media_type: "image/png".into(), bytes: vec![7; megabytes * 1_000_000] }];
        d.desk.reply(&d.ana, &reply, now()).unwrap();
        sync_once(&setup(&d, "test", vec![server(quirks::smtp(script), rig::PATIENCE)])).unwrap();
        Books::of(&d.path()).delivery("carla@customer.example")
    };
    let script: quirks::Script = &[
        ("EHLO", &["250-hello", "250-SIZE 5000000", "250 8BITMIME"]),
        ("MAIL FROM:<desk@desk.example> SIZE=", &["250 fine"]),
        ("MAIL", &["550 nobody said how big it is"]),
    ];
    let fits = with_file(script, 2);
    assert_eq!(fits.0, "sent", "{fits:?}");
    let (state, _, words) = with_file(script, 4);
    assert!(state == "failed" && words.contains("takes 5.0 MB at the most"), "{words}");
    let silent = with_file(&[("MAIL FROM:<desk@desk.example> SIZE", &["501 what"])], 4);
    assert_eq!(silent.0, "sent", "a server that says nothing of sizes is told none: {silent:?}");
}

#[test]
fn who_gets_a_blind_copy_is_named_to_nobody() {
    let Some(rig) = rig_or_skip() else { return };
    let d = TestDesk::with(policy());
    let ticket = d.carla_writes(0);
    let mut reply = reply_request(ticket, "The offer.");
    reply.to = vec![mailbox("carla@bcc.example")];
    reply.cc = vec![mailbox("boss@bcc.example")];
    reply.bcc = vec![mailbox("hidden@bcc.example")];
    let sent = d.desk.reply(&d.ana, &reply, now()).unwrap();
    assert_eq!(sync_once(&setup(&d, "test", vec![work::on_rig(rig, DESK, DESK)])).unwrap().sent, 3);
    let written = d.sent_mail(sent.outbox).replace("\r\n", "\n");
    assert!(!written.to_lowercase().contains("bcc:") && !written.contains("hidden@"), "{written}");
    for reader in ["carla@bcc.example", "boss@bcc.example", "hidden@bcc.example"] {
        let got = text(&rig.wait_for(reader, 1)).replace("\r\n", "\n");
        assert!(got.ends_with(&written), "everybody gets the same bytes: {got}");
        assert!(reader.starts_with("hidden") || !got.contains("hidden@"), "{got}");
    }
}

#[test]
fn when_the_server_is_away_the_outbox_waits_and_says_so() {
    let Some(rig) = rig_or_skip() else { return };
    let line = Line::to(rig.smtp);
    line.cut(true);
    let d = TestDesk::with(policy());
    let customer = "carla@offline.example";
    let receipt = d.receive(&format!("From: {customer}\nTo: desk@desk.example\nSubject: Hello\nMessage-ID: <o1@x.example>\n\nAnyone there?"), 0);
    let (worker, said) = work::start(setup(&d, "test", vec![server(line.port, rig::PATIENCE)]));
    for n in 0..3 {
        let mut reply = reply_request(receipt.ticket.unwrap(), "Yes.");
        reply.nonce = 100 + n;
        d.desk.reply(&d.ana, &reply, now()).unwrap();
    }
    let why = said.trouble();
    assert!(why.starts_with("desk@desk.example (sending): ") && why.ends_with("what is in the outbox waits"), "{why}");
    until("all three wait again", || (d.desk.outbox_counts().unwrap().waiting == 3).then_some(()));
    assert_eq!(line.connections().1, 0);
    let (state, attempts, words) = Books::of(&d.path()).delivery(customer);
    assert!(state == "queued" && attempts == 0, "it has not aged: {state} {attempts} {words}");
    line.cut(false);
    worker.look_now();
    rig.wait_for(customer, 3);
    said.works();
    until("the outbox is empty", || (d.desk.outbox_counts().unwrap().waiting == 0).then_some(()));
    worker.stop();
    assert_eq!(rig.mailbox(customer).len(), 3);
}

#[test]
fn what_was_sent_is_written_down_even_if_the_disk_was_full_just_then() {
    let Some(rig) = rig_or_skip() else { return };
    let d = TestDesk::with(policy());
    let customer = "carla@full-disk.example";
    let receipt = d.receive(&format!("From: {customer}\nTo: desk@desk.example\nSubject: Hello\nMessage-ID: <f1@x.example>\n\nAnyone there?"), 0);
    let books = Books::of(&d.path());
    books.refuse("full", "BEFORE UPDATE ON deliveries WHEN NEW.state = 'sent'");
    let (worker, said) = work::start(setup(&d, "test", vec![work::on_rig(rig, DESK, DESK)]));
    d.reply(receipt.ticket.unwrap(), "Yes.", 1);
    rig.wait_for(customer, 1);
    assert!(said.trouble().contains("refused for the test"));
    assert_eq!(books.delivery(customer).0, "sending");
    books.take_again("full");
    until("it is written down", || (books.delivery(customer).0 == "sent").then_some(()));
    said.works();
    worker.stop();
    assert_eq!(rig.mailbox(customer).len(), 1, "and it was sent once");
}

// Copies of sent mails ------------------------------------------------------------------------------------------------------------------

fn with_copies(folder: &str) -> Policy {
    let own = MailboxPolicy {
        address: desk::address(DESK),
        agent_name_in_from: true,
        signature: String::new(),
        language: None,
        sent_folder: Some(folder.into()),
    };
    Policy { mailboxes: vec![own], ..policy() }
}

fn in_folder(rig: &Rig, mailbox: &str, folder: &str) -> u32 {
    let account = imap::Account { folder: folder.into(), ..rig.account_imap(mailbox) };
    imap::Connection::open(&account, Default::default()).unwrap().select().unwrap().exists
}

#[test]
fn a_copy_of_what_was_sent_is_kept_in_its_folder_once() {
    let Some(rig) = rig_or_skip() else { return };
    let own = "copies@desk.example";
    let d = TestDesk::with(with_copies("Sent"));
    let ticket = d.carla_writes(0);
    let mut reply = reply_request(ticket, "To both of you.");
    reply.to = vec![mailbox("carla@copies.example")];
    reply.cc = vec![mailbox("boss@copies.example")];
    let sent = d.desk.reply(&d.ana, &reply, now()).unwrap();
    let setup = setup(&d, "test", vec![work::on_rig(rig, DESK, own)]);
    let round = sync_once(&setup).unwrap();
    assert_eq!((round.sent, round.troubles), (2, vec![]));
    assert_eq!(in_folder(rig, own, "Sent"), 1, "two readers, one copy");
    // we died before we wrote it down
    Books::of(&d.path()).count(&format!("UPDATE outbox SET copy = 'due' WHERE id = {} RETURNING 1", sent.outbox));
    assert_eq!(sync_once(&setup).unwrap().troubles, [""; 0]);
    assert_eq!((in_folder(rig, own, "Sent"), d.desk.store().next_copy(aside::model::MailboxId(1)).unwrap()), (1, None));
}

#[test]
fn a_copy_that_cannot_be_kept_sends_no_mail_again_and_is_kept_later() {
    let Some(rig) = rig_or_skip() else { return };
    let own = "late-copies@desk.example";
    let d = TestDesk::with(with_copies("No such folder"));
    let receipt = d.receive("From: carla@late-copies.example\nTo: desk@desk.example\nSubject: Hello\nMessage-ID: <k1@x.example>\n\nAnyone?", 0);
    d.reply(receipt.ticket.unwrap(), "Yes.", 1);
    let wrong = setup(&d, "test", vec![work::on_rig(rig, DESK, own)]);
    let (worker, said) = work::start(wrong.clone());
    let why = said.trouble();
    assert!(why.starts_with("desk@desk.example (copies): ") && why.contains("No such folder"), "{why}");
    worker.stop();
    assert_eq!(sync_once(&wrong).unwrap().sent, 0);
    let right = aside::worker::Setup { policy: with_copies("Sent"), ..wrong };
    assert_eq!(sync_once(&right).unwrap().troubles, [""; 0]);
    assert_eq!(in_folder(rig, own, "Sent"), 1);
    assert_eq!(rig.mailbox("carla@late-copies.example").len(), 1);
}
