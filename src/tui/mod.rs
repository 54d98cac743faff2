//! The console: queue, ticket and side-conversation panes.

pub mod terminal;
pub mod widgets;
