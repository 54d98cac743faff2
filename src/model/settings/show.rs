//! Items as text.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::Item;
use crate::words::Words;

/// A section that is being written. A key without a value is left out.
pub struct Section<'a>(pub(super) &'a mut String);

impl Section<'_> {
    fn line(&mut self, key: &str, value: &str) {
        // writing to a text cannot fail
        let _ = writeln!(self.0, "{key} = {value}");
    }

    /// A text on one line.
    pub fn text(&mut self, key: &str, value: &str) {
        self.line(key, &quoted(value));
    }

    /// The same, when there is something to say.
    pub fn text_if_any(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            self.text(key, value);
        }
    }

    /// A text of several lines.
    pub fn long(&mut self, key: &str, value: &str) {
        self.line(key, &format!("\"\"\"\n{}\"\"\"", escaped(value, true)));
    }

    /// A list, when there is something in it.
    pub fn list(&mut self, key: &str, values: &[String]) {
        if !values.is_empty() {
            let values: Vec<String> = values.iter().map(|v| quoted(v)).collect();
            self.line(key, &format!("[{}]", values.join(", ")));
        }
    }

    /// A list with a line for each value, as they are read best: in single quotation marks, within which nothing has a meaning.
    pub fn lines(&mut self, key: &str, values: &[String]) {
        let plain = |v: &str| !v.chars().any(|c| c == '\'' || c.is_control() || is_hidden(c));
        let line = |v: &String| if plain(v) { format!("  '{v}',\n") } else { format!("  {},\n", quoted(v)) };
        self.line(key, &format!("[\n{}]", values.iter().map(line).collect::<String>()));
    }

    /// Which one it is, unless it is new.
    pub fn id(&mut self, id: Option<i64>) {
        if let Some(id) = id {
            self.line("id", &id.to_string());
        }
    }

    /// Yes or no.
    pub fn flag(&mut self, key: &str, value: bool) {
        self.line(key, if value { "true" } else { "false" });
    }
}

/// A text in quotation marks (TOML 1.0, basic strings).
fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text, false))
}

/// What could end the string, or hide from who reads it, becomes an escape.
fn escaped(text: &str, long: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' if long => out.push('\n'),
            '\n' => out.push_str("\\n"),
            '\t' if long => out.push('\t'),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() || is_hidden(c) => {
                // writing to a text cannot fail
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// Characters that turn the direction of what follows, or mark lines (Unicode, UAX 9), and the mark of byte order.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// What stands, in short: another one when anything of it is another.
#[must_use]
pub fn version<I: Item>(items: &[I]) -> String {
    let mut hash = Sha256::new();
    for item in items {
        hash.update(serde_json::to_vec(item).unwrap_or_default());
        hash.update(b"\n");
    }
    hash.finalize().iter().take(6).map(|b| format!("{b:02x}")).collect()
}

/// The whole text, with what the keys are in comments.
#[must_use]
pub fn show<I: Item>(items: &[I], words: &Words) -> String {
    let head = format!("{}\n{}", words.say(&format!("settings-head-{}", I::KIND)), words.say("settings-head"));
    let example = format!("\n[[{}]]\n{}", I::SECTION, I::EXAMPLE);
    let mut out: String = format!("{head}\n{example}").lines().map(|l| if l.is_empty() { "#\n".to_owned() } else { format!("# {l}\n") }).collect();
    out.push('\n');
    let version = version(items);
    Section(&mut out).text("version", &version);
    for item in items {
        let _ = writeln!(out, "\n[[{}]]", I::SECTION);
        item.show(&mut Section(&mut out));
    }
    out
}
