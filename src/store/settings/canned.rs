//! Canned responses.

use rusqlite::params;

use super::super::entries::{NewFile, file};
use super::super::{Store, StoreError, Write};
use super::{owner, scope, split};
use crate::model::entry::FileRef;
use crate::model::outgoing::OutgoingFile;
use crate::model::settings::CannedItem;
use crate::model::{AgentId, CannedId, TeamId};

/// A canned response as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CannedRow {
    /// Row.
    pub id: CannedId,
    /// What is typed after `/`.
    pub shortcut: String,
    /// Its title.
    pub title: String,
    /// Its text, with variables.
    pub text: String,
    /// What is attached where it is put in.
    pub files: Vec<FileRef>,
}

impl Store {
    /// The canned responses that an agent may call: the desk's, their teams', their own.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn canned(&self, agent: AgentId) -> Result<Vec<CannedRow>, StoreError> {
        let mut rows = self.rows(
            "reading canned responses",
            "SELECT id, shortcut, title, body FROM canned
             WHERE (team_id IS NULL AND agent_id IS NULL) OR agent_id = ?1 OR team_id IN (SELECT team_id FROM team_members WHERE agent_id = ?1)
             ORDER BY shortcut",
            [agent.0],
            |r| Ok(CannedRow { id: CannedId(r.get(0)?), shortcut: r.get(1)?, title: r.get(2)?, text: r.get(3)?, files: Vec::new() }),
        )?;
        let files = self.rows(
            "reading canned responses",
            "SELECT canned_id, id, name, media_type, size, inline FROM files WHERE canned_id IS NOT NULL ORDER BY canned_id, id",
            [],
            |r| Ok((CannedId(r.get(0)?), file(r)?)),
        )?;
        for row in &mut rows {
            row.files = files.iter().filter(|(canned, _)| *canned == row.id).map(|(_, file)| file.clone()).collect();
        }
        Ok(rows)
    }

    /// The files of a canned response, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn canned_file_bytes(&self, id: i64) -> Result<Vec<OutgoingFile>, StoreError> {
        let files = self.rows(
            "reading canned responses",
            "SELECT canned_id, id, name, media_type, size, inline FROM files WHERE canned_id = ?1 ORDER BY id",
            [id],
            file,
        )?;
        let mut out = Vec::with_capacity(files.len());
        for row in files {
            if let Some(stored) = self.file(row.id)? {
                out.push(OutgoingFile { name: row.name, media_type: row.media_type, bytes: stored.bytes });
            }
        }
        out.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(out)
    }

    /// The canned responses of the desk, of every team, and an agent's own, by shortcut.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn canned_items(&self, agent: AgentId) -> Result<Vec<CannedItem>, StoreError> {
        let mut items = self.rows(
            "reading canned responses",
            "SELECT c.id, c.shortcut, c.title, c.body, c.agent_id, t.name,
               (SELECT group_concat(f.name, char(31)) FROM files f WHERE f.canned_id = c.id)
             FROM canned c LEFT JOIN teams t ON t.id = c.team_id
             WHERE c.agent_id IS NULL OR c.agent_id = ?1 ORDER BY c.id",
            [agent.0],
            |r| {
                Ok(CannedItem {
                    id: Some(r.get(0)?),
                    shortcut: r.get(1)?,
                    title: r.get(2)?,
                    text: r.get(3)?,
                    scope: scope(r.get(4)?, r.get(5)?),
                    files: split(r.get::<_, Option<String>>(6)?.as_deref()),
                })
            },
        )?;
        items.sort_by(|a, b| a.shortcut.cmp(&b.shortcut));
        Ok(items)
    }
}

impl Write<'_> {
    /// Title and text of every canned response, whosever it is.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn canned_texts(&self) -> Result<Vec<(CannedId, String, String)>, StoreError> {
        self.rows("reading canned responses", "SELECT id, title, body FROM canned ORDER BY id", [], |r| {
            Ok((CannedId(r.get(0)?), r.get(1)?, r.get(2)?))
        })
    }

    /// Words a canned response anew.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn reword_canned(&self, id: CannedId, title: &str, text: &str) -> Result<(), StoreError> {
        self.run("keeping a canned response", "UPDATE canned SET title = ?2, body = ?3 WHERE id = ?1", params![id.0, title, text])?;
        Ok(())
    }

    /// Adds a canned response for the whole desk, or for one team, or changes the one with that shortcut.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn put_canned(&self, shortcut: &str, title: &str, text: &str, team: Option<TeamId>) -> Result<(), StoreError> {
        self.run(
            "keeping a canned response",
            "INSERT INTO canned (shortcut, title, body, team_id) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (shortcut, coalesce(team_id, 0), coalesce(agent_id, 0)) DO UPDATE SET title = excluded.title, body = excluded.body",
            params![shortcut, title, text, team.map(|t| t.0)],
        )?;
        Ok(())
    }

    /// Adds a canned response without its files; `agent` is whose own it is, when it is somebody's own.
    ///
    /// # Errors
    /// When the database cannot be written, or there is one of that shortcut.
    pub fn add_canned(&self, agent: AgentId, item: &CannedItem) -> Result<i64, StoreError> {
        let (team, agent) = owner(&item.scope, agent);
        self.insert(
            "adding a canned response",
            "INSERT INTO canned (shortcut, title, body, team_id, agent_id) VALUES (?1, ?2, ?3, (SELECT id FROM teams WHERE name = ?4), ?5)",
            params![item.shortcut, item.title, item.text, team, agent],
        )
    }

    /// Makes a canned response what the item says. Of its files those stay that the item names.
    ///
    /// # Errors
    /// When the database cannot be written, or there is one of that shortcut.
    pub fn put_canned_item(&self, id: i64, agent: AgentId, item: &CannedItem) -> Result<(), StoreError> {
        const DOING: &str = "changing a canned response";
        let (team, agent) = owner(&item.scope, agent);
        self.run(
            DOING,
            "UPDATE canned SET shortcut = ?2, title = ?3, body = ?4, team_id = (SELECT id FROM teams WHERE name = ?5), agent_id = ?6 WHERE id = ?1",
            params![id, item.shortcut, item.title, item.text, team, agent],
        )?;
        let names = super::super::entries::to_json(&item.files)?;
        self.run(DOING, "DELETE FROM files WHERE canned_id = ?1 AND name NOT IN (SELECT value FROM json_each(?2))", params![id, names])?;
        Ok(())
    }

    /// Gives a canned response these files in place of those that it has. False when they are the same.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn put_canned_files(&self, id: i64, files: &[NewFile<'_>]) -> Result<bool, StoreError> {
        let has = self.canned_file_bytes(id)?;
        let same = |f: &NewFile<'_>| has.iter().any(|h| h.name == f.name && h.bytes == f.bytes);
        if has.len() == files.len() && files.iter().all(same) {
            return Ok(false);
        }
        self.run("changing a canned response", "DELETE FROM files WHERE canned_id = ?1", [id])?;
        for file in files {
            self.add_canned_file(id, file)?;
        }
        Ok(true)
    }

    /// Takes a canned response's shortcut away for a moment, so that another can have it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_canned_aside(&self, id: i64) -> Result<(), StoreError> {
        self.run("changing a canned response", "UPDATE canned SET shortcut = ?2 WHERE id = ?1", params![id, super::placeholder(id)])?;
        Ok(())
    }

    /// Removes a canned response with its files.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn remove_canned(&self, id: i64) -> Result<(), StoreError> {
        self.run("removing a canned response", "DELETE FROM canned WHERE id = ?1", [id])?;
        Ok(())
    }
}
