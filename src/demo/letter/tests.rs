//! Letters look as the programs of ordinary people make them.

use super::*;
use crate::demo::cast::Cast;

fn cast() -> Cast {
    let people = r#"
        [small_talk.en]
        customer = ["ok"]
        third_party = ["ok"]
        away = "away"
        away_subject = "Away: "
        [[person]]
        key = "web"
        name = "Ana & Söhne"
        email = "ana@example.com"
        language = "pt"
        program = "webmail"
        zone = -3
        [[person]]
        key = "office"
        name = "Jonas Brandt"
        email = "jonas@example.org"
        language = "de"
        program = "office"
        zone = 1
        charset = "iso-8859-1"
        signature = "Grüße aus Köln"
        [[person]]
        key = "plain"
        name = "Kim"
        email = "kim@example.net"
        language = "en"
        program = "plain"
        signature = "Kim"
    "#;
    Cast::read(people).unwrap()
}

const ASKED: &str = "From: Lumen Cycles <help@lumen.example>\r\nReply-To: <help+s1.abc@lumen.example>\r\nTo: ana@example.com, kim@example.net\r\nSubject: Stock of P-100?\r\nMessage-ID: <two@lumen.example>\r\nReferences: <one@lumen.example>\r\nDate: Tue, 3 Nov 2026 17:05:00 +0000\r\n\r\nDo you have <20> of them?\r\n";

fn answer(key: &str) -> String {
    let (cast, received) = (cast(), Received::read(ASKED.as_bytes()).unwrap());
    let letter = Letter::answering(cast.by_key(key).unwrap(), &received, "Olá, há 12.\nAté já", Time::from_seconds(1_793_800_000));
    String::from_utf8(letter.bytes(&mut Dice::new(1))).unwrap()
}

#[test]
fn an_answer_goes_to_reply_to_and_hangs_on_the_thread() {
    for key in ["web", "office", "plain"] {
        let answer = Received::read(answer(key).as_bytes()).unwrap();
        assert_eq!(answer.to[0].address.as_str(), "help+s1.abc@lumen.example");
        assert_eq!(answer.references, ["one@lumen.example", "two@lumen.example"]);
        assert_eq!(answer.root(), "one@lumen.example");
        assert_eq!(answer.date, Some(Time::from_seconds(1_793_800_000)));
        assert!(!answer.automatic && !answer.message_id.is_empty());
        assert!(answer.text.starts_with("Olá, há 12.\nAté já"), "{}", answer.text);
        assert!(answer.text.contains("Do you have <20> of them?"), "{}", answer.text);
    }
}

#[test]
fn each_program_quotes_in_its_own_way_and_language() {
    let text = |key: &str| Received::read(answer(key).as_bytes()).unwrap().text;
    assert!(text("web").contains("Em ter., 3 de nov. de 2026 às 14:05, Lumen Cycles <help@lumen.example> escreveu:"), "{}", text("web"));
    assert!(text("plain").contains("-- \nKim\n\nOn 2026-11-03 17:05, Lumen Cycles wrote:\n\n> Do you have"), "{}", text("plain"));
    let office = text("office");
    assert!(office.contains("Von: Lumen Cycles <help@lumen.example>\nGesendet: 03.11.2026 18:05\n"), "{office}");
    assert!(office.contains("Betreff: Stock of P-100?") && office.contains("Grüße aus Köln"), "{office}");
    assert_eq!(Received::read(answer("office").as_bytes()).unwrap().subject, "AW: Stock of P-100?");
    assert!(answer("web").contains("multipart/alternative") && !answer("plain").contains("multipart"));
}

#[test]
fn a_delivery_report_names_the_mail_the_recipient_and_the_words() {
    let received = Received::read(ASKED.as_bytes()).unwrap();
    let (gone, desk) = (Address::parse("gone@example.net").unwrap(), Address::parse("help@lumen.example").unwrap());
    let raw = delivery_report(&received, &gone, &desk, "550 5.1.1 no such user", Time::from_seconds(1_793_800_000), &mut Dice::new(1));
    let text = String::from_utf8(raw.clone()).unwrap();
    for expected in [
        "Return-Path: <>",
        "report-type=delivery-status",
        "Final-Recipient: rfc822; gone@example.net",
        "Status: 5.1.1",
        "Message-ID: <two@lumen.example>",
    ] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
    assert!(Received::read(&raw).unwrap().automatic);
}

#[test]
fn nobody_answers_what_a_program_wrote() {
    for line in ["Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated", "Precedence: list"] {
        assert!(Received::read(format!("{line}\r\n{ASKED}").as_bytes()).unwrap().automatic, "{line}");
    }
    assert!(!Received::read(format!("Auto-Submitted: no\r\n{ASKED}").as_bytes()).unwrap().automatic);
}

#[test]
fn files_come_along() {
    let cast = cast();
    let to = Mailbox::parse("help@lumen.example").unwrap();
    let mut letter = Letter::new(cast.by_key("plain").unwrap(), to, "Look", "See the picture.", Time::from_seconds(0));
    letter.files.push(Enclosure { name: "fork.png".into(), media_type: "image/png".into(), bytes: picture::bicycle(picture::Mark::Fork) });
    let raw = letter.bytes(&mut Dice::new(2));
    let mail = MessageParser::default().parse(&raw).unwrap();
    assert_eq!(mail.attachment(0).unwrap().contents(), picture::bicycle(picture::Mark::Fork));
}
