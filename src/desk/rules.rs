//! Rules run on what has just happened, in the same transaction, and on what the clock says.
//!
//! Every act of the desk on which rules run goes through [`Desk::act`]: when it is done, what it has written to the history is held against the
//! rules. What a rule does can make another one run, but each rule runs on a ticket only once in a transaction: it cannot loop. A rule that cannot do
//! its verbs leaves no trace but the reason, and stops nothing else.

use std::cell::Cell;
use std::collections::HashSet;

use serde::Serialize;

use crate::model::entry::Event;
use crate::model::query::{Query, QueryError, Term};
use crate::model::rules::{Standing, Trigger};
use crate::model::status::Status;
use crate::model::{AgentId, EntryId, TicketId, Time};
use crate::store::{Asking, Change, HistoryRow, RuleRow, Sight, StoreError, Write};

use super::events::event_line;
use super::verbs::read_all;
use super::{Actor, Desk, DeskError, Doing, Right, caps};

/// So many rows of history of one transaction are looked at by rules.
const MOST_ROWS: u32 = 1000;

/// A rule, as agents may read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleInForce {
    /// Its name.
    #[serde(rename = "rule")]
    pub name: String,
    /// What it runs on.
    pub when: String,
    /// The query that must find the ticket.
    pub query: String,
    /// Its verbs.
    pub verbs: Vec<String>,
    /// It is switched on.
    pub enabled: bool,
}

/// Why a rule by the clock is not for a ticket now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotNow {
    /// It is for tickets with this status.
    OtherStatus(Status),
    /// It is for tickets whose customer waits for an answer.
    NobodyWaits,
    /// The ticket has not stood so for long enough.
    TooEarly {
        /// Since when it has.
        since: Time,
        /// When it will have.
        due: Time,
    },
}

/// What a rule would do to a ticket, and why.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RuleTrial {
    /// The rule's name.
    pub rule: String,
    /// What it runs on.
    pub when: String,
    /// It is switched on.
    pub enabled: bool,
    /// The terms of its query that do not hold for the ticket now.
    pub unmet: Vec<String>,
    /// Why it is not for the ticket now by the clock.
    pub not_now: Option<NotNow>,
    /// Its verbs.
    pub verbs: Vec<String>,
    /// What it would change; empty when it is not for the ticket.
    pub changes: Vec<Event>,
    /// It would answer the customer.
    pub replies: bool,
    /// Why it could not do its verbs.
    pub trouble: Option<String>,
}

/// Something that happened to a ticket.
struct Happened {
    ticket: TicketId,
    trigger: Trigger,
    entry: Option<EntryId>,
}

/// Says that an act is going on, until it is dropped.
struct Going<'a>(&'a Cell<bool>);

impl Drop for Going<'_> {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

/// How a trial ends: always by taking everything back.
enum Ended {
    Tried(Vec<Event>, bool, Option<String>),
    Broken(StoreError),
}

impl From<StoreError> for Ended {
    fn from(e: StoreError) -> Ended {
        Ended::Broken(e)
    }
}

impl Desk {
    /// An act in one transaction, with the rules that run on it.
    pub(super) fn act<T>(&self, now: Time, act: impl FnOnce(&Write<'_>) -> Result<T, DeskError>) -> Result<T, DeskError> {
        self.store.write(|w| self.with_rules(w, now, act))
    }

    /// The same within a transaction. An act that is part of another one leaves the rules to that one.
    pub(super) fn with_rules<T>(&self, w: &Write<'_>, now: Time, act: impl FnOnce(&Write<'_>) -> Result<T, DeskError>) -> Result<T, DeskError> {
        if self.acting.replace(true) {
            return act(w);
        }
        let _going = Going(&self.acting);
        let before = w.last_history()?;
        let value = act(w)?;
        self.run_rules(w, before, now)?;
        Ok(value)
    }

    /// Runs the rules on what stands in the history after a row.
    fn run_rules(&self, w: &Write<'_>, before: i64, now: Time) -> Result<(), DeskError> {
        let rules: Vec<RuleRow> = w.rules()?.into_iter().filter(|r| r.enabled).collect();
        if rules.is_empty() {
            return Ok(());
        }
        let (mut seen, mut ran) = (before, HashSet::new());
        loop {
            let rows = w.history_after(seen, MOST_ROWS)?;
            let Some(last) = rows.last() else { return Ok(()) };
            seen = last.seq;
            for happened in happened(&rows) {
                let when = happened.trigger.to_string();
                for rule in rules.iter().filter(|r| r.when == when) {
                    let once = (rule.id, happened.ticket);
                    if !ran.contains(&once) && self.is_for(w, rule, happened.ticket, now)? {
                        ran.insert(once);
                        self.run_rule(w, rule, happened.ticket, happened.entry, now)?;
                    }
                }
            }
        }
    }

    /// Whether a rule's query finds a ticket. One that cannot be read finds none.
    fn is_for(&self, w: &Write<'_>, rule: &RuleRow, ticket: TicketId, now: Time) -> Result<bool, StoreError> {
        match Query::parse(&rule.query) {
            Ok(query) => w.finds(&query, &self.asked_by_rule(now), ticket),
            Err(e) => {
                tracing::error!(rule = %rule.name, error = %e, "the query of a rule cannot be read");
                Ok(false)
            }
        }
    }

    fn asked_by_rule(&self, now: Time) -> Asking<'_> {
        Asking { who: AgentId(0), sight: &Sight::Everything, now, zone: &self.zone }
    }

    /// Does a rule's verbs, all or none of them.
    fn run_rule(&self, w: &Write<'_>, rule: &RuleRow, ticket: TicketId, entry: Option<EntryId>, now: Time) -> Result<(), DeskError> {
        let actor = Actor::rule(&rule.name);
        w.record(&actor.act(now), &Change { ticket: Some(ticket), entry, what: "rule", became: Some(&rule.name), ..Change::default() })?;
        match self.store.write(|w| self.verbs_of_rule(w, &actor, rule, ticket, now)) {
            Ok(()) => Ok(()),
            Err(DeskError::Store(e)) => Err(e.into()),
            Err(why) => {
                let why = why.to_string();
                event_line(w, &Actor::System, ticket, &Event::RuleFailed { rule: rule.name.clone(), why: why.clone() }, now)?;
                w.record(&actor.act(now), &Change { ticket: Some(ticket), entry, what: "rule-failed", became: Some(&why), ..Change::default() })?;
                Ok(())
            }
        }
    }

    fn verbs_of_rule(&self, w: &Write<'_>, actor: &Actor, rule: &RuleRow, ticket: TicketId, now: Time) -> Result<(), DeskError> {
        let verbs = self.without_macros(actor, &read_all(&rule.verbs)?)?;
        let doing = Doing { verbs: &verbs, nonce: caps::nonce("rule", rule.id.0, now) };
        self.do_verbs(w, actor, ticket, &doing, now)
    }

    /// Runs the rules by the clock on the tickets that have stood so for long enough since the last time. How many times one ran.
    pub(super) fn rules_by_clock(&self, now: Time) -> Result<usize, DeskError> {
        let mut ran = 0;
        for rule in self.store.rules()?.into_iter().filter(|r| r.enabled) {
            let Some((standing, span)) = rule.when.parse::<Trigger>().ok().and_then(Trigger::after) else { continue };
            for (ticket, began) in self.store.standing_since(standing, rule.looked_at.before(span), now.before(span), &rule.name)? {
                ran += self.act(now, |w| self.run_by_clock(w, &rule, ticket, (standing, began), now))?;
            }
            self.store.write(|w| w.looked_at(rule.id, now))?;
        }
        Ok(ran)
    }

    /// Runs a rule by the clock on one ticket, when it still stands so and the rule is for it: 1 when it ran.
    fn run_by_clock(
        &self,
        w: &Write<'_>,
        rule: &RuleRow,
        ticket: TicketId,
        (standing, began): (Standing, Time),
        now: Time,
    ) -> Result<usize, DeskError> {
        let still = w.standing_since(standing, began, began, &rule.name)?.iter().any(|(t, _)| *t == ticket);
        if !still || !self.is_for(w, rule, ticket, now)? {
            return Ok(0);
        }
        self.run_rule(w, rule, ticket, None, now)?;
        Ok(1)
    }

    /// The rules, in the order in which they run.
    ///
    /// # Errors
    /// When the actor may not work on tickets, or the store cannot be read.
    pub fn rules(&self, actor: &Actor) -> Result<Vec<RuleInForce>, DeskError> {
        self.may(actor, Right::Work)?;
        let shown = |r: RuleRow| RuleInForce { name: r.name, when: r.when, query: r.query, verbs: r.verbs, enabled: r.enabled };
        Ok(self.store.rules()?.into_iter().map(shown).collect())
    }

    /// What each rule would do to a ticket as it is now, and why. Nothing is changed and nothing sent.
    ///
    /// # Errors
    /// When the actor may not work on the ticket, or the store cannot be read.
    pub fn try_rules(&self, actor: &Actor, ticket: TicketId, now: Time) -> Result<Vec<RuleTrial>, DeskError> {
        self.allowed(actor, Right::Work, ticket)?;
        self.store.rules()?.into_iter().map(|rule| self.try_rule(&rule, ticket, now)).collect()
    }

    fn try_rule(&self, rule: &RuleRow, ticket: TicketId, now: Time) -> Result<RuleTrial, DeskError> {
        let mut trial = RuleTrial {
            rule: rule.name.clone(),
            when: rule.when.clone(),
            enabled: rule.enabled,
            unmet: vec![],
            not_now: self.not_now(rule, ticket, now)?,
            verbs: rule.verbs.clone(),
            changes: vec![],
            replies: false,
            trouble: None,
        };
        let query = match Query::parse(&rule.query) {
            Ok(query) => query,
            Err(QueryError { mistake, .. }) => return Ok(RuleTrial { trouble: Some(mistake.to_string()), ..trial }),
        };
        let ended: Result<(), Ended> = self.store.write(|w| {
            trial.unmet = self.unmet(w, &query, ticket, now)?;
            if !trial.unmet.is_empty() || trial.not_now.is_some() {
                return Err(Ended::Tried(vec![], false, None));
            }
            let (before, lines) = (w.last_history()?, w.timeline(ticket)?.len());
            let going = Going(&self.acting);
            self.acting.set(true);
            let done = self.verbs_of_rule(w, &Actor::rule(&rule.name), rule, ticket, now);
            drop(going);
            let rows = w.history_after(before, MOST_ROWS)?;
            let changes = w.timeline(ticket)?.into_iter().skip(lines).filter_map(|e| e.event).collect();
            Err(Ended::Tried(changes, rows.iter().any(|r| r.what == "reply"), done.err().map(|e| e.to_string())))
        });
        match ended {
            Ok(()) => Ok(trial),
            Err(Ended::Broken(e)) => Err(e.into()),
            Err(Ended::Tried(changes, replies, trouble)) => Ok(RuleTrial { changes, replies, trouble, ..trial }),
        }
    }

    fn not_now(&self, rule: &RuleRow, ticket: TicketId, now: Time) -> Result<Option<NotNow>, StoreError> {
        let Some((standing, span)) = rule.when.parse::<Trigger>().ok().and_then(Trigger::after) else { return Ok(None) };
        Ok(match (self.store.stands_since(ticket, standing)?, standing) {
            (Some(since), _) => Some(NotNow::TooEarly { since, due: since.after(span) }).filter(|_| since.after(span) > now),
            (None, Standing::Status(status)) => Some(NotNow::OtherStatus(status)),
            (None, Standing::Waiting) => Some(NotNow::NobodyWaits),
        })
    }

    /// The terms of a query that do not hold for a ticket.
    fn unmet(&self, w: &Write<'_>, query: &Query, ticket: TicketId, now: Time) -> Result<Vec<String>, StoreError> {
        let asking = self.asked_by_rule(now);
        if w.finds(query, &asking, ticket)? {
            return Ok(vec![]);
        }
        let alone = |term: &Term| Query { terms: vec![term.clone()] };
        let mut out = Vec::new();
        for term in &query.terms {
            if !w.finds(&alone(term), &asking, ticket)? {
                out.push(alone(term).to_string());
            }
        }
        // each holds by itself, but words are looked for in one message
        Ok(if out.is_empty() { vec![query.to_string()] } else { out })
    }
}

/// What rows of the history are to rules, each once. What a ticket is made with is no change of it.
fn happened(rows: &[HistoryRow]) -> Vec<Happened> {
    let mut seen = HashSet::new();
    let made: HashSet<TicketId> = rows.iter().filter(|r| r.what == "created").filter_map(|r| r.ticket).collect();
    let one = |row: &HistoryRow| {
        let (ticket, trigger) = (row.ticket?, Trigger::of(&row.what)?);
        let counts = trigger != Trigger::TicketUpdated || !made.contains(&ticket);
        (counts && seen.insert((ticket, trigger))).then_some(Happened { ticket, trigger, entry: row.entry })
    };
    rows.iter().filter_map(one).collect()
}
