//! What an agent does from any pane: moving between panes, and acting on tickets.

use crate::model::TicketId;
use crate::model::people::Role;
use crate::model::status::Status;
use crate::model::verb::Verb;
use crate::tui::app::{App, Focus};
use crate::tui::command::Reason;
use crate::tui::effect::{Effect, Triage};
use crate::tui::popups::Popup;
use crate::tui::popups::confirm::Confirm;

/// Leaves. Drafts are kept, so nothing is lost and nothing is asked.
pub fn quit(app: &mut App) -> Vec<Effect> {
    let mut effects = super::composer::stow(app);
    effects.extend([Effect::Presence { ticket: None, typing: false }, Effect::Quit]);
    app.quitting = true;
    effects
}

/// Why one's own ticket is not taken.
pub const YOURS: Reason = Reason("console-reason-yours");

const PANES: [Focus; 3] = [Focus::Queue, Focus::Ticket, Focus::Sides];

fn turn(app: &mut App, by: usize) -> Vec<Effect> {
    let panes: &[Focus] = if app.ticket.is_some() { &PANES } else { &PANES[..1] };
    let at = panes.iter().position(|p| *p == app.focus).unwrap_or(0);
    match panes[(at + by) % panes.len()] {
        Focus::Queue => focus_queue(app),
        Focus::Ticket => focus_ticket(app),
        _ => focus_sides(app),
    }
}

/// The next pane.
pub fn next_pane(app: &mut App) -> Vec<Effect> {
    turn(app, 1)
}

/// The pane before.
pub fn previous_pane(app: &mut App) -> Vec<Effect> {
    turn(app, PANES.len() - 1)
}

/// The queue.
pub fn focus_queue(app: &mut App) -> Vec<Effect> {
    app.focus = Focus::Queue;
    Vec::new()
}

/// The ticket.
pub fn focus_ticket(app: &mut App) -> Vec<Effect> {
    focus_on_ticket(app, Focus::Ticket)
}

/// The sides.
pub fn focus_sides(app: &mut App) -> Vec<Effect> {
    focus_on_ticket(app, Focus::Sides)
}

fn focus_on_ticket(app: &mut App, focus: Focus) -> Vec<Effect> {
    let id = match &app.ticket {
        Some(pane) if app.focus != Focus::Queue || app.composer.is_some() => Some(pane.id),
        _ => app.queue.here().or(app.ticket.as_ref().map(|t| t.id)),
    };
    let Some(id) = id else { return Vec::new() };
    let effects = super::ticket::open(app, id);
    app.focus = focus;
    effects
}

/// Fetches and sends mail now.
#[must_use]
pub fn sync(_: &mut App) -> Vec<Effect> {
    vec![Effect::SyncNow]
}

/// Reads the screen again.
pub fn refresh(app: &mut App) -> Vec<Effect> {
    crate::tui::update::refresh(app)
}

/// Suspends the process.
pub fn suspend(app: &mut App) -> Vec<Effect> {
    let mut effects = super::composer::save_if_due(app);
    effects.push(Effect::Suspend);
    effects
}

/// Takes back the mail that has not left yet, else undoes the last change.
pub fn undo(app: &mut App) -> Vec<Effect> {
    vec![app.can_take_back().map_or(Effect::Undo, |l| Effect::UndoSend(l.outbox))]
}

/// Changes the selection or the current ticket.
pub fn triage(app: &mut App, change: Triage) -> Vec<Effect> {
    let tickets = app.targets();
    change_tickets(app, tickets, change)
}

/// Changes tickets; more than one sees at once, or mails to more than one customer, only after a yes.
pub fn change_tickets(app: &mut App, tickets: Vec<TicketId>, change: Triage) -> Vec<Effect> {
    const MANY: usize = 50;
    let mails = matches!(&change, Triage::Do(verbs, _) if verbs.iter().any(Verb::writes_mail));
    match tickets.len() {
        0 => Vec::new(),
        1 => vec![Effect::Triage { tickets, change }],
        2..=MANY if !mails => vec![Effect::Triage { tickets, change }],
        _ => {
            let confirm = Confirm::many(app, tickets, change);
            app.popups.push(Popup::Confirm(confirm));
            Vec::new()
        }
    }
}

/// Takes the ticket that has waited longest, and opens it.
#[must_use]
pub fn serve_next(_: &mut App) -> Vec<Effect> {
    vec![Effect::ServeNext]
}

/// Stops the act on many tickets that runs.
#[must_use]
pub fn stop(_: &mut App) -> Vec<Effect> {
    vec![Effect::Stop]
}

/// Whether an act on many tickets runs.
pub fn is_busy(app: &App) -> Result<(), Reason> {
    if app.progress.is_some() { Ok(()) } else { Err(Reason("console-reason-not-busy")) }
}

/// Accepts.
pub fn take(app: &mut App) -> Vec<Effect> {
    triage(app, Triage::Take)
}

/// Sets to solved.
pub fn solve(app: &mut App) -> Vec<Effect> {
    triage(app, Triage::Status(Status::Solved))
}

/// Ends a snooze.
pub fn wake(app: &mut App) -> Vec<Effect> {
    triage(app, Triage::Wake)
}

/// Marks as spam; where all are marked already, takes the mark off.
pub fn spam(app: &mut App) -> Vec<Effect> {
    let is_spam = |id: &TicketId| app.queue.rows.iter().chain(app.current_head()).any(|h| h.id == *id && h.spam);
    let marked = !app.targets().iter().all(is_spam);
    triage(app, Triage::Spam(marked))
}

/// Copies the number.
pub fn copy_number(app: &mut App) -> Vec<Effect> {
    app.current().map(|id| Effect::Copy(format!("#{id}"))).into_iter().collect()
}

/// Whether there is a ticket to act on.
pub fn has_current(app: &App) -> Result<(), Reason> {
    if app.current().is_some() { Ok(()) } else { Err(Reason("console-reason-no-ticket")) }
}

/// Whether there is a ticket to go to.
pub fn has_ticket(app: &App) -> Result<(), Reason> {
    if app.ticket.is_some() || app.queue.here().is_some() { Ok(()) } else { Err(Reason("console-reason-no-ticket")) }
}

/// Whether the role does more than read and write notes.
pub fn not_light(app: &App) -> Result<(), Reason> {
    if app.is_light() { Err(Reason("console-reason-light")) } else { Ok(()) }
}

/// Whether the role says what organizations there are.
pub fn is_supervisor(app: &App) -> Result<(), Reason> {
    if app.me.role >= Role::Supervisor { Ok(()) } else { Err(Reason("console-reason-supervisors")) }
}

/// Takes new work from now on, or none.
pub fn toggle_available(app: &mut App) -> Vec<Effect> {
    vec![Effect::SetAvailable(!app.me.available)]
}

/// Whether the ticket can be changed.
pub fn can_triage(app: &App) -> Result<(), Reason> {
    can_note(app)?;
    not_light(app)
}

/// Whether it can be taken: what one has already cannot.
pub fn can_take(app: &App) -> Result<(), Reason> {
    can_triage(app)?;
    let mine = app.current_head().and_then(|h| h.assignee.as_ref()).is_some_and(|a| a.id == app.me.id);
    if mine && app.targets().len() == 1 { Err(YOURS) } else { Ok(()) }
}

/// Whether notes can be written on it: what was merged goes on in the other ticket.
pub fn can_note(app: &App) -> Result<(), Reason> {
    has_current(app)?;
    if app.current_head().is_some_and(|h| h.merged_into.is_some()) { Err(Reason("console-reason-merged")) } else { Ok(()) }
}

/// Whether the customer can be answered.
pub fn can_reply(app: &App) -> Result<(), Reason> {
    can_triage(app)?;
    if app.current_head().is_some_and(|h| h.status == Status::Closed) { Err(Reason("console-reason-closed")) } else { Ok(()) }
}

/// Whether a side can be opened, as the desk has said.
pub fn can_open_side(app: &App) -> Result<(), Reason> {
    can_note(app)?;
    app.no_sides.map_or(Ok(()), Err)
}
