//! Views among the boxes, with their counts.
//!
//! A view's tickets are looked up once. Afterwards only the tickets that something happened to since are looked at again, so that the counts of ten
//! views cost next to nothing on a desk of any size. A view whose query depends on the time of day is counted anew each minute.

use std::collections::HashMap;

use crate::model::order::Order;
use crate::model::people::Role;
use crate::model::query::{Condition, Query};
use crate::model::settings::{Kind, Scope, ViewItem};
use crate::model::ticket::{BoxCount, BoxKey, Sort};
use crate::model::{AgentId, TicketId, Time, ViewId};
use crate::store::{Asking, Change, Sight, Store};

use super::{Actor, Desk, DeskError, Right, names};

/// What nobody is there for: a customer waits, and the ticket is nobody's, or its agent is away.
pub(super) const STUCK: &str = "is:waiting assignee:none,away";

/// A set of ticket numbers.
#[derive(Debug, Default)]
struct Numbers {
    words: Vec<u64>,
    len: u32,
}

impl Numbers {
    fn place(id: TicketId) -> Option<(usize, u64)> {
        let number = usize::try_from(id.0).ok()?;
        Some((number / 64, 1 << (number % 64)))
    }

    fn has(&self, id: TicketId) -> bool {
        Numbers::place(id).is_some_and(|(word, bit)| self.words.get(word).is_some_and(|w| w & bit != 0))
    }

    fn set(&mut self, id: TicketId, is_in: bool) {
        if self.has(id) == is_in {
            return;
        }
        let Some((word, bit)) = Numbers::place(id) else { return };
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        self.words[word] ^= bit;
        self.len = if is_in { self.len + 1 } else { self.len - 1 };
    }
}

/// What is known of a view.
#[derive(Debug)]
struct Known {
    query: String,
    sight: Sight,
    /// The last history row and the newest ticket that are in here.
    upto: (i64, TicketId),
    /// When it was counted, in minutes.
    minute: i64,
    tickets: Numbers,
    waiting: Numbers,
}

/// What is known of views, by who looks.
#[derive(Debug, Default)]
pub(super) struct Counted(HashMap<(AgentId, BoxKey), Known>);

impl Known {
    fn take(&mut self, found: &[(TicketId, bool)]) {
        for (id, waits) in found {
            self.tickets.set(*id, true);
            self.waiting.set(*id, *waits);
        }
    }
}

/// Whether a query finds other tickets as time goes by.
fn depends_on_time(query: &Query) -> bool {
    query.terms.iter().any(|t| matches!(t.condition, Condition::Time(..)))
}

impl Counted {
    fn count(&mut self, s: &Store, asking: &Asking<'_>, key: &BoxKey, text: &str) -> Result<(u32, u32), DeskError> {
        let query = if text.is_empty() { None } else { Some(Query::parse(text)?) };
        let (upto, minute) = ((s.last_history()?, s.last_ticket()?), asking.now.0 / 60_000);
        let place = (asking.who, key.clone());
        let timed = query.as_ref().is_some_and(depends_on_time);
        if let Some(known) = self.0.get_mut(&place).filter(|k| k.query == text && k.sight == *asking.sight && !(timed && k.minute != minute)) {
            if known.upto == upto {
                return Ok((known.tickets.len, known.waiting.len));
            }
            let touched = if s.settings_changed_after(known.upto.0)? { None } else { s.touched_after(known.upto.0, known.upto.1)? };
            if let Some(touched) = touched {
                let found = s.matching(asking, query.as_ref(), Some(&touched))?;
                for id in touched {
                    known.tickets.set(id, false);
                    known.waiting.set(id, false);
                }
                known.take(&found);
                known.upto = upto;
                return Ok((known.tickets.len, known.waiting.len));
            }
        }
        let (tickets, waiting) = (Numbers::default(), Numbers::default());
        let mut known = Known { query: text.to_owned(), sight: asking.sight.clone(), upto, minute, tickets, waiting };
        known.take(&s.matching(asking, query.as_ref(), None)?);
        let counts = (known.tickets.len, known.waiting.len);
        self.0.insert(place, known);
        Ok(counts)
    }
}

impl Desk {
    /// The views that stand among the actor's boxes: the desk's, their teams', their own, by name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn views(&self, actor: &Actor) -> Result<Vec<(ViewId, ViewItem)>, DeskError> {
        Ok(self.store.views_of(actor.id())?)
    }

    /// The same as boxes, with their counts; for supervisors and admins, what nobody is there for stands before them. A view with a query that
    /// cannot be read counts nothing.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn view_boxes(&self, actor: &Actor, now: Time) -> Result<Vec<BoxCount>, DeskError> {
        let sight = self.sight(actor)?;
        let asking = Asking { who: actor.id(), sight: &sight, now, zone: &self.zone };
        self.store.read(|s| {
            let mut views: Vec<(BoxKey, String, String, Order)> = Vec::new();
            if actor.agent().is_none_or(|a| a.role >= Role::Supervisor) {
                views.push((BoxKey::Stuck, String::new(), STUCK.to_owned(), Sort::Waiting.into()));
            }
            let saved = s.views_of(actor.id())?.into_iter();
            views.extend(saved.map(|(id, v)| (BoxKey::View(id), v.name, v.query.trim().to_owned(), v.sort)));
            let mut counted = self.counted.borrow_mut();
            let mut boxes = Vec::with_capacity(views.len());
            for (key, name, query, sort) in views {
                let (total, waiting) = match counted.count(s, &asking, &key, &query) {
                    Err(DeskError::Query(_)) => (0, 0),
                    counts => counts?,
                };
                boxes.push(BoxCount { key, name, total, waiting, oldest: None, sort: Some(sort) });
            }
            put_oldest(s, &counted, actor.id(), &mut boxes)?;
            Ok(boxes)
        })
    }

    /// Saves a query as a view of the actor's own; the one that has that name is replaced.
    ///
    /// # Errors
    /// When the query cannot be read, the name is empty, or the store cannot be written.
    pub fn save_view(&self, actor: &Actor, name: &str, query: &str, sort: Order, now: Time) -> Result<ViewId, DeskError> {
        self.may(actor, Right::OwnSettings)?;
        names::read_to_keep(&self.store, query)?;
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(DeskError::Empty);
        }
        self.store.write(|w| {
            let item = ViewItem { id: None, name, query: query.trim().to_owned(), sort, scope: Scope::Me };
            let own = w.view_items(actor.id())?.into_iter().find(|v| v.scope == Scope::Me && v.name.to_lowercase() == item.name.to_lowercase());
            let id = match own.as_ref().and_then(|v| v.id) {
                Some(id) => {
                    w.put_view(id, actor.id(), &item)?;
                    id
                }
                None => w.add_view(actor.id(), &item)?,
            };
            let json = |item: &ViewItem| serde_json::to_string(item).ok();
            let (was, became) = (own.as_ref().and_then(json), json(&ViewItem { id: Some(id), ..item }));
            let change = Change { what: Kind::Views.change(), was: was.as_deref(), became: became.as_deref(), ..Change::default() };
            w.record(&actor.act(now), &change)?;
            Ok(ViewId(id))
        })
    }
}

/// Since when the longest waiting ticket of each view waits: one walk for all of them, which ends when each has its own.
fn put_oldest(s: &Store, counted: &Counted, who: AgentId, boxes: &mut [BoxCount]) -> Result<(), DeskError> {
    let mut open: Vec<&mut BoxCount> = boxes.iter_mut().filter(|b| b.waiting > 0).collect();
    if open.is_empty() {
        return Ok(());
    }
    s.who_waits(|id, since| {
        open.retain_mut(|b| {
            let found = counted.0.get(&(who, b.key.clone())).is_none_or(|known| known.waiting.has(id));
            if found {
                b.oldest = Some(since);
            }
            !found
        });
        !open.is_empty()
    })?;
    Ok(())
}
