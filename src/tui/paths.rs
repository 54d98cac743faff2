//! Paths as people type them, and as terminals paste them when files are dropped on them.

use std::path::PathBuf;

/// More files than anyone drops at once.
const MOST: usize = 50;

/// What a pasted text would be if it is paths: the likeliest reading first, none when it is none. Whether they are files is not known here.
#[must_use]
pub fn pasted(text: &str) -> Vec<Vec<PathBuf>> {
    let text = text.trim();
    if text.is_empty() || text.len() > 16 * 1024 {
        return Vec::new();
    }
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    let by_words = words(text);
    let by_lines = lines.iter().map(|l| (*l).to_owned()).collect();
    let mut ways = Vec::new();
    for way in [by_words, Some(by_lines)].into_iter().flatten() {
        let paths: Option<Vec<PathBuf>> = way.iter().map(|word| path(word)).collect();
        if let Some(paths) = paths.filter(|p| !p.is_empty() && p.len() <= MOST && !ways.contains(p)) {
            ways.push(paths);
        }
    }
    ways
}

/// The words of a text as a shell parts them: quotes, and backslashes before what would part them. `None` when a quote is left open.
fn words(text: &str) -> Option<Vec<String>> {
    let (mut out, mut word, mut begun, mut quote) = (Vec::new(), String::new(), false, None);
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (quote, '\\') if quote != Some('\'') => word.push(chars.next()?),
            (None, '\'' | '"') => (quote, begun) = (Some(c), true),
            (None, c) if c.is_whitespace() => {
                if begun {
                    out.push(std::mem::take(&mut word));
                }
                begun = false;
            }
            (_, c) => word.push(c),
        }
        begun = begun || !word.is_empty();
    }
    if begun {
        out.push(word);
    }
    quote.is_none().then_some(out)
}

/// A word that can only be a path: absolute, from the home directory, or a `file://` URL of this machine (RFC 8089).
fn path(word: &str) -> Option<PathBuf> {
    if let Some(url) = word.strip_prefix("file://") {
        let local = url.strip_prefix("localhost").unwrap_or(url);
        return local.starts_with('/').then(|| PathBuf::from(unescaped(local)));
    }
    // a name right below the root is far likelier the call of a canned response
    let deep = |rest: &&str| rest.split_once('/').is_some_and(|(directory, name)| !directory.is_empty() && !name.is_empty());
    let home = word.strip_prefix("~/").filter(|rest| !rest.is_empty());
    home.or_else(|| word.strip_prefix('/').filter(deep)).map(|_| PathBuf::from(word))
}

/// Percent-encoded bytes as they are meant; what is no encoding stays.
fn unescaped(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(byte) = bytes.get(at) {
        let code = (*byte == b'%').then(|| text.get(at + 1..at + 3)).flatten().and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(code.unwrap_or(*byte));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Vec<String> {
        pasted(text).first().map(|w| w.iter().map(|p| p.display().to_string()).collect()).unwrap_or_default()
    }

    #[test]
    fn dropped_files_are_known_as_every_terminal_writes_them() {
        assert_eq!(first("/tmp/report.pdf"), ["/tmp/report.pdf"]);
        assert_eq!(first("'/tmp/My report.pdf' "), ["/tmp/My report.pdf"]);
        assert_eq!(first("\"/tmp/My report.pdf\" /tmp/b.txt"), ["/tmp/My report.pdf", "/tmp/b.txt"]);
        assert_eq!(first("/tmp/My\\ report\\ \\(1\\).pdf ~/b.txt"), ["/tmp/My report (1).pdf", "~/b.txt"]);
        assert_eq!(first("file:///tmp/My%20report.pdf\nfile:///tmp/%E6%8A%A5.txt"), ["/tmp/My report.pdf", "/tmp/报.txt"]);
        assert_eq!(first("file://localhost/tmp/a%zz"), ["/tmp/a%zz"]);
        assert_eq!(first("'/tmp/it'\\''s.txt'"), ["/tmp/it's.txt"]);
    }

    #[test]
    fn a_path_with_bare_spaces_is_tried_as_a_whole() {
        let ways = pasted("/tmp/My report.pdf");
        assert_eq!(ways, [[PathBuf::from("/tmp/My report.pdf")]], "“report.pdf” alone is no path");
        assert_eq!(pasted("/tmp/a b\n/tmp/c"), [["/tmp/a b", "/tmp/c"].map(PathBuf::from)]);
    }

    #[test]
    fn what_people_write_is_no_path() {
        let texts = [
            "",
            "Hello",
            "/refund",
            "/refund please",
            "// a comment",
            "a /tmp/b",
            "see file:///tmp/a",
            "file://other.example/a",
            "/",
            "~/",
            "https://example.com/a",
        ];
        for text in texts {
            assert!(pasted(text).is_empty(), "{text}: {:?}", pasted(text));
        }
        assert_eq!(pasted("/tmp/it's").len(), 1, "an open quote may be a name's");
    }
}
