//! Canned responses as text.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Item, Kind, Known, Placed, Scope, Section, Written, numbered};
use crate::model::canned::{NAMES, check, unknown_variable};
use crate::model::nearest::nearest;
use crate::model::written::{Mistake, Wrong, one_of, told};

/// A canned response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CannedItem {
    /// Row; `None` for a new one.
    pub id: Option<i64>,
    /// What is typed after `/`.
    pub shortcut: String,
    /// What it is for.
    pub title: String,
    /// Whose it is.
    #[serde(rename = "for")]
    pub scope: Scope,
    /// Names of its files. One that is taken out is not attached any more; `aside canned import` brings more.
    pub files: Vec<String>,
    /// The text, in Markdown, with its variables.
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    version: Option<String>,
    #[serde(default)]
    canned: Vec<Spanned<Raw>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: Option<i64>,
    shortcut: Spanned<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(rename = "for")]
    scope: Option<Spanned<String>>,
    #[serde(default)]
    files: Vec<Spanned<String>>,
    text: Spanned<String>,
}

/// Whether a canned response can be called so: one word, as it is typed after `/`.
#[must_use]
pub(super) fn is_shortcut(text: &str) -> bool {
    !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '/')
}

impl Item for CannedItem {
    const KIND: Kind = Kind::Canned;
    const SECTION: &'static str = "canned";
    const EXAMPLE: &'static str = "shortcut = \"refund\"\ntitle = \"How a refund goes\"\nfor = \"me\"\ntext = \"\"\"\nHello {{ requester.first_name }},\n\
        your money is on its way.\"\"\"";
    numbered!();

    fn key(&self) -> String {
        format!("{}\n{}", self.shortcut, self.scope)
    }

    fn called(&self) -> &str {
        &self.shortcut
    }

    fn show(&self, section: &mut Section<'_>) {
        section.id(self.id);
        section.text("shortcut", &self.shortcut);
        section.text("title", &self.title);
        section.text("for", &self.scope.to_string());
        section.list("files", &self.files);
        section.long("text", &self.text);
    }

    fn read(text: &str, known: &Known) -> Result<Written<CannedItem>, Wrong> {
        let raw: Text = toml::from_str(text).map_err(|e| told(text, &e))?;
        let mut items = Vec::with_capacity(raw.canned.len());
        for spanned in raw.canned {
            let at = spanned.span().start;
            let raw = spanned.into_inner();
            if !is_shortcut(raw.shortcut.get_ref()) {
                let given = raw.shortcut.get_ref().clone();
                return Err(Wrong::at(raw.shortcut.span().start, Mistake::Said("settings-shortcut", vec![("given", given)])));
            }
            let wrong = |line: usize, mistake: Mistake| Wrong { at: Some(line_in(text, &raw.text, line)), key: Some("text".to_owned()), mistake };
            check(raw.text.get_ref()).map_err(|e| wrong(e.line, Mistake::Said("settings-template", vec![("why", e.why)])))?;
            variables(raw.text.get_ref(), known).map_err(|(line, mistake)| wrong(line, mistake))?;
            let id = raw.id;
            let there = known.files.iter().find(|(canned, _)| Some(*canned) == id).map(|(_, files)| files.as_slice()).unwrap_or_default();
            let mut files = Vec::with_capacity(raw.files.len());
            for file in &raw.files {
                files.push(one_of(file.get_ref(), there).map_err(|m| Wrong::at(file.span().start, m))?.clone());
            }
            let scope = Scope::read(raw.scope.as_ref(), at, known)?;
            let shortcut = raw.shortcut.into_inner();
            let title = raw.title.filter(|t| !t.trim().is_empty()).unwrap_or_else(|| shortcut.clone());
            items.push(Placed { at, item: CannedItem { id, shortcut, title, scope, files, text: raw.text.into_inner() } });
        }
        Ok(Written { version: raw.version, items })
    }
}

/// Every variable of a text must be there: told with its line, the one that was probably meant, and what there is.
pub(super) fn variables(text: &str, known: &Known) -> Result<(), (usize, Mistake)> {
    let fields: Vec<String> = known.fields.iter().map(|f| f.name.clone()).collect();
    let Some((line, given)) = unknown_variable(text, &fields) else { return Ok(()) };
    let there: Vec<String> = NAMES.iter().map(|n| (*n).to_owned()).chain(fields.iter().map(|f| format!("field.{f}"))).collect();
    let by_its_end = || there.iter().map(String::as_str).find(|name| name.ends_with(&format!(".{given}")));
    let nearest = nearest(&given, there.iter().map(String::as_str)).or_else(by_its_end);
    let mut values = vec![("expected", there.join(", ")), ("given", given.clone())];
    let Some(nearest) = nearest else { return Err((line, Mistake::Said("settings-variable", values))) };
    values.push(("nearest", nearest.to_owned()));
    Err((line, Mistake::Said("settings-variable-nearest", values)))
}

/// Where a line of a text stands that is written in another: the text of a long string begins on the line after its quotation marks.
fn line_in(text: &str, given: &Spanned<String>, line: usize) -> usize {
    let span = given.span();
    let written = &text[span.clone()];
    let first = usize::from(written.starts_with("\"\"\"\n") || written.starts_with("'''\n"));
    let is_long = written.starts_with("\"\"\"") || written.starts_with("'''");
    let down = if is_long { first + line - 1 } else { 0 };
    span.start + written.split_inclusive('\n').take(down).map(str::len).sum::<usize>()
}
