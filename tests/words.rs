//! The catalogue is whole: every key in every language, with the same variables, and no key in the code that it lacks.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_bundle::FluentResource;

const ENGLISH: &str = include_str!("../src/words/en.ftl");
const OTHERS: [(&str, &str); 2] = [("pt-BR.ftl", include_str!("../src/words/pt-BR.ftl")), ("es.ftl", include_str!("../src/words/es.ftl"))];

/// The keys of a catalogue and the variables of each. A key begins its line; what belongs to it is indented.
fn keys(text: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut current = None;
    for line in text.lines() {
        if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let key = line.split_once(" =").unwrap_or_else(|| panic!("no “ =” in {line:?}")).0;
            assert!(found.insert(key, BTreeSet::new()).is_none(), "{key} is there twice");
            current = Some(key);
        }
        let (Some(key), false) = (current, line.starts_with('#')) else { continue };
        for rest in line.split('$').skip(1) {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len());
            found.entry(key).or_default().insert(&rest[..end]);
        }
    }
    found
}

#[test]
fn every_catalogue_is_free_of_mistakes() {
    for (name, text) in [("en.ftl", ENGLISH)].into_iter().chain(OTHERS) {
        let read = FluentResource::try_new(text.to_owned());
        assert!(read.is_ok(), "{name}: {:?}", read.err().map(|(_, mistakes)| mistakes));
    }
}

#[test]
fn every_key_is_in_every_language_with_the_same_variables() {
    let english = keys(ENGLISH);
    for (name, text) in OTHERS {
        let other = keys(text);
        let missing: Vec<_> = english.keys().filter(|k| !other.contains_key(*k)).collect();
        assert!(missing.is_empty(), "{name} lacks {missing:#?}");
        let extra: Vec<_> = other.keys().filter(|k| !english.contains_key(*k)).collect();
        assert!(extra.is_empty(), "{name} has what en.ftl lacks: {extra:#?}");
        for (key, variables) in &english {
            assert_eq!(&other[key], variables, "{name}: the variables of {key} differ");
        }
    }
}

/// Every source file below a directory: its path and its text.
fn sources(dir: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
}

/// A key that stands in the code, and the names of the variables that go with it, as far as they stand there too.
struct Said {
    key: String,
    given: Option<BTreeSet<String>>,
}

/// What `say("…")` and `say_with("…", &[("…", …), …])` say in a source file.
fn said(source: &str) -> Vec<Said> {
    let mut found = Vec::new();
    for (call, takes_variables) in [("say(", false), ("say_with(", true)] {
        for rest in source.split(call).skip(1) {
            let Some((key, after)) = rest.trim_start().strip_prefix('"').and_then(|r| r.split_once('"')) else { continue };
            let list = after.trim_start_matches([',', ' ', '\n']).strip_prefix("&[").and_then(until_closed);
            let given = if takes_variables { list.map(names_in) } else { Some(BTreeSet::new()) };
            found.push(Said { key: key.to_owned(), given });
        }
    }
    found
}

/// The text up to the bracket that closes the one just before it.
fn until_closed(text: &str) -> Option<&str> {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(&text[..at]);
        }
    }
    None
}

/// The names in `("name", value), ("other", value)`.
fn names_in(list: &str) -> BTreeSet<String> {
    list.split("(\"").skip(1).filter_map(|rest| rest.split_once("\",")).map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn every_key_in_the_code_is_in_the_catalogue_with_its_variables() {
    let english = keys(ENGLISH);
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut mistakes = Vec::new();
    for (path, source) in &files {
        // the demo's mail server has a `say` of its own, for replies on the wire: a key has no space and no capital
        let is_key = |key: &str| key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        for Said { key, given } in said(source).into_iter().filter(|s| is_key(&s.key)) {
            match (english.get(key.as_str()), given) {
                (None, _) => mistakes.push(format!("{path}: “{key}” is not in en.ftl")),
                (Some(needed), Some(given)) => {
                    let lacking: Vec<_> = needed.iter().filter(|n| !given.contains(**n)).collect();
                    if !lacking.is_empty() {
                        mistakes.push(format!("{path}: “{key}” is said without {lacking:?}"));
                    }
                }
                (Some(_), None) => {}
            }
        }
        for literal in source.split('"').filter(|s| is_screen_key(s)) {
            if !english.contains_key(literal) {
                mistakes.push(format!("{path}: “{literal}” is not in en.ftl"));
            }
        }
    }
    mistakes.sort();
    mistakes.dedup();
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

/// Whether a literal looks like a key of the console or the command line, wherever it stands: in a table of commands, for example.
fn is_screen_key(text: &str) -> bool {
    let rest = ["console-", "cli-", "settings-"].into_iter().find_map(|section| text.strip_prefix(section));
    rest.is_some_and(|r| !r.is_empty() && !r.ends_with('-') && r.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'))
}

#[test]
fn the_reader_of_the_code_sees_keys_and_variables() {
    let found = said(r#"w.say("a-b"); w.say_with("c", &[("x", 1.into()), ("y", (&v[0]).into())]); say_with(key, &[]); w.say_with("d", &args)"#);
    let short: Vec<_> = found.iter().map(|s| (s.key.as_str(), s.given.as_ref().map(|g| g.iter().cloned().collect::<Vec<_>>().join(" ")))).collect();
    assert_eq!(short, [("a-b", Some(String::new())), ("c", Some("x y".to_owned())), ("d", None)]);
}
