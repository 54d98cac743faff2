//! `u`: the actor's last change is taken back, unless somebody has changed it since. What was done as one is taken back as one.

use crate::model::status::{Priority, Status};
use crate::model::ticket::TicketHead;
use crate::model::{AgentId, TeamId, TicketId, Time};
use crate::store::{Change, HistoryRow, MoveKind, StoreError, Write};

use super::spam::change_spam;
use super::triage::{change_assignee, change_field, change_priority, change_snooze, change_status, change_tags, change_team, field_text};
use super::{Actor, Desk, DeskError, Right};

/// What was taken back.
#[derive(Debug)]
pub struct Undone {
    /// On which ticket; of several, the one that was changed last.
    pub ticket: TicketId,
    /// What: `status`, `assignee`, `team`, `priority`, `snooze`, `spam`, `tag`, `untag`, `field`, `merged` or `split`.
    pub what: String,
    /// The value that it had, and has again.
    pub was: Option<String>,
    /// The value that it lost.
    pub became: Option<String>,
    /// Every ticket that something was taken back on.
    pub tickets: Vec<TicketId>,
    /// Tickets of the same act that stay as they are, and why.
    pub left: Vec<(TicketId, DeskError)>,
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
                return undone.map(|u| Undone { left, ..u }).ok_or(DeskError::NothingToUndo);
            }
            let Some(ticket) = row.ticket else { continue };
            match self.store.write(|w| self.take_back(w, actor, ticket, &row, now)) {
                Ok(false) => {}
                Ok(true) => match &mut undone {
                    Some(u) if u.tickets.contains(&ticket) => {}
                    Some(u) => u.tickets.push(ticket),
                    None => {
                        undone = Some(Undone { ticket, what: row.what, was: row.was, became: row.became, tickets: vec![ticket], left: Vec::new() });
                    }
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
                Ok(Undone { left, ..undone })
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
                return Err(DeskError::ChangedSince(self.who_changed(ticket, row)?));
            }
            put_back(w, actor, &head, row, now)?;
        }
        w.mark_as_undoing(last, row.seq)?;
        Ok(true)
    }

    fn who_changed(&self, ticket: TicketId, row: &HistoryRow) -> Result<String, StoreError> {
        let later = self.store.ticket_history(ticket, row.seq)?;
        let name_of = |r: &HistoryRow| field_of(r.became.as_deref()).map(|(name, _)| name.to_owned());
        let same = |r: &HistoryRow| r.what == row.what && (row.what != "field" || name_of(r) == name_of(row));
        Ok(later.into_iter().rfind(same).map_or_else(|| "system".to_owned(), |r| r.actor))
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
