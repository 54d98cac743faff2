//! The marks of any text lose nothing, and something is always new.
#![no_main]

use aside::mail::{html, quote};
use aside::model::Body;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let parts = quote::mark(text);
    assert_eq!(parts.len(), text.lines().count());
    let body = Body::marked(text, &parts);
    assert_eq!(body.text(), text);
    let shows = |t: &str| t.lines().any(|l| !l.trim().is_empty() && !l.contains(quote::SENTINEL));
    assert!(!shows(text) || shows(&body.new_text()), "nothing is new");
    let letters = |t: &str| t.chars().filter(|c| !c.is_whitespace()).count();
    assert_eq!(letters(text), letters(&body.new_text()) + letters(&body.folded()), "something is lost");

    let _ = (quote::forward::copied(text, true), quote::forward::copied(text, false));
    let marked = quote::mark_html(text);
    assert_eq!(marked.matches(quote::SENTINEL).count(), usize::from(marked.contains(quote::SENTINEL)));
    let _ = quote::mark_from_words(text, &html::to_text(&marked));
});
