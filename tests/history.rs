//! Many processes on one file: nobody is turned away, nothing is half done, and the history tells how every ticket came to stand as it does.
//!
//! `ASIDE_TRIAGE_SECONDS` says how long the eight processes work (two seconds when it says nothing).

#![allow(clippy::unwrap_used)]

mod desk;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use aside::desk::{Actor, Desk, DeskError, Doing, NoteRequest, Policy, SplitRequest, Triage};
use aside::model::entry::EntryKind;
use aside::model::outgoing::InternalText;
use aside::model::status::{Priority, Status};
use aside::model::ticket::Assign;
use aside::model::verb::Verb;
use aside::model::{TeamId, TicketId, Time};
use aside::store::{HistoryRow, Source, Store};
use desk::{TestDesk, another_process, at, header, reply_request, side_request};
use jiff::tz::TimeZone;

/// The values of a ticket that the history tells.
#[derive(Debug, PartialEq)]
struct Values {
    status: Status,
    priority: Priority,
    assignee: Option<i64>,
    team: Option<i64>,
    tags: BTreeSet<String>,
    fields: BTreeMap<String, String>,
    snoozed_until: Option<Time>,
    spam: bool,
}

/// What the history's rows come to, from the first to the last.
fn replay(rows: &[HistoryRow]) -> HashMap<TicketId, Values> {
    let mut out: HashMap<TicketId, Values> = HashMap::new();
    for row in rows {
        let Some(ticket) = row.ticket else { continue };
        let values = out.entry(ticket).or_insert_with(|| Values {
            status: Status::New,
            priority: Priority::Normal,
            assignee: None,
            team: None,
            tags: BTreeSet::new(),
            fields: BTreeMap::new(),
            snoozed_until: None,
            spam: false,
        });
        let became = row.became.as_deref();
        match row.what.as_str() {
            "status" => values.status = became.unwrap().parse().unwrap(),
            "priority" => values.priority = became.unwrap().parse().unwrap(),
            "assignee" => values.assignee = became.map(|a| a.parse().unwrap()),
            "tag" => drop(values.tags.insert(became.unwrap().to_owned())),
            "untag" => drop(values.tags.remove(row.was.as_deref().unwrap())),
            "field" => match became.unwrap().split_once('=').unwrap() {
                (name, "") => drop(values.fields.remove(name)),
                (name, value) => drop(values.fields.insert(name.to_owned(), value.to_owned())),
            },
            "snooze" => values.snoozed_until = became.map(|t| Time(t.parse().unwrap())),
            "spam" => values.spam = became == Some("yes"),
            "team" => values.team = became.map(|t| t.parse().unwrap()),
            _ => {}
        }
    }
    out
}

fn all_history(desk: &Desk) -> Vec<HistoryRow> {
    let mut out: Vec<HistoryRow> = Vec::new();
    loop {
        let more = desk.history_after(out.last().map_or(0, |r| r.seq)).unwrap();
        if more.is_empty() {
            return out;
        }
        out.extend(more);
    }
}

/// Every ticket stands as the history says.
fn assert_replays(desk: &Desk, who: &Actor) {
    let told = replay(&all_history(desk));
    let mut tickets = 0;
    while let Ok(head) = desk.ticket_head(who, TicketId(tickets + 1)) {
        tickets += 1;
        let is = Values {
            status: head.status,
            priority: head.priority,
            assignee: head.assignee.map(|a| a.id.0),
            team: head.team.map(|t| t.id.0),
            tags: head.tags.into_iter().collect(),
            fields: head.fields.into_iter().map(|f| (f.name, f.value)).collect(),
            snoozed_until: head.snoozed_until,
            spam: head.spam,
        };
        assert_eq!(told.get(&head.id), Some(&is), "ticket {tickets}");
    }
    assert_eq!(tickets, i64::try_from(told.len()).unwrap());
}

/// Numbers that fall the same way on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// One random act. What the desk refuses by its rules is as good as done; that the store fails is not.
fn act(desk: &Desk, who: &Actor, dice: &mut Dice, tickets: &[TicketId], teams: &[TeamId], now: Time) -> Result<(), DeskError> {
    let ticket = tickets[usize::try_from(dice.below(tickets.len() as u64)).unwrap()];
    let team = teams[usize::try_from(dice.below(teams.len() as u64)).unwrap()];
    match dice.below(20) {
        0 => desk.take(who, ticket, now),
        1 => desk.assign(who, ticket, Assign::Nobody, now),
        2 => desk.assign(who, ticket, Assign::Team(team), now),
        3 => desk.assign(who, ticket, Assign::Both(team, who.id()), now),
        4 => desk.set_status(who, ticket, [Status::Open, Status::Pending, Status::OnHold, Status::Solved][dice.below(4) as usize], now),
        5 => desk.set_priority(who, ticket, Priority::ALL[dice.below(4) as usize], now),
        6 => desk.tag(who, ticket, &[format!("t{}", dice.below(5))], &[format!("t{}", dice.below(5))], now),
        17 => {
            desk.set_field(who, ticket, ["plan", "device"][dice.below(2) as usize], [None, Some("gold"), Some("iron")][dice.below(3) as usize], now)
        }
        7 => desk.snooze(who, ticket, (dice.below(2) == 0).then_some(Time::NEVER), now),
        8 => desk.note(who, &NoteRequest { ticket, text: InternalText::new("@bruno look"), files: vec![], status: None }, now).map(drop),
        9 => {
            let mut request = reply_request(ticket, "It is on its way.");
            request.nonce = dice.below(u64::MAX / 2);
            desk.reply(who, &request, now).and_then(|sent| if dice.below(3) == 0 { desk.undo_send(who, sent.outbox, now).map(drop) } else { Ok(()) })
        }
        10 => {
            let mut request = side_request(ticket, "Is it in stock?");
            request.nonce = dice.below(u64::MAX / 2);
            desk.open_side(who, &request, now).and_then(|sent| if dice.below(2) == 0 { desk.side_done(who, sent.side, now) } else { Ok(()) })
        }
        11 => {
            let n = dice.below(u64::MAX / 2);
            let mail =
                format!("From: Carla <carla@customer.example>\r\nSubject: About [#{ticket}]\r\nMessage-ID: <{n}@customer.example>\r\n\r\nWell?\r\n");
            desk.receive(mail.as_bytes(), Source::Ingest, None, now).map(drop)
        }
        12 => desk.seen(who, ticket, now).map(drop),
        13 => {
            let into = tickets[usize::try_from(dice.below(tickets.len() as u64)).unwrap()];
            desk.merge(who, ticket, into, false, now)
        }
        14 => {
            let entries = desk.ticket(who, ticket)?.entries;
            let messages: Vec<_> = entries.iter().filter(|e| e.kind == EntryKind::Customer).map(|e| e.id).collect();
            let Some(message) = messages.get(usize::try_from(dice.below(4)).unwrap()).copied() else { return Ok(()) };
            desk.split(who, &SplitRequest { ticket, message, sides: vec![] }, now).map(drop)
        }
        18 => desk.mark_spam(who, ticket, dice.below(3) == 0, now),
        19 => {
            let verbs: Vec<Verb> = ["tag +swept -t1", "priority low", "note \"Seen.\"", "status open"].iter().map(|v| v.parse().unwrap()).collect();
            let doing = Doing { verbs: &verbs[..=dice.below(4) as usize], nonce: dice.below(u64::MAX / 2) };
            desk.perform(who, &tickets[..3], &doing, now, &mut |_, _| true).map(drop)
        }
        15 => {
            let change = [Triage::Take, Triage::Priority(Priority::High), Triage::Tags { add: vec!["all".into()], remove: vec![] }];
            desk.triage(who, tickets, &change[dice.below(3) as usize], now, &mut |_, _| true).map(drop)
        }
        _ => desk.undo(who, now).map(drop),
    }
}

fn work(path: &Path, login: &str, seed: u64, tickets: &[TicketId], teams: &[TeamId], until: Instant) -> u64 {
    let desk = Desk::new(Store::open(path).unwrap(), Policy::default(), TimeZone::UTC).unwrap();
    let who = desk.actor(login, None).unwrap();
    let (mut dice, mut done) = (Dice(seed), 0);
    while Instant::now() < until || done < 20 {
        let now = at(100 + i64::try_from(done).unwrap());
        match act(&desk, &who, &mut dice, tickets, teams, now) {
            Err(e @ (DeskError::Store(_) | DeskError::Query(_) | DeskError::Compose(_) | DeskError::Keys(_))) => panic!("{login}: {e}"),
            Ok(()) | Err(_) => done += 1,
        }
    }
    done
}

fn seconds() -> u64 {
    std::env::var("ASIDE_TRIAGE_SECONDS").ok().and_then(|n| n.parse().ok()).unwrap_or(2)
}

#[test]
#[ignore = "is what the eight are"]
fn one_of_the_eight() {
    let (Ok(path), Ok(seed)) = (std::env::var("ASIDE_TEST_DATABASE"), std::env::var("ASIDE_SEED")) else { return };
    let seed: u64 = seed.parse().unwrap();
    let teams: Vec<TeamId> = Store::open(path.as_ref()).unwrap().teams().unwrap().iter().map(|t| t.id).collect();
    let tickets: Vec<TicketId> = (1..=TICKETS).map(TicketId).collect();
    let login = if seed.is_multiple_of(2) { "ana" } else { "bruno" };
    let done = work(path.as_ref(), login, seed, &tickets, &teams, Instant::now() + Duration::from_secs(seconds()));
    println!("\ndone {done}");
}

const TICKETS: i64 = 12;

#[test]
fn eight_processes_work_on_one_file_and_the_history_tells_what_they_did() {
    let t = TestDesk::new();
    for name in ["Billing", "Parts"] {
        t.desk.add_team(&t.ana, name, &[(t.bruno.id(), false)], at(0)).unwrap();
    }
    let fields = "[[field]]\nname = \"plan\"\nkind = \"text\"\n[[field]]\nname = \"device\"\nkind = \"text\"";
    t.desk.save_settings(&t.ana, aside::model::settings::Kind::Fields, fields, "fields.toml", at(0)).unwrap();
    for n in 0..TICKETS {
        t.carla_writes(n);
    }
    let start =
        |seed: u64| another_process("one_of_the_eight", &t.path()).env("ASIDE_SEED", seed.to_string()).stdout(Stdio::piped()).spawn().unwrap();
    let workers: Vec<_> = (1..=8).map(start).collect();
    let mut done = Vec::new();
    for worker in workers {
        let out = worker.wait_with_output().unwrap();
        let said = String::from_utf8(out.stdout).unwrap();
        assert!(out.status.success(), "somebody was shown an error: {said}");
        done.extend(said.lines().filter_map(|l| l.strip_prefix("done ")?.parse::<u64>().ok()));
    }
    println!("{} acts", done.iter().sum::<u64>());
    assert!(done.len() == 8 && done.iter().all(|n| *n > 0), "{done:?}");
    assert_replays(&t.desk, &t.ana);
    assert_eq!(t.desk.store().integrity().unwrap(), Vec::<String>::new());
    let seen: Vec<i64> = all_history(&t.desk).iter().map(|r| r.seq).collect();
    assert!(seen.windows(2).all(|w| w[0] < w[1]));
}

#[test]
fn a_ticket_that_a_mail_made_in_a_team_or_carried_on_is_told_by_the_history_too() {
    let t = TestDesk::new();
    let mailbox = (desk::address("desk@desk.example"), "Desk".to_owned(), Some("Billing".to_owned()), true);
    t.desk.set_mailboxes(&[mailbox], at(0)).unwrap();
    let first = t.desk.store().mailboxes().unwrap()[0].id;
    let mail = b"From: Carla <carla@customer.example>\r\nSubject: Printer\r\nMessage-ID: <1@customer.example>\r\n\r\nIt stopped.\r\n";
    let ticket = t.desk.receive(mail, Source::Ingest, Some(first), at(1)).unwrap().ticket.unwrap();
    assert!(matches!(t.desk.take(&t.bruno, ticket, at(2)), Err(DeskError::NoSuchTicket(_))), "bruno is not in the team");
    t.desk.assign(&t.ana, ticket, Assign::Agent(t.bruno.id()), at(2)).unwrap();
    let asked = t.ask(ticket, "Is it in stock?", 3);
    t.desk.set_status(&t.ana, ticket, Status::Closed, at(4)).unwrap();
    let reply_to = header(&t.sent_mail(asked.outbox), "Reply-To");
    let answer = format!("From: Acme Parts <parts@acme.example>\nTo: {reply_to}\nSubject: Re: Stock\nMessage-ID: <2@acme.example>\n\nYes.");
    let carried = t.receive(&answer, 5).ticket.unwrap();
    assert_ne!(carried, ticket);
    let head = t.desk.ticket_head(&t.ana, carried).unwrap();
    assert_eq!((head.status, head.assignee.map(|a| a.id), head.team.is_some()), (Status::Open, Some(t.bruno.id()), true));
    assert_replays(&t.desk, &t.ana);
}
