//! The terminal: modes on and off, panics, one write a frame, colours as deep as it has them.

use std::io::{self, Write, stdout};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste, EnableFocusChange, EnableMouseCapture,
    KeyboardEnhancementFlags, PopKeyboardEnhancementFlags, PushKeyboardEnhancementFlags,
};
use crossterm::style::{Print, force_color_output};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, SetTitle, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::Frame;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::style::Color;
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};

use super::widgets::text::{clean_line, without_controls};

/// Is the terminal ours? Read by the panic hook in whatever thread.
static ACTIVE: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// Keeps the window's title from before (XTWINOPS 22), and puts it back (23).
const SAVE_TITLE: &str = "\x1b[22;0t";
const RESTORE_TITLE: &str = "\x1b[23;0t";

/// Exit code of a process whose terminal went away: 128 and SIGHUP.
const HUNG_UP: i32 = 129;
/// Exit code of a Rust program that panicked.
const PANICKED: i32 = 101;

type Screen = ratatui::Terminal<CrosstermBackend<OneWrite>>;

/// The console's terminal, from [`Terminal::enter`] until it is dropped.
#[derive(Debug)]
pub struct Terminal {
    screen: Screen,
    frame: OneWrite,
    depth: Depth,
}

impl Terminal {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste, focus and mouse reports. A panic in any thread gives
    /// it back first; in any but the main one it then ends the process, since nobody would notice a console half dead.
    ///
    /// # Errors
    /// When standard output is no terminal, or is gone.
    pub fn enter() -> io::Result<Terminal> {
        // crossterm would obey NO_COLOR by resetting bold and reverse as well, and selections would vanish; Depth does it right.
        force_color_output(true);
        HOOK.call_once(hook_panics);
        modes_on()?;
        let frame = OneWrite::default();
        let screen = fresh_screen(&frame).inspect_err(|_| leave())?;
        Ok(Terminal { screen, frame, depth: Depth::detect(|name| std::env::var(name).ok()) })
    }

    /// How many colours it shows.
    #[must_use]
    pub fn depth(&self) -> Depth {
        self.depth
    }

    /// Overrides what was detected, for a configuration that knows better.
    pub fn set_depth(&mut self, depth: Depth) {
        self.depth = depth;
    }

    /// Columns and rows.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn size(&self) -> io::Result<ratatui::layout::Size> {
        self.screen.size()
    }

    /// Draws a frame: one write, shown by the terminal at once.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        let depth = self.depth;
        queue!(self.screen.backend_mut(), BeginSynchronizedUpdate)?;
        self.screen.draw(|frame| {
            draw(frame);
            depth.reduce(frame.buffer_mut());
        })?;
        queue!(self.screen.backend_mut(), EndSynchronizedUpdate)?;
        self.send()
    }

    /// Draws the next frame whole, whatever the terminal shows now.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn redraw(&mut self) -> io::Result<()> {
        // Not Terminal::clear: that asks the terminal where its cursor is and waits for an answer.
        self.screen = fresh_screen(&self.frame)?;
        Ok(())
    }

    /// Gives the terminal to something else (`$EDITOR`, a pager) and takes it back. Whoever reads events must have stopped
    /// before, and must begin anew after.
    ///
    /// # Errors
    /// When the terminal cannot be taken back.
    pub fn suspended<R>(&mut self, f: impl FnOnce() -> R) -> io::Result<R> {
        leave();
        let result = f();
        modes_on()?;
        self.redraw()?;
        Ok(result)
    }

    /// Stops the process as SIGTSTP asks, until the shell continues it. Where no shell could (the console is the session's
    /// own program), nothing happens. Whoever reads events must have stopped before.
    ///
    /// # Errors
    /// When the terminal cannot be taken back.
    pub fn stop(&mut self) -> io::Result<()> {
        if getsid(None).is_ok_and(|session| session == getpgrp()) {
            return Ok(());
        }
        // The whole group, so that the wrapper script that started us stops too and the shell sees it.
        self.suspended(|| kill_current_process_group(Signal::STOP))?.map_err(io::Error::from)
    }

    /// Ends the process because its terminal is gone (SIGHUP, or the events ended): nothing may be printed any more.
    pub fn hung_up(self) -> ! {
        leave();
        std::process::exit(HUNG_UP)
    }

    /// Sets the window's title, cleaned.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn set_title(&mut self, title: &str) -> io::Result<()> {
        queue!(self.screen.backend_mut(), SetTitle(clean_line(title)))?;
        self.send()
    }

    /// Puts text into the clipboard of the terminal, over SSH too (OSC 52). Control characters are left out, so that
    /// pasting it into a shell runs nothing hidden.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        queue!(self.screen.backend_mut(), CopyToClipboard::to_clipboard_from(without_controls(text).as_bytes()))?;
        self.send()
    }

    /// Rings the bell.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn bell(&mut self) -> io::Result<()> {
        queue!(self.screen.backend_mut(), Print('\x07'))?;
        self.send()
    }

    fn send(&self) -> io::Result<()> {
        self.frame.send_to(&mut stdout().lock())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        leave();
    }
}

/// Switches off what [`Terminal::enter`] switched on. May run twice, in any thread; never panics.
pub fn leave() {
    if !ACTIVE.swap(false, Ordering::SeqCst) {
        return;
    }
    // A terminal that is gone takes nothing back, and there is nobody to tell.
    let _ = execute!(
        stdout(),
        EndSynchronizedUpdate,
        PopKeyboardEnhancementFlags,
        DisableMouseCapture,
        DisableFocusChange,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Print(RESTORE_TITLE),
        Show
    );
    let _ = disable_raw_mode();
}

fn modes_on() -> io::Result<()> {
    enable_raw_mode()?;
    ACTIVE.store(true, Ordering::SeqCst);
    execute!(
        stdout(),
        Print(SAVE_TITLE),
        EnterAlternateScreen,
        EnableBracketedPaste,
        EnableFocusChange,
        EnableMouseCapture,
        // Pushed without asking whether the terminal knows them: asking waits two seconds where it does not.
        PushKeyboardEnhancementFlags(KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES)
    )
    .inspect_err(|_| leave())
}

fn fresh_screen(frame: &OneWrite) -> io::Result<Screen> {
    ratatui::Terminal::new(CrosstermBackend::new(frame.clone()))
}

fn hook_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let ours = ACTIVE.load(Ordering::SeqCst);
        leave();
        before(info);
        if ours && std::thread::current().name() != Some("main") {
            std::process::exit(PANICKED);
        }
    }));
}

/// Collects a frame, however often its writer flushes, until it is sent in one write. Clones share what they collect.
#[derive(Clone, Debug, Default)]
struct OneWrite(Arc<Mutex<Vec<u8>>>);

impl OneWrite {
    fn send_to(&self, out: &mut impl Write) -> io::Result<()> {
        let frame = std::mem::take(&mut *self.bytes());
        out.write_all(&frame)?;
        out.flush()
    }

    fn bytes(&self) -> MutexGuard<'_, Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Write for OneWrite {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

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
        // Neighbours mostly share their colours, and a look-up in 240 is not free.
        let mut last = [(Color::Reset, Color::Reset); 2];
        for cell in &mut frame.content {
            for (colour, (from, to)) in [&mut cell.fg, &mut cell.bg].into_iter().zip(&mut last) {
                if *colour != *from {
                    (*from, *to) = (*colour, self.nearest(*colour));
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
const SIXTEEN: [Rgb; 16] = [
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

    /// Counts writes, as a terminal would see them.
    #[derive(Default)]
    struct Wire(Vec<Vec<u8>>);

    impl Write for Wire {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.push(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_frame_is_one_write_however_often_it_is_flushed() {
        let frame = OneWrite::default();
        let mut backend = CrosstermBackend::new(frame.clone());
        queue!(backend, BeginSynchronizedUpdate).unwrap();
        ratatui::backend::Backend::hide_cursor(&mut backend).unwrap();
        backend.write_all(b"text").unwrap();
        Write::flush(&mut backend).unwrap();
        queue!(backend, EndSynchronizedUpdate).unwrap();
        let mut wire = Wire::default();
        frame.send_to(&mut wire).unwrap();
        assert_eq!(wire.0.len(), 1);
        assert!(wire.0[0].starts_with(b"\x1b[?2026h") && wire.0[0].ends_with(b"\x1b[?2026l"));
        frame.send_to(&mut wire).unwrap();
        assert_eq!(wire.0.concat(), wire.0[0], "nothing is sent twice");
    }

    #[test]
    fn leaving_a_terminal_that_was_never_entered_does_nothing() {
        leave();
        leave();
    }
}
