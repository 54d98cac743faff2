//! What panes and popups are made of.
