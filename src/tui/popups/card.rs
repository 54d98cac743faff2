//! The card of somebody outside, a third party or a customer: who it is, what agents note about them, and what they have to do with the desk.
//!
//! What both have in common is here. What stands on a third party's card is in [`party`], what stands on a customer's in [`customer`].

pub mod customer;
pub mod party;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::listbox::{self, Line};
use super::{Popup, prompt};
use crate::desk::{ContactCard, Customer, NoteChange, Party, PartyOrganization};
use crate::model::party::{KnownPerson, PartyNote};
use crate::model::{Address, TicketId};
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::panes::pen::{Pen, row};
use crate::tui::panes::{empty, rule};
use crate::tui::widgets::ago::ago;
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
pub struct Card {
    address: Address,
    about: About,
    /// Cursor and scroll of the list.
    pub list: ListState,
    /// The list shows what was noted before.
    history: bool,
    /// What is noted is in the agent's editor.
    editing: bool,
}

/// Whose card it is, and what is known of them; `None` until it has been read.
#[derive(Debug)]
enum About {
    Party(Option<Box<Party>>),
    Customer(Box<customer::Shown>),
}

/// A row above the list, with its style.
type Above = (String, Style);

impl Card {
    fn contact(&self) -> Option<&ContactCard> {
        match &self.about {
            About::Party(known) => known.as_ref().map(|k| &k.contact),
            About::Customer(shown) => shown.known.as_ref().map(|k| &k.contact),
        }
    }

    /// Rows of the list.
    #[must_use]
    pub fn len(&self) -> usize {
        let Some(contact) = self.contact() else { return 0 };
        match &self.about {
            _ if self.history => contact.notes.len(),
            About::Party(known) => known.as_ref().map_or(0, |k| k.sides.len()),
            About::Customer(shown) => shown.tickets().count(),
        }
    }

    /// Whether the list has no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// In the middle, as tall as it needs; a customer's as large as the screen where another ticket is read beside it.
    #[must_use]
    pub fn area(&self, app: &App) -> Rect {
        let screen = app.areas.screen;
        if self.reads_beside(app) {
            return listbox::area(screen, u16::MAX, usize::from(u16::MAX));
        }
        let head = self.head(app, usize::from(COLUMNS.min(screen.width.saturating_sub(2)).saturating_sub(4))).len();
        listbox::area(screen, COLUMNS, head + self.len().max(LEAST_LIST.into()))
    }

    fn reads_beside(&self, app: &App) -> bool {
        matches!(&self.about, About::Customer(shown) if shown.tickets().next().is_some()) && customer::reads_beside(app)
    }

    /// What stands above the list, in rows of so many columns.
    fn head(&self, app: &App, columns: usize) -> Vec<Above> {
        let Some(contact) = self.contact() else { return Vec::new() };
        let theme = &app.theme;
        let mut rows = Vec::new();
        let mut put = |text: &str, style: Style, most: usize| rows.extend(cut(wrap(text, columns), most).into_iter().map(|line| (line, style)));
        let names = if let About::Party(Some(party)) = &self.about { party.names.as_slice() } else { &[] };
        put(&who(app, contact, names), theme.dim, 2);
        if let Some(of) = &contact.organization {
            put(&organization(app, of), theme.text, 3);
        }
        match &self.about {
            About::Party(Some(known)) => party::facts(app, known, &mut put),
            About::Customer(shown) => customer::facts(app, shown, &mut put),
            About::Party(None) => {}
        }
        for failed in contact.failures.iter().take(3) {
            put(&format!("✗ {} · {} · {}", failed.address, failed.words, ago(app.now, failed.at)), theme.error, 2);
        }
        if let Some(note) = contact.note() {
            put(&format!("🔒 {}", note.text), theme.note, NOTE_ROWS);
            put(&format!("   {}, {}", note.by, ago(app.now, note.at)), theme.dim, 1);
        }
        rows
    }

    /// Draws it.
    pub fn draw(&mut self, app: &App, buf: &mut Buffer, area: Rect) {
        let title = self.contact().map_or(self.address.as_str(), ContactCard::shown).to_owned();
        popover::frame(buf, area, &title, &app.theme, app.theme.focus_border);
        let mut place = listbox::list_area(area, false);
        if self.reads_beside(app) {
            let (left, right) = customer::halves(place);
            place = left;
            if let About::Customer(shown) = &self.about {
                customer::draw_beside(app, buf, right, shown);
            }
        }
        let head = self.head(app, place.width.into());
        if self.contact().is_none() {
            return;
        }
        let most = place.height.saturating_sub(LEAST_LIST + 1);
        let above = u16::try_from(head.len()).unwrap_or(u16::MAX).min(most);
        for (y, (line, style)) in (0..above).zip(&head) {
            let cut_here = y + 1 == above && usize::from(above) < head.len();
            Pen::new(buf, row(place, y)).put(if cut_here { "…" } else { line }, *style);
        }
        rule(buf, row(place, above), app.theme.border);
        let rows = Rect { y: place.y + (above + 1).min(place.height), height: place.height.saturating_sub(above + 1), ..place };
        self.draw_list(app, buf, rows);
    }

    fn draw_list(&mut self, app: &App, buf: &mut Buffer, rows: Rect) {
        let len = self.len();
        if len == 0 {
            let key = match &self.about {
                _ if self.history => "console-party-no-notes",
                About::Party(_) => "console-party-no-sides",
                About::Customer(_) => "console-customer-no-tickets",
            };
            empty::draw(app, buf, rows, &empty::text(app, key, &[("note", "popup-note")]));
            return;
        }
        let lines: Vec<Line> = match (&self.about, self.contact()) {
            (_, Some(contact)) if self.history => contact.notes.iter().map(|n| version(app, n)).collect(),
            (About::Party(Some(known)), _) => known.sides.iter().map(|s| party::line(app, s)).collect(),
            (About::Customer(shown), _) => shown.tickets().map(|t| customer::line(app, t)).collect(),
            _ => Vec::new(),
        };
        listbox::draw_rows(app, buf, rows, &mut self.list, len, |at| lines[at].clone());
    }
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

fn who(app: &App, contact: &ContactCard, names: &[String]) -> String {
    let mut parts: Vec<String> = contact.addresses.iter().map(ToString::to_string).collect();
    if contact.colleague {
        parts.push(app.say("badge-agent"));
    }
    if !names.is_empty() {
        parts.push(app.say_with("console-party-names", &[("names", (&names.join(", ")).into())]));
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

fn version(app: &App, note: &PartyNote) -> Line {
    let text = if note.text.is_empty() { app.say("console-party-note-gone") } else { note.text.replace('\n', " ⏎ ") };
    Line { label: text, right: format!("{} {:>4}", note.by, ago(app.now, note.at)), ..Line::default() }
}

fn open(app: &mut App, address: Address, about: About) {
    app.popups.push(Popup::Card(Card { address, about, list: ListState::default(), history: false, editing: false }));
}

/// Reads it again when it is on the screen.
#[must_use]
pub fn reload(app: &App) -> Option<Effect> {
    shown(app).map(|card| match &card.about {
        About::Party(_) => Effect::LoadParty(card.address.clone()),
        About::Customer(_) => Effect::LoadCustomer(card.address.clone()),
    })
}

fn shown(app: &App) -> Option<&Card> {
    app.popups.iter().rev().find_map(|p| if let Popup::Card(shown) = p { Some(shown) } else { None })
}

fn shown_mut(app: &mut App) -> Option<&mut Card> {
    app.popups.iter_mut().rev().find_map(|p| if let Popup::Card(shown) = p { Some(shown) } else { None })
}

/// A third party's was read: the cursor stays on its side conversation.
pub fn party_arrived(app: &mut App, card: Box<Party>) {
    let Some(shown) = shown_mut(app).filter(|p| card.contact.address() == Some(&p.address)) else { return };
    let About::Party(known) = &mut shown.about else { return };
    let here = known.as_ref().and_then(|k| k.sides.get(shown.list.selected)).map(|s| s.side).filter(|_| !shown.history);
    let at = here.and_then(|id| card.sides.iter().position(|s| s.side == id)).unwrap_or(shown.list.selected);
    *known = Some(card);
    let len = shown.len();
    shown.list.to(at.min(len.saturating_sub(1)), len);
}

/// A customer's was read: the cursor stays on its ticket.
pub fn customer_arrived(app: &mut App, card: Box<Customer>) {
    let Some(shown) = shown_mut(app).filter(|p| card.contact.address() == Some(&p.address)) else { return };
    let About::Customer(customer) = &mut shown.about else { return };
    let here: Option<TicketId> = customer.tickets().nth(shown.list.selected).map(|t| t.id).filter(|_| !shown.history);
    customer.known = Some(card);
    let at = here.and_then(|id| customer.tickets().position(|t| t.id == id)).unwrap_or(shown.list.selected);
    let len = shown.len();
    shown.list.to(at.min(len.saturating_sub(1)), len);
}

/// Opens what is under the cursor: a third party's side conversation, a customer's ticket.
pub fn accept(app: &mut App) -> Vec<Effect> {
    let Some(card) = shown(app).filter(|c| !c.history) else { return Vec::new() };
    match &card.about {
        About::Party(known) => {
            let here = known.as_ref().and_then(|k| k.sides.get(card.list.selected)).map(|s| (s.ticket, s.side));
            here.map_or_else(Vec::new, |(ticket, side)| party::go_to(app, ticket, side))
        }
        About::Customer(customer) => {
            let here = customer.tickets().nth(card.list.selected).cloned();
            here.map_or_else(Vec::new, |head| customer::go_to(app, head))
        }
    }
}

/// Asks for a line to add to what is noted.
pub fn add_note(app: &mut App) -> Vec<Effect> {
    match shown(app).map(|p| p.address.clone()) {
        Some(address) => prompt::open_note(app, address),
        None => Vec::new(),
    }
}

/// Opens what is noted in the agent's editor, as they have left it when that could not be saved.
pub fn edit_note(app: &mut App) -> Vec<Effect> {
    let Some(shown) = shown_mut(app) else { return Vec::new() };
    shown.editing = true;
    let (address, stands) = (shown.address.clone(), shown.contact().and_then(|c| c.note()).map(|n| n.text.clone()));
    let text = app.kept.written.remove(&address).or(stands).unwrap_or_default();
    vec![Effect::RunEditor(text)]
}

/// The editor came back, when it was about a note.
pub fn edited(app: &mut App, text: &str) -> Option<Vec<Effect>> {
    if !matches!(app.popups.last(), Some(Popup::Card(_))) {
        return None;
    }
    let shown = shown_mut(app).filter(|p| p.editing)?;
    shown.editing = false;
    Some(vec![Effect::NoteContact(shown.address.clone(), NoteChange::Write(text.to_owned()))])
}

/// Shows what was noted before, or the rest again.
pub fn toggle_history(app: &mut App) -> Vec<Effect> {
    if let Some(shown) = shown_mut(app) {
        shown.history = !shown.history;
        shown.list = ListState::default();
    }
    Vec::new()
}
