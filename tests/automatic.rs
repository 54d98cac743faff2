//! What the desk answers by itself: once, to people alone, and never in a loop.

#![allow(clippy::unwrap_used)]

mod desk;

use std::collections::BTreeMap;

use aside::desk::Policy;
use aside::model::TicketId;
use aside::model::entry::{EntryKind, Event};
use aside::store::{InboxState, Source};
use desk::{Letter, TestDesk, address, at, header};

fn acknowledging() -> Policy {
    Policy { acknowledge: true, notify_by_mail: false, ..Policy::default() }
}

fn desk() -> TestDesk {
    TestDesk::with(acknowledging())
}

/// A mail of somebody's to the desk.
fn mail(from: &str, id: &str, more: &str, text: &str) -> String {
    format!("From: {from}\nTo: desk@desk.example\nSubject: Impressora\nMessage-ID: <{id}@customer.example>\n{more}\n{text}")
}

fn acknowledged(d: &TestDesk, ticket: TicketId) -> bool {
    d.desk.ticket(&d.ana, ticket).unwrap().entries.iter().any(|e| matches!(e.event, Some(Event::Acknowledged { .. })))
}

#[test]
fn a_new_ticket_is_acknowledged_once_with_its_number_in_its_language() {
    let d = desk();
    let ticket =
        d.receive(&mail("Carla Dias <carla@customer.example>", "c1", "", "Olá, a impressora não funciona e eu preciso dela."), 0).ticket.unwrap();
    let sent = d.sends(1);
    let [letter] = sent.as_slice() else { panic!("{sent:?}") };
    assert_eq!((letter.to.as_str(), &letter.sender), ("carla@customer.example", &None), "the return path is null");
    assert_eq!(header(&letter.raw, "Auto-Submitted"), "auto-replied");
    assert_eq!(header(&letter.raw, "In-Reply-To"), "<c1@customer.example>");
    assert!(header(&letter.raw, "Reply-To").contains(&format!("desk+t{ticket}.")));
    assert!(header(&letter.raw, "Subject").starts_with(&format!("[#{ticket}]")));
    let text = letter.text();
    assert!(text.starts_with("Olá, Carla") && text.contains(&ticket.to_string()), "{text}");
    let t = d.desk.ticket(&d.ana, ticket).unwrap();
    let lines = t.entries.iter().filter(|e| matches!(&e.event, Some(Event::Acknowledged { to }) if to == "carla@customer.example"));
    assert_eq!(lines.count(), 1);
    assert_eq!(t.head.waiting_since, Some(at(0)), "an acknowledgement is no answer");

    // the customer answers it: the same ticket, and nothing automatic again
    let answer = format!(
        "From: Carla Dias <carla@customer.example>\nTo: {}\nSubject: {}\nIn-Reply-To: {}\nMessage-ID: <c2@customer.example>\n\nMais uma coisa.",
        header(&letter.raw, "Reply-To"),
        header(&letter.raw, "Subject"),
        header(&letter.raw, "Message-ID")
    );
    assert_eq!(d.receive(&answer, 2).ticket, Some(ticket));
    assert!(d.sends(3).is_empty());
    let flagged = d.desk.ticket(&d.ana, ticket).unwrap().entries.iter().any(|e| matches!(e.event, Some(Event::NewSubject { .. })));
    assert!(!flagged, "the subject of the acknowledgement is no other subject");
}

#[test]
fn an_answer_threads_by_the_acknowledgements_message_id_alone() {
    let d = desk();
    let ticket = d.receive(&mail("carla@customer.example", "c1", "", "A impressora."), 0).ticket;
    let id = header(&d.sends(1)[0].raw, "Message-ID");
    let answer = mail("carla@customer.example", "c2", &format!("In-Reply-To: {id}\n"), "Mais uma coisa.");
    assert_eq!(d.receive(&answer, 2).ticket, ticket);
}

#[test]
fn a_reply_after_an_acknowledgement_goes_on_in_the_same_thread() {
    let d = desk();
    let ticket = d.receive(&mail("carla@customer.example", "c1", "", "A impressora."), 0).ticket.unwrap();
    let id = header(&d.sends(1)[0].raw, "Message-ID");
    let sent = d.reply(ticket, "Yes.", 2);
    assert_eq!(header(&d.sent_mail(sent.outbox), "References"), format!("<c1@customer.example> {id}"));
}

#[test]
fn nothing_automatic_goes_to_programs_lists_and_addresses_behind_which_nobody_reads() {
    let d = desk();
    let cases = [
        ("carla@customer.example", "Auto-Submitted: auto-replied\n"),
        ("carla@customer.example", "Precedence: bulk\n"),
        ("carla@customer.example", "List-Id: Printers <printers.customer.example>\n"),
        ("carla@customer.example", "List-Unsubscribe: <mailto:x@customer.example>\n"),
        ("carla@customer.example", "X-Auto-Response-Suppress: All\n"),
        ("carla@customer.example", "Return-Path: <>\n"),
        ("MAILER-DAEMON@customer.example", ""),
        ("no-reply@customer.example", ""),
        ("owner-printers@customer.example", ""),
    ];
    for (n, (from, more)) in cases.into_iter().enumerate() {
        let receipt = d.receive(&mail(from, &format!("p{n}"), more, "Hello"), 0);
        assert_eq!(receipt.result, InboxState::Ticket, "{from} {more}");
        assert!(!acknowledged(&d, receipt.ticket.unwrap()), "{from} {more}");
    }
    assert!(d.sends(1).is_empty());
}

#[test]
fn old_mail_that_is_imported_is_never_acknowledged() {
    let d = desk();
    let raw = mail("carla@customer.example", "c1", "Date: Mon, 16 Nov 2020 10:01:00 +0000\n", "A impressora.").replace('\n', "\r\n");
    let receipt = d.desk.receive(raw.as_bytes(), Source::Import, None, at(0)).unwrap();
    assert_eq!(receipt.result, InboxState::Ticket);
    assert!(d.sends(1).is_empty());
}

#[test]
fn who_is_muted_gets_nothing_automatic() {
    let d = desk();
    let first = d.receive(&mail("carla@customer.example", "c1", "", "Um."), 0).ticket.unwrap();
    assert_eq!(d.sends(1).len(), 1);
    d.desk.mute(&d.ana, first, true, at(2)).unwrap();
    d.receive(&mail("carla@customer.example", "c2", "", "Dois."), 3);
    assert!(d.sends(4).is_empty());
    let card = d.desk.customer(&d.ana, &address("carla@customer.example")).unwrap();
    assert_eq!(card.muted.map(|m| (m.by, m.at)), Some(("Ana Lima".to_owned(), at(2))), "who did it is known");
    d.desk.mute(&d.ana, first, false, at(5)).unwrap();
    d.receive(&mail("carla@customer.example", "c3", "", "Três."), 6);
    assert_eq!(d.sends(7).len(), 1);
}

#[test]
fn a_desk_that_has_it_switched_off_acknowledges_nothing() {
    let d = TestDesk::new();
    d.receive(&mail("carla@customer.example", "c1", "", "Um."), 0);
    assert!(d.sends(1).is_empty());
}

#[test]
fn one_address_gets_no_more_than_the_cap_in_an_hour_whatever_detail_it_writes_from() {
    let d = desk();
    for n in 0..6 {
        d.receive(&mail(&format!("carla+{n}@customer.example"), &format!("c{n}"), "", "De novo."), n);
    }
    assert_eq!(d.sends(6).len(), 3);
    d.receive(&mail("dora@customer.example", "d", "", "Eu."), 6);
    assert_eq!(d.sends(7).len(), 1, "others get theirs");
    d.receive(&mail("carla@customer.example", "late", "", "De novo."), 70);
    assert_eq!(d.sends(71).len(), 1, "an hour later there is room again");
}

#[test]
fn what_a_trusted_server_calls_forged_is_not_answered() {
    let trusted = BTreeMap::from([(address("desk@desk.example"), vec!["mx.desk.example".to_owned()])]);
    let d = TestDesk::with(Policy { trusted_authserv: trusted, ..acknowledging() });
    let forged = "Authentication-Results: mx.desk.example; dmarc=fail header.from=customer.example\n";
    assert_eq!(d.receive(&mail("carla@customer.example", "c1", forged, "Um."), 0).result, InboxState::Ticket);
    assert!(d.sends(1).is_empty());
}

#[test]
fn a_stranger_who_answers_a_closed_ticket_has_nothing_sent_in_the_requesters_name() {
    let d = desk();
    let ticket = d.receive(&mail("Carla Dias <carla@customer.example>", "c1", "", "Um."), 0).ticket.unwrap();
    let first = d.sends(1).remove(0);
    d.desk.set_status(&d.ana, ticket, aside::model::status::Status::Closed, at(2)).unwrap();
    let answer = format!(
        "From: x@stranger.example\nTo: {}\nSubject: Re: Impressora\nMessage-ID: <x@stranger.example>\n\nSou eu.",
        header(&first.raw, "Reply-To")
    );
    let new = d.receive(&answer, 3).ticket.unwrap();
    let head = d.desk.ticket_head(&d.ana, new).unwrap();
    assert_eq!(head.requester.email.as_str(), "carla@customer.example", "answers go to the requester, not to who has the address");
    assert!(d.sends(4).is_empty());
}

/// Two desks that acknowledge write to each other until nobody has anything to say. `on_the_way` is what servers do to the mails.
/// How many mails each sent.
fn exchange(on_the_way: impl Fn(&str, usize) -> String) -> (usize, usize) {
    let a = desk();
    let b = TestDesk::founded("help@other.example", 9, acknowledging());
    // somebody writes to the one in the name of the other
    a.receive("From: Help <help@other.example>\nTo: desk@desk.example\nSubject: Hello\nMessage-ID: <start@other.example>\n\nAnyone there?", 0);
    let (mut from_a, mut from_b) = (0, 0);
    for minute in 1..200 {
        let letters_of_a: Vec<Letter> = a.sends(minute);
        for letter in &letters_of_a {
            assert_eq!(letter.to.as_str(), "help@other.example");
            from_a += 1;
            b.receive(&on_the_way(&letter.raw.replace("\r\n", "\n"), from_a), minute);
        }
        let letters_of_b: Vec<Letter> = b.sends(minute);
        for letter in &letters_of_b {
            from_b += 1;
            a.receive(&on_the_way(&letter.raw.replace("\r\n", "\n"), 1000 + from_b), minute);
        }
        if letters_of_a.is_empty() && letters_of_b.is_empty() {
            return (from_a, from_b);
        }
    }
    panic!("they never stop: {from_a} and {from_b} mails");
}

#[test]
fn two_desks_that_acknowledge_each_other_stop_after_one_mail() {
    assert_eq!(exchange(|raw, _| raw.to_owned()), (1, 0));
}

/// Without every header by which programs are known and mails thread; with an own Message-ID and subject each time.
fn stripped(raw: &str, n: usize) -> String {
    let (head, body) = raw.split_once("\n\n").unwrap();
    let head = head.replace("\n ", " ");
    let kept = head.lines().filter(|l| ["from:", "to:", "content-type:", "mime-version:"].iter().any(|k| l.to_lowercase().starts_with(k)));
    format!("{}\nSubject: Message {}\nMessage-ID: <relay{n}@relay.example>\n\n{body}", kept.collect::<Vec<_>>().join("\n"), "x".repeat(n % 50))
}

#[test]
fn two_desks_stop_by_the_caps_alone_when_every_header_is_lost_on_the_way() {
    assert_eq!(exchange(stripped), (3, 3));
}

#[test]
fn an_absence_note_is_recorded_and_silent() {
    let d = desk();
    let ticket = d.receive(&mail("carla@customer.example", "c1", "", "Um."), 0).ticket.unwrap();
    d.sends(1);
    d.desk.take(&d.ana, ticket, at(2)).unwrap();
    let sent = d.reply(ticket, "Please wait.", 3);
    d.sends(4);
    let reply = d.sent_mail(sent.outbox);
    let told = d.desk.notifications(&d.ana).unwrap().len();
    let away = format!(
        "From: carla@customer.example\nTo: {}\nSubject: Out of office: {}\nIn-Reply-To: {}\nMessage-ID: <away@customer.example>\n\nI am away.",
        header(&reply, "Reply-To"),
        header(&reply, "Subject"),
        header(&reply, "Message-ID")
    );
    assert_eq!(d.receive(&away, 5).result, InboxState::Entry);
    let t = d.desk.ticket(&d.ana, ticket).unwrap();
    assert!(t.entries.iter().any(|e| e.kind == EntryKind::Customer && e.automatic && e.body.text() == "I am away."));
    assert_eq!((t.head.status, t.head.unread), (aside::model::status::Status::Pending, false));
    assert_eq!(d.desk.notifications(&d.ana).unwrap().len(), told, "nobody is told");
    assert!(d.sends(6).is_empty(), "and nobody is answered");
}
