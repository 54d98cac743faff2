//! The quarantine: what is in it, who sees it, where it can go, and where it cannot.

#![allow(clippy::unwrap_used)]

mod desk;

use aside::desk::{DeskError, Policy, Release, Unreleasable};
use aside::model::entry::{EntryKind, Event};
use aside::model::people::Role;
use aside::model::status::Status;
use aside::model::{InboxId, TicketId};
use aside::store::{InboxState, NewAgent};
use desk::{TestDesk, address, at, header};

/// A ticket with a side conversation, and a stranger's mail for it in quarantine.
fn stranger_held() -> (TestDesk, TicketId, aside::model::SideId, InboxId) {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    d.desk.take(&d.ana, ticket, at(1)).unwrap();
    let side = d.ask(ticket, "Do you have it?", 2);
    let to = header(&d.sent_mail(side.outbox), "Reply-To");
    let receipt =
        d.receive(&format!("From: Eva <eva@acme.example>\nTo: {to}\nSubject: x\nMessage-ID: <e@acme.example>\n\nCANARYSIDE: four left."), 3);
    assert_eq!(receipt.result, InboxState::Quarantine);
    let id = d.desk.quarantine(&d.ana).unwrap()[0].id;
    (d, ticket, side.side, id)
}

/// A mail from nobody in quarantine.
fn nobody_held(d: &TestDesk) -> InboxId {
    d.receive("To: desk@desk.example\nSubject: Who am I?\nMessage-ID: <w@nowhere.example>\n\nHello", 0);
    d.desk.quarantine(&d.ana).unwrap()[0].id
}

fn refused(result: Result<aside::desk::Receipt, DeskError>) -> Unreleasable {
    match result {
        Err(DeskError::Unreleasable(why)) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_held_shows_why_and_every_byte_of_it() {
    let (d, ticket, side, id) = stranger_held();
    let rows = d.desk.quarantine(&d.ana).unwrap();
    assert_eq!((rows.len(), rows[0].ticket, rows[0].side, rows[0].sender.as_str()), (1, Some(ticket), Some(side), "Eva <eva@acme.example>"));
    let (row, raw) = d.desk.raw(&d.ana, id).unwrap();
    assert!(row.why.contains("not a participant") && String::from_utf8(raw).unwrap().contains("CANARYSIDE"));
}

#[test]
fn a_stranger_is_accepted_into_the_side_that_the_mail_was_meant_for() {
    let (d, ticket, side, id) = stranger_held();
    let receipt = d.desk.release(&d.ana, id, Release::Side, at(4)).unwrap();
    assert_eq!((receipt.result, receipt.ticket, receipt.side), (InboxState::Side, Some(ticket), Some(side)));
    let t = d.desk.ticket(&d.ana, ticket).unwrap();
    let eva = t.sides[0].participants.iter().find(|p| p.email.as_str() == "eva@acme.example").unwrap();
    assert!(eva.verified);
    assert_eq!(t.sides[0].messages[1].body.text(), "CANARYSIDE: four left.");
    assert_eq!(t.head.status, Status::Open, "it does what it would have done");
    assert!(t.entries.iter().any(|e| matches!(&e.event, Some(Event::Released { from }) if from.contains("eva@")) && e.author.name == "Ana Lima"));
    assert!(d.desk.quarantine(&d.ana).unwrap().is_empty());
    let (row, _) = d.desk.raw(&d.ana, id).unwrap();
    assert_eq!(row.settled_by, Some(d.ana.id()));
    assert!(row.why.ends_with("released by ana"));
    assert_eq!(refused(d.desk.release(&d.ana, id, Release::Side, at(5))), Unreleasable::NotThere, "once");
}

#[test]
fn what_was_meant_for_a_side_never_gets_into_the_customers_thread_by_hand() {
    let (d, ticket, _, id) = stranger_held();
    assert_eq!(refused(d.desk.release(&d.ana, id, Release::Entry(ticket), at(4))), Unreleasable::FromThirdParty);
    assert_eq!(d.desk.quarantine(&d.ana).unwrap().len(), 1, "it is still there");
    d.desk.release(&d.ana, id, Release::Note(ticket), at(5)).unwrap();
    let t = d.desk.ticket(&d.ana, ticket).unwrap();
    assert!(t.entries.iter().any(|e| e.kind == EntryKind::Note && e.body.text().contains("CANARYSIDE")));
    assert!(t.entries.iter().all(|e| e.kind != EntryKind::Customer || !e.body.text().contains("CANARYSIDE")));
}

#[test]
fn the_customer_never_gets_into_a_side_by_hand_but_onto_their_own_ticket() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let side = d.ask(ticket, "Do you have it?", 1);
    let to = header(&d.sent_mail(side.outbox), "Reply-To");
    d.receive(&format!("From: carla@customer.example\nTo: {to}\nSubject: x\nMessage-ID: <c9@customer.example>\n\nO que é isto?"), 2);
    let id = d.desk.quarantine(&d.ana).unwrap()[0].id;
    assert_eq!(refused(d.desk.release(&d.ana, id, Release::Side, at(3))), Unreleasable::FromCustomer);
    let receipt = d.desk.release(&d.ana, id, Release::Entry(ticket), at(4)).unwrap();
    assert_eq!((receipt.result, receipt.ticket), (InboxState::Entry, Some(ticket)));
    let t = d.desk.ticket(&d.ana, ticket).unwrap();
    assert_eq!((t.sides[0].messages.len(), t.head.status), (1, Status::Open));
    assert!(t.entries.iter().any(|e| e.kind == EntryKind::Customer && e.body.text() == "O que é isto?"));
}

#[test]
fn a_strangers_mail_becomes_a_ticket_of_its_own_and_nobody_is_acknowledged() {
    let d = TestDesk::with(Policy { acknowledge: true, ..Policy::default() });
    let ticket = d.carla_writes(0);
    let to = header(&d.sent_mail(d.ask(ticket, "Do you have it?", 2).outbox), "Reply-To");
    d.sends(3);
    d.receive(&format!("From: Eva <eva@acme.example>\nTo: {to}\nSubject: An offer\nMessage-ID: <e@acme.example>\n\nBuy now."), 3);
    let id = d.desk.quarantine(&d.ana).unwrap()[0].id;
    let receipt = d.desk.release(&d.bruno, id, Release::NewTicket, at(4)).unwrap();
    let t = d.desk.ticket(&d.bruno, receipt.ticket.unwrap()).unwrap();
    assert_eq!((receipt.result, t.head.subject.as_str(), t.head.requester.email.as_str()), (InboxState::Ticket, "An offer", "eva@acme.example"));
    assert_ne!(t.head.id, ticket);
    assert!(d.sends(5).is_empty());
}

#[test]
fn a_mail_without_an_author_can_be_a_note_or_nothing() {
    let d = TestDesk::new();
    let id = nobody_held(&d);
    let ticket = d.carla_writes(1);
    assert_eq!(refused(d.desk.release(&d.ana, id, Release::NewTicket, at(2))), Unreleasable::NoAuthor);
    assert_eq!(refused(d.desk.release(&d.ana, id, Release::Entry(ticket), at(2))), Unreleasable::NoAuthor);
    assert_eq!(refused(d.desk.release(&d.ana, id, Release::Side, at(2))), Unreleasable::NoSide);
    d.desk.release(&d.ana, id, Release::Note(ticket), at(3)).unwrap();
}

#[test]
fn what_is_discarded_is_gone_from_the_list_and_kept_in_the_store() {
    let (d, ticket, _, id) = stranger_held();
    d.desk.discard(&d.ana, id, "a  stranger\nfishing", at(4)).unwrap();
    assert!(d.desk.quarantine(&d.ana).unwrap().is_empty());
    let (row, raw) = d.desk.raw(&d.ana, id).unwrap();
    assert_eq!((row.state, row.settled_by), (InboxState::Quarantine, Some(d.ana.id())));
    assert!(!raw.is_empty() && row.why.contains("not a participant"), "history is kept");
    assert!(d.desk.history_after(0).unwrap().iter().any(|h| h.what == "discarded" && h.actor == "ana"));
    let t = d.desk.ticket(&d.ana, ticket).unwrap();
    assert!(
        t.entries
            .iter()
            .any(|e| matches!(&e.event, Some(Event::Discarded { from, reason }) if from.contains("eva@") && reason == "a stranger fishing"))
    );
    assert!(row.why.ends_with("\ndiscarded by ana: a stranger fishing"), "{}", row.why);
    let held = d.desk.held_mail(&d.ana, id).unwrap();
    assert!(!held.waits && held.body.text().contains("CANARYSIDE"), "it can still be looked at");
    assert!(d.desk.discard(&d.ana, id, "", at(5)).is_err(), "once");
    // the same mail again is a duplicate and does not come back
    let again = String::from_utf8(raw).unwrap().replace("\r\n", "\n");
    assert_eq!(d.receive(&again, 6).result, InboxState::Duplicate);
}

#[test]
fn roles_are_checked_and_who_does_not_see_the_ticket_does_not_see_its_mail() {
    let (d, ticket, _, id) = stranger_held();
    let light = NewAgent { login: "leo", name: "Leo", email: &address("leo@staff.example"), role: Role::Light };
    d.desk.add_agent(&d.ana, &light, at(4)).unwrap();
    let leo = d.desk.actor("leo", None).unwrap();
    assert!(matches!(d.desk.quarantine(&leo), Err(DeskError::NotAllowed { .. })));
    assert!(matches!(d.desk.release(&leo, id, Release::Side, at(4)), Err(DeskError::NotAllowed { .. })));
    assert!(matches!(d.desk.discard(&leo, id, "", at(4)), Err(DeskError::NotAllowed { .. })));
    assert!(matches!(d.desk.held_mail(&leo, id), Err(DeskError::NotAllowed { .. })));
    assert!(matches!(d.desk.raw(&leo, id), Err(DeskError::NotAllowed { .. } | DeskError::NoSuchTicket(_))));
    assert_eq!(d.desk.quarantine_count(&leo).unwrap(), 0);
    // a team that Bruno is not in
    let team = d.desk.add_team(&d.ana, "billing", &[], at(4)).unwrap();
    d.desk.assign(&d.ana, ticket, aside::model::ticket::Assign::Both(team, d.ana.id()), at(5)).unwrap();
    assert!(d.desk.quarantine(&d.bruno).unwrap().is_empty());
    assert_eq!((d.desk.quarantine_count(&d.bruno).unwrap(), d.desk.quarantine_count(&d.ana).unwrap()), (0, 1));
    assert!(matches!(d.desk.raw(&d.bruno, id), Err(DeskError::NoSuchTicket(_))));
    assert!(matches!(d.desk.held_mail(&d.bruno, id), Err(DeskError::NoSuchTicket(_))));
    assert!(matches!(d.desk.release(&d.bruno, id, Release::NewTicket, at(6)), Err(DeskError::NoSuchTicket(_))));
    assert!(matches!(d.desk.discard(&d.bruno, id, "", at(6)), Err(DeskError::NoSuchTicket(_))));
    // nor onto a ticket that he does not see
    let other = nobody_held(&d);
    assert!(matches!(d.desk.release(&d.bruno, other, Release::Note(ticket), at(7)), Err(DeskError::NoSuchTicket(_))));
}

#[test]
fn a_held_mail_is_shown_with_all_its_header_its_text_and_what_its_files_say_they_are() {
    let d = TestDesk::new();
    d.receive(
        "From: Desk <desk@desk.example>\nTo: desk@desk.example\nSubject: Spoofed\nX-Odd: one\n two\nMessage-ID: <s@evil.example>\nMIME-Version: 1.0\n\
         Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nPay now.\n--b\n\
         Content-Type: application/pdf\nContent-Disposition: attachment; filename=\"../bill.pdf\"\n\nPDF\n--b--\n",
        0,
    );
    let id = d.desk.quarantine(&d.ana).unwrap()[0].id;
    let held = d.desk.held_mail(&d.ana, id).unwrap();
    assert!(held.waits && held.row.why.contains("an address of the desk"), "{}", held.row.why);
    assert_eq!((held.body.text(), held.from[0].address.as_str()), ("Pay now.", "desk@desk.example"));
    assert!(held.headers.iter().any(|(name, value)| name.eq_ignore_ascii_case("x-odd") && value == "one two"), "{:?}", held.headers);
    assert_eq!((held.files.len(), held.files[0].media_type.as_str(), held.files[0].size), (1, "application/pdf", 3));
    assert!(!held.files[0].name.contains('/'), "{}", held.files[0].name);
    d.carla_writes(1);
    assert!(d.desk.held_mail(&d.ana, InboxId(2)).is_err(), "a mail that is on a ticket is not in quarantine");
}
