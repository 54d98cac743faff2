//! Notifications by mail: who gets them, what they say, and that an answer is a private note on every path that there is.

#![allow(clippy::unwrap_used)]

mod desk;

use std::collections::BTreeMap;
use std::time::Duration;

use aside::desk::{DeskError, NoteRequest, Policy, Receipt};
use aside::model::TicketId;
use aside::model::entry::{EntryKind, Event};
use aside::model::notify::ByMail;
use aside::model::outgoing::InternalText;
use aside::model::ticket::Assign;
use aside::store::InboxState;
use desk::{Letter, TestDesk, address, at, header};

fn trusting() -> BTreeMap<aside::model::Address, Vec<String>> {
    BTreeMap::from([(address("desk@desk.example"), vec!["mx.desk.example".to_owned()])])
}

fn note(d: &TestDesk, ticket: TicketId, text: &str, minutes: i64) {
    let request = NoteRequest { ticket, text: InternalText::new(text), files: vec![], status: None };
    d.desk.note(&d.ana, &request, at(minutes)).unwrap();
}

/// A ticket on which Bruno was mentioned, and the mail that he got.
fn mentioned() -> (TestDesk, TicketId, Letter) {
    let d = TestDesk::with(Policy { trusted_authserv: trusting(), ..Policy::default() });
    let ticket = d.carla_writes(0);
    note(&d, ticket, "@bruno the CANARYNOTE is **broken**", 1);
    d.desk.tick(at(3)).unwrap();
    let mut sent = d.sends(3);
    assert_eq!(sent.len(), 1, "{sent:?}");
    let letter = sent.remove(0);
    (d, ticket, letter)
}

fn answer(letter: &Letter, from: &str, more: &str, text: &str) -> String {
    format!(
        "From: {from}\nTo: {}\nSubject: Re: {}\nIn-Reply-To: {}\nMessage-ID: <answer@staff.example>\n{more}\n{text}",
        header(&letter.raw, "Reply-To"),
        header(&letter.raw, "Subject"),
        header(&letter.raw, "Message-ID")
    )
}

/// No word of it is in anything that the customer may read, and no mail goes to the customer.
fn stays_inside(d: &TestDesk, ticket: TicketId, canary: &str) {
    let t = d.desk.ticket(&d.ana, ticket).unwrap();
    let public = t.entries.iter().filter(|e| matches!(e.kind, EntryKind::Customer | EntryKind::Reply));
    assert!(public.into_iter().all(|e| !e.body.text().contains(canary)), "{canary} is public");
    d.desk.reply(&d.ana, &desk::reply_request(ticket, "An answer."), at(500)).unwrap();
    let to_customer: Vec<Letter> = d.sends(501).into_iter().filter(|l| l.to.as_str().contains("customer")).collect();
    assert_eq!(to_customer.len(), 1);
    let read = to_customer[0].raw.clone() + &to_customer[0].text();
    for secret in [canary, "CANARYNOTE", "bruno@staff.example", "ana@staff.example"] {
        assert!(!read.contains(secret), "the customer reads {secret}");
    }
}

fn quarantined(receipt: &Receipt, why: &str) {
    assert_eq!((receipt.result, receipt.why.as_str()), (InboxState::Quarantine, why));
}

const DISAGREES: &str = "it answers a notification, but is not from the agent who got it";

#[test]
fn who_is_mentioned_and_does_not_look_gets_a_mail_at_their_own_address() {
    let (_, ticket, letter) = mentioned();
    assert_eq!((letter.to.as_str(), &letter.sender), ("bruno@staff.example", &None));
    assert_eq!(header(&letter.raw, "Auto-Submitted"), "auto-generated");
    assert_eq!(header(&letter.raw, "From"), "Desk <desk@desk.example>");
    assert!(header(&letter.raw, "Reply-To").contains(&format!("desk+n{ticket}-2.")));
    assert!(header(&letter.raw, "Subject").starts_with(&format!("[#{ticket}] Ana Lima mentioned you")));
    let text = letter.text();
    assert!(text.contains("CANARYNOTE") && text.contains("Impressora parada") && text.contains("never sees it"), "{text}");
}

#[test]
fn what_was_seen_in_time_is_not_mailed_and_each_is_mailed_once() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    note(&d, ticket, "@bruno look", 1);
    assert_eq!(d.desk.tick(at(1)).unwrap().mailed, 0, "not at once");
    d.desk.seen(&d.bruno, ticket, at(1)).unwrap();
    assert_eq!(d.desk.tick(at(3)).unwrap().mailed, 0);
    note(&d, ticket, "@bruno again", 4);
    assert_eq!(d.desk.tick(at(6)).unwrap().mailed, 1);
    assert_eq!(d.desk.tick(at(7)).unwrap().mailed, 0);
    note(&d, ticket, "@bruno and again", 10);
    assert_eq!(d.desk.tick(at(10 + 25 * 60)).unwrap().mailed, 0, "a worker that stood still does not pour out the past");
}

#[test]
fn each_agent_switches_what_comes_by_mail_and_the_desk_all_of_it() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    d.desk.assign(&d.ana, ticket, Assign::Agent(d.bruno.id()), at(1)).unwrap();
    assert_eq!(d.desk.tick(at(3)).unwrap().mailed, 1, "assigned");
    let answers = |n: i64| {
        d.receive(
            &format!(
                "From: carla@customer.example\nTo: desk@desk.example\nSubject: Re: [#{ticket}]\nMessage-ID: <n{n}@customer.example>\n\nCANARYANSWER"
            ),
            n,
        )
    };
    answers(4);
    assert_eq!(d.desk.tick(at(6)).unwrap().mailed, 0, "answers only for who wants them");
    d.desk.set_notify_by_mail(&d.bruno, d.bruno.id(), &ByMail::ALL).unwrap();
    answers(7);
    assert_eq!(d.desk.tick(at(9)).unwrap().mailed, 1);
    assert!(d.sends(9).last().unwrap().text().contains("CANARYANSWER"));
    d.desk.set_notify_by_mail(&d.ana, d.bruno.id(), &ByMail::NONE).unwrap();
    note(&d, ticket, "@bruno look", 10);
    assert_eq!(d.desk.tick(at(12)).unwrap().mailed, 0);
    assert!(matches!(d.desk.set_notify_by_mail(&d.bruno, d.ana.id(), &ByMail::NONE), Err(DeskError::NotAllowed { .. })));

    let off = TestDesk::with(Policy { notify_by_mail: false, ..Policy::default() });
    let ticket = off.carla_writes(0);
    note(&off, ticket, "@bruno look", 1);
    assert_eq!(off.desk.tick(at(3)).unwrap().mailed, 0);
}

#[test]
fn third_parties_failures_and_the_quarantine_are_told_too() {
    let d = TestDesk::with(Policy { notify_after: Duration::ZERO, ..Policy::default() });
    d.desk.set_notify_by_mail(&d.ana, d.ana.id(), &ByMail::ALL).unwrap();
    let ticket = d.carla_writes(0);
    d.desk.take(&d.ana, ticket, at(1)).unwrap();
    let asked = d.sent_mail(d.ask(ticket, "Do you have it?", 2).outbox);
    let reply_to = header(&asked, "Reply-To");
    d.receive(&format!("From: Acme Parts <parts@acme.example>\nTo: {reply_to}\nSubject: x\nMessage-ID: <a@acme.example>\n\nCANARYSUPPLIER"), 3);
    d.receive(&format!("From: carla@customer.example\nTo: {reply_to}\nSubject: x\nMessage-ID: <b@customer.example>\n\nHello?"), 4);
    assert_eq!(d.desk.tick(at(5)).unwrap().mailed, 2);
    let to_ana: Vec<String> = d.sends(5).iter().filter(|l| l.to.as_str() == "ana@staff.example").map(Letter::text).collect();
    assert!(to_ana[0].contains("Acme Parts answered in a side conversation") && to_ana[0].contains("CANARYSUPPLIER"), "{to_ana:?}");
    assert!(to_ana[1].contains("is in quarantine") && to_ana[1].contains("the ticket's customer wrote to a side conversation"), "{to_ana:?}");
}

#[test]
fn one_agent_gets_no_more_than_the_cap_in_an_hour() {
    let d = TestDesk::with(Policy { notices_per_hour: 2, ..Policy::default() });
    let ticket = d.carla_writes(0);
    for n in 1..6 {
        note(&d, ticket, "@bruno look", n);
    }
    assert_eq!(d.desk.tick(at(10)).unwrap().mailed, 2);
}

#[test]
fn an_agents_answer_is_a_private_note() {
    let (d, ticket, letter) = mentioned();
    let receipt = d.receive(&answer(&letter, "Bruno Reis <bruno@staff.example>", "", "CANARYANSWER @ana\n\n> the CANARYNOTE"), 4);
    assert_eq!((receipt.result, receipt.ticket), (InboxState::Entry, Some(ticket)));
    assert_eq!(receipt.why, "an agent answered a notification: a private note");
    let t = d.desk.ticket(&d.ana, ticket).unwrap();
    let written = t.entries.iter().find(|e| Some(e.id) == receipt.entry).unwrap();
    assert_eq!((written.kind, written.body.text(), written.author.agent), (EntryKind::Note, "CANARYANSWER @ana", Some(d.bruno.id())));
    assert!(written.inbox.is_some(), "its raw mail is one key away");
    assert_eq!(t.head.waiting_since, Some(at(0)), "the customer goes on waiting");
    assert_eq!(d.desk.notifications(&d.ana).unwrap().len(), 1, "a mention by mail is a mention");
    stays_inside(&d, ticket, "CANARYANSWER");
}

#[test]
fn an_answer_from_any_other_address_is_held() {
    for from in ["Bruno <bruno@home.example>", "Ana Lima <ana@staff.example>", "carla@customer.example", "x@evil.example"] {
        let (d, ticket, letter) = mentioned();
        quarantined(&d.receive(&answer(&letter, from, "", "CANARYANSWER"), 4), DISAGREES);
        stays_inside(&d, ticket, "CANARYANSWER");
    }
}

#[test]
fn an_answer_that_a_trusted_server_calls_forged_is_held() {
    let (d, ticket, letter) = mentioned();
    let forged = "Authentication-Results: mx.desk.example; dmarc=fail header.from=staff.example\n";
    quarantined(&d.receive(&answer(&letter, "bruno@staff.example", forged, "CANARYANSWER"), 4), DISAGREES);
    stays_inside(&d, ticket, "CANARYANSWER");
}

#[test]
fn an_answer_that_has_lost_its_headers_is_never_public() {
    let vouched = "Authentication-Results: mx.desk.example; dmarc=pass header.from=staff.example\n";
    for more in ["", vouched] {
        let (d, ticket, letter) = mentioned();
        // the address alone, the Message-ID alone, the subject alone
        let to = header(&letter.raw, "Reply-To");
        let id = header(&letter.raw, "Message-ID");
        let subject = header(&letter.raw, "Subject");
        for (n, fields) in [
            format!("To: {to}\nSubject: x"),
            format!("To: desk@desk.example\nSubject: x\nReferences: {id}"),
            format!("To: desk@desk.example\nSubject: Re: {subject}"),
        ]
        .into_iter()
        .enumerate()
        {
            let receipt = d.receive(&format!("From: bruno@staff.example\n{fields}\nMessage-ID: <s{n}@staff.example>\n{more}\nCANARYANSWER"), 4);
            if n < 2 {
                assert_eq!((receipt.ticket, receipt.why.as_str()), (Some(ticket), "an agent answered a notification: a private note"));
            } else {
                assert_ne!(receipt.ticket, Some(ticket), "with nothing but a number it is a request of the agent's own");
            }
        }
        stays_inside(&d, ticket, "CANARYANSWER");
    }
}

#[test]
fn a_notification_that_is_forwarded_is_held_when_its_new_reader_answers_it() {
    let (d, ticket, letter) = mentioned();
    let forwarded = format!(
        "From: x@partner.example\nTo: {}\nCc: desk@desk.example\nSubject: Fwd: {}\nReferences: {} <fwd@staff.example>\nMessage-ID: <p@partner.example>\n\nCANARYANSWER",
        header(&letter.raw, "Reply-To"),
        header(&letter.raw, "Subject"),
        header(&letter.raw, "Message-ID")
    );
    quarantined(&d.receive(&forwarded, 4), DISAGREES);
    stays_inside(&d, ticket, "CANARYANSWER");
}

#[test]
fn a_customer_who_gets_hold_of_the_address_writes_no_note_and_nothing_public_with_it() {
    let (d, ticket, letter) = mentioned();
    let reply = d.desk.reply(&d.ana, &desk::reply_request(ticket, "Hello."), at(4)).unwrap();
    let public = header(&d.sent_mail(reply.outbox), "Reply-To");
    d.sends(5);
    let both = format!(
        "From: carla@customer.example\nTo: {public}\nCc: {}\nSubject: x\nMessage-ID: <both@customer.example>\n\nCANARYANSWER",
        header(&letter.raw, "Reply-To")
    );
    quarantined(&d.receive(&both, 6), DISAGREES);
    assert!(d.desk.ticket(&d.ana, ticket).unwrap().entries.iter().all(|e| e.kind == EntryKind::Event || !e.body.text().contains("CANARYANSWER")));
}

#[test]
fn an_agents_absence_note_is_a_silent_note() {
    let (d, ticket, letter) = mentioned();
    let receipt = d.receive(&answer(&letter, "bruno@staff.example", "Auto-Submitted: auto-replied\n", "I am away. @ana"), 4);
    assert_eq!(receipt.result, InboxState::Entry);
    let t = d.desk.ticket(&d.ana, ticket).unwrap();
    let written = t.entries.iter().find(|e| Some(e.id) == receipt.entry).unwrap();
    assert!(written.kind == EntryKind::Note && written.automatic);
    assert!(d.desk.notifications(&d.ana).unwrap().is_empty());
    d.desk.tick(at(10)).unwrap();
    assert!(d.sends(10).is_empty());
}

#[test]
fn who_may_not_see_the_ticket_any_more_writes_no_note_on_it() {
    let d = TestDesk::with(Policy { waiting_box: vec![], ..Policy::default() });
    let ticket = d.carla_writes(0);
    d.desk.assign(&d.ana, ticket, Assign::Agent(d.bruno.id()), at(1)).unwrap();
    d.desk.tick(at(3)).unwrap();
    let letter = d.sends(3).remove(0);
    d.desk.assign(&d.ana, ticket, Assign::Agent(d.ana.id()), at(4)).unwrap();
    let receipt = d.receive(&answer(&letter, "bruno@staff.example", "", "CANARYANSWER"), 5);
    quarantined(&receipt, "its author is an agent who may not see that ticket");
}

#[test]
fn a_notification_that_comes_back_makes_no_other_and_shows_nobodys_address() {
    let (d, ticket, letter) = mentioned();
    d.desk.set_notify_by_mail(&d.ana, d.ana.id(), &ByMail::ALL).unwrap();
    d.desk.take(&d.ana, ticket, at(4)).unwrap();
    let bounce = format!(
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.staff.example\nTo: desk@desk.example\nSubject: Undelivered Mail Returned to Sender\nMessage-ID: <bounce@mx.staff.example>\n\n<bruno@staff.example>: 550 5.1.1 User unknown\n\n--- Below this line is a copy of the message.\n\nMessage-ID: {}\n",
        header(&letter.raw, "Message-ID")
    );
    let receipt = d.receive(&bounce, 5);
    assert_eq!((receipt.result, receipt.ticket), (InboxState::Entry, Some(ticket)));
    let t = d.desk.ticket(&d.ana, ticket).unwrap();
    assert!(t.entries.iter().all(|e| !matches!(e.event, Some(Event::DeliveryFailed { .. } | Event::Automatic { .. }))));
    assert!(d.desk.history_after(0).unwrap().iter().any(|h| h.what == "notification-failed"), "but the history has it");
    assert_eq!(d.desk.tick(at(10)).unwrap().mailed, 0);
}
