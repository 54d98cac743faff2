//! What a command prints: lines for people, JSON for scripts. Nothing from a mail gets to the terminal as it is.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::failure::Failure;
use super::system;
use crate::desk::Bulk;
use crate::model::TicketId;
use crate::tui::depth::Depth;
use crate::tui::widgets::text::{clean_line, clean_text};
use crate::words::Words;

/// Standard output.
pub(super) struct Out {
    sink: BufWriter<StdoutLock<'static>>,
    /// JSON was asked for.
    pub json: bool,
    /// Colours are shown.
    pub colours: bool,
    /// Columns of the terminal; `None` when it is none.
    pub columns: Option<usize>,
}

/// How a piece of text looks. The numbers are those of SGR (ECMA-48, 8.3.117).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paint {
    Bold = 1,
    Dim = 2,
    Red = 31,
    Green = 32,
    Yellow = 33,
    Magenta = 35,
    Cyan = 36,
}

impl Out {
    /// Standard output, with colours where it is a terminal that shows them.
    pub(super) fn new(json: bool) -> Out {
        let stdout = io::stdout();
        let is_terminal = stdout.is_terminal();
        Out {
            sink: BufWriter::new(stdout.lock()),
            json,
            colours: is_terminal && Depth::detect(system::variable) != Depth::None,
            columns: if is_terminal {
                crossterm::terminal::size().ok().map(|(columns, _)| usize::from(columns)).filter(|columns| *columns > 0)
            } else {
                None
            },
        }
    }

    /// A line that holds nothing but cleaned text and [`Out::paint`]'s colours.
    pub(super) fn line(&mut self, text: &str) -> Result<(), Failure> {
        writeln!(self.sink, "{text}").map_err(Failure::Output)
    }

    /// A line of anybody's text, cleaned.
    pub(super) fn clean(&mut self, text: &str) -> Result<(), Failure> {
        writeln!(self.sink, "{}", clean_line(text)).map_err(Failure::Output)
    }

    /// Lines of anybody's text, cleaned, behind an indent.
    pub(super) fn body(&mut self, indent: &str, text: &str) -> Result<(), Failure> {
        for line in clean_text(text).lines() {
            let shown = if line.is_empty() { "" } else { indent };
            writeln!(self.sink, "{shown}{line}").map_err(Failure::Output)?;
        }
        Ok(())
    }

    /// Text as it is: help, completions, man pages.
    pub(super) fn raw(&mut self, text: &[u8]) -> Result<(), Failure> {
        self.sink.write_all(text).map_err(Failure::Output)
    }

    /// A value as one line of JSON. Control and direction characters are written as escapes, so that it is safe on a terminal too.
    pub(super) fn json<T: Serialize>(&mut self, value: &T) -> Result<(), Failure> {
        self.raw(to_json(value)?.as_bytes())?;
        self.raw(b"\n")
    }

    /// Cleaned text in a colour, where there are colours.
    pub(super) fn paint(&self, paint: Paint, text: &str) -> String {
        let text = clean_line(text);
        if self.colours { format!("\x1b[{}m{text}\x1b[0m", paint as u8) } else { text.into_owned() }
    }

    /// Everything is out.
    pub(super) fn finish(&mut self) -> Result<(), Failure> {
        self.sink.flush().map_err(Failure::Output)
    }
}

/// A ticket that an act on many left as it was, and why.
#[derive(Serialize)]
pub(super) struct Left {
    pub number: TicketId,
    pub error: String,
}

impl Left {
    /// Those of an act, in the reader's words.
    pub(super) fn of(bulk: &Bulk, words: &Words) -> Vec<Left> {
        bulk.left.iter().map(|(number, why)| Left { number: *number, error: why.say(words) }).collect()
    }
}

/// A value as JSON in printable characters alone.
pub(super) fn to_json<T: Serialize>(value: &T) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut bytes, Printable)).map_err(|e| Failure::Output(e.into()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Compact JSON in which every character that a terminal could obey or hide is an escape (RFC 8259, 7).
struct Printable;

impl Formatter for Printable {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut start = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| !is_printable(*c)) {
            writer.write_all(&fragment.as_bytes()[start..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            start = at + c.len_utf8();
        }
        writer.write_all(&fragment.as_bytes()[start..])
    }
}

fn is_printable(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        && !matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_holds_nothing_that_a_terminal_obeys_and_loses_nothing() {
        let hostile = "a\u{1b}[2J\u{9b}31m\u{202e}gpj.exe\u{200b}\u{e0041}\u{7f}\nç 😀 \"\\";
        let json = to_json(&hostile).unwrap();
        assert!(json.chars().all(is_printable), "{json:?}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), hostile);
    }
}
