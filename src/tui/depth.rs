//! How many colours a terminal shows, and what becomes of the others.

use ratatui::buffer::Buffer;
use ratatui::style::Color;

/// How many colours a terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// None: NO_COLOR, or a terminal without.
    None,
    /// The sixteen of ANSI, whatever they look like there.
    Ansi16,
    /// The cube and the greys of xterm.
    Ansi256,
    /// Red, green and blue.
    True,
}

impl Depth {
    /// From the environment, given as a look-up: `NO_COLOR` (no-color.org) before `COLORTERM` before `TERM`.
    #[must_use]
    pub fn detect(var: impl Fn(&str) -> Option<String>) -> Depth {
        let var = |name: &str| var(name).unwrap_or_default();
        let (colours, term) = (var("COLORTERM"), var("TERM"));
        if !var("NO_COLOR").is_empty() || term == "dumb" {
            Depth::None
        } else if colours == "truecolor" || colours == "24bit" || term.ends_with("-direct") {
            Depth::True
        } else if term.contains("256color") {
            Depth::Ansi256
        } else {
            Depth::Ansi16
        }
    }

    /// The nearest colour that such a terminal shows.
    #[must_use]
    pub fn nearest(self, colour: Color) -> Color {
        match (self, colour) {
            (Depth::True, c) | (_, c @ Color::Reset) => c,
            (Depth::None, _) => Color::Reset,
            (Depth::Ansi256, Color::Rgb(r, g, b)) => Color::Indexed(to256((r, g, b))),
            (Depth::Ansi16, Color::Rgb(r, g, b)) => Color::Indexed(to16((r, g, b))),
            (Depth::Ansi16, Color::Indexed(i)) if i > 15 => Color::Indexed(to16(from256(i))),
            (_, c) => c,
        }
    }

    /// Reduces a finished frame in one pass, so that no theme or widget needs to care.
    pub fn reduce(self, frame: &mut Buffer) {
        if self == Depth::True {
            return;
        }
        // A frame has few colours, neighbours mostly share theirs, and a look-up in 240 for every change of colour would be most of a frame's time.
        let mut known: Vec<(Color, Color)> = Vec::new();
        let mut last = [(Color::Reset, Color::Reset); 2];
        for cell in &mut frame.content {
            for (colour, (from, to)) in [&mut cell.fg, &mut cell.bg].into_iter().zip(&mut last) {
                if *colour != *from {
                    let met = known.iter().find(|(known, _)| known == colour).copied();
                    (*from, *to) = met.unwrap_or_else(|| (*colour, self.nearest(*colour)));
                    if met.is_none() {
                        known.push((*from, *to));
                    }
                }
                *colour = *to;
            }
        }
    }
}

type Rgb = (u8, u8, u8);

/// The steps of xterm's colour cube.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// xterm's sixteen colours; terminals differ, but these are the middle.
pub(super) const SIXTEEN: [Rgb; 16] = [
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (60, 90, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
    (127, 127, 127),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (110, 140, 255),
    (255, 0, 255),
    (0, 255, 255),
    (255, 255, 255),
];

fn from256(i: u8) -> Rgb {
    match i {
        0..16 => SIXTEEN[usize::from(i)],
        16..232 => {
            let i = usize::from(i - 16);
            (STEPS[i / 36], STEPS[i / 6 % 6], STEPS[i % 6])
        }
        232.. => {
            let v = 8 + 10 * (i - 232);
            (v, v, v)
        }
    }
}

/// How different two colours look, roughly: the eye sees green best and red least.
fn distance(a: Rgb, b: Rgb) -> u32 {
    let square = |x: u8, y: u8| u32::from(x.abs_diff(y)).pow(2);
    2 * square(a.0, b.0) + 4 * square(a.1, b.1) + 3 * square(a.2, b.2)
}

/// The nearest of the 240 colours that look the same on every terminal.
fn to256(c: Rgb) -> u8 {
    (16..=u8::MAX).min_by_key(|i| distance(from256(*i), c)).unwrap_or(7)
}

fn to16(c: Rgb) -> u8 {
    (0..16).min_by_key(|i| distance(from256(*i), c)).unwrap_or(7)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn depth(vars: &[(&str, &str)]) -> Depth {
        Depth::detect(|name| vars.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
    }

    #[test]
    fn the_environment_tells_how_many_colours_there_are() {
        assert_eq!(depth(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]), Depth::True);
        assert_eq!(depth(&[("TERM", "xterm-direct")]), Depth::True);
        assert_eq!(depth(&[("TERM", "tmux-256color")]), Depth::Ansi256);
        assert_eq!(depth(&[("TERM", "linux")]), Depth::Ansi16);
        assert_eq!(depth(&[]), Depth::Ansi16);
        assert_eq!(depth(&[("TERM", "dumb"), ("COLORTERM", "truecolor")]), Depth::None);
        assert_eq!(depth(&[("COLORTERM", "truecolor"), ("NO_COLOR", "1")]), Depth::None);
        assert_eq!(depth(&[("COLORTERM", "truecolor"), ("NO_COLOR", "")]), Depth::True, "an empty NO_COLOR does not count");
    }

    #[test]
    fn a_colour_becomes_the_nearest_there_is() {
        assert_eq!(to256((255, 0, 0)), 196);
        assert_eq!(to256((8, 8, 8)), 232);
        assert_eq!(to16((250, 5, 5)), 9);
        assert_eq!(to16((10, 10, 10)), 0);
        for i in 16..=u8::MAX {
            assert_eq!(from256(to256(from256(i))), from256(i));
        }
    }

    #[test]
    fn each_depth_shows_only_what_it_has() {
        let orange = Color::Rgb(255, 135, 0);
        assert_eq!(Depth::True.nearest(orange), orange);
        assert_eq!(Depth::Ansi256.nearest(orange), Color::Indexed(208));
        assert_eq!(Depth::Ansi256.nearest(Color::Indexed(3)), Color::Indexed(3));
        assert!(matches!(Depth::Ansi16.nearest(Color::Indexed(208)), Color::Indexed(0..16)));
        assert_eq!(Depth::Ansi16.nearest(Color::Red), Color::Red);
        assert_eq!(Depth::None.nearest(Color::Red), Color::Reset);
        assert_eq!(Depth::Ansi16.nearest(Color::Reset), Color::Reset);
    }

    #[test]
    fn without_colour_a_selection_can_still_be_seen() {
        let mut frame = Buffer::empty(Rect::new(0, 0, 3, 1));
        frame.set_string(0, 0, "abc", Style::new().fg(Color::Rgb(1, 2, 3)).bg(Color::Blue).reversed());
        Depth::None.reduce(&mut frame);
        for cell in frame.content() {
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset));
            assert!(cell.modifier.contains(ratatui::style::Modifier::REVERSED));
        }
    }

    #[test]
    fn a_whole_frame_is_reduced_as_its_cells_are() {
        let mut frame = Buffer::empty(Rect::new(0, 0, 16, 16));
        for (i, cell) in frame.content.iter_mut().enumerate() {
            let v = u8::try_from(i).unwrap();
            cell.set_fg(Color::Rgb(v, v / 3, 255 - v)).set_bg(Color::Indexed(v / 4));
        }
        let before = frame.clone();
        Depth::Ansi16.reduce(&mut frame);
        for (was, is) in before.content().iter().zip(frame.content()) {
            assert_eq!((is.fg, is.bg), (Depth::Ansi16.nearest(was.fg), Depth::Ansi16.nearest(was.bg)));
        }
    }
}
