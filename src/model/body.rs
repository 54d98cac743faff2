//! The text of a message, with marks for what is new, what is quoted and what is a signature.

use serde::{Deserialize, Serialize};

/// What a line of a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// New in this message.
    Text,
    /// An earlier message, quoted.
    Quoted,
    /// The writer's signature.
    Signature,
}

/// A run of lines of the same kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// What the lines are.
    pub part: Part,
    /// The lines, with their line ends between them.
    pub text: &'a str,
}

/// The whole text of a message. Nothing is ever deleted from it: quotes and signatures are marked and shown folded.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Body {
    text: String,
    /// Runs of lines: their kind and their number. Empty means that every line is new.
    runs: Vec<(Part, usize)>,
}

impl Body {
    /// A text in which everything is new, as agents write it.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Body {
        Body { text: text.into(), runs: Vec::new() }
    }

    /// A text and what each of its lines (as of [`str::lines`]) is; lines without a mark are new.
    #[must_use]
    pub fn marked(text: impl Into<String>, parts: &[Part]) -> Body {
        let text = text.into();
        let mut runs: Vec<(Part, usize)> = Vec::new();
        for part in parts.iter().copied().take(text.lines().count()) {
            match runs.last_mut() {
                Some((last, n)) if *last == part => *n += 1,
                _ => runs.push((part, 1)),
            }
        }
        if runs.iter().all(|(p, _)| *p == Part::Text) {
            runs.clear();
        }
        Body { text, runs }
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is no text at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The runs of lines, in order.
    #[must_use]
    pub fn runs(&self) -> Vec<Run<'_>> {
        if self.runs.is_empty() {
            return if self.text.is_empty() { Vec::new() } else { vec![Run { part: Part::Text, text: &self.text }] };
        }
        let mut out = Vec::with_capacity(self.runs.len() + 1);
        let mut rest = self.text.as_str();
        for &(part, lines) in &self.runs {
            let end = nth_line_end(rest, lines);
            out.push(Run { part, text: rest[..end].trim_end_matches(['\r', '\n']) });
            rest = &rest[end..];
        }
        if !rest.is_empty() {
            out.push(Run { part: Part::Text, text: rest.trim_end_matches(['\r', '\n']) });
        }
        out
    }

    /// What is new: the lines that are neither quoted nor signature.
    #[must_use]
    pub fn new_text(&self) -> String {
        self.joined(|p| p == Part::Text)
    }

    /// What is folded away: quotes and signature.
    #[must_use]
    pub fn folded(&self) -> String {
        self.joined(|p| p != Part::Text)
    }

    fn joined(&self, want: impl Fn(Part) -> bool) -> String {
        let picked: Vec<&str> = self.runs().into_iter().filter(|r| want(r.part)).map(|r| r.text).collect();
        picked.join("\n").trim_matches(['\r', '\n']).trim_end().to_owned()
    }

    /// The marks in the form that the store keeps: `3t5q2s`, empty when all is new.
    #[must_use]
    pub fn marks(&self) -> String {
        use std::fmt::Write;
        let mut out = String::new();
        for (part, n) in &self.runs {
            let letter = match part {
                Part::Text => 't',
                Part::Quoted => 'q',
                Part::Signature => 's',
            };
            let _ = write!(out, "{n}{letter}");
        }
        out
    }

    /// From a text and the marks that [`Body::marks`] wrote. Marks that cannot be read end the reading: the rest is new.
    #[must_use]
    pub fn from_marks(text: impl Into<String>, marks: &str) -> Body {
        let (mut runs, mut n) = (Vec::new(), 0usize);
        for c in marks.chars() {
            let part = match c {
                '0'..='9' => {
                    n = n.saturating_mul(10).saturating_add(c as usize - '0' as usize);
                    continue;
                }
                't' => Part::Text,
                'q' => Part::Quoted,
                's' => Part::Signature,
                _ => break,
            };
            runs.push((part, n));
            n = 0;
        }
        Body { text: text.into(), runs }
    }
}

/// The byte just after the n-th line end, or the end of the text.
fn nth_line_end(text: &str, lines: usize) -> usize {
    if lines == 0 {
        return 0;
    }
    text.match_indices('\n').nth(lines - 1).map_or(text.len(), |(i, _)| i + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn new_and_folded_come_apart_and_nothing_is_lost() {
        let b = Body::marked("yes\n> a?\nno\n-- \nAna", &[Part::Text, Part::Quoted, Part::Text, Part::Signature, Part::Signature]);
        assert_eq!(b.new_text(), "yes\nno");
        assert_eq!(b.folded(), "> a?\n-- \nAna");
        assert_eq!(b.text(), "yes\n> a?\nno\n-- \nAna");
        assert_eq!(b.marks(), "1t1q1t2s");
    }

    proptest! {
        #[test]
        fn marks_read_back(text in "[a-z\n]{0,60}", parts in prop::collection::vec(0u8..3, 0..40)) {
            let parts: Vec<Part> = parts.iter().map(|p| [Part::Text, Part::Quoted, Part::Signature][*p as usize]).collect();
            let b = Body::marked(text.clone(), &parts);
            prop_assert_eq!(Body::from_marks(text, &b.marks()), b);
        }

        #[test]
        fn any_marks_are_safe(text in ".{0,40}", marks in "[0-9tqsx]{0,12}") {
            let b = Body::from_marks(text, &marks);
            let _ = (b.new_text(), b.folded(), b.runs().len());
        }
    }
}
