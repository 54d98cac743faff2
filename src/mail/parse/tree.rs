//! The parts of a mail (RFC 2046). Every multipart is split once, from outside in, so that the cost is the size of the mail
//! times its depth, which is bounded; nested messages are leaves and are never opened.

use super::fields::Fields;
use super::params::ContentType;

/// Deepest nesting of multiparts that is opened. What lies deeper is kept as one raw part.
const DEEPEST: usize = 20;
/// Most parts that are read.
const MOST_PARTS: usize = 1000;

/// A part that holds content.
#[derive(Debug)]
pub(super) struct Leaf<'a> {
    pub fields: Fields,
    pub content: ContentType,
    pub disposition: ContentType,
    /// Still in its transfer encoding.
    pub body: &'a [u8],
}

/// A part, or parts.
#[derive(Debug)]
pub(super) enum Node<'a> {
    Leaf(Leaf<'a>),
    Multi {
        /// `alternative`, `related`, `mixed`, …
        kind: String,
        children: Vec<Node<'a>>,
    },
}

/// A mail: its header and its parts.
#[derive(Debug)]
pub(super) struct Letter<'a> {
    pub fields: Fields,
    pub root: Node<'a>,
    pub remarks: Vec<String>,
}

/// Takes a mail apart.
pub(super) fn read(raw: &[u8]) -> Letter<'_> {
    let (fields, body) = Fields::split(raw);
    let mut reader = Reader { parts: 0, remarks: fields.remarks.clone() };
    let root = reader.node(fields.clone(), body, 0, "text/plain");
    if reader.parts > MOST_PARTS {
        reader.remarks.push(format!("only the first {MOST_PARTS} parts are shown"));
    }
    Letter { fields, root, remarks: reader.remarks }
}

struct Reader {
    parts: usize,
    remarks: Vec<String>,
}

impl Reader {
    fn node<'a>(&mut self, fields: Fields, body: &'a [u8], depth: usize, default: &str) -> Node<'a> {
        let mut content = ContentType::read(fields.first("content-type").unwrap_or(default));
        if content.main() == "multipart" {
            match pieces(body, content.param("boundary")) {
                Some(pieces) if depth < DEEPEST => {
                    let children = self.children(&pieces, depth, if content.sub() == "digest" { "message/rfc822" } else { "text/plain" });
                    return Node::Multi { kind: content.sub().to_owned(), children };
                }
                Some(_) => {
                    self.remarks.push(format!("nested deeper than {DEEPEST} parts: the rest is kept raw"));
                    content = ContentType::read("application/octet-stream");
                }
                None => {
                    self.remarks.push("declared as multipart, but it has no parts".to_owned());
                    content = ContentType::read("text/plain");
                }
            }
        }
        let disposition = ContentType::read(fields.first("content-disposition").unwrap_or_default());
        Node::Leaf(Leaf { fields, content, disposition, body })
    }

    fn children<'a>(&mut self, pieces: &[&'a [u8]], depth: usize, default: &str) -> Vec<Node<'a>> {
        let mut out = Vec::new();
        for piece in pieces {
            self.parts += 1;
            if self.parts > MOST_PARTS {
                break;
            }
            let (fields, body) = Fields::split(piece);
            out.push(self.node(fields, body, depth + 1, default));
        }
        out
    }
}

/// The pieces between the lines of the declared boundary, or else of a boundary that the body shows.
fn pieces<'a>(body: &'a [u8], declared: Option<&str>) -> Option<Vec<&'a [u8]>> {
    declared.and_then(|boundary| between(body, boundary.as_bytes())).or_else(|| between(body, guess(body)?))
}

/// The first line that begins with `--` and has no blank in it.
fn guess(body: &[u8]) -> Option<&[u8]> {
    let mut lines = body.split(|b| *b == b'\n').take(200).map(<[u8]>::trim_ascii_end);
    let line = lines.find(|line| line.len() > 2 && line.starts_with(b"--") && !line.contains(&b' '))?;
    let boundary = &line[2..];
    (!boundary.iter().all(|b| matches!(b, b'-' | b'_' | b'='))).then(|| boundary.strip_suffix(b"--").unwrap_or(boundary))
}

fn between<'a>(body: &'a [u8], boundary: &[u8]) -> Option<Vec<&'a [u8]>> {
    let boundary = boundary.trim_ascii_end();
    if boundary.is_empty() {
        return None;
    }
    let (mut out, mut begun, mut at) = (Vec::new(), None, 0);
    for line in body.split_inclusive(|b| *b == b'\n') {
        let line_start = at;
        at += line.len();
        let Some(closing) = delimiter(line, boundary) else { continue };
        if let Some(start) = begun.replace(at) {
            out.push(without_line_end(&body[start..line_start.max(start)]));
        }
        if closing {
            begun = None;
            break;
        }
    }
    if let Some(start) = begun {
        out.push(&body[start..]); // never closed: cut off on the way
    }
    (!out.is_empty()).then_some(out)
}

/// Whether a line is a delimiter, and whether it is the last.
fn delimiter(line: &[u8], boundary: &[u8]) -> Option<bool> {
    let rest = line.strip_prefix(b"--")?.strip_prefix(boundary)?;
    match rest.trim_ascii_end() {
        b"" => Some(false),
        b"--" => Some(true),
        _ => None,
    }
}

/// The line end before a delimiter belongs to the delimiter (RFC 2046, 5.1.1).
fn without_line_end(piece: &[u8]) -> &[u8] {
    let piece = piece.strip_suffix(b"\n").unwrap_or(piece);
    piece.strip_suffix(b"\r").unwrap_or(piece)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree as a line: `mixed(text/plain "hi", alternative(…))`.
    fn drawn(node: &Node<'_>) -> String {
        match node {
            Node::Leaf(leaf) => format!("{} {:?}", leaf.content.value, String::from_utf8_lossy(leaf.body)),
            Node::Multi { kind, children } => format!("{kind}({})", children.iter().map(drawn).collect::<Vec<_>>().join(", ")),
        }
    }

    #[test]
    fn parts_are_split_by_whole_boundary_lines() {
        let mail = b"Content-Type: multipart/mixed; boundary=b\r\n\r\npreamble\r\n--b\r\n\r\none --b\r\n--bb\r\n--b \r\nContent-Type: multipart/alternative; boundary=bb\r\n\r\n--bb\r\nContent-Type: text/html\r\n\r\n<p>\r\n--bb--\r\n--b--\r\nepilogue";
        assert_eq!(drawn(&read(mail).root), r#"mixed(text/plain "one --b\r\n--bb", alternative(text/html "<p>"))"#);
    }

    #[test]
    fn broken_multiparts_give_what_they_have() {
        let cut = b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhi\n--b\nContent-Type: text/html\n\n<b>hi";
        assert_eq!(drawn(&read(cut).root), r#"mixed(text/plain "hi", text/html "<b>hi")"#);
        let unnamed = b"Content-Type: multipart/mixed\n\n--x\n\nhi\n--x--\n";
        assert_eq!(drawn(&read(unnamed).root), r#"mixed(text/plain "hi")"#);
        let none = b"Content-Type: multipart/mixed; boundary=b\n\njust text\n";
        assert_eq!(drawn(&read(none).root), r#"text/plain "just text\n""#);
    }

    #[test]
    fn nesting_and_number_are_bounded() {
        let mut deep = Vec::new();
        for i in 0..3000 {
            deep.extend_from_slice(format!("Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n").as_bytes());
        }
        assert!(read(&deep).remarks[0].contains("nested deeper"));
        let wide = format!("Content-Type: multipart/mixed; boundary=b\n\n{}", "--b\n\nx\n".repeat(5000));
        let letter = read(wide.as_bytes());
        let Node::Multi { children, .. } = &letter.root else { panic!("no parts") };
        assert_eq!(children.len(), MOST_PARTS);
        assert_eq!(letter.remarks, ["only the first 1000 parts are shown"]);
    }
}
