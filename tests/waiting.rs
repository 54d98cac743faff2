//! What we wait for from third parties: the list across tickets, reminders, and answers that are due.

#![allow(clippy::unwrap_used)]

mod desk;

use std::time::Duration;

use aside::desk::{DeskError, Reminder, SideAnswer};
use aside::model::entry::Event;
use aside::model::outgoing::SideText;
use aside::model::ticket::{NotificationKind, Ticket};
use aside::model::{SideId, TicketId};
use aside::store::{DraftRow, Mode};
use desk::{TestDesk, at, header, mailbox, side_request};

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

fn reminder(side: SideId) -> Reminder {
    Reminder { side, last_at: None, nonce: 77 }
}

impl TestDesk {
    /// The third party answers the newest mail that it got.
    fn answers(&self, minutes: i64) {
        let question = self.sends(minutes).into_iter().rfind(|l| l.to.as_str() == "parts@acme.example").unwrap();
        let (reply_to, id) = (header(&question.raw, "Reply-To"), header(&question.raw, "Message-ID"));
        let mail = format!(
            "From: Acme Parts <parts@acme.example>\nTo: {reply_to}\nSubject: Re: Stock\nMessage-ID: <a{minutes}@acme.example>\nIn-Reply-To: {id}\n\nWe have four."
        );
        let receipt = self.receive(&mail, minutes);
        assert!(receipt.side.is_some(), "{receipt:?}");
    }

    fn ticket(&self, id: TicketId) -> Ticket {
        self.desk.ticket(&self.ana, id).unwrap()
    }

    fn events(&self, id: TicketId) -> Vec<Event> {
        self.ticket(id).entries.into_iter().filter_map(|e| e.event).collect()
    }
}

#[test]
fn who_has_let_us_wait_longest_comes_first_with_all_that_they_owe() {
    let d = TestDesk::new();
    let (a, b) = (d.carla_writes(0), d.carla_writes(1));
    [a, b].iter().for_each(|ticket| d.desk.take(&d.ana, *ticket, at(2)).unwrap());
    let to = |ticket, who: &str, subject: &str, minutes| {
        let request = aside::desk::SideRequest { to: vec![mailbox(who)], subject: subject.into(), ..side_request(ticket, "Please tell us.") };
        d.desk.open_side(&d.ana, &request, at(minutes)).unwrap().side
    };
    let first = to(a, "Acme Parts <parts@acme.example>", "first", 10);
    let second = to(a, "freight@fast.example", "second", 20);
    let third = to(b, "Acme Parts <parts@acme.example>", "third", 30);
    let done = to(b, "old@done.example", "done", 5);
    d.desk.side_done(&d.ana, done, at(31)).unwrap();
    let waiting = d.desk.waiting_sides(&d.ana).unwrap();
    let ids: Vec<SideId> = waiting.iter().map(|s| s.id).collect();
    assert_eq!(ids, [first, third, second]);
    assert_eq!((waiting[0].who.as_str(), waiting[2].who.as_str()), ("Acme Parts", "freight@fast.example"));
    assert_eq!((waiting[0].since, waiting[0].usual, waiting[0].due_at), (at(10), None, None));
    assert_eq!(d.desk.waiting_sides(&d.bruno).unwrap(), [], "an agent sees what is on tickets that they may see");
}

#[test]
fn a_reminder_is_a_mail_in_the_thread_and_can_be_taken_back() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let side = d.ask(ticket, "Vocês têm a peça P-100 em estoque? Precisamos de quatro unidades até sexta-feira, por favor.", 1).side;
    let asked = d.sends(5).pop().unwrap();
    d.desk.remind(&d.ana, &reminder(side), at(2 * DAY)).unwrap();
    let waits = &d.desk.waiting_sides(&d.ana).unwrap()[0];
    assert_eq!((waits.since, waits.reminded_at()), (at(1), Some(at(2 * DAY))), "we wait since the question, not since the reminder");
    let mail = d.sends(2 * DAY + 1).pop().unwrap();
    assert_eq!(mail.to.as_str(), "parts@acme.example");
    assert_eq!(header(&mail.raw, "In-Reply-To"), header(&asked.raw, "Message-ID"));
    assert!(mail.text().contains("ainda não tivemos resposta"), "in the language of the question: {}", mail.text());
    assert!(!mail.raw.contains("carla"), "nothing of the customer is in it");

    let again = d.desk.remind(&d.ana, &Reminder { nonce: 78, ..reminder(side) }, at(3 * DAY)).unwrap();
    let draft = d.desk.undo_send(&d.ana, again.outbox, at(3 * DAY)).unwrap();
    assert_eq!(draft.to, "Acme Parts <parts@acme.example>", "the draft says who gets it");
    assert!(d.sends(3 * DAY + 1).is_empty());
    assert_eq!(d.ticket(ticket).sides[0].messages.len(), 2);
}

#[test]
fn a_reminder_leaves_the_draft_alone() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let side = d.ask(ticket, "Do you have four of them?", 1).side;
    let draft = DraftRow::new(ticket, Mode::Side(side), "And by the way", at(2));
    d.desk.save_draft(&d.ana, &draft).unwrap();
    d.desk.remind(&d.ana, &reminder(side), at(DAY)).unwrap();
    let kept = d.desk.drafts(&d.ana, ticket).unwrap();
    assert_eq!(kept.iter().map(|k| k.text.as_str()).collect::<Vec<_>>(), ["And by the way"]);
}

#[test]
fn nobody_is_reminded_twice_by_two_who_look_at_the_same_list() {
    let d = TestDesk::new();
    let side = d.ask(d.carla_writes(0), "Do you have four of them?", 1).side;
    let seen = d.desk.waiting_sides(&d.ana).unwrap()[0].last_at;
    let from_list = Reminder { last_at: Some(seen), ..reminder(side) };
    d.desk.remind(&d.ana, &from_list, at(DAY)).unwrap();
    let second = d.desk.remind(&d.ana, &Reminder { nonce: 78, ..from_list }, at(DAY + 1));
    assert!(matches!(second, Err(DeskError::ChangedSince(who)) if who == "Ana Lima"));
}

#[test]
fn who_has_answered_is_not_reminded() {
    let d = TestDesk::new();
    let side = d.ask(d.carla_writes(0), "Do you have four of them?", 1).side;
    d.answers(HOUR);
    assert!(matches!(d.desk.remind(&d.ana, &reminder(side), at(DAY)), Err(DeskError::NotWaiting(id)) if id == side));
    assert!(matches!(d.desk.side_due(&d.ana, side, Some(at(DAY)), at(HOUR)), Err(DeskError::NotWaiting(_))));
}

#[test]
fn the_list_says_how_long_a_third_party_usually_takes() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let side = d.ask(ticket, "Do you have four of them?", 0).side;
    let mut now = 0;
    for (nonce, took) in [(100, 2 * HOUR), (101, 4 * HOUR), (102, 30 * HOUR)] {
        now += took;
        d.answers(now);
        let text = SideText::of(side, "And of the other one?".to_owned());
        let more = SideAnswer { text, files: vec![], status: None, seen: None, confirmed: vec![], nonce };
        d.desk.answer_side(&d.ana, &more, at(now)).unwrap();
    }
    let usual = d.desk.waiting_sides(&d.ana).unwrap()[0].usual;
    assert_eq!(usual, Some(Duration::from_secs(4 * 3600)), "the median of their answers");
}

#[test]
fn the_assignee_is_told_once_that_an_answer_is_overdue() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    d.desk.take(&d.ana, ticket, at(0)).unwrap();
    let side = d.ask(ticket, "Do you have four of them?", 1).side;
    d.desk.side_due(&d.ana, side, Some(at(DAY)), at(2)).unwrap();
    assert_eq!(d.desk.tick(at(DAY - 1)).unwrap().overdue, 0);
    assert_eq!((d.desk.tick(at(DAY)).unwrap().overdue, d.desk.tick(at(DAY + 1)).unwrap().overdue), (1, 0));
    let told = |d: &TestDesk| d.desk.notifications(&d.ana).unwrap().iter().filter(|n| n.kind == NotificationKind::ThirdPartyOverdue).count();
    assert_eq!(told(&d), 1);
    assert!(d.events(ticket).iter().any(|e| matches!(e, Event::SideOverdue { who, .. } if who == "Acme Parts")));
    assert!(d.desk.waiting_sides(&d.ana).unwrap()[0].is_overdue(at(DAY)));

    d.desk.side_due(&d.ana, side, Some(at(2 * DAY)), at(DAY + 2)).unwrap();
    assert_eq!(d.desk.tick(at(2 * DAY)).unwrap().overdue, 1, "a new time is a new promise");
}

#[test]
fn an_answer_in_time_ends_what_was_expected() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let side = d.ask(ticket, "Do you have four of them?", 1).side;
    d.desk.side_due(&d.ana, side, Some(at(DAY)), at(2)).unwrap();
    d.answers(HOUR);
    assert_eq!(d.desk.tick(at(2 * DAY)).unwrap().overdue, 0);
    assert_eq!(d.desk.waiting_sides(&d.ana).unwrap(), []);
}
