//! Best first: the tickets that words are found on, in the order of how well they fit.
//!
//! The engine's own measure, bm25, reads every hit of every word before it can say anything, which no desk with a million messages can afford
//! while somebody types. Here the newest hits are told apart by where the words stand, each place one more question to the index, bounded below by
//! the oldest of these hits: all words next to each other in the subject, all of them in the subject, in the names of people and files, next to each
//! other anywhere, anywhere. A ticket ranks by the best place of its messages, then by how many of them have the words, then by the newest. Older
//! hits follow, newest first. So the cost is by [`RANKED`], whatever the desk holds and however common the words are.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use rusqlite::types::Value;

use super::conditions::{Conditions, Part};
use super::hits::{Distinct, Pass, Portions};
use super::lists::Found;
use super::{Store, StoreError};

/// So many of the newest hits are ranked.
const RANKED: usize = 2000;
/// So many are, where they are few among many others, so that their places are looked for far back.
const RANKED_OF_FEW: usize = 200;
/// Where words stand is looked up in so many of the newest messages of the desk, counted from the newest hit: few hits may lie far apart.
const NEWEST: i64 = 50_000;
/// More messages with the words do not make a ticket better.
const MANY: usize = 5;

/// A message with the words, and its ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hit {
    doc: i64,
    ticket: i64,
}

/// Where words can stand, the best place first, as expressions of the index; anywhere is not among them.
fn places(asked: &Conditions) -> Vec<String> {
    let all = asked.words.join(" AND ");
    // words that may go on can only stand last in a phrase
    let whole = asked.texts.split_last().is_some_and(|(_, before)| !before.is_empty() && before.iter().all(|w| !w.ends_with('*')));
    let phrase = whole.then(|| asked.texts.join(" + "));
    let in_subject = phrase.as_ref().map(|p| format!("subject : ({p})"));
    in_subject.into_iter().chain([format!("subject : ({all})"), format!("names : ({all})")]).chain(phrase).collect()
}

impl Store {
    /// The best of the newest hits first; where they do not fill what is wanted, the others from the newest.
    pub(super) fn best_that_pass(&self, asked: &Conditions, pass: &Pass, wanted: usize) -> Result<(Found, Option<i64>), StoreError> {
        let words = asked.words.join(" AND ");
        let newest = Part::with(
            format!(
                "SELECT d.id, d.ticket_id FROM search CROSS JOIN search_docs d ON d.id = search.rowid
                 WHERE search MATCH ? ORDER BY search.rowid DESC LIMIT {RANKED}"
            ),
            [words.clone()],
        );
        let mut hits = Vec::new();
        self.walk("searching", &newest, |r| {
            hits.push(Hit { doc: r.get(0)?, ticket: r.get(1)? });
            Ok(true)
        })?;
        let mut found = Found::default();
        let best = self.best_first(asked, &hits, RANKED)?;
        for portion in Portions::of(&best) {
            self.passing(portion, pass, wanted, &mut found)?;
        }
        Ok((found, hits.last().filter(|_| hits.len() == RANKED).map(|h| h.doc)))
    }

    /// The same for common words on a few tickets, whose messages are given by rising number with the ticket of each.
    pub(super) fn best_among(&self, asked: &Conditions, docs: &[(i64, i64)], wanted: usize) -> Result<Found, StoreError> {
        let (mut hits, mut seen) = (Vec::new(), HashSet::new());
        self.walk_among(asked, docs, |doc, ticket| {
            hits.push(Hit { doc, ticket });
            seen.insert(ticket);
            hits.len() < RANKED_OF_FEW || seen.len() <= wanted
        })?;
        let mut found = Distinct::up_to(wanted);
        for ticket in self.best_first(asked, &hits, RANKED_OF_FEW)? {
            if !found.add(ticket) {
                break;
            }
        }
        Ok(found.found)
    }

    /// The tickets of some hits, which are given newest first: those of the first `most` hits best first, then the others as they come.
    fn best_first(&self, asked: &Conditions, hits: &[Hit], most: usize) -> Result<Vec<i64>, StoreError> {
        let (ranked, rest) = hits.split_at(hits.len().min(most));
        let places = places(asked);
        let mut place_of: HashMap<i64, usize> = HashMap::new();
        for (place, expression) in places.iter().enumerate() {
            for doc in self.standing_there(expression, ranked)? {
                place_of.entry(doc).or_insert(place);
            }
        }
        let mut tickets: HashMap<i64, (usize, usize, i64)> = HashMap::new();
        for hit in ranked {
            let place = place_of.get(&hit.doc).copied().unwrap_or(places.len());
            let ticket = tickets.entry(hit.ticket).or_insert((place, 0, hit.doc));
            *ticket = (ticket.0.min(place), ticket.1 + 1, ticket.2.max(hit.doc));
        }
        let mut order: Vec<(i64, (usize, usize, i64))> = tickets.iter().map(|(ticket, rank)| (*ticket, *rank)).collect();
        order.sort_by_key(|(_, (place, messages, newest))| (*place, Reverse((*messages).min(MANY)), Reverse(*newest)));
        let mut out: Vec<i64> = order.into_iter().map(|(ticket, _)| ticket).collect();
        for hit in rest {
            if let std::collections::hash_map::Entry::Vacant(new) = tickets.entry(hit.ticket) {
                new.insert((0, 0, 0));
                out.push(hit.ticket);
            }
        }
        Ok(out)
    }

    /// Which of some messages, which are given newest first, have the words in a place, as far down as [`NEWEST`] reaches. Upwards from there: on its
    /// way down the index looks for the next message that has them, however far below the bound it is.
    fn standing_there(&self, expression: &str, hits: &[Hit]) -> Result<Vec<i64>, StoreError> {
        let (Some(newest), Some(oldest)) = (hits.first(), hits.last()) else { return Ok(Vec::new()) };
        let select = Part {
            sql: "SELECT rowid FROM search WHERE search MATCH ? AND rowid >= ? ORDER BY rowid".to_owned(),
            arguments: vec![Value::Text(expression.to_owned()), Value::Integer(oldest.doc.max(newest.doc - NEWEST))],
        };
        let mut found = Vec::new();
        self.walk("searching", &select, |r| {
            let doc: i64 = r.get(0)?;
            if hits.binary_search_by(|hit| doc.cmp(&hit.doc)).is_ok() {
                found.push(doc);
            }
            Ok(true)
        })?;
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::query::Query;
    use crate::model::{AgentId, EntryId, TicketId, Time};
    use crate::store::{Asking, Sight};

    /// An index of these subjects and texts, two messages a ticket, and all its hits for a query, newest first.
    fn indexed(texts: &[(String, String)], query: &str) -> (Store, Conditions, Vec<Hit>, tempfile::TempDir) {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::create(&directory.path().join("desk.db")).unwrap();
        store.connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        store
            .write::<_, StoreError>(|w| {
                for (n, (subject, body)) in texts.iter().enumerate() {
                    let n = i64::try_from(n).unwrap();
                    w.index_entry(TicketId(n / 2 + 1), EntryId(n + 1), subject, body, "")?;
                }
                Ok(())
            })
            .unwrap();
        let asking = Asking { who: AgentId(1), sight: &Sight::Everything, now: Time(0), zone: &jiff::tz::TimeZone::UTC };
        let asked = Conditions::of(&Query::parse(query).unwrap(), &asking);
        let all = Part::with(
            "SELECT d.id, d.ticket_id FROM search CROSS JOIN search_docs d ON d.id = search.rowid WHERE search MATCH ? ORDER BY search.rowid DESC",
            [asked.words.join(" AND ")],
        );
        let mut hits = Vec::new();
        store
            .walk("searching", &all, |r| {
                Ok({
                    hits.push(Hit { doc: r.get(0)?, ticket: r.get(1)? });
                    true
                })
            })
            .unwrap();
        (store, asked, hits, directory)
    }

    #[test]
    fn only_the_newest_hits_are_ranked_and_the_others_follow() {
        let texts: Vec<(String, String)> = (0..820).map(|n| (if n == 0 || n == 40 { "jam" } else { "" }.to_owned(), "a jam".to_owned())).collect();
        let (store, asked, hits, _directory) = indexed(&texts, "jam");
        let found = store.best_first(&asked, &hits, RANKED).unwrap();
        assert_eq!(found[..2], [21, 1], "in its subject, newest first");
        assert!(found[2..].is_sorted_by(|a, b| a > b));
        let fewer = store.best_first(&asked, &hits, RANKED_OF_FEW).unwrap();
        assert_eq!(fewer.len(), texts.len() / 2);
        assert!(fewer.is_sorted_by(|a, b| a > b), "what stands in old subjects is not looked up");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn each_ticket_is_found_once_and_those_that_are_ranked_come_first_in_the_order_of_all(
            texts in prop::collection::vec(("(paper|jam|tray| ){0,4}", "(paper|jam|tray|lamp| ){0,6}"), 1..40),
            query in "(paper|jam|pap\\*|\"paper jam\"|jam tray|tray paper jam)",
            most in 0usize..40,
        ) {
            let (store, asked, hits, _directory) = indexed(&texts, &query);
            let range = store.best_first(&asked, &hits, most).unwrap();
            let newest = &hits[..hits.len().min(most)];
            let ranked = store.best_first(&asked, newest, newest.len()).unwrap();
            prop_assert_eq!(&range[..ranked.len()], &ranked[..], "older hits change nothing before them");
            let mut tickets: Vec<i64> = hits.iter().map(|h| h.ticket).collect();
            tickets.sort_unstable();
            tickets.dedup();
            let mut found = range.clone();
            found.sort_unstable();
            prop_assert_eq!(found, tickets, "each ticket with a hit once, and no other");
        }
    }
}
