//! Redaction: what an admin takes out is nowhere in the desk any more.

#![allow(clippy::unwrap_used)]

mod desk;

use aside::desk::{Audience, DeskError, ExportRequest, Format, NoteRequest, Redaction};
use aside::model::entry::{EntryKind, Event};
use aside::model::outgoing::{InternalText, OutgoingFile};
use aside::model::ticket::{BoxKey, ListRequest, Sort};
use aside::model::{EntryId, TicketId};
use aside::store::{DraftFile, DraftRow, Found, InboxState, Mode};
use desk::{TestDesk, at, header, reply_request, side_request};

/// In the text, in the file, in its name, and in what somebody notes. Nothing else has these words.
const TEXT: &str = "canarytextzq";
const FILE: &str = "canaryfilezq";
const NAME: &str = "canarynamezq";
const NOTE: &str = "canarynotezq";

fn long_mail(id: &str, to: &str) -> String {
    // long enough to be compressed
    let filler = "All work and no play makes the printer a dull machine. ".repeat(40);
    format!(
        "From: Carla Dias <carla@customer.example>\nTo: {to}\nSubject: Impressora parada\nMessage-ID: <{id}@customer.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nMy number is {TEXT} and nobody else is to know it.\n{filler}\n--b\nContent-Type: text/plain; name={NAME}.txt\nContent-Disposition: attachment; filename={NAME}.txt\n\nThe file says {FILE}. {filler}\n--b--\n"
    )
}

/// Every place in the files of the database and in its blobs, inflated, where a word stands.
fn left(d: &TestDesk, word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for ending in ["", "-wal"] {
        let path = d.path().with_file_name(format!("desk.db{ending}"));
        let bytes = std::fs::read(&path).unwrap_or_default();
        let lower: Vec<u8> = bytes.to_ascii_lowercase();
        if lower.windows(word.len()).any(|w| w == word.as_bytes()) {
            found.push(format!("desk.db{ending}"));
        }
    }
    let connection = rusqlite::Connection::open(d.path()).unwrap();
    let mut statement = connection.prepare("SELECT size, packed, data FROM blobs").unwrap();
    let blobs = statement.query_map([], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, bool>(1)?, r.get::<_, Vec<u8>>(2)?))).unwrap();
    for (size, packed, data) in blobs.map(Result::unwrap) {
        let bytes = if packed { zstd::bulk::decompress(&data, size.unsigned_abs() as usize).unwrap() } else { data };
        if String::from_utf8_lossy(&bytes).to_lowercase().contains(word) {
            found.push("a blob".into());
        }
    }
    found
}

fn redact(d: &TestDesk, ticket: TicketId, on: Found, words: Option<&str>, minutes: i64) -> Result<bool, DeskError> {
    d.desk.redact(&d.ana, &Redaction { ticket, on, words: words.map(str::to_owned) }, at(minutes))
}

fn first(d: &TestDesk, ticket: TicketId) -> EntryId {
    d.desk.ticket(&d.ana, ticket).unwrap().entries.iter().find(|e| e.kind == EntryKind::Customer).unwrap().id
}

fn finds(d: &TestDesk, words: &str) -> bool {
    let request = ListRequest { within: BoxKey::AllOpen, query: words.into(), sort: Sort::Updated.into(), offset: 0, limit: 10 };
    !d.desk.list(&d.ana, &request, at(60)).unwrap().rows.is_empty()
}

#[test]
fn nothing_of_a_redacted_mail_is_left_anywhere() {
    let d = TestDesk::new();
    let ticket = d.receive(&long_mail("secret", "desk@desk.example"), 0).ticket.unwrap();
    // the same mail in another mailbox, an answer that quotes it, the customer's answer that quotes that, a draft that quotes it
    let copy = d.receive(&format!("Received: by other.example\n{}", long_mail("secret", "desk@desk.example")), 1);
    assert_eq!(copy.result, InboxState::Duplicate);
    let sent = d.sent_mail(d.desk.reply(&d.ana, &reply_request(ticket, "Thank you."), at(2)).unwrap().outbox);
    assert!(sent.contains(TEXT), "the answer quotes the mail");
    d.sends(9);
    let again = format!(
        "From: Carla Dias <carla@customer.example>\nTo: {}\nSubject: Re: Impressora parada\nMessage-ID: <again@customer.example>\nIn-Reply-To: {}\n\nYou are welcome.\n\nOn Tuesday Ana Lima wrote:\n> Thank you.\n>> My number is {TEXT} and nobody\n>> else is to know it.\n",
        header(&sent, "Reply-To"),
        header(&sent, "Message-ID")
    );
    d.receive(&again, 10);
    let file = d.desk.ticket(&d.ana, ticket).unwrap().entries.iter().find_map(|e| e.files.first().cloned()).unwrap();
    let quoting = format!("As you wrote:\n> My number is {TEXT} and nobody else is to know it.\nFine.");
    let draft = DraftRow {
        original: Some(format!("Before it was translated:\n{quoting}")),
        files: vec![DraftFile::Stored { id: file.id, name: file.name, size: file.size, gone: false }],
        ..DraftRow::new(ticket, Mode::Reply, quoting, at(11))
    };
    d.desk.save_draft(&d.ana, &draft).unwrap();
    assert!(finds(&d, TEXT) && finds(&d, &format!("file:{NAME}")));
    for word in [TEXT, FILE, NAME] {
        assert!(!left(&d, word).is_empty(), "{word} was there");
    }

    assert!(redact(&d, ticket, Found::Entry(first(&d, ticket)), None, 12).unwrap(), "the log is empty");
    for word in [TEXT, FILE, NAME] {
        assert_eq!(left(&d, word), [""; 0], "{word}");
    }
    for audience in [Audience::Customer, Audience::Agents] {
        for format in Format::ALL {
            let request = ExportRequest { ticket, audience, session: false };
            let bytes = d.desk.export(&d.ana, &request, format, &aside::words::Words::default(), at(12)).unwrap();
            assert!(!String::from_utf8_lossy(&bytes).to_lowercase().contains("canary"), "{format:?}");
        }
    }
    assert!(!finds(&d, TEXT) && !finds(&d, &format!("file:{NAME}")) && finds(&d, "welcome"));
    let read = d.desk.ticket(&d.ana, ticket).unwrap();
    let gone = read.entries.iter().find(|e| e.kind == EntryKind::Customer).unwrap();
    assert_eq!((gone.body.text(), gone.redacted, gone.files.len()), ("", Some(at(12)), 0));
    assert_eq!(gone.author.name, "Carla Dias", "who wrote it stays");
    let answer = read.entries.iter().rfind(|e| e.kind == EntryKind::Customer).unwrap();
    assert!(answer.body.new_text().starts_with("You are welcome.") && !answer.body.text().contains("nobody"));
    assert!(read.entries.iter().any(|e| e.event == Some(Event::Redacted { who: "Carla Dias".into(), whole: true })));
    let drafts = d.desk.drafts(&d.ana, ticket).unwrap();
    assert!(drafts[0].text.starts_with("As you wrote:") && drafts[0].text.ends_with("Fine."), "{}", drafts[0].text);
    assert!(d.desk.store().integrity().unwrap().is_empty());
    let history = d.desk.store().ticket_history(ticket, 0).unwrap();
    assert!(history.iter().any(|h| h.what == "redacted" && h.actor == "ana" && h.was.is_none() && h.became.is_none()));
    // the mail comes once more: it is known, and brings nothing back
    assert_eq!(d.receive(&long_mail("secret", "desk@desk.example"), 13).result, InboxState::Duplicate);
    assert_eq!(d.desk.ticket(&d.ana, ticket).unwrap().entries.iter().filter(|e| e.kind == EntryKind::Customer).count(), 2);
}

#[test]
fn a_note_goes_with_all_that_it_said_before() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let files = vec![OutgoingFile { name: format!("{NAME}.txt"), media_type: "text/plain".into(), bytes: FILE.repeat(200).into_bytes() }];
    let request = NoteRequest { ticket, text: InternalText::new(format!("first {NOTE}")), files, status: None };
    let entry = d.desk.note(&d.bruno, &request, at(1)).unwrap();
    d.desk.edit_note(&d.bruno, ticket, entry, &InternalText::new(format!("second {NOTE}")), at(2)).unwrap();
    d.desk.delete_note(&d.bruno, ticket, entry, at(3)).unwrap();
    assert!(!left(&d, NOTE).is_empty(), "a deleted note is kept for supervisors");
    redact(&d, ticket, Found::Entry(entry), None, 4).unwrap();
    for word in [NOTE, FILE, NAME] {
        assert_eq!(left(&d, word), [""; 0], "{word}");
    }
    assert!(d.desk.note_versions(&d.ana, ticket, entry).unwrap().iter().all(|v| v.text.is_empty()));
}

#[test]
fn words_within_a_message_go_wherever_they_stand_and_the_rest_stays() {
    let d = TestDesk::new();
    let mail = format!(
        "From: Carla Dias <carla@customer.example>\nTo: desk@desk.example\nSubject: Card {TEXT} 4711\nMessage-ID: <card@customer.example>\n\nPlease charge {TEXT}\n4711, and call me."
    );
    let ticket = d.receive(&mail, 0).ticket.unwrap();
    let note = NoteRequest { ticket, text: InternalText::new(format!("{TEXT} 4711 is declined")), files: vec![], status: None };
    d.desk.note(&d.bruno, &note, at(1)).unwrap();
    d.ask(ticket, &format!("Do you know {TEXT} 4711?"), 2);
    d.sends(9);
    let entry = first(&d, ticket);
    assert!(matches!(redact(&d, ticket, Found::Entry(entry), Some("nowhere at all"), 10), Err(DeskError::NotInText)));
    redact(&d, ticket, Found::Entry(entry), Some(&format!("{TEXT} 4711")), 11).unwrap();
    assert_eq!(left(&d, TEXT), [""; 0]);
    let read = d.desk.ticket(&d.ana, ticket).unwrap();
    assert_eq!(read.head.subject, "Card ███");
    let texts: Vec<String> = read.entries.iter().filter(|e| e.event.is_none()).map(|e| e.body.new_text()).collect();
    assert_eq!(texts, ["Please charge ███\n and call me.", "███ is declined"]);
    assert_eq!(read.sides[0].messages[0].body.text(), "Do you know ███");
    assert!(finds(&d, "charge") && finds(&d, "declined"));
}

#[test]
fn a_message_of_a_side_conversation_goes_too() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let files = vec![OutgoingFile { name: format!("{NAME}.txt"), media_type: "text/plain".into(), bytes: FILE.repeat(200).into_bytes() }];
    let request = aside::desk::SideRequest { files, ..side_request(ticket, &format!("The customer is {TEXT}")) };
    d.desk.open_side(&d.ana, &request, at(1)).unwrap();
    let message = d.desk.ticket(&d.ana, ticket).unwrap().sides[0].messages[0].id;
    assert!(matches!(redact(&d, ticket, Found::SideMessage(message), None, 1), Err(DeskError::StillLeaving)), "it could still be taken back");
    assert!(!left(&d, TEXT).is_empty());
    d.sends(9);
    redact(&d, ticket, Found::SideMessage(message), None, 10).unwrap();
    for word in [TEXT, FILE, NAME] {
        assert_eq!(left(&d, word), [""; 0], "{word}");
    }
    assert_eq!(d.desk.ticket(&d.ana, ticket).unwrap().sides[0].messages[0].redacted, Some(at(10)));
}

#[test]
fn a_file_that_another_message_has_too_stays_there() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let files = vec![OutgoingFile { name: "plan.txt".into(), media_type: "text/plain".into(), bytes: FILE.repeat(200).into_bytes() }];
    let note = |text: &str| NoteRequest { ticket, text: InternalText::new(text), files: files.clone(), status: None };
    let one = d.desk.note(&d.bruno, &note("one"), at(1)).unwrap();
    d.desk.note(&d.bruno, &note("two"), at(2)).unwrap();
    redact(&d, ticket, Found::Entry(one), None, 3).unwrap();
    let read = d.desk.ticket(&d.ana, ticket).unwrap();
    let kept: Vec<_> = read.entries.iter().flat_map(|e| &e.files).collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(d.desk.file(&d.ana, kept[0].id).unwrap().2.len(), FILE.len() * 200);
}

#[test]
fn reading_mail_again_brings_nothing_back() {
    let d = TestDesk::new();
    let ticket = d.receive(&long_mail("secret", "desk@desk.example"), 0).ticket.unwrap();
    redact(&d, ticket, Found::Entry(first(&d, ticket)), None, 1).unwrap();
    let order = aside::desk::ReparseOrder::default();
    let (after, count) = d.desk.reparse_begins(&d.ana, &order).unwrap();
    assert_eq!(count, 0);
    d.desk.reparse_next(&d.ana, &order, after).unwrap();
    assert_eq!(d.receive(&long_mail("secret", "desk@desk.example"), 2).result, InboxState::Duplicate, "still known");
}

#[test]
fn only_admins_redact_and_event_lines_cannot_be() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let on = Found::Entry(first(&d, ticket));
    let request = Redaction { ticket, on, words: None };
    assert!(matches!(d.desk.redact(&d.bruno, &request, at(1)), Err(DeskError::NotAllowed { .. })));
    d.desk.assign(&d.ana, ticket, aside::model::ticket::Assign::Agent(d.ana.id()), at(1)).unwrap();
    let line = d.desk.ticket(&d.ana, ticket).unwrap().entries.iter().find(|e| e.kind == EntryKind::Event).unwrap().id;
    assert!(matches!(redact(&d, ticket, Found::Entry(line), None, 2), Err(DeskError::NotRedactable)));
}
