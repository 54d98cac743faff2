//! Splitting: a message that is about another matter becomes a ticket of its own, whose requester is who wrote it.

#![allow(clippy::unwrap_used)]

mod desk;

use aside::desk::{DeskError, SplitRequest, Unsplittable};
use aside::model::entry::{EntryKind, Event};
use aside::model::status::Status;
use aside::model::ticket::{Assign, BoxKey, ListRequest, Sort, Ticket};
use aside::model::{EntryId, TicketId};
use aside::store::InboxState;
use desk::{TestDesk, at, header, reply_request};

/// Carla has an answer to her first matter, and then writes about another one.
fn another_matter(d: &TestDesk) -> (TicketId, EntryId, String) {
    let ticket = d.carla_writes(0);
    let sent = d.sent_mail(d.reply(ticket, "Please try again.", 1).outbox);
    let mail = format!(
        "From: Carla Dias <carla@customer.example>\nTo: {}\nSubject: Fatura errada\nIn-Reply-To: {}\nMessage-ID: <fatura@customer.example>\n\nA fatura de maio veio errada.",
        header(&sent, "Reply-To"),
        header(&sent, "Message-ID")
    );
    let receipt = d.receive(&mail, 2);
    assert_eq!(receipt.result, InboxState::Entry);
    (ticket, receipt.entry.unwrap(), sent)
}

fn split(d: &TestDesk, ticket: TicketId, message: EntryId, minutes: i64) -> Result<TicketId, DeskError> {
    d.desk.split(&d.ana, &SplitRequest { ticket, message, sides: vec![] }, at(minutes))
}

fn read(d: &TestDesk, ticket: TicketId) -> Ticket {
    d.desk.ticket(&d.ana, ticket).unwrap()
}

fn texts(t: &Ticket) -> Vec<String> {
    t.entries.iter().filter(|e| e.kind != EntryKind::Event).map(|e| e.body.new_text()).collect()
}

fn search(d: &TestDesk, query: &str) -> Vec<TicketId> {
    let request = ListRequest { within: BoxKey::AllOpen, query: query.to_owned(), sort: Sort::Updated.into(), offset: 0, limit: 50 };
    d.desk.list(&d.ana, &request, at(900)).unwrap().rows.iter().map(|r| r.id).collect()
}

#[test]
fn a_message_becomes_a_ticket_of_its_own() {
    let d = TestDesk::new();
    let (ticket, message, _) = another_matter(&d);
    let new = split(&d, ticket, message, 3).unwrap();
    let (old, own) = (read(&d, ticket), read(&d, new));
    assert_eq!((own.head.subject.as_str(), own.head.requester.email.as_str()), ("Fatura errada", "carla@customer.example"));
    assert_eq!((own.head.status, own.head.waiting_since, own.linked_from), (Status::Open, Some(at(2)), Some(ticket)));
    assert_eq!(own.head.assignee.as_ref().map(|a| a.login.as_str()), Some("ana"));
    assert_eq!(texts(&own), ["A fatura de maio veio errada."]);
    assert_eq!(texts(&old), ["A impressora não imprime mais.", "Please try again."]);
    assert_eq!(old.head.waiting_since, None, "nobody waits for an answer there any more");
    assert!(old.entries.iter().any(|e| e.event == Some(Event::SplitOff { ticket: new, who: "Carla Dias".into() })));
    assert!(own.entries.iter().any(|e| e.event == Some(Event::SplitFrom { ticket })));
    assert_eq!(search(&d, "fatura"), [new]);
    let raw = d.desk.raw(&d.ana, own.entries.iter().find_map(|e| e.inbox).unwrap()).unwrap();
    assert_eq!(raw.0.ticket, Some(new), "the mail itself is told to be there");
}

#[test]
fn answers_find_the_ticket_that_they_are_about() {
    let d = TestDesk::new();
    let (ticket, message, sent) = another_matter(&d);
    let new = split(&d, ticket, message, 3).unwrap();
    // Carla adds something to the mail that was split off: her program sends it to the address of the old ticket
    let more = format!(
        "From: carla@customer.example\nTo: {}\nSubject: Re: Fatura errada\nIn-Reply-To: <fatura@customer.example>\nReferences: {} <fatura@customer.example>\nMessage-ID: <more@customer.example>\n\nE a de junho também.",
        header(&sent, "Reply-To"),
        header(&sent, "Message-ID")
    );
    assert_eq!(d.receive(&more, 4).ticket, Some(new));
    let old = format!(
        "From: carla@customer.example\nTo: {}\nSubject: Re: Impressora parada\nIn-Reply-To: {}\nMessage-ID: <old@customer.example>\n\nAgora imprime.",
        header(&sent, "Reply-To"),
        header(&sent, "Message-ID")
    );
    assert_eq!(d.receive(&old, 5).ticket, Some(ticket));
    let mut request = reply_request(new, "The right invoice follows.");
    request.nonce = 31;
    let reply = d.sent_mail(d.desk.reply(&d.ana, &request, at(6)).unwrap().outbox);
    assert_eq!(header(&reply, "Subject"), format!("Re: Fatura errada [#{new}]"));
    assert!(reply.contains("fatura@customer.example") && !reply.contains("imprime"), "{reply}");
    let back = format!(
        "From: carla@customer.example\nTo: {}\nSubject: Re\nIn-Reply-To: {}\nMessage-ID: <b@customer.example>\n\nObrigada.",
        header(&reply, "Reply-To"),
        header(&reply, "Message-ID")
    );
    assert_eq!(d.receive(&back, 7).ticket, Some(new));
}

#[test]
fn who_is_split_off_a_merged_ticket_is_answered_apart() {
    let d = TestDesk::new();
    let carlas = d.carla_writes(0);
    let dora = "From: Dora <dora@other.example>\nTo: desk@desk.example\nSubject: Toner\nMessage-ID: <d@other.example>\n\nIt leaks.";
    let doras = d.receive(dora, 1).ticket.unwrap();
    let sent = d.sent_mail(d.reply(doras, "Wait.", 2).outbox);
    d.desk.merge(&d.ana, doras, carlas, true, at(3)).unwrap();
    let message = read(&d, carlas).entries.iter().find(|e| e.author.email == "dora@other.example").unwrap().id;
    let new = split(&d, carlas, message, 4).unwrap();
    let mail = d.sent_mail(d.reply(new, "Dora, we come.", 5).outbox);
    assert!(mail.contains("It leaks.") && !mail.contains("customer.example") && !mail.contains("Impressora"), "{mail}");
    let more = format!(
        "From: dora@other.example\nTo: {}\nSubject: Re: Toner\nIn-Reply-To: <d@other.example>\nMessage-ID: <d2@other.example>\n\nStill.",
        header(&sent, "Reply-To")
    );
    assert_eq!(d.receive(&more, 6).ticket, Some(new), "to the address of the ticket that was merged, about the message that was split off");
}

#[test]
fn somebody_elses_message_makes_them_the_requester_and_shows_them_no_subject_of_the_other() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let sent = d.sent_mail(d.reply(ticket, "Please try again.", 1).outbox);
    let bob =
        format!("From: Bob <bob@customer.example>\nTo: {}\nMessage-ID: <bob@customer.example>\n\nMy screen is dark.", header(&sent, "Reply-To"));
    let message = d.receive(&bob, 2).entry.unwrap();
    let new = split(&d, ticket, message, 3).unwrap();
    let head = d.desk.ticket_head(&d.ana, new).unwrap();
    assert_eq!((head.requester.email.as_str(), head.subject.as_str()), ("bob@customer.example", "My screen is dark."));
    let mail = d.sent_mail(d.reply(new, "Is it plugged in?", 4).outbox);
    assert!(!mail.contains("carla") && !mail.contains("Impressora"), "{mail}");
    assert_eq!(d.desk.reply_recipients(&d.ana, ticket).unwrap().0[0].address.as_str(), "carla@customer.example");
}

#[test]
fn chosen_side_conversations_go_along() {
    let d = TestDesk::new();
    let (ticket, message, _) = another_matter(&d);
    let (about_printer, about_invoice) = (d.ask(ticket, "Do you have a drum?", 3), d.ask(ticket, "Is the invoice right?", 3));
    let request = SplitRequest { ticket, message, sides: vec![about_invoice.side] };
    let new = d.desk.split(&d.ana, &request, at(4)).unwrap();
    let (old, own) = (read(&d, ticket), read(&d, new));
    assert_eq!((old.sides.iter().map(|s| s.id).collect::<Vec<_>>(), old.head.sides_open), (vec![about_printer.side], 1));
    assert_eq!((own.sides.iter().map(|s| s.id).collect::<Vec<_>>(), own.head.sides_open), (vec![about_invoice.side], 1));
    let line = |t: &Ticket| t.entries.iter().filter(|e| e.event.as_ref().is_some_and(|e| e.side().is_some())).count();
    assert_eq!((line(&old), line(&own)), (1, 1));
    let mail = d.sent_mail(about_invoice.outbox);
    let answer = format!("From: parts@acme.example\nTo: {}\nMessage-ID: <a@acme.example>\n\nIt is wrong indeed.", header(&mail, "Reply-To"));
    assert_eq!(d.receive(&answer, 5).ticket, Some(new));
}

#[test]
fn a_split_is_taken_back_and_what_comes_later_lands_in_the_old_ticket() {
    let d = TestDesk::new();
    let (ticket, message, _) = another_matter(&d);
    let side = d.ask(ticket, "Is the invoice right?", 3);
    let before = read(&d, ticket);
    let new = d.desk.split(&d.ana, &SplitRequest { ticket, message, sides: vec![side.side] }, at(4)).unwrap();
    d.desk.undo(&d.ana, at(5)).unwrap();
    let (old, gone) = (read(&d, ticket), read(&d, new));
    assert_eq!(texts(&old), texts(&before));
    assert_eq!((old.head.waiting_since, old.head.status, old.sides.len()), (before.head.waiting_since, before.head.status, 1));
    assert_eq!((gone.head.status, gone.head.merged_into), (Status::Closed, Some(ticket)));
    assert_eq!(search(&d, "fatura"), [ticket]);
    let late = format!("From: carla@customer.example\nTo: desk@desk.example\nSubject: [#{new}]\nMessage-ID: <late@customer.example>\n\nAlô?");
    assert_eq!(d.receive(&late, 6).ticket, Some(ticket));
    let (to, _) = d.desk.reply_recipients(&d.ana, ticket).unwrap();
    assert_eq!(to[0].address.as_str(), "carla@customer.example");
}

#[test]
fn a_split_is_not_taken_back_once_somebody_has_written_there() {
    let d = TestDesk::new();
    let (ticket, message, _) = another_matter(&d);
    d.desk.assign(&d.ana, ticket, Assign::Agent(d.bruno.id()), at(3)).unwrap();
    let new = split(&d, ticket, message, 3).unwrap();
    let mut request = reply_request(new, "The right one follows.");
    request.nonce = 41;
    d.desk.reply(&d.bruno, &request, at(4)).unwrap();
    let refused = d.desk.undo(&d.ana, at(5)).unwrap_err();
    assert!(matches!(&refused, DeskError::ChangedSince(who) if who == "Bruno Reis"), "{refused}");
}

#[test]
fn what_cannot_be_split_off_says_why() {
    let d = TestDesk::new();
    let (ticket, message, _) = another_matter(&d);
    let other = d.carla_writes(5);
    let reply = read(&d, ticket).entries.iter().find(|e| e.kind == EntryKind::Reply).unwrap().id;
    let only = read(&d, other).entries[0].id;
    assert!(matches!(split(&d, ticket, reply, 6), Err(DeskError::Unsplittable(Unsplittable::NotAMessage))));
    assert!(matches!(split(&d, other, message, 6), Err(DeskError::Unsplittable(Unsplittable::NotAMessage))));
    assert!(matches!(split(&d, other, only, 6), Err(DeskError::Unsplittable(Unsplittable::OnlyMessage(_)))));
    let team = d.desk.add_team(&d.ana, "Billing", &[], at(6)).unwrap();
    d.desk.assign(&d.ana, ticket, Assign::Team(team), at(6)).unwrap();
    let request = SplitRequest { ticket, message, sides: vec![] };
    assert!(matches!(d.desk.split(&d.bruno, &request, at(7)), Err(DeskError::NoSuchTicket(_))));
}
