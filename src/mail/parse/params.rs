//! Content-Type and Content-Disposition with their parameters (RFC 2045, 5.1; RFC 2183; RFC 2231).

use std::collections::BTreeMap;

use super::charset;
use super::fields::{one_line, shown};
use super::transfer::percent;

/// Most parameters that are read.
const MOST: usize = 200;

/// The value of a Content-Type or Content-Disposition field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ContentType {
    /// `text/plain`, or `attachment`: lower case.
    pub value: String,
    params: BTreeMap<String, String>,
}

impl ContentType {
    /// Reads a field's value, leniently.
    pub fn read(field: &str) -> ContentType {
        let (value, rest) = field.split_once(';').unwrap_or((field, ""));
        let value: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(100).collect();
        let value = value.split('(').next().unwrap_or_default().trim_matches('"').to_ascii_lowercase();
        ContentType { value, params: joined(split(rest)) }
    }

    /// A parameter, decoded.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.get(name).map(String::as_str).filter(|v| !v.is_empty())
    }

    /// The charset parameter.
    pub fn charset(&self) -> Option<&str> {
        self.param("charset")
    }

    /// Whether a parameter has that value, in any case.
    pub fn says(&self, name: &str, value: &str) -> bool {
        self.param(name).is_some_and(|v| v.eq_ignore_ascii_case(value))
    }

    /// What stands before the slash.
    pub fn main(&self) -> &str {
        self.value.split('/').next().unwrap_or_default()
    }

    /// What stands behind the slash.
    pub fn sub(&self) -> &str {
        self.value.split_once('/').map_or("", |(_, sub)| sub)
    }
}

/// `name=value` pairs, values without their quotes.
fn split(mut rest: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    while !rest.is_empty() && out.len() < MOST {
        let Some(end) = rest.find(['=', ';']) else { break };
        let name = rest[..end].trim().to_ascii_lowercase();
        if rest[end..].starts_with(';') {
            rest = &rest[end + 1..];
            continue;
        }
        let (value, after) = value(rest[end + 1..].trim_start());
        out.push((name, value));
        rest = after;
    }
    out
}

/// A value, quoted or not, and what follows its `;`. Unquoted values may hold blanks, as some programs write names.
fn value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let (value, rest) = text.split_once(';').unwrap_or((text, ""));
        return (value.trim().to_owned(), rest);
    };
    let mut value = String::new();
    let mut chars = quoted.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => {
                let rest = &quoted[at + 1..];
                return (value, rest.split_once(';').map_or("", |(_, rest)| rest));
            }
            // only these two are escapes: Windows paths come unescaped
            '\\' => match chars.peek() {
                Some((_, next @ ('"' | '\\'))) => {
                    value.push(*next);
                    chars.next();
                }
                _ => value.push(c),
            },
            _ => value.push(c),
        }
    }
    (value, "")
}

/// One segment of a parameter that is written in pieces: its place, whether it is percent-encoded, its value.
type Segment = (u32, bool, String);

/// Puts segments together (RFC 2231, 3), decodes them (4) and reads encoded words where programs put them against the rules.
fn joined(pairs: Vec<(String, String)>) -> BTreeMap<String, String> {
    let mut plain = BTreeMap::new();
    let mut segmented: BTreeMap<String, Vec<Segment>> = BTreeMap::new();
    for (name, value) in pairs {
        let (name, encoded) = name.strip_suffix('*').map_or((name.as_str(), false), |n| (n, true));
        match name.split_once('*') {
            Some((base, place)) => {
                let place = place.parse().unwrap_or(u32::MAX);
                segmented.entry(base.to_owned()).or_default().push((place, encoded, value));
            }
            None if encoded => segmented.entry(name.to_owned()).or_default().push((0, true, value)),
            None => {
                plain.entry(name.to_owned()).or_insert_with(|| shown(&value));
            }
        }
    }
    for (name, segments) in segmented {
        plain.insert(name, one_line(&whole(segments)));
    }
    plain
}

fn whole(mut segments: Vec<Segment>) -> String {
    segments.sort_by_key(|(place, _, _)| *place);
    let mut charset = None;
    let mut bytes = Vec::new();
    for (at, (_, encoded, value)) in segments.iter().enumerate() {
        let mut value = value.as_str();
        if at == 0 && *encoded {
            let mut pieces = value.splitn(3, '\'');
            if let (Some(name), Some(_language), Some(rest)) = (pieces.next(), pieces.next(), pieces.next()) {
                charset = Some(name.to_owned());
                value = rest;
            }
        }
        if *encoded { bytes.extend(percent(value)) } else { bytes.extend_from_slice(value.as_bytes()) }
    }
    let text = charset::decode(&bytes, charset.as_deref(), None).text;
    if charset.is_none() { shown(&text) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(field: &str) -> Option<String> {
        ContentType::read(field).param("filename").map(str::to_owned)
    }

    #[test]
    fn types_and_parameters_are_read_leniently() {
        let t = ContentType::read(" Text/PLAIN (comment) ; Charset=\"UTF-8\"; format = Flowed ;delsp=yes;;x");
        assert_eq!((t.value.as_str(), t.charset()), ("text/plain", Some("UTF-8")));
        assert!(t.says("format", "flowed") && t.says("delsp", "yes"));
        assert_eq!((t.main(), t.sub()), ("text", "plain"));
        assert_eq!(ContentType::read(""), ContentType::default());
    }

    #[test]
    fn file_names_come_in_every_dialect() {
        let pieces = "attachment; filename*0*=utf-8''r%C3%A9sum; filename*1*=%C3%A9%20; filename*2=\"final.pdf\"";
        assert_eq!(name(pieces).as_deref(), Some("résumé final.pdf"));
        assert_eq!(name("attachment; filename*1*=%82.txt; filename*0*=UTF-8'ja'%E3%81").as_deref(), Some("あ.txt"));
        assert_eq!(name("attachment; filename*=iso-8859-1'fr'caf%E9.pdf; filename=cafe.pdf").as_deref(), Some("café.pdf"));
        assert_eq!(name("attachment; filename=\"=?utf-8?B?csOpLnBkZg==?=\"").as_deref(), Some("ré.pdf"));
        assert_eq!(name("attachment; filename=Rechnung für Mai.pdf").as_deref(), Some("Rechnung für Mai.pdf"));
        assert_eq!(name(r#"attachment; filename="C:\dir\a \"b\".txt""#).as_deref(), Some(r#"C:\dir\a "b".txt"#));
        assert_eq!(name("attachment; filename=\"never closed").as_deref(), Some("never closed"));
    }
}
