//! A ticket that an agent opens for a customer: after a call, or to write to them first.

#![allow(clippy::unwrap_used)]

mod desk;

use aside::desk::{Beginning, CreateRequest, DeskError};
use aside::model::entry::{EntryKind, Event};
use aside::model::outgoing::{CustomerText, InternalText};
use aside::model::status::Status;
use desk::{TestDesk, at, header, mailbox};

fn request(beginning: Beginning) -> CreateRequest {
    CreateRequest {
        requester: mailbox("Eva Nunes <eva@customer.example>"),
        subject: "Broken lamp".into(),
        team: None,
        mailbox: None,
        beginning,
        files: vec![],
    }
}

fn mail(text: &str) -> Beginning {
    Beginning::Mail { text: CustomerText::public(text), status: Some(Status::Pending), confirmed: vec![], nonce: 5 }
}

#[test]
fn what_a_customer_asked_on_the_phone_is_a_note_that_nobody_is_sent() {
    let d = TestDesk::new();
    let note = Beginning::Note(InternalText::new("Called: the lamp came broken."));
    let made = d.desk.create(&d.bruno, &request(note), at(1)).unwrap();
    let t = d.desk.ticket(&d.bruno, made.ticket).unwrap();
    assert_eq!((t.head.status, t.head.waiting_since, t.head.unread), (Status::Open, Some(at(1)), false));
    assert_eq!((t.head.requester.name.as_str(), t.head.assignee.unwrap().login.as_str()), ("Eva Nunes", "bruno"));
    assert!(t.entries.iter().any(|e| e.kind == EntryKind::Note && e.body.text().contains("broken")));
    assert!(t.entries.iter().any(|e| e.event == Some(Event::OpenedFor { who: "Eva Nunes".into() })));
    assert!(d.sends(60).is_empty() && made.sent.is_none());
}

#[test]
fn a_first_mail_goes_to_the_customer_whose_answer_finds_the_ticket() {
    let d = TestDesk::new();
    let made = d.desk.create(&d.ana, &request(mail("Your lamp is on its way.")), at(1)).unwrap();
    let sent = d.sends(10);
    assert_eq!(sent.iter().map(|l| l.to.as_str()).collect::<Vec<_>>(), ["eva@customer.example"]);
    assert_eq!(header(&sent[0].raw, "Subject"), format!("Broken lamp [#{}]", made.ticket), "nothing is answered: no Re:");
    assert!(!sent[0].raw.contains("In-Reply-To"));
    assert_eq!(d.desk.ticket_head(&d.ana, made.ticket).unwrap().status, Status::Pending);
    let answer = format!(
        "From: eva@customer.example\nTo: {}\nSubject: Re: lamp\nMessage-ID: <e@customer.example>\n\nThank you.",
        header(&sent[0].raw, "Reply-To")
    );
    assert_eq!(d.receive(&answer, 11).ticket, Some(made.ticket));
}

#[test]
fn the_first_mail_can_be_taken_back_like_any() {
    let d = TestDesk::new();
    let made = d.desk.create(&d.ana, &request(mail("Your lamp is on its way.")), at(1)).unwrap();
    let draft = d.desk.undo_send(&d.ana, made.sent.unwrap().outbox, at(1)).unwrap();
    assert_eq!((draft.ticket, draft.text.as_str()), (made.ticket, "Your lamp is on its way."));
    assert!(d.sends(60).is_empty());
}

#[test]
fn a_ticket_for_a_team_waits_there_and_its_maker_sees_what_becomes_of_it() {
    let d = TestDesk::new();
    let team = d.desk.add_team(&d.ana, "Billing", &[], at(0)).unwrap();
    let note = Beginning::Note(InternalText::new("Called about an invoice."));
    let made = d.desk.create(&d.bruno, &CreateRequest { team: Some(team), ..request(note) }, at(1)).unwrap();
    let head = d.desk.ticket_head(&d.bruno, made.ticket).unwrap();
    assert_eq!((head.team.map(|t| t.id), head.assignee, head.status, head.unread), (Some(team), None, Status::New, true));
}

#[test]
fn what_is_asked_wrongly_makes_no_ticket() {
    let d = TestDesk::new();
    let own = CreateRequest { requester: mailbox("desk+x@desk.example"), ..request(Beginning::Nothing) };
    assert!(matches!(d.desk.create(&d.ana, &own, at(1)), Err(DeskError::OwnAddress(_))));
    assert!(matches!(
        d.desk.create(&d.ana, &CreateRequest { subject: " ".into(), ..request(Beginning::Nothing) }, at(1)),
        Err(DeskError::NoTicketSubject)
    ));
    assert!(matches!(d.desk.create(&d.ana, &request(mail(" ")), at(1)), Err(DeskError::Empty)));
    assert!(matches!(d.desk.create(&d.ana, &request(mail("See the attached invoice.")), at(1)), Err(DeskError::Blocked(_))));
    assert!(matches!(d.desk.ticket_head(&d.ana, aside::model::TicketId(1)), Err(DeskError::NoSuchTicket(_))), "nothing is left behind");
}
