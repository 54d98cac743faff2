//! A person quotes a message across the border between the customer and third parties: on purpose, for the record, and with no more than
//! they meant to tell.

#![allow(clippy::unwrap_used)]

mod desk;

use aside::desk::{DeskError, Naming};
use aside::model::entry::{EntryKind, Event};
use aside::model::people::Role;
use aside::model::{EntryId, SideId, SideMessageId, TicketId};
use aside::store::NewAgent;
use desk::{TestDesk, address, at, header, reply_request};

impl TestDesk {
    /// Acme Parts answers in a side of Carla's ticket.
    fn acme_has_answered(&self) -> (TicketId, SideId) {
        let ticket = self.carla_writes(0);
        self.desk.take(&self.ana, ticket, at(1)).unwrap();
        let side = self.ask(ticket, "Do you have a P-100?", 2).side;
        let asked = self.sends(5).pop().unwrap();
        let (reply_to, id) = (header(&asked.raw, "Reply-To"), header(&asked.raw, "Message-ID"));
        let said = "Yes, Acme has four.\nOrder at sales@acme.example or https://shop.acme.example/p-100\n\n-- \nZoe, Acme Parts";
        let mail = format!(
            "From: Acme Parts <parts@acme.example>\nTo: {reply_to}\nSubject: Re: it\nMessage-ID: <a@acme.example>\nIn-Reply-To: {id}\n\n{said}"
        );
        assert_eq!(self.receive(&mail, 6).side, Some(side));
        (ticket, side)
    }

    fn quoted(&self, side: SideId, naming: Naming) -> String {
        self.desk.quote_for_customer(&self.ana, side, None, naming, at(7)).unwrap().1
    }

    fn entry(&self, ticket: TicketId, kind: EntryKind) -> EntryId {
        self.desk.ticket(&self.ana, ticket).unwrap().entries.iter().find(|e| e.kind == kind).unwrap().id
    }

    fn newest_event(&self, ticket: TicketId) -> Event {
        self.desk.ticket(&self.ana, ticket).unwrap().entries.into_iter().rev().find_map(|e| e.event).unwrap()
    }
}

#[test]
fn an_answer_is_quoted_for_the_customer_without_who_gave_it() {
    let d = TestDesk::new();
    let (ticket, side) = d.acme_has_answered();
    assert_eq!(d.quoted(side, Naming::LeftOut), "> Yes, […] has four.\n> Order at […] or https://[…]/p-100\n");
    let said = d.newest_event(ticket);
    assert!(matches!(&said, Event::SideQuoted { who, named: false, .. } if who == "Acme Parts"), "{said:?}");
    // as it is sent
    let text = format!("Good news:\n\n{}", d.quoted(side, Naming::LeftOut));
    d.desk.reply(&d.ana, &reply_request(ticket, &text), at(8)).unwrap();
    let mail = d.sends(10).into_iter().find(|l| l.to.as_str() == "carla@customer.example").unwrap();
    assert!(mail.text().contains("has four"), "{}", mail.text());
    assert!(!mail.raw.to_lowercase().contains("acme"), "{}", mail.raw);
}

#[test]
fn names_stay_when_the_agent_keeps_them_and_the_timeline_says_so() {
    let d = TestDesk::new();
    let (ticket, side) = d.acme_has_answered();
    assert_eq!(d.quoted(side, Naming::Kept), "> Yes, Acme has four.\n> Order at sales@acme.example or https://shop.acme.example/p-100\n");
    assert!(matches!(d.newest_event(ticket), Event::SideQuoted { named: true, .. }));
    let history = d.desk.store().ticket_history(ticket, 0).unwrap();
    let row = history.iter().rfind(|r| r.what == "quoted-for-customer").unwrap();
    assert_eq!((row.agent, row.side), (d.ana.agent().map(|a| a.id), Some(side)));
}

#[test]
fn the_name_of_somebody_who_has_left_the_side_is_left_out_too() {
    let d = TestDesk::new();
    let (_, side) = d.acme_has_answered();
    d.desk.add_to_side(&d.ana, side, &[desk::mailbox("Zoe <zoe@freight.example>")], &[], at(7)).unwrap();
    d.desk.remove_from_side(&d.ana, side, &address("parts@acme.example"), at(7)).unwrap();
    assert_eq!(d.quoted(side, Naming::LeftOut), "> Yes, […] has four.\n> Order at […] or https://[…]/p-100\n");
}

#[test]
fn what_the_customer_wrote_is_quoted_for_a_side_and_a_note_never_is() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let quote = d.desk.quote_for_side(&d.ana, ticket, d.entry(ticket, EntryKind::Customer), at(1)).unwrap();
    assert_eq!(quote, "> A impressora não imprime mais.\n");
    let history = d.desk.store().ticket_history(ticket, 0).unwrap();
    assert!(history.iter().any(|r| r.what == "quoted-for-side" && r.agent == d.ana.agent().map(|a| a.id)));
    let text = aside::model::outgoing::InternalText::new("She is furious.");
    d.desk.note(&d.ana, &aside::desk::NoteRequest { ticket, text, files: vec![], status: None }, at(2)).unwrap();
    let note = d.desk.quote_for_side(&d.ana, ticket, d.entry(ticket, EntryKind::Note), at(3));
    assert!(matches!(note, Err(DeskError::NotQuotable)), "{note:?}");
    let other = d.carla_writes(4);
    let foreign = d.desk.quote_for_side(&d.ana, other, d.entry(ticket, EntryKind::Customer), at(5));
    assert!(matches!(foreign, Err(DeskError::NotQuotable)), "nor one of another ticket: {foreign:?}");
}

#[test]
fn who_may_not_answer_the_customer_quotes_nothing_for_them() {
    let d = TestDesk::new();
    let (ticket, side) = d.acme_has_answered();
    let new = NewAgent { login: "lia", name: "Lia Reis", email: &address("lia@staff.example"), role: Role::Light };
    d.desk.add_agent(&d.ana, &new, at(7)).unwrap();
    d.desk
        .note(
            &d.ana,
            &aside::desk::NoteRequest { ticket, text: aside::model::outgoing::InternalText::new("@lia look"), files: vec![], status: None },
            at(7),
        )
        .unwrap();
    let lia = d.desk.actor("lia", None).unwrap();
    let refused = d.desk.quote_for_customer(&lia, side, None, Naming::LeftOut, at(8));
    assert!(matches!(refused, Err(DeskError::NotAllowed { .. })), "{refused:?}");
    let refused = d.desk.quote_for_side(&lia, ticket, d.entry(ticket, EntryKind::Customer), at(8));
    assert!(matches!(refused, Err(DeskError::NotAllowed { .. })), "{refused:?}");
}

#[test]
fn what_is_not_there_is_said() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let side = d.ask(ticket, "Do you have a P-100?", 2).side;
    let none = d.desk.quote_for_customer(&d.ana, side, None, Naming::LeftOut, at(3));
    assert!(matches!(none, Err(DeskError::NoAnswerYet(_))), "{none:?}");
    let none = d.desk.quote_for_customer(&d.ana, side, Some(SideMessageId(99)), Naming::LeftOut, at(3));
    assert!(matches!(none, Err(DeskError::NoSuchMessage(_))), "{none:?}");
}
