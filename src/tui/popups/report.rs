//! The report: what came and was solved, how fast, what waits, how fast third parties answer. It fills the screen between the bars.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::style::Style;

use super::Popup;
use super::card::party;
use crate::model::report::Report;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::figures::{self, Ink, Page, Row};
use crate::tui::panes::pen::{Pen, row};
use crate::tui::panes::rule;
use crate::tui::widgets::list::ListState;
use crate::tui::widgets::popover;
use crate::tui::widgets::scroll::scrollbar;
use crate::tui::widgets::theme::Theme;

/// How many days a report is about, as the key goes round.
const DAYS: [u32; 4] = [7, 30, 90, 365];
/// Columns beyond which rows get no longer.
const MOST_COLUMNS: u16 = 140;

/// A report on the screen.
#[derive(Debug)]
pub struct Shown {
    days: u32,
    /// What the queue was searched for when it was opened.
    query: String,
    page: Page,
    /// The figures; `None` until they have come.
    report: Option<Box<Report>>,
    /// On third parties the row under the cursor, elsewhere the first row on the screen.
    pub list: ListState,
    /// The rows of the page, and the columns that they are laid out for.
    rows: Vec<Row>,
    laid: Option<(Page, usize)>,
}

impl Shown {
    /// Rows of the page.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nothing is shown yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Everything between the bars.
    #[must_use]
    pub fn area(app: &App) -> Rect {
        let (screen, top, footer) = (app.areas.screen, app.areas.top.height, app.areas.footer.height);
        Rect { y: screen.y + top, height: screen.height.saturating_sub(top + footer), ..screen }
    }

    fn is_list(&self) -> bool {
        self.page == Page::ThirdParties
    }

    fn here(&self) -> Option<&Row> {
        self.rows.get(self.list.selected).filter(|_| self.is_list())
    }

    fn turn(&mut self, page: Page) {
        self.page = page;
        self.list = ListState::default();
    }

    /// Lays the page out for the screen, and keeps the list in it.
    fn settle(&mut self, app: &App) {
        let body = body(Shown::area(app));
        // the cursor, a gap and the scrollbar
        let columns = usize::from(body.width.saturating_sub(4));
        let Some(report) = &self.report else { return };
        if self.laid != Some((self.page, columns)) {
            self.rows = figures::rows(&app.words, report, self.page, columns);
            self.laid = Some((self.page, columns));
        }
        if self.is_list() {
            self.list.visible(body.height.into(), self.rows.len());
        } else {
            self.list.selected = self.list.selected.min(self.rows.len().saturating_sub(body.height.into()));
            self.list.offset = self.list.selected;
        }
    }

    /// Draws it.
    pub fn draw(&mut self, app: &App, buf: &mut Buffer, area: Rect) {
        let theme = &app.theme;
        let title = self.report.as_ref().map_or_else(|| app.say("console-report"), |r| figures::heading(&app.words, r));
        let inner = within(popover::frame(buf, area, &title, theme, theme.focus_border));
        self.draw_tabs(app, buf, row(inner, 0));
        rule(buf, row(inner, 1), theme.border);
        let body = body(area);
        if self.report.is_none() {
            Pen::new(buf, row(body, 0)).put(&app.say("console-report-counting"), theme.dim);
            return;
        }
        for (y, at) in (self.list.offset..self.rows.len()).take(body.height.into()).enumerate() {
            let place = row(body, u16::try_from(y).unwrap_or(u16::MAX));
            let here = self.is_list() && at == self.list.selected;
            if here {
                buf.set_style(place, theme.cursor_row);
            }
            let mut pen = Pen::new(buf, place);
            pen.put(if here { "▌ " } else { "  " }, theme.focus_border);
            for (text, ink) in &self.rows[at].pieces {
                pen.put(text, style(theme, *ink));
            }
        }
        let edge = Rect { x: inner.right().saturating_sub(1), width: inner.width.min(1), ..body };
        scrollbar(buf, edge, self.list.offset, self.rows.len(), theme);
    }

    fn draw_tabs(&self, app: &App, buf: &mut Buffer, place: Rect) {
        let mut pen = Pen::new(buf, place);
        for page in Page::ALL {
            let title = page.title(&app.words);
            if page == self.page {
                pen.put(&format!("[{title}]"), app.theme.title);
            } else {
                pen.put(&format!(" {title} "), app.theme.dim);
            }
            pen.skip(1);
        }
        let days = app.say_with("count-days", &[("count", self.days.into())]);
        pen.put_right(&days, app.theme.dim);
    }
}

/// What is left inside of the frame and a column at each side.
fn within(inner: Rect) -> Rect {
    Rect { x: inner.x + 1.min(inner.width), width: inner.width.saturating_sub(2), ..inner }
}

/// The rows of the page, below the names of the parts.
fn body(area: Rect) -> Rect {
    let inner = within(area.inner(Margin::new(1, 1)));
    Rect { y: inner.y + 2.min(inner.height), height: inner.height.saturating_sub(2), width: inner.width.min(MOST_COLUMNS), ..inner }
}

/// Lays out what is shown: after every event, so that keys find their rows before they are drawn.
pub fn settle(app: &mut App) {
    let Some(at) = app.popups.iter().position(|p| matches!(p, Popup::Report(_))) else { return };
    let mut popup = app.popups.remove(at);
    if let Popup::Report(shown) = &mut popup {
        shown.settle(app);
    }
    app.popups.insert(at, popup);
}

fn style(theme: &Theme, ink: Ink) -> Style {
    match ink {
        Ink::Text => theme.text,
        Ink::Dim => theme.dim,
        Ink::Title => theme.title,
        Ink::Bar => theme.link,
        Ink::Warning => theme.warning,
    }
}

/// Shows the report of the last thirty days; where the queue is searched, of what the search finds.
pub fn open(app: &mut App) -> Vec<Effect> {
    let query = if app.queue.mistake.is_some() { String::new() } else { app.queue.asked().trim().to_owned() };
    let shown = Shown { days: DAYS[1], query, page: Page::Overview, report: None, list: ListState::default(), rows: Vec::new(), laid: None };
    let wanted = load(&shown);
    app.popups.push(Popup::Report(shown));
    vec![wanted]
}

fn load(shown: &Shown) -> Effect {
    Effect::LoadReport { days: shown.days, query: shown.query.clone() }
}

fn shown(app: &mut App) -> Option<&mut Shown> {
    app.popups.iter_mut().find_map(|p| if let Popup::Report(shown) = p { Some(shown) } else { None })
}

/// It was made.
pub fn arrived(app: &mut App, days: u32, query: &str, report: Box<Report>) {
    if let Some(shown) = shown(app).filter(|s| s.days == days && s.query == query) {
        shown.report = Some(report);
        shown.laid = None;
    }
}

/// Another stretch of days.
pub fn next_days(app: &mut App) -> Vec<Effect> {
    let Some(shown) = shown(app) else { return Vec::new() };
    let at = DAYS.iter().position(|d| *d == shown.days).unwrap_or(0);
    shown.days = DAYS[(at + 1) % DAYS.len()];
    vec![load(shown)]
}

/// The next part.
pub fn next_page(app: &mut App) -> Vec<Effect> {
    turn(app, 1)
}

/// The part before.
pub fn previous_page(app: &mut App) -> Vec<Effect> {
    turn(app, Page::ALL.len() - 1)
}

fn turn(app: &mut App, by: usize) -> Vec<Effect> {
    if let Some(shown) = shown(app) {
        let at = Page::ALL.iter().position(|p| *p == shown.page).unwrap_or(0);
        shown.turn(Page::ALL[(at + by) % Page::ALL.len()]);
    }
    Vec::new()
}

/// Shows the card of the third party under the cursor.
pub fn accept(app: &mut App) -> Vec<Effect> {
    let address = shown(app).and_then(|s| s.here()).and_then(|r| r.party.clone());
    address.map_or_else(Vec::new, |address| party::open(app, address))
}
