//! A conversation as one page that loads nothing.

use crate::words::Words;

use super::{PieceKind, Transcript, plain};

/// Nothing from anywhere, not even from the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";
const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}\
article{border-left:.3rem solid #888;margin:1rem 0;padding:.2rem 1rem}h1{font-size:1.4rem}h2{font-size:1rem;margin:.3rem 0}\
p{white-space:pre-wrap;overflow-wrap:anywhere;margin:.3rem 0}.customer{border-color:#2a7}.reply{border-color:#27c}\
.note{border-color:#c90;background:#fff8e0}.side{border-color:#a3a;background:#faf0fa}.event{border:0;color:#777;padding:0 1.3rem}\
.event h2{font-weight:normal}";

/// The page.
pub(super) fn html(t: &Transcript, words: &Words) -> String {
    let title = escaped(&format!("#{} {}", t.number, t.subject));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"referrer\" content=\"no-referrer\"><meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>{STYLE}</style></head>\n<body>\n<h1>{title}</h1>\n<p>{}</p>\n",
        words.language().tag(),
        escaped(&plain::intro(t, words))
    );
    for piece in &t.messages {
        let class = match piece.kind {
            PieceKind::Customer => "customer",
            PieceKind::Reply => "reply",
            PieceKind::Note => "note",
            PieceKind::Event => "event",
            PieceKind::SideOut | PieceKind::SideIn => "side",
        };
        out.push_str(&format!("<article class=\"{class}\"><h2>{}</h2>\n<p>{}</p>\n", escaped(&plain::head(piece, words)), escaped(&piece.text)));
        for file in plain::files(piece) {
            out.push_str(&format!("<p>📎 {}</p>\n", escaped(&file)));
        }
        out.push_str("</article>\n");
    }
    out.push_str("</body></html>\n");
    out
}

/// Text that is only text, without control characters.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() && !matches!(c, '\n' | '\t') => {}
            c => out.push(c),
        }
    }
    out
}
