//! Delivery reports: the right mail is marked, its author is told, and a delay is only written down.

#![allow(clippy::unwrap_used)]

mod desk;
mod rig;

use std::path::Path;
use std::time::{Duration, Instant};

use aside::desk::{Policy, Receipt};
use aside::model::delivery::DeliveryState;
use aside::model::entry::{EntryKind, Event};
use aside::model::ticket::NotificationKind;
use aside::model::{TicketId, Time};
use aside::store::InboxState;
use aside::worker::{MailboxServers, Setup, Worker};
use desk::{TestDesk, at, header, mailbox};

/// A report of a server's, about a mail of ours.
fn report(name: &str, about: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail").join(name).with_extension("eml");
    std::fs::read_to_string(path).unwrap().replace("<sent@desk.example>", about)
}

/// A desk where Ana has answered two tickets of Carla's; the second answer's Message-ID.
fn answered_twice() -> (TestDesk, TicketId, TicketId, String) {
    let d = TestDesk::with(Policy { notify_by_mail: false, ..Policy::default() });
    let first = d.carla_writes(0);
    let second = d.carla_writes(1);
    d.reply(first, "One.", 2);
    let sent = d.reply(second, "Two.", 2);
    d.sends(3);
    let id = header(&d.sent_mail(sent.outbox), "Message-ID");
    (d, first, second, id)
}

fn delivery(d: &TestDesk, ticket: TicketId) -> (DeliveryState, String) {
    let t = d.desk.ticket(&d.ana, ticket).unwrap();
    let summary = t.entries.iter().rfind(|e| e.kind == EntryKind::Reply).unwrap().delivery.clone().unwrap();
    (summary.state, summary.words)
}

fn placed(receipt: &Receipt) -> (InboxState, Option<TicketId>) {
    (receipt.result, receipt.ticket)
}

#[test]
fn the_reports_of_every_server_mark_the_right_mail_and_tell_its_author_and_the_contact() {
    for (name, words) in [
        ("report-postfix", "550 5.1.1 <carla@customer.example>: Recipient address rejected: User unknown in virtual mailbox table"),
        ("report-exim", "550 5.1.1 User unknown"),
        ("report-exchange", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup"),
        ("report-gmail", "550 5.1.1 <carla@customer.example>: user does not exist"),
        ("report-qmail", "550 5.1.1 sorry, no mailbox here by that name"),
    ] {
        let (d, first, second, id) = answered_twice();
        let status = d.desk.ticket_head(&d.ana, second).unwrap().status;
        let receipt = d.receive(&report(name, &id), 4);
        assert_eq!(placed(&receipt), (InboxState::Entry, Some(second)), "{name}");
        assert_eq!(receipt.why, "a delivery report about a mail of ours: 1 of its recipients failed, 0 are delayed", "{name}");
        assert_eq!(delivery(&d, first).0, DeliveryState::Sent, "{name}");
        let (state, said) = delivery(&d, second);
        assert_eq!(state, DeliveryState::Failed, "{name}");
        assert!(said.contains(words), "{name}: {said}");
        let t = d.desk.ticket(&d.ana, second).unwrap();
        assert!(t.entries.iter().any(|e| matches!(&e.event, Some(Event::DeliveryFailed { recipient, .. }) if recipient == "carla@customer.example")));
        assert_eq!(t.head.status, status, "nothing reopens");
        let told = d.desk.notifications(&d.ana).unwrap();
        assert_eq!((told.len(), told[0].kind, told[0].ticket), (1, NotificationKind::DeliveryFailed, second), "{name}");
        let failed = d.desk.failed_addresses(&d.ana, second).unwrap();
        assert_eq!((failed.len(), failed[0].address.as_str()), (1, "carla@customer.example"));
        assert!(failed[0].words.contains(words));
        assert!(d.sends(5).is_empty(), "nothing is sent back");
    }
}

#[test]
fn a_delay_is_written_down_and_nobody_is_told() {
    for name in ["delay-postfix", "delay-exim"] {
        let (d, _, ticket, id) = answered_twice();
        let receipt = d.receive(&report(name, &id), 4);
        assert_eq!(placed(&receipt), (InboxState::Entry, Some(ticket)), "{name}");
        assert_eq!(receipt.why, "a delivery report about a mail of ours: 0 of its recipients failed, 1 are delayed", "{name}");
        assert_eq!(delivery(&d, ticket).0, DeliveryState::Sent, "{name}");
        let t = d.desk.ticket(&d.ana, ticket).unwrap();
        assert!(
            t.entries.iter().any(|e| matches!(&e.event, Some(Event::DeliveryDelayed { recipient, .. }) if recipient == "carla@customer.example"))
        );
        assert!(!t.head.unread && d.desk.notifications(&d.ana).unwrap().is_empty(), "{name}");
        assert!(d.desk.failed_addresses(&d.ana, ticket).unwrap().is_empty());
    }
}

#[test]
fn a_report_that_comes_twice_tells_once() {
    let (d, _, _, id) = answered_twice();
    d.receive(&report("report-postfix", &id), 4);
    d.receive(&report("report-postfix", &id).replace("4D1F2@", "4D1F3@"), 5);
    assert_eq!(d.desk.notifications(&d.ana).unwrap().len(), 1);
}

#[test]
fn a_report_that_is_quicker_than_the_servers_own_answer_is_not_forgotten() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let sent = d.reply(ticket, "Hello.", 1);
    let lease = d.desk.store().write(|w| w.take_lease("test", at(2), at(3))).unwrap().unwrap();
    let claim = d.desk.claim(lease.generation, at(2)).unwrap().unwrap();
    d.receive(&report("report-postfix", &header(&d.sent_mail(sent.outbox), "Message-ID")), 2);
    d.desk.settle(&claim, lease.generation, &aside::model::delivery::Attempt::Sent("250 ok".into()), at(2)).unwrap();
    assert_eq!(delivery(&d, ticket).0, DeliveryState::Failed);
}

#[test]
fn a_report_about_one_of_several_recipients_marks_that_one() {
    let d = TestDesk::with(Policy { notify_by_mail: false, ..Policy::default() });
    let ticket = d.carla_writes(0);
    let mut request = desk::reply_request(ticket, "Hello.");
    request.to = vec![mailbox("carla@customer.example")];
    request.cc = vec![mailbox("dora@customer.example")];
    let sent = d.desk.reply(&d.ana, &request, at(1)).unwrap();
    assert_eq!(d.sends(2).len(), 2);
    let id = header(&d.sent_mail(sent.outbox), "Message-ID");
    d.receive(&report("report-postfix", &id).replace("carla@customer.example", "dora@customer.example"), 3);
    let failed = |t: TicketId| d.desk.ticket(&d.ana, t).unwrap().entries.into_iter().filter_map(|e| e.event).collect::<Vec<_>>();
    let one = |e: &Event| matches!(e, Event::DeliveryFailed { recipient, .. } if recipient == "dora@customer.example");
    assert!(failed(ticket).iter().any(one));
    assert!(!failed(ticket).iter().any(|e| matches!(e, Event::DeliveryFailed { recipient, .. } if recipient == "carla@customer.example")));
}

#[test]
fn a_report_about_a_side_conversation_stays_in_it() {
    let d = TestDesk::with(Policy { notify_by_mail: false, ..Policy::default() });
    let ticket = d.carla_writes(0);
    let side = d.ask(ticket, "CANARYASK", 1);
    d.sends(2);
    let id = header(&d.sent_mail(side.outbox), "Message-ID");
    let bounce = report("report-qmail", &id).replace("carla@customer.example", "parts@acme.example").replace("Please try again.", "CANARYASK");
    let receipt = d.receive(&bounce, 3);
    assert_eq!((receipt.result, receipt.side), (InboxState::Side, Some(side.side)));
    let t = d.desk.ticket(&d.ana, ticket).unwrap();
    assert!(t.entries.iter().all(|e| e.kind == EntryKind::Event || !e.body.text().contains("CANARYASK")));
    assert_eq!(d.desk.notifications(&d.ana).unwrap()[0].kind, NotificationKind::DeliveryFailed);
    assert_eq!(t.sides[0].messages[0].delivery.as_ref().unwrap().state, DeliveryState::Failed);
}

#[test]
fn a_report_about_a_mail_that_is_not_ours_is_an_automatic_mail_like_any_other() {
    let (d, first, second, _) = answered_twice();
    let receipt = d.receive(&report("report-qmail", "<unknown@elsewhere.example>"), 4);
    assert_eq!(receipt.result, InboxState::Ticket);
    assert!(receipt.ticket != Some(first) && receipt.ticket != Some(second));
    assert!(d.desk.notifications(&d.ana).unwrap().is_empty());
}

#[test]
fn a_long_report_leaves_one_line_for_each_copy() {
    let (d, _, ticket, id) = answered_twice();
    let group = "Final-Recipient: rfc822; somebody@elsewhere.example\nAction: failed\nStatus: 5.1.1\n\n";
    let long =
        report("report-postfix", &id).replace("Final-Recipient: rfc822; carla@", &format!("{}Final-Recipient: rfc822; carla@", group.repeat(200)));
    d.receive(&long, 4);
    let lines = d.desk.ticket(&d.ana, ticket).unwrap().entries.into_iter().filter(|e| matches!(e.event, Some(Event::DeliveryFailed { .. })));
    assert_eq!(lines.count(), 1);
}

#[test]
fn a_failed_acknowledgement_is_on_the_ticket_and_the_contact() {
    let d = TestDesk::with(Policy { acknowledge: true, notify_by_mail: false, ..Policy::default() });
    let ticket = d.carla_writes(0);
    let id = header(&d.sends(1)[0].raw, "Message-ID");
    d.receive(&report("report-exim", &id), 2);
    let t = d.desk.ticket(&d.ana, ticket).unwrap();
    assert!(t.entries.iter().any(|e| matches!(e.event, Some(Event::DeliveryFailed { .. }))));
    assert_eq!(d.desk.failed_addresses(&d.ana, ticket).unwrap().len(), 1);
}

#[test]
fn a_real_exim_sends_a_report_and_the_author_hears_of_it() {
    let Some(rig) = rig::rig_or_skip() else { return };
    let now = || Time::from(jiff::Timestamp::now());
    let policy = Policy { undo_send: Duration::ZERO, ..Policy::default() };
    let d = TestDesk::with(policy.clone());
    let setup = Setup {
        database: d.path(),
        policy,
        zone: jiff::tz::TimeZone::UTC,
        mailboxes: vec![MailboxServers {
            address: desk::address("desk@desk.example"),
            imap: Some(rig.account_imap("desk@desk.example")),
            poll: Duration::from_secs(60),
            idle: true,
            smtp: Some(rig.account_smtp("desk@desk.example")),
        }],
        holder: "test".into(),
        lease: Duration::from_secs(30),
    };
    let worker = Worker::start(setup, |_| {}).unwrap();
    let end = Instant::now() + Duration::from_secs(30);
    let wait = |what: &str, done: &dyn Fn() -> bool| {
        while !done() {
            assert!(Instant::now() < end, "never happened: {what}\n{}", rig.logs());
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    wait("the mailbox is connected", &|| d.desk.store().cursor(aside::model::MailboxId(1)).unwrap().is_some());
    let ticket =
        d.receive("From: X <x@bounce.test>\nTo: desk@desk.example\nSubject: Hello\nMessage-ID: <x1@bounce.test>\n\nAnyone there?", 0).ticket.unwrap();
    d.desk.reply(&d.ana, &desk::reply_request(ticket, "Yes."), now()).unwrap();
    wait("the author is told", &|| d.desk.notifications(&d.ana).unwrap().iter().any(|n| n.kind == NotificationKind::DeliveryFailed));
    let (state, words) = delivery(&d, ticket);
    assert_eq!(state, DeliveryState::Failed, "{words}");
    assert_eq!(d.desk.failed_addresses(&d.ana, ticket).unwrap()[0].address.as_str(), "x@bounce.test");
    assert!(rig.mailbox("x@bounce.test").is_empty());
    worker.stop();
}
