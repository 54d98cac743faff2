//! Who is looking at and who is typing on a ticket.

use std::time::Duration;

use rusqlite::params;

use super::{Store, StoreError, Write};
use crate::model::people::AgentRef;
use crate::model::ticket::Presence;
use crate::model::{AgentId, TicketId, Time};

/// What a console says of its agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typing(pub bool);

impl Store {
    /// Who is here was heard of no longer ago than this.
    pub const HERE: Duration = Duration::from_secs(30);

    /// Who else is on tickets now: heard of after `since`, other consoles than `console`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn presence(&self, console: &str, since: Time) -> Result<Vec<(TicketId, Presence)>, StoreError> {
        self.rows(
            "reading who is here",
            "SELECT p.ticket_id, a.id, a.login, a.name, p.typing FROM presence p JOIN agents a ON a.id = p.agent_id
             WHERE p.ticket_id IS NOT NULL AND p.at >= ?1 AND p.console <> ?2 ORDER BY p.ticket_id",
            params![since.0, console],
            |r| {
                let agent = AgentRef { id: AgentId(r.get(1)?), login: r.get(2)?, name: r.get(3)? };
                Ok((TicketId(r.get(0)?), Presence { agent, typing: r.get(4)? }))
            },
        )
    }
}

impl Write<'_> {
    /// Says where a console's agent is.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_presence(&self, console: &str, agent: AgentId, ticket: Option<TicketId>, typing: Typing, now: Time) -> Result<(), StoreError> {
        self.run(
            "saying who is here",
            "INSERT INTO presence (console, agent_id, ticket_id, typing, at) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (console) DO UPDATE SET agent_id = excluded.agent_id, ticket_id = excluded.ticket_id, typing = excluded.typing, at = excluded.at",
            params![console, agent.0, ticket.map(|t| t.0), typing.0, now.0],
        )?;
        Ok(())
    }

    /// A console ends; rows of consoles that have not been heard of since `stale` go too.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn drop_presence(&self, console: &str, stale: Time) -> Result<(), StoreError> {
        self.run("leaving", "DELETE FROM presence WHERE console = ?1 OR at < ?2", params![console, stale.0])?;
        Ok(())
    }
}
