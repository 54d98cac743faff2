//! Lists by words: their hits are walked from the newest, so that the cost is that of what is shown, not of how common a word is.
//!
//! What a ticket must fulfil besides is asked for portions of tickets at a time. What the ticket's own row does not say is read once for a query
//! and kept beside: the tickets that someone was let in on, and those with words that must not be there.

use std::collections::HashSet;

use rusqlite::types::Value;

use super::conditions::{Conditions, Part};
use super::lists::{Found, Sight, as_json};
use super::{Store, StoreError};
use crate::model::ticket::Sort;

/// Words with fewer hits are looked up ticket by ticket.
const FEW_HITS: usize = 3000;
/// So many of the newest hits are looked at before the tickets that fulfil the rest of the query.
const NEAR: usize = 4000;
/// After so many hits of a common word the search ends: what is older is not shown.
const MOST_HITS: usize = 20_000;
/// A list of more tickets than this is long.
const MOST_LISTED: usize = 15_000;
/// The same for the list of what someone sees, which is made only where the newest hits do not fill a page.
pub(super) const MOST_SEEN: usize = 40_000;
/// So many tickets are few enough to look for their messages among the hits.
const FEW_TICKETS: usize = 1500;
/// Hits between two messages that are farther apart, in messages of the desk, are not read.
const FAR: i64 = 20_000;
/// So many tickets with a hit are looked at first, then twice as many, and so on.
const FIRST_PORTION: usize = 128;

/// What a ticket must fulfil besides having the words.
pub(super) struct Pass {
    /// By its row.
    filter: Part,
    /// By its row, to be seen.
    seen: String,
    /// Seen whatever their row says.
    let_in: HashSet<i64>,
    /// Found already.
    out: HashSet<i64>,
    /// What must not be there.
    without: Without,
    /// Only these, by rising number, where lists of what the query asks for could be made.
    listed: Option<Vec<i64>>,
}

/// What has words that must not be there.
#[derive(Default)]
pub(super) struct Without {
    /// Tickets, of words with few hits.
    tickets: HashSet<i64>,
    /// The other words, each as an expression of the index: too many messages have them to look for their tickets.
    common: Vec<String>,
}

impl Without {
    fn is_empty(&self) -> bool {
        self.tickets.is_empty() && self.common.is_empty()
    }

    /// Whether it takes a look at the messages of each ticket.
    pub(super) fn is_dear(&self) -> bool {
        !self.common.is_empty()
    }
}

impl Store {
    /// The tickets with some words, the newest hits or the best ones first.
    pub(super) fn by_words(&self, asked: &Conditions, sight: &Sight, sort: Sort, wanted: usize) -> Result<Found, StoreError> {
        let words = asked.words.join(" AND ");
        let mut pass = self.pass(asked, sight)?;
        let (mut seen, mut listed) = (sight.listed(), 0);
        if self.hits_up_to(&words, FEW_HITS + 1)? > FEW_HITS {
            for list in asked.terms.iter().filter_map(|t| t.tickets.as_ref()) {
                listed += usize::from(self.list_besides(list, MOST_LISTED, &mut pass)?);
            }
            // of what a query lists someone mostly sees little
            if let Some(theirs) = seen.take_if(|_| listed > 0) {
                self.list_besides(&theirs, MOST_SEEN, &mut pass)?;
            }
            if let Some(found) = self.found_among(asked, FEW_TICKETS, &pass, sort, wanted)? {
                return Ok(found);
            }
        }
        let (mut found, oldest) = self.near(asked, &pass, sort, wanted)?;
        let Some(oldest) = oldest.filter(|_| !found.more) else { return Ok(found) };
        // what no list says may leave few of those that are listed
        let says_more = asked.further() > listed || !asked.without.is_empty();
        if let Some(theirs) = &seen {
            self.list_besides(theirs, if says_more { MOST_SEEN } else { FEW_TICKETS }, &mut pass)?;
        }
        let most = if says_more { MOST_LISTED } else { FEW_TICKETS };
        if let Some(found) = self.found_among(asked, most, &pass, sort, wanted)? {
            return Ok(found);
        }
        pass.out.extend(&found.ids);
        let (older, _) = self.hits_that_pass(&words, (oldest, MOST_HITS - NEAR), &pass, wanted - found.ids.len())?;
        found.ids.extend(older.ids);
        Ok(Found { more: older.more, ..found })
    }

    /// The tickets of the newest hits, with the oldest of these hits when there may be more.
    fn near(&self, asked: &Conditions, pass: &Pass, sort: Sort, wanted: usize) -> Result<(Found, Option<i64>), StoreError> {
        match sort {
            Sort::Best => self.best_that_pass(asked, pass, wanted),
            _ => self.hits_that_pass(&asked.words.join(" AND "), (i64::MAX, NEAR), pass, wanted),
        }
    }

    /// Leaves only the tickets that a list names too. False when it is longer than `most`: then it says nothing.
    fn list_besides(&self, list: &Part, most: usize, pass: &mut Pass) -> Result<bool, StoreError> {
        let (mut ids, mut rows) = (Vec::new(), 0);
        self.walk("listing tickets", list, |r| {
            let id = r.get(0)?;
            if pass.listed.as_ref().is_none_or(|before| before.binary_search(&id).is_ok()) {
                ids.push(id);
            }
            rows += 1;
            Ok(rows <= most)
        })?;
        if rows <= most {
            ids.sort_unstable();
            ids.dedup();
            pass.listed = Some(ids);
        }
        Ok(rows <= most)
    }

    /// The same among the tickets that lists name, where these are no more than `most`: their messages are known beforehand, so that each hit costs
    /// next to nothing. `None` when more of them pass than this is worth for.
    fn found_among(&self, asked: &Conditions, most: usize, pass: &Pass, sort: Sort, wanted: usize) -> Result<Option<Found>, StoreError> {
        let Some(tickets) = pass.listed.as_ref().filter(|l| l.len() <= most) else { return Ok(None) };
        let mut few = Found::default();
        self.passing(tickets, pass, FEW_TICKETS, &mut few)?;
        if few.more {
            return Ok(None);
        }
        let docs = self.docs_of(&few.ids)?;
        if sort == Sort::Best { self.best_among(asked, &docs, wanted) } else { self.hits_among(asked, &docs, wanted) }.map(Some)
    }

    fn pass(&self, asked: &Conditions, sight: &Sight) -> Result<Pass, StoreError> {
        let mut pass = Pass {
            filter: asked.filter(None),
            seen: sight.by_columns(),
            let_in: HashSet::new(),
            out: HashSet::new(),
            without: self.without(&asked.without)?,
            listed: None,
        };
        if let Some(let_in) = sight.let_in() {
            pass.let_in.extend(self.first(&let_in, usize::MAX)?.ids);
        }
        Ok(pass)
    }

    /// What has one of these words.
    pub(super) fn without(&self, words: &[String]) -> Result<Without, StoreError> {
        let mut without = Without::default();
        for words in words {
            if self.hits_up_to(words, FEW_HITS + 1)? > FEW_HITS {
                without.common.push(words.clone());
            } else {
                let sql = "SELECT d.ticket_id FROM search CROSS JOIN search_docs d ON d.id = search.rowid WHERE search MATCH ?";
                without.tickets.extend(self.first(&Part::with(sql, [words.clone()]), usize::MAX)?.ids);
            }
        }
        Ok(without)
    }

    /// The first tickets that a SELECT gives and that have nothing of what must not be there.
    pub(super) fn first_without(&self, select: &Part, without: &Without, wanted: usize) -> Result<Found, StoreError> {
        if without.is_empty() {
            return self.first(select, wanted);
        }
        let (mut portion, mut size) = (Vec::new(), FIRST_PORTION);
        let (mut found, mut failed) = (Found::default(), None);
        self.walk("listing tickets", select, |r| {
            portion.push(r.get(0)?);
            if portion.len() == size {
                failed = self.add_without(&mut portion, without, wanted, &mut found).err();
                size *= 2;
            }
            Ok(failed.is_none() && !found.more)
        })?;
        if let Some(e) = failed {
            return Err(e);
        }
        self.add_without(&mut portion, without, wanted, &mut found)?;
        Ok(found)
    }

    /// Adds those of some tickets that have nothing of what must not be there, as far as they are wanted.
    fn add_without(&self, portion: &mut Vec<i64>, without: &Without, wanted: usize, found: &mut Found) -> Result<(), StoreError> {
        portion.retain(|id| !without.tickets.contains(id));
        self.drop_with(portion, &without.common)?;
        found.ids.append(portion);
        found.more |= found.ids.len() > wanted;
        found.ids.truncate(wanted);
        Ok(())
    }

    /// Many hits are on one ticket: each ticket is looked at once, some first and then ever more, so that a page that is soon full costs little.
    /// Begins below a message and looks at so many hits; tells the last of them when there may be more.
    fn hits_that_pass(&self, words: &str, (before, most): (i64, usize), pass: &Pass, wanted: usize) -> Result<(Found, Option<i64>), StoreError> {
        let hits = Part {
            sql: format!(
                "SELECT d.ticket_id, d.id FROM search CROSS JOIN search_docs d ON d.id = search.rowid
                 WHERE search MATCH ? AND search.rowid < ? ORDER BY search.rowid DESC LIMIT {most}"
            ),
            arguments: vec![Value::Text(words.to_owned()), Value::Integer(before)],
        };
        let (mut seen, mut portion, mut size) = (HashSet::new(), Vec::new(), FIRST_PORTION);
        let (mut found, mut failed, mut hit, mut last) = (Found::default(), None, 0, None);
        self.walk("searching", &hits, |r| {
            let ticket: i64 = r.get(0)?;
            hit += 1;
            if hit == most {
                last = Some(r.get(1)?);
            }
            if seen.insert(ticket) {
                portion.push(ticket);
            }
            if portion.len() == size {
                failed = self.passing(&portion, pass, wanted, &mut found).err();
                portion.clear();
                size *= 2;
            }
            Ok(failed.is_none() && !found.more)
        })?;
        if let Some(e) = failed {
            return Err(e);
        }
        self.passing(&portion, pass, wanted, &mut found)?;
        Ok((found, last))
    }

    /// Adds those of some tickets that pass, in their order.
    pub(super) fn passing(&self, tickets: &[i64], pass: &Pass, wanted: usize, found: &mut Found) -> Result<(), StoreError> {
        let may = |id: &i64| {
            !pass.out.contains(id) && !pass.without.tickets.contains(id) && pass.listed.as_ref().is_none_or(|l| l.binary_search(id).is_ok())
        };
        let tickets: Vec<i64> = tickets.iter().copied().filter(may).collect();
        if tickets.is_empty() || found.more {
            return Ok(());
        }
        let mut all =
            Part::with(format!("SELECT t.id, {} FROM json_each(?) j CROSS JOIN tickets t ON t.id = j.value WHERE ", pass.seen), [as_json(&tickets)]);
        all.push(&pass.filter);
        // where no messages are left to look at, the first ones are enough
        let enough = if pass.without.is_dear() { usize::MAX } else { wanted + 1 - found.ids.len() };
        let mut ids = Vec::new();
        self.walk("listing tickets", &all, |r| {
            let (id, seen): (i64, Option<bool>) = (r.get(0)?, r.get(1)?);
            if seen == Some(true) || pass.let_in.contains(&id) {
                ids.push(id);
            }
            Ok(ids.len() < enough)
        })?;
        self.drop_with(&mut ids, &pass.without.common)?;
        found.ids.append(&mut ids);
        found.more = found.ids.len() > wanted;
        found.ids.truncate(wanted);
        Ok(())
    }

    /// Takes out the tickets that have a message with one of these expressions. The index is asked for the hits between messages that lie near each
    /// other: one question for each message is dearer than the hits between them, and all hits of a common word are dearer still.
    fn drop_with(&self, tickets: &mut Vec<i64>, expressions: &[String]) -> Result<(), StoreError> {
        if expressions.is_empty() || tickets.is_empty() {
            return Ok(());
        }
        let docs = self.docs_of(tickets)?;
        let mut dropped = HashSet::new();
        for near in docs.chunk_by(|(doc, _), (next, _)| next - doc <= FAR) {
            let (Some((from, _)), Some((to, _))) = (near.first(), near.last()) else { continue };
            for expression in expressions {
                let hits = Part {
                    sql: "SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid".to_owned(),
                    arguments: vec![Value::Text(expression.clone()), Value::Integer(*from), Value::Integer(*to)],
                };
                let mut rest = near;
                self.walk("searching", &hits, |r| {
                    let hit = r.get(0)?;
                    while let Some((_, newer)) = rest.split_first().filter(|((doc, _), _)| *doc < hit) {
                        rest = newer;
                    }
                    if let Some((doc, ticket)) = rest.first()
                        && *doc == hit
                    {
                        dropped.insert(*ticket);
                    }
                    Ok(!rest.is_empty())
                })?;
            }
        }
        tickets.retain(|t| !dropped.contains(t));
        Ok(())
    }

    /// The messages of some tickets by rising number, each with its ticket.
    pub(super) fn docs_of(&self, tickets: &[i64]) -> Result<Vec<(i64, i64)>, StoreError> {
        let mut docs: Vec<(i64, i64)> = Vec::new();
        let select = Part::with("SELECT d.id, d.ticket_id FROM json_each(?) j CROSS JOIN search_docs d ON d.ticket_id = j.value", [as_json(tickets)]);
        self.walk("searching", &select, |r| {
            docs.push((r.get(0)?, r.get(1)?));
            Ok(true)
        })?;
        docs.sort_unstable();
        Ok(docs)
    }

    fn hits_among(&self, asked: &Conditions, docs: &[(i64, i64)], wanted: usize) -> Result<Found, StoreError> {
        let mut found = Distinct::up_to(wanted);
        self.walk_among(asked, docs, |_, ticket| found.add(ticket))?;
        Ok(found.found)
    }

    /// Goes over the hits on some messages, which are given by rising number with the ticket of each, from the newest, as long as `each` wants more.
    pub(super) fn walk_among(&self, asked: &Conditions, mut docs: &[(i64, i64)], mut each: impl FnMut(i64, i64) -> bool) -> Result<(), StoreError> {
        let Some((newest, _)) = docs.last() else { return Ok(()) };
        let newest_first = Part {
            sql: "SELECT rowid FROM search WHERE search MATCH ? AND rowid <= ? ORDER BY rowid DESC".to_owned(),
            arguments: vec![Value::Text(asked.words.join(" AND ")), Value::Integer(*newest)],
        };
        self.walk("searching", &newest_first, |r| {
            let hit = r.get(0)?;
            while let Some((_, older)) = docs.split_last().filter(|((doc, _), _)| *doc > hit) {
                docs = older;
            }
            Ok(docs.last().is_some_and(|(doc, ticket)| *doc != hit || each(hit, *ticket)))
        })
    }

    /// How many hits some words have, counted up to a bound.
    pub(super) fn hits_up_to(&self, words: &str, most: usize) -> Result<usize, StoreError> {
        let mut hits = 0;
        self.walk("searching", &Part::with("SELECT rowid FROM search WHERE search MATCH ?", [words.to_owned()]), |_| {
            hits += 1;
            Ok(hits < most)
        })?;
        Ok(hits)
    }
}

/// Some tickets, cut into portions of which each is twice as long as the one before.
pub(super) struct Portions<'a> {
    rest: &'a [i64],
    size: usize,
}

impl<'a> Portions<'a> {
    pub(super) fn of(tickets: &'a [i64]) -> Portions<'a> {
        Portions { rest: tickets, size: FIRST_PORTION }
    }
}

impl<'a> Iterator for Portions<'a> {
    type Item = &'a [i64];

    fn next(&mut self) -> Option<&'a [i64]> {
        let (portion, rest) = self.rest.split_at(self.size.min(self.rest.len()));
        (self.rest, self.size) = (rest, self.size * 2);
        (!portion.is_empty()).then_some(portion)
    }
}

/// Tickets without repeats.
pub(super) struct Distinct {
    seen: HashSet<i64>,
    wanted: usize,
    pub found: Found,
}

impl Distinct {
    pub(super) fn up_to(wanted: usize) -> Distinct {
        Distinct { seen: HashSet::new(), wanted, found: Found::default() }
    }

    /// False when there are enough.
    pub(super) fn add(&mut self, ticket: i64) -> bool {
        if self.seen.insert(ticket) {
            self.found.more = self.found.ids.len() == self.wanted;
            if !self.found.more {
                self.found.ids.push(ticket);
            }
        }
        !self.found.more
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::FAR;
    use crate::model::query::Query;
    use crate::model::ticket::{BoxKey, ListRequest, Sort};
    use crate::model::{AgentId, EntryId, TeamId, TicketId, Time};
    use crate::store::{Asking, Sight, Store, StoreError};

    /// Tickets of the desk below.
    const TICKETS: i64 = 9000;

    /// Whether a ticket of the desk below, by its number, is what a query looks for.
    type Holds = fn(i64) -> bool;

    /// A desk of many tickets with one message each, all with a common word: the ways that a search takes differ only where hits are many.
    fn desk() -> (Store, tempfile::TempDir) {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::create(&directory.path().join("desk.db")).unwrap();
        store.connection.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF").unwrap();
        store
            .write::<_, StoreError>(|w| {
                for n in 1..=TICKETS {
                    let status = if n % 900 == 7 { "on-hold" } else if n % 3 == 0 { "open" } else { "solved" };
                    w.connection
                        .execute(
                            "INSERT INTO tickets (id, subject, status, requester_id, requester_address, team_id, created_at, updated_at, working, rank, priority)
                             VALUES (?1, '', ?2, 1, '', ?3, ?1, ?1, ?2 <> 'solved', 4611686018427387904 - ?1, iif(?1 <= 100, 0, 1))",
                            rusqlite::params![n, status, n % 500],
                        )
                        .unwrap();
                    let subject = if n % 1000 == 1 { "jam" } else { "" };
                    let mut body = if n % 5 == 0 { "a jam of paper" } else { "a jam" }.to_owned();
                    if n % 4 == 0 {
                        body.push_str(" in a tray");
                    }
                    w.index_entry(TicketId(n), EntryId(n), subject, &body, "")?;
                    if n == TICKETS - 50 {
                        // what lies far before the newest messages is asked for apart
                        w.connection.execute("INSERT INTO search_docs (id, ticket_id, entry_id) VALUES (?1, 0, 0)", [TICKETS + 2 * FAR]).unwrap();
                    }
                }
                w.connection.execute_batch("INSERT INTO mentions (entry_id, ticket_id, agent_id, at) VALUES (3, 3, 1, 0)").unwrap();
                Ok(())
            })
            .unwrap();
        (store, directory)
    }

    #[test]
    fn whichever_way_a_search_takes_it_finds_what_there_is_the_newest_first() {
        let (store, _directory) = desk();
        let limited = Sight::Limited { agent: AgentId(1), teams: vec![TeamId(7), TeamId(8)], waiting_box: false };
        let sees = |sight: &Sight, n: i64| *sight == Sight::Everything || [7, 8].contains(&(n % 500)) || n == 3;
        let queries: [(&str, Holds); 16] = [
            ("jam", |_| true),
            ("jam status:on-hold", |n| n % 900 == 7),
            ("jam status:open", |n| n % 900 != 7 && n % 3 == 0),
            ("jam -paper", |n| n % 5 != 0),
            ("paper status:on-hold,open", |n| n % 5 == 0 && (n % 3 == 0 || n % 900 == 7)),
            ("jam priority:urgent", |_| false),
            ("jam priority:low", |n| n <= 100),
            ("tray priority:low", |n| n % 4 == 0 && n <= 100),
            ("jam created:<1970-01-02", |_| true),
            ("status:open", |n| n % 900 != 7 && n % 3 == 0),
            ("-tray", |n| n % 4 != 0),
            ("-tray -subject:jam status:open", |n| n % 4 != 0 && n % 1000 != 1 && n % 900 != 7 && n % 3 == 0),
            ("-jam", |_| false),
            ("assignee:none priority:low", |n| n <= 100),
            ("assignee:none -priority:low status:open", |n| n > 100 && n % 900 != 7 && n % 3 == 0),
            ("tray assignee:none priority:low,urgent", |n| n % 4 == 0 && n <= 100),
        ];
        for sight in [&Sight::Everything, &limited] {
            let asking = Asking { who: AgentId(1), sight, now: Time(0), zone: &jiff::tz::TimeZone::UTC };
            for (text, holds) in queries {
                let query = Query::parse(text).unwrap();
                let all: Vec<i64> = (1..=TICKETS).rev().filter(|n| holds(*n) && sees(sight, *n)).collect();
                for sort in [Sort::Updated, Sort::Best] {
                    let request = ListRequest { within: BoxKey::AllOpen, query: text.to_owned(), sort: sort.into(), offset: 0, limit: 60 };
                    let found: Vec<i64> = store.list_ids(&asking, &request, Some(&query)).unwrap().into_iter().map(|t| t.0).collect();
                    assert_eq!(found.len(), all.len().min(60), "{text} {sight:?} {sort:?}");
                    if sort == Sort::Updated {
                        assert_eq!(found, all[..found.len()], "{text} {sight:?}");
                    } else {
                        let right: HashSet<i64> = all.iter().copied().collect();
                        assert!(found.iter().all(|n| right.contains(n)), "{text} {sight:?}: {found:?}");
                    }
                }
            }
        }
    }
}
