//! From bytes in whatever charset a mail says, or does not say, or says wrongly, to text.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_KR, Encoding, GBK, ISO_2022_JP, UTF_8, WINDOWS_874};

use super::transfer::base64;

/// Text, and what had to be guessed on the way.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text.
    pub text: String,
    /// What `explain` should say about it.
    pub remark: Option<String>,
    /// The charset, when only the bytes told it: a hint for other places in the same mail.
    pub guess: Option<&'static str>,
}

impl Decoded {
    fn sure(text: impl Into<String>) -> Decoded {
        Decoded { text: text.into(), remark: None, guess: None }
    }

    fn guessed(text: impl Into<String>, remark: String) -> Decoded {
        Decoded { text: text.into(), remark: Some(remark), guess: None }
    }
}

/// How a declared charset is read.
#[derive(Clone, Copy)]
enum Codec {
    /// As browsers do.
    Web(&'static Encoding),
    /// By a function: UTF-7, and some old code pages.
    Function(fn(&[u8]) -> String),
    /// Seven-bit Chinese (RFC 1843) and Korean (RFC 1557), which browsers have given up.
    Shifted { open: &'static [u8], close: &'static [u8], inner: &'static Encoding },
}

/// Names that mails use and the WHATWG list lacks, and what they mean.
const ALIASES: &[(&str, &str)] = &[
    ("cp949", "euc-kr"),
    ("uhc", "euc-kr"),
    ("ms949", "euc-kr"),
    ("cp936", "gbk"),
    ("ms936", "gbk"),
    ("cp950", "big5"),
    ("cp932", "shift_jis"),
    ("ms932", "shift_jis"),
    ("cp874", "windows-874"),
    ("cp1250", "windows-1250"),
    ("cp1251", "windows-1251"),
    ("cp1252", "windows-1252"),
    ("utf8", "utf-8"),
    ("utf-8-sig", "utf-8"),
    ("cp65001", "utf-8"),
    ("65001", "utf-8"),
    ("cp437", "cp850"),
    ("ibm437", "cp850"),
    ("437", "cp850"),
];

/// The text of `bytes`. `declared` is what the part says, `hint` what another place in the same mail says.
///
/// A declared charset is believed when the bytes agree. Where they do not: valid UTF-8 is UTF-8, and the rest is guessed.
pub(super) fn decode(bytes: &[u8], declared: Option<&str>, hint: Option<&str>) -> Decoded {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        return Decoded::sure(encoding.decode_without_bom_handling(&bytes[bom..]).0);
    }
    let declared = declared.map(tidy).filter(|d| !d.is_empty());
    let codec = declared.as_deref().and_then(codec);
    match codec {
        Some(Codec::Function(read)) => return Decoded::sure(read(bytes)),
        Some(Codec::Shifted { open, close, inner }) => return Decoded::sure(shifted(bytes, open, close, inner)),
        Some(Codec::Web(encoding)) if encoding == ISO_2022_JP => return Decoded::sure(japanese(bytes).0),
        Some(Codec::Web(encoding)) if !encoding.is_ascii_compatible() => return Decoded::sure(encoding.decode_without_bom_handling(bytes).0),
        _ => {}
    }
    if bytes.is_ascii() {
        return ascii(bytes);
    }
    match codec {
        Some(Codec::Web(encoding)) if encoding != UTF_8 => eight_bit(bytes, encoding),
        _ => utf8_or_guess(bytes, declared.as_deref(), hint),
    }
}

/// The charset's name as it is looked up: lower case, without quotes, blanks and the language of RFC 2231.
fn tidy(name: &str) -> String {
    let name = name.split('*').next().unwrap_or_default();
    name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';')).to_ascii_lowercase()
}

fn codec(name: &str) -> Option<Codec> {
    if matches!(name, "us-ascii" | "ascii" | "ansi_x3.4-1968" | "7bit" | "8bit" | "unknown-8bit" | "x-unknown" | "default") {
        return None;
    }
    match name {
        "utf-7" | "unicode-1-1-utf-7" => return Some(Codec::Function(utf7)),
        "hz-gb-2312" | "hz" => return Some(Codec::Shifted { open: b"~{", close: b"~}", inner: GBK }),
        "iso-2022-kr" | "csiso2022kr" => return Some(Codec::Shifted { open: b"\x0e", close: b"\x0f", inner: EUC_KR }),
        _ => {}
    }
    let name = ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, meant)| meant);
    match Encoding::for_label_no_replacement(name.as_bytes()) {
        Some(encoding) => Some(Codec::Web(encoding)),
        None => mail_parser::decoders::charsets::map::charset_decoder(name.as_bytes()).map(Codec::Function),
    }
}

/// Seven-bit text. Some programs send ISO-2022-JP without saying so: its escapes occur nowhere else.
fn ascii(bytes: &[u8]) -> Decoded {
    let escapes = bytes.contains(&0x1b) && bytes.windows(3).any(|w| matches!(w, [0x1b, b'$', b'@' | b'B'] | [0x1b, b'(', b'J' | b'I']));
    if escapes {
        let (text, failed) = japanese(bytes);
        if !failed {
            return Decoded::sure(text);
        }
    }
    Decoded::sure(String::from_utf8_lossy(bytes))
}

/// ISO-2022-JP, and whether something could not be read. An escape right before another says nothing, and is taken for an error by
/// browsers; mails have them where encoded words are joined.
fn japanese(bytes: &[u8]) -> (String, bool) {
    let mut kept = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&byte, tail)) = rest.split_first() {
        match rest {
            [0x1b, b'(' | b'$', _, after @ ..] if after.first() == Some(&0x1b) => rest = after,
            _ => {
                kept.push(byte);
                rest = tail;
            }
        }
    }
    let (text, failed) = ISO_2022_JP.decode_without_bom_handling(&kept);
    (text.into_owned(), failed)
}

/// Bytes with a declared charset other than UTF-8.
fn eight_bit(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    // In a multi-byte charset, and in Thai, a short text can be valid UTF-8 by accident; in the others it cannot.
    let accident_possible = !encoding.is_single_byte() || encoding == WINDOWS_874;
    let (text, failed) = encoding.decode_without_bom_handling(bytes);
    if accident_possible && !failed {
        return Decoded::sure(text);
    }
    match str::from_utf8(bytes) {
        Ok(utf8) => Decoded::guessed(utf8, format!("declared as {}, but it is UTF-8", encoding.name())),
        Err(_) if failed => Decoded::guessed(text, format!("some bytes are not {}", encoding.name())),
        Err(_) => Decoded::sure(text),
    }
}

/// Bytes that are declared as UTF-8 or ASCII, or not at all.
fn utf8_or_guess(bytes: &[u8], declared: Option<&str>, hint: Option<&str>) -> Decoded {
    let said = || declared.map_or_else(|| "no charset declared".to_owned(), |d| format!("declared as {d}"));
    let lossy = match str::from_utf8(bytes) {
        Ok(text) => return Decoded::sure(text),
        Err(_) => String::from_utf8_lossy(bytes),
    };
    if mostly_utf8(&lossy) {
        return Decoded::guessed(lossy, format!("{}, some bytes are not UTF-8", said()));
    }
    if let Some(Codec::Web(encoding)) = hint.map(tidy).as_deref().and_then(codec) {
        let (text, failed) = encoding.decode_without_bom_handling(bytes);
        if !failed && encoding != UTF_8 {
            return Decoded::guessed(text, format!("{}, read as {} like the rest of the mail", said(), encoding.name()));
        }
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let text: Cow<'_, str> = encoding.decode_without_bom_handling(bytes).0;
    Decoded { guess: Some(encoding.name()), ..Decoded::guessed(text, format!("{}, guessed {}", said(), encoding.name())) }
}

/// Whether what was read as UTF-8 has more characters outside ASCII that could be read than such that could not.
fn mostly_utf8(lossy: &str) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for c in lossy.chars().filter(|c| !c.is_ascii()) {
        if c == char::REPLACEMENT_CHARACTER { bad += 1 } else { good += 1 }
    }
    good > bad
}

/// UTF-7 (RFC 2152): UTF-16 in base64 between `+` and `-`, and `+-` for a plus sign.
fn utf7(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|b| *b == b'+') {
        out.push_str(&String::from_utf8_lossy(&rest[..at]));
        rest = &rest[at + 1..];
        let length = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/')).count();
        let units: Vec<u16> = base64(&rest[..length]).0.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        rest = &rest[length..];
        if let Some(after) = rest.strip_prefix(b"-") {
            rest = after;
            if length == 0 {
                out.push('+');
            }
        }
        out.push_str(&String::from_utf16_lossy(&units));
    }
    out.push_str(&String::from_utf8_lossy(rest));
    out
}

/// Text in which the bytes between two marks stand for two-byte characters with their high bits off.
fn shifted(bytes: &[u8], open: &[u8], close: &[u8], inner: &'static Encoding) -> String {
    let mut eight_bit = Vec::with_capacity(bytes.len());
    let (mut rest, mut inside) = (bytes, false);
    while let Some((&byte, tail)) = rest.split_first() {
        let mark = if inside { close } else { open };
        if let Some(after) = rest.strip_prefix(mark) {
            inside = !inside;
            rest = after;
        } else if let Some(after) = rest.strip_prefix(b"\x1b$)C") {
            rest = after;
        } else {
            inside &= byte != b'\n';
            eight_bit.push(if inside { byte | 0x80 } else { byte });
            rest = tail;
        }
    }
    inner.decode_without_bom_handling(&eight_bit).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], declared: &str) -> String {
        decode(bytes, Some(declared).filter(|d| !d.is_empty()), None).text
    }

    #[test]
    fn declared_charsets_of_the_world_are_read() {
        let (japanese, _, _) = ISO_2022_JP.encode("プリンターが動きません");
        assert_eq!(text(&japanese, "iso-2022-jp"), "プリンターが動きません");
        assert_eq!(text(b"L\x92\xe9t\xe9 5 \x80", "windows-1252"), "L’été 5 €");
        assert_eq!(text(b"x \x93smart\x94 \x80", "iso-8859-1"), "x “smart” €", "what says Latin-1 is mostly Windows");
        assert_eq!(text("打印机坏了".as_bytes(), "utf-8"), "打印机坏了");
        assert_eq!(text(&GBK.encode("打印机坏了").0, "gb2312"), "打印机坏了");
        assert_eq!(text(b"\x95\x32\x82\x36", "gb2312"), "𠀀", "gb2312 means gb18030");
        assert_eq!(text(b"\x8c\x63", "ks_c_5601-1987"), "똠", "ks_c_5601 means cp949");
        assert_eq!(text(b"\xf0\xd2\xc9\xd7\xc5\xd4 \xa7", "koi8-u"), "Привет ї");
        assert_eq!(text(b"\xf9\xec\xe5\xed", "iso-8859-8-i"), "שלום");
        assert_eq!(text(b"\x82t\x82", "cp437"), "été");
        assert_eq!(text(b"Gr+APwA3w-e +- +ZeVnLA", "utf-7"), "Grüße + 日本");
        assert_eq!(text(b"\xff\xfeH\x00\xe9\x00", "utf-16"), "Hé");
        assert_eq!(text(b"~{4rS!;z~}!", "hz-gb-2312"), "打印机!");
        assert_eq!(text(b"\x1b$)CA \x0eGA81\x0f.", "iso-2022-kr"), "A 프린.".replace("프린", &EUC_KR.decode(b"\xc7\xc1\xb8\xb1").0));
    }

    #[test]
    fn wrong_and_missing_charsets_are_guessed_and_said() {
        assert_eq!(text("Grüße".as_bytes(), "us-ascii"), "Grüße");
        assert_eq!(text("Grüße".as_bytes(), "iso-8859-1"), "Grüße", "declared Latin-1, really UTF-8");
        assert!(decode("Grüße".as_bytes(), Some("iso-8859-1"), None).remark.is_some());
        assert_eq!(text(b"hello caf\xe9", "x-unknown"), "hello café");
        assert_eq!(text(b"hello caf\xe9", ""), "hello café");
        assert_eq!(text(b"hello caf\xe9", "utf-8"), "hello café");
        assert_eq!(text(&ISO_2022_JP.encode("動きません").0, ""), "動きません");
        let russian = encoding_rs::KOI8_R.encode("Здравствуйте, принтер не печатает, помогите пожалуйста").0;
        assert_eq!(text(&russian, ""), "Здравствуйте, принтер не печатает, помогите пожалуйста");
        assert!(decode(&russian, None, None).remark.is_some_and(|r| r.contains("KOI8")));
        assert_eq!(decode(b"\xe1", None, Some("iso-8859-7")).text, "α", "the rest of the mail is Greek");
        assert!(text("déjà vu \u{fffd}".as_bytes().split_last().unwrap().1, "utf-8").starts_with("déjà vu"));
    }
}
