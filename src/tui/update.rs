//! What happens next: `(&mut App, Event) -> Vec<Effect>`. No store, no clock, no terminal.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent};

use super::app::{App, Focus, Leaving};
use super::command::Command;
use super::effect::{Draft, Effect, SideChange, Triage};
use super::event::{Done, Event, Failure, Trouble};
use super::keymap::Chord;
use super::panes::{compose, composer, mouse, queue, sides, ticket, work};
use super::popups::{self, Popup};
use super::tour;
use crate::desk::SideSent;
use crate::model::people::Suggestion;
use crate::model::recipients::Obstacle;
use crate::model::ticket::{Notification, Ticket};
use crate::model::{NotificationId, TicketId, Time};

/// Presence is told again after this long, so that the others know we are still here.
const PRESENCE_EVERY: Duration = Duration::from_secs(10);

/// What to ask for when the console begins.
#[must_use]
pub fn begin(app: &mut App) -> Vec<Effect> {
    let mut effects =
        vec![Effect::LoadBoxes, Effect::LoadPeople, Effect::LoadCanned, Effect::LoadTags, Effect::LoadFields, Effect::LoadNotifications];
    effects.extend(queue::follow(app));
    // counting them for the first time takes longest: what is looked at comes first
    effects.push(Effect::LoadViews);
    effects
}

/// Applies one event and says what to do about it.
pub fn update(app: &mut App, event: Event) -> Vec<Effect> {
    let did = tour::did(app, &event);
    let mut effects = match event {
        Event::Key(key) => key_pressed(app, key),
        Event::Paste(text) => pasted(app, &text),
        Event::Resize(columns, rows) => {
            app.size = (columns, rows);
            Vec::new()
        }
        Event::Mouse(at) => mouse::happened(app, at),
        Event::Focus(has) => {
            app.window_focused = Some(has);
            Vec::new()
        }
        Event::Tick(now) => ticked(app, now),
        Event::Changed(_) => refresh(app),
        result => arrived(app, result),
    };
    app.settle();
    tour::follow(app, did);
    effects.extend(queue::follow(app));
    effects.extend(queue::found::follow(app));
    effects.extend(ticket::follow(app));
    effects.extend(popups::card::customer::follow(app));
    effects
}

/// Reads again all that is on the screen.
#[must_use]
pub fn refresh(app: &mut App) -> Vec<Effect> {
    let mut effects = vec![Effect::LoadBoxes, Effect::LoadNotifications, queue::reload(app)];
    effects.extend(app.ticket.as_ref().map(|t| Effect::LoadTicket(t.id)));
    effects.push(Effect::LoadViews);
    effects.extend(popups::quarantine::reload(app));
    effects.extend(popups::waiting::reload(app));
    effects.extend(popups::card::reload(app));
    effects.extend(popups::card::customer::reload(app));
    effects
}

fn key_pressed(app: &mut App, key: KeyEvent) -> Vec<Effect> {
    let (chord, typing) = (Chord::from(key), app.is_typing());
    if app.progress.is_some() && key.code == KeyCode::Esc && !typing && app.popups.is_empty() {
        return work::stop(app);
    }
    let in_text = app.popups.is_empty() && app.focus == Focus::Composer;
    if key.code == KeyCode::Esc && in_text && app.composer.as_ref().is_some_and(composer::Composer::takes_escape) {
        return composer::typed(app, key);
    }
    if !(typing && chord.is_printable())
        && let Some(command) = app.keymap.find(app.scopes(), chord)
    {
        return run(app, command);
    }
    if typing { typed(app, key) } else { Vec::new() }
}

/// Runs a command, or says why it cannot be run.
pub fn run(app: &mut App, command: &'static Command) -> Vec<Effect> {
    match (command.enabled)(app) {
        Ok(()) => (command.run)(app),
        Err(reason) => {
            let text = app.say(reason.0);
            app.complain(text);
            Vec::new()
        }
    }
}

/// A key that no command has, where text is typed.
fn typed(app: &mut App, key: KeyEvent) -> Vec<Effect> {
    let told = app.keymap.edits().told(key);
    match (app.popups.last(), app.composer.as_ref()) {
        (Some(Popup::Suggest(_)) | None, Some(composer)) if app.focus == Focus::Composer => {
            // Vim's commands keep their keys
            let told = if composer.takes_text() { told } else { Some(key) };
            told.map_or_else(Vec::new, |key| composer::typed(app, key))
        }
        (Some(_), _) => told.map_or_else(Vec::new, |key| popups::typed(app, key)),
        (None, _) => told.map_or_else(Vec::new, |key| queue::typed(app, key)),
    }
}

fn pasted(app: &mut App, text: &str) -> Vec<Effect> {
    if !app.is_typing() {
        return Vec::new();
    }
    match app.popups.last() {
        Some(Popup::Suggest(_)) | None if app.composer.is_some() && app.focus == Focus::Composer => composer::pasted(app, text),
        Some(_) => popups::pasted(app, text),
        None => queue::pasted(app, text),
    }
}

fn ticked(app: &mut App, now: Time) -> Vec<Effect> {
    app.now = now;
    if app.toast.as_ref().is_some_and(|t| t.until <= now) {
        app.toast = None;
    }
    app.leaving.retain(|l| l.due_at > now);
    let mut effects = composer::save_if_due(app);
    if now.since(app.presence_at) >= PRESENCE_EVERY {
        effects.extend(presence(app));
    }
    effects
}

/// Tells the others which ticket this agent is on.
pub fn presence(app: &mut App) -> Option<Effect> {
    app.presence_at = app.now;
    let ticket = app.ticket.as_ref().filter(|t| t.opened)?.id;
    let typing = app.composer.as_ref().is_some_and(|c| c.typed_at.is_some_and(|at| app.now.since(at) < PRESENCE_EVERY));
    Some(Effect::Presence { ticket: Some(ticket), typing })
}

fn arrived(app: &mut App, result: Event) -> Vec<Effect> {
    match result {
        Event::Boxes(boxes) => return queue::boxes_arrived(app, boxes).into_iter().collect(),
        Event::Views(views) => queue::views_arrived(app, views),
        Event::Agents { agents, show } => popups::offers::agents(app, &agents, show),
        Event::Tags(tags) => app.tags = tags,
        Event::Fields(fields) => app.fields = fields,
        Event::Page(page) => queue::page_arrived(app, page),
        Event::Found { query, lines } => queue::found::arrived(app, &query, lines),
        Event::BadQuery { query, at, what } => queue::bad_query(app, &query, at, what),
        Event::TicketLoaded(ticket) => return ticket_arrived(app, *ticket),
        Event::People(agents, teams) => (app.agents, app.teams) = (agents, teams),
        Event::Canned(canned) => app.canned = canned,
        Event::Notifications(list) => return notified(app, list),
        Event::Suggestions { prefix, found } => people_found(app, &prefix, found),
        Event::Selected(request, tickets) => queue::select::found(app, &request, tickets),
        Event::Progress(progress) => app.progress = progress,
        Event::TicketsFound { text, rows } => popups::merge::found(app, &text, rows),
        Event::Drafts(ticket, drafts) => return drafts_arrived(app, ticket, drafts),
        Event::Picture(title, about, picture) => app.popups.push(Popup::Picture(popups::picture::Shown::new(title, about, *picture))),
        Event::Text(page) => app.popups.push(Popup::Page(popups::page::Shown::new(page))),
        Event::Raw(mail) => app.popups.push(Popup::Raw(popups::raw::Raw::new(mail))),
        Event::Waiting(sides) => popups::waiting::arrived(app, sides),
        Event::Report { days, query, report } => popups::report::arrived(app, days, &query, report),
        Event::Party(card) => popups::card::party_arrived(app, card),
        Event::Customer(card) => popups::card::customer_arrived(app, card),
        Event::Beside(read) => popups::card::customer::read(app, read),
        Event::Macros(all) => return popups::offers::macros(app, all),
        Event::Organizations(all) => return popups::offers::organizations(app, &all),
        Event::Numbered(ticket, there) => return queue::numbered(app, ticket, there),
        Event::NextAnswer(found) => return sides::go_to_answer(app, found),
        Event::Quarantine(rows) => popups::quarantine::arrived(app, rows),
        Event::Held(mail) => popups::quarantine::shows(app, &mail),
        Event::FileChecked(path, size) => composer::attach(app, path, size),
        Event::Piped(id, ran) => popups::output::arrived(app, id, ran),
        Event::PastedChecked { key, text, files } => popups::prompt::pasted_checked(app, key, text, files),
        Event::Paths { typed, found } => popups::prompt::paths_found(app, &typed, found),
        Event::DraftChecked(key, files) => composer::files_checked(app, key, &files),
        Event::Edited(text) => match popups::card::edited(app, &text) {
            Some(effects) => return effects,
            None => composer::edited(app, &text),
        },
        Event::Settings(kind, text) => return vec![Effect::EditSettings(kind, text)],
        Event::SettingsEdited { kind, text, same } => return super::settings::edited(app, kind, text, same),
        Event::SettingsRefused { kind, text, why } => super::settings::refused(app, kind, text, &why),
        Event::SettingsChanged(me) => {
            app.me = *me;
            return vec![Effect::LoadPeople, Effect::LoadCanned, Effect::LoadTags, Effect::LoadFields, Effect::LoadBoxes, Effect::LoadViews];
        }
        Event::Dismissed => app.quitting = true,
        Event::Done(done) => return happened(app, done),
        Event::Failed(failure) => failed(app, failure),
        Event::WorkerStatus(status) => app.worker = status,
        Event::OutboxWaiting(count) => app.outbox_waiting = count,
        Event::Quarantined(count) => app.quarantined = count,
        _ => {}
    }
    Vec::new()
}

fn people_found(app: &mut App, prefix: &str, found: Vec<Suggestion>) {
    if !popups::create::suggested(app, prefix, &found) {
        composer::suggestions_arrived(app, prefix, found);
    }
}

fn ticket_arrived(app: &mut App, read: Ticket) -> Vec<Effect> {
    ticket::arrived(app, read);
    sides::follow_ticket(app)
}

/// Notifications were read: what is new since the last time rings, and is shown on the desktop unless the agent is looking at the console.
fn notified(app: &mut App, list: Vec<Notification>) -> Vec<Effect> {
    let newest = list.iter().map(|n| n.id).max().unwrap_or(NotificationId(0));
    let before = app.notified_to.replace(newest);
    let news: Vec<&Notification> = list.iter().filter(|n| !n.seen && before.is_some_and(|b| n.id > b)).collect();
    let mut effects = Vec::new();
    if app.bell && !news.is_empty() {
        effects.push(Effect::Bell);
    }
    if app.notify && app.window_focused != Some(true) {
        match news.as_slice() {
            [] => {}
            [one] => effects.push(Effect::Announce(format!("{} · #{} {}", app.words.notification(one.kind, &one.who), one.ticket, one.subject))),
            many => effects.push(Effect::Announce(app.say_with("console-announce-many", &[("count", many.len().into())]))),
        }
    }
    app.notifications = list;
    popups::notifications::refresh(app);
    effects
}

fn drafts_arrived(app: &mut App, ticket: TicketId, drafts: Vec<Draft>) -> Vec<Effect> {
    drafts.into_iter().filter(|d| d.key.ticket == ticket).filter_map(|draft| composer::draft_arrived(app, draft)).collect()
}

fn happened(app: &mut App, done: Done) -> Vec<Effect> {
    match done {
        Done::Triaged { tickets, change, left, stopped } => {
            for ticket in &tickets {
                app.queue.selected.remove(ticket);
            }
            app.sent_last = false;
            if !tickets.is_empty() {
                let text = triage_text(app, &tickets, &change);
                let text = if stopped { format!("{} {text}", app.say("console-stopped")) } else { text };
                app.tell(text);
            }
            if tickets.is_empty() {
                popups::give_back(app, &Effect::Triage { tickets: left.iter().map(|(ticket, _)| *ticket).collect(), change });
            }
            say_left(app, &left);
        }
        Done::Served(None) => say(app, "console-served-none"),
        Done::Served(Some(ticket)) => {
            let text = app.say_with("console-done-served", &[("ticket", ticket.0.into())]);
            app.tell(text);
            let opened = ticket::open(app, ticket);
            app.focus = Focus::Ticket;
            return opened.into_iter().chain(refresh(app)).collect();
        }
        Done::Merged { merged, into, unconfirmed, left } => was_merged(app, &merged, into, unconfirmed, left),
        Done::Split(_, new) => {
            app.sent_last = false;
            let text = app.say_with("console-done-split", &[("number", new.0.into())]);
            app.tell(text);
        }
        Done::Created(head) => {
            app.kept.create = None;
            let text = app.say_with("console-done-created", &[("number", head.id.0.into()), ("who", head.requester.shown().into())]);
            let effects = composer::begin_created(app, *head);
            app.tell(text);
            return effects.into_iter().chain(refresh(app)).collect();
        }
        Done::Submitted { key, leaves, status, side } => {
            app.drafts.remove(&key);
            if let Some((outbox, due_at)) = leaves {
                app.leaving.push(Leaving { outbox, ticket: key.ticket, due_at });
                app.sent_last = true;
            }
            compose::submitted(app, key, status, leaves.map(|(_, due)| due));
            if side.is_some() {
                app.sides.open = side;
            }
        }
        Done::Reminded(sent, failed) => reminded(app, &sent, failed),
        Done::Due(count, due) => {
            let count = u64::try_from(count).unwrap_or(u64::MAX);
            let text = match due {
                Some(due) => app.say_with("console-done-due", &[("count", count.into()), ("until", (&app.words.date_time(due)).into())]),
                None => app.say_with("console-done-not-due", &[("count", count.into())]),
            };
            app.tell(text);
        }
        Done::Side(_, change) => {
            let text = side_text(app, &change);
            app.tell(text);
        }
        Done::SettingsSaved(saved) => super::settings::saved(app, &saved),
        Done::ViewSaved(name) => {
            let text = app.say_with("console-done-view", &[("name", (&name).into())]);
            app.tell(text);
        }
        Done::Available(available) => say(app, if available { "console-done-available" } else { "console-done-away" }),
        Done::Muted(muted) => say(app, if muted { "console-done-muted" } else { "console-done-unmuted" }),
        Done::ContactNoted => say(app, "console-done-party-note"),
        Done::Organization(name) => {
            let text = app.say_with("console-done-organization", &[("name", (&name).into())]);
            app.tell(text);
        }
        Done::SendUndone(outbox, draft) => {
            app.leaving.retain(|l| l.outbox != outbox);
            let text = app.say("console-done-send-undone");
            app.tell(text);
            return composer::reopen(app, &draft).into_iter().chain(refresh(app)).collect();
        }
        Done::Quoted { ticket, mode, text, files } => return composer::quoted_across(app, ticket, mode, &text, files),
        Done::Opened(None) => {
            say(app, "console-done-opened");
            return Vec::new();
        }
        Done::Opened(Some(place)) => {
            let text = app.say_with("console-done-not-opened", &[("where", (&place).into())]);
            let next = app.say("console-done-not-opened-next");
            failed(app, Failure::Other(Trouble { what: text, next }));
            return Vec::new();
        }
        Done::TranscriptSent(who) => {
            let text = app.say_with("console-done-transcript", &[("who", (&who).into())]);
            app.tell(text);
        }
        Done::Redacted(emptied) => say(app, if emptied { "console-done-redacted" } else { "console-done-redacted-log" }),
        Done::NoteDeleted => say(app, "console-done-note-deleted"),
        Done::Resent => say(app, "console-done-resent"),
        Done::Released(id, ticket) => {
            popups::quarantine::settled(app, id);
            let text = app.say_with("console-done-released", &[("number", ticket.map_or(0, |t| t.0).into())]);
            app.tell(text);
        }
        Done::Discarded(id) => {
            popups::quarantine::settled(app, id);
            say(app, "console-done-discarded");
        }
        Done::Undone { what, left } => {
            app.sent_last = true;
            let text = app.say_with("console-done-undone", &[("what", (&what).into())]);
            app.tell(text);
            say_left(app, &left);
        }
        Done::Saved(path, name) => {
            let place = path.display().to_string();
            let text = match name {
                Some(name) => app.say_with("console-done-saved-file", &[("name", (&name).into()), ("where", (&place).into())]),
                None => app.say_with("console-done-saved", &[("where", (&place).into())]),
            };
            app.tell(text);
            return Vec::new();
        }
        Done::Copied => {
            say(app, "console-done-copied");
            return Vec::new();
        }
        Done::Syncing => say(app, "console-done-syncing"),
    }
    refresh(app)
}

fn say(app: &mut App, key: &str) {
    let text = app.say(key);
    app.tell(text);
}

fn triage_text(app: &App, tickets: &[TicketId], change: &Triage) -> String {
    let which = match tickets {
        [one] => format!("#{one}"),
        many => app.say_with("console-tickets", &[("count", many.len().into())]),
    };
    let (key, value) = match change {
        Triage::Take => ("console-done-take", String::new()),
        Triage::Assign(_, name) => ("console-done-assign", name.clone()),
        Triage::Status(status) => ("console-done-status", app.words.status(*status)),
        Triage::Priority(priority) => ("console-done-priority", app.words.priority(*priority)),
        Triage::Tags { add, remove } => {
            let tags: Vec<String> = add.iter().map(|t| format!("+{t}")).chain(remove.iter().map(|t| format!("-{t}"))).collect();
            ("console-done-tags", tags.join(" "))
        }
        Triage::Snooze(until) => ("console-done-snooze", popups::pick::time_of(app, until).unwrap_or_else(|| until.clone())),
        Triage::Wake => ("console-done-wake", String::new()),
        Triage::Do(_, what) => ("console-done-do", what.clone()),
        Triage::Spam(true) => ("console-done-spam", String::new()),
        Triage::Spam(false) => ("console-done-not-spam", String::new()),
    };
    app.say_with(key, &[("which", (&which).into()), ("value", (&value).into())])
}

/// Says which tickets stay as they were, and why: one line for each reason.
fn say_left(app: &mut App, left: &[(TicketId, String)]) {
    const MOST: usize = 8;
    if left.is_empty() {
        return;
    }
    let mut reasons: Vec<(&str, Vec<String>)> = Vec::new();
    for (ticket, why) in left {
        match reasons.iter_mut().find(|(known, _)| known == why) {
            Some((_, tickets)) => tickets.push(format!("#{ticket}")),
            None => reasons.push((why, vec![format!("#{ticket}")])),
        }
    }
    let line = |(why, tickets): &(&str, Vec<String>)| {
        let more = if tickets.len() > MOST { " …" } else { "" };
        format!("{}{more}: {why}", tickets.iter().take(MOST).cloned().collect::<Vec<_>>().join(" "))
    };
    let next = reasons.iter().take(MOST).map(line).collect::<Vec<_>>().join("\n");
    let what = app.say_with("console-left", &[("count", left.len().into())]);
    failed(app, Failure::Other(Trouble { what, next }));
}

/// What became of a merge. Of what is another requester's a person is asked, of the rest the first reason is shown.
fn was_merged(app: &mut App, merged: &[TicketId], into: TicketId, unconfirmed: Vec<(TicketId, String)>, left: Vec<Trouble>) {
    if !merged.is_empty() {
        app.queue.selected.clear();
        app.sent_last = false;
        let which = match merged {
            [one] => format!("#{one}"),
            many => app.say_with("console-tickets", &[("count", many.len().into())]),
        };
        let text = app.say_with("console-done-merged", &[("which", (&which).into()), ("into", into.0.into())]);
        app.tell(text);
    }
    if let Some(trouble) = left.into_iter().next() {
        failed(app, Failure::Other(trouble));
    }
    if !unconfirmed.is_empty() {
        let confirm = popups::confirm::Confirm::merge(app, unconfirmed, into);
        app.popups.push(Popup::Confirm(confirm));
    }
}

/// What became of reminders: those that leave can be taken back like any mail, the first that could not be written is shown.
fn reminded(app: &mut App, sent: &[(TicketId, SideSent)], failed: Vec<Trouble>) {
    app.leaving.extend(sent.iter().map(|(ticket, mail)| Leaving { outbox: mail.outbox, ticket: *ticket, due_at: mail.due_at }));
    app.sent_last = !sent.is_empty();
    popups::waiting::reminded(app);
    if !sent.is_empty() {
        let text = app.say_with("console-done-reminded", &[("count", u64::try_from(sent.len()).unwrap_or(u64::MAX).into())]);
        app.tell(text);
    }
    if let Some(trouble) = failed.into_iter().next() {
        self::failed(app, Failure::Other(trouble));
    }
}

fn side_text(app: &App, change: &SideChange) -> String {
    match change {
        SideChange::Done => app.say("console-done-side-done"),
        SideChange::Reopen => app.say("console-done-side-reopen"),
        SideChange::Add(who) => app.say_with("console-done-side-add", &[("who", who.address.as_str().into())]),
        SideChange::Accept(who) => app.say_with("console-done-side-accept", &[("who", who.as_str().into())]),
        SideChange::Remove(who) => app.say_with("console-done-side-remove", &[("who", who.as_str().into())]),
    }
}

fn failed(app: &mut App, failure: Failure) {
    match failure {
        Failure::Blocked { key, obstacles, news } => {
            if compose::not_sent(app, key) {
                let moved = obstacles.iter().find(|o| matches!(o, Obstacle::ThreadMoved { .. })).cloned();
                let popup = match moved {
                    Some(moved) => Popup::Moved(popups::moved::Moved::new(news, moved)),
                    None => Popup::Confirm(popups::confirm::Confirm::obstacles(app, obstacles)),
                };
                app.popups.push(popup);
            }
        }
        Failure::Refused { key, message } => {
            compose::not_sent(app, key);
            app.popups.push(Popup::Message(popups::message::Message::new(message)));
        }
        Failure::Typed { asked, message } => {
            popups::give_back(app, &asked);
            app.popups.push(Popup::Message(popups::message::Message::new(message)));
        }
        Failure::Other(message) => app.popups.push(Popup::Message(popups::message::Message::new(message))),
    }
}
