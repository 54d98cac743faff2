//! The stories play on a real desk, and leave it as rich as the demo promises.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use super::*;
use crate::model::entry::{EntryKind, Event};
use crate::model::side::SideState;
use crate::model::ticket::{BoxKey, ListRequest, Sort, Ticket};
use crate::store::Store;

const NOW: Time = Time(1_795_000_000_000);

struct Played {
    desk: Desk,
    me: Actor,
    seeded: Seeded,
    tickets: Vec<Ticket>,
    _directory: tempfile::TempDir,
}

fn played() -> Played {
    let directory = tempfile::tempdir().unwrap();
    let stories = Stories::load("robin").unwrap();
    let store = Store::create(&directory.path().join("demo.db")).unwrap();
    let desk = found(store, &stories, TimeZone::UTC, [7; 32], NOW).unwrap();
    let seeded = play(&desk, &stories, NOW, 1).unwrap();
    let me = desk.actor("robin", None).unwrap();
    // Closed and snoozed tickets are in no box: the numbers have no gaps.
    let tickets: Vec<Ticket> = (1..).map_while(|n| desk.ticket(&me, TicketId(n)).ok()).collect();
    Played { desk, me, seeded, tickets, _directory: directory }
}

fn has(tickets: &[Ticket], what: impl Fn(&Ticket) -> bool) -> bool {
    tickets.iter().any(what)
}

fn event(ticket: &Ticket, what: impl Fn(&Event) -> bool) -> bool {
    ticket.entries.iter().filter_map(|e| e.event.as_ref()).any(what)
}

#[test]
fn the_desk_is_full_of_everything_that_can_happen() {
    let p = played();
    let t = &p.tickets;
    assert!(t.len() >= 40, "{}", t.len());
    let statuses: BTreeSet<&str> = t.iter().map(|t| t.head.status.word()).collect();
    assert_eq!(statuses.len(), Status::ALL.len(), "{statuses:?}");
    let priorities: BTreeSet<&str> = t.iter().map(|t| t.head.priority.word()).collect();
    assert!(priorities.len() >= 3, "{priorities:?}");
    assert!(has(t, |t| t.head.snoozed_until == Some(Time::NEVER)), "one is snoozed until the next reply");
    assert!(has(t, |t| t.head.snoozed_until.is_some_and(|u| u > NOW && u != Time::NEVER)), "one is snoozed until a day");
    assert!(has(t, |t| t.linked_from.is_some()), "one goes on from a closed one");
    assert!(has(t, |t| event(t, |e| matches!(e, Event::DeliveryFailed { .. }))), "one mail bounced");
    assert!(has(t, |t| event(t, |e| matches!(e, Event::Automatic { .. }))), "someone is out of office");
    assert!(has(t, |t| event(t, |e| matches!(e, Event::Quarantined { .. }))), "a stranger knocked");
    assert!(has(t, |t| t.head.team.is_none() && t.head.assignee.is_none()), "something waits for anyone");
    assert!(has(t, |t| t.entries.iter().any(|e| e.kind == EntryKind::Note)));
    assert!(has(t, |t| t.entries.iter().any(|e| e.files.iter().any(|f| f.media_type == "image/png"))));
    assert_eq!(p.desk.quarantine(&p.me).unwrap().len(), 1);
    assert!(p.desk.notifications(&p.me).unwrap().iter().any(|n| !n.seen));
}

#[test]
fn side_conversations_stand_in_every_state() {
    let p = played();
    let sides: Vec<_> = p.tickets.iter().flat_map(|t| &t.sides).collect();
    assert!(sides.iter().any(|s| s.state == SideState::Open && s.waiting_since.is_some() && !s.unread), "one waits");
    assert!(sides.iter().any(|s| s.unread), "one has an answer that nobody has read");
    assert!(sides.iter().any(|s| s.state == SideState::Done), "one is done");
    assert!(sides.iter().any(|s| s.participants.iter().filter(|x| x.verified).count() == 2), "one is with two people");
    assert!(sides.iter().any(|s| s.participants.iter().any(|x| !x.verified)), "one has a newcomer");
    assert!(sides.iter().any(|s| s.messages.len() >= 3), "one goes back and forth");
    assert!(!p.desk.waiting_sides(&p.me).unwrap().is_empty());
}

#[test]
fn what_agents_wrote_has_been_sent_and_nothing_waits_in_the_outbox() {
    let p = played();
    let counts = p.desk.outbox_counts().unwrap();
    assert_eq!((counts.waiting, counts.trouble), (0, 1), "one delivery failed: the mailbox that is full");
    assert_eq!(p.desk.store().integrity().unwrap(), Vec::<String>::new());
    let lease = p.desk.store().write(|w| w.take_lease("the worker", NOW, NOW.after(Duration::from_secs(30)))).unwrap();
    assert!(lease.is_some(), "the worker of the demo can begin at once");
}

#[test]
fn a_story_that_stops_leaves_nothing_behind() {
    let directory = tempfile::tempdir().unwrap();
    let mut stories = Stories::load("robin").unwrap();
    let store = Store::create(&directory.path().join("demo.db")).unwrap();
    let desk = found(store, &stories, TimeZone::UTC, [7; 32], NOW).unwrap();
    stories.steps.iter_mut().rev().find(|s| s.at < 0).unwrap().ticket = "nowhere".into();
    let last = stories.steps.iter_mut().rev().find(|s| s.at < 0).unwrap();
    last.act = Act::Take { agent: "you".into() };
    assert!(matches!(play(&desk, &stories, NOW, 1), Err(SeedError::Unknown { .. })));
    let me = desk.actor("robin", None).unwrap();
    assert!(matches!(desk.ticket(&me, TicketId(1)), Err(DeskError::NoSuchTicket(_))));
}

#[test]
fn no_word_of_a_side_conversation_or_note_is_in_the_public_thread() {
    let p = played();
    for t in &p.tickets {
        let public: String = t.entries.iter().filter(|e| e.kind.is_public()).map(|e| e.body.text()).collect();
        let private = t.sides.iter().flat_map(|s| &s.messages).map(|m| m.body.new_text());
        let notes = t.entries.iter().filter(|e| e.kind == EntryKind::Note).map(|e| e.body.new_text());
        for text in private.chain(notes).filter(|x| !x.trim().is_empty()) {
            assert!(!public.contains(text.trim()), "#{}: {text}", t.head.id);
        }
    }
}

#[test]
fn what_is_still_to_come_finds_its_place() {
    let p = played();
    assert!(p.seeded.arrivals.len() >= 3);
    let states: Vec<InboxState> = p
        .seeded
        .arrivals
        .iter()
        .map(|(due, post)| {
            assert!(*due > NOW);
            let raw = [format!("Delivered-To: {}\r\n", post.to[0]).as_bytes(), &post.raw].concat();
            p.desk.receive(&raw, Source::Imap, None, *due).unwrap().result
        })
        .collect();
    assert!(states.contains(&InboxState::Ticket) && states.contains(&InboxState::Side), "{states:?}");
}

#[test]
fn each_agent_finds_work_in_their_boxes() {
    let p = played();
    for agent in p.desk.agents().unwrap() {
        let actor = p.desk.actor(&agent.login, None).unwrap();
        let request = ListRequest { within: BoxKey::AllOpen, query: String::new(), sort: Sort::Waiting.into(), offset: 0, limit: 50 };
        assert!(!p.desk.list(&actor, &request, NOW).unwrap().rows.is_empty(), "{}", agent.login);
        assert!(p.desk.canned(&actor).unwrap().len() >= 12);
    }
}

#[test]
fn people_who_are_answered_from_the_demo_answer_back_into_the_ticket() {
    let p = played();
    let stories = Stories::load("robin").unwrap();
    let mut world = crate::demo::world::World::new(stories.cast.clone(), stories.desk.own_addresses(), crate::demo::world::Tempo::default(), 1);
    let moo = p.tickets.iter().find(|t| t.head.subject.contains("moo")).unwrap().head.id;
    let mut player = Player::new(&p.desk, &stories, NOW, 2).unwrap();
    player.generation = p.desk.store().write(|w| w.take_lease("test", NOW, NOW.after(Duration::from_hours(1)))).unwrap().unwrap().generation;
    let text = "Dear Milo, here is a bell that goes moo.".to_owned();
    let act = Act::Reply { agent: "you".into(), text, status: Status::Pending, files: Vec::new() };
    player.tickets.insert("bell".into(), moo);
    player.act(&Step { at: 0, ticket: "bell".into(), act }, NOW).unwrap();
    let later = NOW.after(Duration::from_mins(1));
    let claim = p.desk.claim(player.generation, later).unwrap().unwrap();
    world.hear(&crate::demo::server::Accepted { from: claim.sender.clone(), to: vec![claim.recipient.clone()], raw: claim.raw.into() }, later);
    let due = world.next_due().unwrap();
    let post = world.speak(due).remove(0);
    let receipt = p.desk.receive(&post.raw, Source::Imap, None, due).unwrap();
    assert_eq!((receipt.result, receipt.ticket), (InboxState::Entry, Some(moo)), "{}", receipt.why);
    let ticket = p.desk.ticket(&p.me, moo).unwrap();
    assert_eq!(ticket.head.status, Status::Open);
    assert!(
        ticket
            .entries
            .iter()
            .any(|e| e.kind == EntryKind::Customer && e.body.new_text().contains("dinosaur") && !e.body.new_text().contains("goes moo."))
    );
}
