//! Shell commands of the agent's: a text on standard input, what comes of it bounded in size and time, and stopped on demand.

use std::io::{self, Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

/// How long a command may run.
pub const LONGEST: Duration = Duration::from_secs(60);
/// Bytes that are read of its output.
const LARGEST: usize = 1_000_000;
/// How often one looks whether a command that has closed its output has ended.
const LOOK: Duration = Duration::from_millis(20);

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With this exit code.
    Code(i32),
    /// By this signal.
    Signal(i32),
    /// It was stopped by whoever started it.
    Stopped,
    /// It ran for too long, and was stopped.
    TooLong,
    /// It wrote too much, and was stopped.
    TooMuch,
}

/// What came of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ran {
    /// Its standard output, without escape sequences and control characters.
    pub out: String,
    /// Its standard error, likewise.
    pub err: String,
    /// How it ended.
    pub end: End,
}

enum Heard {
    Out(Vec<u8>),
    Err(Vec<u8>),
    Closed,
    Stop,
}

/// A command that runs.
#[derive(Debug)]
pub struct Running(SyncSender<Heard>);

impl Running {
    /// Stops it, with all that it has started.
    pub fn stop(&self) {
        // One that has ended hears nothing.
        let _ = self.0.send(Heard::Stop);
    }
}

/// Starts a command with a text on its standard input; `done` hears what came of it, on another thread.
///
/// # Errors
/// When the system starts no process or thread.
pub fn start(command: &str, input: Vec<u8>, longest: Duration, done: impl FnOnce(Ran) + Send + 'static) -> io::Result<Running> {
    // A process group of its own: what the command has started ends with it, and Ctrl-C of the terminal is not for it.
    let mut child =
        Command::new("sh").arg("-c").arg(command).process_group(0).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (say, hear) = sync_channel(16);
    if let Some(mut stdin) = child.stdin.take() {
        // A command need not read what it is given.
        thread("pipe-in", move || drop(stdin.write_all(&input)))?;
    }
    if let Some(out) = child.stdout.take() {
        let say = say.clone();
        thread("pipe-out", move || read(out, &say, Heard::Out))?;
    }
    if let Some(err) = child.stderr.take() {
        let say = say.clone();
        thread("pipe-err", move || read(err, &say, Heard::Err))?;
    }
    thread("pipe", move || done(watch(child, &hear, longest)))?;
    Ok(Running(say))
}

fn thread(name: &str, run: impl FnOnce() + Send + 'static) -> io::Result<()> {
    std::thread::Builder::new().name(name.to_owned()).spawn(run).map(drop)
}

fn read(mut from: impl Read, say: &SyncSender<Heard>, heard: fn(Vec<u8>) -> Heard) {
    let mut buffer = [0; 16 * 1024];
    loop {
        match from.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(n) if say.send(heard(buffer[..n].to_vec())).is_err() => return,
            Ok(_) => {}
        }
    }
    let _ = say.send(Heard::Closed);
}

/// Collects what a command writes until it has ended, or has to.
fn watch(mut child: Child, hear: &Receiver<Heard>, longest: Duration) -> Ran {
    let began = Instant::now();
    let (mut out, mut err, mut open) = (Vec::new(), Vec::new(), 2);
    let end = loop {
        if open == 0
            && let Ok(Some(status)) = child.try_wait()
        {
            break status.code().map_or_else(|| End::Signal(status.signal().unwrap_or(0)), End::Code);
        }
        let left = longest.saturating_sub(began.elapsed());
        match hear.recv_timeout(if open == 0 { left.min(LOOK) } else { left }) {
            Ok(Heard::Out(bytes)) => out.extend(bytes),
            Ok(Heard::Err(bytes)) => err.extend(bytes),
            Ok(Heard::Closed) => open -= 1,
            Ok(Heard::Stop) => break End::Stopped,
            Err(RecvTimeoutError::Timeout) if began.elapsed() < longest => {}
            // nobody can stop it any more, and it writes nothing: only its end is waited for
            Err(RecvTimeoutError::Disconnected) if began.elapsed() < longest => std::thread::sleep(LOOK),
            Err(_) => break End::TooLong,
        }
        if out.len() + err.len() > LARGEST {
            break End::TooMuch;
        }
    };
    if !matches!(end, End::Code(_) | End::Signal(_)) {
        // Both may have ended meanwhile; then there is nothing to do.
        let _ = kill_process_group(Pid::from_child(&child), Signal::KILL);
        let _ = child.wait();
    }
    out.truncate(LARGEST);
    err.truncate(LARGEST);
    Ran { out: plain(&out), err: plain(&err), end }
}

/// The text of a terminal's output: without escape sequences (ECMA-48) and control characters.
fn plain(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => match chars.next() {
                Some('[') => while chars.next().is_some_and(|c| !('\u{40}'..='\u{7e}').contains(&c)) {},
                Some(']' | 'P' | '^' | '_' | 'X') => {
                    while let Some(c) = chars.next().filter(|c| *c != '\u{7}') {
                        if c == '\u{1b}' {
                            chars.next_if_eq(&'\\');
                            break;
                        }
                    }
                }
                _ => {}
            },
            '\n' | '\t' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    fn run(command: &str, input: &str) -> Ran {
        let (tell, told) = channel();
        start(command, input.as_bytes().to_vec(), Duration::from_secs(600), move |ran| tell.send(ran).unwrap()).unwrap();
        told.recv().unwrap()
    }

    #[test]
    fn a_command_reads_the_text_and_its_exit_code_is_told() {
        assert_eq!(run("tr a-z A-Z", "hello"), Ran { out: "HELLO".into(), err: String::new(), end: End::Code(0) });
        assert_eq!(run("echo no >&2; exit 3", "unread"), Ran { out: String::new(), err: "no\n".into(), end: End::Code(3) });
        assert_eq!(run("kill -TERM $$", "").end, End::Signal(15));
        assert_eq!(run("no-such-command-here", "").end, End::Code(127));
    }

    #[test]
    fn a_command_that_never_ends_is_stopped_with_all_that_it_started() {
        let (tell, told) = channel();
        let place = tempfile::NamedTempFile::new().unwrap();
        let command = format!("sleep 300 & echo $! > {}; wait", place.path().display());
        let running = start(&command, Vec::new(), LONGEST, move |ran| tell.send(ran).unwrap()).unwrap();
        let begun = || std::fs::read_to_string(place.path()).unwrap().trim().parse::<i32>().ok();
        while begun().is_none() {
            std::thread::yield_now();
        }
        running.stop();
        assert_eq!(told.recv().unwrap().end, End::Stopped);
        let pid = Pid::from_raw(begun().unwrap()).unwrap();
        // a zombie that init has not fetched yet counts as ended
        let lives = || std::fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|s| !s.contains(") Z"));
        while lives() {
            std::thread::yield_now();
        }
        running.stop();
    }

    #[test]
    fn time_and_size_are_bounded() {
        let (tell, told) = channel();
        let _running = start("sleep 300", Vec::new(), Duration::from_millis(50), move |ran| tell.send(ran).unwrap()).unwrap();
        assert_eq!(told.recv().unwrap().end, End::TooLong);
        let much = run("yes", "");
        assert_eq!(much.end, End::TooMuch);
        assert!(much.out.len() <= LARGEST);
        let unread = "x".repeat(2_000_000);
        assert_eq!(run("true", &unread).end, End::Code(0), "a command that does not read is no trouble");
    }

    #[test]
    fn what_a_command_writes_is_text_when_it_is_shown() {
        assert_eq!(
            plain(b"\x1b[1;31mred\x1b[0m \x1b]0;title\x07\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\\r\nnext\x08\tend\x1b"),
            "red link\nnext\tend"
        );
        assert_eq!(plain(b"\xffok"), "\u{fffd}ok");
    }
}
