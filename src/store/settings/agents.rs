//! Agents as settings.

use std::collections::HashMap;

use rusqlite::params;
use serde::Serialize;

use super::super::entries::{address, parsed};
use super::super::{Store, StoreError, Write};
use super::{placeholder, split};
use crate::model::settings::AgentItem;
use crate::model::{AgentId, Time};
use crate::words::Language;

/// What an agent has to do, and when they were last heard of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Load {
    /// Working tickets.
    pub open: u32,
    /// Of these, those that wait for our answer.
    pub waiting: u32,
    /// When they last did something, or their console last said that it is there.
    pub seen_at: Option<Time>,
}

impl Store {
    /// What the agents who have not left have to do.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn loads(&self) -> Result<HashMap<AgentId, Load>, StoreError> {
        const DOING: &str = "reading what the agents have to do";
        let mut loads: HashMap<AgentId, Load> = HashMap::new();
        let seen = self.rows(
            DOING,
            "SELECT a.id, (SELECT h.at FROM history h WHERE h.agent_id = a.id ORDER BY h.seq DESC LIMIT 1),
               (SELECT max(p.at) FROM presence p WHERE p.agent_id = a.id)
             FROM agents a WHERE a.disabled_at IS NULL",
            [],
            |r| Ok((AgentId(r.get(0)?), r.get::<_, Option<i64>>(1)?.max(r.get(2)?).map(Time))),
        )?;
        for (agent, seen_at) in seen {
            loads.insert(agent, Load { seen_at, ..Load::default() });
        }
        let groups = self.rows(
            DOING,
            "SELECT assignee_id, count(*), count(owed_since) FROM tickets WHERE working = 1 GROUP BY team_id, assignee_id",
            [],
            |r| Ok((r.get::<_, Option<i64>>(0)?.map(AgentId), r.get::<_, u32>(1)?, r.get::<_, u32>(2)?)),
        )?;
        for (agent, open, waiting) in groups {
            if let Some(load) = agent.and_then(|a| loads.get_mut(&a)) {
                load.open += open;
                load.waiting += waiting;
            }
        }
        Ok(loads)
    }

    /// Every agent, also those who have left, by number.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn agent_items(&self) -> Result<Vec<AgentItem>, StoreError> {
        self.rows(
            "reading the agents",
            "SELECT id, login, name, email, role, waiting_box, available, language, disabled_at IS NOT NULL,
               (SELECT group_concat(t.name, char(31)) FROM team_members m JOIN teams t ON t.id = m.team_id WHERE m.agent_id = a.id),
               (SELECT group_concat(t.name, char(31)) FROM team_members m JOIN teams t ON t.id = m.team_id WHERE m.agent_id = a.id AND m.supervisor = 1)
             FROM agents a ORDER BY id",
            [],
            |r| {
                Ok(AgentItem {
                    id: Some(r.get(0)?),
                    login: r.get(1)?,
                    name: r.get(2)?,
                    email: address(r, 3)?,
                    role: parsed(r, 4)?,
                    waiting_box: r.get(5)?,
                    available: r.get(6)?,
                    language: r.get::<_, Option<String>>(7)?.as_deref().and_then(Language::from_locale),
                    disabled: r.get(8)?,
                    teams: split(r.get::<_, Option<String>>(9)?.as_deref()),
                    supervises: split(r.get::<_, Option<String>>(10)?.as_deref()),
                })
            },
        )
    }

    /// How many working tickets an agent has.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn working_tickets_of(&self, agent: AgentId) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM tickets WHERE assignee_id = ?1 AND working = 1";
        Ok(self.row("counting tickets", sql, [agent.0], |r| r.get(0))?.unwrap_or(0))
    }
}

impl Write<'_> {
    /// Adds an agent.
    ///
    /// # Errors
    /// When the database cannot be written, or login or address are taken.
    pub fn add_agent_item(&self, item: &AgentItem, now: Time) -> Result<i64, StoreError> {
        let id = self.insert(
            "adding an agent",
            "INSERT INTO agents (login, name, email, role, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![item.login, item.name, item.email.as_str(), item.role.word(), now.0],
        )?;
        self.put_agent_item(id, item, now)?;
        Ok(id)
    }

    /// Makes an agent what the item says.
    ///
    /// # Errors
    /// When the database cannot be written, or login or address are taken.
    pub fn put_agent_item(&self, id: i64, item: &AgentItem, now: Time) -> Result<(), StoreError> {
        const DOING: &str = "changing an agent";
        self.run(
            DOING,
            "UPDATE agents SET login = ?2, name = ?3, email = ?4, role = ?5, waiting_box = ?6, available = ?7, language = ?8,
               disabled_at = CASE WHEN ?9 THEN coalesce(disabled_at, ?10) END WHERE id = ?1",
            params![
                id,
                item.login,
                item.name,
                item.email.as_str(),
                item.role.word(),
                item.waiting_box,
                item.available,
                item.language.map(Language::tag),
                item.disabled,
                now.0
            ],
        )?;
        self.run(DOING, "DELETE FROM team_members WHERE agent_id = ?1", [id])?;
        for team in &item.teams {
            self.run(
                DOING,
                "INSERT INTO team_members (team_id, agent_id, supervisor) SELECT id, ?2, ?3 FROM teams WHERE name = ?1",
                params![team, id, item.supervises.contains(team)],
            )?;
        }
        Ok(())
    }

    /// Takes an agent's login and address away for a moment, so that another can have them.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_agent_aside(&self, id: i64) -> Result<(), StoreError> {
        self.run("changing an agent", "UPDATE agents SET login = ?2, email = ?2 WHERE id = ?1", params![id, placeholder(id)])?;
        Ok(())
    }

    /// Whether an agent takes new work. False when it was so already.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_available(&self, id: AgentId, available: bool) -> Result<bool, StoreError> {
        let sql = "UPDATE agents SET available = ?2 WHERE id = ?1 AND available <> ?2";
        Ok(self.run("changing an agent", sql, params![id.0, available])? > 0)
    }
}
