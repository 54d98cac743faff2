//! Reports: what came and was solved, how long answers took, what waits. Pure: from what the store has found to the figures that people read.
//!
//! Times are by the clock on the wall: from the customer's first message to our first answer, from there to the end, from our question to the
//! third party's answer. A ticket counts by its team, assignee and tags as they are now, on the day that a thing happened to it; one that was opened
//! again after it was solved is not solved. Medians and nine-of-ten are values that there were (the nearest rank).

mod group;
mod period;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::{Address, AgentId, TeamId, TicketId, Time};

pub use group::{Group, PartyTimes};
pub use period::Period;

/// The ages by which open tickets are told apart: younger than so many days; the last class is older than all of them.
pub const AGES_IN_DAYS: [u64; 4] = [1, 3, 7, 30];
/// The classes of third parties' answers: within so many hours; the last class took longer than all of them.
pub const WITHIN_HOURS: [u64; 5] = [1, 4, 24, 72, 168];

/// The smallest value that is no less than so many of a hundred: the nearest rank.
#[must_use]
pub fn nearest_rank<T: Copy>(sorted: &[T], percent: usize) -> Option<T> {
    let at = (sorted.len() * percent).div_ceil(100).max(1) - 1;
    sorted.get(at).copied()
}

/// How long things took. Written for scripts, spans are in seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Spans {
    /// How many there were.
    pub count: u32,
    /// Half of them took no longer.
    #[serde(serialize_with = "seconds")]
    pub median: Option<Duration>,
    /// Nine of ten took no longer.
    #[serde(serialize_with = "seconds")]
    pub p90: Option<Duration>,
}

impl Spans {
    /// From how long each took.
    #[must_use]
    pub fn of(mut took: Vec<Duration>) -> Spans {
        took.sort_unstable();
        Spans { count: u32::try_from(took.len()).unwrap_or(u32::MAX), median: nearest_rank(&took, 50), p90: nearest_rank(&took, 90) }
    }
}

fn seconds<S: Serializer>(span: &Option<Duration>, s: S) -> Result<S::Ok, S::Error> {
    span.map(|d| d.as_secs()).serialize(s)
}

/// Something that happened to a ticket: it was begun, first answered or ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Which.
    pub ticket: TicketId,
    /// The team that has it now.
    pub team: Option<TeamId>,
    /// The agent who has it now.
    pub agent: Option<AgentId>,
    /// When it happened.
    pub at: Time,
    /// How long that was after the ticket was begun.
    pub took: Duration,
}

/// A ticket that is not solved now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsolved {
    /// Which.
    pub ticket: TicketId,
    /// The team that has it.
    pub team: Option<TeamId>,
    /// The agent who has it.
    pub agent: Option<AgentId>,
    /// When it was begun.
    pub since: Time,
    /// Since when its customer waits for an answer.
    pub owed_since: Option<Time>,
    /// It is not worked on at the moment.
    pub snoozed: bool,
    /// It has an open side conversation.
    pub asked: bool,
}

/// A third party's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whose.
    pub address: Address,
    /// When it came.
    pub at: Time,
    /// How long after the question that nobody had answered yet.
    pub took: Duration,
}

/// A question to a third party that has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// Who owes it.
    pub address: Address,
    /// Since when.
    pub since: Time,
}

/// Who a third party is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownParty {
    /// The name; may be empty.
    pub name: String,
    /// The organization's name.
    pub organization: Option<String>,
    /// A colleague with an account.
    pub colleague: bool,
}

/// What the store has found, from some time until now, in no order.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Tickets that were begun.
    pub begun: Vec<Fact>,
    /// Tickets that were answered for the first time.
    pub answered: Vec<Fact>,
    /// Tickets that were solved, or closed without that.
    pub ended: Vec<Fact>,
    /// Tickets that are not solved now, whenever they were begun.
    pub unsolved: Vec<Unsolved>,
    /// The tags of those tickets.
    pub tags: HashMap<TicketId, Vec<String>>,
    /// Answers of third parties.
    pub answers: Vec<Answer>,
    /// Questions to them that are open now, one for each who should answer.
    pub owed: Vec<Owed>,
    /// Who they are.
    pub parties: HashMap<Address, KnownParty>,
}

/// The names of what tickets belong to.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Teams, in the order of the boxes.
    pub teams: Vec<(TeamId, String)>,
    /// Agents: login and name.
    pub agents: Vec<(AgentId, String, String)>,
}

/// A box of the backlog.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// Every ticket that is not solved, snoozed ones too.
    Unsolved,
    /// Every ticket that is worked on.
    AllOpen,
    /// Those that no team and no agent has.
    Unassigned,
    /// Those with an open side conversation.
    ThirdParties,
    /// A team's.
    Team(String),
    /// Those that an agent has and no team.
    NoTeam,
    /// Those that come back by themselves.
    Snoozed,
}

/// What waits in a box, and how old it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BoxAge {
    /// Which.
    pub place: Place,
    /// How many tickets.
    pub total: u32,
    /// How many of them by age: see [`AGES_IN_DAYS`].
    pub ages: [u32; 5],
    /// When the oldest was begun.
    pub oldest: Option<Time>,
    /// How many customers wait for an answer.
    pub waiting: u32,
    /// Since when the first of them does.
    pub waiting_since: Option<Time>,
}

/// What happened on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Day {
    /// Which.
    pub date: Date,
    /// Tickets that were begun.
    pub new: u32,
    /// Tickets that were solved, and have not been opened again.
    pub solved: u32,
    /// Tickets that were not solved at its end.
    pub unsolved: u32,
}

/// The figures of a stretch of days, all together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Tickets that were begun.
    pub new: u32,
    /// Tickets that were solved.
    pub solved: u32,
    /// From a ticket's beginning to our first answer.
    pub first_answer: Spans,
    /// From a ticket's beginning to its end.
    pub resolution: Spans,
    /// From our question to a third party's answer.
    pub third_parties: Spans,
}

/// A report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The days that it is about.
    #[serde(flatten)]
    pub period: Period,
    /// When it was made: what stands in boxes and is owed is of that moment.
    pub made_at: Time,
    /// The query that its tickets fulfil; empty for all.
    pub query: String,
    /// The figures.
    pub totals: Totals,
    /// Those of as many days before.
    pub before: Totals,
    /// What is not solved, by box.
    pub backlog: Vec<BoxAge>,
    /// Day by day.
    pub days: Vec<Day>,
    /// New tickets by weekday, Monday first, and hour.
    pub hours: [[u32; 24]; 7],
    /// By team.
    pub teams: Vec<Group>,
    /// By agent.
    pub agents: Vec<Group>,
    /// By tag.
    pub tags: Vec<Group>,
    /// By third party.
    pub third_parties: Vec<PartyTimes>,
    /// The same, the people of an organization together.
    pub organizations: Vec<PartyTimes>,
    /// How many of the third parties' answers came how fast: see [`WITHIN_HOURS`].
    pub answered_within: [u32; 6],
}

impl Report {
    /// The report of some days, from what was found since the beginning of [`Period::before`].
    #[must_use]
    pub fn of(period: Period, query: &str, facts: &Facts, names: &Names, now: Time) -> Report {
        let before = period.before();
        Report {
            made_at: now,
            query: query.to_owned(),
            totals: totals(facts, &period),
            before: totals(facts, &before),
            backlog: backlog(&facts.unsolved, names, now),
            days: days(&period, facts),
            hours: hours(&period, &facts.begun),
            teams: group::by_team(&period, facts, names),
            agents: group::by_agent(&period, facts, names),
            tags: group::by_tag(&period, facts),
            third_parties: group::by_party(&period, &before, facts),
            organizations: group::by_organization(&period, &before, facts),
            answered_within: within(&period, &facts.answers),
            period,
        }
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// How long those took that happened in a period.
fn spans<'a>(period: &Period, facts: impl Iterator<Item = &'a Fact>) -> Spans {
    Spans::of(facts.filter(|f| period.holds(f.at)).map(|f| f.took).collect())
}

fn totals(facts: &Facts, period: &Period) -> Totals {
    let resolution = spans(period, facts.ended.iter());
    Totals {
        new: count(facts.begun.iter().filter(|f| period.holds(f.at)).count()),
        solved: resolution.count,
        first_answer: spans(period, facts.answered.iter()),
        resolution,
        third_parties: Spans::of(facts.answers.iter().filter(|a| period.holds(a.at)).map(|a| a.took).collect()),
    }
}

/// Today's number of unsolved tickets leads back to that of each day: less what was begun since, and with what has ended since.
fn days(period: &Period, facts: &Facts) -> Vec<Day> {
    let starts = period.starts();
    let mut days: Vec<Day> = period.dates().map(|date| Day { date, new: 0, solved: 0, unsolved: 0 }).collect();
    let place = |at: Time| starts.partition_point(|start| *start <= at).checked_sub(1);
    let (mut begun_after, mut ended_after) = (0_i64, 0_i64);
    for fact in &facts.begun {
        match place(fact.at) {
            Some(day) if day < days.len() => days[day].new += 1,
            Some(_) => begun_after += 1,
            None => {}
        }
    }
    for fact in &facts.ended {
        match place(fact.at) {
            Some(day) if day < days.len() => days[day].solved += 1,
            Some(_) => ended_after += 1,
            None => {}
        }
    }
    let mut unsolved = i64::try_from(facts.unsolved.len()).unwrap_or(i64::MAX) - begun_after + ended_after;
    for day in days.iter_mut().rev() {
        day.unsolved = u32::try_from(unsolved.max(0)).unwrap_or(u32::MAX);
        unsolved += i64::from(day.solved) - i64::from(day.new);
    }
    days
}

fn hours(period: &Period, begun: &[Fact]) -> [[u32; 24]; 7] {
    let mut out = [[0; 24]; 7];
    for fact in begun.iter().filter(|f| period.holds(f.at)) {
        let at = fact.at.timestamp().to_zoned(period.zone.clone());
        let day = usize::try_from(at.weekday().to_monday_zero_offset()).unwrap_or(0);
        let hour = usize::try_from(at.hour()).unwrap_or(0);
        out[day.min(6)][hour.min(23)] += 1;
    }
    out
}

fn within(period: &Period, answers: &[Answer]) -> [u32; 6] {
    let mut out = [0; 6];
    for answer in answers.iter().filter(|a| period.holds(a.at)) {
        let class = WITHIN_HOURS.iter().take_while(|hours| answer.took > Duration::from_secs(**hours * 3600)).count();
        out[class] += 1;
    }
    out
}

fn backlog(unsolved: &[Unsolved], names: &Names, now: Time) -> Vec<BoxAge> {
    let of = |place: Place, want: &dyn Fn(&Unsolved) -> bool| {
        let mut age = BoxAge { place, total: 0, ages: [0; 5], oldest: None, waiting: 0, waiting_since: None };
        for ticket in unsolved.iter().filter(|t| want(t)) {
            let days = now.since(ticket.since).as_secs() / 86_400;
            age.total += 1;
            age.ages[AGES_IN_DAYS.iter().take_while(|least| days >= **least).count()] += 1;
            age.oldest = [age.oldest, Some(ticket.since)].into_iter().flatten().min();
            age.waiting += u32::from(ticket.owed_since.is_some());
            age.waiting_since = [age.waiting_since, ticket.owed_since].into_iter().flatten().min();
        }
        age
    };
    let mut out = vec![
        of(Place::Unsolved, &|_| true),
        of(Place::AllOpen, &|t| !t.snoozed),
        of(Place::Unassigned, &|t| !t.snoozed && t.team.is_none() && t.agent.is_none()),
        of(Place::ThirdParties, &|t| t.asked),
    ];
    let teams = names.teams.iter().map(|(id, name)| of(Place::Team(name.clone()), &|t| !t.snoozed && t.team == Some(*id)));
    let teams: Vec<BoxAge> = teams.collect();
    out.extend(teams.into_iter().filter(|b| b.total > 0));
    out.push(of(Place::NoTeam, &|t| !t.snoozed && t.team.is_none() && t.agent.is_some()));
    out.push(of(Place::Snoozed, &|t| t.snoozed));
    out.retain(|b| b.total > 0 || matches!(b.place, Place::Unsolved | Place::AllOpen | Place::Unassigned));
    out
}

/// The tickets of some facts, each once.
#[must_use]
pub fn tickets_of(facts: &Facts) -> Vec<TicketId> {
    let all = facts.begun.iter().chain(&facts.answered).chain(&facts.ended).map(|f| f.ticket);
    let all: HashSet<TicketId> = all.chain(facts.unsolved.iter().map(|t| t.ticket)).collect();
    let mut all: Vec<TicketId> = all.into_iter().collect();
    all.sort_unstable();
    all
}
