//! The bytes of mails as the programs of others write them (RFC 2045 to 2047, RFC 5322). The desk's own mails are not made here.

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, WINDOWS_1252};

use crate::demo::cast::Charset;
use crate::model::Mailbox;

/// A header line, folded where it may be. What is not ASCII becomes encoded words.
#[must_use]
pub fn header(name: &str, value: &str) -> String {
    let encoded = if value.is_ascii() { value.to_owned() } else { encoded_words(value) };
    let mut out = format!("{name}:");
    let mut width = out.len();
    for word in encoded.split_ascii_whitespace() {
        if width + 1 + word.len() > 78 && width > name.len() + 1 {
            out.push_str("\r\n");
            width = 0;
        }
        out.push(' ');
        out.push_str(word);
        width += 1 + word.len();
    }
    out.push_str("\r\n");
    out
}

/// A header line of mailboxes; empty when there are none.
#[must_use]
pub fn mailboxes(name: &str, of: &[Mailbox]) -> String {
    if of.is_empty() {
        return String::new();
    }
    let shown: Vec<String> = of.iter().map(mailbox).collect();
    format!("{name}: {}\r\n", shown.join(",\r\n "))
}

fn mailbox(of: &Mailbox) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '\'');
    let name: String = of.name.chars().filter(|c| !c.is_control()).collect();
    match name.as_str() {
        "" => of.address.to_string(),
        n if n.chars().all(plain) => format!("{n} <{}>", of.address),
        n if n.is_ascii() => format!("\"{}\" <{}>", n.replace(['"', '\\'], "'"), of.address),
        n => format!("{} <{}>", encoded_words(n), of.address),
    }
}

/// RFC 2047 encoded words in base64, none longer than 75 characters.
fn encoded_words(text: &str) -> String {
    let (mut words, mut piece) = (Vec::new(), String::new());
    for c in text.chars() {
        if piece.len() + c.len_utf8() > 42 {
            words.push(std::mem::take(&mut piece));
        }
        piece.push(c);
    }
    words.push(piece);
    let words: Vec<String> = words.iter().map(|w| format!("=?UTF-8?B?{}?=", base64(w.as_bytes()))).collect();
    words.join(" ")
}

/// A text part with its header, in the charset when the text fits into it, else in UTF-8.
#[must_use]
pub fn text_part(subtype: &str, text: &str, charset: Charset) -> String {
    let (wanted, label): (&'static Encoding, &str) = match charset {
        Charset::Utf8 => (UTF_8, "UTF-8"),
        Charset::Latin1 => (WINDOWS_1252, "iso-8859-1"),
        Charset::Iso2022Jp => (ISO_2022_JP, "ISO-2022-JP"),
    };
    let (bytes, _, lost) = wanted.encode(text);
    // Windows-1252 has printable characters where ISO-8859-1 has controls.
    let lost = lost || (charset == Charset::Latin1 && bytes.iter().any(|b| (0x80..0xa0).contains(b)));
    let (bytes, label) = if lost { (text.as_bytes(), "UTF-8") } else { (bytes.as_ref(), label) };
    let short = text.lines().all(|l| l.len() <= 200);
    if label == "ISO-2022-JP" && short {
        let body = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\n', "\r\n");
        return format!("Content-Type: text/{subtype}; charset={label}\r\nContent-Transfer-Encoding: 7bit\r\n\r\n{}\r\n", body.trim_end());
    }
    let mostly_ascii = bytes.iter().filter(|b| b.is_ascii()).count() * 3 > bytes.len() * 2;
    if mostly_ascii {
        format!("Content-Type: text/{subtype}; charset=\"{label}\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}", quoted_printable(bytes))
    } else {
        format!("Content-Type: text/{subtype}; charset=\"{label}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{}", base64_lines(bytes))
    }
}

/// A file as a part, with its name as the RFC 2231 parameter when it is not ASCII.
#[must_use]
pub fn file_part(name: &str, media_type: &str, bytes: &[u8]) -> String {
    let parameter = if name.is_ascii() {
        format!("filename=\"{}\"", name.replace(['"', '\\', '\r', '\n'], "_"))
    } else {
        let escaped: String =
            name.bytes().map(|b| if b.is_ascii_alphanumeric() || b == b'.' { (b as char).to_string() } else { format!("%{b:02X}") }).collect();
        format!("filename*=UTF-8''{escaped}")
    };
    format!(
        "Content-Type: {media_type}\r\nContent-Disposition: attachment; {parameter}\r\nContent-Transfer-Encoding: base64\r\n\r\n{}",
        base64_lines(bytes)
    )
}

/// Parts between boundaries.
#[must_use]
pub fn multipart(subtype: &str, boundary: &str, parts: &[String]) -> String {
    let mut out = format!("Content-Type: multipart/{subtype};\r\n boundary=\"{boundary}\"\r\n\r\n");
    for part in parts {
        out.push_str(&format!("--{boundary}\r\n{part}"));
        if !part.ends_with("\r\n") {
            out.push_str("\r\n");
        }
    }
    out.push_str(&format!("--{boundary}--\r\n"));
    out
}

/// RFC 2045, 6.7.
fn quoted_printable(bytes: &[u8]) -> String {
    let mut out = String::new();
    for line in bytes.split(|b| *b == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let mut width = 0;
        for (i, byte) in line.iter().enumerate() {
            let last = i + 1 == line.len();
            let plain = matches!(byte, b'!'..=b'<' | b'>'..=b'~') || (matches!(byte, b' ' | b'\t') && !last);
            let size = if plain { 1 } else { 3 };
            if width + size > 75 {
                out.push_str("=\r\n");
                width = 0;
            }
            if plain {
                out.push(*byte as char);
            } else {
                out.push_str(&format!("={byte:02X}"));
            }
            width += size;
        }
        out.push_str("\r\n");
    }
    out
}

/// Base64 (RFC 4648, 4).
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize] as char;
            out.push(if place > chunk.len() { '=' } else { letter });
        }
    }
    out
}

fn base64_lines(bytes: &[u8]) -> String {
    let mut out = String::new();
    for line in bytes.chunks(57) {
        out.push_str(&base64(line));
        out.push_str("\r\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Address;
    use mail_parser::{MessageParser, MimeHeaders};
    use proptest::prelude::*;

    fn read(part: &str) -> String {
        let raw = format!("From: a@example.com\r\nMIME-Version: 1.0\r\n{part}");
        MessageParser::default().parse(raw.as_bytes()).unwrap().body_text(0).unwrap().replace("\r\n", "\n")
    }

    proptest! {
        #[test]
        fn any_text_reads_back_in_any_charset(text in "[ -~äßãéñ日本語かなمرحبا\n=.]{0,300}", which in 0usize..3) {
            let charset = [Charset::Utf8, Charset::Latin1, Charset::Iso2022Jp][which];
            let back = read(&text_part("plain", &text, charset));
            prop_assert_eq!(back.trim_end(), text.trim_end());
        }

        #[test]
        fn any_subject_reads_back_and_no_line_is_too_long(text in "[ -~éç日本語]{1,200}") {
            let text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
            prop_assume!(!text.is_empty() && !text.contains("=?"));
            let line = header("Subject", &text);
            prop_assert!(line.lines().all(|l| l.len() <= 78 || !l.trim().contains(' ')), "{}", line);
            let raw = format!("{line}\r\nx");
            let message = MessageParser::default().parse(raw.as_bytes()).unwrap();
            prop_assert_eq!(message.subject().unwrap(), text);
        }
    }

    #[test]
    fn files_and_people_read_back() {
        let parts = [text_part("plain", "hi", Charset::Utf8), file_part("Rückgabe Maß.csv", "text/csv", b"a;b\n1;2\n")];
        let people = mailboxes(
            "To",
            &[
                Mailbox::new("Söhne, Brandt & Co", Address::parse("x@example.de").unwrap()),
                Mailbox::new("A, B", Address::parse("y@example.com").unwrap()),
            ],
        );
        let raw = format!("{people}MIME-Version: 1.0\r\n{}", multipart("mixed", "b0", &parts));
        let message = MessageParser::default().parse(raw.as_bytes()).unwrap();
        let file = message.attachment(0).unwrap();
        assert_eq!((file.attachment_name(), file.contents()), (Some("Rückgabe Maß.csv"), &b"a;b\n1;2\n"[..]));
        let names: Vec<_> = message.to().unwrap().iter().map(|a| a.name().unwrap().to_owned()).collect();
        assert_eq!(names, ["Söhne, Brandt & Co", "A, B"]);
    }
}
