//! The cost of every screen is by what it shows, not by what the desk holds: no query of a screen scans a table that grows, and none sorts what
//! an index could hand over in order.
//!
//! The engine plans without statistics (nothing runs ANALYZE), so a small desk has the plans of a big one.

#![allow(clippy::unwrap_used)]

#[path = "../benches/generate/mod.rs"]
mod generate;

use std::collections::HashMap;

use aside::desk::{Actor, Desk, Policy};
use aside::model::ticket::{BoxKey, ListRequest, Sort};
use aside::model::{Address, TicketId, Time};
use aside::store::{Mode, Plan, Source, Store};
use generate::Shape;
use jiff::tz::TimeZone;

/// Tables that grow with every mail. The others hold a handful of rows: agents, teams, mailboxes, settings, canned responses, consoles.
const GROWING: [&str; 25] = [
    "automatic_answers",
    "blobs",
    "contact_addresses",
    "contacts",
    "deliveries",
    "drafts",
    "entries",
    "entry_versions",
    "files",
    "followers",
    "history",
    "inbox",
    "mentions",
    "message_ids",
    "notifications",
    "outbox",
    "receipts",
    "search",
    "search_docs",
    "side_messages",
    "side_participants",
    "sides",
    "ticket_fields",
    "ticket_tags",
    "tickets",
];

/// Scans that are right, each with the reason.
const ALLOWED: &[(&str, &str)] = &[];

const SORTS: [Sort; 5] = [Sort::Waiting, Sort::Updated, Sort::Created, Sort::Priority, Sort::Number];

/// What is wrong with a plan.
fn faults(plan: &Plan) -> Vec<String> {
    let names = names(&plan.sql);
    let mut out = Vec::new();
    for step in &plan.steps {
        if ALLOWED.iter().any(|(allowed, _)| step.starts_with(allowed)) {
            continue;
        }
        if let Some(table) = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next()) {
            let table = names.get(table).map_or(table, String::as_str);
            let matched = step.contains("VIRTUAL TABLE INDEX") && !step.ends_with(':');
            if GROWING.contains(&table) && !matched {
                out.push(format!("{step} ({table})"));
            }
        }
        if step.contains("AUTOMATIC") || step.starts_with("USE TEMP B-TREE") {
            out.push(step.clone());
        }
    }
    out
}

/// The table behind each name of a statement.
fn names(sql: &str) -> HashMap<String, String> {
    let words: Vec<&str> = sql.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty()).collect();
    let mut out = HashMap::new();
    for pair in words.windows(2) {
        if GROWING.contains(&pair[0]) && pair[1].chars().all(|c| c.is_ascii_lowercase()) {
            out.insert(pair[1].to_owned(), pair[0].to_owned());
        }
    }
    out
}

/// Fails with every faulty query of what was done.
fn assert_plans(store: &Store, what: &str) {
    let plans = store.take_plans();
    assert!(!plans.is_empty(), "{what}: nothing was asked");
    let mut wrong: Vec<String> =
        plans.iter().map(|p| (p, faults(p))).filter(|(_, f)| !f.is_empty()).map(|(p, f)| format!("{what}\n{}\n{}", p.sql, f.join("\n"))).collect();
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

struct Small {
    desk: Desk,
    admin: Actor,
    limited: Actor,
    now: Time,
    _directory: tempfile::TempDir,
}

fn small() -> Small {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("desk.db");
    let now = Time(1_794_873_600_000);
    generate::generate(&path, &Shape { tickets: 300, messages: 3, agents: 12, teams: 4, seed: 7, now }, |_| {}).unwrap();
    let desk = Desk::new(Store::open(&path).unwrap(), Policy::default(), TimeZone::UTC).unwrap();
    let (admin, limited) = (desk.actor("ana", None).unwrap(), desk.actor("agent3", None).unwrap());
    Small { desk, admin, limited, now, _directory: directory }
}

impl Small {
    fn check(&self, what: &str, act: impl FnOnce(&Desk)) {
        self.desk.store().record_plans();
        act(&self.desk);
        assert_plans(self.desk.store(), what);
    }

    fn list(&self, who: &Actor, within: &BoxKey, sort: Sort, query: &str) {
        let request = ListRequest { within: within.clone(), query: query.to_owned(), sort, offset: 0, limit: 60 };
        self.check(&format!("{within:?} by {sort:?}, “{query}”"), |d| drop(d.list(who, &request, self.now).unwrap()));
    }

    fn boxes(&self) -> Vec<BoxKey> {
        self.desk.boxes(&self.admin).unwrap().into_iter().map(|b| b.key).collect()
    }

    /// A ticket with a side conversation.
    fn ticket(&self) -> TicketId {
        self.desk.waiting_sides(&self.admin).unwrap()[0].ticket
    }
}

fn plan(sql: &str, steps: &[&str]) -> Plan {
    Plan { sql: sql.to_owned(), steps: steps.iter().map(|s| (*s).to_owned()).collect() }
}

#[test]
fn scans_sorts_and_indexes_made_on_the_way_are_found_out() {
    assert_eq!(faults(&plan("SELECT * FROM tickets t", &["SCAN t"])), ["SCAN t (tickets)"]);
    assert_eq!(faults(&plan("SELECT * FROM entries", &["SCAN entries"])), ["SCAN entries (entries)"]);
    assert_eq!(faults(&plan("SELECT 1 FROM outbox o JOIN deliveries d", &["SEARCH o USING INDEX x (y=?)", "SCAN d USING INDEX z"])).len(), 1);
    assert_eq!(faults(&plan("SELECT 1 FROM search", &["SCAN search VIRTUAL TABLE INDEX 0:"])).len(), 1);
    assert_eq!(faults(&plan("SELECT 1", &["USE TEMP B-TREE FOR ORDER BY"])).len(), 1);
    assert_eq!(faults(&plan("SELECT 1", &["SEARCH x USING AUTOMATIC COVERING INDEX (y=?)"])).len(), 1);
    assert_eq!(faults(&plan("SELECT 1 FROM teams JOIN tickets t", &["SCAN teams", "SEARCH t USING INDEX tickets_team (team_id=?)"])), [""; 0]);
    assert_eq!(faults(&plan("SELECT 1 FROM search", &["SCAN search VIRTUAL TABLE INDEX 0:M4"])), [""; 0]);
}

#[test]
fn a_scan_of_a_real_desk_is_found_out() {
    let small = small();
    small.desk.store().record_plans();
    let query = "requester:becker"; // a part of a name cannot be looked up
    let request = ListRequest { within: BoxKey::AllOpen, query: query.into(), sort: Sort::Updated, offset: 0, limit: 60 };
    small.desk.list(&small.admin, &request, small.now).unwrap();
    let plans = small.desk.store().take_plans();
    assert!(plans.iter().all(|p| !p.steps.is_empty()));
}

#[test]
fn boxes_are_counted_on_indexes() {
    let small = small();
    for who in [&small.admin, &small.limited] {
        small.check("boxes", |d| drop(d.boxes(who).unwrap()));
    }
}

#[test]
fn every_box_lists_in_every_order_on_an_index() {
    let small = small();
    for who in [&small.admin, &small.limited] {
        for within in small.boxes() {
            for sort in SORTS {
                small.list(who, &within, sort, "");
            }
        }
    }
}

#[test]
fn queries_never_scan() {
    const QUERIES: [&str; 30] = [
        "printer",
        "refu*",
        "\"as soon as possible\"",
        "退款",
        "subject:invoice",
        "printer -refund",
        "printer status:open team:billing",
        "status:open",
        "status:open,pending",
        "status:closed",
        "priority:high",
        "assignee:me",
        "assignee:agent3",
        "assignee:none",
        "team:billing",
        "tag:vip",
        "-tag:vip",
        "requester:@firm7.example",
        "requester:ana@mail1.example",
        "third:@mail1.example",
        "side:open",
        "side:unread",
        "waiting:>4h",
        "created:today",
        "updated:<7d",
        "is:unread",
        "is:snoozed",
        "mentions:me",
        "#42",
        "has:note team:returns priority:urgent",
    ];
    let small = small();
    for who in [&small.admin, &small.limited] {
        for query in QUERIES {
            for sort in SORTS {
                small.list(who, &BoxKey::AllOpen, sort, query);
            }
        }
    }
}

#[test]
fn a_ticket_is_opened_on_indexes() {
    let small = small();
    let id = small.ticket();
    for who in [&small.admin, &small.limited] {
        small.check("ticket", |d| drop(d.ticket(who, id)));
        small.check("ticket head", |d| drop(d.ticket_head(who, id)));
    }
    let ticket = small.desk.ticket(&small.admin, id).unwrap();
    small.check("other tickets", |d| drop(d.other_tickets(&small.admin, id).unwrap()));
    small.check("recipients", |d| drop(d.reply_recipients(&small.admin, id).unwrap()));
    small.check("drafts", |d| drop(d.drafts(&small.admin, id).unwrap()));
    small.check("raw mail", |d| drop(d.raw(&small.admin, ticket.entries[0].inbox.unwrap()).unwrap()));
    small.check("file", |d| drop(d.file(&small.admin, aside::model::FileId(1)).unwrap()));
    small.check("what was found", |d| {
        let query = "printer".parse().unwrap();
        let asking = aside::store::Asking { who: small.admin.id(), sight: &aside::store::Sight::Everything, now: small.now, zone: &TimeZone::UTC };
        d.store().found_in(&query, &asking, id).unwrap();
    });
}

#[test]
fn what_runs_beside_the_screens_uses_indexes() {
    let small = small();
    let me = &small.limited;
    for who in [&small.admin, me] {
        small.check("waiting sides", |d| drop(d.waiting_sides(who).unwrap()));
        small.check("notifications", |d| drop(d.notifications(who).unwrap()));
        small.check("canned", |d| drop(d.canned(who).unwrap()));
    }
    small.check("people", |d| drop(d.suggest_people("ana").unwrap()));
    small.check("history", |d| drop(d.history_after(10).unwrap()));
    small.check("presence", |d| drop(d.presence("me", small.now).unwrap()));
    small.check("quarantine", |d| drop(d.quarantine(me).unwrap()));
    small.check("outbox", |d| drop(d.outbox_counts().unwrap()));
    small.check("next mail", |d| drop(d.store().next_due().unwrap()));
    small.check("lease", |d| drop(d.store().lease().unwrap()));
    small.check("mail that waits", |d| drop(d.store().waiting_mail(100).unwrap()));
    small.check("the clock", |d| drop(d.tick(small.now).unwrap()));
    small.check("receipts", |d| drop(d.store().receipts(aside::model::MailboxId(1), 1).unwrap()));
}

#[test]
fn what_changes_the_desk_finds_its_rows_on_indexes() {
    use aside::desk::{NoteRequest, ReplyRequest, SideRequest};
    use aside::model::outgoing::{CustomerText, InternalText};
    use aside::model::ticket::Assign;
    let small = small();
    let (me, now) = (&small.admin, small.now);
    let id = small.ticket();
    small.check("receive", |d| {
        let raw = format!("From: A <a@mail1.example>\r\nIn-Reply-To: <x@y>\r\nSubject: [#{id}] b\r\nMessage-ID: <n1@mail1.example>\r\n\r\nText\r\n");
        d.receive(raw.as_bytes(), Source::Ingest, None, now).unwrap();
    });
    small.check("take", |d| d.take(me, id, now).unwrap());
    small.check("assign", |d| d.assign(me, id, Assign::Nobody, now).unwrap());
    small.check("tag", |d| d.tag(me, id, &["vip".into()], &["bug".into()], now).unwrap());
    small.check("undo", |d| drop(d.undo(me, now).unwrap()));
    small.check("seen", |d| drop(d.seen(me, id, now).unwrap()));
    small.check("note", |d| {
        drop(d.note(me, &NoteRequest { ticket: id, text: InternalText::new("@ana look"), files: vec![], status: None }, now).unwrap())
    });
    let text = CustomerText::public("Hello");
    let reply = ReplyRequest {
        ticket: id,
        text,
        to: vec![],
        cc: vec![],
        bcc: vec![],
        files: vec![],
        status: None,
        seen: Some(1),
        confirmed: vec![],
        nonce: 1,
    };
    let moved = small.desk.reply(me, &reply, now);
    assert!(moved.is_err(), "the thread has moved since");
    let mut sent = None;
    small.check("reply", |d| sent = Some(d.reply(me, &ReplyRequest { seen: None, ..reply.clone() }, now).unwrap()));
    small.check("undo send", |d| drop(d.undo_send(me, sent.unwrap().outbox, now).unwrap()));
    small.check("drop draft", |d| d.drop_draft(me, id, Mode::Reply).unwrap());
    let to = vec![aside::model::Mailbox::new("P", Address::parse("p@parts.example").unwrap())];
    let (subject, text) = ("Stock?".to_owned(), "In stock?".to_owned());
    let ask = SideRequest { ticket: id, subject, to, cc: vec![], text, files: vec![], status: None, confirmed: vec![], nonce: 2 };
    small.check("ask", |d| {
        sent = Some(
            d.open_side(me, &ask, now).map(|s| aside::desk::Sent { entry: aside::model::EntryId(0), outbox: s.outbox, due_at: s.due_at }).unwrap(),
        )
    });
    small.check("undo ask", |d| drop(d.undo_send(me, sent.unwrap().outbox, now).unwrap()));
    small.desk.reply(me, &ReplyRequest { seen: None, nonce: 3, ..reply }, now).unwrap();
    let later = Time(now.0 + 60_000);
    small.check("send", |d| {
        let lease = d.store().write(|w| w.take_lease("me", later, Time(later.0 + 60_000))).unwrap().unwrap();
        d.take_over(lease.generation, later).unwrap();
        let claim = d.claim(lease.generation, later).unwrap().unwrap();
        let failed = aside::model::delivery::Attempt::Refused("550 no".into());
        d.settle(&claim, lease.generation, &failed, later).unwrap();
        d.send_again(me, claim.outbox, later).unwrap();
    });
}
