//! HTML of mails: to readable text, and to something that a browser may open.

mod entities;
mod images;
mod links;
mod shape;
mod strip;
mod tags;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use html2text::render::TextDecorator;

use crate::model::incoming::Incoming;
use links::Targets;
use shape::Layout;

/// Columns for the converter: wider than any paragraph, because screens wrap by themselves.
const WIDTH: usize = 10_000;

/// Text made from HTML, with its links numbered in order: `the shop [1]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Converted {
    /// The text.
    pub text: String,
    /// The targets, the first of them for `[1]`.
    pub links: Vec<String>,
}

/// Readable text: blocks on lines of their own, tables of data in columns, links numbered with their real targets at the end.
///
/// HTML that is too long or too deep for a full conversion only loses its tags, so that the cost is bounded by the length.
#[must_use]
pub fn to_text(html: &str) -> String {
    let Converted { mut text, links } = convert(html);
    if !links.is_empty() {
        text.push('\n');
    }
    for (at, target) in links.iter().enumerate() {
        text.push_str(&format!("\n[{}] {target}", at + 1));
    }
    text
}

/// As [`to_text`], with the links apart.
#[must_use]
pub fn convert(html: &str) -> Converted {
    let html = entities::settle(html);
    let targets = Targets::default();
    let text = match shape::of(&html) {
        Layout::Hostile => strip::text(&html, &targets),
        Layout::Flow => rendered(&html, true, &targets),
        Layout::Data => rendered(&html, false, &targets),
    };
    let (text, links) = targets.resolve(&tidy(&entities::written(&text)));
    Converted { text, links }
}

/// Whether there is anything to read in a piece of HTML.
pub(in crate::mail) fn shows_text(html: &str) -> bool {
    let readable = |text: &str| text.contains(char::is_alphanumeric);
    tags::tokens(&entities::settle(html)).any(|token| matches!(token, tags::Token::Text(text) if readable(text)))
}

/// `flow` shows the cells of tables one below the other, for tables that only lay out a page.
fn rendered(html: &str, flow: bool, targets: &Targets) -> String {
    let config = html2text::config::with_decorator(Plain { targets: targets.clone(), open: Rc::default() });
    let config = config.allow_width_overflow().no_link_wrapping().link_footnotes(false).unicode_strikeout(false);
    let config = if flow { config.raw_mode(true) } else { config.no_table_borders() };
    config.string_from_read(html.as_bytes(), WIDTH).unwrap_or_else(|_| strip::text(html, targets))
}

/// Without blanks at line ends, lines of nothing visible and empty lines in a row.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = true;
    for line in text.lines() {
        let line = line.trim_end();
        let visible =
            line.chars().any(|c| !c.is_whitespace() && !matches!(c, '\u{ad}' | '\u{34f}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'));
        if visible {
            blank = false;
            out.extend(line.chars().map(|c| if c == '\u{a0}' { ' ' } else { c }));
            out.push('\n');
        } else if !blank {
            blank = true;
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Writes text as a person would: no markup but bullets, numbers and `> ` before quotes.
#[derive(Clone)]
struct Plain {
    targets: Targets,
    open: Rc<RefCell<Vec<usize>>>,
}

impl TextDecorator for Plain {
    type Annotation = ();

    fn decorate_link_start(&mut self, url: &str) -> (String, ()) {
        self.open.borrow_mut().push(self.targets.number(url));
        (links::START.to_string(), ())
    }

    fn decorate_link_end(&mut self) -> String {
        self.open.borrow_mut().pop().map(links::end).unwrap_or_default()
    }

    fn decorate_em_start(&self) -> (String, ()) {
        Default::default()
    }

    fn decorate_em_end(&self) -> String {
        String::new()
    }

    fn decorate_strong_start(&self) -> (String, ()) {
        Default::default()
    }

    fn decorate_strong_end(&self) -> String {
        String::new()
    }

    fn decorate_strikeout_start(&self) -> (String, ()) {
        Default::default()
    }

    fn decorate_strikeout_end(&self) -> String {
        String::new()
    }

    fn decorate_code_start(&self) -> (String, ()) {
        Default::default()
    }

    fn decorate_code_end(&self) -> String {
        String::new()
    }

    fn decorate_preformat_first(&self) {}

    fn decorate_preformat_cont(&self) {}

    fn decorate_image(&mut self, _src: &str, title: &str) -> (String, ()) {
        let title = title.trim();
        (if title.is_empty() { String::new() } else { format!("[{title}]") }, ())
    }

    fn header_prefix(&self, _level: usize) -> String {
        String::new()
    }

    fn quote_prefix(&self) -> String {
        "> ".to_owned()
    }

    fn unordered_item_prefix(&self) -> String {
        "* ".to_owned()
    }

    fn ordered_item_prefix(&self, i: i64) -> String {
        format!("{i}. ")
    }

    fn make_subblock_decorator(&self) -> Plain {
        self.clone()
    }
}

/// What the browser may load: nothing from anywhere, only images that are in the page.
const POLICY: &str = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";

/// Properties of `style` attributes that only change how text looks.
const STYLES: [&str; 24] = [
    "color",
    "background-color",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "text-align",
    "text-decoration",
    "line-height",
    "vertical-align",
    "white-space",
    "width",
    "height",
    "max-width",
    "margin",
    "margin-left",
    "margin-top",
    "margin-bottom",
    "padding",
    "border",
    "border-left",
    "border-top",
    "border-bottom",
    "border-collapse",
];

/// The page for the browser of a mail: its HTML as [`clean`] leaves it, with the pictures that it brings along; else its text.
#[must_use]
pub fn page(mail: &Incoming) -> String {
    match &mail.html {
        Some(html) => clean_with(html, images::by_id(&mail.files)),
        None => clean(&format!("<pre>{}</pre>", mail.body.text().replace('&', "&amp;").replace('<', "&lt;"))),
    }
}

/// A whole page for the browser: scripts, forms, styles and everything remote are gone, and a policy forbids the browser to load
/// any. Images stay only where their bytes are in the page.
#[must_use]
pub fn clean(html: &str) -> String {
    clean_with(html, HashMap::new())
}

fn clean_with(html: &str, images: HashMap<String, String>) -> String {
    let settled = entities::settle(html);
    let body = match shape::of(&settled) {
        Layout::Hostile => format!("<pre>{}</pre>", entities::escaped(&entities::settle(&to_text(html).replace('<', "&lt;")))),
        Layout::Flow | Layout::Data => entities::escaped(&cleaner(images).clean(&settled).to_string()),
    };
    format!(
        "<!doctype html><html><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\
         <meta name=\"referrer\" content=\"no-referrer\"></head><body>{body}</body></html>\n"
    )
}

fn cleaner(images: HashMap<String, String>) -> ammonia::Builder<'static> {
    let mut builder = ammonia::Builder::default();
    builder
        .add_clean_content_tags(["title", "noscript", "template", "iframe", "object"])
        .add_tags(["font"])
        .add_tag_attributes("font", ["color", "size", "face"])
        .add_tag_attributes("table", ["width", "border", "cellpadding", "cellspacing", "bgcolor"])
        .add_tag_attributes("td", ["width", "valign", "bgcolor"])
        .add_generic_attributes(["style"])
        .filter_style_properties(HashSet::from(STYLES))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "data", "cid"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .attribute_filter(move |element, attribute, value| {
            let own = images::id_of(value);
            let image = value.trim_start().get(..11).is_some_and(|start| start.eq_ignore_ascii_case("data:image/"));
            let data = value.trim_start().get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:"));
            match (element, attribute) {
                ("img", "src") if own.is_some() => own.and_then(|id| images.get(&id)).map(|data| data.clone().into()),
                (_, _) if own.is_some() => None,
                ("img", "src") => image.then(|| value.into()),
                (_, "src" | "srcset" | "background" | "poster" | "cite" | "longdesc") => None,
                (_, "href") if data => None,
                (_, "style") if value.to_ascii_lowercase().contains("url") => None,
                _ => Some(value.into()),
            }
        });
    builder
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn html_becomes_text_that_reads_well() {
        let html = "<html><head><style>p{}</style><title>t</title></head><body><h2>Order</h2><p>Hello&nbsp;<b>Ana</b>,<br>see <a href=\"https://example.com/x\">our shop</a> or <a href='https://example.com/'>example.com</a>.</p><ul><li>a<li>b</ul><blockquote>you said <img alt=Logo src=x></blockquote><hr><script>evil()</script></body></html>";
        assert_eq!(
            to_text(html),
            "Order\n\nHello Ana,\nsee our shop [1] or example.com.\n* a\n* b\n\n> you said [Logo]\n\n[1] https://example.com/x"
        );
    }

    #[test]
    fn links_show_their_real_target() {
        let text = to_text(
            "<a href=\"https://evil.example/login\">https://bank.example</a> <a href=\"mailto:a@example.com\">a@example.com</a> <a href=\"https://evil.example/login\">again</a> <a href=\"javascript:x()\">run</a>",
        );
        assert_eq!(text, "https://bank.example [1] a@example.com again [1] run\n\n[1] https://evil.example/login");
    }

    #[test]
    fn tables_of_data_are_in_columns_and_tables_of_layout_are_not() {
        let data = "<table><tr><th>Item</th><th>Qty</th></tr><tr><td>Pump</td><td>3</td></tr></table>";
        assert_eq!(to_text(data), "Item Qty\nPump 3");
        let layout = "<table><tr><td><table><tr><td>Left</td><td>Right</td></tr></table></td></tr></table>";
        assert_eq!(to_text(layout), "Left\nRight");
    }

    #[test]
    fn long_paragraphs_are_not_cut_into_lines() {
        let words = "word ".repeat(400);
        assert_eq!(to_text(&format!("<p>{words}</p>")), words.trim_end());
    }

    #[test]
    fn hostile_html_keeps_its_words_and_is_bounded() {
        for html in [
            "<blockquote>".repeat(50_000) + "words",
            "<div>".repeat(200_000) + "words",
            format!("<p>{}</p>{}words", (0..390).map(|i| format!("<font a{i}>")).collect::<String>(), "<p>x</p>".repeat(20_000)),
            "<div><object></div></object>".repeat(15_000) + "words",
            "<b><div></b>".repeat(30_000) + "words",
            "<span><div></span>".repeat(20_000) + "words",
            "<table><tr><td>".repeat(20_000) + "words",
            format!("<table>{}<tr>{}</table>words", "<tr><td>".repeat(4_000), "<td>aaaaaaaaaaaaaaaaaaaa".repeat(2_000)),
            "<a href=x>".repeat(40_000) + "words",
            "<!-- ".repeat(1000) + "--> words",
            "<".repeat(60_000) + " words",
            "&".repeat(100_000) + " words",
            "&notit".repeat(30_000) + " words",
            "&amp;".repeat(50_000) + " words",
        ] {
            assert!(to_text(&html).contains("words"), "{}", &html[..20]);
            assert!(clean(&html).contains("words"), "{}", &html[..20]);
        }
    }

    #[test]
    fn the_browser_gets_nothing_remote_and_nothing_that_runs() {
        let page = clean(
            "<title>t</title><img src=\"https://spy.example/p.gif\"><img src=\"data:image/png;base64,AA==\"><p style=\"color:red;background:url(https://spy.example/)\" onclick=x>hi</p><a href=\"data:text/html,x\">d</a><a href=\"https://example.com\">l</a><script>x</script><form action=x><input></form><iframe src=x></iframe><link rel=stylesheet href=x><meta http-equiv=refresh content=0><svg onload=x></svg>",
        );
        assert!(page.contains("default-src 'none'") && page.contains("data:image/png") && page.contains("hi</p>"));
        assert!(page.contains("href=\"https://example.com\""));
        for gone in ["spy.example", "onclick", "script>", "<form", "<input", "<iframe", "<link", "refresh", "svg", "text/html,x", ">t<"] {
            assert!(!page.contains(gone), "{gone}: {page}");
        }
    }

    #[test]
    fn pictures_that_the_mail_brings_along_are_in_the_page() {
        let file = |id: &str, media_type: &str| crate::model::incoming::IncomingFile {
            name: "x".into(),
            media_type: media_type.into(),
            content_id: Some(id.into()),
            inline: true,
            bytes: b"foo".to_vec(),
        };
        let html = "<img src=\"cid:a@x\"><img src='CID:b@x'><img src=cid:none><a href=\"cid:a@x\">l</a><img src=\"https://spy.example/p.gif\">";
        let mail = Incoming { html: Some(html.into()), files: vec![file("a@x", "image/png"), file("b@x", "image/svg+xml")], ..Incoming::default() };
        let page = page(&mail);
        assert_eq!(page.matches("data:image/png;base64,Zm9v").count(), 1, "{page}");
        assert!(!page.contains("svg") && !page.contains("cid:") && !page.contains("spy.example"), "{page}");
        let plain = super::page(&Incoming { body: crate::model::Body::plain("1 < 2 <script>"), ..Incoming::default() });
        assert!(plain.contains("1 &lt; 2 &lt;script") && plain.contains("default-src 'none'"), "{plain}");
    }

    proptest! {
        #[test]
        fn any_markup_is_converted(html in "(</?(a href=x|b|div|p|table|tr|td|li|ul|pre|span|blockquote|svg|style|!--|br/?)>|[a-z &;#\"'<>=]{0,4}){0,60}") {
            let _ = (to_text(&html), clean(&html));
        }
    }
}
