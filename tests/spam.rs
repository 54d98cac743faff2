//! Spam: what is marked leaves every working box, what its sender begins anew waits in quarantine, nothing is lost, and all of it can be taken back.

#![allow(clippy::unwrap_used)]

mod desk;

use aside::desk::{Part, Policy, Receipt, Release, Triage};
use aside::model::TicketId;
use aside::model::entry::Event;
use aside::model::status::Status;
use aside::model::ticket::{BoxKey, ListRequest, Sort};
use aside::store::InboxState;
use desk::{TestDesk, at, reply_request};

impl TestDesk {
    fn mail(&self, from: &str, n: i64) -> Receipt {
        self.receive(&format!("From: {from}\nTo: desk@desk.example\nSubject: Win {n}\nMessage-ID: <s{n}@bulk.example>\n\nClick number {n}."), n)
    }

    fn marks(&self, tickets: &[TicketId], marked: bool, minutes: i64) {
        let done = self.desk.triage(&self.ana, tickets, &Triage::Spam(marked), at(minutes), &mut |_, _| true).unwrap();
        assert!(done.left.is_empty(), "{:?}", done.left);
    }

    fn found(&self, within: BoxKey, query: &str) -> Vec<TicketId> {
        let request = ListRequest { within, query: query.into(), sort: Sort::Number.into(), offset: 0, limit: 50 };
        self.desk.list(&self.ana, &request, at(500)).unwrap().rows.into_iter().map(|t| t.id).collect()
    }

    fn total(&self, key: &BoxKey) -> Option<u32> {
        self.desk.boxes(&self.ana).unwrap().into_iter().find(|b| b.key == *key).map(|b| b.total)
    }
}

const BULK: &str = "Bulk <win@bulk.example>";

#[test]
fn what_is_marked_leaves_every_working_box_and_stands_in_its_own() {
    let d = TestDesk::new();
    let (spam, carla) = (d.mail(BULK, 1).ticket.unwrap(), d.carla_writes(2));
    assert_eq!((d.total(&BoxKey::Unassigned), d.total(&BoxKey::Spam)), (Some(2), None), "no box for what there is none of");
    d.marks(&[spam], true, 3);
    assert_eq!((d.total(&BoxKey::Unassigned), d.total(&BoxKey::AllOpen), d.total(&BoxKey::Spam)), (Some(1), Some(1), Some(1)));
    for sort in [Sort::Waiting, Sort::Updated, Sort::Created, Sort::Priority, Sort::Number] {
        let request = ListRequest { within: BoxKey::Spam, query: String::new(), sort: sort.into(), offset: 0, limit: 50 };
        assert_eq!(d.desk.list(&d.ana, &request, at(5)).unwrap().rows.iter().map(|t| t.id).collect::<Vec<_>>(), [spam]);
    }
    assert_eq!((d.found(BoxKey::AllOpen, "status:new"), d.found(BoxKey::AllOpen, "is:spam")), (vec![carla], vec![spam]));
    assert!(d.found(BoxKey::AllOpen, "click").is_empty(), "words do not find it either, unless it is asked for");
    assert_eq!(d.found(BoxKey::AllOpen, "is:spam click"), [spam]);
    assert_eq!(d.desk.serve_next(&d.bruno, at(6)).unwrap(), Some(carla));
    assert_eq!(d.desk.serve_next(&d.bruno, at(7)).unwrap(), None);
    let ticket = d.desk.ticket(&d.ana, spam).unwrap();
    assert!(ticket.head.spam && ticket.head.status == Status::New);
    assert_eq!(ticket.entries.last().unwrap().event, Some(Event::Spam { marked: true }));
}

#[test]
fn what_its_sender_begins_anew_waits_in_quarantine_with_who_marked_it_and_where() {
    let d = TestDesk::with(Policy { acknowledge: true, ..Policy::default() });
    let spam = d.mail(BULK, 1).ticket.unwrap();
    let acknowledged = d.sends(2).len();
    assert_eq!(acknowledged, 1);
    d.marks(&[spam], true, 3);
    let held = d.mail("Other Name <WIN@bulk.example>", 4);
    assert_eq!((held.result, held.ticket, held.why.as_str()), (InboxState::Quarantine, Some(spam), "marked as spam by Ana Lima on #1"));
    assert!(d.sends(5).is_empty(), "nobody is answered");
    let rows = d.desk.quarantine(&d.ana).unwrap();
    let told = aside::words::Words::default().decided(rows[0].trace.as_ref().unwrap());
    assert_eq!(told.as_deref(), Some("Ana Lima has marked #1, of the same sender, as spam."));
    assert_eq!(d.mail("win@elsewhere.example", 6).result, InboxState::Ticket, "that is somebody else");

    let receipt = d.desk.release(&d.ana, rows[0].id, Release::NewTicket, at(7)).unwrap();
    let released = d.desk.ticket(&d.ana, receipt.ticket.unwrap()).unwrap();
    assert!(released.head.subject == "Win 4" && !released.head.spam && d.desk.quarantine(&d.ana).unwrap().is_empty());
}

#[test]
fn an_answer_on_the_ticket_stays_there_and_disturbs_nobody() {
    let d = TestDesk::new();
    let spam = d.mail(BULK, 1).ticket.unwrap();
    d.desk.assign(&d.ana, spam, aside::model::ticket::Assign::Agent(d.bruno.id()), at(2)).unwrap();
    d.desk.see_notifications(&d.bruno, at(2)).unwrap();
    d.marks(&[spam], true, 3);
    let again = d.receive("From: win@bulk.example\nTo: desk@desk.example\nSubject: Re: Win 1 [#1]\nMessage-ID: <a@bulk.example>\n\nWell?", 4);
    assert_eq!((again.result, again.ticket), (InboxState::Entry, Some(spam)));
    assert!(d.desk.notifications(&d.bruno).unwrap().iter().all(|n| n.seen), "nobody is told");
    assert_eq!((d.total(&BoxKey::Mine), d.total(&BoxKey::AllOpen), d.total(&BoxKey::Spam)), (Some(0), Some(0), Some(1)));
}

#[test]
fn taking_the_mark_off_lifts_all_of_it() {
    let d = TestDesk::new();
    let spam = d.mail(BULK, 1).ticket.unwrap();
    d.marks(&[spam], true, 2);
    assert_eq!(d.mail(BULK, 3).result, InboxState::Quarantine);
    d.marks(&[spam], false, 4);
    assert_eq!(d.mail(BULK, 5).result, InboxState::Ticket);
    assert_eq!(d.desk.quarantine(&d.ana).unwrap().len(), 1, "what was held waits for a person");
    assert_eq!((d.total(&BoxKey::AllOpen), d.total(&BoxKey::Spam)), (Some(2), None));
}

#[test]
fn a_selection_is_marked_and_taken_back_as_one() {
    let d = TestDesk::new();
    let tickets: Vec<TicketId> = (1..=3).map(|n| d.mail(&format!("n{n}@bulk.example"), n).ticket.unwrap()).collect();
    d.marks(&tickets[..1], true, 10);
    d.marks(&tickets, true, 11);
    assert_eq!(d.total(&BoxKey::Spam), Some(3));
    let undone = d.desk.undo(&d.ana, at(12)).unwrap();
    assert_eq!((undone.parts.as_slice(), undone.tickets.len()), (&[Part::Spam][..], 2), "the first had been marked before");
    assert_eq!(d.found(BoxKey::Spam, ""), &tickets[..1]);
    d.desk.undo(&d.ana, at(13)).unwrap();
    assert_eq!(d.total(&BoxKey::Spam), None);
    assert_eq!(d.mail("n1@bulk.example", 14).result, InboxState::Ticket);
}

#[test]
fn undo_refuses_when_somebody_has_marked_it_otherwise_since() {
    let d = TestDesk::new();
    let ticket = d.mail(BULK, 1).ticket.unwrap();
    d.marks(&[ticket], true, 2);
    d.desk.mark_spam(&d.bruno, ticket, false, at(3)).unwrap();
    d.desk.mark_spam(&d.bruno, ticket, true, at(4)).unwrap();
    d.desk.mark_spam(&d.bruno, ticket, false, at(5)).unwrap();
    assert!(d.desk.undo(&d.ana, at(6)).is_err());
    assert!(!d.desk.ticket_head(&d.ana, ticket).unwrap().spam);
}

#[test]
fn a_customer_who_was_answered_and_marked_by_mistake_loses_no_mail() {
    let d = TestDesk::new();
    let carla = d.carla_writes(1);
    d.desk.reply(&d.ana, &reply_request(carla, "Please check the cable."), at(2)).unwrap();
    let to = desk::reply_address(&d.sends(3)[0].raw);
    d.marks(&[carla], true, 4);
    let answer =
        d.receive(&format!("From: carla@customer.example\nTo: {to}\nSubject: Re: Impressora\nMessage-ID: <r@customer.example>\n\nIt is in."), 5);
    assert_eq!((answer.result, answer.ticket), (InboxState::Entry, Some(carla)));
    d.marks(&[carla], false, 6);
    let head = d.desk.ticket_head(&d.ana, carla).unwrap();
    assert_eq!((head.status, head.waiting_since), (Status::Open, Some(at(5))), "it stands as if it had never been marked");
}
