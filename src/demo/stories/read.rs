//! Reads the steps of a file of stories.

use serde::Deserialize;

use super::{Act, Step};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    ticket: Vec<Story>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Story {
    key: String,
    step: Vec<Happening>,
}

#[derive(Deserialize)]
#[serde(try_from = "toml::Table")]
struct Happening {
    at: i64,
    act: Act,
}

impl TryFrom<toml::Table> for Happening {
    type Error = String;

    fn try_from(mut table: toml::Table) -> Result<Happening, String> {
        let time = |value: Option<toml::Value>| {
            value.as_ref().and_then(toml::Value::as_str).map(|text| seconds(text).ok_or_else(|| format!("“{text}” is no time")))
        };
        let at = match (time(table.remove("ago")), time(table.remove("in"))) {
            (Some(ago), None) => -ago?,
            (None, Some(ahead)) => ahead?,
            _ => return Err("a step happens “ago” or “in” some time".to_owned()),
        };
        let act = Act::deserialize(toml::Value::Table(table)).map_err(|e| e.to_string())?;
        Ok(Happening { at, act })
    }
}

/// Reads a span as `3d 4h 10m 5s`, in seconds.
#[must_use]
pub fn seconds(text: &str) -> Option<i64> {
    let mut sum = 0i64;
    for word in text.split_ascii_whitespace() {
        let (digits, unit) = word.split_at_checked(word.len() - 1)?;
        let factor = match unit {
            "d" => 86_400,
            "h" => 3_600,
            "m" => 60,
            "s" => 1,
            _ => return None,
        };
        sum = sum.checked_add(digits.parse::<u32>().map(i64::from).ok()?.checked_mul(factor)?)?;
    }
    (!text.trim().is_empty()).then_some(sum)
}

/// The steps of a file.
pub(super) fn steps(file: &str) -> Result<Vec<Step>, toml::de::Error> {
    let mut steps = Vec::new();
    for story in toml::from_str::<File>(file)?.ticket {
        steps.extend(story.step.into_iter().map(|s| Step { at: s.at, ticket: story.key.clone(), act: s.act }));
    }
    Ok(steps)
}
