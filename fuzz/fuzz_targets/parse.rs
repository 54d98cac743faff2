//! Any bytes are a mail: it is read without a fault, its marks read back, and something of it is always new.
#![no_main]

use aside::mail::parse;
use aside::model::Body;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|raw: &[u8]| {
    let mail = parse::parse(raw);
    assert!(!mail.message_id.is_empty());
    assert!(mail.body.is_empty() || !mail.body.new_text().trim().is_empty(), "nothing is new");
    assert_eq!(Body::from_marks(mail.body.text(), &mail.body.marks()), mail.body);
    assert!(mail.files.iter().all(|f| !f.name.is_empty() && !f.name.contains(['/', '\0', '\n'])), "a name that leaves its directory");
    assert_eq!(parse::parse(raw).content_hash, mail.content_hash);
    let _ = (parse::headers(raw), parse::envelope(raw));
});
