//! The stack of popups: what is on top takes the keys, and Esc takes it away.

pub mod card;
pub mod confirm;
pub mod create;
pub mod help;
pub mod listbox;
pub mod merge;
pub mod message;
pub mod moved;
pub mod notifications;
pub mod offers;
pub mod output;
pub mod page;
pub mod palette;
pub mod pick;
pub mod picture;
pub mod prompt;
pub mod quarantine;
pub mod raw;
pub mod report;
pub mod split;
pub mod suggest;
pub mod waiting;

use std::collections::HashMap;

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::app::App;
use super::command::Reason;
use super::effect::Effect;
use super::widgets::line_edit::LineEdit;
use super::widgets::list::ListState;
use crate::desk::NoteChange;
use crate::model::Address;

/// A popup.
#[derive(Debug)]
pub enum Popup {
    /// Every command by name.
    Palette(palette::Palette),
    /// The keys of where one is.
    Help(help::Help),
    /// One of a list.
    Pick(pick::Pick),
    /// What could stand at the cursor of the composer.
    Suggest(suggest::Suggest),
    /// Which ticket others are merged into.
    Merge(merge::Merge),
    /// Splitting a message off.
    Split(split::Split),
    /// A ticket for a customer.
    Create(Box<create::Create>),
    /// A question that needs a yes.
    Confirm(confirm::Confirm),
    /// The thread moved since the draft was begun.
    Moved(moved::Moved),
    /// Notifications.
    Notifications(notifications::Notifications),
    /// What waits for third parties.
    Waiting(waiting::Waiting),
    /// The card of a third party or a customer.
    Card(card::Card),
    /// What waits in quarantine.
    Quarantine(quarantine::Quarantine),
    /// A mail in quarantine.
    Held(quarantine::Held),
    /// A mail as it came in.
    Raw(raw::Raw),
    /// A text to read.
    Page(page::Shown),
    /// A picture.
    Picture(picture::Shown),
    /// A report.
    Report(report::Shown),
    /// What happened, and what to do next.
    Message(message::Message),
    /// A line of text.
    Prompt(prompt::Prompt),
    /// What a shell command made of a text.
    Output(output::Output),
}

impl Popup {
    /// Whether printable keys are text here.
    #[must_use]
    pub fn takes_text(&self) -> bool {
        match self {
            Popup::Palette(_) | Popup::Help(_) | Popup::Pick(_) | Popup::Suggest(_) | Popup::Prompt(_) | Popup::Merge(_) | Popup::Create(_) => true,
            Popup::Confirm(confirm) => confirm.has_input(),
            Popup::Moved(_)
            | Popup::Split(_)
            | Popup::Notifications(_)
            | Popup::Waiting(_)
            | Popup::Card(_)
            | Popup::Quarantine(_)
            | Popup::Held(_)
            | Popup::Raw(_)
            | Popup::Page(_)
            | Popup::Picture(_)
            | Popup::Report(_)
            | Popup::Output(_)
            | Popup::Message(_) => false,
        }
    }

    /// A copy, when what Enter asks for here is what was typed.
    fn typed(&self) -> Option<Popup> {
        match self {
            Popup::Prompt(prompt) if !prompt.input.is_empty() => Some(Popup::Prompt(prompt.clone())),
            Popup::Create(form) => Some(Popup::Create(form.clone())),
            Popup::Pick(pick) if pick.means_typed() => Some(Popup::Pick(pick.clone())),
            Popup::Palette(palette) if palette.means_typed() => Some(Popup::Palette(palette.clone())),
            Popup::Confirm(confirm) if confirm.holds_typed() => Some(Popup::Confirm(confirm.clone())),
            _ => None,
        }
    }

    /// Whether there is nothing in it to choose.
    #[must_use]
    pub fn only_tells(&self) -> bool {
        match self {
            Popup::Card(card) => card.is_empty(),
            popup => matches!(popup, Popup::Held(_) | Popup::Raw(_) | Popup::Page(_) | Popup::Picture(_) | Popup::Message(_)),
        }
    }

    /// Whether it makes no sense without a composer.
    #[must_use]
    pub fn needs_composer(&self) -> bool {
        match self {
            Popup::Confirm(confirm) => confirm.needs_composer(),
            Popup::Prompt(prompt) => prompt.needs_composer(),
            Popup::Output(output) => output.needs_composer(),
            popup => matches!(popup, Popup::Suggest(_) | Popup::Moved(_)),
        }
    }

    /// Its cursor and the number of its rows.
    pub(in crate::tui) fn list(&mut self) -> Option<(&mut ListState, usize)> {
        match self {
            Popup::Palette(p) => Some((&mut p.list, p.hits.len())),
            Popup::Help(p) => Some((&mut p.list, p.rows.len())),
            Popup::Pick(p) => Some((&mut p.list, p.hits.len())),
            Popup::Suggest(p) => Some((&mut p.list, p.rows.len())),
            Popup::Moved(p) => Some((&mut p.list, p.news.len())),
            Popup::Notifications(p) => Some((&mut p.list, p.count)),
            Popup::Raw(p) => Some((&mut p.list, p.lines.len())),
            Popup::Page(p) => {
                let len = p.len();
                Some((&mut p.list, len))
            }
            Popup::Report(p) => {
                let len = p.len();
                Some((&mut p.list, len))
            }
            Popup::Waiting(p) => {
                let len = p.len();
                Some((&mut p.list, len))
            }
            Popup::Card(p) => {
                let len = p.len();
                Some((&mut p.list, len))
            }
            Popup::Merge(p) => {
                let len = p.len();
                Some((&mut p.list, len))
            }
            Popup::Split(p) => {
                let len = p.len();
                Some((&mut p.list, len))
            }
            Popup::Create(p) => {
                let len = p.len();
                Some((&mut p.list, len))
            }
            Popup::Quarantine(p) => {
                let len = p.len();
                Some((&mut p.list, len))
            }
            Popup::Held(p) => {
                let len = p.len();
                Some((&mut p.list, len))
            }
            Popup::Prompt(p) => Some((&mut p.list, p.rows.len())),
            Popup::Output(p) => {
                let len = p.len();
                Some((&mut p.list, len))
            }
            Popup::Picture(_) | Popup::Confirm(_) | Popup::Message(_) => None,
        }
    }

    /// The line that is typed into.
    pub(in crate::tui) fn input(&mut self) -> Option<&mut LineEdit> {
        match self {
            Popup::Palette(p) => Some(&mut p.input),
            Popup::Help(p) => Some(&mut p.input),
            Popup::Pick(p) => Some(&mut p.input),
            Popup::Prompt(p) => Some(&mut p.input),
            Popup::Merge(p) => Some(&mut p.input),
            Popup::Create(p) => Some(p.line()),
            Popup::Confirm(p) if p.has_input() => Some(&mut p.input),
            _ => None,
        }
    }

    /// Where it is drawn.
    #[must_use]
    pub fn area(&self, app: &App) -> Rect {
        let screen = app.areas.screen;
        match self {
            Popup::Palette(p) => listbox::area(screen, 76, p.rows()),
            Popup::Help(_) => listbox::area(screen, 100, 100),
            Popup::Pick(p) => listbox::area(screen, p.columns(), p.rows() + 1),
            Popup::Suggest(p) => p.area(app),
            Popup::Merge(_) => listbox::area(screen, 90, 14),
            Popup::Split(p) => p.area(screen),
            Popup::Create(_) => create::Create::area(screen),
            Popup::Confirm(p) => p.area(screen),
            Popup::Moved(p) => p.area(screen),
            Popup::Notifications(p) => listbox::area(screen, 84, p.count.max(3)),
            Popup::Waiting(p) => listbox::area(screen, 110, p.len().max(3)),
            Popup::Card(p) => p.area(app),
            Popup::Quarantine(p) => p.area(screen),
            Popup::Report(_) => report::Shown::area(app),
            Popup::Held(_) | Popup::Raw(_) | Popup::Page(_) | Popup::Picture(_) | Popup::Output(_) => listbox::area(screen, 110, 1000),
            Popup::Message(p) => p.area(screen),
            Popup::Prompt(p) => listbox::area(screen, 64, p.rows() + 1),
        }
    }

    /// Draws it, and says where.
    fn draw(&mut self, app: &App, buf: &mut Buffer) -> Rect {
        let area = self.area(app);
        match self {
            Popup::Palette(p) => p.draw(app, buf, area),
            Popup::Help(p) => p.draw(app, buf, area),
            Popup::Pick(p) => p.draw(app, buf, area),
            Popup::Suggest(p) => p.draw(app, buf, area),
            Popup::Merge(p) => p.draw(app, buf, area),
            Popup::Split(p) => p.draw(app, buf, area),
            Popup::Create(p) => p.draw(app, buf, area),
            Popup::Confirm(p) => p.draw(app, buf, area),
            Popup::Moved(p) => p.draw(app, buf, area),
            Popup::Notifications(p) => p.draw(app, buf, area),
            Popup::Waiting(p) => p.draw(app, buf, area),
            Popup::Card(p) => p.draw(app, buf, area),
            Popup::Quarantine(p) => p.draw(app, buf, area),
            Popup::Held(p) => p.draw(app, buf, area),
            Popup::Raw(p) => p.draw(app, buf, area),
            Popup::Page(p) => p.draw(app, buf, area),
            Popup::Picture(p) => p.draw(app, buf, area),
            Popup::Report(p) => p.draw(app, buf, area),
            Popup::Message(p) => p.draw(app, buf, area),
            Popup::Prompt(p) => p.draw(app, buf, area),
            Popup::Output(p) => p.draw(app, buf, area),
        }
        area
    }
}

/// Does what Enter does in the top popup. What was typed there is kept until it is known to be done.
pub fn accept(app: &mut App) -> Vec<Effect> {
    let typed = app.popups.last().and_then(Popup::typed);
    let effects = chosen(app);
    if let Some((popup, asked)) = typed.zip(effects.iter().find(|e| e.is_typed())) {
        app.kept.sent.truncate(SENT - 1);
        app.kept.sent.insert(0, (asked.clone(), popup));
    }
    effects
}

fn chosen(app: &mut App) -> Vec<Effect> {
    match app.popups.last() {
        Some(popup) if popup.only_tells() => close(app),
        Some(Popup::Palette(_)) => palette::accept(app),
        Some(Popup::Help(_)) => help::accept(app),
        Some(Popup::Pick(_)) => pick::accept(app),
        Some(Popup::Suggest(_)) => suggest::accept(app),
        Some(Popup::Merge(_)) => merge::accept(app),
        Some(Popup::Split(_)) => split::accept(app),
        Some(Popup::Create(_)) => create::accept(app),
        Some(Popup::Confirm(_)) => confirm::accept(app),
        Some(Popup::Notifications(_)) => notifications::accept(app),
        Some(Popup::Prompt(_)) => prompt::accept(app),
        Some(Popup::Moved(_)) => moved::edit(app),
        Some(Popup::Output(_)) => output::accept(app),
        Some(Popup::Waiting(_)) => waiting::accept(app),
        Some(Popup::Card(_)) => card::accept(app),
        Some(Popup::Report(_)) => report::accept(app),
        Some(Popup::Quarantine(_)) => quarantine::accept(app),
        _ => Vec::new(),
    }
}

/// What was typed into forms that were left: it is there when they are opened again in this console.
#[derive(Debug, Default)]
pub struct Kept {
    /// The form of a new ticket.
    pub create: Option<Box<create::Create>>,
    /// Lines to note about somebody.
    pub notes: HashMap<Address, String>,
    /// What is noted about somebody as it was written in an editor and could not be saved.
    pub written: HashMap<Address, String>,
    /// What was asked for last from popups with something typed in them, the newest first.
    sent: Vec<(Effect, Popup)>,
}

/// How many popups are kept in case that what they asked for cannot be done.
const SENT: usize = 8;

/// What was typed could not be done: it is there again.
pub fn give_back(app: &mut App, asked: &Effect) {
    if let Effect::NoteContact(address, NoteChange::Write(text)) = asked {
        app.kept.written.insert(address.clone(), text.clone());
    }
    if let Some(at) = app.kept.sent.iter().position(|(effect, _)| effect == asked) {
        let (_, popup) = app.kept.sent.remove(at);
        app.popups.push(popup);
    }
}

/// Takes the top popup away: one step back.
pub fn close(app: &mut App) -> Vec<Effect> {
    match app.popups.pop() {
        Some(Popup::Create(form)) => app.kept.create = Some(form),
        Some(Popup::Prompt(prompt)) => prompt.left(app),
        Some(Popup::Suggest(_)) => suggest::dismissed(app),
        Some(Popup::Notifications(_)) => return notifications::seen(app),
        Some(Popup::Report(_)) => return vec![Effect::ForgetReport],
        Some(Popup::Output(output)) => return output::closed(&output),
        Some(Popup::Moved(_)) => return super::panes::composer::leave(app),
        Some(Popup::Confirm(confirm)) => confirm.declined(app),
        _ => {}
    }
    Vec::new()
}

/// Moves the cursor of the top popup.
pub fn step(app: &mut App, rows: isize) {
    let Some(popup) = app.popups.last_mut() else { return };
    if let Some((list, len)) = popup.list() {
        list.move_by(rows, len);
    }
    if let Popup::Prompt(prompt) = popup {
        prompt.chosen = !prompt.rows.is_empty();
    }
    if let Popup::Help(help) = popup {
        help.off_heading(rows);
    }
}

/// One row down.
pub fn down(app: &mut App) -> Vec<Effect> {
    step(app, 1);
    Vec::new()
}

/// One row up.
pub fn up(app: &mut App) -> Vec<Effect> {
    step(app, -1);
    Vec::new()
}

/// Some rows down.
pub fn page_down(app: &mut App) -> Vec<Effect> {
    step(app, 10);
    Vec::new()
}

/// Some rows up.
pub fn page_up(app: &mut App) -> Vec<Effect> {
    step(app, -10);
    Vec::new()
}

/// The first row.
pub fn first(app: &mut App) -> Vec<Effect> {
    step(app, isize::MIN);
    Vec::new()
}

/// The last row.
pub fn last(app: &mut App) -> Vec<Effect> {
    step(app, isize::MAX);
    Vec::new()
}

/// A key that no command has, for the line of the top popup.
pub fn typed(app: &mut App, key: KeyEvent) -> Vec<Effect> {
    if app.popups.last_mut().and_then(Popup::input).is_some_and(|line| line.key(key)) { changed(app) } else { Vec::new() }
}

/// A paste into the line of the top popup.
pub fn pasted(app: &mut App, text: &str) -> Vec<Effect> {
    if let Some(line) = app.popups.last_mut().and_then(Popup::input) {
        line.paste(text);
        return changed(app);
    }
    Vec::new()
}

/// The line of the top popup has changed.
fn changed(app: &mut App) -> Vec<Effect> {
    filter(app);
    let mut effects = create::typed(app);
    effects.extend(prompt::typed(app));
    effects.extend(merge::look(app));
    effects
}

fn filter(app: &mut App) {
    let Some(mut popup) = app.popups.pop() else { return };
    match &mut popup {
        Popup::Palette(p) => p.filter(),
        Popup::Help(p) => p.filter(app),
        Popup::Pick(p) => p.filter(),
        _ => {}
    }
    app.popups.push(popup);
}

/// A click: on a row it chooses, outside it closes what can be closed without an answer.
pub fn clicked(app: &mut App, at: Position) -> Vec<Effect> {
    let Some(popup) = app.popups.last() else { return Vec::new() };
    let area = popup.area(app);
    if !area.contains(at) {
        let may_close = !matches!(popup, Popup::Confirm(_) | Popup::Moved(_) | Popup::Prompt(_) | Popup::Create(_));
        return if may_close { close(app) } else { Vec::new() };
    }
    let has_input = matches!(popup, Popup::Palette(_) | Popup::Pick(_) | Popup::Merge(_) | Popup::Prompt(_));
    let chooses = has_input || matches!(popup, Popup::Suggest(_) | Popup::Notifications(_) | Popup::Waiting(_) | Popup::Quarantine(_));
    let rows = if matches!(popup, Popup::Quarantine(_)) { quarantine::list_area(area) } else { listbox::list_area(area, has_input) };
    if !chooses || !rows.contains(at) {
        return Vec::new();
    }
    let row = app.popups.last_mut().and_then(Popup::list).and_then(|(list, len)| {
        let row = list.row_at(usize::from(at.y - rows.y), len)?;
        list.to(row, len);
        Some(row)
    });
    if let Some(Popup::Prompt(prompt)) = app.popups.last_mut() {
        prompt.chosen = row.is_some();
    }
    if row.is_some() { accept(app) } else { Vec::new() }
}

/// Draws the popups, the lowest first.
pub fn draw(app: &mut App, buf: &mut Buffer) {
    let mut stack = std::mem::take(&mut app.popups);
    for popup in &mut stack {
        popup.draw(app, buf);
    }
    app.popups = stack;
}

/// Draws the top popup alone, and says where.
pub(in crate::tui) fn draw_top(app: &mut App, buf: &mut Buffer) -> Rect {
    let Some(mut popup) = app.popups.pop() else { return Rect::default() };
    let area = popup.draw(app, buf);
    app.popups.push(popup);
    area
}

/// The cell of the cursor in the top popup's line.
#[must_use]
pub fn cursor(app: &App) -> Option<(u16, u16)> {
    let popup = app.popups.last()?;
    let area = popup.area(app);
    let line = match popup {
        Popup::Palette(p) => &p.input,
        Popup::Help(p) => &p.input,
        Popup::Pick(p) => &p.input,
        Popup::Prompt(p) => &p.input,
        Popup::Merge(p) => &p.input,
        Popup::Create(p) => return p.cursor(area),
        Popup::Confirm(p) => return p.cursor(area),
        _ => return None,
    };
    line.cursor_screen(listbox::input_area(area))
}

/// Whether Tab chooses, or goes to the other field or part.
pub fn can_take(app: &App) -> Result<(), Reason> {
    only_if(
        prompt::can_complete(app)
            || matches!(app.popups.last(), Some(Popup::Suggest(_) | Popup::Pick(_) | Popup::Palette(_) | Popup::Create(_) | Popup::Report(_))),
    )
}

/// Takes what is under the cursor, or goes to the other field or the next part.
pub fn take(app: &mut App) -> Vec<Effect> {
    match app.popups.last() {
        Some(Popup::Create(_)) => create::other_field(app),
        Some(Popup::Prompt(_)) => prompt::complete(app),
        Some(Popup::Report(_)) => report::next_page(app),
        _ => accept(app),
    }
}

/// Whether something can be selected.
pub fn can_select(app: &App) -> Result<(), Reason> {
    match app.popups.last() {
        Some(Popup::Split(split)) => only_if(!split.is_empty()),
        _ => shows_waiting(app),
    }
}

/// Selects what is under the cursor, or not any more.
pub fn select(app: &mut App) -> Vec<Effect> {
    if matches!(app.popups.last(), Some(Popup::Split(_))) { split::toggle(app) } else { waiting::select(app) }
}

/// Whether notifications are shown.
pub fn shows_notifications(app: &App) -> Result<(), Reason> {
    only_if(matches!(app.popups.last(), Some(Popup::Notifications(_))))
}

/// Whether the news of a thread are shown.
pub fn shows_moved(app: &App) -> Result<(), Reason> {
    only_if(matches!(app.popups.last(), Some(Popup::Moved(_))))
}

/// Whether something is shown that can be copied.
pub fn can_copy(app: &App) -> Result<(), Reason> {
    only_if(matches!(app.popups.last(), Some(Popup::Raw(_) | Popup::Page(_) | Popup::Output(_))))
}

/// Copies what is shown.
pub fn copy(app: &mut App) -> Vec<Effect> {
    match app.popups.last() {
        Some(Popup::Output(_)) => output::copy(app),
        Some(Popup::Page(page)) => vec![Effect::Copy(page.text().to_owned())],
        Some(Popup::Raw(raw)) => vec![Effect::Copy(raw.text().to_owned())],
        _ => Vec::new(),
    }
}

/// Whether what waits for third parties is shown, and something does.
pub fn shows_waiting(app: &App) -> Result<(), Reason> {
    only_if(matches!(app.popups.last(), Some(Popup::Waiting(shown)) if !shown.is_empty()))
}

/// Whether a report is shown.
pub fn shows_report(app: &App) -> Result<(), Reason> {
    only_if(matches!(app.popups.last(), Some(Popup::Report(_))))
}

/// Whether the card of somebody outside is shown.
pub fn shows_card(app: &App) -> Result<(), Reason> {
    only_if(matches!(app.popups.last(), Some(Popup::Card(_))))
}

/// Whether the quarantine is shown and a mail is under the cursor.
pub fn shows_held(app: &App) -> Result<(), Reason> {
    only_if(match app.popups.last() {
        Some(Popup::Quarantine(shown)) => !shown.is_empty(),
        Some(Popup::Held(_)) => true,
        _ => false,
    })
}

fn only_if(yes: bool) -> Result<(), Reason> {
    if yes { Ok(()) } else { Err(Reason("console-reason-nothing-here")) }
}
