//! Any HTML becomes text, and a page for the browser that runs nothing and loads nothing.
#![no_main]

use aside::mail::html;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|html: &str| {
    let _ = html::to_text(html);
    let page = html::clean(html).to_lowercase();
    for never in ["<script", "<iframe", "<object", "<embed", "<form", "<link", "<base"] {
        assert!(!page.contains(never), "{never}");
    }
});
