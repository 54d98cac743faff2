//! aside: a help desk that lives in the terminal.

pub mod config;
pub mod desk;
pub mod mail;
pub mod model;
pub mod store;
pub mod tui;
pub mod words;
pub mod worker;
