//! Tags as settings.

use rusqlite::params;

use super::super::{Store, StoreError, Write};
use crate::model::settings::TagItem;

impl Store {
    /// Every tag, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn tag_items(&self) -> Result<Vec<TagItem>, StoreError> {
        self.rows("reading the tags", "SELECT name, color, description FROM tags ORDER BY name", [], |r| {
            let (name, colour): (String, String) = (r.get(0)?, r.get(1)?);
            Ok(TagItem { id: Some(name.clone()), name, colour: colour.parse().ok(), description: r.get(2)? })
        })
    }

    /// How many tickets have a tag.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn tickets_with(&self, tag: &str) -> Result<u32, StoreError> {
        Ok(self.row("counting tickets", "SELECT count(*) FROM ticket_tags WHERE tag = ?1", [tag], |r| r.get(0))?.unwrap_or(0))
    }
}

impl Write<'_> {
    /// Adds a tag.
    ///
    /// # Errors
    /// When the database cannot be written, or the name is taken.
    pub fn add_tag_item(&self, item: &TagItem) -> Result<(), StoreError> {
        let colour = item.colour.map_or_else(String::new, |c| c.to_string());
        self.insert(
            "registering a tag",
            "INSERT INTO tags (name, color, description) VALUES (?1, ?2, ?3)",
            params![item.name, colour, item.description],
        )?;
        Ok(())
    }

    /// Makes a tag what the item says. Tickets that have it have it under its new name.
    ///
    /// # Errors
    /// When the database cannot be written, or the name is taken.
    pub fn put_tag_item(&self, name: &str, item: &TagItem) -> Result<(), StoreError> {
        let colour = item.colour.map_or_else(String::new, |c| c.to_string());
        self.run(
            "changing a tag",
            "UPDATE tags SET name = ?2, color = ?3, description = ?4 WHERE name = ?1",
            params![name, item.name, colour, item.description],
        )?;
        Ok(())
    }

    /// Calls a tag something else.
    ///
    /// # Errors
    /// When the database cannot be written, or the name is taken.
    pub fn rename_tag(&self, name: &str, to: &str) -> Result<(), StoreError> {
        self.run("changing a tag", "UPDATE tags SET name = ?2 WHERE name = ?1", [name, to])?;
        Ok(())
    }

    /// Removes a tag that no ticket has.
    ///
    /// # Errors
    /// When the database cannot be written, or a ticket has it.
    pub fn unregister_tag(&self, name: &str) -> Result<(), StoreError> {
        self.run("removing a tag", "DELETE FROM tags WHERE name = ?1", [name])?;
        Ok(())
    }
}
