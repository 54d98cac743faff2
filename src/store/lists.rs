//! Lists and boxes: which tickets a page shows, in which order, and how many there are.
//!
//! The cost of a page is by what it shows. A box walks an index that has its order. A query begins with the shortest list of tickets that an
//! index gives for one of its terms; where all are long, it walks the desk in the order of the list, which then soon fills the page. Words walk
//! their hits from the newest. Counting stops at a bound. An order that no index has is made of what was found so ([`super::orders`]).

use std::collections::HashSet;

use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use super::conditions::{Conditions, Part};
use super::error::Doing;
use super::hits::MOST_SEEN;
use super::orders::sorted;
use super::{Store, StoreError};
use crate::model::order::Order;
use crate::model::query::Query;
use crate::model::ticket::{BoxCount, BoxKey, ListPage, ListRequest, Sort, TicketHead};
use crate::model::{AgentId, TeamId, TicketId, Time, ViewId};

/// Counting stops here: "1,000+" is enough for a person, and costs the same on every desk.
const COUNT_UP_TO: usize = 1000;
/// So many tickets are rather sorted than found in order.
pub(super) const FEW: usize = 10_000;
/// So many tickets are rather looked up by their rows than met on a walk over all.
const FEW_ROWS: usize = 2500;
/// Counting stops here where every ticket has to be looked at.
const COUNT_DEAR_UP_TO: usize = 60;
/// Who sees so many open tickets at the most has them gathered; who sees more soon finds a page of them on a walk over all.
const FEW_SEEN: usize = 12_000;

/// Which tickets someone may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Every ticket of the desk.
    Everything,
    /// Their own, their teams', those that mention them or that they follow, those with a side conversation that they take part in.
    Limited {
        /// Who looks.
        agent: AgentId,
        /// Their teams.
        teams: Vec<TeamId>,
        /// Whether they see tickets that no team and no agent has.
        waiting_box: bool,
    },
}

impl Sight {
    /// A condition on the ticket `t`, for lists: what they were let in on is looked up once. Only numbers go into it.
    pub(super) fn condition(&self) -> String {
        self.reached(|agent| format!("t.id IN ({})", let_in(agent)))
    }

    /// The part of it that the ticket's own columns answer.
    pub(super) fn by_columns(&self) -> String {
        self.reached(|_| "0".to_owned())
    }

    /// A SELECT of the tickets that they were let in on, whoever has them; `None` for who sees everything.
    pub(super) fn let_in(&self) -> Option<Part> {
        match self {
            Sight::Everything => None,
            Sight::Limited { agent, .. } => Some(Part::new(let_in(*agent))),
        }
    }

    /// The same for one ticket.
    fn condition_on_one(&self) -> String {
        self.reached(|agent| {
            format!(
                "EXISTS (SELECT 1 FROM mentions x WHERE x.agent_id = {agent} AND x.ticket_id = t.id)
                   OR EXISTS (SELECT 1 FROM followers x WHERE x.agent_id = {agent} AND x.ticket_id = t.id)
                   OR EXISTS (SELECT 1 FROM sides s JOIN side_participants p ON p.side_id = s.id
                     WHERE s.ticket_id = t.id AND p.address = (SELECT email FROM agents WHERE id = {agent}) AND p.removed_at IS NULL)"
            )
        })
    }

    /// A SELECT of all tickets that they see; `None` for who sees everything.
    pub(super) fn listed(&self) -> Option<Part> {
        let Sight::Limited { agent, teams, waiting_box } = self else { return None };
        let teams: Vec<String> = teams.iter().map(ToString::to_string).collect();
        let mut all = format!("SELECT id FROM tickets WHERE assignee_id = {agent} UNION ALL {}", let_in(*agent));
        if !teams.is_empty() {
            all.push_str(&format!(" UNION ALL SELECT id FROM tickets WHERE team_id IN ({})", teams.join(", ")));
        }
        if *waiting_box {
            all.push_str(" UNION ALL SELECT id FROM tickets WHERE team_id IS NULL AND assignee_id IS NULL");
        }
        Some(Part::new(all))
    }

    /// A SELECT of the open tickets that they see, some more than once, each with what lists are sorted by: rank, time and priority. `None` for who
    /// sees everything.
    fn listed_open(&self) -> Option<Part> {
        let Sight::Limited { agent, teams, waiting_box } = self else { return None };
        let teams: Vec<String> = teams.iter().map(ToString::to_string).collect();
        let keys = "SELECT t.id, t.rank, t.updated_at, t.priority FROM";
        let mut all = format!(
            "{keys} tickets t INDEXED BY tickets_assignee WHERE t.assignee_id = {agent} AND t.working = 1
             UNION ALL {keys} ({}) l CROSS JOIN tickets t INDEXED BY tickets_working ON t.id = l.ticket_id WHERE t.working = 1",
            let_in(*agent)
        );
        if !teams.is_empty() {
            all.push_str(&format!(" UNION ALL {keys} tickets t INDEXED BY tickets_team WHERE t.team_id IN ({}) AND t.working = 1", teams.join(", ")));
        }
        if *waiting_box {
            all.push_str(&format!(
                " UNION ALL {keys} tickets t INDEXED BY tickets_unassigned WHERE t.team_id IS NULL AND t.assignee_id IS NULL AND t.working = 1"
            ));
        }
        Some(Part::new(all))
    }

    /// By the ticket's own columns, or as `let_in` says. The signs keep indexes of these columns from being preferred to the list's order.
    fn reached(&self, let_in: impl Fn(AgentId) -> String) -> String {
        let Sight::Limited { agent, teams, waiting_box } = self else { return "1".to_owned() };
        let teams: Vec<String> = teams.iter().map(ToString::to_string).collect();
        let waiting = if *waiting_box { "OR (+t.team_id IS NULL AND +t.assignee_id IS NULL)" } else { "" };
        format!("(+t.assignee_id = {agent} OR +t.team_id IN ({}) {waiting} OR {})", teams.join(", "), let_in(*agent))
    }

    /// Whether they see every ticket of a box because it is that box.
    fn holds_for(&self, key: &BoxKey) -> bool {
        match (self, key) {
            (Sight::Everything, _) | (_, BoxKey::Mine | BoxKey::Mentions) => true,
            (Sight::Limited { teams, .. }, BoxKey::Team(team)) => teams.contains(team),
            (Sight::Limited { waiting_box, .. }, BoxKey::Unassigned) => *waiting_box,
            (Sight::Limited { .. }, BoxKey::ThirdParties | BoxKey::AllOpen | BoxKey::Spam | BoxKey::View(_) | BoxKey::Stuck) => false,
        }
    }
}

fn let_in(agent: AgentId) -> String {
    format!(
        "SELECT ticket_id FROM mentions WHERE agent_id = {agent} UNION ALL SELECT ticket_id FROM followers WHERE agent_id = {agent}
           UNION ALL SELECT s.ticket_id FROM side_participants p JOIN sides s ON s.id = p.side_id
             WHERE p.address = (SELECT email FROM agents WHERE id = {agent}) AND p.removed_at IS NULL"
    )
}

/// Who asks, when and where: what the words *me*, *mine* and *today* of a query depend on.
pub struct Asking<'a> {
    /// Who.
    pub who: AgentId,
    /// What they may see.
    pub sight: &'a Sight,
    /// When.
    pub now: Time,
    /// In which time zone a day begins.
    pub zone: &'a jiff::tz::TimeZone,
}

/// The rank of a ticket is the time since when its customer waits, or more than this.
const NOBODY_WAITS: i64 = 1 << 52;

/// Tickets in the order of a list, from its beginning.
#[derive(Default)]
pub(super) struct Found {
    pub ids: Vec<i64>,
    /// There are more.
    pub more: bool,
}

impl Store {
    /// Whether someone may see a ticket; `None` when there is no such ticket.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn sees(&self, sight: &Sight, id: TicketId) -> Result<Option<bool>, StoreError> {
        let sql = format!("SELECT coalesce({}, 0) FROM tickets t WHERE t.id = ?1", sight.condition_on_one());
        self.row("looking up a ticket", &sql, [id.0], |r| r.get(0))
    }

    /// The ticket that has waited longest of those that nobody has and that are in someone's teams, or in the waiting box if they have
    /// access to it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn longest_waiting(&self, sight: &Sight, leave_out: &HashSet<TicketId>) -> Result<Option<TicketId>, StoreError> {
        let theirs = sight.by_columns();
        let select = format!(
            "SELECT t.id FROM tickets t INDEXED BY tickets_rank
             WHERE t.working = 1 AND t.rank < {NOBODY_WAITS} AND t.assignee_id IS NULL AND {theirs} ORDER BY t.rank"
        );
        let mut found = None;
        self.walk("finding who has waited longest", &Part::new(select), |r| {
            found = Some(TicketId(r.get(0)?)).filter(|id| !leave_out.contains(id));
            Ok(found.is_none())
        })?;
        Ok(found)
    }

    /// A page of a list.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn list(&self, asking: &Asking<'_>, request: &ListRequest, query: Option<&Query>) -> Result<ListPage, StoreError> {
        let end = request.offset.saturating_add(request.limit) as usize;
        let found = self.in_order(asking, request, query, if query.is_none() { end.max(COUNT_UP_TO) } else { end })?;
        let total = u32::try_from(found.ids.len()).unwrap_or(u32::MAX);
        let shown = found.ids.into_iter().skip(request.offset as usize).take(request.limit as usize);
        let rows = shown.filter_map(|id| self.ticket_head(TicketId(id)).transpose()).collect::<Result<Vec<TicketHead>, _>>()?;
        Ok(ListPage { request: request.clone(), rows, total, more_than_total: found.more, sorted: sorted(request.sort, query) })
    }

    /// The numbers of a list's tickets, in its order: as many as are asked for, also where a page would stop counting.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn list_ids(&self, asking: &Asking<'_>, request: &ListRequest, query: Option<&Query>) -> Result<Vec<TicketId>, StoreError> {
        let end = request.offset.saturating_add(request.limit) as usize;
        let found = self.in_order(asking, request, query, end)?;
        Ok(found.ids.into_iter().take(end).skip(request.offset as usize).map(TicketId).collect())
    }

    /// The tickets of a box or of a query, as far as an index has the order; in any other order, those that have waited longest or changed last.
    pub(super) fn found(&self, asking: &Asking<'_>, request: &ListRequest, query: Option<&Query>, wanted: usize) -> Result<Found, StoreError> {
        if let Some(query) = query {
            return self.by_query(&Conditions::of(query, asking), asking.sight, request.sort, wanted);
        }
        if request.within == BoxKey::AllOpen
            && let Some(found) = self.few_open(asking.sight, request.sort, wanted)?
        {
            return Ok(found);
        }
        self.walked(asking, request, wanted)
    }

    /// The tickets of a box on a walk over an index that has its order.
    fn walked(&self, asking: &Asking<'_>, request: &ListRequest, wanted: usize) -> Result<Found, StoreError> {
        let sight = if asking.sight.holds_for(&request.within) { "1".to_owned() } else { asking.sight.condition() };
        let order = match (request.sort.by, request.sort.turned) {
            (Sort::Updated, false) => "t.updated_at DESC",
            (Sort::Updated, true) => "t.updated_at",
            (Sort::Created, false) | (Sort::Number, true) => "t.id DESC",
            (Sort::Created, true) | (Sort::Number, false) => "t.id",
            (Sort::Priority, false) => "t.priority DESC, t.rank",
            (Sort::Priority, true) => "t.priority, t.rank DESC",
            (Sort::Waiting, true) => "t.rank DESC",
            _ => "t.rank",
        };
        let condition = box_condition(&request.within, asking.who);
        // few tickets have an open side conversation or are spam, and few of those with a mention are worked on: an index that holds the order of
        // all of them is the longer way, and so are their rows
        let index = match request.within {
            BoxKey::Mentions => "INDEXED BY tickets_working",
            BoxKey::ThirdParties => "INDEXED BY tickets_sides",
            BoxKey::Spam => "INDEXED BY tickets_spam",
            _ => "",
        };
        self.first(&Part::new(format!("SELECT t.id FROM tickets t {index} WHERE {condition} AND {sight} ORDER BY {order}")), wanted)
    }

    /// The open tickets of someone who sees few, gathered from the indexes of what they see; `None` for who sees more.
    fn few_open(&self, sight: &Sight, order: Order, wanted: usize) -> Result<Option<Found>, StoreError> {
        let Some(open) = sight.listed_open() else { return Ok(None) };
        let mut keys: Vec<(i64, i64, i64)> = Vec::new();
        self.walk("listing tickets", &open, |r| {
            let (id, rank, updated, priority): (i64, i64, i64, i64) = (r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?);
            keys.push(match order.by {
                Sort::Updated => (-updated, 0, id),
                Sort::Created => (-id, 0, id),
                Sort::Priority => (-priority, rank, id),
                Sort::Number => (id, 0, id),
                _ => (rank, 0, id),
            });
            Ok(keys.len() <= FEW_SEEN)
        })?;
        if keys.len() > FEW_SEEN {
            return Ok(None);
        }
        keys.sort_unstable();
        keys.dedup();
        if order.turned && matches!(order.by, Sort::Waiting | Sort::Updated | Sort::Created | Sort::Priority | Sort::Number) {
            keys.reverse();
        }
        Ok(Some(Found { more: keys.len() > wanted, ids: keys.into_iter().take(wanted).map(|(_, _, id)| id).collect() }))
    }

    /// A query looks through the whole desk, as far as someone sees it.
    fn by_query(&self, asked: &Conditions, sight: &Sight, order: Order, end: usize) -> Result<Found, StoreError> {
        if !asked.words.is_empty() {
            return self.by_words(asked, sight, order.by, end);
        }
        self.by_terms(asked, sight, order, end)
    }

    fn by_terms(&self, asked: &Conditions, sight: &Sight, Order { by, turned }: Order, end: usize) -> Result<Found, StoreError> {
        let without = self.without(&asked.without)?;
        let whole = *sight == Sight::Everything && asked.without.is_empty();
        let order = match (by, turned) {
            (Sort::Created, false) | (Sort::Number, true) => "t.id DESC",
            (Sort::Created, true) | (Sort::Number, false) => "t.id",
            (Sort::Priority, false) => "t.priority DESC, t.updated_at DESC",
            (Sort::Priority, true) => "t.priority, t.updated_at",
            (Sort::Updated, true) => "t.updated_at",
            (Sort::Waiting, false) => "t.rank",
            (Sort::Waiting, true) => "t.rank DESC",
            _ => "t.updated_at DESC",
        };
        let mut count_up_to = COUNT_UP_TO;
        let walk = match by {
            Sort::Priority => "INDEXED BY tickets_by_priority",
            Sort::Waiting => "INDEXED BY tickets_by_rank",
            Sort::Created | Sort::Number => "NOT INDEXED",
            _ => "INDEXED BY tickets_walk",
        };
        let by_number = matches!(by, Sort::Created | Sort::Number);
        let mut shortest = self.shortest(asked, FEW)?;
        if let (Some((_, ids)), Some(theirs)) = (shortest.as_mut().filter(|(_, ids)| ids.len() > FEW_ROWS), sight.listed()) {
            // that someone sees a ticket is found out for all of theirs sooner than for many one by one
            let theirs = self.first(&theirs, MOST_SEEN)?;
            if !theirs.more {
                let theirs: HashSet<i64> = theirs.ids.into_iter().collect();
                ids.retain(|id| theirs.contains(id));
            }
        }
        let (mut all, answered) = match shortest {
            // nothing else decides: on a walk the page is full before each of them would have been looked up
            Some((term, ids)) if ids.len() > FEW_ROWS && asked.terms.len() <= 2 && whole && !by_number => (
                Part::with(format!("SELECT t.id FROM tickets t {walk} WHERE +t.id IN (SELECT value FROM json_each(?)) AND "), [as_json(&ids)]),
                Some(term),
            ),
            Some((term, ids)) => {
                (Part::with("SELECT t.id FROM json_each(?) j CROSS JOIN tickets t ON t.id = j.value WHERE ", [as_json(&ids)]), Some(term))
            }
            None => {
                count_up_to = COUNT_DEAR_UP_TO;
                (Part::new(format!("SELECT t.id FROM tickets t {walk} WHERE ")), None)
            }
        };
        all.push(&asked.filter(answered));
        all.push(&Part::new(format!(" AND {} ORDER BY {order}", sight.condition())));
        self.first_without(&all, &without, if without.is_dear() { end } else { end.max(count_up_to) })
    }

    /// The term that an index answers with the fewest tickets, with their numbers; `None` when every term has more than `most`.
    pub(super) fn shortest(&self, asked: &Conditions, most: usize) -> Result<Option<(usize, Vec<i64>)>, StoreError> {
        let mut best: Option<(usize, Vec<i64>)> = None;
        for (term, tickets) in asked.terms.iter().enumerate().filter_map(|(i, t)| Some((i, t.tickets.as_ref()?))) {
            let most = best.as_ref().map_or(most, |(_, ids)| ids.len());
            let Found { mut ids, more } = self.first(tickets, most)?;
            if !more {
                ids.sort_unstable();
                ids.dedup();
                best = Some((term, ids));
            }
        }
        Ok(best)
    }

    /// The first numbers that a SELECT gives.
    pub(super) fn first(&self, select: &Part, wanted: usize) -> Result<Found, StoreError> {
        let mut found = Found::default();
        self.walk("listing tickets", select, |r| {
            found.more = found.ids.len() == wanted;
            if !found.more {
                found.ids.push(r.get(0)?);
            }
            Ok(!found.more)
        })?;
        Ok(found)
    }

    /// Takes one row after the other, as long as `each` wants more.
    pub(super) fn walk(
        &self,
        doing: &'static str,
        select: &Part,
        mut each: impl FnMut(&Row<'_>) -> rusqlite::Result<bool>,
    ) -> Result<(), StoreError> {
        self.note_plan(&select.sql);
        let mut statement = self.connection.prepare_cached(&select.sql).doing(doing)?;
        let mut rows = statement.query(params_from_iter::<&[Value]>(&select.arguments)).doing(doing)?;
        while let Some(row) = rows.next().doing(doing)? {
            if !each(row).doing(doing)? {
                break;
            }
        }
        Ok(())
    }

    /// The boxes that someone sees, with their counts.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn boxes(&self, who: AgentId, sight: &Sight) -> Result<Vec<BoxCount>, StoreError> {
        let groups = self.rows(
            "counting tickets",
            "SELECT team_id, assignee_id, count(*), count(owed_since), min(owed_since) FROM tickets WHERE working = 1 GROUP BY team_id, assignee_id",
            [],
            |r| {
                Ok(Group {
                    team: r.get::<_, Option<i64>>(0)?.map(TeamId),
                    assignee: r.get::<_, Option<i64>>(1)?.map(AgentId),
                    total: r.get(2)?,
                    waiting: r.get(3)?,
                    oldest: r.get::<_, Option<i64>>(4)?.map(Time),
                })
            },
        )?;
        let sum = |key: BoxKey, name: String, want: &dyn Fn(&Group) -> bool| {
            let mut count = BoxCount { key, name, total: 0, waiting: 0, oldest: None, sort: None };
            for g in groups.iter().filter(|g| want(g)) {
                count.total += g.total;
                count.waiting += g.waiting;
                count.oldest = [count.oldest, g.oldest].into_iter().flatten().min();
            }
            count
        };
        let waiting_box = !matches!(sight, Sight::Limited { waiting_box: false, .. });
        let visible = |g: &Group| match sight {
            Sight::Everything => true,
            Sight::Limited { agent, teams, .. } => {
                g.assignee == Some(*agent) || g.team.is_some_and(|t| teams.contains(&t)) || (waiting_box && g.team.is_none() && g.assignee.is_none())
            }
        };
        let mut out = vec![sum(BoxKey::Mine, String::new(), &|g| g.assignee == Some(who))];
        if waiting_box {
            out.push(sum(BoxKey::Unassigned, String::new(), &|g| g.team.is_none() && g.assignee.is_none()));
        }
        out.push(self.mentions_box(who)?);
        out.push(self.third_parties_box(sight)?);
        out.push(sum(BoxKey::AllOpen, String::new(), &visible));
        out.extend(self.spam_box(sight)?);
        for team in self.teams()? {
            let may = match sight {
                Sight::Everything => true,
                Sight::Limited { teams, .. } => teams.contains(&team.id),
            };
            if may {
                out.push(sum(BoxKey::Team(team.id), team.name, &|g| g.team == Some(team.id)));
            }
        }
        Ok(out)
    }

    fn mentions_box(&self, who: AgentId) -> Result<BoxCount, StoreError> {
        let counts = self.row(
            "counting mentions",
            "SELECT count(DISTINCT x.ticket_id), count(DISTINCT CASE WHEN x.seen_at IS NULL THEN x.ticket_id END), min(CASE WHEN x.seen_at IS NULL THEN x.at END)
             FROM mentions x JOIN tickets t INDEXED BY tickets_working ON t.id = x.ticket_id WHERE x.agent_id = ?1 AND t.working = 1",
            [who.0],
            |r| Ok((r.get(0)?, r.get(1)?, r.get::<_, Option<i64>>(2)?.map(Time))),
        )?;
        let (total, waiting, oldest) = counts.unwrap_or_default();
        Ok(BoxCount { key: BoxKey::Mentions, name: String::new(), total, waiting, oldest, sort: None })
    }

    /// What is marked as spam; no box when nothing is.
    fn spam_box(&self, sight: &Sight) -> Result<Option<BoxCount>, StoreError> {
        let sql = format!("SELECT count(*) FROM tickets t INDEXED BY tickets_spam WHERE t.spam = 1 AND {}", sight.condition());
        let total = self.row("counting spam", &sql, [], |r| r.get(0))?.unwrap_or(0);
        Ok((total > 0).then(|| BoxCount { key: BoxKey::Spam, name: String::new(), total, waiting: 0, oldest: None, sort: None }))
    }

    fn third_parties_box(&self, sight: &Sight) -> Result<BoxCount, StoreError> {
        let counts = self.row(
            "counting side conversations",
            &format!(
                "SELECT count(*), count(CASE WHEN t.sides_unread > 0 THEN 1 END), NULL FROM tickets t WHERE t.sides_open > 0 AND {}",
                sight.condition()
            ),
            [],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )?;
        let (total, waiting) = counts.unwrap_or_default();
        let oldest = self.row(
            "counting side conversations",
            &format!(
                "SELECT s.waiting_since FROM sides s JOIN tickets t ON t.id = s.ticket_id
                 WHERE s.state = 'open' AND s.waiting_since IS NOT NULL AND {} ORDER BY s.waiting_since LIMIT 1",
                sight.condition()
            ),
            [],
            |r| r.get(0),
        )?;
        Ok(BoxCount { key: BoxKey::ThirdParties, name: String::new(), total, waiting, oldest: oldest.map(Time), sort: None })
    }

    /// The query of a saved view.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn view_query(&self, id: ViewId) -> Result<Option<String>, StoreError> {
        self.row("reading a view", "SELECT query FROM views WHERE id = ?1", [id.0], |r| r.get(0))
    }
}

pub(super) fn as_json(ids: &[i64]) -> String {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    format!("[{}]", ids.join(","))
}

struct Group {
    team: Option<TeamId>,
    assignee: Option<AgentId>,
    total: u32,
    waiting: u32,
    oldest: Option<Time>,
}

fn box_condition(key: &BoxKey, who: AgentId) -> String {
    match key {
        BoxKey::Mine => format!("t.working = 1 AND t.assignee_id = {who}"),
        BoxKey::Unassigned => "t.working = 1 AND t.team_id IS NULL AND t.assignee_id IS NULL".to_owned(),
        BoxKey::Mentions => format!("t.working = 1 AND t.id IN (SELECT x.ticket_id FROM mentions x WHERE x.agent_id = {who})"),
        BoxKey::ThirdParties => "t.sides_open > 0".to_owned(),
        BoxKey::AllOpen | BoxKey::View(_) | BoxKey::Stuck => "t.working = 1".to_owned(),
        BoxKey::Spam => "t.spam = 1".to_owned(),
        BoxKey::Team(team) => format!("t.working = 1 AND t.team_id = {team}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_open_tickets_of_who_sees_few_are_those_of_a_walk_over_all() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::create(&directory.path().join("desk.db")).unwrap();
        store.connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        store
            .write::<_, StoreError>(|w| {
                for n in 1..=400 {
                    w.connection
                        .execute(
                            "INSERT INTO tickets (id, subject, status, requester_id, requester_address, team_id, assignee_id, created_at, updated_at, working,
                               rank, priority)
                             VALUES (?1, '', iif(?1 % 3, 'open', 'solved'), 1, '', nullif(?1 % 5, 0), nullif(?1 % 4, 0), ?1, ?1 * 7919 % 1009, ?1 % 3 <> 0, 4611686018427387904 - ?1 * 7919 % 1009, ?1 % 4)",
                            [n],
                        )
                        .unwrap();
                }
                w.connection.execute_batch("INSERT INTO mentions (entry_id, ticket_id, agent_id, at) SELECT id, id, 1, 0 FROM tickets WHERE id % 11 = 0").unwrap();
                Ok(())
            })
            .unwrap();
        for (teams, waiting_box) in [(vec![], false), (vec![], true), (vec![TeamId(2)], false), (vec![TeamId(2), TeamId(4)], true)] {
            let sight = Sight::Limited { agent: AgentId(1), teams, waiting_box };
            let asking = Asking { who: AgentId(1), sight: &sight, now: Time(0), zone: &jiff::tz::TimeZone::UTC };
            for by in Sort::ALL {
                for sort in [false, true].map(|turned| Order { by, turned }) {
                    let request = ListRequest { within: BoxKey::AllOpen, query: String::new(), sort, offset: 0, limit: 500 };
                    let walked = store.walked(&asking, &request, 500).unwrap();
                    let gathered = store.few_open(&sight, sort, 500).unwrap().unwrap();
                    assert!(!walked.ids.is_empty() && walked.ids.len() < 267);
                    assert_eq!(gathered.ids, walked.ids, "{sight:?} {sort:?}");
                    let some = store.few_open(&sight, sort, 10).unwrap().unwrap();
                    assert_eq!((some.ids.as_slice(), some.more), (&walked.ids[..10], true));
                }
            }
        }
        assert!(store.few_open(&Sight::Everything, Sort::Number.into(), 10).unwrap().is_none());
    }
}
