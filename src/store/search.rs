//! Full text: what goes into the index, and how a person's words become an expression of it.
//!
//! Chinese, Japanese and Korean have no spaces: their runs of characters are indexed as overlapping pairs, so that any two characters that
//! stand together are found.

use std::collections::HashMap;

use rusqlite::params;

use super::conditions::{Conditions, Part};
use super::lists::as_json;
use super::{Asking, Store, StoreError, Write};
use crate::model::find::{FoundText, is_cjk};
use crate::model::query::{Query, Text as Wanted};
use crate::model::{EntryId, SideMessageId, TicketId};

/// Longer texts are indexed up to here: a log of megabytes is kept, and found by its beginning.
const LONGEST: usize = 256 * 1024;

/// What the index gets of a message, as it keeps it.
pub(super) struct Text {
    doc: i64,
    subject: String,
    body: String,
    names: String,
}

impl Write<'_> {
    /// Makes an entry findable.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn index_entry(&self, ticket: TicketId, entry: EntryId, subject: &str, body: &str, names: &str) -> Result<(), StoreError> {
        let id = self.insert("indexing", "INSERT INTO search_docs (ticket_id, entry_id) VALUES (?1, ?2)", params![ticket.0, entry.0])?;
        self.index(id, subject, body, names);
        Ok(())
    }

    /// Makes a message of a side conversation findable.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn index_side_message(&self, ticket: TicketId, message: SideMessageId, subject: &str, body: &str, names: &str) -> Result<(), StoreError> {
        let id = self.insert("indexing", "INSERT INTO search_docs (ticket_id, side_message_id) VALUES (?1, ?2)", params![ticket.0, message.0])?;
        self.index(id, subject, body, names);
        Ok(())
    }

    /// Makes a ticket findable by the values of its fields, in place of what they said before.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn index_fields(&self, ticket: TicketId, values: &str) -> Result<(), StoreError> {
        let sql = "SELECT id FROM search_docs WHERE ticket_id = ?1 AND entry_id IS NULL AND side_message_id IS NULL";
        if let Some(doc) = self.row("indexing", sql, [ticket.0], |r| r.get(0))? {
            self.unindex(doc)?;
        }
        if !values.is_empty() {
            let id = self.insert("indexing", "INSERT INTO search_docs (ticket_id) VALUES (?1)", [ticket.0])?;
            self.index(id, "", values, "");
        }
        Ok(())
    }

    /// How many bytes of new words are gathered before they are merged into the index.
    pub(super) fn portions(&self, bytes: i64) -> Result<(), StoreError> {
        self.run("setting up the index", "INSERT INTO search (search, rank) VALUES ('hashsize', ?1)", [bytes])?;
        Ok(())
    }

    /// Leaves a text for the end of the transaction. The index writes what it has gathered to its tables with the next statement that needs a
    /// savepoint of its own: fed in between, it would do so for every message.
    fn index(&self, doc: i64, subject: &str, body: &str, names: &str) {
        self.unfed.borrow_mut().push(Text { doc, subject: tokens(subject), body: tokens(cut(body)), names: tokens(names) });
    }

    /// Puts the texts of this transaction into the index.
    pub(super) fn feed_index(&self) -> Result<(), StoreError> {
        for text in self.unfed.take() {
            self.run(
                "indexing",
                "INSERT INTO search (rowid, subject, body, names) VALUES (?1, ?2, ?3, ?4)",
                params![text.doc, text.subject, text.body, text.names],
            )?;
        }
        Ok(())
    }

    /// Takes a document out of the index.
    pub(super) fn unindex(&self, doc: i64) -> Result<(), StoreError> {
        self.feed_index()?;
        self.run("taking out of the index", "DELETE FROM search WHERE rowid = ?1", [doc])?;
        self.run("taking out of the index", "DELETE FROM search_docs WHERE id = ?1", [doc])?;
        Ok(())
    }

    /// Takes an entry out of the index.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn unindex_entry(&self, entry: EntryId) -> Result<(), StoreError> {
        let doc = self.row("taking out of the index", "SELECT id FROM search_docs WHERE entry_id = ?1", [entry.0], |r| r.get(0))?;
        doc.map_or(Ok(()), |doc| self.unindex(doc))
    }
}

pub(super) fn cut(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// A text as the index keeps it: runs of Chinese, Japanese and Korean characters as overlapping pairs.
#[must_use]
pub fn tokens(text: &str) -> String {
    if text.is_ascii() || !text.contains(is_cjk) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() * 2);
    for piece in pieces(text) {
        if piece.starts_with(is_cjk) {
            out.push(' ');
            out.push_str(&pairs(piece));
            out.push(' ');
        } else {
            out.push_str(piece);
        }
    }
    out
}

/// The text cut where CJK begins or ends.
fn pieces(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut last: Option<bool> = None;
    for (i, c) in text.char_indices() {
        let cjk = is_cjk(c);
        if last.is_some_and(|l| l != cjk) {
            out.push(&text[start..i]);
            start = i;
        }
        last = Some(cjk);
    }
    if start < text.len() {
        out.push(&text[start..]);
    }
    out
}

fn pairs(run: &str) -> String {
    let chars: Vec<char> = run.chars().collect();
    if chars.len() < 2 {
        return run.to_owned();
    }
    chars.windows(2).map(|w| w.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// Words as an FTS5 expression: a phrase in quotation marks, and `*` when the last word may go on. `None` when nothing in them can be found.
pub(super) fn phrase(text: &Wanted) -> Option<String> {
    if !text.words.chars().any(char::is_alphanumeric) {
        return None;
    }
    let lone_cjk = text.words.chars().count() == 1 && text.words.chars().all(is_cjk);
    let words = tokens(&text.words).replace('"', " ");
    Some(format!("\"{}\"{}", words.trim(), if text.prefix || lone_cjk { "*" } else { "" }))
}

impl Store {
    /// The newest text of each of these tickets in which all words of a query stand. The index is asked once: a question for each message costs
    /// more than the hits in between.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn found_in(&self, query: &Query, asking: &Asking<'_>, tickets: &[TicketId]) -> Result<HashMap<TicketId, FoundText>, StoreError> {
        let asked = Conditions::of(query, asking);
        if asked.words.is_empty() {
            return Ok(HashMap::new());
        }
        let ids: Vec<i64> = tickets.iter().map(|t| t.0).collect();
        let mut newest: HashMap<i64, i64> = HashMap::new();
        self.walk_among(&asked, &self.docs_of(&ids)?, |doc, ticket| {
            newest.entry(ticket).or_insert(doc);
            newest.len() < ids.len()
        })?;
        let docs: Vec<i64> = newest.into_values().collect();
        let texts = Part::with(
            "SELECT d.ticket_id, coalesce((SELECT body FROM entries WHERE id = d.entry_id), (SELECT body FROM side_messages WHERE id = d.side_message_id),
               (SELECT group_concat(value, char(10)) FROM ticket_fields WHERE ticket_id = d.ticket_id), ''), d.side_message_id IS NOT NULL
             FROM json_each(?) j CROSS JOIN search_docs d ON d.id = j.value",
            [as_json(&docs)],
        );
        let mut found = HashMap::new();
        self.walk("reading what was found", &texts, |r| {
            found.insert(TicketId(r.get(0)?), FoundText { text: r.get(1)?, side: r.get(2)? });
            Ok(true)
        })?;
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cjk_is_indexed_in_pairs_and_the_rest_as_it_is() {
        assert_eq!(tokens("order 注文番号 42"), "order  注文 文番 番号  42");
        assert_eq!(tokens("plain words"), "plain words");
    }

    #[test]
    fn peoples_words_cannot_break_out_of_their_quotation_marks() {
        let text = Wanted { words: "a\" OR subject:\"b".into(), prefix: false };
        assert_eq!(phrase(&text).unwrap().matches('"').count(), 2);
        assert_eq!(phrase(&Wanted { words: "---".into(), prefix: false }), None);
    }

    proptest! {
        #[test]
        fn no_character_is_lost_to_the_index(text in "[a-z 注文番号]{0,30}") {
            let out = tokens(&text);
            for c in text.chars() {
                prop_assert!(out.contains(c));
            }
        }
    }
}
