//! The card of a third party: who it is, what they owe, how fast they are, what agents note about them, and their side conversations.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::listbox::{self, Line};
use super::{Popup, prompt};
use crate::desk::{NoteChange, Party as Card, PartyOrganization};
use crate::model::Address;
use crate::model::party::{AnswerTimes, KnownPerson, PartyNote, PartySide};
use crate::model::side::SideState;
use crate::tui::app::{App, Focus};
use crate::tui::effect::Effect;
use crate::tui::panes::pen::{Pen, row};
use crate::tui::panes::{rule, sides, ticket};
use crate::tui::widgets::ago::{ago, span};
use crate::tui::widgets::list::ListState;
use crate::tui::widgets::popover;
use crate::tui::widgets::wrap::wrap;

/// Columns of the box.
const COLUMNS: u16 = 100;
/// Rows of what is noted, at the most.
const NOTE_ROWS: usize = 5;
/// Rows that the list keeps, however much stands above it.
const LEAST_LIST: u16 = 3;

/// The card.
#[derive(Debug)]
pub struct Party {
    address: Address,
    /// Cursor and scroll of the list.
    pub list: ListState,
    /// What is known; `None` until it has been read.
    card: Option<Box<Card>>,
    /// The list shows what was noted before, in place of the side conversations.
    history: bool,
    /// What is noted is in the agent's editor.
    editing: bool,
}

impl Party {
    /// Rows of the list.
    #[must_use]
    pub fn len(&self) -> usize {
        self.card.as_ref().map_or(0, |c| if self.history { c.notes.len() } else { c.sides.len() })
    }

    /// Whether the list has no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// In the middle, as tall as it needs.
    #[must_use]
    pub fn area(&self, app: &App) -> Rect {
        let head = self.head(app, inner_columns(app.areas.screen)).len();
        listbox::area(app.areas.screen, COLUMNS, head + self.len().max(LEAST_LIST.into()))
    }

    /// What stands above the list, in rows of so many columns.
    fn head(&self, app: &App, columns: usize) -> Vec<(String, Style)> {
        let Some(card) = &self.card else { return Vec::new() };
        let theme = &app.theme;
        let mut rows = Vec::new();
        let mut put = |text: &str, style: Style, most: usize| rows.extend(cut(wrap(text, columns), most).into_iter().map(|line| (line, style)));
        put(&who(app, card), theme.dim, 2);
        if let Some(of) = &card.organization {
            put(&organization(app, of), theme.text, 3);
            if !of.people.is_empty() {
                put(&app.say_with("console-party-together", &[("times", (&times(app, &of.times)).into())]), theme.dim, 2);
            }
        }
        put(&times(app, &card.times), theme.text, 2);
        if let Some((count, since)) = card.owed() {
            let age = ago(app.now, since);
            put(&app.say_with("console-party-owes", &[("count", count.into()), ("age", (&age).into())]), theme.warning, 2);
        }
        for failed in card.failures.iter().take(3) {
            put(&format!("✗ {} · {} · {}", failed.address, failed.words, ago(app.now, failed.at)), theme.error, 2);
        }
        if let Some(note) = card.note() {
            put(&format!("🔒 {}", note.text), theme.note, NOTE_ROWS);
            put(&format!("   {}, {}", note.by, ago(app.now, note.at)), theme.dim, 1);
        }
        rows
    }

    /// Draws it.
    pub fn draw(&mut self, app: &App, buf: &mut Buffer, area: Rect) {
        let title = self.card.as_ref().map_or(self.address.as_str(), |c| c.shown()).to_owned();
        popover::frame(buf, area, &title, &app.theme, app.theme.focus_border);
        let place = listbox::list_area(area, false);
        let head = self.head(app, place.width.into());
        let Some(card) = &self.card else { return };
        let most = place.height.saturating_sub(LEAST_LIST + 1);
        let above = u16::try_from(head.len()).unwrap_or(u16::MAX).min(most);
        for (y, (line, style)) in (0..above).zip(&head) {
            let cut_here = y + 1 == above && usize::from(above) < head.len();
            Pen::new(buf, row(place, y)).put(if cut_here { "…" } else { line }, *style);
        }
        rule(buf, row(place, above), app.theme.border);
        let rows = Rect { y: place.y + (above + 1).min(place.height), height: place.height.saturating_sub(above + 1), ..place };
        if self.history {
            listbox::draw_rows(app, buf, rows, &mut self.list, card.notes.len(), |at| version(app, &card.notes[at]));
        } else if card.sides.is_empty() {
            Pen::new(buf, row(rows, 0)).put(&app.say("console-party-no-sides"), app.theme.dim);
        } else {
            listbox::draw_rows(app, buf, rows, &mut self.list, card.sides.len(), |at| side_line(app, &card.sides[at]));
        }
    }
}

fn inner_columns(screen: Rect) -> usize {
    usize::from(COLUMNS.min(screen.width.saturating_sub(2)).saturating_sub(4))
}

/// No more than so many rows; that some are left out is shown.
fn cut(mut rows: Vec<String>, most: usize) -> Vec<String> {
    if rows.len() > most {
        rows.truncate(most);
        if let Some(last) = rows.last_mut() {
            last.push('…');
        }
    }
    rows
}

fn who(app: &App, card: &Card) -> String {
    let mut parts: Vec<String> = card.addresses.iter().map(ToString::to_string).collect();
    if card.colleague {
        parts.push(app.say("badge-agent"));
    }
    if !card.names.is_empty() {
        parts.push(app.say_with("console-party-names", &[("names", (&card.names.join(", ")).into())]));
    }
    parts.join(" · ")
}

fn organization(app: &App, of: &PartyOrganization) -> String {
    let mut parts = vec![of.name.clone()];
    if of.supplier {
        parts.push(app.say("console-supplier"));
    }
    if !of.people.is_empty() {
        let names: Vec<&str> = of.people.iter().take(8).map(KnownPerson::shown).collect();
        let more = if of.people.len() > names.len() { ", …" } else { "" };
        parts.push(app.say_with("console-party-with", &[("names", (&format!("{}{more}", names.join(", "))).into())]));
    }
    parts.join(" · ")
}

fn times(app: &App, times: &AnswerTimes) -> String {
    let (Some(median), Some(p90), Some(last)) = (times.median, times.p90, times.last_at) else { return app.say("console-party-no-answers") };
    let (median, p90, last) = (span(median), span(p90), ago(app.now, last));
    let args = [("count", times.answers.into()), ("median", (&median).into()), ("most", (&p90).into()), ("last", (&last).into())];
    app.say_with("console-party-times", &args)
}

fn side_line(app: &App, side: &PartySide) -> Line {
    let theme = &app.theme;
    let overdue = side.due_at.is_some_and(|due| due <= app.now);
    let (sign, state) = match (side.unread, side.state, side.waiting_since) {
        (true, ..) => (("•", theme.badge), app.say("console-side-unread")),
        (_, SideState::Done, _) => (("✓", theme.ok), app.words.side_state(side.state)),
        (_, _, Some(since)) => {
            let age = ago(app.now, since);
            ((if overdue { "!" } else { " " }, theme.error), app.say_with("console-side-waits", &[("age", (&age).into())]))
        }
        _ => ((" ", theme.side), app.words.side_state(side.state)),
    };
    let unverified = if side.verified { String::new() } else { format!(" ({})", app.say("console-unverified")) };
    Line {
        sign: Some((sign.0.to_owned(), sign.1)),
        label: format!("#{} {}{unverified}", side.ticket, side.subject),
        right: format!("{state} · {:>4}", ago(app.now, side.last_at)),
        off: side.state == SideState::Done,
        ..Line::default()
    }
}

fn version(app: &App, note: &PartyNote) -> Line {
    let text = if note.text.is_empty() { app.say("console-party-note-gone") } else { note.text.replace('\n', " ⏎ ") };
    Line { label: text, right: format!("{} · {:>4}", note.by, ago(app.now, note.at)), ..Line::default() }
}

/// Shows the card of an address.
pub fn open(app: &mut App, address: Address) -> Vec<Effect> {
    let card = Party { address: address.clone(), list: ListState::default(), card: None, history: false, editing: false };
    app.popups.push(Popup::Party(card));
    vec![Effect::LoadParty(address)]
}

/// Reads it again when it is on the screen.
#[must_use]
pub fn reload(app: &App) -> Option<Effect> {
    shown(app).map(|p| Effect::LoadParty(p.address.clone()))
}

fn shown(app: &App) -> Option<&Party> {
    app.popups.iter().rev().find_map(|p| if let Popup::Party(shown) = p { Some(shown) } else { None })
}

fn shown_mut(app: &mut App) -> Option<&mut Party> {
    app.popups.iter_mut().rev().find_map(|p| if let Popup::Party(shown) = p { Some(shown) } else { None })
}

/// It was read: the cursor stays on its side conversation.
pub fn arrived(app: &mut App, card: Box<Card>) {
    let Some(shown) = shown_mut(app).filter(|p| card.addresses.first() == Some(&p.address)) else { return };
    let here = shown.card.as_ref().and_then(|c| c.sides.get(shown.list.selected)).map(|s| s.side).filter(|_| !shown.history);
    let at = here.and_then(|id| card.sides.iter().position(|s| s.side == id)).unwrap_or(shown.list.selected);
    shown.card = Some(card);
    let len = shown.len();
    shown.list.to(at.min(len.saturating_sub(1)), len);
}

/// Opens the side conversation under the cursor, on its ticket.
pub fn accept(app: &mut App) -> Vec<Effect> {
    let here = shown(app).filter(|p| !p.history).and_then(|p| p.card.as_ref()?.sides.get(p.list.selected)).map(|s| (s.ticket, s.side));
    let Some((ticket, side)) = here else { return Vec::new() };
    app.popups.retain(|p| !matches!(p, Popup::Party(_) | Popup::Waiting(_) | Popup::Report(_)));
    let mut effects = ticket::open(app, ticket);
    app.focus = Focus::Sides;
    effects.extend(sides::show_when_read(app, side));
    effects
}

/// Asks for a line to add to what is noted.
pub fn add_note(app: &mut App) -> Vec<Effect> {
    match shown(app).map(|p| p.address.clone()) {
        Some(address) => prompt::open_note(app, address),
        None => Vec::new(),
    }
}

/// Opens what is noted in the agent's editor.
pub fn edit_note(app: &mut App) -> Vec<Effect> {
    let Some(shown) = shown_mut(app) else { return Vec::new() };
    shown.editing = true;
    let text = shown.card.as_ref().and_then(|c| c.note()).map(|n| n.text.clone()).unwrap_or_default();
    vec![Effect::RunEditor(text)]
}

/// The editor came back, when it was about a note.
pub fn edited(app: &mut App, text: &str) -> Option<Vec<Effect>> {
    if !matches!(app.popups.last(), Some(Popup::Party(_))) {
        return None;
    }
    let shown = shown_mut(app).filter(|p| p.editing)?;
    shown.editing = false;
    Some(vec![Effect::NoteParty(shown.address.clone(), NoteChange::Write(text.to_owned()))])
}

/// Shows what was noted before, or the side conversations again.
pub fn toggle_history(app: &mut App) -> Vec<Effect> {
    if let Some(shown) = shown_mut(app) {
        shown.history = !shown.history;
        shown.list = ListState::default();
    }
    Vec::new()
}
