//! Where each mail lands, and the reason that is kept with it.

#![allow(clippy::unwrap_used)]

mod desk;

use aside::desk::{Fetched, Receipt};
use aside::model::entry::{EntryKind, Event};
use aside::model::status::Status;
use aside::model::{InboxId, MailboxId, TicketId};
use aside::store::{Cursor, InboxState};
use desk::{TestDesk, address, at, header, mailbox, reply_address};
use proptest::prelude::*;

/// A desk with a ticket of Carla's that was answered, and the answer.
fn answered() -> (TestDesk, TicketId, String) {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let sent = d.reply(ticket, "Please try again.", 1);
    let mail = d.sent_mail(sent.outbox);
    (d, ticket, mail)
}

/// A mail with these fields from Carla, unless they say otherwise.
fn letter(fields: &[(&str, &str)], text: &str) -> String {
    let usual = [("From", "Carla Dias <carla@customer.example>"), ("To", "desk@desk.example"), ("Subject", "Re: Impressora parada")];
    let missing = usual.iter().filter(|(name, _)| !fields.iter().any(|(n, _)| n == name));
    let head: String = missing.chain(fields).map(|(n, v)| format!("{n}: {v}\n")).collect();
    format!("{head}\n{text}")
}

fn placed(receipt: &Receipt) -> (InboxState, Option<TicketId>, &str) {
    (receipt.result, receipt.ticket, receipt.why.as_str())
}

/// All steps of the placing of the last mail.
fn steps(d: &TestDesk) -> String {
    let rows = (1..).map_while(|n| d.desk.store().inbox_row(InboxId(n)).unwrap());
    rows.last().unwrap().why
}

fn has_event(d: &TestDesk, ticket: TicketId, wanted: impl Fn(&Event) -> bool) -> bool {
    d.desk.ticket(&d.ana, ticket).unwrap().entries.iter().any(|e| e.event.as_ref().is_some_and(&wanted))
}

const BY_ADDRESS: &str = "the signed reply address names the ticket";
const BY_ID: &str = "a signed Message-ID names the ticket";
const NOTHING: &str = "nothing names a ticket: a new one";

#[test]
fn a_signed_address_counts_in_any_header_that_says_where_a_mail_went() {
    for (n, name) in ["Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc"].into_iter().enumerate() {
        let (d, ticket, mail) = answered();
        let receipt = d.receive(&letter(&[(name, &reply_address(&mail)), ("Message-ID", &format!("<h{n}@customer.example>"))], "Não."), 2);
        assert_eq!(placed(&receipt), (InboxState::Entry, Some(ticket), BY_ADDRESS), "{name}");
    }
}

#[test]
fn a_signed_address_elsewhere_counts_for_nothing() {
    for name in ["Reply-To", "Sender", "X-Comment"] {
        let (d, ticket, mail) = answered();
        let receipt = d.receive(&letter(&[(name, &reply_address(&mail)), ("Subject", "Other"), ("Message-ID", "<h@customer.example>")], "Não."), 2);
        assert_eq!(receipt.why, NOTHING, "{name}");
        assert_ne!(receipt.ticket, Some(ticket));
    }
}

#[test]
fn the_address_comes_before_the_message_id() {
    let (d, first, mail) = answered();
    let second = d.carla_writes(2);
    let other = d.sent_mail(d.reply(second, "This one.", 3).outbox);
    let receipt =
        d.receive(&letter(&[("To", &reply_address(&other)), ("In-Reply-To", &header(&mail, "Message-ID")), ("Message-ID", "<x@c.example>")], "?"), 4);
    assert_eq!(placed(&receipt), (InboxState::Entry, Some(second), BY_ADDRESS));
    assert_ne!(first, second);
}

#[test]
fn references_place_a_mail_without_in_reply_to_newest_first() {
    let (d, first, mail) = answered();
    let second = d.carla_writes(2);
    let other = d.sent_mail(d.reply(second, "This one.", 3).outbox);
    let references = format!("{} <unknown@mx.example> {}", header(&other, "Message-ID"), header(&mail, "Message-ID"));
    let receipt = d.receive(&letter(&[("References", &references), ("Subject", "x"), ("Message-ID", "<x@c.example>")], "?"), 4);
    assert_eq!(placed(&receipt), (InboxState::Entry, Some(first), BY_ID));
}

#[test]
fn a_known_message_id_names_a_ticket_and_never_a_side() {
    let (d, ticket, _) = answered();
    let receipt = d.receive(&letter(&[("In-Reply-To", "<c0@customer.example>"), ("Subject", "x"), ("Message-ID", "<k@c.example>")], "?"), 2);
    assert_eq!(placed(&receipt), (InboxState::Entry, Some(ticket), "a known Message-ID names the ticket"));
    let side = d.ask(ticket, "Do you have it?", 3);
    let asked = d.sent_mail(side.outbox);
    let answer = letter(
        &[
            ("From", "parts@acme.example"),
            ("To", &reply_address(&asked)),
            ("In-Reply-To", &header(&asked, "Message-ID")),
            ("Message-ID", "<a1@acme.example>"),
        ],
        "Yes.",
    );
    assert_eq!(d.receive(&answer, 4).why, "the signed reply address names the side conversation and the author takes part in it");
    // somebody else answers the third party's mail, and has nothing of ours
    let forwarded =
        letter(&[("From", "eva@acme.example"), ("In-Reply-To", "<a1@acme.example>"), ("Subject", "x"), ("Message-ID", "<e@acme.example>")], "?");
    assert_eq!(d.receive(&forwarded, 5).why, NOTHING);
}

#[test]
fn a_forged_token_counts_for_nothing_and_is_told() {
    let (d, ticket, mail) = answered();
    let real = reply_address(&mail);
    let forged = real.replacen(&format!("+t{ticket}."), "+t999.", 1);
    let receipt =
        d.receive(&letter(&[("To", &forged), ("Subject", "x"), ("Message-ID", "<f@evil.example>"), ("From", "x@evil.example")], "Let me in"), 2);
    assert_eq!((receipt.result, receipt.why.as_str()), (InboxState::Ticket, NOTHING));
    assert!(steps(&d).starts_with("1 of its addresses look signed, but the signature is wrong"), "{}", steps(&d));
    let id = header(&mail, "Message-ID").replacen(&format!("<t{ticket}."), "<s1.", 1);
    let receipt =
        d.receive(&letter(&[("In-Reply-To", &id), ("Subject", "x"), ("Message-ID", "<g@evil.example>"), ("From", "x@evil.example")], "In"), 3);
    assert_eq!(receipt.why, NOTHING);
    assert!(steps(&d).starts_with("1 of the Message-IDs it answers look signed"), "{}", steps(&d));
}

#[test]
fn tokens_of_an_older_key_keep_their_meaning_and_other_processes_learn_of_the_new_one() {
    let (d, ticket, mail) = answered();
    let other = aside::desk::Desk::new(aside::store::Store::open(&d.path()).unwrap(), Default::default(), jiff::tz::TimeZone::UTC).unwrap();
    d.desk.rotate_key(&d.ana, &[42; 32], at(2)).unwrap();
    let newer =
        d.sent_mail(d.desk.reply(&d.ana, &aside::desk::ReplyRequest { nonce: 99, ..desk::reply_request(ticket, "Again.") }, at(3)).unwrap().outbox);
    assert_ne!(reply_address(&mail), reply_address(&newer));
    let old = d.receive(&letter(&[("To", &reply_address(&mail)), ("Message-ID", "<o@c.example>")], "?"), 4);
    assert_eq!(placed(&old), (InboxState::Entry, Some(ticket), BY_ADDRESS));
    let raw = letter(&[("To", &reply_address(&newer)), ("Message-ID", "<n@c.example>")], "?");
    let new = other.receive(raw.as_bytes(), aside::store::Source::Ingest, None, at(5)).unwrap();
    assert_eq!(placed(&new), (InboxState::Entry, Some(ticket), BY_ADDRESS), "a process that was running already");
    assert!(d.desk.rotate_key(&d.bruno, &[43; 32], at(6)).is_err(), "only admins");
}

#[test]
fn a_customer_who_answers_from_another_address_is_on_the_ticket_and_the_address_is_shown() {
    let (d, ticket, mail) = answered();
    let answer = letter(&[("From", "Carla <carla@home.example>"), ("To", &reply_address(&mail)), ("Message-ID", "<p@home.example>")], "Do celular.");
    let receipt = d.receive(&answer, 2);
    assert_eq!(placed(&receipt), (InboxState::Entry, Some(ticket), BY_ADDRESS));
    assert!(has_event(&d, ticket, |e| matches!(e, Event::NewAddress { address } if address == "carla@home.example")));
    let head = d.desk.ticket_head(&d.ana, ticket).unwrap();
    assert_eq!((head.status, head.requester.email.as_str()), (Status::Open, "carla@customer.example"));
    // whoever has got hold of the address never gets what the agent answers
    let reply = d.desk.reply(&d.ana, &aside::desk::ReplyRequest { nonce: 5, ..desk::reply_request(ticket, "For Carla.") }, at(3)).unwrap();
    let mail_to_carla = d.sent_mail(reply.outbox);
    assert!(header(&mail_to_carla, "To").ends_with("<carla@customer.example>") && !mail_to_carla.contains("\r\nCc:"));
    // the second time it is known
    d.receive(&letter(&[("From", "Carla <carla@home.example>"), ("To", &reply_address(&mail)), ("Message-ID", "<q@home.example>")], "E?"), 4);
    let lines = d.desk.ticket(&d.ana, ticket).unwrap().entries.into_iter().filter(|e| matches!(e.event, Some(Event::NewAddress { .. })));
    assert_eq!(lines.count(), 1);
}

#[test]
fn another_subject_on_an_old_thread_is_flagged() {
    let (d, ticket, mail) = answered();
    let answer = letter(&[("To", &reply_address(&mail)), ("Subject", "Nova questão: fatura"), ("Message-ID", "<s@c.example>")], "E a fatura?");
    assert_eq!(d.receive(&answer, 2).ticket, Some(ticket));
    assert!(has_event(&d, ticket, |e| matches!(e, Event::NewSubject { subject } if subject == "Nova questão: fatura")));
    let t = d.desk.ticket(&d.ana, ticket).unwrap();
    assert!(t.entries.iter().any(|e| e.subject.as_deref() == Some("Nova questão: fatura")));
    let (d, ticket, mail) = answered();
    for (n, subject) in ["Re: Impressora parada", "RES: Impressora parada [#1]", "", "Fwd: [#1] Resumo"].into_iter().enumerate() {
        d.receive(&letter(&[("To", &reply_address(&mail)), ("Subject", subject), ("Message-ID", &format!("<s{n}@c.example>"))], "?"), 3);
    }
    assert!(!has_event(&d, ticket, |e| matches!(e, Event::NewSubject { .. })));
}

#[test]
fn the_number_in_a_subject_counts_for_a_participant_and_not_for_a_stranger() {
    let (d, ticket, _) = answered();
    let subject = format!("Sobre [#{ticket}]");
    let carla = d.receive(&letter(&[("Subject", &subject), ("Message-ID", "<n1@c.example>")], "?"), 2);
    assert_eq!(placed(&carla), (InboxState::Entry, Some(ticket), "the ticket number in the subject, from a participant names the ticket"));
    let stranger = d.receive(&letter(&[("From", "x@evil.example"), ("Subject", &subject), ("Message-ID", "<n2@evil.example>")], "?"), 3);
    assert_eq!((stranger.result, stranger.why.as_str()), (InboxState::Ticket, NOTHING));
    assert!(steps(&d).starts_with("the number in its subject does not count: the author is not on that ticket"));
}

#[test]
fn the_same_mail_in_two_mailboxes_is_one_and_a_reused_message_id_is_another() {
    let d = TestDesk::new();
    d.desk.set_mailboxes(&[(address("sales@desk.example"), String::new(), None, true)], at(0)).unwrap();
    let raw = letter(&[("To", "desk@desk.example, sales@desk.example"), ("Subject", "Hello"), ("Message-ID", "<same@c.example>")], "One.");
    let in_mailbox =
        |raw: &str, mailbox| d.desk.receive(raw.replace('\n', "\r\n").as_bytes(), aside::store::Source::Imap, Some(MailboxId(mailbox)), at(1));
    let first = in_mailbox(&raw, 1).unwrap();
    let again = in_mailbox(&format!("Received: from mx2.desk.example\nDelivered-To: sales@desk.example\n{raw}"), 2).unwrap();
    assert_eq!((again.result, again.ticket), (InboxState::Duplicate, first.ticket));
    assert_eq!(again.why, "the same message is in the store already, as message 1");
    let other = in_mailbox(&raw.replace("One.", "Two."), 1).unwrap();
    assert_eq!((other.result, other.why.as_str()), (InboxState::Ticket, NOTHING));
    assert_ne!(other.ticket, first.ticket);
}

#[test]
fn a_mail_without_a_message_id_is_placed_once() {
    let d = TestDesk::new();
    let raw = letter(&[("Subject", "Hello"), ("Date", "Mon, 16 Nov 2026 10:01:00 +0000")], "One.");
    assert_eq!(d.receive(&raw, 0).result, InboxState::Ticket);
    assert_eq!(d.receive(&raw, 1).result, InboxState::Duplicate);
    assert_eq!(d.receive(&raw.replace("One.", "Two."), 2).result, InboxState::Ticket);
}

#[test]
fn a_mailing_list_makes_a_ticket_that_waits_for_nobody() {
    let d = TestDesk::new();
    let receipt =
        d.receive(&letter(&[("List-Id", "Printers <printers.example.com>"), ("Subject", "News"), ("Message-ID", "<l@example.com>")], "News!"), 0);
    assert_eq!(receipt.result, InboxState::Ticket);
    assert_eq!(receipt.why, "a program wrote it and nothing names a ticket: a new one that is never answered automatically");
    assert_eq!(d.desk.ticket_head(&d.ana, receipt.ticket.unwrap()).unwrap().waiting_since, None);
}

#[test]
fn when_a_servers_uids_change_their_meaning_everything_is_read_again_and_nothing_is_there_twice() {
    let d = TestDesk::new();
    let lease = d.desk.store().write(|w| w.take_lease("test", at(0), at(60))).unwrap().unwrap();
    let mails: Vec<Fetched> = (1..=3)
        .map(|n| Fetched { uid: n, raw: letter(&[("Subject", "Hello"), ("Message-ID", &format!("<u{n}@c.example>"))], &format!("{n}")).into_bytes() })
        .collect();
    let fetch = |uid_validity, mails: &[Fetched]| {
        let stored = d.desk.store_fetched(MailboxId(1), Cursor { uid_validity, last_uid: 9 }, mails, lease.generation, at(1)).unwrap().unwrap();
        stored.into_iter().map(|id| d.desk.place(id, at(1)).unwrap().result).collect::<Vec<_>>()
    };
    assert_eq!(fetch(7, &mails), [InboxState::Ticket; 3]);
    assert_eq!(fetch(7, &mails), [], "its own receipts say that they are there");
    let renumbered: Vec<Fetched> = mails.iter().map(|m| Fetched { uid: m.uid + 100, raw: m.raw.clone() }).collect();
    assert_eq!(fetch(8, &renumbered), [InboxState::Duplicate; 3]);
    assert_eq!(d.desk.store().receipts(MailboxId(1), 8).unwrap(), [101, 102, 103]);
}

#[test]
fn a_mail_that_says_it_is_from_the_desk_is_held() {
    let d = TestDesk::new();
    let receipt = d.receive(&letter(&[("From", "Desk <desk+x@desk.example>"), ("Message-ID", "<own@evil.example>")], "I am you."), 0);
    assert_eq!(receipt.result, InboxState::Quarantine);
    assert_eq!(receipt.why, "it says that it is from desk@desk.example, an address of the desk, and is none of the desk's own mails");
}

#[test]
fn our_own_mail_that_comes_back_is_ignored() {
    let (d, _, mail) = answered();
    let receipt = d.receive(&mail.replace("\r\n", "\n"), 2);
    assert_eq!((receipt.result, receipt.why.as_str()), (InboxState::Ignored, "it is a mail that the desk itself sent"));
}

#[test]
fn a_mail_of_another_that_has_a_message_id_of_ours_is_not_lost_and_not_answered() {
    let d = TestDesk::with(aside::desk::Policy { acknowledge: true, notify_by_mail: false, ..Default::default() });
    let ticket = d.carla_writes(0);
    d.sends(1);
    let mail = d.sent_mail(d.reply(ticket, "Please try again.", 1).outbox);
    let reused =
        letter(&[("From", "dora@customer.example"), ("Subject", "Other"), ("Message-ID", &header(&mail, "Message-ID"))], "A gateway did this.");
    let receipt = d.receive(&reused, 2);
    assert_eq!(receipt.result, InboxState::Ticket);
    let t = d.desk.ticket(&d.ana, receipt.ticket.unwrap()).unwrap();
    assert!(t.entries[0].automatic && t.entries[0].body.text() == "A gateway did this.");
    assert!(!has_event(&d, t.head.id, |e| matches!(e, Event::Acknowledged { .. })));
}

#[test]
fn a_third_party_does_not_get_into_the_public_thread() {
    let (d, ticket, mail) = answered();
    d.ask(ticket, "Do you have it?", 2);
    let answer = letter(&[("From", "parts@acme.example"), ("To", &reply_address(&mail)), ("Message-ID", "<t@acme.example>")], "Hello Carla!");
    let receipt = d.receive(&answer, 3);
    assert_eq!(receipt.result, InboxState::Quarantine);
    let why = "the signed reply address names the ticket, but the author is a third party of its side conversations and not of its public thread";
    assert_eq!(receipt.why, why);
}

#[test]
fn a_stranger_in_a_side_needs_both_signs_and_who_was_taken_out_stays_out() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let side = d.ask(ticket, "Do you have it?", 1);
    let asked = d.sent_mail(side.outbox);
    let (to, id) = (reply_address(&asked), header(&asked, "Message-ID"));
    let one = d.receive(&letter(&[("From", "eva@acme.example"), ("To", &to), ("Message-ID", "<e1@acme.example>")], "?"), 2);
    assert_eq!((one.result, one.side), (InboxState::Quarantine, Some(side.side)));
    assert_eq!(one.why, "only the signed reply address names the side conversation and the author is not a participant");
    let both = letter(&[("From", "eva@acme.example"), ("To", &to), ("In-Reply-To", &id), ("Message-ID", "<e2@acme.example>")], "Yes.");
    assert_eq!(d.receive(&both, 3).result, InboxState::Side);
    d.desk.accept_participant(&d.ana, side.side, &address("eva@acme.example"), at(4)).unwrap();
    d.desk.remove_from_side(&d.ana, side.side, &address("eva@acme.example"), at(5)).unwrap();
    let back = d.receive(&both.replace("<e2@", "<e3@"), 6);
    assert_eq!((back.result, back.why.as_str()), (InboxState::Quarantine, "an agent has taken the author out of the side conversation"));
    let carla = d.receive(&letter(&[("To", &to), ("In-Reply-To", &id), ("Message-ID", "<c9@customer.example>")], "?"), 7);
    assert_eq!((carla.result, carla.why.as_str()), (InboxState::Quarantine, "the ticket's customer wrote to a side conversation"));
    let told = d.desk.ticket(&d.ana, ticket).unwrap();
    assert_eq!(told.sides[0].participants.iter().filter(|p| p.email == address("eva@acme.example")).count(), 0);
}

#[test]
fn who_only_has_the_reply_address_brings_nobody_into_the_conversation() {
    let (d, ticket, mail) = answered();
    let to = reply_address(&mail);
    let also = |d: &TestDesk| d.desk.reply_recipients(&d.ana, ticket).unwrap().1;
    let cc = [("To", to.as_str()), ("Cc", "Bob <bob@customer.example>"), ("Message-ID", "<k1@customer.example>")];
    d.receive(&letter(&cc, "My colleague Bob is in Cc."), 2);
    assert_eq!(also(&d), [mailbox("Bob <bob@customer.example>")]);
    let stranger =
        [("From", "Eve <eve@evil.example>"), ("To", &to), ("Cc", "friend@evil.example, bob@customer.example"), ("Message-ID", "<e1@evil.example>")];
    assert_eq!(d.receive(&letter(&stranger, "Tell me everything."), 3).ticket, Some(ticket));
    assert_eq!(also(&d), [mailbox("Bob <bob@customer.example>")], "neither Eve nor her friend");
    // somebody who was named may name others
    let bob = [
        ("From", "Bob <bob@customer.example>"),
        ("To", &to),
        ("Cc", "carla@customer.example, Zoe <zoe@customer.example>"),
        ("Message-ID", "<b1@customer.example>"),
    ];
    d.receive(&letter(&bob, "Zoe should know."), 4);
    assert_eq!(also(&d), [mailbox("Bob <bob@customer.example>"), mailbox("Zoe <zoe@customer.example>")]);
}

#[test]
fn a_mail_with_no_author_waits_for_a_person() {
    let d = TestDesk::new();
    let receipt = d.receive("To: desk@desk.example\nSubject: Who am I?\nMessage-ID: <w@nowhere.example>\n\nHello", 0);
    assert_eq!((receipt.result, receipt.why.as_str()), (InboxState::Quarantine, "it has no author that could be answered"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever a third party does to the headers, their words are never in the customer's thread.
    #[test]
    fn a_third_partys_words_are_never_in_the_customers_thread(
        to in prop::sample::subsequence(vec![0usize, 1, 2, 3], 1..4),
        ids in prop::sample::subsequence(vec![0usize, 1, 2, 3], 0..4),
        subject in prop::sample::select(vec!["Re: Stock of P-100?", "Re: Impressora parada [#1]", "x", ""]),
        automatic in any::<bool>(),
        from in prop::sample::select(vec!["parts@acme.example", "Parts@ACME.example"]),
    ) {
        let (d, ticket, mail) = answered();
        let asked = d.sent_mail(d.ask(ticket, "Do you have it?", 2).outbox);
        let addresses = [reply_address(&mail), reply_address(&asked), "desk@desk.example".into(), "carla@customer.example".into()];
        let known = [header(&mail, "Message-ID"), header(&asked, "Message-ID"), "<c0@customer.example>".into(), "<x@y.example>".into()];
        let to: Vec<&str> = to.into_iter().map(|i| addresses[i].as_str()).collect();
        let ids: Vec<&str> = ids.into_iter().map(|i| known[i].as_str()).collect();
        let (to, ids) = (to.join(", "), ids.join(" "));
        let mut fields = vec![("From", from), ("To", to.as_str()), ("Subject", subject), ("Message-ID", "<z@acme.example>")];
        if !ids.is_empty() {
            fields.push(("References", &ids));
        }
        if automatic {
            fields.push(("Auto-Submitted", "auto-replied"));
        }
        d.receive(&letter(&fields, "CANARYTHIRD"), 3);
        let t = d.desk.ticket(&d.ana, ticket).unwrap();
        prop_assert!(t.entries.iter().all(|e| e.kind == EntryKind::Event || !e.body.text().contains("CANARYTHIRD")));
        let (_, cc) = d.desk.reply_recipients(&d.ana, ticket).unwrap();
        prop_assert!(!cc.contains(&mailbox("parts@acme.example")));
    }
}
