//! Made-up mails in a Maildir: threads of customers and the desk, in plain text, in HTML, some with a file.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::random::Dice;
use super::words::{self, Tongue};
use super::{DESK, Result};

/// How many mails a Maildir holds.
pub fn count(maildir: &Path) -> Result<usize> {
    let mut mails = 0;
    for part in ["cur", "new"] {
        mails += std::fs::read_dir(maildir.join(part))?.count();
    }
    Ok(mails)
}

/// A Maildir in the target directory, made when it is not there.
pub fn made_up(mails: usize) -> Result<PathBuf> {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("maildir-{mails}"));
    if path.exists() {
        return Ok(path);
    }
    let half = path.with_extension("half");
    let _ = std::fs::remove_dir_all(&half);
    for part in ["cur", "new", "tmp"] {
        std::fs::create_dir_all(half.join(part))?;
    }
    let directory = half.join("cur");
    let mut writer = Writer::new(&directory, mails);
    while writer.left > 0 {
        writer.thread()?;
    }
    std::fs::rename(&half, &path)?;
    Ok(path)
}

/// Writes threads of mails.
struct Writer<'a> {
    directory: &'a Path,
    dice: Dice,
    tongues: Vec<(Tongue, usize)>,
    threads: usize,
    left: usize,
    /// When the next thread begins, in seconds since 1970.
    at: i64,
}

impl<'a> Writer<'a> {
    fn new(directory: &'a Path, mails: usize) -> Writer<'a> {
        let mut dice = Dice::new(1);
        let tongues = words::tongues(&mut dice);
        Writer { directory, dice, tongues, threads: 0, left: mails, at: 1_700_000_000 }
    }

    /// A customer's question, and who answers whom after it.
    fn thread(&mut self) -> Result {
        self.threads += 1;
        self.at += 600;
        let tongue = self.tongue();
        let (name, address) = words::person(&mut self.dice, self.threads);
        let subject = self.tongues[tongue].0.subject(&mut self.dice);
        let mails = (1 + self.dice.around(1.5) as usize).min(self.left);
        let (mut ids, mut quoted) = (Vec::new(), String::new());
        for n in 0..mails {
            let ours = n % 2 == 1;
            let person = format!("=?utf-8?Q?{}?= <{address}>", quoted_printable(&name).replace([' ', '\n'], "_"));
            let desk = format!("Support <{DESK}>");
            let (from, to, who) = if ours { (desk, person, "Support") } else { (person, desk, name.as_str()) };
            let new = wrapped(&self.text(tongue, who));
            let text = if quoted.is_empty() { new.clone() } else { format!("{new}\n\nOn 17 Nov 2026 at 10:01, <{address}> wrote:\n{quoted}") };
            let id = format!("{}.{n}.{:08x}@{}", self.threads, self.dice.next() & 0xffff_ffff, if ours { "desk.example" } else { "mail.example" });
            let subject = if n == 0 { subject.clone() } else { format!("Re: {subject}") };
            let head = self.head(&from, &to, &subject, &id, &ids, n as i64 * 3600);
            let mail = format!("{head}{}", self.body(&text));
            std::fs::write(self.directory.join(format!("{}.{n}.made:2,S", self.at)), mail)?;
            quoted = text.lines().take(200).fold(String::new(), |out, line| out + "> " + line + "\n");
            ids.push(id);
        }
        self.left -= mails;
        Ok(())
    }

    fn tongue(&mut self) -> usize {
        let mut left = self.dice.below(self.tongues.iter().map(|(_, share)| share).sum());
        self.tongues.iter().position(|(_, share)| left.checked_sub(*share).map(|less| left = less).is_none()).unwrap_or(0)
    }

    /// One letter or several, as long as mails are.
    fn text(&mut self, tongue: usize, who: &str) -> String {
        let letters = 1 + self.dice.around(1.5) as usize;
        (0..letters).map(|_| self.tongues[tongue].0.letter(&mut self.dice, who) + "\n\n").collect()
    }

    fn head(&mut self, from: &str, to: &str, subject: &str, id: &str, ids: &[String], after: i64) -> String {
        let date = jiff::Timestamp::from_second(self.at + after).unwrap_or_default().strftime("%a, %d %b %Y %H:%M:%S +0000");
        let signature: String = (0..4).map(|_| format!("\n\t {:016x}{:016x}{:016x}", self.dice.next(), self.dice.next(), self.dice.next())).collect();
        let subject = format!("=?utf-8?Q?{}?=", quoted_printable(subject).replace([' ', '\n'], "_"));
        let mut out =
            format!("Return-Path: <bounces@mail.example>\nDelivered-To: {DESK}\nReceived: from mx.mail.example by mx.desk.example; {date}\n");
        let _ = writeln!(out, "DKIM-Signature: v=1; a=rsa-sha256; d=mail.example; h=from:to:subject; b={signature}");
        let _ = writeln!(out, "From: {from}\nTo: {to}\nSubject: {subject}\nDate: {date}\nMessage-ID: <{id}>");
        if let Some(last) = ids.last() {
            let all: Vec<String> = ids.iter().map(|id| format!("<{id}>")).collect();
            let _ = writeln!(out, "In-Reply-To: <{last}>\nReferences: {}", all.join("\n "));
        }
        out + "MIME-Version: 1.0\n"
    }

    /// Plain text, or plain text and the same in HTML; some have a file.
    fn body(&mut self, text: &str) -> String {
        let plain = format!("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n{}", quoted_printable(text));
        let mut parts = vec![plain];
        let mut kind = "mixed";
        if self.dice.percent(36.0) {
            kind = "alternative";
            let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>\n");
            parts.push(format!(
                "Content-Type: text/html; charset=utf-8\n\n<html><head><style>p {{ margin: 0 }}</style></head><body><p>{escaped}</p></body></html>\n"
            ));
        } else if self.dice.percent(10.0) {
            let lines: String = (0..120)
                .map(|_| format!("{:016x}{:016x}{:016x}{:016x}\n", self.dice.next(), self.dice.next(), self.dice.next(), self.dice.next()))
                .collect();
            parts.push(format!("Content-Type: application/pdf; name=\"invoice.pdf\"\nContent-Disposition: attachment; filename=\"invoice.pdf\"\nContent-Transfer-Encoding: base64\n\n{lines}"));
        }
        if let [only] = parts.as_slice() {
            return only.clone();
        }
        let parts: String = parts.iter().map(|part| format!("--b1\n{part}\n")).collect();
        format!("Content-Type: multipart/{kind}; boundary=\"b1\"\n\n{parts}--b1--\n")
    }
}

fn wrapped(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut length = 0;
        for word in line.split_inclusive(' ') {
            if length + word.len() > 76 {
                out.push('\n');
                length = 0;
            }
            out.push_str(word);
            length += word.len();
        }
        out.push('\n');
    }
    out
}

fn quoted_printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'\n' | b' '..=b'<' | b'>' | b'@'..=b'^' | b'`'..=b'~' => out.push(byte as char),
            _ => {
                let _ = write!(out, "={byte:02X}");
            }
        }
    }
    out
}
