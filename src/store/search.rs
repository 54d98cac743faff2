//! Full text: what goes into the index, and how a query becomes SQL.
//!
//! Chinese, Japanese and Korean have no spaces: their runs of characters are indexed as overlapping pairs, so that any two characters that
//! stand together are found.

use rusqlite::params;
use rusqlite::types::Value;

use super::tickets::Asking;
use super::{Store, StoreError, Write};
use crate::model::query::{Comparison, Condition, FieldIs, Flag, PersonMatch, Query, SideIs, Text, Thing, TimeField, WhichTeam, Who};
use crate::model::{EntryId, SideMessageId, TicketId};

/// Longer texts are indexed up to here: a log of megabytes is kept, and found by its beginning.
const LONGEST: usize = 256 * 1024;

impl Write<'_> {
    /// Makes an entry findable.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn index_entry(&self, ticket: TicketId, entry: EntryId, subject: &str, body: &str, names: &str) -> Result<(), StoreError> {
        let id = self.insert("indexing", "INSERT INTO search_docs (ticket_id, entry_id) VALUES (?1, ?2)", params![ticket.0, entry.0])?;
        self.index(id, subject, body, names)
    }

    /// Makes a message of a side conversation findable.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn index_side_message(&self, ticket: TicketId, message: SideMessageId, subject: &str, body: &str, names: &str) -> Result<(), StoreError> {
        let id = self.insert("indexing", "INSERT INTO search_docs (ticket_id, side_message_id) VALUES (?1, ?2)", params![ticket.0, message.0])?;
        self.index(id, subject, body, names)
    }

    fn index(&self, id: i64, subject: &str, body: &str, names: &str) -> Result<(), StoreError> {
        self.run(
            "indexing",
            "INSERT INTO search (rowid, subject, body, names) VALUES (?1, ?2, ?3, ?4)",
            params![id, tokens(subject), tokens(cut(body)), tokens(names)],
        )?;
        Ok(())
    }

    /// Takes an entry out of the index.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn unindex_entry(&self, entry: EntryId) -> Result<(), StoreError> {
        self.run("taking out of the index", "DELETE FROM search WHERE rowid = (SELECT id FROM search_docs WHERE entry_id = ?1)", [entry.0])?;
        self.run("taking out of the index", "DELETE FROM search_docs WHERE entry_id = ?1", [entry.0])?;
        Ok(())
    }
}

pub(super) fn cut(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A text as the index keeps it: runs of Chinese, Japanese and Korean characters as overlapping pairs.
#[must_use]
pub fn tokens(text: &str) -> String {
    if !text.contains(is_cjk) {
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
fn phrase(text: &Text) -> Option<String> {
    if !text.words.chars().any(char::is_alphanumeric) {
        return None;
    }
    let lone_cjk = text.words.chars().count() == 1 && text.words.chars().all(is_cjk);
    let words = tokens(&text.words).replace('"', " ");
    Some(format!("\"{}\"{}", words.trim(), if text.prefix || lone_cjk { "*" } else { "" }))
}

/// What a query becomes.
pub(super) struct Sql {
    /// Conditions on the ticket `t`, with numbered arguments.
    pub condition: String,
    /// The arguments.
    pub arguments: Vec<Value>,
    /// What the full-text index must match; empty when the query looks for no words.
    pub matches: Vec<String>,
}

impl Sql {
    pub(super) fn of(query: &Query, asking: &Asking<'_>) -> Sql {
        let mut sql = Sql { condition: String::new(), arguments: Vec::new(), matches: Vec::new() };
        let mut parts = Vec::new();
        let shows_hidden = query
            .terms
            .iter()
            .any(|t| matches!(&t.condition, Condition::Is(f) if f.contains(&Flag::Spam)) || matches!(t.condition, Condition::Number(_)));
        if !shows_hidden {
            parts.push("t.spam = 0 AND t.merged_into IS NULL".to_owned());
        }
        for term in &query.terms {
            let Some(part) = sql.term(&term.condition, term.negated, asking) else { continue };
            parts.push(if term.negated { format!("NOT coalesce(({part}), 0)") } else { format!("({part})") });
        }
        sql.condition = if parts.is_empty() { "1".to_owned() } else { parts.join(" AND ") };
        sql
    }

    fn argument(&mut self, value: impl Into<Value>) -> String {
        self.arguments.push(value.into());
        format!("?{}", self.arguments.len())
    }

    fn any<T>(&mut self, values: &[T], mut one: impl FnMut(&mut Sql, &T) -> String) -> String {
        let parts: Vec<String> = values.iter().map(|v| one(self, v)).collect();
        parts.join(" OR ")
    }

    /// `None` when the term went to the full-text index.
    fn term(&mut self, condition: &Condition, negated: bool, asking: &Asking<'_>) -> Option<String> {
        let me = asking.who.0;
        Some(match condition {
            Condition::Number(numbers) => self.any(numbers, |_, n| format!("t.id = {n}")),
            Condition::Status(list) => {
                let words: Vec<String> = list.iter().map(|s| format!("'{}'", s.word())).collect();
                format!("t.status IN ({})", words.join(", "))
            }
            Condition::Priority(list) => {
                let numbers: Vec<String> = list.iter().map(|p| (*p as i64).to_string()).collect();
                format!("t.priority IN ({})", numbers.join(", "))
            }
            Condition::Assignee(list) => self.any(list, |sql, who| match who {
                Who::Me => format!("t.assignee_id = {me}"),
                Who::Nobody => "t.assignee_id IS NULL".to_owned(),
                Who::Anybody => "t.assignee_id IS NOT NULL".to_owned(),
                Who::Login(login) => format!("t.assignee_id = (SELECT id FROM agents WHERE login = {})", sql.argument(login.clone())),
            }),
            Condition::Team(list) => self.any(list, |sql, team| match team {
                WhichTeam::Mine => format!("t.team_id IN (SELECT team_id FROM team_members WHERE agent_id = {me})"),
                WhichTeam::None => "t.team_id IS NULL".to_owned(),
                WhichTeam::Any => "t.team_id IS NOT NULL".to_owned(),
                WhichTeam::Named(name) => format!("t.team_id = (SELECT id FROM teams WHERE name = {})", sql.argument(name.clone())),
            }),
            Condition::Tag(list) => self.any(list, |sql, tag| {
                format!("t.id IN (SELECT ticket_id FROM ticket_tags WHERE tag = {})", sql.argument(tag.clone()))
            }),
            Condition::Requester(list) => self.any(list, Sql::requester),
            Condition::Organization(list) => self.any(list, |sql, name| {
                let like = sql.argument(contains(name));
                format!("t.requester_id IN (SELECT c.id FROM organizations o JOIN contacts c ON c.organization_id = o.id WHERE o.name LIKE {like} ESCAPE '\\')")
            }),
            Condition::Side(list) => self.any(list, |_, side| {
                match side {
                    SideIs::Open => "t.sides_open > 0",
                    SideIs::Unread => "t.sides_unread > 0",
                    SideIs::Done => "EXISTS (SELECT 1 FROM sides s WHERE s.ticket_id = t.id AND s.state = 'done')",
                    SideIs::None => "NOT EXISTS (SELECT 1 FROM sides s WHERE s.ticket_id = t.id)",
                }
                .to_owned()
            }),
            Condition::Third(list) => self.any(list, Sql::third),
            Condition::Time(field, whens) => {
                let column = match field {
                    TimeField::Created => "t.created_at",
                    TimeField::Updated => "t.updated_at",
                    TimeField::Waiting => "t.owed_since",
                };
                self.any(whens, |_, when| {
                    let (from, until) = when.bounds(asking.now, asking.zone);
                    let from = from.map(|t| format!("{column} >= {}", t.0));
                    let until = until.map(|t| format!("{column} < {}", t.0));
                    let parts: Vec<String> = from.into_iter().chain(until).collect();
                    if parts.is_empty() { format!("{column} IS NOT NULL") } else { format!("({})", parts.join(" AND ")) }
                })
            }
            Condition::Field(name, list) => {
                let name = name.clone();
                self.any(list, move |sql, is| sql.field(&name, is))
            }
            Condition::Has(list) => self.any(list, |_, thing| {
                match thing {
                    Thing::Attachment => "EXISTS (SELECT 1 FROM entries e JOIN files f ON f.entry_id = e.id WHERE e.ticket_id = t.id)",
                    Thing::Note => "EXISTS (SELECT 1 FROM entries e WHERE e.ticket_id = t.id AND e.kind = 'note')",
                    Thing::Side => "EXISTS (SELECT 1 FROM sides s WHERE s.ticket_id = t.id)",
                    Thing::Tag => "EXISTS (SELECT 1 FROM ticket_tags x WHERE x.ticket_id = t.id)",
                }
                .to_owned()
            }),
            Condition::File(list) => self.any(list, |sql, name| {
                let like = sql.argument(contains(name));
                format!("EXISTS (SELECT 1 FROM entries e JOIN files f ON f.entry_id = e.id WHERE e.ticket_id = t.id AND f.name LIKE {like} ESCAPE '\\')")
            }),
            Condition::Is(list) => self.any(list, |_, flag| match flag {
                Flag::Active => "t.status IN ('new', 'open', 'pending', 'on-hold')".to_owned(),
                Flag::Unread => "t.unread = 1".to_owned(),
                Flag::Waiting => "t.owed_since IS NOT NULL".to_owned(),
                Flag::Snoozed => "t.snoozed_until IS NOT NULL".to_owned(),
                Flag::Mine => format!("t.assignee_id = {me}"),
                Flag::Spam => "t.spam = 1".to_owned(),
            }),
            Condition::Mentions(list) => self.any(list, |sql, who| match who {
                Who::Me => format!("EXISTS (SELECT 1 FROM mentions x WHERE x.ticket_id = t.id AND x.agent_id = {me})"),
                Who::Nobody => "NOT EXISTS (SELECT 1 FROM mentions x JOIN agents a ON a.id = x.agent_id WHERE x.ticket_id = t.id)".to_owned(),
                Who::Anybody => "EXISTS (SELECT 1 FROM mentions x JOIN agents a ON a.id = x.agent_id WHERE x.ticket_id = t.id)".to_owned(),
                Who::Login(login) => {
                    format!("EXISTS (SELECT 1 FROM mentions x WHERE x.ticket_id = t.id AND x.agent_id = (SELECT id FROM agents WHERE login = {}))", sql.argument(login.clone()))
                }
            }),
            Condition::Subject(list) => {
                let phrases: Vec<String> = list.iter().filter_map(phrase).map(|p| format!("subject : {p}")).collect();
                return self.words(&phrases, negated);
            }
            Condition::Text(text) => return self.words(&phrase(text).into_iter().collect::<Vec<_>>(), negated),
        })
    }

    fn words(&mut self, phrases: &[String], negated: bool) -> Option<String> {
        if phrases.is_empty() {
            return None;
        }
        let expression = format!("({})", phrases.join(" OR "));
        if negated {
            let argument = self.argument(expression);
            return Some(format!("t.id IN (SELECT d.ticket_id FROM search JOIN search_docs d ON d.id = search.rowid WHERE search MATCH {argument})"));
        }
        self.matches.push(expression);
        None
    }

    fn requester(&mut self, person: &PersonMatch) -> String {
        match person {
            PersonMatch::Address(address) => {
                format!("t.requester_id = (SELECT contact_id FROM contact_addresses WHERE address = {})", self.argument(address.as_str().to_owned()))
            }
            PersonMatch::Domain(domain) => {
                let like = self.argument(format!("%@{}", escaped(domain)));
                format!("t.requester_id IN (SELECT contact_id FROM contact_addresses WHERE address LIKE {like} ESCAPE '\\')")
            }
            PersonMatch::Part(part) => {
                let like = self.argument(contains(part));
                format!(
                    "t.requester_id IN (SELECT contact_id FROM contact_addresses WHERE address LIKE {like} ESCAPE '\\'
                       UNION SELECT id FROM contacts WHERE name LIKE {like} ESCAPE '\\')"
                )
            }
        }
    }

    fn third(&mut self, person: &PersonMatch) -> String {
        let condition = match person {
            PersonMatch::Address(address) => format!("p.address = {}", self.argument(address.as_str().to_owned())),
            PersonMatch::Domain(domain) => format!("p.address LIKE {} ESCAPE '\\'", self.argument(format!("%@{}", escaped(domain)))),
            PersonMatch::Part(part) => {
                let like = self.argument(contains(part));
                format!("(p.address LIKE {like} ESCAPE '\\' OR p.name LIKE {like} ESCAPE '\\')")
            }
        };
        format!("t.id IN (SELECT s.ticket_id FROM side_participants p JOIN sides s ON s.id = p.side_id WHERE {condition})")
    }

    fn field(&mut self, name: &str, is: &FieldIs) -> String {
        let field = self.argument(name.to_owned());
        let of = format!("EXISTS (SELECT 1 FROM ticket_fields x WHERE x.ticket_id = t.id AND x.field = {field}");
        match is {
            FieldIs::Value(value) => format!("{of} AND x.value = {} COLLATE NOCASE)", self.argument(value.clone())),
            FieldIs::Compared(comparison, value) => {
                let sign = match comparison {
                    Comparison::Less => "<",
                    Comparison::AtMost => "<=",
                    Comparison::More => ">",
                    Comparison::AtLeast => ">=",
                };
                match value.parse::<f64>() {
                    Ok(number) => format!("{of} AND CAST(x.value AS REAL) {sign} {})", self.argument(number)),
                    Err(_) => format!("{of} AND x.value {sign} {})", self.argument(value.clone())),
                }
            }
            FieldIs::Set => format!("{of})"),
            FieldIs::Unset => format!("NOT {of})"),
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

fn contains(text: &str) -> String {
    format!("%{}%", escaped(text))
}

impl Store {
    /// The newest messages that a query finds on tickets that someone may see, with the text that it was found in.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn found_in(&self, query: &Query, asking: &Asking<'_>, ticket: TicketId) -> Result<Option<String>, StoreError> {
        let sql = Sql::of(query, asking);
        if sql.matches.is_empty() {
            return Ok(None);
        }
        self.row(
            "reading what was found",
            "SELECT coalesce((SELECT body FROM entries WHERE id = d.entry_id), (SELECT body FROM side_messages WHERE id = d.side_message_id))
             FROM search_docs d WHERE d.ticket_id = ?2 AND d.id IN (SELECT rowid FROM search WHERE search MATCH ?1) ORDER BY d.id DESC LIMIT 1",
            params![sql.matches.join(" AND "), ticket.0],
            |r| r.get(0),
        )
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
        let text = Text { words: "a\" OR subject:\"b".into(), prefix: false };
        assert_eq!(phrase(&text).unwrap().matches('"').count(), 2);
        assert_eq!(phrase(&Text { words: "---".into(), prefix: false }), None);
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
