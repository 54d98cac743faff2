//! `@mentions` in private notes.

use std::ops::Range;

/// A mention: where it stands, and who is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The bytes of the text, with the `@`.
    pub range: Range<usize>,
    /// The login or the name of the team, without the `@`, as it was written.
    pub name: String,
}

/// Every mention in a note. A mention is an `@` at the start of a word and letters, digits, `.`, `_` and `-` after it. None is in an e-mail
/// address, in code (between backticks, or in a block between lines of three), or in a line that quotes (`>`).
#[must_use]
pub fn find(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    let (mut at, mut in_block) = (0, false);
    for line in text.split_inclusive('\n') {
        let start = line.trim_start();
        if start.starts_with("```") || start.starts_with("~~~") {
            in_block = !in_block;
        } else if !in_block && !start.starts_with('>') {
            in_line(line, at, &mut found);
        }
        at += line.len();
    }
    found
}

/// Whom a note mentions, each once, as first written.
#[must_use]
pub fn mentions(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for mention in find(text) {
        if !names.iter().any(|n| n.to_lowercase() == mention.name.to_lowercase()) {
            names.push(mention.name);
        }
    }
    names
}

/// The mentions of one line that begins at byte `offset` of the text.
fn in_line(line: &str, offset: usize, found: &mut Vec<Mention>) {
    let mut before = None;
    let mut skip_to = 0;
    for (at, c) in line.char_indices() {
        if at < skip_to {
            continue;
        }
        if c == '`' {
            skip_to = code_end(line, at);
        } else if c == '@' && starts_word(before) {
            let name = name_at(&line[at + 1..]);
            if !name.is_empty() {
                skip_to = at + 1 + name.len();
                found.push(Mention { range: offset + at..offset + skip_to, name: name.to_owned() });
                before = name.chars().next_back();
                continue;
            }
        }
        before = Some(c);
    }
}

/// Where the code ends that the backticks at this byte begin; just after them when nothing closes it.
fn code_end(line: &str, at: usize) -> usize {
    let ticks = line[at..].bytes().take_while(|b| *b == b'`').count();
    let inside = at + ticks;
    let mut rest = inside;
    while let Some(next) = line[rest..].find('`') {
        let start = rest + next;
        let run = line[start..].bytes().take_while(|b| *b == b'`').count();
        rest = start + run;
        if run == ticks {
            return rest;
        }
    }
    inside
}

/// Whether a word can begin after this character.
fn starts_word(before: Option<char>) -> bool {
    before.is_none_or(|c| c.is_whitespace() || "([{<\"'“‘«¿¡,;:!?/*_~|—–".contains(c))
}

/// The name at the beginning of a text; empty when there is none, or when it goes on like an address (`@a@example.com`).
fn name_at(text: &str) -> &str {
    let in_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
    let end = text.find(|c| !in_name(c)).unwrap_or(text.len());
    let name = text[..end].trim_end_matches(['.', '_', '-']);
    let starts_right = name.starts_with(char::is_alphanumeric);
    if starts_right && !text[end..].starts_with('@') { name } else { "" }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn finds_agents_and_teams_at_the_start_of_a_word() {
        assert_eq!(mentions("@ana, please ask @second-line. (@joão.silva) **@rui**"), ["ana", "second-line", "joão.silva", "rui"]);
        assert_eq!(mentions("@Ana and @ana"), ["Ana"], "each once");
        assert_eq!(mentions("cc:@ana/@rui"), ["ana", "rui"]);
    }

    #[test]
    fn addresses_code_and_quotes_mention_nobody() {
        for text in [
            "write to ana@example.com",
            "<a.b+@example.com",
            "@ana@example.com",
            "@",
            "@ ana",
            "@.ana",
            "a `@ana` b",
            "``a ` @ana``",
            "```\n@ana\n```\n",
            "> @ana wrote",
        ] {
            assert_eq!(mentions(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(mentions("an open ` and @ana"), ["ana"]);
        assert_eq!(mentions("```\n@x\n```\n> @y\n@ana"), ["ana"]);
    }

    #[test]
    fn ranges_cover_the_mention_in_the_text() {
        let text = "é\n> q\nask @ana.";
        let found = find(text);
        assert_eq!(&text[found[0].range.clone()], "@ana");
    }

    proptest! {
        #[test]
        fn every_range_is_a_mention_of_its_name(text in "(@|`|```|\n|>|[a-zé]|\\.|-| |中){0,30}") {
            for mention in find(&text) {
                prop_assert_eq!(&text[mention.range.clone()], format!("@{}", mention.name));
            }
        }
    }
}
