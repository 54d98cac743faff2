//! Every screen, at the sizes and in the themes that people have, on a desk whose mails, names and tags are as wide, as long and as odd as they
//! come: nothing is cut without a mark, nothing overlaps, nothing is off by a column, and everything can be read.

#![allow(clippy::unwrap_used)]

mod console;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aside::model::Body;
use aside::model::entry::{Author, Entry, FileRef};
use aside::model::people::{Agent, AgentRef, Badge, Suggestion, Team};
use aside::model::recipients::Obstacle;
use aside::model::side::Side;
use aside::model::ticket::{Presence, Ticket, TicketHead};
use aside::model::{EntryId, FileId, TicketId};
use aside::tui::effect::{DraftKey, Mode};
use aside::tui::event::{Event, Failure, News, Page, RawMail, Trouble};
use aside::tui::widgets::text::{clean_line, width};
use aside::tui::widgets::theme::{Theme, contrast};
use console::{Console, address, agents, ago, reference};
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier};

static SIZES: [(u16, u16); 5] = [(80, 24), (100, 30), (120, 36), (160, 45), (220, 60)];

/// The smallest and the largest; with ASIDE_SCREENS=all every one, which takes minutes.
fn sizes() -> &'static [(u16, u16)] {
    if std::env::var_os("ASIDE_SCREENS").is_some() { &SIZES } else { &[(80, 24), (220, 60)] }
}

/// What people write, and what they should not.
const SCRIPTS: [&str; 7] = [
    "日本語の件名、",
    "שלום עולם ",
    "مرحبا بالعالم ",
    "👩\u{200d}👩\u{200d}👧🇧🇷👍🏽",
    "e\u{301}o\u{308}n\u{303}a\u{30a}\u{323}",
    "a subject that goes on ",
    "\u{202e}\u{1b}[31mred\u{7}\u{200b}\u{2066}x\t",
];

/// Columns that a text has at the least. Some just do not fit their places, some are wider than every screen.
const LENGTHS: [usize; 8] = [200, 23, 47, 12, 230, 31, 8, 64];

/// A line that begins with ß and ends with Þ, so that one sees whether all of it is there.
fn odd(n: usize) -> String {
    static ALL: LazyLock<Vec<String>> = LazyLock::new(|| {
        let text = |n: usize| {
            let script = SCRIPTS[n % SCRIPTS.len()];
            format!("ß{}Þ", script.repeat(LENGTHS[n % LENGTHS.len()] / width(&clean_line(script))))
        };
        (0..SCRIPTS.len() * LENGTHS.len()).map(text).collect()
    });
    ALL[n % ALL.len()].clone()
}

/// One word of it, as tags, shortcuts and logins are.
fn word(n: usize) -> String {
    odd(n).chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

fn long_address() -> aside::model::Address {
    address("zya.very.long.address.of.somebody.with.many.names@warehouse.of.the.north.example.org")
}

fn body(word: &str, n: usize) -> Body {
    let scripts: String = SCRIPTS.iter().cycle().skip(n).take(12).copied().collect();
    Body::plain(format!("{word} {scripts}\n\n{}\n{word}\thttps://example.org/{} {word}", scripts, "path/".repeat(40)))
}

fn spoilt_head(head: TicketHead) -> TicketHead {
    let n = usize::try_from(head.id.0).unwrap();
    let agent = |n: usize| AgentRef { login: word(n), name: odd(n + 1), ..reference(&agents()[n % 3]) };
    let mut requester = head.requester.clone();
    requester.name = if n % 4 == 1 { String::new() } else { odd(n + 2) };
    requester.email = long_address();
    TicketHead {
        subject: odd(n),
        requester,
        assignee: head.assignee.is_some().then(|| agent(n + 3)),
        team: head.team.map(|t| Team { name: odd(n + 4), ..t }),
        tags: (0..n % 5).map(|k| word(n + k)).collect(),
        presence: (0..n % 3).map(|k| Presence { agent: agent(n + k), typing: k == 1 }).collect(),
        ..head
    }
}

fn spoilt_files(n: usize) -> Vec<FileRef> {
    let file = |k: usize| FileRef {
        id: FileId(i64::try_from(k + 1).unwrap()),
        name: odd(n + k),
        media_type: "application/octet-stream".to_owned(),
        size: 48_300,
        inline: false,
    };
    (0..3).map(file).collect()
}

fn author(known: &Author, n: usize) -> Author {
    Author { name: odd(n), email: long_address().to_string(), agent: known.agent }
}

fn spoilt_entry(n: usize, entry: Entry) -> Entry {
    let files = if n.is_multiple_of(2) { spoilt_files(n) } else { entry.files };
    Entry { author: author(&entry.author, n), body: body("ENTRYWORD", n), files, subject: Some(odd(n + 1)), ..entry }
}

fn spoilt_side(n: usize, side: Side) -> Side {
    let mut side = Side { subject: if n == 2 { String::new() } else { odd(n) }, ..side };
    for (k, person) in side.participants.iter_mut().enumerate() {
        person.name = if k == 1 { String::new() } else { odd(n + k + 1) };
        person.email = long_address();
    }
    for (k, message) in side.messages.iter_mut().enumerate() {
        message.author = author(&message.author, n + k);
        message.body = body("SIDEWORD", n + k);
        message.files = spoilt_files(k);
    }
    side
}

fn spoilt_ticket(ticket: Ticket) -> Ticket {
    let entries = ticket.entries.into_iter().enumerate().map(|(n, e)| spoilt_entry(n, e)).collect();
    let sides = ticket.sides.into_iter().enumerate().map(|(n, s)| spoilt_side(n, s)).collect();
    Ticket { head: spoilt_head(ticket.head), entries, sides, ..ticket }
}

fn spoilt_agent(agent: Agent) -> Agent {
    let n = usize::try_from(agent.id.0).unwrap();
    Agent { name: odd(n), login: word(n + 1), email: long_address(), ..agent }
}

/// The answers of a desk on which everything is too long, too wide or too odd.
fn spoilt(event: Event) -> Event {
    let boxes = |all: Vec<aside::model::ticket::BoxCount>| {
        all.into_iter()
            .enumerate()
            .map(|(n, mut b)| {
                (b.total, b.waiting) = (b.total + 123_456, b.waiting + 99_999);
                if !b.name.is_empty() {
                    b.name = odd(n);
                }
                b
            })
            .collect()
    };
    match event {
        Event::Boxes(all) => Event::Boxes(boxes(all)),
        Event::Views(all) => Event::Views(boxes(all)),
        Event::Fields(mut all) => {
            for (n, field) in all.iter_mut().enumerate() {
                field.label = odd(n);
                field.choices.iter_mut().for_each(|c| *c = odd(n + 3));
            }
            Event::Fields(all)
        }
        Event::Agents { mut agents, show } => {
            for (n, agent) in agents.iter_mut().enumerate() {
                (agent.name, agent.login) = (odd(n), word(n + 1));
            }
            Event::Agents { agents, show }
        }
        Event::Page(mut page) => {
            page.rows = page.rows.into_iter().map(spoilt_head).collect();
            Event::Page(page)
        }
        Event::TicketLoaded(ticket) => Event::TicketLoaded(Box::new(spoilt_ticket(*ticket))),
        Event::Beside(ticket) => Event::Beside(Box::new(spoilt_ticket(*ticket))),
        Event::People(agents, teams) => {
            let teams = teams.into_iter().enumerate().map(|(n, t)| Team { name: odd(n), ..t }).collect();
            Event::People(agents.into_iter().map(spoilt_agent).collect(), teams)
        }
        Event::Canned(mut all) => {
            for (n, canned) in all.iter_mut().enumerate() {
                canned.title = odd(n);
                canned.text = format!("{}\n{}", odd(n + 1), odd(n + 2));
            }
            Event::Canned(all)
        }
        Event::Notifications(mut all) => {
            for (n, one) in all.iter_mut().enumerate() {
                (one.subject, one.who) = (odd(n), odd(n + 1));
            }
            Event::Notifications(all)
        }
        Event::Waiting(mut all) => {
            for (n, one) in all.iter_mut().enumerate() {
                (one.subject, one.who, one.organization) = (odd(n), odd(n + 1), one.organization.take().map(|_| odd(4)));
            }
            Event::Waiting(all)
        }
        Event::Party(mut party) => {
            spoil_contact(&mut party.contact);
            party.names = vec![odd(1), odd(2)];
            party.sides.iter_mut().enumerate().for_each(|(n, s)| s.subject = odd(n));
            Event::Party(party)
        }
        Event::Customer(mut customer) => {
            spoil_contact(&mut customer.contact);
            customer.tickets = customer.tickets.into_iter().map(spoilt_head).collect();
            Event::Customer(customer)
        }
        Event::Macros(mut all) => {
            all.iter_mut().enumerate().for_each(|(n, m)| m.name = odd(n));
            Event::Macros(all)
        }
        Event::Organizations(mut all) => {
            all.iter_mut().enumerate().for_each(|(n, o)| o.name = odd(n));
            Event::Organizations(all)
        }
        Event::TicketsFound { text, rows } => Event::TicketsFound { text, rows: rows.into_iter().map(spoilt_head).collect() },
        Event::Quarantine(mut rows) => {
            for (n, row) in rows.iter_mut().enumerate() {
                (row.sender, row.subject, row.why) = (odd(n), odd(n + 1), format!("{} {}", odd(n + 2), odd(n + 3)));
            }
            Event::Quarantine(rows)
        }
        Event::Held(mut held) => {
            (held.row.sender, held.row.subject) = (odd(0), odd(4));
            held.headers.iter_mut().enumerate().for_each(|(n, (_, value))| *value = odd(n));
            held.files.iter_mut().for_each(|f| f.name = odd(0));
            held.body = body("HELDWORD", 0);
            Event::Held(held)
        }
        other => other,
    }
}

fn spoil_contact(contact: &mut aside::desk::ContactCard) {
    contact.name = odd(0);
    contact.addresses = vec![long_address(), address("sales@acme.example")];
    contact.notes.iter_mut().enumerate().for_each(|(n, note)| (note.by, note.text) = (odd(n), odd(n + 4)));
    contact.failures.iter_mut().for_each(|f| f.words = odd(4));
    if let Some(organization) = &mut contact.organization {
        organization.name = odd(7);
        organization.people.iter_mut().enumerate().for_each(|(n, p)| p.name = odd(n));
    }
}

/// A desk on which nothing has happened.
fn empty(event: Event) -> Event {
    match event {
        Event::Boxes(all) => {
            Event::Boxes(all.into_iter().map(|b| aside::model::ticket::BoxCount { total: 0, waiting: 0, oldest: None, ..b }).collect())
        }
        Event::Views(_) => Event::Views(Vec::new()),
        Event::Notifications(_) => Event::Notifications(Vec::new()),
        Event::Waiting(_) => Event::Waiting(Vec::new()),
        Event::Quarantine(_) => Event::Quarantine(Vec::new()),
        Event::Macros(_) => Event::Macros(Vec::new()),
        Event::Canned(_) => Event::Canned(Vec::new()),
        other => other,
    }
}

/// A ticket of 2,000 entries.
fn endless(event: Event) -> Event {
    let Event::TicketLoaded(ticket) = spoilt(event) else { return Event::Dismissed };
    let entries = ticket.entries.iter().cycle().take(2000).enumerate();
    let entries = entries.map(|(n, e)| Entry { id: EntryId(i64::try_from(n).unwrap() + 1), ..e.clone() }).collect();
    Event::TicketLoaded(Box::new(Ticket { entries, ..*ticket }))
}

type Act = fn(&mut Console);

/// The screens, and how one gets there.
const SCREENS: &[(&str, Act)] = &[
    ("queue", |c| {
        c.keys("");
    }),
    ("selected", |c| {
        c.keys("space j j space j");
    }),
    ("search", |c| {
        c.keys("/").type_in(&odd(5));
    }),
    ("mistake", |c| {
        c.keys("/").type_in("a wide 日本語 query statsu:xyz");
        let query = "a wide 日本語 query statsu:xyz".to_owned();
        c.event(Event::BadQuery { query, at: 17, what: format!("There is no key “{}”.", odd(5)) });
    }),
    ("ticket", |c| {
        c.keys("enter g");
    }),
    ("ticket middle", |c| {
        c.keys("enter g ] ] ] F");
    }),
    ("ticket end", |c| {
        c.keys("enter G");
    }),
    ("sides", |c| {
        c.keys("j j j enter o j");
    }),
    ("side thread", |c| {
        c.keys("enter o enter");
    }),
    ("crowded side", |c| {
        c.keys("j j j enter o j enter");
    }),
    ("side answer", |c| {
        c.keys("enter o enter r").type_in(&odd(0));
    }),
    ("reply", |c| {
        c.keys("enter r").type_in(&odd(4));
    }),
    ("reply from the queue", |c| {
        c.keys("r").type_in(&odd(6));
    }),
    ("note", |c| {
        c.keys("enter n").type_in(&odd(3));
    }),
    ("asking", |c| {
        c.keys("enter s").type_in("zya.long@example.org, 日本語 <a@example.org>").keys("tab tab").type_in(&odd(0));
    }),
    ("attached", |c| {
        c.keys("enter r").type_in("Hello");
        for n in 0..3 {
            c.event(Event::FileChecked(format!("/tmp/{}.pdf", word(n)).into(), 48_300));
        }
    }),
    ("preview", |c| {
        c.keys("enter r").type_in(&odd(0)).keys("alt-v");
    }),
    ("full", |c| {
        c.keys("enter r").type_in(&odd(0)).keys("alt-z alt-v");
    }),
    ("palette", |c| {
        c.keys("ctrl-k");
    }),
    ("palette typed", |c| {
        c.keys("ctrl-k").type_in(&odd(0));
    }),
    ("verb", |c| {
        c.keys("space j space ctrl-k").type_in("tag +vip -new");
    }),
    ("help", |c| {
        c.keys("?");
    }),
    ("help ticket", |c| {
        c.keys("enter ? end");
    }),
    ("boxes", |c| {
        c.keys("b");
    }),
    ("assign", |c| {
        c.keys("a");
    }),
    ("status", |c| {
        c.keys("S");
    }),
    ("snooze", |c| {
        c.keys("z").type_in("fri 14:00");
    }),
    ("priority", |c| {
        c.keys("P");
    }),
    ("tags", |c| {
        c.keys("j j T");
    }),
    ("fields", |c| {
        c.keys("=");
    }),
    ("choice", |c| {
        c.keys("= enter");
    }),
    ("macros", |c| {
        c.keys("m");
    }),
    ("merge", |c| {
        c.keys("M");
    }),
    ("create", |c| {
        c.keys("+").type_in("mar");
        let found = (0..4).map(|n| Suggestion { name: odd(n), email: long_address(), badge: Badge::ThirdParty }).collect();
        c.event(Event::Suggestions { prefix: "mar".to_owned(), found });
    }),
    ("split", |c| {
        c.keys("enter g x space");
    }),
    ("files", |c| {
        c.keys("enter g v");
    }),
    ("looking at a file", |c| {
        c.keys("enter g p");
    }),
    ("people", |c| {
        c.keys("enter o p");
    }),
    ("canned", |c| {
        c.keys("enter r").type_in("/r");
    }),
    ("mention", |c| {
        c.keys("enter n").type_in("Dear @");
    }),
    ("emoji", |c| {
        c.keys("enter n").type_in(":hea");
    }),
    ("recipients", |c| {
        c.keys("enter s").type_in("mar");
        let found = (0..4).map(|n| Suggestion { name: odd(n), email: long_address(), badge: Badge::Agent }).collect();
        c.event(Event::Suggestions { prefix: "mar".to_owned(), found });
    }),
    ("waiting", |c| {
        c.keys("W space");
    }),
    ("waiting together", |c| {
        c.keys("W o");
    }),
    ("party", |c| {
        c.keys("W C");
    }),
    ("party history", |c| {
        c.keys("W C h");
    }),
    ("customer", |c| {
        c.keys("C");
    }),
    ("customer history", |c| {
        c.keys("enter C h");
    }),
    ("notifications", |c| {
        c.keys("i");
    }),
    ("report", |c| {
        c.keys("%");
    }),
    ("report parties", |c| {
        c.keys("% tab");
    }),
    ("report end", |c| {
        c.keys("% tab tab G");
    }),
    ("quarantine", |c| {
        c.event(Event::Quarantined(3));
        c.keys("H");
    }),
    ("held", |c| {
        c.keys("H enter");
    }),
    ("discard", |c| {
        c.keys("H j d").type_in(&odd(5));
    }),
    ("agents", |c| {
        c.keys("ctrl-k").type_in("agents who").keys("enter");
    }),
    ("raw", |c| c.event(Event::Raw(RawMail { inbox: aside::model::InboxId(1), why: odd(0), source: format!("Subject: {}\n\n{}", odd(4), odd(3)) }))),
    ("page", |c| c.event(Event::Text(Page { title: odd(0), about: odd(4), text: format!("{}\n{}", odd(1), odd(6)) }))),
    ("message", |c| c.event(Event::Failed(Failure::Other(Trouble { what: odd(0), next: odd(4) })))),
    ("discarding", |c| {
        c.keys("enter r").type_in("Hello").keys("alt-x");
    }),
    ("moved", |c| {
        c.keys("enter r").type_in("Hello").keys("ctrl-s");
        let news = (0..3).map(|n| News { who: odd(n), at: ago(1), text: odd(n + 1) }).collect();
        c.event(Event::Failed(Failure::Blocked { key: key(), obstacles: vec![Obstacle::ThreadMoved { events: 1 }], news }));
    }),
    ("obstacles", |c| {
        c.keys("enter r").type_in("Hello").keys("ctrl-s");
        let obstacles = vec![Obstacle::ThirdPartyInReply { address: long_address() }];
        c.event(Event::Failed(Failure::Blocked { key: key(), obstacles, news: Vec::new() }));
    }),
    ("told", |c| c.app.tell(odd(5))),
    ("tour", |c| {
        c.app.demo = true;
        c.keys("f2");
    }),
];

fn key() -> DraftKey {
    DraftKey { ticket: TicketId(1042), mode: Mode::Reply }
}

/// What is wrong with a screen.
struct Found {
    where_: String,
    all: BTreeMap<String, String>,
}

impl Found {
    fn add(&mut self, what: String, detail: &str) {
        let at = self.where_.clone();
        self.all.entry(what).or_insert_with(|| format!("{at}\n      {detail}"));
    }
}

/// A row of a part of the screen: the cells that are drawn, as text.
fn line(buf: &Buffer, part: Rect, y: u16) -> String {
    let mut text = String::new();
    let mut skip = 0;
    for x in part.x..part.right() {
        let symbol = buf[(x, y)].symbol();
        if skip == 0 {
            text.push_str(symbol);
            skip = symbol.cell_width().saturating_sub(1);
        } else {
            skip -= 1;
        }
    }
    text
}

fn is_frame(cell: &Cell) -> bool {
    cell.symbol().chars().next().is_some_and(|c| matches!(c, '\u{2500}'..='\u{259f}'))
}

/// Every character is whole, and none reaches into another's cells or out of the screen.
fn check_cells(name: &str, buf: &Buffer, found: &mut Found) {
    for y in 0..buf.area.height {
        for x in 0..buf.area.width {
            let symbol = buf[(x, y)].symbol();
            let wide = symbol.cell_width();
            let row = || line(buf, buf.area, y);
            if x + wide.max(1) > buf.area.width {
                found.add(format!("{name}: a character leaves the screen"), &row());
            } else if (1..wide).any(|k| !matches!(buf[(x + k, y)].symbol(), " " | "")) {
                found.add(format!("{name}: something stands on a wide character"), &row());
            }
            let bad = |c: char| {
                c.is_control()
                    || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}' | '\u{ad}')
            };
            if symbol.chars().any(bad) {
                found.add(format!("{name}: {symbol:?} is in a cell"), &row());
            }
        }
    }
}

/// The edges of a frame go all the way.
fn check_frame(name: &str, part: &str, buf: &Buffer, area: Rect, found: &mut Found) {
    for y in area.y..area.bottom() {
        for x in [area.x, area.right() - 1] {
            if !is_frame(&buf[(x, y)]) {
                found.add(format!("{name}: the frame of {part} is broken"), &format!("{} (column {x}, row {y})", line(buf, area, y)));
            }
        }
    }
}

/// What begins in a row ends in it, or in the mark of what was cut.
fn check_marks(name: &str, part: &str, buf: &Buffer, area: Rect, found: &mut Found) {
    for y in area.y..area.bottom() {
        let row = line(buf, area, y);
        for (begin, end) in [("ß", "Þ"), ("zya.", "example.org")] {
            let mut rest = row.as_str();
            while let Some(at) = rest.find(begin) {
                rest = &rest[at + begin.len()..];
                let until = rest.find(begin).unwrap_or(rest.len());
                let whole = |text: &str| text.contains(end) || text.contains(&end.to_lowercase()) || text.contains('…');
                if !whole(&rest[..until]) && !goes_on(buf, area, y, whole) {
                    found.add(format!("{name}: cut without a mark in {part}"), &row);
                }
            }
        }
    }
}

/// Whether a text that does not end in its row is one of several rows: its end stands in one of the next, or these are out of sight.
fn goes_on(buf: &Buffer, area: Rect, y: u16, whole: impl Fn(&str) -> bool) -> bool {
    const ROWS: u16 = 8;
    let frame = u16::from(is_frame(&buf[(area.x, area.bottom() - 1)]));
    (y + 1..=y + ROWS).any(|next| next >= area.bottom() - frame || whole(&line(buf, area, next)))
}

fn ink(cell: &Cell) -> (Color, Color) {
    if cell.modifier.contains(Modifier::REVERSED) { (cell.bg, cell.fg) } else { (cell.fg, cell.bg) }
}

/// Only the theme's colours, and all that is written can be read.
fn check_colours(name: &str, theme: &str, buf: &Buffer, found: &mut Found) {
    for y in 0..buf.area.height {
        for x in 0..buf.area.width {
            let cell = &buf[(x, y)];
            // what lies under the second half of a wide character is not seen
            if x > 0 && buf[(x - 1, y)].symbol().cell_width() > 1 {
                continue;
            }
            let known = |c: Color| match theme {
                "none" => c == Color::Reset,
                "sixteen" => !matches!(c, Color::Rgb(..) | Color::Indexed(16..)),
                _ => matches!(c, Color::Rgb(..)),
            };
            if !known(cell.fg) || !known(cell.bg) {
                found.add(format!("{name}: {:?} on {:?} in {theme}", cell.fg, cell.bg), &line(buf, buf.area, y));
            }
            let written = cell.symbol().chars().any(char::is_alphanumeric);
            let (fg, bg) = ink(cell);
            if let Some(seen) = contrast(fg, bg).filter(|seen| written && *seen < 4.5) {
                found.add(format!("{name}: {fg} on {bg} in {theme}, {seen:.1}"), &line(buf, buf.area, y));
            }
        }
    }
}

/// The parts of the screen that are drawn one beside the other, with their names.
fn parts(c: &Console) -> Vec<(&'static str, Rect)> {
    let areas = &c.app.areas;
    let mut all = vec![("the top", areas.top), ("the footer", areas.footer)];
    match c.app.popups.last() {
        Some(popup) => all.push(("the popup", popup.area(&c.app))),
        None => {
            let panes = [
                ("boxes", areas.boxes),
                ("the queue", areas.queue),
                ("the ticket", areas.ticket),
                ("the sides", areas.sides),
                ("the composer", areas.composer),
            ];
            all.extend(panes.into_iter().filter(|(_, area)| !area.is_empty() && c.app.tour.is_none()));
        }
    }
    all
}

fn check(name: &str, theme: &str, c: &mut Console, found: &mut Found) {
    let buf = c.cells();
    check_cells(name, &buf, found);
    check_colours(name, theme, &buf, found);
    for (part, area) in parts(c) {
        let framed = match part {
            "the popup" | "the composer" => true,
            "the top" | "the footer" => false,
            _ => c.app.areas.bordered(),
        };
        if framed {
            check_frame(name, part, &buf, area, found);
        }
        check_marks(name, part, &buf, area, found);
    }
    if !c.app.popups.is_empty() || c.app.tour.is_some() {
        return;
    }
    for y in 0..buf.area.height {
        for (word, home) in [("ENTRYWORD", c.app.areas.ticket), ("SIDEWORD", c.app.areas.sides)] {
            let outside: String = (0..buf.area.width).map(|x| if home.contains(Position::new(x, y)) { "|" } else { buf[(x, y)].symbol() }).collect();
            if outside.contains(word) {
                found.add(format!("{name}: {word} is not where it belongs"), &line(&buf, buf.area, y));
            }
        }
    }
}

/// Looks at screens at every size, in some themes.
fn look(desk: &str, sizes: &[(u16, u16)], screens: &[(&str, Act)], themes: &[&str], total: u32, spoil: fn(Event) -> Event) {
    let mut found = Found { where_: String::new(), all: BTreeMap::new() };
    for &(columns, rows) in sizes {
        for theme in themes {
            for (name, act) in screens {
                found.where_ = format!("{desk}, {columns}x{rows}, {theme}");
                let mut c = Console::dressed(columns, rows, total, Theme::named(theme).unwrap(), spoil);
                act(&mut c);
                check(name, theme, &mut c, &mut found);
            }
        }
    }
    let all: Vec<String> = found.all.iter().map(|(what, first)| format!("{what}\n   at {first}")).collect();
    assert!(all.is_empty(), "{} things are wrong:\n{}", all.len(), all.join("\n"));
}

#[test]
fn nothing_is_cut_overlaps_or_is_off_by_a_column_on_a_desk_of_odd_texts() {
    look("odd", sizes(), SCREENS, &["dark"], 40, spoilt);
}

#[test]
#[ignore = "looks at hundreds of screens for minutes"]
fn every_theme_has_its_own_colours_alone_and_all_of_it_can_be_read() {
    look("odd", sizes(), SCREENS, &["light", "high-contrast", "sixteen", "none"], 12, spoilt);
}

#[test]
#[ignore = "looks at hundreds of screens for minutes"]
fn an_ordinary_desk_can_be_read_in_every_theme() {
    look("ordinary", sizes(), SCREENS, &Theme::NAMES, 12, |event| event);
}

#[test]
fn an_empty_desk_is_whole_too() {
    let screens: Vec<(&str, Act)> = SCREENS
        .iter()
        .filter(|(name, _)| ["queue", "palette", "help", "boxes", "waiting", "notifications", "report", "quarantine", "create"].contains(name))
        .copied()
        .collect();
    look("empty", sizes(), &screens, &Theme::NAMES, 0, empty);
}

#[test]
#[ignore = "looks at hundreds of screens for minutes"]
fn a_ticket_of_2_000_entries_is_drawn_like_a_short_one() {
    let screens: [(&str, Act); 3] = [
        ("end", |c| {
            c.keys("enter");
        }),
        ("beginning", |c| {
            c.keys("enter g");
        }),
        ("writing", |c| {
            c.keys("enter r").type_in("Hello");
        }),
    ];
    fn desk(event: Event) -> Event {
        if matches!(event, Event::TicketLoaded(_)) { endless(event) } else { spoilt(event) }
    }
    look("endless", sizes(), &screens, &["dark"], 12, desk);
}

#[test]
fn a_wide_character_under_a_popup_leaves_no_hole() {
    let (mut c, mut found) = (Console::dressed(120, 36, 12, Theme::light(), spoilt), Found { where_: String::new(), all: BTreeMap::new() });
    c.keys("?");
    check("help", "light", &mut c, &mut found);
    assert!(found.all.is_empty(), "{:?}", found.all);
}

#[test]
fn the_checks_see_what_they_look_for() {
    let mut found = Found { where_: String::new(), all: BTreeMap::new() };
    let area = Rect::new(0, 0, 20, 12);
    let mut buf = Buffer::empty(area);
    buf.set_string(0, 0, "│ßlong word", ratatui::style::Style::new());
    buf.set_string(4, 1, "日本", ratatui::style::Style::new());
    buf[(5, 1)].set_symbol("x");
    buf[(0, 2)].set_fg(Color::Rgb(1, 1, 1)).set_bg(Color::Rgb(0, 0, 0)).set_symbol("a");
    check_cells("a", &buf, &mut found);
    check_frame("b", "it", &buf, area, &mut found);
    check_marks("c", "it", &buf, area, &mut found);
    check_colours("d", "none", &buf, &mut found);
    let seen: Vec<&str> = found.all.keys().map(|k| &k[..1]).collect();
    assert!(["a", "b", "c", "d"].iter().all(|k| seen.contains(k)), "{seen:?}");
}

#[test]
fn while_one_writes_no_other_pane_looks_as_if_it_had_the_keys() {
    let mut c = Console::new(220, 60);
    let lit = c.app.theme.focus_border.fg.unwrap();
    c.keys("enter r");
    let (buf, areas) = (c.cells(), c.app.areas.clone());
    for pane in [areas.boxes, areas.queue, areas.ticket, areas.sides] {
        assert_ne!(buf[(pane.x, pane.bottom() - 1)].fg, lit, "{pane:?}");
    }
}
