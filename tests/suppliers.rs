//! Suppliers and their mail programs, on real servers: whose answer lands where, and why; and a supplier who runs a desk of their own.

#![allow(clippy::unwrap_used)]

mod desk;
mod rig;
mod work;

use std::time::Duration;

use aside::desk::{Asked, Explanation, Policy, SideAnswer, SideRequest};
use aside::model::entry::EntryKind;
use aside::model::outgoing::SideText;
use aside::model::side::{Direction, Side};
use aside::model::status::Status;
use aside::model::ticket::{NotificationKind, Ticket};
use aside::model::{Mailbox, SideId, TicketId};
use aside::store::InboxState;
use desk::{TestDesk, address, header, mailbox, reply_address, reply_request, side_request};
use rig::Rig;
use work::{connected, now, on_rig, setup, start, text, until};

const ACME: &str = "Acme Parts <parts@acme.example>";
const FAST: &str = "Fast Freight <cargo@fast.example>";
const BOARD: &str = "Board Works <sales@board.example>";

impl TestDesk {
    fn side(&self, ticket: TicketId, id: SideId) -> Side {
        self.ticket(ticket).sides.into_iter().find(|s| s.id == id).unwrap()
    }

    fn ticket(&self, ticket: TicketId) -> Ticket {
        self.desk.ticket(&self.ana, ticket).unwrap()
    }

    /// Where the mail with a Message-ID landed, and the reason in short.
    fn landed(&self, id: &str) -> (InboxState, Option<TicketId>, Option<SideId>, String) {
        let placed = |e: Explanation| match e {
            Explanation::In(mail) if mail.result != InboxState::Waiting => Some(mail),
            _ => None,
        };
        let found = until(id, || self.desk.explain(&self.ana, &Asked::MessageId(id.to_owned())).ok()?.into_iter().find_map(placed));
        (found.result, found.ticket, found.side, found.why.first().cloned().unwrap_or_default())
    }

    fn opens(&self, ticket: TicketId, subject: &str, to: &[&str], cc: &[&str], nonce: u64) -> SideId {
        let people = |list: &[&str]| -> Vec<Mailbox> { list.iter().map(|m| mailbox(m)).collect() };
        let request = SideRequest { subject: subject.into(), to: people(to), cc: people(cc), nonce, ..side_request(ticket, "Can you help?") };
        self.desk.open_side(&self.ana, &request, now()).unwrap().side
    }
}

/// What a third party got: the address to answer to, and the Message-ID.
struct Question {
    reply_to: String,
    id: String,
}

/// The question that somebody got under a subject.
fn question(rig: &Rig, who: &str, subject: &str) -> Question {
    let mail = until(subject, || rig.mailbox(who).into_iter().map(|raw| text(&raw)).find(|raw| header(raw, "Subject") == subject));
    Question { reply_to: reply_address(&mail), id: header(&mail, "Message-ID") }
}

/// Somebody writes, with these of the signs that a mail program keeps.
fn writes(rig: &Rig, from: &str, to: &str, in_reply_to: Option<&str>, subject: &str, id: &str) {
    let threading = in_reply_to.map_or(String::new(), |q| format!("In-Reply-To: {q}\r\nReferences: {q}\r\n"));
    let mail = format!("From: {from}\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: <{id}>\r\n{threading}\r\nText of {id}.\r\n");
    let envelope = mailbox(from);
    rig.deliver(envelope.address.as_str(), to, mail.as_bytes());
}

#[test]
fn every_answer_lands_where_its_signs_say_and_no_other_side_takes_it_up() {
    let Some(rig) = rig::rig_or_skip() else { return };
    const OWN: &str = "placing@desk.example";
    let d = TestDesk::founded(OWN, 7, work::policy());
    let (_worker, said) = start(setup(&d, "test", vec![on_rig(rig, OWN, OWN)]));
    said.works();
    connected(&d, 1);
    rig.deliver("carla@customer.example", OWN, &work::letter("Carla <carla@customer.example>", OWN, "Machine", "c1@customer.example", "It stopped."));
    let ticket = d.landed("c1@customer.example").1.unwrap();
    d.desk.take(&d.ana, ticket, now()).unwrap();

    // three sides, and everybody is in two of them
    let first = d.opens(ticket, "Stock?", &[ACME], &[FAST], 1);
    let second = d.opens(ticket, "Freight?", &[FAST], &[BOARD], 2);
    let third = d.opens(ticket, "Price?", &[BOARD], &[ACME], 3);
    let (stock, freight, price) = (
        question(rig, "parts@acme.example", "Stock?"),
        question(rig, "cargo@fast.example", "Freight?"),
        question(rig, "sales@board.example", "Price?"),
    );

    // out of order, each with another subject
    writes(rig, BOARD, &price.reply_to, Some(&price.id), "AW: Stock?", "b1@board.example");
    writes(rig, ACME, &stock.reply_to, Some(&stock.id), "RE: Freight?", "a1@acme.example");
    writes(rig, FAST, &freight.reply_to, Some(&freight.id), "Fwd: Machine", "f1@fast.example");
    // by somebody on Cc
    writes(rig, FAST, &stock.reply_to, Some(&stock.id), "Re: Stock?", "f2@fast.example");
    // from a changed address, with both signs and with one
    writes(rig, "Pat at home <pat@home.example>", &stock.reply_to, Some(&stock.id), "Re: Stock?", "p1@home.example");
    writes(rig, "Eva <eva@board.example>", &price.reply_to, None, "Re: Price?", "e1@board.example");
    writes(rig, "Max <max@fast.example>", OWN, Some(&freight.id), "Re: Freight?", "m1@fast.example");
    // without the headers, without the address, without both
    writes(rig, ACME, &price.reply_to, None, "Hello again", "a2@acme.example");
    writes(rig, BOARD, OWN, Some(&freight.id), "Re: Freight?", "b2@board.example");
    writes(rig, FAST, OWN, None, "Re: Freight?", "f3@fast.example");
    // by the customer, with all signs
    writes(rig, "Carla <carla@customer.example>", &stock.reply_to, Some(&stock.id), "Re: Stock?", "c2@customer.example");

    let by_both = "the signed reply address names the side conversation";
    let one = "names the side conversation and the author is not a participant";
    for (id, state, side, why) in [
        ("b1@board.example", InboxState::Side, Some(third), by_both),
        ("a1@acme.example", InboxState::Side, Some(first), by_both),
        ("f1@fast.example", InboxState::Side, Some(second), by_both),
        ("f2@fast.example", InboxState::Side, Some(first), by_both),
        ("p1@home.example", InboxState::Side, Some(first), "agree: joined as unverified"),
        ("e1@board.example", InboxState::Quarantine, Some(third), one),
        ("m1@fast.example", InboxState::Quarantine, Some(second), one),
        ("a2@acme.example", InboxState::Side, Some(third), by_both),
        ("b2@board.example", InboxState::Side, Some(second), "a signed Message-ID names the side conversation"),
        ("f3@fast.example", InboxState::Ticket, None, "nothing names a ticket: a new one"),
        ("c2@customer.example", InboxState::Quarantine, Some(first), "the ticket's customer wrote to a side conversation"),
    ] {
        let landed = d.landed(id);
        assert_eq!((landed.0, landed.2), (state, side), "{id}: {}", landed.3);
        assert!(landed.3.contains(why), "{id}: {}", landed.3);
    }
    let texts = |side: SideId| -> Vec<String> {
        let messages = d.side(ticket, side).messages.into_iter().filter(|m| m.direction == Direction::In);
        let mut all: Vec<String> = messages.map(|m| m.body.new_text()).collect();
        all.sort();
        all
    };
    let of = |ids: &[&str]| -> Vec<String> { ids.iter().map(|id| format!("Text of {id}.")).collect() };
    assert_eq!(texts(first), of(&["a1@acme.example", "f2@fast.example", "p1@home.example"]));
    assert_eq!(texts(second), of(&["b2@board.example", "f1@fast.example"]));
    assert_eq!(texts(third), of(&["a2@acme.example", "b1@board.example"]));
    let pat = d.side(ticket, first).participants.into_iter().find(|p| p.email == address("pat@home.example")).unwrap();
    assert!(!pat.verified, "until an agent accepts them");
    let t = d.ticket(ticket);
    assert_eq!(t.entries.iter().filter(|e| e.kind == EntryKind::Customer).count(), 1, "the customer's thread takes none of it up");
    let alerts = d.desk.notifications(&d.ana).unwrap().into_iter().filter(|n| n.kind == NotificationKind::Quarantined).count();
    assert_eq!(alerts, 3, "the assignee is told of each that is held");
}

fn busy() -> Policy {
    Policy { undo_send: Duration::ZERO, acknowledge: true, ..Policy::default() }
}

#[test]
fn a_supplier_with_a_desk_of_their_own_is_one_ticket_there_and_one_side_here() {
    let Some(rig) = rig::rig_or_skip() else { return };
    const HERE: &str = "here@desk.example";
    const THERE: &str = "there@supplier.example";
    let here = TestDesk::founded(HERE, 7, busy());
    let there = TestDesk::founded(THERE, 9, busy());
    let (_ours, said) = start(setup(&here, "here", vec![on_rig(rig, HERE, HERE)]));
    let (_theirs, said_there) = start(setup(&there, "there", vec![on_rig(rig, THERE, THERE)]));
    said.works();
    said_there.works();
    connected(&here, 1);
    connected(&there, 1);
    rig.deliver(
        "carla@customer.example",
        HERE,
        &work::letter("Carla <carla@customer.example>", HERE, "Machine", "k1@customer.example", "It stopped."),
    );
    let ticket = here.landed("k1@customer.example").1.unwrap();
    here.desk.take(&here.ana, ticket, now()).unwrap();

    let side = here.opens(ticket, "Stock?", &[&format!("Supplier <{THERE}>")], &[], 1);
    let theirs = until("the question is a ticket there", || there.desk.ticket_head(&there.ana, TicketId(1)).ok().map(|t| t.id));
    there.desk.take(&there.ana, theirs, now()).unwrap();
    assert_eq!(theirs, ticket, "both have the same number, which is in both subjects and means two things");

    // the question was the first of ten
    for n in 1..10 {
        if n % 2 == 1 {
            there.desk.reply(&there.ana, &aside::desk::ReplyRequest { nonce: n, ..reply_request(theirs, &format!("Answer {n}.")) }, now()).unwrap();
            until("the answer is here", || here.says(ticket, side, &format!("Answer {n}.")).then_some(()));
        } else {
            let words = SideText::of(side, format!("Question {n}."));
            here.desk
                .answer_side(&here.ana, &SideAnswer { text: words, files: vec![], status: None, seen: None, confirmed: vec![], nonce: n }, now())
                .unwrap();
            let arrived = |t: &Ticket| t.entries.iter().any(|e| e.kind == EntryKind::Customer && e.body.new_text() == format!("Question {n}."));
            until("the question is there", || arrived(&there.ticket(theirs)).then_some(()));
        }
    }
    // whatever the two programs still have to say to each other
    let outbox = |d: &TestDesk| work::Books::of(&d.path()).count("SELECT count(*) FROM deliveries");
    let quiet = |d: &TestDesk| work::Books::of(&d.path()).undone().iter().filter(|l| !l.starts_with("lease")).count() == 0;
    until("both have nothing left to do", || (quiet(&here) && quiet(&there)).then_some(()));
    let sent = (outbox(&here), outbox(&there));
    std::thread::sleep(Duration::from_secs(3));
    assert_eq!((outbox(&here), outbox(&there)), sent, "no loop");
    // here: Carla's acknowledgement and five questions; there: an acknowledgement at most, and five answers
    assert_eq!(sent.0, 6);
    assert!((5..=6).contains(&sent.1), "{sent:?}");
    for d in [&here, &there] {
        let books = work::Books::of(&d.path());
        assert_eq!(books.count("SELECT count(*) FROM tickets"), 1, "one ticket on each side");
        assert_eq!(books.count("SELECT count(*) FROM inbox WHERE state = 'quarantine'"), 0);
    }
    let messages = here.side(ticket, side).messages;
    assert_eq!(messages.iter().filter(|m| !m.automatic).count(), 10);
    let t = there.ticket(theirs);
    assert_eq!(t.entries.iter().filter(|e| e.kind == EntryKind::Customer).count(), 5);
    assert_eq!(t.entries.iter().filter(|e| e.kind == EntryKind::Reply).count(), 5);
    assert_eq!(t.head.status, Status::Pending, "they answered last");
    assert!(rig.mailbox("carla@customer.example").iter().all(|raw| !text(raw).contains("Answer") && !text(raw).contains("Question")));
}

impl TestDesk {
    fn says(&self, ticket: TicketId, side: SideId, words: &str) -> bool {
        self.side(ticket, side).messages.iter().any(|m| m.body.new_text() == words)
    }
}
