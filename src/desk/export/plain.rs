//! A conversation as Markdown, and mails as an mbox.

use crate::model::Time;
use crate::words::Words;

use super::{Piece, PieceKind, Transcript};

/// The line above a piece.
pub(super) fn head(piece: &Piece, words: &Words) -> String {
    let date = words.date_time(piece.at);
    let key = match piece.kind {
        PieceKind::Customer => "mail-transcript-customer",
        PieceKind::Reply => "mail-transcript-reply",
        PieceKind::Note => "mail-transcript-note",
        PieceKind::Event => "mail-transcript-event",
        PieceKind::SideOut => "mail-transcript-asked",
        PieceKind::SideIn => "mail-transcript-answered",
    };
    let subject = piece.side.as_ref().map_or("", |s| s.subject.as_str());
    let line = words.say_with(key, &[("name", (&piece.who).into()), ("date", (&date).into()), ("subject", subject.into())]);
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands above all.
pub(super) fn intro(t: &Transcript, words: &Words) -> String {
    let (number, date) = (t.number.to_string(), words.date_time(t.until));
    words.say_with("mail-transcript-intro", &[("subject", (&t.subject).into()), ("number", (&number).into()), ("date", (&date).into())])
}

/// The names and sizes of a piece's files.
pub(super) fn files(piece: &Piece) -> Vec<String> {
    piece.attachments.iter().map(|f| format!("{} ({}, {} B)", f.name, f.media_type, f.size)).collect()
}

/// Markdown in which what people wrote makes no markup that loads or runs anything.
pub(super) fn markdown(t: &Transcript, words: &Words) -> String {
    let mut out = format!("{}\n", tame(&intro(t, words)));
    for piece in &t.messages {
        out.push_str(&format!("\n**{}**\n", tame(&head(piece, words)).replace('*', "\\*")));
        if !piece.text.is_empty() {
            out.push_str(&format!("\n{}\n", tame(piece.text.trim_end())));
        }
        for file in files(piece) {
            out.push_str(&format!("\n- {}\n", tame(&file)));
        }
    }
    out
}

/// Without control characters; tags and images are shown, not made.
fn tame(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    plain.replace('<', "\\<").replace("![", "!\\[")
}

/// Adds a mail to an mbox; a line of it that could begin another is put behind `>` (mboxrd).
pub(super) fn add_to_mbox(out: &mut Vec<u8>, mail: &[u8], at: Time) {
    out.extend_from_slice(format!("From aside@export.aside.invalid {}\n", at.timestamp().strftime("%a %b %e %H:%M:%S %Y")).as_bytes());
    for line in mail.split_inclusive(|b| *b == b'\n') {
        let bare = line.strip_suffix(b"\r\n").or(line.strip_suffix(b"\n")).unwrap_or(line);
        let marks = bare.iter().take_while(|b| **b == b'>').count();
        if bare[marks..].starts_with(b"From ") {
            out.push(b'>');
        }
        out.extend_from_slice(bare);
        out.push(b'\n');
    }
    out.push(b'\n');
}
