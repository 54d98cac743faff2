//! One's own notes: edited, deleted, and what they said before.

#![allow(clippy::unwrap_used)]

mod desk;

use aside::desk::{Actor, DeskError, NoteRequest};
use aside::model::entry::{EntryKind, Event};
use aside::model::outgoing::InternalText;
use aside::model::people::Role;
use aside::model::ticket::{BoxKey, ListRequest, NotificationKind, Sort};
use aside::model::{EntryId, TicketId};
use aside::store::{DraftRow, Mode, NewAgent};
use desk::{TestDesk, address, at};

fn note(d: &TestDesk, ticket: TicketId, text: &str) -> EntryId {
    let request = NoteRequest { ticket, text: InternalText::new(text), files: vec![], status: None };
    d.desk.note(&d.bruno, &request, at(1)).unwrap()
}

fn edit(d: &TestDesk, who: &Actor, ticket: TicketId, entry: EntryId, text: &str, minutes: i64) -> Result<(), DeskError> {
    d.desk.edit_note(who, ticket, entry, &InternalText::new(text), at(minutes))
}

fn finds(d: &TestDesk, words: &str) -> bool {
    let request = ListRequest { within: BoxKey::AllOpen, query: words.into(), sort: Sort::Updated.into(), offset: 0, limit: 10 };
    !d.desk.list(&d.ana, &request, at(60)).unwrap().rows.is_empty()
}

fn mentions_of(d: &TestDesk, who: &Actor) -> usize {
    d.desk.notifications(who).unwrap().iter().filter(|n| n.kind == NotificationKind::Mentioned).count()
}

#[test]
fn an_edited_note_says_the_new_words_and_search_finds_only_those() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let entry = note(&d, ticket, "the wobbly fuser");
    assert!(finds(&d, "wobbly"));
    edit(&d, &d.bruno, ticket, entry, "the loose cable", 2).unwrap();
    let read = d.desk.ticket(&d.ana, ticket).unwrap();
    let shown = read.entries.iter().find(|e| e.id == entry).unwrap();
    assert_eq!((shown.body.text(), shown.edited, shown.kind), ("the loose cable", Some(at(2)), EntryKind::Note));
    assert!(finds(&d, "cable") && !finds(&d, "wobbly"));
    edit(&d, &d.bruno, ticket, entry, "the loose cable", 3).unwrap();
    assert_eq!(d.desk.note_versions(&d.ana, ticket, entry).unwrap().len(), 1, "the same text is no change");
}

#[test]
fn supervisors_read_what_it_said_before_and_nobody_else() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let entry = note(&d, ticket, "first");
    edit(&d, &d.bruno, ticket, entry, "second", 2).unwrap();
    edit(&d, &d.bruno, ticket, entry, "third", 2).unwrap();
    let versions = d.desk.note_versions(&d.ana, ticket, entry).unwrap();
    let said: Vec<(&str, &str)> = versions.iter().map(|v| (v.by.as_str(), v.text.as_str())).collect();
    assert_eq!(said, [("Bruno Reis", "second"), ("Bruno Reis", "first")], "two changes within one moment are two");
    assert!(matches!(d.desk.note_versions(&d.bruno, ticket, entry), Err(DeskError::NotAllowed { .. })));
}

#[test]
fn only_its_author_changes_a_note() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let entry = note(&d, ticket, "mine");
    assert!(matches!(edit(&d, &d.ana, ticket, entry, "x", 2), Err(DeskError::NotYours)), "not even an admin");
    assert!(matches!(d.desk.delete_note(&d.ana, ticket, entry, at(2)), Err(DeskError::NotYours)));
    let customers = d.desk.ticket(&d.ana, ticket).unwrap().entries[0].id;
    assert!(matches!(edit(&d, &d.bruno, ticket, customers, "x", 2), Err(DeskError::NoSuchNote(_))));
    assert!(matches!(edit(&d, &d.bruno, ticket, entry, "  ", 2), Err(DeskError::Empty)));
    let other = d.carla_writes(9);
    assert!(matches!(edit(&d, &d.bruno, other, entry, "x", 10), Err(DeskError::NoSuchNote(_))), "on another ticket");
}

#[test]
fn only_who_is_newly_mentioned_is_told() {
    let d = TestDesk::new();
    let new = NewAgent { login: "dora", name: "Dora Paz", email: &address("dora@staff.example"), role: Role::Agent };
    d.desk.add_agent(&d.ana, &new, at(0)).unwrap();
    let dora = d.desk.actor("dora", None).unwrap();
    let ticket = d.carla_writes(0);
    let entry = note(&d, ticket, "@ana please look");
    assert_eq!((mentions_of(&d, &d.ana), mentions_of(&d, &dora)), (1, 0));
    edit(&d, &d.bruno, ticket, entry, "@ana @dora please look", 2).unwrap();
    edit(&d, &d.bruno, ticket, entry, "@dora @ana please do look", 3).unwrap();
    assert_eq!((mentions_of(&d, &d.ana), mentions_of(&d, &dora)), (1, 1));
}

#[test]
fn a_deleted_note_leaves_a_line_and_calls_nobody_any_more() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let request = NoteRequest {
        ticket,
        text: InternalText::new("@ana the zigzag"),
        files: vec![aside::model::outgoing::OutgoingFile { name: "plan.txt".into(), media_type: "text/plain".into(), bytes: b"x".to_vec() }],
        status: None,
    };
    let entry = d.desk.note(&d.bruno, &request, at(1)).unwrap();
    let file = d.desk.ticket(&d.ana, ticket).unwrap().entries.iter().find(|e| e.id == entry).unwrap().files[0].id;
    d.desk.delete_note(&d.bruno, ticket, entry, at(2)).unwrap();
    let read = d.desk.ticket(&d.ana, ticket).unwrap();
    let line = read.entries.iter().find(|e| e.id == entry).unwrap();
    assert_eq!((line.kind, line.event.as_ref(), line.author.name.as_str()), (EntryKind::Event, Some(&Event::NoteDeleted), "Bruno Reis"));
    assert!(line.body.is_empty() && line.files.is_empty());
    assert!(!finds(&d, "zigzag") && !finds(&d, "file:plan") && !finds(&d, "has:attachment"));
    assert!(d.desk.file(&d.ana, file).is_err());
    let mentions = d.desk.boxes(&d.ana).unwrap().into_iter().find(|b| b.key == BoxKey::Mentions).unwrap();
    assert_eq!(mentions.total, 0);
    assert_eq!(d.desk.note_versions(&d.ana, ticket, entry).unwrap()[0].text, "@ana the zigzag");
    assert!(matches!(edit(&d, &d.bruno, ticket, entry, "again", 3), Err(DeskError::NoSuchNote(_))));
    let history = d.desk.store().ticket_history(ticket, 0).unwrap();
    assert!(history.iter().any(|h| h.what == "note-deleted" && h.entry == Some(entry)));
}

#[test]
fn a_change_that_is_being_written_is_a_draft_of_its_own() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let (one, two) = (note(&d, ticket, "one"), note(&d, ticket, "two"));
    let draft = |mode: Mode, text: &str| DraftRow::new(ticket, mode, text, at(2));
    for (mode, text) in [(Mode::Note, "new"), (Mode::Edit(one), "one!"), (Mode::Edit(two), "two!"), (Mode::Edit(two), "two!!")] {
        d.desk.save_draft(&d.bruno, &draft(mode, text)).unwrap();
    }
    edit(&d, &d.bruno, ticket, one, "one!", 3).unwrap();
    let kept: Vec<(Mode, String)> = d.desk.drafts(&d.bruno, ticket).unwrap().into_iter().map(|r| (r.mode, r.text)).collect();
    assert_eq!(kept, [(Mode::Note, "new".into()), (Mode::Edit(two), "two!!".into())]);
}
