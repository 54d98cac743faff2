//! The conversation that aside exists for, on real mail servers: a customer asks, a supplier is asked on the side, and the customer
//! never sees a word of it.

#![allow(clippy::unwrap_used)]

mod desk;
mod rig;
mod work;

use std::time::Duration;

use aside::desk::{Actor, Desk, NoteRequest, ReplyRequest, SideRequest};
use aside::model::entry::{EntryKind, Event};
use aside::model::outgoing::{CustomerText, InternalText};
use aside::model::side::Direction;
use aside::model::status::Status;
use aside::model::ticket::{NotificationKind, Ticket};
use aside::model::{Address, TicketId};
use aside::store::{InboxState, Store};
use aside::worker::{Setup, Worker};
use desk::{TestDesk, header, mailbox, reply_address};
use rig::Rig;
use work::{DESK, now, on_rig, policy, text, until};

fn setup(d: &TestDesk, rig: &Rig) -> Setup {
    work::setup(d, "test", vec![on_rig(rig, DESK, DESK)])
}

fn ticket(desk: &Desk, actor: &Actor, id: TicketId) -> Ticket {
    desk.ticket(actor, id).unwrap()
}

/// A mail's bytes as a person's program writes them.
fn letter(headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let head: String = headers.iter().map(|(k, v)| format!("{k}: {v}\r\n")).collect();
    format!("{head}MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{body}\r\n").into_bytes()
}

/// Everything that the customer ever got, decoded as a mail program shows it.
fn all_that_the_customer_read(rig: &Rig) -> String {
    rig.mailbox("carla@customer.example").iter().map(|raw| aside::mail::parse::parse(raw).body.text().to_owned() + &text(raw)).collect()
}

#[test]
fn a_supplier_is_asked_on_the_side_and_the_customer_never_sees_it() {
    let Some(rig) = rig::rig_or_skip() else { return };
    let d = TestDesk::with(policy());
    let mut setup = setup(&d, rig);
    setup.mailboxes[0].address = desk::address(DESK);
    // the mailbox begins at what arrives after it was connected, so connect before the customer writes
    let worker = Worker::start(setup, |_| {}).unwrap();
    until("the mailbox is connected", || d.desk.store().cursor(aside::model::MailboxId(1)).unwrap());

    // A customer writes, in Portuguese, with an attachment.
    let mail = "From: Carla Dias <carla@customer.example>\r\nTo: desk@desk.example\r\nSubject: =?utf-8?Q?M=C3=A1quina_parada?=\r\nMessage-ID: <m1@customer.example>\r\n\
MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
Ol=C3=A1, a m=C3=A1quina n=C3=A3o liga mais.\r\n--x\r\nContent-Type: text/csv; name=\"leituras.csv\"\r\nContent-Disposition: attachment; filename=\"leituras.csv\"\r\n\r\nhora;volts\r\n10;0\r\n--x--\r\n";
    rig.deliver("carla@customer.example", DESK, mail.as_bytes());
    let id = until("the mail is a ticket", || d.desk.list(&d.ana, &everything(), now()).unwrap().rows.first().map(|t| t.id));
    let t = ticket(&d.desk, &d.ana, id);
    assert_eq!((t.head.subject.as_str(), t.head.status), ("Máquina parada", Status::New));
    assert_eq!(t.entries[0].body.new_text(), "Olá, a máquina não liga mais.");
    assert_eq!(t.entries[0].files[0].name, "leituras.csv");

    // An agent takes it and writes a note that mentions another agent, who is told.
    d.desk.take(&d.ana, id, now()).unwrap();
    let note = NoteRequest { ticket: id, text: InternalText::new("@bruno do we still have CANARYNOTE boards?"), files: vec![], status: None };
    d.desk.note(&d.ana, &note, now()).unwrap();
    let told = d.desk.notifications(&d.bruno).unwrap();
    assert_eq!((told[0].kind, told[0].ticket), (NotificationKind::Mentioned, id));

    // A side conversation with a supplier; the ticket is on hold.
    let ask = SideRequest {
        ticket: id,
        subject: "Board P-100".into(),
        to: vec![mailbox("Acme Parts <parts@acme.example>")],
        cc: vec![],
        text: "Do you have a P-100 in stock? CANARYASK".into(),
        files: vec![],
        status: Some(Status::OnHold),
        confirmed: vec![],
        nonce: 1,
    };
    let side = d.desk.open_side(&d.ana, &ask, now()).unwrap();
    assert_eq!(ticket(&d.desk, &d.ana, id).head.status, Status::OnHold);
    let asked = text(&rig.wait_for("parts@acme.example", 1));
    assert!(asked.contains("CANARYASK") && !asked.contains("liga mais") && !asked.contains("CANARYNOTE") && !asked.contains(&format!("#{id}")));

    // The supplier answers from an ordinary mailbox, changes the subject and adds the customer to Cc.
    let answer = letter(
        &[
            ("From", "Pat at Acme <parts@acme.example>"),
            ("To", &header(&asked, "Reply-To")),
            ("Cc", "carla@customer.example"),
            ("Subject", "Completely different"),
            ("In-Reply-To", &header(&asked, "Message-ID")),
            ("References", &header(&asked, "Message-ID")),
            ("Message-ID", "<a1@acme.example>"),
        ],
        "Two left, CANARYSUPPLIER, at 40 EUR.",
    );
    let answer_to = Address::parse(&reply_address(&asked)).unwrap();
    rig.deliver("parts@acme.example", answer_to.as_str(), &answer);
    let t = until("the answer is in the side", || Some(ticket(&d.desk, &d.ana, id)).filter(|t| t.sides[0].messages.len() == 2));
    assert_eq!(t.sides[0].messages[1].direction, Direction::In);
    assert_eq!(t.sides[0].messages[1].body.new_text(), "Two left, CANARYSUPPLIER, at 40 EUR.");
    assert_eq!((t.head.status, t.head.unread, t.head.sides_unread), (Status::Open, true, 1));
    assert!(t.entries.iter().any(|e| matches!(&e.event, Some(Event::SideAnswered { side: s, .. }) if *s == side.side)));
    assert!(!t.entries.iter().any(|e| e.body.text().contains("CANARYSUPPLIER")), "the text stays in the side");
    assert!(t.sides[0].participants.iter().all(|p| p.email.as_str() != "carla@customer.example"), "the customer never joins a side");

    // The customer answers all, the side's address among them: quarantine, and the assignee is told.
    let reply_all = letter(
        &[
            ("From", "Carla Dias <carla@customer.example>"),
            ("To", "parts@acme.example"),
            ("Cc", answer_to.as_str()),
            ("Subject", "Re: Completely different"),
            ("In-Reply-To", "<a1@acme.example>"),
            ("References", &format!("{} <a1@acme.example>", header(&asked, "Message-ID"))),
            ("Message-ID", "<m2@customer.example>"),
        ],
        "What is this about? CANARYCUSTOMER",
    );
    rig.deliver("carla@customer.example", answer_to.as_str(), &reply_all);
    until("it is in quarantine", || d.desk.quarantine(&d.ana).unwrap().into_iter().find(|q| q.sender.contains("carla")));
    assert_eq!(d.desk.notifications(&d.ana).unwrap()[0].kind, NotificationKind::Quarantined);
    assert_eq!(ticket(&d.desk, &d.ana, id).sides[0].messages.len(), 2);

    // The agent answers the customer, and the customer's reply threads.
    let reply = ReplyRequest {
        ticket: id,
        text: CustomerText::public("Olá Carla, a peça chega **amanhã**."),
        to: vec![],
        cc: vec![],
        bcc: vec![],
        files: vec![],
        status: Some(Status::Pending),
        seen: None,
        confirmed: vec![],
        nonce: 2,
    };
    d.desk.reply(&d.ana, &reply, now()).unwrap();
    let got = text(&rig.wait_for("carla@customer.example", 1));
    assert_eq!(header(&got, "In-Reply-To"), "<m1@customer.example>");
    assert!(got.contains("=C3=A1 Carla") || got.contains("á Carla") || got.contains("base64"));
    let again = letter(
        &[
            ("From", "Carla Dias <carla@customer.example>"),
            ("To", &header(&got, "Reply-To")),
            ("Subject", "Re: Máquina parada"),
            ("In-Reply-To", &header(&got, "Message-ID")),
            ("Message-ID", "<m3@customer.example>"),
        ],
        "Perfeito, obrigada!",
    );
    let back = Address::parse(&reply_address(&got)).unwrap();
    rig.deliver("carla@customer.example", back.as_str(), &again);
    let t = until("the customer's answer threads", || {
        Some(ticket(&d.desk, &d.ana, id))
            .filter(|t| t.entries.iter().any(|e| e.kind == EntryKind::Customer && e.body.new_text() == "Perfeito, obrigada!"))
    });
    assert_eq!(t.head.status, Status::Open);

    let read = all_that_the_customer_read(rig);
    for canary in ["CANARYNOTE", "CANARYASK", "CANARYSUPPLIER", "ana@staff.example", "bruno@staff.example"] {
        assert!(!read.contains(canary), "the customer read {canary}");
    }
    assert_eq!(rig.mailbox("carla@customer.example").len(), 1);
    assert!(d.desk.store().integrity().unwrap().is_empty());
    worker.stop();
}

#[test]
fn a_worker_that_dies_is_replaced_and_what_is_due_is_sent_once() {
    let Some(rig) = rig::rig_or_skip() else { return };
    let d = TestDesk::with(policy());
    let short = |holder: &str| Setup { holder: holder.into(), lease: Duration::from_secs(2), ..setup(&d, rig) };
    // a worker that took the lease and was killed: it renews nothing any more
    let dead = d.desk.store().write(|w| w.take_lease("dead", now(), now().after(Duration::from_secs(2)))).unwrap().unwrap();
    let receipt =
        d.receive("From: Dora <dora@takeover.example>\nTo: desk@desk.example\nSubject: Hello\nMessage-ID: <d1@takeover.example>\n\nAnyone there?", 0);
    d.reply(receipt.ticket.unwrap(), "Yes.", 1);
    let worker = Worker::start(short("second"), |_| {}).unwrap();
    rig.wait_for("dora@takeover.example", 1);
    let lease = d.desk.store().lease().unwrap().unwrap();
    assert_eq!((lease.holder.as_str(), lease.generation), ("second", dead.generation + 1));
    // the dead one cannot settle or claim anything any more
    assert!(d.desk.claim(dead.generation, now()).unwrap().is_none());
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(rig.mailbox("dora@takeover.example").len(), 1);
    worker.stop();
}

#[test]
fn what_a_dead_worker_was_sending_is_unknown_and_nobody_resends_it_but_a_person() {
    let Some(rig) = rig::rig_or_skip() else { return };
    let d = TestDesk::with(policy());
    let receipt =
        d.receive("From: Eva <eva@unknown.example>\nTo: desk@desk.example\nSubject: Hello\nMessage-ID: <e1@unknown.example>\n\nAnyone there?", 0);
    let sent = d.reply(receipt.ticket.unwrap(), "Yes.", 1);
    let past = now().before(Duration::from_secs(60));
    let dead = d.desk.store().write(|w| w.take_lease("dead", past, past.after(Duration::from_secs(5)))).unwrap().unwrap();
    let claim = d.desk.claim(dead.generation, past).unwrap().expect("it was about to send");
    assert!(d.desk.text_goes_out(&claim, dead.generation, past).unwrap());
    let worker = Worker::start(Setup { lease: Duration::from_secs(2), ..setup(&d, rig) }, |_| {}).unwrap();
    let told = until("the author is told", || d.desk.notifications(&d.ana).unwrap().into_iter().find(|n| n.kind == NotificationKind::DeliveryFailed));
    assert_eq!(told.ticket, receipt.ticket.unwrap());
    std::thread::sleep(Duration::from_millis(700));
    assert!(rig.mailbox("eva@unknown.example").is_empty(), "nobody resent it");
    d.desk.send_again(&d.ana, sent.outbox, now()).unwrap();
    rig.wait_for("eva@unknown.example", 1);
    worker.stop();
}

#[test]
fn a_refused_recipient_fails_with_the_servers_words_and_the_others_get_theirs() {
    let Some(rig) = rig::rig_or_skip() else { return };
    let d = TestDesk::with(policy());
    let receipt =
        d.receive("From: Fay <fay@refused.example>\nTo: desk@desk.example\nSubject: Hello\nMessage-ID: <f1@refused.example>\n\nAnyone there?", 0);
    let ticket = receipt.ticket.unwrap();
    let worker = Worker::start(setup(&d, rig), |_| {}).unwrap();
    let mut reply = desk::reply_request(ticket, "Yes.");
    reply.to = vec![mailbox("fay@refused.example")];
    reply.cc = vec![mailbox("nouser@refused.example")];
    d.desk.reply(&d.ana, &reply, now()).unwrap();
    rig.wait_for("fay@refused.example", 1);
    let words = until("the failure is on the ticket", || {
        d.desk.ticket(&d.ana, ticket).unwrap().entries.into_iter().find_map(|e| match e.event {
            Some(Event::DeliveryFailed { recipient, words }) if recipient == "nouser@refused.example" => Some(words),
            _ => None,
        })
    });
    assert!(words.contains("No such user"), "{words}");
    worker.stop();
}

#[test]
fn a_mailbox_that_is_connected_for_the_first_time_begins_at_what_arrives_from_now_on() {
    let Some(rig) = rig::rig_or_skip() else { return };
    let d = TestDesk::with(policy());
    let first = "old@first.example";
    rig.deliver(
        "gil@first.example",
        first,
        &letter(&[("From", "gil@first.example"), ("To", first), ("Subject", "Old"), ("Message-ID", "<o1@first.example>")], "Old mail."),
    );
    rig.wait_for(first, 1);
    d.desk.set_mailboxes(&[(desk::address(first), String::new(), None, true)], now()).unwrap();
    let mut setup = setup(&d, rig);
    setup.mailboxes = vec![on_rig(rig, first, first)];
    assert_eq!(aside::worker::sync_once(&setup).unwrap().fetched, 0);
    rig.deliver(
        "gil@first.example",
        first,
        &letter(&[("From", "gil@first.example"), ("To", first), ("Subject", "New"), ("Message-ID", "<o2@first.example>")], "New mail."),
    );
    rig.wait_for(first, 2);
    let round = aside::worker::sync_once(&setup).unwrap();
    assert_eq!((round.fetched, round.placed), (1, 1));
    assert_eq!(aside::worker::sync_once(&setup).unwrap().fetched, 0, "nothing is fetched twice");
    let row = d.desk.store().inbox_row(aside::model::InboxId(1)).unwrap().unwrap();
    assert_eq!((row.state, row.subject.as_str()), (InboxState::Ticket, "New"));
    let _ = Store::open(&d.path()).unwrap();
}

fn everything() -> aside::model::ticket::ListRequest {
    aside::model::ticket::ListRequest {
        within: aside::model::ticket::BoxKey::AllOpen,
        query: String::new(),
        sort: Default::default(),
        offset: 0,
        limit: 50,
    }
}
