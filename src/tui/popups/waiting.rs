//! What waits for third parties, across tickets: who was asked what, since when, by when an answer is expected. From here they are reminded.

use std::collections::HashSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::card::party;
use super::listbox::{self, Line};
use super::{Popup, offers};
use crate::model::SideId;
use crate::model::side::{WaitingSide, group_waiting};
use crate::tui::app::{App, Focus};
use crate::tui::command::Reason;
use crate::tui::effect::{Effect, Remind};
use crate::tui::panes::{empty, sides, ticket, work};
use crate::tui::widgets::ago::{ago, span};
use crate::tui::widgets::list::ListState;
use crate::tui::widgets::popover;

/// The list.
#[derive(Debug)]
pub struct Waiting {
    /// Cursor and scroll.
    pub list: ListState,
    /// What waits, by third party, the one who has let us wait longest first; `None` until it has been read.
    rows: Option<Vec<WaitingSide>>,
    selected: HashSet<SideId>,
    /// All people of one organization stand together.
    by_organization: bool,
}

impl Waiting {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.as_ref().map_or(0, Vec::len)
    }

    /// Whether nothing waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn here(&self) -> Option<&WaitingSide> {
        self.rows.as_ref()?.get(self.list.selected)
    }

    /// What is selected, else what is under the cursor.
    fn targets(&self) -> Vec<&WaitingSide> {
        let chosen: Vec<_> = self.rows.iter().flatten().filter(|s| self.selected.contains(&s.id)).collect();
        if chosen.is_empty() { self.here().into_iter().collect() } else { chosen }
    }

    /// Draws it.
    pub fn draw(&mut self, app: &App, buf: &mut Buffer, area: Rect) {
        let title = if self.by_organization { "console-waiting-by-organization" } else { "console-waiting" };
        popover::frame(buf, area, &app.say(title), &app.theme, app.theme.focus_border);
        let place = listbox::list_area(area, false);
        let Some(rows) = &self.rows else { return };
        if rows.is_empty() {
            empty::draw(app, buf, place, &empty::text(app, "console-waiting-none", &[("ask", "side-new")]));
            return;
        }
        listbox::draw_rows(app, buf, place, &mut self.list, rows.len(), |at| {
            line(app, &rows[at], self.selected.contains(&rows[at].id), self.by_organization)
        });
    }
}

fn line(app: &App, side: &WaitingSide, selected: bool, by_organization: bool) -> Line {
    let theme = &app.theme;
    let sign = match (selected, side.is_overdue(app.now)) {
        (true, _) => ("✓", theme.key),
        (false, true) => ("!", theme.error),
        (false, false) => (" ", theme.dim),
    };
    Line {
        sign: Some((sign.0.to_owned(), sign.1)),
        label: match &side.organization {
            Some(name) if by_organization => format!("{name} · {}", side.who),
            _ => side.who.clone(),
        },
        detail: format!("#{} {}", side.ticket, side.subject),
        right: times(app, side),
        ..Line::default()
    }
}

/// Since when, whether they were reminded, how long they usually take, by when the answer is due.
fn times(app: &App, side: &WaitingSide) -> String {
    let mut parts = Vec::new();
    if let Some(at) = side.reminded_at() {
        parts.push(app.say_with("console-waiting-reminded", &[("ago", (&ago(app.now, at)).into())]));
    }
    if let Some(usual) = side.usual {
        parts.push(app.say_with("console-waiting-usual", &[("span", (&span(usual)).into())]));
    }
    if let Some(due) = side.due_at {
        let key = if side.is_overdue(app.now) { "console-waiting-overdue" } else { "console-waiting-due" };
        parts.push(app.say_with(key, &[("ago", (&ago(app.now, due)).into())]));
    }
    parts.push(format!("{:>4}", ago(app.now, side.since)));
    parts.join(" · ")
}

/// Shows what waits.
pub fn open(app: &mut App) -> Vec<Effect> {
    app.popups.push(Popup::Waiting(Waiting { list: ListState::default(), rows: None, selected: HashSet::new(), by_organization: false }));
    vec![Effect::LoadWaiting]
}

/// Reads it again when it is on the screen.
#[must_use]
pub fn reload(app: &App) -> Option<Effect> {
    app.popups.iter().any(|p| matches!(p, Popup::Waiting(_))).then_some(Effect::LoadWaiting)
}

fn shown(app: &mut App) -> Option<&mut Waiting> {
    app.popups.iter_mut().find_map(|p| if let Popup::Waiting(shown) = p { Some(shown) } else { None })
}

/// It was read: the cursor stays on its side conversation, or on the one that has taken its place.
pub fn arrived(app: &mut App, mut rows: Vec<WaitingSide>) {
    let Some(shown) = shown(app) else { return };
    group_waiting(&mut rows, shown.by_organization);
    let at = shown.here().and_then(|here| rows.iter().position(|r| r.id == here.id)).unwrap_or(shown.list.selected);
    shown.list.to(at.min(rows.len().saturating_sub(1)), rows.len());
    shown.selected.retain(|id| rows.iter().any(|r| r.id == *id));
    shown.rows = Some(rows);
}

/// Reminders were written: nothing is selected any more.
pub fn reminded(app: &mut App) {
    if let Some(shown) = shown(app) {
        shown.selected.clear();
    }
}

/// Puts the people of one organization together, or each third party alone again.
pub fn by_organization(app: &mut App) -> Vec<Effect> {
    if let Some(shown) = shown(app) {
        shown.by_organization = !shown.by_organization;
        if let Some(rows) = shown.rows.take() {
            shown.list.selected = 0;
            arrived(app, rows);
        }
    }
    Vec::new()
}

/// Shows the card of the third party under the cursor.
pub fn party(app: &mut App) -> Vec<Effect> {
    let here = shown(app).and_then(|s| s.here()).and_then(|s| s.address.clone());
    here.map_or_else(Vec::new, |address| party::open(app, address))
}

/// Opens the side conversation under the cursor, on its ticket.
pub fn accept(app: &mut App) -> Vec<Effect> {
    let Some(here) = shown(app).and_then(|s| s.here()).map(|s| (s.ticket, s.id)) else { return Vec::new() };
    app.popups.pop();
    let mut effects = ticket::open(app, here.0);
    app.focus = Focus::Sides;
    effects.extend(sides::show_when_read(app, here.1));
    effects
}

/// Selects the one under the cursor, or not any more.
pub fn select(app: &mut App) -> Vec<Effect> {
    if let Some(shown) = shown(app)
        && let Some(id) = shown.here().map(|s| s.id)
    {
        if !shown.selected.remove(&id) {
            shown.selected.insert(id);
        }
        let len = shown.len();
        shown.list.move_by(1, len);
    }
    Vec::new()
}

/// Reminds the third parties of those that are selected, else of the one under the cursor.
pub fn remind(app: &mut App) -> Vec<Effect> {
    if let Some(reason) = refused(app) {
        return reason;
    }
    let reminders = |s: &Waiting| s.targets().iter().map(|t| Remind { side: t.id, ticket: t.ticket, last_at: t.last_at }).collect();
    shown(app).map(|s| Effect::Remind(reminders(s))).into_iter().collect()
}

/// Asks by when answers are expected.
pub fn due(app: &mut App) -> Vec<Effect> {
    if let Some(reason) = refused(app) {
        return reason;
    }
    let chosen = shown(app).map(|s| s.targets().iter().map(|t| t.id).collect::<Vec<_>>()).unwrap_or_default();
    offers::open_due(app, chosen)
}

fn refused(app: &mut App) -> Option<Vec<Effect>> {
    let Reason(key) = work::not_light(app).err()?;
    let text = app.say(key);
    app.complain(text);
    Some(Vec::new())
}
