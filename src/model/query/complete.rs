//! What can stand where the cursor is.

use super::{FIELD, KEYS};
use crate::model::field::Field;

/// What fits at the cursor, and where it goes.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Completion {
    /// The character, counted from 0, from which up to the cursor a word replaces the text.
    pub from: usize,
    /// The words: keys with their colon, or values.
    pub words: Vec<String>,
}

/// The keys and fixed values that fit before the cursor, which counts characters from 0, with the names and choices of the desk's fields.
#[must_use]
pub fn complete(text: &str, cursor: usize, fields: &[Field]) -> Completion {
    let before: Vec<char> = text.chars().take(cursor).collect();
    if in_quotes(&before) {
        return Completion { from: before.len(), words: Vec::new() };
    }
    let start = before.iter().rposition(|c| c.is_whitespace()).map_or(0, |at| at + 1);
    let start = start + usize::from(before.get(start) == Some(&'-'));
    let term: String = before[start..].iter().collect();
    let Some((key, values)) = term.split_once(':') else {
        let keys = KEYS.iter().map(|k| format!("{}:", k.name)).chain([FIELD.to_owned()]);
        let named = fields.iter().filter(|_| term.starts_with(FIELD)).map(|f| format!("{FIELD}{}:", f.name));
        let keys = keys.chain(named);
        return Completion { from: start, words: keys.filter(|k| fits(k, &term)).collect() };
    };
    let value = values.rsplit(',').next().unwrap_or_default();
    let offered: Vec<String> = match key.to_ascii_lowercase().strip_prefix(FIELD) {
        Some(name) => values_of(fields, name),
        None => KEYS.iter().filter(|k| k.name.eq_ignore_ascii_case(key)).flat_map(|k| k.values).map(|v| (*v).to_owned()).collect(),
    };
    Completion { from: before.len() - value.chars().count(), words: offered.into_iter().filter(|v| fits(v, value)).collect() }
}

/// What can be asked of a field: its choices, and whether it has a value.
fn values_of(fields: &[Field], name: &str) -> Vec<String> {
    let Some(field) = fields.iter().find(|f| f.name == name) else { return Vec::new() };
    let choice = |c: &String| if c.contains(|c: char| c.is_whitespace() || c == ',') { format!("\"{c}\"") } else { c.clone() };
    field.choices.iter().map(choice).chain(["any", "none"].map(str::to_owned)).collect()
}

/// Whether the word begins with what is there, and is not there already.
fn fits(word: &str, begun: &str) -> bool {
    let begun = begun.to_ascii_lowercase();
    word != begun && word.to_lowercase().starts_with(&begun)
}

/// Whether a quotation mark before the cursor is still open.
fn in_quotes(before: &[char]) -> bool {
    let (mut open, mut escaped) = (false, false);
    for c in before {
        match c {
            '\\' if open && !escaped => escaped = true,
            '"' if !escaped => open = !open,
            _ => escaped = false,
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields() -> Vec<Field> {
        let field = |name: &str, choices: &[&str]| Field {
            name: name.into(),
            label: name.into(),
            kind: crate::model::field::FieldKind::Choice,
            choices: choices.iter().map(|c| (*c).to_owned()).collect(),
        };
        vec![field("plan", &["Gold", "two words"]), field("place", &[])]
    }

    #[test]
    fn offers_the_desks_fields_and_what_they_can_be() {
        assert_eq!(words("field.pl"), (0, "field.plan: field.place:".into()));
        assert_eq!(words("tag:x -field.plan:g"), (18, "Gold".into()));
        assert_eq!(words("field.plan:"), (11, "Gold \"two words\" any none".into()));
        assert_eq!(words("field.other:"), (12, String::new()));
    }

    fn words(text: &str) -> (usize, String) {
        let completion = complete(text, text.chars().count(), &fields());
        (completion.from, completion.words.join(" "))
    }

    #[test]
    fn offers_keys_at_the_start_of_a_term_and_values_after_a_key() {
        assert_eq!(words("st"), (0, "status:".into()));
        assert_eq!(words("tag:vip -as"), (9, "assignee:".into()));
        assert_eq!(words("status:op"), (7, "open".into()));
        assert_eq!(words("é status:open,pe"), (14, "pending".into()));
        assert_eq!(words("side:"), (5, "open done unread none".into()));
        assert_eq!(words("status:open"), (7, String::new()), "nothing is left to complete");
        assert_eq!(words("\"st"), (3, String::new()), "nothing is completed between quotation marks");
        assert_eq!(complete("status:op tag:x", 9, &[]).words, ["open"]);
        assert_eq!(complete("st", 99, &[]).words, ["status:"]);
    }
}
