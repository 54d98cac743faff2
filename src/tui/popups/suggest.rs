//! What could stand at the cursor of the composer: canned responses after `/`, colleagues after `@`, emoji after `:`, people in a recipients field.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use super::Popup;
use super::listbox::{self, Line};
use crate::model::Mailbox;
use crate::model::canned::{self, Variables};
use crate::model::entry::FileRef;
use crate::model::people::Suggestion;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::panes::composer::{self, Field};
use crate::tui::panes::pen::{Pen, row};
use crate::tui::panes::{composer_view, recipients};
use crate::tui::widgets::fuzzy::Fuzzy;
use crate::tui::widgets::list::ListState;
use crate::tui::widgets::popover;
use crate::tui::widgets::wrap::wrap;

/// Rows on the screen at the most.
const MOST: usize = 8;
/// Rows in the list at the most.
const FOUND: usize = 50;

/// A row: what it shows, and what it puts at the cursor.
#[derive(Clone, Debug)]
pub struct Row {
    label: String,
    hits: Vec<u32>,
    detail: String,
    right: String,
    puts: Puts,
    files: Vec<FileRef>,
}

#[derive(Clone, Debug)]
enum Puts {
    Text(String),
    Person(Mailbox),
}

/// The popup at the cursor.
#[derive(Debug)]
pub struct Suggest {
    /// The sign that opened it; none in a recipients field.
    pub sign: Option<char>,
    /// What could stand there, best first.
    pub rows: Vec<Row>,
    /// Cursor and scroll.
    pub list: ListState,
}

impl Suggest {
    /// Beside the cursor: below, above, or shrunk.
    #[must_use]
    pub fn area(&self, app: &App) -> Rect {
        let anchor = composer_view::cursor(app).unwrap_or((0, 0));
        let rows = u16::try_from(self.rows.len().min(MOST)).unwrap_or(1);
        let columns = if self.sign == Some(':') { 36 } else { 58 };
        popover::place(anchor, Size::new(columns, rows + 2), app.areas.screen)
    }

    /// Draws it, with a preview of a canned response beside it.
    pub fn draw(&mut self, app: &App, buf: &mut Buffer, area: Rect) {
        let title = app.say(match self.sign {
            Some('/') => "console-suggest-canned",
            Some('@') => "console-suggest-mention",
            Some(_) => "console-suggest-emoji",
            None => "console-suggest-people",
        });
        popover::frame(buf, area, &title, &app.theme, app.theme.focus_border);
        let rows = &self.rows;
        listbox::draw_rows(app, buf, listbox::list_area(area, false), &mut self.list, rows.len(), |at| {
            let row = &rows[at];
            Line { label: row.label.clone(), hits: row.hits.clone(), detail: row.detail.clone(), right: row.right.clone(), ..Line::default() }
        });
        if self.sign == Some('/')
            && let Some(Row { puts: Puts::Text(text), .. }) = self.rows.get(self.list.selected)
        {
            draw_preview(app, buf, area, text);
        }
    }
}

/// Beside the list where there is room, else above it.
fn preview_area(screen: Rect, list: Rect, lines: usize) -> Rect {
    let wanted = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2);
    let right = screen.right().saturating_sub(list.right());
    if right >= 30 {
        let height = wanted.max(list.height).min(screen.height);
        let y = list.y.min(screen.bottom().saturating_sub(height));
        return Rect { x: list.right(), y, width: right.min(64), height };
    }
    let height = wanted.min(list.y);
    Rect { x: list.x, y: list.y - height, width: list.width, height }
}

fn draw_preview(app: &App, buf: &mut Buffer, list: Rect, text: &str) {
    let lines = wrap(text, usize::from(list.width.saturating_sub(4)));
    let area = preview_area(app.areas.screen, list, lines.len());
    if area.height < 3 || area.width < 12 {
        return;
    }
    let inner = popover::frame(buf, area, &app.say("console-preview"), &app.theme, app.theme.border);
    for (y, line) in wrap(text, inner.width.saturating_sub(2).into()).iter().enumerate().take(inner.height.into()) {
        let style = if line.contains('⟦') { app.theme.warning } else { app.theme.text };
        Pen::new(buf, row(inner, u16::try_from(y).unwrap_or(u16::MAX))).skip(1).put(line, style);
    }
}

/// Opens, follows or closes the popup after a key in the composer.
pub fn after_typing(app: &mut App) -> Vec<Effect> {
    let Some(composer) = &mut app.composer else { return Vec::new() };
    if composer.field != Field::Text {
        return after_recipient(app);
    }
    let word = composer.editor.word_before_cursor().filter(|_| composer.editor.takes_text());
    if word.is_none() {
        composer.dismissed = false;
    }
    let (dismissed, mode) = (composer.dismissed, composer.key.mode);
    let rows = match &word {
        Some(('/', query)) if !dismissed => canned_rows(app, query),
        Some(('@', query)) if !dismissed && mode.is_note() => mention_rows(app, query),
        Some((':', query)) if !dismissed => emoji_rows(query),
        _ => Vec::new(),
    };
    show(app, word.map(|(sign, _)| sign), rows);
    Vec::new()
}

fn after_recipient(app: &mut App) -> Vec<Effect> {
    let prefix = recipients::prefix(app);
    if let Some(composer) = &mut app.composer {
        composer.dismissed = false;
    }
    if prefix.is_none() {
        show(app, None, Vec::new());
    }
    prefix.map(Effect::SuggestPeople).into_iter().collect()
}

fn show(app: &mut App, sign: Option<char>, rows: Vec<Row>) {
    app.popups.retain(|p| !matches!(p, Popup::Suggest(_)));
    if !rows.is_empty() && app.popups.is_empty() {
        app.popups.push(Popup::Suggest(Suggest { sign, rows, list: ListState::default() }));
    }
}

/// Shows people for a recipients field.
pub fn people(app: &mut App, found: Vec<Suggestion>) {
    let row = |s: Suggestion| {
        let address = s.email.to_string();
        let (label, detail) = if s.name.is_empty() { (address, String::new()) } else { (s.name.clone(), address) };
        Row { label, hits: Vec::new(), detail, right: app.words.badge(s.badge), puts: Puts::Person(Mailbox::new(s.name, s.email)), files: Vec::new() }
    };
    let rows = found.into_iter().filter(|s| !app.own.contains(&s.email)).map(row).collect();
    show(app, None, rows);
}

/// The values that canned responses are filled with.
#[must_use]
pub fn variables(app: &App) -> Variables {
    Variables::of(app.ticket.as_ref().and_then(|t| t.head()), &app.me.name, &app.desk)
}

/// The matches that lie in the first part of a text, which is the part that is shown as the label.
fn within(hits: Vec<u32>, label: &str) -> Vec<u32> {
    let end = u32::try_from(label.chars().count()).unwrap_or(u32::MAX);
    hits.into_iter().filter(|h| *h < end).collect()
}

/// By shortcut, title and text; what the shortcut or title matches comes first.
fn canned_rows(app: &App, query: &str) -> Vec<Row> {
    let heads: Vec<String> = app.canned.iter().map(|c| format!("/{} {}", c.shortcut, c.title)).collect();
    let mut found = Fuzzy::new().rank(query, &heads);
    if query.chars().count() >= 3 {
        let lower = query.to_lowercase();
        let in_text = app.canned.iter().enumerate().filter(|(_, c)| c.text.to_lowercase().contains(&lower));
        let more: Vec<usize> = in_text.map(|(i, _)| i).filter(|i| !found.iter().any(|(f, _)| f == i)).collect();
        found.extend(more.into_iter().map(|i| (i, Vec::new())));
    }
    let variables = variables(app);
    let row = |(at, hits): (usize, Vec<u32>)| {
        let canned = &app.canned[at];
        let label = format!("/{}", canned.shortcut);
        let puts = Puts::Text(canned::fill(&canned.text, &variables).text);
        let right = match canned.files.len() {
            0 => String::new(),
            count => app.say_with("console-canned-files", &[("count", count.into())]),
        };
        Row { hits: within(hits, &label), label, detail: canned.title.clone(), right, puts, files: canned.files.clone() }
    };
    found.into_iter().take(FOUND).map(row).collect()
}

fn mention_rows(app: &App, query: &str) -> Vec<Row> {
    let agents = app.agents.iter().map(|a| (format!("@{}", a.login), a.name.clone(), app.words.role(a.role)));
    let teams = app.teams.iter().map(|t| (format!("@{}", t.name.to_lowercase().replace(' ', "-")), t.name.clone(), app.say("console-team")));
    let all: Vec<(String, String, String)> = agents.chain(teams).collect();
    let texts: Vec<String> = all.iter().map(|(login, name, _)| format!("{login} {name}")).collect();
    let row = |(at, hits): (usize, Vec<u32>)| {
        let (label, detail, right) = all[at].clone();
        Row { puts: Puts::Text(format!("{label} ")), hits: within(hits, &label), label, detail, right, files: Vec::new() }
    };
    Fuzzy::new().rank(query, &texts).into_iter().take(FOUND).map(row).collect()
}

fn emoji_rows(query: &str) -> Vec<Row> {
    let query = query.to_lowercase();
    let mut found: Vec<(bool, usize, &str, &str)> = emojis::iter()
        .filter_map(|e| e.shortcodes().find(|s| s.contains(&query)).map(|s| (!s.starts_with(&query), s.len(), s, e.as_str())))
        .collect();
    found.sort_unstable();
    let row = |(_, _, name, sign): (bool, usize, &str, &str)| Row {
        label: format!("{sign} :{name}:"),
        hits: Vec::new(),
        detail: String::new(),
        right: String::new(),
        puts: Puts::Text(sign.to_owned()),
        files: Vec::new(),
    };
    found.into_iter().take(FOUND).map(row).collect()
}

/// Puts what is chosen at the cursor.
pub fn accept(app: &mut App) -> Vec<Effect> {
    let Some(Popup::Suggest(suggest)) = app.popups.pop() else { return Vec::new() };
    let now = app.now;
    let (Some(chosen), Some(composer)) = (suggest.rows.into_iter().nth(suggest.list.selected), app.composer.as_mut()) else { return Vec::new() };
    match chosen.puts {
        Puts::Text(text) => {
            composer.editor.replace_word_before_cursor(&text);
            composer.spaced = text.ends_with(' ');
        }
        Puts::Person(mailbox) => {
            let field = composer.field;
            if let Some(line) = composer.line(field) {
                let text = recipients::completed(&line.text(), &mailbox);
                line.set(&text);
            }
        }
    }
    composer.touched(now);
    for file in chosen.files {
        composer::attach_stored(app, file);
    }
    Vec::new()
}

/// Closed by hand: it stays away until the next word.
pub fn dismissed(app: &mut App) {
    if let Some(composer) = &mut app.composer {
        composer.dismissed = true;
    }
}
