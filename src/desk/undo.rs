//! `u`: the actor's last change is taken back, unless somebody has changed it since. What was done as one is taken back as one.

use crate::model::status::{Priority, Status};
use crate::model::ticket::TicketHead;
use crate::model::{AgentId, TeamId, TicketId, Time};
use crate::store::{Change, HistoryRow, MoveKind, StoreError, Write};

use super::spam::change_spam;
use super::triage::{change_assignee, change_field, change_priority, change_snooze, change_status, change_tags, change_team, field_text};
use super::{Actor, Desk, DeskError, Right};

/// A kind of change that can be taken back, in the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The status.
    Status,
    /// Who has the ticket.
    Assignee,
    /// The team that it waits in.
    Team,
    /// The priority.
    Priority,
    /// Tags, put on or taken off.
    Tags,
    /// Values of fields.
    Field,
    /// The snooze.
    Snooze,
    /// The spam mark.
    Spam,
    /// A mail to the customer that had not left.
    Reply,
    /// A mail to a third party that had not left.
    Side,
    /// A merge.
    Merge,
    /// A split.
    Split,
}

impl Part {
    fn of(row: &HistoryRow) -> Option<Part> {
        Some(match row.what.as_str() {
            "status" => Part::Status,
            "assignee" => Part::Assignee,
            "team" => Part::Team,
            "priority" => Part::Priority,
            "tag" | "untag" => Part::Tags,
            "field" => Part::Field,
            "snooze" => Part::Snooze,
            "spam" => Part::Spam,
            "reply" => Part::Reply,
            "side-asked" => Part::Side,
            "merged" => Part::Merge,
            "split" => Part::Split,
            _ => return None,
        })
    }
}

/// What was taken back.
#[derive(Debug)]
pub struct Undone {
    /// On which ticket; of several, the one that was changed last.
    pub ticket: TicketId,
    /// When it was done.
    pub at: Time,
    /// What, each kind once, in its order.
    pub parts: Vec<Part>,
    /// The value that was changed last: what it had, and has again.
    pub was: Option<String>,
    /// The value that this one lost.
    pub became: Option<String>,
    /// Every ticket that something was taken back on.
    pub tickets: Vec<TicketId>,
    /// Tickets of the same act that stay as they are, and why.
    pub left: Vec<(TicketId, DeskError)>,
    /// How many notes the same act wrote: they stay.
    pub notes: u32,
}

impl Undone {
    fn first(ticket: TicketId, row: HistoryRow) -> Undone {
        let parts = Part::of(&row).into_iter().collect();
        Undone { ticket, at: row.at, parts, was: row.was, became: row.became, tickets: vec![ticket], left: Vec::new(), notes: 0 }
    }

    fn also(&mut self, ticket: TicketId, row: &HistoryRow) {
        if !self.tickets.contains(&ticket) {
            self.tickets.push(ticket);
        }
        if let Some(part) = Part::of(row)
            && let Err(at) = self.parts.binary_search(&part)
        {
            self.parts.insert(at, part);
        }
    }
}

impl Desk {
    /// Takes the actor's last change back; of an act on several tickets, what was done on each of them.
    ///
    /// # Errors
    /// When there is none, somebody has changed all of it since, the actor may not any more, or the store cannot be written.
    pub fn undo(&self, actor: &Actor, now: Time) -> Result<Undone, DeskError> {
        self.undo_while(actor, now, &mut |_, _| true)
    }

    /// The same, one short transaction after the other. Before each, `go_on` is asked with how many are done and how many there are; when it says no,
    /// the rest waits for the next undo.
    ///
    /// # Errors
    /// As [`Desk::undo`] says.
    pub fn undo_while(&self, actor: &Actor, now: Time, go_on: &mut dyn FnMut(usize, usize) -> bool) -> Result<Undone, DeskError> {
        let last = self.store.last_undoable(actor.id())?.ok_or(DeskError::NothingToUndo)?;
        let batch = last.batch.unwrap_or(last.seq);
        let mut rows = self.store.undoable_of_batch(batch)?;
        if rows.iter().any(is_move) {
            rows.retain(is_move); // what else a merge changed goes back with it
        }
        let mut undone: Option<Undone> = None;
        let (mut left, count) = (Vec::new(), rows.len());
        for (at, row) in rows.into_iter().enumerate() {
            if !go_on(at, count) {
                let notes = self.store.notes_of_batch(batch)?;
                return undone.map(|u| Undone { left, notes, ..u }).ok_or(DeskError::NothingToUndo);
            }
            let Some(ticket) = row.ticket else { continue };
            match self.store.write(|w| self.take_back(w, actor, ticket, &row, now)) {
                Ok(false) => {}
                Ok(true) => match &mut undone {
                    Some(undone) => undone.also(ticket, &row),
                    None => undone = Some(Undone::first(ticket, row)),
                },
                Err(DeskError::Store(e)) => return Err(e.into()),
                Err(why) => left.push((ticket, why)),
            }
        }
        match undone {
            Some(undone) => {
                if count > 1 {
                    self.store.write(|w| w.record(&actor.act(now), &Change { what: "undone", undoes: Some(batch), ..Change::default() }))?;
                }
                Ok(Undone { left, notes: self.store.notes_of_batch(batch)?, ..undone })
            }
            None => Err(left.into_iter().next().map_or(DeskError::NothingToUndo, |(_, why)| why)),
        }
    }

    /// Takes one change back; false when that was done already.
    fn take_back(&self, w: &Write<'_>, actor: &Actor, ticket: TicketId, row: &HistoryRow, now: Time) -> Result<bool, DeskError> {
        if w.is_taken_back(row.seq)? {
            return Ok(false);
        }
        let last = w.last_history()?;
        if is_mail(row) {
            let mail = w.mail_to_take_back((row.entry, row.side), row.at)?.ok_or(DeskError::TooLate)?;
            // the text came from a macro: it is there still, and the agent may have a draft of their own here
            self.take_mail_back(w, actor, mail, now)?;
        } else if is_move(row) {
            let of = w.move_of(row.seq)?.ok_or(DeskError::NothingToUndo)?;
            match of.kind {
                MoveKind::Merge => self.unmerge(w, actor, &of, now)?,
                MoveKind::Split => self.unsplit(w, actor, &of, now)?,
            }
        } else {
            let head = self.allowed(actor, Right::Work, ticket)?;
            if !still_so(&head, row) {
                return Err(self.changed_since(ticket, row)?);
            }
            put_back(w, actor, &head, row, now)?;
        }
        w.mark_as_undoing(last, row.seq)?;
        Ok(true)
    }

    /// Why a change stays: who has changed the same since.
    fn changed_since(&self, ticket: TicketId, row: &HistoryRow) -> Result<DeskError, StoreError> {
        let Some(part) = Part::of(row) else { return Ok(DeskError::NothingToUndo) };
        let name = name_of(row).map(str::to_owned);
        let later = self.store.ticket_history(ticket, row.seq)?;
        let same = |r: &HistoryRow| Part::of(r) == Some(part) && name_of(r) == name.as_deref();
        let who = later.into_iter().rfind(same).map_or_else(|| "system".to_owned(), |r| r.actor);
        Ok(DeskError::NotTakenBack { ticket, part, name, who })
    }
}

/// Which tag or field it changed.
fn name_of(row: &HistoryRow) -> Option<&str> {
    match row.what.as_str() {
        "tag" => row.became.as_deref(),
        "untag" => row.was.as_deref(),
        "field" => field_of(row.became.as_deref()).map(|(name, _)| name),
        _ => None,
    }
}

/// The field and the value, which may be empty, of a text of the history.
fn field_of(text: Option<&str>) -> Option<(&str, &str)> {
    text?.split_once('=')
}

/// Whether it moved something from a ticket to another.
fn is_move(row: &HistoryRow) -> bool {
    matches!(row.what.as_str(), "merged" | "split")
}

/// Whether it wrote a mail.
fn is_mail(row: &HistoryRow) -> bool {
    matches!(row.what.as_str(), "reply" | "side-asked")
}

/// Whether the value is still the one that the row left.
fn still_so(head: &TicketHead, row: &HistoryRow) -> bool {
    let now = match row.what.as_str() {
        "status" => Some(head.status.word().to_owned()),
        "priority" => Some(head.priority.word().to_owned()),
        "assignee" => head.assignee.as_ref().map(|a| a.id.to_string()),
        "team" => head.team.as_ref().map(|t| t.id.to_string()),
        "snooze" => head.snoozed_until.map(|t| t.0.to_string()),
        "spam" => Some(if head.spam { "yes" } else { "no" }.to_owned()),
        "field" => field_of(row.became.as_deref()).map(|(name, _)| field_text(name, head.field(name))),
        "tag" => return row.became.as_ref().is_some_and(|t| head.tags.contains(t)),
        "untag" => return row.was.as_ref().is_some_and(|t| !head.tags.contains(t)),
        _ => return false,
    };
    now == row.became
}

fn put_back(w: &Write<'_>, actor: &Actor, head: &TicketHead, row: &HistoryRow, now: Time) -> Result<(), StoreError> {
    let was = row.was.as_deref();
    let number = was.and_then(|v| v.parse::<i64>().ok());
    match row.what.as_str() {
        "status" => {
            if let Some(status) = was.and_then(|v| v.parse::<Status>().ok()) {
                change_status(w, actor, head, status, now)?;
            }
        }
        "priority" => {
            if let Some(priority) = was.and_then(|v| v.parse::<Priority>().ok()) {
                change_priority(w, actor, head, priority, now)?;
            }
        }
        "assignee" => {
            change_assignee(w, actor, head, number.map(AgentId), now)?;
        }
        "team" => {
            change_team(w, actor, head, number.map(TeamId), now)?;
        }
        "snooze" => {
            change_snooze(w, actor, head, number.map(Time), now)?;
        }
        "spam" => {
            change_spam(w, actor, head, was == Some("yes"), now)?;
        }
        "field" => {
            let Some((name, value)) = field_of(was) else { return Ok(()) };
            if let Some(field) = w.fields()?.iter().find(|f| f.name == name) {
                change_field(w, actor, head, field, Some(value).filter(|v| !v.is_empty()), now)?;
            }
        }
        "tag" => change_tags(w, actor, head.id, &[], &[row.became.clone().unwrap_or_default()], now)?,
        "untag" => change_tags(w, actor, head.id, &[row.was.clone().unwrap_or_default()], &[], now)?,
        _ => {}
    }
    Ok(())
}
