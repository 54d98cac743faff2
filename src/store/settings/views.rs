//! Saved views.

use rusqlite::{Row, params};

use super::super::{Store, StoreError, Write};
use super::{owner, scope};
use crate::model::order::Order;
use crate::model::settings::ViewItem;
use crate::model::{AgentId, ViewId};

const VIEW: &str = "SELECT v.id, v.name, v.query, v.sort, v.agent_id, t.name FROM views v LEFT JOIN teams t ON t.id = v.team_id";

fn view(r: &Row<'_>) -> rusqlite::Result<ViewItem> {
    let sort: String = r.get(3)?;
    Ok(ViewItem {
        id: Some(r.get(0)?),
        name: r.get(1)?,
        query: r.get(2)?,
        sort: Order::of(&sort).unwrap_or_default(),
        scope: scope(r.get(4)?, r.get(5)?),
    })
}

impl Store {
    /// The views of the desk, of every team, and an agent's own, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn view_items(&self, agent: AgentId) -> Result<Vec<ViewItem>, StoreError> {
        self.rows(
            "reading the views",
            &format!("{VIEW} WHERE v.agent_id IS NULL OR v.agent_id = ?1 ORDER BY v.name COLLATE NOCASE, v.id"),
            [agent.0],
            view,
        )
    }

    /// The views that stand in an agent's boxes: the desk's, their teams', their own, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn views_of(&self, agent: AgentId) -> Result<Vec<(ViewId, ViewItem)>, StoreError> {
        self.rows(
            "reading the views",
            &format!(
                "{VIEW} WHERE (v.team_id IS NULL AND v.agent_id IS NULL) OR v.agent_id = ?1
                   OR v.team_id IN (SELECT team_id FROM team_members WHERE agent_id = ?1) ORDER BY v.name COLLATE NOCASE, v.id"
            ),
            [agent.0],
            |r| Ok((ViewId(r.get(0)?), view(r)?)),
        )
    }

    /// Every view's query.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn queries_of_views(&self) -> Result<Vec<(ViewId, String)>, StoreError> {
        self.rows("reading the views", "SELECT id, query FROM views ORDER BY id", [], |r| Ok((ViewId(r.get(0)?), r.get(1)?)))
    }
}

impl Write<'_> {
    /// Adds a view; `agent` is whose own it is, when it is somebody's own.
    ///
    /// # Errors
    /// When the database cannot be written, or there is one of that name.
    pub fn add_view(&self, agent: AgentId, item: &ViewItem) -> Result<i64, StoreError> {
        let (team, agent) = owner(&item.scope, agent);
        self.insert(
            "adding a view",
            "INSERT INTO views (name, query, sort, team_id, agent_id) VALUES (?1, ?2, ?3, (SELECT id FROM teams WHERE name = ?4), ?5)",
            params![item.name, item.query, item.sort.to_string(), team, agent],
        )
    }

    /// Makes a view what the item says.
    ///
    /// # Errors
    /// When the database cannot be written, or there is one of that name.
    pub fn put_view(&self, id: i64, agent: AgentId, item: &ViewItem) -> Result<(), StoreError> {
        let (team, agent) = owner(&item.scope, agent);
        self.run(
            "changing a view",
            "UPDATE views SET name = ?2, query = ?3, sort = ?4, team_id = (SELECT id FROM teams WHERE name = ?5), agent_id = ?6 WHERE id = ?1",
            params![id, item.name, item.query, item.sort.to_string(), team, agent],
        )?;
        Ok(())
    }

    /// Has a view look for something else.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_view_query(&self, id: ViewId, query: &str) -> Result<(), StoreError> {
        self.run("changing a view", "UPDATE views SET query = ?2 WHERE id = ?1", params![id.0, query])?;
        Ok(())
    }

    /// Takes a view's name away for a moment, so that another can have it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_view_aside(&self, id: i64) -> Result<(), StoreError> {
        self.run("changing a view", "UPDATE views SET name = ?2 WHERE id = ?1", params![id, super::placeholder(id)])?;
        Ok(())
    }

    /// Removes a view.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn remove_view(&self, id: i64) -> Result<(), StoreError> {
        self.run("removing a view", "DELETE FROM views WHERE id = ?1", [id])?;
        Ok(())
    }
}
