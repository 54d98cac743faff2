//! What people and agents do in the leak test, one step at a time.

use super::*;
use aside::desk::{Doing, Naming, NoteRequest, Part, Redaction, Release, Reminder, ReplyRequest, SideAnswer, SplitRequest, TranscriptRequest};
use aside::model::Mailbox;
use aside::model::outgoing::{CustomerText, InternalText, OutgoingFile, SideText};
use aside::model::status::Status;
use aside::model::ticket::Assign;
use aside::model::verb::Verb;
use aside::store::{DraftRow, Found, Mode};
use outside::{report, spelled, with_quote};

impl World {
    /// One thing happens, and some time passes.
    pub fn step(&mut self) {
        let minutes = if self.dice.one_in(60) { 3 * 24 * 60 } else { 1 + self.dice.below(30) };
        self.now = Time(self.now.0 + minutes as i64 * 60_000);
        if self.tickets.is_empty() {
            return self.customer_writes();
        }
        match self.dice.below(49) {
            0..=2 => self.customer_writes(),
            3..=14 => self.somebody_answers(),
            15 => self.somebody_forwards(),
            16 => self.a_server_reports(),
            17 => self.it_comes_again(),
            18..=21 => self.agent_replies(),
            22..=23 => self.agent_notes(),
            24..=26 => self.agent_opens_side(),
            27..=30 => self.agent_answers_side(),
            31..=32 => self.people_of_a_side(),
            33..=34 => self.quarantine_is_seen_to(),
            35 => self.agent_writes_by_mail(),
            36 => self.agent_passes_a_mail_on(),
            37 => self.agent_drafts(),
            38 => self.agent_triages(),
            39 | 40 => self.agent_brings_an_answer_back(),
            41 => self.agent_quotes_for_a_side(),
            42 => self.agent_reminds(),
            43 | 44 => self.agent_does_verbs(),
            46 => self.agent_changes_a_note(),
            47 => self.agent_sends_a_transcript(),
            48 => self.admin_redacts(),
            _ => self.agent_merges_or_splits(),
        }
        self.desk.tick(self.now).unwrap();
        self.now = Time(self.now.0 + 60_000);
    }

    fn somebody(&mut self, role: Role) -> usize {
        let all: Vec<usize> = (0..self.people.len()).filter(|i| self.people[*i].role == role).collect();
        *self.dice.pick(&all).unwrap()
    }

    /// Anybody outside.
    fn anybody(&mut self) -> usize {
        let role = [Role::Customer, Role::Customer, Role::Third, Role::Third, Role::Stranger][self.dice.below(5)];
        self.somebody(role)
    }

    fn agent(&mut self) -> Actor {
        let at = [0, 0, 1, 1, 2, 3][self.dice.below(6)];
        self.agents[at].clone()
    }

    fn ticket(&mut self) -> TicketId {
        // mostly one of the newest, so that much happens on it
        let n = self.tickets.len();
        let back = if self.dice.one_in(5) { self.dice.below(n) } else { self.dice.below(n.min(6)) };
        self.tickets[n - 1 - back]
    }

    fn side(&mut self) -> Option<SideId> {
        let all: Vec<SideId> = self.sides.keys().copied().collect();
        let recent = &all[all.len().saturating_sub(8)..];
        let from = if self.dice.one_in(4) { &all } else { recent };
        self.dice.pick(from).copied()
    }

    fn fresh_id(&mut self, at: &str) -> String {
        format!("{}.{}@{}", self.stored, self.kinds.len(), at.rsplit_once('@').unwrap().1)
    }

    /// A text of somebody's outside, with its word.
    fn words_of(&mut self, author: usize) -> String {
        let word = self.word(Kind::Outside);
        self.people[author].knows.insert(word);
        format!("Something that I say: {}.", spelled(word))
    }

    // Outside ------------------------------------------------------------------------------------------------------------------------

    fn customer_writes(&mut self) {
        let author = if self.dice.one_in(6) { self.anybody() } else { self.somebody(Role::Customer) };
        let (subject, text) = (self.words_of(author), self.words_of(author));
        let mut cc = Vec::new();
        if self.dice.one_in(4) {
            let other = self.anybody();
            cc.push(self.people[other].address.to_string());
        }
        let from = self.people[author].address.to_string();
        let own = OWN[usize::from(self.dice.one_in(4))].to_owned();
        let message_id = self.fresh_id(&from);
        let file = self.dice.one_in(5).then(|| self.words_of(author));
        let letter = Letter {
            name: self.people[author].name.clone(),
            from,
            to: vec![own],
            cc,
            subject,
            message_id,
            text,
            file: file.map(|f| (format!("{}.txt", spelled(*in_text(&f).first().unwrap())), f)),
            ..Letter::default()
        };
        self.tell(&format!("{} writes", letter.from));
        self.posts(author, &letter);
    }

    fn somebody_answers(&mut self) {
        let author = self.anybody();
        let Some(got) = self.dice.pick(&self.people[author].inbox.iter().rev().take(12).cloned().collect::<Vec<_>>()).cloned() else { return };
        let other = self.dice.pick(&self.people[author].inbox).cloned().unwrap();
        let style = self.dice.below(6);
        let answer = self.words_of(author);
        let mut letter = Letter {
            name: self.people[author].name.clone(),
            from: self.people[author].address.to_string(),
            to: got.reply_to.clone(),
            subject: format!("Re: {}", got.subject),
            in_reply_to: Some(got.message_id.clone()),
            references: got.references.iter().chain([&got.message_id]).cloned().collect(),
            text: with_quote(&answer, &got, style),
            ..Letter::default()
        };
        let me = |a: &String, p: &Person| Address::parse(a).is_some_and(|a| p.is(&a));
        if self.dice.one_in(3) {
            letter.cc = got.others.iter().filter(|a| !me(a, &self.people[author])).cloned().collect();
        }
        let played = self.play_a_game(author, &mut letter, &other);
        letter.to.retain(|a| !me(a, &self.people[author]));
        if letter.to.is_empty() {
            letter.to.push(OWN[0].to_owned());
        }
        letter.message_id = self.fresh_id(&letter.from);
        self.tell(&format!("{} answers {} to {:?} cc {:?}: {played:?}", letter.from, got.message_id, letter.to, letter.cc));
        self.posts(author, &letter);
    }

    /// What people, their programs and those who mean ill do to an answer's headers.
    fn play_a_game(&mut self, author: usize, letter: &mut Letter, other: &Got) -> Vec<&'static str> {
        let mut played = Vec::new();
        while self.dice.one_in(2) && played.len() < 3 {
            let game = self.dice.below(15);
            played.push(match game {
                0 => {
                    letter.subject = self.words_of(author);
                    "another subject"
                }
                1 => {
                    (letter.in_reply_to, letter.references) = (None, Vec::new());
                    "no References"
                }
                2 => {
                    (letter.in_reply_to, letter.references) = (Some(other.message_id.clone()), other.references.clone());
                    "another's References"
                }
                3 => {
                    letter.references.extend([other.message_id.clone()]);
                    "more References"
                }
                4 => {
                    letter.to = other.reply_to.clone();
                    "another's reply address"
                }
                5 => {
                    letter.cc.extend(other.reply_to.clone());
                    "another reply address in Cc"
                }
                6 => {
                    letter.from = self.people[author].other.to_string();
                    "from another address"
                }
                7 => {
                    letter.to = vec![OWN[self.dice.below(2)].to_owned()];
                    "to the desk's plain address"
                }
                8 => {
                    letter.subject = format!("Re: [#{}] {}", self.ticket(), letter.subject);
                    "another ticket's number"
                }
                9 => {
                    letter.more.push_str("Auto-Submitted: auto-replied\r\n");
                    "by a program"
                }
                10 => {
                    let more = self.anybody();
                    letter.cc.push(self.people[more].address.to_string());
                    "somebody else in Cc"
                }
                11 => {
                    let forged = self.anybody();
                    (letter.name, letter.from) = (self.people[forged].name.clone(), self.people[forged].address.to_string());
                    "in another's name"
                }
                12 => {
                    letter.to.iter_mut().for_each(|a| *a = a.replacen(".a", ".b", 1));
                    "a forged address"
                }
                13 => {
                    letter.to.iter_mut().for_each(|a| *a = a.to_uppercase());
                    "in capitals"
                }
                _ => {
                    let known: Vec<String> = letter.cc.iter().chain(&other.others).filter(|a| a.contains("staff")).cloned().collect();
                    letter.cc.extend(known);
                    letter.name.clear();
                    "without a name"
                }
            });
        }
        played
    }

    /// A mail is passed on outside, headers and all: the desk never sees it.
    fn somebody_forwards(&mut self) {
        let author = self.anybody();
        let Some(got) = self.dice.pick(&self.people[author].inbox).cloned() else { return };
        let to = self.anybody();
        self.tell(&format!("{} forwards {} to {}", self.people[author].address, got.message_id, self.people[to].address));
        self.people[to].gets(&got.raw);
    }

    fn a_server_reports(&mut self) {
        let about = self.anybody();
        let Some(got) = self.dice.pick(&self.people[about].inbox).cloned() else { return };
        let server = self.people.iter().position(|p| p.role == Role::Server).unwrap();
        self.people[server].knows.extend(&got.words);
        let id = self.fresh_id("x@relay.example");
        let raw = report(&got, self.people[about].address.as_str(), &id, self.dice.one_in(2));
        self.tell(&format!("a report about {}", got.message_id));
        let receipt = self.arrives(&raw, 0, server);
        if let (InboxState::Ticket, Some(ticket)) = (receipt.result, receipt.ticket) {
            self.tickets.push(ticket);
            self.said.entry(ticket).or_default().push((server, in_mail(&raw)));
        }
    }

    /// The same bytes again, in the same mailbox or the other one.
    fn it_comes_again(&mut self) {
        let Some((raw, author)) = self.dice.pick(&self.came_in).cloned() else { return };
        let own = self.dice.below(2);
        let receipt = self.arrives(&raw, own, author);
        assert!(matches!(receipt.result, InboxState::Duplicate | InboxState::Ignored), "{receipt:?}\n{}", self.story());
        self.came_in.pop();
    }

    // Agents -------------------------------------------------------------------------------------------------------------------------

    fn agent_replies(&mut self) {
        let (agent, ticket) = (self.agent(), self.ticket());
        let word = self.word(Kind::Reply);
        let mut words = Words::from([word]);
        let mut text = format!("This is our answer: {}.", spelled(word));
        if self.dice.one_in(6)
            && let Some(told) = self.side().and_then(|s| self.sides[&s].words.iter().next_back().copied()).filter(|w| self.kind(*w) == Kind::Side)
        {
            text.push_str(&format!("\n\n> {}", spelled(told))); // brought back on purpose
            words.insert(told);
        }
        let (mut to, mut cc) = (Vec::new(), Vec::new());
        if self.dice.one_in(5) {
            let requester = self.desk.store().ticket_head(ticket).unwrap().unwrap().requester;
            to.push(Mailbox::new(requester.name, requester.email));
            let other = self.anybody();
            cc.push(Mailbox::new("", self.people[other].address.clone()));
        }
        let bcc = if self.dice.one_in(5) { vec![Mailbox::new("The Auditor", address(AUDITOR))] } else { Vec::new() };
        let file = self.dice.one_in(5).then(|| OutgoingFile {
            name: format!("{}.txt", spelled(word)),
            media_type: "text/plain".into(),
            bytes: spelled(word).into_bytes(),
        });
        let status = [None, Some(Status::Pending), Some(Status::Solved)][self.dice.below(3)];
        let nonce = u64::from(word);
        let text = CustomerText::public(text);
        let request = ReplyRequest { ticket, text, to, cc, bcc, files: file.into_iter().collect(), status, seen: None, confirmed: vec![], nonce };
        let sent = fine(self.desk.reply(&agent, &request, self.now));
        self.tell(&format!("{} replies on {ticket}: {}", agent.name(), sent.is_some()));
        match sent {
            Some(sent) if self.dice.one_in(8) => {
                fine(self.desk.undo_send(&agent, sent.outbox, self.now)).unwrap();
                self.kinds[word as usize] = Kind::Unsent;
            }
            Some(sent) => drop(self.written.insert(sent.outbox, words)),
            None => self.kinds[word as usize] = Kind::Unsent,
        }
    }

    fn agent_notes(&mut self) {
        let (agent, ticket) = (self.agent(), self.ticket());
        let word = self.word(Kind::Note);
        let whom = ["", "@lia ", "@bruno ", "@repairs "][self.dice.below(4)];
        let text = InternalText::new(format!("{whom}between us: {}", spelled(word)));
        let file = OutgoingFile { name: format!("{}.txt", spelled(word)), media_type: "text/plain".into(), bytes: spelled(word).into_bytes() };
        let files = if self.dice.one_in(5) { vec![file] } else { Vec::new() };
        self.tell(&format!("{} notes on {ticket}", agent.name()));
        fine(self.desk.note(&agent, &NoteRequest { ticket, text, files, status: None }, self.now));
    }

    fn agent_changes_a_note(&mut self) {
        let (agent, ticket) = (self.agent(), self.ticket());
        let Some(read) = fine(self.desk.ticket(&agent, ticket)) else { return };
        let own = |e: &&aside::model::entry::Entry| e.kind == EntryKind::Note && e.author.agent == Some(agent.id());
        let Some(note) = read.entries.iter().rfind(own) else { return };
        self.tell(&format!("{} changes note {} on {ticket}", agent.name(), note.id));
        if self.dice.one_in(3) {
            fine(self.desk.delete_note(&agent, ticket, note.id, self.now));
        } else {
            let text = InternalText::new(format!("@lia better: {}", spelled(self.word(Kind::Note))));
            fine(self.desk.edit_note(&agent, ticket, note.id, &text, self.now));
        }
    }

    /// To the ticket's agent, its customer, another agent, or somebody who should not get it.
    fn agent_sends_a_transcript(&mut self) {
        let (agent, ticket) = (self.agent(), self.ticket());
        let to = match self.dice.below(4) {
            0 => None,
            1 => self.requester(ticket).map(|p| self.people[p].address.clone()),
            2 => Some(self.somebody(Role::Agent)).map(|p| self.people[p].address.clone()),
            _ => self.desk.store().third_parties(ticket).unwrap().first().cloned(),
        };
        self.tell(&format!("{} sends a transcript of {ticket} to {to:?}", agent.name()));
        let request = TranscriptRequest { ticket, to, session: self.dice.one_in(3), confirmed: vec![], nonce: self.dice.below(1 << 30) as u64 };
        fine(self.desk.send_transcript(&agent, &request, self.now));
    }

    fn admin_redacts(&mut self) {
        let (admin, ticket) = (self.agents[0].clone(), self.ticket());
        let read = self.desk.ticket(&admin, ticket).unwrap();
        let texts: Vec<Found> = read.entries.iter().filter(|e| e.event.is_none()).map(|e| Found::Entry(e.id)).collect();
        let Some(on) = self.dice.pick(&texts).copied() else { return };
        self.tell(&format!("{} redacts {on:?} on {ticket}", admin.name()));
        fine(self.desk.redact(&admin, &Redaction { ticket, on, words: None }, self.now));
    }

    /// Somebody to ask; now and then one who should not be asked.
    fn whom_to_ask(&mut self) -> Mailbox {
        let who = match self.dice.below(12) {
            0 => self.somebody(Role::Customer),
            1 => self.somebody(Role::Stranger),
            2 => self.somebody(Role::Agent),
            _ => self.somebody(Role::Third),
        };
        Mailbox::new(self.people[who].name.clone(), self.people[who].address.clone())
    }

    fn agent_opens_side(&mut self) {
        let (agent, ticket) = (self.agent(), self.ticket());
        let (title, word) = (self.word(Kind::Side), self.word(Kind::Side));
        let mut words = Words::from([title, word]);
        let mut text = format!("A question: {}.", spelled(word));
        if self.dice.one_in(3)
            && let Some(told) = self.said.get(&ticket).and_then(|s| s.last()).and_then(|(_, words)| words.iter().next_back().copied())
            && self.kind(told) == Kind::Outside
        {
            text.push_str(&format!("\n\n> {}", spelled(told))); // quoted across on purpose
            words.insert(told);
        }
        let subject = if self.dice.one_in(8) { String::new() } else { format!("About {}", spelled(title)) };
        let to = vec![self.whom_to_ask()];
        let cc = if self.dice.one_in(3) { vec![self.whom_to_ask()] } else { Vec::new() };
        let people: Vec<Address> = to.iter().chain(&cc).map(|m| m.address.clone()).collect();
        let request =
            SideRequest { ticket, subject, to, cc, text, files: vec![], status: Some(Status::OnHold), confirmed: vec![], nonce: u64::from(word) };
        let sent = fine(self.desk.open_side(&agent, &request, self.now));
        self.tell(&format!("{} asks {people:?} about {ticket}: {:?}", agent.name(), sent.map(|s| s.side)));
        let Some(sent) = sent else {
            self.kinds[word as usize] = Kind::Unsent;
            self.kinds[title as usize] = Kind::Unsent;
            return;
        };
        if self.dice.one_in(8) {
            fine(self.desk.undo_send(&agent, sent.outbox, self.now)).unwrap();
            self.kinds[word as usize] = Kind::Unsent;
            return;
        }
        self.sides.insert(sent.side, Aside { accepted: people.into_iter().collect(), joined: BTreeSet::new(), words });
    }

    /// All at once: a note, a question to a third party and an answer to the customer, on two tickets.
    fn agent_does_verbs(&mut self) {
        let (agent, tickets) = (self.agent(), [self.ticket(), self.ticket()]);
        let (title, asked, note, said) = (self.word(Kind::Side), self.word(Kind::Side), self.word(Kind::Note), self.word(Kind::Reply));
        let to = self.whom_to_ask().address;
        let texts = [
            format!("field device=\"for us: {}\"", spelled(note)),
            format!("note \"between us: {}\"", spelled(note)),
            format!("side \"A question: {}\" to {to} subject \"About {}\"", spelled(asked), spelled(title)),
            format!("reply \"Our answer: {}\"", spelled(said)),
        ];
        let verbs: Vec<Verb> = texts.iter().map(|text| text.parse().unwrap()).collect();
        let before = self.desk.store().last_history().unwrap();
        let done = self.desk.perform(&agent, &tickets, &Doing { verbs: &verbs, nonce: u64::from(note) }, self.now, &mut |_, _| true).unwrap().done;
        self.tell(&format!("{} does verbs on {done:?} of {tickets:?}, to {to}", agent.name()));
        for row in self.desk.history_after(before).unwrap() {
            if let (Some(side), "side-asked") = (row.side, row.what.as_str()) {
                let words = Words::from([title, asked]);
                self.sides.insert(side, Aside { accepted: BTreeSet::from([to.clone()]), joined: BTreeSet::new(), words });
            }
            if let (Some(entry), "reply") = (row.entry, row.what.as_str()) {
                let outbox = self.desk.store().mail_to_take_back((Some(entry), None), row.at).unwrap().unwrap();
                self.written.insert(outbox, Words::from([said]));
            }
        }
        if done.is_empty() {
            [title, asked, said].into_iter().for_each(|word| self.kinds[word as usize] = Kind::Unsent);
        }
    }

    fn agent_answers_side(&mut self) {
        let Some(side) = self.side() else { return };
        let agent = self.agent();
        let word = self.word(Kind::Side);
        let text = SideText::of(side, format!("In the side: {}.", spelled(word)));
        let request = SideAnswer { text, files: vec![], status: None, seen: None, confirmed: vec![], nonce: u64::from(word) };
        let sent = fine(self.desk.answer_side(&agent, &request, self.now));
        self.tell(&format!("{} answers in side {side}: {}", agent.name(), sent.is_some()));
        match sent {
            Some(sent) if self.dice.one_in(8) => {
                fine(self.desk.undo_send(&agent, sent.outbox, self.now)).unwrap();
                self.kinds[word as usize] = Kind::Unsent;
            }
            Some(_) => drop(self.sides.get_mut(&side).unwrap().words.insert(word)),
            None => self.kinds[word as usize] = Kind::Unsent,
        }
    }

    fn people_of_a_side(&mut self) {
        let Some(side) = self.side() else { return };
        let agent = self.agent();
        let joined: Vec<Address> = self.sides[&side].joined.iter().cloned().collect();
        match self.dice.below(5) {
            0 | 1 => {
                let Some(who) = self.dice.pick(&joined).cloned() else { return };
                if fine(self.desk.accept_participant(&agent, side, &who, self.now)).is_some() {
                    self.tell(&format!("{} accepts {who} in side {side}", agent.name()));
                    self.sides.get_mut(&side).unwrap().accepted.insert(who);
                }
            }
            2 => {
                let who = self.whom_to_ask();
                if fine(self.desk.add_to_side(&agent, side, std::slice::from_ref(&who), &[], self.now)).is_some() {
                    self.tell(&format!("{} adds {who} to side {side}", agent.name()));
                    self.sides.get_mut(&side).unwrap().accepted.insert(who.address);
                }
            }
            3 => {
                let accepted: Vec<Address> = self.sides[&side].accepted.iter().cloned().collect();
                let Some(who) = self.dice.pick(&accepted).cloned() else { return };
                if fine(self.desk.remove_from_side(&agent, side, &who, self.now)).is_some() {
                    self.tell(&format!("{} takes {who} out of side {side}", agent.name()));
                    let known = self.sides.get_mut(&side).unwrap();
                    known.accepted.remove(&who);
                    known.joined.remove(&who);
                }
            }
            _ => drop(fine(if self.dice.one_in(2) {
                self.desk.side_done(&agent, side, self.now)
            } else {
                self.desk.side_reopen(&agent, side, self.now)
            })),
        }
    }

    fn quarantine_is_seen_to(&mut self) {
        let agent = self.agent();
        let rows = fine(self.desk.quarantine(&agent)).unwrap_or_default();
        let Some(row) = self.dice.pick(&rows).cloned() else { return };
        let (_, raw) = self.desk.raw(&agent, row.id).unwrap();
        let mail = parse::parse(&raw);
        let author = mail.author().map(|m| m.address.clone());
        let to = match self.dice.below(6) {
            0 => Release::NewTicket,
            1 => Release::Entry(row.ticket.unwrap_or(self.tickets[0])),
            2 => Release::Note(row.ticket.unwrap_or(self.tickets[0])),
            3 | 4 => Release::Side,
            _ => {
                fine(self.desk.discard(&agent, row.id, "not for us", self.now));
                return;
            }
        };
        let released = fine(self.desk.release(&agent, row.id, to, self.now));
        self.tell(&format!("{} releases {} of {author:?} to {to:?}: {}", agent.name(), row.id, released.is_some()));
        let (Some(receipt), Some(author)) = (released, author) else { return };
        let letter = Letter { from: author.to_string(), to: mail.recipients().map(ToString::to_string).collect(), ..Letter::default() };
        let person = self.person(&author).unwrap_or(self.people.len() - 1);
        match to {
            Release::Note(_) => {}
            Release::Side => {
                let side = receipt.side.unwrap();
                assert!(!self.customers(side).contains(&author), "a customer is let into the side\n{}", self.story());
                self.sides.get_mut(&side).unwrap().accepted.insert(author);
                self.keep(person, &letter, &raw, &receipt);
            }
            Release::NewTicket | Release::Entry(_) => {
                let ticket = receipt.ticket.unwrap();
                let shown = self.desk.ticket(&self.agents[0], ticket).unwrap();
                let entry = shown.entries.iter().find(|e| Some(e.id) == receipt.entry).unwrap();
                let said_by = self.person(&address(&entry.author.email)).unwrap_or(person);
                self.keep(said_by, &letter, &raw, &receipt);
            }
        }
    }

    /// An agent answers one of the mails that they have got from the desk, from their own mailbox.
    fn agent_writes_by_mail(&mut self) {
        let author = self.somebody(Role::Agent);
        let Some(got) = self.dice.pick(&self.people[author].inbox).cloned() else { return };
        let into_side = matches!(thread_of_any(&got.message_id), Some(Thread::Side(_)));
        let word = self.word(if into_side { Kind::Side } else { Kind::Note });
        let style = self.dice.below(6);
        let letter = Letter {
            name: self.people[author].name.clone(),
            from: self.people[author].address.to_string(),
            to: got.reply_to.clone(),
            subject: format!("Re: {}", got.subject),
            message_id: self.fresh_id("x@staff.example"),
            in_reply_to: Some(got.message_id.clone()),
            references: got.references.iter().chain([&got.message_id]).cloned().collect(),
            text: with_quote(&format!("From my own mailbox: {}", spelled(word)), &got, style),
            more: self.vouched(),
            ..Letter::default()
        };
        self.tell(&format!("{} answers {} by mail", letter.from, got.message_id));
        self.posts(author, &letter);
    }

    fn vouched(&mut self) -> String {
        let says = ["dmarc=pass header.from=staff.example", "dmarc=fail header.from=staff.example", ""][self.dice.below(3)];
        if says.is_empty() { String::new() } else { format!("Authentication-Results: mx.desk.example; {says}\r\n") }
    }

    /// An agent forwards to the desk what a customer has written to them.
    fn agent_passes_a_mail_on(&mut self) {
        let (author, customer) = (self.somebody(Role::Agent), self.somebody(Role::Customer));
        let note = self.word(Kind::Note);
        let told = self.words_of(customer);
        let title = self.words_of(customer);
        let (me, them) = (&self.people[author], &self.people[customer]);
        let text = format!(
            "Be careful: {}\n\n---------- Forwarded message ---------\nFrom: {} <{}>\nDate: Mon, 16 Nov 2026 at 10:01\nSubject: {title}\nTo: {} <{}>\n\n{told}\n",
            spelled(note),
            them.name,
            them.address,
            me.name,
            me.address
        );
        let (name, from) = (me.name.clone(), me.address.to_string());
        let letter = Letter {
            name,
            from,
            to: vec![OWN[0].to_owned()],
            subject: format!("Fwd: {title}"),
            message_id: self.fresh_id("x@staff.example"),
            text,
            more: self.vouched(),
            ..Letter::default()
        };
        self.tell(&format!("{} passes on what {} wrote", letter.from, self.people[customer].address));
        let receipt = self.posts(author, &letter).unwrap();
        if receipt.result == InboxState::Ticket {
            let said = in_text(&told).into_iter().chain(in_text(&title)).collect();
            self.said.insert(receipt.ticket.unwrap(), vec![(customer, said)]);
        }
    }

    /// A third party's words for the customer, without their names.
    fn agent_brings_an_answer_back(&mut self) {
        let Some(side) = self.side() else { return };
        let agent = self.agent();
        let Some((ticket, quote)) = fine(self.desk.quote_for_customer(&agent, side, None, Naming::LeftOut, self.now)) else { return };
        let known = &self.sides[&side];
        for who in known.accepted.iter().chain(&known.joined) {
            assert!(!quote.contains(who.as_str()), "an address is in the quote: {quote}\n{}", self.story());
            let name = self.person(who).map(|p| self.people[p].name.clone()).filter(|_| known.accepted.contains(who));
            let is_agent = self.person(who).is_some_and(|p| self.people[p].role == Role::Agent);
            assert!(is_agent || name.is_none_or(|n| !quote.contains(&n)), "a name is in the quote: {quote}\n{}", self.story());
        }
        let word = self.word(Kind::Reply);
        let words: Words = in_text(&quote).into_iter().chain([word]).collect();
        let text = CustomerText::public(format!("They say: {}.\n\n{quote}", spelled(word)));
        let request = ReplyRequest { nonce: u64::from(word), text, status: None, ..desk::reply_request(ticket, "") };
        let sent = fine(self.desk.reply(&agent, &request, self.now));
        self.tell(&format!("{} brings an answer of side {side} back to {ticket}: {}", agent.name(), sent.is_some()));
        match sent {
            Some(sent) => drop(self.written.insert(sent.outbox, words)),
            None => self.kinds[word as usize] = Kind::Unsent,
        }
    }

    /// A message of the public thread for a new side conversation.
    fn agent_quotes_for_a_side(&mut self) {
        let (agent, ticket) = (self.agent(), self.ticket());
        let Some(shown) = fine(self.desk.ticket(&agent, ticket)) else { return };
        let entries: Vec<_> = shown.entries.iter().filter(|e| e.kind != EntryKind::Event).map(|e| (e.id, e.kind)).collect();
        let Some((entry, kind)) = self.dice.pick(&entries).copied() else { return };
        let quote = self.desk.quote_for_side(&agent, ticket, entry, self.now);
        assert!(quote.is_err() || kind != EntryKind::Note, "a note is quoted\n{}", self.story());
        let Some(quote) = fine(quote) else { return };
        let private: Vec<Word> = in_text(&quote).into_iter().filter(|w| self.kind(*w) == Kind::Note).collect();
        for private in private {
            // an agent who writes to the desk as its customer says it to the desk
            assert!(self.requester(ticket).is_some_and(|p| self.people[p].role == Role::Agent), "a note's word is quoted\n{}", self.story());
            self.kinds[private as usize] = Kind::Outside;
        }
        let (title, word) = (self.word(Kind::Side), self.word(Kind::Side));
        let who = self.whom_to_ask();
        let words: Words = in_text(&quote).into_iter().chain([title, word]).collect();
        let request = SideRequest {
            subject: format!("About {}", spelled(title)),
            to: vec![who.clone()],
            nonce: u64::from(word),
            ..side_request(ticket, &format!("{}\n\n{quote}", spelled(word)))
        };
        let sent = fine(self.desk.open_side(&agent, &request, self.now));
        self.tell(&format!("{} asks {who} with a quote of {ticket}: {:?}", agent.name(), sent.map(|s| s.side)));
        match sent {
            Some(sent) => drop(self.sides.insert(sent.side, Aside { accepted: [who.address].into(), joined: BTreeSet::new(), words })),
            None => [title, word].into_iter().for_each(|w| self.kinds[w as usize] = Kind::Unsent),
        }
    }

    /// Third parties are reminded, or are to answer by some time.
    fn agent_reminds(&mut self) {
        let Some(side) = self.side() else { return };
        let agent = self.agent();
        if self.dice.one_in(3) {
            let due = (!self.dice.one_in(3)).then(|| self.now.after(Duration::from_hours(24)));
            fine(self.desk.side_due(&agent, side, due, self.now));
            return;
        }
        let nonce = u64::from(self.word(Kind::Side));
        let sent = fine(self.desk.remind(&agent, &Reminder { side, last_at: None, nonce }, self.now));
        self.tell(&format!("{} reminds side {side}: {}", agent.name(), sent.is_some()));
        if let Some(sent) = sent.filter(|_| self.dice.one_in(4)) {
            fine(self.desk.undo_send(&agent, sent.outbox, self.now)).unwrap();
        }
    }

    fn agent_drafts(&mut self) {
        let (agent, ticket) = (self.agent(), self.ticket());
        let word = self.word(Kind::Unsent);
        let mode = match self.side().filter(|_| self.dice.one_in(2)) {
            Some(side) => Mode::Side(side),
            None => [Mode::Reply, Mode::Note, Mode::NewSide][self.dice.below(3)],
        };
        let text = format!("Not yet: {}", spelled(word));
        let draft = DraftRow { subject: spelled(word), ..DraftRow::new(ticket, mode, text, self.now) };
        fine(self.desk.save_draft(&agent, &draft));
    }

    fn agent_triages(&mut self) {
        let (agent, ticket) = (self.agent(), self.ticket());
        let now = self.now;
        let who = self.agents[self.dice.below(self.agents.len())].id();
        fine(match self.dice.below(6) {
            0 => self.desk.take(&agent, ticket, now),
            1 => self.desk.assign(&agent, ticket, Assign::Agent(who), now),
            2 => self.desk.teams().and_then(|t| self.desk.assign(&agent, ticket, Assign::Team(t[0].id), now)),
            3 => self.desk.set_status(&agent, ticket, Status::Solved, now),
            4 => self.desk.snooze(&agent, ticket, Some(Time::NEVER), now),
            _ => {
                self.agent_undoes(&agent);
                Ok(())
            }
        });
    }

    fn agent_undoes(&mut self, agent: &Actor) {
        let Some(undone) = fine(self.desk.undo(agent, self.now)) else { return };
        if let [part @ (Part::Merge | Part::Split)] = undone.parts.as_slice() {
            let other = TicketId(undone.became.unwrap().parse().unwrap());
            self.tell(&format!("{part:?} of {} and {other} is taken back", undone.ticket));
            self.share(undone.ticket, other);
        }
    }

    /// Tickets are merged, whoever's they are, and messages split off. Who said what on the one may be said to those whom a mail of the other names:
    /// to nobody else.
    fn agent_merges_or_splits(&mut self) {
        let (agent, one, other) = (self.agent(), self.ticket(), self.ticket());
        match self.dice.below(5) {
            0..=2 => {
                if fine(self.desk.merge(&agent, one, other, true, self.now)).is_some() {
                    self.tell(&format!("{one} is merged into {other}"));
                    self.share(one, other);
                }
            }
            3 => {
                let Ok(whole) = self.desk.ticket(&agent, one) else { return };
                let messages: Vec<_> = whole.entries.iter().filter(|e| e.kind == EntryKind::Customer).map(|e| e.id).collect();
                let Some(message) = self.dice.pick(&messages).copied() else { return };
                let sides = whole.sides.iter().map(|s| s.id).filter(|_| self.dice.one_in(2)).collect();
                let new = fine(self.desk.split(&agent, &SplitRequest { ticket: one, message, sides }, self.now));
                if let Some(new) = new {
                    self.tell(&format!("{message} is split off {one} as {new}"));
                    self.tickets.push(new);
                    self.share(one, new);
                }
            }
            _ => self.agent_undoes(&agent),
        }
    }

    fn share(&mut self, one: TicketId, other: TicketId) {
        let mut all = self.said.get(&one).cloned().unwrap_or_default();
        all.extend(self.said.get(&other).cloned().unwrap_or_default());
        self.said.insert(one, all.clone());
        self.said.insert(other, all);
    }
}

/// The thread that a Message-ID names, when it is one of the desk's.
fn thread_of_any(message_id: &str) -> Option<Thread> {
    message_id.ends_with("@desk.example").then(|| thread_of(message_id))
}
