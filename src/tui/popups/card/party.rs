//! What stands on a third party's card: what they owe, how fast they are, and their side conversations.

use ratatui::style::Style;

use super::super::Popup;
use super::super::listbox::Line;
use super::About;
use crate::desk::Party;
use crate::model::party::{AnswerTimes, PartySide};
use crate::model::side::SideState;
use crate::model::{Address, SideId, TicketId};
use crate::tui::app::{App, Focus};
use crate::tui::effect::Effect;
use crate::tui::panes::{sides, ticket};
use crate::tui::widgets::ago::{ago, span};

/// Shows the card of an address.
pub fn open(app: &mut App, address: Address) -> Vec<Effect> {
    super::open(app, address.clone(), About::Party(None));
    vec![Effect::LoadParty(address)]
}

/// The rows above the list.
pub(super) fn facts(app: &App, known: &Party, put: &mut dyn FnMut(&str, Style, usize)) {
    let theme = &app.theme;
    if let Some(of) = known.contact.organization.as_ref().filter(|of| !of.people.is_empty()) {
        put(&app.say_with("console-party-together", &[("times", (&times(app, &of.times)).into())]), theme.dim, 2);
    }
    put(&times(app, &known.times), theme.text, 2);
    if let Some((count, since)) = known.owed() {
        let age = ago(app.now, since);
        put(&app.say_with("console-party-owes", &[("count", count.into()), ("age", (&age).into())]), theme.warning, 2);
    }
}

fn times(app: &App, times: &AnswerTimes) -> String {
    let (Some(median), Some(p90), Some(last)) = (times.median, times.p90, times.last_at) else { return app.say("console-party-no-answers") };
    let (median, p90, last) = (span(median), span(p90), ago(app.now, last));
    let args = [("count", times.answers.into()), ("median", (&median).into()), ("most", (&p90).into()), ("last", (&last).into())];
    app.say_with("console-party-times", &args)
}

/// A side conversation as a row.
pub(super) fn line(app: &App, side: &PartySide) -> Line {
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
        right: format!("{state} {:>4}", ago(app.now, side.last_at)),
        off: side.state == SideState::Done,
        ..Line::default()
    }
}

/// Opens a side conversation on its ticket.
pub(super) fn go_to(app: &mut App, on: TicketId, side: SideId) -> Vec<Effect> {
    app.popups.retain(|p| !matches!(p, Popup::Card(_) | Popup::Waiting(_) | Popup::Report(_)));
    let mut effects = ticket::open(app, on);
    app.focus = Focus::Sides;
    effects.extend(sides::show_when_read(app, side));
    effects
}
