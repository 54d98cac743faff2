//! Where the words of a search stand: a line of the newest text that has them, for each ticket on the screen.

use std::collections::HashMap;

use crate::model::TicketId;
use crate::model::find::Excerpt;
use crate::tui::app::App;
use crate::tui::effect::Effect;

/// The lines of the tickets that a search found.
#[derive(Debug, Default)]
pub struct Found {
    /// The query that found them.
    query: String,
    /// `None` while a line is read, and where the words stand only in what is seen anyway.
    lines: HashMap<TicketId, Option<FoundLine>>,
}

/// A line of a ticket in which the words of a search stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundLine {
    /// The line.
    pub excerpt: Excerpt,
    /// It is from a side conversation.
    pub side: bool,
}

impl Found {
    /// Forgets what another query found.
    pub fn by(&mut self, query: &str) {
        if self.query != query {
            *self = Found { query: query.to_owned(), lines: HashMap::new() };
        }
    }

    /// The line of a ticket.
    #[must_use]
    pub fn of(&self, ticket: TicketId) -> Option<&FoundLine> {
        self.lines.get(&ticket)?.as_ref()
    }
}

/// Asks for the lines of the tickets on the screen that have none yet, where rows have a line for them.
pub fn follow(app: &mut App) -> Option<Effect> {
    let length = usize::from(app.areas.list_in_queue().width);
    let queue = &mut app.queue;
    if queue.finder.is_empty() || queue.wanted.is_some() || app.areas.queue_row_height() == 1 {
        return None;
    }
    let shown = (queue.list.offset..).take(queue.height).filter_map(|at| queue.row(at)).map(|row| row.id);
    let tickets: Vec<TicketId> = shown.filter(|id| !queue.found.lines.contains_key(id)).collect();
    queue.found.lines.extend(tickets.iter().map(|id| (*id, None)));
    (!tickets.is_empty()).then(|| Effect::LoadFound { query: queue.found.query.clone(), tickets, length })
}

/// The lines were read.
pub fn arrived(app: &mut App, query: &str, lines: Vec<(TicketId, FoundLine)>) {
    let found = &mut app.queue.found;
    if found.query == query {
        found.lines.extend(lines.into_iter().map(|(ticket, line)| (ticket, Some(line))));
    }
}
