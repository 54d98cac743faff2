//! The side pane: the side conversations of a ticket, and the thread of the one that is open.

use super::borders;
use super::thread::{Item, Thread};
use crate::model::delivery::DeliveryState;
use crate::model::entry::FileRef;
use crate::model::links::links;
use crate::model::side::{Direction, Participant, Side, SideMessage, SideState};
use crate::model::{Address, OutboxId, SideId, TicketId};
use crate::store::Found;
use crate::tui::app::{App, Focus};
use crate::tui::command::Reason;
use crate::tui::effect::{Effect, SideChange};
use crate::tui::popups::card::party;
use crate::tui::popups::offers;
use crate::tui::widgets::list::ListState;

/// The state of the side pane.
#[derive(Debug, Default)]
pub struct Sides {
    /// Cursor and scroll of the list.
    pub list: ListState,
    /// The side whose thread is open; else the list is shown.
    pub open: Option<SideId>,
    /// Its thread.
    pub thread: Thread,
    /// The side that the thread was laid out for.
    laid: Option<SideId>,
    /// The side to open as soon as its ticket has been read.
    wanted: Option<SideId>,
}

impl Sides {
    /// Another ticket is shown: the list of its sides.
    pub fn another_ticket(&mut self) {
        *self = Sides::default();
    }
}

/// The sides of the ticket that is shown.
#[must_use]
pub fn all(app: &App) -> &[Side] {
    app.read_ticket().map_or(&[], |t| &t.sides)
}

/// The side that is open, else the one under the cursor.
#[must_use]
pub fn current(app: &App) -> Option<&Side> {
    match app.sides.open {
        Some(id) => all(app).iter().find(|s| s.id == id),
        None => all(app).get(app.sides.list.selected),
    }
}

/// Lays the open thread out.
pub fn settle(app: &mut App) {
    let area = app.areas.thread_in_side();
    let list_height = usize::from(app.areas.list_in_side().height) / ROWS;
    let Some(ticket) = app.ticket.as_ref().and_then(|t| t.ticket.as_ref()) else { return };
    let sides = &mut app.sides;
    if sides.open.is_some_and(|id| !ticket.sides.iter().any(|s| s.id == id)) {
        sides.open = None;
    }
    sides.list.visible(list_height, ticket.sides.len());
    let Some(side) = sides.open.and_then(|id| ticket.sides.iter().find(|s| s.id == id)) else { return };
    if sides.laid != Some(side.id) {
        sides.thread = Thread::at_end();
        sides.laid = Some(side.id);
    }
    sides.thread.lay(side.messages.iter().map(Item::from), area.width.into(), area.height.into(), &app.words);
}

/// Rows of the screen for one side of the list.
pub const ROWS: usize = 3;

/// The ticket was read again.
pub fn follow_ticket(app: &mut App) -> Vec<Effect> {
    app.sides.thread.touch();
    app.sides.wanted.take().map_or_else(Vec::new, |id| show(app, id))
}

/// Opens a side now, or as soon as its ticket has been read.
pub fn show_when_read(app: &mut App, id: SideId) -> Vec<Effect> {
    if all(app).iter().any(|s| s.id == id) {
        return show(app, id);
    }
    app.sides.wanted = Some(id);
    Vec::new()
}

/// Opens a side.
pub fn show(app: &mut App, id: SideId) -> Vec<Effect> {
    let Some(at) = all(app).iter().position(|s| s.id == id) else { return Vec::new() };
    let unread = all(app)[at].unread;
    app.sides.list.selected = at;
    app.sides.open = Some(id);
    app.focus = Focus::Sides;
    if unread { vec![Effect::MarkSideSeen(id)] } else { Vec::new() }
}

/// Asks for the next unread answer that concerns this agent.
#[must_use]
pub fn next_answer(_: &mut App) -> Vec<Effect> {
    vec![Effect::NextAnswer]
}

/// Goes to an unread answer, or says that there is none.
pub fn go_to_answer(app: &mut App, found: Option<(TicketId, SideId)>) -> Vec<Effect> {
    let Some((ticket, side)) = found else {
        let text = app.say("console-no-unread-answer");
        app.tell(text);
        return Vec::new();
    };
    let known = app.ticket.as_ref().is_some_and(|t| t.id == ticket && t.opened);
    let mut effects = super::ticket::open(app, ticket);
    app.focus = Focus::Sides;
    effects.extend(show_when_read(app, side).into_iter().filter(|e| !matches!(e, Effect::MarkSideSeen(_))));
    app.sides.thread.go_to_end();
    // what is on the screen may be older than the answer
    effects.extend(known.then_some(Effect::LoadTicket(ticket)));
    effects.push(Effect::MarkSideSeen(side));
    effects
}

/// Shows the card of whoever wrote the message under the cursor, else of the one in the side; of several, one is chosen.
pub fn party(app: &mut App) -> Vec<Effect> {
    let author = message(app).filter(|m| m.direction == Direction::In).and_then(|m| Address::parse(&m.author.email));
    let people: Vec<Address> = match (author, current(app)) {
        (Some(author), _) => vec![author],
        (None, Some(side)) => side.participants.iter().map(|p| p.email.clone()).collect(),
        (None, None) => Vec::new(),
    };
    match people.as_slice() {
        [one] => party::open(app, one.clone()),
        _ => offers::open_parties(app),
    }
}

/// Whether somebody is in the side.
pub fn has_people(app: &App) -> Result<(), Reason> {
    has_side(app)?;
    if current(app).is_some_and(|s| !s.participants.is_empty()) { Ok(()) } else { Err(Reason("console-reason-nobody-in-side")) }
}

/// Opens the side under the cursor.
pub fn open(app: &mut App) -> Vec<Effect> {
    current(app).map(|s| s.id).map_or_else(Vec::new, |id| show(app, id))
}

/// One step back: from the thread to the list, from the list to the ticket.
pub fn back(app: &mut App) -> Vec<Effect> {
    if borders::unzoom(app) {
        return Vec::new();
    }
    if app.sides.open.take().is_none() {
        app.focus = Focus::Ticket;
    }
    Vec::new()
}

fn step(app: &mut App, rows: isize, in_thread: impl FnOnce(&mut Thread)) -> Vec<Effect> {
    let len = all(app).len();
    match app.sides.open {
        Some(_) => in_thread(&mut app.sides.thread),
        None => app.sides.list.move_by(rows, len),
    }
    Vec::new()
}

fn page(t: &Thread) -> isize {
    isize::try_from(t.height.max(2) - 1).unwrap_or(1)
}

/// One step down.
pub fn down(app: &mut App) -> Vec<Effect> {
    step(app, 1, Thread::down)
}

/// One step up.
pub fn up(app: &mut App) -> Vec<Effect> {
    step(app, -1, Thread::up)
}

/// One screen down.
pub fn page_down(app: &mut App) -> Vec<Effect> {
    step(app, 5, |t| t.scroll(page(t)))
}

/// One screen up.
pub fn page_up(app: &mut App) -> Vec<Effect> {
    step(app, -5, |t| t.scroll(-page(t)))
}

/// The first.
pub fn first(app: &mut App) -> Vec<Effect> {
    step(app, isize::MIN, Thread::first)
}

/// The last.
pub fn last(app: &mut App) -> Vec<Effect> {
    step(app, isize::MAX, Thread::last)
}

/// The next side, opened if this one is.
pub fn next(app: &mut App) -> Vec<Effect> {
    other(app, 1)
}

/// The side before, opened if this one is.
pub fn previous(app: &mut App) -> Vec<Effect> {
    other(app, -1)
}

fn other(app: &mut App, by: isize) -> Vec<Effect> {
    let len = all(app).len();
    app.sides.list.move_by(by, len);
    let id = all(app).get(app.sides.list.selected).map(|s| s.id);
    match (app.sides.open, id) {
        (Some(_), Some(id)) => show(app, id),
        _ => Vec::new(),
    }
}

/// Folds or unfolds quotes and signature of the message.
pub fn fold(app: &mut App) -> Vec<Effect> {
    app.sides.thread.fold();
    Vec::new()
}

fn change(app: &App, change: SideChange) -> Vec<Effect> {
    current(app).map(|s| Effect::Side { side: s.id, ticket: s.ticket, change }).into_iter().collect()
}

/// Marks the side as done.
pub fn done(app: &mut App) -> Vec<Effect> {
    change(app, SideChange::Done)
}

/// Opens the side again.
pub fn reopen(app: &mut App) -> Vec<Effect> {
    change(app, SideChange::Reopen)
}

/// Accepts the first newcomer.
pub fn accept(app: &mut App) -> Vec<Effect> {
    newcomer(app).map(|p| p.email.clone()).map_or_else(Vec::new, |who| change(app, SideChange::Accept(who)))
}

/// Who was brought in by a third party and not yet accepted.
#[must_use]
pub fn newcomer(app: &App) -> Option<&Participant> {
    current(app)?.participants.iter().find(|p| !p.verified)
}

/// The message under the cursor of the open thread.
#[must_use]
pub fn message(app: &App) -> Option<&SideMessage> {
    app.sides.open?;
    current(app)?.messages.get(app.sides.thread.cursor)
}

/// The raw mail and why it is here.
pub fn raw(app: &mut App) -> Vec<Effect> {
    message(app).and_then(|m| m.inbox).map(Effect::LoadRaw).into_iter().collect()
}

/// The message under the cursor: its ticket, what it is, and who wrote it.
#[must_use]
pub fn redactable(app: &App) -> Option<(TicketId, Found, String)> {
    let (ticket, message) = app.ticket.as_ref().map(|t| t.id).zip(message(app))?;
    Some((ticket, Found::SideMessage(message.id), message.author.shown().to_owned()))
}

/// Whether the message under the cursor can be redacted.
pub fn can_redact(app: &App) -> Result<(), Reason> {
    crate::tui::settings::is_admin(app)?;
    in_thread(app)
}

/// The mail under the cursor in the browser, cleaned.
pub fn original(app: &mut App) -> Vec<Effect> {
    message(app).and_then(|m| m.inbox).map(Effect::OpenOriginal).into_iter().collect()
}

/// The whole text under the cursor.
#[must_use]
pub fn text(app: &App) -> String {
    message(app).map(|m| m.body.text().to_owned()).unwrap_or_default()
}

/// Whether there are links in the text under the cursor.
pub fn has_links(app: &App) -> Result<(), Reason> {
    if links(&text(app)).is_empty() { Err(Reason("console-reason-no-links")) } else { Ok(()) }
}

/// Copies the new text of the message.
pub fn copy(app: &mut App) -> Vec<Effect> {
    message(app).map(|m| Effect::Copy(m.body.new_text())).into_iter().collect()
}

/// Sends a failed or unknown mail again.
pub fn resend(app: &mut App) -> Vec<Effect> {
    failed_mail(app).map(Effect::Resend).into_iter().collect()
}

/// The files of the message under the cursor.
#[must_use]
pub fn files(app: &App) -> Vec<FileRef> {
    message(app).map(|m| m.files.clone()).unwrap_or_default()
}

fn failed_mail(app: &App) -> Option<OutboxId> {
    let delivery = message(app)?.delivery.as_ref()?;
    matches!(delivery.state, DeliveryState::Failed | DeliveryState::Unknown).then_some(delivery.outbox)
}

/// Whether there is a side.
pub fn has_side(app: &App) -> Result<(), Reason> {
    if current(app).is_some() { Ok(()) } else { Err(Reason("console-reason-no-side")) }
}

/// Whether there is a side to open.
pub fn can_open(app: &App) -> Result<(), Reason> {
    has_side(app)?;
    if app.sides.open.is_none() { Ok(()) } else { Err(Reason("console-reason-side-is-open")) }
}

/// Whether one can answer here.
pub fn can_answer(app: &App) -> Result<(), Reason> {
    has_side(app)?;
    let takes_part = |s: &Side| s.opened_by == Some(app.me.id) || s.participants.iter().any(|p| p.verified && p.email == app.me.email);
    if app.is_light() && !current(app).is_some_and(takes_part) { Err(Reason("console-reason-not-in-side")) } else { Ok(()) }
}

/// Whether one may change the state and the people of the side: light agents do so in those that they have opened.
pub fn leads(app: &App) -> Result<(), Reason> {
    has_side(app)?;
    if current(app).is_some_and(|s| s.opened_by == Some(app.me.id)) { Ok(()) } else { super::work::not_light(app) }
}

/// Whether the side can be marked as done.
pub fn can_finish(app: &App) -> Result<(), Reason> {
    leads(app)?;
    if current(app).is_some_and(|s| s.state == SideState::Open) { Ok(()) } else { Err(Reason("console-reason-side-is-done")) }
}

/// Whether the side can be opened again.
pub fn can_reopen(app: &App) -> Result<(), Reason> {
    leads(app)?;
    if current(app).is_some_and(|s| s.state == SideState::Done) { Ok(()) } else { Err(Reason("console-reason-side-goes-on")) }
}

/// Whether somebody waits to be accepted.
pub fn has_newcomer(app: &App) -> Result<(), Reason> {
    leads(app)?;
    if newcomer(app).is_some() { Ok(()) } else { Err(Reason("console-reason-no-newcomer")) }
}

/// Whether a thread is open.
pub fn in_thread(app: &App) -> Result<(), Reason> {
    if message(app).is_some() { Ok(()) } else { Err(Reason("console-reason-no-thread")) }
}

/// Whether the message may be quoted for the customer.
pub fn can_quote(app: &App) -> Result<(), Reason> {
    in_thread(app)?;
    super::work::can_reply(app)
}

/// Whether the message has files.
pub fn has_files(app: &App) -> Result<(), Reason> {
    if files(app).is_empty() { Err(Reason("console-reason-no-files-here")) } else { Ok(()) }
}

/// Whether the message came by mail.
pub fn has_raw(app: &App) -> Result<(), Reason> {
    if message(app).is_some_and(|m| m.inbox.is_some()) { Ok(()) } else { Err(Reason("console-reason-no-mail")) }
}

/// Whether the message can be sent again.
pub fn can_resend(app: &App) -> Result<(), Reason> {
    if failed_mail(app).is_some() { Ok(()) } else { Err(Reason("console-reason-not-failed")) }
}
