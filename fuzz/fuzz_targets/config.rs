//! Any text is a configuration, or a mistake that can be shown at its place.
#![no_main]

use aside::config::Config;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(mistake) = Config::parse(text, "config.toml") {
        assert!(!mistake.to_string().is_empty());
    }
});
