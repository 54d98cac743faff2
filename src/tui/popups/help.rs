//! The help: the keys of where one is, then all others, then the signs that lists are drawn with; what is typed finds the best of all. After the
//! composer's come the editor's own. Made from the command table, so it cannot be out of date.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::listbox::{self, Line};
use super::{Popup, palette};
use crate::model::status::{Priority, Status};
use crate::tui::app::App;
use crate::tui::command::{COMMANDS, Command, Reason, Scope};
use crate::tui::effect::Effect;
use crate::tui::keymap::Chord;
use crate::tui::panes::empty;
use crate::tui::widgets::editor;
use crate::tui::widgets::fuzzy::Fuzzy;
use crate::tui::widgets::line_edit::LineEdit;
use crate::tui::widgets::list::ListState;
use crate::tui::widgets::text::pad;

/// Columns of the keys.
const KEYS: usize = 18;

/// Rows below the list: what the command under the cursor is called in the configuration, and why it cannot run.
const FOOT: u16 = 2;

/// A row of the help.
#[derive(Clone, Debug)]
pub enum Row {
    /// The name of a scope.
    Heading(Scope),
    /// A command, and why it cannot run where one is.
    Command(&'static Command, Option<Reason>),
    /// Another heading.
    Title(String),
    /// An act of the editor's.
    Edit(&'static str),
    /// Keys or a sign, how that is drawn, and what it says.
    Sign(String, Style, String),
}

/// The help.
#[derive(Debug)]
pub struct Help {
    /// What is searched.
    pub input: LineEdit,
    /// Cursor and scroll.
    pub list: ListState,
    /// What is shown.
    pub rows: Vec<Row>,
    /// Where keys were looked up when it was opened, in order.
    pub here: &'static [Scope],
}

impl Help {
    /// The help for where the agent is.
    #[must_use]
    pub fn new(app: &App) -> Help {
        let mut help = Help { input: LineEdit::new(), list: ListState::default(), rows: Vec::new(), here: app.scopes() };
        help.filter(app);
        help
    }

    /// Searches anew, in titles, keys and headings: what fits best comes first, wherever it belongs. `app` is without the help.
    pub fn filter(&mut self, app: &App) {
        let query = self.input.text();
        if query.trim().is_empty() {
            self.rows = self.all(app);
            self.list = ListState { selected: 1.min(self.rows.len().saturating_sub(1)), offset: 0 };
            return;
        }
        let mut rows = self.all(app);
        rows.retain(|row| !matches!(row, Row::Heading(_) | Row::Title(_)));
        let texts: Vec<String> = rows.iter().map(|row| searched(app, row)).collect();
        self.rows = Fuzzy::new().rank(&query, &texts).into_iter().map(|(at, _)| rows[at].clone()).collect();
        self.list = ListState::default();
    }

    /// Every row: the keys of where one is, all others, the signs.
    fn all(&self, app: &App) -> Vec<Row> {
        let mut rows = Vec::new();
        for scope in self.here.iter().copied().chain(Scope::ALL.into_iter().filter(|s| !self.here.contains(s))) {
            let is_here = self.here.contains(&scope);
            let reason = |c: &Command| (c.enabled)(app).err().filter(|_| is_here);
            let mut commands: Vec<_> = COMMANDS.iter().filter(|c| c.scope == scope).map(|c| (c, reason(c))).collect();
            // most keys of popups are those of others than the one that is open
            commands.sort_by_key(|(c, reason)| (scope == Scope::Popup && reason.is_some(), c.footer == 0, c.footer));
            rows.push(Row::Heading(scope));
            rows.extend(commands.into_iter().map(|(command, reason)| Row::Command(command, reason)));
            if scope == Scope::Composer {
                rows.push(Row::Title(app.say("console-help-editor")));
                rows.extend(editing(app));
            }
        }
        rows.push(Row::Title(app.say("console-help-signs")));
        rows.extend(signs(app));
        rows
    }

    /// Moves the cursor off a heading, on in its direction.
    pub fn off_heading(&mut self, direction: isize) {
        if matches!(self.rows.get(self.list.selected), Some(Row::Heading(_) | Row::Title(_))) {
            let on = if direction < 0 { self.list.selected.checked_sub(1).unwrap_or(1) } else { self.list.selected + 1 };
            self.list.to(on, self.rows.len());
        }
    }

    /// Draws it.
    pub fn draw(&mut self, app: &App, buf: &mut Buffer, area: Rect) {
        listbox::draw_frame(app, buf, area, &app.say("console-help"), &mut self.input, &app.say("console-help-hint"));
        let inner = listbox::list_area(area, true);
        let foot = if app.plain { 0 } else { FOOT.min(inner.height / 3) };
        let place = Rect { height: inner.height - foot, ..inner };
        if self.rows.is_empty() {
            empty::draw(app, buf, place, &empty::text(app, "console-pick-no-match", &[("back", "popup-close")]));
        }
        let (rows, searches) = (&self.rows, !self.input.text().trim().is_empty());
        listbox::draw_rows(app, buf, place, &mut self.list, rows.len(), |at| line(app, &rows[at], searches));
        let named = match self.rows.get(self.list.selected) {
            Some(Row::Command(command, reason)) => Some((command.id, *reason)),
            Some(Row::Edit(act)) => Some((*act, None)),
            _ => None,
        };
        if let Some((name, reason)) = named {
            let name = app.say_with("console-help-name", &[("name", name.into())]);
            let text = reason.map_or(name.clone(), |r| format!("{name} · {}", app.say(r.0)));
            empty::draw(app, buf, Rect { y: place.bottom(), height: foot, ..inner }, &text);
        }
    }
}

fn heading(app: &App, scope: Scope) -> String {
    app.say(&format!("console-scope-{}", scope.word()))
}

/// What of a row is searched.
fn searched(app: &App, row: &Row) -> String {
    match row {
        Row::Command(command, _) => format!("{} {} {}", command.title(app), keys(app, command), heading(app, command.scope)),
        Row::Edit(act) => format!("{} {}", title(app, act), names(&app.keymap.edit_keys(act))),
        Row::Sign(sign, _, text) => format!("{text} {sign}"),
        Row::Heading(_) | Row::Title(_) => String::new(),
    }
}

/// A row as it is drawn; among what was found each command says where it belongs.
fn line(app: &App, row: &Row, searches: bool) -> Line {
    match row {
        Row::Heading(scope) => Line { label: heading(app, *scope), heading: true, ..Line::default() },
        Row::Title(title) => Line { label: title.clone(), heading: true, ..Line::default() },
        Row::Edit(act) => {
            let keys = pad(&names(&app.keymap.edit_keys(act)), KEYS);
            Line { sign: Some((keys, app.theme.title)), label: title(app, act), ..Line::default() }
        }
        Row::Sign(sign, style, text) => Line { sign: Some((pad(sign, KEYS), *style)), label: text.clone(), ..Line::default() },
        Row::Command(command, reason) => Line {
            sign: Some((pad(&keys(app, command), KEYS), app.theme.title)),
            label: command.title(app),
            right: match reason {
                Some(reason) => app.say(reason.0),
                None if searches => heading(app, command.scope),
                None => String::new(),
            },
            off: reason.is_some(),
            ..Line::default()
        },
    }
}

/// The keys of a command; where one types, those that write a character there are left out.
fn keys(app: &App, command: &Command) -> String {
    let here = app.pane_scopes();
    let typing = here.iter().any(|s| matches!(s, Scope::Composer | Scope::Search)) && here.contains(&command.scope);
    app.keymap.keys(command).iter().filter(|k| !typing || !k.is_printable()).map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn names(keys: &[Chord]) -> String {
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// What an act of the editor's does.
fn title(app: &App, act: &str) -> String {
    app.say(&format!("console-{act}"))
}

/// The editor's own keys.
fn editing(app: &App) -> impl Iterator<Item = Row> {
    let selecting = app.keymap.edits().selecting().into_iter().filter(|(_, keys)| !keys.is_empty());
    let selecting = selecting.map(|(word, keys)| Row::Sign(names(&keys), app.theme.title, app.say(&format!("console-edit-{word}"))));
    editor::KEYS.iter().map(|(act, _)| Row::Edit(act)).chain(selecting)
}

/// What the rows of lists and boxes are signed with.
fn signs(app: &App) -> impl Iterator<Item = Row> {
    let theme = &app.theme;
    let statuses = Status::ALL.into_iter().map(|s| (theme.status(s), app.words.status(s)));
    let priorities = Priority::ALL.into_iter().filter(|p| *p != Priority::Normal).map(|p| (theme.priority(p), app.words.priority(p)));
    let marks = statuses.chain(priorities).map(|(mark, text)| (mark.sign.to_owned(), mark.style, text));
    let others = [
        ("•", theme.side, "console-sign-unread"),
        ("✔", theme.focus_border, "console-sign-selected"),
        ("⇄2", theme.side, "console-sign-sides"),
        ("⇄2•", theme.badge, "console-sign-sides-unread"),
        ("◉", theme.warning, "console-sign-looks"),
        ("✎", theme.warning, "console-sign-types"),
        ("2 3h", theme.unread, "console-sign-box"),
    ];
    let others = others.into_iter().map(|(sign, style, key)| (sign.to_owned(), style, app.say(key)));
    marks.chain(others).map(|(sign, style, text)| Row::Sign(sign, style, text))
}

/// Opens the help, or closes it when it is open.
pub fn open(app: &mut App) -> Vec<Effect> {
    if matches!(app.popups.last(), Some(Popup::Help(_))) {
        app.popups.pop();
        return Vec::new();
    }
    app.popups.retain(|p| !matches!(p, Popup::Suggest(_)));
    let help = Help::new(app);
    app.popups.push(Popup::Help(help));
    Vec::new()
}

/// Runs the command under the cursor.
pub fn accept(app: &mut App) -> Vec<Effect> {
    let Some(Popup::Help(help)) = app.popups.last() else { return Vec::new() };
    match help.rows.get(help.list.selected) {
        Some(Row::Command(command, _)) if command.scope == Scope::Popup => run_below(app, command),
        Some(Row::Command(command, _)) => palette::run(app, command),
        _ => Vec::new(),
    }
}

/// Runs a command of popups in the one below the help; one that cannot run there says why, and the help stays.
fn run_below(app: &mut App, command: &'static Command) -> Vec<Effect> {
    let help = app.popups.pop();
    let can = if app.popups.is_empty() { Err(Reason("console-reason-nothing-here")) } else { (command.enabled)(app) };
    match can {
        Ok(()) => (command.run)(app),
        Err(reason) => {
            app.popups.extend(help);
            let text = app.say(reason.0);
            app.complain(text);
            Vec::new()
        }
    }
}
