//! The desk's settings as text: TOML that a person edits, and the items that it stands for.
//!
//! One file for each kind. Every item has an `id`, so that one that is renamed stays the same; without an id it is the one of that name, or a
//! new one. What a text leaves out is removed. Names of agents and teams are checked against those that there are ([`Known`]), with the nearest
//! one for a mistake. Comparing with what stands now is [`compare`]; whether someone may change it is the desk's to say.

mod agents;
mod canned;
mod compare;
mod fields;
mod macros;
mod pages;
mod rules;
mod scope;
mod show;
mod tags;
mod teams;
#[cfg(test)]
mod tests;
mod verbs;
mod views;

use std::fmt;

use serde::Serialize;

pub use agents::AgentItem;
pub use canned::CannedItem;
pub use compare::{Diff, compare};
pub use fields::FieldItem;
pub use macros::MacroItem;
pub use pages::{Page, name_of};
pub use rules::RuleItem;
pub use scope::Scope;
pub use show::{Section, show, version};
pub use tags::{Colour, TagItem, tag_of};
pub use teams::{Routing, TeamItem};
pub use views::ViewItem;

use super::Address;
use super::field::Field;
use super::written::{Mistake, Wrong};

/// The kinds of settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Who uses aside.
    Agents,
    /// The boxes that tickets wait in.
    Teams,
    /// Tags with their colours.
    Tags,
    /// Saved queries.
    Views,
    /// Ready texts.
    Canned,
    /// Named lists of verbs.
    Macros,
    /// What the desk does by itself.
    Rules,
    /// What the desk keeps of a ticket beside what every ticket has.
    Fields,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 8] = [Kind::Agents, Kind::Teams, Kind::Tags, Kind::Views, Kind::Canned, Kind::Macros, Kind::Rules, Kind::Fields];

    /// The word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Kind::Agents => "agents",
            Kind::Teams => "teams",
            Kind::Tags => "tags",
            Kind::Views => "views",
            Kind::Canned => "canned",
            Kind::Macros => "macros",
            Kind::Rules => "rules",
            Kind::Fields => "fields",
        }
    }

    /// What the history calls a change of one.
    #[must_use]
    pub fn change(self) -> &'static str {
        match self {
            Kind::Agents => "edit-agents",
            Kind::Teams => "edit-teams",
            Kind::Tags => "edit-tags",
            Kind::Views => "edit-views",
            Kind::Canned => "edit-canned",
            Kind::Macros => "edit-macros",
            Kind::Rules => "edit-rules",
            Kind::Fields => "edit-fields",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn of(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.word() == word)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// What a text can name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Logins of the agents who have not left.
    pub agents: Vec<String>,
    /// Names of the teams.
    pub teams: Vec<String>,
    /// The desk's own addresses.
    pub mailboxes: Vec<Address>,
    /// Whose views and canned responses may be changed, the widest first.
    pub scopes: Vec<Scope>,
    /// The custom fields.
    pub fields: Vec<Field>,
    /// Names of the files of each canned response.
    pub files: Vec<(i64, Vec<String>)>,
}

/// That an item is told by the number in its field `id`.
macro_rules! numbered {
    () => {
        type Id = i64;

        fn id(&self) -> Option<&i64> {
            self.id.as_ref()
        }

        fn set_id(&mut self, id: i64) {
            self.id = Some(id);
        }
    };
}
use numbered;

/// One item of a kind.
pub trait Item: Clone + PartialEq + Serialize {
    /// The kind.
    const KIND: Kind;
    /// Its section in the text: `team` stands as `[[team]]`.
    const SECTION: &'static str;
    /// A section as an example, for the text's head.
    const EXAMPLE: &'static str;
    /// What says which one it is.
    type Id: Clone + PartialEq + fmt::Display;

    /// Which one it is; `None` for a new one.
    fn id(&self) -> Option<&Self::Id>;

    /// Says which one it is.
    fn set_id(&mut self, id: Self::Id);

    /// What no other may have too.
    fn key(&self) -> String;

    /// What people call it.
    fn called(&self) -> &str;

    /// Writes it as a section.
    fn show(&self, section: &mut Section<'_>);

    /// Reads a whole text, of which something is known to be there.
    ///
    /// # Errors
    /// The first mistake.
    fn read(text: &str, known: &Known) -> Result<Written<Self>, Wrong>;
}

/// A text that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Written<I> {
    /// The version that it was written for; `None` for whatever stands now.
    pub version: Option<String>,
    /// The items.
    pub items: Vec<Placed<I>>,
}

/// An item and where its section begins, as a byte of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed<I> {
    /// Where.
    pub at: usize,
    /// What.
    pub item: I,
}

/// Reads a text. An empty one is refused: it rather is a slip than the wish to have nothing.
///
/// # Errors
/// The first mistake.
pub fn read<I: Item>(text: &str, known: &Known) -> Result<Written<I>, Wrong> {
    let says_something = text.lines().map(str::trim).any(|l| !l.is_empty() && !l.starts_with('#'));
    if says_something { I::read(text, known) } else { Err(Wrong::of_all(Mistake::Said("settings-nothing", Vec::new()))) }
}
