//! `u`: the actor's last change is taken back, unless somebody has changed it since.

use crate::model::status::{Priority, Status};
use crate::model::ticket::TicketHead;
use crate::model::{AgentId, TeamId, TicketId, Time};
use crate::store::{HistoryRow, StoreError, Write};

use super::triage::{change_assignee, change_priority, change_snooze, change_status, change_tags, change_team};
use super::{Actor, Desk, DeskError, Right};

/// What was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// On which ticket.
    pub ticket: TicketId,
    /// What: `status`, `assignee`, `team`, `priority`, `snooze`, `tag` or `untag`.
    pub what: String,
    /// The value that it had, and has again.
    pub was: Option<String>,
    /// The value that it lost.
    pub became: Option<String>,
}

impl Desk {
    /// Takes the actor's last change back.
    ///
    /// # Errors
    /// When there is none, somebody has changed it since, the actor may not any more, or the store cannot be written.
    pub fn undo(&self, actor: &Actor, now: Time) -> Result<Undone, DeskError> {
        self.store.write(|w| {
            let row = w.last_undoable(actor.id())?.ok_or(DeskError::NothingToUndo)?;
            let ticket = row.ticket.ok_or(DeskError::NothingToUndo)?;
            let head = self.allowed(actor, Right::Work, ticket)?;
            if !still_so(&head, &row) {
                return Err(DeskError::ChangedSince(self.who_changed(ticket, &row)?));
            }
            let last = w.last_history()?;
            put_back(w, actor, &head, &row, now)?;
            w.mark_as_undoing(last, row.seq)?;
            Ok(Undone { ticket, what: row.what, was: row.was, became: row.became })
        })
    }

    fn who_changed(&self, ticket: TicketId, row: &HistoryRow) -> Result<String, StoreError> {
        let later = self.store.ticket_history(ticket, row.seq)?;
        Ok(later.into_iter().rfind(|r| r.what == row.what).map_or_else(|| "system".to_owned(), |r| r.actor))
    }
}

/// Whether the value is still the one that the row left.
fn still_so(head: &TicketHead, row: &HistoryRow) -> bool {
    let now = match row.what.as_str() {
        "status" => Some(head.status.word().to_owned()),
        "priority" => Some(head.priority.word().to_owned()),
        "assignee" => head.assignee.as_ref().map(|a| a.id.to_string()),
        "team" => head.team.as_ref().map(|t| t.id.to_string()),
        "snooze" => head.snoozed_until.map(|t| t.0.to_string()),
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
        "tag" => change_tags(w, actor, head.id, &[], &[row.became.clone().unwrap_or_default()], now)?,
        "untag" => change_tags(w, actor, head.id, &[row.was.clone().unwrap_or_default()], &[], now)?,
        _ => {}
    }
    Ok(())
}
