//! The console: queue, ticket and side-conversation panes.

pub mod depth;
pub mod terminal;
pub mod widgets;
