//! Every shape of mail that people and programs send is read as a person would read it.

use std::path::Path;

use aside::mail::{html, parse, quote};
use aside::model::Time;
use aside::model::incoming::{DeliveryAction, Incoming, Origin};
use proptest::prelude::*;

fn raw(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail").join(name).with_extension("eml");
    std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn mail(name: &str) -> Incoming {
    parse::parse(&raw(name))
}

fn new_text(name: &str) -> String {
    mail(name).body.new_text()
}

fn addresses<'a>(found: impl IntoIterator<Item = &'a aside::model::Mailbox>) -> Vec<String> {
    found.into_iter().map(ToString::to_string).collect()
}

fn file_names(mail: &Incoming) -> Vec<&str> {
    mail.files.iter().map(|f| f.name.as_str()).collect()
}

#[test]
fn an_ordinary_answer_is_read_whole() {
    let m = mail("plain");
    assert_eq!((m.message_id.as_str(), m.message_id_made), ("plain@example.com", false));
    assert_eq!(m.in_reply_to, ["q1@example.org"]);
    assert_eq!(m.references, ["q0@example.org", "q1@example.org"]);
    assert_eq!(addresses(&m.from), ["Ana Souza <ana@example.com>"]);
    let recipients: Vec<&str> = m.recipients().map(aside::model::Address::as_str).collect();
    assert_eq!(recipients, ["desk+t42.abc@example.org", "desk@example.org"]);
    assert_eq!(m.subject, "Printer P-100");
    assert_eq!(m.date, "2026-11-16T10:01:00Z".parse::<Time>().ok());
    assert_eq!(m.body.new_text(), "Hello, the printer is still broken and I have to print this today.");
    assert!(m.body.folded().ends_with("> Please switch it off and on."));
    assert_eq!(m.language.as_deref(), Some("en"));
    assert_eq!(m.authentication_results, ["mx.example.org; dkim=pass header.d=example.com"]);
    assert_eq!(m.origin, Origin::Person);
    assert!(m.remarks.is_empty(), "{:?}", m.remarks);
}

#[test]
fn charsets_are_read_guessed_and_remarked_on() {
    let russian = mail("koi8-undeclared");
    assert_eq!((russian.subject.as_str(), russian.body.new_text().as_str()), ("Принтер", "Здравствуйте, принтер не печатает, помогите пожалуйста."));
    assert_eq!(russian.language.as_deref(), Some("ru"));
    assert!(russian.remarks.iter().any(|r| r.contains("KOI8")), "{:?}", russian.remarks);

    let german = mail("latin1-really-utf8");
    assert_eq!((german.subject.as_str(), german.body.new_text().as_str()), ("Grüße", "Grüße aus Köln"));

    let japanese = mail("japanese");
    assert_eq!((japanese.subject.as_str(), japanese.body.new_text().as_str()), ("プリンターが動きません", "動きません。よろしくお願いします。"));
    assert_eq!(new_text("chinese-gb2312"), "打印机坏了，价格 €5 𠀀");
}

#[test]
fn flowed_text_is_joined_and_its_quote_and_signature_are_folded() {
    let m = mail("flowed");
    assert_eq!(m.body.new_text(), "This paragraph was broken by the program.");
    assert_eq!(m.body.folded(), "> an earlier line\n-- \nAna Souza");
}

#[test]
fn files_in_the_text_become_attachments() {
    let m = mail("uuencode");
    assert_eq!(m.body.new_text(), "See the log:\nThanks");
    assert_eq!((file_names(&m), m.files[0].bytes.as_slice()), (vec!["log file.txt"], &b"Cat"[..]));
}

#[test]
fn html_is_read_when_the_plain_text_is_an_excuse() {
    let m = mail("html-inline-image");
    assert_eq!(
        m.body.new_text(),
        "The screen shows error 42: [screenshot]\n\nSee the article [1].\n\nItem  Count\nToner 3\n\n[1] https://example.com/kb/42"
    );
    assert!(m.body.folded().contains("> What does the screen [2] show?") && m.body.folded().ends_with("[2] https://example.org/screen"));
    assert!(!m.body.text().contains(quote::SENTINEL));
    let picture = &m.files[0];
    assert_eq!((picture.name.as_str(), picture.content_id.as_deref(), picture.inline), ("shot.png", Some("shot@example.com"), true));
    assert!(m.html.is_some_and(|h| h.contains("cid:shot@example.com")));
}

#[test]
fn texts_and_pictures_in_a_row_are_shown_in_order() {
    let m = mail("apple-mixed");
    assert_eq!(m.body.new_text(), "Above the picture\n\nBelow <it>");
    assert_eq!((file_names(&m), m.files[0].inline), (vec!["p.png"], false));
}

#[test]
fn invitations_are_attachments() {
    let m = mail("calendar");
    assert_eq!(m.body.new_text(), "Café at ten?");
    assert_eq!((file_names(&m), m.files[0].media_type.as_str()), (vec!["part-1.ics"], "text/calendar"));
}

#[test]
fn file_names_are_decoded_and_safe() {
    let m = mail("names");
    assert_eq!(file_names(&m), ["résumé final.pdf", "ré.pdf", "passwd", "part-4.png", "winmail.dat"]);
    assert_eq!(m.files[0].bytes, b"%PDF");
}

#[test]
fn a_nested_message_is_an_attachment_and_a_forward_is_never_folded() {
    let m = mail("nested");
    assert_eq!(file_names(&m), ["Delivery on Friday.eml"]);
    assert!(m.files[0].bytes.starts_with(b"From: parts@example.net"));
    assert_eq!(m.body.folded(), "");
}

#[test]
fn broken_structure_gives_what_it_has() {
    let m = mail("broken-structure");
    assert_eq!(addresses(&m.from), ["Ana <ana@example.com>", "second@example.com"]);
    assert!(m.to.is_empty());
    assert_eq!(addresses(&m.cc), ["a@example.com", "Souza, B <b@example.com>"]);
    assert_eq!((m.subject.as_str(), m.message_id.as_str(), m.date), ("One", "foldedid@example.com", None));
    assert_eq!(m.references, ["r1@example.com", "r2@example.com", "r3@example.com"]);
    assert_eq!(m.body.new_text(), "Still readable");
    assert!(m.remarks.iter().any(|r| r.contains("1 header lines skipped")), "{:?}", m.remarks);
}

#[test]
fn what_is_missing_is_missing_and_nothing_fails() {
    let none = mail("no-headers");
    assert_eq!(none.body.new_text(), "just some text that somebody piped in\n\nwith two paragraphs");
    assert!(none.author().is_none() && none.message_id_made && none.message_id.ends_with("@made.aside.invalid"));

    let empty = mail("empty-body");
    assert!(empty.body.is_empty() && empty.files.is_empty());
    assert_eq!((empty.subject.as_str(), empty.date), ("Please call me back", Some(Time(0))));
    assert_eq!(mail("future").date, "2099-01-01T00:00:00Z".parse::<Time>().ok());
    assert_eq!(new_text("cr-only"), "first\nsecond");
    assert!(parse::parse(b"").body.is_empty());
}

#[test]
fn control_characters_never_come_through() {
    let m = mail("controls");
    assert_eq!((m.subject.as_str(), m.from[0].name.as_str()), ("ab]0;title c   Bcc: x@example.com", "Ana[31m"));
    assert_eq!(m.body.text(), "before[2Jafter\ttab›\nnext");
    for (name, value) in parse::headers(&raw("controls")) {
        assert!(!name.contains(char::is_control) && !value.contains(char::is_control), "{name}: {value:?}");
    }
}

#[test]
fn programs_are_told_from_people() {
    for (name, because) in [("out-of-office", "Auto-Submitted: auto-replied"), ("list", "List-Id: Printers <printers.example.com>")] {
        assert_eq!(mail(name).origin, Origin::Automatic { because: because.to_owned() });
    }
}

#[test]
fn delivery_reports_name_the_mail_the_recipients_and_the_reason() {
    let Origin::Report(report) = mail("bounce").origin else { panic!("not a report") };
    assert_eq!(report.about.as_deref(), Some("s7.k1.abcdef@example.org"));
    let [failed, delayed] = report.outcomes.as_slice() else { panic!("{:?}", report.outcomes) };
    assert_eq!(failed.recipient.as_ref().map(ToString::to_string).as_deref(), Some("nouser@example.net"));
    assert_eq!((failed.action, failed.status.as_deref()), (DeliveryAction::Failed, Some("5.1.1")));
    assert_eq!(failed.words, "550 5.1.1 <nouser@example.net>: User unknown");
    assert_eq!((delayed.action, delayed.status.as_deref()), (DeliveryAction::Delayed, Some("4.2.2")));

    let Origin::Report(exim) = mail("bounce-exim").origin else { panic!("not a report") };
    assert_eq!(exim.about.as_deref(), Some("t42.k1.abcdef@example.org"));
    assert_eq!((exim.outcomes.len(), exim.outcomes[0].status.as_deref()), (1, Some("5.1.1")));
    assert!(exim.outcomes[0].words.contains("550 5.1.1 User unknown"));
}

#[test]
fn hostile_html_is_cut_to_its_words() {
    assert_eq!(new_text("html-only-hostile"), "Words\ndeep");
}

/// The same mail that went through another server: another trace, other line ends, another transfer encoding.
#[test]
fn one_mail_by_two_ways_has_one_hash() {
    let first = String::from_utf8(raw("plain")).unwrap();
    let second = format!("Received: from mx.example.net\nX-Spam: no\n{}", first.replace("\r\n", "\n"));
    let encoded =
        first.replace("MIME-Version", "Content-Transfer-Encoding: quoted-printable\r\nMIME-Version").replace("broken and", "broken=20=\r\nand");
    let hash = |text: &str| parse::parse(text.as_bytes()).content_hash;
    assert_eq!(hash(&first), hash(&second));
    assert_eq!(hash(&first), hash(&encoded));
    for other in
        [first.replace("today", "tomorrow"), first.replace("P-100", "P-200"), first.replace("ana@", "eva@"), first.replace("plain@", "other@")]
    {
        assert_ne!(hash(&first), hash(&other));
    }
}

#[test]
fn thousands_of_parts_and_deep_nesting_are_bounded() {
    let parts = "--b\nContent-Type: image/png; name=x.png\n\nx\n".repeat(5000);
    let wide = parse::parse(format!("From: a@example.com\nContent-Type: multipart/mixed; boundary=b\n\n{parts}--b--\n").as_bytes());
    assert_eq!(wide.files.len(), 1000);
    assert!(wide.remarks.iter().any(|r| r.contains("first 1000 parts")));
    let messages = parse::parse("Content-Type: message/rfc822\r\n\r\n".repeat(50_000).as_bytes());
    assert_eq!(messages.files.len(), 1);
    let attachment = "A".repeat(8 << 20);
    let big = parse::parse(format!("Content-Type: application/zip\nContent-Transfer-Encoding: base64\n\n{attachment}").as_bytes());
    assert_eq!(big.files[0].bytes.len(), 6 << 20);
}

/// Every fixture, for mutation.
fn fixtures() -> Vec<Vec<u8>> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail");
    let mut paths: Vec<_> = std::fs::read_dir(dir).expect("the directory of fixtures").flatten().map(|e| e.path()).collect();
    paths.sort();
    paths.into_iter().map(|p| std::fs::read(p).expect("a fixture")).collect()
}

fn is_clean(text: &str) -> bool {
    !text.contains(|c: char| c.is_control() && c != '\n' && c != '\t')
}

fn holds(raw: &[u8]) -> Result<(), TestCaseError> {
    let m = parse::parse(raw);
    prop_assert!(is_clean(m.body.text()) && is_clean(&m.subject) && !m.subject.contains('\n'));
    prop_assert!(!m.message_id.is_empty() && !m.message_id.contains(|c: char| c.is_whitespace() || c == '<' || c == '>'));
    prop_assert!(m.files.iter().all(|f| !f.name.is_empty() && !f.name.contains(['/', '\\', '\0'])));
    prop_assert!(m.body.is_empty() || !m.body.new_text().trim().is_empty(), "all folded: {:?}", m.body);
    let _ = (parse::headers(raw), m.html.map(|h| html::clean(&h)));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_are_read(raw in prop::collection::vec(any::<u8>(), 0..400)) {
        holds(&raw)?;
    }

    #[test]
    fn any_damage_to_a_real_mail_is_survived(
        which in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0usize..40), 1..12),
    ) {
        let all = fixtures();
        let mut raw = which.get(&all).clone();
        for (at, byte, cut) in damage {
            let at = at.index(raw.len().max(1));
            match byte % 3 {
                0 if at < raw.len() => raw[at] = byte,
                1 => { raw.drain(at..raw.len().min(at + cut)); }
                _ => { let piece = other.get(&all); let end = piece.len().min(cut * 10); raw.splice(at..at, piece[..end].iter().copied()); }
            }
        }
        holds(&raw)?;
    }
}
