//! A worker and its mailboxes: each mail in the right one, each answer from the right one, and whatever a mailbox does, nothing lost.

#![allow(clippy::unwrap_used)]

mod desk;
mod rig;
mod work;

use std::time::Duration;

use aside::desk::{MailboxPolicy, Policy};
use aside::mail::imap;
use aside::mail::secret::Secret;
use aside::mail::wire::Auth;
use aside::model::{InboxId, TicketId};
use aside::store::{InboxState, Source};
use aside::words::Language;
use aside::worker::{MailboxServers, Setup, sync_once};
use desk::{TestDesk, header, reply_request, side_request};
use rig::line::Line;
use rig::{Rig, password, quirks, rig_or_skip};
use work::{Books, DESK, connected, letter, now, on_rig, policy, servers, setup, start, text, until};

const SALES: &str = "sales@desk.example";

/// A desk with a second mailbox, which has a team, a signature and a language of its own.
fn two_mailboxes() -> TestDesk {
    let own = |address: &str, signature: &str, language, agent_name_in_from| MailboxPolicy {
        address: desk::address(address),
        agent_name_in_from,
        signature: signature.into(),
        language,
        sent_folder: None,
    };
    let mailboxes = vec![own(DESK, "Desk Ltd.", None, true), own(SALES, "Vendas\nRua Dois, 2", Some(Language::Portuguese), false)];
    let mut d = TestDesk::with(Policy { mailboxes, ..policy() });
    d.desk.set_mailboxes(&[(desk::address(SALES), "Sales".into(), Some("sellers".into()), true)], now()).unwrap();
    d.desk.set_signature(&d.ana, d.ana.id(), "Ana").unwrap();
    d.ana = d.desk.actor("ana", None).unwrap();
    d
}

/// Both mailboxes, read from two of the rig's.
fn both(d: &TestDesk, rig: &Rig, first: &str, second: &str) -> Setup {
    setup(d, "test", vec![on_rig(rig, DESK, first), on_rig(rig, SALES, second)])
}

#[test]
fn an_answer_leaves_from_the_mailbox_that_the_customer_wrote_to() {
    let Some(rig) = rig_or_skip() else { return };
    let d = two_mailboxes();
    let setup = both(&d, rig, "desk@two.example", "sales@two.example");
    sync_once(&setup).unwrap();
    // in a language that is none of the desk's
    let body = "Guten Tag, was kostet die Maschine? Wir brauchen sie bis Freitag und holen sie auch selbst bei Ihnen ab.";
    let mail = letter("dora@two-customers.example", SALES, "Maschine", "m1@two-customers.example", body);
    rig.deliver("dora@two-customers.example", "sales@two.example", &mail);
    rig.wait_for("sales@two.example", 1);
    assert_eq!(sync_once(&setup).unwrap().placed, 1);
    let ticket = TicketId(1);
    let head = d.desk.ticket_head(&d.ana, ticket).unwrap();
    assert_eq!(head.team.map(|t| t.name).as_deref(), Some("sellers"));

    d.desk.reply(&d.ana, &reply_request(ticket, "Tausend."), now()).unwrap();
    d.desk.open_side(&d.ana, &side_request(ticket, "What does it cost us?"), now()).unwrap();
    assert_eq!(sync_once(&setup).unwrap().sent, 2);
    let answer = text(&rig.wait_for("dora@two-customers.example", 1));
    assert_eq!(header(&answer, "From"), "Sales <sales@desk.example>", "without the agent's name, as this mailbox has it");
    assert!(header(&answer, "Reply-To").contains("<sales+t1."), "{answer}");
    let read = aside::mail::parse::parse(answer.as_bytes()).body.text().replace("\r\n", "\n");
    assert!(read.contains("-- \nAna\nVendas\nRua Dois, 2"), "the agent's signature, then the mailbox's: {read}");
    assert!(read.contains("escreveu:"), "the line above the quote is in the mailbox's language: {read}");
    let asked = text(&rig.wait_for("parts@acme.example", 1));
    assert!(header(&asked, "From").contains("<sales@desk.example>") && header(&asked, "Reply-To").contains("<sales+s1."), "{asked}");
    let entry = d.desk.ticket(&d.ana, ticket).unwrap().entries.into_iter().find(|e| e.body.text() == "Tausend.").unwrap();
    assert_eq!(entry.author.email, SALES, "the timeline says so too");

    // the other mailbox has a From and a signature of its own
    let other = d.carla_writes(0);
    let sent = d.reply(other, "Sure.", 1);
    let mail = d.sent_mail(sent.outbox);
    assert_eq!(header(&mail, "From"), "\"Ana Lima (Desk)\" <desk@desk.example>");
    let read = aside::mail::parse::parse(mail.as_bytes()).body.text().to_owned();
    assert!(read.contains("Desk Ltd.") && !read.contains("Vendas"), "{read}");
}

#[test]
fn a_mail_to_both_mailboxes_is_one_ticket() {
    let Some(rig) = rig_or_skip() else { return };
    let d = two_mailboxes();
    let setup = both(&d, rig, "desk@same.example", "sales@same.example");
    let (worker, _) = start(setup);
    connected(&d, 1);
    connected(&d, 2);
    for n in 0..10 {
        let mail = letter("eva@same-customers.example", &format!("{DESK}, {SALES}"), "Both", &format!("b{n}@x.example"), &format!("To both {n}."));
        rig.deliver("eva@same-customers.example", "desk@same.example", &mail);
        rig.deliver("eva@same-customers.example", "sales@same.example", &mail);
    }
    let books = Books::of(&d.path());
    until("both have come in", || (books.count("SELECT count(*) FROM inbox WHERE state <> 'waiting'") == 20).then_some(()));
    worker.stop();
    assert_eq!(books.count("SELECT count(*) FROM inbox WHERE state = 'duplicate'"), 10);
    assert_eq!(books.count("SELECT count(*) FROM entries WHERE kind = 'customer'"), 10, "each is on the desk once");
    assert_eq!(books.count("SELECT count(*) FROM receipts"), 20, "and each mailbox has its receipt");
}

#[test]
fn two_copies_of_a_mail_are_one_in_whatever_order_they_are_placed() {
    let d = TestDesk::new();
    let mail = letter("eva@order.example", DESK, "Twice", "w1@order.example", "Once is enough.");
    let stored = |_| d.desk.store().write::<_, aside::store::StoreError>(|w| w.store_mail(&mail, Source::Ingest, None, desk::at(0))).unwrap();
    let (first, second): (InboxId, InboxId) = (stored(1), stored(2));
    assert_eq!(d.desk.place(second, desk::at(1)).unwrap().result, InboxState::Ticket);
    assert_eq!(d.desk.place(first, desk::at(2)).unwrap().result, InboxState::Duplicate);
}

// What mailboxes do -----------------------------------------------------------------------------------------------------------------------

fn write_to(rig: &Rig, mailbox: &str, word: &str) {
    let mail = letter("gil@customer.example", mailbox, "Hello", &format!("{word}@customer.example"), &format!("{word} is my word."));
    rig.deliver("gil@customer.example", mailbox, &mail);
}

#[test]
fn when_the_server_is_started_again_its_mail_comes_in_again() {
    if rig_or_skip().is_none() {
        return;
    }
    let mut rig = Rig::start();
    let d = TestDesk::with(policy());
    let (worker, said) = start(setup(&d, "test", vec![on_rig(&rig, DESK, "again@desk.example")]));
    connected(&d, 1);
    rig.stop_imap();
    let why = said.trouble();
    assert!(why.starts_with("desk@desk.example: "), "{why}");
    rig.start_imap();
    write_to(&rig, "again@desk.example", "AFTERWARDS");
    worker.look_now();
    let books = Books::of(&d.path());
    until("the mail comes in", || books.ticket_with("AFTERWARDS"));
    said.works();
    worker.stop();
    assert_eq!(books.entries_with("AFTERWARDS"), 1);
}

#[test]
fn a_connection_that_breaks_is_made_anew() {
    let Some(rig) = rig_or_skip() else { return };
    let line = Line::to(rig.imap);
    let d = TestDesk::with(policy());
    let mailbox = "broken@desk.example";
    let (worker, said) = start(setup(&d, "test", vec![servers(DESK, Some(rig::account_imap_at(mailbox, line.port)), None)]));
    connected(&d, 1);
    for n in 0..3 {
        line.cut(true);
        said.trouble();
        write_to(rig, mailbox, &format!("WORD{n}"));
        line.cut(false);
        worker.look_now();
        until("the mail comes in", || Books::of(&d.path()).ticket_with(&format!("WORD{n}")));
        said.works();
    }
    worker.stop();
    assert_eq!(Books::of(&d.path()).count("SELECT count(*) FROM inbox"), 3);
}

#[test]
fn new_uids_bring_nothing_twice_and_nothing_that_is_older_than_the_desk() {
    let Some(rig) = rig_or_skip() else { return };
    let mailbox = "uids@desk.example";
    for n in 0..5 {
        write_to(rig, mailbox, &format!("OLD{n}"));
    }
    rig.wait_for(mailbox, 5);
    let d = TestDesk::with(policy());
    let setup = setup(&d, "test", vec![on_rig(rig, DESK, mailbox)]);
    assert_eq!(sync_once(&setup).unwrap().fetched, 0);
    let before = connected(&d, 1);
    // IMAP knows the time of a mail in whole seconds
    std::thread::sleep(Duration::from_millis(2100));
    write_to(rig, mailbox, "FIRST");
    write_to(rig, mailbox, "SECOND");
    rig.wait_for(mailbox, 7);
    assert_eq!(sync_once(&setup).unwrap().placed, 2);

    rig.forget_uids(mailbox);
    std::thread::sleep(Duration::from_millis(1100));
    write_to(rig, mailbox, "THIRD");
    rig.wait_for(mailbox, 8);
    let round = sync_once(&setup).unwrap();
    assert_ne!(connected(&d, 1).uid_validity, before.uid_validity, "its UIDs are new");
    assert_eq!(round.fetched, 3, "what was there before the desk is not even fetched");
    let books = Books::of(&d.path());
    for word in ["FIRST", "SECOND", "THIRD"] {
        assert_eq!(books.entries_with(word), 1, "{word}");
    }
    assert_eq!(books.entries_with("OLD"), 0);
    assert_eq!(sync_once(&setup).unwrap().fetched, 0, "it has been looked at once");
    write_to(rig, mailbox, "FOURTH");
    rig.wait_for(mailbox, 9);
    assert_eq!(sync_once(&setup).unwrap().placed, 1);
}

#[test]
fn mail_that_could_not_be_stored_is_fetched_again() {
    let Some(rig) = rig_or_skip() else { return };
    let mailbox = "unstored@desk.example";
    let d = TestDesk::with(policy());
    let setup = setup(&d, "test", vec![on_rig(rig, DESK, mailbox)]);
    let (worker, said) = start(setup);
    connected(&d, 1);
    let books = Books::of(&d.path());
    books.refuse("full", "BEFORE INSERT ON receipts");
    write_to(rig, mailbox, "NOROOM");
    let why = said.trouble();
    assert!(why.contains("refused for the test"), "{why}");
    assert_eq!(books.count("SELECT count(*) FROM inbox"), 0, "stored with its receipt, or not at all");
    books.take_again("full");
    worker.look_now();
    until("it comes in", || books.ticket_with("NOROOM"));
    said.works();
    worker.stop();
    assert_eq!(books.count("SELECT count(*) FROM inbox"), 1);
}

#[test]
fn a_message_that_cannot_be_placed_is_set_aside_and_stops_nobody() {
    let Some(rig) = rig_or_skip() else { return };
    let mailbox = "poison@desk.example";
    let d = TestDesk::with(policy());
    let books = Books::of(&d.path());
    books.refuse("poison", "BEFORE INSERT ON entries WHEN instr(NEW.body, 'POISON') > 0");
    let setup = Setup { lease: Duration::from_secs(3), ..setup(&d, "test", vec![on_rig(rig, DESK, mailbox)]) };
    let (worker, _) = start(setup);
    connected(&d, 1);
    write_to(rig, mailbox, "POISON");
    rig.wait_for(mailbox, 1);
    write_to(rig, mailbox, "HARMLESS");
    until("the other one is placed", || books.ticket_with("HARMLESS"));
    let aside = until("it is set aside", || d.desk.quarantine(&d.ana).unwrap().into_iter().next());
    assert!(aside.why.contains("set aside for a person"), "{}", aside.why);
    let (_, raw) = d.desk.raw(&d.ana, aside.id).unwrap();
    assert!(text(&raw).contains("POISON"), "complete as it came");
    write_to(rig, mailbox, "LATER");
    until("all goes on", || books.ticket_with("LATER"));
    worker.stop();
}

#[test]
fn a_wrong_password_is_told_and_tried_again_when_somebody_asks() {
    let Some(rig) = rig_or_skip() else { return };
    let line = Line::to(rig.imap);
    let account = imap::Account { secret: password("guess"), ..rig::account_imap_at("wrong@desk.example", line.port) };
    let d = TestDesk::with(policy());
    let (worker, said) = start(setup(&d, "test", vec![servers(DESK, Some(account), None)]));
    let why = said.trouble();
    assert!(why.contains("does not accept the password of wrong@desk.example"), "{why}");
    std::thread::sleep(Duration::from_secs(3));
    assert_eq!(line.connections().1, 1, "a server that is asked again and again locks the account");
    worker.look_now();
    until("it is tried again", || (line.connections().1 == 2).then_some(()));
    worker.stop();
}

#[test]
fn mail_that_is_looked_for_comes_at_once_where_the_server_does_not_tell() {
    let Some(rig) = rig_or_skip() else { return };
    let mailbox = "look@desk.example";
    let d = TestDesk::with(policy());
    let silent = MailboxServers { idle: false, poll: Duration::from_secs(3600), ..on_rig(rig, DESK, mailbox) };
    let (worker, _) = start(setup(&d, "test", vec![silent]));
    connected(&d, 1);
    write_to(rig, mailbox, "WAITING");
    rig.wait_for(mailbox, 1);
    let books = Books::of(&d.path());
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(books.count("SELECT count(*) FROM inbox"), 0);
    worker.look_now();
    until("it comes in", || books.ticket_with("WAITING"));
    worker.stop();
}

#[test]
fn a_token_is_got_anew_for_each_connection() {
    let dir = tempfile::tempdir().unwrap();
    let count = dir.path().join("count");
    let command = format!("echo x >> {0}; printf 'token-%s' $(wc -l < {0})", count.display());
    let port = quirks::imap(&[("EXAMINE", &["* OK [UIDVALIDITY 7] x", "* OK [UIDNEXT 1] x", "$ OK done"]), ("IDLE", &["@close"])]);
    let account = imap::Account { auth: Auth::OAuth2, secret: Secret::Command(command), ..rig::account_imap_at("desk", port) };
    let d = TestDesk::with(policy());
    let (worker, said) = start(setup(&d, "test", vec![servers(DESK, Some(account), None)]));
    connected(&d, 1);
    said.trouble();
    let asked = || std::fs::read_to_string(&count).unwrap().lines().count();
    let before = asked();
    worker.look_now();
    until("it is asked for another token", || (asked() > before).then_some(()));
    worker.stop();
}

#[test]
fn a_process_that_cannot_read_a_password_takes_no_lease() {
    let d = TestDesk::with(policy());
    let account = imap::Account { secret: Secret::Command("exit 3".into()), ..rig::account_imap_at("desk", 1) };
    let setup = setup(&d, "test", vec![servers(DESK, Some(account), None)]);
    let (worker, said) = start(setup.clone());
    let locked = until("it says so", || said.last().filter(|s| matches!(s, aside::worker::Status::Locked(_))));
    assert!(format!("{locked:?}").contains("password command failed"), "{locked:?}");
    assert_eq!(d.desk.store().lease().unwrap(), None);
    worker.stop();
    assert!(sync_once(&setup).unwrap_err().to_string().contains("a password cannot be read"));
}
