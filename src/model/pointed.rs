//! A text with a caret under one of its characters.

use unicode_width::UnicodeWidthStr;

/// A text on one line and, on a second one, a caret under the character `at`, counted from 0. Line ends and tabs are shown as spaces, so that
/// there are two lines and the caret is right.
#[must_use]
pub fn pointed(text: &str, at: usize) -> String {
    let flat: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let before: String = flat.chars().take(at).collect();
    format!("{flat}\n{}^", " ".repeat(before.width()))
}
