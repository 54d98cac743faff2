//! mbox: many mails in one file (RFC 4155), read one after the other in bounded memory.
//!
//! Before each mail stands a line that begins with `From `. Lines of a mail that begin so are written as `>From `; *mboxrd* also puts a `>`
//! before `>From `, *mboxo* does not. Reading takes one `>` off again.

use std::io::{self, BufRead};

/// How lines that begin with `From ` were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Quoting {
    /// Every line of `>`s and `From ` has one `>` more. Nothing is lost.
    #[default]
    Rd,
    /// Only `From ` itself became `>From `.
    O,
}

/// One mail of an mbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where its `From ` line begins, in bytes from the beginning of what is read.
    pub offset: u64,
    /// The mail as it was before it was put into the mbox.
    pub mail: Vec<u8>,
    /// How many of its bytes were too many, and are left out.
    pub left_out: u64,
}

/// The mails of an mbox, in order.
pub struct Mbox<R> {
    reader: R,
    quoting: Quoting,
    most: usize,
    offset: u64,
    /// Where the mail whose `From ` line was just read begins.
    begun: Option<u64>,
    line: Vec<u8>,
    ended: bool,
}

impl<R: BufRead> Mbox<R> {
    /// The mails in `reader`, of which each keeps its first `most` bytes.
    pub fn new(reader: R, quoting: Quoting, most: usize) -> Mbox<R> {
        Mbox { reader, quoting, most, offset: 0, begun: None, line: Vec::new(), ended: false }
    }

    /// Reads a line, or so much of it as fits; false at the end.
    fn read_line(&mut self) -> io::Result<bool> {
        self.line.clear();
        let limit = (self.most as u64).saturating_add(1);
        let read = io::Read::take(&mut self.reader, limit).read_until(b'\n', &mut self.line)?;
        self.offset += read as u64;
        Ok(read > 0)
    }

    /// Up to the next `From ` line.
    fn piece(&mut self, offset: u64) -> io::Result<Piece> {
        let mut piece = Piece { offset, mail: Vec::new(), left_out: 0 };
        // the empty line before a `From ` line is the mbox's
        let mut blank: Vec<u8> = Vec::new();
        let (mut after_blank, mut begins_line) = (false, true);
        loop {
            let at = self.offset;
            if !self.read_line()? {
                self.ended = true;
                break;
            }
            if begins_line && begins_mail(&self.line, after_blank) {
                self.begun = Some(at);
                break;
            }
            self.keep(&mut piece, &blank);
            blank.clear();
            after_blank = begins_line && matches!(self.line.as_slice(), b"\n" | b"\r\n");
            let unquoted = if begins_line { without_quote(&self.line, self.quoting) } else { &self.line };
            if after_blank {
                blank.extend_from_slice(unquoted);
            } else {
                let unquoted = unquoted.to_vec();
                self.keep(&mut piece, &unquoted);
            }
            begins_line = self.line.ends_with(b"\n");
        }
        if self.ended && piece.mail.is_empty() {
            self.keep(&mut piece, &blank);
        }
        Ok(piece)
    }

    fn keep(&self, piece: &mut Piece, bytes: &[u8]) {
        let room = self.most.saturating_sub(piece.mail.len());
        let kept = &bytes[..bytes.len().min(room)];
        piece.mail.extend_from_slice(kept);
        piece.left_out += (bytes.len() - kept.len()) as u64;
    }
}

impl<R: BufRead> Iterator for Mbox<R> {
    type Item = io::Result<Piece>;

    fn next(&mut self) -> Option<io::Result<Piece>> {
        while !self.ended {
            if let Some(offset) = self.begun.take() {
                return Some(self.piece(offset));
            }
            // what stands before the first `From ` line belongs to no mail
            let at = self.offset;
            match self.read_line() {
                Ok(true) if begins_mail(&self.line, true) => self.begun = Some(at),
                Ok(true) => {}
                Ok(false) => self.ended = true,
                Err(e) => {
                    self.ended = true;
                    return Some(Err(e));
                }
            }
        }
        None
    }
}

/// Whether a line stands before a mail: `From `, a sender and a date. Some programs write no sender and no date; then an empty line must
/// stand before it. Text that begins with `From ` and was never quoted is told apart by this.
fn begins_mail(line: &[u8], after_blank: bool) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let rest = rest.trim_ascii();
    if after_blank && (rest.is_empty() || rest == b"-") {
        return true;
    }
    let words: Vec<&[u8]> = rest.split(|b| *b == b' ').filter(|w| !w.is_empty()).collect();
    let time = |w: &&[u8]| matches!(w, [a, b, b':', c, d, ..] if [a, b, c, d].iter().all(|x| x.is_ascii_digit()));
    let year = |w: &&[u8]| w.len() == 4 && w.iter().all(u8::is_ascii_digit);
    let month = |w: &&[u8]| MONTHS.iter().any(|m| w.eq_ignore_ascii_case(m));
    words.iter().any(time) && words.iter().any(year) && words.iter().any(month)
}

const MONTHS: [&[u8]; 12] = [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];

fn without_quote(line: &[u8], quoting: Quoting) -> &[u8] {
    let marks = line.iter().take_while(|b| **b == b'>').count();
    let quoted = match quoting {
        Quoting::Rd => marks >= 1,
        Quoting::O => marks == 1,
    };
    if quoted && line[marks..].starts_with(b"From ") { &line[1..] } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &[u8], quoting: Quoting) -> Vec<Vec<u8>> {
        Mbox::new(text, quoting, 1 << 20).map(|p| p.unwrap().mail).collect()
    }

    /// As mail programs write it.
    fn written(mails: &[Vec<u8>]) -> Vec<u8> {
        let mut out = Vec::new();
        for mail in mails {
            out.extend_from_slice(b"From carla@customer.example Tue Nov 17 10:00:00 2026\n");
            for line in mail.split_inclusive(|b| *b == b'\n') {
                let marks = line.iter().take_while(|b| **b == b'>').count();
                if line[marks..].starts_with(b"From ") {
                    out.push(b'>');
                }
                out.extend_from_slice(line);
            }
            if !mail.ends_with(b"\n") {
                out.push(b'\n');
            }
            out.push(b'\n');
        }
        out
    }

    #[test]
    fn each_mail_comes_out_as_it_went_in() {
        let text = b"junk\nFrom a@b.example Mon Jan  1 10:00:00 2024\nSubject: 1\n\n>From me\n>>From you\n\nFrom - \nSubject: 2\n\nFrom there we went on.\n\nFrom x 2024\n";
        let mails = read(text, Quoting::Rd);
        assert_eq!(mails, [&b"Subject: 1\n\nFrom me\n>From you\n"[..], b"Subject: 2\n\nFrom there we went on.\n\nFrom x 2024\n"]);
        assert!(read(text, Quoting::O)[0].ends_with(b"\nFrom me\n>>From you\n"));
    }

    #[test]
    fn a_mail_can_be_read_again_from_where_it_begins() {
        let text = written(&[b"Subject: 1\n\none\n".to_vec(), b"Subject: 2\n\ntwo\n".to_vec()]);
        let pieces: Vec<Piece> = Mbox::new(&text[..], Quoting::Rd, 1000).map(Result::unwrap).collect();
        let at = usize::try_from(pieces[1].offset).unwrap();
        assert_eq!(Mbox::new(&text[at..], Quoting::Rd, 1000).next().unwrap().unwrap().mail, pieces[1].mail);
    }

    #[test]
    fn an_endless_mail_takes_bounded_memory_and_says_so() {
        let text = written(&[vec![b'x'; 5000], b"Subject: 2\n\ntwo\n".to_vec()]);
        let pieces: Vec<Piece> = Mbox::new(&text[..], Quoting::Rd, 100).map(Result::unwrap).collect();
        assert_eq!((pieces[0].mail.len(), pieces[0].left_out, pieces.len()), (100, 4901, 2));
    }

    #[test]
    fn an_empty_file_and_one_that_is_no_mbox_have_no_mails() {
        assert!(read(b"", Quoting::Rd).is_empty());
        assert!(read(b"Subject: x\n\nFrom here on\n", Quoting::Rd).is_empty());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(mails in prop::collection::vec("(>{0,2}(From )?[a-z:]{0,6}( Mon Jan 1 10:00:00 2024)?\n|\r\n|\n){0,6}[a-z]{1,4}", 0..6)) {
            let mails: Vec<Vec<u8>> = mails.into_iter().map(String::into_bytes).collect();
            let with_end: Vec<Vec<u8>> = mails.iter().map(|m| [m.as_slice(), b"\n"].concat()).collect();
            prop_assert_eq!(read(&written(&mails), Quoting::Rd), with_end);
        }

        #[test]
        fn nothing_in_a_file_is_too_strange(text in prop::collection::vec(any::<u8>(), 0..200)) {
            let pieces: Vec<_> = Mbox::new(&text[..], Quoting::O, 64).collect();
            prop_assert!(pieces.len() <= text.len());
        }
    }
}
