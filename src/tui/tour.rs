//! The tour of the demo: a small box that says what to press next, and goes on when that was done. It takes no key and no focus.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::app::{App, Focus};
use super::command::{self, Reason};
use super::effect::{Effect, Mode, Triage};
use super::event::{Done, Event};
use super::keymap::Chord;
use super::panes::pen::{Pen, row};
use super::panes::work;
use super::widgets::popover;
use super::widgets::wrap::wrap;
use crate::model::ticket::BoxKey;
use crate::model::{SideId, TicketId};

/// Columns of the box.
const COLUMNS: u16 = 46;

/// What the tour shows, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Going to the waiting box.
    Boxes,
    /// Opening a ticket.
    Open,
    /// Taking it.
    Take,
    /// Writing a private note.
    Note,
    /// Asking a third party.
    Ask,
    /// Reading a side conversation.
    Read,
    /// Answering the customer.
    Reply,
    /// What there is to find out alone.
    End,
}

impl Step {
    /// All of them, in their order.
    pub const ALL: [Step; 8] = [Step::Boxes, Step::Open, Step::Take, Step::Note, Step::Ask, Step::Read, Step::Reply, Step::End];

    /// The key of the catalogue, and the commands whose keys it says, each under its variable.
    fn says(self) -> (&'static str, &'static [(&'static str, &'static str)]) {
        match self {
            Step::Boxes => ("console-tour-boxes", &[("boxes", "boxes")]),
            Step::Open => ("console-tour-open", &[("down", "queue-down"), ("open", "queue-open")]),
            Step::Take => ("console-tour-take", &[("take", "take")]),
            Step::Note => ("console-tour-note", &[("note", "note"), ("submit", "submit")]),
            Step::Ask => ("console-tour-ask", &[("ask", "side-new"), ("submit", "submit")]),
            Step::Read => ("console-tour-read", &[("sides", "focus-sides"), ("open", "sides-open")]),
            Step::Reply => ("console-tour-reply", &[("ticket", "focus-ticket"), ("reply", "reply"), ("submit", "submit")]),
            Step::End => ("console-tour-end", &[("help", "help"), ("palette", "palette"), ("undo", "undo"), ("tour", "tour")]),
        }
    }
}

/// The tour, while it is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tour {
    /// What it says now.
    pub step: Step,
    seen: Seen,
}

/// What was on the screen when it was last looked at: what is done by going somewhere is told by a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    opened: Option<TicketId>,
    side: Option<SideId>,
}

impl Seen {
    fn of(app: &App) -> Seen {
        let opened = app.ticket.as_ref().filter(|t| t.opened).map(|t| t.id);
        Seen { opened, side: app.sides.open.filter(|_| app.focus == Focus::Sides) }
    }
}

impl Tour {
    /// A tour from its beginning.
    #[must_use]
    pub fn begin(app: &App) -> Tour {
        Tour { step: Step::Boxes, seen: Seen::of(app) }
    }
}

/// Whether there is a tour: on the desk of the demo, where nothing leaves the house.
pub fn can(app: &App) -> Result<(), Reason> {
    if app.demo { Ok(()) } else { Err(Reason("console-reason-tour")) }
}

/// Begins the tour, or leaves it.
pub fn toggle(app: &mut App) -> Vec<Effect> {
    app.tour = if app.tour.is_some() { None } else { Some(Tour::begin(app)) };
    Vec::new()
}

/// What an event by itself does of the tour. A ticket that is the agent's already needs no taking.
#[must_use]
pub fn did(app: &App, event: &Event) -> Option<Step> {
    match event {
        Event::Key(key) if !app.is_typing() && work::can_take(app) == Err(work::YOURS) => {
            let command = app.keymap.find(app.scopes(), Chord::from(*key));
            command.filter(|c| c.id == "take").map(|_| Step::Take)
        }
        Event::Done(Done::Triaged { change: Triage::Take, tickets, .. }) if !tickets.is_empty() => Some(Step::Take),
        Event::Done(Done::Served(Some(_))) => Some(Step::Take),
        Event::Done(Done::Submitted { key, .. }) => match key.mode {
            Mode::Note => Some(Step::Note),
            Mode::SideNew => Some(Step::Ask),
            Mode::Reply => Some(Step::Reply),
            Mode::Side(_) | Mode::Edit(_) => None,
        },
        _ => None,
    }
}

/// Goes on when what it asks for, or something further on, was done. `did` is what the event that was applied did by itself.
pub fn follow(app: &mut App, did: Option<Step>) {
    let Some(tour) = app.tour else { return };
    let now = Seen::of(app);
    let went = [
        (app.queue.within == BoxKey::Unassigned && tour.step == Step::Boxes).then_some(Step::Boxes),
        (now.opened.is_some() && now.opened != tour.seen.opened).then_some(Step::Open),
        (now.side.is_some() && now.side != tour.seen.side).then_some(Step::Read),
        did,
    ];
    let furthest = went.into_iter().flatten().max().filter(|step| *step >= tour.step);
    let after = |step: Step| Step::ALL.into_iter().find(|s| *s > step).unwrap_or(Step::End);
    app.tour = Some(Tour { step: furthest.map_or(tour.step, after), seen: now });
}

/// What it says now: the title and the text.
#[must_use]
pub fn text(app: &App) -> Option<(String, String)> {
    let tour = app.tour?;
    let key_of = |id: &str| command::find(id).map(|c| app.keymap.key_name(c, false)).unwrap_or_default();
    let (key, commands) = tour.step.says();
    let keys: Vec<(&str, String)> = commands.iter().map(|(name, id)| (*name, key_of(id))).collect();
    let args: Vec<(&str, crate::words::Arg<'_>)> = keys.iter().map(|(name, key)| (*name, key.into())).collect();
    let at = Step::ALL.iter().position(|s| *s == tour.step).unwrap_or_default() + 1;
    let leave = key_of("tour");
    let title = app.say_with("console-tour", &[("step", at.into()), ("all", Step::ALL.len().into()), ("key", (&leave).into())]);
    Some((title, app.say_with(key, &args)))
}

/// Draws it where it hides least: at the bottom, and at the top while something is written at the bottom.
pub fn draw(app: &App, buf: &mut Buffer) {
    let Some((title, text)) = text(app) else { return };
    let screen = app.areas.screen;
    if app.composer.as_ref().is_some_and(|c| c.full) || screen.height < 16 {
        return;
    }
    let width = COLUMNS.min(screen.width);
    let lines = wrap(&text, usize::from(width.saturating_sub(4)));
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2).min(screen.height / 2);
    let x = screen.right().saturating_sub(width);
    let y = if app.composer.is_some() { app.areas.top.bottom() } else { app.areas.footer.y.saturating_sub(height) };
    let inner = popover::frame(buf, Rect { x, y, width, height }, &title, &app.theme, app.theme.border);
    for (y, line) in (0..inner.height).zip(&lines) {
        Pen::new(buf, row(inner, y)).skip(1).put(line, app.theme.text);
    }
}
