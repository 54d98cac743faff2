//! Orders that no index has: what was found in another is sorted by what its tickets show.
//!
//! No more tickets are sorted than the bounds say. What a list has beyond them follows unsorted: in a box by who has waited longest, for a query by
//! the last change, for words by the newest hit. Each page sorts the same tickets, so that no ticket is on two of them.

use std::collections::HashMap;

use rusqlite::types::ValueRef;

use super::conditions::Part;
use super::lists::{Found, as_json};
use super::{Asking, Store, StoreError};
use crate::model::find::folded;
use crate::model::order::Order;
use crate::model::query::{Condition, Query, Term};
use crate::model::status::Status;
use crate::model::ticket::{ListRequest, Sort};

/// So many tickets of a box or of a query without words are sorted.
const SORTED: usize = 25_000;
/// So many tickets are sorted where words are searched for or left out: each one more is dear to find.
const SORTED_BY_WORDS: usize = 1000;

/// What a ticket is sorted by.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(i64),
    Text(String),
    /// It has none, and stands last.
    Nothing,
}

impl Store {
    /// The tickets of a box or of a query in the order that is asked for. Those with the same key stay in the order in which they were found.
    pub(super) fn in_order(&self, asking: &Asking<'_>, request: &ListRequest, query: Option<&Query>, wanted: usize) -> Result<Found, StoreError> {
        let Some(most) = sorted_at_most(request.sort, query) else { return self.found(asking, request, query, wanted) };
        let mut found = self.found(asking, request, query, wanted.max(most))?;
        let first = most.min(found.ids.len());
        self.arrange(asking, request.sort, &mut found.ids[..first])?;
        Ok(found)
    }

    fn arrange(&self, asking: &Asking<'_>, order: Order, ids: &mut [i64]) -> Result<(), StoreError> {
        let mut by_number = ids.to_vec();
        by_number.sort_unstable();
        let key = self.key(asking, order.by)?;
        let select = Part::with(format!("SELECT t.id, {key} FROM json_each(?) j CROSS JOIN tickets t ON t.id = j.value"), [as_json(&by_number)]);
        let (mut keys, mut with): (HashMap<i64, Key>, usize) = (HashMap::with_capacity(ids.len()), 0);
        self.walk("sorting tickets", &select, |r| {
            let key = match r.get_ref(1)? {
                ValueRef::Integer(number) => Key::Number(number),
                ValueRef::Text(text) => Key::Text(folded(&String::from_utf8_lossy(text))),
                _ => Key::Nothing,
            };
            with += usize::from(key != Key::Nothing);
            keys.insert(r.get(0)?, key);
            Ok(true)
        })?;
        ids.sort_by_cached_key(|id| keys.remove(id).unwrap_or(Key::Nothing));
        if order.turned {
            ids[..with].reverse();
        }
        Ok(())
    }

    /// What a ticket `t` is sorted by, as SQL: a number, a text or nothing.
    fn key(&self, asking: &Asking<'_>, sort: Sort) -> Result<String, StoreError> {
        Ok(match sort {
            Sort::Waiting => "t.rank".to_owned(),
            Sort::Updated => "-t.updated_at".to_owned(),
            Sort::Best => "0".to_owned(),
            Sort::Created => "-t.id".to_owned(),
            Sort::Priority => "-t.priority".to_owned(),
            Sort::Number => "t.id".to_owned(),
            Sort::Status => format!("instr('{}', t.status)", Status::ALL.map(Status::word).join(" ")),
            Sort::Subject => "t.subject".to_owned(),
            Sort::Requester => "coalesce(nullif((SELECT c.name FROM contacts c WHERE c.id = t.requester_id), ''), t.requester_address)".to_owned(),
            Sort::Assignee => "(SELECT a.name FROM agents a WHERE a.id = t.assignee_id)".to_owned(),
            Sort::Tags => "(SELECT group_concat(x.tag, char(31)) FROM ticket_tags x WHERE x.ticket_id = t.id)".to_owned(),
            Sort::Message => "-t.last_customer_at".to_owned(),
            Sort::Unread => "-t.unread".to_owned(),
            Sort::Sides => "-((t.sides_unread > 0) * 1000000 + t.sides_open)".to_owned(),
            Sort::Here => {
                let others = self.presence("", asking.now.before(Store::HERE))?.into_iter().filter(|(_, p)| p.agent.id != asking.who);
                let tickets: Vec<String> = others.map(|(id, _)| id.to_string()).collect();
                format!("t.id NOT IN ({})", tickets.join(", "))
            }
        })
    }
}

/// The order in which tickets are found: hits of words come the newest first, and are not sorted by who waits longest.
pub(super) fn sorted(order: Order, query: Option<&Query>) -> Order {
    let has_words = words_of(query).any(|t| !t.negated);
    if has_words && order == Sort::Waiting.into() { Sort::Updated.into() } else { order }
}

/// The words of a query, also those that must not be there.
fn words_of(query: Option<&Query>) -> impl Iterator<Item = &Term> {
    let terms = query.map(|q| &q.terms).into_iter().flatten();
    terms.filter(|t| matches!(t.condition, Condition::Text(_) | Condition::Subject(_)))
}

/// How many tickets have to be sorted; `None` where they are found in their order.
fn sorted_at_most(order: Order, query: Option<&Query>) -> Option<usize> {
    let mut words = words_of(query).peekable();
    let most = if words.peek().is_some() { SORTED_BY_WORDS } else { SORTED };
    match order.by {
        Sort::Best => None,
        // the newest hits come first, and the oldest can only be sorted to the front
        Sort::Waiting | Sort::Updated if !order.turned || words.all(|t| t.negated) => None,
        Sort::Created | Sort::Priority | Sort::Number if words.all(|t| t.negated) => None,
        _ => Some(most),
    }
}
