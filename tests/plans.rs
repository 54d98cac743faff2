//! The cost of every screen is by what it shows, not by what the desk holds: no query of a screen scans a table that grows, and none sorts what
//! an index could hand over in order.
//!
//! The engine plans without statistics (nothing runs ANALYZE), so a small desk has the plans of a big one.

#![allow(clippy::unwrap_used)]

#[path = "../benches/generate/mod.rs"]
mod generate;

use std::collections::HashMap;
use std::sync::OnceLock;

use aside::desk::{Actor, Asked, Desk, Policy, ReparseOrder};
use aside::model::order::Order;
use aside::model::ticket::{BoxKey, ListRequest, Sort};
use aside::model::{Address, InboxId, TicketId, Time};
use aside::store::{Mode, Plan, Source, Store};
use generate::Shape;
use jiff::tz::TimeZone;

/// Tables that grow with every mail. The others hold a handful of rows: agents, teams, mailboxes, settings, canned responses, consoles.
const GROWING: [&str; 28] = [
    "automatic_answers",
    "blobs",
    "contact_addresses",
    "contact_note_versions",
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
    "moved",
    "moves",
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

/// What is right although it looks wrong: a piece of the query, the step, and the reason.
const ALLOWED: [(&str, &str, &str); 21] = [
    ("ORDER BY t.rank", "SCAN t USING COVERING INDEX tickets_rank", "walks the list in its order and stops at its end"),
    ("ORDER BY t.updated_at", "SCAN t USING COVERING INDEX tickets_updated", "the same, from either end"),
    ("ORDER BY t.priority DESC, t.rank", "SCAN t USING COVERING INDEX tickets_priority", "the same"),
    ("ORDER BY t.priority, t.rank DESC", "SCAN t USING COVERING INDEX tickets_priority", "the same from its other end"),
    ("ORDER BY t.id", "SCAN t USING COVERING INDEX tickets_working", "the same"),
    ("t.team_id IS NULL AND t.assignee_id IS NULL", "SCAN t USING COVERING INDEX tickets_unassigned", "the waiting box and nothing else"),
    ("t.sides_open > 0", "SCAN t USING COVERING INDEX tickets_sides", "tickets with an open side conversation and nothing else"),
    ("INDEXED BY tickets_walk", "SCAN t USING COVERING INDEX tickets_walk", "every term has many tickets: the page is soon full"),
    ("NOT INDEXED", "SCAN t", "the same, by number"),
    ("ORDER BY t.owed_since", "SCAN t USING COVERING INDEX tickets_owed", "walks who waits, the longest first, and stops when each view has its own"),
    ("GROUP BY team_id, assignee_id", "SCAN tickets USING COVERING INDEX tickets_counts", "counts the working tickets, and reads nothing else"),
    ("t.working = 1 AND t.assignee_id = ", SORT, "one agent's working tickets"),
    ("t.working = 1 AND t.team_id = ", SORT, "one team's working tickets"),
    ("t.team_id IS NULL AND t.assignee_id IS NULL", SORT, "the waiting box"),
    ("FROM mentions x WHERE x.agent_id = ", SORT, "the working tickets that mention one agent"),
    ("t.sides_open > 0", SORT, "tickets with an open side conversation"),
    ("FROM json_each(?) j CROSS JOIN tickets t", SORT, "few tickets, counted before"),
    ("INDEXED BY tickets_by_rank", "SCAN t USING COVERING INDEX tickets_by_rank", "the same, by who has waited longest"),
    ("INDEXED BY tickets_by_priority", "SCAN t USING COVERING INDEX tickets_by_priority", "every term has many tickets: the page is soon full"),
    ("t.spam = 1", SORT, "what is marked as spam"),
    ("FROM mentions x JOIN tickets t", "USE TEMP B-TREE FOR count(DISTINCT)", "the mentions of one agent"),
];

/// Partial indexes that hold just what is asked for, and shrink as it is dealt with: reading them from end to end is right.
const WAITING: [&str; 10] = [
    "files_canned",
    "inbox_waiting",
    "inbox_quarantine",
    "deliveries_due",
    "deliveries_sending",
    "deliveries_trouble",
    "sides_unread",
    "sides_waiting",
    "tickets_spam",
    "tickets_unassigned",
];

/// Queries over what belongs to one ticket or one side conversation, or over the agents and views: they may sort it.
const LITTLE: [&str; 15] = [
    "FROM views v LEFT JOIN teams t",
    // rules and macros: a page of settings
    "FROM rules ORDER BY",
    "FROM macros ORDER BY",
    "FROM fields ORDER BY",
    "FROM ticket_fields x CROSS JOIN fields f ON f.name = x.field WHERE x.ticket_id = ?1",
    "FROM contact_addresses WHERE contact_id = ?1",
    "FROM entries e JOIN files f ON f.entry_id = e.id WHERE e.ticket_id = ?1",
    "FROM side_messages m JOIN files f ON f.side_message_id = m.id WHERE m.side_id = ?1",
    "JOIN outbox o ON o.entry_id = e.id WHERE e.ticket_id = ?1",
    "JOIN outbox o ON o.side_message_id = e.id WHERE e.side_id = ?1",
    "FROM side_participants p\n",
    "FROM side_participants p WHERE p.side_id = s.id",
    "FROM side_participants x WHERE x.side_id = s.id",
    "FROM agents a WHERE",
    "FROM presence p JOIN agents a",
];

const SORT: &str = "USE TEMP B-TREE FOR ORDER BY";

/// What is wrong with a plan.
fn faults(plan: &Plan) -> Vec<String> {
    let names = names(&plan.sql);
    let mut out = Vec::new();
    for step in &plan.steps {
        let allowed = ALLOWED.iter().any(|(of, what, _)| plan.sql.contains(of) && step.starts_with(what));
        let index = step.split_once("INDEX ").and_then(|(_, rest)| rest.split(' ').next());
        if step.starts_with("SCAN ") && index.is_some_and(|i| WAITING.contains(&i)) {
            continue;
        }
        if allowed || step == SORT && LITTLE.iter().any(|of| plan.sql.contains(of)) {
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

/// A copy of a desk that is made once.
fn small() -> Small {
    static DESK: OnceLock<tempfile::TempDir> = OnceLock::new();
    let now = Time(1_794_873_600_000);
    let made = DESK.get_or_init(|| {
        let directory = tempfile::tempdir().unwrap();
        let shape = Shape { tickets: 300, messages: 3, agents: 12, teams: 4, seed: 7, now };
        generate::generate(&directory.path().join("desk.db"), &shape, |_| {}).unwrap();
        directory
    });
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("desk.db");
    std::fs::copy(made.path().join("desk.db"), &path).unwrap();
    let desk = Desk::new(Store::open(&path).unwrap(), Policy::default(), TimeZone::UTC).unwrap();
    let (admin, limited) = (desk.actor("ana", None).unwrap(), desk.actor("agent3", None).unwrap());
    Small { desk, admin, limited, now, _directory: directory }
}

impl Small {
    fn check<T>(&self, what: &str, act: impl FnOnce(&Desk) -> T) {
        self.desk.store().record_plans();
        let _ = act(&self.desk);
        assert_plans(self.desk.store(), what);
    }

    fn list(&self, who: &Actor, within: &BoxKey, sort: Order, query: &str) {
        let request = ListRequest { within: within.clone(), query: query.to_owned(), sort, offset: 0, limit: 60 };
        self.check(&format!("{within:?} by {sort}, “{query}”"), |d| d.list(who, &request, self.now).unwrap());
    }

    fn boxes(&self) -> Vec<BoxKey> {
        self.desk.boxes(&self.admin).unwrap().into_iter().map(|b| b.key).collect()
    }

    /// A ticket with a side conversation.
    fn ticket(&self) -> TicketId {
        self.desk.waiting_sides(&self.admin).unwrap()[0].ticket
    }
}

/// Every order, from both ends.
fn orders() -> impl Iterator<Item = Order> {
    Sort::ALL.into_iter().flat_map(|by| [false, true].map(|turned| Order { by, turned })).chain([Sort::Best.into()])
}

fn new_ticket(small: &Small, subject: &str) -> TicketId {
    let mail =
        format!("From: {}@mail1.example\r\nSubject: {subject}\r\nMessage-ID: <{}@mail1.example>\r\n\r\nText\r\n", subject.len(), subject.len());
    small.desk.receive(mail.as_bytes(), Source::Ingest, None, small.now).unwrap().ticket.unwrap()
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
fn boxes_are_counted_on_indexes() {
    let small = small();
    for who in [&small.admin, &small.limited] {
        small.check("boxes", |d| d.boxes(who).unwrap());
    }
}

#[test]
fn every_box_lists_in_every_order_on_an_index() {
    let small = small();
    for who in [&small.admin, &small.limited] {
        for within in small.boxes().into_iter().chain([BoxKey::Spam]) {
            for sort in orders() {
                small.list(who, &within, sort, "");
            }
        }
    }
}

#[test]
fn who_has_waited_longest_is_found_on_an_index() {
    let small = small();
    let limited = aside::store::Sight::Limited { agent: small.limited.id(), teams: vec![aside::model::TeamId(1)], waiting_box: true };
    for sight in [&aside::store::Sight::Everything, &limited] {
        small.check("serve next", |d| d.store().longest_waiting(sight, &Default::default()).unwrap());
    }
}

#[test]
fn queries_never_scan() {
    const QUERIES: [&str; 31] = [
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
        "is:spam",
        "mentions:me",
        "#42",
        "has:note team:returns priority:urgent",
    ];
    let small = small();
    for who in [&small.admin, &small.limited] {
        for query in QUERIES {
            for sort in orders() {
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
        small.check("ticket", |d| d.ticket(who, id));
        small.check("ticket head", |d| d.ticket_head(who, id));
    }
    let ticket = small.desk.ticket(&small.admin, id).unwrap();
    small.check("other tickets", |d| d.other_tickets(&small.admin, id).unwrap());
    small.check("recipients", |d| d.reply_recipients(&small.admin, id).unwrap());
    small.check("drafts", |d| d.drafts(&small.admin, id).unwrap());
    small.check("raw mail", |d| d.raw(&small.admin, ticket.entries[0].inbox.unwrap()).unwrap());
    small.check("file", |d| d.file(&small.admin, aside::model::FileId(1)).unwrap());
    small.check("what was found", |d| {
        let query = "printer".parse().unwrap();
        let asking = aside::store::Asking { who: small.admin.id(), sight: &aside::store::Sight::Everything, now: small.now, zone: &TimeZone::UTC };
        d.store().found_in(&query, &asking, &[id]).unwrap();
    });
}

#[test]
fn what_runs_beside_the_screens_uses_indexes() {
    let small = small();
    let me = &small.limited;
    for who in [&small.admin, me] {
        small.check("waiting sides", |d| d.waiting_sides(who).unwrap());
        small.check("notifications", |d| d.notifications(who).unwrap());
        small.check("canned", |d| d.canned(who).unwrap());
    }
    let requester = small.desk.ticket_head(&small.admin, small.ticket()).unwrap().requester.email;
    let third = small.desk.waiting_sides(&small.admin).unwrap()[0].address.clone().unwrap();
    for who in [&small.admin, me] {
        small.check("a third party", |d| d.party(who, &third).unwrap());
        small.check("a customer", |d| drop(d.customer(who, &requester)));
        small.check("a customer by name", |d| drop(d.find_customer(who, "a")));
        small.check("the next unread answer", |d| d.next_unread_answer(who).unwrap());
    }
    small.check("a third party by name", |d| d.find_party("a"));
    let domains = vec![third.domain().to_owned()];
    let change = aside::desk::OrganizationChange { name: "Acme Ltd".to_owned(), supplier: Some(true), domains, people: vec![third.clone()] };
    small.check("a supplier", |d| d.change_organization(&small.admin, &change, small.now).unwrap());
    small.check("a third party of a supplier", |d| d.party(&small.admin, &third).unwrap());
    small.check("an organization", |d| d.organization("Acme Ltd").unwrap());
    small.check("a note on a third party", |d| {
        d.note_contact(&small.admin, &third, &aside::desk::NoteChange::Add("Ask for Eva".to_owned()), small.now).unwrap();
    });
    small.check("people", |d| d.suggest_people("ana").unwrap());
    small.check("history", |d| d.history_after(10).unwrap());
    small.check("presence", |d| d.presence("me", small.now).unwrap());
    for who in [&small.admin, me] {
        small.check("quarantine", |d| d.quarantine(who).unwrap());
        small.check("quarantine count", |d| d.quarantine_count(who).unwrap());
    }
    small.check("reading again", |d| d.reparse_next(&small.admin, &ReparseOrder::default(), InboxId(5)).unwrap());
    small.check("mails without a place", |d| d.store().unplaced_uids(aside::model::MailboxId(1), 1).unwrap());
    small.check("outbox", |d| d.outbox_counts().unwrap());
    small.check("next mail", |d| d.store().next_due().unwrap());
    small.check("lease", |d| d.store().lease().unwrap());
    small.check("mail that waits", |d| d.store().waiting_mail(100).unwrap());
    for (when, query) in
        [("pending for 3d", "-tag:quiet"), ("waiting for 4h", "printer"), ("ticket created", "\"paper jam\" -fax requester:@mail1.example")]
    {
        let verbs = ["tag +seen".to_owned()];
        let rule = aside::store::RuleText { name: when, when, query, verbs: &verbs, enabled: true, place: 0 };
        small.desk.store().write(|w| w.put_rule(None, &rule, Time(0))).unwrap();
    }
    small.check("rules on a mail", |d| {
        d.receive(b"From: r@mail1.example\r\nMessage-ID: <r1@mail1.example>\r\n\r\nA paper jam\r\n", Source::Ingest, None, small.now).unwrap();
    });
    small.check("macros", |d| d.macros(&small.admin).unwrap());
    let ticket = small.ticket();
    let fields = "[[field]]\nname = \"plan\"\nkind = \"text\"\n";
    let save = |d: &Desk, text: &str| d.save_settings(&small.admin, aside::model::settings::Kind::Fields, text, "fields.toml", small.now).map(drop);
    small.check("saving fields", |d| save(d, fields).unwrap());
    small.check("filling a field in", |d| d.set_field(&small.admin, ticket, "plan", Some("gold"), small.now).unwrap());
    small.check("taking it back", |d| drop(d.undo(&small.admin, small.now).unwrap()));
    small.check("filling it in again", |d| d.set_field(&small.admin, ticket, "plan", Some("gold"), small.now).unwrap());
    small.check("renaming a field", |d| {
        save(d, &fields.replace("name", "id = \"plan\"\nname").replace("\"plan\"\nkind", "\"tariff\"\nkind")).unwrap();
    });
    small.check("what rules would do", |d| d.try_rules(&small.admin, ticket, small.now).unwrap());
    small.check("the clock", |d| d.tick(small.now).unwrap());
    small.check("receipts", |d| d.store().receipts(aside::model::MailboxId(1), 1).unwrap());
}

#[test]
fn views_are_counted_and_settings_read_and_saved_on_indexes() {
    use aside::model::settings::Kind;
    const QUERIES: [&str; 12] = [
        "",
        "status:open",
        "-tag:vip",
        "tag:vip status:open,pending",
        "printer",
        "-printer team:billing",
        "assignee:none,away is:waiting",
        "side:open",
        "waiting:>4h",
        "updated:<7d",
        "third:@mail1.example",
        "mentions:me",
    ];
    let small = small();
    let words = aside::words::Words::default();
    let mut text = small.desk.settings(&small.admin, Kind::Views, &words).unwrap();
    for (n, query) in QUERIES.iter().enumerate() {
        text.push_str(&format!("[[view]]\nname = \"view {n}\"\nquery = \"{query}\"\nfor = \"desk\"\n"));
    }
    small.check("saving views", |d| d.save_settings(&small.admin, Kind::Views, &text, "views.toml", small.now).unwrap());
    for who in [&small.admin, &small.limited] {
        small.check("views, counted for the first time", |d| d.view_boxes(who, small.now).unwrap());
        small.check("views, nothing happened", |d| d.view_boxes(who, small.now).unwrap());
        small.desk.take(&small.admin, small.ticket(), small.now).unwrap();
        small.check("views, something happened", |d| d.view_boxes(who, small.now).unwrap());
    }
    for kind in Kind::ALL {
        let text = small.desk.settings(&small.admin, kind, &words).unwrap();
        small.check("settings", |d| d.settings(&small.admin, kind, &words).unwrap());
        small.check("saving settings", |d| d.save_settings(&small.admin, kind, &text, "x.toml", small.now).unwrap());
        small.check("who changed settings", |d| d.settings_history(&small.admin, kind, 50).unwrap());
    }
    let tags = small.desk.settings(&small.admin, Kind::Tags, &words).unwrap().replace("\nname = \"vip\"", "\nname = \"gold\"");
    small.check("renaming a tag", |d| d.save_settings(&small.admin, Kind::Tags, &tags, "tags.toml", small.now).unwrap());
    let teams = small.desk.settings(&small.admin, Kind::Teams, &words).unwrap().replace("routing = \"hand\"", "routing = \"least-busy\"");
    small.check("changing teams", |d| d.save_settings(&small.admin, Kind::Teams, &teams, "teams.toml", small.now).unwrap());
    small.check("what would be removed is looked for", |d| {
        d.save_settings(&small.admin, Kind::Teams, "[[team]]\nname = \"x\"", "x", small.now).unwrap_err();
        d.save_settings(&small.admin, Kind::Tags, "[[tag]]\nname = \"x\"", "x", small.now).unwrap_err();
    });
    small.check("agents", |d| d.agents_now().unwrap());
    small.check("tags", |d| d.tags().unwrap());
    small.check("whether settings changed", |d| d.store().settings_changed_after(3).unwrap());
    small.check("going away", |d| d.set_available(&small.admin, small.limited.id(), false, small.now).unwrap());
    small.check("a team's former name", |d| d.store().team_called("Billing").unwrap());
}

#[test]
fn reports_walk_indexes_by_time() {
    let small = small();
    let period = aside::model::report::Period::last(30, small.now, TimeZone::UTC);
    for who in [&small.admin, &small.limited] {
        for query in ["", "printer -refund", "team:billing tag:vip -tag:bug", "third:@mail1.example", "assignee:me status:open", "#42"] {
            small.check(&format!("report, “{query}”"), |d| d.report(who, &period, query, small.now).unwrap());
        }
    }
}

#[test]
fn a_mail_is_explained_on_indexes() {
    let small = small();
    let ticket = small.desk.ticket(&small.admin, small.ticket()).unwrap();
    let mail = ticket.entries.iter().find_map(|e| e.inbox).unwrap();
    let reply = ticket.entries.iter().find(|e| e.delivery.is_some()).map(|e| e.id);
    let message = ticket.sides[0].messages[0].id;
    for asked in [Asked::Mail(mail), Asked::SideMessage(message), Asked::MessageId("x@y.example".into())].into_iter().chain(reply.map(Asked::Entry)) {
        small.check("explain", |d| d.explain(&small.admin, &asked));
    }
    let new =
        small.desk.receive(b"From: a@mail1.example\r\nMessage-ID: <n9@mail1.example>\r\n\r\nText\r\n", Source::Ingest, None, small.now).unwrap();
    small.check("explain", |d| d.explain(&small.admin, &Asked::Entry(new.entry.unwrap())).unwrap());
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
    small.check("undo", |d| d.undo(me, now).unwrap());
    let spam = new_ticket(&small, "win");
    small.check("spam", |d| d.mark_spam(me, spam, true, now).unwrap());
    small.check("mail of who sent spam", |d| {
        let raw = b"From: 3@mail1.example\r\nSubject: more\r\nMessage-ID: <n7@mail1.example>\r\n\r\nText\r\n";
        assert_eq!(d.receive(raw, Source::Ingest, None, now).unwrap().result, aside::store::InboxState::Quarantine);
    });
    small.check("undo of spam", |d| d.undo(me, now).unwrap());
    small.check("seen", |d| d.seen(me, id, now).unwrap());
    small.check("note", |d| d.note(me, &NoteRequest { ticket: id, text: InternalText::new("@ana look"), files: vec![], status: None }, now).unwrap());
    let (other, third) = (new_ticket(&small, "merge"), new_ticket(&small, "merge too"));
    small.check("merge", |d| d.merge(me, other, id, true, now).unwrap());
    small.check("undo of a merge", |d| d.undo(me, now).unwrap());
    small.check("merge of several", |d| d.merge_all(me, &[other, third], id, true, now).unwrap());
    let message = small.desk.ticket(me, id).unwrap().entries.iter().rfind(|e| e.kind == aside::model::entry::EntryKind::Customer).unwrap().id;
    small.check("split", |d| d.split(me, &aside::desk::SplitRequest { ticket: id, message, sides: vec![] }, now).unwrap());
    small.check("undo of a split", |d| d.undo(me, now).unwrap());
    let request = aside::desk::CreateRequest {
        requester: aside::model::Mailbox::new("N", Address::parse("n@mail1.example").unwrap()),
        subject: "New".to_owned(),
        team: None,
        mailbox: None,
        beginning: aside::desk::Beginning::Note(InternalText::new("Called.")),
        files: vec![],
    };
    small.check("create", |d| d.create(me, &request, now).unwrap());
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
    small.check("undo send", |d| d.undo_send(me, sent.unwrap().outbox, now).unwrap());
    small.check("drop draft", |d| d.drop_draft(me, id, Mode::Reply).unwrap());
    let to = vec![aside::model::Mailbox::new("P", Address::parse("p@parts.example").unwrap())];
    let (subject, text) = ("Stock?".to_owned(), "In stock?".to_owned());
    let ask = SideRequest { ticket: id, subject, to, cc: vec![], text, files: vec![], status: None, confirmed: vec![], nonce: 2 };
    small.check("ask", |d| {
        sent = Some(
            d.open_side(me, &ask, now).map(|s| aside::desk::Sent { entry: aside::model::EntryId(0), outbox: s.outbox, due_at: s.due_at }).unwrap(),
        );
    });
    small.check("undo ask", |d| d.undo_send(me, sent.unwrap().outbox, now).unwrap());
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

#[test]
fn what_one_does_with_a_message_finds_its_rows_on_indexes() {
    use aside::desk::{Audience, ExportRequest, Format, NoteRequest, Redaction, TranscriptRequest};
    use aside::model::outgoing::InternalText;
    use aside::store::Found;
    use aside::words::Words;
    let small = small();
    let (me, now) = (&small.admin, small.now);
    let id = small.ticket();
    let note = |text: &str| NoteRequest { ticket: id, text: InternalText::new(text), files: vec![], status: None };
    let written = small.desk.note(me, &note("first"), now).unwrap();
    small.check("edit of a note", |d| d.edit_note(me, id, written, &InternalText::new("@agent3 second"), now).unwrap());
    small.check("deletion of a note", |d| d.delete_note(me, id, written, now).unwrap());
    small.check("earlier versions", |d| d.note_versions(me, id, written).unwrap());
    for audience in [Audience::Customer, Audience::Agents] {
        let request = ExportRequest { ticket: id, audience, session: false };
        small.check("export", |d| d.export(me, &request, Format::Mbox, &Words::default(), now).unwrap());
    }
    let to = Address::parse("lawyer@elsewhere.example");
    let request = TranscriptRequest { ticket: id, to, session: false, confirmed: vec![], nonce: 5 };
    small.check("transcript", |d| d.send_transcript(me, &request, now).unwrap());
    // what is about to leave with the text in it would stop a redaction
    let later = now.after(std::time::Duration::from_secs(3600));
    let lease = small.desk.store().write(|w| w.take_lease("test", later, later.after(std::time::Duration::from_secs(30)))).unwrap().unwrap();
    while let Some(claim) = small.desk.claim(lease.generation, later).unwrap() {
        small.desk.settle(&claim, lease.generation, &aside::model::delivery::Attempt::Sent("250 ok".into()), later).unwrap();
    }
    let message = small.desk.ticket(me, id).unwrap().entries.iter().find(|e| e.kind == aside::model::entry::EntryKind::Customer).unwrap().id;
    small.check("redaction", |d| d.redact(me, &Redaction { ticket: id, on: Found::Entry(message), words: None }, later).unwrap());
    let words = small.desk.ticket(me, id).unwrap().head.subject;
    let request = Redaction { ticket: id, on: Found::Entry(written), words: Some(words) };
    small.check("redaction of words", |d| d.redact(me, &request, later).unwrap());
}
