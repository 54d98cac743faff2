//! What is typed: echoed as it is typed, and said again where it changed otherwise.

use super::{Said, describe, said};
use crate::tui::app::App;
use crate::tui::widgets::editor::Editor;
use crate::tui::widgets::line_edit::LineEdit;

/// A text with a cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Which of the place's fields.
    pub id: u16,
    /// What it is for.
    pub label: String,
    /// Its lines.
    pub lines: Vec<String>,
    /// Line and character of the cursor, from 0.
    pub at: (usize, usize),
}

impl Field {
    /// Of a field of one line.
    #[must_use]
    pub fn line_edit(id: u16, label: String, edit: &LineEdit) -> Field {
        Field { id, label, lines: vec![edit.text()], at: (0, edit.cursor()) }
    }

    /// Of the composer's text.
    #[must_use]
    pub fn editor(id: u16, label: String, editor: &Editor) -> Field {
        Field { id, label, lines: editor.lines().to_vec(), at: editor.cursor() }
    }

    fn line(&self) -> &str {
        self.lines.get(self.at.0).map_or("", String::as_str)
    }

    /// The line of the cursor as it is said.
    fn line_said(&self, app: &App) -> String {
        let line = said(self.line());
        if line.is_empty() { app.say("console-plain-blank") } else { line }
    }

    /// The field when one comes to it: what it is for, and the line of the cursor.
    #[must_use]
    pub fn whole(&self, app: &App) -> Said {
        let line = self.line_said(app);
        let text = if self.label.is_empty() {
            line
        } else {
            app.say_with("console-plain-field", &[("label", (&self.label).into()), ("text", (&line).into())])
        };
        Said::Line(said(&text))
    }

    fn chars(&self) -> Vec<char> {
        self.line().chars().collect()
    }
}

/// What is said of a field that was `before` and is `now`, in one place.
#[must_use]
pub fn change(app: &App, before: Option<&Field>, now: Option<&Field>) -> Vec<Said> {
    let Some(now) = now else { return Vec::new() };
    let Some(before) = before.filter(|b| b.id == now.id) else { return vec![now.whole(app)] };
    if before.lines == now.lines {
        return moved(app, before, now).into_iter().map(Said::Line).collect();
    }
    if before.lines.len() == now.lines.len() && before.at.0 == now.at.0 && others_are_same(before, now) {
        let (was, is) = (before.chars(), now.chars());
        let (from, to) = (before.at.1, now.at.1);
        if to > from && is.len() == was.len() + (to - from) && is.get(..from) == was.get(..from) && is.get(to..) == was.get(from..) {
            return vec![Said::Typed(said_typed(&is[from..to]))];
        }
        if to + 1 == from && is.len() + 1 == was.len() && is.get(..to) == was.get(..to) && is.get(to..) == was.get(from..) {
            return vec![Said::Rubbed { was: was[to].to_string(), line: now.line_said(app) }];
        }
    }
    let broken = now.lines.len() == before.lines.len() + 1 && now.at == (before.at.0 + 1, 0) && now.line().is_empty();
    if broken { vec![Said::End] } else { vec![Said::Line(now.line_said(app))] }
}

/// What was typed, with nothing in it that moves the terminal's cursor. Spaces stay.
fn said_typed(typed: &[char]) -> String {
    let text: String = typed.iter().collect();
    crate::tui::widgets::text::clean_line(&text).into_owned()
}

fn others_are_same(before: &Field, now: &Field) -> bool {
    before.lines.iter().zip(&now.lines).enumerate().all(|(at, (was, is))| at == now.at.0 || was == is)
}

/// The cursor went elsewhere: to another line, which is said; within its line, where the character or the word under it is.
fn moved(app: &App, before: &Field, now: &Field) -> Option<String> {
    if before.at == now.at {
        return None;
    }
    if before.at.0 != now.at.0 {
        return Some(now.line_said(app));
    }
    let chars = now.chars();
    let rest = chars.get(now.at.1..).unwrap_or_default();
    let text: String = match rest.first() {
        None => return Some(app.say("console-plain-end")),
        Some(' ') => return Some(app.say("console-plain-space")),
        Some(c) if before.at.1.abs_diff(now.at.1) == 1 => c.to_string(),
        Some(_) => rest.iter().take_while(|c| !c.is_whitespace()).collect(),
    };
    let text = said(&text);
    Some(if text.is_empty() { describe::sign(app) } else { text })
}
