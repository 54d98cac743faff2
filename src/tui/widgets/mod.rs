//! What panes and popups are made of.
//!
//! [`text`] is the one door through which the text of others reaches the screen; [`theme`] names every style; the rest
//! is lists, scrolling, editors, popovers, fuzzy search and ages. Nothing here knows a ticket, a store or a clock.

pub mod ago;
pub mod chart;
pub mod clusters;
pub mod editor;
pub mod fuzzy;
mod keys;
pub mod line_edit;
pub mod list;
pub mod markdown;
pub mod popover;
mod rows;
pub mod scroll;
pub mod text;
pub mod theme;
pub mod wrap;
