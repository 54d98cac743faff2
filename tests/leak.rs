//! Whatever people do with their mails, nobody reads what is not theirs.
//!
//! Customers, third parties, strangers, agents and programs write to each other at random: answers to all, forwards, changed subjects,
//! swapped References, copied reply addresses, other addresses, absences, reports. All of it goes out as the bytes that a worker would send,
//! and comes in as bytes. Every private text holds a word of its own, and every mail that leaves is read for words that its reader must not
//! have.
//!
//! `ASIDE_LEAK_STEPS` says how many steps (400 when it says nothing), `ASIDE_SEED` which.

#![allow(clippy::unwrap_used)]

mod acts;
mod desk;
mod outside;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use aside::desk::{Actor, Audience, Desk, DeskError, ExportRequest, Format, Founding, Policy, Receipt, SideRequest};
use aside::mail::mbox::{Mbox, Quoting};
use aside::mail::parse;
use aside::model::delivery::Attempt;
use aside::model::entry::EntryKind;
use aside::model::people::Role as Rank;
use aside::model::settings::Kind as Settings;
use aside::model::status::Status;
use aside::model::ticket::{BoxKey, ListRequest, Sort};
use aside::model::{Address, InboxId, MailboxId, OutboxId, SideId, TicketId, Time};
use aside::store::{Claim, InboxState, NewAgent, Source, Store};
use aside::words::Words as Said;
use desk::{TestDesk, at, header, side_request};
use jiff::tz::TimeZone;
use outside::{Dice, Got, Letter, Person, Role, Word, Words, in_mail, in_text};

/// Midnight, 17 November 2026.
const START: Time = Time(1_794_873_600_000);
const OWN: [&str; 2] = ["desk@desk.example", "sales@desk.example"];
/// Gets copies that nobody is to know of, and never writes.
const AUDITOR: &str = "auditor@audit.example";

/// Whose a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A private note's, or what is only about the desk.
    Note,
    /// Of a text that has not left, or was taken back.
    Unsent,
    /// An agent's own address.
    AgentAddress,
    /// An agent's, in a public reply.
    Reply,
    /// An agent's, in a side conversation.
    Side,
    /// Somebody's outside.
    Outside,
}

/// A thread of the desk's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Thread {
    Ticket(TicketId),
    Side(SideId),
    Note(TicketId),
}

/// What is known of a side conversation without asking the desk.
#[derive(Default)]
struct Aside {
    /// Whom agents have asked, or accepted.
    accepted: BTreeSet<Address>,
    /// Who else has come in by a mail.
    joined: BTreeSet<Address>,
    /// What was said in it.
    words: Words,
}

/// What the rules of the desk say, and to whom.
struct Ruled {
    /// In a side conversation, with its subject.
    asks: Words,
    /// Whom that is to.
    to: Address,
    /// In a public reply.
    reply: Word,
}

/// The desk, the world, and what each may know.
struct World {
    desk: Desk,
    _directory: tempfile::TempDir,
    dice: Dice,
    now: Time,
    people: Vec<Person>,
    agents: Vec<Actor>,
    kinds: Vec<Kind>,
    /// The desk's reply addresses and Message-IDs.
    signs: HashMap<String, Thread>,
    tickets: Vec<TicketId>,
    sides: BTreeMap<SideId, Aside>,
    /// By ticket: who wrote which words into its public thread.
    said: HashMap<TicketId, Vec<(usize, Words)>>,
    /// What an agent has written into a mail by hand.
    written: HashMap<OutboxId, Words>,
    ruled: Ruled,
    came_in: Vec<(Vec<u8>, usize)>,
    stored: usize,
    sent: usize,
    results: BTreeMap<String, usize>,
    log: Vec<String>,
}

impl Ruled {
    /// Rules that answer, note and ask on their own, each with words of its own. Their names are nobody's business outside.
    fn save(desk: &Desk, admin: &Actor, kinds: &mut Vec<Kind>) -> Ruled {
        let mut word = |kind: Kind| {
            kinds.push(kind);
            kinds.len() as Word - 1
        };
        let (title, asks, reply) = (word(Kind::Side), word(Kind::Side), word(Kind::Reply));
        let names = [word(Kind::Note), word(Kind::Note), word(Kind::Note)];
        let to = address("paint@supply.example");
        let [title_of, asks_of, reply_of] = [title, asks, reply].map(outside::spelled);
        let [answers, after, note] = names.map(outside::spelled);
        let rules = format!(
            r#"
            [[rule]]
            name = "{answers}"
            when = "customer answered"
            verbs = ['note "{note}, {{{{ requester.name }}}}"', 'reply "Thank you, {{{{ requester.first_name }}}}: {reply_of}"']
            [[rule]]
            name = "{after}"
            when = "side answered"
            query = "-tag:asked"
            verbs = ['tag +asked', 'side "And you? {asks_of}" to {to} subject "About {title_of}"']
            "#
        );
        desk.save_settings(admin, Settings::Rules, &rules, "rules.toml", START).unwrap_or_else(|e| panic!("{e}"));
        Ruled { asks: Words::from([title, asks]), to, reply }
    }
}

impl World {
    fn new(seed: u64) -> World {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::create(&directory.path().join("desk.db")).unwrap();
        let trusted_authserv = OWN.iter().map(|own| (address(own), vec!["mx.desk.example".to_owned()])).collect();
        let policy = Policy { acknowledge: true, close_after: Duration::from_hours(24), trusted_authserv, ..Policy::default() };
        let mut kinds = Vec::new();
        let mut people = Vec::new();
        for name in ["Ana", "Bruno", "Sol", "Lia"] {
            kinds.push(Kind::AgentAddress);
            let word = outside::spelled(kinds.len() as Word - 1);
            people.push(Person::new(name, &format!("{}.{word}@staff.example", name.to_lowercase()), Role::Agent));
        }
        for name in ["Carla", "Dora", "Emil", "Fritz", "Gerd"] {
            people.push(Person::new(name, &format!("{}@customer.example", name.to_lowercase()), Role::Customer));
        }
        for name in ["Parts", "Pipes", "Paint"] {
            people.push(Person::new(name, &format!("{}@supply.example", name.to_lowercase()), Role::Third));
        }
        for name in ["Xaver", "Yuri"] {
            people.push(Person::new(name, &format!("{}@nowhere.example", name.to_lowercase()), Role::Stranger));
        }
        people.push(Person::new("Mail Delivery System", "mailer-daemon@relay.example", Role::Server));
        let ana = &people[0];
        let founding =
            Founding { address: &address(OWN[0]), name: "Desk", login: "ana", agent_name: "Ana", agent_email: &ana.address, secret: [7; 32] };
        let desk = Desk::found(store, policy, TimeZone::UTC, &founding, START).unwrap();
        let mut agents = vec![desk.actor("ana", None).unwrap()];
        desk.set_mailboxes(&[(address(OWN[1]), "Sales".into(), None, false)], START).unwrap();
        for (person, role) in people[1..4].iter().zip([Rank::Agent, Rank::Supervisor, Rank::Light]) {
            let login = person.name.to_lowercase();
            desk.add_agent(&agents[0], &NewAgent { login: &login, name: &person.name, email: &person.address, role }, START).unwrap();
            agents.push(desk.actor(&login, None).unwrap());
        }
        let team = [(agents[1].id(), false), (agents[2].id(), true)];
        desk.add_team(&agents[0], "Repairs", &team, START).unwrap();
        let field = "[[field]]\nname = \"device\"\nkind = \"text\"";
        desk.save_settings(&agents[0], aside::model::settings::Kind::Fields, field, "fields.toml", START).unwrap();
        let agents: Vec<Actor> = agents.iter().map(|a| desk.actor(a.agent().unwrap().login.as_str(), None).unwrap()).collect();
        let ruled = Ruled::save(&desk, &agents[0], &mut kinds);
        World {
            desk,
            _directory: directory,
            dice: Dice::new(seed),
            now: START,
            people,
            agents,
            kinds,
            signs: HashMap::new(),
            tickets: Vec::new(),
            sides: BTreeMap::new(),
            said: HashMap::new(),
            written: HashMap::new(),
            ruled,
            came_in: Vec::new(),
            stored: 0,
            sent: 0,
            results: BTreeMap::new(),
            log: Vec::new(),
        }
    }

    /// A new word.
    fn word(&mut self, kind: Kind) -> Word {
        self.kinds.push(kind);
        self.kinds.len() as Word - 1
    }

    fn kind(&self, word: Word) -> Kind {
        self.kinds[word as usize]
    }

    fn person(&self, at: &Address) -> Option<usize> {
        self.people.iter().position(|p| p.is(at))
    }

    fn tell(&mut self, what: &str) {
        self.log.push(format!("{}: {what}", self.now.0));
        if self.log.len() > 60 {
            self.log.remove(0);
        }
    }

    // Mail in ------------------------------------------------------------------------------------------------------------------------

    /// Somebody sends a letter: who else it is to gets it, and so does the desk. `None` when the desk is not among its recipients.
    fn posts(&mut self, author: usize, letter: &Letter) -> Option<Receipt> {
        let shape = self.dice.below(5);
        let raw = letter.bytes(shape);
        let to: Vec<Address> = letter.recipients().filter_map(|a| Address::parse(a)).collect();
        for i in 0..self.people.len() {
            if i != author && to.iter().any(|a| self.people[i].is(a)) {
                self.people[i].gets(&raw);
            }
        }
        self.people[author].knows.extend(in_mail(&raw));
        let own = to.iter().find_map(|a| OWN.iter().position(|own| address(own) == a.split_detail().0))?;
        let receipt = self.arrives(&raw, own, author);
        self.judge_receipt(letter, &receipt);
        self.keep(author, letter, &raw, &receipt);
        Some(receipt)
    }

    fn arrives(&mut self, raw: &[u8], own: usize, author: usize) -> Receipt {
        let receipt = self.desk.receive(raw, Source::Ingest, Some(MailboxId(own as i64 + 1)), self.now).unwrap();
        self.stored += 1;
        *self.results.entry(format!("{:?}", receipt.result)).or_default() += 1;
        self.came_in.push((raw.to_vec(), author));
        receipt
    }

    /// What the desk has taken up, as far as others may get it.
    fn keep(&mut self, author: usize, letter: &Letter, raw: &[u8], receipt: &Receipt) {
        let words = in_mail(raw);
        if let Some(ticket) = receipt.ticket.filter(|t| !self.tickets.contains(t)) {
            self.tickets.push(ticket);
            if let Some(old) = self.desk.ticket(&self.agents[0], ticket).unwrap().linked_from {
                let said = self.said.get(&old).cloned().unwrap_or_default();
                self.said.insert(ticket, said); // it goes on from a closed one
            }
        }
        if let (InboxState::Ticket | InboxState::Entry, Some(ticket)) = (receipt.result, receipt.ticket) {
            // who writes in another's name says it to them too: the desk cannot know, and answers them
            let named = Address::parse(&letter.from).and_then(|from| self.person(&from)).filter(|p| *p != author);
            let said = self.said.entry(ticket).or_default();
            said.extend([author].into_iter().chain(named).map(|p| (p, words.clone())));
        } else if let (InboxState::Side, Some(side)) = (receipt.result, receipt.side) {
            let known = self.sides.get_mut(&side).unwrap();
            known.words.extend(words);
            let people = letter.recipients().chain([&letter.from]).filter_map(|a| Address::parse(a));
            known.joined.extend(people);
        }
    }

    /// The desk has put a mail where it may be.
    fn judge_receipt(&mut self, letter: &Letter, receipt: &Receipt) {
        let from = Address::parse(&letter.from).unwrap();
        let thread = |text: &String| self.signs.get(&text.to_lowercase()).copied();
        let by_address: Vec<Thread> = letter.recipients().filter_map(thread).collect();
        let by_id: Vec<Thread> = letter.in_reply_to.iter().chain(&letter.references).filter_map(thread).collect();
        let named = |t: Thread| by_address.contains(&t) || by_id.contains(&t);
        let names_side = by_address.iter().chain(&by_id).any(|t| matches!(t, Thread::Side(_)));
        let names_note = by_address.iter().chain(&by_id).any(|t| matches!(t, Thread::Note(_)));
        let is_agent = self.person(&from).is_some_and(|p| self.people[p].role == Role::Agent && self.people[p].address == from);
        match receipt.result {
            InboxState::Side => {
                let side = receipt.side.unwrap();
                assert!(named(Thread::Side(side)), "nothing names the side: {receipt:?}\n{}", self.story());
                assert!(!self.customers(side).contains(&from), "a customer is in the side: {receipt:?}\n{}", self.story());
                let known = &self.sides[&side];
                let belongs = known.accepted.contains(&from) || known.joined.contains(&from);
                let both = by_address.contains(&Thread::Side(side)) && by_id.contains(&Thread::Side(side));
                assert!(belongs || both, "a stranger is in the side: {receipt:?}\n{}", self.story());
            }
            InboxState::Ticket | InboxState::Entry => {
                let ticket = receipt.ticket.unwrap();
                let shown = self.desk.ticket(&self.agents[0], ticket).unwrap();
                let entry = shown.entries.iter().find(|e| Some(e.id) == receipt.entry).unwrap();
                let public = entry.kind == EntryKind::Customer;
                assert!(!(public && (names_side || names_note)), "private mail became public: {receipt:?}\n{}", self.story());
                let theirs = shown.head.requester.email == from;
                let on_behalf = entry.author.email != from.as_str();
                assert!(!public || !is_agent || theirs || on_behalf, "an agent is taken for the customer: {receipt:?}\n{}", self.story());
            }
            _ => {}
        }
    }

    fn requester(&self, ticket: TicketId) -> Option<usize> {
        self.person(&self.desk.store().ticket_head(ticket).unwrap()?.requester.email)
    }

    /// The addresses of the customer of a side's ticket.
    fn customers(&self, side: SideId) -> Vec<Address> {
        let store = self.desk.store();
        let ticket = store.side_head(side).unwrap().unwrap().ticket;
        let requester = store.ticket_head(ticket).unwrap().unwrap().requester;
        let mut all = requester.contact.map(|c| store.addresses_of(c).unwrap()).unwrap_or_default();
        all.push(requester.email);
        all
    }

    // Mail out -----------------------------------------------------------------------------------------------------------------------

    /// Everything that is due leaves, and reaches people.
    fn sends(&mut self) {
        let now = self.now;
        let lease = self.desk.store().write(|w| w.take_lease("test", now, now.after(Duration::from_secs(30)))).unwrap().unwrap();
        while let Some(claim) = self.desk.claim(lease.generation, now).unwrap() {
            self.desk.settle(&claim, lease.generation, &Attempt::Sent("250 ok".into()), now).unwrap();
            self.judge_mail(&claim);
            self.sent += 1;
            if let Some(reader) = self.person(&claim.recipient) {
                self.people[reader].gets(&claim.raw);
            }
        }
    }

    fn judge_mail(&mut self, claim: &Claim) {
        let mail = parse::parse(&claim.raw);
        let thread = thread_of(&mail.message_id);
        self.signs.insert(mail.message_id.to_lowercase(), thread);
        for m in mail.reply_to.iter().filter(|m| m.address.split_detail().1.is_some()) {
            self.signs.insert(m.address.as_str().to_owned(), thread);
        }
        let own = |a: &Address| OWN.iter().any(|own| address(own) == a.split_detail().0);
        let in_header: Vec<&Address> = mail.to.iter().chain(&mail.cc).map(|m| &m.address).collect();
        self.holds(!own(&claim.recipient) && !in_header.iter().any(|a| own(a)), claim, "the desk writes to itself");
        let raw = String::from_utf8_lossy(&claim.raw).to_lowercase();
        self.holds(!raw.contains("\nbcc:") && !raw.contains(AUDITOR), claim, "a hidden recipient shows");

        let reader = self.person(&claim.recipient);
        let words = in_mail(&claim.raw);
        let unsent = words.iter().find(|w| self.kind(**w) == Kind::Unsent);
        self.holds(unsent.is_none(), claim, &format!("what was not sent leaves: {unsent:?}"));
        if reader.is_some_and(|p| self.people[p].role == Role::Agent && self.people[p].address == claim.recipient) {
            return;
        }
        let mut may_read = self.written.get(&claim.outbox).cloned().unwrap_or_default();
        if let Thread::Side(side) = thread
            && !self.sides.contains_key(&side)
        {
            // no agent has opened it
            self.holds(words.is_superset(&self.ruled.asks), claim, "a side conversation that nobody and no rule has opened");
            let aside = Aside { accepted: BTreeSet::from([self.ruled.to.clone()]), joined: BTreeSet::new(), words: self.ruled.asks.clone() };
            self.sides.insert(side, aside);
        }
        if words.contains(&self.ruled.reply)
            && let Thread::Ticket(ticket) = thread
            && self.requester(ticket).is_some_and(|p| self.people[p].is(&claim.recipient))
        {
            may_read.insert(self.ruled.reply);
        }
        match thread {
            Thread::Note(_) => self.holds(false, claim, "a notification goes to somebody who is no agent"),
            Thread::Side(side) => {
                let known = &self.sides[&side];
                let asked = known.accepted.contains(&claim.recipient) && !self.customers(side).contains(&claim.recipient);
                self.holds(asked, claim, "a side's mail goes to somebody whom nobody asked");
                may_read.extend(&known.words);
                may_read.extend(known.accepted.iter().flat_map(|a| in_text(a.as_str())));
            }
            Thread::Ticket(ticket) => {
                // in the reader's thread: what those have said whom the mail names
                let named = |p: &usize| in_header.iter().any(|a| self.people[*p].is(a));
                let said = self.said.get(&ticket).into_iter().flatten().filter(|(p, _)| named(p));
                may_read.extend(said.flat_map(|(_, words)| words));
            }
        }
        // a note's word leaves only where an agent is the customer, and wrote it as such
        let of_agent = matches!(thread, Thread::Ticket(t) if self.requester(t).is_some_and(|p| self.people[p].role == Role::Agent));
        let knows = |w: &Word| may_read.contains(w) || reader.is_some_and(|p| self.people[p].knows.contains(w));
        let leaked = words.iter().find(|w| self.kind(**w) == Kind::Note && !of_agent || !knows(w));
        let whose = leaked.map(|w| (*w, self.kind(*w)));
        self.holds(leaked.is_none(), claim, &format!("{} reads a word that is not theirs: {whose:?} in {thread:?}", claim.recipient));
    }

    fn holds(&self, it: bool, claim: &Claim, what: &str) {
        assert!(it, "{what}\nto {}\n{}\n{}", claim.recipient, String::from_utf8_lossy(&claim.raw), self.story());
    }

    fn story(&self) -> String {
        format!("after {} mails in and {} out:\n{}", self.stored, self.sent, self.log.join("\n"))
    }

    // The end ------------------------------------------------------------------------------------------------------------------------

    /// Every mail that came in is in one place, nothing private stands in a public text, and each agent finds only what they may see.
    fn judge_all(&self) {
        let ana = &self.agents[0];
        let mut places: HashMap<InboxId, HashSet<Thread>> = HashMap::new();
        for id in &self.tickets {
            let ticket = self.desk.ticket(ana, *id).unwrap();
            for entry in &ticket.entries {
                if let Some(inbox) = entry.inbox {
                    places.entry(inbox).or_default().insert(Thread::Ticket(*id));
                }
                if entry.kind == EntryKind::Reply {
                    let private = in_text(entry.body.text()).into_iter().find(|w| self.kind(*w) == Kind::Note);
                    assert_eq!(private, None, "a note's word in a public reply\n{}", self.story());
                }
            }
            for side in &ticket.sides {
                for inbox in side.messages.iter().filter_map(|m| m.inbox) {
                    places.entry(inbox).or_default().insert(Thread::Side(side.id));
                }
            }
        }
        for (inbox, threads) in &places {
            assert_eq!(threads.len(), 1, "message {inbox} is in {threads:?}\n{}", self.story());
            let row = self.desk.store().inbox_row(*inbox).unwrap().unwrap();
            assert!(matches!(row.state, InboxState::Ticket | InboxState::Entry | InboxState::Side), "{row:?} is in {threads:?}");
        }
        for n in 1..=self.stored as i64 {
            let row = self.desk.store().inbox_row(InboxId(n)).unwrap().unwrap();
            assert!(row.state != InboxState::Waiting && !row.why.is_empty(), "{row:?}");
        }
        for agent in &self.agents {
            self.judge_sight(agent);
        }
        self.tickets.iter().for_each(|id| self.judge_exports(*id));
        assert_eq!(self.desk.store().integrity().unwrap(), [""; 0]);
    }

    /// What is written into a file for the customer holds what they have written, or what somebody has written in their name, and what has reached them.
    fn judge_exports(&self, id: TicketId) {
        let Some(reader) = self.requester(id) else { return };
        let said = self.said.get(&id).into_iter().flatten().filter(|(p, _)| *p == reader);
        let theirs: Words = said.flat_map(|(_, words)| words).chain(&self.people[reader].knows).copied().collect();
        for format in Format::ALL {
            let request = ExportRequest { ticket: id, audience: Audience::Customer, session: false };
            let bytes = self.desk.export(&self.agents[0], &request, format, &Said::default(), self.now).unwrap();
            let words = match format {
                Format::Mbox => Mbox::new(bytes.as_slice(), Quoting::Rd, 1 << 24).flat_map(|m| in_mail(&m.unwrap().mail)).collect(),
                _ => in_text(&String::from_utf8_lossy(&bytes)),
            };
            let leaked: Vec<_> = words.difference(&theirs).map(|w| (*w, self.kind(*w))).collect();
            assert!(leaked.is_empty(), "{format:?} of #{id} for {}: {leaked:?}\n{}", self.people[reader].address, self.story());
        }
    }

    /// What an agent's lists, searches and notifications name, they may open; and what they may not open is in none of them.
    fn judge_sight(&self, agent: &Actor) {
        let sees = |id: TicketId| match self.desk.ticket(agent, id) {
            Ok(_) => true,
            Err(DeskError::NoSuchTicket(_)) => false,
            Err(e) => panic!("{e}"),
        };
        let list = |query: &str| {
            let request = ListRequest { within: BoxKey::AllOpen, query: query.into(), sort: Sort::Number.into(), offset: 0, limit: 100_000 };
            self.desk.list(agent, &request, self.now).unwrap().rows
        };
        assert!(list("").iter().all(|t| sees(t.id)));
        for word in (0..self.kinds.len() as Word).step_by(self.kinds.len() / 50 + 1) {
            assert!(list(&outside::spelled(word)).iter().all(|t| sees(t.id)));
        }
        for id in self.tickets.iter().filter(|id| !sees(**id)) {
            assert!(list(&format!("#{id}")).is_empty());
            let whole = self.desk.ticket(&self.agents[0], *id).unwrap();
            let files = whole.entries.iter().flat_map(|e| &e.files).chain(whole.sides.iter().flat_map(|s| s.messages.iter().flat_map(|m| &m.files)));
            assert!(files.into_iter().all(|f| self.desk.file(agent, f.id).is_err()));
            assert!(whole.entries.iter().filter_map(|e| e.inbox).all(|inbox| self.desk.raw(agent, inbox).is_err()));
        }
        assert!(self.desk.waiting_sides(agent).unwrap().iter().all(|s| sees(s.ticket)));
        if let Ok(rows) = self.desk.quarantine(agent) {
            assert!(rows.iter().filter_map(|r| r.ticket).all(sees));
        }
    }
}

fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

/// The thread that one of the desk's own Message-IDs names.
fn thread_of(message_id: &str) -> Thread {
    let word = message_id.split('.').next().unwrap();
    let number = |text: &str| text.split('-').next().unwrap().parse().unwrap();
    match word.split_at(1) {
        ("t", n) => Thread::Ticket(TicketId(number(n))),
        ("s", n) => Thread::Side(SideId(number(n))),
        ("n", n) => Thread::Note(TicketId(number(n))),
        _ => panic!("{message_id} is none of the desk's"),
    }
}

/// What an agent's act came to; a fault of the program is none of the answers that an agent may get.
fn fine<T>(result: Result<T, DeskError>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(e @ (DeskError::Store(_) | DeskError::Compose(_) | DeskError::Keys(_))) => panic!("{e}"),
        Err(_) => None,
    }
}

fn steps() -> usize {
    std::env::var("ASIDE_LEAK_STEPS").ok().and_then(|n| n.parse().ok()).unwrap_or(400)
}

#[test]
fn nobody_reads_what_is_not_theirs() {
    let seed = std::env::var("ASIDE_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or_else(|| RandomState::new().hash_one(1));
    println!("ASIDE_SEED={seed}");
    let mut world = World::new(seed);
    for step in 1..=steps() {
        world.step();
        world.sends();
        if step % 500 == 0 {
            world.judge_all();
        }
    }
    world.judge_all();
    let kinds = world.results.iter().map(|(what, n)| format!("{n} {what}")).collect::<Vec<_>>().join(", ");
    println!(
        "{} mails in ({kinds}), {} out, {} tickets, {} sides, {} words",
        world.stored,
        world.sent,
        world.tickets.len(),
        world.sides.len(),
        world.kinds.len()
    );
    assert!(world.sent > steps() / 10 && world.sides.len() > steps() / 100, "it was quiet");
}

// What it has found ----------------------------------------------------------------------------------------------------------------------

#[test]
fn a_side_conversation_never_borrows_the_customers_subject() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let request = SideRequest { subject: " \n".into(), ..side_request(ticket, "Do you have it?") };
    assert!(matches!(d.desk.open_side(&d.ana, &request, at(1)), Err(DeskError::NoSubject)));
    assert!(d.sends(2).is_empty());
}

#[test]
fn who_answers_on_anothers_closed_ticket_does_not_name_the_new_one() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    d.reply(ticket, "Done.", 1);
    let to = header(&d.sends(2)[0].raw, "Reply-To");
    d.desk.set_status(&d.ana, ticket, Status::Closed, at(3)).unwrap();
    let mail = |from: &str, id: &str| format!("From: {from}\nTo: {to}\nSubject: PRIVATEWORD\nMessage-ID: <{id}@x.example>\n\nHello.");
    let subject = |from: &str, id: &str| {
        let receipt = d.receive(&mail(from, id), 4);
        d.desk.ticket(&d.ana, receipt.ticket.unwrap()).unwrap().head.subject
    };
    assert_eq!(subject("eva@elsewhere.example", "1"), "Impressora parada", "answers to Carla carry it");
    assert_eq!(subject("carla@customer.example", "2"), "PRIVATEWORD");
}
