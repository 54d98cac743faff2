//! Custom fields as settings, and their values on tickets.

use rusqlite::params;

use super::super::entries::{json, to_json};
use super::super::{Store, StoreError, Write};
use super::placeholder_of;
use crate::model::TicketId;
use crate::model::field::{Field, FieldValue};
use crate::model::settings::FieldItem;

impl Store {
    /// The fields that the desk defines, in its order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn fields(&self) -> Result<Vec<Field>, StoreError> {
        self.rows("reading the fields", "SELECT name, title, kind, choices FROM fields ORDER BY sort, name", [], |r| {
            Ok(Field { name: r.get(0)?, label: r.get(1)?, kind: super::super::entries::parsed(r, 2)?, choices: json(r, 3)?.unwrap_or_default() })
        })
    }

    /// The values that a field has on tickets, each once, and how many tickets have one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn field_values(&self, name: &str) -> Result<(Vec<String>, u32), StoreError> {
        const DOING: &str = "reading the values of a field";
        let count = self.row(DOING, "SELECT count(*) FROM ticket_fields WHERE field = ?1", [name], |r| r.get(0))?.unwrap_or(0);
        Ok((self.rows(DOING, "SELECT DISTINCT value FROM ticket_fields WHERE field = ?1", [name], |r| r.get(0))?, count))
    }

    /// What a ticket has in its fields, in the desk's order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn fields_of(&self, ticket: TicketId) -> Result<Vec<FieldValue>, StoreError> {
        self.rows(
            "reading a ticket's fields",
            "SELECT f.name, f.title, x.value FROM ticket_fields x CROSS JOIN fields f ON f.name = x.field WHERE x.ticket_id = ?1 ORDER BY f.sort, f.name",
            [ticket.0],
            |r| Ok(FieldValue { name: r.get(0)?, label: r.get(1)?, value: r.get(2)? }),
        )
    }
}

impl Write<'_> {
    /// Adds a field.
    ///
    /// # Errors
    /// When the database cannot be written, or the name is taken.
    pub fn add_field(&self, item: &FieldItem) -> Result<(), StoreError> {
        let Field { name, label, kind, choices } = &item.field;
        self.run(
            "adding a field",
            "INSERT INTO fields (name, title, kind, choices, sort) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![name, label, kind.word(), to_json(choices)?, item.place],
        )?;
        Ok(())
    }

    /// Makes a field what the item says. Tickets keep their values under its new name.
    ///
    /// # Errors
    /// When the database cannot be written, or the name is taken.
    pub fn put_field(&self, name: &str, item: &FieldItem) -> Result<(), StoreError> {
        let Field { name: new, label, kind, choices } = &item.field;
        self.run(
            "changing a field",
            "UPDATE fields SET name = ?2, title = ?3, kind = ?4, choices = ?5, sort = ?6 WHERE name = ?1",
            params![name, new, label, kind.word(), to_json(choices)?, item.place],
        )?;
        Ok(())
    }

    /// Calls a field something that no field can be called, until it gets its name.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_field_aside(&self, name: &str) -> Result<(), StoreError> {
        self.run("changing a field", "UPDATE fields SET name = ?2 WHERE name = ?1", [name, &placeholder_of(name)])?;
        Ok(())
    }

    /// Removes a field that no ticket has.
    ///
    /// # Errors
    /// When the database cannot be written, or a ticket has it.
    pub fn drop_field(&self, name: &str) -> Result<(), StoreError> {
        self.run("removing a field", "DELETE FROM fields WHERE name = ?1", [name])?;
        Ok(())
    }

    /// Gives a ticket a value in a field, or takes it away, and makes the ticket findable by what its fields say.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_field(&self, ticket: TicketId, field: &str, value: Option<&str>) -> Result<(), StoreError> {
        const DOING: &str = "changing a field of a ticket";
        match value {
            Some(value) => self.run(
                DOING,
                "INSERT INTO ticket_fields (ticket_id, field, value) VALUES (?1, ?2, ?3) ON CONFLICT (ticket_id, field) DO UPDATE SET value = excluded.value",
                params![ticket.0, field, value],
            )?,
            None => self.run(DOING, "DELETE FROM ticket_fields WHERE ticket_id = ?1 AND field = ?2", params![ticket.0, field])?,
        };
        let values: Vec<String> = self.fields_of(ticket)?.into_iter().map(|f| f.value).collect();
        self.index_fields(ticket, &values.join("\n"))
    }
}
