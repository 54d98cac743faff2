//! The same figures for each team, agent, tag, third party and organization.

use std::collections::HashMap;
use std::hash::Hash;
use std::time::Duration;

use serde::Serialize;

use super::{Fact, Facts, Names, Period, Spans, Unsolved, count, seconds};
use crate::model::{Address, Time};

/// What a team, an agent or a tag has to do with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Team, login or tag; `None` for tickets without one.
    pub key: Option<String>,
    /// The name for people; empty for tickets without one.
    pub name: String,
    /// Tickets that are not solved now.
    pub unsolved: u32,
    /// Tickets that were begun.
    pub new: u32,
    /// Tickets that were solved.
    pub solved: u32,
    /// From a ticket's beginning to our first answer.
    pub first_answer: Spans,
    /// From a ticket's beginning to its end.
    pub resolution: Spans,
}

/// How fast a third party answers, and what it owes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartyTimes {
    /// The name; the address where there is none.
    pub name: String,
    /// The address; `None` for the people of an organization together.
    pub address: Option<Address>,
    /// The organization that they belong to.
    pub organization: Option<String>,
    /// A colleague with an account.
    pub colleague: bool,
    /// From our question to their answer.
    pub answers: Spans,
    /// The median of as many days before.
    #[serde(serialize_with = "seconds")]
    pub median_before: Option<Duration>,
    /// Questions to them that are open now.
    pub owed: u32,
    /// Since when the first of them is.
    pub owed_since: Option<Time>,
}

#[derive(Default)]
struct Sums {
    unsolved: usize,
    new: usize,
    first: Vec<Duration>,
    ended: Vec<Duration>,
}

/// Sums by keys: a fact counts for each key that it has.
fn sums<K: Hash + Eq>(period: &Period, facts: &Facts, of: impl Fn(&Fact) -> Vec<K>, now: impl Fn(&Unsolved) -> Vec<K>) -> HashMap<K, Sums> {
    let mut sums: HashMap<K, Sums> = HashMap::new();
    let inside = |facts: &'_ [Fact]| facts.iter().filter(|f| period.holds(f.at)).copied().collect::<Vec<Fact>>();
    for fact in inside(&facts.begun) {
        of(&fact).into_iter().for_each(|key| sums.entry(key).or_default().new += 1);
    }
    for fact in inside(&facts.answered) {
        of(&fact).into_iter().for_each(|key| sums.entry(key).or_default().first.push(fact.took));
    }
    for fact in inside(&facts.ended) {
        of(&fact).into_iter().for_each(|key| sums.entry(key).or_default().ended.push(fact.took));
    }
    for ticket in &facts.unsolved {
        now(ticket).into_iter().for_each(|key| sums.entry(key).or_default().unsolved += 1);
    }
    sums
}

fn group(key: Option<String>, name: String, sums: Sums) -> Group {
    let resolution = Spans::of(sums.ended);
    Group {
        key,
        name,
        unsolved: count(sums.unsolved),
        new: count(sums.new),
        solved: resolution.count,
        first_answer: Spans::of(sums.first),
        resolution,
    }
}

/// Who had most to do stands first; what belongs to nobody, last.
fn in_order(mut groups: Vec<Group>) -> Vec<Group> {
    let rank = |g: &Group| (g.key.is_none(), std::cmp::Reverse(u64::from(g.new) + u64::from(g.solved)), std::cmp::Reverse(g.unsolved));
    groups.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.name.cmp(&b.name)).then_with(|| a.key.cmp(&b.key)));
    groups
}

pub(super) fn by_team(period: &Period, facts: &Facts, names: &Names) -> Vec<Group> {
    let names: HashMap<_, _> = names.teams.iter().map(|(id, name)| (*id, name)).collect();
    let sums = sums(period, facts, |f| vec![f.team], |t| vec![t.team]);
    let named = sums.into_iter().map(|(team, sums)| {
        let name = team.map(|t| names.get(&t).map_or_else(|| t.to_string(), |n| (*n).clone()));
        group(name.clone(), name.unwrap_or_default(), sums)
    });
    in_order(named.collect())
}

pub(super) fn by_agent(period: &Period, facts: &Facts, names: &Names) -> Vec<Group> {
    let names: HashMap<_, _> = names.agents.iter().map(|(id, login, name)| (*id, (login, name))).collect();
    let sums = sums(period, facts, |f| vec![f.agent], |t| vec![t.agent]);
    let named = sums.into_iter().map(|(agent, sums)| match agent {
        Some(id) => {
            let (login, name) = names.get(&id).map_or_else(|| (id.to_string(), id.to_string()), |(l, n)| ((*l).clone(), (*n).clone()));
            group(Some(login), name, sums)
        }
        None => group(None, String::new(), sums),
    });
    in_order(named.collect())
}

pub(super) fn by_tag(period: &Period, facts: &Facts) -> Vec<Group> {
    let tags = |ticket| facts.tags.get(&ticket).map(|tags| tags.iter().map(String::as_str).collect()).unwrap_or_default();
    let sums = sums(period, facts, |f| tags(f.ticket), |t| tags(t.ticket));
    in_order(sums.into_iter().map(|(tag, sums)| group(Some(tag.to_owned()), tag.to_owned(), sums)).collect())
}

#[derive(Default)]
struct Asked {
    took: Vec<Duration>,
    before: Vec<Duration>,
    owed: usize,
    owed_since: Option<Time>,
}

fn asked<'a, K: Hash + Eq>(period: &Period, before: &Period, facts: &'a Facts, of: impl Fn(&'a Address) -> Option<K>) -> HashMap<K, Asked> {
    let mut out: HashMap<K, Asked> = HashMap::new();
    for answer in &facts.answers {
        let Some(key) = of(&answer.address) else { continue };
        if period.holds(answer.at) {
            out.entry(key).or_default().took.push(answer.took);
        } else if before.holds(answer.at) {
            out.entry(key).or_default().before.push(answer.took);
        }
    }
    for owed in &facts.owed {
        let Some(key) = of(&owed.address) else { continue };
        let sum = out.entry(key).or_default();
        sum.owed += 1;
        sum.owed_since = [sum.owed_since, Some(owed.since)].into_iter().flatten().min();
    }
    // whoever has neither answered in these days nor owes anything is no part of the report
    out.retain(|_, sum| !sum.took.is_empty() || sum.owed > 0);
    out
}

fn times(name: String, sum: Asked) -> PartyTimes {
    PartyTimes {
        name,
        address: None,
        organization: None,
        colleague: false,
        answers: Spans::of(sum.took),
        median_before: Spans::of(sum.before).median,
        owed: count(sum.owed),
        owed_since: sum.owed_since,
    }
}

/// Who was asked most stands first.
fn most_asked(mut parties: Vec<PartyTimes>) -> Vec<PartyTimes> {
    let rank = |p: &PartyTimes| std::cmp::Reverse(u64::from(p.answers.count) + u64::from(p.owed));
    parties.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| (&a.name, &a.address).cmp(&(&b.name, &b.address))));
    parties
}

pub(super) fn by_party(period: &Period, before: &Period, facts: &Facts) -> Vec<PartyTimes> {
    let named = asked(period, before, facts, Some).into_iter().map(|(address, sum)| {
        let known = facts.parties.get(address).cloned().unwrap_or_default();
        let name = if known.name.is_empty() { address.to_string() } else { known.name };
        PartyTimes { address: Some(address.clone()), organization: known.organization, colleague: known.colleague, ..times(name, sum) }
    });
    most_asked(named.collect())
}

pub(super) fn by_organization(period: &Period, before: &Period, facts: &Facts) -> Vec<PartyTimes> {
    let organization = |address| facts.parties.get(address).and_then(|p| p.organization.as_deref());
    let named = asked(period, before, facts, organization).into_iter();
    most_asked(named.map(|(name, sum)| PartyTimes { organization: Some(name.to_owned()), ..times(name.to_owned(), sum) }).collect())
}
