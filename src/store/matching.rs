//! Which tickets a view has, all of them: what its count is made from. Counting anew goes over the whole desk, and is done once; afterwards only
//! the tickets that something happened to are looked at again.

use rusqlite::params;

use super::conditions::{Conditions, Part};
use super::lists::{FEW, as_json};
use super::{Asking, Store, StoreError};
use crate::model::query::Query;
use crate::model::{TicketId, Time};

/// After so many changes counting anew is the shorter way.
const MOST_CHANGES: u32 = 2000;

impl Store {
    /// The tickets that a query finds as far as someone sees them, of all or of a few; with each, whether it waits for our answer. No query finds
    /// the working tickets.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn matching(&self, asking: &Asking<'_>, query: Option<&Query>, of: Option<&[TicketId]>) -> Result<Vec<(TicketId, bool)>, StoreError> {
        let conditions = query.map(|q| Conditions::of(q, asking));
        let mut rest = Part::new(asking.sight.condition());
        let Some(asked) = conditions else {
            rest.push(&Part::new(" AND t.working = 1"));
            return self.matched(&from(of.map(ids), "NOT INDEXED"), &rest);
        };
        for (words, not) in asked.words.iter().map(|w| (w, "")).chain(asked.without.iter().map(|w| (w, "NOT "))) {
            let sql = if of.is_some() {
                format!(
                    " AND {not}EXISTS (SELECT 1 FROM search_docs d CROSS JOIN search ON search.rowid = d.id WHERE d.ticket_id = t.id AND search MATCH ?)"
                )
            } else {
                format!(" AND t.id {not}IN (SELECT d.ticket_id FROM search CROSS JOIN search_docs d ON d.id = search.rowid WHERE search MATCH ?)")
            };
            rest.push(&Part::with(sql, [words.clone()]));
        }
        let begins = match of {
            Some(_) => None,
            None => self.shortest(&asked, FEW)?,
        };
        let (few, but) = match begins {
            Some((term, ids)) => (Some(as_json(&ids)), Some(term)),
            None => (of.map(ids), None),
        };
        let mut condition = asked.filter(but);
        condition.push(&Part::new(" AND "));
        condition.push(&rest);
        self.matched(&from(few, "INDEXED BY tickets_walk"), &condition)
    }

    fn matched(&self, from: &Part, condition: &Part) -> Result<Vec<(TicketId, bool)>, StoreError> {
        let mut all = Part::new("SELECT t.id, t.owed_since IS NOT NULL FROM ");
        all.push(from);
        all.push(&Part::new(" WHERE "));
        all.push(condition);
        let mut found = Vec::new();
        self.walk("counting a view", &all, |r| {
            found.push((TicketId(r.get(0)?), r.get(1)?));
            Ok(true)
        })?;
        Ok(found)
    }

    /// Goes over the tickets that wait for our answer, the longest first, as long as `each` wants more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn who_waits(&self, mut each: impl FnMut(TicketId, Time) -> bool) -> Result<(), StoreError> {
        let select = Part::new("SELECT t.id, t.owed_since FROM tickets t WHERE t.owed_since IS NOT NULL ORDER BY t.owed_since");
        self.walk("finding who has waited longest", &select, |r| Ok(each(TicketId(r.get(0)?), Time(r.get(1)?))))
    }

    /// The tickets that something happened to after a row of the history, and those after a number, which are new; `None` when that is a lot.
    /// Some may be among them that nothing happened to.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn touched_after(&self, seq: i64, ticket: TicketId) -> Result<Option<Vec<TicketId>>, StoreError> {
        let rows = self.rows(
            "reading the history",
            "SELECT ticket_id, was, became FROM history WHERE seq > ?1 LIMIT ?2",
            params![seq, MOST_CHANGES],
            |r| Ok((r.get::<_, Option<i64>>(0)?, r.get::<_, Option<String>>(1)?, r.get::<_, Option<String>>(2)?)),
        )?;
        let new = self.rows(
            "looking for new tickets",
            "SELECT id FROM tickets WHERE id > ?1 ORDER BY id LIMIT ?2",
            params![ticket.0, MOST_CHANGES],
            |r| r.get(0).map(TicketId),
        )?;
        let full = |len: usize| u32::try_from(len).is_ok_and(|len| len >= MOST_CHANGES);
        if full(rows.len()) || full(new.len()) {
            return Ok(None);
        }
        // a merge names the other ticket there
        let number = |text: Option<String>| text.and_then(|t| t.parse().ok()).map(TicketId);
        let mut touched = new;
        for (ticket, was, became) in rows {
            touched.extend(ticket.map(TicketId).into_iter().chain(number(was)).chain(number(became)));
        }
        touched.sort_unstable();
        touched.dedup();
        Ok(Some(touched))
    }

    /// The number of the newest ticket; 0 when there is none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last_ticket(&self) -> Result<TicketId, StoreError> {
        Ok(TicketId(self.row("looking for the newest ticket", "SELECT coalesce(max(id), 0) FROM tickets", [], |r| r.get(0))?.unwrap_or(0)))
    }
}

fn ids(of: &[TicketId]) -> String {
    as_json(&of.iter().map(|t| t.0).collect::<Vec<_>>())
}

/// A few tickets, or all by an index.
fn from(few: Option<String>, index: &str) -> Part {
    match few {
        Some(ids) => Part::with("json_each(?) j CROSS JOIN tickets t ON t.id = j.value", [ids]),
        None => Part::new(format!("tickets t {index}")),
    }
}
