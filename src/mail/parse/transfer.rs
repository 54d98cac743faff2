//! Content-Transfer-Encoding (RFC 2045, 6) and uuencode, read leniently: what is broken never stops what is whole.

use std::borrow::Cow;

/// The decoded body of a part, and a remark when the encoding was broken or unknown.
pub(super) fn decode<'a>(body: &'a [u8], encoding: Option<&str>) -> (Cow<'a, [u8]>, Option<String>) {
    let encoding = encoding.map(|e| e.split(';').next().unwrap_or_default().trim().trim_matches('"').to_ascii_lowercase());
    match encoding.as_deref() {
        Some("base64" | "base-64") => {
            let (bytes, clean) = base64(body);
            (Cow::Owned(bytes), (!clean).then(|| "broken base64".to_owned()))
        }
        Some("quoted-printable" | "quoted printable" | "qp") => (Cow::Owned(quoted_printable(body)), None),
        Some("x-uuencode" | "uuencode" | "x-uue" | "uue") => match uuencoded(&String::from_utf8_lossy(body)) {
            (_, files) if !files.is_empty() => (Cow::Owned(files.into_iter().flat_map(|f| f.bytes).collect()), None),
            _ => (Cow::Borrowed(body), Some("declared as uuencode, but it is not".to_owned())),
        },
        None | Some("" | "7bit" | "8bit" | "binary" | "7-bit" | "8-bit" | "7bits" | "8bits" | "8 bit" | "none") => (Cow::Borrowed(body), None),
        Some(other) => {
            let shown: String = other.chars().filter(|c| !c.is_control()).take(40).collect();
            (Cow::Borrowed(body), Some(format!("unknown transfer encoding {shown}")))
        }
    }
}

/// Base64 without its strictness: characters outside of the alphabet are skipped. The flag says that there were none.
pub(super) fn base64(bytes: &[u8]) -> (Vec<u8>, bool) {
    use mail_parser::decoders::base64::base64_decode;
    if let Some(decoded) = base64_decode(bytes) {
        return (decoded, true);
    }
    let alphabet: Vec<u8> = bytes.iter().copied().filter(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=')).collect();
    (base64_decode(&alphabet).unwrap_or_default(), false)
}

/// Quoted-printable of bodies (RFC 2045, 6.7). An `=` that begins no code stays as it is.
pub(super) fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    for line in body.split_inclusive(|b| *b == b'\n') {
        let content = line.trim_ascii_end();
        let soft = content.last() == Some(&b'=');
        let content = if soft { &content[..content.len() - 1] } else { content };
        unquote(content, |b| b, &mut out);
        if !soft && line.ends_with(b"\n") {
            out.extend_from_slice(if line.ends_with(b"\r\n") { b"\r\n" } else { b"\n" });
        }
    }
    out
}

/// The Q encoding of encoded words (RFC 2047, 4.2).
pub(super) fn quoted_word(payload: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(payload.len());
    unquote(payload, |b| if b == b'_' { b' ' } else { b }, &mut out);
    out
}

/// The bytes behind `%41` (RFC 2231).
pub(super) fn percent(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        match (byte, tail) {
            (b'%', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                out.push(hex(*high) << 4 | hex(*low));
                rest = after;
            }
            _ => {
                out.push(byte);
                rest = tail;
            }
        }
    }
    out
}

fn unquote(content: &[u8], plain: impl Fn(u8) -> u8, out: &mut Vec<u8>) {
    let mut rest = content;
    while let Some(at) = rest.iter().position(|b| *b == b'=') {
        out.extend(rest[..at].iter().copied().map(&plain));
        match &rest[at + 1..] {
            [high, low, after @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                out.push(hex(*high) << 4 | hex(*low));
                rest = after;
            }
            after => {
                out.push(plain(b'='));
                rest = after;
            }
        }
    }
    out.extend(rest.iter().copied().map(plain));
}

fn hex(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'f' => digit - b'a' + 10,
        _ => digit.wrapping_sub(b'A').wrapping_add(10) & 0x0f,
    }
}

/// A file that was uuencoded in the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct UuFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The text without its uuencoded files, and the files. A block that never ends is left in the text.
pub(super) fn uuencoded(text: &str) -> (Cow<'_, str>, Vec<UuFile>) {
    if !text.contains("begin ") {
        return (Cow::Borrowed(text), Vec::new());
    }
    let (mut kept, mut files) = (String::with_capacity(text.len()), Vec::new());
    let mut rest = text;
    // after one block that does not end, no later one can
    let mut may_begin = true;
    while !rest.is_empty() {
        let (line, after) = next_line(rest);
        if let Some(name) = uu_begin(line).filter(|_| may_begin) {
            if let Some((bytes, end)) = uu_block(after) {
                files.push(UuFile { name: name.to_owned(), bytes });
                rest = end;
                continue;
            }
            may_begin = false;
        }
        kept.push_str(&rest[..rest.len() - after.len()]);
        rest = after;
    }
    if files.is_empty() { (Cow::Borrowed(text), files) } else { (Cow::Owned(kept), files) }
}

fn next_line(text: &str) -> (&str, &str) {
    text.split_once('\n').map_or((text, ""), |(line, rest)| (line.trim_end_matches('\r'), rest))
}

/// The name in `begin 644 name`.
fn uu_begin(line: &str) -> Option<&str> {
    let (mode, name) = line.strip_prefix("begin ")?.split_once(' ')?;
    let octal = (3..=4).contains(&mode.len()) && mode.bytes().all(|b| (b'0'..=b'7').contains(&b));
    octal.then_some(name.trim())
}

fn uu_block(text: &str) -> Option<(Vec<u8>, &str)> {
    let (mut bytes, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        let (line, after) = next_line(rest);
        rest = after;
        if line == "end" {
            return Some((bytes, rest));
        }
        uu_line(line.as_bytes(), &mut bytes)?;
    }
    None
}

fn uu_line(line: &[u8], out: &mut Vec<u8>) -> Option<()> {
    let Some((&length, data)) = line.split_first() else { return Some(()) };
    let value = |b: u8| (0x20..=0x60).contains(&b).then(|| (b - 0x20) & 0x3f);
    let length = usize::from(value(length)?);
    let mut decoded = Vec::with_capacity(data.len());
    for group in data.chunks(4) {
        let mut word = 0u32;
        for i in 0..4 {
            word = word << 6 | u32::from(value(group.get(i).copied().unwrap_or(b' '))?);
        }
        decoded.extend_from_slice(&word.to_be_bytes()[1..]);
    }
    out.extend(decoded.into_iter().take(length));
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_encodings_give_what_is_whole() {
        assert_eq!(base64(b"SGVsbG8g!!!d29ybGQ"), (b"Hello world".to_vec(), false));
        assert_eq!(base64(b"SGVs\r\nbG8="), (b"Hello".to_vec(), true));
        assert_eq!(quoted_printable(b"a=3Db =zz 100=\r\n% \r\nend="), b"a=b =zz 100%\r\nend");
        assert_eq!(decode(b"x", Some("rot13")).1.as_deref(), Some("unknown transfer encoding rot13"));
    }

    #[test]
    fn uuencoded_files_come_out_of_the_text() {
        let (text, files) = uuencoded("hello\nbegin 644 a b.txt\n#0V%T\n`\nend\nbye\n");
        assert_eq!((text.as_ref(), files.as_slice()), ("hello\nbye\n", &[UuFile { name: "a b.txt".into(), bytes: b"Cat".to_vec() }][..]));
        for plain in ["begin 644 x\nand so on", "We begin 100 things\n", "begin the end\nend\n"] {
            assert_eq!(uuencoded(plain), (plain.into(), Vec::new()));
        }
    }
}
