//! The people answer as people do, and nothing loops.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use super::*;

const PEOPLE: &str = r#"
    [small_talk.en]
    customer = ["Thank you, that helps."]
    third_party = ["Let me check."]
    away = "I am away until Monday."
    away_subject = "Automatic reply: "
    [small_talk.pt]
    customer = ["Obrigado!"]
    third_party = ["Vou verificar."]
    away = "Estou fora."
    away_subject = "Resposta automática: "
    [[person]]
    key = "acme"
    name = "Sam Okafor"
    email = "parts@acme-parts.example"
    language = "en"
    program = "office"
    part = "third-party"
    [[person.topic]]
    about = ["stock"]
    turns = ["{item}: we have 14.", "They left today."]
    [[person.topic]]
    about = ["invoice"]
    subject = "Your account"
    turns = ["It is attached to the account."]
    [[person]]
    key = "away"
    name = "Away"
    email = "away@example.org"
    language = "en"
    program = "office"
    manner = "away"
    [[person]]
    key = "full"
    name = "Full"
    email = "full@example.org"
    language = "en"
    program = "plain"
    manner = "bounces"
    [[person]]
    key = "ana"
    name = "Ana"
    email = "ana@example.com"
    language = "en"
    program = "webmail"
"#;

fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

fn world() -> World {
    World::new(Cast::read(PEOPLE).unwrap(), vec![address("help@lumen.example"), address("bruno@lumen.example")], Tempo::default(), 1)
}

/// A mail of the desk's, as the server accepted it.
fn sent(to: &[&str], id: &str, references: &str, subject: &str, text: &str) -> Accepted {
    let raw = format!(
        "From: Lumen Cycles <help@lumen.example>\r\nReply-To: help+s1.k@lumen.example\r\nTo: {}\r\nMessage-ID: <{id}>\r\nReferences: {references}\r\nSubject: {subject}\r\n\r\n{text}\r\n",
        to.join(", ")
    );
    Accepted { from: Some(address("help+b1.k@lumen.example")), to: to.iter().map(|t| address(t)).collect(), raw: raw.into_bytes().into() }
}

/// Everything that is ever said, with the time far ahead.
fn answers(world: &mut World) -> Vec<(Vec<Address>, Received)> {
    let mut all = world.speak(Time::from_seconds(4_000_000_000));
    all.drain(..).map(|p| (p.to, Received::read(&p.raw).unwrap())).collect()
}

const NOW: Time = Time(1_794_000_000_000);

#[test]
fn a_supplier_answers_the_question_about_the_part_that_was_asked_for_after_a_while() {
    let mut world = world();
    world.hear(&sent(&["parts@acme-parts.example"], "q@x", "", "P-100", "Is it in stock?"), NOW);
    assert!(world.speak(NOW).is_empty());
    let due = world.next_due().unwrap();
    assert!(due >= NOW.after(Tempo::default().shortest) && due <= NOW.after(Tempo::default().longest));
    let (to, answer) = answers(&mut world).remove(0);
    assert_eq!(to, [address("help+s1.k@lumen.example")]);
    assert!(answer.text.starts_with("P-100: we have 14."), "{}", answer.text);
    assert_eq!((answer.subject.as_str(), answer.references.last().map(String::as_str)), ("RE: P-100", Some("q@x")));
    assert_eq!(answer.date, Some(Time::from_seconds(due.0 / 1000)));
}

#[test]
fn a_second_question_gets_the_second_answer_and_then_there_is_silence() {
    let mut world = world();
    for (id, expected) in [("1@x", Some("P-100: we have")), ("2@x", Some("They left today.")), ("3@x", None)] {
        world.hear(&sent(&["parts@acme-parts.example"], id, "<1@x>", "Stock of P-100", "And?"), NOW);
        let said = answers(&mut world).pop().map(|(_, a)| a.text);
        assert_eq!(said.as_deref().map(|t| t.starts_with(expected.unwrap_or("nothing"))), expected.map(|_| true), "{id}: {said:?}");
    }
}

#[test]
fn the_subject_can_change_and_the_thread_stays() {
    let mut world = world();
    world.hear(&sent(&["parts@acme-parts.example"], "q@x", "<root@x>", "July", "May we have the invoice?"), NOW);
    let (_, answer) = answers(&mut world).remove(0);
    assert_eq!((answer.subject.as_str(), answer.root()), ("Your account", "root@x"));
}

#[test]
fn someone_away_sends_one_automatic_reply_a_thread_to_the_envelope_sender() {
    let mut world = world();
    for id in ["1@x", "2@x"] {
        world.hear(&sent(&["away@example.org"], id, "<1@x>", "Hello", "There?"), NOW);
    }
    let said = answers(&mut world);
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].0, [address("help+b1.k@lumen.example")]);
    assert!(said[0].1.automatic && said[0].1.subject == "Automatic reply: Hello");
}

#[test]
fn a_full_mailbox_and_an_unknown_user_come_back_as_reports() {
    for to in ["full@example.org", "nobody@acme-parts.example"] {
        let mut world = world();
        world.hear(&sent(&[to], "q@x", "", "Hello", "There?"), NOW);
        let post = world.speak(Time::from_seconds(4_000_000_000)).remove(0);
        let text = String::from_utf8(post.raw).unwrap();
        assert!(text.contains("report-type=delivery-status") && text.contains(to) && text.contains("<q@x>"), "{text}");
        assert_eq!(post.to, [address("help+b1.k@lumen.example")]);
    }
}

#[test]
fn programs_copies_own_addresses_and_repeated_mails_get_no_answer() {
    let mut world = world();
    let mut automatic = sent(&["ana@example.com"], "a@x", "", "Hello", "x");
    automatic.raw = [b"Auto-Submitted: auto-generated\r\n", &automatic.raw[..]].concat().into();
    world.hear(&automatic, NOW);
    world.hear(&sent(&["bruno@lumen.example", "help+t1.x@lumen.example"], "b@x", "", "Hello", "x"), NOW);
    let mut copy = sent(&["parts@acme-parts.example"], "c@x", "", "Hello", "x");
    copy.to = vec![address("ana@example.com")];
    world.hear(&copy, NOW);
    assert_eq!(world.next_due(), None);
    for _ in 0..2 {
        world.hear(&sent(&["ana@example.com"], "d@x", "", "Hello", "x"), NOW);
    }
    assert_eq!(answers(&mut world).len(), 1);
}

#[test]
fn however_often_the_desk_writes_one_thread_gets_so_many_answers() {
    let mut world = world();
    for i in 0..20 {
        world.hear(&sent(&["ana@example.com"], &format!("{i}@x"), "<0@x>", "Hello", "again"), NOW);
    }
    assert_eq!(answers(&mut world).len(), Tempo::default().answers_per_thread);
    world.hear(&sent(&["ana@example.com"], "new@x", "", "Hello", "again"), NOW);
    assert_eq!(answers(&mut world).len(), 1);
}

#[test]
fn a_stranger_answers_in_the_language_of_the_mail_to_everyone_in_it() {
    let mut world = world();
    world.hear(&sent(&["rui.costa@example.net", "ana@example.com"], "q@x", "", "Olá", "Você tem uma peça para isso? Obrigado"), NOW);
    let said = answers(&mut world);
    let rui = said.iter().find(|(_, a)| a.from.name == "Rui Costa").unwrap();
    assert!(rui.1.text.starts_with("Vou verificar."), "{}", rui.1.text);
    assert_eq!(rui.1.cc, [Mailbox::new("", address("ana@example.com"))]);
    assert_eq!(rui.0.len(), 2);
}

#[test]
fn the_same_seed_makes_the_same_world() {
    let run = || {
        let mut world = world();
        world.hear(&sent(&["parts@acme-parts.example", "ana@example.com"], "q@x", "", "Stock", "x"), NOW);
        world.speak(Time::from_seconds(4_000_000_000))
    };
    assert_eq!(run(), run());
}

#[test]
fn beside_a_server_a_submitted_mail_is_answered_into_the_desks_mailbox() {
    let server = Server::start().unwrap();
    let mut world = World::new(
        Cast::read(PEOPLE).unwrap(),
        vec![address("help@lumen.example")],
        Tempo { shortest: Duration::ZERO, longest: Duration::ZERO, answers_per_thread: 4 },
        1,
    );
    world.expect(NOW, Post { to: vec![address("help@lumen.example")], raw: b"Subject: first\r\n\r\nx\r\n".to_vec() });
    let world = live(&server, world, || NOW).unwrap();

    let mut imap = BufReader::new(TcpStream::connect(("127.0.0.1", server.imap_port())).unwrap());
    imap.get_mut().write_all(b"a LOGIN help@lumen.example x\r\nb SELECT INBOX\r\nc IDLE\r\n").unwrap();
    let mail = sent(&["parts@acme-parts.example"], "q@x", "", "Stock of F-22", "Is there any?");
    let mut smtp = TcpStream::connect(("127.0.0.1", server.smtp_port())).unwrap();
    let commands = format!(
        "MAIL FROM:<help@lumen.example>\r\nRCPT TO:<parts@acme-parts.example>\r\nDATA\r\n{}\r\n.\r\nQUIT\r\n",
        String::from_utf8_lossy(&mail.raw)
    );
    smtp.write_all(commands.as_bytes()).unwrap();

    let mut line = String::new();
    while !line.contains("2 EXISTS") {
        line.clear();
        assert_ne!(imap.read_line(&mut line).unwrap(), 0);
    }
    let inbox = server.inbox(&address("help@lumen.example"));
    assert!(String::from_utf8_lossy(&inbox[1]).contains("F-22: we have 14."));
    drop(server);
    world.join().unwrap();
}
