//! The thread moved since the draft was begun: what is new, before anything is sent.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Popup;
use super::listbox::{self, Line};
use crate::model::recipients::Obstacle;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::event::News;
use crate::tui::panes::compose;
use crate::tui::panes::pen::Pen;
use crate::tui::widgets::ago::ago;
use crate::tui::widgets::list::ListState;
use crate::tui::widgets::popover;

/// What is new.
#[derive(Debug)]
pub struct Moved {
    /// Oldest first.
    pub news: Vec<News>,
    /// Cursor and scroll.
    pub list: ListState,
    obstacle: Obstacle,
}

impl Moved {
    /// What came since, and what it is to the desk.
    #[must_use]
    pub fn new(news: Vec<News>, obstacle: Obstacle) -> Moved {
        Moved { news, list: ListState::default(), obstacle }
    }

    /// In the middle.
    #[must_use]
    pub fn area(&self, screen: Rect) -> Rect {
        listbox::area(screen, 76, self.news.len() + 1)
    }

    /// Draws it.
    pub fn draw(&mut self, app: &App, buf: &mut Buffer, area: Rect) {
        popover::frame(buf, area, &app.say("console-moved"), &app.theme, app.theme.warning);
        let rows = listbox::list_area(area, false);
        let rows = Rect { height: rows.height.saturating_sub(2), ..rows };
        let news = &self.news;
        listbox::draw_rows(app, buf, rows, &mut self.list, news.len(), |at| {
            let item = &news[at];
            Line { label: item.who.clone(), detail: item.text.clone(), right: ago(app.now, item.at), ..Line::default() }
        });
        let (key, label) = (app.theme.key, app.theme.key_label);
        let mut pen = Pen::new(buf, Rect { y: rows.bottom() + 1, height: 1, ..rows });
        for (cap, what) in [(" s ", "console-moved-send"), (" Enter ", "console-moved-edit"), (" Esc ", "console-moved-keep")] {
            pen.put(cap, key).put(&format!(" {}", app.say(what)), label).skip(2);
        }
    }
}

/// Sends all the same. What happens from now on has to be seen first again.
pub fn send(app: &mut App) -> Vec<Effect> {
    match app.popups.pop() {
        Some(Popup::Moved(moved)) => compose::submit_confirmed(app, &[moved.obstacle]),
        _ => Vec::new(),
    }
}

/// Goes on editing: the news have been seen.
pub fn edit(app: &mut App) -> Vec<Effect> {
    app.popups.pop();
    let seen = app.read_ticket().map(|t| t.history);
    if let (Some(composer), Some(seen)) = (&mut app.composer, seen) {
        composer.seen_history = composer.seen_history.max(seen);
    }
    Vec::new()
}
