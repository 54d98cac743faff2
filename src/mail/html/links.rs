//! Numbered links. While HTML is converted, a link's text stands between marks that no screen shows; afterwards the marks become
//! numbers in the order of the text.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::entities;

/// Before a link's text.
pub(super) const START: char = '\u{2061}';
/// After a link's text, before the number of its target.
const END: char = '\u{2062}';
/// After the number.
const CLOSE: char = '\u{2064}';
/// Longest target that is shown.
const LONGEST: usize = 2000;

/// Whether a character is one of the marks. They are taken out of the HTML before, so that a mail cannot forge them.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, START | END | CLOSE)
}

/// What stands after the text of the link with that target.
pub(super) fn end(number: usize) -> String {
    format!("{END}{number}{CLOSE}")
}

/// The targets that were met, shared by all that write one text.
#[derive(Clone, Default)]
pub(super) struct Targets(Rc<RefCell<Found>>);

#[derive(Default)]
struct Found {
    urls: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl Targets {
    /// The number of a target; the same target has the same number.
    pub fn number(&self, url: &str) -> usize {
        let url: String = entities::written(url.trim()).chars().filter(|c| !c.is_control()).take(LONGEST).collect();
        let mut found = self.0.borrow_mut();
        if let Some(number) = found.numbers.get(&url) {
            return *number;
        }
        let number = found.urls.len();
        found.urls.push(url.clone());
        found.numbers.insert(url, number);
        number
    }

    /// The text with numbers instead of marks, and the targets that it names, in order.
    pub fn resolve(&self, text: &str) -> (String, Vec<String>) {
        let found = self.0.borrow();
        let mut out = String::with_capacity(text.len());
        let (mut open, mut shown, mut numbers) = (Vec::new(), Vec::new(), HashMap::new());
        let mut rest = text;
        while let Some(at) = rest.find(is_mark) {
            out.push_str(&rest[..at]);
            let mut after = rest[at..].chars();
            let mark = after.next();
            rest = after.as_str();
            if mark == Some(START) {
                open.push(out.len());
            } else if mark == Some(END) {
                let (number, tail) = number_at(rest);
                rest = tail;
                if let (Some(url), Some(start)) = (number.and_then(|n| found.urls.get(n)), open.pop())
                    && worth_showing(&out[start..], url)
                {
                    let number = *numbers.entry(url.clone()).or_insert_with(|| {
                        shown.push(url.clone());
                        shown.len()
                    });
                    out.push_str(&format!(" [{number}]"));
                }
            }
        }
        out.push_str(rest);
        (out, shown)
    }
}

/// The number that closes a link, and what follows it.
fn number_at(text: &str) -> (Option<usize>, &str) {
    let digits = text.bytes().take(9).take_while(u8::is_ascii_digit).count();
    match text[digits..].strip_prefix(CLOSE) {
        Some(tail) => (text[..digits].parse().ok(), tail),
        None => (None, text),
    }
}

/// A target that leads somewhere, and is not what its text already says.
fn worth_showing(text: &str, url: &str) -> bool {
    let scheme = url.split_once(':').map_or("", |(s, _)| s).to_ascii_lowercase();
    let leads = matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel" | "ftp" | "sip" | "sms" | "file");
    leads && !text.trim().is_empty() && bare(text) != bare(url)
}

/// A target or text without scheme, trailing slash and case.
fn bare(text: &str) -> String {
    let lower: String = text.trim().chars().take(LONGEST).filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let stripped = ["https://", "http://", "mailto:", "tel:"].iter().find_map(|scheme| lower.strip_prefix(scheme)).unwrap_or(&lower);
    stripped.trim_end_matches('/').to_owned()
}
