//! What is composed of any words is a mail with our headers and no others, and reads back as what was written.
#![no_main]

use aside::mail::{compose, parse};
use aside::model::outgoing::{Automatic, Content, CustomerText, Outgoing, OutgoingFile};
use aside::model::{Address, Mailbox, Time};
use libfuzzer_sys::fuzz_target;

const OURS: [&str; 13] = [
    "date",
    "from",
    "reply-to",
    "to",
    "cc",
    "subject",
    "message-id",
    "in-reply-to",
    "references",
    "auto-submitted",
    "x-auto-response-suppress",
    "mime-version",
    "content-type",
];

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && *c != '\u{feff}').collect()
}

fuzz_target!(|input: (u8, &str, &str, &str, &str, &str, &[u8], &str)| {
    let (flags, subject, name, text, quote, id, file, to) = input;
    let (Some(desk), Some(customer)) = (Address::parse("desk@example.com"), Address::parse("carla@example.org")) else { return };
    let odd = Address::parse(to);
    let mail = Outgoing {
        message_id: "t42.abc.d@example.com".into(),
        from: Mailbox::new(name, desk.clone()),
        reply_to: (flags & 1 != 0).then(|| Mailbox::new(name, desk.with_detail("t42.abc"))),
        to: vec![Mailbox::new(subject, customer.clone())],
        cc: odd.iter().map(|a| Mailbox::new(name, a.clone())).collect(),
        subject: subject.into(),
        date: Time(1_794_873_600_000),
        in_reply_to: (flags & 2 != 0).then(|| id.to_owned()),
        references: id.split(' ').map(str::to_owned).collect(),
        content: Content::Customer {
            text: CustomerText::public(text),
            quote: (flags & 4 != 0).then(|| (name.to_owned(), CustomerText::public(quote))),
        },
        signature: if flags & 8 != 0 { name.to_owned() } else { String::new() },
        files: if flags & 16 != 0 { vec![OutgoingFile { name: name.into(), media_type: id.into(), bytes: file.to_vec() }] } else { Vec::new() },
        automatic: (flags & 32 != 0).then_some(Automatic::Reply),
    };
    let raw = compose::compose(&mail).expect("it has a recipient and an id");
    assert_eq!(raw, compose::compose(&mail).expect("it has been composed"), "the same mail makes the same bytes");
    for line in raw.split(|b| *b == b'\n') {
        assert!(line.len() <= 999, "a line of {} bytes", line.len());
    }
    for (header, _) in parse::headers(&raw) {
        assert!(OURS.contains(&header.to_lowercase().as_str()), "a header {header}");
    }
    let read = parse::parse(&raw);
    assert_eq!((read.message_id.as_str(), read.message_id_made), ("t42.abc.d@example.com", false));
    assert_eq!(read.from.first().map(|m| &m.address), Some(&desk));
    assert!(read.to.iter().any(|m| m.address == customer));
    assert_eq!(letters(&read.subject), letters(subject).chars().take(letters(&read.subject).chars().count()).collect::<String>());
    // where the text has no letter at all, the reader takes the HTML
    if flags & (4 | 8) == 0 && text.contains(char::is_alphanumeric) {
        assert_eq!(letters(read.body.text()), letters(text));
    }
    if flags & 16 != 0 {
        assert_eq!(read.files.iter().filter(|f| f.bytes == file).count(), 1, "the file is there once, as it was");
    } else {
        assert!(read.files.is_empty());
    }
});
