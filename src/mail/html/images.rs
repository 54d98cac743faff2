//! Pictures that a mail brings along: put into the page as `data:`, so that nothing is loaded from anywhere.

use std::collections::HashMap;

use crate::model::incoming::IncomingFile;

/// What browsers show and what runs nothing.
const TYPES: [&str; 5] = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"];
/// Most bytes of pictures in one page.
const MOST: usize = 24 << 20;

/// The pictures of a mail by their Content-ID (RFC 2392), as far as they fit.
pub(super) fn by_id(files: &[IncomingFile]) -> HashMap<String, String> {
    let mut left = MOST;
    let mut out = HashMap::new();
    for file in files {
        let Some(id) = &file.content_id else { continue };
        let Some(kind) = TYPES.into_iter().find(|t| file.media_type.eq_ignore_ascii_case(t)) else { continue };
        if file.bytes.len() <= left {
            left -= file.bytes.len();
            out.insert(id.clone(), format!("data:{kind};base64,{}", base64(&file.bytes)));
        }
    }
    out
}

/// The Content-ID in `cid:…`, with what is escaped in it.
pub(super) fn id_of(url: &str) -> Option<String> {
    let rest = url.trim();
    let id = rest.get(..4).filter(|start| start.eq_ignore_ascii_case("cid:")).and_then(|_| rest.get(4..))?;
    let (mut out, mut rest) = (Vec::new(), id.as_bytes());
    while let [first, after @ ..] = rest {
        let code = after.get(..2).filter(|_| *first == b'%').and_then(|d| u8::from_str_radix(std::str::from_utf8(d).ok()?, 16).ok());
        out.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(out).ok()
}

/// RFC 4648, 4.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let number = three.iter().enumerate().fold(0u32, |n, (i, b)| n | u32::from(*b) << (16 - 8 * i));
        for i in 0..4 {
            let letter = LETTERS[(number >> (18 - 6 * i)) as usize & 63];
            out.push(if i <= three.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_as_the_rfc_says() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn content_ids_are_read_with_what_is_escaped_in_them() {
        assert_eq!(id_of("CID:a%20b@c").as_deref(), Some("a b@c"));
        assert_eq!(id_of("cid:100%").as_deref(), Some("100%"));
        assert_eq!(id_of("http://x"), None);
        assert_eq!(id_of("cié"), None);
    }
}
