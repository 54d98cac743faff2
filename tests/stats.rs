//! Reports: on a small desk whose figures are worked out by hand.

#![allow(clippy::unwrap_used)]

mod desk;

use std::time::Duration;

use aside::desk::{DeskError, SideAnswer, SideRequest};
use aside::model::outgoing::SideText;
use aside::model::people::Role;
use aside::model::report::{Group, PartyTimes, Period, Place, Report, Spans};
use aside::model::status::Status;
use aside::model::ticket::Assign;
use aside::model::{SideId, TicketId};
use aside::store::NewAgent;
use desk::{TestDesk, address, at, header, mailbox, reply_address, reply_request, side_request};
use jiff::civil::date;
use jiff::tz::TimeZone;

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// Days of November 2026, both counted. The desk begins with the seventeenth, at midnight.
fn november(from: i8, to: i8) -> Period {
    Period::new(date(2026, 11, from), date(2026, 11, to), TimeZone::UTC).unwrap()
}

fn hours(list: [i64; 2], count: u32) -> Spans {
    let span = |h: i64| Some(Duration::from_secs(u64::try_from(h * 3600).unwrap()));
    Spans { count, median: span(list[0]), p90: span(list[1]) }
}

/// A desk on which this has happened; day 0 is Tuesday the seventeenth:
///
/// | ticket | begun      | first answer | solved       | team    | agent | tags     |
/// |--------|------------|--------------|--------------|---------|-------|----------|
/// | a      | day 0, 9h  | 2 h later    | day 1, 9h    | Repairs | ana   | vip      |
/// | b      | day 0, 15h | 5 h later    | day 3, 15h   | Repairs | bruno | vip, bug |
/// | c      | day 1, 9h  | never        | not          | –       | –     | –        |
/// | d      | day 2, 9h  | 1 h later    | not (on hold)| Repairs | ana   | –        |
/// | e      | day 2, 10h | never        | not, snoozed | –       | bruno | –        |
struct World {
    d: TestDesk,
    tickets: [TicketId; 5],
}

impl World {
    fn new() -> World {
        let d = TestDesk::new();
        let team = d.desk.add_team(&d.ana, "Repairs", &[(d.bruno.id(), false)], at(0)).unwrap();
        let begun = [9 * HOUR, 15 * HOUR, DAY + 9 * HOUR, 2 * DAY + 9 * HOUR, 2 * DAY + 10 * HOUR];
        let tickets = begun.map(|m| d.carla_writes(m));
        let [a, b, _, four, e] = tickets;
        for (ticket, agent, m) in [(a, &d.ana, begun[0]), (b, &d.bruno, begun[1]), (four, &d.ana, begun[3]), (e, &d.bruno, begun[4])] {
            d.desk.assign(&d.ana, ticket, Assign::Agent(agent.id()), at(m)).unwrap();
        }
        for ticket in [a, b, four] {
            d.desk.assign(&d.ana, ticket, Assign::Both(team, if ticket == b { d.bruno.id() } else { d.ana.id() }), at(begun[4])).unwrap();
        }
        d.desk.tag(&d.ana, a, &["vip".into()], &[], at(begun[4])).unwrap();
        d.desk.tag(&d.ana, b, &["vip".into(), "bug".into()], &[], at(begun[4])).unwrap();
        d.desk.snooze(&d.ana, e, Some(at(90 * DAY)), at(begun[4])).unwrap();
        for (n, ticket, m) in [(1, a, 11 * HOUR), (2, b, 20 * HOUR), (3, four, 2 * DAY + 10 * HOUR)] {
            d.desk.reply(&d.ana, &aside::desk::ReplyRequest { nonce: n, ..reply_request(ticket, "Our answer.") }, at(m - 1)).unwrap();
            d.sends(m);
        }
        for (ticket, m) in [(a, DAY + 9 * HOUR), (b, 3 * DAY + 15 * HOUR)] {
            d.desk.set_status(&d.ana, ticket, Status::Solved, at(m)).unwrap();
        }
        World { d, tickets }
    }

    /// On the twentieth, at 18 o'clock.
    fn report(&self, period: &Period, query: &str) -> Report {
        self.d.desk.report(&self.d.ana, period, query, at(3 * DAY + 18 * HOUR)).unwrap()
    }
}

fn half_an_hour() -> Spans {
    let span = Some(Duration::from_secs(1800));
    Spans { count: 1, median: span, p90: span }
}

fn of<'a>(groups: &'a [Group], key: Option<&str>) -> &'a Group {
    groups.iter().find(|g| g.key.as_deref() == key).unwrap_or_else(|| panic!("no {key:?} in {groups:?}"))
}

#[test]
fn what_came_what_was_solved_and_what_was_open_stands_day_by_day() {
    let w = World::new();
    let report = w.report(&november(16, 20), "");
    let days: Vec<(i8, u32, u32, u32)> = report.days.iter().map(|d| (d.date.day(), d.new, d.solved, d.unsolved)).collect();
    assert_eq!(days, [(16, 0, 0, 0), (17, 2, 0, 2), (18, 1, 1, 2), (19, 2, 0, 4), (20, 0, 1, 3)]);
    assert_eq!((report.totals.new, report.totals.solved, report.before.new), (5, 2, 0));
    assert_eq!(report.totals.first_answer, hours([2, 5], 3), "one, two and five hours");
    assert_eq!(report.totals.resolution, hours([24, 72], 2));
    let (tuesday, thursday) = (report.hours[1], report.hours[3]);
    assert_eq!((tuesday[9], tuesday[15], thursday[9], thursday[10]), (1, 1, 1, 1));
    assert_eq!(report.hours.iter().flatten().sum::<u32>(), 5);
}

#[test]
fn the_days_before_are_told_beside() {
    let w = World::new();
    let report = w.report(&november(19, 20), "");
    assert_eq!((report.totals.new, report.totals.solved), (2, 1));
    assert_eq!((report.before.new, report.before.solved), (3, 1), "the seventeenth and the eighteenth");
    assert_eq!((report.totals.first_answer, report.before.first_answer), (hours([1, 1], 1), hours([2, 5], 2)));
    assert_eq!(report.days.iter().map(|d| d.unsolved).collect::<Vec<_>>(), [4, 3], "what is older is counted too");
}

#[test]
fn a_ticket_that_is_opened_again_is_not_solved() {
    let w = World::new();
    w.d.desk.set_status(&w.d.ana, w.tickets[0], Status::Open, at(3 * DAY + 17 * HOUR)).unwrap();
    let report = w.report(&november(17, 20), "");
    assert_eq!((report.totals.solved, report.totals.resolution), (1, hours([72, 72], 1)));
    assert_eq!(report.days.iter().map(|d| d.unsolved).collect::<Vec<_>>(), [2, 3, 5, 4]);
}

#[test]
fn a_ticket_that_was_closed_without_being_solved_has_ended_too() {
    let w = World::new();
    w.d.desk.set_status(&w.d.ana, w.tickets[2], Status::Closed, at(2 * DAY + 9 * HOUR)).unwrap();
    assert_eq!(w.report(&november(17, 20), "").totals.resolution, hours([24, 72], 3));
}

#[test]
fn where_the_desk_wrote_first_nobody_waited_for_its_first_answer() {
    use aside::desk::{Beginning, CreateRequest};
    use aside::model::outgoing::{CustomerText, InternalText};
    let w = World::new();
    let request = CreateRequest {
        requester: mailbox("Eva <eva@customer.example>"),
        subject: "Lamp".into(),
        team: None,
        mailbox: None,
        beginning: Beginning::Mail { text: CustomerText::public("Your lamp has come."), status: None, confirmed: vec![], nonce: 50 },
        files: vec![],
    };
    w.d.desk.create(&w.d.ana, &request, at(3 * DAY)).unwrap();
    w.d.sends(3 * DAY + 1);
    let report = w.report(&november(17, 20), "");
    assert_eq!((report.totals.new, report.totals.first_answer.count), (6, 3));

    // who has called waits for an answer as who has written does
    let beginning = Beginning::Note(InternalText::new("Called: it is broken."));
    let called = w.d.desk.create(&w.d.ana, &CreateRequest { beginning, ..request }, at(3 * DAY)).unwrap();
    let reply = aside::desk::ReplyRequest { nonce: 51, ..reply_request(called.ticket, "We send another.") };
    w.d.desk.reply(&w.d.ana, &reply, at(3 * DAY + 29)).unwrap();
    w.d.sends(3 * DAY + 30);
    assert_eq!(w.report(&november(20, 20), "").totals.first_answer, half_an_hour());
}

#[test]
fn the_backlog_is_that_of_the_boxes_and_its_age() {
    let w = World::new();
    let report = w.report(&november(17, 20), "");
    let of = |place: &Place| report.backlog.iter().find(|b| b.place == *place).unwrap_or_else(|| panic!("no {place:?}"));
    let all = of(&Place::Unsolved);
    // c is two days and nine hours old; d and e one day and some hours
    assert_eq!((all.total, all.ages, all.oldest), (3, [0, 3, 0, 0, 0], Some(at(DAY + 9 * HOUR))));
    assert_eq!((of(&Place::AllOpen).total, of(&Place::Snoozed).total), (2, 1));
    let unassigned = of(&Place::Unassigned);
    assert_eq!((unassigned.total, unassigned.waiting, unassigned.waiting_since), (1, 1, Some(at(DAY + 9 * HOUR))));
    let team = of(&Place::Team("Repairs".into()));
    assert_eq!((team.total, team.waiting), (1, 0), "d was answered");
    let boxes = w.d.desk.boxes(&w.d.ana).unwrap();
    let open = boxes.iter().find(|b| b.key == aside::model::ticket::BoxKey::AllOpen).unwrap();
    assert_eq!((open.total, open.waiting), (of(&Place::AllOpen).total, of(&Place::AllOpen).waiting));
}

#[test]
fn teams_agents_and_tags_have_their_own_figures() {
    let w = World::new();
    let report = w.report(&november(17, 20), "");
    let repairs = of(&report.teams, Some("Repairs"));
    assert_eq!((repairs.new, repairs.solved, repairs.unsolved), (3, 2, 1));
    assert_eq!((repairs.first_answer, repairs.resolution), (hours([2, 5], 3), hours([24, 72], 2)));
    assert_eq!(of(&report.teams, None).unsolved, 2);
    let ana = of(&report.agents, Some("ana"));
    assert_eq!((ana.name.as_str(), ana.new, ana.solved, ana.first_answer), ("Ana Lima", 2, 1, hours([1, 2], 2)));
    assert_eq!((of(&report.agents, Some("bruno")).new, of(&report.agents, None).new), (2, 1));
    let vip = of(&report.tags, Some("vip"));
    assert_eq!((vip.new, vip.solved, vip.resolution), (2, 2, hours([24, 72], 2)));
    assert_eq!((of(&report.tags, Some("bug")).new, report.tags.len()), (1, 2));
}

#[test]
fn a_query_narrows_all_of_it() {
    let w = World::new();
    let narrowed = |query: &str| w.report(&november(17, 20), query);
    assert_eq!((narrowed("tag:vip").totals.new, narrowed("-tag:vip").totals.new, narrowed("tag:vip").query.as_str()), (2, 3, "tag:vip"));
    assert_eq!(narrowed("assignee:bruno").teams.len(), 2);
    assert_eq!(narrowed("assignee:bruno").backlog[0].total, 1);
    assert_eq!(narrowed("impressora").totals.new, 5, "words too");
    assert_eq!((narrowed("-impressora").totals.new, narrowed("impressora toner").totals.new), (0, 0));
    let mistake = w.d.desk.report(&w.d.ana, &november(17, 20), "status:opne", at(0));
    assert!(matches!(mistake, Err(DeskError::Query(_))), "{mistake:?}");
}

#[test]
fn an_agents_report_is_made_from_what_they_see() {
    let w = World::new();
    let eva = NewAgent { login: "eva", name: "Eva", email: &address("eva@staff.example"), role: Role::Light };
    w.d.desk.add_agent(&w.d.ana, &eva, at(0)).unwrap();
    let now = at(3 * DAY + 18 * HOUR);
    let of = |login: &str| w.d.desk.report(&w.d.desk.actor(login, None).unwrap(), &november(17, 20), "", now).unwrap();
    let (bruno, eva) = (of("bruno"), of("eva"));
    assert_eq!((bruno.totals.new, bruno.backlog[0].total), (5, 3), "his team's, his own, the waiting box");
    assert_eq!((eva.totals.new, eva.totals.solved, eva.backlog[0].total, eva.teams.len()), (0, 0, 0, 0));
}

/// Questions to third parties, and their answers.
struct Asking<'a> {
    d: &'a TestDesk,
    nonce: u64,
}

impl Asking<'_> {
    fn asks(&mut self, ticket: TicketId, who: &str, minutes: i64) -> (SideId, String, String) {
        self.nonce += 1;
        let request = SideRequest { to: vec![mailbox(who)], nonce: self.nonce, ..side_request(ticket, "Do you have it?") };
        let sent = self.d.desk.open_side(&self.d.ana, &request, at(minutes)).unwrap();
        let mail = self.d.sent_mail(sent.outbox);
        self.d.sends(minutes + 1);
        (sent.side, reply_address(&mail), header(&mail, "Message-ID"))
    }

    fn answers(&mut self, asked: &(SideId, String, String), who: &str, minutes: i64) {
        self.nonce += 1;
        let (_, to, id) = asked;
        let mail = format!("From: {who}\nTo: {to}\nSubject: Re: Stock\nMessage-ID: <n{}@acme.example>\nIn-Reply-To: {id}\n\nYes.", self.nonce);
        let receipt = self.d.receive(&mail, minutes);
        assert!(receipt.side.is_some(), "{receipt:?}");
    }
}

fn party<'a>(list: &'a [PartyTimes], name: &str) -> &'a PartyTimes {
    list.iter().find(|p| p.name == name).unwrap_or_else(|| panic!("no {name} in {list:?}"))
}

#[test]
fn third_parties_are_measured_by_what_they_answered_and_what_they_owe() {
    let w = World::new();
    let [a, b, c, ..] = w.tickets;
    let (acme, eva, fast) = ("Acme Parts <parts@acme.example>", "Eva Costa <eva@acme.example>", "freight@fast.example");
    let change =
        aside::desk::OrganizationChange { name: "Acme Ltd".into(), supplier: Some(true), domains: vec!["acme.example".into()], people: vec![] };
    w.d.desk.change_organization(&w.d.ana, &change, at(0)).unwrap();
    let mut asking = Asking { d: &w.d, nonce: 100 };
    // on the eighteenth, before the period: eight hours; in it: two and four hours of Acme's, one of Eva's, thirty of the carrier's
    let early = asking.asks(a, acme, DAY);
    asking.answers(&early, acme, DAY + 8 * HOUR);
    let (first, second, third, fourth) =
        (asking.asks(a, acme, 2 * DAY), asking.asks(b, acme, 2 * DAY), asking.asks(b, eva, 2 * DAY), asking.asks(c, fast, 2 * DAY));
    asking.answers(&first, acme, 2 * DAY + 2 * HOUR);
    asking.answers(&second, acme, 2 * DAY + 4 * HOUR);
    asking.answers(&third, eva, 2 * DAY + HOUR);
    asking.answers(&fourth, fast, 2 * DAY + 30 * HOUR);
    // a second answer to the same question measures nothing; a reminder does not make the wait shorter
    asking.answers(&fourth, fast, 2 * DAY + 31 * HOUR);
    let text = SideText::of(first.0, "And a P-200?".to_owned());
    let more = SideAnswer { text, files: vec![], status: None, seen: None, confirmed: vec![], nonce: 99 };
    w.d.desk.answer_side(&w.d.ana, &more, at(3 * DAY + 12 * HOUR)).unwrap();
    asking.asks(c, eva, 3 * DAY + 15 * HOUR);

    let report = w.report(&november(19, 20), "");
    let parts = party(&report.third_parties, "Acme Parts");
    assert_eq!((parts.answers, parts.median_before), (hours([2, 4], 2), Some(Duration::from_secs(8 * 3600))));
    assert_eq!((parts.owed, parts.owed_since, parts.organization.as_deref()), (1, Some(at(3 * DAY + 12 * HOUR)), Some("Acme Ltd")));
    let carrier = party(&report.third_parties, fast);
    assert_eq!((carrier.answers, carrier.owed, carrier.organization.as_deref()), (hours([30, 30], 1), 0, None));
    let together = party(&report.organizations, "Acme Ltd");
    assert_eq!((together.answers, together.owed, report.organizations.len()), (hours([2, 4], 3), 2, 1));
    assert_eq!(report.totals.third_parties, hours([2, 30], 4));
    assert_eq!(report.answered_within, [1, 2, 0, 1, 0, 0], "one within an hour, two within four, one within three days");
    let narrowed = w.report(&november(19, 20), "tag:bug");
    assert_eq!(narrowed.totals.third_parties, hours([1, 4], 2), "those of that ticket's side conversations");
}

#[test]
fn what_a_script_reads_is_whole_and_in_seconds() {
    let w = World::new();
    let report = serde_json::to_value(w.report(&november(17, 20), "")).unwrap();
    assert_eq!((report["from"].as_str(), report["to"].as_str()), (Some("2026-11-17"), Some("2026-11-20")));
    assert_eq!(report["totals"]["first_answer"]["median"], 7200);
    assert_eq!((report["teams"][0]["key"].as_str(), report["teams"][0]["resolution"]["p90"].as_u64()), (Some("Repairs"), Some(259_200)));
    assert_eq!((report["days"][0]["date"].as_str(), report["days"][0]["new"].as_u64()), (Some("2026-11-17"), Some(2)));
    assert_eq!(report["backlog"][0]["place"], "unsolved");
}
