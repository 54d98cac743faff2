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
use crossterm::style::{Attribute, Print, ResetColor, SetAttribute, force_color_output};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, SetTitle, disable_raw_mode,
    enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::Frame;
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};

use super::announce::Way;
use super::paint::Painter;
use super::plain::Said;
use super::widgets::text::{clean_line, width, without_controls};
use crate::store::between_writes;

pub use super::depth::Depth;

/// Is the terminal ours? Read by the panic hook in whatever thread.
static ACTIVE: AtomicBool = AtomicBool::new(false);
/// Is it taken for lines, not for a screen?
static PLAIN: AtomicBool = AtomicBool::new(false);
/// Does a line of what was typed stand open?
static OPEN_LINE: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// Keeps the window's title from before (XTWINOPS 22), and puts it back (23).
const SAVE_TITLE: &str = "\x1b[22;0t";
const RESTORE_TITLE: &str = "\x1b[23;0t";

/// Exit code of a process whose terminal went away: 128 and SIGHUP.
const HUNG_UP: i32 = 129;
/// Exit code of a Rust program that panicked.
const PANICKED: i32 = 101;

type Screen = ratatui::Terminal<Painter<OneWrite>>;

/// The console's terminal, from [`Terminal::enter`] until it is dropped.
#[derive(Debug)]
pub struct Terminal {
    screen: Screen,
    frame: OneWrite,
    depth: Depth,
    announcing: Way,
    /// Columns of the open line, where lines are said.
    column: usize,
}

impl Terminal {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste, focus and mouse reports. A panic in any thread gives
    /// it back first; in any but the main one it then ends the process, since nobody would notice a console half dead.
    ///
    /// # Errors
    /// When standard output is no terminal, or is gone.
    pub fn enter() -> io::Result<Terminal> {
        Terminal::take(false)
    }

    /// Takes the terminal for lines: raw mode for the keys and bracketed paste, and nothing else. Its normal screen stays, and what is said
    /// scrolls.
    ///
    /// # Errors
    /// When standard output is no terminal, or is gone.
    pub fn enter_plain() -> io::Result<Terminal> {
        Terminal::take(true)
    }

    fn take(plain: bool) -> io::Result<Terminal> {
        PLAIN.store(plain, Ordering::SeqCst);
        // crossterm would obey NO_COLOR by resetting bold and reverse as well, and selections would vanish; Depth does it right.
        force_color_output(true);
        HOOK.call_once(hook_panics);
        modes_on()?;
        let frame = OneWrite::default();
        let screen = fresh_screen(&frame).inspect_err(|_| leave())?;
        let var = |name: &str| std::env::var(name).ok();
        Ok(Terminal { screen, frame, depth: Depth::detect(var), announcing: Way::detect(var), column: 0 })
    }

    /// How many colours it shows.
    #[must_use]
    pub fn depth(&self) -> Depth {
        self.depth
    }

    /// Columns and rows.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn size(&self) -> io::Result<ratatui::layout::Size> {
        self.screen.size()
    }

    /// Draws a frame: one write, shown by the terminal at once, and none when nothing has changed.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        let depth = self.depth;
        let before = self.frame.bytes().len();
        queue!(self.screen.backend_mut(), BeginSynchronizedUpdate)?;
        let begun = self.frame.bytes().len();
        self.screen.draw(|frame| {
            draw(frame);
            depth.reduce(frame.buffer_mut());
        })?;
        if self.frame.bytes().len() == begun {
            self.frame.bytes().truncate(before);
            return self.send();
        }
        queue!(self.screen.backend_mut(), EndSynchronizedUpdate)?;
        self.send()
    }

    /// Writes what is said, each line whole. What is typed stays on an open line.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn say(&mut self, said: &[Said]) -> io::Result<()> {
        if said.is_empty() {
            return Ok(());
        }
        let columns = usize::from(self.size()?.width);
        let mut out = String::new();
        for one in said {
            speak(&mut out, &mut self.column, columns, one);
        }
        OPEN_LINE.store(self.column > 0, Ordering::SeqCst);
        queue!(self.screen.backend_mut(), Print(out))?;
        self.send()
    }

    /// Draws the next frame whole, whatever the terminal shows now.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn redraw(&mut self) -> io::Result<()> {
        if PLAIN.load(Ordering::SeqCst) {
            self.column = 0;
            return Ok(());
        }
        // Not Terminal::clear: that asks the terminal where its cursor is and waits for an answer.
        queue!(self.screen.backend_mut(), ResetColor, SetAttribute(Attribute::Reset), Clear(ClearType::All))?;
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
        self.suspended(|| between_writes(|| kill_current_process_group(Signal::STOP)))?.map_err(io::Error::from)
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

    /// Shows a line on the desktop, cleaned; a terminal that cannot does nothing.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn announce(&mut self, text: &str) -> io::Result<()> {
        queue!(self.screen.backend_mut(), Print(self.announcing.sequence(text)))?;
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
    if PLAIN.load(Ordering::SeqCst) {
        let end = if OPEN_LINE.swap(false, Ordering::SeqCst) { "\r\n" } else { "" };
        let _ = execute!(stdout(), Print(end), DisableBracketedPaste);
        let _ = disable_raw_mode();
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
    if PLAIN.load(Ordering::SeqCst) {
        return execute!(stdout(), EnableBracketedPaste).inspect_err(|_| leave());
    }
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
    ratatui::Terminal::new(Painter::new(frame.clone()))
}

/// Adds what one thing that is said writes. `column` is where the terminal's cursor stands on the open line of a terminal of so many columns.
fn speak(out: &mut String, column: &mut usize, columns: usize, said: &Said) {
    let end = |out: &mut String, column: &mut usize| {
        if *column > 0 {
            out.push_str("\r\n");
            *column = 0;
        }
    };
    match said {
        Said::Line(text) => {
            end(out, column);
            out.push_str(text);
            out.push_str("\r\n");
        }
        Said::Typed(text) => {
            out.push_str(text);
            *column += width(text);
        }
        Said::Rubbed { was, line } => {
            let wide = width(was);
            // beyond the first row of the terminal nobody knows where its cursor is
            if *column >= wide && *column < columns {
                out.push_str(&format!("{0}{1}{0}", "\u{8}".repeat(wide), " ".repeat(wide)));
                *column -= wide;
            } else {
                speak(out, column, columns, &Said::Line(line.clone()));
            }
        }
        Said::End => {
            out.push_str("\r\n");
            *column = 0;
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Stylize;

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
        let mut backend = Painter::new(frame.clone());
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

    /// Set in the child that acts in a terminal of its own; says what to do there.
    const ACT: &str = "ASIDE_TEST_ACT";

    /// The child's part: runs only where [`in_a_terminal`] started it.
    #[test]
    fn acts_where_it_was_told_to() {
        let Ok(what) = std::env::var(ACT) else { return };
        let mut terminal = Terminal::enter().unwrap();
        terminal.set_title("aside \x1b]0;evil\x07").unwrap();
        for _ in 0..2 {
            terminal.draw(|frame| frame.render_widget(ratatui::text::Line::raw("the queue").reversed(), frame.area())).unwrap();
        }
        match what.as_str() {
            "panic" => std::thread::spawn(|| panic!("a worker fell")).join().unwrap(),
            "suspend" => {
                terminal.suspended(|| print!("in the editor")).unwrap();
                terminal.draw(|frame| frame.render_widget("back again", frame.area())).unwrap();
                terminal.copy("a\x1bb").unwrap();
                terminal.announce("Ana \x1b\\\x1b]0;evil\x07 answered").unwrap();
                drop(terminal);
            }
            _ => terminal.hung_up(),
        }
        println!("done");
        std::process::exit(7);
    }

    /// Runs an act in a pseudo-terminal; its exit code, the bytes it wrote, and the screen it left behind.
    fn in_a_terminal(act: &str) -> (u32, String, vt100::Parser) {
        let pair = portable_pty::native_pty_system().openpty(portable_pty::PtySize { rows: 10, cols: 60, ..Default::default() }).unwrap();
        let mut command = portable_pty::CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["--exact", "tui::terminal::tests::acts_where_it_was_told_to", "--nocapture", "--quiet"]);
        command.env(ACT, act);
        command.env("NO_COLOR", "1");
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (rows, columns) = (10.try_into().unwrap(), 60.try_into().unwrap());
        let mut screen = vt100::Parser::new(rows, columns, 0);
        let mut bytes = Vec::new();
        // A pseudo-terminal whose other end closed reports an error instead of an end.
        let _ = io::Read::read_to_end(&mut reader, &mut bytes);
        screen.process(&bytes);
        (child.wait().unwrap().exit_code(), String::from_utf8_lossy(&bytes).into_owned(), screen)
    }

    fn is_given_back(screen: &vt100::Screen) -> bool {
        !screen.alternate_screen()
            && !screen.bracketed_paste()
            && !screen.hide_cursor()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    }

    #[test]
    fn a_panic_in_any_thread_gives_the_terminal_back_and_ends_the_process() {
        let (code, bytes, parser) = in_a_terminal("panic");
        assert_eq!(code, 101);
        assert!(is_given_back(parser.screen()));
        let (_, after) = bytes.split_once("\x1b[?1049l").unwrap();
        assert!(after.contains("a worker fell"), "said where it can be read");
    }

    #[test]
    fn another_program_gets_the_plain_terminal_and_the_console_comes_back_whole() {
        let (code, bytes, parser) = in_a_terminal("suspend");
        assert_eq!(code, 7);
        assert!(is_given_back(parser.screen()));
        let mut screen = vt100::Parser::new(10.try_into().unwrap(), 60.try_into().unwrap(), 0);
        let (before, after) = bytes.split_once("in the editor").unwrap();
        screen.process(before.as_bytes());
        assert!(is_given_back(screen.screen()));
        let (back, _) = after.split_once("again").unwrap();
        screen.process(back.as_bytes());
        assert!(screen.screen().alternate_screen() && screen.screen().bracketed_paste());
        assert_eq!(bytes.matches("\x1b[?2026h").count(), 2, "a frame that changes nothing writes nothing");
        assert!(bytes.contains("\x1b]52;c;YWI=\x1b\\"), "the clipboard got the letters alone");
        assert!(bytes.contains("aside: Ana") || bytes.contains("notify;aside;Ana"), "the desktop is told");
        assert!(!bytes.contains("\x1b]0;evil"), "a title is no way in, nor is a notification");
        assert!(!bytes.contains("\x1b[6n"), "the terminal is asked nothing");
    }

    #[test]
    fn without_colour_what_is_reversed_stays_reversed() {
        let (code, bytes, _) = in_a_terminal("hang up");
        assert_eq!(code, 129);
        let mut screen = vt100::Parser::new(10.try_into().unwrap(), 60.try_into().unwrap(), 0);
        let (frame, _) = bytes.split_once("\x1b[?2026l").unwrap();
        screen.process(frame.as_bytes());
        assert!(screen.screen().contents().contains("the queue"));
        assert!(screen.screen().cell(0, 0).unwrap().inverse());
    }

    #[test]
    fn what_is_said_begins_and_ends_its_line_and_what_is_typed_stays_open() {
        let spoken = |said: &[Said]| {
            let (mut out, mut column) = (String::new(), 0);
            said.iter().for_each(|one| speak(&mut out, &mut column, 10, one));
            out
        };
        let (line, typed) = (|t: &str| Said::Line(t.to_owned()), |t: &str| Said::Typed(t.to_owned()));
        let rubbed = |was: &str, line: &str| Said::Rubbed { was: was.to_owned(), line: line.to_owned() };
        assert_eq!(spoken(&[line("one"), line("two")]), "one\r\ntwo\r\n");
        assert_eq!(spoken(&[typed("a"), typed("b"), line("one")]), "ab\r\none\r\n");
        assert_eq!(spoken(&[typed("ab"), Said::End, Said::End]), "ab\r\n\r\n");
        assert_eq!(spoken(&[typed("a日"), rubbed("日", "a"), typed("b")]), "a日\u{8}\u{8}  \u{8}\u{8}b");
        assert_eq!(spoken(&[rubbed("b", "a")]), "a\r\n", "what was not typed here cannot be taken off");
        assert_eq!(spoken(&[typed("0123456789a"), rubbed("a", "0123456789")]), "0123456789a\r\n0123456789\r\n");
    }

    #[test]
    fn leaving_a_terminal_that_was_never_entered_does_nothing() {
        leave();
        leave();
    }
}
