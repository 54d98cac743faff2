//! The queries of the manual, on the desk of the demo: each is understood, says again what it said, and finds what the manual says.
//! `ASIDE_UPDATE_QUERIES=1` writes the numbers anew.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use aside::demo::seed;
use aside::demo::stories::Stories;
use aside::desk::{Actor, Desk, DeskError};
use aside::model::Time;
use aside::model::order::Order;
use aside::model::query::{Query, begun};
use aside::model::report::Period;
use aside::model::status::Status;
use aside::model::ticket::{BoxKey, ListPage, ListRequest, Sort, TicketHead};
use aside::store::Store;
use aside::words::Words;
use jiff::tz::TimeZone;

/// A Wednesday at noon, in November 2026.
const NOW: Time = Time(1_795_003_200_000);

fn demo(directory: &Path) -> (Desk, Actor) {
    let stories = Stories::load("root").unwrap();
    let store = Store::create(&directory.join("desk.db")).unwrap();
    let desk = seed::found(store, &stories, TimeZone::UTC, [7; 32], NOW).unwrap();
    seed::play(&desk, &stories, NOW, 1).unwrap();
    let me = desk.actor("root", None).unwrap();
    (desk, me)
}

fn found(desk: &Desk, me: &Actor, query: &str) -> u64 {
    let request = ListRequest { within: BoxKey::AllOpen, query: query.to_owned(), sort: Sort::Number.into(), offset: 0, limit: 1000 };
    desk.list(me, &request, NOW).unwrap().rows.len() as u64
}

#[test]
fn the_fifty_queries_of_the_manual_find_what_it_says() {
    let directory = tempfile::tempdir().unwrap();
    let (desk, me) = demo(directory.path());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/queries.md");
    let manual = fs::read_to_string(&path).unwrap();
    let (mut anew, mut count) = (String::new(), 0);
    for line in manual.lines() {
        let cells: Vec<&str> = line.split(" | ").collect();
        let row = cells.first().and_then(|c| c.strip_prefix("| `")).and_then(|c| c.strip_suffix('`')).zip(cells.get(1));
        if let Some((query, says)) = row {
            let read = Query::parse(query).unwrap_or_else(|e| panic!("{query}: {e}"));
            assert_eq!(Query::parse(&read.to_string()).unwrap(), read, "{query} says again what it said");
            anew.push_str(&format!("| `{query}` | {says} | {} |\n", found(&desk, &me, query)));
            count += 1;
        } else {
            anew.push_str(line);
            anew.push('\n');
        }
    }
    assert_eq!(count, 50);
    if std::env::var_os("ASIDE_UPDATE_QUERIES").is_some() {
        fs::write(&path, &anew).unwrap();
        return;
    }
    assert_same(&manual, &anew);
}

#[test]
fn a_word_is_found_while_it_is_typed() {
    let directory = tempfile::tempdir().unwrap();
    let (desk, me) = demo(directory.path());
    for typed in ["fi", "fis", "fissur", "fissura", "subject:fis", "is:active FISS"] {
        let request = ListRequest { within: BoxKey::AllOpen, query: begun(typed), sort: Sort::Number.into(), offset: 0, limit: 1000 };
        let rows = desk.list(&me, &request, NOW).unwrap().rows;
        assert!(rows.iter().any(|head| head.subject == "Fissura no garfo?"), "{typed}");
        assert_eq!(desk.all_in(&me, &request, NOW).unwrap().len(), rows.len(), "all that match are these: {typed}");
    }
    assert_eq!(found(&desk, &me, &begun("fissur ")), 0, "a space ends the word");
}

#[test]
fn a_query_too_is_sorted_by_who_has_waited_longest_and_words_say_that_they_are_not() {
    let directory = tempfile::tempdir().unwrap();
    let (desk, me) = demo(directory.path());
    let page = |query: &str, sort: Order| {
        let request = ListRequest { within: BoxKey::AllOpen, query: query.to_owned(), sort, offset: 0, limit: 1000 };
        desk.list(&me, &request, NOW).unwrap()
    };
    let longest: Order = Sort::Waiting.into();
    for query in ["status:new,open,pending", "-printer", "priority:normal,high"] {
        let list = page(query, longest);
        let owed = |head: &TicketHead| head.waiting_since.filter(|_| matches!(head.status, Status::New | Status::Open));
        let waits: Vec<Time> = list.rows.iter().map_while(owed).collect();
        assert!(waits.len() > 3 && waits.is_sorted(), "{query}: {waits:?}");
        assert!(list.rows.iter().skip(waits.len()).all(|head| owed(head).is_none()), "{query}: who does not wait comes last");
        assert_eq!(list.sorted, longest);
        let ids = |list: ListPage| list.rows.iter().map(|head| head.id).collect::<Vec<_>>();
        let mut turned = ids(page(query, longest.turned_round()));
        turned.reverse();
        assert_eq!(ids(list), turned);
    }
    assert_eq!(page("order", longest).sorted, Sort::Updated.into());
    assert_eq!(page("order", longest.turned_round()).sorted, longest.turned_round());
}

#[test]
fn a_name_that_nothing_has_is_a_mistake_at_its_character_with_what_was_expected() {
    let directory = tempfile::tempdir().unwrap();
    let (desk, me) = demo(directory.path());
    let wrong = |within: BoxKey, query: &str| {
        let request = ListRequest { within, query: query.to_owned(), sort: Sort::Number.into(), offset: 0, limit: 10 };
        let DeskError::Query(listed) = desk.list(&me, &request, NOW).unwrap_err() else { panic!("{query}") };
        let DeskError::Query(all) = desk.all_in(&me, &request, NOW).unwrap_err() else { panic!("{query}") };
        assert_eq!(listed, all);
        listed
    };
    for (query, at) in [(" assignee:none,zork", 15), ("team:nope", 5), ("is:mine -tag:nope", 13), ("field.nope:1", 6), ("mentions:zork", 9)] {
        let mistake = wrong(BoxKey::AllOpen, query);
        assert_eq!(mistake.at, at, "{mistake}");
        assert!(query.starts_with("field") || !mistake.expected.is_empty(), "{mistake}");
        assert_eq!(wrong(BoxKey::Stuck, query).at, at, "a view's own query moves nothing");
    }
    let said = DeskError::from(wrong(BoxKey::AllOpen, "tag:refunt")).say(&Words::default());
    assert!(said.ends_with("    ^\nThere is no tag “refunt”. Expected: refund"), "{said}");
    let period = Period::last(7, NOW, TimeZone::UTC);
    assert!(matches!(desk.report(&me, &period, "team:nope", NOW), Err(DeskError::Query(_))));
    assert!(matches!(desk.save_view(&me, "Nobody", "assignee:zork", Sort::Number.into(), NOW), Err(DeskError::Query(_))));
}

/// The first line that differs, rather than two whole pages.
fn assert_same(manual: &str, found: &str) {
    for (says, is) in manual.lines().zip(found.lines()) {
        assert_eq!(says, is);
    }
}
