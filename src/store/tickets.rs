//! Tickets: rows of lists, counts of boxes, changes.

use rusqlite::types::Value;
use rusqlite::{Row, params};

use super::search::Sql;
use super::{Store, StoreError, Write};
use crate::model::people::{AgentRef, Person, Team};
use crate::model::query::Query;
use crate::model::status::{Priority, Status};
use crate::model::ticket::{BoxCount, BoxKey, ListPage, ListRequest, Sort, TicketHead};
use crate::model::{Address, AgentId, ContactId, MailboxId, TeamId, TicketId, Time, ViewId};

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
    /// A condition on the ticket `t`. Only numbers go into it.
    pub(super) fn condition(&self) -> String {
        let Sight::Limited { agent, teams, waiting_box } = self else { return "1".to_owned() };
        let teams: Vec<String> = teams.iter().map(ToString::to_string).collect();
        let waiting = if *waiting_box { "OR (t.team_id IS NULL AND t.assignee_id IS NULL)" } else { "" };
        format!(
            "(t.assignee_id = {agent} OR t.team_id IN ({teams}) {waiting}
              OR EXISTS (SELECT 1 FROM mentions x WHERE x.agent_id = {agent} AND x.ticket_id = t.id)
              OR EXISTS (SELECT 1 FROM followers x WHERE x.agent_id = {agent} AND x.ticket_id = t.id)
              OR (t.sides_open > 0 AND EXISTS (SELECT 1 FROM sides s JOIN side_participants p ON p.side_id = s.id
                  WHERE s.ticket_id = t.id AND p.removed_at IS NULL AND p.address = (SELECT email FROM agents WHERE id = {agent}))))",
            teams = teams.join(", ")
        )
    }
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

/// What a ticket belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// The mailbox that it came to.
    pub mailbox: Option<MailboxId>,
    /// The ticket that it goes on from.
    pub linked_from: Option<TicketId>,
}

/// What a new ticket begins with.
pub struct NewTicket<'a> {
    /// The mailbox that it came to.
    pub mailbox: Option<MailboxId>,
    /// Its subject.
    pub subject: &'a str,
    /// Who asks.
    pub requester: ContactId,
    /// The address that they wrote from.
    pub address: &'a Address,
    /// The team that it waits in.
    pub team: Option<TeamId>,
    /// The language of the first message.
    pub language: Option<&'a str>,
    /// The ticket that it goes on from.
    pub linked_from: Option<TicketId>,
    /// When.
    pub at: Time,
}

/// Values of a ticket to change; `None` leaves one as it is.
#[derive(Clone, Debug, Default)]
pub struct TicketPatch {
    /// Status; the times of solving and closing follow it.
    pub status: Option<Status>,
    /// Priority.
    pub priority: Option<Priority>,
    /// Assignee.
    pub assignee: Option<Option<AgentId>>,
    /// Team.
    pub team: Option<Option<TeamId>>,
    /// Subject.
    pub subject: Option<String>,
    /// Snooze; [`Time::NEVER`] is "until the next reply".
    pub snoozed_until: Option<Option<Time>>,
    /// Unread for its assignee.
    pub unread: Option<bool>,
    /// Since when the customer waits.
    pub waiting_since: Option<Option<Time>>,
    /// When the customer last wrote, and from where.
    pub customer_wrote: Option<(Time, Address)>,
    /// When it was first answered; kept when it is set already.
    pub first_answered_at: Option<Time>,
    /// When its arrival was acknowledged.
    pub acknowledged_at: Option<Time>,
}

const HEAD: &str = "SELECT t.id, t.subject, t.status, t.priority, t.requester_id, c.name, t.requester_address, a.id, a.login, a.name, m.id, m.name,
    t.snoozed_until, t.unread, t.waiting_since, t.created_at, t.updated_at, t.last_customer_at, t.sides_open, t.sides_unread,
    (SELECT group_concat(tag, char(31)) FROM ticket_tags x WHERE x.ticket_id = t.id)
  FROM tickets t JOIN contacts c ON c.id = t.requester_id LEFT JOIN agents a ON a.id = t.assignee_id LEFT JOIN teams m ON m.id = t.team_id";

fn head(r: &Row<'_>) -> rusqlite::Result<TicketHead> {
    let assignee = match r.get::<_, Option<i64>>(7)? {
        Some(id) => Some(AgentRef { id: AgentId(id), login: r.get(8)?, name: r.get(9)? }),
        None => None,
    };
    let team = match r.get::<_, Option<i64>>(10)? {
        Some(id) => Some(Team { id: TeamId(id), name: r.get(11)? }),
        None => None,
    };
    let tags: Option<String> = r.get(20)?;
    Ok(TicketHead {
        id: TicketId(r.get(0)?),
        subject: r.get(1)?,
        status: super::entries::parsed(r, 2)?,
        priority: priority(r.get(3)?),
        requester: Person { contact: Some(ContactId(r.get(4)?)), name: r.get(5)?, email: super::entries::address(r, 6)? },
        assignee,
        team,
        tags: tags.map(|t| t.split('\u{1f}').map(str::to_owned).collect()).unwrap_or_default(),
        snoozed_until: r.get::<_, Option<i64>>(12)?.map(Time),
        unread: r.get(13)?,
        waiting_since: r.get::<_, Option<i64>>(14)?.map(Time),
        created_at: Time(r.get(15)?),
        updated_at: Time(r.get(16)?),
        last_customer_at: r.get::<_, Option<i64>>(17)?.map(Time),
        sides_open: r.get(18)?,
        sides_unread: r.get(19)?,
        presence: Vec::new(),
    })
}

fn priority(n: i64) -> Priority {
    Priority::ALL[usize::try_from(n).unwrap_or(1).min(3)]
}

/// Counting stops here: "1,000+" is enough for a person, and costs the same on every desk.
const COUNT_UP_TO: u32 = 1000;

impl Store {
    /// The row of one ticket.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn ticket_head(&self, id: TicketId) -> Result<Option<TicketHead>, StoreError> {
        self.row("reading a ticket", &format!("{HEAD} WHERE t.id = ?1"), [id.0], head)
    }

    /// Whether someone may see a ticket; `None` when there is no such ticket.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn sees(&self, sight: &Sight, id: TicketId) -> Result<Option<bool>, StoreError> {
        self.row("looking up a ticket", &format!("SELECT coalesce({}, 0) FROM tickets t WHERE t.id = ?1", sight.condition()), [id.0], |r| r.get(0))
    }

    /// The ticket's mailbox, and the ticket that it goes on from.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn ticket_links(&self, id: TicketId) -> Result<Links, StoreError> {
        let found = self.row("reading a ticket", "SELECT mailbox_id, linked_from FROM tickets WHERE id = ?1", [id.0], |r| {
            Ok(Links { mailbox: r.get::<_, Option<i64>>(0)?.map(MailboxId), linked_from: r.get::<_, Option<i64>>(1)?.map(TicketId) })
        })?;
        Ok(found.unwrap_or_default())
    }

    /// The language of a ticket's first message, as far as it was guessed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn ticket_language(&self, id: TicketId) -> Result<Option<String>, StoreError> {
        Ok(self.row("reading a ticket", "SELECT language FROM tickets WHERE id = ?1", [id.0], |r| r.get::<_, Option<String>>(0))?.flatten())
    }

    /// Where a ticket went that was merged into another; itself otherwise.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn merged_into(&self, id: TicketId) -> Result<TicketId, StoreError> {
        let mut at = id;
        for _ in 0..16 {
            match self.row("following a merge", "SELECT merged_into FROM tickets WHERE id = ?1", [at.0], |r| r.get::<_, Option<i64>>(0))?.flatten() {
                Some(next) => at = TicketId(next),
                None => break,
            }
        }
        Ok(at)
    }

    /// A page of a list.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn list(&self, asking: &Asking<'_>, request: &ListRequest, query: Option<&Query>) -> Result<ListPage, StoreError> {
        let sql = match query {
            Some(query) => Sql::of(query, asking),
            None => Sql { condition: box_condition(&request.within, asking.who), arguments: Vec::new(), matches: Vec::new() },
        };
        let condition = format!("{} AND {}", sql.condition, asking.sight.condition());
        let (rows, total, more) = if sql.matches.is_empty() {
            let order = order(request.sort, query.is_some());
            self.list_by_rows(&condition, &sql.arguments, request, order)?
        } else {
            self.list_by_words(&condition, &sql, request)?
        };
        Ok(ListPage { request: request.clone(), rows, total, more_than_total: more })
    }

    fn list_by_rows(
        &self,
        condition: &str,
        arguments: &[Value],
        request: &ListRequest,
        order: &str,
    ) -> Result<(Vec<TicketHead>, u32, bool), StoreError> {
        let rows = self.rows(
            "listing tickets",
            &format!("{HEAD} WHERE {condition} ORDER BY {order} LIMIT {} OFFSET {}", request.limit, request.offset),
            rusqlite::params_from_iter(arguments),
            head,
        )?;
        let bound = COUNT_UP_TO.max(request.offset.saturating_add(request.limit)).saturating_add(1);
        let counted: u32 = self
            .row(
                "counting tickets",
                &format!("SELECT count(*) FROM (SELECT 1 FROM tickets t WHERE {condition} LIMIT {bound})"),
                rusqlite::params_from_iter(arguments),
                |r| r.get(0),
            )?
            .unwrap_or(0);
        Ok((rows, counted.min(bound - 1), counted >= bound))
    }

    /// Walks the hits from the newest and drops repeats of a ticket: the cost is that of what is shown, not of how common a word is.
    fn list_by_words(&self, condition: &str, sql: &Sql, request: &ListRequest) -> Result<(Vec<TicketHead>, u32, bool), StoreError> {
        const MOST_HITS: usize = 20_000;
        let text = format!(
            "SELECT d.ticket_id FROM search CROSS JOIN search_docs d ON d.id = search.rowid CROSS JOIN tickets t ON t.id = d.ticket_id
             WHERE search MATCH ?{} AND {condition} ORDER BY search.rowid DESC LIMIT {MOST_HITS}",
            sql.arguments.len() + 1
        );
        let mut all: Vec<Value> = sql.arguments.clone();
        all.push(Value::Text(sql.matches.join(" AND ")));
        let wanted = request.offset.saturating_add(request.limit).max(COUNT_UP_TO) as usize;
        let (ids, more) = self.distinct("searching", &text, &all, wanted)?;
        let total = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        let mut rows = Vec::new();
        for id in ids.into_iter().skip(request.offset as usize).take(request.limit as usize) {
            rows.extend(self.ticket_head(TicketId(id))?);
        }
        Ok((rows, total, more))
    }

    fn distinct(&self, doing: &'static str, sql: &str, arguments: &[Value], wanted: usize) -> Result<(Vec<i64>, bool), StoreError> {
        use super::error::Doing;
        self.note_plan(sql);
        let mut seen = std::collections::HashSet::new();
        let mut ids = Vec::new();
        let mut statement = self.connection.prepare_cached(sql).doing(doing)?;
        let mut rows = statement.query(rusqlite::params_from_iter(arguments)).doing(doing)?;
        while let Some(row) = rows.next().doing(doing)? {
            let id: i64 = row.get(0).doing(doing)?;
            if seen.insert(id) {
                if ids.len() == wanted {
                    return Ok((ids, true));
                }
                ids.push(id);
            }
        }
        Ok((ids, false))
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
            let mut count = BoxCount { key, name, total: 0, waiting: 0, oldest: None };
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
             FROM mentions x JOIN tickets t ON t.id = x.ticket_id WHERE x.agent_id = ?1 AND t.working = 1",
            [who.0],
            |r| Ok((r.get(0)?, r.get(1)?, r.get::<_, Option<i64>>(2)?.map(Time))),
        )?;
        let (total, waiting, oldest) = counts.unwrap_or_default();
        Ok(BoxCount { key: BoxKey::Mentions, name: String::new(), total, waiting, oldest })
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
        Ok(BoxCount { key: BoxKey::ThirdParties, name: String::new(), total, waiting, oldest: oldest.map(Time) })
    }

    /// Tickets whose snooze is over.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn snoozes_over(&self, now: Time) -> Result<Vec<TicketId>, StoreError> {
        self.rows(
            "looking for snoozes that are over",
            "SELECT id FROM tickets WHERE snoozed_until IS NOT NULL AND snoozed_until <= ?1 LIMIT 500",
            [now.0],
            |r| Ok(TicketId(r.get(0)?)),
        )
    }

    /// Tickets that were solved before a time and are not closed yet.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn solved_before(&self, then: Time) -> Result<Vec<TicketId>, StoreError> {
        self.rows("looking for solved tickets", "SELECT id FROM tickets WHERE status = 'solved' AND solved_at <= ?1 LIMIT 500", [then.0], |r| {
            Ok(TicketId(r.get(0)?))
        })
    }

    /// The newest tickets of a requester, this one left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn tickets_of(&self, requester: ContactId, not: TicketId) -> Result<Vec<TicketHead>, StoreError> {
        self.rows(
            "listing a customer's tickets",
            &format!("{HEAD} WHERE t.requester_id = ?1 AND t.id <> ?2 ORDER BY t.id DESC LIMIT 20"),
            [requester.0, not.0],
            head,
        )
    }

    /// The query of a saved view.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn view_query(&self, id: ViewId) -> Result<Option<String>, StoreError> {
        self.row("reading a view", "SELECT query FROM views WHERE id = ?1", [id.0], |r| r.get(0))
    }
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
        BoxKey::AllOpen | BoxKey::View(_) => "t.working = 1".to_owned(),
        BoxKey::Team(team) => format!("t.working = 1 AND t.team_id = {team}"),
    }
}

/// Who waits longest is kept on an index of the working queues only; a query over the whole desk shows what changed last first.
fn order(sort: Sort, whole_desk: bool) -> &'static str {
    match sort {
        Sort::Waiting if !whole_desk => "t.rank",
        Sort::Waiting | Sort::Updated => "t.updated_at DESC",
        Sort::Created => "t.id DESC",
        Sort::Priority => "t.priority DESC, t.rank",
        Sort::Number => "t.id",
    }
}

impl Write<'_> {
    /// Makes a ticket; its status is new.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn add_ticket(&self, new: &NewTicket<'_>) -> Result<TicketId, StoreError> {
        let id = self.insert(
            "making a ticket",
            "INSERT INTO tickets (mailbox_id, subject, status, requester_id, requester_address, team_id, language, linked_from, created_at, updated_at)
             VALUES (?1, ?2, 'new', ?3, ?4, ?5, ?6, ?7, ?8, ?8)",
            params![
                new.mailbox.map(|m| m.0),
                new.subject,
                new.requester.0,
                new.address.as_str(),
                new.team.map(|t| t.0),
                new.language,
                new.linked_from.map(|t| t.0),
                new.at.0
            ],
        )?;
        Ok(TicketId(id))
    }

    /// Changes a ticket.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn change_ticket(&self, id: TicketId, patch: &TicketPatch, now: Time) -> Result<(), StoreError> {
        let mut sets: Vec<String> = Vec::new();
        let mut values: Vec<Value> = Vec::new();
        let mut set = |column: &str, value: Value| {
            values.push(value);
            sets.push(format!("{column} = ?{}", values.len()));
        };
        let number = |n: Option<i64>| n.map_or(Value::Null, Value::Integer);
        if let Some(status) = patch.status {
            set("status", Value::Text(status.word().to_owned()));
            let solved = (status == Status::Solved).then_some(now.0);
            if status != Status::Closed {
                set("solved_at", number(solved));
            }
            set("closed_at", number((status == Status::Closed).then_some(now.0)));
        }
        if let Some(priority) = patch.priority {
            set("priority", Value::Integer(priority as i64));
        }
        if let Some(assignee) = patch.assignee {
            set("assignee_id", number(assignee.map(|a| a.0)));
        }
        if let Some(team) = patch.team {
            set("team_id", number(team.map(|t| t.0)));
        }
        if let Some(subject) = &patch.subject {
            set("subject", Value::Text(subject.clone()));
        }
        if let Some(until) = patch.snoozed_until {
            set("snoozed_until", number(until.map(|t| t.0)));
        }
        if let Some(unread) = patch.unread {
            set("unread", Value::Integer(unread.into()));
        }
        if let Some(since) = patch.waiting_since {
            set("waiting_since", number(since.map(|t| t.0)));
        }
        if let Some((at, address)) = &patch.customer_wrote {
            set("last_customer_at", Value::Integer(at.0));
            set("requester_address", Value::Text(address.as_str().to_owned()));
        }
        if let Some(at) = patch.acknowledged_at {
            set("acknowledged_at", Value::Integer(at.0));
        }
        if let Some(at) = patch.first_answered_at {
            values.push(Value::Integer(at.0));
            sets.push(format!("first_answered_at = coalesce(first_answered_at, ?{})", values.len()));
        }
        values.push(Value::Integer(now.0));
        sets.push(format!("updated_at = max(updated_at, ?{})", values.len()));
        values.push(Value::Integer(id.0));
        let sql = format!("UPDATE tickets SET {} WHERE id = ?{}", sets.join(", "), values.len());
        self.run("changing a ticket", &sql, rusqlite::params_from_iter(values))?;
        Ok(())
    }

    /// Marks a ticket as read without calling that a change.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn mark_read(&self, id: TicketId) -> Result<bool, StoreError> {
        Ok(self.run("marking a ticket as read", "UPDATE tickets SET unread = 0 WHERE id = ?1 AND unread = 1", [id.0])? > 0)
    }

    /// Puts a tag on a ticket; the tag is registered when it is new. False when it was there.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn add_tag(&self, id: TicketId, tag: &str) -> Result<bool, StoreError> {
        self.run("registering a tag", "INSERT OR IGNORE INTO tags (name) VALUES (?1)", [tag])?;
        Ok(self.run("tagging a ticket", "INSERT OR IGNORE INTO ticket_tags (ticket_id, tag) VALUES (?1, ?2)", params![id.0, tag])? > 0)
    }

    /// Takes a tag off a ticket. False when it was not there.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn remove_tag(&self, id: TicketId, tag: &str) -> Result<bool, StoreError> {
        Ok(self.run("taking a tag off a ticket", "DELETE FROM ticket_tags WHERE ticket_id = ?1 AND tag = ?2", params![id.0, tag])? > 0)
    }
}
