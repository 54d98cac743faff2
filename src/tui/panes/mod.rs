//! The panes: the state and the drawing of each, and where they stand on the screen.

pub mod bars;
pub mod borders;
pub mod boxes_view;
pub mod compose;
pub mod composer;
pub mod composer_view;
pub mod empty;
pub mod item;
pub mod mouse;
pub mod pen;
pub mod pipes;
pub mod queue;
pub mod queue_view;
pub mod recipients;
pub mod sides;
pub mod sides_view;
pub mod thread;
pub mod thread_view;
pub mod ticket;
pub mod ticket_view;
pub mod who;
pub mod work;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Block, BorderType, Borders, Widget};

use self::borders::Borders as Dragged;
use self::pen::Pen;
use self::thread::WHOLE;
use super::app::{App, Focus};
use super::{plain, popups, tour};

/// From this width on two panes stand side by side.
pub const TWO_PANES: u16 = 100;
/// From this width on all of them do.
pub const ALL_PANES: u16 = 150;
/// From this width on a row of the queue is one row of the screen.
const ONE_ROW: u16 = 72;

/// Columns of the boxes, at the least and at the most.
const BOXES: (u16, u16) = (24, 32);
/// From this width on the boxes have room for longer names.
const ROOM_FOR_NAMES: u16 = 200;

/// Where everything stands. Computed from the state alone, for drawing and for the mouse alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// The whole screen.
    pub screen: Rect,
    /// The bar at the top.
    pub top: Rect,
    /// The keys at the bottom.
    pub footer: Rect,
    /// The boxes, where they have a column.
    pub boxes: Rect,
    /// The queue.
    pub queue: Rect,
    /// The ticket.
    pub ticket: Rect,
    /// The sides.
    pub sides: Rect,
    /// The composer.
    pub composer: Rect,
    /// Rows of the search line and of what is wrong with the query.
    search_rows: u16,
    /// Nothing is drawn: threads are laid out whole.
    plain: bool,
}

/// Rows of a pane in which something can still be read.
const LEAST_OF_A_PANE: u16 = 4;

impl Areas {
    /// The places for a state.
    #[must_use]
    pub fn of(app: &App) -> Areas {
        let (width, height) = if app.plain { plain::SIZE } else { app.size };
        let screen = Rect::new(0, 0, width, height);
        let bar = u16::from(height > 2);
        let top = Rect { height: bar, ..screen };
        let footer = Rect { y: height.saturating_sub(bar), height: bar, ..screen };
        let body = Rect { y: bar, height: height.saturating_sub(2 * bar), ..screen };
        let searching = app.queue.searching || !app.queue.input.is_empty();
        let search_rows = u16::from(searching) + u16::from(searching && (app.queue.mistake.is_some() || app.queue.hint.is_some()));
        let mut areas = Areas { screen, top, footer, search_rows, plain: app.plain, ..Areas::default() };
        if app.focus == Focus::Composer && app.composer.as_ref().is_some_and(|c| c.full) {
            areas.composer = body;
            return areas;
        }
        let writes_in_side = app.composer.as_ref().is_some_and(composer::Composer::is_side);
        let in_sides = app.focus == Focus::Sides || writes_in_side && app.focus != Focus::Queue;
        let width = if app.borders.zoomed { 0 } else { width };
        if width >= ALL_PANES {
            areas.all_panes(body, in_sides, app.borders);
        } else if width >= TWO_PANES {
            let left = if in_sides {
                width - app.borders.sides_in(width, width - width / 2)
            } else {
                app.borders.queue_in(width, (width * 45 / 100).clamp(44, 64))
            };
            let (a, b) = split(body, left);
            if in_sides {
                (areas.ticket, areas.sides) = (a, b);
            } else {
                (areas.queue, areas.ticket) = (a, b);
            }
        } else if in_sides && app.focus != Focus::Ticket {
            areas.sides = body;
        } else if app.focus == Focus::Queue {
            areas.queue = body;
        } else {
            areas.ticket = body;
        }
        areas.place_composer(app);
        areas
    }

    /// The pane of the sides is wider while one reads or writes in it.
    fn all_panes(&mut self, body: Rect, in_sides: bool, borders: Dragged) {
        let (boxes, rest) = split(body, BOXES.0 + (body.width.saturating_sub(ROOM_FOR_NAMES) / 2).min(BOXES.1 - BOXES.0));
        let share = |percent: u16| (u32::from(rest.width) * u32::from(percent) / 100).try_into().unwrap_or(u16::MAX);
        let (queue, sides): (u16, u16) = if in_sides { (44, share(38).clamp(50, 84)) } else { (share(34).clamp(44, 72), share(26).clamp(38, 56)) };
        // the ticket in the middle keeps its share whichever border is dragged
        let (queue, rest) = split(rest, borders.queue_in(rest.width.saturating_sub(sides), queue));
        let (ticket, sides) = split(rest, rest.width.saturating_sub(borders.sides_in(rest.width, sides)));
        (self.boxes, self.queue, self.ticket, self.sides) = (boxes, queue, ticket, sides);
    }

    /// The composer takes the lower part of the pane that it writes in, as much as it needs. Where that leaves nothing of a low pane, the one of the
    /// two that has the focus is seen.
    fn place_composer(&mut self, app: &App) {
        let Some(composer) = &app.composer else { return };
        let pane = if composer.is_side() { &mut self.sides } else { &mut self.ticket };
        let needed = composer_view::height_needed(composer, pane.width);
        let mut most = (pane.height * 3 / 5).max(8).min(pane.height);
        if app.focus != Focus::Composer && pane.height - most < LEAST_OF_A_PANE {
            most = pane.height / 2;
        }
        let height = app.borders.composer_in(pane.height).unwrap_or_else(|| needed.clamp(8.min(most), most));
        self.composer = Rect { y: pane.bottom() - height, height, ..*pane };
        pane.height -= height;
    }

    /// Whether panes have a border all around.
    #[must_use]
    pub fn bordered(&self) -> bool {
        self.screen.width >= TWO_PANES
    }

    /// What is left of a pane inside its frame.
    #[must_use]
    pub fn inner(&self, pane: Rect) -> Rect {
        frame_of(self.bordered()).inner(pane)
    }

    /// The rows of the queue's list.
    #[must_use]
    pub fn list_in_queue(&self) -> Rect {
        let inner = self.inner(self.queue);
        let above = u16::from(self.boxes.is_empty()) + self.search_rows;
        below(inner, above)
    }

    /// Rows of the screen for one ticket.
    #[must_use]
    pub fn queue_row_height(&self) -> usize {
        if self.inner(self.queue).width >= ONE_ROW { 1 } else { 2 }
    }

    /// Tickets that fit on the screen.
    #[must_use]
    pub fn rows_in_queue(&self) -> usize {
        usize::from(self.list_in_queue().height) / self.queue_row_height()
    }

    /// The timeline.
    #[must_use]
    pub fn thread_in_ticket(&self) -> Rect {
        self.thread(self.ticket)
    }

    /// The thread of the open side.
    #[must_use]
    pub fn thread_in_side(&self) -> Rect {
        self.thread(self.sides)
    }

    /// What is drawn has the pane's width and height; what is said has no rows and no columns.
    fn thread(&self, pane: Rect) -> Rect {
        if self.plain { Rect { width: 4000, height: WHOLE, ..Rect::default() } } else { below(self.inner(pane), 3) }
    }

    /// The list of sides.
    #[must_use]
    pub fn list_in_side(&self) -> Rect {
        self.inner(self.sides)
    }
}

fn split(area: Rect, left: u16) -> (Rect, Rect) {
    let left = left.min(area.width);
    (Rect { width: left, ..area }, Rect { x: area.x + left, width: area.width - left, ..area })
}

fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

fn frame_of(bordered: bool) -> Block<'static> {
    Block::new().borders(if bordered { Borders::ALL } else { Borders::TOP }).border_type(BorderType::Rounded)
}

/// Draws the frame of a pane with its title, and returns what is left inside. A pane that never has the keys has no focus.
pub fn frame(app: &App, buf: &mut Buffer, pane: Rect, title: &str, right: &str, focus: Option<Focus>) -> Rect {
    let focused = Some(app.focus) == focus && app.popups.is_empty();
    let border = if focused { app.theme.focus_border } else { app.theme.border };
    let mut block = frame_of(app.areas.bordered()).border_style(border);
    if focused && app.theme.reverses() {
        block = block.border_type(BorderType::Thick);
    }
    let inner = block.inner(pane);
    block.render(pane, buf);
    let line = Rect { x: pane.x + 1, width: pane.width.saturating_sub(2), height: pane.height.min(1), ..pane };
    let mut pen = Pen::new(buf, line);
    if !right.is_empty() {
        pen.put_right(&format!(" {right} "), app.theme.dim);
    }
    if Some(app.focus) == focus && borders::is_zoomed(app) {
        pen.put_right(&format!(" {} ", app.say("console-zoomed")), app.theme.warning);
    }
    if !title.is_empty() {
        let style = if focused { app.theme.title } else { app.theme.text };
        let room = pen.room().saturating_sub(2);
        pen.put(" ", style).put_in(title, room, style).put(" ", style);
    }
    inner
}

/// Draws a line between two parts of a pane.
pub fn rule(buf: &mut Buffer, area: Rect, style: Style) {
    Pen::new(buf, area).fill("─", style);
}

/// A size as people read it: `120 kB`.
#[must_use]
pub fn bytes(size: u64) -> String {
    match size {
        0..1000 => format!("{size} B"),
        1000..1_000_000 => format!("{} kB", size / 1000),
        _ => format!("{}.{} MB", size / 1_000_000, size / 100_000 % 10),
    }
}

/// Draws the whole console.
pub fn draw(app: &mut App, frame: &mut Frame<'_>) {
    if frame.area().as_size() != (ratatui::layout::Size { width: app.size.0, height: app.size.1 }) {
        app.size = (frame.area().width, frame.area().height);
        app.settle();
    }
    let buf = frame.buffer_mut();
    let screen = app.areas.screen;
    buf.set_style(screen, app.theme.base);
    bars::draw_top(app, buf);
    boxes_view::draw(app, buf);
    queue_view::draw(app, buf);
    ticket_view::draw(app, buf);
    sides_view::draw(app, buf);
    composer_view::draw(app, buf);
    bars::draw_footer(app, buf);
    tour::draw(app, buf);
    popups::draw(app, buf);
    app.theme.even_out(buf);
    if let Some(at) = cursor(app) {
        frame.set_cursor_position(at);
    }
}

/// The cell of the terminal's cursor: where text is typed.
#[must_use]
pub fn cursor(app: &App) -> Option<(u16, u16)> {
    match app.popups.last() {
        Some(popup) if !matches!(popup, popups::Popup::Suggest(_)) => popups::cursor(app),
        _ if app.focus == Focus::Composer => composer_view::cursor(app),
        _ if app.focus == Focus::Queue && app.queue.searching => queue_view::cursor(app),
        _ => None,
    }
}
