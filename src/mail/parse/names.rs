//! File names that are safe to show and to save under.

/// Longest name, in characters.
const LONGEST: usize = 120;
/// Longest ending that survives when a name is cut.
const LONGEST_ENDING: usize = 16;

/// A name without path, control, bidi and invisible characters, without leading dots, not too long. When nothing is left of it,
/// or none is given, `part-3.png` is made from the place among the files and the type.
pub(super) fn safe(given: Option<&str>, place: usize, media_type: &str) -> String {
    let cleaned = given.map(clean).unwrap_or_default();
    if cleaned.is_empty() { format!("part-{place}.{}", ending(media_type)) } else { shortened(&cleaned) }
}

fn clean(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).find(|piece| !piece.trim_matches([' ', '.']).is_empty()).unwrap_or_default();
    let kept = last.chars().filter(|c| !c.is_control() && !is_invisible(*c));
    let replaced: String = kept.map(|c| if matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|') { '_' } else { c }).collect();
    replaced.trim_start_matches(['.', ' ']).trim_end_matches(['.', ' ']).to_owned()
}

/// Characters that change how others are shown, or show nothing: a name with them can look like another.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn shortened(name: &str) -> String {
    let length = name.chars().count();
    if length <= LONGEST {
        return name.to_owned();
    }
    let ending = name.rsplit_once('.').map(|(_, e)| e).filter(|e| e.chars().count() <= LONGEST_ENDING);
    let room = LONGEST - ending.map_or(0, |e| e.chars().count() + 1);
    let stem: String = name.chars().take(room).collect();
    ending.map_or(stem.clone(), |e| format!("{stem}.{e}"))
}

/// The usual ending of a media type.
fn ending(media_type: &str) -> &str {
    match media_type {
        "text/plain" | "message/delivery-status" | "message/disposition-notification" | "text/rfc822-headers" => "txt",
        "text/html" => "html",
        "text/calendar" => "ics",
        "text/csv" => "csv",
        "text/vcard" | "text/x-vcard" => "vcf",
        "image/jpeg" | "image/jpg" => "jpg",
        "image/png" => "png",
        "image/gif" => "gif",
        "image/svg+xml" => "svg",
        "application/pdf" => "pdf",
        "application/zip" => "zip",
        "application/json" => "json",
        "application/ms-tnef" => "dat",
        "application/pgp-signature" => "asc",
        "application/pkcs7-signature" | "application/x-pkcs7-signature" => "p7s",
        "application/pkcs7-mime" | "application/x-pkcs7-mime" => "p7m",
        "message/rfc822" | "message/global" => "eml",
        _ => "bin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_never_leave_their_directory() {
        for (given, safe_name) in [
            ("../../etc/pass\"wd\0.txt", "pass_wd.txt"),
            ("C:\\Users\\ana\\Rechnung.pdf", "Rechnung.pdf"),
            (".bashrc", "bashrc"),
            ("..", "part-7.pdf"),
            ("/", "part-7.pdf"),
            ("", "part-7.pdf"),
            ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
            ("a\nb\u{1b}[31m.txt", "ab[31m.txt"),
            ("dir/", "dir"),
        ] {
            assert_eq!(safe(Some(given), 7, "application/pdf"), safe_name, "{given:?}");
        }
        assert_eq!(safe(None, 2, "text/calendar"), "part-2.ics");
        let long = safe(Some(&format!("{}.tar.gz", "x".repeat(400))), 1, "x/y");
        assert!(long.ends_with(".gz") && long.chars().count() == LONGEST);
    }

    proptest! {
        #[test]
        fn any_name_is_safe(given in "\\PC{0,40}|.{0,40}|[./\\\\ ]{0,9}") {
            let name = safe(Some(&given), 1, "image/png");
            prop_assert!(!name.is_empty() && name.chars().count() <= LONGEST);
            prop_assert!(!name.starts_with('.') && !name.contains(['/', '\\']) && !name.contains(char::is_control));
        }
    }
}
