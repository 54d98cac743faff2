//! The accounts of the mail: what became of each, whether the servers' mails are all in the store, and stored mail that is read again.

#![allow(clippy::unwrap_used)]

mod desk;
mod program;
mod rig;
mod work;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use aside::desk::{Actor, Asked, CameIn, DeskError, Explanation, Policy, Release, ReparseOrder, Rewritten, WentOut};
use aside::model::delivery::DeliveryState;
use aside::model::entry::{EntryKind, Event};
use aside::model::notify::ByMail;
use aside::model::people::Role;
use aside::model::placing::Reason;
use aside::model::ticket::{BoxKey, ListRequest, NotificationKind, Sort};
use aside::model::trace::{Answer, Look, Saw, Towards};
use aside::model::{EntryId, InboxId, TicketId};
use aside::store::{InboxState, NewAgent, Source};
use aside::words::{Language, Words};
use desk::{TestDesk, address, at, header};
use program::{CARLA, Program};
use rig::rig_or_skip;
use rusqlite::Connection;
use serde_json::{Value, json};
use work::letter;

// Explaining --------------------------------------------------------------------------------------------------------------------------------

fn asked(id: &str) -> Asked {
    Asked::MessageId(id.to_owned())
}

fn came(d: &TestDesk, who: &Actor, about: &Asked) -> CameIn {
    match d.desk.explain(who, about).unwrap().remove(0) {
        Explanation::In(mail) => *mail,
        Explanation::Out(mail) => panic!("{mail:?}"),
    }
}

fn went(d: &TestDesk, who: &Actor, about: &Asked) -> WentOut {
    match d.desk.explain(who, about).unwrap().remove(0) {
        Explanation::Out(mail) => *mail,
        Explanation::In(mail) => panic!("{mail:?}"),
    }
}

/// The step that decided, what it saw, and the reason.
fn decided(mail: &CameIn) -> (Look, Vec<Saw>, Option<Reason>) {
    let trace = mail.trace.as_ref().unwrap();
    let step = trace.steps.iter().find(|s| s.decided).unwrap();
    (step.step, step.saw.clone(), trace.reason)
}

fn answer(mail: &CameIn) -> Answer {
    mail.trace.as_ref().unwrap().answer
}

fn acknowledging() -> TestDesk {
    TestDesk::with(Policy { acknowledge: true, ..Policy::default() })
}

#[test]
fn a_first_mail_tells_every_step_that_found_nothing_and_its_acknowledgement() {
    let d = acknowledging();
    let ticket = d.carla_writes(0);
    d.sends(1);
    let mail = came(&d, &d.ana, &asked("<c0@customer.example>"));
    let steps: Vec<Look> = mail.trace.as_ref().unwrap().steps.iter().map(|s| s.step).collect();
    assert_eq!(steps, [Look::Copies, Look::Sender, Look::Report, Look::Address, Look::MessageId, Look::Known, Look::Subject, Look::New]);
    assert_eq!((decided(&mail).0, decided(&mail).2), (Look::New, Some(Reason::Nothing)));
    assert_eq!((mail.result, mail.ticket, mail.source.as_str(), answer(&mail)), (InboxState::Ticket, Some(ticket), "ingest", Answer::Sent));
    assert!(mail.headers.contains(&("Subject".to_owned(), "Impressora parada".to_owned())), "{:?}", mail.headers);
    let [sent] = mail.sent.as_slice() else { panic!("{:?}", mail.sent) };
    let copy = &sent.deliveries[0];
    assert_eq!((sent.row.kind.as_str(), copy.recipient.as_str()), ("acknowledgement", "carla@customer.example"));
    assert_eq!((copy.state, copy.words.as_str(), copy.settled_at), (DeliveryState::Sent, "250 ok", Some(at(1))));
    assert!(mail.changes.iter().any(|e| matches!(e, Event::Acknowledged { .. })), "{:?}", mail.changes);
    assert_eq!(came(&d, &d.ana, &Asked::Entry(mail.entry.unwrap())), mail, "by the entry");
    assert_eq!(came(&d, &d.ana, &Asked::Mail(mail.mail)), mail, "by its number");
}

#[test]
fn an_answer_tells_by_which_sign_it_was_placed_what_it_changed_and_who_was_told() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    d.desk.take(&d.bruno, ticket, at(1)).unwrap();
    let sent = d.reply(ticket, "Is it plugged in?", 2);
    let mail = d.sent_mail(sent.outbox);
    d.receive(
        &format!("From: carla@customer.example\nTo: {}\nSubject: Re: x\nMessage-ID: <c9@customer.example>\n\nYes.", header(&mail, "Reply-To")),
        5,
    );
    let mail = came(&d, &d.ana, &asked("c9@customer.example"));
    assert_eq!(decided(&mail), (Look::Address, vec![Saw::Ticket { ticket, closed: false }], Some(Reason::NamesTicket)));
    assert_eq!((mail.result, answer(&mail)), (InboxState::Entry, Answer::NotNew));
    assert!(mail.changes.iter().any(|e| matches!(e, Event::Status { .. })), "pending → open: {:?}", mail.changes);
    assert_eq!((mail.told.len(), mail.told[0].agent.as_str(), mail.told[0].kind), (1, "bruno", NotificationKind::CustomerAnswered));
}

#[test]
fn a_notification_that_was_mailed_is_told_without_the_address_that_answers_it_in_anothers_name() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    d.desk.take(&d.bruno, ticket, at(1)).unwrap();
    d.desk.set_notify_by_mail(&d.bruno, d.bruno.id(), &ByMail::ALL).unwrap();
    d.receive("From: carla@customer.example\nTo: desk@desk.example\nSubject: Re: x\nIn-Reply-To: <c0@customer.example>\nMessage-ID: <c9@customer.example>\n\nAgain.", 5);
    d.desk.tick(at(10)).unwrap();
    d.sends(11);
    let has_reply_to = |who: &Actor| {
        let mail = came(&d, who, &asked("c9@customer.example"));
        let sent = mail.sent.iter().find(|s| s.row.kind == "notification").unwrap_or_else(|| panic!("{:?}", mail.sent)).clone();
        assert_eq!(sent.deliveries[0].recipient, "bruno@staff.example");
        sent.headers.iter().any(|(name, _)| name == "Reply-To")
    };
    assert!(!has_reply_to(&d.ana), "it is Bruno's");
    assert!(has_reply_to(&d.bruno));
}

#[test]
fn what_was_not_acknowledged_says_why() {
    let d = acknowledging();
    let program =
        "From: a@customer.example\nTo: desk@desk.example\nAuto-Submitted: auto-replied\nSubject: Away\nMessage-ID: <a1@customer.example>\n\nAway.";
    d.receive(program, 0);
    assert_eq!(answer(&came(&d, &d.ana, &asked("a1@customer.example"))), Answer::Automatic);
    d.receive("From: no-reply@customer.example\nTo: desk@desk.example\nSubject: Hi\nMessage-ID: <a2@customer.example>\n\nHi.", 0);
    assert_eq!(answer(&came(&d, &d.ana, &asked("a2@customer.example"))), Answer::ProgramsAddress);
    for n in 10..14 {
        d.carla_writes(n);
    }
    let of = |n: i64| answer(&came(&d, &d.ana, &asked(&format!("c{n}@customer.example"))));
    assert_eq!([of(10), of(11), of(12), of(13)], [Answer::Sent, Answer::Sent, Answer::Sent, Answer::HourCap]);
    let silent = TestDesk::new();
    silent.carla_writes(0);
    assert_eq!(answer(&came(&silent, &silent.ana, &asked("c0@customer.example"))), Answer::Off);
    let old = silent.desk.receive(b"From: b@customer.example\r\nMessage-ID: <o@customer.example>\r\n\r\nOld", Source::Import, None, at(0)).unwrap();
    assert_eq!((old.result, answer(&came(&silent, &silent.ana, &asked("o@customer.example")))), (InboxState::Ticket, Answer::Imported));
}

#[test]
fn a_side_conversations_mails_are_explained_both_ways() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    d.desk.take(&d.ana, ticket, at(1)).unwrap();
    let side = d.ask(ticket, "Do you have it?", 2);
    let ours = d.sent_mail(side.outbox);
    d.sends(3);
    let own_id = header(&ours, "Message-ID");
    let sent = went(&d, &d.ana, &asked(&own_id));
    assert_eq!((sent.row.kind.as_str(), sent.row.side, sent.row.agent.as_deref()), ("side", Some(side.side), Some("ana")));
    assert_eq!((sent.deliveries[0].recipient.as_str(), sent.deliveries[0].words.as_str()), ("parts@acme.example", "250 ok"));

    let both = format!("To: {}\nIn-Reply-To: {own_id}", header(&ours, "Reply-To"));
    d.receive(&format!("From: parts@acme.example\n{both}\nSubject: x\nMessage-ID: <p1@acme.example>\n\nYes."), 4);
    let mail = came(&d, &d.ana, &asked("p1@acme.example"));
    let on = Saw::Side { side: side.side, author: Towards::Participant };
    assert_eq!(decided(&mail), (Look::Address, vec![on], Some(Reason::Participant)));
    let message = d.desk.ticket(&d.ana, ticket).unwrap().sides[0].messages[1].id;
    assert_eq!(came(&d, &d.ana, &Asked::SideMessage(message)), mail);
    assert_eq!(came(&d, &d.ana, &Asked::Entry(mail.entry.unwrap())), mail, "the line in the timeline tells of it");

    // the customer, with an address of the ticket before the side's
    let reply = d.reply(ticket, "We ask.", 5);
    let public = header(&d.sent_mail(reply.outbox), "Reply-To");
    let addressed = format!("To: {public}\nIn-Reply-To: {own_id}");
    d.receive(&format!("From: carla@customer.example\n{addressed}\nSubject: x\nMessage-ID: <c7@customer.example>\n\nWhat is this?"), 6);
    let mail = came(&d, &d.ana, &asked("c7@customer.example"));
    assert_eq!((mail.result, decided(&mail).0, decided(&mail).2), (InboxState::Quarantine, Look::MessageId, Some(Reason::CustomerInSide)));
    let trace = mail.trace.clone().unwrap();
    let passed_over = trace.steps.iter().find(|s| s.step == Look::Address).unwrap();
    assert_eq!((passed_over.saw.as_slice(), passed_over.decided), ([Saw::Ticket { ticket, closed: false }].as_slice(), false));
    for language in Language::ALL {
        let words = Words::new(language);
        let said: Vec<String> = trace.steps.iter().flat_map(|s| words.looked(s, &trace)).collect();
        assert!(said.len() >= 6 && said.iter().all(|s| !s.contains("explain-") && !s.contains("{$")), "{said:?}");
    }
    d.desk.release(&d.ana, mail.mail, Release::Entry(ticket), at(7)).unwrap();
    let later = came(&d, &d.ana, &asked("c7@customer.example"));
    assert_eq!((later.result, later.settled.unwrap().by.as_deref()), (InboxState::Entry, Some("ana")));
    assert_eq!(decided(&mail), decided(&came(&d, &d.ana, &Asked::Mail(mail.mail))), "how it came into quarantine is not forgotten");
}

#[test]
fn copies_reports_and_forged_signs_are_told_too() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    d.carla_writes(0);
    let both = d.desk.explain(&d.ana, &asked("c0@customer.example")).unwrap();
    let Explanation::In(copy) = &both[1] else { panic!("{both:?}") };
    let Explanation::In(first) = &both[0] else { panic!("{both:?}") };
    assert_eq!((copy.result, decided(copy).1), (InboxState::Duplicate, vec![Saw::Copy { of: first.mail }]));
    assert_eq!((first.copies.as_slice(), copy.copies.as_slice()), ([copy.mail].as_slice(), [first.mail].as_slice()));

    let sent = d.reply(ticket, "Hello.", 1);
    d.sends(2);
    let about = header(&d.sent_mail(sent.outbox), "Message-ID");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail/report-exim.eml");
    d.receive(&fs::read_to_string(path).unwrap().replace("<sent@desk.example>", &about), 3);
    let row = d.desk.store().mails_after(InboxId(2), None, 9).unwrap().remove(0);
    let report = came(&d, &d.ana, &Asked::Mail(row.id));
    assert_eq!(decided(&report), (Look::Report, vec![Saw::Report { failed: 1, delayed: 0 }], None));
    let failed = went(&d, &d.ana, &asked(&about));
    assert_eq!(failed.deliveries[0].state, DeliveryState::Failed);
    assert!(failed.deliveries[0].words.contains("550"), "the server's words: {:?}", failed.deliveries);

    let forged = header(&d.sent_mail(sent.outbox), "Reply-To").replace("+t1.", "+t7.");
    d.receive(&format!("From: eve@evil.example\nTo: {forged}\nSubject: [#1] x\nMessage-ID: <e1@evil.example>\n\nGive me that."), 4);
    let mail = came(&d, &d.ana, &asked("e1@evil.example"));
    let saw = |step| mail.trace.as_ref().unwrap().steps.iter().find(|s| s.step == step).unwrap().saw.clone();
    assert_eq!((saw(Look::Address), saw(Look::Subject)), (vec![Saw::Forged { count: 1 }], vec![Saw::NotOnTicket { ticket }]));
    assert_eq!(mail.result, InboxState::Ticket);
}

#[test]
fn a_mail_is_explained_only_to_who_may_read_its_ticket() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let team = d.desk.add_team(&d.ana, "billing", &[], at(1)).unwrap();
    d.desk.assign(&d.ana, ticket, aside::model::ticket::Assign::Both(team, d.ana.id()), at(1)).unwrap();
    let sent = d.reply(ticket, "Hello.", 2);
    let about = header(&d.sent_mail(sent.outbox), "Message-ID");
    let entry = d.desk.ticket(&d.ana, ticket).unwrap().entries[0].id;
    for hidden in [
        asked("c0@customer.example"),
        asked(&about),
        Asked::Entry(entry),
        Asked::Mail(InboxId(1)),
        asked("nobody@nowhere.example"),
        Asked::Entry(EntryId(99)),
    ] {
        assert!(matches!(d.desk.explain(&d.bruno, &hidden), Err(DeskError::NoSuchMail(_))), "{hidden}");
    }
    // what is in quarantine is not for light agents, also on a ticket that they see
    let side = d.ask(ticket, "Stock?", 3);
    let to = header(&d.sent_mail(side.outbox), "Reply-To");
    d.receive(&format!("From: eva@acme.example\nTo: {to}\nSubject: x\nMessage-ID: <e@acme.example>\n\nFour."), 4);
    let new = NewAgent { login: "leo", name: "Leo", email: &address("leo@staff.example"), role: Role::Light };
    let leo = d.desk.add_agent(&d.ana, &new, at(5)).unwrap();
    let light = d.desk.add_team(&d.ana, "light", &[(leo, false)], at(5)).unwrap();
    d.desk.assign(&d.ana, ticket, aside::model::ticket::Assign::Team(light), at(6)).unwrap();
    let leo = d.desk.actor("leo", None).unwrap();
    assert!(d.desk.explain(&leo, &asked("c0@customer.example")).is_ok());
    assert!(matches!(d.desk.explain(&leo, &asked("e@acme.example")), Err(DeskError::NoSuchMail(_))));
    assert!(d.desk.explain(&d.ana, &asked("e@acme.example")).is_ok());
}

#[test]
fn explain_speaks_to_people_and_to_scripts() {
    let program = Program::new();
    let entry = program.ingest(CARLA)["entry"].to_string();
    let out = program.run(&["explain", "c1@customer.example"]).out;
    for part in [
        "#1",
        "Message-ID: <c1@customer.example>",
        "number in the subject: Its subject names no ticket.",
        "Nothing names a ticket",
        "not acknowledged",
        "no mailbox has a receipt",
    ] {
        assert!(out.contains(part), "{part} is not in {out}");
    }
    let json = program.run(&["explain", &entry, "--json"]).json();
    let mail = &json[0];
    assert_eq!((&mail["direction"], &mail["mail"], &mail["ticket"], &mail["result"]), (&json!("in"), &json!(1), &json!(1), &json!("ticket")));
    assert_eq!(mail["trace"]["steps"][7], json!({"step": "new", "saw": [], "decided": true}));
    assert_eq!(mail["trace"]["answer"], "off");
    program.run(&["reply", "1", "--text", "Hello."]);
    let entries = program.run(&["show", "1", "--json"]).json()["entries"].clone();
    let reply = entries.as_array().unwrap().iter().find(|e| e["kind"] == "reply").unwrap()["id"].to_string();
    let sent = program.run(&["explain", &reply, "--json"]).json();
    assert_eq!((&sent[0]["direction"], &sent[0]["deliveries"][0]["state"]), (&json!("out"), &json!("queued")));
    assert!(program.run(&["explain", &reply]).out.contains("to carla@customer.example: waiting to be sent"));
    assert!(program.run(&["explain", "x@nowhere.example"]).failed(1).contains("x@nowhere.example"));
    assert!(program.run(&["explain", "printer"]).failed(2).contains("Message-ID"));
}

// The servers' mails beside the store's -----------------------------------------------------------------------------------------------------

/// A desk whose mailbox is one of the rig's.
fn connected(port: u16, user: &str) -> Program {
    let program = Program::new();
    let config = format!(
        "[[mailbox]]\nname = \"support\"\naddress = \"support@desk.example\"\n\
         imap = {{ host = \"127.0.0.1\", port = {port}, security = \"none\", user = \"{user}\", password_command = \"printf pw\" }}\n"
    );
    fs::write(program.path("config.toml"), config).unwrap();
    program
}

/// What `doctor --mail` says: its exit code, and state and UID of each line that is about a mail.
fn compared(program: &Program) -> (i32, Value, Vec<u64>) {
    let ran = program.run(&["doctor", "--mail", "--json"]);
    let said: Value = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {}{}", ran.out, ran.err));
    let failed = said.as_array().unwrap().iter().filter(|c| c["state"] == "fail");
    let uids = failed.map(|c| c["uid"].as_u64().unwrap_or(0)).collect();
    (ran.code, said, uids)
}

#[test]
fn doctor_names_every_mail_on_the_server_that_is_not_in_the_store() {
    let Some(rig) = rig_or_skip() else { return };
    let mailbox = "accounts@desk.example";
    let write = |word: &str, n: usize| {
        rig.deliver("gil@customer.example", mailbox, &letter("gil@customer.example", mailbox, "Hello", &format!("{word}@customer.example"), word));
        rig.wait_for(mailbox, n);
    };
    write("OLD1", 1);
    write("OLD2", 2);
    let program = connected(rig.imap, mailbox);
    let (code, said, _) = compared(&program);
    assert_eq!((code, &said[0]["state"]), (0, &json!("warn")), "never read: {said}");
    program.run(&["sync"]).json_or_text();
    let (code, said, _) = compared(&program);
    assert_eq!(code, 0, "{said}");
    assert!(said.to_string().contains("2 were on the server before"), "older mail is no difference, and is said: {said}");
    assert!(said.as_array().unwrap().iter().all(|c| c["mailbox"] == "support@desk.example" && c["check"] == "accounts"), "{said}");

    // IMAP knows the time of a mail in whole seconds
    std::thread::sleep(Duration::from_millis(2100));
    write("FIRST", 3);
    write("SECOND", 4);
    let (code, said, uids) = compared(&program);
    assert_eq!((code, uids.as_slice()), (1, [3, 4].as_slice()), "{said}");
    assert!(said.to_string().contains("waits on the server") && said.to_string().contains("aside sync"), "{said}");
    program.run(&["sync"]).json_or_text();
    assert_eq!(compared(&program).0, 0);

    // a receipt is lost, and a mail that is stored has no place
    let books = Connection::open(program.database()).unwrap();
    books.execute("DELETE FROM receipts WHERE uid = 3", []).unwrap();
    books.execute("UPDATE inbox SET state = 'waiting' WHERE id = (SELECT inbox_id FROM receipts WHERE uid = 4)", []).unwrap();
    let (code, said, uids) = compared(&program);
    assert_eq!((code, uids.as_slice()), (1, [3, 4].as_slice()), "{said}");
    assert!(said.to_string().contains("sync --missing") && said.to_string().contains("has no place yet"), "{said}");
    let shown = program.run(&["doctor", "--mail"]);
    assert!(shown.code == 1 && shown.out.contains("UID 3 of "), "{}", shown.out);
    books.execute("UPDATE inbox SET state = 'ticket' WHERE state = 'waiting'", []).unwrap();

    assert_eq!(program.run(&["sync", "--json"]).json()["fetched"], 0, "an ordinary round looks only forward");
    assert_eq!(program.run(&["sync", "--missing", "--json"]).json()["fetched"], 1);
    assert_eq!(compared(&program).0, 0);
    let entries: i64 = books.query_row("SELECT count(*) FROM entries WHERE kind = 'customer'", [], |r| r.get(0)).unwrap();
    assert_eq!(entries, 2, "fetched again, and on the desk once");

    // what is gone from the server is said and is no difference
    rig.lose(mailbox, "SECOND");
    let (code, said, _) = compared(&program);
    assert!(code == 0 && said.to_string().contains("1 are in the store and no longer on the server"), "{said}");

    rig.forget_uids(mailbox);
    let (code, said, _) = compared(&program);
    assert!(code == 1 && said.to_string().contains("UIDVALIDITY"), "{said}");
    program.run(&["sync"]).json_or_text();
    let (code, said, _) = compared(&program);
    assert_eq!(code, 0, "read again, and nothing is missing: {said}");
}

#[test]
fn a_server_that_does_not_answer_is_a_failure_and_no_server_is_none() {
    let program = connected(1, "x@desk.example");
    Connection::open(program.database())
        .unwrap()
        .execute("INSERT INTO cursors (mailbox_id, uid_validity, last_uid, moved_at) VALUES (1, 1, 1, 0)", [])
        .unwrap();
    let (code, said, _) = compared(&program);
    assert!(code == 1 && said.to_string().contains("127.0.0.1:1"), "{said}");
    let none = Program::new().run(&["doctor", "--mail"]);
    assert!(none.code == 0 && none.out.contains("nothing to compare"), "{}{}", none.out, none.err);
}

impl program::Ran {
    /// A run that went well, whatever it prints.
    fn json_or_text(&self) {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
    }
}

// Reading again -----------------------------------------------------------------------------------------------------------------------------

/// Every row of the tables that reading again must not change, or that it may: as text, by table.
fn dump(path: &Path, tables: &[&str]) -> BTreeMap<String, Vec<String>> {
    let connection = Connection::open(path).unwrap();
    let read = |table: &str| {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table} ORDER BY 1")).unwrap();
        let columns = statement.column_count();
        let rows = statement.query_map([], |r| (0..columns).map(|i| r.get_ref(i).map(|v| format!("{v:?}"))).collect::<Result<Vec<_>, _>>());
        rows.unwrap().map(|r| r.unwrap().join(" ")).collect()
    };
    tables.iter().map(|t| ((*t).to_owned(), read(t))).collect()
}

const KEPT: [&str; 12] = [
    "tickets",
    "history",
    "notifications",
    "mentions",
    "message_ids",
    "receipts",
    "sides",
    "side_participants",
    "outbox",
    "deliveries",
    "contacts",
    "automatic_answers",
];
const TEXTS: [&str; 4] = ["entries", "side_messages", "files", "inbox"];

/// Reads everything again: how many mails were read, and what changed in which.
fn reparse(d: &TestDesk) -> (u64, Vec<(InboxId, Vec<Rewritten>)>) {
    let order = ReparseOrder::default();
    let (mut after, all) = d.desk.reparse_begins(&d.ana, &order).unwrap();
    let (mut read, mut changed) = (0, Vec::new());
    loop {
        let batch = d.desk.reparse_next(&d.ana, &order, after).unwrap();
        read += batch.read;
        changed.extend(batch.changed.into_iter().map(|c| (c.mail, c.changed)));
        match batch.last {
            Some(last) => after = last,
            None => break,
        }
    }
    assert_eq!(read, all);
    (read, changed)
}

fn found(d: &TestDesk, query: &str) -> Vec<TicketId> {
    let request = ListRequest { within: BoxKey::AllOpen, query: query.to_owned(), sort: Sort::Number.into(), offset: 0, limit: 50 };
    d.desk.list(&d.ana, &request, at(100)).unwrap().rows.iter().map(|r| r.id).collect()
}

/// A desk with mail in every place that there is.
fn busy() -> (TestDesk, TicketId) {
    let trusted_authserv = BTreeMap::from([(address("desk@desk.example"), vec!["mx.desk.example".to_owned()])]);
    let d = TestDesk::with(Policy { trusted_authserv, acknowledge: true, ..Policy::default() });
    let ticket = d.carla_writes(0);
    d.desk.take(&d.ana, ticket, at(1)).unwrap();
    let reply = d.sent_mail(d.reply(ticket, "Is the cable in?", 2).outbox);
    d.receive(
        &format!(
            "From: Carla Dias <carla@customer.example>\nTo: {}\nSubject: Re: Impressora\nMessage-ID: <c5@customer.example>\nMIME-Version: 1.0\n\
             Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\nZebrafish, yes.\n\nOn Monday Ana wrote:\n> Is the cable in?\n\
             --b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=\"printer.log\"\n\nPC LOAD LETTER\n--b--\n",
            header(&reply, "Reply-To")
        ),
        3,
    );
    let side = d.ask(ticket, "Stock?", 4);
    let ours = d.sent_mail(side.outbox);
    let to = header(&ours, "Reply-To");
    d.receive(
        &format!("From: Parts <parts@acme.example>\nTo: {to}\nSubject: Re: Stock\nMessage-ID: <p1@acme.example>\n\nFour okapis.\n\n> Stock?\n"),
        5,
    );
    d.receive(&format!("From: eva@acme.example\nTo: {to}\nSubject: x\nMessage-ID: <e1@acme.example>\n\nStranger."), 6);
    d.receive("To: desk@desk.example\nSubject: nobody\nMessage-ID: <n1@nowhere.example>\n\nNobody's words.", 7);
    let nobody = d.desk.quarantine(&d.ana).unwrap()[0].id;
    d.desk.release(&d.ana, nobody, Release::Note(ticket), at(8)).unwrap();
    let vouched = "Authentication-Results: mx.desk.example; dkim=pass header.d=staff.example; dmarc=pass header.from=staff.example\n";
    d.receive(
        &format!(
            "{vouched}From: Ana Lima <ana@staff.example>\nTo: desk@desk.example\nSubject: Fwd: Conta\nMessage-ID: <f1@staff.example>\n\nBe careful.\n\n\
             ---------- Forwarded message ---------\nFrom: Davi Melo <davi@customer.example>\nDate: Mon, 16 Nov 2026 at 10:01\nSubject: Conta\nTo: Ana Lima <ana@staff.example>\n\nA conta está errada.\n"
        ),
        9,
    );
    d.receive(
        &format!("{vouched}From: Ana Lima <ana@staff.example>\nTo: desk@desk.example\nIn-Reply-To: <c5@customer.example>\nSubject: Re: x\nMessage-ID: <f2@staff.example>\n\nI know this one."),
        10,
    );
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail");
    let mut samples: Vec<_> =
        fs::read_dir(directory).unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "eml")).collect();
    samples.sort();
    for (n, sample) in (20..).zip(samples) {
        d.desk.receive(&fs::read(sample).unwrap(), Source::Ingest, None, at(n)).unwrap();
    }
    (d, ticket)
}

#[test]
fn what_is_as_it_was_read_stays_byte_for_byte() {
    let (d, _) = busy();
    let before = (dump(&d.path(), &KEPT), dump(&d.path(), &TEXTS));
    let (read, changed) = reparse(&d);
    assert!(read > 30, "{read}");
    assert_eq!(changed, []);
    assert!((dump(&d.path(), &KEPT), dump(&d.path(), &TEXTS)) == before, "something changed that nobody has touched");
}

#[test]
fn a_damaged_text_its_marks_its_files_and_its_words_come_back_and_nothing_else_changes() {
    let (d, ticket) = busy();
    let (kept, texts) = (dump(&d.path(), &KEPT), dump(&d.path(), &TEXTS));
    assert_eq!((found(&d, "zebrafish"), found(&d, "okapis"), found(&d, "printer.log")), (vec![ticket], vec![ticket], vec![ticket]));
    let books = Connection::open(d.path()).unwrap();
    books
        .execute_batch(
            "UPDATE entries SET body = 'ZebraÃ¼', marks = '' WHERE inbox_id IS NOT NULL;
         UPDATE side_messages SET marks = '9q' WHERE inbox_id IS NOT NULL;
         UPDATE files SET name = 'x', media_type = 'x/x', inline = 1 WHERE entry_id IS NOT NULL AND id % 2 = 0;
         UPDATE inbox SET subject = 'x', content_hash = zeroblob(32) WHERE content_hash IS NOT NULL;
         DELETE FROM search WHERE rowid IN (SELECT id FROM search_docs);",
        )
        .unwrap();
    assert_eq!((found(&d, "zebrafish"), found(&d, "okapis")), (vec![], vec![]));
    let (read, changed) = reparse(&d);
    assert!(changed.len() as u64 > read / 2, "{changed:?}");
    let kinds: Vec<Rewritten> = changed.iter().flat_map(|(_, what)| what.clone()).collect();
    for kind in Rewritten::ALL {
        assert!(kinds.contains(&kind), "{kind:?} in {changed:?}");
    }
    let after = dump(&d.path(), &TEXTS);
    for (table, rows) in &texts {
        assert_eq!(&after[table], rows, "{table}");
    }
    assert_eq!(dump(&d.path(), &KEPT), kept, "placement, history, unread and all else stay");
    assert_eq!((found(&d, "zebrafish"), found(&d, "okapis"), found(&d, "printer.log")), (vec![ticket], vec![ticket], vec![ticket]));
    assert_eq!(reparse(&d).1, [], "once");
}

#[test]
fn a_file_that_is_gone_comes_back_and_one_too_many_goes() {
    let (d, ticket) = busy();
    let files = |d: &TestDesk| {
        let ticket = d.desk.ticket(&d.ana, ticket).unwrap();
        ticket.entries.into_iter().flat_map(|e| e.files).map(|f| (f.name, f.media_type, f.size)).collect::<Vec<_>>()
    };
    let before = files(&d);
    assert!(!before.is_empty());
    let books = Connection::open(d.path()).unwrap();
    let entry: i64 = books.query_row("SELECT entry_id FROM files WHERE name = 'printer.log'", [], |r| r.get(0)).unwrap();
    books.execute("DELETE FROM files WHERE entry_id = ?1", [entry]).unwrap();
    books
        .execute("INSERT INTO files (entry_id, name, media_type, size, hash) SELECT ?1, 'winmail.dat', 'x/x', size, hash FROM blobs LIMIT 1", [entry])
        .unwrap();
    assert_eq!(reparse(&d).1.into_iter().map(|(_, what)| what).collect::<Vec<_>>(), [[Rewritten::Files]]);
    assert_eq!(files(&d), before);
}

#[test]
fn what_a_person_has_edited_deleted_or_redacted_is_theirs() {
    let (d, ticket) = busy();
    let books = Connection::open(d.path()).unwrap();
    books.execute("UPDATE entries SET body = '', redacted_at = 1 WHERE ticket_id = ?1 AND kind = 'customer'", [ticket.0]).unwrap();
    books.execute("UPDATE entries SET body = 'Better words.', edited_at = 1 WHERE ticket_id = ?1 AND kind = 'note'", [ticket.0]).unwrap();
    let before = dump(&d.path(), &TEXTS);
    assert_eq!(reparse(&d).1, []);
    assert_eq!(dump(&d.path(), &TEXTS), before);
    assert!(d.desk.ticket(&d.ana, ticket).unwrap().entries.iter().any(|e| e.kind == EntryKind::Note && e.body.text() == "Better words."));
}

#[test]
fn it_goes_on_where_it_was_stopped_and_only_admins_may() {
    let d = TestDesk::new();
    for n in 0..130 {
        d.receive(&format!("From: a{n}@customer.example\nTo: desk@desk.example\nSubject: {n}\nMessage-ID: <m{n}@customer.example>\n\nText {n}."), n);
    }
    let order = ReparseOrder::default();
    assert!(matches!(d.desk.reparse_begins(&d.bruno, &order), Err(DeskError::NotAllowed { .. })));
    assert!(matches!(d.desk.reparse_next(&d.bruno, &order, InboxId(0)), Err(DeskError::NotAllowed { .. })));
    assert!(matches!(d.desk.reparse_these(&d.bruno, &[InboxId(1)]), Err(DeskError::NotAllowed { .. })));
    assert_eq!(d.desk.reparse_begins(&d.ana, &order).unwrap(), (InboxId(0), 130));
    let first = d.desk.reparse_next(&d.ana, &order, InboxId(0)).unwrap();
    assert_eq!((first.read, first.last), (100, Some(InboxId(100))));
    // it is stopped here; another process begins
    assert_eq!(d.desk.reparse_begins(&d.ana, &order).unwrap(), (InboxId(100), 30));
    let other = ReparseOrder { since: Some(at(120)) };
    assert_eq!(d.desk.reparse_begins(&d.ana, &other).unwrap(), (InboxId(0), 10), "another order begins anew");
    assert_eq!(reparse_rest(&d, &order), 30);
    assert_eq!(d.desk.reparse_begins(&d.ana, &order).unwrap().0, InboxId(0), "done");
}

fn reparse_rest(d: &TestDesk, order: &ReparseOrder) -> u64 {
    let (mut after, mut read) = (d.desk.reparse_begins(&d.ana, order).unwrap().0, 0);
    while let batch = d.desk.reparse_next(&d.ana, order, after).unwrap()
        && let Some(last) = batch.last
    {
        (after, read) = (last, read + batch.read);
    }
    read
}

#[test]
fn reparse_speaks_to_people_and_to_scripts() {
    let program = Program::new();
    program.ingest(CARLA);
    let books = Connection::open(program.database()).unwrap();
    let before = program.run(&["show", "1", "--json"]).json()["entries"][0]["text"].clone();
    books.execute("UPDATE entries SET body = 'A impressora nÃ£o imprime.' WHERE kind = 'customer'", []).unwrap();
    let told = program.run(&["reparse", "mail:1", "--json"]).json();
    assert_eq!(told, json!({"read": 1, "left": 0, "changed": [{"mail": 1, "ticket": 1, "changed": ["text"]}]}));
    assert_eq!(program.run(&["show", "1", "--json"]).json()["entries"][0]["text"], before);
    books.execute("UPDATE entries SET body = 'x' WHERE kind = 'customer'", []).unwrap();
    let said = program.run(&["reparse", "--since", "2020-01-01"]);
    assert!(said.code == 0 && said.out.contains("mail:1 #1 text") && said.out.contains("1 read, 1 read differently now"), "{}{}", said.out, said.err);
    assert_eq!(program.run(&["reparse", "--since", "2999-01-01", "--json"]).json()["read"], 0);
    assert!(program.run(&["reparse", "--since", "yesterday"]).failed(2).contains("2026-11-17"));
    assert!(program.run(&["reparse", "mail:99"]).failed(1).contains("mail:99"));
}
