//! Every style the console uses, by what it means. No pane names a colour.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use crate::model::settings::Colour;
use crate::model::status::{Priority, Status};
use crate::tui::depth::{Depth, SIXTEEN};

/// A style and the one-column sign that says the same without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// How it is drawn.
    pub style: Style,
    /// One column wide.
    pub sign: &'static str,
}

/// Named styles. [`Theme::base`] fills the screen; the others are laid over it and keep its background unless they say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The whole screen, before anything is drawn.
    pub base: Style,
    /// The inside of popups, before anything is drawn.
    pub popup: Style,
    /// Ordinary text.
    pub text: Style,
    /// What matters less: ages, hints, folded parts.
    pub dim: Style,
    /// Titles of panes and popups, subjects.
    pub title: Style,
    /// Border of the pane that has the keys.
    pub focus_border: Style,
    /// Border of the other panes.
    pub border: Style,
    /// Selected text, and the box that one is in: laid over the style of what is written there.
    pub selection: Style,
    /// Rows that are selected. They keep their own ink.
    pub marked_row: Style,
    /// The row under the cursor.
    pub cursor_row: Style,
    /// Letters that matched a search.
    pub hit: Style,
    /// A customer's message: its head and bar.
    pub customer: Style,
    /// A public reply, and the composer that writes one.
    pub reply: Style,
    /// Border of a public reply and of its composer.
    pub reply_border: Style,
    /// The word and lock of a private note, and of its composer.
    pub note: Style,
    /// The text of a private note.
    pub note_body: Style,
    /// Border of a private note and of its composer.
    pub note_border: Style,
    /// A side conversation, and the composer that writes in one.
    pub side: Style,
    /// Border of a side conversation and of its composer.
    pub side_border: Style,
    /// One compact line of what happened.
    pub event: Style,
    /// Quoted text.
    pub quote: Style,
    /// Links and their targets.
    pub link: Style,
    /// Something failed.
    pub error: Style,
    /// Something needs a look.
    pub warning: Style,
    /// Something worked.
    pub ok: Style,
    /// A tag without a colour of its own.
    pub tag: Style,
    /// Something not yet read.
    pub unread: Style,
    /// A key cap in the footer and in help.
    pub key: Style,
    /// What a key does.
    pub key_label: Style,
    /// Counts that ask for attention.
    pub badge: Style,
    /// Hints in an empty field.
    pub placeholder: Style,
    statuses: [Style; 6],
    priorities: [Style; 4],
    tags: [Style; 6],
}

/// The colours that a theme is made of.
struct Palette {
    base: (Color, Color),
    popup: Color,
    dim: Color,
    title: Color,
    focus: Color,
    border: Color,
    selection: Style,
    marked_row: Style,
    cursor_row: Style,
    customer: Color,
    reply: Color,
    note: Color,
    note_paper: Color,
    side: Color,
    error: Color,
    warning: Color,
    ok: Color,
    link: Color,
    key: Style,
    badge: Style,
    tags: [Color; 6],
}

const fn rgb(hex: u32) -> Color {
    let [_, r, g, b] = hex.to_be_bytes();
    Color::Rgb(r, g, b)
}

fn on(fg: Color, bg: Color) -> Style {
    Style::new().fg(fg).bg(bg)
}

/// Contrast of text that can be read (WCAG 2.2, 1.4.3).
const LEGIBLE: f64 = 4.5;

/// Steps from a colour to that of the text.
const MIXES: u16 = 16;

/// How bright a true colour is, from 0 to 1 (WCAG 2.2, relative luminance).
fn luminance(colour: Color) -> Option<f64> {
    let Color::Rgb(r, g, b) = colour else { return None };
    let [r, g, b] = [r, g, b].map(|v| f64::from(v) / 255.0).map(|v| if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) });
    Some(0.2126 * r + 0.7152 * g + 0.0722 * b)
}

/// Contrast of two true colours, from 1 to 21 (WCAG 2.2, 1.4.3). `None` for a colour that only the terminal knows.
#[must_use]
pub fn contrast(a: Color, b: Color) -> Option<f64> {
    let (a, b) = (luminance(a)?, luminance(b)?);
    Some((a.max(b) + 0.05) / (a.min(b) + 0.05))
}

impl Theme {
    /// The names that [`Theme::named`] knows.
    pub const NAMES: [&'static str; 5] = ["dark", "light", "high-contrast", "sixteen", "none"];

    /// A theme by its name in the configuration.
    #[must_use]
    pub fn named(name: &str) -> Option<Theme> {
        match name.trim().to_ascii_lowercase().replace('_', "-").as_str() {
            "dark" => Some(Theme::dark()),
            "light" => Some(Theme::light()),
            "high-contrast" => Some(Theme::high_contrast()),
            "sixteen" | "16" => Some(Theme::sixteen()),
            "none" => Some(Theme::none()),
            _ => None,
        }
    }

    /// What suits the terminal that some variables describe: sixteen colours where it has no more, a light ground where `COLORFGBG` (as rxvt, Konsole
    /// and others set it) says so, else a dark one.
    #[must_use]
    pub fn for_terminal(variable: impl Fn(&str) -> Option<String>) -> Theme {
        if Depth::detect(&variable) == Depth::Ansi16 {
            return Theme::sixteen();
        }
        let ground = variable("COLORFGBG").and_then(|v| v.rsplit(';').next().map(str::to_owned));
        match ground.as_deref() {
            Some("7" | "9" | "10" | "11" | "12" | "13" | "14" | "15") => Theme::light(),
            _ => Theme::dark(),
        }
    }

    /// This theme, unless the terminal shows no colours.
    #[must_use]
    pub fn in_depth(self, variable: impl Fn(&str) -> Option<String>) -> Theme {
        if Depth::detect(variable) == Depth::None { Theme::none() } else { self }
    }

    /// Calm colours on a dark ground.
    #[must_use]
    pub fn dark() -> Theme {
        Theme::from_palette(&Palette {
            base: (rgb(0xd6dae3), rgb(0x14161c)),
            popup: rgb(0x1c1f28),
            dim: rgb(0x8d95a7),
            title: rgb(0xf0f2f7),
            focus: rgb(0x5fc9b8),
            border: rgb(0x3b4150),
            selection: Style::new().bg(rgb(0x2c4266)),
            marked_row: Style::new().bg(rgb(0x1b2e4d)),
            cursor_row: Style::new().bg(rgb(0x262c39)),
            customer: rgb(0x8fd3a6),
            reply: rgb(0x6eaeff),
            note: rgb(0xf2c14e),
            note_paper: rgb(0x292413),
            side: rgb(0xcf9bff),
            error: rgb(0xff7b78),
            warning: rgb(0xf8a85a),
            ok: rgb(0x73d08c),
            link: rgb(0x7cc7f2),
            key: on(rgb(0xe9ecf3), rgb(0x323949)).add_modifier(Modifier::BOLD),
            badge: on(rgb(0x14161c), rgb(0xcf9bff)).add_modifier(Modifier::BOLD),
            tags: [0x86c5d8, 0xb5c77a, 0xe0a889, 0xb0a8f0, 0xe39ac0, 0x8fcfae].map(rgb),
        })
    }

    /// Ink on paper.
    #[must_use]
    pub fn light() -> Theme {
        Theme::from_palette(&Palette {
            base: (rgb(0x22272e), rgb(0xfbfbf8)),
            popup: rgb(0xf1f2f0),
            dim: rgb(0x5f6773),
            title: rgb(0x0d1117),
            focus: rgb(0x0f766e),
            border: rgb(0xc3c9d1),
            selection: Style::new().bg(rgb(0xc9dfff)),
            marked_row: Style::new().bg(rgb(0xe0ecff)),
            cursor_row: Style::new().bg(rgb(0xe6eaf0)),
            customer: rgb(0x166d35),
            reply: rgb(0x0a55c4),
            note: rgb(0x805100),
            note_paper: rgb(0xfff3cf),
            side: rgb(0x7535cf),
            error: rgb(0xb6201a),
            warning: rgb(0x924c00),
            ok: rgb(0x166d35),
            link: rgb(0x055d99),
            key: on(rgb(0x22272e), rgb(0xd9dee5)).add_modifier(Modifier::BOLD),
            badge: on(rgb(0xffffff), rgb(0x7535cf)).add_modifier(Modifier::BOLD),
            tags: [0x0b647d, 0x516400, 0x8f4a1c, 0x5147b8, 0x9c2c6d, 0x176b4d].map(rgb),
        })
    }

    /// Bright on black, for tired eyes and bad projectors.
    #[must_use]
    pub fn high_contrast() -> Theme {
        let (black, white) = (rgb(0), rgb(0xffffff));
        Theme::from_palette(&Palette {
            base: (white, black),
            popup: black,
            dim: rgb(0xc8c8c8),
            title: white,
            focus: rgb(0x00ffff),
            border: rgb(0xb0b0b0),
            selection: on(black, white),
            marked_row: Style::new().bg(rgb(0x4b0a5e)),
            cursor_row: on(white, rgb(0x00388f)).add_modifier(Modifier::BOLD),
            customer: rgb(0x80ff80),
            reply: rgb(0x8cc8ff),
            note: rgb(0xffe600),
            note_paper: rgb(0x262200),
            side: rgb(0xff9cff),
            error: rgb(0xff9090),
            warning: rgb(0xffc060),
            ok: rgb(0x80ff80),
            link: rgb(0x9ce4ff),
            key: on(black, white).add_modifier(Modifier::BOLD),
            badge: on(black, rgb(0xff9cff)).add_modifier(Modifier::BOLD),
            tags: [0x9ce4ff, 0xd8f080, 0xffc8a0, 0xd0c8ff, 0xffb0e0, 0xa0f0d0].map(rgb),
        })
    }

    /// The terminal's own sixteen colours, on its own ground.
    #[must_use]
    pub fn sixteen() -> Theme {
        Theme::from_palette(&Palette {
            base: (Color::Reset, Color::Reset),
            popup: Color::Reset,
            dim: Color::DarkGray,
            title: Color::Reset,
            focus: Color::Cyan,
            border: Color::DarkGray,
            selection: Style::new().add_modifier(Modifier::REVERSED),
            marked_row: Style::new().add_modifier(Modifier::BOLD),
            cursor_row: Style::new().add_modifier(Modifier::REVERSED),
            customer: Color::Green,
            reply: Color::Blue,
            note: Color::Yellow,
            note_paper: Color::Reset,
            side: Color::Magenta,
            error: Color::Red,
            warning: Color::Yellow,
            ok: Color::Green,
            link: Color::Cyan,
            key: Style::new().add_modifier(Modifier::BOLD | Modifier::REVERSED),
            badge: on(Color::Black, Color::Magenta),
            tags: [Color::Cyan, Color::Green, Color::Yellow, Color::Blue, Color::Magenta, Color::Red],
        })
    }

    /// Makes what is reversed one bar: reversed, each colour of a row's letters would be a patch of that colour behind them.
    pub fn even_out(&self, buf: &mut Buffer) {
        if !self.reverses() {
            return;
        }
        for cell in buf.content.iter_mut().filter(|c| c.modifier.contains(Modifier::REVERSED) && c.bg == Color::Reset) {
            cell.fg = Color::Reset;
        }
    }

    /// Whether reversed letters say where the cursor is: there is no ground that could be a little lighter.
    #[must_use]
    pub fn reverses(&self) -> bool {
        self.cursor_row.add_modifier.contains(Modifier::REVERSED)
    }

    /// The row under the cursor of a pane that has the keys or not. Only one row of a screen is reversed.
    #[must_use]
    pub fn cursor_row_in(&self, focused: bool) -> Style {
        if focused || !self.reverses() { self.cursor_row } else { self.marked_row }
    }

    /// Whether it has colours.
    #[must_use]
    pub fn has_colours(&self) -> bool {
        self.link.fg.is_some()
    }

    /// No colour at all: bold, dim, underlined and reversed letters say it.
    #[must_use]
    pub fn none() -> Theme {
        let plain = Style::new();
        let with = |m: Modifier| plain.add_modifier(m);
        Theme {
            base: plain,
            popup: plain,
            text: plain,
            dim: with(Modifier::DIM),
            title: with(Modifier::BOLD),
            focus_border: with(Modifier::BOLD),
            border: with(Modifier::DIM),
            selection: with(Modifier::REVERSED),
            marked_row: with(Modifier::BOLD),
            cursor_row: with(Modifier::REVERSED),
            hit: with(Modifier::UNDERLINED),
            customer: with(Modifier::BOLD),
            reply: with(Modifier::BOLD),
            reply_border: plain,
            note: with(Modifier::BOLD | Modifier::REVERSED),
            note_body: plain,
            note_border: with(Modifier::REVERSED),
            side: with(Modifier::BOLD | Modifier::UNDERLINED),
            side_border: with(Modifier::DIM),
            event: with(Modifier::DIM),
            quote: with(Modifier::DIM),
            link: with(Modifier::UNDERLINED),
            error: with(Modifier::BOLD | Modifier::REVERSED),
            warning: with(Modifier::BOLD),
            ok: plain,
            tag: with(Modifier::UNDERLINED),
            unread: with(Modifier::BOLD),
            key: with(Modifier::BOLD | Modifier::REVERSED),
            key_label: plain,
            badge: with(Modifier::REVERSED),
            placeholder: with(Modifier::DIM),
            statuses: [with(Modifier::BOLD), with(Modifier::BOLD), plain, plain, with(Modifier::DIM), with(Modifier::DIM)],
            priorities: [with(Modifier::DIM), plain, with(Modifier::BOLD), with(Modifier::BOLD | Modifier::REVERSED)],
            tags: [with(Modifier::UNDERLINED); 6],
        }
    }

    fn from_palette(p: &Palette) -> Theme {
        let fg = |c: Color| Style::new().fg(c);
        let bold = |c: Color| fg(c).add_modifier(Modifier::BOLD);
        Theme {
            base: on(p.base.0, p.base.1),
            popup: on(p.base.0, p.popup),
            text: fg(p.base.0),
            dim: fg(p.dim),
            title: bold(p.title),
            focus_border: fg(p.focus),
            border: fg(p.border),
            selection: p.selection,
            marked_row: p.marked_row,
            cursor_row: p.cursor_row,
            hit: bold(p.warning).add_modifier(Modifier::UNDERLINED),
            customer: bold(p.customer),
            reply: bold(p.reply),
            reply_border: fg(p.reply),
            note: bold(p.note),
            note_body: Style::new().bg(p.note_paper),
            note_border: fg(p.note),
            side: bold(p.side),
            side_border: fg(p.side),
            event: fg(p.dim),
            quote: fg(p.dim),
            link: fg(p.link).add_modifier(Modifier::UNDERLINED),
            error: bold(p.error),
            warning: fg(p.warning),
            ok: fg(p.ok),
            tag: fg(p.tags[0]),
            unread: bold(p.title),
            key: p.key,
            key_label: fg(p.dim),
            badge: p.badge,
            placeholder: fg(p.dim).add_modifier(Modifier::ITALIC),
            statuses: [bold(p.warning), fg(p.error), fg(p.reply), fg(p.side), fg(p.ok), fg(p.dim)],
            priorities: [fg(p.dim), fg(p.base.0), fg(p.warning), bold(p.error)],
            tags: p.tags.map(fg),
        }
    }

    /// How a status is drawn; its sign alone tells it from the others.
    #[must_use]
    pub fn status(&self, status: Status) -> Mark {
        let (i, sign) = match status {
            Status::New => (0, "◆"),
            Status::Open => (1, "●"),
            Status::Pending => (2, "◐"),
            Status::OnHold => (3, "■"),
            Status::Solved => (4, "✓"),
            Status::Closed => (5, "○"),
        };
        Mark { style: self.statuses[i], sign }
    }

    /// How a priority is drawn; the usual one has no sign.
    #[must_use]
    pub fn priority(&self, priority: Priority) -> Mark {
        let (i, sign) = match priority {
            Priority::Low => (0, "↓"),
            Priority::Normal => (1, " "),
            Priority::High => (2, "↑"),
            Priority::Urgent => (3, "!"),
        };
        Mark { style: self.priorities[i], sign }
    }

    /// A tag with a colour of its own, as near to it as can be read on every ground of the theme. Where there are no colours it looks as
    /// every tag does.
    #[must_use]
    pub fn tag_coloured(&self, colour: Colour) -> Style {
        let style = |c: Color| Style::new().fg(c);
        match (self.tag.fg, self.base.bg, colour) {
            (None, ..) => self.tag,
            (_, Some(Color::Rgb(..)), Colour::Rgb(r, g, b)) => style(self.legible((r, g, b))),
            (_, Some(Color::Rgb(..)), Colour::Named(n)) => style(self.legible(SIXTEEN[usize::from(n % 16)])),
            (_, _, Colour::Rgb(r, g, b)) => style(Depth::Ansi16.nearest(Color::Rgb(r, g, b))),
            (_, _, Colour::Named(n)) => style(Color::Indexed(n)),
        }
    }

    /// A colour, mixed with that of the text until it can be read.
    fn legible(&self, (r, g, b): (u8, u8, u8)) -> Color {
        let Some(Color::Rgb(tr, tg, tb)) = self.text.fg else { return Color::Rgb(r, g, b) };
        let grounds = [&self.base, &self.popup, &self.cursor_row, &self.marked_row, &self.note_body].map(|s| s.bg);
        let reads = |c: Color| grounds.iter().flatten().all(|ground| contrast(c, *ground).is_none_or(|found| found >= LEGIBLE));
        let mixed = |part: u16| {
            let of = |from: u8, to: u8| u8::try_from((u16::from(from) * (MIXES - part) + u16::from(to) * part) / MIXES).unwrap_or(to);
            Color::Rgb(of(r, tr), of(g, tg), of(b, tb))
        };
        (0..=MIXES).map(mixed).find(|c| reads(*c)).unwrap_or(Color::Rgb(tr, tg, tb))
    }

    /// A tag's own colour: the same name has the same one everywhere.
    #[must_use]
    pub fn tag_named(&self, name: &str) -> Style {
        let hash = name.bytes().fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193));
        let [.., low] = (hash ^ (hash >> 15)).to_be_bytes();
        self.tags[usize::from(low) % self.tags.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::width;
    use super::*;

    fn contrast(a: Color, b: Color) -> f64 {
        super::contrast(a, b).unwrap()
    }

    fn words(t: &Theme) -> Vec<(&'static str, Style)> {
        let mut all = vec![
            ("text", t.text),
            ("dim", t.dim),
            ("title", t.title),
            ("focus", t.focus_border),
            ("hit", t.hit),
            ("customer", t.customer),
            ("reply", t.reply),
            ("note", t.note),
            ("side", t.side),
            ("event", t.event),
            ("quote", t.quote),
            ("link", t.link),
            ("error", t.error),
            ("warning", t.warning),
            ("ok", t.ok),
            ("unread", t.unread),
            ("key label", t.key_label),
            ("placeholder", t.placeholder),
        ];
        all.extend(t.statuses.map(|s| ("status", s)));
        all.extend(t.priorities.map(|s| ("priority", s)));
        all.extend(t.tags.map(|s| ("tag", s)));
        all
    }

    #[test]
    fn every_word_is_legible_on_every_ground() {
        for (theme, least, least_on_rows) in [(Theme::dark(), 4.5, 4.5), (Theme::light(), 4.5, 4.5), (Theme::high_contrast(), 7.0, 4.5)] {
            let rows = [theme.popup.bg, theme.cursor_row.bg, theme.marked_row.bg, theme.note_body.bg].map(Option::unwrap);
            for (name, style) in words(&theme) {
                let ink = style.fg.unwrap();
                assert!(contrast(ink, theme.base.bg.unwrap()) >= least, "{name}");
                for ground in rows {
                    let found = contrast(ink, ground);
                    assert!(found >= least_on_rows, "{name} {ink:?} on {ground:?}: {found:.2}");
                }
            }
            for style in [theme.key, theme.badge] {
                assert!(contrast(style.fg.unwrap(), style.bg.unwrap()) >= least);
            }
        }
    }

    #[test]
    fn in_sixteen_colours_the_row_of_the_cursor_is_one_bar() {
        let theme = Theme::sixteen();
        let mut row = Buffer::empty(ratatui::layout::Rect::new(0, 0, 9, 1));
        row.set_string(0, 0, "red  dim ", theme.base);
        row.set_style(row.area, theme.cursor_row);
        row.set_string(0, 0, "red", theme.error);
        row.set_string(5, 0, "dim", theme.dim);
        row.set_string(8, 0, "3", theme.badge);
        theme.even_out(&mut row);
        assert!(row.content[..8].iter().all(|c| c.fg == Color::Reset && c.modifier.contains(Modifier::REVERSED)));
        assert_eq!(row.content[8].bg, theme.badge.bg.unwrap(), "what has a ground of its own keeps its colours");
    }

    #[test]
    fn the_three_kinds_of_writing_cannot_be_mistaken() {
        for name in Theme::NAMES {
            let t = Theme::named(name).unwrap();
            assert!(t.reply != t.note && t.note != t.side && t.side != t.reply, "{name}");
            assert!(t.reply_border != t.note_border && t.note_border != t.side_border && t.side_border != t.reply_border, "{name}");
        }
    }

    #[test]
    fn signs_are_one_column_and_tell_statuses_apart_without_colour() {
        let t = Theme::none();
        let mut signs: Vec<_> = Status::ALL.map(|s| t.status(s).sign).to_vec();
        signs.extend(Priority::ALL.map(|p| t.priority(p).sign));
        assert!(signs.iter().all(|s| width(s) == 1));
        signs.sort_unstable();
        signs.dedup();
        assert_eq!(signs.len(), 10);
    }

    #[test]
    fn no_colour_means_no_colour() {
        let t = Theme::none();
        for (name, style) in words(&t) {
            assert!(style.fg.is_none() && style.bg.is_none(), "{name}");
        }
        assert!(Theme::named("pink").is_none());
    }

    #[test]
    fn a_tag_with_a_colour_of_its_own_can_be_read_on_every_ground() {
        let some = [Colour::Rgb(0xff, 0xff, 0), Colour::Rgb(0xd7, 0x87, 0x5f), Colour::Rgb(0, 0, 0), Colour::Rgb(0xff, 0xff, 0xff)];
        let all: Vec<Colour> = (0..16).map(Colour::Named).chain(some).collect();
        for theme in [Theme::dark(), Theme::light(), Theme::high_contrast()] {
            let grounds = [&theme.base, &theme.popup, &theme.cursor_row, &theme.marked_row, &theme.note_body].map(|s| s.bg.unwrap());
            for colour in &all {
                let ink = theme.tag_coloured(*colour).fg.unwrap();
                assert!(grounds.iter().all(|g| contrast(ink, *g) >= 4.5), "{colour} as {ink:?}");
            }
        }
        let ink = Theme::light().tag_coloured(Colour::Rgb(0xd7, 0, 0)).fg.unwrap();
        assert!(matches!(ink, Color::Rgb(r, g, b) if r > 2 * g && r > 2 * b), "red stays red: {ink:?}");
        assert!(all.iter().all(|c| matches!(Theme::sixteen().tag_coloured(*c).fg, Some(Color::Indexed(0..16)))));
        assert_eq!(Theme::none().tag_coloured(Colour::Named(1)), Theme::none().tag);
    }

    #[test]
    fn a_tag_keeps_its_colour_and_tags_differ() {
        let t = Theme::dark();
        assert_eq!(t.tag_named("vip"), t.tag_named("vip"));
        let many: Vec<Style> = ["vip", "billing", "bug", "refund", "shipping", "sweep", "new", "gold"].map(|n| t.tag_named(n)).to_vec();
        let distinct = t.tags.iter().filter(|s| many.contains(s)).count();
        assert!(distinct >= 4, "only {distinct} colours for eight tags");
    }

    #[test]
    fn the_theme_is_found_out_from_what_the_terminal_says_of_itself() {
        let with = |all: &'static [(&str, &str)]| move |name: &str| all.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
        let found = |all| Theme::for_terminal(with(all)).in_depth(with(all)).base;
        assert_eq!(found(&[("TERM", "xterm-256color")]), Theme::dark().base);
        assert_eq!(found(&[("TERM", "xterm-256color"), ("COLORFGBG", "0;15")]), Theme::light().base);
        assert_eq!(found(&[("TERM", "rxvt-256color"), ("COLORFGBG", "15;default;0")]), Theme::dark().base);
        assert_eq!(found(&[("TERM", "linux")]), Theme::sixteen().base);
        assert_eq!(found(&[("TERM", "xterm-256color"), ("COLORFGBG", "0;15"), ("NO_COLOR", "1")]), Theme::none().base);
    }
}
