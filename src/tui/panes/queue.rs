//! The queue: boxes, and a list of tickets of which only a window is ever held. 100,000 rows scroll like 100.

pub mod found;
pub mod select;

use std::collections::BTreeSet;

use crossterm::event::KeyEvent;

use super::borders;
use crate::model::find::Finder;
use crate::model::order::Order;
use crate::model::query::{Hint, Query, begun, hint};
use crate::model::ticket::{BoxCount, BoxKey, ListPage, ListRequest, Sort, TeamOrder, TicketHead};
use crate::model::{TicketId, Time};
use crate::tui::app::{App, Focus};
use crate::tui::command::Reason;
use crate::tui::effect::Effect;
use crate::tui::popups;
use crate::tui::widgets::line_edit::LineEdit;
use crate::tui::widgets::list::ListState;

/// Rows that are read at once.
const WINDOW: u32 = 200;

/// The state of the queue.
#[derive(Debug)]
pub struct Queue {
    /// The boxes.
    pub boxes: Vec<BoxCount>,
    /// The box that is shown.
    pub within: BoxKey,
    /// The query on top of it; the search line.
    pub input: LineEdit,
    /// The search line takes keys.
    pub searching: bool,
    /// The order.
    pub sort: Order,
    /// The order of the rows that are held.
    pub sorted: Order,
    /// The order before that of a view.
    sort_before: Option<Order>,
    /// A search shows what fits best first.
    pub best: bool,
    /// Cursor and scroll over all rows, held or not.
    pub list: ListState,
    /// The rows that are held.
    pub rows: Vec<TicketHead>,
    /// The number of the first of them.
    pub start: u32,
    /// How many there are in all.
    pub total: u32,
    /// There are more than `total`.
    pub more: bool,
    /// The selection.
    pub selected: BTreeSet<TicketId>,
    /// The row that was last put into the selection: a range begins there.
    anchor: usize,
    /// Nothing has been read yet for this box and query.
    pub loading: bool,
    /// What is wrong with the query, and at which character.
    pub mistake: Option<(usize, String)>,
    /// A word of the query that is meant otherwise here, and at which character it is.
    pub hint: Option<(usize, String)>,
    /// The words that the list was found by.
    pub finder: Finder,
    /// Where they stand.
    pub found: found::Found,
    /// Rows on the screen.
    pub height: usize,
    /// The ticket that was last asked for as a preview.
    pub previewed: Option<TicketId>,
    /// The ticket that the cursor has moved to and since when it has been there, until the preview follows.
    pub resting: Option<(TicketId, Time)>,
    /// The ticket that the cursor is on, which it stays on when rows move.
    at: Option<TicketId>,
    /// While the list is sorted anew: the ticket that the cursor stays on, and on which row of the screen.
    stays: Option<(TicketId, usize)>,
    /// The page that was asked for last, until it comes.
    wanted: Option<ListRequest>,
    /// Box and query before the search began.
    before: String,
}

impl Default for Queue {
    fn default() -> Queue {
        Queue {
            boxes: Vec::new(),
            within: BoxKey::Mine,
            input: LineEdit::new(),
            searching: false,
            sort: Order::default(),
            sorted: Order::default(),
            sort_before: None,
            best: false,
            list: ListState::default(),
            rows: Vec::new(),
            start: 0,
            total: 0,
            more: false,
            selected: BTreeSet::new(),
            anchor: 0,
            loading: true,
            mistake: None,
            hint: None,
            finder: Finder::default(),
            found: found::Found::default(),
            height: 0,
            previewed: None,
            resting: None,
            at: None,
            stays: None,
            wanted: None,
            before: String::new(),
        }
    }
}

impl Queue {
    /// A row, when it is held.
    #[must_use]
    pub fn row(&self, index: usize) -> Option<&TicketHead> {
        self.rows.get(index.checked_sub(self.start as usize)?)
    }

    /// The row under the cursor.
    #[must_use]
    pub fn row_here(&self) -> Option<&TicketHead> {
        self.row(self.list.selected)
    }

    /// The ticket under the cursor.
    #[must_use]
    pub fn here(&self) -> Option<TicketId> {
        self.row_here().map(|r| r.id)
    }

    /// The query as typed.
    #[must_use]
    pub fn query(&self) -> String {
        self.input.text()
    }

    /// The query that is asked: the last word that was typed is the beginning of one.
    #[must_use]
    pub fn asked(&self) -> String {
        begun(&self.input.text()).trim_end().to_owned()
    }

    /// The ticket that the query asks for, when it is only a number.
    #[must_use]
    pub fn number(&self) -> Option<TicketId> {
        Query::parse(&self.input.text()).ok()?.jump()
    }

    fn len(&self) -> usize {
        self.total as usize
    }

    /// The order of what is shown: a search has one more than the boxes.
    #[must_use]
    pub fn order(&self) -> Order {
        if self.best && !self.input.is_empty() { Sort::Best.into() } else { self.sort }
    }

    /// The page around the rows on the screen.
    fn request(&self) -> ListRequest {
        let first = u32::try_from(self.list.offset).unwrap_or(u32::MAX);
        let offset = first.saturating_sub(WINDOW / 4) / (WINDOW / 4) * (WINDOW / 4);
        ListRequest { within: self.within.clone(), query: self.asked(), sort: self.order(), offset, limit: WINDOW }
    }

    /// Whether every row on the screen is held.
    fn is_covered(&self) -> bool {
        let end = (self.list.offset + self.height).min(self.len());
        self.start as usize <= self.list.offset && end <= self.start as usize + self.rows.len()
    }

    /// From the top: another box, query or order.
    fn restart(&mut self) -> Effect {
        self.restart_at(ListState::default())
    }

    fn restart_at(&mut self, list: ListState) -> Effect {
        self.list = list;
        (self.at, self.stays) = (None, None);
        self.loading = true;
        self.selected.clear();
        self.anchor = 0;
        self.mistake = None;
        let request = self.request();
        self.wanted = Some(request.clone());
        Effect::LoadPage(request)
    }

    fn moved(&mut self) {
        self.at = self.here();
    }
}

/// Puts the cursor into the list.
pub fn settle(app: &mut App) {
    let height = app.areas.rows_in_queue();
    let queue = &mut app.queue;
    queue.height = height;
    queue.list.visible_by_halves(height, queue.len());
    if queue.at.is_none() {
        queue.moved();
    }
}

/// Asks for the rows on the screen that are not held.
pub fn follow(app: &mut App) -> Option<Effect> {
    let queue = &mut app.queue;
    if queue.is_covered() && !(queue.loading && queue.wanted.is_none()) {
        return None;
    }
    let request = queue.request();
    if queue.wanted.as_ref() == Some(&request) {
        return None;
    }
    queue.wanted = Some(request.clone());
    Some(Effect::LoadPage(request))
}

/// Asks for the window again.
pub fn reload(app: &mut App) -> Effect {
    let request = app.queue.request();
    app.queue.wanted = Some(request.clone());
    Effect::LoadPage(request)
}

/// The boxes were read. The first time, an agent who has nothing begins at what waits for somebody.
pub fn boxes_arrived(app: &mut App, boxes: Vec<BoxCount>) -> Option<Effect> {
    let first = app.queue.boxes.is_empty();
    let views: Vec<BoxCount> = app.queue.boxes.drain(..).filter(|b| is_view(&b.key)).collect();
    app.queue.boxes = boxes.into_iter().chain(views).collect();
    // by name they come
    if app.team_order != TeamOrder::Name {
        app.team_order.arrange(&mut app.queue.boxes);
    }
    let total = |key: BoxKey| app.queue.boxes.iter().find(|b| b.key == key).map_or(0, |b| b.total);
    if !first || total(BoxKey::Mine) > 0 || total(BoxKey::Unassigned) == 0 || app.queue.within != BoxKey::Mine {
        return None;
    }
    app.queue.within = BoxKey::Unassigned;
    Some(app.queue.restart())
}

/// The next order of the teams.
pub fn order_teams(app: &mut App) -> Vec<Effect> {
    app.team_order = app.team_order.next();
    app.team_order.arrange(&mut app.queue.boxes);
    let text = app.say(match app.team_order {
        TeamOrder::Name => "console-teams-by-name",
        TeamOrder::Largest => "console-teams-largest",
        TeamOrder::Oldest => "console-teams-oldest",
    });
    app.tell(text);
    Vec::new()
}

fn is_view(key: &BoxKey) -> bool {
    matches!(key, BoxKey::View(_) | BoxKey::Stuck)
}

/// The views were read: they stand below the other boxes. One that is not there any more is left.
pub fn views_arrived(app: &mut App, views: Vec<BoxCount>) {
    let queue = &mut app.queue;
    queue.boxes.retain(|b| !is_view(&b.key));
    queue.boxes.extend(views);
    if is_view(&queue.within) && !queue.boxes.iter().any(|b| b.key == queue.within) {
        queue.within = BoxKey::AllOpen;
        queue.wanted = None;
        queue.loading = true;
    }
}

/// Saves the query as a view.
pub fn save_view(app: &mut App) -> Vec<Effect> {
    popups::prompt::open_view(app, app.queue.asked().trim().to_owned(), app.queue.sort)
}

/// Whether there is a query to save.
pub fn has_query(app: &App) -> Result<(), Reason> {
    if app.queue.input.is_empty() || app.queue.mistake.is_some() { Err(Reason("console-reason-no-query")) } else { Ok(()) }
}

fn said_of(app: &App, hint: Hint) -> String {
    app.say(match hint {
        Hint::Or => "console-query-or",
        Hint::And => "console-query-and",
        Hint::Not => "console-query-not",
    })
}

/// The query has a mistake: it is shown, and the list stays as it was.
pub fn bad_query(app: &mut App, query: &str, at: usize, what: String) {
    let queue = &mut app.queue;
    if queue.wanted.as_ref().is_some_and(|w| w.query == query) {
        queue.mistake = Some((at, what));
        queue.hint = None;
        queue.loading = false;
    }
}

/// A page was read. The cursor stays on its ticket, and that ticket on its row of the screen.
pub fn page_arrived(app: &mut App, page: ListPage) {
    let hint = hint(&page.request.query).map(|(at, what)| (at, said_of(app, what)));
    let queue = &mut app.queue;
    if queue.wanted.as_ref() != Some(&page.request) {
        return;
    }
    queue.wanted = None;
    queue.mistake = None;
    queue.hint = hint;
    let finder = Query::parse(&page.request.query).map(|q| Finder::of(&q)).unwrap_or_default();
    if queue.finder != finder {
        queue.finder = finder;
        super::ticket::find_again(app.ticket.as_mut());
    }
    queue.found.by(&page.request.query);
    queue.sorted = page.sorted;
    let first = queue.loading;
    (queue.rows, queue.start, queue.total, queue.more) = (page.rows, page.request.offset, page.total, page.more_than_total);
    queue.loading = false;
    let here = queue.at.map(|id| (id, queue.list.selected.saturating_sub(queue.list.offset)));
    let stays = queue.stays.take();
    let found = if first { stays } else { here }.and_then(|(id, row)| Some((queue.rows.iter().position(|r| r.id == id)?, row)));
    if first && stays.is_some() && found.is_none() {
        queue.list = ListState::default();
    }
    if let Some((position, on_screen)) = found {
        let row = queue.start as usize + position;
        if row != queue.list.selected {
            queue.list.offset = row.saturating_sub(on_screen);
            queue.list.selected = row;
        }
    }
    let len = queue.len();
    queue.list.to(queue.list.selected, len);
    queue.moved();
    let held: BTreeSet<TicketId> = queue.rows.iter().map(|r| r.id).collect();
    if queue.rows.len() >= queue.len() {
        queue.selected.retain(|id| held.contains(id));
    }
}

/// Moves the cursor by some rows.
pub fn move_by(app: &mut App, rows: isize) -> Vec<Effect> {
    let len = app.queue.len();
    app.queue.list.move_by(rows, len);
    app.queue.list.visible_by_halves(app.queue.height, len);
    app.queue.moved();
    Vec::new()
}

fn page(app: &App) -> isize {
    isize::try_from(app.queue.height.max(2) - 1).unwrap_or(1)
}

/// One row down.
pub fn down(app: &mut App) -> Vec<Effect> {
    move_by(app, 1)
}

/// One row up.
pub fn up(app: &mut App) -> Vec<Effect> {
    move_by(app, -1)
}

/// One screen down.
pub fn page_down(app: &mut App) -> Vec<Effect> {
    let rows = page(app);
    move_by(app, rows)
}

/// One screen up.
pub fn page_up(app: &mut App) -> Vec<Effect> {
    let rows = page(app);
    move_by(app, -rows)
}

/// Half a screen down.
pub fn half_down(app: &mut App) -> Vec<Effect> {
    let rows = (page(app) / 2).max(1);
    move_by(app, rows)
}

/// Half a screen up.
pub fn half_up(app: &mut App) -> Vec<Effect> {
    let rows = (page(app) / 2).max(1);
    move_by(app, -rows)
}

/// The first ticket.
pub fn first(app: &mut App) -> Vec<Effect> {
    move_by(app, isize::MIN)
}

/// The last ticket.
pub fn last(app: &mut App) -> Vec<Effect> {
    move_by(app, isize::MAX)
}

/// Puts the cursor on a row that was clicked.
pub fn click(app: &mut App, row: usize) {
    let len = app.queue.len();
    app.queue.list.to(row, len);
    app.queue.moved();
}

/// Opens the ticket under the cursor.
pub fn open(app: &mut App) -> Vec<Effect> {
    let Some(id) = app.queue.here() else { return Vec::new() };
    open_ticket(app, id)
}

fn open_ticket(app: &mut App, id: TicketId) -> Vec<Effect> {
    let effects = super::ticket::open(app, id);
    app.focus = Focus::Ticket;
    effects
}

/// Shows a box.
pub fn show_box(app: &mut App, key: BoxKey) -> Vec<Effect> {
    app.focus = Focus::Queue;
    app.queue.searching = false;
    app.queue.input.set("");
    let of_view = app.queue.boxes.iter().find(|b| b.key == key).and_then(|b| b.sort);
    if let Some(before) = app.queue.sort_before.take() {
        app.queue.sort = before;
    }
    if let Some(sort) = of_view {
        app.queue.sort_before = Some(std::mem::replace(&mut app.queue.sort, sort));
    }
    app.queue.within = key;
    vec![app.queue.restart()]
}

/// Searches for something.
pub fn search_for(app: &mut App, query: &str) -> Vec<Effect> {
    app.focus = Focus::Queue;
    app.queue.searching = false;
    app.queue.input.set(query);
    vec![app.queue.restart()]
}

fn other_box(app: &mut App, by: usize) -> Vec<Effect> {
    let count = app.queue.boxes.len();
    if count == 0 {
        return Vec::new();
    }
    let at = app.queue.boxes.iter().position(|b| b.key == app.queue.within).unwrap_or(0);
    let key = app.queue.boxes[(at + by) % count].key.clone();
    show_box(app, key)
}

/// The next box.
pub fn next_box(app: &mut App) -> Vec<Effect> {
    other_box(app, 1)
}

/// The box before.
pub fn previous_box(app: &mut App) -> Vec<Effect> {
    let count = app.queue.boxes.len();
    other_box(app, count.saturating_sub(1))
}

/// Sorts the list anew, or turns it round where it is sorted so already. The cursor stays on its ticket where that is on the first page, or was
/// counted from the other end, and this on its row of the screen.
pub fn sort_by(app: &mut App, by: Sort) -> Vec<Effect> {
    let queue = &mut app.queue;
    let on_screen = queue.list.selected.saturating_sub(queue.list.offset);
    let stays = queue.here().map(|id| (id, on_screen));
    let now = queue.order();
    let order = if now.by == by { now.turned_round() } else { by.into() };
    let mut list = ListState::default();
    if order.by == now.by && order != now && !queue.more {
        list.selected = queue.len().saturating_sub(1 + queue.list.selected);
        list.offset = list.selected.saturating_sub(on_screen);
    }
    queue.best = by == Sort::Best;
    if !queue.best {
        queue.sort = order;
    }
    let effects = sorted_anew(app, order, list);
    app.queue.stays = stays;
    effects
}

/// What fits best first, or the newest.
pub fn search_best(app: &mut App) -> Vec<Effect> {
    app.queue.best = !app.queue.best;
    let order = if app.queue.best { Sort::Best } else { Sort::Updated };
    sorted_anew(app, order.into(), ListState::default())
}

fn sorted_anew(app: &mut App, order: Order, list: ListState) -> Vec<Effect> {
    let effect = app.queue.restart_at(list);
    let text = app.say_with("console-sorted", &[("sort", (&app.words.sort(order)).into())]);
    app.tell(text);
    vec![effect]
}

/// One step back: the selection, then the query, then the cursor's focus stays.
pub fn back(app: &mut App) -> Vec<Effect> {
    if borders::unzoom(app) {
        return Vec::new();
    }
    if !app.queue.selected.is_empty() {
        app.queue.selected.clear();
    } else if !app.queue.input.is_empty() {
        app.queue.input.set("");
        return vec![app.queue.restart()];
    }
    Vec::new()
}

/// Begins a search.
pub fn search(app: &mut App) -> Vec<Effect> {
    app.focus = Focus::Queue;
    app.queue.searching = true;
    app.queue.before = app.queue.input.text();
    Vec::new()
}

/// Keeps the query and goes to the list, or to the ticket whose number it is.
pub fn search_accept(app: &mut App) -> Vec<Effect> {
    app.queue.searching = false;
    app.queue.number().map(Effect::GoTo).into_iter().collect()
}

/// Whether there is the ticket that the query asks for by its number: it is opened.
pub fn numbered(app: &mut App, ticket: TicketId, there: bool) -> Vec<Effect> {
    if app.queue.number() != Some(ticket) || app.queue.searching || app.focus != Focus::Queue || !app.popups.is_empty() {
        return Vec::new();
    }
    if !there {
        let text = no_such_ticket(app, ticket);
        app.tell(text);
        return Vec::new();
    }
    open_ticket(app, ticket)
}

/// That a number is no ticket's.
#[must_use]
pub fn no_such_ticket(app: &App, ticket: TicketId) -> String {
    app.say_with("error-no-such-ticket", &[("number", ticket.0.into())])
}

/// Leaves the search as it was before it began.
pub fn search_close(app: &mut App) -> Vec<Effect> {
    app.queue.searching = false;
    let before = std::mem::take(&mut app.queue.before);
    if before == app.queue.input.text() {
        return Vec::new();
    }
    app.queue.input.set(&before);
    vec![app.queue.restart()]
}

/// A key in the search line: the list follows each one.
pub fn typed(app: &mut App, key: KeyEvent) -> Vec<Effect> {
    let before = app.queue.asked();
    app.queue.input.key(key);
    if app.queue.asked() == before { Vec::new() } else { vec![app.queue.restart()] }
}

/// A paste into the search line.
pub fn pasted(app: &mut App, text: &str) -> Vec<Effect> {
    app.queue.input.paste(text);
    vec![app.queue.restart()]
}
