//! Any HTML becomes text, and a page for the browser that runs nothing and loads nothing.
#![no_main]

use aside::mail::html;
use libfuzzer_sys::fuzz_target;

/// The names of all elements: what stands behind `<`, but not in the value of an attribute.
fn elements(page: &str) -> Vec<String> {
    let (mut names, mut quoted, mut inside) = (Vec::new(), false, false);
    for (at, c) in page.char_indices() {
        match c {
            '"' if inside => quoted = !quoted,
            '<' if !inside => {
                inside = true;
                names.push(page[at + 1..].chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase());
            }
            '>' if !quoted => inside = false,
            _ => {}
        }
    }
    names
}

fuzz_target!(|html: &str| {
    let _ = html::to_text(html);
    for name in elements(&html::clean(html)) {
        assert!(!["script", "iframe", "object", "embed", "form", "link", "base", "style"].contains(&name.as_str()), "{name}");
    }
});
