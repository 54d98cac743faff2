//! What Vim's keys promise to hands that know them.

use super::super::{Editor, VimMode};
use super::*;
use proptest::prelude::*;

/// Keys as they are typed; `⎋` is Esc, `⏎` Enter, `⌫` Backspace, `®` Ctrl-R, `↑ ↓` themselves.
fn press(editor: &mut Editor, keys: &str) {
    for c in keys.chars() {
        let key = match c {
            '⎋' => KeyEvent::from(KeyCode::Esc),
            '⏎' => KeyEvent::from(KeyCode::Enter),
            '⌫' => KeyEvent::from(KeyCode::Backspace),
            '↑' => KeyEvent::from(KeyCode::Up),
            '↓' => KeyEvent::from(KeyCode::Down),
            '®' => KeyEvent::new(KeyCode::Char('r'), KeyModifiers::CONTROL),
            c if c.is_uppercase() => KeyEvent::new(KeyCode::Char(c), KeyModifiers::SHIFT),
            c => KeyEvent::from(KeyCode::Char(c)),
        };
        editor.key(key);
    }
}

/// An editor in normal mode, the cursor where `|` stands.
fn editor(text: &str) -> Editor {
    let (begun, rest) = text.split_once('|').unwrap_or(("", text));
    let mut editor = Editor::from_text(&format!("{begun}{rest}"));
    editor.use_vim();
    press(&mut editor, "⎋");
    let at = At::new(begun.matches('\n').count(), begun.len() - begun.rfind('\n').map_or(0, |at| at + 1));
    let at = stand(editor.lines(), at);
    put_cursor(&mut editor, at);
    editor
}

fn shown(editor: &Editor) -> String {
    let at = cursor(editor);
    let mut lines = editor.lines().to_vec();
    lines[at.row].insert(at.byte, '|');
    lines.join("\n")
}

#[track_caller]
fn check(table: &[(&str, &str, &str)]) {
    let mut wrong = Vec::new();
    for (before, keys, after) in table {
        let mut editor = editor(before);
        press(&mut editor, keys);
        if shown(&editor) != *after {
            wrong.push(format!("{before:?} and {keys}: {:?} instead of {after:?}", shown(&editor)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn motions_go_where_vim_goes() {
    check(&[
        ("|one two", "l", "o|ne two"),
        ("|one two", "3l", "one| two"),
        ("|one two", "99l", "one tw|o"),
        ("one tw|o", "h", "one t|wo"),
        ("|one, two", "w", "one|, two"),
        ("|one, two", "W", "one, |two"),
        ("|one, two", "2w", "one, |two"),
        ("on|e\n\n  two", "w", "one\n|\n  two"),
        ("one\n|\n  two", "w", "one\n\n  |two"),
        ("one tw|o", "w", "one tw|o"),
        ("|one two", "e", "on|e two"),
        ("on|e, two", "e", "one|, two"),
        ("on|e, two", "E", "one|, two"),
        ("one two|", "b", "one |two"),
        ("one |two", "b", "|one two"),
        ("a-b c|d", "2B", "|a-b cd"),
        ("one tw|o", "ge", "on|e two"),
        ("  one|", "0", "|  one"),
        ("  one|", "^", "  |one"),
        ("|one\ntwo", "$", "on|e\ntwo"),
        ("|one\ntwo", "2$", "one\ntw|o"),
        ("one\ntw|o", "gg", "|one\ntwo"),
        ("|one\ntwo\nthree", "G", "one\ntwo\n|three"),
        ("|one\ntwo\nthree", "2G", "one\n|two\nthree"),
        ("one two|\na\nthree four", "jj", "one two\na\nthree |four"),
        ("on|e\ntwo two", "$jk", "on|e\ntwo two"),
        ("|a\nlong line", "$j", "a\nlong lin|e"),
        ("|one two tree", "ft", "one |two tree"),
        ("|one two tree", "2ft", "one two |tree"),
        ("|one two tree", "ft;", "one two |tree"),
        ("|one two tree", "ft;,", "one |two tree"),
        ("|one two tree", "tt", "one| two tree"),
        ("|one two tree", "tt;", "one two| tree"),
        ("one two tre|e", "Ft", "one two |tree"),
        ("one two tre|e", "TtTt", "one two t|ree"),
        ("|one", "fz", "|one"),
        ("|👩‍👩‍👧日x", "l", "👩‍👩‍👧|日x"),
        ("👩‍👩‍👧日|x", "2h", "|👩‍👩‍👧日x"),
        ("|one\ntwo", "↓↑⏎", "one\n|two"),
        ("|one", " ", "o|ne"),
    ]);
}

#[test]
fn operators_take_motions_objects_and_counts() {
    check(&[
        ("|one two", "x", "|ne two"),
        ("on|e", "x", "o|n"),
        ("|one", "2x", "|e"),
        ("one|", "2X", "|e"),
        ("|one two", "dw", "|two"),
        ("|one two three", "d2w", "|three"),
        ("|one two three four", "2d1w", "|three four"),
        ("one |two\nthree", "dw", "one| \nthree"),
        ("one tw|o", "db", "one |o"),
        ("|one two", "de", "| two"),
        ("one |two", "D", "one| "),
        ("one |two\nthree", "d0", "|two\nthree"),
        ("one\n|two\nthree", "dd", "one\n|three"),
        ("one\n|two", "dd", "|one"),
        ("|one", "dd", "|"),
        ("|one\ntwo\nthree", "2dd", "|three"),
        ("|one\ntwo\nthree", "dj", "|three"),
        ("one\n|two\nthree", "dG", "|one"),
        ("one\n|two\nthree", "dgg", "|three"),
        ("|one, two", "df,", "| two"),
        ("|one, two", "dt,", "|, two"),
        ("|one two", "cwuno⎋", "un|o two"),
        ("on|e two", "cwx⎋", "on|x two"),
        ("|one two", "c2wx⎋", "|x"),
        ("one |two", "Cx⎋", "one |x"),
        ("one\ntw|o\nthree", "ccx⎋", "one\n|x\nthree"),
        ("one\ntw|o", "Sx⎋", "one\n|x"),
        ("|one", "sx⎋", "|xne"),
        ("|", "sx⎋", "|x"),
        ("one t|wo three", "diw", "one | three"),
        ("one t|wo three", "daw", "one |three"),
        ("one t|wo", "daw", "on|e"),
        ("one |  two", "diw", "one|two"),
        ("say \"h|i you\" now", "di\"", "say \"|\" now"),
        ("say \"h|i you\" now", "da\"", "say | now"),
        ("s|ay \"hi\" now", "ci\"x⎋", "say \"|x\" now"),
        ("f(a, (b|), c)", "di(", "f(a, (|), c)"),
        ("f(a|, (b), c)", "di(", "f(|)"),
        ("f(a|, (b), c)", "da(", "|f"),
        ("f(\n a|\n)", "di(", "f(|)"),
        ("one\n\nt|wo\nthree\n\nfour", "dip", "one\n\n|\nfour"),
        ("one\n\nt|wo\nthree\n\nfour", "dap", "one\n\n|four"),
        ("no| brackets", "di(", "no| brackets"),
    ]);
}

#[test]
fn yanked_and_deleted_text_is_put() {
    check(&[
        ("|one two", "dwP", "one| two"),
        ("|one two", "dwp", "tone| wo"),
        ("|ab", "xp", "b|a"),
        ("|one\ntwo", "yyp", "one\n|one\ntwo"),
        ("|one\ntwo", "yyP", "|one\none\ntwo"),
        ("|one\ntwo", "ddp", "two\n|one"),
        ("|one", "yy2p", "one\n|one\none"),
        ("|one two", "yiw$p", "one twoon|e"),
        ("|one", "yl3p", "ooo|one"),
        ("|one\ntwo", "Yjp", "one\ntwo\n|one"),
        ("|one two", "p", "|one two"),
        ("a |one b two", "yiwwwviwp", "a one b on|e"),
    ]);
}

#[test]
fn what_is_inserted_replaced_joined_and_turned() {
    check(&[
        ("o|ne", "ix⎋", "o|xne"),
        ("o|ne", "ax⎋", "on|xe"),
        ("  o|ne", "Ix⎋", "  |xone"),
        ("o|ne", "Ax⎋", "one|x"),
        ("o|ne\ntwo", "ox⎋", "one\n|x\ntwo"),
        ("o|ne", "Ox⎋", "|x\none"),
        ("|one", "3ix⎋", "xx|xone"),
        ("|one", "rx", "|xne"),
        ("|one", "3rx", "xx|x"),
        ("|one", "4rx", "|one"),
        ("|one\n  two", "J", "one| two"),
        ("|one\ntwo\nthree", "3J", "one two| three"),
        ("|one", "J", "|one"),
        ("|One", "~", "o|ne"),
        ("|One", "3~", "oN|E"),
        ("|straße", "6~", "STRASS|E"),
    ]);
}

#[test]
fn changes_are_repeated_and_taken_back() {
    check(&[
        ("|one two three", "dw.", "|three"),
        ("|one two three four", "dw2.", "|four"),
        ("|one two", "cwx⎋w.", "x |x"),
        ("|one", "ax⎋.", "ox|xne"),
        ("|one\ntwo", "A!⎋j.", "one!\ntwo|!"),
        ("|abcd", "x..", "|d"),
        ("|one two three", "dwu", "|one two three"),
        ("|one two three", "dwdwu", "|two three"),
        ("|one two three", "dwdwuu", "|one two three"),
        ("|one two three", "dwdwuu®", "|two three"),
        ("|one", "ihello ⎋u", "|one"),
        ("|one", "cwtwo⎋u", "|one"),
        ("|one", "Ahello⏎there⎋u", "|one"),
        ("|one", "xxu®®", "|e"),
        ("|one", "u", "|one"),
    ]);
}

#[test]
fn selections_are_what_operators_take() {
    check(&[
        ("|one two", "vex", "| two"),
        ("|one two", "vwd", "|wo"),
        ("one |two", "vbcx⎋", "|xwo"),
        ("|one\ntwo\nthree", "Vjd", "|three"),
        ("|one\ntwo", "vjy$p", "one|one\nt\ntwo"),
        ("|one two", "veyP", "on|eone two"),
        ("|one", "v~", "|One"),
        ("|one two", "verx", "|xxx two"),
        ("|one\ntwo\nthree", "VjJ", "one| two\nthree"),
        ("o|ne", "v⎋x", "o|e"),
        ("a o|ne b", "viwd", "a | b"),
        ("a (o|ne) b", "va(d", "a | b"),
        ("on|e two", "vood", "on| two"),
        ("|one two three", "ved.", "|o three"),
        ("|one\ntwo", "vVd", "|two"),
    ]);
    let mut all = editor("one |two three");
    press(&mut all, "ve");
    assert_eq!(all.selected().as_deref(), Some("two"));
    all.paste("2");
    assert_eq!(all.text(), "one 2 three", "a paste takes the selection's place");
}

#[test]
fn escape_leaves_insert_mode_first_and_is_then_nobodys() {
    let mut e = Editor::from_text("one");
    assert!(!e.takes_escape() && e.takes_text(), "nothing is different where Vim's keys are off");
    e.use_vim();
    assert_eq!(e.vim().map(|v| v.0), Some(VimMode::Insert));
    assert!(e.takes_escape() && e.takes_text());
    press(&mut e, "⎋");
    assert!(!e.takes_escape() && !e.takes_text());
    press(&mut e, "2d");
    assert_eq!(e.vim(), Some((VimMode::Normal, "2d")));
    assert!(e.takes_escape(), "half a command is forgotten first");
    press(&mut e, "⎋");
    assert!(!e.takes_escape());
    press(&mut e, "v");
    assert!(e.takes_escape());
}

#[test]
fn what_came_from_elsewhere_is_taken_back_too() {
    let mut e = editor("|one");
    e.set_text("by a command\nin two lines");
    press(&mut e, "u");
    assert_eq!(e.text(), "one");
    press(&mut e, "®");
    assert_eq!(e.text(), "by a command\nin two lines");
}

fn any_keys() -> impl Strategy<Value = String> {
    let chars: Vec<char> = "hjklwbeWBE0^$gGftFT;,xXDCdcyYpPsSrJ~oOiaIAuv.V123\"()'p ⎋⎋⎋⏎⌫↑↓®ab日".chars().collect();
    proptest::collection::vec(proptest::sample::select(chars), 0..80).prop_map(|keys| keys.into_iter().collect())
}

proptest! {
    #[test]
    fn no_keys_break_it_and_undo_leads_back_to_the_start(text in "[a-zA-Z \"()'.\n日é👍🏽]{0,60}", keys in any_keys(), again in any_keys()) {
        let mut e = Editor::from_text(&text);
        let start = e.text();
        e.use_vim();
        for part in [&keys, &again] {
            press(&mut e, part);
            let at = cursor(&e);
            prop_assert!(at.row < e.lines().len() && e.line(at.row).is_char_boundary(at.byte));
            let _ = e.selected();
        }
        press(&mut e, "⎋⎋");
        for _ in 0..300 {
            press(&mut e, "®");
        }
        let end = e.text();
        for _ in 0..300 {
            press(&mut e, "u");
        }
        prop_assert_eq!(e.text(), start);
        for _ in 0..300 {
            press(&mut e, "®");
        }
        prop_assert_eq!(e.text(), end);
    }
}
