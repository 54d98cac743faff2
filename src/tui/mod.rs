//! The console: queue, ticket and side-conversation panes.
//!
//! [`app::App`] is the state, plain data. [`update::update`] applies an [`event::Event`] to it and answers with [`effect::Effect`]s; it knows
//! no store, no clock and no terminal. [`panes::draw`] shows it.

pub mod announce;
pub mod app;
pub mod command;
pub mod depth;
pub mod edit_keys;
pub mod effect;
pub mod event;
pub mod figures;
pub mod files;
pub mod keymap;
pub mod paint;
pub mod panes;
pub mod paths;
pub mod perform;
pub mod plain;
pub mod popups;
pub mod preview;
pub mod run;
pub mod settings;
pub mod shell;
mod submit;
pub mod terminal;
pub mod tour;
mod trouble;
pub mod update;
pub mod widgets;
