//! Names of folders on the wire: modified UTF-7 (RFC 3501, 5.1.3).

/// A folder's name as the server knows it.
pub(super) fn on_the_wire(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut shifted: Vec<u16> = Vec::new();
    for c in name.chars() {
        if matches!(c, ' '..='~') {
            close(&mut out, &mut shifted);
            out.push(c);
            if c == '&' {
                out.push('-');
            }
        } else {
            shifted.extend_from_slice(c.encode_utf16(&mut [0; 2]));
        }
    }
    close(&mut out, &mut shifted);
    out
}

/// Writes what is not ASCII as `&…-`, in base64 with a comma for the slash.
fn close(out: &mut String, shifted: &mut Vec<u16>) {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";
    if shifted.is_empty() {
        return;
    }
    out.push('&');
    let (mut bits, mut count) = (0u32, 0);
    for unit in shifted.drain(..) {
        bits = bits << 16 | u32::from(unit);
        count += 16;
        while count >= 6 {
            count -= 6;
            out.push(char::from(DIGITS[(bits >> count) as usize % 64]));
        }
        bits &= 0xff;
    }
    if count > 0 {
        out.push(char::from(DIGITS[(bits << (6 - count)) as usize % 64]));
    }
    out.push('-');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_in_the_rfc() {
        for (name, wire) in
            [("INBOX", "INBOX"), ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"), ("R&D", "R&-D"), ("Entwürfe", "Entw&APw-rfe")]
        {
            assert_eq!(on_the_wire(name), wire);
        }
        assert_eq!(on_the_wire("😀"), "&2D3eAA-");
    }

    #[test]
    fn no_name_can_begin_another_command() {
        assert!(!on_the_wire("x\r\na9 DELETE INBOX").contains(['\r', '\n']));
    }
}
