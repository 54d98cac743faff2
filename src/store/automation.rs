//! Macros and rules as they are kept, and what rules ask of a ticket.

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::conditions::{Conditions, Part};
use super::entries::{json, to_json};
use super::{Asking, Store, StoreError, Write};
use crate::model::query::Query;
use crate::model::rules::Standing;
use crate::model::{EntryId, MacroId, OutboxId, RuleId, SideId, TeamId, TicketId, Time};

/// A macro as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MacroRow {
    /// Row.
    pub id: MacroId,
    /// Its name.
    pub name: String,
    /// Its verbs, as they are written.
    pub verbs: Vec<String>,
    /// Whose it is; `None` for the whole desk's.
    pub team: Option<TeamId>,
}

/// A rule as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleRow {
    /// Row.
    pub id: RuleId,
    /// Its name.
    pub name: String,
    /// What it runs on, as it is written.
    pub when: String,
    /// The query that must find the ticket.
    pub query: String,
    /// Its verbs, as they are written.
    pub verbs: Vec<String>,
    /// It is switched on.
    pub enabled: bool,
    /// Up to when it has been looked at, for a rule by the clock.
    pub looked_at: Time,
}

/// A rule to keep.
#[derive(Clone, Copy, Debug)]
pub struct RuleText<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it runs on.
    pub when: &'a str,
    /// The query that must find the ticket.
    pub query: &'a str,
    /// Its verbs.
    pub verbs: &'a [String],
    /// It is switched on.
    pub enabled: bool,
    /// Its place in the order in which they run.
    pub place: u32,
}

impl Store {
    /// All macros, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn macros(&self) -> Result<Vec<MacroRow>, StoreError> {
        self.rows("reading macros", "SELECT id, name, verbs, team_id FROM macros ORDER BY name COLLATE NOCASE", [], |r| {
            Ok(MacroRow {
                id: MacroId(r.get(0)?),
                name: r.get(1)?,
                verbs: json(r, 2)?.unwrap_or_default(),
                team: r.get::<_, Option<i64>>(3)?.map(TeamId),
            })
        })
    }

    /// All rules, in the order in which they run.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn rules(&self) -> Result<Vec<RuleRow>, StoreError> {
        self.rows("reading rules", "SELECT id, name, event, query, verbs, enabled, looked_at FROM rules ORDER BY sort, id", [], |r| {
            Ok(RuleRow {
                id: RuleId(r.get(0)?),
                name: r.get(1)?,
                when: r.get(2)?,
                query: r.get(3)?,
                verbs: json(r, 4)?.unwrap_or_default(),
                enabled: r.get(5)?,
                looked_at: Time(r.get(6)?),
            })
        })
    }

    /// Tickets that began to stand like that between two times, both included, on which a rule has not run for it yet; the earliest first, each with
    /// the time when it began.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn standing_since(&self, standing: Standing, from: Time, until: Time, rule: &str) -> Result<Vec<(TicketId, Time)>, StoreError> {
        let not_yet = "NOT EXISTS (SELECT 1 FROM history h WHERE h.ticket_id = t.id AND h.what = 'rule' AND h.became = ?3 AND h.at >= began)";
        let from_where = match standing {
            Standing::Status(status) => format!(
                "SELECT t.id, t.status_since AS began FROM tickets t INDEXED BY tickets_status
                 WHERE t.status = '{}' AND t.status_since BETWEEN ?1 AND ?2 AND t.merged_into IS NULL AND t.spam = 0 AND {not_yet} ORDER BY t.status_since",
                status.word()
            ),
            Standing::Waiting => format!(
                "SELECT t.id, t.rank AS began FROM tickets t INDEXED BY tickets_rank
                 WHERE t.working = 1 AND t.rank BETWEEN ?1 AND ?2 AND t.owed_since IS NOT NULL AND {not_yet} ORDER BY t.rank"
            ),
        };
        self.rows("looking for tickets that stand so", &from_where, (from.0, until.0, rule), |r| Ok((TicketId(r.get(0)?), Time(r.get(1)?))))
    }

    /// Since when a ticket has stood like that; `None` when it does not.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn stands_since(&self, ticket: TicketId, standing: Standing) -> Result<Option<Time>, StoreError> {
        const DOING: &str = "looking how a ticket stands";
        let time = |r: &rusqlite::Row<'_>| r.get(0).map(Time);
        match standing {
            Standing::Status(status) => {
                let sql = "SELECT status_since FROM tickets WHERE id = ?1 AND status = ?2 AND merged_into IS NULL AND spam = 0";
                self.row(DOING, sql, (ticket.0, status.word()), time)
            }
            Standing::Waiting => {
                self.row(DOING, "SELECT rank FROM tickets WHERE id = ?1 AND working = 1 AND owed_since IS NOT NULL", [ticket.0], time)
            }
        }
    }

    /// The mail of a public reply or of a side conversation's message, when it can still be taken back.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn mail_to_take_back(&self, of: (Option<EntryId>, Option<SideId>), at: Time) -> Result<Option<OutboxId>, StoreError> {
        const DOING: &str = "looking for a mail to take back";
        let found = |r: &rusqlite::Row<'_>| Ok(OutboxId(r.get(0)?));
        match of {
            (_, Some(side)) => self.row(
                DOING,
                "SELECT o.id FROM side_messages m JOIN outbox o ON o.side_message_id = m.id WHERE m.side_id = ?1 AND m.at = ?2 AND o.released_at IS NULL",
                (side.0, at.0),
                found,
            ),
            (Some(entry), None) => self.row(DOING, "SELECT id FROM outbox WHERE entry_id = ?1 AND released_at IS NULL", [entry.0], found),
            (None, None) => Ok(None),
        }
    }
}

impl Write<'_> {
    /// Whether a query finds a ticket, with what this transaction has written.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub fn finds(&self, query: &Query, asking: &Asking<'_>, ticket: TicketId) -> Result<bool, StoreError> {
        self.feed_index()?;
        let asked = Conditions::of(query, asking);
        let mut part = Part { sql: "SELECT 1 FROM tickets t WHERE t.id = ? AND ".into(), arguments: vec![Value::Integer(ticket.0)] };
        part.push(&asked.filter(None));
        let has = "EXISTS (SELECT 1 FROM search_docs d WHERE d.ticket_id = t.id
            AND EXISTS (SELECT 1 FROM search WHERE search.rowid = d.id AND search MATCH ?))";
        if !asked.words.is_empty() {
            part.push(&Part::with(format!(" AND {has}"), [asked.words.join(" AND ")]));
        }
        for words in &asked.without {
            part.push(&Part::with(format!(" AND NOT {has}"), [words.clone()]));
        }
        Ok(self.row("asking whether a rule is for a ticket", &part.sql, params_from_iter(part.arguments), |_| Ok(()))?.is_some())
    }

    /// Adds a macro, or changes the one with that number.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn put_macro(&self, id: Option<MacroId>, name: &str, verbs: &[String], team: Option<TeamId>) -> Result<MacroId, StoreError> {
        let row = (id.map(|m| m.0), name, to_json(&verbs)?, team.map(|t| t.0));
        let sql = "INSERT INTO macros (id, name, verbs, team_id) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, verbs = excluded.verbs, team_id = excluded.team_id RETURNING id";
        Ok(MacroId(self.row("keeping a macro", sql, row, |r| r.get(0))?.unwrap_or_default()))
    }

    /// Gives a macro another name.
    ///
    /// # Errors
    /// When the database cannot be written, or there is one of that name.
    pub fn rename_macro(&self, id: MacroId, name: &str) -> Result<(), StoreError> {
        self.run("renaming a macro", "UPDATE macros SET name = ?2 WHERE id = ?1", (id.0, name))?;
        Ok(())
    }

    /// Takes a macro away.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn drop_macro(&self, id: MacroId) -> Result<(), StoreError> {
        self.run("taking a macro away", "DELETE FROM macros WHERE id = ?1", [id.0])?;
        Ok(())
    }

    /// Adds a rule, or changes the one with that number; `looked_at` is since when it acts, for one by the clock.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn put_rule(&self, id: Option<RuleId>, rule: &RuleText<'_>, looked_at: Time) -> Result<RuleId, StoreError> {
        let row = (id.map(|r| r.0), rule.name, rule.when, rule.query, to_json(&rule.verbs)?, rule.enabled, rule.place, looked_at.0);
        let sql = "INSERT INTO rules (id, name, event, query, verbs, enabled, sort, looked_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, event = excluded.event, query = excluded.query, verbs = excluded.verbs,
               enabled = excluded.enabled, sort = excluded.sort, looked_at = excluded.looked_at RETURNING id";
        Ok(RuleId(self.row("keeping a rule", sql, row, |r| r.get(0))?.unwrap_or_default()))
    }

    /// Gives a rule another name.
    ///
    /// # Errors
    /// When the database cannot be written, or there is one of that name.
    pub fn rename_rule(&self, id: RuleId, name: &str) -> Result<(), StoreError> {
        self.run("renaming a rule", "UPDATE rules SET name = ?2 WHERE id = ?1", (id.0, name))?;
        Ok(())
    }

    /// Has a rule say the same in other words: it acts since when it did.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn reword_rule(&self, id: RuleId, query: &str, verbs: &[String]) -> Result<(), StoreError> {
        self.run("keeping a rule", "UPDATE rules SET query = ?2, verbs = ?3 WHERE id = ?1", (id.0, query, to_json(&verbs)?))?;
        Ok(())
    }

    /// Takes a rule away; what it did stays in the history.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn drop_rule(&self, id: RuleId) -> Result<(), StoreError> {
        self.run("taking a rule away", "DELETE FROM rules WHERE id = ?1", [id.0])?;
        Ok(())
    }

    /// Notes up to when a rule by the clock has been looked at.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn looked_at(&self, rule: RuleId, until: Time) -> Result<(), StoreError> {
        self.run("noting when a rule was looked at", "UPDATE rules SET looked_at = ?2 WHERE id = ?1", (rule.0, until.0))?;
        Ok(())
    }
}
