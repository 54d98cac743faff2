//! Teams as settings.

use rusqlite::params;

use super::super::{Store, StoreError, Write};
use super::{placeholder, split};
use crate::model::settings::{Routing, TeamItem};
use crate::model::{TeamId, Time};

/// What names a team.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TeamUse {
    /// Tickets that it has or had last.
    pub tickets: u32,
    /// Mailboxes whose tickets go to it.
    pub mailboxes: u32,
    /// Its views, canned responses and macros.
    pub texts: u32,
}

impl Store {
    /// Every team with those of its members who have not left, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn team_items(&self) -> Result<Vec<TeamItem>, StoreError> {
        let members = |supervisor: u8| {
            format!(
                "(SELECT group_concat(a.login, char(31)) FROM team_members m JOIN agents a ON a.id = m.agent_id
                  WHERE m.team_id = t.id AND m.supervisor = {supervisor} AND a.disabled_at IS NULL)"
            )
        };
        self.rows(
            "reading the teams",
            &format!("SELECT t.id, t.name, t.routing, {}, {} FROM teams t ORDER BY t.name", members(0), members(1)),
            [],
            |r| {
                let routing: String = r.get(2)?;
                Ok(TeamItem {
                    id: Some(r.get(0)?),
                    name: r.get(1)?,
                    members: split(r.get::<_, Option<String>>(3)?.as_deref()),
                    supervisors: split(r.get::<_, Option<String>>(4)?.as_deref()),
                    routing: Routing::ALL.into_iter().find(|x| x.word() == routing).unwrap_or_default(),
                })
            },
        )
    }

    /// What names a team.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn team_use(&self, id: i64) -> Result<TeamUse, StoreError> {
        let found = self.row(
            "looking what names a team",
            "SELECT (SELECT count(*) FROM tickets WHERE team_id = ?1), (SELECT count(*) FROM mailboxes WHERE team_id = ?1),
               (SELECT count(*) FROM views WHERE team_id = ?1) + (SELECT count(*) FROM canned WHERE team_id = ?1)
                 + (SELECT count(*) FROM macros WHERE team_id = ?1)",
            [id],
            |r| Ok(TeamUse { tickets: r.get(0)?, mailboxes: r.get(1)?, texts: r.get(2)? }),
        )?;
        Ok(found.unwrap_or_default())
    }

    /// The team that has a name, or that had it last.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn team_called(&self, name: &str) -> Result<Option<TeamId>, StoreError> {
        self.row(
            "looking up a team",
            "SELECT id FROM teams WHERE name = ?1 UNION ALL SELECT team_id FROM team_names WHERE name = ?1 LIMIT 1",
            [name],
            |r| r.get(0).map(TeamId),
        )
    }
}

impl Write<'_> {
    /// Adds a team.
    ///
    /// # Errors
    /// When the database cannot be written, or the name is taken.
    pub fn add_team_item(&self, item: &TeamItem, now: Time) -> Result<i64, StoreError> {
        let id = self.insert("adding a team", "INSERT INTO teams (name, created_at) VALUES (?1, ?2)", params![item.name, now.0])?;
        self.put_team_item(id, &item.name, item)?;
        Ok(id)
    }

    /// Makes a team what the item says. Members who have left stay.
    ///
    /// # Errors
    /// When the database cannot be written, or the name is taken.
    pub fn put_team_item(&self, id: i64, was: &str, item: &TeamItem) -> Result<(), StoreError> {
        const DOING: &str = "changing a team";
        self.run(DOING, "UPDATE teams SET name = ?2, routing = ?3 WHERE id = ?1", params![id, item.name, item.routing.word()])?;
        self.run(DOING, "DELETE FROM team_names WHERE name = ?1", [&item.name])?;
        if was != item.name {
            self.run(DOING, "INSERT OR REPLACE INTO team_names (name, team_id) VALUES (?1, ?2)", params![was, id])?;
        }
        self.run(DOING, "DELETE FROM team_members WHERE team_id = ?1 AND agent_id IN (SELECT id FROM agents WHERE disabled_at IS NULL)", [id])?;
        let everyone = item.members.iter().map(|m| (m, false)).chain(item.supervisors.iter().map(|s| (s, true)));
        for (login, supervisor) in everyone {
            self.run(
                DOING,
                "INSERT INTO team_members (team_id, agent_id, supervisor) SELECT ?1, id, ?3 FROM agents WHERE login = ?2",
                params![id, login, supervisor],
            )?;
        }
        Ok(())
    }

    /// Takes a team's name away for a moment, so that another can have it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_team_aside(&self, id: i64) -> Result<(), StoreError> {
        self.run("changing a team", "UPDATE teams SET name = ?2 WHERE id = ?1", params![id, placeholder(id)])?;
        Ok(())
    }

    /// Removes a team that nothing names.
    ///
    /// # Errors
    /// When the database cannot be written, or something names it.
    pub fn remove_team(&self, id: i64) -> Result<(), StoreError> {
        self.run("removing a team", "DELETE FROM teams WHERE id = ?1", [id])?;
        Ok(())
    }
}
