//! What is on the screen by signs, colours and columns, in words.

use crate::model::Time;
use crate::model::delivery::DeliveryState;
use crate::model::side::{Participant, Side};
use crate::model::status::Priority;
use crate::model::ticket::{Notification, TicketHead};
use crate::tui::app::App;
use crate::tui::command;
use crate::tui::panes::item::{Item, Kind};
use crate::tui::panes::sides_view;
use crate::tui::panes::thread::{Block, RowKind};
use crate::tui::panes::{composer, ticket_view};
use crate::tui::widgets::ago::countdown;
use crate::words::event_line;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// What is said first.
#[must_use]
pub fn welcome(app: &App) -> String {
    let key = |id: &str| command::find(id).map(|c| app.keymap.key_name(c, true)).unwrap_or_default();
    let (help, again) = (key("help"), key("refresh"));
    app.say_with("console-plain-welcome", &[("desk", (&app.desk).into()), ("help", (&help).into()), ("again", (&again).into())])
}

/// The name of a key, its arrows in words.
#[must_use]
pub fn key(app: &App, name: &str) -> String {
    let arrows = [('↑', "console-plain-up"), ('↓', "console-plain-down"), ('←', "console-plain-left"), ('→', "console-plain-right")];
    arrows.into_iter().fold(name.to_owned(), |name, (arrow, word)| if name.contains(arrow) { name.replace(arrow, &app.say(word)) } else { name })
}

/// How long ago, in words; a date when that is long.
#[must_use]
pub fn age(app: &App, then: Time) -> String {
    let seconds = app.now.since(then).as_secs();
    if then > app.now || seconds > 14 * DAY {
        return app.words.date_time(then);
    }
    match seconds {
        0..MINUTE => app.say("console-plain-now"),
        _ => app.say_with("console-plain-ago", &[("age", (&span(app, seconds)).into())]),
    }
}

/// So many seconds in their largest unit, a minute at the least.
fn span(app: &App, seconds: u64) -> String {
    match seconds {
        0..HOUR => app.say_with("console-plain-minutes", &[("count", (seconds / MINUTE).max(1).into())]),
        HOUR..DAY => app.say_with("console-plain-hours", &[("count", (seconds / HOUR).into())]),
        _ => app.say_with("console-plain-days", &[("count", (seconds / DAY).into())]),
    }
}

/// The place in a list: `at` from 0.
#[must_use]
pub fn position(app: &App, at: usize, all: usize) -> String {
    app.say_with("console-plain-position", &[("at", (at + 1).into()), ("all", all.into())])
}

/// How many tickets there are.
#[must_use]
pub fn tickets(app: &App, count: u32) -> String {
    app.say_with("console-tickets", &[("count", u64::from(count).into())])
}

/// The queue has changed by itself.
#[must_use]
pub fn changed(app: &App, count: u32) -> String {
    app.say_with("console-plain-changed", &[("tickets", (&tickets(app, count)).into())])
}

/// Something that came in while one looks.
#[must_use]
pub fn new(app: &App, line: &str) -> String {
    app.say_with("console-plain-new", &[("line", line.into())])
}

/// A character that has no sound.
#[must_use]
pub fn sign(app: &App) -> String {
    app.say("console-plain-sign")
}

/// How many notifications are new.
#[must_use]
pub fn unseen(app: &App) -> String {
    format!("{}: {}", app.say("console-notifications"), app.say_with("console-unseen", &[("count", app.unseen().into())]))
}

/// A notification.
#[must_use]
pub fn notification(app: &App, n: &Notification) -> String {
    let what = app.words.notification(n.kind, &n.who);
    app.say_with("console-plain-notification", &[("what", (&what).into()), ("number", n.ticket.0.into()), ("subject", (&n.subject).into())])
}

/// How a ticket stands: status, priority, whose it is, tags, and what else there is to know.
#[must_use]
pub fn state(app: &App, head: &TicketHead) -> Vec<String> {
    let mut parts = vec![app.words.status(head.status)];
    if head.priority != Priority::Normal {
        parts.push(app.say_with("console-plain-priority", &[("priority", (&app.words.priority(head.priority)).into())]));
    }
    parts.push(match &head.assignee {
        Some(agent) => app.say_with("console-plain-assignee", &[("who", (&agent.name).into())]),
        None => app.say("console-plain-nobody"),
    });
    parts.extend(head.team.as_ref().map(|t| app.say_with("console-plain-team", &[("team", (&t.name).into())])));
    if !head.tags.is_empty() {
        parts.push(app.say_with("console-plain-tags", &[("tags", (&head.tags.join(", ")).into())]));
    }
    parts.extend(head.spam.then(|| app.say("console-spam")));
    parts.extend(head.merged_into.map(|into| app.say_with("event-merged-into", &[("ticket", into.0.into())])));
    parts.extend(head.snoozed_until.map(|until| ticket_view::snoozed(app, until)));
    if let Some(since) = head.waiting_since {
        let age = span(app, app.now.since(since).as_secs());
        parts.push(app.say_with("console-plain-waits", &[("age", (&age).into())]));
    }
    parts
}

/// Who else is on a ticket.
#[must_use]
pub fn presence(app: &App, head: &TicketHead) -> Vec<String> {
    let of = |typing: bool| if typing { "console-is-typing" } else { "console-is-here" };
    head.presence.iter().map(|p| app.say_with(of(p.typing), &[("who", (&p.agent.name).into())])).collect()
}

/// A row of the queue.
#[must_use]
pub fn row(app: &App, head: &TicketHead) -> String {
    let mut parts = vec![format!("{} {}", head.id, head.subject)];
    parts.extend(app.queue.selected.contains(&head.id).then(|| app.say("console-plain-selected")));
    parts.extend(head.unread.then(|| app.say("console-plain-unread")));
    parts.push(app.say_with("console-plain-from", &[("who", head.requester.shown().into())]));
    parts.extend(head.last_customer_at.map(|at| app.say_with("console-plain-wrote", &[("age", (&age(app, at)).into())])));
    parts.extend(state(app, head));
    if head.sides_open > 0 {
        parts.push(app.say_with("console-plain-sides", &[("count", u64::from(head.sides_open).into())]));
    }
    if head.sides_unread > 0 {
        parts.push(app.say_with("console-plain-answers", &[("count", u64::from(head.sides_unread).into())]));
    }
    parts.extend(presence(app, head));
    parts.join(", ")
}

/// A ticket's own lines: what it is, how it stands, whose it is.
#[must_use]
pub fn ticket(app: &App, head: &TicketHead) -> Vec<String> {
    let title = app.say_with("console-plain-ticket", &[("number", head.id.0.into()), ("subject", (&head.subject).into())]);
    let mut from = vec![app.say_with("console-plain-from", &[("who", head.requester.shown().into())])];
    from.extend((!head.requester.name.is_empty()).then(|| head.requester.email.to_string()));
    from.extend(head.fields.iter().map(|f| format!("{}: {}", f.label, f.value)));
    let drafts = composer::waiting_drafts(app, head.id).into_iter();
    let drafts = drafts.map(|mode| app.say_with("console-draft-of", &[("mode", (&ticket_view::mode_name(app, mode)).into())]));
    [title, state(app, head).join(", "), from.join(", ")].into_iter().chain(drafts).chain(presence(app, head)).collect()
}

/// What an entry or a message is: kind first, then who, then when.
#[must_use]
pub fn head_of(app: &App, item: &Item<'_>) -> String {
    let of_rule = item.by_rule && matches!(item.kind, Kind::Note | Kind::Event);
    let author = if of_rule { app.say_with("event-by-rule", &[("rule", item.author.into())]) } else { item.author.to_owned() };
    let key = match item.kind {
        Kind::Customer => "console-plain-customer",
        Kind::Reply => "console-plain-reply",
        Kind::Note => "console-plain-note",
        Kind::Asked => "console-plain-asked",
        Kind::Answered => "console-plain-answered",
        Kind::Event => "",
    };
    let what = match item.event {
        Some(event) => format!("{author} {}", event_line(&app.words, event)),
        None if key.is_empty() => author,
        None => app.say_with(key, &[("who", (&author).into())]),
    };
    let mut parts = vec![what.trim().to_owned(), age(app, item.at)];
    parts.extend(item.automatic.then(|| app.say("console-automatic")));
    parts.extend(item.edited.map(|_| app.say("console-edited")));
    if let Some(origin) = item.origin {
        let key = if origin.same_requester { "console-plain-origin" } else { "console-plain-origin-other" };
        parts.push(app.say_with(key, &[("number", origin.ticket.0.into())]));
    }
    if let Some(delivery) = item.delivery {
        parts.push(match delivery.state {
            DeliveryState::Queued if delivery.due_at > app.now && delivery.words.is_empty() => {
                let left = countdown(delivery.due_at.since(app.now));
                app.say_with("console-leaves-in", &[("left", (&left).into())])
            }
            state => app.words.delivery(state),
        });
    }
    parts.join(", ")
}

/// An entry or a message: what it is, then its lines, folded as they are folded for the eye.
#[must_use]
pub fn entry(app: &App, item: &Item<'_>, block: &Block) -> Vec<String> {
    let lines = block.rows.iter().filter_map(|row| match row.kind {
        RowKind::Detail | RowKind::Text | RowKind::Quoted | RowKind::Fold | RowKind::Trouble => Some(row.text.clone()),
        RowKind::File => Some(app.say_with("console-plain-file", &[("file", row.text.trim_start_matches(['▤', ' ']).into())])),
        RowKind::Head | RowKind::Event | RowKind::EventRest | RowKind::Foot | RowKind::Space => None,
    });
    std::iter::once(head_of(app, item)).chain(lines.filter(|l| !l.trim().is_empty())).collect()
}

/// Who is in a side conversation.
#[must_use]
pub fn people(app: &App, side: &Side) -> String {
    if side.participants.is_empty() {
        return app.say("console-nobody");
    }
    let one = |p: &Participant| match (p.verified, p.is_agent) {
        (false, _) => format!("{} ({})", p.shown(), app.say("console-unverified")),
        (true, true) => format!("{} ({})", p.shown(), app.say("badge-agent")),
        (true, false) => p.shown().to_owned(),
    };
    side.participants.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// A side conversation of the list.
#[must_use]
pub fn side(app: &App, side: &Side) -> String {
    let messages = app.say_with("console-messages", &[("count", side.messages.len().into())]);
    let mut parts = vec![sides_view::subject(app, side), sides_view::state_text(app, side).0, people(app, side), messages];
    parts.extend(sides_view::has_draft(app, side).then(|| app.say("console-draft")));
    parts.push(age(app, side.last_at));
    parts.join(", ")
}
