//! What a frame writes to the terminal: as few bytes as its changes need. Over a slow line each of them is time that a key takes.
//!
//! ratatui says which cells have changed. Here a colour is named once until another comes, an attribute likewise, the colour of a letter never for a
//! blank, and the cursor is hidden once.

use std::fmt::Write as _;
use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

use super::widgets::text::width;

/// Modifiers that are seen on a blank.
const ON_BLANKS: Modifier = Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT);

/// A terminal that is written to sparingly.
#[derive(Debug)]
pub struct Painter<W: Write> {
    inner: CrosstermBackend<W>,
    /// Whether the terminal's cursor is shown; unknown at first.
    cursor: Option<bool>,
}

impl<W: Write> Painter<W> {
    /// Writes there.
    pub fn new(writer: W) -> Painter<W> {
        Painter { inner: CrosstermBackend::new(writer), cursor: None }
    }
}

impl<W: Write> Write for Painter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Write::flush(&mut self.inner)
    }
}

impl<W: Write> Backend for Painter<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut out = String::new();
        paint(content, &mut out);
        self.inner.write_all(out.as_bytes())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.cursor == Some(false) {
            return Ok(());
        }
        self.cursor = Some(false);
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.cursor == Some(true) {
            return Ok(());
        }
        self.cursor = Some(true);
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

/// The look that the terminal gives to what is written next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// What a terminal begins with, and is left with after a frame.
const PLAIN: Look = Look { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

/// Writes cells, which are given row by row.
fn paint<'a>(cells: impl Iterator<Item = (u16, u16, &'a Cell)>, out: &mut String) {
    let (mut look, mut next, mut sure) = (PLAIN, None, false);
    for (x, y, cell) in cells {
        if next != Some((x, y)) {
            go_to(out, next.filter(|_| sure), (x, y));
        }
        let wanted = wanted(cell, look);
        if wanted != look {
            dress(out, look, wanted);
            look = wanted;
        }
        let symbol = cell.symbol();
        out.push_str(symbol);
        // terminals differ in how wide some letters are: from there one goes on by place, not by distance
        sure = symbol.is_ascii();
        next = Some((x + 1, y)).filter(|_| sure || width(symbol) == 1);
    }
    if look != PLAIN {
        out.push_str("\x1b[0m");
    }
}

/// The look that a cell needs: where nothing of it would be seen, a blank leaves it as it is.
fn wanted(cell: &Cell, now: Look) -> Look {
    let seen = cell.modifier.union(now.modifier).intersects(ON_BLANKS);
    if cell.symbol() == " " && !seen { Look { bg: cell.bg, ..now } } else { Look { fg: cell.fg, bg: cell.bg, modifier: cell.modifier } }
}

/// Goes on from where the last letter ended, if that is known, by the shorter of two ways.
fn go_to(out: &mut String, from: Option<(u16, u16)>, (x, y): (u16, u16)) {
    let _ = match from {
        Some((at, row)) if row == y && at < x => match x - at {
            1 => write!(out, "\x1b[C"),
            by => write!(out, "\x1b[{by}C"),
        },
        _ => write!(out, "\x1b[{};{}H", y + 1, x + 1),
    };
}

/// Changes the look in one sequence (ECMA-48, SGR).
fn dress(out: &mut String, from: Look, to: Look) {
    let mut codes: Vec<String> = Vec::new();
    let gone = from.modifier.difference(to.modifier);
    let mut new = to.modifier.difference(from.modifier);
    for (modifiers, code) in [
        (Modifier::BOLD.union(Modifier::DIM), 22),
        (Modifier::ITALIC, 23),
        (Modifier::UNDERLINED, 24),
        (Modifier::SLOW_BLINK.union(Modifier::RAPID_BLINK), 25),
        (Modifier::REVERSED, 27),
        (Modifier::HIDDEN, 28),
        (Modifier::CROSSED_OUT, 29),
    ] {
        if gone.intersects(modifiers) {
            codes.push(code.to_string());
            // one code takes both of a pair away
            new = new.union(to.modifier.intersection(modifiers));
        }
    }
    for (modifier, code) in [
        (Modifier::BOLD, 1),
        (Modifier::DIM, 2),
        (Modifier::ITALIC, 3),
        (Modifier::UNDERLINED, 4),
        (Modifier::SLOW_BLINK, 5),
        (Modifier::RAPID_BLINK, 6),
        (Modifier::REVERSED, 7),
        (Modifier::HIDDEN, 8),
        (Modifier::CROSSED_OUT, 9),
    ] {
        if new.contains(modifier) {
            codes.push(code.to_string());
        }
    }
    if from.fg != to.fg {
        codes.push(colour(to.fg, 30));
    }
    if from.bg != to.bg {
        codes.push(colour(to.bg, 40));
    }
    let whole = codes.join(";");
    let _ = write!(out, "\x1b[{whole}m");
}

/// The colours that have names, in the order of their numbers.
const NAMED: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

/// A colour's code: `base` is 30 for letters and 40 for what is behind them.
fn colour(colour: Color, base: usize) -> String {
    let number = match colour {
        Color::Rgb(r, g, b) => return format!("{};2;{r};{g};{b}", base + 8),
        Color::Indexed(i) => Some(usize::from(i)),
        named => NAMED.iter().position(|c| *c == named),
    };
    match number {
        None => (base + 9).to_string(),
        Some(i @ 0..8) => (base + i).to_string(),
        Some(i @ 8..16) => (base + 60 + i - 8).to_string(),
        Some(i) => format!("{};5;{i}", base + 8),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    const SIZE: Rect = Rect { x: 0, y: 0, width: 12, height: 4 };

    fn blank() -> Buffer {
        Buffer::empty(SIZE)
    }

    fn painted(from: &Buffer, to: &Buffer) -> String {
        let mut out = String::new();
        paint(from.diff(to).into_iter(), &mut out);
        out
    }

    /// What ratatui itself would write.
    fn usual(from: &Buffer, to: &Buffer) -> Vec<u8> {
        let mut bytes = Vec::new();
        CrosstermBackend::new(&mut bytes).draw(from.diff(to).into_iter()).unwrap();
        bytes
    }

    fn shown(terminal: &vt100::Screen, x: u16, y: u16) -> (String, vt100::Color, vt100::Color, [bool; 5]) {
        let cell = terminal.cell(y, x).unwrap();
        let (bold, dim, italic) = (cell.bold(), cell.dim(), cell.italic());
        let text = if cell.contents().is_empty() { " ".to_owned() } else { cell.contents().to_owned() };
        // of a blank only these are seen
        let unseen = text == " " && !cell.inverse() && !cell.underline();
        let fg = if unseen { vt100::Color::Default } else { cell.fgcolor() };
        let letters = [bold, dim, italic].map(|m| m && !unseen);
        (text, fg, cell.bgcolor(), [letters[0], letters[1], letters[2], cell.underline(), cell.inverse()])
    }

    #[test]
    fn a_cursor_that_moves_costs_few_bytes() {
        let row = |cursor: bool| {
            let mut buffer = blank();
            let ground = if cursor { 236 } else { 234 };
            buffer.set_style(SIZE, Style::new().fg(Color::Indexed(253)).bg(Color::Indexed(ground)));
            buffer.set_string(0, 0, "a b", Style::new().fg(Color::Indexed(103)));
            buffer
        };
        let (from, to) = (row(false), row(true));
        let sparing = painted(&from, &to);
        assert!(sparing.starts_with("\x1b[1;1H\x1b[38;5;103;48;5;236ma b         \x1b[2;1H"), "{sparing:?}");
        assert!(sparing.len() < usual(&from, &to).len());
    }

    #[test]
    fn what_is_written_is_named_once() {
        let mut buffer = blank();
        buffer.set_string(0, 0, "red", Style::new().fg(Color::Red).add_modifier(Modifier::BOLD));
        buffer.set_string(4, 0, "red", Style::new().fg(Color::Red).add_modifier(Modifier::DIM));
        buffer.set_string(0, 2, "日b", Style::new());
        assert_eq!(painted(&blank(), &buffer), "\x1b[1;1H\x1b[1;31mred\x1b[C\x1b[22;2mred\x1b[3;1H\x1b[22;39m日\x1b[3;3Hb");
    }

    #[test]
    fn the_cursor_is_hidden_once() {
        let mut bytes = Vec::new();
        let mut painter = Painter::new(&mut bytes);
        for _ in 0..3 {
            painter.hide_cursor().unwrap();
        }
        painter.show_cursor().unwrap();
        painter.hide_cursor().unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), "\x1b[?25l\x1b[?25h\x1b[?25l");
    }

    fn style() -> impl Strategy<Value = Style> {
        let colour = prop_oneof![
            Just(Color::Reset),
            Just(Color::Red),
            Just(Color::White),
            (0u8..=255).prop_map(Color::Indexed),
            (0u8..3).prop_map(|r| Color::Rgb(r, 9, 200))
        ];
        let modifiers =
            prop::sample::select(vec![Modifier::empty(), Modifier::BOLD, Modifier::DIM, Modifier::ITALIC, Modifier::UNDERLINED, Modifier::REVERSED]);
        (colour.clone(), colour, modifiers)
            .prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).remove_modifier(Modifier::all()).add_modifier(modifier))
    }

    fn frame() -> impl Strategy<Value = Buffer> {
        prop::collection::vec((0u16..12, 0u16..4, "[a-c 日é]{1,6}", style()), 0..8).prop_map(|texts| {
            let mut buffer = blank();
            for (x, y, text, style) in texts {
                buffer.set_stringn(x, y, text, usize::from(SIZE.width - x), style);
            }
            buffer
        })
    }

    proptest! {
        #[test]
        fn the_terminal_shows_what_was_drawn(frames in prop::collection::vec(frame(), 1..5)) {
            let mut sparing = vt100::Parser::new(4.try_into().unwrap(), 12.try_into().unwrap(), 0);
            let mut known = vt100::Parser::new(4.try_into().unwrap(), 12.try_into().unwrap(), 0);
            let mut before = blank();
            for frame in frames {
                sparing.process(painted(&before, &frame).as_bytes());
                known.process(&usual(&before, &frame));
                for (x, y) in (0..4).flat_map(|y| (0..12).map(move |x| (x, y))) {
                    prop_assert_eq!(shown(sparing.screen(), x, y), shown(known.screen(), x, y), "at {},{}", x, y);
                }
                before = frame;
            }
        }
    }
}
