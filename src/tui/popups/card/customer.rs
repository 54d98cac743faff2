//! What stands on a customer's card: whether they are muted, and their other tickets. Where the screen is wide, the one under the cursor is read
//! beside the list.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::listbox::{self, Line};
use super::super::{Popup, only_if};
use super::{About, Card};
use crate::desk::Customer;
use crate::model::TicketId;
use crate::model::ticket::{Ticket, TicketHead};
use crate::tui::app::{App, Focus};
use crate::tui::command::Reason;
use crate::tui::effect::Effect;
use crate::tui::panes::pen::{Pen, row};
use crate::tui::panes::thread::{Item, Thread};
use crate::tui::panes::{rule, thread_view, ticket, ticket_view, work};
use crate::tui::widgets::ago::ago;

/// From this width on another ticket is read beside the list.
const BESIDE: u16 = 120;
/// Rows of a ticket above its messages.
const HEAD_ROWS: u16 = 3;

/// A customer's card.
#[derive(Debug)]
pub struct Shown {
    /// The ticket that it was opened on, which is not among the others.
    on: TicketId,
    /// What is known; `None` until it has been read.
    pub(super) known: Option<Box<Customer>>,
    /// The ticket that was asked for, to be read beside the list.
    asked: Option<TicketId>,
    beside: Option<(Box<Ticket>, Thread)>,
}

impl Shown {
    /// The customer's other tickets, the newest first.
    pub(super) fn tickets(&self) -> impl Iterator<Item = &TicketHead> {
        self.known.iter().flat_map(|k| &k.tickets).filter(|t| t.id != self.on)
    }
}

/// Whether a ticket is under the cursor whose requester is known.
pub fn can(app: &App) -> Result<(), Reason> {
    work::has_current(app)?;
    only_if(app.current_head().is_some())
}

/// Shows the card of the ticket's requester.
pub fn open(app: &mut App) -> Vec<Effect> {
    let Some((on, address)) = app.current_head().map(|h| (h.id, h.requester.email.clone())) else { return Vec::new() };
    super::open(app, address.clone(), About::Customer(Box::new(Shown { on, known: None, asked: None, beside: None })));
    vec![Effect::LoadCustomer(address)]
}

fn shown(app: &App) -> Option<(&Card, &Shown)> {
    match app.popups.last() {
        Some(Popup::Card(card)) => match &card.about {
            About::Customer(shown) => Some((card, shown)),
            About::Party(_) => None,
        },
        _ => None,
    }
}

fn shown_mut(app: &mut App) -> Option<&mut Shown> {
    match app.popups.last_mut() {
        Some(Popup::Card(Card { about: About::Customer(shown), .. })) => Some(shown),
        _ => None,
    }
}

/// Whether a customer's card is shown.
pub fn is_shown(app: &App) -> Result<(), Reason> {
    only_if(shown(app).is_some_and(|(_, s)| s.known.is_some()))
}

/// Whether the customer can be muted.
pub fn can_mute(app: &App) -> Result<(), Reason> {
    is_shown(app)?;
    work::not_light(app)
}

/// Mutes the customer, or ends that.
pub fn mute(app: &mut App) -> Vec<Effect> {
    let asked = shown(app).and_then(|(_, s)| Some(Effect::Mute(s.on, s.known.as_ref()?.muted.is_none())));
    asked.into_iter().collect()
}

/// Whether another ticket is read beside the list.
pub fn can_scroll(app: &App) -> Result<(), Reason> {
    only_if(reads_beside(app) && shown(app).is_some_and(|(_, s)| s.beside.is_some()))
}

/// Scrolls the ticket beside the list down.
pub fn scroll_down(app: &mut App) -> Vec<Effect> {
    scroll(app, 3)
}

/// Scrolls the ticket beside the list up.
pub fn scroll_up(app: &mut App) -> Vec<Effect> {
    scroll(app, -3)
}

fn scroll(app: &mut App, rows: isize) -> Vec<Effect> {
    if let Some((_, thread)) = shown_mut(app).and_then(|s| s.beside.as_mut()) {
        thread.scroll(rows);
    }
    Vec::new()
}

/// Whether the screen is wide enough to read two tickets.
pub(super) fn reads_beside(app: &App) -> bool {
    app.areas.screen.width >= BESIDE
}

/// The ticket beside the list follows the cursor.
pub fn follow(app: &mut App) -> Option<Effect> {
    let wide = reads_beside(app);
    let here = shown(app).filter(|(card, _)| wide && !card.history).and_then(|(card, s)| s.tickets().nth(card.list.selected)).map(|t| t.id)?;
    let shown = shown_mut(app).filter(|s| s.asked != Some(here))?;
    shown.asked = Some(here);
    Some(Effect::LoadBeside(here))
}

/// Another ticket was read.
pub fn read(app: &mut App, read: Box<Ticket>) {
    if let Some(shown) = shown_mut(app).filter(|s| s.asked == Some(read.head.id)) {
        shown.beside = Some((read, Thread::at_end()));
    }
}

/// Something changed: the ticket beside the list is read again, where it is on the screen.
pub fn reload(app: &App) -> Option<Effect> {
    shown(app).and_then(|(_, s)| s.asked).map(Effect::LoadBeside)
}

/// The rows above the list.
pub(super) fn facts(app: &App, shown: &Shown, put: &mut dyn FnMut(&str, Style, usize)) {
    let Some(known) = &shown.known else { return };
    if let Some(muted) = &known.muted {
        let age = ago(app.now, muted.at);
        let text = app.say_with("console-customer-muted", &[("who", (&muted.by).into()), ("age", (&age).into())]);
        put(&text, app.theme.warning, 2);
    }
}

/// A ticket as a row.
pub(super) fn line(app: &App, head: &TicketHead) -> Line {
    let status = app.theme.status(head.status);
    Line {
        sign: Some((status.sign.to_owned(), status.style)),
        label: format!("#{} {}", head.id, head.subject),
        right: format!("{} {:>4}", app.words.status(head.status), ago(app.now, head.updated_at)),
        off: !head.status.is_active(),
        ..Line::default()
    }
}

/// The list, and the other ticket beside it.
pub(super) fn halves(area: Rect) -> (Rect, Rect) {
    let left = area.width * 45 / 100;
    let right = (left + 1).min(area.width);
    (Rect { width: left, ..area }, Rect { x: area.x + right, width: area.width - right, ..area })
}

/// Where the other ticket stands in its half, and its messages below its head.
fn beside(half: Rect) -> (Rect, Rect) {
    let area = Rect { x: half.x + 2.min(half.width), width: half.width.saturating_sub(2), ..half };
    (area, Rect { y: area.y + HEAD_ROWS.min(area.height), height: area.height.saturating_sub(HEAD_ROWS), ..area })
}

/// Lays the other ticket out.
pub fn settle(app: &mut App) {
    let Some((card, _)) = shown(app) else { return };
    let (_, area) = beside(halves(listbox::list_area(card.area(app), false)).1);
    if let Some(Popup::Card(Card { about: About::Customer(shown), .. })) = app.popups.last_mut()
        && let Some((ticket, thread)) = &mut shown.beside
    {
        thread.lay(ticket.entries.iter().map(Item::from), area.width.into(), area.height.into(), &app.words);
    }
}

/// Draws the other ticket.
pub(super) fn draw_beside(app: &App, buf: &mut Buffer, area: Rect, shown: &Shown) {
    for y in 0..area.height {
        Pen::new(buf, row(area, y)).put("│", app.theme.border);
    }
    let (area, messages) = beside(area);
    let Some((ticket, thread)) = &shown.beside else { return };
    Pen::new(buf, row(area, 0)).put(&format!("#{} {}", ticket.head.id, ticket.head.subject), app.theme.title);
    ticket_view::draw_state(app, buf, row(area, 1), &ticket.head);
    rule(buf, row(area, 2), app.theme.border);
    thread_view::draw(app, buf, messages, thread, false, |i| ticket.entries.get(i).map(Item::from));
}

/// Opens a ticket.
pub(super) fn go_to(app: &mut App, head: TicketHead) -> Vec<Effect> {
    app.popups.retain(|p| !matches!(p, Popup::Card(_)));
    let effects = ticket::open_known(app, head);
    app.focus = Focus::Ticket;
    effects
}
