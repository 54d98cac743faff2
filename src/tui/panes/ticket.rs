//! The ticket pane: the header and the timeline of the ticket that is open, or of the one under the queue's cursor.

use std::time::Duration;

use super::borders;
use super::thread::{Item, Kind, Thread};
use crate::model::delivery::DeliveryState;
use crate::model::entry::{Entry, EntryKind, Event, FileRef};
use crate::model::links::links;
use crate::model::ticket::{Ticket, TicketHead};
use crate::model::{OutboxId, SideId, TicketId};
use crate::store::Found;
use crate::tui::app::{App, Focus};
use crate::tui::command::Reason;
use crate::tui::effect::Effect;
use crate::tui::popups;

/// How long the queue's cursor rests on a ticket before the preview goes there too: a key that is held down repeats faster, and neither reads nor
/// paints what nobody stays to read.
pub const REST: Duration = Duration::from_millis(120);

/// The ticket beside the queue.
#[derive(Debug)]
pub struct TicketPane {
    /// Its number.
    pub id: TicketId,
    /// Its row in the queue, shown until the whole has been read.
    row: Option<TicketHead>,
    /// The whole, once read.
    pub ticket: Option<Ticket>,
    /// The timeline.
    pub thread: Thread,
    /// Opened by the agent, not only in preview.
    pub opened: bool,
    /// It is to begin where the words of the search stand.
    at_hit: bool,
}

impl TicketPane {
    fn new(id: TicketId, row: Option<TicketHead>) -> TicketPane {
        TicketPane { id, row, ticket: None, thread: Thread::at_end(), opened: false, at_hit: true }
    }

    /// What is known of the ticket.
    #[must_use]
    pub fn head(&self) -> Option<&TicketHead> {
        self.ticket.as_ref().map(|t| &t.head).or(self.row.as_ref())
    }
}

/// Lays the timeline out.
pub fn settle(app: &mut App) {
    let area = app.areas.thread_in_ticket();
    let Some(pane) = &mut app.ticket else { return };
    let entries = pane.ticket.as_ref().map_or(&[][..], |t| &t.entries);
    pane.thread.lay(entries.iter().map(Item::from), area.width.into(), area.height.into(), &app.words);
    if pane.at_hit && !pane.thread.blocks.is_empty() {
        pane.at_hit = false;
        let finder = &app.queue.finder;
        if !finder.is_empty() {
            pane.thread.go_to(|row| !finder.hits(&row.text).is_empty());
        }
    }
}

/// The preview follows the queue's cursor once that rests, where both are on the screen.
pub fn follow(app: &mut App) -> Option<Effect> {
    if app.focus != Focus::Queue || app.composer.is_some() || app.areas.ticket.is_empty() {
        return None;
    }
    if app.queue.total == 0 && !app.queue.loading {
        (app.ticket, app.queue.previewed) = (None, None);
        app.sides.another_ticket();
    }
    let here = app.queue.here()?;
    if app.ticket.as_ref().map(|t| t.id) == Some(here) || app.queue.previewed == Some(here) {
        app.queue.resting = None;
        return None;
    }
    let since = app.queue.resting.filter(|(on, _)| *on == here).map_or(app.now, |(_, since)| since);
    if app.ticket.is_some() && app.now.since(since) < REST {
        app.queue.resting = Some((here, since));
        return None;
    }
    app.queue.resting = None;
    app.queue.previewed = Some(here);
    Some(Effect::LoadTicket(here))
}

/// A ticket was read: the open one anew, or the next preview.
pub fn arrived(app: &mut App, read: Ticket) {
    let id = read.head.id;
    match &mut app.ticket {
        Some(pane) if pane.id == id => {
            pane.thread.touch();
            pane.ticket = Some(read);
        }
        _ if app.queue.previewed == Some(id) && app.focus == Focus::Queue && app.composer.is_none() => {
            let mut pane = TicketPane::new(id, None);
            pane.ticket = Some(read);
            app.ticket = Some(pane);
            app.sides.another_ticket();
        }
        _ => {}
    }
}

/// Opens a ticket: what was written on another is kept as a draft.
pub fn open(app: &mut App, id: TicketId) -> Vec<Effect> {
    let mut effects = Vec::new();
    if app.composer.as_ref().is_some_and(|c| c.key.ticket != id) {
        effects.extend(super::composer::stow(app));
    }
    let same = app.ticket.as_ref().is_some_and(|t| t.id == id);
    if !same {
        let row = app.queue.rows.iter().find(|r| r.id == id).cloned();
        app.ticket = Some(TicketPane::new(id, row));
        app.sides.another_ticket();
    }
    let Some(pane) = &mut app.ticket else { return effects };
    if !pane.opened {
        pane.opened = true;
        looked_at(app, id);
        effects.extend([Effect::LoadTicket(id), Effect::MarkSeen(id), Effect::LoadDrafts(id)]);
        effects.extend(crate::tui::update::presence(app));
    }
    effects
}

/// What the agent looks at is read: shown at once, before the desk has written it down.
fn looked_at(app: &mut App, id: TicketId) {
    let me = app.me.id;
    for row in app.queue.rows.iter_mut().filter(|r| r.id == id && r.assignee.as_ref().is_none_or(|a| a.id == me)) {
        row.unread = false;
    }
    for notification in app.notifications.iter_mut().filter(|n| n.ticket == id) {
        notification.seen = true;
    }
}

/// Other words are searched for: a preview goes to where they stand.
pub fn find_again(pane: Option<&mut TicketPane>) {
    if let Some(pane) = pane.filter(|p| !p.opened) {
        pane.at_hit = true;
    }
}

/// Opens a ticket of which the row is known already.
pub fn open_known(app: &mut App, head: TicketHead) -> Vec<Effect> {
    let effects = open(app, head.id);
    if let Some(pane) = &mut app.ticket {
        pane.row = Some(head);
    }
    effects
}

/// The entry under the cursor.
#[must_use]
pub fn selected(app: &App) -> Option<&Entry> {
    let pane = app.ticket.as_ref()?;
    pane.ticket.as_ref()?.entries.get(pane.thread.cursor)
}

/// Shows the newest message once it has been read.
pub fn go_to_end(app: &mut App) {
    if let Some(pane) = &mut app.ticket {
        pane.thread.go_to_end();
    }
}

fn thread(app: &mut App, act: impl FnOnce(&mut Thread)) -> Vec<Effect> {
    if let Some(pane) = &mut app.ticket {
        act(&mut pane.thread);
    }
    Vec::new()
}

fn page(t: &Thread) -> isize {
    isize::try_from(t.height.max(2) - 1).unwrap_or(1)
}

/// Scrolls the timeline by rows.
pub fn scroll(app: &mut App, rows: isize) {
    if let Some(pane) = &mut app.ticket {
        pane.thread.scroll(rows);
    }
}

/// One step down.
pub fn down(app: &mut App) -> Vec<Effect> {
    thread(app, Thread::down)
}

/// One step up.
pub fn up(app: &mut App) -> Vec<Effect> {
    thread(app, Thread::up)
}

/// One screen down.
pub fn page_down(app: &mut App) -> Vec<Effect> {
    thread(app, |t| t.scroll(page(t)))
}

/// One screen up.
pub fn page_up(app: &mut App) -> Vec<Effect> {
    thread(app, |t| t.scroll(-page(t)))
}

/// Half a screen down.
pub fn half_down(app: &mut App) -> Vec<Effect> {
    thread(app, |t| t.scroll((page(t) / 2).max(1)))
}

/// Half a screen up.
pub fn half_up(app: &mut App) -> Vec<Effect> {
    thread(app, |t| t.scroll(-(page(t) / 2).max(1)))
}

/// The beginning.
pub fn first(app: &mut App) -> Vec<Effect> {
    thread(app, Thread::first)
}

/// The end.
pub fn last(app: &mut App) -> Vec<Effect> {
    thread(app, Thread::last)
}

/// The next message.
pub fn next_message(app: &mut App) -> Vec<Effect> {
    thread(app, |t| t.jump(true))
}

/// The message before.
pub fn previous_message(app: &mut App) -> Vec<Effect> {
    thread(app, |t| t.jump(false))
}

/// Folds or unfolds quotes and signature of the message.
pub fn fold(app: &mut App) -> Vec<Effect> {
    thread(app, Thread::fold)
}

/// Folds or unfolds those of every message.
pub fn fold_all(app: &mut App) -> Vec<Effect> {
    thread(app, Thread::fold_all)
}

/// The next ticket of the queue.
pub fn next_ticket(app: &mut App) -> Vec<Effect> {
    super::queue::down(app);
    open_here(app)
}

/// The ticket before, in the queue.
pub fn previous_ticket(app: &mut App) -> Vec<Effect> {
    super::queue::up(app);
    open_here(app)
}

fn open_here(app: &mut App) -> Vec<Effect> {
    app.queue.here().map_or_else(Vec::new, |id| open(app, id))
}

/// Where an entry leads.
enum Way {
    Side(SideId),
    Ticket(TicketId),
    Split,
    Quarantine,
}

/// Where the entry under the cursor leads, if it leads anywhere.
fn way(app: &App) -> Option<Way> {
    let event = selected(app)?.event.as_ref()?;
    if let Some(side) = event.side() {
        return Some(Way::Side(side));
    }
    match event {
        Event::LinkedFrom { ticket }
        | Event::LinkedTo { ticket }
        | Event::MergedInto { ticket }
        | Event::MergedHere { ticket, .. }
        | Event::Unmerged { ticket }
        | Event::SplitFrom { ticket }
        | Event::SplitOff { ticket, .. }
        | Event::SplitBack { ticket } => Some(Way::Ticket(*ticket)),
        Event::NewSubject { .. } => popups::split::can(app).is_ok().then_some(Way::Split),
        Event::Quarantined { .. } => super::work::not_light(app).is_ok().then_some(Way::Quarantine),
        _ => None,
    }
}

/// Goes on to what the entry is about, or folds and unfolds the quotes of a message.
pub fn enter(app: &mut App) -> Vec<Effect> {
    match way(app) {
        Some(Way::Side(side)) => super::sides::show(app, side),
        Some(Way::Ticket(ticket)) => open(app, ticket),
        Some(Way::Split) => popups::split::open(app),
        Some(Way::Quarantine) => popups::quarantine::open(app),
        None => fold(app),
    }
}

/// The raw mail and why it is here.
pub fn raw(app: &mut App) -> Vec<Effect> {
    selected(app).and_then(|e| e.inbox).map(Effect::LoadRaw).into_iter().collect()
}

/// What the note under the cursor said before.
pub fn versions(app: &mut App) -> Vec<Effect> {
    let ticket = app.ticket.as_ref().map(|t| t.id);
    ticket.zip(selected(app)).map(|(ticket, e)| Effect::LoadVersions(ticket, e.id)).into_iter().collect()
}

/// The mail under the cursor in the browser, cleaned.
pub fn original(app: &mut App) -> Vec<Effect> {
    selected(app).and_then(|e| e.inbox).map(Effect::OpenOriginal).into_iter().collect()
}

/// The whole text under the cursor.
#[must_use]
pub fn text(app: &App) -> String {
    selected(app).map(|e| e.body.text().to_owned()).unwrap_or_default()
}

/// Whether there are links in the text under the cursor.
pub fn has_links(app: &App) -> Result<(), Reason> {
    if links(&text(app)).is_empty() { Err(Reason("console-reason-no-links")) } else { Ok(()) }
}

/// Copies the new text of the message.
pub fn copy(app: &mut App) -> Vec<Effect> {
    selected(app).map(|e| Effect::Copy(e.body.new_text())).into_iter().collect()
}

/// Sends a failed or unknown mail again.
pub fn resend(app: &mut App) -> Vec<Effect> {
    failed_mail(app).map(Effect::Resend).into_iter().collect()
}

/// Back to the queue.
pub fn back(app: &mut App) -> Vec<Effect> {
    if borders::unzoom(app) {
        return Vec::new();
    }
    app.focus = Focus::Queue;
    let shown = app.ticket.as_ref().map(|t| t.id);
    app.queue.previewed = shown;
    let mut effects = super::composer::stow(app);
    if let Some(pane) = &mut app.ticket {
        pane.opened = false;
    }
    app.focus = Focus::Queue;
    effects.push(Effect::Presence { ticket: None, typing: false });
    effects
}

/// The files of the entry under the cursor.
#[must_use]
pub fn files(app: &App) -> Vec<FileRef> {
    selected(app).map(|e| e.files.clone()).unwrap_or_default()
}

fn failed_mail(app: &App) -> Option<OutboxId> {
    let delivery = selected(app)?.delivery.as_ref()?;
    matches!(delivery.state, DeliveryState::Failed | DeliveryState::Unknown).then_some(delivery.outbox)
}

/// Whether something can be folded here.
pub fn can_fold(app: &App) -> Result<(), Reason> {
    match selected(app) {
        Some(e) if !e.body.folded().is_empty() => Ok(()),
        _ => Err(Reason("console-reason-nothing-folded")),
    }
}

/// What folding does here: whether the quotes are unfolded now; `None` where there are none.
#[must_use]
pub fn unfolded(app: &App) -> Option<bool> {
    can_fold(app).ok()?;
    app.ticket.as_ref().map(|pane| pane.thread.is_unfolded())
}

/// Whether there is something to go on to.
pub fn can_enter(app: &App) -> Result<(), Reason> {
    if way(app).is_some() || can_fold(app).is_ok() { Ok(()) } else { Err(Reason("console-reason-nothing-here")) }
}

/// Whether a side may quote this.
pub fn can_quote(app: &App) -> Result<(), Reason> {
    super::work::can_open_side(app)?;
    match app.ticket.as_ref().and_then(|t| t.thread.blocks.get(t.thread.cursor)).map(|b| b.kind) {
        Some(Kind::Customer | Kind::Reply) => Ok(()),
        _ => Err(Reason("console-reason-not-quotable")),
    }
}

/// Whether the message has files.
pub fn has_files(app: &App) -> Result<(), Reason> {
    if files(app).is_empty() { Err(Reason("console-reason-no-files-here")) } else { Ok(()) }
}

/// The message or note under the cursor: its ticket, what it is, and who wrote it.
#[must_use]
pub fn redactable(app: &App) -> Option<(TicketId, Found, String)> {
    let pane = app.ticket.as_ref().filter(|_| app.focus != Focus::Sides)?;
    let entry = selected(app).filter(|e| e.event.as_ref().is_none_or(|e| *e == Event::NoteDeleted))?;
    Some((pane.id, Found::Entry(entry.id), entry.author.shown().to_owned()))
}

/// Whether the message under the cursor can be redacted.
pub fn can_redact(app: &App) -> Result<(), Reason> {
    crate::tui::settings::is_admin(app)?;
    redactable(app).map(|_| ()).ok_or(Reason("console-reason-nothing-here"))
}

/// Whether this agent's own note is under the cursor, which can be changed.
pub fn has_own_note(app: &App) -> Result<(), Reason> {
    super::work::can_note(app)?;
    match selected(app) {
        Some(e) if e.kind == EntryKind::Note && e.author.agent == Some(app.me.id) && e.redacted.is_none() => Ok(()),
        _ => Err(Reason("console-reason-not-your-note")),
    }
}

/// Whether there are earlier versions of the note under the cursor, and this agent may read them.
pub fn has_versions(app: &App) -> Result<(), Reason> {
    super::work::is_supervisor(app)?;
    match selected(app) {
        Some(e) if e.edited.is_some() || e.event == Some(Event::NoteDeleted) => Ok(()),
        _ => Err(Reason("console-reason-no-versions")),
    }
}

/// Whether the message came by mail.
pub fn has_raw(app: &App) -> Result<(), Reason> {
    if selected(app).is_some_and(|e| e.inbox.is_some()) { Ok(()) } else { Err(Reason("console-reason-no-mail")) }
}

/// Whether the message can be sent again.
pub fn can_resend(app: &App) -> Result<(), Reason> {
    if failed_mail(app).is_some() { Ok(()) } else { Err(Reason("console-reason-not-failed")) }
}
