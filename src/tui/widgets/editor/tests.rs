//! What the editor promises to whoever writes in it.

use super::*;
use crate::tui::widgets::text::tests::hostile;
use crate::tui::widgets::text::width;
use crossterm::event::{KeyCode, KeyModifiers};
use proptest::prelude::*;

const FAMILY: &str = "👨\u{200d}👩\u{200d}👧";

fn press(editor: &mut Editor, code: KeyCode, modifiers: KeyModifiers) -> bool {
    editor.key(KeyEvent::new(code, modifiers))
}

fn plain(editor: &mut Editor, code: KeyCode) -> bool {
    press(editor, code, KeyModifiers::NONE)
}

fn ctrl(editor: &mut Editor, c: char) -> bool {
    press(editor, KeyCode::Char(c), KeyModifiers::CONTROL)
}

fn typed(text: &str) -> Editor {
    let mut editor = Editor::new();
    for c in text.chars() {
        plain(&mut editor, if c == '\n' { KeyCode::Enter } else { KeyCode::Char(c) });
    }
    editor
}

fn screen(editor: &mut Editor, columns: u16, height: u16) -> Vec<String> {
    let area = Rect::new(0, 0, columns, height);
    let mut buf = Buffer::empty(area);
    editor.draw(&mut buf, area, &Theme::dark(), true, "Write a reply");
    let mut rows = Vec::new();
    for y in 0..height {
        let mut row = String::new();
        let mut x = 0;
        while x < columns {
            let symbol = buf[(x, y)].symbol();
            row.push_str(symbol);
            x += u16::try_from(width(symbol)).unwrap().max(1);
        }
        rows.push(row.trim_end().to_owned());
    }
    rows
}

#[test]
fn backspace_takes_one_character_as_the_reader_sees_it() {
    for one in [FAMILY, "👍🏽", "🇧🇷", "e\u{301}", "日", "क्षि", "❤\u{fe0f}", "한"] {
        let mut editor = Editor::from_text(&format!("a{one}"));
        assert!(plain(&mut editor, KeyCode::Backspace));
        assert_eq!(editor.text(), "a", "{one}");
        assert!(ctrl(&mut editor, 'z'));
        assert_eq!(editor.text(), format!("a{one}"));
    }
}

#[test]
fn arrows_and_delete_step_over_whole_characters_across_lines() {
    let mut editor = Editor::from_text(&format!("e\u{301}\n{FAMILY}x"));
    for expected in [(1, 5), (1, 0), (0, 2), (0, 0), (0, 0)] {
        plain(&mut editor, KeyCode::Left);
        assert_eq!(editor.cursor(), expected);
    }
    for expected in [(0, 2), (1, 0), (1, 5), (1, 6), (1, 6)] {
        plain(&mut editor, KeyCode::Right);
        assert_eq!(editor.cursor(), expected);
    }
    editor.move_to_start();
    plain(&mut editor, KeyCode::Delete);
    assert_eq!(editor.text(), format!("\n{FAMILY}x"));
}

#[test]
fn readline_keys_do_what_fingers_expect() {
    let mut editor = typed("your refund is late");
    assert!(ctrl(&mut editor, 'w'));
    assert_eq!(editor.text(), "your refund is ");
    press(&mut editor, KeyCode::Char('b'), KeyModifiers::ALT);
    press(&mut editor, KeyCode::Left, KeyModifiers::CONTROL);
    press(&mut editor, KeyCode::Char('d'), KeyModifiers::ALT);
    assert_eq!(editor.text(), "your  is ");
    ctrl(&mut editor, 'a');
    assert_eq!(editor.cursor(), (0, 0));
    ctrl(&mut editor, 'e');
    assert_eq!(editor.cursor(), (0, 9));
    assert!(ctrl(&mut editor, 'u'));
    assert!(editor.is_empty());
    ctrl(&mut editor, 'z');
    assert_eq!(editor.text(), "your  is ");
    ctrl(&mut editor, 'y');
    assert!(editor.is_empty());
}

#[test]
fn a_key_says_whether_it_changed_the_text() {
    let mut editor = Editor::new();
    assert!(!plain(&mut editor, KeyCode::Backspace));
    assert!(!plain(&mut editor, KeyCode::Left));
    assert!(!ctrl(&mut editor, 'z'));
    assert!(!ctrl(&mut editor, 'k') && !editor.handles(KeyEvent::new(KeyCode::Char('k'), KeyModifiers::CONTROL)));
    assert!(editor.handles(KeyEvent::new(KeyCode::Backspace, KeyModifiers::NONE)));
    assert!(plain(&mut editor, KeyCode::Char('x')));
    assert!(plain(&mut editor, KeyCode::Enter));
}

#[test]
fn shift_selects_and_typing_replaces_the_selection() {
    let mut editor = typed("one two");
    for _ in 0..3 {
        press(&mut editor, KeyCode::Left, KeyModifiers::SHIFT);
    }
    assert_eq!(editor.selected().as_deref(), Some("two"));
    plain(&mut editor, KeyCode::Char('2'));
    assert_eq!(editor.text(), "one 2");
    editor.set_text("a\nbc\nd");
    editor.select_all();
    assert_eq!(editor.selected().as_deref(), Some("a\nbc\nd"));
    plain(&mut editor, KeyCode::Left);
    assert_eq!(editor.selected(), None);
}

#[test]
fn the_selection_is_drawn_only_while_focused() {
    let theme = Theme::dark();
    let mut editor = Editor::from_text("ab日");
    editor.move_to_start();
    press(&mut editor, KeyCode::Right, KeyModifiers::SHIFT);
    for focused in [true, false] {
        let mut buf = Buffer::empty(Rect::new(0, 0, 10, 1));
        let area = buf.area;
        editor.draw(&mut buf, area, &theme, focused, "");
        assert_eq!(Some(buf[(0, 0)].bg) == theme.selection.bg, focused);
        assert_ne!(Some(buf[(1, 0)].bg), theme.selection.bg);
    }
}

#[test]
fn a_signed_word_opens_its_popup_only_at_the_start_of_a_word() {
    let word = |text: &str| Editor::from_text(text).word_before_cursor();
    assert_eq!(word("Hi /ref"), Some(('/', "ref".into())));
    assert_eq!(word("/"), Some(('/', String::new())));
    assert_eq!(word("line\n@ana"), Some(('@', "ana".into())));
    assert_eq!(word(":smi"), Some((':', "smi".into())));
    assert_eq!(word(":"), None);
    assert_eq!(word(":)"), None);
    assert_eq!(word("and/or"), None);
    assert_eq!(word("mail ana@example"), None);
    assert_eq!(word("/ref "), None);
    let mut editor = Editor::from_text("/refund");
    plain(&mut editor, KeyCode::Left);
    assert_eq!(editor.word_before_cursor(), None, "not at its end");
}

#[test]
fn a_paste_opens_no_popup_and_typing_after_it_does() {
    let mut editor = Editor::new();
    editor.paste("see /etc");
    assert_eq!(editor.word_before_cursor(), None);
    plain(&mut editor, KeyCode::Char('x'));
    assert_eq!(editor.word_before_cursor(), None);
    for c in " /re".chars() {
        plain(&mut editor, KeyCode::Char(c));
    }
    assert_eq!(editor.word_before_cursor(), Some(('/', "re".into())));
}

#[test]
fn a_canned_text_takes_the_place_of_its_shortcut_and_one_undo_brings_it_back() {
    let mut editor = typed("Hello 日本 /ref");
    editor.replace_word_before_cursor("Your refund\nis on its way.");
    assert_eq!(editor.text(), "Hello 日本 Your refund\nis on its way.");
    assert_eq!(editor.cursor(), (1, 14));
    ctrl(&mut editor, 'z');
    assert_eq!(editor.text(), "Hello 日本 /ref");
    ctrl(&mut editor, 'y');
    assert_eq!(editor.text(), "Hello 日本 Your refund\nis on its way.");
}

#[test]
fn text_wraps_by_word_and_the_cursor_goes_along() {
    let mut editor = typed("the order is late");
    let area = Rect::new(3, 2, 10, 4);
    assert_eq!(screen(&mut editor, 10, 4), ["the order", "is late", "", ""]);
    assert_eq!(editor.cursor_screen(area), Some((10, 3)));
    plain(&mut editor, KeyCode::Up);
    assert_eq!(editor.cursor(), (0, 7));
    plain(&mut editor, KeyCode::End);
    assert_eq!(editor.cursor_screen(area), Some((12, 2)), "the end of a wrapped row is before its last space");
    plain(&mut editor, KeyCode::Down);
    plain(&mut editor, KeyCode::Home);
    assert_eq!(editor.cursor(), (0, 10));
    assert_eq!(editor.lines_needed(10), 2);
    assert_eq!(editor.lines_needed(80), 1);
}

#[test]
fn up_and_down_keep_their_column_past_short_lines() {
    let mut editor = Editor::from_text("abcdef\nx\nabcdef");
    screen(&mut editor, 20, 5);
    plain(&mut editor, KeyCode::Up);
    assert_eq!(editor.cursor(), (1, 1));
    plain(&mut editor, KeyCode::Up);
    assert_eq!(editor.cursor(), (0, 6));
    plain(&mut editor, KeyCode::PageDown);
    assert_eq!(editor.cursor(), (2, 6));
}

#[test]
fn the_cursor_stands_right_after_emoji_whatever_they_are_made_of() {
    let area = Rect::new(0, 0, 40, 3);
    for text in [FAMILY, "👍🏽", "❤\u{fe0f}", "🇧🇷", "e\u{301}日", "a\tb"] {
        let mut editor = Editor::from_text(text);
        let drawn = screen(&mut editor, 40, 3).remove(0);
        assert_eq!(editor.cursor_screen(area).unwrap().0, u16::try_from(width(&drawn)).unwrap(), "{text:?}");
    }
}

#[test]
fn what_was_pasted_is_shown_and_not_obeyed() {
    let mut editor = Editor::new();
    editor.paste("a\x1b[31mb\r\nc\u{202e}d");
    assert_eq!(editor.text(), "a[31mb\nc\u{202e}d");
    assert_eq!(screen(&mut editor, 20, 2), ["a[31mb", "c⟨RLO⟩d"]);
}

#[test]
fn the_placeholder_shows_until_something_is_written() {
    let mut editor = Editor::new();
    assert_eq!(screen(&mut editor, 20, 1), ["Write a reply"]);
    assert_eq!(screen(&mut editor, 8, 1), ["Write a…"]);
    editor.insert("x");
    assert_eq!(screen(&mut editor, 20, 1), ["x"]);
}

#[test]
fn a_long_text_scrolls_with_its_cursor() {
    let text: Vec<String> = (0..30).map(|n| format!("line {n}")).collect();
    let mut editor = Editor::from_text(&text.join("\n"));
    assert_eq!(screen(&mut editor, 20, 3), ["line 27", "line 28", "line 29"]);
    plain(&mut editor, KeyCode::Up);
    assert_eq!(screen(&mut editor, 20, 3), ["line 27", "line 28", "line 29"]);
    editor.move_to_start();
    assert_eq!(screen(&mut editor, 20, 3), ["line 0", "line 1", "line 2"]);
    editor.click(Rect::new(0, 0, 20, 3), 2, 1);
    assert_eq!(editor.cursor(), (1, 2));
}

#[test]
fn set_text_can_be_undone_and_a_new_editor_has_nothing_to_undo() {
    let mut editor = Editor::from_text("draft");
    assert!(!editor.undo());
    editor.set_text("from the other editor");
    while editor.undo() {}
    assert_eq!(editor.text(), "draft");
    editor.set_text("");
    assert!(editor.is_empty());
}

#[test]
fn a_monstrous_line_is_broken_where_the_cursor_can_still_go() {
    let mut editor = Editor::from_text(&"x".repeat(150_000));
    assert_eq!(editor.lines().iter().map(String::len).collect::<Vec<_>>(), [60_000, 60_000, 30_000]);
    assert_eq!(editor.cursor(), (2, 30_000));
    plain(&mut editor, KeyCode::Backspace);
    assert_eq!(editor.lines()[2].len(), 29_999);
}

fn any_key() -> impl Strategy<Value = (KeyCode, KeyModifiers)> {
    let code = prop_oneof![
        any::<char>().prop_map(KeyCode::Char),
        prop::sample::select(vec!['a', ' ', '👩', '\u{200d}', '\u{301}', '日', '/', '\u{1f3fd}', 'z', 'y', 'w', 'u', 'e']).prop_map(KeyCode::Char),
        prop::sample::select(vec![
            KeyCode::Enter,
            KeyCode::Backspace,
            KeyCode::Delete,
            KeyCode::Left,
            KeyCode::Right,
            KeyCode::Up,
            KeyCode::Down,
            KeyCode::Home,
            KeyCode::End,
            KeyCode::PageUp,
            KeyCode::PageDown,
        ]),
    ];
    let modifiers = prop::sample::select(vec![KeyModifiers::NONE, KeyModifiers::NONE, KeyModifiers::CONTROL, KeyModifiers::ALT, KeyModifiers::SHIFT]);
    (code, modifiers)
}

proptest! {
    #[test]
    fn whatever_is_typed_the_cursor_is_on_the_screen_and_between_characters(
        start in hostile(), keys in prop::collection::vec(any_key(), 0..60), width in 1_u16..30, height in 1_u16..6,
    ) {
        let mut editor = Editor::from_text(&start);
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        for (code, modifiers) in keys {
            let before = editor.text();
            let changed = press(&mut editor, code, modifiers);
            prop_assert!(changed || editor.text() == before);
            editor.draw(&mut buf, area, &Theme::dark(), true, "");
            prop_assert!(editor.cursor_screen(area).is_some());
            let (line, column) = editor.cursor();
            let text = &editor.lines()[line];
            let byte = byte_of(text, column);
            prop_assert!(byte == text.len() || text.grapheme_indices(true).any(|(at, _)| at == byte), "inside of a character: {text:?} at {column}");
        }
    }

    #[test]
    fn undo_brings_every_text_back(start in hostile(), keys in prop::collection::vec(any_key(), 0..40)) {
        let mut editor = Editor::from_text(&start);
        let first = editor.text();
        for (code, modifiers) in keys {
            press(&mut editor, code, modifiers);
        }
        while editor.undo() {}
        prop_assert_eq!(editor.text(), first);
    }
}
