//! Who may do what: the table of the manual, verb by verb and role by role.

#![allow(clippy::unwrap_used)]

mod desk;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use aside::desk::{
    Actor, Asked, Audience, Beginning, CreateRequest, DeskError, Doing, ExportRequest, Format, ImportOrder, Naming, NoteChange, NoteRequest,
    OrganizationChange, PageIn, Policy, Redaction, Release, Reminder, ReparseOrder, SideAnswer, SplitRequest, TranscriptRequest, Triage,
};
use aside::model::entry::EntryKind;
use aside::model::outgoing::{InternalText, SideText};
use aside::model::people::Role;
use aside::model::settings::{Kind, Page};
use aside::model::status::{Priority, Status};
use aside::model::ticket::{Assign, BoxKey, ListRequest, Sort, Ticket};
use aside::model::verb::Verb;
use aside::model::{InboxId, SideId, TicketId};
use aside::store::{DraftRow, Mode, NewAgent};
use aside::words::Words;
use desk::{TestDesk, address, at, header, mailbox, reply_address, reply_request, side_request};

const ROLES: [(&str, Role); 4] = [("lia", Role::Light), ("bo", Role::Agent), ("sol", Role::Supervisor), ("ada", Role::Admin)];
const NEWCOMER: &str = "eva@acme.example";

/// A ticket with all that can be done something with.
struct Place {
    ticket: TicketId,
    side: SideId,
    held: InboxId,
    whole: Ticket,
}

struct World {
    d: TestDesk,
    me: Actor,
    /// In a team of mine.
    seen: Place,
    /// In a team of others.
    unseen: Place,
}

impl World {
    /// The desk as one of a role finds it.
    fn of(login: &str) -> World {
        let d = TestDesk::new();
        for (login, role) in ROLES {
            let email = address(&format!("{login}@staff.example"));
            d.desk.add_agent(&d.ana, &NewAgent { login, name: login, email: &email, role }, at(0)).unwrap();
        }
        let members: Vec<_> = ROLES.iter().map(|(login, role)| (d.desk.actor(login, None).unwrap().id(), *role == Role::Supervisor)).collect();
        let teams = [d.desk.add_team(&d.ana, "Repairs", &members, at(0)).unwrap(), d.desk.add_team(&d.ana, "Sales", &[], at(0)).unwrap()];
        let [seen, unseen] = [0, 1].map(|n| Place::new(&d, n as i64 * 10, Assign::Team(teams[n])));
        World { me: d.desk.actor(login, None).unwrap(), d, seen, unseen }
    }

    fn place(&self, seen: bool) -> &Place {
        if seen { &self.seen } else { &self.unseen }
    }
}

impl Place {
    fn new(d: &TestDesk, minute: i64, team: Assign) -> Place {
        let ticket = d.carla_writes(minute);
        d.desk.assign(&d.ana, ticket, team, at(minute)).unwrap();
        let request = aside::desk::SideRequest {
            to: vec![mailbox("Acme Parts <parts@acme.example>")],
            nonce: minute as u64,
            ..side_request(ticket, "Do you have it?")
        };
        let sent = d.desk.open_side(&d.ana, &request, at(minute + 1)).unwrap();
        let asked = d.sent_mail(sent.outbox);
        let (to, id) = (reply_address(&asked), header(&asked, "Message-ID"));
        d.sends(minute + 2);
        let mail = |from: &str, reply: &str, n: i64| {
            let more = if reply.is_empty() { String::new() } else { format!("In-Reply-To: {reply}\n") };
            format!("From: {from}\nTo: {to}\nSubject: Re: Stock\nMessage-ID: <{n}.{minute}@acme.example>\n{more}\nYes.")
        };
        d.receive(&mail("parts@acme.example", &id, 1), minute + 3);
        d.receive(&mail(NEWCOMER, &id, 2), minute + 3);
        let held = d.receive(&mail("stranger@elsewhere.example", "", 3), minute + 3);
        assert_eq!(held.side, Some(sent.side));
        let held = (1..).map_while(|n| d.desk.store().inbox_row(InboxId(n)).unwrap()).last().unwrap().id;
        Place { ticket, side: sent.side, held, whole: d.desk.ticket(&d.ana, ticket).unwrap() }
    }

    fn entry(&self, kind: EntryKind) -> aside::model::EntryId {
        self.whole.entries.iter().find(|e| e.kind == kind).unwrap().id
    }

    fn inbox(&self) -> InboxId {
        self.whole.entries.iter().find_map(|e| e.inbox).unwrap()
    }
}

type Try = fn(&World, &Place) -> Result<(), DeskError>;

/// What takes place on a ticket, by the row of the table, with the names of the desk's functions.
const ON_TICKETS: &[(&str, &str, Try)] = &[
    ("read a ticket, its files and its mails, find it", "ticket", |w, p| w.d.desk.ticket(&w.me, p.ticket).map(drop)),
    ("read a ticket, its files and its mails, find it", "ticket_head", |w, p| w.d.desk.ticket_head(&w.me, p.ticket).map(drop)),
    ("read a ticket, its files and its mails, find it", "other_tickets", |w, p| w.d.desk.other_tickets(&w.me, p.ticket).map(drop)),
    ("read a ticket, its files and its mails, find it", "failed_addresses", |w, p| w.d.desk.failed_addresses(&w.me, p.ticket).map(drop)),
    ("read a ticket, its files and its mails, find it", "reply_recipients", |w, p| w.d.desk.reply_recipients(&w.me, p.ticket).map(drop)),
    ("read a ticket, its files and its mails, find it", "raw", |w, p| w.d.desk.raw(&w.me, p.inbox()).map(drop)),
    ("read a ticket, its files and its mails, find it", "original", |w, p| w.d.desk.original(&w.me, p.inbox()).map(drop)),
    ("read a ticket, its files and its mails, find it", "explain", |w, p| w.d.desk.explain(&w.me, &Asked::Mail(p.inbox())).map(drop)),
    ("read a ticket, its files and its mails, find it", "files_of_entry", |w, p| {
        w.d.desk.files_of_entry(&w.me, p.ticket, p.entry(EntryKind::Customer)).map(drop)
    }),
    ("read a ticket, its files and its mails, find it", "list", |w, p| {
        let request = ListRequest { within: BoxKey::AllOpen, query: "impressora".into(), sort: Sort::Number.into(), offset: 0, limit: 100 };
        let rows = w.d.desk.list(&w.me, &request, at(50))?.rows;
        assert_eq!(rows.len(), w.d.desk.search(&w.me, &request, at(50))?.len());
        if rows.iter().any(|t| t.id == p.ticket) { Ok(()) } else { Err(DeskError::NoSuchTicket(p.ticket)) }
    }),
    ("read a ticket, its files and its mails, find it", "found_in", |w, p| {
        let found = w.d.desk.found_in(&w.me, "impressora", &[p.ticket], at(50))?;
        if found.contains_key(&p.ticket) { Ok(()) } else { Err(DeskError::NoSuchTicket(p.ticket)) }
    }),
    ("read a ticket, its files and its mails, find it", "all_in", |w, p| {
        let request = ListRequest { within: BoxKey::AllOpen, query: "impressora".into(), sort: Sort::Number.into(), offset: 0, limit: 100 };
        let found = w.d.desk.all_in(&w.me, &request, at(50))?;
        if found.contains(&p.ticket) { Ok(()) } else { Err(DeskError::NoSuchTicket(p.ticket)) }
    }),
    ("read a ticket, its files and its mails, find it", "customer find_customer", |w, p| {
        let address = w.d.desk.find_customer(&w.me, &p.ticket.to_string())?;
        let seen = w.d.desk.customer(&w.me, &address)?.tickets;
        if seen.iter().any(|t| t.id == p.ticket) { Ok(()) } else { Err(DeskError::NoSuchTicket(p.ticket)) }
    }),
    ("mark as spam", "mark_spam", |w, p| w.d.desk.mark_spam(&w.me, p.ticket, true, at(50))),
    ("make reports", "report", |w, p| {
        let period = aside::model::report::Period::last(7, at(50), jiff::tz::TimeZone::UTC);
        let report = w.d.desk.report(&w.me, &period, &format!("#{}", p.ticket), at(50))?;
        assert_eq!(report.third_parties.len() as u32, report.totals.new, "what third parties do there is seen or not with the ticket");
        if report.totals.new == 1 { Ok(()) } else { Err(DeskError::NoSuchTicket(p.ticket)) }
    }),
    ("read a ticket, its files and its mails, find it", "message_asked", |w, p| {
        w.d.desk.message_asked(&w.me, p.ticket, &Asked::Mail(p.inbox())).map(drop)
    }),
    ("read a ticket, its files and its mails, find it", "waiting_sides", |w, p| {
        w.d.desk.side_reopen(&w.d.ana, p.side, at(50))?;
        w.d.desk.answer_side(&w.d.ana, &answer(p.side), at(51))?;
        let waits = w.d.desk.waiting_sides(&w.me)?;
        if waits.iter().any(|s| s.id == p.side) { Ok(()) } else { Err(DeskError::NoSuchSide(p.side)) }
    }),
    ("keep drafts, mark as seen", "save_draft", |w, p| w.d.desk.save_draft(&w.me, &draft(p.ticket))),
    ("keep drafts, mark as seen", "drafts", |w, p| w.d.desk.drafts(&w.me, p.ticket).map(drop)),
    ("keep drafts, mark as seen", "seen", |w, p| w.d.desk.seen(&w.me, p.ticket, at(50)).map(drop)),
    ("keep drafts, mark as seen", "side_seen", |w, p| w.d.desk.side_seen(&w.me, p.side, at(50)).map(drop)),
    ("write a private note", "note", |w, p| {
        let request = NoteRequest { ticket: p.ticket, text: InternalText::new("Between us."), files: vec![], status: None };
        w.d.desk.note(&w.me, &request, at(50)).map(drop)
    }),
    ("edit and delete one's own note", "edit_note delete_note", |w, p| {
        let request = NoteRequest { ticket: p.ticket, text: InternalText::new("Between us."), files: vec![], status: None };
        let entry = w.d.desk.note(&w.me, &request, at(50))?;
        w.d.desk.edit_note(&w.me, p.ticket, entry, &InternalText::new("Between you and me."), at(51))?;
        w.d.desk.delete_note(&w.me, p.ticket, entry, at(52))
    }),
    ("read what a note said before that", "note_versions", |w, p| {
        let request = NoteRequest { ticket: p.ticket, text: InternalText::new("Between us."), files: vec![], status: None };
        let entry = w.d.desk.note(&w.d.ana, &request, at(50)).unwrap();
        w.d.desk.note_versions(&w.me, p.ticket, entry).map(drop)
    }),
    ("write a ticket into a file", "export", |w, p| {
        let request = ExportRequest { ticket: p.ticket, audience: Audience::Agents, session: false };
        w.d.desk.export(&w.me, &request, Format::Json, &Words::default(), at(50)).map(drop)
    }),
    ("send a transcript by mail", "send_transcript", |w, p| {
        let to = Some(address("carla@customer.example"));
        let request = TranscriptRequest { ticket: p.ticket, to, session: false, confirmed: vec![], nonce: 9 };
        w.d.desk.send_transcript(&w.me, &request, at(50)).map(drop)
    }),
    ("redact a message or note for good", "redact", |w, p| {
        let on = aside::store::Found::Entry(p.entry(EntryKind::Customer));
        w.d.desk.redact(&w.me, &Redaction { ticket: p.ticket, on, words: None }, at(50)).map(drop)
    }),
    ("answer the customer, take the answer back", "reply undo_send", |w, p| {
        let sent = w.d.desk.reply(&w.me, &reply_request(p.ticket, "Our answer."), at(50))?;
        w.d.desk.undo_send(&w.me, sent.outbox, at(50)).map(drop)
    }),
    ("send a failed mail again", "send_again", |w, p| {
        let sent = w.d.desk.reply(&w.d.ana, &reply_request(p.ticket, "Our answer."), at(50))?;
        refuse_all(w);
        w.d.desk.send_again(&w.me, sent.outbox, at(60))
    }),
    ("take, assign, change status, priority, tags, fields, snooze, mute", "take", |w, p| w.d.desk.take(&w.me, p.ticket, at(50))),
    ("take, assign, change status, priority, tags, fields, snooze, mute", "assign", |w, p| w.d.desk.assign(&w.me, p.ticket, Assign::Nobody, at(50))),
    ("take, assign, change status, priority, tags, fields, snooze, mute", "set_status", |w, p| {
        w.d.desk.set_status(&w.me, p.ticket, Status::Solved, at(50))
    }),
    ("take, assign, change status, priority, tags, fields, snooze, mute", "set_priority", |w, p| {
        w.d.desk.set_priority(&w.me, p.ticket, Priority::High, at(50))
    }),
    ("take, assign, change status, priority, tags, fields, snooze, mute", "tag", |w, p| w.d.desk.tag(&w.me, p.ticket, &["vip".into()], &[], at(50))),
    ("take, assign, change status, priority, tags, fields, snooze, mute", "snooze", |w, p| w.d.desk.snooze(&w.me, p.ticket, Some(at(99)), at(50))),
    ("take, assign, change status, priority, tags, fields, snooze, mute", "triage", |w, p| {
        let done = w.d.desk.triage(&w.me, &[p.ticket], &Triage::Priority(Priority::High), at(50), &mut |_, _| true)?;
        done.left.into_iter().next().map_or(Ok(()), |(_, why)| Err(why))
    }),
    ("take, assign, change status, priority, tags, fields, snooze, mute", "perform", |w, p| {
        let verbs = [Verb::parse("status solved").unwrap()];
        let done = w.d.desk.perform(&w.me, &[p.ticket], &Doing { verbs: &verbs, nonce: 1 }, at(50), &mut |_, _| true)?;
        done.left.into_iter().next().map_or(Ok(()), |(_, why)| Err(why))
    }),
    ("take, assign, change status, priority, tags, fields, snooze, mute", "set_field", |w, p| {
        w.d.desk.save_settings(&w.d.ana, Kind::Fields, "[[field]]\nname = \"plan\"\nkind = \"text\"", "x.toml", at(49))?;
        w.d.desk.set_field(&w.me, p.ticket, "plan", Some("gold"), at(50))
    }),
    ("see what rules would do to a ticket", "try_rules", |w, p| w.d.desk.try_rules(&w.me, p.ticket, at(50)).map(drop)),
    ("merge tickets, split a message off", "merge merge_all merge_while", |w, p| {
        let other = another(w, p);
        let done = w.d.desk.merge_all(&w.me, &[other], p.ticket, false, at(50))?;
        done.left.into_iter().next().map_or(Ok(()), |(_, why)| Err(why))
    }),
    ("merge tickets, split a message off", "split", |w, p| {
        w.d.desk.merge(&w.d.ana, another(w, p), p.ticket, false, at(50))?;
        let request = SplitRequest { ticket: p.ticket, message: p.entry(EntryKind::Customer), sides: vec![] };
        w.d.desk.split(&w.me, &request, at(51)).map(drop)
    }),
    ("take, assign, change status, priority, tags, fields, snooze, mute", "mute", |w, p| w.d.desk.mute(&w.me, p.ticket, true, at(50))),
    ("open a side conversation, quote the customer in it", "open_side", |w, p| {
        w.d.desk.open_side(&w.me, &side_request(p.ticket, "And you?"), at(50)).map(drop)
    }),
    ("open a side conversation, quote the customer in it", "quote_for_side", |w, p| {
        w.d.desk.quote_for_side(&w.me, p.ticket, p.entry(EntryKind::Customer), at(50)).map(drop)
    }),
    ("quote a third party for the customer", "quote_for_customer", |w, p| {
        w.d.desk.quote_for_customer(&w.me, p.side, None, Naming::LeftOut, at(50)).map(drop)
    }),
    ("answer in a side conversation", "answer_side", |w, p| w.d.desk.answer_side(&w.me, &answer(p.side), at(50)).map(drop)),
    ("remind a third party", "remind", |w, p| {
        w.d.desk.answer_side(&w.d.ana, &answer(p.side), at(50))?;
        w.d.desk.remind(&w.me, &Reminder { side: p.side, last_at: None, nonce: 9 }, at(60)).map(drop)
    }),
    ("mark a side conversation as done, change its people, say by when an answer is expected", "side_due", |w, p| {
        w.d.desk.answer_side(&w.d.ana, &answer(p.side), at(50))?;
        w.d.desk.side_due(&w.me, p.side, Some(at(90)), at(60))
    }),
    ("mark a side conversation as done, change its people, say by when an answer is expected", "side_done", |w, p| {
        w.d.desk.side_done(&w.me, p.side, at(50))
    }),
    ("mark a side conversation as done, change its people, say by when an answer is expected", "side_reopen", |w, p| {
        w.d.desk.side_reopen(&w.me, p.side, at(50))
    }),
    ("mark a side conversation as done, change its people, say by when an answer is expected", "add_to_side", |w, p| {
        w.d.desk.add_to_side(&w.me, p.side, &[mailbox("new@acme.example")], &[], at(50))
    }),
    ("mark a side conversation as done, change its people, say by when an answer is expected", "accept_participant", |w, p| {
        w.d.desk.accept_participant(&w.me, p.side, &address(NEWCOMER), at(50))
    }),
    ("mark a side conversation as done, change its people, say by when an answer is expected", "remove_from_side", |w, p| {
        w.d.desk.remove_from_side(&w.me, p.side, &address("parts@acme.example"), at(50))
    }),
    ("settle what is in quarantine", "held_mail", |w, p| w.d.desk.held_mail(&w.me, p.held).map(drop)),
    ("settle what is in quarantine", "release", |w, p| w.d.desk.release(&w.me, p.held, Release::Side, at(50)).map(drop)),
    ("settle what is in quarantine", "discard", |w, p| w.d.desk.discard(&w.me, p.held, "spam", at(50))),
    ("settle what is in quarantine", "quarantine quarantine_count", |w, p| {
        let held = w.d.desk.quarantine(&w.me)?;
        assert_eq!(w.d.desk.quarantine_count(&w.me)? as usize, held.len());
        if held.iter().any(|m| m.id == p.held) { Ok(()) } else { Err(DeskError::NoSuchFile) }
    }),
];

const TEAM_SETTINGS: &str = "keep the tags, and the views and canned responses of one's teams, see who changed them";
const SETTINGS: &str = "keep agents and teams, and what the whole desk or any team has, rotate keys, import, read mail again";

type DeskVerb = fn(&World) -> Result<(), DeskError>;

/// What is about the desk or about oneself.
const ON_THE_DESK: &[(&str, &str, DeskVerb)] = &[
    ("read the rules of the desk", "rules", |w| w.d.desk.rules(&w.me).map(drop)),
    ("call the macros of the desk and of one's teams, within what one may do by hand", "macros", |w| w.d.desk.macros(&w.me).map(drop)),
    ("serve the next customer", "serve_next", |w| w.d.desk.serve_next(&w.me, at(50)).map(drop)),
    ("open a ticket for a customer", "create", |w| {
        let (requester, beginning) = (mailbox("new@customer.example"), Beginning::Note(InternalText::new("Called.")));
        let request = CreateRequest { requester, subject: "Lamp".into(), team: None, mailbox: None, beginning, files: vec![] };
        w.d.desk.create(&w.me, &request, at(50)).map(drop)
    }),
    ("undo one's own last change", "undo undo_while", |w| match w.d.desk.undo(&w.me, at(50)) {
        Err(DeskError::NothingToUndo) => Ok(()),
        other => other.map(drop),
    }),
    ("write a note about a third party, or a customer of whom one sees a ticket", "note_contact", |w| {
        let change = NoteChange::Add("Closed on Fridays.".into());
        w.d.desk.note_contact(&w.me, &address("parts@acme.example"), &change, at(50)).map(drop)
    }),
    ("choose one's own signature, notifications and availability", "set_signature", |w| w.d.desk.set_signature(&w.me, w.me.id(), "Me")),
    ("choose one's own signature, notifications and availability", "notify_by_mail set_notify_by_mail", |w| {
        let mine = w.d.desk.notify_by_mail(&w.me, w.me.id())?;
        w.d.desk.set_notify_by_mail(&w.me, w.me.id(), &mine)
    }),
    ("keep one's own views and canned responses", "settings settings_listed save_settings may_edit", |w| {
        for (kind, item) in [(Kind::Views, "name = \"x\"\nquery = \"\""), (Kind::Canned, "shortcut = \"x\"\ntext = \"\"")] {
            w.d.desk.may_edit(&w.me, kind)?;
            w.d.desk.settings(&w.me, kind, &Words::default())?;
            w.d.desk.settings_listed(&w.me, kind)?;
            save(w, kind, &format!("{item}\nfor = \"me\""))?;
        }
        Ok(())
    }),
    ("keep one's own views and canned responses", "save_view", |w| w.d.desk.save_view(&w.me, "x", "tag:x", Sort::Waiting.into(), at(50)).map(drop)),
    ("choose one's own signature, notifications and availability", "set_available", |w| {
        w.d.desk.set_available(&w.me, w.me.id(), false, at(50)).map(drop)
    }),
    (SETTINGS, "set_available of another", |w| w.d.desk.set_available(&w.me, w.d.ana.id(), false, at(50)).map(drop)),
    ("keep one's own views and canned responses", "import_canned export_canned", |w| {
        w.d.desk.export_canned(&w.me)?;
        import(w, "me")
    }),
    (TEAM_SETTINGS, "import_canned of a team's", |w| import(w, "Repairs")),
    (SETTINGS, "import_canned of the desk's", |w| import(w, "desk")),
    (TEAM_SETTINGS, "save_settings of a team's", |w| {
        save(w, Kind::Tags, "name = \"x\"")?;
        save(w, Kind::Views, "name = \"x\"\nquery = \"\"\nfor = \"Repairs\"")?;
        save(w, Kind::Canned, "shortcut = \"x\"\ntext = \"\"\nfor = \"Repairs\"")
    }),
    (TEAM_SETTINGS, "settings_history", |w| w.d.desk.settings_history(&w.me, Kind::Tags, 9).map(drop)),
    ("say what organizations there are", "change_organization", |w| {
        let change = OrganizationChange { name: "Acme".into(), supplier: Some(true), domains: vec![], people: vec![] };
        w.d.desk.change_organization(&w.me, &change, at(50))
    }),
    (SETTINGS, "add_agent", |w| {
        let new = NewAgent { login: "new", name: "New", email: &address("new@staff.example"), role: Role::Admin };
        w.d.desk.add_agent(&w.me, &new, at(50)).map(drop)
    }),
    (SETTINGS, "add_team", |w| w.d.desk.add_team(&w.me, "More", &[], at(50)).map(drop)),
    (SETTINGS, "put_canned", |w| w.d.desk.put_canned(&w.me, "hi", "Hi", "Hello", None)),
    (SETTINGS, "save_settings of agents", |w| {
        let text = w.d.desk.settings(&w.me, Kind::Agents, &Words::default())?.replace("\"bruno@", "\"bruno.reis@");
        w.d.desk.save_settings(&w.me, Kind::Agents, &text, "x.toml", at(50)).map(drop)
    }),
    (SETTINGS, "save_settings of teams", |w| {
        let text = w.d.desk.settings(&w.me, Kind::Teams, &Words::default())?.replace("\"Sales\"", "\"Shop\"");
        w.d.desk.save_settings(&w.me, Kind::Teams, &text, "x.toml", at(50)).map(drop)
    }),
    (SETTINGS, "save_settings of fields", |w| save(w, Kind::Fields, "name = \"x\"\nkind = \"text\"")),
    (SETTINGS, "save_settings of the desk's", |w| save(w, Kind::Views, "name = \"x\"\nquery = \"\"\nfor = \"desk\"")),
    (SETTINGS, "settings_history of agents", |w| w.d.desk.settings_history(&w.me, Kind::Agents, 9).map(drop)),
    (SETTINGS, "rotate_key", |w| w.d.desk.rotate_key(&w.me, &[9; 32], at(50)).map(drop)),
    (SETTINGS, "set_signature of another", |w| w.d.desk.set_signature(&w.me, w.d.ana.id(), "Her")),
    (SETTINGS, "import", |w| w.d.desk.import(&w.me, ImportOrder { mailbox: None, solved_after: None, now: at(50) }).map(drop)),
    (SETTINGS, "reparse_begins", |w| w.d.desk.reparse_begins(&w.me, &ReparseOrder { since: None }).map(drop)),
];

/// Takes in a page for somebody.
fn import(w: &World, whose: &str) -> Result<(), DeskError> {
    let text = format!("+++\nshortcut = \"x\"\nfor = \"{whose}\"\n+++\nText\n");
    let page = PageIn { path: "x.md".into(), page: Page::read(&text).unwrap(), text, files: vec![] };
    w.d.desk.import_canned(&w.me, &[page], false, at(50)).map(drop)
}

/// Saves settings of one item.
fn save(w: &World, kind: Kind, item: &str) -> Result<(), DeskError> {
    let section = kind.word().trim_end_matches('s');
    w.d.desk.save_settings(&w.me, kind, &format!("[[{section}]]\n{item}"), "x.toml", at(50)).map(drop)
}

/// Another ticket of the same customer's, where the first one is.
fn another(w: &World, p: &Place) -> TicketId {
    let ticket = w.d.carla_writes(45);
    let team = p.whole.head.team.as_ref().unwrap().id;
    w.d.desk.assign(&w.d.ana, ticket, Assign::Team(team), at(46)).unwrap();
    ticket
}

fn answer(side: SideId) -> SideAnswer {
    SideAnswer { text: SideText::of(side, "Any news?"), files: vec![], status: None, seen: None, confirmed: vec![], nonce: 5 }
}

fn draft(ticket: TicketId) -> DraftRow {
    DraftRow::new(ticket, Mode::Note, "Not yet", at(50))
}

/// The server refuses all that is due.
fn refuse_all(w: &World) {
    let now = at(55);
    let lease = w.d.desk.store().write(|s| s.take_lease("test", now, now.after(std::time::Duration::from_secs(30)))).unwrap().unwrap();
    while let Some(claim) = w.d.desk.claim(lease.generation, now).unwrap() {
        w.d.desk.settle(&claim, lease.generation, &aside::model::delivery::Attempt::Refused("550 no".into()), now).unwrap();
    }
}

/// As if the side conversation had been opened by who tries.
fn opened_by_me(w: &World, p: &Place) {
    let books = rusqlite::Connection::open(w.d.path()).unwrap();
    assert_eq!(books.execute("UPDATE sides SET created_by = ?1 WHERE id = ?2", [w.me.id().0, p.side.0]).unwrap(), 1);
}

/// Whether it is allowed; what one may not see is not there.
fn allowed(what: &str, result: Result<(), DeskError>) -> bool {
    match result {
        Ok(()) => true,
        Err(
            DeskError::NotAllowed { .. }
            | DeskError::NoSuchTicket(_)
            | DeskError::NoSuchSide(_)
            | DeskError::NoSuchMail(_)
            | DeskError::NoSuchFile
            | DeskError::Unreleasable(_)
            | DeskError::TooLate
            | DeskError::Written(_),
        ) => false,
        Err(e) => panic!("{what}: {e}"),
    }
}

/// What the table says of a verb for a role, found out by trying.
fn cell(login: &str, name: &str, verb: Try) -> &'static str {
    let tries = |seen: bool, prepare: fn(&World, &Place)| {
        let world = World::of(login);
        prepare(&world, world.place(seen));
        allowed(name, verb(&world, world.place(seen)))
    };
    if tries(false, |_, _| {}) {
        return "all";
    }
    if tries(true, |_, _| {}) {
        return "seen";
    }
    let led = tries(true, opened_by_me);
    let part = tries(true, |w, p| {
        let me = w.me.agent().unwrap().email.to_string();
        w.d.desk.add_to_side(&w.d.ana, p.side, &[mailbox(&me)], &[], at(40)).unwrap();
    });
    match (led, part) {
        (_, true) => "part",
        (true, false) => "led",
        (false, false) => "–",
    }
}

/// The table of the manual: the cells of each row, by its act.
fn manual() -> BTreeMap<String, Vec<String>> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/roles.md")).unwrap();
    let rows = text.lines().filter(|l| l.starts_with("| ") && !l.starts_with("| act"));
    rows.map(|l| {
        let mut cells = l.trim_matches('|').split('|').map(|c| c.trim().to_owned());
        (cells.next().unwrap(), cells.collect())
    })
    .collect()
}

#[test]
fn each_role_may_do_on_tickets_what_the_manual_says() {
    let manual = manual();
    for (act, name, verb) in ON_TICKETS {
        let found: Vec<&str> = ROLES.iter().map(|(login, _)| cell(login, name, *verb)).collect();
        assert_eq!(manual[*act], found, "{act}: {name}");
    }
}

#[test]
fn each_role_may_do_on_the_desk_what_the_manual_says() {
    let manual = manual();
    for (act, name, verb) in ON_THE_DESK {
        let found: Vec<&str> = ROLES.iter().map(|(login, _)| if allowed(name, verb(&World::of(login))) { "yes" } else { "–" }).collect();
        assert_eq!(manual[*act], found, "{act}: {name}");
    }
}

#[test]
fn the_waiting_box_is_seen_as_the_desk_the_role_and_the_agent_have_it() {
    let seen_by = |roles: &[Role], own: &str| -> Vec<&str> {
        let d = TestDesk::with(Policy { waiting_box: roles.to_vec(), ..Policy::default() });
        let ticket = d.carla_writes(0);
        for (login, role) in ROLES {
            d.desk.add_agent(&d.ana, &NewAgent { login, name: login, email: &address(&format!("{login}@staff.example")), role }, at(0)).unwrap();
        }
        if !own.is_empty() {
            let text = d.desk.settings(&d.ana, Kind::Agents, &Words::default()).unwrap();
            let text = text.replace("login = \"bo\"", &format!("login = \"bo\"\nwaiting_box = {own}"));
            d.desk.save_settings(&d.ana, Kind::Agents, &text, "x.toml", at(1)).unwrap();
        }
        let sees = |login: &str| d.desk.ticket(&d.desk.actor(login, None).unwrap(), ticket).is_ok();
        ROLES.iter().map(|(login, _)| *login).filter(|login| sees(login)).collect()
    };
    assert_eq!(seen_by(&Policy::default().waiting_box, ""), ["bo", "sol", "ada"]);
    assert_eq!(seen_by(&[], ""), ["ada"]);
    assert_eq!(seen_by(&[Role::Light, Role::Supervisor], ""), ["lia", "sol", "ada"]);
    assert_eq!(seen_by(&[], "true"), ["bo", "ada"], "the agent's own setting goes before");
    assert_eq!(seen_by(&Policy::default().waiting_box, "false"), ["sol", "ada"]);
}

#[test]
fn nobody_gives_a_ticket_to_a_light_agent() {
    let w = World::of("ada");
    let lia = w.d.desk.actor("lia", None).unwrap().id();
    let ticket = w.seen.ticket;
    let team = w.seen.whole.head.team.as_ref().unwrap().id;
    for to in [Assign::Agent(lia), Assign::Both(team, lia)] {
        let refused = w.d.desk.assign(&w.me, ticket, to, at(50)).unwrap_err().say(&Words::default());
        assert_eq!(refused, "lia is a light agent and cannot work on tickets.");
    }
    let verbs = [Verb::parse("tag +vip").unwrap(), Verb::parse("assign @lia").unwrap()];
    let done = w.d.desk.perform(&w.me, &[ticket], &Doing { verbs: &verbs, nonce: 5 }, at(51), &mut |_, _| true).unwrap();
    assert!(matches!(done.left.as_slice(), [(_, DeskError::LightAgent(_))]), "{:?}", done.left);
    let head = w.d.desk.ticket_head(&w.me, ticket).unwrap();
    assert_eq!((head.assignee, head.tags.len()), (None, 0), "all of it or nothing");
}

#[test]
fn the_table_leaves_out_no_verb_and_no_row_is_untried() {
    let tried: BTreeSet<&str> = ON_TICKETS.iter().map(|(act, ..)| *act).chain(ON_THE_DESK.iter().map(|(act, ..)| *act)).collect();
    assert_eq!(tried, manual().keys().map(String::as_str).collect(), "every row is tried");
    let names = ON_TICKETS.iter().map(|(_, name, _)| *name).chain(ON_THE_DESK.iter().map(|(_, name, _)| *name));
    let mut known: BTreeSet<&str> = names.flat_map(str::split_whitespace).collect();
    // Says who one is, tells what everybody may know or only what one sees by the same rules, or goes on with what another verb began.
    known.extend([
        "boxes",
        "views",
        "view_boxes",
        "renewed",
        "search",
        "file",
        "canned",
        "callable",
        "notifications",
        "see_notifications",
        "drop_draft",
        "be_present",
        "party",
        "next_unread_answer",
        "may_open_sides",
        "reparse_next",
        "reparse_these",
    ]);
    let mut untried = Vec::new();
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/desk")).unwrap().flatten().filter(|f| f.path().is_file()) {
        let text = fs::read_to_string(file.path()).unwrap();
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for verb in flat.split("pub fn ").skip(1) {
            let (name, rest) = verb.split_once('(').unwrap();
            if rest.starts_with("&self, actor: &Actor") || rest.starts_with(" &self, actor: &Actor") {
                untried.extend((!known.contains(name)).then(|| name.to_owned()));
            }
        }
    }
    assert_eq!(untried, [""; 0], "a verb of the desk stands in no row");
}
