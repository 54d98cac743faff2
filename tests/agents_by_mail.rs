//! Agents who write to the desk from their own mail program: a customer's mail that they pass on, and the public thread, which never
//! takes them for the customer.

#![allow(clippy::unwrap_used)]

mod desk;

use std::collections::BTreeMap;

use aside::desk::{DeskError, Policy, Release, Unreleasable};
use aside::model::entry::{EntryKind, Event};
use aside::model::status::Status;
use aside::store::{InboxState, Source};
use desk::{TestDesk, address, at, header};

const VOUCHED: &str = "Authentication-Results: mx.desk.example; dkim=pass header.d=staff.example; dmarc=pass header.from=staff.example\n";

fn desk() -> TestDesk {
    let trusted_authserv = BTreeMap::from([(address("desk@desk.example"), vec!["mx.desk.example".to_owned()])]);
    TestDesk::with(Policy { trusted_authserv, acknowledge: true, ..Policy::default() })
}

fn forward(authentication: &str) -> String {
    format!(
        "{authentication}From: Ana Lima <ana@staff.example>\nTo: desk@desk.example\nCc: boss@staff.example\nSubject: Fwd: Impressora\nMessage-ID: <f1@staff.example>\n\nCANARYWORDS, be careful with her.\n\n---------- Forwarded message ---------\nFrom: Carla Dias <carla@customer.example>\nDate: Mon, 16 Nov 2026 at 10:01\nSubject: Impressora\nTo: Ana Lima <ana@staff.example>\n\nOlá, a impressora não funciona mais.\n"
    )
}

#[test]
fn a_mail_that_an_agent_passes_on_is_a_ticket_of_the_customers_and_the_agents_words_are_private() {
    let d = desk();
    let receipt = d.receive(&forward(VOUCHED), 0);
    assert_eq!((receipt.result, receipt.why.as_str()), (InboxState::Ticket, "an agent passed it on: a new ticket for the person who wrote it"));
    let ticket = receipt.ticket.unwrap();
    let t = d.desk.ticket(&d.ana, ticket).unwrap();
    assert_eq!((t.head.subject.as_str(), t.head.requester.email.as_str(), t.head.status), ("Impressora", "carla@customer.example", Status::New));
    assert_eq!(t.head.waiting_since, Some(at(0)));
    assert_eq!((t.entries[0].kind, t.entries[0].author.name.as_str()), (EntryKind::Customer, "Carla Dias"));
    assert_eq!(t.entries[0].body.text(), "Olá, a impressora não funciona mais.");
    assert!(t.entries[0].inbox.is_some());
    let note = t.entries.iter().find(|e| e.kind == EntryKind::Note).unwrap();
    assert_eq!((note.body.text(), note.author.agent), ("CANARYWORDS, be careful with her.", Some(d.ana.id())));
    assert!(t.entries.iter().any(|e| matches!(&e.event, Some(Event::PassedOn { from }) if from == "Carla Dias") && e.author.name == "Ana Lima"));

    // what the customer gets says nothing of how the mail came
    d.reply(ticket, "Estamos vendo.", 1);
    let sent = d.sends(2);
    assert_eq!(sent.len(), 2, "an acknowledgement and the answer");
    for letter in sent {
        assert_eq!(letter.to.as_str(), "carla@customer.example");
        let read = letter.raw.clone() + &letter.text();
        for secret in ["CANARYWORDS", "staff.example"] {
            assert!(!read.contains(secret), "the customer reads {secret}");
        }
    }
    let (to, cc) = d.desk.reply_recipients(&d.ana, ticket).unwrap();
    assert_eq!((to.len(), cc.len()), (1, 0), "whom the agent wrote to is not on the ticket");
}

#[test]
fn a_mail_that_seems_to_be_passed_on_waits_for_one_key() {
    for authentication in [
        "",
        "Authentication-Results: mx.evil.example; dmarc=pass header.from=staff.example\n",
        "Authentication-Results: mx.desk.example; dmarc=fail header.from=staff.example\n",
        "Authentication-Results: mx.desk.example; spf=pass smtp.mailfrom=evil.example\n",
        "Authentication-Results: mx.desk.example; none\nAuthentication-Results: mx.desk.example; dmarc=pass header.from=staff.example\n",
    ] {
        let d = desk();
        let receipt = d.receive(&forward(authentication), 0);
        assert_eq!(receipt.result, InboxState::Quarantine, "{authentication}");
        assert_eq!(receipt.why, "an agent seems to have passed it on, but no trusted server vouches for that");
        let id = d.desk.quarantine(&d.bruno).unwrap()[0].id;
        let released = d.desk.release(&d.bruno, id, Release::NewTicket, at(1)).unwrap();
        let t = d.desk.ticket(&d.ana, released.ticket.unwrap()).unwrap();
        assert_eq!((released.result, t.head.requester.email.as_str()), (InboxState::Ticket, "carla@customer.example"));
        assert!(t.entries.iter().any(|e| e.kind == EntryKind::Note && e.body.text().contains("CANARYWORDS")));
        assert!(d.sends(2).is_empty(), "a person has it in hand: nothing automatic");
    }
}

#[test]
fn several_authors_are_no_agents_mail() {
    let d = desk();
    let two = forward(VOUCHED).replacen("To: desk@", "From: x@evil.example\nTo: desk@", 1);
    assert_eq!(d.receive(&two, 0).result, InboxState::Quarantine);
}

#[test]
fn an_agents_mail_that_passes_nothing_on_is_their_own_request() {
    for authentication in ["", VOUCHED] {
        let d = desk();
        let own = format!(
            "{authentication}From: bruno@staff.example\nTo: desk@desk.example\nSubject: My screen\nMessage-ID: <o@staff.example>\n\nIt flickers."
        );
        let receipt = d.receive(&own, 0);
        assert_eq!(receipt.why, "nothing names a ticket: a new one");
        let ticket = receipt.ticket.unwrap();
        assert_eq!(d.desk.ticket_head(&d.ana, ticket).unwrap().requester.email.as_str(), "bruno@staff.example");
        // and on it they are the customer
        d.sends(1);
        let reply = d.sent_mail(d.reply(ticket, "Try another cable.", 2).outbox);
        let answer = format!(
            "From: bruno@staff.example\nTo: {}\nSubject: Re: My screen\nMessage-ID: <o2@staff.example>\n\nBetter.",
            header(&reply, "Reply-To")
        );
        let receipt = d.receive(&answer, 3);
        assert_eq!((receipt.result, receipt.why.as_str()), (InboxState::Entry, "the signed reply address names the ticket"));
        let t = d.desk.ticket(&d.ana, ticket).unwrap();
        assert!(t.entries.iter().any(|e| e.kind == EntryKind::Customer && e.body.text() == "Better."));
    }
}

#[test]
fn an_agent_who_writes_to_the_public_thread_never_speaks_as_the_customer() {
    for (authentication, result, why) in [
        (
            VOUCHED,
            InboxState::Entry,
            "the signed reply address names the ticket and the author is an agent: a private note, never the customer's thread",
        ),
        (
            "",
            InboxState::Quarantine,
            "the signed reply address names the ticket and the author seems to be an agent, but no trusted server vouches for that",
        ),
    ] {
        let d = desk();
        let ticket = d.carla_writes(0);
        let mail = d.sent_mail(d.reply(ticket, "Please try again.", 1).outbox);
        d.sends(2);
        let answer = format!(
            "{authentication}From: Ana <ana@staff.example>\nTo: {}\nSubject: Re: [#{ticket}]\nIn-Reply-To: {}\nMessage-ID: <b@staff.example>\n\nCANARYAGENT",
            header(&mail, "Reply-To"),
            header(&mail, "Message-ID")
        );
        let receipt = d.receive(&answer, 3);
        assert_eq!((receipt.result, receipt.ticket, receipt.why.as_str()), (result, Some(ticket), why));
        let t = d.desk.ticket(&d.ana, ticket).unwrap();
        assert!(t.entries.iter().all(|e| e.kind == EntryKind::Note || !e.body.text().contains("CANARYAGENT")));
        assert_eq!(t.head.status, Status::Pending, "the customer has not answered");
        if result == InboxState::Quarantine {
            let id = d.desk.quarantine(&d.ana).unwrap()[0].id;
            let refused = d.desk.release(&d.ana, id, Release::Entry(ticket), at(4)).unwrap_err();
            assert!(matches!(refused, DeskError::Unreleasable(Unreleasable::FromAgent)), "{refused}");
            let note = d.desk.release(&d.ana, id, Release::Note(ticket), at(5)).unwrap();
            let t = d.desk.ticket(&d.ana, ticket).unwrap();
            let written = t.entries.iter().find(|e| Some(e.id) == note.entry).unwrap();
            assert_eq!((written.kind, written.body.text()), (EntryKind::Note, "Ana <ana@staff.example>:\n\nCANARYAGENT"));
        }
    }
}

#[test]
fn an_agent_in_copy_of_a_public_reply_is_not_the_customer_either() {
    let d = desk();
    let ticket = d.carla_writes(0);
    let mut request = desk::reply_request(ticket, "Hello.");
    request.to = vec![desk::mailbox("carla@customer.example")];
    request.cc = vec![desk::mailbox("bruno@staff.example")];
    d.desk.reply(&d.ana, &request, at(1)).unwrap();
    let by_subject =
        format!("{VOUCHED}From: bruno@staff.example\nTo: desk@desk.example\nSubject: Re: [#{ticket}]\nMessage-ID: <b@staff.example>\n\nCANARYAGENT");
    let receipt = d.receive(&by_subject, 2);
    assert_eq!(receipt.ticket, Some(ticket));
    assert!(d.desk.ticket(&d.ana, ticket).unwrap().entries.iter().all(|e| e.kind == EntryKind::Note || !e.body.text().contains("CANARYAGENT")));
}

#[test]
fn an_agent_who_is_in_a_side_conversation_answers_there_by_mail() {
    let d = desk();
    let ticket = d.carla_writes(0);
    let mut ask = desk::side_request(ticket, "Do we have it?");
    ask.to = vec![desk::mailbox("bruno@staff.example")];
    let side = d.desk.open_side(&d.ana, &ask, at(1)).unwrap();
    let asked = d.sent_mail(side.outbox);
    let answer =
        format!("From: bruno@staff.example\nTo: {}\nSubject: x\nMessage-ID: <b@staff.example>\n\nIn the cellar.", header(&asked, "Reply-To"));
    assert_eq!(d.receive(&answer, 2).result, InboxState::Side);
}

#[test]
fn an_imported_archive_makes_no_tickets_on_behalf_and_fills_no_quarantine() {
    let d = desk();
    let receipt = d.desk.receive(forward("").replace('\n', "\r\n").as_bytes(), Source::Import, None, at(0)).unwrap();
    assert_eq!((receipt.result, receipt.why.as_str()), (InboxState::Ticket, "nothing names a ticket: a new one"));
}
