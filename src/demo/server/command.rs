//! Reads one IMAP command: atoms, quoted strings, literals, and parenthesised lists kept as one argument (RFC 3501, 4 and 9).

use std::io::{self, BufRead, Write};

use super::{MAX_LINE, MAX_MAIL, read_line};

/// A command as the client sent it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Command {
    /// The client's tag.
    pub tag: String,
    /// The verb, upper case; `UID` and its verb are one: `UID FETCH`.
    pub verb: String,
    /// What follows.
    pub args: Vec<Vec<u8>>,
}

impl Command {
    /// An argument as text; empty when there is none.
    pub(super) fn text(&self, index: usize) -> String {
        self.args.get(index).map(|a| String::from_utf8_lossy(a).into_owned()).unwrap_or_default()
    }
}

/// Reads the next command, asking for its literals; `None` when the client has gone.
pub(super) fn read(input: &mut impl BufRead, output: &mut impl Write) -> io::Result<Option<Command>> {
    let (mut words, mut taken) = (Vec::new(), 0);
    loop {
        let Some(mut line) = read_line(input, MAX_LINE)? else { return Ok(None) };
        taken += line.len();
        let literal = literal_at_end(&line);
        if let Some(literal) = &literal {
            line.truncate(literal.start);
        }
        words.extend(split(&line));
        let Some(literal) = literal else { break };
        taken += literal.size;
        if taken > MAX_MAIL {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "literal too large"));
        }
        if literal.waits {
            output.write_all(b"+ go on\r\n")?;
            output.flush()?;
        }
        let mut bytes = vec![0; literal.size];
        input.read_exact(&mut bytes)?;
        words.push(bytes);
    }
    Ok(Some(from_words(words)))
}

fn from_words(words: Vec<Vec<u8>>) -> Command {
    let mut words = words.into_iter();
    let mut next = |upper: bool| {
        let word = words.next().map(|w| String::from_utf8_lossy(&w).into_owned()).unwrap_or_default();
        if upper { word.to_ascii_uppercase() } else { word }
    };
    let tag = next(false);
    let mut verb = next(true);
    if verb == "UID" {
        verb = format!("UID {}", next(true));
    }
    Command { tag, verb, args: words.collect() }
}

struct Literal {
    start: usize,
    size: usize,
    /// The client waits to be asked (no `+`, RFC 7888).
    waits: bool,
}

fn literal_at_end(line: &[u8]) -> Option<Literal> {
    let start = line.iter().rposition(|b| *b == b'{')?;
    let inner = std::str::from_utf8(line.get(start + 1..)?).ok()?.strip_suffix('}')?;
    let (digits, waits) = inner.strip_suffix('+').map_or((inner, true), |d| (d, false));
    Some(Literal { start, size: digits.parse().ok()?, waits })
}

/// Splits a line at its spaces; quotes and parentheses hold together.
fn split(line: &[u8]) -> Vec<Vec<u8>> {
    let (mut words, mut rest) = (Vec::new(), line);
    loop {
        while let Some(tail) = rest.strip_prefix(b" ") {
            rest = tail;
        }
        let Some(first) = rest.first() else { return words };
        let (word, tail) = if *first == b'"' { quoted(&rest[1..]) } else { atom(rest) };
        words.push(word);
        rest = tail;
    }
}

/// A quoted string, from behind its first quote; and what follows it.
fn quoted(text: &[u8]) -> (Vec<u8>, &[u8]) {
    let (mut word, mut escaped) = (Vec::new(), false);
    for (i, byte) in text.iter().enumerate() {
        match byte {
            b'\\' if !escaped => escaped = true,
            b'"' if !escaped => return (word, &text[i + 1..]),
            other => {
                word.push(*other);
                escaped = false;
            }
        }
    }
    (word, &[])
}

/// An atom or a list, up to the next space outside of parentheses and brackets; and what follows it.
fn atom(text: &[u8]) -> (Vec<u8>, &[u8]) {
    let mut depth = 0usize;
    for (i, byte) in text.iter().enumerate() {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            b' ' if depth == 0 => return (text[..i].to_vec(), &text[i..]),
            _ => {}
        }
    }
    (text.to_vec(), &[])
}

/// A sequence set (RFC 3501, 9), as ranges; `*` is `last`. `None` when it is not one.
pub(super) fn ranges(set: &str, last: u32) -> Option<Vec<(u32, u32)>> {
    let number = |s: &str| if s == "*" { Some(last) } else { s.parse::<u32>().ok().filter(|n| *n > 0) };
    set.split(',')
        .map(|part| {
            let (a, b) = part.split_once(':').unwrap_or((part, part));
            let (a, b) = (number(a)?, number(b)?);
            Some((a.min(b), a.max(b)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quotes_lists_and_literals_are_one_argument_each() {
        let mut asked = Vec::new();
        let mut input: &[u8] =
            b"a1 append \"my \\\"box\\\"\" (\\Seen \\Draft) {5}\r\nhello\r\na2 UID FETCH 1:* (UID BODY.PEEK[HEADER.FIELDS (TO CC)])\r\n";
        let first = read(&mut input, &mut asked).unwrap().unwrap();
        assert_eq!((first.tag.as_str(), first.verb.as_str()), ("a1", "APPEND"));
        assert_eq!(first.args, [b"my \"box\"".to_vec(), b"(\\Seen \\Draft)".to_vec(), b"hello".to_vec()]);
        assert_eq!(asked, b"+ go on\r\n");
        let second = read(&mut input, &mut asked).unwrap().unwrap();
        assert_eq!(second.verb, "UID FETCH");
        assert_eq!(second.text(1), "(UID BODY.PEEK[HEADER.FIELDS (TO CC)])");
        assert_eq!(read(&mut input, &mut asked).unwrap(), None);
    }

    #[test]
    fn a_set_reads_in_either_order_and_refuses_junk() {
        assert_eq!(ranges("3,9:5,7:*", 6), Some(vec![(3, 3), (5, 9), (6, 7)]));
        for bad in ["", "0", "a", "1:", "1,,2", "99999999999"] {
            assert_eq!(ranges(bad, 6), None, "{bad}");
        }
    }

    #[test]
    fn a_literal_beyond_the_limit_is_not_waited_for() {
        let mut input: &[u8] = b"a APPEND INBOX {99999999999}\r\n";
        assert!(read(&mut input, &mut Vec::new()).is_err());
    }

    proptest! {
        #[test]
        fn any_bytes_are_safe(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut input = bytes.as_slice();
            while let Ok(Some(_)) = read(&mut input, &mut Vec::new()) {}
        }
    }
}
