//! Serve next: whoever has waited longest is served first, by one agent.

#![allow(clippy::unwrap_used)]

mod desk;

use std::collections::BTreeSet;
use std::process::Stdio;

use aside::desk::{Desk, DeskError, Policy};
use aside::model::people::Role;
use aside::model::status::Status;
use aside::model::ticket::Assign;
use aside::model::{TicketId, Time};
use aside::store::{NewAgent, Store};
use desk::{TestDesk, address, another_process, at};
use jiff::tz::TimeZone;

#[test]
fn who_has_waited_longest_is_served_first() {
    let d = TestDesk::new();
    let [first, answered, snoozed, third] = [0, 1, 2, 3].map(|minutes| d.carla_writes(minutes));
    d.reply(answered, "Done.", 4);
    d.desk.assign(&d.ana, answered, Assign::Nobody, at(5)).unwrap();
    d.desk.snooze(&d.ana, snoozed, Some(Time::NEVER), at(5)).unwrap();
    assert_eq!(d.desk.serve_next(&d.bruno, at(6)).unwrap(), Some(first));
    let head = d.desk.ticket_head(&d.ana, first).unwrap();
    assert_eq!((head.assignee.map(|a| a.id), head.status), (Some(d.bruno.id()), Status::Open));
    assert_eq!(d.desk.serve_next(&d.bruno, at(7)).unwrap(), Some(third));
    assert_eq!(d.desk.serve_next(&d.bruno, at(8)).unwrap(), None, "nobody else waits");
    d.desk.undo(&d.bruno, at(9)).unwrap();
    d.desk.undo(&d.bruno, at(9)).unwrap();
    assert_eq!(d.desk.ticket_head(&d.ana, third).unwrap().assignee, None, "it can be undone like any take");
}

#[test]
fn what_somebody_has_open_is_left_to_them() {
    let d = TestDesk::new();
    let [first, second] = [0, 1].map(|minutes| d.carla_writes(minutes));
    d.desk.be_present(&d.ana, "her console", Some(first), false, at(5)).unwrap();
    assert_eq!(d.desk.serve_next(&d.bruno, at(5)).unwrap(), Some(second));
    assert_eq!(d.desk.serve_next(&d.bruno, at(5)).unwrap(), None);
    assert_eq!(d.desk.serve_next(&d.ana, at(5)).unwrap(), Some(first), "for herself it is no obstacle");
}

#[test]
fn a_team_that_one_is_not_in_is_not_served_and_a_light_agent_serves_nobody() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let team = d.desk.add_team(&d.ana, "Billing", &[(d.ana.id(), false)], at(1)).unwrap();
    d.desk.assign(&d.ana, ticket, Assign::Team(team), at(1)).unwrap();
    assert_eq!(d.desk.serve_next(&d.bruno, at(2)).unwrap(), None);
    let new = NewAgent { login: "lia", name: "Lia", email: &address("lia@staff.example"), role: Role::Light };
    d.desk.add_agent(&d.ana, &new, at(2)).unwrap();
    let lia = d.desk.actor("lia", None).unwrap();
    assert!(matches!(d.desk.serve_next(&lia, at(3)), Err(DeskError::NotAllowed { .. })));
}

// Eight processes -----------------------------------------------------------------------------------------------------------------------

const PROCESSES: usize = 8;
const TICKETS: usize = 48;

#[test]
#[ignore = "is what the race starts"]
fn an_agent_of_the_race() {
    let (Ok(database), Ok(login)) = (std::env::var("ASIDE_TEST_DATABASE"), std::env::var("ASIDE_TEST_LOGIN")) else { return };
    let desk = Desk::new(Store::open(database.as_ref()).unwrap(), Policy::default(), TimeZone::UTC).unwrap();
    let me = desk.actor(&login, None).unwrap();
    println!(); // behind the name of the test
    while let Some(ticket) = desk.serve_next(&me, at(100)).unwrap() {
        println!("served {ticket}");
    }
}

#[test]
fn eight_processes_that_serve_at_once_never_get_the_same_ticket() {
    let d = TestDesk::new();
    let wanted: BTreeSet<TicketId> = (0..TICKETS as i64).map(|minutes| d.carla_writes(minutes)).collect();
    let logins: Vec<String> = (0..PROCESSES).map(|n| format!("agent{n}")).collect();
    for login in &logins {
        let email = address(&format!("{login}@staff.example"));
        d.desk.add_agent(&d.ana, &NewAgent { login, name: login, email: &email, role: Role::Agent }, at(60)).unwrap();
    }
    let start =
        |login: &String| another_process("an_agent_of_the_race", &d.path()).env("ASIDE_TEST_LOGIN", login).stdout(Stdio::piped()).spawn().unwrap();
    let agents: Vec<_> = logins.iter().map(start).collect();
    let mut served = Vec::new();
    for agent in agents {
        let out = agent.wait_with_output().unwrap();
        assert!(out.status.success());
        let said = String::from_utf8(out.stdout).unwrap();
        served.extend(said.lines().filter_map(|l| Some(TicketId(l.strip_prefix("served ")?.parse().unwrap()))));
    }
    assert_eq!(served.len(), TICKETS, "each once");
    assert_eq!(served.into_iter().collect::<BTreeSet<_>>(), wanted);
}
