//! What reports are made from: the tickets that something happened to since some time, those that are not solved, and what third parties
//! answered and owe.
//!
//! Each list walks an index by the time of what it lists, so that a report costs by what happened in its days and by what is open, not by what the
//! desk holds. It is still thousands of rows: callers read it beside the screen, and can interrupt it.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use rusqlite::Row;
use rusqlite::types::Value;

use super::conditions::{Conditions, Part};
use super::lists::as_json;
use super::{Asking, Store, StoreError};
use crate::model::query::Query;
use crate::model::report::{Answer, Fact, Facts, KnownParty, Owed, Unsolved, tickets_of};
use crate::model::{Address, AgentId, TeamId, TicketId, Time};

const DOING: &str = "gathering a report";

/// Which tickets a report is made from.
struct Which {
    /// What someone sees, and the terms of the query.
    filter: Part,
    /// The tickets with the query's words; `None` when it has none.
    with: Option<HashSet<i64>>,
    /// Those with words that it leaves out.
    without: HashSet<i64>,
}

impl Which {
    fn holds(&self, ticket: i64) -> bool {
        self.with.as_ref().is_none_or(|with| with.contains(&ticket)) && !self.without.contains(&ticket)
    }

    /// A SELECT that goes on with the filter.
    fn select(&self, sql: &str, since: Option<Time>) -> Part {
        let mut all = Part { sql: sql.to_owned(), arguments: since.map(|t| Value::Integer(t.0)).into_iter().collect() };
        all.push(&Part::new(" AND "));
        all.push(&self.filter);
        all
    }
}

fn fact(r: &Row<'_>) -> rusqlite::Result<Fact> {
    let (at, begun): (i64, i64) = (r.get(3)?, r.get(4)?);
    Ok(Fact {
        ticket: TicketId(r.get(0)?),
        team: r.get::<_, Option<i64>>(1)?.map(TeamId),
        agent: r.get::<_, Option<i64>>(2)?.map(AgentId),
        at: Time(at),
        took: Time(at).since(Time(begun)),
    })
}

fn unsolved(r: &Row<'_>) -> rusqlite::Result<Unsolved> {
    Ok(Unsolved {
        ticket: TicketId(r.get(0)?),
        team: r.get::<_, Option<i64>>(1)?.map(TeamId),
        agent: r.get::<_, Option<i64>>(2)?.map(AgentId),
        since: Time(r.get(3)?),
        owed_since: r.get::<_, Option<i64>>(4)?.map(Time),
        snoozed: r.get(5)?,
        asked: r.get(6)?,
    })
}

impl Store {
    /// What a report is made from: all that happened since some time, and what is open now, on tickets that someone sees and that a query finds.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn report_facts(&self, asking: &Asking<'_>, query: &Query, since: Time) -> Result<Facts, StoreError> {
        let which = self.which(asking, query)?;
        let mut facts = Facts {
            begun: self.facts(
                &which,
                "SELECT t.id, t.team_id, t.assignee_id, t.created_at, t.created_at FROM tickets t INDEXED BY tickets_created WHERE t.created_at >= ?",
                since,
            )?,
            // Where the desk wrote first, nobody waited for its first answer. Such a mail leaves within moments: what took longer is not looked into.
            answered: self.facts(
                &which,
                "SELECT t.id, t.team_id, t.assignee_id, t.first_answered_at, t.created_at FROM tickets t INDEXED BY tickets_answered
                 WHERE t.first_answered_at IS NOT NULL AND t.first_answered_at >= ?
                   AND (t.first_answered_at - t.created_at > 3600000 OR EXISTS (SELECT 1 FROM entries e WHERE e.ticket_id = t.id
                     AND (e.kind = 'customer' AND e.at <= t.first_answered_at OR e.kind = 'note' AND e.at <= t.created_at)))",
                since,
            )?,
            ended: self.facts(
                &which,
                "SELECT t.id, t.team_id, t.assignee_id, coalesce(t.solved_at, t.closed_at), t.created_at FROM tickets t INDEXED BY tickets_ended
                 WHERE coalesce(t.solved_at, t.closed_at) IS NOT NULL AND coalesce(t.solved_at, t.closed_at) >= ?",
                since,
            )?,
            unsolved: self.unsolved(&which)?,
            answers: self.answers_since(&which, since)?,
            owed: self.owed(&which)?,
            ..Facts::default()
        };
        facts.tags = self.tags_of(&tickets_of(&facts))?;
        let addresses: HashSet<&Address> = facts.answers.iter().map(|a| &a.address).chain(facts.owed.iter().map(|o| &o.address)).collect();
        facts.parties = addresses.into_iter().map(|a| Ok((a.clone(), self.known_party(a)?))).collect::<Result<_, StoreError>>()?;
        Ok(facts)
    }

    fn which(&self, asking: &Asking<'_>, query: &Query) -> Result<Which, StoreError> {
        let asked = Conditions::of(query, asking);
        let mut filter = asked.filter(None);
        filter.push(&Part::new(format!(" AND {}", asking.sight.condition())));
        let with = if asked.words.is_empty() { None } else { Some(self.tickets_saying(&asked.words.join(" AND "))?) };
        let without = if asked.without.is_empty() { HashSet::new() } else { self.tickets_saying(&asked.without.join(" OR "))? };
        Ok(Which { filter, with, without })
    }

    /// Every ticket with these words.
    fn tickets_saying(&self, words: &str) -> Result<HashSet<i64>, StoreError> {
        let mut found = HashSet::new();
        let hits = "SELECT d.ticket_id FROM search CROSS JOIN search_docs d ON d.id = search.rowid WHERE search MATCH ?";
        self.walk(DOING, &Part::with(hits, [words.to_owned()]), |r| {
            found.insert(r.get(0)?);
            Ok(true)
        })?;
        Ok(found)
    }

    fn facts(&self, which: &Which, sql: &str, since: Time) -> Result<Vec<Fact>, StoreError> {
        let mut out = Vec::new();
        self.walk(DOING, &which.select(sql, Some(since)), |r| {
            let fact = fact(r)?;
            if which.holds(fact.ticket.0) {
                out.push(fact);
            }
            Ok(true)
        })?;
        Ok(out)
    }

    fn unsolved(&self, which: &Which) -> Result<Vec<Unsolved>, StoreError> {
        let sql = "SELECT t.id, t.team_id, t.assignee_id, t.created_at, t.owed_since, t.snoozed_until IS NOT NULL, t.sides_open > 0
             FROM tickets t INDEXED BY tickets_status WHERE t.status IN ('new', 'open', 'pending', 'on-hold')";
        let mut out = Vec::new();
        self.walk(DOING, &which.select(sql, None), |r| {
            let ticket = unsolved(r)?;
            if which.holds(ticket.ticket.0) {
                out.push(ticket);
            }
            Ok(true)
        })?;
        Ok(out)
    }

    fn answers_since(&self, which: &Which, since: Time) -> Result<Vec<Answer>, StoreError> {
        let sql = "SELECT t.id, m.author_address, m.at, m.waited FROM side_messages m INDEXED BY side_messages_answered
             CROSS JOIN sides s ON s.id = m.side_id CROSS JOIN tickets t ON t.id = s.ticket_id
             WHERE m.waited IS NOT NULL AND m.at >= ? AND s.withdrawn_at IS NULL";
        let mut out = Vec::new();
        self.walk(DOING, &which.select(sql, Some(since)), |r| {
            if which.holds(r.get(0)?)
                && let Some(address) = Address::parse(&r.get::<_, String>(1)?)
            {
                out.push(Answer { address, at: Time(r.get(2)?), took: Duration::from_millis(u64::try_from(r.get::<_, i64>(3)?).unwrap_or(0)) });
            }
            Ok(true)
        })?;
        Ok(out)
    }

    /// Open questions, for each who is not there for information only.
    fn owed(&self, which: &Which) -> Result<Vec<Owed>, StoreError> {
        let sql = "SELECT t.id, p.address, s.waiting_since FROM sides s INDEXED BY sides_waiting
             CROSS JOIN side_participants p ON p.side_id = s.id AND p.removed_at IS NULL AND p.cc = 0 CROSS JOIN tickets t ON t.id = s.ticket_id
             WHERE s.state = 'open' AND s.waiting_since IS NOT NULL AND s.withdrawn_at IS NULL";
        let mut out = Vec::new();
        self.walk(DOING, &which.select(sql, None), |r| {
            if which.holds(r.get(0)?)
                && let Some(address) = Address::parse(&r.get::<_, String>(1)?)
            {
                out.push(Owed { address, since: Time(r.get(2)?) });
            }
            Ok(true)
        })?;
        Ok(out)
    }

    fn tags_of(&self, tickets: &[TicketId]) -> Result<HashMap<TicketId, Vec<String>>, StoreError> {
        let ids: Vec<i64> = tickets.iter().map(|t| t.0).collect();
        let tags = Part::with("SELECT x.ticket_id, x.tag FROM json_each(?) j CROSS JOIN ticket_tags x ON x.ticket_id = j.value", [as_json(&ids)]);
        let mut out: HashMap<TicketId, Vec<String>> = HashMap::new();
        self.walk(DOING, &tags, |r| {
            out.entry(TicketId(r.get(0)?)).or_default().push(r.get(1)?);
            Ok(true)
        })?;
        Ok(out)
    }

    /// By the contact with the address, else as they were last called in a side conversation.
    fn known_party(&self, address: &Address) -> Result<KnownParty, StoreError> {
        let found = self.row(
            DOING,
            "SELECT coalesce(nullif((SELECT c.name FROM contact_addresses x JOIN contacts c ON c.id = x.contact_id WHERE x.address = ?1), ''),
                 (SELECT p.name FROM side_participants p WHERE p.address = ?1 AND p.name <> '' ORDER BY p.side_id DESC LIMIT 1), ''),
               (SELECT o.name FROM contact_addresses x JOIN contacts c ON c.id = x.contact_id JOIN organizations o ON o.id = c.organization_id
                 WHERE x.address = ?1),
               EXISTS (SELECT 1 FROM agents WHERE email = ?1)",
            [address.as_str()],
            |r| Ok(KnownParty { name: r.get(0)?, organization: r.get(1)?, colleague: r.get(2)? }),
        )?;
        Ok(found.unwrap_or_default())
    }
}
