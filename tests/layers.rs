//! The floors of the house: a file uses what stands on its own floor or below, and nothing else. The rules are in [`may_use`]; the rest
//! reads the paths of the source.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

/// What each part of the crate may use of the others.
fn may_use(part: &str) -> &'static [&'static str] {
    match part {
        "model" => &["words"],
        "words" => &["model"],
        "config" => &["model", "words"],
        "store" | "mail" => &["model", "words", "config"],
        "desk" => &["model", "words", "config", "store", "mail"],
        "worker" => &["model", "words", "config", "store", "mail", "desk"],
        "demo" | "tui" => &["model", "words", "config", "store", "mail", "desk", "worker"],
        "cli" => &["model", "words", "config", "store", "mail", "desk", "worker", "demo", "tui"],
        "main" => &["cli"],
        _ => &[],
    }
}

/// The parts that a source file can name.
const PARTS: [&str; 10] = ["model", "words", "config", "store", "mail", "desk", "worker", "demo", "tui", "cli"];

/// Paths that have no place in the model, which is pure: no files, no network, no clock, no SQL, no processes.
const IMPURE: &[&[&str]] = &[
    &["std", "fs"],
    &["std", "net"],
    &["std", "env"],
    &["std", "process"],
    &["std", "thread"],
    &["SystemTime"],
    &["Instant"],
    &["Timestamp", "now"],
    &["Zoned", "now"],
    &["TimeZone", "system"],
    &["tokio"],
    &["rusqlite"],
    &["crossterm"],
    &["ratatui"],
];

/// What only the top floor asks for: the clock of the wall, the environment and the time zone. Below it they are arguments.
const ASKED_AT_THE_TOP: &[&[&str]] =
    &[&["SystemTime", "now"], &["Timestamp", "now"], &["Zoned", "now"], &["TimeZone", "system"], &["std", "env"], &["env", "var"], &["env", "args"]];

/// A word or a sign of the source. Comments, texts and numbers are none.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    Colons,
    Sign(char),
}

/// The words and signs of a source, without comments, texts and characters.
fn tokens(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < chars.len() {
        let next = |n: usize| chars.get(at + n).copied().unwrap_or('\0');
        match chars[at] {
            '/' if next(1) == '/' => at = line_end(&chars, at),
            '/' if next(1) == '*' => at = comment_end(&chars, at),
            '"' => at = text_end(&chars, at),
            '\'' if next(1) == '\\' => at = quote_end(&chars, at + 3),
            '\'' if next(2) == '\'' => at += 3,
            ':' if next(1) == ':' => {
                found.push(Token::Colons);
                at += 2;
            }
            c if c.is_alphabetic() || c == '_' => {
                let end = (at..chars.len()).find(|i| !(chars[*i].is_alphanumeric() || chars[*i] == '_')).unwrap_or(chars.len());
                let word: String = chars[at..end].iter().collect();
                match raw_text_end(&chars, &word, end) {
                    Some(after) => at = after,
                    None => {
                        found.push(Token::Word(word));
                        at = end;
                    }
                }
            }
            c => {
                if !c.is_whitespace() && !c.is_ascii_digit() {
                    found.push(Token::Sign(c));
                }
                at += 1;
            }
        }
    }
    found
}

fn line_end(chars: &[char], at: usize) -> usize {
    (at..chars.len()).find(|i| chars[*i] == '\n').unwrap_or(chars.len())
}

/// After a comment between `/*` and `*/`, with those inside it.
fn comment_end(chars: &[char], mut at: usize) -> usize {
    let mut depth = 0;
    while at + 1 < chars.len() {
        match (chars[at], chars[at + 1]) {
            ('/', '*') => (depth, at) = (depth + 1, at + 2),
            ('*', '/') => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    chars.len()
}

/// After the text that begins with the quotation mark here.
fn text_end(chars: &[char], at: usize) -> usize {
    let mut at = at + 1;
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

fn quote_end(chars: &[char], at: usize) -> usize {
    (at..chars.len()).find(|i| chars[*i] == '\'').map_or(chars.len(), |end| end + 1)
}

/// After a raw text (`r"…"`, `br#"…"#`) whose prefix ended here; `None` when the word is none.
fn raw_text_end(chars: &[char], word: &str, at: usize) -> Option<usize> {
    let hashes = chars[at..].iter().take_while(|c| **c == '#').count();
    if !matches!(word, "r" | "br" | "cr") || chars.get(at + hashes) != Some(&'"') {
        return None;
    }
    let close: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    let start = at + hashes + 1;
    chars[start..].windows(close.len()).position(|w| w == close).map(|found| start + found + close.len())
}

/// A path of the source and how deep in modules of its own file it stands.
#[derive(Debug, PartialEq)]
struct Named {
    path: Vec<String>,
    depth: usize,
    in_tests: bool,
}

/// Every path of a source, with groups (`a::{b, c::d}`) taken apart.
fn paths(source: &str) -> Vec<Named> {
    let tokens = tokens(source);
    let (mut found, mut modules, mut braces, mut at) = (Vec::new(), Vec::<(usize, bool)>::new(), 0, 0);
    while at < tokens.len() {
        if let [Token::Word(word), Token::Word(_), Token::Sign('{'), ..] = &tokens[at..]
            && word == "mod"
        {
            braces += 1;
            modules.push((braces, is_for_tests(&tokens[..at])));
            at += 3;
            continue;
        }
        match &tokens[at] {
            Token::Sign('{') => braces += 1,
            Token::Sign('}') => {
                modules.retain(|(depth, _)| *depth < braces);
                braces -= usize::from(braces > 0);
            }
            Token::Word(_) => {
                let mut here = Vec::new();
                at = tree(&tokens, at, &[], &mut here);
                let in_tests = modules.iter().any(|(_, tests)| *tests);
                found.extend(here.into_iter().map(|path| Named { path, depth: modules.len(), in_tests }));
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// Whether `#[cfg(test)]` stands just before.
fn is_for_tests(before: &[Token]) -> bool {
    let word = |w: &str| Token::Word(w.to_owned());
    let sign = Token::Sign;
    before.ends_with(&[sign('#'), sign('['), word("cfg"), sign('('), word("test"), sign(')'), sign(']')])
}

/// Reads a path that begins with the word here, with its groups, and returns where it ends.
fn tree(tokens: &[Token], mut at: usize, prefix: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut path = prefix.to_vec();
    while let Some(Token::Word(word)) = tokens.get(at) {
        path.push(word.clone());
        at += 1;
        if tokens.get(at) != Some(&Token::Colons) {
            break;
        }
        match tokens.get(at + 1) {
            Some(Token::Word(_)) => at += 1,
            Some(Token::Sign('{')) => return group(tokens, at + 2, &path, found),
            _ => break,
        }
    }
    found.push(path);
    at
}

/// Reads the paths of a group up to its closing brace.
fn group(tokens: &[Token], mut at: usize, prefix: &[String], found: &mut Vec<Vec<String>>) -> usize {
    while let Some(token) = tokens.get(at) {
        match token {
            Token::Sign('}') => return at + 1,
            Token::Word(_) => at = tree(tokens, at, prefix, found),
            _ => at += 1,
        }
    }
    at
}

/// The modules that a file of `src` stands for: `tui/panes/queue.rs` is `tui`, `panes`, `queue`.
fn module_of(file: &str) -> Vec<String> {
    let mut parts: Vec<String> = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|last| last == "mod" || last == "lib") {
        parts.pop();
    }
    parts
}

/// The part of the crate that a path leads to, if it leads to one.
fn part_named(named: &Named, module: &[String]) -> Option<String> {
    let supers = named.path.iter().take_while(|s| *s == "super").count();
    let first = match named.path.first()?.as_str() {
        "crate" | "aside" => named.path.get(1),
        "super" if supers >= module.len() + named.depth => named.path.get(supers),
        _ => None,
    }?;
    PARTS.contains(&first.as_str()).then(|| first.clone())
}

fn leads_to(path: &[String], forbidden: &[&str]) -> bool {
    path.windows(forbidden.len()).any(|w| w.iter().zip(forbidden).all(|(a, b)| a == b))
}

/// Everything that a file does against the rules.
fn violations(file: &str, source: &str) -> Vec<String> {
    let module = module_of(file);
    let Some(part) = module.first() else { return Vec::new() };
    let is_tests = file.ends_with("/tests.rs") || file.contains("/tests/");
    let mut found = Vec::new();
    for named in paths(source) {
        let shown = named.path.join("::");
        if let Some(other) = part_named(&named, &module)
            && other != *part
            && !may_use(part).contains(&other.as_str())
        {
            found.push(format!("src/{file}: {part} must not use {other} ({shown})"));
        }
        if part != "store" && leads_to(&named.path, &["rusqlite"]) {
            found.push(format!("src/{file}: SQL is the store's alone ({shown})"));
        }
        let forbidden: &[&[&str]] = match part.as_str() {
            "model" => IMPURE,
            "words" | "config" | "store" | "mail" | "desk" => ASKED_AT_THE_TOP,
            _ => &[],
        };
        if !is_tests && !named.in_tests && forbidden.iter().any(|f| leads_to(&named.path, f)) {
            found.push(format!("src/{file}: {part} must not ask for this ({shown})"));
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Every source file below a directory: its path from there, and its text.
fn sources(root: &Path, dir: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(root, &path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn no_file_uses_a_floor_above_its_own() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &root, &mut files);
    assert!(files.len() > 10, "the sources are here");
    let found: Vec<String> = files.iter().flat_map(|(file, source)| violations(file, source)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_part_of_the_crate_has_its_rule() {
    let lib = include_str!("../src/lib.rs");
    let parts = lib.lines().filter_map(|l| l.trim().strip_prefix("pub mod ")).map(|l| l.trim_end_matches(';'));
    for part in parts {
        assert!(PARTS.contains(&part) && !may_use(part).is_empty(), "{part} has no floor");
    }
}

#[test]
fn the_checker_sees_what_is_against_the_rules() {
    let bad = [
        ("model/a.rs", "use crate::store::Store;"),
        ("model/a.rs", "use crate::{model::Time, desk};"),
        ("model/a.rs", "use super::super::tui::App;"),
        ("model/mod.rs", "use super::mail;"),
        ("model/a/b.rs", "mod inner { use super::super::super::super::cli::run; }"),
        ("model/a.rs", "fn f() { let x = crate::mail::parse(b\"\"); }"),
        ("model/a.rs", "use std::{collections::HashMap, fs};"),
        ("model/a.rs", "fn f() { std::time::SystemTime::now(); }"),
        ("model/a.rs", "fn f(c: &rusqlite::Connection) {}"),
        ("store/a.rs", "use crate::mail::compose;"),
        ("mail/a.rs", "use crate::store::blobs;"),
        ("mail/a.rs", "use rusqlite::Connection;"),
        ("desk/a.rs", "use crate::worker::lease;"),
        ("desk/a.rs", "fn f() -> Time { jiff::Timestamp::now().into() }"),
        ("worker/a.rs", "use crate::tui::run;"),
        ("tui/a.rs", "use crate::cli::Args;"),
        ("tui/a.rs", "fn f() { let s = 'a'; let t: &'static str = \"x\"; crate::cli::run() }"),
        ("main.rs", "fn main() { aside::store::open(); }"),
        ("config.rs", "fn f() { std::env::var(\"HOME\"); }"),
    ];
    for (file, source) in bad {
        assert!(!violations(file, source).is_empty(), "{file}: {source}");
    }
}

#[test]
fn the_checker_lets_pass_what_is_right() {
    let good = [
        ("model/a.rs", "use super::Time; use crate::model::{Address, query::Query};"),
        ("model/a.rs", "// use crate::store;\n/* crate::desk /* crate::tui */ */ fn f() { g(\"crate::store\", r#\"crate::\"cli\"#, '\"'); }"),
        ("model/a.rs", "/// See [`crate::desk::Desk`].\nfn f() {}"),
        ("model/a.rs", "#[cfg(test)] mod tests { use super::super::Time; use std::fs; }"),
        ("model/a/tests.rs", "use std::fs;"),
        ("tui/panes/queue.rs", "use super::super::widgets::theme; use crate::worker::Status;"),
        ("store/a.rs", "use rusqlite::Connection; use crate::model::Time;"),
        ("desk/a.rs", "use crate::{store::Store, mail::compose, config::Config};"),
        ("cli/a.rs", "use crate::{demo, tui, worker}; fn f() { jiff::Timestamp::now(); }"),
        ("main.rs", "fn main() { aside::cli::run(); }"),
    ];
    for (file, source) in good {
        assert_eq!(violations(file, source), Vec::<String>::new(), "{file}: {source}");
    }
}
