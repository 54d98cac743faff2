//! The help: the keys of where one is, then all others, then the signs that lists are drawn with, searchable. After the composer's come the editor's own. Made from the command table, so it
//! cannot be out of date.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::listbox::{self, Line};
use super::{Popup, palette};
use crate::model::status::{Priority, Status};
use crate::tui::app::App;
use crate::tui::command::{COMMANDS, Command, Scope};
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

/// A row of the help.
#[derive(Clone, Debug)]
pub enum Row {
    /// The name of a scope.
    Heading(Scope),
    /// A command.
    Command(&'static Command),
    /// Another heading.
    Title(String),
    /// A key of the editor's or a sign, how it is drawn, and what it says.
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
}

impl Help {
    /// The help for where the agent is.
    #[must_use]
    pub fn new(app: &App) -> Help {
        let mut help = Help { input: LineEdit::new(), list: ListState::default(), rows: Vec::new() };
        help.filter(app);
        help
    }

    /// Searches anew, in titles and keys.
    pub fn filter(&mut self, app: &App) {
        let query = self.input.text();
        let here = app.pane_scopes();
        let scopes = here.iter().copied().chain(Scope::ALL.into_iter().filter(|s| !here.contains(s)));
        self.rows.clear();
        for scope in scopes {
            let commands: Vec<&Command> = COMMANDS.iter().filter(|c| c.scope == scope).collect();
            let texts: Vec<String> = commands.iter().map(|c| format!("{} {}", c.title(app), keys(app, c))).collect();
            let mut found: Vec<usize> = Fuzzy::new().rank(&query, &texts).into_iter().map(|(at, _)| at).collect();
            found.sort_by_key(|at| (commands[*at].footer == 0, commands[*at].footer));
            if !found.is_empty() {
                self.rows.push(Row::Heading(scope));
            }
            self.rows.extend(found.into_iter().map(|at| Row::Command(commands[at])));
            if scope == Scope::Composer {
                self.find(&query, app.say("console-help-editor"), &editing(app));
            }
        }
        self.find(&query, app.say("console-help-signs"), &signs(app));
        self.list = ListState { selected: 1.min(self.rows.len().saturating_sub(1)), offset: 0 };
    }

    /// Adds the signs that are searched for, under their heading.
    fn find(&mut self, query: &str, heading: String, signs: &[(String, Style, String)]) {
        let texts: Vec<String> = signs.iter().map(|(sign, _, text)| format!("{text} {sign}")).collect();
        let mut found: Vec<usize> = Fuzzy::new().rank(query, &texts).into_iter().map(|(at, _)| at).collect();
        found.sort_unstable();
        if !found.is_empty() {
            self.rows.push(Row::Title(heading));
            self.rows.extend(found.into_iter().map(|at| signs[at].clone()).map(|(sign, style, text)| Row::Sign(sign, style, text)));
        }
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
        let rows = &self.rows;
        if rows.is_empty() {
            empty::draw(app, buf, listbox::list_area(area, true), &empty::text(app, "console-pick-no-match", &[("back", "popup-close")]));
        }
        listbox::draw_rows(app, buf, listbox::list_area(area, true), &mut self.list, rows.len(), |at| match &rows[at] {
            Row::Heading(scope) => Line { label: app.say(&format!("console-scope-{}", scope.word())), heading: true, ..Line::default() },
            Row::Title(title) => Line { label: title.clone(), heading: true, ..Line::default() },
            Row::Sign(sign, style, text) => Line { sign: Some((pad(sign, KEYS), *style)), label: text.clone(), ..Line::default() },
            Row::Command(command) => {
                let here = app.pane_scopes().contains(&command.scope);
                let reason = (command.enabled)(app).err().filter(|_| here);
                Line {
                    sign: Some((pad(&keys(app, command), KEYS), app.theme.title)),
                    label: command.title(app),
                    right: reason.map(|r| app.say(r.0)).unwrap_or_default(),
                    off: reason.is_some(),
                    ..Line::default()
                }
            }
        });
    }
}

/// The keys of a command; where one types, those that write a character there are left out.
fn keys(app: &App, command: &Command) -> String {
    let here = app.pane_scopes();
    let typing = here.iter().any(|s| matches!(s, Scope::Composer | Scope::Search)) && here.contains(&command.scope);
    app.keymap.keys(command).iter().filter(|k| !typing || !k.is_printable()).map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// The editor's own keys.
fn editing(app: &App) -> Vec<(String, Style, String)> {
    let shown = |keys: &[&str]| keys.iter().filter_map(|k| k.parse::<Chord>().ok()).map(|k| k.to_string()).collect::<Vec<_>>().join(" ");
    editor::KEYS.iter().map(|(word, keys)| (shown(keys), app.theme.title, app.say(&format!("console-editor-{word}")))).collect()
}

/// What the rows of lists and boxes are signed with.
fn signs(app: &App) -> Vec<(String, Style, String)> {
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
    marks.chain(others.into_iter().map(|(sign, style, key)| (sign.to_owned(), style, app.say(key)))).collect()
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
        Some(Row::Command(command)) => palette::run(app, command),
        _ => Vec::new(),
    }
}
