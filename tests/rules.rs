//! Rules: when this happens, and this query finds the ticket, do these verbs.

#![allow(clippy::unwrap_used)]

mod desk;

use std::time::Duration;

use aside::desk::{Asked, DeskError, Explanation, How, NotNow, Note, Policy, ReplyRequest, Saved};
use aside::model::entry::{EntryKind, Event};
use aside::model::settings::Kind;
use aside::model::status::{Priority, Status};
use aside::model::ticket::{NotificationKind, Ticket};
use aside::model::{SideId, TicketId};
use aside::store::Source;
use aside::words::Words;
use desk::{TestDesk, address, at, header, reply_address, reply_request};

const DAY: i64 = 24 * 60;

impl TestDesk {
    /// A rule, after those that there are.
    fn rule(&self, name: &str, when: &str, query: &str, verbs: &[&str]) {
        self.rule_from(name, when, query, verbs, 0);
    }

    /// The same, saved at some minute.
    fn rule_from(&self, name: &str, when: &str, query: &str, verbs: &[&str], minutes: i64) {
        let text = self.desk.settings(&self.ana, Kind::Rules, &Words::default()).unwrap();
        let verbs: Vec<String> = verbs.iter().map(|v| format!("'{v}'")).collect();
        let rule = format!("{text}\n[[rule]]\nname = '{name}'\nwhen = '{when}'\nquery = '{query}'\nverbs = [{}]\n", verbs.join(", "));
        self.save(&rule, minutes).unwrap_or_else(|e| panic!("{e}"));
    }

    /// Saves the rules as they stand in a text.
    fn save(&self, rules: &str, minutes: i64) -> Result<Saved, DeskError> {
        self.desk.save_settings(&self.ana, Kind::Rules, rules, "rules.toml", at(minutes))
    }

    fn text(&self) -> String {
        self.desk.settings(&self.ana, Kind::Rules, &Words::default()).unwrap()
    }

    fn ticket(&self, id: TicketId) -> Ticket {
        self.desk.ticket(&self.ana, id).unwrap()
    }

    fn tags(&self, id: TicketId) -> Vec<String> {
        self.ticket(id).head.tags
    }

    fn failures(&self, id: TicketId) -> Vec<String> {
        let why = |e: Event| if let Event::RuleFailed { why, .. } = e { Some(why) } else { None };
        self.ticket(id).entries.into_iter().filter_map(|e| e.event).filter_map(why).collect()
    }

    /// The third party answers what it was sent.
    fn third_party_answers(&self, question: &str, minutes: i64) -> SideId {
        let mail = format!(
            "From: Acme Parts <parts@acme.example>\nTo: {}\nSubject: Re: Stock\nMessage-ID: <a{minutes}@acme.example>\nIn-Reply-To: {}\n\nWe have four.",
            reply_address(question),
            header(question, "Message-ID")
        );
        self.receive(&mail, minutes).side.unwrap()
    }
}

#[test]
fn each_event_of_a_side_conversation_runs_its_rules() {
    let d = TestDesk::new();
    for (name, when) in [("created", "side created"), ("answered", "side answered"), ("done", "side done"), ("reopened", "side reopened")] {
        d.rule(name, when, "", &[&format!("tag +{name}")]);
    }
    let ticket = d.carla_writes(0);
    d.ask(ticket, "How many?", 1);
    assert_eq!(d.tags(ticket), [""; 0], "as long as it can be taken back, it was not opened");
    let question = d.sends(5).pop().unwrap().raw;
    assert_eq!(d.tags(ticket), ["created"]);
    let side = d.third_party_answers(&question, 10);
    assert_eq!(d.tags(ticket), ["answered", "created"]);
    d.desk.side_done(&d.ana, side, at(11)).unwrap();
    assert_eq!(d.tags(ticket), ["answered", "created", "done"]);
    d.third_party_answers(&question.replace("Message-ID", "X-Message-ID\nMessage-ID"), 12);
    assert_eq!(d.tags(ticket), ["answered", "created", "done", "reopened"]);
}

#[test]
fn what_was_taken_back_never_happened() {
    let d = TestDesk::new();
    d.rule("asked", "side created", "", &["tag +asked"]);
    d.rule("told", "agent answered", "", &["tag +told"]);
    let ticket = d.carla_writes(0);
    let (side, reply) = (d.ask(ticket, "How many?", 1), d.reply(ticket, "One moment.", 1));
    d.desk.undo_send(&d.ana, side.outbox, at(1)).unwrap();
    d.desk.undo_send(&d.ana, reply.outbox, at(1)).unwrap();
    d.sends(5);
    assert_eq!(d.tags(ticket), [""; 0]);
    d.desk.reply(&d.ana, &ReplyRequest { nonce: 12, ..reply_request(ticket, "One moment more.") }, at(6)).unwrap();
    d.sends(8);
    assert_eq!(d.tags(ticket), ["told"]);
}

#[test]
fn a_rule_asks_a_third_party_and_the_customer_sees_nothing_of_it() {
    let d = TestDesk::new();
    d.rule(
        "Stock of printers",
        "ticket created",
        "subject:impressora",
        &[
            "side \"Ticket {{ ticket.number }} needs a spare part.\" to \"Acme Parts <parts@acme.example>\" cc store@acme.example subject \"Part for {{ ticket.number }}\"",
            "status on-hold",
        ],
    );
    let ticket = d.carla_writes(0);
    let now = d.ticket(ticket);
    assert_eq!(now.head.status, Status::OnHold);
    assert_eq!((now.sides.len(), now.sides[0].subject.as_str()), (1, &*format!("Part for {ticket}")));
    let sent = d.sends(0);
    assert_eq!(sent.iter().map(|l| l.to.as_str()).collect::<Vec<_>>(), ["parts@acme.example", "store@acme.example"]);
    let mail = &sent[0];
    assert_eq!(header(&mail.raw, "Auto-Submitted"), "auto-generated");
    assert!(mail.text().contains(&format!("Ticket {ticket} needs a spare part.")), "{}", mail.text());
    assert!(mail.sender.is_some(), "that a question did not arrive is to be known");
    for private in ["Stock of printers", "carla", "Carla", "Impressora"] {
        assert!(!mail.raw.contains(private), "{private} is in\n{}", mail.raw);
    }
    // the answer lands in the side conversation, and opens the ticket as any other
    d.third_party_answers(&mail.raw, 10);
    let now = d.ticket(ticket);
    assert_eq!((now.head.status, now.sides[0].unread), (Status::Open, true));
    let public = now.entries.iter().filter(|e| e.kind.is_public()).count();
    assert_eq!(public, 1, "the customer's thread has the customer's mail alone");
}

#[test]
fn a_macro_opens_a_side_conversation_from_a_canned_response() {
    let d = TestDesk::new();
    d.desk
        .put_canned(&d.ana, "ask-stock", "Stock for {{ ticket.number }}?", "Hello,\n\nhow many are there?\n\n{{ agent.first_name }}", None)
        .unwrap();
    let verbs = ["side /ask-stock to parts@acme.example", "status on-hold"];
    let text = format!("[[macro]]\nname = 'Ask the supplier'\nverbs = ['{}', '{}']\n", verbs[0], verbs[1]);
    d.desk.save_settings(&d.ana, Kind::Macros, &text, "macros.toml", at(0)).unwrap();
    let ticket = d.carla_writes(0);
    let doing = aside::model::verb::Verb::parse("macro \"ask the supplier\"").unwrap();
    let bulk = d.desk.perform(&d.ana, &[ticket], &aside::desk::Doing { verbs: &[doing], nonce: 5 }, at(1), &mut |_, _| true).unwrap();
    assert_eq!(bulk.done, [ticket]);
    let mail = d.sends(2).pop().unwrap();
    assert_eq!(header(&mail.raw, "Subject"), format!("Stock for {ticket}?"));
    assert!(mail.text().contains("how many are there?\n\nAna"), "{}", mail.text());
    assert_eq!(d.ticket(ticket).head.status, Status::OnHold);
}

#[test]
fn a_rule_runs_only_where_its_query_finds_the_ticket() {
    let d = TestDesk::new();
    d.rule("words", "ticket created", "imprime -fax", &["tag +printing"]);
    d.rule("off", "customer answered", "", &["tag +never"]);
    let (before, after) = d.text().rsplit_once("enabled = true").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    d.save(&format!("{before}enabled = false{after}"), 0).unwrap();
    d.rule("from", "customer answered", "requester:@customer.example status:pending,open", &["priority high", "assign @bruno", "notify assignee"]);
    let first = d.carla_writes(0);
    assert_eq!(d.tags(first), ["printing"]);
    let second = d
        .receive("From: x@other.example\nTo: desk@desk.example\nSubject: Fax\nMessage-ID: <x@other.example>\n\nO fax não imprime.", 1)
        .ticket
        .unwrap();
    assert_eq!(d.tags(second), [""; 0]);
    d.reply(first, "Yes?", 2);
    let answer = d.sends(4).pop().unwrap().raw;
    let mail = format!("From: carla@customer.example\nTo: {}\nSubject: Re\nMessage-ID: <r@customer.example>\n\nNo.", reply_address(&answer));
    d.receive(&mail, 5);
    let head = d.ticket(first).head;
    assert_eq!((head.priority, head.assignee.unwrap().login), (Priority::High, "bruno".to_owned()));
    assert_eq!(head.tags, ["printing"], "a rule that is switched off does nothing");
    let told: Vec<_> = d.desk.notifications(&d.bruno).unwrap().into_iter().map(|n| (n.kind, n.who)).collect();
    assert!(told.contains(&(NotificationKind::Notified, "from".to_owned())), "{told:?}");
}

#[test]
fn rules_that_set_each_other_off_end() {
    let d = TestDesk::new();
    d.rule("there", "ticket updated", "status:open", &["status pending"]);
    d.rule("and back", "ticket updated", "status:pending", &["status open"]);
    let ticket = d.carla_writes(0);
    d.desk.set_status(&d.ana, ticket, Status::Open, at(1)).unwrap();
    let ran = d.desk.store().ticket_history(ticket, 0).unwrap();
    let ran: Vec<_> = ran.iter().filter(|r| r.what == "rule").map(|r| (r.actor.as_str(), r.became.as_deref().unwrap())).collect();
    assert_eq!(ran, [("rule there", "there"), ("rule and back", "and back")], "each once, by its name");
    assert_eq!(d.ticket(ticket).head.status, Status::Open);
}

#[test]
fn a_rule_that_cannot_do_all_does_nothing_and_says_why() {
    let d = TestDesk::new();
    d.rule("half", "ticket created", "", &["tag +half", "side \"Hm?\" to carla@customer.example subject \"x\""]);
    d.rule("mute", "ticket created", "", &["note \"{{ agent.name }} has to look at it.\"", "reply \"Dear {{ agent.name }}\""]);
    d.rule("whole", "ticket created", "", &["tag +whole"]);
    let ticket = d.carla_writes(0);
    assert_eq!(d.tags(ticket), ["whole"], "the mail is in, and the other rule ran");
    let failures = d.failures(ticket);
    assert!(failures[0].contains("something stops this send"), "the firewall holds for rules: {failures:?}");
    assert_eq!(failures.len(), 2, "a variable without a value is sent to nobody: {failures:?}");
    assert!(d.ticket(ticket).entries.iter().all(|e| e.kind != EntryKind::Note));
    assert!(d.sends(1).is_empty());
}

#[test]
fn a_rules_answer_is_automatic_in_every_respect() {
    let d = TestDesk::new();
    d.rule("Out of hours", "customer answered", "", &["reply \"We are back on Monday, {{ requester.first_name }}.\""]);
    d.rule("Out of hours too", "ticket created", "", &["reply \"We are back on Monday, {{ requester.first_name }}.\""]);
    d.rule("Told", "agent answered", "", &["tag +told"]);
    let ticket = d.carla_writes(0);
    let answer = d.sends(1).pop().unwrap();
    assert!(answer.sender.is_none(), "nothing comes back to it");
    assert_eq!(header(&answer.raw, "Auto-Submitted"), "auto-generated");
    assert_eq!(header(&answer.raw, "From"), "Desk <desk@desk.example>");
    assert!(answer.text().contains("We are back on Monday, Carla.") && !answer.raw.contains("Out of hours"), "{}", answer.raw);
    let head = d.ticket(ticket).head;
    assert_eq!((head.waiting_since, head.unread, head.assignee), (Some(at(0)), true, None), "the customer still waits for a person");
    assert_eq!(d.tags(ticket), [""; 0], "no agent has answered");
    // whoever writes on and on is told so three times in an hour, and then no more
    for n in 2..8 {
        let mail =
            format!("From: carla@customer.example\nTo: {}\nSubject: Re\nMessage-ID: <r{n}@customer.example>\n\nAnd {n}?", reply_address(&answer.raw));
        d.receive(&mail, n);
    }
    assert_eq!(d.sends(9).len(), 2);
    assert!(d.failures(ticket)[0].contains("as many in this hour as it may"), "{:?}", d.failures(ticket));
}

#[test]
fn programs_set_no_rule_off() {
    let d = TestDesk::new();
    d.rule("answered", "customer answered", "", &["tag +answered"]);
    d.rule("side", "side answered", "", &["tag +side"]);
    let ticket = d.carla_writes(0);
    d.reply(ticket, "Yes?", 1);
    d.ask(ticket, "How many?", 1);
    for letter in d.sends(5) {
        let mail = format!(
            "From: {}\nTo: {}\nSubject: Out of office\nAuto-Submitted: auto-replied\nMessage-ID: <{}>\nIn-Reply-To: {}\n\nI am away.",
            letter.to,
            reply_address(&letter.raw),
            letter.to,
            header(&letter.raw, "Message-ID")
        );
        d.receive(&mail, 6);
    }
    assert_eq!(d.tags(ticket), [""; 0]);
}

#[test]
fn a_rule_answers_no_program_and_nobody_whose_name_was_forged() {
    let trusted_authserv = [(address("desk@desk.example"), vec!["mx.desk.example".to_owned()])].into();
    let d = TestDesk::with(Policy { trusted_authserv, ..Policy::default() });
    d.rule("Thanks", "ticket created", "", &["reply \"Thank you.\""]);
    d.rule("Later", "new for 1h", "", &["reply \"Still here.\""]);
    for (minutes, head, why) in [
        (1, "Auto-Submitted: auto-generated", "a program wrote"),
        (200, "Authentication-Results: mx.desk.example; dmarc=fail header.from=bank.example", "calls the message forged"),
    ] {
        let mail = format!("From: a@bank.example\nTo: desk@desk.example\nSubject: Hello\nMessage-ID: <{}@bank.example>\n{head}\n\nHello.", why.len());
        let ticket = d.receive(&mail, minutes).ticket.unwrap();
        d.desk.tick(at(minutes + 90)).unwrap();
        assert!(d.failures(ticket).len() == 2 && d.failures(ticket).iter().all(|f| f.contains(why)), "{:?}", d.failures(ticket));
    }
    assert!(d.sends(999).is_empty());
}

#[test]
fn old_mail_that_is_brought_in_sets_no_rule_off() {
    let d = TestDesk::new();
    d.rule("created", "ticket created", "", &["reply \"Thank you.\""]);
    let raw = b"From: old@customer.example\r\nTo: desk@desk.example\r\nSubject: Old\r\nMessage-ID: <old@customer.example>\r\n\r\nLong ago.";
    let receipt = d.desk.receive(raw, Source::Import, None, at(1)).unwrap();
    assert!(receipt.ticket.is_some());
    assert!(d.sends(2).is_empty());
}

#[test]
fn the_clock_runs_a_rule_once_for_each_time_that_a_ticket_stands_so() {
    let d = TestDesk::new();
    let old = d.carla_writes(0);
    d.reply(old, "Yes?", 1);
    d.rule_from("Remind", "pending for 3d", "-tag:quiet", &["tag +reminded"], 5 * DAY);
    d.rule_from("Long", "waiting for 4h", "", &["priority urgent"], 5 * DAY);
    let ticket = d.carla_writes(5 * DAY);
    d.reply(ticket, "Yes?", 5 * DAY + 10);
    let (quiet, waits) = (d.carla_writes(5 * DAY + 1), d.carla_writes(5 * DAY + 2));
    d.reply(quiet, "Yes?", 5 * DAY + 20);
    d.desk.tag(&d.ana, quiet, &["quiet".into()], &[], at(5 * DAY + 20)).unwrap();
    d.desk.tick(at(7 * DAY)).unwrap();
    assert_eq!((d.tags(ticket), d.ticket(waits).head.priority), (vec![], Priority::Urgent));
    assert_eq!(d.desk.tick(at(8 * DAY + 20)).unwrap().rules, 1);
    assert_eq!(d.tags(ticket), ["reminded"]);
    assert_eq!((d.tags(quiet), d.tags(old)), (vec!["quiet".to_owned()], vec![]), "what stood so before the rule was there is left alone");
    assert_eq!(d.desk.tick(at(20 * DAY)).unwrap().rules, 0);
    // the customer answers, and later waits for nothing again
    d.desk.tag(&d.ana, ticket, &[], &["reminded".into()], at(20 * DAY)).unwrap();
    d.desk.set_status(&d.ana, ticket, Status::Open, at(20 * DAY)).unwrap();
    d.desk.set_status(&d.ana, ticket, Status::Pending, at(20 * DAY + 1)).unwrap();
    assert_eq!(d.desk.tick(at(23 * DAY)).unwrap().rules, 0);
    assert_eq!(d.desk.tick(at(23 * DAY + 1)).unwrap().rules, 1);
    assert_eq!(d.tags(ticket), ["reminded"]);
}

#[test]
fn the_clock_misses_nothing_while_nobody_looks() {
    let d = TestDesk::new();
    d.rule("Remind", "new for 1h", "", &["tag +late"]);
    let tickets: Vec<TicketId> = (0..300).map(|n| d.carla_writes(n)).collect();
    assert_eq!(d.desk.tick(at(2 * DAY)).unwrap().rules, 300);
    assert!(tickets.iter().all(|t| d.tags(*t) == ["late"]));
}

#[test]
fn what_a_rule_would_do_is_told_and_not_done() {
    let d = TestDesk::new();
    d.rule(
        "VIP",
        "customer answered",
        "requester:@customer.example",
        &["priority high", "side \"How many?\" to parts@acme.example subject \"Stock\"", "reply \"Soon.\""],
    );
    d.rule("Other", "ticket created", "status:new team:none tag:vip", &["status open"]);
    d.rule("Broken", "ticket created", "", &["side \"Hm?\" to desk@desk.example subject \"x\""]);
    let ticket = d.carla_writes(0);
    let before = d.desk.store().last_history().unwrap();
    let trials = d.desk.try_rules(&d.ana, ticket, at(1)).unwrap();
    assert_eq!(d.desk.store().last_history().unwrap(), before);
    assert!(d.ticket(ticket).sides.is_empty() && d.sends(2).is_empty());
    let changes: Vec<String> = trials[0].changes.iter().map(Event::english).collect();
    assert_eq!(changes, ["priority normal -> high", "asked parts@acme.example: Stock"]);
    assert!(trials[0].replies && trials[0].unmet.is_empty() && trials[0].trouble.is_none());
    assert_eq!((trials[1].unmet.as_slice(), trials[1].changes.len()), (["tag:vip".to_owned()].as_slice(), 0));
    assert!(trials[2].trouble.as_deref().is_some_and(|t| t.contains("nobody to send this to")));
}

#[test]
fn a_rule_by_the_clock_says_why_it_is_not_for_a_ticket_yet() {
    let d = TestDesk::new();
    d.rule("Chase", "on-hold for 5d", "", &["tag +late"]);
    d.rule("Hurry", "waiting for 4h", "", &["priority high"]);
    let ticket = d.carla_writes(0);
    let tried = |minutes| {
        let trials = d.desk.try_rules(&d.ana, ticket, at(minutes)).unwrap();
        trials.into_iter().map(|t| (t.not_now, t.changes.len())).collect::<Vec<_>>()
    };
    let early = |since, due| Some(NotNow::TooEarly { since: at(since), due: at(due) });
    assert_eq!(tried(1), [(Some(NotNow::OtherStatus(Status::OnHold)), 0), (early(0, 240), 0)]);
    assert_eq!(tried(240)[1], (None, 1));
    d.desk.set_status(&d.ana, ticket, Status::OnHold, at(300)).unwrap();
    assert_eq!(tried(301)[0], (early(300, 300 + 5 * DAY), 0));
    assert_eq!(tried(300 + 5 * DAY)[0], (None, 1));
    d.desk.set_status(&d.ana, ticket, Status::Pending, at(400)).unwrap();
    assert_eq!(tried(9 * DAY)[1], (Some(NotNow::NobodyWaits), 0));
}

#[test]
fn explain_names_the_rules_that_ran_on_a_mail() {
    let d = TestDesk::new();
    d.rule("VIP", "ticket created", "requester:@customer.example", &["priority high"]);
    d.rule("Other", "ticket created", "tag:vip", &["status open"]);
    d.carla_writes(0);
    let found = d.desk.explain(&d.ana, &Asked::MessageId("c0@customer.example".into())).unwrap();
    let Explanation::In(mail) = &found[0] else { panic!("{found:?}") };
    assert_eq!(mail.rules, ["VIP"]);
    assert_eq!(mail.changes.iter().map(Event::english).collect::<Vec<_>>(), ["priority normal -> high"]);
}

#[test]
fn two_desks_with_rules_that_answer_each_other_come_to_rest() {
    let (ours, theirs) = (TestDesk::new(), TestDesk::founded("parts@acme.example", 9, Policy { undo_send: Duration::ZERO, ..Policy::default() }));
    ours.rule("Ask", "ticket created", "", &["side \"How many?\" to parts@acme.example subject \"Stock\""]);
    ours.rule("Ask again", "side answered", "", &["side \"Really?\" to parts@acme.example subject \"Stock\""]);
    for when in ["ticket created", "customer answered"] {
        theirs.rule(when, when, "", &["reply \"We look into it.\""]);
    }
    ours.carla_writes(0);
    let mut mails = 0;
    for round in 1..20 {
        let (from_us, from_them) = (ours.sends(round), theirs.sends(round));
        mails += from_us.len() + from_them.len();
        for letter in from_us.iter().filter(|l| l.to.domain() == "acme.example") {
            theirs.desk.receive(letter.raw.as_bytes(), Source::Ingest, None, at(round)).unwrap();
        }
        for letter in from_them {
            ours.desk.receive(letter.raw.as_bytes(), Source::Ingest, None, at(round)).unwrap();
        }
        if round > 15 {
            assert!(mails < 10, "{mails} mails in {round} rounds");
        }
    }
}

// Editing them -----------------------------------------------------------------------------------------------------------------------------

#[test]
fn what_is_wrong_in_the_text_is_told_at_its_line_and_nothing_is_saved() {
    let d = TestDesk::new();
    d.rule("first", "ticket created", "", &["tag +first"]);
    let before = d.text();
    for (rule, line, sentence) in [
        ("name = 'x'\nwhen = 'ticket made'\nverbs = ['tag +a']", 3, "ticket created"),
        ("name = 'x'\nwhen = 'ticket created'\nquery = 'stauts:open'\nverbs = ['tag +a']", 4, "stauts"),
        ("name = 'x'\nwhen = 'ticket created'\nverbs = [\n  'tag +a',\n  'status opn',\n]", 6, "“opn” is nothing that “status” can have"),
        ("name = 'x'\nwhen = 'ticket created'\nverbs = ['assign @anna']", 4, "ana"),
        ("name = 'x'\nwhen = 'ticket created'\nverbs = ['team billing']", 4, "billing"),
        ("name = 'x'\nwhen = 'ticket created'\nverbs = ['assign me']", 4, "assign @ana"),
        ("name = 'x'\nwhen = 'ticket created'\nverbs = []", 4, "no verb"),
        ("name = 'x'\nwhen = 'ticket created'\nverbs = ['reply /refnd']", 1, "refnd"),
        (
            "name = 'first'\nwhen = 'ticket created'\nverbs = ['tag +a']\n[[rule]]\nname = 'First'\nwhen = 'ticket created'\nverbs = ['tag +a']",
            5,
            "First",
        ),
    ] {
        let e = d.save(&format!("[[rule]]\n{rule}\n"), 1).unwrap_err();
        let DeskError::Written(written) = &e else { panic!("{rule}: {e}") };
        assert_eq!(written.line, line, "{rule}: {e}");
        assert!(e.to_string().contains(sentence), "{rule}: {e}");
        assert_eq!(d.text(), before);
    }
}

#[test]
fn rules_run_in_the_order_of_the_text() {
    let d = TestDesk::new();
    d.rule("one", "ticket created", "", &["priority high"]);
    d.rule("two", "ticket created", "priority:high", &["tag +two"]);
    assert_eq!(d.tags(d.carla_writes(0)), ["two"]);
    let text = d.text();
    let at = |name: &str| text.find(&format!("name = \"{name}\"")).and_then(|n| text[..n].rfind("[[rule]]")).unwrap();
    let (one, two) = (at("one"), at("two"));
    let swapped = format!("{}{}\n{}", &text[..one], &text[two..], &text[one..two]);
    let saved = d.save(&swapped, 1).unwrap();
    assert_eq!(saved.changes.len(), 2, "{saved:?}");
    assert_eq!(d.tags(d.carla_writes(2)), [""; 0]);
}

#[test]
fn a_change_of_rules_is_in_the_history_and_what_is_renamed_is_followed() {
    let d = TestDesk::new();
    d.desk.add_team(&d.ana, "Printers", &[], at(0)).unwrap();
    d.rule("Route", "ticket created", "team:none", &["team Printers", "notify team Printers"]);
    let teams = d.desk.settings(&d.ana, Kind::Teams, &Words::default()).unwrap();
    let saved = d.desk.save_settings(&d.ana, Kind::Teams, &teams.replace("\"Printers\"", "\"Second line\""), "x", at(1)).unwrap();
    assert_eq!(saved.notes, [Note::Follows { text: "Route".into() }]);
    assert!(d.text().contains("'team \"Second line\"'") && !d.text().contains("Printers"), "{}", d.text());
    let ticket = d.carla_writes(2);
    assert_eq!(d.ticket(ticket).head.team.unwrap().name, "Second line");
    let gone = d.save("# none\nversion = \"x\"\n", 3);
    assert!(matches!(gone, Err(DeskError::SettingsMoved { .. })), "{gone:?}");
    let version = d.text().lines().find(|l| l.starts_with("version")).unwrap().to_owned();
    let saved = d.save(&version, 3).unwrap();
    assert_eq!(saved.changes, [(How::Removed, "Route".to_owned())]);
    let rows = d.desk.settings_history(&d.ana, Kind::Rules, 10).unwrap();
    assert_eq!((rows.len(), rows[0].actor.as_str(), rows[0].became.as_deref()), (3, "ana", None));
}

#[test]
fn a_rule_by_the_clock_that_is_renamed_goes_on_and_one_that_is_changed_begins_anew() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    d.rule("Late", "new for 3d", "", &["tag +late"]);
    let renamed = d.text().replace("\"Late\"", "\"Later\"");
    d.save(&renamed, 4 * DAY).unwrap();
    assert_eq!(d.desk.tick(at(4 * DAY)).unwrap().rules, 1, "what became due before it was renamed is not forgotten");
    assert_eq!(d.tags(ticket), ["late"]);
    let changed = d.text().replace("new for 3d", "new for 4d");
    d.save(&changed, 5 * DAY).unwrap();
    assert_eq!(d.desk.tick(at(6 * DAY)).unwrap().rules, 0, "another rule, which acts on nothing older");
}
