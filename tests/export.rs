//! One ticket as a file and as a mail: who may read what of it.

#![allow(clippy::unwrap_used)]

mod desk;

use std::io::BufReader;

use aside::desk::{Audience, DeskError, ExportRequest, Format, NoteRequest, TranscriptRequest};
use aside::mail::mbox::{Mbox, Quoting};
use aside::mail::parse::parse;
use aside::model::TicketId;
use aside::model::outgoing::{InternalText, OutgoingFile};
use aside::model::recipients::Obstacle;
use aside::model::ticket::Assign;
use aside::words::Words;
use desk::{TestDesk, address, at, header, reply_request};

/// Carla asked, Ana answered with a file, noted something and asked a third party, who answered.
fn conversation(d: &TestDesk) -> TicketId {
    let ticket = d.carla_writes(0);
    let files = vec![OutgoingFile { name: "plan.txt".into(), media_type: "text/plain".into(), bytes: b"Step one".to_vec() }];
    d.desk.reply(&d.ana, &aside::desk::ReplyRequest { files, ..reply_request(ticket, "Please <b>try</b> again.\nFrom here on.") }, at(1)).unwrap();
    let note = NoteRequest { ticket, text: InternalText::new("CANARYNOTE about her"), files: vec![], status: None };
    d.desk.note(&d.ana, &note, at(2)).unwrap();
    let asked = d.sent_mail(d.ask(ticket, "CANARYSIDE in stock?", 3).outbox);
    d.sends(9);
    let mail = format!(
        "From: Acme Parts <parts@acme.example>\nTo: {}\nSubject: Re: Stock\nMessage-ID: <a@acme.example>\nIn-Reply-To: {}\n\nCANARYANSWER yes.",
        header(&asked, "Reply-To"),
        header(&asked, "Message-ID")
    );
    d.receive(&mail, 10);
    ticket
}

fn export(d: &TestDesk, ticket: TicketId, audience: Audience, format: Format) -> String {
    let request = ExportRequest { ticket, audience, session: false };
    String::from_utf8(d.desk.export(&d.ana, &request, format, &Words::default(), at(60)).unwrap()).unwrap()
}

/// What mails in an mbox say, or the text itself.
fn readable(format: Format, text: &str) -> String {
    if format != Format::Mbox {
        return text.to_owned();
    }
    let mails = Mbox::new(BufReader::new(text.as_bytes()), Quoting::Rd, 1 << 20).map(|m| m.unwrap().mail);
    let said = |m: Vec<u8>| {
        let mail = parse(&m);
        let files: Vec<String> = mail.files.iter().map(|f| format!("{} {}", f.name, String::from_utf8_lossy(&f.bytes))).collect();
        format!("{}\n{}\n{}\n{}", String::from_utf8_lossy(&m), mail.body.text(), mail.html.unwrap_or_default(), files.join("\n"))
    };
    mails.map(said).collect()
}

#[test]
fn the_customers_file_holds_what_passed_between_them_and_nothing_else() {
    let d = TestDesk::new();
    let ticket = conversation(&d);
    for format in Format::ALL {
        let text = readable(format, &export(&d, ticket, Audience::Customer, format));
        for there in ["não imprime mais", "again.", "From here on.", "Carla Dias", "Ana Lima", "plan.txt"] {
            assert!(text.contains(there), "{format:?} lacks {there}: {text}");
        }
        for gone in ["CANARY", "staff.example", "acme", "Acme", "Stock"] {
            assert!(!text.contains(gone), "{format:?} has {gone}: {text}");
        }
    }
}

#[test]
fn the_agents_file_has_notes_and_side_conversations_but_no_private_address() {
    let d = TestDesk::new();
    let ticket = conversation(&d);
    for format in Format::ALL {
        let text = readable(format, &export(&d, ticket, Audience::Agents, format));
        for there in ["não imprime mais", "CANARYNOTE", "CANARYSIDE", "CANARYANSWER", "Stock of P-100?"] {
            assert!(text.contains(there), "{format:?} lacks {there}: {text}");
        }
        assert!(!text.contains("staff.example"), "{format:?}: {text}");
    }
}

#[test]
fn a_page_is_escaped_and_loads_nothing() {
    let d = TestDesk::new();
    let mail = "From: \"<script>alert(1)</script>\" <carla@customer.example>\nTo: desk@desk.example\nSubject: <img src=x onerror=alert(1)>\nMessage-ID: <x@customer.example>\n\n</p><script src=https://evil.example/x></script> ![x](https://evil.example/t.gif)";
    let ticket = d.receive(mail, 0).ticket.unwrap();
    let page = export(&d, ticket, Audience::Customer, Format::Html);
    assert!(page.contains("default-src 'none'") && page.contains("&lt;script src="), "{page}");
    for gone in ["<script", "<img", "<link", " src=\"", "href="] {
        assert!(!page.contains(gone), "{gone}: {page}");
    }
    let markdown = export(&d, ticket, Audience::Customer, Format::Markdown);
    let shown = comrak::markdown_to_html(
        &markdown,
        &comrak::Options { render: comrak::options::Render { r#unsafe: true, ..Default::default() }, ..Default::default() },
    );
    assert!(!shown.contains("<script") && !shown.contains("<img"), "{shown}");
}

#[test]
fn mails_in_an_mbox_come_back_as_they_were() {
    let d = TestDesk::new();
    let ticket = conversation(&d);
    let text = export(&d, ticket, Audience::Customer, Format::Mbox);
    let mails: Vec<_> = Mbox::new(BufReader::new(text.as_bytes()), Quoting::Rd, 1 << 20).map(|m| parse(&m.unwrap().mail)).collect();
    assert_eq!(mails.len(), 2);
    assert_eq!(mails[0].from[0].address, address("carla@customer.example"));
    assert_eq!((mails[1].from[0].address.as_str(), mails[1].files[0].bytes.as_slice()), ("desk@desk.example", &b"Step one"[..]));
    assert_eq!((mails[0].to[0].address.as_str(), mails[1].to[0].address.as_str()), ("desk@desk.example", "carla@customer.example"));
    assert!(mails[1].body.text().contains("\nFrom here on."), "{}", mails[1].body.text());
}

#[test]
fn a_session_begins_when_its_agent_took_the_ticket() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let request = ExportRequest { ticket, audience: Audience::Agents, session: true };
    let session = |d: &TestDesk| d.desk.export(&d.ana, &request, Format::Markdown, &Words::default(), at(60)).map(|b| String::from_utf8(b).unwrap());
    assert!(matches!(session(&d), Err(DeskError::NobodyHasIt(t)) if t == ticket));
    let note = |text: &str, minutes: i64| {
        let request = NoteRequest { ticket, text: InternalText::new(text), files: vec![], status: None };
        d.desk.note(&d.ana, &request, at(minutes)).unwrap();
    };
    note("before", 1);
    d.desk.assign(&d.ana, ticket, Assign::Agent(d.bruno.id()), at(2)).unwrap();
    note("bruno had it", 3);
    d.desk.assign(&d.ana, ticket, Assign::Agent(d.ana.id()), at(4)).unwrap();
    note("ana has it", 5);
    let text = session(&d).unwrap();
    assert!(text.contains("ana has it") && !text.contains("bruno had it") && !text.contains("before"), "{text}");
}

#[test]
fn what_has_not_left_or_was_taken_back_is_not_the_customers_yet() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    d.reply(ticket, "on its way", 1);
    assert!(!export(&d, ticket, Audience::Customer, Format::Markdown).contains("on its way"));
    d.sends(9);
    assert!(export(&d, ticket, Audience::Customer, Format::Markdown).contains("on its way"));
}

#[test]
fn nobody_elses_mail_is_in_the_customers_file() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let sent = d.sent_mail(d.reply(ticket, "Please try again.", 1).outbox);
    d.sends(9);
    // somebody who has the address of the ticket
    let mail = format!(
        "From: Emil <emil@elsewhere.example>\nTo: {}\nSubject: Re: Impressora\nMessage-ID: <e@elsewhere.example>\nIn-Reply-To: {}\n\nCANARYEMIL",
        header(&sent, "Reply-To"),
        header(&sent, "Message-ID")
    );
    assert_eq!(d.receive(&mail, 10).ticket, Some(ticket));
    assert!(!export(&d, ticket, Audience::Customer, Format::Json).contains("CANARYEMIL"));
    assert!(export(&d, ticket, Audience::Agents, Format::Json).contains("CANARYEMIL"));
}

fn send(d: &TestDesk, ticket: TicketId, to: Option<&str>, confirmed: Vec<Obstacle>) -> Result<String, DeskError> {
    let request = TranscriptRequest { ticket, to: to.map(address), session: false, confirmed, nonce: 99 };
    d.desk.send_transcript(&d.ana, &request, at(20)).map(|(outbox, _)| d.sent_mail(outbox))
}

#[test]
fn a_transcript_by_mail_has_notes_for_agents_alone() {
    let d = TestDesk::new();
    let ticket = conversation(&d);
    let text = |mail: &str| parse(mail.as_bytes()).body.text().to_owned();
    let own = send(&d, ticket, None, vec![]).unwrap();
    assert!(header(&own, "To").contains("ana@staff.example"), "to whoever has the ticket");
    assert!(text(&own).contains("CANARYNOTE") && text(&own).contains("CANARYANSWER"));
    let customers = send(&d, ticket, Some("carla@customer.example"), vec![]).unwrap();
    assert!(text(&customers).contains("não imprime mais") && !text(&customers).contains("CANARY") && !customers.contains("staff.example"));
    let outsiders = send(&d, ticket, Some("lawyer@elsewhere.example"), vec![]).unwrap();
    assert!(text(&outsiders).contains("não imprime mais") && !text(&outsiders).contains("CANARY"));
    let id = header(&outsiders, "Message-ID");
    let answer = format!(
        "From: lawyer@elsewhere.example\nTo: desk@desk.example\nSubject: Re: x\nMessage-ID: <l@elsewhere.example>\nIn-Reply-To: {id}\n\nThank you."
    );
    assert!(!outsiders.contains("Reply-To"));
    assert_ne!(d.receive(&answer, 21).ticket, Some(ticket), "an outsider's answer is not filed under the ticket");
    let lines = d
        .desk
        .ticket(&d.ana, ticket)
        .unwrap()
        .entries
        .iter()
        .filter(|e| matches!(&e.event, Some(aside::model::entry::Event::TranscriptSent { .. })))
        .count();
    assert_eq!(lines, 3);
}

#[test]
fn a_third_party_gets_the_customers_words_only_after_a_yes() {
    let d = TestDesk::new();
    let ticket = conversation(&d);
    let stopped = send(&d, ticket, Some("parts@acme.example"), vec![]);
    let Err(DeskError::Blocked(obstacles)) = stopped else { panic!("{stopped:?}") };
    assert!(!send(&d, ticket, Some("parts@acme.example"), obstacles).unwrap().contains("CANARYNOTE"));
}

#[test]
fn agents_get_transcripts_only_of_what_they_see() {
    let d = TestDesk::new();
    let ticket = conversation(&d);
    assert!(matches!(send(&d, ticket, Some("bruno@staff.example"), vec![]), Err(DeskError::DoesNotSee(_))), "it is Ana's alone");
    assert!(matches!(send(&d, ticket, Some("desk@desk.example"), vec![]), Err(DeskError::OwnAddress(_))));
    let nobodys = d.carla_writes(30);
    assert!(matches!(send(&d, nobodys, None, vec![]), Err(DeskError::NobodyHasIt(_))));
}
