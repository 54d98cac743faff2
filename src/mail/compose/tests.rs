use mail_parser::{Address as Parsed, Message, MessageParser, MimeHeaders};
use proptest::prelude::*;

use super::*;
use crate::model::outgoing::{Content, CustomerText, InternalText, SideText};
use crate::model::{Address, Mailbox, SideId, Time};

fn mailbox(name: &str, address: &str) -> Mailbox {
    Mailbox::new(name, Address::parse(address).unwrap())
}

fn answer(text: &str) -> Outgoing {
    Outgoing {
        message_id: "t42.abc.d@example.com".into(),
        from: mailbox("Ana Souza", "desk@example.com"),
        reply_to: Some(mailbox("", "desk+t42.abc@example.com")),
        to: vec![mailbox("Bruno", "bruno@example.org")],
        cc: vec![],
        subject: "Printer".into(),
        date: Time::from_seconds(1_794_873_600),
        in_reply_to: Some("first@example.org".into()),
        references: vec!["first@example.org".into()],
        content: Content::Customer { text: CustomerText::public(text), quote: None },
        signature: String::new(),
        files: vec![],
        automatic: None,
    }
}

fn file(name: &str, bytes: &[u8]) -> OutgoingFile {
    OutgoingFile { name: name.into(), media_type: "application/pdf".into(), bytes: bytes.to_vec() }
}

fn bytes(mail: &Outgoing) -> Vec<u8> {
    let bytes = compose(mail).unwrap();
    for line in String::from_utf8_lossy(&bytes).split("\r\n") {
        assert!(!line.contains(['\r', '\n', '\0']) && line.len() <= 998, "{line:?}");
    }
    bytes
}

fn parsed(bytes: &[u8]) -> Message<'_> {
    MessageParser::new().parse(bytes).unwrap()
}

fn people(list: Option<&Parsed<'_>>) -> Vec<(String, String)> {
    let each = |a: &mail_parser::Addr<'_>| (a.name().unwrap_or("").to_owned(), a.address().unwrap_or("").to_owned());
    list.map(|l| l.iter().map(each).collect()).unwrap_or_default()
}

#[test]
fn a_customer_reads_text_and_html_with_quote_and_signature() {
    let mut mail = answer("It is **fixed**.\nTry again: https://example.com/x\n");
    mail.content = Content::Customer {
        text: CustomerText::public("It is **fixed**.\nTry again: https://example.com/x\n"),
        quote: Some(("On Monday, Bruno wrote:".into(), CustomerText::public("It burns <here>\n> and before"))),
    };
    mail.signature = "Ana Souza".into();
    let bytes = bytes(&mail);
    let message = parsed(&bytes);
    let text = message.body_text(0).unwrap().replace("\r\n", "\n");
    let expected =
        "It is **fixed**.\nTry again: https://example.com/x\n\nOn Monday, Bruno wrote:\n> It burns <here>\n>> and before\n\n-- \nAna Souza\n";
    assert_eq!(text.trim_end(), expected.trim_end());
    let html = message.body_html(0).unwrap();
    assert!(html.contains("<strong>fixed</strong>") && html.contains("href=\"https://example.com/x\""), "{html}");
    assert!(html.contains("<blockquote type=\"cite\">It burns &lt;here&gt;<br>"), "{html}");
}

#[test]
fn raw_html_and_script_links_of_an_agent_do_not_leave() {
    let bytes = bytes(&answer("<script>alert(1)</script> [x](javascript:alert(1))"));
    let html = parsed(&bytes).body_html(0).unwrap().to_lowercase();
    assert!(!html.contains("<script") && !html.contains("href=\"javascript"), "{html}");
}

#[test]
fn the_thread_is_named_and_answers_come_back_to_the_signed_address() {
    let bytes = bytes(&answer("x"));
    let message = parsed(&bytes);
    assert_eq!(message.message_id(), Some("t42.abc.d@example.com"));
    assert_eq!(message.in_reply_to().as_text(), Some("first@example.org"));
    assert_eq!(people(message.reply_to())[0].1, "desk+t42.abc@example.com");
    assert_eq!(message.date().unwrap().to_timestamp(), 1_794_873_600);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    assert!(text.starts_with("Date: Tue, 17 Nov 2026 00:00:00 +0000\r\n"), "{text}");
    assert!(!text.contains("Auto-Submitted"));
}

#[test]
fn long_threads_keep_the_first_and_the_newest_references() {
    let mut mail = answer("x");
    mail.references = (0..60).map(|i| format!("{i}-{}@example.org", "x".repeat(30))).collect();
    mail.in_reply_to = mail.references.last().cloned();
    let bytes = bytes(&mail);
    let message = parsed(&bytes);
    let ids = message.references().as_text_list().unwrap();
    assert_eq!(ids.len(), REFERENCES_MAX);
    assert!(ids[0].starts_with("0-") && ids[1].starts_with("41-") && ids[19].starts_with("59-"), "{ids:?}");
}

#[test]
fn automatic_mail_says_so() {
    for (automatic, word) in [(Automatic::Reply, "auto-replied"), (Automatic::Generated, "auto-generated")] {
        let mut mail = answer("x");
        mail.automatic = Some(automatic);
        let text = String::from_utf8(bytes(&mail)).unwrap();
        assert!(text.contains(&format!("Auto-Submitted: {word}\r\nX-Auto-Response-Suppress: All\r\n")), "{text}");
    }
}

#[test]
fn every_kind_of_content_has_its_own_text() {
    let mut side = answer("");
    side.content = Content::Side { text: SideText::of(SideId(1), "Stock of P-100?"), quote: None };
    assert!(parsed(&bytes(&side)).body_text(0).unwrap().starts_with("Stock of P-100?"));
    let mut note = answer("");
    note.content = Content::Agent { text: InternalText::new("Assigned to you") };
    assert!(parsed(&bytes(&note)).body_text(0).unwrap().starts_with("Assigned to you"));
}

#[test]
fn nothing_in_a_mail_can_begin_a_header() {
    let evil = "x\r\nBcc: evil@example.net\r\n\r\nbody";
    let mut mail = answer("hello");
    mail.subject = evil.into();
    mail.from.name = evil.into();
    mail.to[0].name = format!("{evil}\u{2028}\0");
    mail.message_id = format!("id@example.com>{evil}");
    mail.in_reply_to = Some(evil.into());
    mail.references = vec![evil.into()];
    mail.files = vec![OutgoingFile { name: evil.into(), media_type: evil.into(), bytes: b"x".to_vec() }];
    let bytes = bytes(&mail);
    let text = String::from_utf8_lossy(&bytes);
    assert!(!text.lines().any(|l| l.to_lowercase().starts_with("bcc")), "{text}");
    let message = parsed(&bytes);
    assert!(message.bcc().is_none());
    assert!(message.body_text(0).unwrap().starts_with("hello"));
    assert_eq!(message.attachment_count(), 1);
}

#[test]
fn odd_addresses_are_still_written_to() {
    let mut mail = answer("x");
    mail.to = vec![mailbox("Doe, \"J\" \\ (x)", "a..b@example.jp"), mailbox("", "plain@example.org"), mailbox("日本", "c@example.jp")];
    let bytes = bytes(&mail);
    let to = people(parsed(&bytes).to());
    assert_eq!(to[0], ("Doe, \"J\" \\ (x)".to_owned(), "a..b@example.jp".to_owned()));
    assert_eq!(to[1].1, "plain@example.org");
    assert_eq!(to[2].0, "日本");
}

#[test]
fn a_name_of_any_length_fits_its_lines() {
    for name in ["Doe, J. ".repeat(300), "a\\\"".repeat(400), "x".repeat(3000)] {
        let mut mail = answer("x");
        mail.to = vec![mailbox(&name, "bruno@example.org")];
        let bytes = bytes(&mail);
        assert_eq!(people(parsed(&bytes).to()), [(name.trim().to_owned(), "bruno@example.org".to_owned())]);
    }
}

#[test]
fn a_mail_needs_a_recipient_and_an_id() {
    let mut mail = answer("x");
    mail.to.clear();
    assert_eq!(compose(&mail), Err(ComposeError::NoRecipient));
    let mut mail = answer("x");
    mail.message_id = " <\r\n> ".into();
    assert_eq!(compose(&mail), Err(ComposeError::NoMessageId));
}

/// What a text is after its way: line ends alike, blanks at the very end and NUL gone.
fn settled(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace(|c: char| c.is_control() && !matches!(c, '\n' | '\t'), "").trim_end().to_owned()
}

#[test]
fn control_characters_leave_in_no_part() {
    let mut mail = answer("no@mxample\0\0\0 \x1b[31mred\x07");
    mail.signature = "Ana\0".to_owned();
    let bytes = bytes(&mail);
    let message = parsed(&bytes);
    for body in [message.body_text(0).unwrap(), message.body_html(0).unwrap()] {
        assert!(body.contains("[31mred") && !body.contains(['\0', '\u{fffd}', '\x1b', '\x07']), "{body:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_composed_is_what_is_read(
        subject in "\\PC{0,120}", name in "\\PC{0,60}", text in "(\\PC|\n|\r\n|\\.){0,300}", bytes_of_file in prop::collection::vec(any::<u8>(), 0..400),
        file_name in "[\\PC&&[^/\\\\]]{1,80}",
    ) {
        let mut mail = answer(&text);
        mail.subject = subject.clone();
        mail.from.name = name.clone();
        mail.files = vec![file(&file_name, &bytes_of_file), file("plain.pdf", b"\r\n.\r\n")];
        let bytes = bytes(&mail);
        prop_assert!(bytes.is_ascii());
        let message = parsed(&bytes);
        prop_assert_eq!(message.subject().unwrap_or(""), header::clean(&subject));
        let from = people(message.from());
        prop_assert_eq!(&from[0].0, &header::clean(&name));
        prop_assert_eq!(&from[0].1, "desk@example.com");
        prop_assert_eq!(settled(&message.body_text(0).unwrap()), settled(&text));
        let files: Vec<_> = message.attachments().map(|a| (a.attachment_name().unwrap_or("").to_owned(), a.contents().to_vec())).collect();
        prop_assert_eq!(files, vec![(header::file_name(&file_name), bytes_of_file), ("plain.pdf".to_owned(), b"\r\n.\r\n".to_vec())]);
    }

    #[test]
    fn any_characters_make_a_mail_that_can_be_read(
        subject in any::<String>(), name in any::<String>(), id in any::<String>(), file_name in any::<String>(), text in any::<String>(),
    ) {
        let mut mail = answer(&text);
        mail.subject = subject;
        mail.from.name = name.clone();
        mail.cc = vec![mailbox(&name, "a\"b@example.org"), mailbox("", "last@example.org")];
        mail.in_reply_to = Some(id);
        mail.files = vec![file(&file_name, b"x")];
        let bytes = bytes(&mail);
        let message = parsed(&bytes);
        prop_assert_eq!(message.message_id(), Some("t42.abc.d@example.com"));
        prop_assert_eq!(message.attachment_count(), 1);
        prop_assert_eq!(&people(message.cc())[1].1, "last@example.org");
        prop_assert!(message.bcc().is_none());
    }
}
