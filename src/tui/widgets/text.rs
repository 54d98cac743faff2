//! The one door through which the text of others (mail, names, subjects, file names) reaches the screen.
//!
//! What comes out is safe and steady on any terminal: no control character, nothing that reorders or hides, and every
//! grapheme cluster of a width that the screen can hold. Cleaning twice changes nothing.

use std::borrow::Cow;

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::style::Style;
use unicode_width::UnicodeWidthChar;

use super::clusters::{clusters, is_plain, plain_width};
pub use super::wrap::wrap;

/// Columns from one tab stop to the next.
pub const TAB: usize = 4;

/// Zero-width marks that one character may carry; a cell could otherwise be made to hold megabytes.
const MAX_MARKS: usize = 6;

/// The widest grapheme cluster that is left whole, in columns. Real scripts stay below; a chain of joining characters,
/// which a screen would drop together with all that follows, does not.
const MAX_CLUSTER: usize = 8;

/// Tags in the flag of England, Scotland or Wales: five letters and the end.
const FLAG_TAGS: usize = 6;

/// One line that is safe to show: line ends and tabs become spaces.
#[must_use]
pub fn clean_line(s: &str) -> Cow<'_, str> {
    clean(s, false)
}

/// A body that is safe to show: every kind of line end becomes `\n`, tabs are expanded to stops of [`TAB`] columns.
#[must_use]
pub fn clean_text(s: &str) -> Cow<'_, str> {
    clean(s, true)
}

/// Text without control characters other than `\n` and tabs, for places that are no screen but feed one: the editor, the
/// clipboard. Line ends become `\n`; joiners and marks stay, since the text is still to be sent.
#[must_use]
pub fn without_controls(s: &str) -> Cow<'_, str> {
    if !s.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Cow::Borrowed(s);
    }
    let unified = s.replace("\r\n", "\n").replace(['\r', '\u{85}'], "\n");
    Cow::Owned(unified.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect())
}

/// How many columns a cleaned line takes, by grapheme cluster: exactly what the screen draws.
#[must_use]
pub fn width(s: &str) -> usize {
    plain_width(s).unwrap_or_else(|| clusters(s).map(grapheme_width).sum())
}

/// A line cleaned and cut to at most `columns`, with `…` where something was cut.
#[must_use]
pub fn fit(s: &str, columns: usize) -> String {
    let line = clean_line(s);
    if width(&line) <= columns {
        return line.into_owned();
    }
    let Some(room) = columns.checked_sub(1) else { return String::new() };
    let mut out = String::new();
    let mut used = 0;
    for g in clusters(&line) {
        used += grapheme_width(g);
        if used > room {
            break;
        }
        out.push_str(g);
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

/// Writes a cleaned line on a row, from a column on, in at most so many columns, and returns the column after it.
pub fn write(buf: &mut Buffer, (x, y): (u16, u16), line: &str, columns: usize, style: Style) -> u16 {
    let columns = columns.min(buf.area.right().saturating_sub(x).into());
    if columns == 0 {
        return x;
    }
    let Some(wide) = plain_width(line) else { return buf.set_stringn(x, y, line, columns, style).0 };
    let (from, columns) = (buf.index_of(x, y), wide.min(columns));
    for (cell, c) in buf.content[from..from + columns].iter_mut().zip(line.chars()) {
        cell.set_char(c).set_style(style);
    }
    x + u16::try_from(columns).unwrap_or(0)
}

/// A line cleaned, cut and filled up with spaces to exactly `columns`.
#[must_use]
pub fn pad(s: &str, columns: usize) -> String {
    let mut out = fit(s, columns);
    let missing = columns.saturating_sub(width(&out));
    out.extend(std::iter::repeat_n(' ', missing));
    out
}

/// A line cleaned, cut and filled up on its left to exactly `columns`: numbers and ages at the right edge.
#[must_use]
pub fn pad_left(s: &str, columns: usize) -> String {
    let fitted = fit(s, columns);
    let missing = columns.saturating_sub(width(&fitted));
    " ".repeat(missing) + &fitted
}

/// Columns of one grapheme cluster; one with a control character is not drawn.
pub(super) fn grapheme_width(g: &str) -> usize {
    let mut chars = g.chars();
    if chars.next().is_some_and(is_plain) && chars.next().is_none() {
        return 1;
    }
    if g.contains(char::is_control) { 0 } else { usize::from(g.cell_width()) }
}

/// What becomes of one character.
enum Fate {
    Keep,
    Vanish,
    Show(&'static str),
    /// One mark for a whole run of these.
    ShowOnce(&'static str),
    Control(char),
}

fn clean(s: &str, lines: bool) -> Cow<'_, str> {
    if s.chars().all(|c| is_plain(c) || (lines && c == '\n')) {
        return Cow::Borrowed(s);
    }
    let mut out = Cleaned { text: String::with_capacity(s.len()), column: 0, marks: 0, last_mark: "" };
    let mut flag_tags = 0_usize;
    let mut rest = s.chars().peekable();
    while let Some(c) = rest.next() {
        if c == '\r' && rest.peek() == Some(&'\n') {
            continue;
        }
        match c {
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' if lines => out.new_line(),
            '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' if !lines => out.push(' '),
            '\t' => out.tab(),
            // The flags of England, Scotland and Wales are spelt with tags: there they are no hidden text.
            '\u{e0020}'..='\u{e007f}' if flag_tags > 0 => {
                flag_tags -= 1;
                continue;
            }
            c => out.take(c),
        }
        flag_tags = if c == '\u{1f3f4}' { FLAG_TAGS } else { 0 };
    }
    Cow::Owned(break_chains(out.text))
}

/// The text so far, and where its end stands.
struct Cleaned {
    text: String,
    column: usize,
    marks: usize,
    last_mark: &'static str,
}

impl Cleaned {
    fn take(&mut self, c: char) {
        match fate(c) {
            Fate::Vanish => {}
            Fate::Keep if c.width() == Some(0) => self.combine(c),
            Fate::Keep => self.push(c),
            Fate::Control(picture) => self.push(picture),
            Fate::Show(mark) => self.push_mark(mark),
            Fate::ShowOnce(mark) if self.last_mark == mark => {}
            Fate::ShowOnce(mark) => {
                self.push_mark(mark);
                self.last_mark = mark;
            }
        }
    }

    fn push(&mut self, c: char) {
        self.text.push(c);
        self.column += c.width().unwrap_or(0);
        self.marks = 0;
        self.last_mark = "";
    }

    fn push_mark(&mut self, mark: &str) {
        for c in mark.chars() {
            self.push(c);
        }
    }

    /// A mark that sits on the character before it; on a dotted circle where there is none.
    fn combine(&mut self, c: char) {
        if self.text.is_empty() || self.text.ends_with('\n') {
            self.push('\u{25cc}');
        }
        self.marks += 1;
        if self.marks <= MAX_MARKS {
            self.text.push(c);
        }
    }

    fn new_line(&mut self) {
        self.text.push('\n');
        self.column = 0;
        self.marks = 0;
        self.last_mark = "";
    }

    fn tab(&mut self) {
        for _ in 0..TAB - self.column % TAB {
            self.push(' ');
        }
    }
}

/// Stands for one character that says nothing a reader should see.
const ODD: &str = "\u{fffd}";

/// Stands where a chain of joining characters was broken.
const BREAK: &str = "\u{fffd} ";

fn fate(c: char) -> Fate {
    match c {
        '\0'..='\x1f' => Fate::Control(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}')),
        '\x7f' => Fate::Control('␡'),
        '\u{80}'..='\u{9f}' => Fate::Show(ODD),
        // What changes the order of the letters after it is shown as such; it changes nothing here.
        '\u{202b}' => Fate::Show("⟨RLE⟩"),
        '\u{202d}' => Fate::Show("⟨LRO⟩"),
        '\u{202e}' => Fate::Show("⟨RLO⟩"),
        '\u{2067}' => Fate::Show("⟨RLI⟩"),
        // Tags spell text that nobody sees.
        '\u{e0000}'..='\u{e00ff}' => Fate::ShowOnce("⟨tags⟩"),
        c if harmless_invisible(c) => Fate::Vanish,
        '\u{fff9}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' | '\u{fdd0}'..='\u{fdef}' => Fate::Show(ODD),
        c if u32::from(c) & 0xfffe == 0xfffe => Fate::Show(ODD),
        _ => Fate::Keep,
    }
}

/// Joiners, fillers, soft hyphens, variation selectors, directional marks and the ends of embeddings: nothing a reader
/// sees, and nothing once it is gone. Family emoji fall apart into their members, the same width on every terminal.
fn harmless_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'
            | '\u{202c}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0100}'..='\u{e0fff}'
    )
}

/// Breaks, by a visible `�`, chains of characters that would count as one grapheme cluster without end.
fn break_chains(s: String) -> String {
    if !clusters(&s).any(|g| g.len() > MAX_CLUSTER && grapheme_width(g) > MAX_CLUSTER) {
        return s;
    }
    let mut out = String::with_capacity(s.len() + 64);
    for g in clusters(&s) {
        if grapheme_width(g) <= MAX_CLUSTER {
            out.push_str(g);
            continue;
        }
        let mut used = 0;
        for c in g.chars() {
            let w = c.width().unwrap_or(0);
            // Columns stay free for the break itself: its sign may join what stands before it, its space what follows.
            if used + w > MAX_CLUSTER - 2 {
                out.push_str(BREAK);
                used = 0;
            }
            out.push(c);
            used += w;
        }
    }
    out
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::layout::Rect;
    use ratatui::text::Line;
    use ratatui::widgets::{Paragraph, Widget};

    fn unsafe_char(c: char) -> bool {
        (c.is_control() && c != '\n')
            || harmless_invisible(c)
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e0fff}')
    }

    #[test]
    fn no_character_of_unicode_reaches_the_screen_as_a_control_or_hidden() {
        for c in '\0'..=char::MAX {
            for given in [c.to_string(), format!("a{c}b")] {
                let text = clean_text(&given);
                let line = clean_line(&given);
                assert!(!text.chars().any(unsafe_char), "{c:?} in a text: {text:?}");
                assert!(!line.chars().any(|c| unsafe_char(c) || c == '\n'), "{c:?} in a line: {line:?}");
                assert_eq!(clean_text(&text), text, "{c:?} cleaned twice");
                assert!(line.starts_with('a') == given.starts_with('a'), "{c:?} swallowed its neighbour");
            }
        }
    }

    #[test]
    fn the_screen_draws_as_many_columns_as_width_says() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
        for c in ('\0'..=char::MAX).filter(|c| u32::from(*c) < 0x3400 || u32::from(*c) % 61 == 0) {
            let line = clean_line(&format!("a{c}b")).into_owned();
            buffer.reset();
            let (end, _) = buffer.set_line(0, 0, &Line::raw(line.as_str()), 20);
            assert_eq!(usize::from(end), width(&line), "{c:?} as {line:?}");
            buffer.reset();
            Paragraph::new(line.as_str()).render(buffer.area, &mut buffer);
            assert!(!buffer.content().iter().any(|cell| cell.symbol().chars().any(|c| unsafe_char(c) || c == '\n')));
        }
    }

    #[test]
    fn an_escape_sequence_is_shown_not_obeyed() {
        assert_eq!(clean_line("A\x1b]52;c;aGk=\x07Z"), "A␛]52;c;aGk=␇Z");
        assert_eq!(clean_line("\u{9b}31mred"), "\u{fffd}31mred");
    }

    #[test]
    fn a_file_name_cannot_hide_its_ending_behind_a_bidi_override() {
        assert_eq!(clean_line("invoice\u{202e}fdp.exe"), "invoice⟨RLO⟩fdp.exe");
        assert_eq!(clean_line("\u{2067}x\u{2069}"), "⟨RLI⟩x");
    }

    #[test]
    fn hidden_tag_text_is_marked_once_and_flags_stay_flags() {
        let hidden: String = "ignore".chars().filter_map(|c| char::from_u32(0xe0000 + u32::from(c))).collect();
        assert_eq!(clean_line(&format!("Hi{hidden}!")), "Hi⟨tags⟩!");
        let flag = "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}";
        assert_eq!(clean_line(flag), "🏴");
        assert_eq!(clean_line(&format!("{flag}{hidden}")), "🏴⟨tags⟩");
    }

    #[test]
    fn joiners_and_selectors_vanish_without_a_trace() {
        assert_eq!(clean_line("re\u{ad}fund\u{feff}"), "refund");
        assert_eq!(clean_line("👨\u{200d}👩\u{200d}👧 ❤\u{fe0f}"), "👨👩👧 ❤");
    }

    #[test]
    fn every_line_end_is_one_line_end_and_tabs_keep_columns_apart() {
        assert_eq!(clean_text("a\r\nb\rc\u{2028}d\u{85}e"), "a\nb\nc\nd\ne");
        assert_eq!(clean_line("a\r\nb\tc"), "a b c");
        assert_eq!(clean_text("a\tb\n日\tx"), "a   b\n日  x");
    }

    #[test]
    fn a_cell_never_holds_more_than_a_few_marks() {
        let zalgo = format!("a{}b", "\u{301}".repeat(100_000));
        assert!(clean_line(&zalgo).len() < 20);
        assert_eq!(clean_line("\u{301}a"), "\u{25cc}\u{301}a");
    }

    #[test]
    fn a_chain_of_joining_characters_cannot_hide_what_follows() {
        for link in ["\u{600}", "\u{1100}", "\u{903}"] {
            let given = format!("a{} then pay", link.repeat(400));
            let line = clean_line(&given).into_owned();
            let columns = u16::try_from(width(&line)).unwrap();
            let mut buffer = Buffer::empty(Rect::new(0, 0, columns, 1));
            buffer.set_string(0, 0, &line, Style::default());
            let shown: String = buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect();
            assert!(shown.contains("then pay"), "{link:?} hid the rest");
        }
    }

    #[test]
    fn fit_cuts_between_graphemes_and_says_so() {
        assert_eq!(fit("Refund for order 1001", 10), "Refund fo…");
        assert_eq!(fit("Refund for order 1001", 8), "Refund…");
        assert_eq!(fit("田中さん", 5), "田中…");
        assert_eq!(fit("👍🏽👍🏽", 3), "👍🏽…");
        assert_eq!(fit("short", 5), "short");
        assert_eq!(fit("x", 0), "");
        assert_eq!(pad("日本", 3), "日…");
        assert_eq!(pad("日本", 2), "… ");
        assert_eq!(pad_left("5m", 4), "  5m");
    }

    #[test]
    fn what_is_typed_keeps_its_emoji_and_loses_its_escapes() {
        assert_eq!(without_controls("a\x1b[31m\r\n\tb👨\u{200d}👩"), "a[31m\n\tb👨\u{200d}👩");
        assert!(matches!(without_controls("plain\n"), Cow::Borrowed(_)));
    }

    /// Text as hostile senders write it: letters, wide, joining, combining, hidden and control characters.
    pub fn hostile() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => "[a-z]{1,12}",
            3 => Just(" ".to_owned()),
            1 => Just("\n".to_owned()),
            1 => "\\PC{0,4}",
            1 => any::<char>().prop_map(String::from),
            1 => prop::sample::select(vec!["日本語", "한국어", "👨‍👩‍👧", "👍🏽", "🇫🇷", "e\u{301}\u{302}", "\u{600}", "\u{1100}", "क्षि", "\t", "\x1b[2J", "\u{202e}", "> ", "「", "。"]).prop_map(str::to_owned),
            1 => ("[\u{600}\u{1100}\u{903}\u{d4e}]", 1_usize..30).prop_map(|(c, n)| c.repeat(n)),
        ];
        prop::collection::vec(piece, 0..30).prop_map(|v| v.concat())
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(s in hostile()) {
            let once = clean_text(&s).into_owned();
            prop_assert_eq!(clean_text(&once).into_owned(), once);
            let line = clean_line(&s).into_owned();
            prop_assert_eq!(clean_line(&line).into_owned(), line);
        }

        #[test]
        fn fit_and_pad_never_pass_the_edge(s in hostile(), columns in 0_usize..40) {
            prop_assert!(width(&fit(&s, columns)) <= columns);
            prop_assert_eq!(width(&pad(&s, columns)), columns);
            prop_assert_eq!(width(&pad_left(&s, columns)), columns);
            if width(&clean_line(&s)) <= columns {
                prop_assert_eq!(fit(&s, columns), clean_line(&s).into_owned());
            }
        }

        #[test]
        fn what_is_cleaned_is_drawn_whole(s in hostile()) {
            let line = clean_line(&s).into_owned();
            let columns = u16::try_from(width(&line)).unwrap().max(1);
            let mut buffer = Buffer::empty(Rect::new(0, 0, columns, 1));
            let (end, _) = buffer.set_string_end(&line);
            prop_assert_eq!(usize::from(end), width(&line));
        }
    }

    trait SetStringEnd {
        fn set_string_end(&mut self, s: &str) -> (u16, u16);
    }

    impl SetStringEnd for Buffer {
        fn set_string_end(&mut self, s: &str) -> (u16, u16) {
            self.set_stringn(0, 0, s, usize::MAX, Style::default())
        }
    }
}
