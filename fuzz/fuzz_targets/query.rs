//! Any text is a query that reads back as itself, or a mistake inside the text; completion stays inside it too.
#![no_main]

use aside::model::query::{Query, complete};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u16, &str)| {
    let (cursor, text) = input;
    match Query::parse(text) {
        Ok(query) => assert_eq!(Query::parse(&query.to_string()), Ok(query)),
        Err(mistake) => {
            assert!(mistake.at <= text.chars().count());
            assert!(!mistake.to_string().is_empty() && !mistake.pointed().is_empty());
        }
    }
    assert!(complete(text, usize::from(cursor)).from <= text.chars().count());
});
