//! What waits in quarantine, and one mail of it: why it is there, its header fields, its text. From here it is let out or discarded.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::listbox::{self, Line};
use super::pick::{Free, Pick, Row, Value};
use super::{Popup, confirm};
use crate::desk::{HeldMail, Release};
use crate::model::InboxId;
use crate::store::InboxRow;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::panes::pen::{Pen, row};
use crate::tui::panes::{bytes, empty, rule};
use crate::tui::widgets::ago::ago;
use crate::tui::widgets::list::ListState;
use crate::tui::widgets::popover;
use crate::tui::widgets::wrap::wrap;

/// Rows of the reason below the list.
const WHY: u16 = 2;
/// Columns that a mail's lines are broken at.
const COLUMNS: usize = 104;
/// Lines of a mail that are shown.
const MOST: usize = 20_000;
/// What stands at the top of a mail; the other fields stand below its text.
const FIRST: [&str; 7] = ["from", "reply-to", "to", "cc", "date", "subject", "message-id"];

/// The list.
#[derive(Debug)]
pub struct Quarantine {
    /// Cursor and scroll.
    pub list: ListState,
    /// What waits, newest first; `None` until it has been read.
    pub rows: Option<Vec<InboxRow>>,
}

impl Quarantine {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.as_ref().map_or(0, Vec::len)
    }

    /// Whether nothing waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn here(&self) -> Option<&InboxRow> {
        self.rows.as_ref()?.get(self.list.selected)
    }

    /// Where it is drawn.
    #[must_use]
    pub fn area(&self, screen: Rect) -> Rect {
        listbox::area(screen, 100, self.len().max(3) + usize::from(WHY) + 1)
    }

    /// Draws it: the mails, and below them why the one under the cursor is here.
    pub fn draw(&mut self, app: &App, buf: &mut Buffer, area: Rect) {
        let theme = &app.theme;
        popover::frame(buf, area, &app.say("console-quarantine"), theme, theme.focus_border);
        let rows = list_area(area);
        let why = self.here().map(|mail| reason(app, mail)).unwrap_or_default();
        let Some(held) = &self.rows else { return };
        if held.is_empty() {
            empty::draw(app, buf, rows, &app.say("console-quarantine-none"));
            return;
        }
        listbox::draw_rows(app, buf, rows, &mut self.list, held.len(), |at| {
            let mail = &held[at];
            let about = mail.ticket.map(|t| format!("#{t} ")).unwrap_or_default();
            Line { label: sender(app, mail), detail: format!("{about}{}", mail.subject), right: ago(app.now, mail.at), ..Line::default() }
        });
        let below = Rect { y: rows.bottom(), height: area.bottom().saturating_sub(rows.bottom() + 1), ..rows };
        rule(buf, row(below, 0), theme.border);
        for (y, line) in wrap(&why, rows.width.into()).iter().take(WHY.into()).enumerate() {
            Pen::new(buf, row(below, u16::try_from(y).unwrap_or(u16::MAX).saturating_add(1))).put(line, theme.side);
        }
    }
}

/// The rows of the list.
#[must_use]
pub fn list_area(area: Rect) -> Rect {
    let rows = listbox::list_area(area, false);
    Rect { height: rows.height.saturating_sub(WHY + 1), ..rows }
}

fn sender(app: &App, mail: &InboxRow) -> String {
    if mail.sender.is_empty() { app.say("console-quarantine-nobody") } else { mail.sender.clone() }
}

/// Why it is here, in the reader's language where that is known.
fn reason(app: &App, mail: &InboxRow) -> String {
    let told = mail.trace.as_ref().and_then(|t| app.words.decided(t));
    told.unwrap_or_else(|| mail.why.lines().last().unwrap_or_default().to_owned())
}

/// One mail.
#[derive(Debug)]
pub struct Held {
    row: InboxRow,
    lines: Vec<(String, Kind)>,
    /// The first line on the screen.
    pub list: ListState,
}

/// What a line of a mail is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Why,
    Field,
    File,
    Text,
    Rule,
}

impl Held {
    /// Laid out and cleaned for the screen.
    #[must_use]
    pub fn new(app: &App, mail: &HeldMail) -> Held {
        let mut lines = Vec::new();
        let mut put = |text: &str, kind: Kind| lines.extend(wrap(text, COLUMNS).into_iter().map(|l| (l, kind)));
        put(&reason(app, &mail.row), Kind::Why);
        mail.remarks.iter().for_each(|l| put(l, Kind::Why));
        put("", Kind::Rule);
        let is_first = |name: &str| FIRST.iter().any(|f| name.eq_ignore_ascii_case(f));
        let (first, rest): (Vec<_>, Vec<_>) = mail.headers.iter().partition(|(name, _)| is_first(name));
        first.iter().for_each(|(name, value)| put(&format!("{name}: {value}"), Kind::Field));
        for file in &mail.files {
            put(&format!("+ {} ({}, {})", file.name, file.media_type, bytes(file.size as u64)), Kind::File);
        }
        put("", Kind::Rule);
        mail.body.text().lines().take(MOST).for_each(|l| put(l, Kind::Text));
        if mail.body.is_empty() {
            put(&app.say("console-quarantine-no-text"), Kind::Field);
        }
        put("", Kind::Rule);
        rest.iter().for_each(|(name, value)| put(&format!("{name}: {value}"), Kind::Field));
        Held { row: mail.row.clone(), lines, list: ListState::default() }
    }

    /// How many lines it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Draws it.
    pub fn draw(&mut self, app: &App, buf: &mut Buffer, area: Rect) {
        let theme = &app.theme;
        let title = format!("{} {}", app.say("console-quarantine"), self.row.id);
        let inner = popover::frame(buf, area, &title, theme, theme.focus_border);
        let style = |kind: Kind| -> Style {
            match kind {
                Kind::Why => theme.side,
                Kind::Field | Kind::Rule => theme.dim,
                Kind::File => theme.key_label,
                Kind::Text => theme.text,
            }
        };
        let lines = &self.lines;
        listbox::draw_text(app, buf, inner, &mut self.list, lines.len(), |buf, place, at| match &lines[at] {
            (_, Kind::Rule) => rule(buf, place, theme.border),
            (line, kind) => drop(Pen::new(buf, place).skip(1).put(line, style(*kind))),
        });
    }
}

/// Shows what waits.
pub fn open(app: &mut App) -> Vec<Effect> {
    app.popups.push(Popup::Quarantine(Quarantine { list: ListState::default(), rows: None }));
    vec![Effect::LoadQuarantine]
}

/// Reads it again when it is on the screen.
#[must_use]
pub fn reload(app: &App) -> Option<Effect> {
    app.popups.iter().any(|p| matches!(p, Popup::Quarantine(_))).then_some(Effect::LoadQuarantine)
}

/// It was read: the cursor stays on its mail, or on the one that has taken its place.
pub fn arrived(app: &mut App, rows: Vec<InboxRow>) {
    for popup in &mut app.popups {
        if let Popup::Quarantine(shown) = popup {
            let at = shown.here().and_then(|here| rows.iter().position(|r| r.id == here.id)).unwrap_or(shown.list.selected);
            shown.list.to(at.min(rows.len().saturating_sub(1)), rows.len());
            shown.rows = Some(rows);
            return;
        }
    }
}

/// A mail was read.
pub fn shows(app: &mut App, mail: &HeldMail) {
    let held = Held::new(app, mail);
    app.popups.push(Popup::Held(held));
}

/// A mail waits no more: what shows it goes.
pub fn settled(app: &mut App, id: InboxId) {
    app.popups.retain(|p| !matches!(p, Popup::Held(held) if held.row.id == id));
}

/// The mail that the keys are about.
fn current(app: &App) -> Option<&InboxRow> {
    match app.popups.last() {
        Some(Popup::Quarantine(shown)) => shown.here(),
        Some(Popup::Held(held)) => Some(&held.row),
        _ => None,
    }
}

/// Opens the mail under the cursor.
pub fn accept(app: &mut App) -> Vec<Effect> {
    current(app).map(|mail| Effect::LoadHeld(mail.id)).into_iter().collect()
}

/// Shows its source.
pub fn source(app: &mut App) -> Vec<Effect> {
    current(app).map(|mail| Effect::LoadRaw(mail.id)).into_iter().collect()
}

/// Asks where it is let out to.
pub fn release(app: &mut App) -> Vec<Effect> {
    let Some(mail) = current(app).cloned() else { return Vec::new() };
    let choice = |label: String, to: Release| Row { sign: None, label, right: String::new(), value: Value::Release(mail.id, to) };
    let mut choices = Vec::new();
    if mail.side.is_some() {
        choices.push(choice(app.say("console-release-side"), Release::Side));
    }
    let mut tickets: Vec<_> = mail.ticket.into_iter().chain(app.current()).collect();
    tickets.dedup();
    for ticket in tickets {
        choices.push(choice(app.say_with("console-release-to", &[("number", ticket.0.into())]), Release::Entry(ticket)));
        choices.push(choice(app.say_with("console-release-note", &[("number", ticket.0.into())]), Release::Note(ticket)));
    }
    choices.push(choice(app.say("console-release-new"), Release::NewTicket));
    let pick = Pick::new(app, "console-release", choices).with_free(app, Free::Ticket(mail.id), "console-release-typed", "console-release-hint");
    app.popups.push(Popup::Pick(pick));
    Vec::new()
}

/// Asks whether it is to be discarded, and why.
pub fn discard(app: &mut App) -> Vec<Effect> {
    let Some(mail) = current(app).cloned() else { return Vec::new() };
    let what = format!("{} · {}", sender(app, &mail), mail.subject);
    let confirm = confirm::Confirm::discard_held(app, mail.id, what);
    app.popups.push(Popup::Confirm(confirm));
    Vec::new()
}
