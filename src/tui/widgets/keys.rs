//! Which keys an editor takes, and what they do there.
//!
//! Readline's habits and those of graphical editors together. Not here, and so free for the console: `Tab`, `Esc`, every
//! function key, `Ctrl-K` and `Ctrl-S`, `Ctrl-Enter`, `Ctrl-C`.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// What can be done in an editor: its name in the configuration, of which `console-` makes a key of the catalogue, and its usual keys, the one that is
/// shown first.
pub const KEYS: &[(&str, &[&str])] = &[
    ("edit-undo", &["ctrl-z"]),
    ("edit-redo", &["ctrl-y", "ctrl-shift-z"]),
    ("edit-left", &["left", "ctrl-b"]),
    ("edit-right", &["right", "ctrl-f"]),
    ("edit-up", &["up", "ctrl-p"]),
    ("edit-down", &["down", "ctrl-n"]),
    ("edit-page-up", &["pageup"]),
    ("edit-page-down", &["pagedown"]),
    ("edit-word-left", &["ctrl-left", "alt-b", "alt-left"]),
    ("edit-word-right", &["ctrl-right", "alt-f", "alt-right"]),
    ("edit-row-start", &["home"]),
    ("edit-row-end", &["end"]),
    ("edit-line-start", &["ctrl-a"]),
    ("edit-line-end", &["ctrl-e"]),
    ("edit-top", &["ctrl-home", "alt-<"]),
    ("edit-bottom", &["ctrl-end", "alt->"]),
    ("edit-new-line", &["enter", "ctrl-m"]),
    ("edit-delete-back", &["backspace", "ctrl-h"]),
    ("edit-delete", &["delete", "ctrl-d"]),
    ("edit-delete-word-back", &["ctrl-w", "ctrl-backspace", "alt-backspace"]),
    ("edit-delete-word", &["alt-d", "ctrl-delete", "alt-delete"]),
    ("edit-delete-line-start", &["ctrl-u"]),
];

/// Those that a field of one line leaves to the list below it.
pub const OF_LINES: [&str; 5] = ["edit-up", "edit-down", "edit-page-up", "edit-page-down", "edit-new-line"];

/// What a key asks of an editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Insert(char),
    NewLine,
    Delete(Reach),
    /// Moves the cursor, drawing the selection along if `select`.
    Move {
        to: Motion,
        select: bool,
    },
    Undo,
    Redo,
}

/// How far a deletion goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    Back,
    Forward,
    WordBack,
    WordForward,
    LineStart,
}

/// Where the cursor goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Motion {
    Left,
    Right,
    WordLeft,
    WordRight,
    Up,
    Down,
    PageUp,
    PageDown,
    RowStart,
    RowEnd,
    LineStart,
    LineEnd,
    Top,
    Bottom,
}

/// What a key does in an editor; `None` when it is not the editor's.
pub(super) fn act(key: KeyEvent) -> Option<Act> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let has = |m: KeyModifiers| key.modifiers.contains(m);
    if has(KeyModifiers::SUPER) || has(KeyModifiers::HYPER) || has(KeyModifiers::META) {
        return None;
    }
    let select = has(KeyModifiers::SHIFT);
    match (has(KeyModifiers::CONTROL), has(KeyModifiers::ALT)) {
        (false, false) => plain(key.code, select),
        (true, false) => with_ctrl(key.code, select),
        (false, true) => with_alt(key.code, select),
        (true, true) => None,
    }
}

fn go(to: Motion, select: bool) -> Option<Act> {
    Some(Act::Move { to, select })
}

fn plain(code: KeyCode, select: bool) -> Option<Act> {
    match code {
        KeyCode::Char(c) if !c.is_control() => Some(Act::Insert(c)),
        KeyCode::Enter => Some(Act::NewLine),
        KeyCode::Backspace => Some(Act::Delete(Reach::Back)),
        KeyCode::Delete => Some(Act::Delete(Reach::Forward)),
        KeyCode::Left => go(Motion::Left, select),
        KeyCode::Right => go(Motion::Right, select),
        KeyCode::Up => go(Motion::Up, select),
        KeyCode::Down => go(Motion::Down, select),
        KeyCode::Home => go(Motion::RowStart, select),
        KeyCode::End => go(Motion::RowEnd, select),
        KeyCode::PageUp => go(Motion::PageUp, select),
        KeyCode::PageDown => go(Motion::PageDown, select),
        _ => None,
    }
}

fn with_ctrl(code: KeyCode, shift: bool) -> Option<Act> {
    match code {
        KeyCode::Left => go(Motion::WordLeft, shift),
        KeyCode::Right => go(Motion::WordRight, shift),
        KeyCode::Home => go(Motion::Top, shift),
        KeyCode::End => go(Motion::Bottom, shift),
        KeyCode::Backspace => Some(Act::Delete(Reach::WordBack)),
        KeyCode::Delete => Some(Act::Delete(Reach::WordForward)),
        KeyCode::Char(c) => match c.to_ascii_lowercase() {
            'a' => go(Motion::LineStart, false),
            'e' => go(Motion::LineEnd, false),
            'b' => go(Motion::Left, false),
            'f' => go(Motion::Right, false),
            'p' => go(Motion::Up, false),
            'n' => go(Motion::Down, false),
            'h' => Some(Act::Delete(Reach::Back)),
            'd' => Some(Act::Delete(Reach::Forward)),
            'w' => Some(Act::Delete(Reach::WordBack)),
            'u' => Some(Act::Delete(Reach::LineStart)),
            'm' => Some(Act::NewLine),
            'z' if shift => Some(Act::Redo),
            'z' => Some(Act::Undo),
            'y' => Some(Act::Redo),
            _ => None,
        },
        _ => None,
    }
}

fn with_alt(code: KeyCode, shift: bool) -> Option<Act> {
    match code {
        KeyCode::Left | KeyCode::Char('b' | 'B') => go(Motion::WordLeft, shift),
        KeyCode::Right | KeyCode::Char('f' | 'F') => go(Motion::WordRight, shift),
        KeyCode::Backspace => Some(Act::Delete(Reach::WordBack)),
        KeyCode::Delete | KeyCode::Char('d') => Some(Act::Delete(Reach::WordForward)),
        KeyCode::Char('<') => go(Motion::Top, false),
        KeyCode::Char('>') => go(Motion::Bottom, false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Option<Act> {
        act(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn the_consoles_own_keys_are_left_alone() {
        let ctrl = KeyModifiers::CONTROL;
        for (code, modifiers) in [
            (KeyCode::Char('k'), ctrl),
            (KeyCode::Char('s'), ctrl),
            (KeyCode::Char('c'), ctrl),
            (KeyCode::Char('j'), ctrl),
            (KeyCode::Enter, ctrl),
            (KeyCode::Tab, KeyModifiers::NONE),
            (KeyCode::BackTab, KeyModifiers::SHIFT),
            (KeyCode::Esc, KeyModifiers::NONE),
            (KeyCode::F(1), KeyModifiers::NONE),
            (KeyCode::Char('1'), KeyModifiers::ALT),
            (KeyCode::Char('x'), KeyModifiers::SUPER),
        ] {
            assert_eq!(key(code, modifiers), None, "{code:?} {modifiers:?}");
        }
    }

    #[test]
    fn letters_are_typed_with_and_without_shift_and_once() {
        assert_eq!(key(KeyCode::Char('é'), KeyModifiers::NONE), Some(Act::Insert('é')));
        assert_eq!(key(KeyCode::Char('A'), KeyModifiers::SHIFT), Some(Act::Insert('A')));
        let released = KeyEvent::new_with_kind(KeyCode::Char('a'), KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(act(released), None);
    }

    #[test]
    fn ctrl_shift_z_redoes_what_ctrl_z_undid() {
        assert_eq!(key(KeyCode::Char('z'), KeyModifiers::CONTROL), Some(Act::Undo));
        assert_eq!(key(KeyCode::Char('Z'), KeyModifiers::CONTROL | KeyModifiers::SHIFT), Some(Act::Redo));
        assert_eq!(key(KeyCode::Char('y'), KeyModifiers::CONTROL), Some(Act::Redo));
    }
}
