//! A console on a small, made-up desk, driven by keys and drawn into text.

#![allow(dead_code, clippy::unwrap_used)]

use std::time::Duration;

use aside::desk::{AgentNow, ContactCard, Customer, HeldFile, HeldMail, Macro, Party, PartyOrganization};
use aside::model::canned::Canned;
use aside::model::delivery::{DeliveryState, DeliverySummary};
use aside::model::entry::{Author, Entry, EntryKind, Event as Happened, FileRef};
use aside::model::field::{Field, FieldKind, FieldValue};
use aside::model::find::Finder;
use aside::model::party::{AnswerTimes, KnownPerson, PartyNote, PartySide};
use aside::model::people::{Agent, AgentRef, Person, Role, Team};
use aside::model::query::Query;
use aside::model::report::{Answer, Fact, Facts, KnownParty, Names, Owed, Period, Report, Unsolved};
use aside::model::settings::{Colour, TagItem};
use aside::model::side::{Direction, Participant, Side, SideMessage, SideState, WaitingSide};
use aside::model::status::{Priority, Status};
use aside::model::ticket::{BoxCount, BoxKey, ListPage, Notification, NotificationKind, Presence, Ticket, TicketHead};
use aside::model::verb::Verb;
use aside::model::*;
use aside::store::{FailedAddress, InboxRow, InboxState, Load, OrganizationRow};
use aside::tui::app::{App, Start};
use aside::tui::effect::Effect;
use aside::tui::event::{Event, WorkerStatus};
use aside::tui::keymap::Keymap;
use aside::tui::panes;
use aside::tui::panes::queue::found::FoundLine;
use aside::tui::update::{begin, update};
use aside::tui::widgets::theme::Theme;
use aside::words::Words;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Style;

/// The time on every screen: Tuesday, 17 November 2026, noon.
pub const NOW: Time = Time(1_794_916_800_000);

pub fn ago(minutes: u64) -> Time {
    NOW.before(Duration::from_secs(60 * minutes))
}

pub fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

pub fn agent(id: i64, login: &str, name: &str, role: Role) -> Agent {
    Agent {
        id: AgentId(id),
        login: login.to_owned(),
        name: name.to_owned(),
        email: address(&format!("{login}@example.com")),
        role,
        teams: vec![TeamId(1)],
        supervises: Vec::new(),
        available: id != 3,
        signature: String::new(),
    }
}

pub fn agents() -> Vec<Agent> {
    vec![agent(1, "ana", "Ana Souza", Role::Agent), agent(2, "bruno", "Bruno Lima", Role::Supervisor), agent(3, "carla", "Carla Reyes", Role::Agent)]
}

pub fn reference(agent: &Agent) -> AgentRef {
    AgentRef { id: agent.id, login: agent.login.clone(), name: agent.name.clone() }
}

fn person(name: &str, email: &str) -> Person {
    Person { contact: None, name: name.to_owned(), email: address(email) }
}

/// Row number `n` of the made-up queue.
pub fn head(n: i64) -> TicketHead {
    let subjects = [
        "Printer on the second floor stopped working",
        "Invoice 2026-118 shows the wrong address",
        "Where is my order of 12 lamps?",
        "请问什么时候发货？",
        "Cannot sign in since the update",
        "Request for a quote: 40 chairs",
    ];
    let people = [
        ("Maria Silva", "maria@example.org"),
        ("Jonas Berg", "jonas@example.net"),
        ("", "orders@example.org"),
        ("王小明", "wang@example.net"),
        ("Lucía Fernández", "lucia@example.org"),
    ];
    let k = usize::try_from(n).unwrap();
    let (name, email) = people[k % people.len()];
    let all = agents();
    TicketHead {
        id: TicketId(1042 - n),
        subject: subjects[k % subjects.len()].to_owned(),
        status: [Status::Open, Status::New, Status::Pending, Status::OnHold, Status::Solved][k % 5],
        priority: [Priority::Normal, Priority::High, Priority::Normal, Priority::Urgent, Priority::Low][k % 5],
        requester: person(name, email),
        assignee: (k % 3 != 1).then(|| reference(&all[k % 2])),
        team: Some(Team { id: TeamId(1), name: "Support".to_owned() }),
        tags: [vec![], vec!["vip".to_owned()], vec!["billing".to_owned(), "refund".to_owned()]][k % 3].clone(),
        snoozed_until: None,
        unread: k % 4 == 0,
        waiting_since: (k % 2 == 0).then(|| ago(7 + 190 * u64::try_from(n).unwrap())),
        created_at: ago(5000),
        updated_at: ago(30),
        last_customer_at: Some(ago(5 + 150 * u64::try_from(n).unwrap())),
        sides_open: [2, 0, 0, 1][k % 4],
        sides_unread: [1, 0, 0, 0][k % 4],
        spam: false,
        merged_into: None,
        fields: Vec::new(),
        presence: if k == 2 { vec![Presence { agent: reference(&all[1]), typing: true }] } else { Vec::new() },
    }
}

/// The ticket that is a console's first, on the plan Gold.
pub fn ticket_with_fields() -> Ticket {
    let whole = ticket();
    let fields = vec![FieldValue { name: "plan".to_owned(), label: "Plan".to_owned(), value: "Gold".to_owned() }];
    Ticket { head: TicketHead { fields, ..whole.head }, ..whole }
}

pub fn fields() -> Vec<Field> {
    let field = |name: &str, label: &str, kind: FieldKind, choices: &[&str]| Field {
        name: name.to_owned(),
        label: label.to_owned(),
        kind,
        choices: choices.iter().map(|c| (*c).to_owned()).collect(),
    };
    vec![
        field("plan", "Plan", FieldKind::Choice, &["Basic", "Gold"]),
        field("device", "Device", FieldKind::Text, &[]),
        field("seats", "Seats", FieldKind::Number, &[]),
        field("bought", "Bought on", FieldKind::Date, &[]),
    ]
}

pub fn tags() -> Vec<TagItem> {
    let tag = |name: &str, colour: Option<Colour>, description: &str| TagItem {
        id: Some(name.to_owned()),
        name: name.to_owned(),
        colour,
        description: description.to_owned(),
    };
    vec![tag("refund", Some(Colour::Rgb(0xd7, 0x87, 0x5f)), "Money goes back"), tag("vip", Some(Colour::Named(9)), "Answer within the hour")]
}

pub fn agents_now() -> Vec<AgentNow> {
    let loads = [(12, 3, 2), (0, 0, 400)].into_iter().cycle();
    let now = |(a, (open, waiting, minutes)): (Agent, (u32, u32, u64))| AgentNow {
        id: a.id,
        login: a.login,
        name: a.name,
        available: a.available,
        load: Load { open, waiting, seen_at: Some(ago(minutes)) },
    };
    agents().into_iter().zip(loads).map(now).collect()
}

pub fn boxes() -> Vec<BoxCount> {
    let b = |key: BoxKey, name: &str, total: u32, waiting: u32, oldest: Option<Time>| BoxCount {
        key,
        name: name.to_owned(),
        total,
        waiting,
        oldest,
        sort: None,
    };
    vec![
        b(BoxKey::Mine, "", 12, 5, Some(ago(190))),
        b(BoxKey::Unassigned, "", 4, 4, Some(ago(45))),
        b(BoxKey::Mentions, "", 1, 0, None),
        b(BoxKey::ThirdParties, "", 3, 1, Some(ago(3000))),
        b(BoxKey::AllOpen, "", 40, 17, Some(ago(3000))),
        b(BoxKey::Team(TeamId(1)), "Support", 25, 9, Some(ago(600))),
        b(BoxKey::Team(TeamId(2)), "Billing", 15, 8, Some(ago(3000))),
        b(BoxKey::View(ViewId(1)), "VIP this week", 6, 2, Some(ago(100))),
    ]
}

fn macros() -> Vec<Macro> {
    let of = |name: &str, verbs: &[&str]| Macro { name: name.to_owned(), verbs: verbs.iter().map(|v| Verb::parse(v).unwrap()).collect() };
    vec![
        of("Ask Acme for stock", &["side /ask-stock to parts@acme.example", "status on-hold"]),
        of("Refund", &["assign me", "tag +refund", "reply /refund", "status pending"]),
        of("Sweep", &["tag +sweep -new", "status solved"]),
    ]
}

fn entry(id: i64, kind: EntryKind, name: &str, minutes: u64, body: Body) -> Entry {
    Entry {
        id: EntryId(id),
        kind,
        author: Author { agent: (kind != EntryKind::Customer).then_some(AgentId(1)), name: name.to_owned(), email: String::new() },
        at: ago(minutes),
        body,
        event: None,
        to: Vec::new(),
        cc: Vec::new(),
        subject: None,
        automatic: false,
        delivery: None,
        files: Vec::new(),
        inbox: None,
        origin: None,
        edited: None,
        redacted: None,
    }
}

fn happened(id: i64, name: &str, minutes: u64, event: Happened) -> Entry {
    Entry { event: Some(event), ..entry(id, EntryKind::Event, name, minutes, Body::default()) }
}

pub fn delivery(state: DeliveryState, due_at: Time, words: &str) -> DeliverySummary {
    DeliverySummary { outbox: OutboxId(9), state, due_at, words: words.to_owned() }
}

/// A ticket with every kind of entry and two sides.
pub fn ticket() -> Ticket {
    let question = "Hello,\n\nthe printer on the second floor shows \"E-52\" since this morning and prints nothing.\nWe need it for the \
                    invoices on Friday.\n\nKind regards\nMaria\n-- \nMaria Silva\nExample Org";
    let marks: Vec<Part> = question.lines().enumerate().map(|(i, _)| if i >= 7 { Part::Signature } else { Part::Text }).collect();
    let answer = "Thank you, the cable is in place. It still shows E-52.\n\nOn Monday Ana Souza wrote:\n> Please check the cable.\n> Ana";
    let quoted: Vec<Part> = answer.lines().enumerate().map(|(i, _)| if i >= 2 { Part::Quoted } else { Part::Text }).collect();
    let mut first = entry(1, EntryKind::Customer, "Maria Silva", 600, Body::marked(question, &marks));
    first.inbox = Some(InboxId(1));
    first.cc = vec![Mailbox::new("Office", address("office@example.org"))];
    first.to = vec![Mailbox::new("Support", address("desk@example.com"))];
    let mut reply = entry(3, EntryKind::Reply, "Ana Souza", 500, Body::plain("Hello Maria,\n\nplease check the cable first.\n\nAna"));
    reply.delivery = Some(delivery(DeliveryState::Sent, ago(500), "250 OK"));
    let mut photo = entry(4, EntryKind::Customer, "Maria Silva", 400, Body::marked(answer, &quoted));
    photo.inbox = Some(InboxId(2));
    photo.files = vec![FileRef { id: FileId(7), name: "display.jpg".to_owned(), media_type: "image/jpeg".to_owned(), size: 183_200, inline: false }];
    let note = entry(
        5,
        EntryKind::Note,
        "Bruno Lima",
        300,
        Body::plain("@ana this model had a recall in March. Ask Acme Parts before you send a technician."),
    );
    let side = SideId(1);
    let asked = Happened::SideAsked { side, subject: "Stock of P-100?".to_owned(), to: vec!["Acme Parts".to_owned()], opened: true };
    let answered = Happened::SideAnswered { side, subject: "Stock of P-100?".to_owned(), who: "Acme Parts".to_owned(), unverified: false };
    let mut last = entry(9, EntryKind::Reply, "Ana Souza", 0, Body::plain("We have the spare part and come tomorrow at ten."));
    last.delivery = Some(delivery(DeliveryState::Queued, NOW.after(Duration::from_secs(7)), ""));
    Ticket {
        head: TicketHead { presence: vec![Presence { agent: reference(&agents()[1]), typing: false }], ..head(0) },
        organization: None,
        linked_from: None,
        entries: vec![
            first,
            happened(2, "Ana Souza", 510, Happened::Status { from: Status::New, to: Status::Open }),
            reply,
            photo,
            note,
            happened(6, "Ana Souza", 200, asked),
            happened(7, "", 20, answered),
            happened(8, "Ana Souza", 10, Happened::Tags { added: vec!["vip".to_owned()], removed: Vec::new() }),
            last,
        ],
        sides: sides(),
        history: 40,
    }
}

fn message(id: i64, direction: Direction, name: &str, minutes: u64, text: &str) -> SideMessage {
    SideMessage {
        id: SideMessageId(id),
        direction,
        author: Author { agent: None, name: name.to_owned(), email: String::new() },
        at: ago(minutes),
        body: Body::plain(text),
        automatic: false,
        delivery: None,
        files: Vec::new(),
        inbox: None,
        redacted: None,
    }
}

fn participant(name: &str, email: &str, verified: bool) -> Participant {
    Participant { name: name.to_owned(), email: address(email), verified, cc: false, is_agent: false }
}

fn sides() -> Vec<Side> {
    let mut failed = message(3, Direction::Out, "Ana Souza", 100, "Could your technician come on Thursday?");
    failed.delivery = Some(delivery(DeliveryState::Failed, ago(100), "550 5.1.1 no such user"));
    vec![
        Side {
            id: SideId(1),
            subject: "Stock of P-100?".to_owned(),
            state: SideState::Open,
            participants: vec![participant("Acme Parts", "parts@example.net", true), participant("", "new.hire@example.net", false)],
            unread: true,
            ticket: TicketId(1042),
            waiting_since: None,
            last_at: ago(20),
            opened_by: Some(AgentId(1)),
            messages: vec![
                message(1, Direction::Out, "Ana Souza", 200, "Hello,\n\ndo you have the fuser unit P-100 in stock?\n\nAna"),
                message(2, Direction::In, "Acme Parts", 20, "Yes, four of them. 84.00 each.\n\nAcme Parts"),
            ],
        },
        Side {
            id: SideId(2),
            subject: "Technician on Thursday".to_owned(),
            state: SideState::Open,
            participants: vec![participant("Field Service", "field@example.org", true)],
            unread: false,
            ticket: TicketId(1042),
            waiting_since: Some(ago(100)),
            last_at: ago(100),
            opened_by: Some(AgentId(1)),
            messages: vec![failed],
        },
    ]
}

/// A side conversation of few words.
fn side(id: i64, subject: &str, state: SideState, participants: Vec<Participant>, minutes: u64, messages: Vec<SideMessage>) -> Side {
    let waiting_since = messages.last().filter(|m| m.direction == Direction::Out && state == SideState::Open).map(|m| m.at);
    Side {
        id: SideId(id),
        subject: subject.to_owned(),
        state,
        participants,
        unread: false,
        ticket: TicketId(1039),
        waiting_since,
        last_at: ago(minutes),
        opened_by: Some(AgentId(1)),
        messages,
    }
}

/// Side conversations in every state, more than a small screen shows.
pub fn many_sides() -> Vec<Side> {
    let question = |id: i64, minutes: u64| message(id, Direction::Out, "Ana Souza", minutes, "Hello,\n\ncan you help?");
    let reply = |id: i64, minutes: u64| message(id, Direction::In, "Acme Parts", minutes, "Yes, we can. The part leaves tomorrow.");
    let acme = || vec![participant("Acme Parts", "parts@example.net", true)];
    let colleague = Participant { is_agent: true, cc: true, ..participant("Bruno Lima", "bruno@example.com", true) };
    let many: Vec<Participant> = ["Eva Stone", "Otto Field", "名古屋倉庫", "Lucía Fernández"]
        .iter()
        .enumerate()
        .map(|(n, name)| participant(name, &format!("p{n}@example.net"), n != 3))
        .collect();
    let hostile = "Parcel 7781 \u{202e}\u{1b}[2Jlost on the way from the warehouse in Nagoya to the second floor?";
    let mut all = vec![
        side(11, "Stock of P-100?", SideState::Done, acme(), 3000, vec![question(31, 4000), reply(32, 3000)]),
        side(12, hostile, SideState::Open, many, 200, vec![question(33, 200)]),
        side(
            13,
            "",
            SideState::Open,
            vec![participant("", "a.very.long.address.of.somebody@warehouse.example.net", true), colleague],
            90,
            vec![reply(34, 90)],
        ),
        side(14, "Nobody is left here", SideState::Open, Vec::new(), 80, vec![question(35, 80)]),
    ];
    all[2].unread = true;
    all.extend((15..23).map(|n| side(n, &format!("Question number {n}"), SideState::Open, acme(), 60, vec![question(n + 30, 60)])));
    all
}

/// The card of a third party with all that can stand on it.
pub fn card(address: Address) -> Party {
    let times = |answers: u32, median: u64, p90: u64| AnswerTimes {
        answers,
        median: Some(Duration::from_secs(60 * median)),
        p90: Some(Duration::from_secs(60 * p90)),
        last_at: Some(ago(20)),
    };
    let person = |name: &str, email: &str| KnownPerson { name: name.to_owned(), address: self::address(email) };
    let s = |side: i64, ticket: i64, subject: &str, state: SideState, unread: bool, waiting: Option<u64>, last: u64| PartySide {
        side: SideId(side),
        ticket: TicketId(ticket),
        subject: subject.to_owned(),
        state,
        unread,
        waiting_since: waiting.map(ago),
        due_at: (side == 3).then(|| ago(60)),
        last_at: ago(last),
        verified: side != 13,
        cc: false,
    };
    let note = |minutes: u64, by: &str, text: &str| PartyNote { at: ago(minutes), by: by.to_owned(), text: text.to_owned() };
    let (open, done) = (SideState::Open, SideState::Done);
    let now =
        "Ask for Eva Stone, she decides. \u{1b}[2JClosed on Fridays from two o'clock on, and in the first week of August.\nOrders by mail only.";
    let contact = ContactCard {
        name: "Acme Parts".to_owned(),
        addresses: vec![address, self::address("sales@acme.example")],
        colleague: false,
        organization: Some(PartyOrganization {
            name: "Acme Ltd".to_owned(),
            supplier: true,
            domains: vec!["acme.example".to_owned()],
            people: vec![person("Otto Field", "otto@acme.example"), person("", "orders@acme.example")],
            times: times(48, 240, 4000),
        }),
        failures: vec![FailedAddress { address: self::address("sales@acme.example"), at: ago(9000), words: "550 5.1.1 no such user".to_owned() }],
        notes: vec![note(900, "Bruno Lima", now), note(9000, "Ana Souza", "Ask for Eva Stone, she decides."), note(20_000, "Ana Souza", "")],
    };
    Party {
        contact,
        names: vec!["Eva Stone".to_owned()],
        sides: vec![
            s(3, 1040, "P-200, price for forty", open, false, Some(2 * 24 * 60), 90),
            s(1, 1042, "Stock of P-100?", open, true, None, 20),
            s(13, 1039, "名古屋倉庫の在庫の確認をお願いします", open, false, None, 300),
            s(11, 1039, "Toner", done, false, None, 9000),
        ],
        times: times(12, 180, 2900),
    }
}

/// The card of the customer of ticket 1042 with all that can stand on it.
pub fn customer(address: Address) -> Customer {
    let note = |minutes: u64, by: &str, text: &str| PartyNote { at: ago(minutes), by: by.to_owned(), text: text.to_owned() };
    let contact = ContactCard {
        name: "Maria Silva".to_owned(),
        addresses: vec![address, self::address("maria.silva@example.org")],
        colleague: false,
        organization: Some(PartyOrganization {
            name: "Example Org".to_owned(),
            supplier: false,
            domains: vec!["example.org".to_owned()],
            people: vec![KnownPerson { name: "Lucía Fernández".to_owned(), address: self::address("lucia@example.org") }],
            times: AnswerTimes::default(),
        }),
        failures: vec![FailedAddress {
            address: self::address("maria.silva@example.org"),
            at: ago(9000),
            words: "550 5.1.1 no such user".to_owned(),
        }],
        notes: vec![note(900, "Bruno Lima", "Call her at noon, she reads no mail before. \u{1b}[2J"), note(9000, "Ana Souza", "")],
    };
    let of = |n: i64| TicketHead { requester: head(0).requester, ..head(n) };
    Customer { contact, muted: None, tickets: vec![head(0), of(5), of(7), of(8), of(9)] }
}

pub fn organizations() -> Vec<OrganizationRow> {
    let o = |id: i64, name: &str, supplier: bool, domains: &[&str]| OrganizationRow {
        id: OrganizationId(id),
        name: name.to_owned(),
        supplier,
        domains: domains.iter().map(|d| (*d).to_owned()).collect(),
    };
    vec![o(1, "Acme Ltd", true, &["acme.example", "acme.example.org"]), o(2, "Example Org", false, &["example.org"])]
}

pub fn canned() -> Vec<Canned> {
    let c = |id: i64, shortcut: &str, title: &str, text: &str| Canned {
        id: CannedId(id),
        shortcut: shortcut.to_owned(),
        title: title.to_owned(),
        text: text.to_owned(),
        files: vec![],
    };
    vec![
        c(1, "hello", "Greeting", "Hello {{ requester.first_name }},\n\nthank you for your message."),
        c(
            2,
            "refund",
            "Refund on its way",
            "Hello {{ requester.first_name }},\n\nthe refund for ticket {{ ticket.number }} is on its way.\n\n{{ agent.first_name }}",
        ),
        c(3, "ask-stock", "Ask a supplier for stock", "Hello,\n\ndo you have {{ field.article }} in stock?"),
    ]
}

fn notifications() -> Vec<Notification> {
    let n = |id: i64, kind: NotificationKind, who: &str, minutes: u64, seen: bool| Notification {
        id: NotificationId(id),
        at: ago(minutes),
        kind,
        ticket: TicketId(1042),
        subject: "Printer on the second floor stopped working".to_owned(),
        who: who.to_owned(),
        seen,
    };
    vec![
        n(3, NotificationKind::ThirdPartyAnswered, "Acme Parts", 20, false),
        n(2, NotificationKind::Mentioned, "Bruno Lima", 300, false),
        n(1, NotificationKind::Assigned, "Bruno Lima", 700, true),
    ]
}

/// What waits for third parties.
pub fn waiting() -> Vec<WaitingSide> {
    let w = |id: i64, ticket: i64, who: &str, subject: &str, since: u64| WaitingSide {
        id: SideId(id),
        ticket: TicketId(ticket),
        subject: subject.to_owned(),
        who: who.to_owned(),
        address: Some(address("parts@acme.example")),
        organization: who.starts_with("Acme").then(|| "Acme Ltd".to_owned()),
        since: ago(since),
        last_at: ago(since),
        due_at: None,
        usual: None,
        unread: false,
    };
    let day = 24 * 60;
    vec![
        WaitingSide { due_at: Some(ago(day)), usual: Some(Duration::from_secs(86_400)), ..w(1, 1042, "Acme Parts", "Stock of P-100?", 6 * day) },
        WaitingSide { last_at: ago(90), ..w(3, 1040, "Acme Parts", "P-200, price for forty", 2 * day) },
        WaitingSide { due_at: Some(Time(NOW.0 + 86_400_000)), ..w(2, 1042, "Fast Freight", "Parcel 7781 \u{202e}\u{1b}[2Jlost?", 200) },
        w(4, 1037, "名古屋倉庫", "在庫の確認をお願いします", 30),
    ]
}

/// A report of made-up figures: more comes by day than at night, and third parties take their time.
pub fn report(days: u32, query: &str) -> Report {
    let minutes = |n: u64| Duration::from_secs(60 * n);
    let (teams, everyone) = ([Some(TeamId(1)), Some(TeamId(2)), None], [Some(AgentId(1)), Some(AgentId(2)), Some(AgentId(3)), None]);
    let fact = |n: u64, at: Time, took: u64| {
        let k = usize::try_from(n).unwrap();
        Fact { ticket: TicketId(i64::try_from(n).unwrap()), team: teams[k % 3], agent: everyone[k / 2 % 4], at, took: minutes(took) }
    };
    let begun = |n: u64| ago((n * 331 / 1440 % 90 + 1) * 1440 + 240 - n * n * 13 % 600);
    let all: Vec<u64> = (1..420).collect();
    let unsolved = all.iter().filter(|n| *n % 9 == 0).map(|n| {
        let k = usize::try_from(*n).unwrap();
        let (ticket, since) = (TicketId(i64::try_from(*n).unwrap()), ago(n * 131));
        let owed_since = (n % 2 == 0).then(|| ago(n * 7));
        Unsolved { ticket, team: teams[k / 9 % 3], agent: everyone[k % 4], since, owed_since, snoozed: n % 5 == 0, asked: n % 4 == 0 }
    });
    let who = ["parts@acme.example", "eva@acme.example", "freight@fast.example", "warehouse@nagoya.example", "bruno@example.com"].map(address);
    let known = |name: &str, organization: Option<&str>, colleague: bool| KnownParty {
        name: name.to_owned(),
        organization: organization.map(str::to_owned),
        colleague,
    };
    let names = [
        known("Acme Parts", Some("Acme Ltd"), false),
        known("Eva Costa", Some("Acme Ltd"), false),
        known("Fast Freight", None, false),
        known("名古屋倉庫", None, false),
        known("Bruno Lima", None, true),
    ];
    let answer = |n: &u64| {
        let k = [0, 0, 1, 2, 2, 2, 3, 4][usize::try_from(n % 8).unwrap()];
        Answer { address: who[k].clone(), at: begun(*n), took: minutes([95, 40, 700, 2600, 25][k] + n * 37 % 400) }
    };
    let facts = Facts {
        begun: all.iter().map(|n| fact(*n, begun(*n), 0)).collect(),
        answered: all.iter().filter(|n| *n % 5 > 0).map(|n| fact(*n, begun(*n), 30 + n * 17 % 600)).collect(),
        ended: all.iter().filter(|n| *n % 9 > 0).map(|n| fact(*n, begun(*n), 300 + n * 171 % 9000)).collect(),
        unsolved: unsolved.collect(),
        tags: all
            .iter()
            .map(|n| (TicketId(i64::try_from(*n).unwrap()), vec![["vip", "billing", "refund"][usize::try_from(n % 3).unwrap()].to_owned()]))
            .collect(),
        answers: all.iter().step_by(3).map(answer).collect(),
        owed: vec![Owed { address: who[0].clone(), since: ago(8640) }, Owed { address: who[3].clone(), since: ago(30) }],
        parties: who.iter().cloned().zip(names).collect(),
    };
    let names = Names {
        teams: vec![(TeamId(1), "Support".to_owned()), (TeamId(2), "Billing".to_owned())],
        agents: agents().into_iter().map(|a| (a.id, a.login, a.name)).collect(),
    };
    Report::of(Period::last(days, NOW, jiff::tz::TimeZone::UTC), query, &facts, &names, NOW)
}

/// What waits in quarantine.
pub fn quarantine() -> Vec<InboxRow> {
    let q = |id: i64, minutes: u64, sender: &str, subject: &str, ticket: Option<i64>, side: Option<i64>, why: &str| InboxRow {
        id: InboxId(id),
        at: ago(minutes),
        state: InboxState::Quarantine,
        why: why.to_owned(),
        sender: sender.to_owned(),
        subject: subject.to_owned(),
        message_id: Some(format!("q{id}@example.net")),
        mailbox: None,
        imported: false,
        attempts: 0,
        ticket: ticket.map(TicketId),
        entry: None,
        side: side.map(SideId),
        settled_by: None,
        trace: None,
    };
    let one_sign = "only the signed reply address names the side conversation and the author is not a participant";
    vec![
        q(31, 12, "Eva Stone <eva@example.net>", "Re: Stock of P-100?", Some(1042), Some(1), one_sign),
        q(30, 190, "", "\u{1b}[2J\u{202e}gpj.exe", None, None, "it has no author that could be answered"),
        q(
            29,
            4000,
            "Support <desk@example.com>",
            "Your invoice is overdue, please pay within the day",
            None,
            None,
            "it says that it is from desk@example.com, an address of the desk, and is none of the desk's own mails",
        ),
    ]
}

/// One of them, whole.
pub fn held(id: InboxId) -> HeldMail {
    let row = quarantine().into_iter().find(|r| r.id == id).unwrap();
    let h = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    HeldMail {
        headers: vec![
            h("Received", "from mx.example.net (203.0.113.9) by mail.example.com"),
            h("From", &row.sender),
            h("To", "desk+s1.x7q@example.com"),
            h("Subject", &row.subject),
            h("Message-ID", "<q31@example.net>"),
            h("X-Odd", "\u{1b}]0;title\u{7}\u{202e}"),
        ],
        row,
        waits: true,
        from: Vec::new(),
        to: Vec::new(),
        cc: Vec::new(),
        date: Some(ago(13)),
        body: Body::plain("Hello,\n\nI heard that you need a P-100. \u{1b}[31mWe have four.\u{9b}0m\n\nEva"),
        files: vec![HeldFile { name: "offer.pdf".to_owned(), media_type: "application/pdf".to_owned(), size: 48_300 }],
        remarks: vec!["the charset was guessed".to_owned()],
    }
}

/// A console, and a desk that answers it from made-up values.
pub struct Console {
    pub app: App,
    /// Everything that was asked for and is no reading.
    pub asked: Vec<Effect>,
    /// How many tickets the queue has.
    pub total: u32,
    /// What becomes of every answer of the desk before the console gets it.
    pub spoil: fn(Event) -> Event,
    terminal: Terminal<TestBackend>,
}

impl Console {
    pub fn new(columns: u16, rows: u16) -> Console {
        Console::of(columns, rows, 12)
    }

    pub fn of(columns: u16, rows: u16, total: u32) -> Console {
        Console::dressed(columns, rows, total, Theme::dark(), |event| event)
    }

    /// In other colours, on a desk of other contents.
    pub fn dressed(columns: u16, rows: u16, total: u32, theme: Theme, spoil: fn(Event) -> Event) -> Console {
        let all = agents();
        let mut app = App::new(Start {
            me: all[0].clone(),
            desk: "Example Support".to_owned(),
            own: vec![address("desk@example.com")],
            words: Words::default(),
            theme,
            keymap: Keymap::default(),
            bell: true,
            notify: false,
            demo: false,
            team_order: Default::default(),
            vim: false,
            plain: false,
            translate: Default::default(),
            no_sides: None,
            now: NOW,
            size: (columns, rows),
        });
        let effects = begin(&mut app);
        let terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        let mut console = Console { app, asked: Vec::new(), total, spoil, terminal };
        console.answer(effects);
        console.event(Event::WorkerStatus(WorkerStatus::Here));
        console
    }

    /// Answers what was asked as a desk would, until nothing is asked any more.
    pub fn answer(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let total = self.total;
            let event = match effect {
                Effect::LoadBoxes => Event::Boxes(boxes().into_iter().filter(|b| !matches!(b.key, BoxKey::View(_))).collect()),
                Effect::LoadTags => Event::Tags(tags()),
                Effect::LoadFields => Event::Fields(fields()),
                Effect::LoadAgents { show } => Event::Agents { agents: agents_now(), show },
                Effect::LoadViews => Event::Views(boxes().into_iter().filter(|b| matches!(b.key, BoxKey::View(_))).collect()),
                Effect::LoadPage(request) => {
                    let total = if request.query.is_empty() { total } else { total.min(3) };
                    let end = total.min(request.offset + request.limit);
                    let rows = (request.offset..end).map(|n| head(n.into())).collect();
                    Event::Page(ListPage { sorted: request.sort, request, rows, total, more_than_total: false })
                }
                Effect::LoadFound { query, tickets, length } => {
                    let finder = Finder::of(&Query::parse(&query).unwrap());
                    let text = "Thank you. The vip lamp went out again, and the second invoice of the year lies on your table since Monday.";
                    let line = |ticket: TicketId| (ticket, FoundLine { excerpt: finder.excerpt(text, length), side: ticket.0 == 1041 });
                    let lines = tickets.into_iter().map(line).filter(|(_, line)| !line.excerpt.hits.is_empty()).collect();
                    Event::Found { query, lines }
                }
                Effect::LoadTicket(TicketId(1042)) => Event::TicketLoaded(Box::new(ticket())),
                Effect::LoadTicket(TicketId(1039)) => {
                    Event::TicketLoaded(Box::new(Ticket { head: head(3), entries: Vec::new(), sides: many_sides(), ..ticket() }))
                }
                Effect::LoadTicket(id) => Event::TicketLoaded(Box::new(Ticket {
                    head: head(1042 - id.0),
                    entries: vec![entry(100, EntryKind::Customer, "Jonas Berg", 60, Body::plain("Please help."))],
                    sides: Vec::new(),
                    ..ticket()
                })),
                Effect::LoadPeople => Event::People(
                    agents(),
                    vec![Team { id: TeamId(1), name: "Support".to_owned() }, Team { id: TeamId(2), name: "Billing".to_owned() }],
                ),
                Effect::LoadCanned => Event::Canned(canned()),
                Effect::LoadNotifications => Event::Notifications(notifications()),
                Effect::LoadWaiting => Event::Waiting(waiting()),
                Effect::LoadReport { days, query } => Event::Report { report: Box::new(report(days, &query)), days, query },
                Effect::LoadParty(address) => Event::Party(Box::new(card(address))),
                Effect::LoadCustomer(address) => Event::Customer(Box::new(customer(address))),
                Effect::LoadBeside(id) => Event::Beside(Box::new(Ticket {
                    head: head(1042 - id.0),
                    entries: vec![
                        entry(90, EntryKind::Customer, "Maria Silva", 4000, Body::plain("The toner is empty again.\n\nMaria")),
                        entry(91, EntryKind::Note, "Bruno Lima", 3900, Body::plain("Third time this month.")),
                        entry(92, EntryKind::Reply, "Ana Souza", 3800, Body::plain("Two cartridges are on their way.")),
                    ],
                    sides: Vec::new(),
                    ..ticket()
                })),
                Effect::LoadMacros => Event::Macros(macros()),
                Effect::LoadOrganizations => Event::Organizations(organizations()),
                Effect::LoadQuarantine => Event::Quarantine(quarantine()),
                Effect::FindTickets { text, .. } => {
                    let rows = if text.is_empty() { vec![head(5), head(10)] } else { (1..5).map(head).collect() };
                    Event::TicketsFound { text, rows }
                }
                Effect::LoadHeld(id) => Event::Held(Box::new(held(id))),
                other => {
                    self.asked.push(other);
                    continue;
                }
            };
            self.event((self.spoil)(event));
        }
    }

    /// Lets something happen, and then rest.
    pub fn event(&mut self, event: Event) {
        let effects = update(&mut self.app, event);
        self.answer(effects);
        if let Some(at) = self.app.wakes_at() {
            self.event(Event::Tick(at));
        }
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.terminal.backend_mut().resize(columns, rows);
        self.event(Event::Resize(columns, rows));
    }

    /// Presses keys, written as in the configuration, parted by spaces.
    pub fn keys(&mut self, keys: &str) -> &mut Console {
        for key in keys.split_whitespace() {
            self.event(Event::Key(key_event(key)));
        }
        self
    }

    /// Types a text, letter by letter.
    pub fn type_in(&mut self, text: &str) -> &mut Console {
        for c in text.chars() {
            let code = if c == '\n' { KeyCode::Enter } else { KeyCode::Char(c) };
            self.event(Event::Key(KeyEvent::new(code, KeyModifiers::NONE)));
        }
        self
    }

    /// What was asked since the last time.
    pub fn take_asked(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.asked)
    }

    /// The runs of cells on the screen that have all of a style.
    pub fn words_in(&mut self, style: Style) -> Vec<String> {
        let Console { app, terminal, .. } = self;
        terminal.draw(|frame| panes::draw(app, frame)).unwrap();
        let buffer = terminal.backend().buffer();
        let mut runs = vec![String::new()];
        for cell in buffer.content() {
            let has = cell.style();
            if has.fg == style.fg && has.add_modifier.contains(style.add_modifier) {
                runs.last_mut().unwrap().push_str(cell.symbol());
            } else if runs.last().is_some_and(|r| !r.is_empty()) {
                runs.push(String::new());
            }
        }
        runs.retain(|r| !r.is_empty());
        runs
    }

    /// The cells of the screen.
    pub fn cells(&mut self) -> ratatui::buffer::Buffer {
        let Console { app, terminal, .. } = self;
        terminal.draw(|frame| panes::draw(app, frame)).unwrap();
        terminal.backend().buffer().clone()
    }

    /// The screen as text.
    pub fn screen(&mut self) -> String {
        let Console { app, terminal, .. } = self;
        terminal.draw(|frame| panes::draw(app, frame)).unwrap();
        let buffer = terminal.backend().buffer();
        let mut out = String::new();
        for y in 0..buffer.area.height {
            let mut line = String::new();
            let mut skip = 0;
            for x in 0..buffer.area.width {
                let symbol = buffer[(x, y)].symbol();
                if skip == 0 {
                    line.push_str(symbol);
                    skip = aside::tui::widgets::text::width(symbol).saturating_sub(1);
                } else {
                    skip -= 1;
                }
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }
}

/// A key, written as in the configuration.
pub fn key_event(text: &str) -> KeyEvent {
    let (mut rest, mut modifiers) = (text, KeyModifiers::NONE);
    while let Some((head, tail)) = rest.split_once('-').filter(|(h, _)| matches!(*h, "ctrl" | "alt")) {
        modifiers |= if head == "ctrl" { KeyModifiers::CONTROL } else { KeyModifiers::ALT };
        rest = tail;
    }
    let code = match rest {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "shift-tab" => KeyCode::BackTab,
        "space" => KeyCode::Char(' '),
        "backspace" => KeyCode::Backspace,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "pageup" => KeyCode::PageUp,
        "pagedown" => KeyCode::PageDown,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "delete" => KeyCode::Delete,
        f if f.len() > 1 && f.strip_prefix('f').is_some_and(|n| n.parse::<u8>().is_ok()) => KeyCode::F(f[1..].parse().unwrap()),
        one => KeyCode::Char(one.chars().next().unwrap()),
    };
    KeyEvent::new(code, modifiers)
}
