//! Merging: a request goes on in another ticket, nothing of it is lost, two customers never get each other's mail, and it can be taken back.

#![allow(clippy::unwrap_used)]

mod desk;

use aside::desk::{Asked, Beginning, CreateRequest, Desk, DeskError, Explanation, NoteRequest, Part, Policy, Receipt, SplitRequest, Unmergeable};
use aside::model::entry::{Entry, EntryKind, Event};
use aside::model::outgoing::InternalText;
use aside::model::people::Role;
use aside::model::recipients::Obstacle;
use aside::model::status::Status;
use aside::model::ticket::{Assign, BoxKey, ListRequest, Sort, Ticket};
use aside::model::{EntryId, TicketId, Time};
use aside::store::{InboxState, Mode, NewAgent, Source, Store};
use desk::{TestDesk, address, at, header, mailbox, reply_request};
use jiff::tz::TimeZone;

fn dora_writes(d: &TestDesk, minutes: i64) -> TicketId {
    let mail = format!(
        "From: Dora Melo <dora@other.example>\nTo: desk@desk.example\nCc: Dora's boss <boss@other.example>\nSubject: Toner vazando\nMessage-ID: <d{minutes}@other.example>\n\nO toner secreto vaza."
    );
    d.receive(&mail, minutes).ticket.unwrap()
}

/// Somebody answers a mail that the desk has sent.
fn answer(d: &TestDesk, from: &str, mail: &str, text: &str, minutes: i64) -> Receipt {
    let domain = from.rsplit('@').next().unwrap().trim_end_matches('>');
    let reply = format!(
        "From: {from}\nTo: {}\nCc: friend@{domain}\nSubject: Re: your mail\nIn-Reply-To: {}\nMessage-ID: <r{minutes}@{domain}>\n\n{text}",
        header(mail, "Reply-To"),
        header(mail, "Message-ID")
    );
    d.receive(&reply, minutes)
}

fn read(d: &TestDesk, ticket: TicketId) -> Ticket {
    d.desk.ticket(&d.ana, ticket).unwrap()
}

fn texts(t: &Ticket) -> Vec<String> {
    t.entries.iter().filter(|e| e.kind != EntryKind::Event).map(|e| e.body.new_text()).collect()
}

fn events(t: &Ticket) -> Vec<&Event> {
    t.entries.iter().filter_map(|e| e.event.as_ref()).collect()
}

fn search(d: &TestDesk, query: &str) -> Vec<TicketId> {
    let request = ListRequest { within: BoxKey::AllOpen, query: query.to_owned(), sort: Sort::Updated.into(), offset: 0, limit: 50 };
    d.desk.list(&d.ana, &request, at(900)).unwrap().rows.iter().map(|r| r.id).collect()
}

#[test]
fn what_was_on_a_ticket_is_read_on_the_one_that_it_was_merged_into() {
    let d = TestDesk::new();
    let (first, second) = (d.carla_writes(0), d.carla_writes(1));
    d.desk.note(&d.ana, &NoteRequest { ticket: first, text: InternalText::new("@bruno a recall"), files: vec![], status: None }, at(2)).unwrap();
    let side = d.ask(first, "Do you have it?", 3);
    d.reply(second, "Please wait.", 4);
    d.desk.merge(&d.ana, first, second, false, at(5)).unwrap();

    let (old, new) = (read(&d, first), read(&d, second));
    assert_eq!((old.head.status, old.head.merged_into, old.sides.len()), (Status::Closed, Some(second), 0));
    assert_eq!((texts(&old).len(), events(&old).last().unwrap()), (0, &&Event::MergedInto { ticket: second }));
    assert_eq!(texts(&new), ["A impressora não imprime mais.", "A impressora não imprime mais.", "@bruno a recall", "Please wait."]);
    assert!(events(&new).contains(&&Event::MergedHere { ticket: first, subject: "Impressora parada".into() }));
    assert_eq!((new.sides.len(), new.sides[0].id, new.head.sides_open), (1, side.side, 1));
    assert!(new.entries.iter().filter(|e| e.origin.is_some()).all(|e| e.origin.unwrap().ticket == first && e.origin.unwrap().same_requester));
    let boxed = d.desk.boxes(&d.ana).unwrap();
    assert_eq!(boxed.iter().find(|b| b.key == BoxKey::AllOpen).unwrap().total, 1, "the merged one is in no box");
    assert_eq!(d.desk.boxes(&d.bruno).unwrap().iter().find(|b| b.key == BoxKey::Mentions).unwrap().total, 1, "who was mentioned reads on there");
    assert_eq!(search(&d, "recall"), [second]);
    assert_eq!(search(&d, "impressora"), [second]);
}

#[test]
fn what_waits_for_an_answer_goes_on_waiting_and_opens_the_other_ticket() {
    let d = TestDesk::new();
    let (asked_again, answered) = (d.carla_writes(5), d.carla_writes(6));
    d.desk.take(&d.bruno, answered, at(7)).unwrap();
    d.reply(answered, "Done.", 8);
    d.desk.seen(&d.bruno, answered, at(8)).unwrap();
    d.desk.merge(&d.ana, asked_again, answered, false, at(9)).unwrap();
    let head = d.desk.ticket_head(&d.ana, answered).unwrap();
    assert_eq!((head.status, head.waiting_since, head.unread), (Status::Open, Some(at(5)), true));
    d.desk.undo(&d.ana, at(10)).unwrap();
    let (back, there) = (d.desk.ticket_head(&d.ana, asked_again).unwrap(), d.desk.ticket_head(&d.ana, answered).unwrap());
    assert_eq!((back.status, back.waiting_since, back.unread), (Status::New, Some(at(5)), true));
    assert_eq!((there.status, there.waiting_since, there.unread), (Status::Pending, None, false));
}

#[test]
fn later_answers_land_where_it_was_merged_into() {
    let d = TestDesk::new();
    let (first, second) = (d.carla_writes(0), d.carla_writes(1));
    let sent = d.sent_mail(d.reply(first, "Please try again.", 2).outbox);
    d.desk.merge(&d.ana, first, second, false, at(3)).unwrap();
    d.reply(second, "Any news?", 4);

    let by_sign = answer(&d, "Carla Dias <carla@customer.example>", &sent, "Still dead.", 5);
    assert_eq!((by_sign.result, by_sign.ticket), (InboxState::Entry, Some(second)));
    assert_eq!(d.desk.ticket_head(&d.ana, second).unwrap().status, Status::Open);
    let by_id = "From: carla@customer.example\nTo: desk@desk.example\nSubject: Re: x\nIn-Reply-To: <c0@customer.example>\nMessage-ID: <6@customer.example>\n\nBy id.";
    assert_eq!(d.receive(by_id, 6).ticket, Some(second));
    let by_number =
        format!("From: carla@customer.example\nTo: desk@desk.example\nSubject: About [#{first}]\nMessage-ID: <7@customer.example>\n\nBy number.");
    assert_eq!(d.receive(&by_number, 7).ticket, Some(second));
    assert_eq!(texts(&read(&d, first)).len(), 0);
}

#[test]
fn side_conversations_go_along_and_go_on() {
    let d = TestDesk::new();
    let (first, second) = (d.carla_writes(0), d.carla_writes(1));
    d.desk.take(&d.bruno, second, at(2)).unwrap();
    let asked = d.ask(first, "Do you have it?", 2);
    let done = d.ask(first, "And this?", 3);
    d.desk.side_done(&d.ana, done.side, at(3)).unwrap();
    d.desk.merge(&d.ana, first, second, false, at(4)).unwrap();
    let receipt = answer(&d, "Acme Parts <parts@acme.example>", &d.sent_mail(asked.outbox), "Yes, four.", 5);
    assert_eq!((receipt.result, receipt.ticket), (InboxState::Side, Some(second)));
    let t = read(&d, second);
    assert_eq!((t.head.sides_open, t.head.sides_unread, t.sides.len()), (1, 1, 2));
    assert!(d.desk.notifications(&d.bruno).unwrap().iter().any(|n| n.ticket == second), "its assignee is told");
    assert_eq!(search(&d, "third:parts@acme.example"), [second]);
    d.desk.undo(&d.ana, at(6)).unwrap();
    let (back, left) = (read(&d, first), read(&d, second));
    assert_eq!((back.head.sides_open, back.head.sides_unread, back.sides.len(), left.sides.len()), (1, 1, 2, 0));
    assert!(events(&back).iter().any(|e| matches!(e, Event::SideAnswered { .. })), "what came in the side conversation since goes back with it");
    assert!(!events(&left).iter().any(|e| e.side().is_some()));
}

#[test]
fn a_mail_on_its_way_goes_on_and_can_still_be_taken_back() {
    let d = TestDesk::new();
    let (first, second) = (d.carla_writes(0), d.carla_writes(1));
    d.desk.set_status(&d.ana, second, Status::OnHold, at(1)).unwrap();
    let leaves = d.reply(first, "It leaves.", 2);
    let mut request = reply_request(first, "It is taken back.");
    request.nonce = 77;
    let stays = d.desk.reply(&d.ana, &request, at(2)).unwrap();
    d.desk.merge(&d.ana, first, second, false, at(2)).unwrap();
    let draft = d.desk.undo_send(&d.ana, stays.outbox, at(2)).unwrap();
    assert_eq!((draft.ticket, draft.text.as_str()), (second, "It is taken back."));
    assert_eq!(d.desk.ticket_head(&d.ana, second).unwrap().status, Status::OnHold, "the other ticket's status is not put back");
    let sent = d.sends(10);
    assert_eq!(sent.iter().map(|l| (l.to.as_str(), l.raw.contains("It leaves."))).collect::<Vec<_>>(), [("carla@customer.example", true)]);
    assert!(read(&d, second).entries.iter().any(|e| e.id == leaves.entry && e.delivery.is_some()));
}

#[test]
fn two_customers_are_merged_only_when_that_is_confirmed() {
    let d = TestDesk::new();
    let (carlas, doras) = (d.carla_writes(0), dora_writes(&d, 1));
    let refused = d.desk.merge(&d.ana, doras, carlas, false, at(2)).unwrap_err();
    let DeskError::Unmergeable(Unmergeable::OtherRequester { who, whose, .. }) = refused else { panic!("{refused}") };
    assert_eq!((who.as_str(), whose.as_str()), ("Dora Melo", "Carla Dias"));
    assert_eq!(read(&d, doras).head.status, Status::New, "nothing has changed");
    d.desk.merge(&d.ana, doras, carlas, true, at(3)).unwrap();
    assert!(read(&d, carlas).entries.iter().any(Entry::is_of_other_requester));
}

/// Every word, address and Message-ID of Dora's.
fn assert_nothing_of_doras(mail: &str) {
    for hers in ["other.example", "Dora", "dora", "Melo", "secreto", "Toner", "boss"] {
        assert!(!mail.contains(hers), "{hers} is in\n{mail}");
    }
}

#[test]
fn a_reply_goes_to_its_own_requester_alone_and_quotes_nobody_else() {
    let d = TestDesk::new();
    let (carlas, doras) = (d.carla_writes(0), dora_writes(&d, 1));
    let to_dora = d.sent_mail(d.reply(doras, "Dora, wait.", 2).outbox);
    d.desk.merge(&d.ana, doras, carlas, true, at(3)).unwrap();
    let first = d.reply(carlas, "Carla, we come.", 4);
    let mail = d.sent_mail(first.outbox);
    assert_nothing_of_doras(&mail);
    assert!(mail.contains("c0@customer.example"), "it answers Carla's own mail");
    assert!(d.sent_mail(first.outbox).contains("imprime mais"), "and quotes it, although Dora's is newer");

    // Dora answers with a friend in Cc, and lands beside Carla: still nothing of hers goes out
    let hers = answer(&d, "Dora Melo <dora@other.example>", &to_dora, "O segredo: secreto.", 5);
    assert_eq!((hers.result, hers.ticket), (InboxState::Entry, Some(carlas)));
    assert!(read(&d, carlas).entries.iter().rfind(|e| e.kind == EntryKind::Customer).unwrap().is_of_other_requester());
    let (to, cc) = d.desk.reply_recipients(&d.ana, carlas).unwrap();
    assert_eq!((to, cc), (vec![mailbox("Carla Dias <carla@customer.example>")], vec![]));
    let mut request = reply_request(carlas, "Carla, once more.");
    request.nonce = 99;
    let second = d.desk.reply(&d.ana, &request, at(6)).unwrap();
    assert_nothing_of_doras(&d.sent_mail(second.outbox));
    let letters = d.sends(30);
    let to_carla: Vec<_> = letters.iter().filter(|l| l.raw.contains("Carla, ")).collect();
    assert_eq!(to_carla.iter().map(|l| l.to.as_str()).collect::<Vec<_>>(), ["carla@customer.example"; 2]);
}

#[test]
fn another_customer_cannot_be_put_among_the_recipients_not_even_confirmed() {
    let d = TestDesk::new();
    let (carlas, doras) = (d.carla_writes(0), dora_writes(&d, 1));
    d.desk.merge(&d.ana, doras, carlas, true, at(3)).unwrap();
    let mut request = reply_request(carlas, "Both of you.");
    request.to = vec![mailbox("carla@customer.example")];
    request.bcc = vec![mailbox("Dora <dora+x@other.example>")];
    let obstacle = Obstacle::OtherCustomerInReply { address: address("dora+x@other.example") };
    request.confirmed = vec![obstacle.clone()];
    let refused = d.desk.reply(&d.ana, &request, at(4)).unwrap_err();
    assert!(matches!(&refused, DeskError::Blocked(o) if *o == [obstacle]), "{refused:?}");
    let mut side = desk::side_request(carlas, "Ask Dora?");
    side.to = vec![mailbox("dora@other.example")];
    assert!(matches!(d.desk.open_side(&d.ana, &side, at(4)), Err(DeskError::Blocked(o)) if matches!(o[0], Obstacle::CustomerInSide { .. })));
}

#[test]
fn whoever_comes_back_after_the_other_ticket_was_closed_gets_a_ticket_of_their_own() {
    let d = TestDesk::new();
    let (carlas, doras) = (d.carla_writes(0), dora_writes(&d, 1));
    let to_dora = d.sent_mail(d.reply(doras, "Dora, wait.", 2).outbox);
    d.desk.merge(&d.ana, doras, carlas, true, at(3)).unwrap();
    d.desk.set_status(&d.ana, carlas, Status::Closed, at(4)).unwrap();
    let receipt = answer(&d, "Dora Melo <dora@other.example>", &to_dora, "Again!", 5);
    let new = read(&d, receipt.ticket.unwrap());
    assert_eq!((new.head.requester.email.as_str(), new.head.subject.contains("Impressora")), ("dora@other.example", false));
    let mail = d.sent_mail(d.reply(new.head.id, "Hello Dora.", 6).outbox);
    assert!(!mail.contains("carla") && !mail.contains("Impressora") && !mail.contains("customer.example"), "{mail}");
}

#[test]
fn a_merge_is_taken_back_wholly_with_what_came_since_for_the_merged_ticket() {
    let d = TestDesk::new();
    let (first, second) = (d.carla_writes(0), d.carla_writes(1));
    let sent = d.sent_mail(d.reply(first, "Try again.", 2).outbox);
    for ticket in [first, second] {
        d.desk.assign(&d.ana, ticket, Assign::Agent(d.bruno.id()), at(2)).unwrap();
    }
    d.desk.snooze(&d.ana, first, Some(at(5000)), at(2)).unwrap();
    let draft = aside::store::DraftRow::new(first, Mode::Note, "half a note", at(2));
    d.desk.save_draft(&d.bruno, &draft).unwrap();
    let (old, new) = (read(&d, first), read(&d, second));
    d.desk.merge(&d.ana, first, second, false, at(3)).unwrap();
    assert_eq!(d.desk.drafts(&d.bruno, second).unwrap()[0].text, "half a note");
    answer(&d, "Carla Dias <carla@customer.example>", &sent, "Came since.", 4);
    let mut request = reply_request(second, "Sent since, on the other.");
    request.nonce = 55;
    d.desk.reply(&d.bruno, &request, at(5)).unwrap();

    let undone = d.desk.undo(&d.ana, at(6)).unwrap();
    assert_eq!((undone.parts.as_slice(), undone.ticket), (&[Part::Merge][..], first));
    let (back, left) = (read(&d, first), read(&d, second));
    assert_eq!(texts(&back), ["A impressora não imprime mais.", "Try again.", "Came since."]);
    assert_eq!((back.head.status, back.head.snoozed_until, back.head.merged_into), (Status::Open, None, None), "its customer has answered");
    assert!(back.entries.iter().all(|e| e.origin.is_none()));
    let ids = |t: &Ticket| t.entries.iter().map(|e| e.id).collect::<Vec<EntryId>>();
    assert!(ids(&old).iter().all(|id| ids(&back).contains(id)) && ids(&new).iter().all(|id| ids(&left).contains(id)));
    assert_eq!(texts(&left), ["A impressora não imprime mais.", "Sent since, on the other."]);
    assert_eq!(d.desk.drafts(&d.bruno, first).unwrap()[0].text, "half a note");
    assert_eq!(search(&d, "\"Came since\""), [first]);
    let later = answer(&d, "Carla Dias <carla@customer.example>", &sent, "Later.", 7);
    assert_eq!(later.ticket, Some(first));
    assert_eq!(d.desk.store().integrity().unwrap(), Vec::<String>::new());
}

#[test]
fn a_merge_that_nothing_followed_leaves_no_trace_but_its_lines() {
    let d = TestDesk::new();
    let (first, second) = (d.carla_writes(0), d.carla_writes(1));
    d.desk.snooze(&d.ana, first, Some(at(5000)), at(2)).unwrap();
    d.desk.set_status(&d.ana, second, Status::Pending, at(2)).unwrap();
    let (old, new) = (read(&d, first), read(&d, second));
    d.desk.merge(&d.ana, first, second, false, at(3)).unwrap();
    d.desk.undo(&d.ana, at(4)).unwrap();
    for (before, after) in [(old, read(&d, first)), (new, read(&d, second))] {
        let (b, a) = (&before.head, &after.head);
        assert_eq!(
            (b.status, b.snoozed_until, b.waiting_since, b.unread, &b.requester),
            (a.status, a.snoozed_until, a.waiting_since, a.unread, &a.requester)
        );
        assert_eq!(texts(&before), texts(&after));
    }
}

/// How a ticket stands, as far as a merge changes that.
fn stands(d: &TestDesk, ticket: TicketId) -> (Status, Option<Time>, Option<Time>, bool, Option<Time>, String) {
    let h = read(d, ticket).head;
    (h.status, h.snoozed_until, h.waiting_since, h.unread, h.last_customer_at, h.requester.email.as_str().to_owned())
}

/// Carla writes so many milliseconds after the start.
fn carla_writes_at(d: &TestDesk, milliseconds: i64) -> TicketId {
    let mail = format!(
        "From: Carla Dias <carla@customer.example>\r\nTo: desk@desk.example\r\nSubject: Papel\r\nMessage-ID: <p{milliseconds}@customer.example>\r\n\r\nHm."
    );
    d.desk.receive(mail.as_bytes(), Source::Ingest, None, Time(at(0).0 + milliseconds)).unwrap().ticket.unwrap()
}

#[test]
fn a_merge_that_is_taken_back_leaves_every_time_to_the_millisecond() {
    let d = TestDesk::new();
    let older = carla_writes_at(&d, 1_234);
    let newer = carla_writes_at(&d, 61_567);
    for (source, target, snooze) in
        [(older, newer, None), (newer, older, None), (older, newer, Some(Time(at(5000).0 + 789))), (newer, older, Some(Time::NEVER))]
    {
        d.desk.seen(&d.ana, target, at(2)).unwrap();
        for ticket in [source, target] {
            d.desk.snooze(&d.ana, ticket, snooze, at(2)).unwrap();
        }
        let before = (stands(&d, source), stands(&d, target));
        d.desk.merge(&d.ana, source, target, false, Time(at(3).0 + 321)).unwrap();
        d.desk.undo(&d.ana, at(4)).unwrap();
        assert_eq!((stands(&d, source), stands(&d, target)), before);
    }
}

#[test]
fn a_merge_that_was_kept_in_whole_seconds_is_taken_back_too() {
    let d = TestDesk::new();
    let (older, newer) = (carla_writes_at(&d, 1_234), carla_writes_at(&d, 61_567));
    d.desk.snooze(&d.ana, newer, Some(Time::NEVER), at(2)).unwrap();
    let before = stands(&d, newer);
    d.desk.merge(&d.ana, older, newer, false, at(3)).unwrap();
    let file = rusqlite::Connection::open(d.path()).unwrap();
    let old = r#"{"source":{"status":"new","snoozed_until":null,"waiting_since":"2026-11-17T00:00:01Z","unread":true,"last_customer_at":"2026-11-17T00:00:01Z","address":"carla@customer.example"},
        "target":{"status":"new","snoozed_until":"9999-12-30T22:00:00Z","waiting_since":"2026-11-17T00:01:01Z","unread":true,"last_customer_at":"2026-11-17T00:01:01Z","address":"carla@customer.example"},
        "left":{"status":"open","snoozed_until":null,"waiting_since":"2026-11-17T00:00:01Z","unread":true,"last_customer_at":"2026-11-17T00:01:01Z","address":"carla@customer.example"}}"#;
    file.execute("UPDATE moves SET stood = ?1", [old]).unwrap();
    d.desk.undo(&d.ana, at(4)).unwrap();
    let after = stands(&d, newer);
    assert_eq!((after.1, after.2), (Some(Time::NEVER), Some(Time::from_seconds(before.2.unwrap().0 / 1000))));
    assert_eq!((after.4, &after.5), (before.4, &before.5), "what the merge did not change keeps its milliseconds");
}

#[test]
fn a_merge_is_not_taken_back_when_what_went_has_gone_on() {
    let d = TestDesk::new();
    let (first, second, third) = (d.carla_writes(0), d.carla_writes(1), d.carla_writes(2));
    d.desk.merge(&d.ana, first, second, false, at(3)).unwrap();
    d.desk.merge(&d.bruno, second, third, false, at(4)).unwrap();
    let refused = d.desk.undo(&d.ana, at(5)).unwrap_err();
    assert!(matches!(refused, DeskError::WentOn { from, to } if (from, to) == (first, second)), "{refused}");
    assert_eq!(texts(&read(&d, third)).len(), 3);
    d.desk.undo(&d.bruno, at(6)).unwrap();
    d.desk.undo(&d.ana, at(7)).unwrap();
    assert_eq!([first, second, third].map(|t| texts(&read(&d, t)).len()), [1, 1, 1]);

    d.desk.merge(&d.ana, first, second, false, at(8)).unwrap();
    let message = read(&d, second).entries.iter().find(|e| e.origin.is_some() && e.kind == EntryKind::Customer).unwrap().id;
    d.desk.split(&d.bruno, &SplitRequest { ticket: second, message, sides: vec![] }, at(9)).unwrap();
    assert!(matches!(d.desk.undo(&d.ana, at(10)), Err(DeskError::WentOn { .. })), "a message of it was split off");
}

#[test]
fn several_are_merged_into_one_and_taken_back_as_one() {
    let d = TestDesk::new();
    let all: Vec<TicketId> = (0..4).map(|n| d.carla_writes(n)).collect();
    let doras = dora_writes(&d, 5);
    let mut chosen = all.clone();
    chosen.push(doras);
    let done = d.desk.merge_all(&d.ana, &chosen, all[2], false, at(6)).unwrap();
    assert_eq!(done.done, [all[0], all[1], all[3]]);
    assert!(matches!(done.left.as_slice(), [(t, DeskError::Unmergeable(Unmergeable::OtherRequester { .. }))] if *t == doras));
    assert_eq!(texts(&read(&d, all[2])).len(), 4);
    let undone = d.desk.undo(&d.ana, at(7)).unwrap();
    assert_eq!((undone.tickets.len(), undone.left.len()), (3, 0));
    assert!(all.iter().all(|t| texts(&read(&d, *t)).len() == 1));
    assert!(matches!(d.desk.undo(&d.ana, at(8)), Err(DeskError::NothingToUndo)), "nothing of it is left to undo");
}

#[test]
fn what_cannot_be_merged_says_why() {
    let d = TestDesk::new();
    let (first, second, closed) = (d.carla_writes(0), d.carla_writes(1), d.carla_writes(2));
    d.desk.set_status(&d.ana, closed, Status::Closed, at(3)).unwrap();
    let why = |e: Result<(), DeskError>| e.unwrap_err();
    assert!(matches!(why(d.desk.merge(&d.ana, first, first, false, at(4))), DeskError::Unmergeable(Unmergeable::Itself(_))));
    assert!(matches!(why(d.desk.merge(&d.ana, first, closed, false, at(4))), DeskError::Unmergeable(Unmergeable::IntoClosed(_))));
    assert!(matches!(why(d.desk.merge(&d.ana, first, TicketId(99), false, at(4))), DeskError::NoSuchTicket(_)));
    d.desk.merge(&d.ana, closed, second, false, at(5)).unwrap();
    d.desk.merge(&d.ana, first, second, false, at(5)).unwrap();
    let merged = |e: DeskError| matches!(e, DeskError::MergedAway { ticket, into } if (ticket, into) == (first, second));
    assert!(merged(why(d.desk.merge(&d.ana, first, second, false, at(6)))), "once is enough");
    assert!(merged(why(d.desk.merge(&d.ana, second, first, false, at(6)))), "never round");
    assert!(merged(d.desk.reply(&d.ana, &reply_request(first, "Hello?"), at(6)).unwrap_err()), "what is merged is worked on where it went");
    assert!(merged(why(d.desk.set_status(&d.ana, first, Status::Open, at(6)))));
}

#[test]
fn who_is_a_third_party_of_the_one_cannot_become_its_customer() {
    let d = TestDesk::new();
    let (carlas, doras) = (d.carla_writes(0), dora_writes(&d, 1));
    let mut ask = desk::side_request(carlas, "Dora, do you know this printer?");
    ask.to = vec![mailbox("Dora <dora@other.example>")];
    d.desk.open_side(&d.ana, &ask, at(2)).unwrap();
    for (ticket, into) in [(carlas, doras), (doras, carlas)] {
        let refused = d.desk.merge(&d.ana, ticket, into, true, at(3)).unwrap_err();
        assert!(matches!(&refused, DeskError::Unmergeable(Unmergeable::CustomerIsThirdParty { ticket, .. }) if *ticket == carlas), "{refused}");
    }
}

#[test]
fn both_tickets_must_be_the_agents_to_work_on() {
    let d = TestDesk::new();
    let team = d.desk.add_team(&d.ana, "Billing", &[], at(0)).unwrap();
    let (seen, hidden) = (d.carla_writes(0), d.carla_writes(1));
    d.desk.assign(&d.ana, hidden, Assign::Team(team), at(2)).unwrap();
    for (ticket, into) in [(seen, hidden), (hidden, seen)] {
        assert!(matches!(d.desk.merge(&d.bruno, ticket, into, false, at(3)), Err(DeskError::NoSuchTicket(t)) if t == hidden));
    }
    d.desk.merge(&d.bruno, seen, d.carla_writes(4), false, at(5)).unwrap();
}

#[test]
fn who_only_reads_and_notes_moves_nothing() {
    let d = TestDesk::new();
    let new = NewAgent { login: "lia", name: "Lia", email: &address("lia@staff.example"), role: Role::Light };
    d.desk.add_agent(&d.ana, &new, at(0)).unwrap();
    let lia = d.desk.actor("lia", None).unwrap();
    let (first, second) = (d.carla_writes(0), d.carla_writes(1));
    for ticket in [first, second] {
        d.desk.note(&d.ana, &NoteRequest { ticket, text: InternalText::new("@lia look"), files: vec![], status: None }, at(2)).unwrap();
    }
    let message = read(&d, first).entries[0].id;
    assert!(matches!(d.desk.merge(&lia, first, second, false, at(3)), Err(DeskError::NotAllowed { .. })));
    assert!(matches!(d.desk.split(&lia, &SplitRequest { ticket: first, message, sides: vec![] }, at(3)), Err(DeskError::NotAllowed { .. })));
    let request = CreateRequest {
        requester: mailbox("eva@customer.example"),
        subject: "Lamp".into(),
        team: None,
        mailbox: None,
        beginning: Beginning::Nothing,
        files: vec![],
    };
    assert!(matches!(d.desk.create(&lia, &request, at(3)), Err(DeskError::NotAllowed { .. })));
}

#[test]
fn where_a_mail_went_is_explained_after_the_merge_too() {
    let d = TestDesk::new();
    let (first, second) = (d.carla_writes(0), d.carla_writes(1));
    d.desk.merge(&d.ana, first, second, false, at(3)).unwrap();
    let told = d.desk.explain(&d.ana, &Asked::MessageId("c0@customer.example".into())).unwrap();
    assert!(matches!(&told[0], Explanation::In(m) if m.ticket == Some(second) && m.entry.is_some()));
}

#[test]
fn two_desks_that_merge_the_same_tickets_at_once_merge_them_once() {
    for turned in [false, true] {
        for round in 0..8 {
            let d = TestDesk::new();
            let (first, second) = (d.carla_writes(0), d.carla_writes(1));
            let path = d.path();
            let results: Vec<Result<(), DeskError>> = std::thread::scope(|scope| {
                let both: Vec<_> = [("ana", (first, second)), ("bruno", if turned { (second, first) } else { (first, second) })]
                    .into_iter()
                    .map(|(login, (ticket, into))| {
                        let path = &path;
                        scope.spawn(move || {
                            let desk = Desk::new(Store::open(path).unwrap(), Policy::default(), TimeZone::UTC).unwrap();
                            let who = desk.actor(login, None).unwrap();
                            desk.merge(&who, ticket, into, false, at(3 + round))
                        })
                    })
                    .collect();
                both.into_iter().map(|t| t.join().unwrap()).collect()
            });
            assert_eq!(results.iter().filter(|r| r.is_ok()).count(), 1, "{results:?}");
            assert!(results.iter().any(|r| matches!(r, Err(DeskError::MergedAway { .. }))), "{results:?}");
            let (a, b) = (read(&d, first), read(&d, second));
            assert_eq!(texts(&a).len() + texts(&b).len(), 2);
            assert_eq!([a, b].iter().filter(|t| t.head.merged_into.is_some()).count(), 1);
            assert_eq!(d.desk.store().integrity().unwrap(), Vec::<String>::new());
        }
    }
}
