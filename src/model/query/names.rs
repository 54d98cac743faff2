//! What a query calls by its name. The text alone cannot tell whether there is such a thing.

use super::{Mistake, QueryError};
use crate::model::nearest::nearest;

/// Names that are offered for one that nothing has.
const MOST: usize = 5;

/// What a query can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Named {
    /// An agent, by login.
    Agent,
    /// A team.
    Team,
    /// A tag.
    Tag,
    /// A custom field.
    Field,
}

impl Named {
    /// The English word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Named::Agent => "agent",
            Named::Team => "team",
            Named::Tag => "tag",
            Named::Field => "field",
        }
    }
}

/// A name in a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// What it is the name of.
    pub what: Named,
    /// As it was written.
    pub name: String,
    /// The character where it begins, counted from 0.
    pub at: usize,
}

impl Name {
    /// The mistake that nothing has this name, with the names that begin so, the nearest, or some.
    #[must_use]
    pub fn unknown(&self, text: &str, known: &[String]) -> QueryError {
        let begun = self.name.to_lowercase();
        let mut expected: Vec<String> = known.iter().filter(|k| k.to_lowercase().starts_with(&begun)).take(MOST).map(|k| written(k)).collect();
        if expected.is_empty() {
            expected.extend(nearest(&self.name, known.iter().map(String::as_str)).map(written));
        }
        if expected.is_empty() {
            expected.extend(known.iter().take(MOST).map(|k| written(k)));
            expected.extend(known.get(MOST).map(|_| "…".to_owned()));
        }
        QueryError { text: text.to_owned(), at: self.at, mistake: Mistake::NoSuch { what: self.what, given: self.name.clone() }, expected }
    }
}

/// A name as it is written in a query.
fn written(name: &str) -> String {
    if name.contains(|c: char| c.is_whitespace() || c == ',') { format!("\"{name}\"") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::query::Query;

    #[test]
    fn every_name_is_found_at_its_character() {
        let text = "é assignee:me,zork -team:\"Second line\",mine tag:vip field.Nope:1 mentions:\"me\"";
        let (_, names) = Query::with_names(text).unwrap();
        let found: Vec<(Named, &str, usize)> = names.iter().map(|n| (n.what, n.name.as_str(), n.at)).collect();
        let expected = [
            (Named::Agent, "zork", 14),
            (Named::Team, "Second line", 25),
            (Named::Tag, "vip", 48),
            (Named::Field, "nope", 58),
            (Named::Agent, "me", 74),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn the_names_that_begin_so_are_offered_or_the_nearest_or_some() {
        let known: Vec<String> = ["ana", "andrea", "bruno", "chloe", "dana", "Second line"].map(str::to_owned).into();
        let expected = |given: &str| Name { what: Named::Agent, name: given.to_owned(), at: 9 }.unknown("assignee:…", &known).expected.join(" ");
        assert_eq!(expected("an"), "ana andrea");
        assert_eq!(expected("burno"), "bruno");
        assert_eq!(expected("second"), "\"Second line\"");
        assert_eq!(expected("zork"), "ana andrea bruno chloe dana …");
    }
}
