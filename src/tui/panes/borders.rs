//! Where panes meet: the borders that the mouse drags, and the zoom that gives one pane the whole screen.

use ratatui::layout::{Position, Rect};

use super::Areas;
use crate::tui::app::App;
use crate::tui::command::Reason;
use crate::tui::effect::Effect;

/// A pane is never dragged smaller than this, in columns.
const LEAST_WIDTH: u16 = 30;
/// Nor the composer or what stands above it, in rows.
const LEAST_HEIGHT: u16 = 5;

/// A border between two panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Border {
    /// The queue's right one.
    Queue,
    /// The left one of the sides.
    Sides,
    /// The composer's upper one.
    Composer,
}

/// Where the agent has dragged borders to, and the pane that has the screen for itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Borders {
    /// Columns of the queue.
    queue: Option<u16>,
    /// Columns of the sides.
    sides: Option<u16>,
    /// Rows of the composer.
    composer: Option<u16>,
    /// The one under the mouse's pressed button.
    dragged: Option<Border>,
    /// The pane with the focus has the screen for itself.
    pub zoomed: bool,
}

impl Borders {
    /// Columns of the queue in so many, unless it was dragged to others.
    pub(super) fn queue_in(&self, width: u16, usual: u16) -> u16 {
        kept(self.queue, width, usual)
    }

    /// Columns of the sides in so many, unless they were dragged to others.
    pub(super) fn sides_in(&self, width: u16, usual: u16) -> u16 {
        kept(self.sides, width, usual)
    }

    /// Rows of the composer in so many, where it was dragged.
    pub(super) fn composer_in(&self, height: u16) -> Option<u16> {
        let most = height.checked_sub(LEAST_HEIGHT).filter(|most| *most >= LEAST_HEIGHT)?;
        self.composer.map(|rows| rows.clamp(LEAST_HEIGHT, most))
    }
}

/// A dragged width as far as both panes keep theirs; a narrow screen has no room for what was dragged on a wide one.
fn kept(dragged: Option<u16>, width: u16, usual: u16) -> u16 {
    match (dragged, width.checked_sub(LEAST_WIDTH)) {
        (Some(columns), Some(most)) if most >= LEAST_WIDTH => columns.clamp(LEAST_WIDTH, most),
        _ => usual,
    }
}

/// The border at a place of the screen: both of the lines that stand side by side are it.
fn at(areas: &Areas, place: Position) -> Option<Border> {
    let left_of = |pane: Rect| {
        let before = pane.x > 0 && (place.x == pane.x || place.x + 1 == pane.x);
        !pane.is_empty() && before && (pane.top()..pane.bottom()).contains(&place.y)
    };
    let top_of = |pane: Rect| !pane.is_empty() && place.y == pane.y && (pane.left()..pane.right()).contains(&place.x);
    if top_of(areas.composer) && (!areas.ticket.is_empty() || !areas.sides.is_empty()) {
        Some(Border::Composer)
    } else if left_of(areas.sides) && !areas.ticket.is_empty() {
        Some(Border::Sides)
    } else if left_of(areas.ticket) && !areas.queue.is_empty() {
        Some(Border::Queue)
    } else {
        None
    }
}

/// Takes hold of the border that the mouse is on. False when it is on none.
pub fn hold(app: &mut App, place: Position) -> bool {
    app.borders.dragged = at(&app.areas, place);
    app.borders.dragged.is_some()
}

/// Moves the border that is held.
pub fn drag(app: &mut App, place: Position) {
    let areas = &app.areas;
    let borders = &mut app.borders;
    match borders.dragged {
        Some(Border::Queue) => borders.queue = Some(place.x.saturating_sub(areas.queue.x)),
        Some(Border::Sides) => borders.sides = Some(areas.sides.right().saturating_sub(place.x)),
        Some(Border::Composer) => borders.composer = Some(areas.composer.bottom().saturating_sub(place.y)),
        None => {}
    }
}

/// Lets it go.
pub fn let_go(app: &mut App) {
    app.borders.dragged = None;
}

/// Whether the pane with the focus has a screen for itself on which others have room beside it.
#[must_use]
pub fn is_zoomed(app: &App) -> bool {
    app.borders.zoomed && can_zoom(app).is_ok()
}

/// Whether panes stand side by side here.
pub fn can_zoom(app: &App) -> Result<(), Reason> {
    if app.areas.bordered() && !app.plain { Ok(()) } else { Err(Reason("console-reason-one-pane")) }
}

/// Gives the others their places back: the first step back of a pane that has the screen for itself. Whether it had.
pub fn unzoom(app: &mut App) -> bool {
    let was = is_zoomed(app);
    app.borders.zoomed &= !was;
    was
}

/// Gives the pane with the focus the whole screen, or the others their places back.
pub fn zoom(app: &mut App) -> Vec<Effect> {
    app.borders.zoomed = !app.borders.zoomed;
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_border_stays_where_both_panes_can_still_be_read() {
        let mut borders = Borders { queue: Some(5), sides: Some(500), composer: Some(1), ..Borders::default() };
        assert_eq!(borders.queue_in(120, 54), LEAST_WIDTH);
        assert_eq!(borders.sides_in(120, 60), 120 - LEAST_WIDTH);
        assert_eq!(borders.queue_in(50, 22), 22, "a narrow screen has its own measure");
        assert_eq!(borders.composer_in(30), Some(LEAST_HEIGHT));
        assert_eq!(borders.composer_in(7), None);
        borders.queue = None;
        assert_eq!(borders.queue_in(120, 54), 54);
    }
}
