//! Any file ends in something to show or in a reason.
#![no_main]

use aside::tui::preview::{self, Preview};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Preview::Picture(picture) = preview::of("image/png", bytes) {
        assert_eq!(picture.pixels.len() as u64, u64::from(picture.size.0) * u64::from(picture.size.1));
        let _ = picture.colour((0, 0), (80, 48));
    }
});
