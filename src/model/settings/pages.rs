//! Canned responses as pages: Markdown files with their settings as TOML between two lines `+++`.
//!
//! ```text
//! +++
//! shortcut = "refund"
//! title = "How a refund goes"
//! for = "Billing"
//! files = ["refund/terms.pdf"]
//! +++
//! Hello {{ requester.first_name }},
//! ```
//!
//! The text is what follows, without the line end at its end.

use serde::Deserialize;
use toml::Spanned;

use super::canned::{is_shortcut, variables};
use super::{CannedItem, Known, Scope, Section};
use crate::model::canned::check;
use crate::model::written::{Mistake, Wrong, told};

/// What stands before and after the settings.
const FENCE: &str = "+++";

/// A page that was read.
#[derive(Clone, Debug)]
pub struct Page {
    /// Where its files are, seen from the page, and the bytes of the page at which they are named.
    pub files: Vec<(usize, String)>,
    shortcut: String,
    title: Option<String>,
    scope: Option<Spanned<String>>,
    text: String,
    front: usize,
    body: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Front {
    shortcut: Spanned<String>,
    title: Option<String>,
    #[serde(rename = "for")]
    scope: Option<Spanned<String>>,
    #[serde(default)]
    files: Vec<Spanned<String>>,
}

/// Puts a mistake of a part where that part is.
fn moved(mut wrong: Wrong, by: usize) -> Wrong {
    wrong.at = wrong.at.map(|at| at + by);
    wrong
}

/// A mistake on a line of the text, which begins at a byte of the page.
fn wrong_in(body: usize, text: &str, line: usize, mistake: Mistake) -> Wrong {
    let down: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    Wrong { at: Some(body + down), key: Some(String::new()), mistake }
}

impl Page {
    /// Reads a page.
    ///
    /// # Errors
    /// The first mistake.
    pub fn read(page: &str) -> Result<Page, Wrong> {
        let no_front = || Wrong::at(0, Mistake::Said("settings-no-front", Vec::new()));
        let mark = page.len() - page.trim_start_matches('\u{feff}').len();
        let rest = page[mark..].strip_prefix(FENCE).ok_or_else(no_front)?;
        let first = rest.find('\n').ok_or_else(no_front)?;
        if !rest[..first].trim().is_empty() {
            return Err(no_front());
        }
        let front = mark + FENCE.len() + first + 1;
        let (end, body) = end_of_front(page, front).ok_or_else(no_front)?;
        let settings = &page[front..end];
        let read: Front = toml::from_str(settings).map_err(|e| moved(told(settings, &e), front))?;
        if !is_shortcut(read.shortcut.get_ref()) {
            let mistake = Mistake::Said("settings-shortcut", vec![("given", read.shortcut.get_ref().clone())]);
            return Err(Wrong::at(front + read.shortcut.span().start, mistake));
        }
        let text = page[body..].strip_suffix('\n').unwrap_or(&page[body..]);
        check(text).map_err(|e| wrong_in(body, text, e.line, Mistake::Said("settings-template", vec![("why", e.why)])))?;
        let mut files: Vec<(usize, String)> = Vec::with_capacity(read.files.len());
        for file in read.files {
            let at = front + file.span().start;
            let path = file.into_inner();
            if !stays_inside(&path) {
                return Err(Wrong {
                    at: Some(at),
                    key: Some("files".to_owned()),
                    mistake: Mistake::Said("settings-file-outside", vec![("given", path)]),
                });
            }
            if files.iter().any(|(_, other)| name_of(other) == name_of(&path)) {
                return Err(Wrong { at: Some(at), key: Some("files".to_owned()), mistake: Mistake::Said("settings-twice", vec![("given", path)]) });
            }
            files.push((at, path));
        }
        Ok(Page { files, shortcut: read.shortcut.into_inner(), title: read.title, scope: read.scope, text: text.to_owned(), front, body })
    }

    /// The canned response that it stands for.
    ///
    /// # Errors
    /// When it is for whom it may not be, or names a variable that there is not.
    pub fn item(&self, known: &Known) -> Result<CannedItem, Wrong> {
        let scope = Scope::read(self.scope.as_ref(), 0, known).map_err(|wrong| moved(wrong, self.front))?;
        variables(&self.text, known).map_err(|(line, mistake)| wrong_in(self.body, &self.text, line, mistake))?;
        let title = self.title.clone().filter(|t| !t.trim().is_empty()).unwrap_or_else(|| self.shortcut.clone());
        let mut files: Vec<String> = self.files.iter().map(|(_, path)| name_of(path).to_owned()).collect();
        files.sort();
        Ok(CannedItem { id: None, shortcut: self.shortcut.clone(), title, scope, files, text: self.text.clone() })
    }

    /// A canned response as a page; its files are in this directory beside the page.
    #[must_use]
    pub fn show(item: &CannedItem, directory: &str) -> String {
        let mut out = format!("{FENCE}\n");
        let mut section = Section(&mut out);
        section.text("shortcut", &item.shortcut);
        section.text("title", &item.title);
        section.text("for", &item.scope.to_string());
        section.list("files", &item.files.iter().map(|f| format!("{directory}/{f}")).collect::<Vec<_>>());
        format!("{out}{FENCE}\n{}\n", item.text)
    }

    /// A name for the page of a canned response, without an ending: letters, digits and what is harmless.
    #[must_use]
    pub fn name(item: &CannedItem) -> String {
        let plain = |text: &str| {
            let kept: String = text.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' }).collect();
            kept
        };
        match &item.scope {
            Scope::Desk => plain(&item.shortcut),
            Scope::Team(team) => format!("{}.{}", plain(&team.to_lowercase()), plain(&item.shortcut)),
            Scope::Me => format!("me.{}", plain(&item.shortcut)),
        }
    }
}

/// Where the settings end, and where the text begins.
fn end_of_front(page: &str, front: usize) -> Option<(usize, usize)> {
    let mut at = front;
    for line in page[front..].split_inclusive('\n') {
        if line.trim_end() == FENCE {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// The last part of a path.
#[must_use]
pub fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether a path leads nowhere but below its directory.
fn stays_inside(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    parts.iter().all(|p| !matches!(*p, "" | "." | "..")) && !path.contains(['\\', '\0']) && !path.chars().any(char::is_control)
}
