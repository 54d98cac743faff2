//! One act on many tickets: it can be stopped, says what it left and why, and is taken back as one.

#![allow(clippy::unwrap_used)]

mod desk;

use std::sync::mpsc::channel;
use std::time::Duration;

use aside::desk::{Bulk, Desk, DeskError, NoteChange, Part, Policy, Triage, Undone};
use aside::model::settings::Kind;
use aside::model::status::{Priority, Status};
use aside::model::ticket::{Assign, BoxKey, ListRequest, Sort};
use aside::model::verb::Verb;
use aside::model::{Address, TicketId, Time};
use aside::store::Store;
use aside::tui::effect::{self, Effect};
use aside::tui::event::{Done, Event, Failure};
use aside::tui::perform::Performer;
use aside::words::Words;
use desk::{TestDesk, at};
use jiff::tz::TimeZone;

fn many(d: &TestDesk, count: i64) -> Vec<TicketId> {
    d.desk.store().in_bulk(|_| Ok::<_, DeskError>((0..count).map(|n| d.carla_writes(n)).collect())).unwrap()
}

fn all(d: &TestDesk, tickets: &[TicketId], change: &Triage, minutes: i64) -> Bulk {
    d.desk.triage(&d.ana, tickets, change, at(minutes), &mut |_, _| true).unwrap()
}

fn request(query: &str, offset: u32, limit: u32) -> ListRequest {
    ListRequest { within: BoxKey::AllOpen, query: query.to_owned(), sort: Sort::Number.into(), offset, limit }
}

fn count(d: &TestDesk, query: &str) -> usize {
    d.desk.all_in(&d.ana, &request(query, 0, u32::MAX), at(900)).unwrap().len()
}

fn undo(d: &TestDesk, minutes: i64) -> Result<Undone, DeskError> {
    d.desk.undo(&d.ana, at(minutes))
}

#[test]
fn all_that_match_are_more_than_a_page_shows() {
    let d = TestDesk::new();
    let tickets = many(&d, 1_200);
    let found = d.desk.all_in(&d.ana, &request("requester:carla@customer.example", 0, u32::MAX), at(1300)).unwrap();
    assert_eq!(found, tickets, "every one, in the order of the list");
    assert_eq!(d.desk.all_in(&d.ana, &request("", 0, u32::MAX), at(1300)).unwrap().len(), 1_200, "a box too");
    assert_eq!(d.desk.all_in(&d.ana, &request("impressora", 0, u32::MAX), at(1300)).unwrap().len(), 1_200, "and a search for words");
    assert_eq!(d.desk.all_in(&d.ana, &request("", 10, 3), at(1300)).unwrap(), &tickets[10..13], "or a range of it");
    let done = all(&d, &found, &Triage::Tags { add: vec!["sweep".into()], remove: vec![] }, 1300);
    assert_eq!((done.done.len(), done.left.len(), done.stopped), (1_200, 0, false));
    assert_eq!(count(&d, "tag:sweep"), 1_200);
    let undone = undo(&d, 1301).unwrap();
    assert_eq!((undone.tickets.len(), undone.parts.as_slice(), count(&d, "tag:sweep")), (1_200, &[Part::Tags][..], 0));
}

#[test]
fn an_act_is_one_batch_in_the_history_and_one_undo() {
    let d = TestDesk::new();
    let tickets = many(&d, 5);
    all(&d, &tickets, &Triage::Priority(Priority::High), 10);
    let last = d.desk.store().last_history().unwrap();
    all(&d, &tickets, &Triage::Take, 11);
    let rows = d.desk.history_after(last).unwrap();
    let batch = rows.first().unwrap().seq;
    assert!(rows.len() >= 10 && rows.iter().all(|r| r.batch == Some(batch)), "{rows:?}");

    let undone = undo(&d, 12).unwrap();
    assert_eq!((undone.tickets.len(), undone.left.len()), (5, 0));
    let heads: Vec<_> = tickets.iter().map(|t| d.desk.ticket_head(&d.ana, *t).unwrap()).collect();
    assert!(heads.iter().all(|h| h.assignee.is_none() && h.status == Status::New && h.priority == Priority::High));
    undo(&d, 13).unwrap();
    assert!(tickets.iter().all(|t| d.desk.ticket_head(&d.ana, *t).unwrap().priority == Priority::Normal));
    assert!(matches!(undo(&d, 14), Err(DeskError::NothingToUndo)));
}

#[test]
fn what_others_have_changed_since_stays_and_is_told() {
    let d = TestDesk::new();
    let tickets = many(&d, 4);
    all(&d, &tickets, &Triage::Status(Status::Pending), 10);
    d.desk.assign(&d.ana, tickets[1], Assign::Agent(d.bruno.id()), at(11)).unwrap();
    d.desk.set_status(&d.bruno, tickets[1], Status::Solved, at(11)).unwrap();
    undo(&d, 12).unwrap(); // the assignment
    let undone = undo(&d, 13).unwrap();
    assert_eq!(undone.tickets.len(), 3);
    assert!(
        matches!(undone.left.as_slice(), [(t, DeskError::NotTakenBack { part: Part::Status, who, .. })] if *t == tickets[1] && who == "bruno"),
        "{:?}",
        undone.left
    );
    assert_eq!(d.desk.ticket_head(&d.ana, tickets[1]).unwrap().status, Status::Solved);
    assert!(matches!(undo(&d, 14), Err(DeskError::NothingToUndo)), "what was left is not tried again");
}

#[test]
fn what_cannot_be_done_is_told_and_stops_nothing() {
    let d = TestDesk::new();
    let team = d.desk.add_team(&d.ana, "Billing", &[], at(0)).unwrap();
    let tickets = many(&d, 4);
    d.desk.assign(&d.ana, tickets[0], Assign::Team(team), at(10)).unwrap();
    d.desk.merge(&d.ana, tickets[2], tickets[3], false, at(10)).unwrap();
    let done = d.desk.triage(&d.bruno, &tickets, &Triage::Snooze(Some(Time::NEVER)), at(11), &mut |_, _| true).unwrap();
    assert_eq!(done.done, [tickets[1], tickets[3]]);
    assert!(
        matches!(done.left.as_slice(), [(a, DeskError::NoSuchTicket(_)), (b, DeskError::MergedAway { .. })] if (*a, *b) == (tickets[0], tickets[2]))
    );
}

#[test]
fn an_act_that_is_stopped_leaves_the_rest_and_is_taken_back_as_far_as_it_came() {
    let d = TestDesk::new();
    let tickets = many(&d, 6);
    let mut seen = Vec::new();
    let stop = &mut |done: usize, of: usize| {
        seen.push((done, of));
        done < 4
    };
    let done = d.desk.triage(&d.ana, &tickets, &Triage::Status(Status::Solved), at(10), stop).unwrap();
    assert_eq!((done.done.as_slice(), done.stopped), (&tickets[..4], true));
    assert_eq!(seen, [(0, 6), (1, 6), (2, 6), (3, 6), (4, 6)]);
    assert_eq!(count(&d, "status:solved"), 4);

    let undone = d.desk.undo_while(&d.ana, at(11), &mut |done, _| done < 3).unwrap();
    assert_eq!((undone.tickets.len(), count(&d, "status:solved")), (3, 1), "an undo can be stopped too");
    let rest = undo(&d, 12).unwrap();
    assert_eq!((rest.tickets.as_slice(), count(&d, "status:solved")), (&tickets[..1], 0), "and goes on with the next");
}

#[test]
fn every_change_can_be_made_on_many() {
    let d = TestDesk::new();
    let team = d.desk.add_team(&d.ana, "Billing", &[(d.bruno.id(), false)], at(0)).unwrap();
    let tickets = many(&d, 3);
    let before: Vec<_> = tickets.iter().map(|t| d.desk.ticket_head(&d.ana, *t).unwrap()).collect();
    let changes = [
        Triage::Take,
        Triage::Assign(Assign::Both(team, d.bruno.id())),
        Triage::Assign(Assign::Nobody),
        Triage::Status(Status::OnHold),
        Triage::Priority(Priority::Urgent),
        Triage::Tags { add: vec!["a".into(), "b".into()], remove: vec![] },
        Triage::Tags { add: vec!["c".into()], remove: vec!["a".into()] },
        Triage::Snooze(Some(at(5000))),
        Triage::Snooze(None),
    ];
    for (n, change) in changes.iter().enumerate() {
        assert_eq!(all(&d, &tickets, change, 10 + i64::try_from(n).unwrap()).done.len(), 3, "{change:?}");
    }
    for n in 0..changes.len() {
        let undone = undo(&d, 30 + i64::try_from(n).unwrap()).unwrap();
        assert_eq!((undone.tickets.len(), undone.left.len()), (3, 0), "{n}");
    }
    for (before, ticket) in before.iter().zip(&tickets) {
        let after = d.desk.ticket_head(&d.ana, *ticket).unwrap();
        let values =
            |h: &aside::model::ticket::TicketHead| (h.status, h.priority, h.assignee.clone(), h.team.clone(), h.tags.clone(), h.snoozed_until);
        assert_eq!(values(before), values(&after));
    }
}

#[test]
fn the_console_goes_on_reading_while_many_tickets_change_and_can_stop_it() {
    let d = TestDesk::new();
    let tickets = many(&d, 2_000);
    let desk = Desk::new(Store::open(&d.path()).unwrap(), Policy::default(), TimeZone::UTC).unwrap();
    let (tell, heard) = channel();
    let tell = std::sync::Arc::new(move |event| drop(tell.send(event)));
    let performer = Performer::start(desk, d.ana.clone(), Words::default(), "test".into(), Box::new(|| {}), tell).unwrap();
    performer.perform(Effect::Triage { tickets, change: effect::Triage::Status(Status::Solved) });
    heard.iter().find(|e| matches!(e, Event::Progress(Some(_)))).unwrap();
    performer.perform(Effect::LoadBoxes);
    let next = heard.iter().find(|e| !matches!(e, Event::Progress(Some(_)))).unwrap();
    assert!(matches!(next, Event::Boxes(_)), "the boxes are read while it runs: {next:?}");
    performer.perform(Effect::Stop);
    let (done, stopped) = heard
        .iter()
        .find_map(|e| if let Event::Done(Done::Triaged { tickets, stopped, .. }) = e { Some((tickets.len(), stopped)) } else { None })
        .unwrap();
    assert!(stopped && done > 0 && done < 2_000, "{done}");
    assert_eq!(count(&d, "status:solved"), done);
    performer.perform(Effect::Undo);
    let undone = heard.iter().find_map(|e| if let Event::Done(Done::Undone { what, .. }) = e { Some(what) } else { None }).unwrap();
    assert!(undone.contains(&format!("{done} tickets")), "{undone}");
    performer.finish();
    assert_eq!(count(&d, "status:solved"), 0);
}

#[test]
fn what_was_typed_and_is_refused_comes_back_to_the_console() {
    let d = TestDesk::new();
    let ticket = many(&d, 1)[0];
    let desk = Desk::new(Store::open(&d.path()).unwrap(), Policy::default(), TimeZone::UTC).unwrap();
    let (tell, heard) = channel();
    let tell = std::sync::Arc::new(move |event| drop(tell.send(event)));
    let performer = Performer::start(desk, d.ana.clone(), Words::default(), "test".into(), Box::new(|| {}), tell).unwrap();
    let stranger = Address::parse("nobody@example.org").unwrap();
    let note = Effect::NoteContact(stranger, NoteChange::Add("calls in the morning".to_owned()));
    let verb = Verb::parse("field none=1").unwrap();
    let field = Effect::Triage { tickets: vec![ticket], change: effect::Triage::Do(vec![verb], "none: 1".to_owned()) };
    let time = Effect::Due(Vec::new(), "whenever".to_owned());
    for asked in [note, field, time] {
        performer.perform(asked.clone());
        let back = heard.iter().find_map(|e| if let Event::Failed(failure) = e { Some(failure) } else { None }).unwrap();
        assert!(matches!(&back, Failure::Typed { asked: typed, .. } if **typed == asked), "{back:?}");
    }
    performer.finish();
}

#[test]
fn settings_that_may_not_be_saved_come_back_to_be_edited_again() {
    let d = TestDesk::new();
    let desk = Desk::new(Store::open(&d.path()).unwrap(), Policy::default(), TimeZone::UTC).unwrap();
    let (tell, heard) = channel();
    let tell = std::sync::Arc::new(move |event| drop(tell.send(event)));
    let performer = Performer::start(desk, d.bruno.clone(), Words::default(), "test".into(), Box::new(|| {}), tell).unwrap();
    let written = "[[team]]\nname = \"Billing\"\n";
    performer.perform(Effect::SaveSettings(Kind::Teams, written.to_owned()));
    let refused = heard.iter().find_map(|e| if let Event::SettingsRefused { text, why, .. } = e { Some((text, why)) } else { None }).unwrap();
    assert!(refused.0 == written && !refused.1.is_empty(), "{refused:?}");
    performer.finish();
}

#[test]
fn undo_says_how_old_the_change_is_unless_it_was_made_just_now() {
    let d = TestDesk::new();
    let tickets = many(&d, 2);
    let now = Time::from(jiff::Timestamp::now());
    let solve = |ticket: TicketId, at: Time| d.desk.triage(&d.ana, &[ticket], &Triage::Status(Status::Solved), at, &mut |_, _| true).unwrap();
    solve(tickets[0], now.before(Duration::from_secs(3 * 60 * 60 + 60)));
    solve(tickets[1], now);
    let desk = Desk::new(Store::open(&d.path()).unwrap(), Policy::default(), TimeZone::UTC).unwrap();
    let (tell, heard) = channel();
    let tell = std::sync::Arc::new(move |event| drop(tell.send(event)));
    let performer = Performer::start(desk, d.ana.clone(), Words::default(), "test".into(), Box::new(|| {}), tell).unwrap();
    let undone = || {
        performer.perform(Effect::Undo);
        heard.iter().find_map(|e| if let Event::Done(Done::Undone { what, .. }) = e { Some(what) } else { None }).unwrap()
    };
    assert_eq!(undone(), format!("#{}: status", tickets[1]));
    assert_eq!(undone(), format!("#{}: status, of 3h ago", tickets[0]));
    performer.finish();
}
