//! Customers across tickets: the card of each shows what one may see, and who is muted disturbs nobody.

#![allow(clippy::unwrap_used)]

mod desk;

use aside::desk::{DeskError, NoteChange};
use aside::model::ticket::{Assign, NotificationKind};
use desk::{TestDesk, address, at};

const CARLA: &str = "carla@customer.example";

#[test]
fn the_card_lists_the_tickets_that_one_sees_and_who_sees_none_sees_no_card() {
    let d = TestDesk::new();
    let (first, second) = (d.carla_writes(0), d.carla_writes(1));
    let team = d.desk.add_team(&d.ana, "Closed circle", &[], at(2)).unwrap();
    let seen = |who| d.desk.customer(who, &address(CARLA)).map(|c| c.tickets.iter().map(|t| t.id).collect::<Vec<_>>());
    assert_eq!(seen(&d.bruno).unwrap(), [second, first], "newest first");
    d.desk.assign(&d.ana, first, Assign::Team(team), at(3)).unwrap();
    assert_eq!(seen(&d.bruno).unwrap(), [second]);
    d.desk.assign(&d.ana, second, Assign::Team(team), at(4)).unwrap();
    assert!(matches!(seen(&d.bruno), Err(DeskError::NoSuchCustomer(_))));
    assert!(matches!(d.desk.find_customer(&d.bruno, "carla"), Err(DeskError::NoSuchCustomer(_))), "nor by name");
    assert!(matches!(d.desk.find_customer(&d.bruno, &first.to_string()), Err(DeskError::NoSuchTicket(_))));
    let note = NoteChange::Add("Nice".to_owned());
    assert!(matches!(d.desk.note_contact(&d.bruno, &address(CARLA), &note, at(5)), Err(DeskError::NoSuchParty(_))));
    assert_eq!(seen(&d.ana).unwrap(), [second, first]);
    assert_eq!(d.desk.find_customer(&d.ana, "carla").unwrap(), address(CARLA));
}

#[test]
fn what_is_noted_about_a_customer_stands_on_the_card_with_what_stood_before() {
    let d = TestDesk::new();
    d.carla_writes(0);
    let note = |who, change, minutes| d.desk.note_contact(who, &address(CARLA), &change, at(minutes)).unwrap();
    assert_eq!(note(&d.ana, NoteChange::Add("Call at noon.".to_owned()), 1).as_deref(), Some("Call at noon."));
    assert_eq!(note(&d.bruno, NoteChange::Write(String::new()), 2), None);
    let notes = d.desk.customer(&d.bruno, &address(CARLA)).unwrap().contact.notes;
    let shown: Vec<_> = notes.iter().map(|n| (n.by.as_str(), n.text.as_str())).collect();
    assert_eq!(shown, [("Bruno Reis", ""), ("Ana Lima", "Call at noon.")]);
}

#[test]
fn nobody_is_told_what_a_muted_customer_writes_until_they_are_unmuted() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    d.desk.take(&d.bruno, ticket, at(1)).unwrap();
    let answers = |minutes: i64| {
        let mail = format!(
            "From: {CARLA}\nTo: desk@desk.example\nSubject: Re: Impressora\nIn-Reply-To: <c0@customer.example>\nMessage-ID: <m{minutes}@customer.example>\n\nMais uma."
        );
        assert_eq!(d.receive(&mail, minutes).ticket, Some(ticket));
        let told = d.desk.notifications(&d.bruno).unwrap();
        told.iter().filter(|n| n.kind == NotificationKind::CustomerAnswered).count()
    };
    assert_eq!(answers(2), 1);
    d.desk.mute(&d.bruno, ticket, true, at(3)).unwrap();
    assert_eq!(answers(4), 1, "it is on the ticket, and nobody is disturbed");
    assert_eq!(d.desk.ticket(&d.bruno, ticket).unwrap().entries.iter().filter(|e| e.body.text().contains("Mais uma")).count(), 2);
    d.desk.mute(&d.bruno, ticket, false, at(5)).unwrap();
    assert_eq!(answers(6), 2);
    let happened: Vec<_> = d.desk.store().ticket_history(ticket, 0).unwrap().into_iter().map(|r| r.what).filter(|w| w.contains("mute")).collect();
    assert_eq!(happened, ["mute", "unmute"], "it is recorded");
}
