//! Old mail: it becomes tickets with their threads and dates, nobody is told, and an import that was stopped goes on.

#![allow(clippy::unwrap_used)]

mod desk;
mod program;

use std::time::Duration;

use aside::desk::{ImportOrder, Imported};
use aside::mail::parse::envelope;
use aside::model::entry::{Entry, EntryKind, Event};
use aside::model::side::{Direction, SideState};
use aside::model::status::Status;
use aside::model::threads::Threads;
use aside::model::ticket::{BoxKey, ListRequest, Sort, Ticket, TicketHead};
use aside::model::{TicketId, Time};
use aside::store::{InboxState, Source};
use desk::{START, TestDesk, header};
use program::{Program, text};

/// A mail of so many days before the desk began.
fn old(days: i64, from: &str, to: &str, subject: &str, id: &str, more: &str) -> String {
    let date = Time(START.0 - days * 86_400_000).timestamp().strftime("%a, %d %b %Y %H:%M:%S +0000");
    format!("From: {from}\nTo: {to}\nSubject: {subject}\nDate: {date}\nMessage-ID: <{id}>\n{more}\n\nText of {id}.\n")
}

const CARLA: &str = "Carla Dias <carla@customer.example>";
const DESK: &str = "Ana <desk@desk.example>";
const ACME: &str = "Acme Parts <parts@acme.example>";

/// A question and its answer of a year ago, a supplier asked in between, and a question of yesterday.
fn archive() -> Vec<String> {
    vec![
        old(400, CARLA, DESK, "Printer", "q1@customer.example", ""),
        old(399, DESK, ACME, "Fwd: Printer", "s1@desk.example", "In-Reply-To: <q1@customer.example>"),
        old(398, ACME, DESK, "Re: Fwd: Printer", "s2@acme.example", "In-Reply-To: <s1@desk.example>"),
        old(397, DESK, CARLA, "Re: Printer", "a1@desk.example", "References: <q1@customer.example>"),
        old(396, CARLA, DESK, "Re: Printer", "q2@customer.example", "In-Reply-To: <a1@desk.example>"),
        old(1, "Dario <dario@customer.example>", DESK, "Invoice", "q3@customer.example", ""),
    ]
}

fn order(d: &TestDesk) -> ImportOrder {
    let mailbox = d.desk.store().mailboxes().unwrap()[0].id;
    ImportOrder { mailbox: Some(mailbox), solved_after: Some(Duration::from_hours(14 * 24)), now: START }
}

fn import(d: &TestDesk, mails: &[String]) -> Imported {
    let order = order(d);
    let mut import = d.desk.import(&d.ana, order).unwrap();
    let mut threads = Threads::default();
    for mail in mails {
        let e = envelope(mail.as_bytes());
        threads.add(order.date_of(&e, None), &e.message_id.unwrap_or_default(), &e.in_reply_to, &e.references).unwrap();
    }
    let mut reader = import.reader(&import.known().unwrap()).unwrap();
    for step in threads.order() {
        import.add(reader.read(step, mails[step.mail as usize].as_bytes())).unwrap();
    }
    import.finish().unwrap()
}

fn tickets(d: &TestDesk) -> Vec<TicketHead> {
    let request = ListRequest {
        within: BoxKey::AllOpen,
        query: "status:new,open,pending,on-hold,solved,closed".into(),
        sort: Sort::Number.into(),
        offset: 0,
        limit: 500,
    };
    d.desk.list(&d.ana, &request, START).unwrap().rows
}

fn ticket(d: &TestDesk, id: TicketId) -> Ticket {
    d.desk.ticket(&d.ana, id).unwrap()
}

fn said(entries: &[Entry]) -> Vec<(EntryKind, String)> {
    entries.iter().filter(|e| e.event.is_none()).map(|e| (e.kind, e.body.new_text())).collect()
}

/// Everything that is told of tickets, without numbers of rows.
fn picture(d: &TestDesk) -> Vec<String> {
    tickets(d)
        .iter()
        .map(|h| {
            let t = ticket(d, h.id);
            let sides: Vec<_> =
                t.sides.iter().map(|s| (&s.subject, s.state, s.messages.iter().map(|m| m.body.new_text()).collect::<Vec<_>>())).collect();
            let entries: Vec<_> =
                t.entries.iter().map(|e| (e.kind, e.at, e.author.email.clone(), e.body.new_text(), e.event.as_ref().map(Event::english))).collect();
            format!("{} {} {:?} {} {entries:?} {sides:?}", h.subject, h.status, h.waiting_since, h.updated_at)
        })
        .collect()
}

#[test]
fn a_thread_becomes_a_ticket_with_its_dates_and_the_desks_answers_are_public() {
    let d = TestDesk::new();
    let done = import(&d, &archive());
    assert_eq!((done.mails, done.tickets, done.customer, done.replies, done.sides, done.quarantined), (6, 2, 3, 1, 2, 0));
    let all = tickets(&d);
    assert_eq!(all.iter().map(|t| t.subject.as_str()).collect::<Vec<_>>(), ["Printer", "Invoice"]);
    let t = ticket(&d, all[0].id);
    let wanted = [(EntryKind::Customer, "q1@customer.example"), (EntryKind::Reply, "a1@desk.example"), (EntryKind::Customer, "q2@customer.example")];
    assert_eq!(said(&t.entries), wanted.map(|(kind, id)| (kind, format!("Text of {id}."))));
    assert_eq!((t.head.created_at, t.entries[0].at), (Time(START.0 - 400 * 86_400_000), Time(START.0 - 400 * 86_400_000)));
    assert_eq!(
        (t.head.requester.name.as_str(), t.entries.iter().find(|e| e.kind == EntryKind::Reply).unwrap().author.name.as_str()),
        ("Carla Dias", "Ana")
    );
}

#[test]
fn what_the_desk_wrote_to_a_supplier_is_a_side_conversation_that_the_customer_never_sees() {
    let d = TestDesk::new();
    import(&d, &archive());
    let t = ticket(&d, tickets(&d)[0].id);
    let [side] = t.sides.as_slice() else { panic!("{:?}", t.sides) };
    let told: Vec<_> = side.messages.iter().map(|m| (m.direction, m.body.new_text())).collect();
    assert_eq!(told, [(Direction::Out, "Text of s1@desk.example.".to_owned()), (Direction::In, "Text of s2@acme.example.".to_owned())]);
    assert_eq!((side.state, side.unread, side.participants[0].email.as_str()), (SideState::Done, false, "parts@acme.example"));
    assert!(!said(&t.entries).iter().any(|(_, text)| text.contains("acme") || text.contains("s1@desk")));
}

#[test]
fn what_is_old_is_solved_and_closed_and_what_is_new_waits() {
    let d = TestDesk::new();
    let mut mails = archive();
    mails.push(old(16, CARLA, DESK, "Paper", "q4@customer.example", ""));
    mails.push(old(3, CARLA, DESK, "Ink", "q5@customer.example", ""));
    mails.push(old(2, DESK, CARLA, "Re: Ink", "a5@desk.example", "In-Reply-To: <q5@customer.example>"));
    import(&d, &mails);
    let stands: Vec<_> = tickets(&d).iter().map(|t| (t.subject.clone(), t.status, t.waiting_since.is_some(), t.unread)).collect();
    let wanted = [
        ("Printer", Status::Closed, false, false),
        ("Paper", Status::Solved, false, false),
        ("Ink", Status::Pending, false, false),
        ("Invoice", Status::New, true, true),
    ];
    assert_eq!(stands, wanted.map(|(s, status, waits, unread)| (s.to_owned(), status, waits, unread)));
    assert_eq!(tickets(&d)[1].updated_at, Time(START.0 - 2 * 86_400_000), "as if the desk had been there");
    assert_eq!(d.desk.tick(START).unwrap().closed, 0, "there is nothing left for the clock");
}

#[test]
fn the_order_in_which_files_are_found_does_not_matter() {
    let straight = TestDesk::new();
    import(&straight, &archive());
    let wanted = picture(&straight);
    for turn in 1..6 {
        let mut mails = archive();
        mails.rotate_left(turn);
        mails.swap(0, 5 - turn % 3);
        let d = TestDesk::new();
        import(&d, &mails);
        assert_eq!(picture(&d), wanted);
    }
}

#[test]
fn nothing_is_sent_and_nobody_is_told() {
    let d = TestDesk::new();
    import(&d, &archive());
    assert_eq!(d.desk.outbox_counts().unwrap(), aside::desk::OutboxCounts::default());
    assert!(d.desk.notifications(&d.ana).unwrap().is_empty() && d.desk.notifications(&d.bruno).unwrap().is_empty());
    d.desk.tick(START).unwrap();
    assert_eq!(d.desk.outbox_counts().unwrap(), aside::desk::OutboxCounts::default());
}

#[test]
fn an_import_that_was_stopped_anywhere_goes_on_and_comes_to_the_same() {
    let whole = TestDesk::new();
    import(&whole, &archive());
    let wanted = picture(&whole);
    let by_date = archive();
    for stopped_after in 0..by_date.len() {
        let d = TestDesk::new();
        import(&d, &by_date[..stopped_after]);
        let again = import(&d, &by_date);
        assert_eq!(again.known, stopped_after as u64);
        let texts = |d: &TestDesk| tickets(d).iter().map(|h| (said(&ticket(d, h.id).entries), ticket(d, h.id).sides.len())).collect::<Vec<_>>();
        assert_eq!(texts(&d), texts(&whole), "stopped after {stopped_after}");
        if stopped_after == 0 {
            assert_eq!(picture(&d), wanted);
        }
        assert_eq!(import(&d, &by_date).known, 6, "and a third time there is nothing to do");
        assert_eq!(d.desk.store().integrity().unwrap(), Vec::<String>::new());
    }
}

#[test]
fn a_message_that_came_by_two_ways_is_one() {
    let d = TestDesk::new();
    let mail = old(3, CARLA, DESK, "Ink", "q5@customer.example", "");
    let other_way = format!("Received: from mx.desk.example; Tue, 17 Nov 2026 10:00:00 +0000\n{mail}");
    let reused = mail.replace("Text of", "Another text of");
    let done = import(&d, &[mail.clone(), other_way, mail, reused]);
    assert_eq!((done.customer, done.duplicates, done.known), (2, 1, 1), "a reused Message-ID is another message");
}

#[test]
fn mail_that_was_fetched_before_is_not_taken_in_again_and_its_thread_goes_on() {
    let d = TestDesk::new();
    let live = d.receive(&archive()[0], 0);
    assert_eq!(live.result, InboxState::Ticket);
    let done = import(&d, &archive());
    assert_eq!((done.duplicates + done.known, done.tickets), (1, 1));
    let t = ticket(&d, live.ticket.unwrap());
    assert_eq!(said(&t.entries).len(), 3);
    assert_eq!(t.head.status, Status::New, "what is old changes nothing on a ticket that is at work");
}

#[test]
fn a_new_question_on_a_closed_ticket_goes_on_in_a_linked_one() {
    let d = TestDesk::new();
    import(&d, &archive()[..5]);
    let closed = tickets(&d)[0].id;
    let done = import(&d, &[old(2, CARLA, DESK, "Re: Printer", "q9@customer.example", "In-Reply-To: <q2@customer.example>")]);
    assert_eq!(done.tickets, 1);
    let t = ticket(&d, tickets(&d)[1].id);
    assert_eq!((t.linked_from, t.head.status), (Some(closed), Status::New));
    let late = import(&d, &[old(300, CARLA, DESK, "Re: Printer", "q8@customer.example", "In-Reply-To: <q2@customer.example>")]);
    assert_eq!((late.tickets, late.customer), (0, 1), "an old one belongs to its thread");
    assert_eq!(ticket(&d, closed).head.status, Status::Closed);
}

#[test]
fn what_the_desk_signed_is_placed_by_its_signature() {
    let d = TestDesk::new();
    let ticket_id = d.carla_writes(0);
    let asked = d.ask(ticket_id, "Do you have a P-100?", 1);
    let reply_to = header(&d.sent_mail(asked.outbox), "Reply-To");
    let answer = old(0, ACME, &reply_to, "Re: Stock", "x@acme.example", "");
    let done = import(&d, &[answer]);
    assert_eq!((done.signed, done.tickets), (1, 0));
    let t = ticket(&d, ticket_id);
    assert_eq!(t.sides[0].messages.len(), 2);
    assert_eq!(said(&t.entries).len(), 1);
}

#[test]
fn what_names_nobody_is_kept_for_a_person() {
    let d = TestDesk::new();
    let nobody = "Subject: hello\nMessage-ID: <n@x.example>\n\nwho?\n".to_owned();
    let to_itself = old(5, DESK, DESK, "memo", "m@desk.example", "");
    let done = import(&d, &[nobody, to_itself]);
    assert_eq!((done.quarantined, done.tickets), (2, 0));
    assert_eq!(d.desk.quarantine(&d.ana).unwrap().len(), 2);
}

#[test]
fn dates_that_cannot_be_are_not_believed() {
    let d = TestDesk::new();
    let order = order(&d);
    let date = |header: &str| order.date_of(&envelope(header.as_bytes()), Some(Time(START.0 - 5000)));
    assert_eq!(date("Date: Thu, 1 Jan 1970 00:00:00 +0000\n\n"), Time(START.0 - 5000));
    assert_eq!(date("Date: Mon, 1 Jan 2099 00:00:00 +0000\nReceived: by x; Mon, 16 Nov 2026 00:00:00 +0000\n\n"), Time(START.0 - 86_400_000));
    assert_eq!(date("Date: Tue, 17 Nov 2026 01:00:00 +0000\n\n"), START, "an hour ahead is a clock that is wrong");
}

#[test]
fn only_an_admin_may() {
    let d = TestDesk::new();
    assert!(d.desk.import(&d.bruno, order(&d)).is_err());
}

#[test]
fn imported_mail_is_found_by_its_words_and_keeps_its_bytes() {
    let d = TestDesk::new();
    import(&d, &archive());
    let request = ListRequest { within: BoxKey::AllOpen, query: "\"text of q2\"".into(), sort: Sort::Number.into(), offset: 0, limit: 5 };
    assert_eq!(d.desk.list(&d.ana, &request, START).unwrap().rows[0].subject, "Printer");
    let t = ticket(&d, tickets(&d)[0].id);
    let (row, raw) = d.desk.raw(&d.ana, t.entries[0].inbox.unwrap()).unwrap();
    assert_eq!(raw, archive()[0].as_bytes());
    assert!(row.imported);
    assert_eq!(d.desk.receive(archive()[0].as_bytes(), Source::Ingest, None, START).unwrap().result, InboxState::Duplicate);
}

#[test]
fn a_maildir_and_an_mbox_hold_the_same_desk() {
    let mails = archive();
    let maildir = Program::new();
    for (at, name) in ["cur", "new"].iter().enumerate() {
        std::fs::create_dir_all(maildir.path("Mail").join(name)).unwrap();
        for (n, mail) in mails.iter().enumerate().filter(|(n, _)| n % 2 == at) {
            std::fs::write(maildir.path("Mail").join(name).join(format!("{}.x:2,S", 99 - n)), mail.replace("desk@desk", "support@desk")).unwrap();
        }
    }
    std::fs::write(maildir.path("Mail/cur/1.x:2,DS"), &mails[0]).unwrap();
    let done = maildir.run(&["import", "maildir", text(&maildir.path("Mail")), "--json"]).json();
    assert_eq!((&done["mails"], &done["tickets"], &done["left_out"]), (&6.into(), &2.into(), &1.into()), "{done}");
    let again = maildir.run(&["import", "maildir", text(&maildir.path("Mail")), "--json"]).json();
    assert_eq!((&again["known"], &again["tickets"]), (&6.into(), &0.into()));

    let mbox = Program::new();
    let all: String =
        mails.iter().map(|m| format!("From x@y.example Tue Nov 17 10:00:00 2026\n{}\n", m.replace("desk@desk", "support@desk"))).collect();
    std::fs::write(mbox.path("archive"), all).unwrap();
    assert_eq!(mbox.run(&["import", "mbox", text(&mbox.path("archive"))]).code, 0);
    let list = |p: &Program| p.run(&["list", "--json", "status:closed"]).json();
    assert_eq!(list(&maildir)[0]["subject"], "Printer");
    assert_eq!(list(&maildir), list(&mbox));
    assert!(mbox.run(&["import", "maildir", text(&mbox.path("archive"))]).failed(1).contains("no Maildir"));
}

#[test]
fn old_mail_with_the_customer_of_a_merged_ticket_stays_apart_from_the_others() {
    let d = TestDesk::new();
    let carlas = d.carla_writes(0);
    let mail = "From: Dora <dora@other.example>\nTo: desk@desk.example\nSubject: Toner\nMessage-ID: <d1@other.example>\n\nIt leaks.";
    let doras = d.receive(mail, 1).ticket.unwrap();
    d.desk.merge(&d.ana, doras, carlas, true, START).unwrap();
    let to = "Dora <dora@other.example>, boss@other.example";
    import(&d, &[old(3, DESK, to, "Re: Toner", "o1@desk.example", "In-Reply-To: <d1@other.example>")]);
    let t = ticket(&d, carlas);
    assert!(t.entries.iter().any(|e| e.kind == EntryKind::Reply && e.is_of_other_requester()), "{:?}", said(&t.entries));
    assert_eq!(d.desk.reply_recipients(&d.ana, carlas).unwrap().1, []);
    assert!(!d.sent_mail(d.reply(carlas, "Hello.", 2).outbox).contains("o1@desk.example"));
}
