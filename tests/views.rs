//! Saved views among the boxes: their counts are right whatever happens, and are made from what happened.

#![allow(clippy::unwrap_used)]

mod desk;

use aside::desk::{Actor, Desk, NoteRequest, Policy};
use aside::model::outgoing::InternalText;
use aside::model::people::Role;
use aside::model::settings::Kind;
use aside::model::status::{Priority, Status};
use aside::model::ticket::{Assign, BoxCount, BoxKey, ListRequest, Sort};
use aside::model::{AgentId, TicketId, Time};
use aside::store::{NewAgent, Store};
use desk::{TestDesk, address, at, side_request};
use jiff::tz::TimeZone;

const QUERIES: [&str; 14] = [
    "",
    "status:open,pending",
    "assignee:me",
    "assignee:none,away is:waiting",
    "tag:vip -status:closed",
    "-tag:vip",
    "team:billing",
    "team:mine",
    "side:open",
    "mentions:me",
    "printer",
    "-impressora priority:>=high",
    "waiting:>10m",
    "is:snoozed",
];

fn with_views() -> TestDesk {
    let d = TestDesk::new();
    let text: String = QUERIES.iter().enumerate().map(|(n, q)| format!("[[view]]\nname = \"v{n:02}\"\nquery = \"{q}\"\nfor = \"desk\"\n")).collect();
    d.desk.add_team(&d.ana, "Billing", &[(d.bruno.id(), false)], at(0)).unwrap();
    d.desk.save_settings(&d.ana, Kind::Views, &text, "views.toml", at(0)).unwrap();
    d
}

/// What a console that has just been started counts.
fn counted_anew(d: &TestDesk, who: &Actor, now: Time) -> Vec<BoxCount> {
    let desk = Desk::new(Store::open(&d.path()).unwrap(), Policy::default(), TimeZone::UTC).unwrap();
    desk.view_boxes(who, now).unwrap()
}

/// What the lists of the views show: all rows, those that wait, and since when the first of them does.
fn listed(d: &TestDesk, who: &Actor, key: &BoxKey, now: Time) -> (usize, usize, Option<Time>) {
    let request = ListRequest { within: key.clone(), query: String::new(), sort: Sort::Number.into(), offset: 0, limit: 1000 };
    let rows = d.desk.list(who, &request, now).unwrap().rows;
    let waits: Vec<Time> = rows.iter().filter(|r| matches!(r.status, Status::New | Status::Open)).filter_map(|r| r.waiting_since).collect();
    (rows.len(), waits.len(), waits.iter().min().copied())
}

#[test]
fn counts_follow_whatever_happens() {
    let d = with_views();
    let bruno = d.desk.renewed(&d.bruno).unwrap();
    let mut tickets: Vec<TicketId> = Vec::new();
    let mut dice = 0x2545_f491_4f6c_dd1d_u64;
    for step in 1..=120_i64 {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        let pick = |list: &[TicketId]| list[dice as usize % list.len()];
        let now = at(step);
        // what is not possible just now does not happen
        let _ = match (dice >> 32) % 15 {
            n if tickets.len() < 3 || n < 2 => {
                tickets.push(d.carla_writes(step));
                Ok(())
            }
            2 => d.desk.assign(&d.ana, pick(&tickets), Assign::Team(aside::model::TeamId(1)), now),
            3 => d.desk.assign(&d.ana, pick(&tickets), Assign::Agent(d.bruno.id()), now),
            4 => d.desk.set_status(&d.ana, pick(&tickets), Status::ALL[step as usize % 6], now),
            5 => d.desk.tag(&d.ana, pick(&tickets), &["vip".into()], &[], now),
            6 => d.desk.tag(&d.ana, pick(&tickets), &[], &["vip".into()], now),
            7 => d.desk.set_priority(&d.ana, pick(&tickets), Priority::High, now),
            8 => d.desk.snooze(&d.ana, pick(&tickets), Some(at(step + 30)), now),
            9 => {
                let text = InternalText::new("the printer, @bruno");
                d.desk.note(&d.ana, &NoteRequest { ticket: pick(&tickets), text, files: vec![], status: None }, now).map(drop)
            }
            10 => d.desk.merge(&d.ana, pick(&tickets), tickets[0], false, now).map(drop),
            11 => d.desk.undo(&d.ana, now).map(drop),
            12 => d.desk.mark_spam(&d.ana, pick(&tickets), step % 2 == 0, now),
            13 => d.desk.open_side(&d.ana, &side_request(pick(&tickets), "?"), now).map(drop),
            _ => d.desk.reply(&d.ana, &desk::reply_request(pick(&tickets), "Done."), now).map(drop),
        };
        d.desk.tick(now).unwrap();
        for who in [&d.ana, &bruno] {
            let followed = d.desk.view_boxes(who, now).unwrap();
            assert_eq!(followed, counted_anew(&d, who, now), "step {step}");
            for b in &followed {
                let (total, waiting, oldest) = listed(&d, who, &b.key, now);
                assert_eq!((b.total as usize, b.waiting as usize, b.oldest), (total, waiting, oldest), "step {step}: {}", b.name);
            }
        }
    }
}

#[test]
fn a_renamed_tag_and_an_agent_who_goes_away_are_counted_at_once() {
    let d = with_views();
    let ticket = d.carla_writes(1);
    d.desk.take(&d.bruno, ticket, at(2)).unwrap();
    d.desk.tag(&d.ana, ticket, &["vip".into()], &[], at(2)).unwrap();
    let stuck = |now: i64| d.desk.view_boxes(&d.ana, at(now)).unwrap().into_iter().find(|b| b.key == BoxKey::Stuck).unwrap().total;
    assert_eq!(stuck(3), 0);
    d.desk.set_available(&d.bruno, AgentId(d.bruno.id().0), false, at(3)).unwrap();
    assert_eq!(stuck(3), 1, "its agent is away");
    d.desk.set_available(&d.bruno, d.bruno.id(), true, at(4)).unwrap();
    assert_eq!(stuck(4), 0);
    d.desk.save_settings(&d.ana, Kind::Tags, "[[tag]]\nid = \"vip\"\nname = \"gold\"", "tags.toml", at(5)).unwrap();
    let view = d.desk.view_boxes(&d.ana, at(5)).unwrap().into_iter().find(|b| b.name == "v04").unwrap();
    assert_eq!(view.total, 1);
}

#[test]
fn views_stand_in_the_boxes_of_whom_they_are_for_and_stuck_tickets_in_those_of_supervisors() {
    let d = with_views();
    let new = NewAgent { login: "sol", name: "Sol", email: &address("sol@staff.example"), role: Role::Supervisor };
    d.desk.add_agent(&d.ana, &new, at(0)).unwrap();
    let sol = d.desk.actor("sol", None).unwrap();
    let text = "[[view]]\nname = \"Ours\"\nquery = \"\"\nfor = \"Billing\"";
    let all = d.desk.settings(&d.ana, Kind::Views, &aside::words::Words::default()).unwrap();
    d.desk.save_settings(&d.ana, Kind::Views, &format!("{all}\n{text}"), "views.toml", at(1)).unwrap();
    d.desk.save_view(&d.bruno, " My  view ", "tag:vip", Sort::Created.into(), at(1)).unwrap();
    d.desk.save_view(&d.bruno, "my view", "tag:gold", Sort::Created.into(), at(2)).unwrap();
    let names = |who: &Actor| {
        let boxes = d.desk.view_boxes(who, at(3)).unwrap();
        let stuck = boxes.iter().any(|b| b.key == BoxKey::Stuck);
        (stuck, boxes.into_iter().map(|b| b.name).filter(|n| !n.is_empty() && !n.starts_with('v')).collect::<Vec<_>>())
    };
    assert_eq!(names(&d.bruno), (false, vec!["my view".to_owned(), "Ours".to_owned()]));
    assert_eq!(names(&sol), (true, vec![]));
    assert_eq!(names(&d.ana), (true, vec![]), "an admin sees every view in the settings, and in the boxes those that are for them");
    assert!(d.desk.save_view(&d.bruno, "x", "tagg:vip", Sort::Created.into(), at(3)).is_err());
}
