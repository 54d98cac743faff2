//! The status table: what customers, third parties and programs do to a ticket.

#![allow(clippy::unwrap_used)]

mod desk;

use aside::desk::Part;
use aside::model::entry::{EntryKind, Event};
use aside::model::side::SideState;
use aside::model::status::Status;
use aside::model::ticket::NotificationKind;
use aside::model::{TicketId, Time};
use aside::store::InboxState;
use desk::{TestDesk, at, header, mailbox, reply_request, side_request};

fn status(d: &TestDesk, ticket: TicketId) -> Status {
    d.desk.ticket_head(&d.ana, ticket).unwrap().status
}

/// Carla answers the last mail that she got.
fn carla_answers(d: &TestDesk, mail: &str, text: &str, minutes: i64) -> aside::desk::Receipt {
    let reply = format!(
        "From: Carla Dias <carla@customer.example>\nTo: {}\nSubject: Re: Impressora parada\nIn-Reply-To: {}\nMessage-ID: <r{minutes}@customer.example>\n\n{text}",
        header(mail, "Reply-To"),
        header(mail, "Message-ID")
    );
    d.receive(&reply, minutes)
}

fn acme_answers(d: &TestDesk, mail: &str, text: &str, minutes: i64) -> aside::desk::Receipt {
    let reply = format!(
        "From: Acme Parts <parts@acme.example>\nTo: {}\nSubject: Anything else\nIn-Reply-To: {}\nMessage-ID: <a{minutes}@acme.example>\n\n{text}",
        header(mail, "Reply-To"),
        header(mail, "Message-ID")
    );
    d.receive(&reply, minutes)
}

#[test]
fn a_customers_mail_makes_a_new_ticket_that_waits_for_us() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let t = d.desk.ticket(&d.ana, ticket).unwrap();
    assert_eq!((t.head.status, t.head.unread, t.head.waiting_since), (Status::New, true, Some(at(0))));
    assert_eq!(t.head.requester.name, "Carla Dias");
    assert_eq!(t.entries[0].body.new_text(), "A impressora não imprime mais.");
}

#[test]
fn who_takes_a_new_ticket_has_it_and_it_is_open() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    d.desk.take(&d.bruno, ticket, at(1)).unwrap();
    let head = d.desk.ticket_head(&d.ana, ticket).unwrap();
    assert_eq!((head.status, head.assignee.unwrap().login.as_str()), (Status::Open, "bruno"));
}

#[test]
fn a_customer_answer_opens_pending_on_hold_solved_and_snoozed_tickets() {
    for before in [Status::Pending, Status::OnHold, Status::Solved] {
        let d = TestDesk::new();
        let ticket = d.carla_writes(0);
        let sent = d.reply(ticket, "Please try again.", 1);
        d.desk.set_status(&d.ana, ticket, before, at(2)).unwrap();
        d.desk.snooze(&d.ana, ticket, Some(Time::NEVER), at(2)).unwrap();
        let receipt = carla_answers(&d, &d.sent_mail(sent.outbox), "Ainda não.", 3);
        assert_eq!((receipt.result, receipt.ticket), (InboxState::Entry, Some(ticket)));
        let head = d.desk.ticket_head(&d.ana, ticket).unwrap();
        assert_eq!((head.status, head.snoozed_until, head.unread), (Status::Open, None, true), "{before}");
        let told = d.desk.notifications(&d.ana).unwrap();
        assert_eq!(told[0].kind, NotificationKind::CustomerAnswered);
    }
}

#[test]
fn a_customer_answer_to_a_closed_ticket_makes_a_linked_one_with_its_tags() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    d.desk.tag(&d.ana, ticket, &["printer".into()], &[], at(1)).unwrap();
    let sent = d.reply(ticket, "Done.", 1);
    d.desk.set_status(&d.ana, ticket, Status::Closed, at(2)).unwrap();
    let receipt = carla_answers(&d, &d.sent_mail(sent.outbox), "De novo!", 3);
    assert_eq!(receipt.result, InboxState::Ticket);
    let new = d.desk.ticket(&d.ana, receipt.ticket.unwrap()).unwrap();
    assert_eq!((new.linked_from, new.head.tags.as_slice(), new.head.status), (Some(ticket), ["printer".to_owned()].as_slice(), Status::New));
    assert_eq!(status(&d, ticket), Status::Closed);
}

#[test]
fn a_third_partys_answer_opens_what_is_on_hold_and_tells_the_assignee() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    d.desk.take(&d.ana, ticket, at(1)).unwrap();
    let side = d.ask(ticket, "Do you have it?", 2);
    assert_eq!(status(&d, ticket), Status::OnHold);
    let receipt = acme_answers(&d, &d.sent_mail(side.outbox), "Yes, four.", 3);
    assert_eq!((receipt.result, receipt.side), (InboxState::Side, Some(side.side)));
    let t = d.desk.ticket(&d.ana, ticket).unwrap();
    assert_eq!((t.head.status, t.head.unread, t.head.sides_unread), (Status::Open, true, 1));
    assert_eq!(t.sides[0].messages[1].body.new_text(), "Yes, four.");
    assert!(t.entries.iter().any(|e| matches!(&e.event, Some(Event::SideAnswered { who, .. }) if who == "Acme Parts")));
    assert!(t.entries.iter().all(|e| !e.body.text().contains("four")), "the text itself stays in the side");
    assert_eq!(d.desk.notifications(&d.ana).unwrap()[0].kind, NotificationKind::ThirdPartyAnswered);
}

#[test]
fn the_rule_for_on_hold_can_be_switched_off_and_then_the_answer_still_tells() {
    let d = TestDesk::with(aside::desk::Policy { reopen_on_hold: false, ..Default::default() });
    let ticket = d.carla_writes(0);
    d.desk.take(&d.ana, ticket, at(1)).unwrap();
    let side = d.ask(ticket, "Do you have it?", 2);
    acme_answers(&d, &d.sent_mail(side.outbox), "Yes.", 3);
    assert_eq!(status(&d, ticket), Status::OnHold);
    assert_eq!(d.desk.notifications(&d.ana).unwrap()[0].kind, NotificationKind::ThirdPartyAnswered);
}

#[test]
fn a_third_partys_answer_opens_a_side_that_was_done() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let side = d.ask(ticket, "Do you have it?", 1);
    d.desk.side_done(&d.ana, side.side, at(2)).unwrap();
    acme_answers(&d, &d.sent_mail(side.outbox), "We do now.", 3);
    assert_eq!(d.desk.ticket(&d.ana, ticket).unwrap().sides[0].state, SideState::Open);
}

#[test]
fn a_third_partys_answer_under_a_closed_ticket_makes_a_linked_one_that_carries_the_side() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    d.desk.take(&d.ana, ticket, at(1)).unwrap();
    let side = d.ask(ticket, "Do you have it?", 1);
    d.desk.set_status(&d.ana, ticket, Status::Closed, at(2)).unwrap();
    let receipt = acme_answers(&d, &d.sent_mail(side.outbox), "Late, but yes.", 3);
    let new = d.desk.ticket(&d.ana, receipt.ticket.unwrap()).unwrap();
    assert_ne!(new.head.id, ticket);
    assert_eq!((new.linked_from, new.sides.len(), new.head.status), (Some(ticket), 1, Status::Open));
    assert_eq!(new.head.assignee.unwrap().login, "ana");
    assert!(d.desk.ticket(&d.ana, ticket).unwrap().sides.is_empty());
}

#[test]
fn an_automatic_reply_is_recorded_and_changes_nothing() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let sent = d.reply(ticket, "Please try again.", 1);
    let mail = d.sent_mail(sent.outbox);
    let away = format!(
        "From: Carla Dias <carla@customer.example>\nTo: {}\nSubject: Out of office\nIn-Reply-To: {}\nMessage-ID: <away@customer.example>\nAuto-Submitted: auto-replied\n\nI am away.",
        header(&mail, "Reply-To"),
        header(&mail, "Message-ID")
    );
    let receipt = d.receive(&away, 2);
    assert_eq!(receipt.result, InboxState::Entry);
    let t = d.desk.ticket(&d.ana, ticket).unwrap();
    assert_eq!((t.head.status, t.head.unread), (Status::Pending, false));
    assert!(t.entries.iter().any(|e| e.kind == EntryKind::Customer && e.automatic));
}

#[test]
fn a_solved_ticket_is_closed_after_four_days_and_not_before() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    d.desk.set_status(&d.ana, ticket, Status::Solved, at(1)).unwrap();
    d.desk.tick(at(4 * 24 * 60)).unwrap();
    assert_eq!(status(&d, ticket), Status::Solved);
    d.desk.tick(at(4 * 24 * 60 + 1)).unwrap();
    assert_eq!(status(&d, ticket), Status::Closed);
}

#[test]
fn a_snoozed_ticket_comes_back_by_itself() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    d.desk.snooze(&d.ana, ticket, Some(at(60)), at(1)).unwrap();
    assert_eq!(d.desk.tick(at(59)).unwrap().woken, 0);
    assert_eq!(d.desk.tick(at(60)).unwrap().woken, 1);
    assert_eq!(d.desk.ticket_head(&d.ana, ticket).unwrap().snoozed_until, None);
}

#[test]
fn undo_puts_back_the_last_change_and_refuses_when_somebody_changed_it_since() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    d.desk.set_priority(&d.ana, ticket, aside::model::status::Priority::Urgent, at(1)).unwrap();
    let undone = d.desk.undo(&d.ana, at(2)).unwrap();
    assert_eq!((undone.parts.as_slice(), undone.was.as_deref()), (&[Part::Priority][..], Some("normal")));
    assert!(d.desk.undo(&d.ana, at(3)).is_err(), "nothing is left");
    d.desk.set_status(&d.ana, ticket, Status::OnHold, at(4)).unwrap();
    d.desk.set_status(&d.bruno, ticket, Status::Solved, at(5)).unwrap();
    let refused = d.desk.undo(&d.ana, at(6)).unwrap_err();
    assert_eq!(refused.to_string(), "bruno has changed it since");
}

#[test]
fn an_undone_send_brings_the_draft_and_the_status_back() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    d.desk.take(&d.ana, ticket, at(1)).unwrap();
    let sent = d.reply(ticket, "Too hasty.", 2);
    assert_eq!(status(&d, ticket), Status::Pending);
    let draft = d.desk.undo_send(&d.ana, sent.outbox, at(2)).unwrap();
    assert_eq!(draft.text, "Too hasty.");
    let t = d.desk.ticket(&d.ana, ticket).unwrap();
    assert_eq!((t.head.status, t.head.waiting_since), (Status::Open, Some(at(0))));
    assert!(t.entries.iter().all(|e| e.kind != EntryKind::Reply));
    assert_eq!(d.desk.drafts(&d.ana, ticket).unwrap().len(), 1);
}

#[test]
fn an_undone_first_message_takes_the_side_conversation_with_it() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let side = d.ask(ticket, "Do you have it?", 1);
    let draft = d.desk.undo_send(&d.ana, side.outbox, at(1)).unwrap();
    assert_eq!((draft.subject.as_str(), draft.to.as_str()), ("Stock of P-100?", "Acme Parts <parts@acme.example>"));
    let t = d.desk.ticket(&d.ana, ticket).unwrap();
    assert!(t.sides.is_empty() && t.head.sides_open == 0 && t.head.status == Status::New);
}

#[test]
fn the_firewall_stops_a_customer_in_a_side_and_a_third_party_in_a_reply() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let mut side = side_request(ticket, "Hello");
    side.cc = vec![mailbox("carla@customer.example")];
    assert!(matches!(d.desk.open_side(&d.ana, &side, at(1)), Err(aside::desk::DeskError::Blocked(_))));
    d.ask(ticket, "Hello", 2);
    let mut reply = reply_request(ticket, "Hello");
    reply.to = vec![mailbox("carla@customer.example"), mailbox("parts@acme.example")];
    let Err(aside::desk::DeskError::Blocked(obstacles)) = d.desk.reply(&d.ana, &reply, at(3)) else { panic!("it went out") };
    reply.confirmed = obstacles;
    d.desk.reply(&d.ana, &reply, at(4)).unwrap();
}

#[test]
fn a_ticket_that_goes_on_from_a_closed_one_has_a_subject_without_re_and_number() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let sent = d.reply(ticket, "Done.", 1);
    d.desk.set_status(&d.ana, ticket, Status::Closed, at(2)).unwrap();
    let mail = d.sent_mail(sent.outbox);
    let reply = format!(
        "From: Carla Dias <carla@customer.example>\nTo: {}\nSubject: {}\nIn-Reply-To: {}\nMessage-ID: <again@customer.example>\n\nDe novo!",
        header(&mail, "Reply-To"),
        header(&mail, "Subject"),
        header(&mail, "Message-ID")
    );
    let new = d.receive(&reply, 3).ticket.unwrap();
    assert_eq!(d.desk.ticket_head(&d.ana, new).unwrap().subject, "Impressora parada");
}

#[test]
fn people_are_found_by_any_word_of_their_name_by_address_and_by_domain() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    d.ask(ticket, "Hello", 1);
    for typed in ["carla@", "Carla", "acme", "parts", "Parts", "bruno", "Reis"] {
        assert!(!d.desk.suggest_people(typed).unwrap().is_empty(), "{typed}");
    }
    assert!(d.desk.suggest_people("nobody-like-this").unwrap().is_empty());
}
