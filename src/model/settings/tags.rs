//! Tags as text. A tag's id is its name.

use serde::{Deserialize, Serialize, Serializer};
use std::str::FromStr;
use toml::Spanned;

use super::{Item, Kind, Known, Placed, Section, Written};
use crate::model::nearest::nearest;
use crate::model::written::{Mistake, NoSuch, Wrong, told};

/// The colour of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Colour {
    /// One of the terminal's, by its number (ECMA-48, 8.3.117, foreground less 30; from 8 on bright).
    Named(u8),
    /// Red, green and blue.
    Rgb(u8, u8, u8),
}

impl Colour {
    /// The names, each at its number.
    pub const NAMES: [&'static str; 16] = [
        "black",
        "red",
        "green",
        "yellow",
        "blue",
        "magenta",
        "cyan",
        "white",
        "gray",
        "bright-red",
        "bright-green",
        "bright-yellow",
        "bright-blue",
        "bright-magenta",
        "bright-cyan",
        "bright-white",
    ];
}

impl FromStr for Colour {
    type Err = ();

    fn from_str(text: &str) -> Result<Colour, ()> {
        let lower = text.trim().to_ascii_lowercase();
        if let Some(at) = Colour::NAMES.iter().position(|n| *n == lower || (*n == "gray" && lower == "grey")) {
            return u8::try_from(at).map(Colour::Named).map_err(drop);
        }
        let hex = lower.strip_prefix('#').filter(|h| h.len() == 6 && h.bytes().all(|b| b.is_ascii_hexdigit())).ok_or(())?;
        let part = |i: usize| u8::from_str_radix(&hex[i..i + 2], 16).map_err(drop);
        Ok(Colour::Rgb(part(0)?, part(2)?, part(4)?))
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Colour::Named(n) => f.write_str(Colour::NAMES[usize::from(*n % 16)]),
            Colour::Rgb(r, g, b) => write!(f, "#{r:02x}{g:02x}{b:02x}"),
        }
    }
}

impl Serialize for Colour {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TagItem {
    /// The name that it has now; `None` for a new one.
    pub id: Option<String>,
    /// Its name, as [`tag_of`] writes it.
    pub name: String,
    /// Its colour.
    pub colour: Option<Colour>,
    /// What it is for.
    pub description: String,
}

/// A name as tags have it: lower case, without spaces, commas and control characters. Empty when nothing is left.
#[must_use]
pub fn tag_of(text: &str) -> String {
    text.trim().to_lowercase().replace(|c: char| c == ',' || c.is_whitespace() || c.is_control(), "-")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    version: Option<String>,
    #[serde(default)]
    tag: Vec<Spanned<Raw>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: Option<String>,
    name: Spanned<String>,
    #[serde(default)]
    colour: Option<Spanned<String>>,
    #[serde(default)]
    description: String,
}

impl Item for TagItem {
    const KIND: Kind = Kind::Tags;
    const SECTION: &'static str = "tag";
    const EXAMPLE: &'static str = "name = \"vip\"\ncolour = \"#d7875f\"\ndescription = \"Answer within the hour\"";
    type Id = String;

    fn id(&self) -> Option<&String> {
        self.id.as_ref()
    }

    fn set_id(&mut self, id: String) {
        self.id = Some(id);
    }

    fn key(&self) -> String {
        self.name.clone()
    }

    fn called(&self) -> &str {
        &self.name
    }

    fn show(&self, section: &mut Section<'_>) {
        section.text_if_any("id", self.id.as_deref().unwrap_or_default());
        section.text("name", &self.name);
        section.text_if_any("colour", &self.colour.map_or_else(String::new, |c| c.to_string()));
        section.text_if_any("description", &self.description);
    }

    fn read(text: &str, _: &Known) -> Result<Written<TagItem>, Wrong> {
        let raw: Text = toml::from_str(text).map_err(|e| told(text, &e))?;
        let mut items = Vec::with_capacity(raw.tag.len());
        for spanned in raw.tag {
            let at = spanned.span().start;
            let raw = spanned.into_inner();
            if raw.name.get_ref().is_empty() || tag_of(raw.name.get_ref()) != *raw.name.get_ref() {
                let written = ("better", tag_of(raw.name.get_ref()));
                return Err(Wrong::at(raw.name.span().start, Mistake::Said("settings-tag", vec![("given", raw.name.into_inner()), written])));
            }
            let colour = raw.colour.as_ref().filter(|c| !c.get_ref().is_empty()).map(colour).transpose()?;
            items.push(Placed { at, item: TagItem { id: raw.id, name: raw.name.into_inner(), colour, description: raw.description } });
        }
        Ok(Written { version: raw.version, items })
    }
}

fn colour(given: &Spanned<String>) -> Result<Colour, Wrong> {
    given.get_ref().parse().map_err(|()| {
        let nearest = nearest(given.get_ref(), Colour::NAMES).map(str::to_owned);
        let expected = Colour::NAMES.into_iter().chain(["#d7875f"]).map(str::to_owned).collect();
        Wrong::at(given.span().start, Mistake::NoSuch(Box::new(NoSuch { given: given.get_ref().clone(), nearest, expected })))
    })
}
