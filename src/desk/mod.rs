//! Everything that can happen to the desk: one function each, one transaction each.
//!
//! Who acts ([`Actor`]) and when are arguments. Roles are checked here and nowhere else.

mod acknowledge;
mod across;
mod actor;
mod agents;
mod bulk;
mod by_agent;
mod caps;
mod contact;
mod create;
mod customer;
mod deliver;
mod edit;
mod error;
mod events;
mod explain;
mod export;
mod import;
mod keys;
mod merge;
mod names;
mod note;
mod notices;
mod organizations;
mod outgoing;
mod party;
mod quarantine;
mod receive;
mod redact;
mod reparse;
mod reply;
mod reports;
mod roles;
mod rules;
mod say;
mod serve;
mod settings;
mod side;
mod spam;
mod split;
mod stats;
mod tick;
mod triage;
mod undo;
mod verbs;
mod views;
mod waiting;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use jiff::tz::TimeZone;

use crate::mail::token::Keyring;
use crate::mail::{html, parse};
use crate::model::field::Field;
use crate::model::find::FoundText;
use crate::model::people::{Agent, Role, Suggestion, Team};
use crate::model::query::Query;
use crate::model::settings::TagItem;
use crate::model::ticket::{BoxCount, ListPage, ListRequest, Notification, Ticket, TicketHead};
use crate::model::{Address, AgentId, FileId, InboxId, TeamId, TicketId, Time};
use crate::store::{Asking, CannedRow, DraftRow, FailedAddress, HistoryRow, InboxRow, InboxState, Mode, NewAgent, Sight, Store, Typing};
use crate::words::Language;

pub use across::Naming;
pub use actor::Actor;
pub use agents::AgentNow;
pub use bulk::{Bulk, Triage};
pub use contact::{ContactCard, NoteChange, PartyOrganization};
pub use create::{Beginning, CreateRequest, Created};
pub use customer::Customer;
pub use deliver::{Delivered, OutboxCounts};
pub use error::{DeskError, Unmergeable, Unreleasable, Unsplittable};
pub use explain::{Asked, CameIn, Explanation, SettledBy, Told, WentOut};
pub use export::{Audience, ExportRequest, Format, TranscriptRequest};
pub use import::{Import, ImportOrder, Imported, Known, Reader, Ready};
pub use note::NoteRequest;
pub use organizations::OrganizationChange;
pub use party::Party;
pub use quarantine::{HeldFile, HeldMail, Release};
pub use receive::{Fetched, Receipt};
pub use redact::Redaction;
pub use reparse::{ReparseBatch, ReparseOrder, Reparsed, Rewritten};
pub use reply::{ReplyRequest, Sent};
pub use roles::Right;
pub use rules::{NotNow, RuleInForce, RuleTrial};
pub use say::obstacle;
pub use settings::{How, Note, PageIn, Saved};
pub use side::{SideAnswer, SideRequest, SideSent};
pub use split::SplitRequest;
pub use tick::Ticked;
pub use undo::{Part, Undone};
pub use verbs::{Doing, Macro};
pub use waiting::Reminder;

/// How the desk behaves where desks differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The desk's name, as its mails say it.
    pub desk_name: String,
    /// The language of what customers get where the ticket's own is none of ours.
    pub language: Language,
    /// How long a mail can be taken back.
    pub undo_send: Duration,
    /// How long a ticket stays solved before it is closed.
    pub close_after: Duration,
    /// A third party's answer opens a ticket that is on hold.
    pub reopen_on_hold: bool,
    /// An agent who opens or answers a ticket that nobody has gets it.
    pub take_on_open: bool,
    /// The agent's name stands in From.
    pub agent_name_in_from: bool,
    /// The message that is answered is quoted below.
    pub quote: bool,
    /// Side conversations are switched on.
    pub sides: bool,
    /// The least role that may open one.
    pub sides_from: Role,
    /// The roles that see tickets that no team and no agent has, where an agent has no setting of their own.
    pub waiting_box: Vec<Role>,
    /// A new ticket is acknowledged to its requester, once.
    pub acknowledge: bool,
    /// The most automatic mails that one address gets in an hour.
    pub automatic_per_hour: u32,
    /// The most automatic mails that one ticket sends in its life.
    pub automatic_per_ticket: u32,
    /// Agents get mails about what concerns them; each chooses about what.
    pub notify_by_mail: bool,
    /// A notification that was seen within this time is not mailed.
    pub notify_after: Duration,
    /// The most notification mails that one agent gets in an hour.
    pub notices_per_hour: u32,
    /// By mailbox: the names under which the desk's own servers write Authentication-Results (RFC 8601).
    pub trusted_authserv: BTreeMap<Address, Vec<String>>,
    /// Where the mails of one mailbox differ.
    pub mailboxes: Vec<MailboxPolicy>,
}

/// What holds for the mails of one mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailboxPolicy {
    /// The mailbox's address.
    pub address: Address,
    /// The agent's name stands in From.
    pub agent_name_in_from: bool,
    /// What stands under every mail, below the agent's own signature; may be empty.
    pub signature: String,
    /// The language of its mails where the ticket's own is none of ours; `None` for the desk's.
    pub language: Option<Language>,
    /// The folder on its server in which a copy of every sent mail is kept; `None` for none.
    pub sent_folder: Option<String>,
}

impl Policy {
    /// What holds for the mails of a mailbox, where it has something of its own.
    #[must_use]
    pub fn of_mailbox(&self, address: &Address) -> Option<&MailboxPolicy> {
        self.mailboxes.iter().find(|m| m.address == *address)
    }
}

impl Default for Policy {
    fn default() -> Policy {
        Policy {
            desk_name: String::new(),
            language: Language::English,
            undo_send: Duration::from_secs(10),
            close_after: Duration::from_hours(4 * 24),
            reopen_on_hold: true,
            take_on_open: true,
            agent_name_in_from: true,
            quote: true,
            sides: true,
            sides_from: Role::Agent,
            waiting_box: vec![Role::Supervisor, Role::Agent],
            acknowledge: false,
            automatic_per_hour: 3,
            automatic_per_ticket: 5,
            notify_by_mail: true,
            notify_after: Duration::from_secs(60),
            notices_per_hour: 30,
            trusted_authserv: BTreeMap::new(),
            mailboxes: Vec::new(),
        }
    }
}

/// The first things of a new desk.
#[derive(Clone, Debug)]
pub struct Founding<'a> {
    /// The mailbox's address.
    pub address: &'a Address,
    /// The desk's name.
    pub name: &'a str,
    /// The admin's login at the operating system.
    pub login: &'a str,
    /// The admin's name.
    pub agent_name: &'a str,
    /// The admin's own address.
    pub agent_email: &'a Address,
    /// Random bytes to sign with.
    pub secret: [u8; 32],
}

/// The desk: a store, the keys, and how it behaves.
pub struct Desk {
    store: Store,
    keyring: RefCell<Keyring>,
    policy: Policy,
    zone: TimeZone,
    /// An act is going on, which the rules run on when it is done.
    acting: Cell<bool>,
    counted: RefCell<views::Counted>,
}

impl Desk {
    /// A desk on an open store.
    ///
    /// # Errors
    /// When the store cannot be read or has no signing key yet.
    pub fn new(store: Store, policy: Policy, zone: TimeZone) -> Result<Desk, DeskError> {
        let keyring = RefCell::new(keys::keyring(&store)?);
        Ok(Desk { store, keyring, policy, zone, acting: Cell::new(false), counted: RefCell::default() })
    }

    /// Founds a desk in an empty store: its first mailbox, key and admin.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn found(store: Store, policy: Policy, zone: TimeZone, first: &Founding<'_>, now: Time) -> Result<Desk, DeskError> {
        store.write(|w| {
            w.add_key(&first.secret, now)?;
            w.put_mailbox(first.address, first.name, None, true, now)?;
            let new = NewAgent { login: first.login, name: first.agent_name, email: first.agent_email, role: Role::Admin };
            w.add_agent(&new, now)?;
            Ok::<_, DeskError>(())
        })?;
        Desk::new(store, policy, zone)
    }

    /// The store, for what is beside the desk's own verbs: leases, integrity, plans of queries.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// How the desk behaves.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The actor behind a login at the operating system. With `instead`, the login given with `--as`.
    ///
    /// # Errors
    /// When the login is no agent of this desk.
    pub fn actor(&self, login: &str, instead: Option<&str>) -> Result<Actor, DeskError> {
        let wanted = instead.unwrap_or(login);
        let agent = self.store.agent_by_login(wanted)?.ok_or_else(|| DeskError::UnknownUser(wanted.to_owned()))?;
        Ok(Actor::Agent { agent: Box::new(agent), really: instead.map(|_| login.to_owned()) })
    }

    /// The actor as they are now: their role and teams may have been changed.
    ///
    /// # Errors
    /// When they are no agent of this desk any more, or the store cannot be read.
    pub fn renewed(&self, actor: &Actor) -> Result<Actor, DeskError> {
        let Actor::Agent { agent, really } = actor else { return Ok(actor.clone()) };
        let login = self.store.agent(agent.id)?.map_or_else(|| agent.login.clone(), |a| a.login);
        let now = self.store.agent_by_login(&login)?.ok_or(DeskError::UnknownUser(login))?;
        Ok(Actor::Agent { agent: Box::new(now), really: really.clone() })
    }

    // Reading ------------------------------------------------------------------------------------------------------------------------

    /// The boxes that someone sees.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn boxes(&self, actor: &Actor) -> Result<Vec<BoxCount>, DeskError> {
        let sight = self.sight(actor)?;
        Ok(self.store.read(|s| s.boxes(actor.id(), &sight))?)
    }

    /// A page of a list.
    ///
    /// # Errors
    /// When the query cannot be read, with the character where the mistake is, or the store cannot.
    pub fn list(&self, actor: &Actor, request: &ListRequest, now: Time) -> Result<ListPage, DeskError> {
        let sight = self.sight(actor)?;
        let asking = Asking { who: actor.id(), sight: &sight, now, zone: &self.zone };
        let query = self.query_of(request)?;
        Ok(self.store.read(|s| s.list(&asking, request, query.as_ref()))?)
    }

    /// A page of a list, each ticket with the newest of its texts in which the query's words stand, if it asks for words.
    ///
    /// # Errors
    /// When the query cannot be read, with the character where the mistake is, or the store cannot.
    pub fn search(&self, actor: &Actor, request: &ListRequest, now: Time) -> Result<Vec<(TicketHead, Option<FoundText>)>, DeskError> {
        self.store.read(|s| {
            let sight = self.sight(actor)?;
            let asking = Asking { who: actor.id(), sight: &sight, now, zone: &self.zone };
            let query = Query::parse(&request.query)?;
            let heads = self.list(actor, request, now)?.rows;
            let ids: Vec<TicketId> = heads.iter().map(|head| head.id).collect();
            let mut texts = s.found_in(&query, &asking, &ids)?;
            Ok(heads
                .into_iter()
                .map(|head| {
                    let text = texts.remove(&head.id);
                    (head, text)
                })
                .collect())
        })
    }

    /// The newest text of each of some tickets in which a query's words stand, of those that the actor may see.
    ///
    /// # Errors
    /// When the query cannot be read, with the character where the mistake is, or the store cannot.
    pub fn found_in(&self, actor: &Actor, query: &str, tickets: &[TicketId], now: Time) -> Result<HashMap<TicketId, FoundText>, DeskError> {
        self.store.read(|s| {
            let sight = self.sight(actor)?;
            let mut seen = Vec::with_capacity(tickets.len());
            for ticket in tickets {
                if s.sees(&sight, *ticket)? == Some(true) {
                    seen.push(*ticket);
                }
            }
            let asking = Asking { who: actor.id(), sight: &sight, now, zone: &self.zone };
            Ok(s.found_in(&Query::parse(query)?, &asking, &seen)?)
        })
    }

    /// A ticket with its timeline and side conversations.
    ///
    /// # Errors
    /// When there is no such ticket that the actor may see, or the store cannot be read.
    pub fn ticket(&self, actor: &Actor, id: TicketId) -> Result<Ticket, DeskError> {
        self.store.read(|s| {
            let head = self.visible(actor, id)?;
            let organization = head.requester.contact.map(|c| s.organization_of(c)).transpose()?.flatten();
            Ok(Ticket {
                head,
                organization: organization.map(|o| o.name),
                linked_from: s.ticket_links(id)?.linked_from,
                entries: s.timeline(id)?,
                sides: s.sides_of(id)?,
                history: s.last_history()?,
            })
        })
    }

    /// What lists show of a ticket.
    ///
    /// # Errors
    /// When there is no such ticket that the actor may see, or the store cannot be read.
    pub fn ticket_head(&self, actor: &Actor, id: TicketId) -> Result<TicketHead, DeskError> {
        self.visible(actor, id)
    }

    /// The requester's other tickets, newest first.
    ///
    /// # Errors
    /// When there is no such ticket that the actor may see, or the store cannot be read.
    pub fn other_tickets(&self, actor: &Actor, id: TicketId) -> Result<Vec<TicketHead>, DeskError> {
        let head = self.visible(actor, id)?;
        let Some(contact) = head.requester.contact else { return Ok(Vec::new()) };
        let mut found = self.store.tickets_of(contact, id)?;
        let sight = self.sight(actor)?;
        let mut failed = None;
        found.retain(|t| match self.store.sees(&sight, t.id) {
            Ok(seen) => seen == Some(true),
            Err(e) => {
                failed.get_or_insert(e);
                false
            }
        });
        failed.map_or(Ok(found), |e| Err(e.into()))
    }

    /// Where mails to the requester did not arrive, newest first.
    ///
    /// # Errors
    /// When there is no such ticket that the actor may see, or the store cannot be read.
    pub fn failed_addresses(&self, actor: &Actor, id: TicketId) -> Result<Vec<FailedAddress>, DeskError> {
        match self.visible(actor, id)?.requester.contact {
            Some(contact) => Ok(self.store.failed_addresses(contact)?),
            None => Ok(Vec::new()),
        }
    }

    /// A file's name, media type and bytes.
    ///
    /// # Errors
    /// When there is no such file on a ticket that the actor may see or a canned response that they may call, or the store cannot be read.
    pub fn file(&self, actor: &Actor, id: FileId) -> Result<(String, String, Vec<u8>), DeskError> {
        let found = self.store.file(id)?.ok_or(DeskError::NoSuchFile)?;
        match found.ticket {
            Some(ticket) => drop(self.visible(actor, ticket)?),
            None if self.store.canned(actor.id())?.iter().any(|c| c.files.iter().any(|f| f.id == id)) => {}
            None => return Err(DeskError::NoSuchFile),
        }
        Ok((found.file.name, found.file.media_type, found.bytes))
    }

    /// A raw mail, with the steps of its placing.
    ///
    /// # Errors
    /// When there is no such mail that the actor may see, or the store cannot be read.
    pub fn raw(&self, actor: &Actor, id: InboxId) -> Result<(InboxRow, Vec<u8>), DeskError> {
        let row = self.store.inbox_row(id)?.ok_or(DeskError::NoSuchFile)?;
        match row.ticket {
            Some(ticket) => {
                self.visible(actor, ticket)?;
                if row.state == InboxState::Quarantine {
                    self.may(actor, Right::Quarantine)?;
                }
            }
            None => self.may(actor, Right::Quarantine)?,
        }
        let raw = self.store.raw_mail(id)?.ok_or(DeskError::NoSuchFile)?;
        Ok((row, raw))
    }

    /// A mail that came in as a page for a browser: cleaned, with the pictures that it brings along, and nothing that is loaded from anywhere.
    ///
    /// # Errors
    /// When there is no such mail that the actor may see, or the store cannot be read.
    pub fn original(&self, actor: &Actor, id: InboxId) -> Result<String, DeskError> {
        let (_, raw) = self.raw(actor, id)?;
        Ok(html::page(&parse::parse(&raw)))
    }

    /// The agents, by name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn agents(&self) -> Result<Vec<Agent>, DeskError> {
        Ok(self.store.agents()?)
    }

    /// The teams, by name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn teams(&self) -> Result<Vec<Team>, DeskError> {
        Ok(self.store.teams()?)
    }

    /// The canned responses that the actor may call.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn canned(&self, actor: &Actor) -> Result<Vec<CannedRow>, DeskError> {
        Ok(self.store.canned(actor.id())?)
    }

    /// The tags with their colours, by name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn tags(&self) -> Result<Vec<TagItem>, DeskError> {
        Ok(self.store.tag_items()?)
    }

    /// The custom fields, in the desk's order.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn fields(&self) -> Result<Vec<Field>, DeskError> {
        Ok(self.store.fields()?)
    }

    /// People whose name or address begins with some text.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn suggest_people(&self, prefix: &str) -> Result<Vec<Suggestion>, DeskError> {
        Ok(self.store.suggest_people(prefix)?)
    }

    /// The actor's notifications, newest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn notifications(&self, actor: &Actor) -> Result<Vec<Notification>, DeskError> {
        Ok(self.store.notifications(actor.id(), 200)?)
    }

    /// What happened after a row of the history, oldest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn history_after(&self, seq: i64) -> Result<Vec<HistoryRow>, DeskError> {
        Ok(self.store.history_after(seq, 1000)?)
    }

    // Small things that are nobody else's business --------------------------------------------------------------------------------------

    /// The actor has looked at a ticket: it is read, and so are the notifications and mentions about it. True when that changed anything.
    ///
    /// # Errors
    /// When the actor may not see the ticket, or the store cannot be written.
    pub fn seen(&self, actor: &Actor, id: TicketId, now: Time) -> Result<bool, DeskError> {
        let head = self.visible(actor, id)?;
        let me = actor.id();
        self.store.write(|w| {
            let theirs = head.assignee.as_ref().is_none_or(|a| a.id == me);
            let read = theirs && head.unread && w.mark_read(id)?;
            let told = w.see_notifications(me, Some(id), now)?;
            let mentioned = w.see_mentions(me, id, now)?;
            if read {
                w.record(&actor.act(now), &crate::store::Change { ticket: Some(id), what: "read", ..Default::default() })?;
            }
            Ok(read || told || mentioned)
        })
    }

    /// The actor has seen all their notifications.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn see_notifications(&self, actor: &Actor, now: Time) -> Result<bool, DeskError> {
        self.store.write(|w| Ok(w.see_notifications(actor.id(), None, now)?))
    }

    /// The actor's drafts on a ticket.
    ///
    /// # Errors
    /// When the actor may not see the ticket, or the store cannot be read.
    pub fn drafts(&self, actor: &Actor, ticket: TicketId) -> Result<Vec<DraftRow>, DeskError> {
        self.visible(actor, ticket)?;
        Ok(self.store.drafts(actor.id(), ticket)?)
    }

    /// Keeps a draft. One with no text, subject, files or recipients is thrown away.
    ///
    /// # Errors
    /// When the actor may not see the ticket, or the store cannot be written.
    pub fn save_draft(&self, actor: &Actor, draft: &DraftRow) -> Result<(), DeskError> {
        self.visible(actor, draft.ticket)?;
        let written = !draft.text.trim().is_empty() || !draft.subject.trim().is_empty() || !draft.files.is_empty();
        let addressed = draft.mode == Mode::NewSide && !(draft.to.trim().is_empty() && draft.cc.trim().is_empty());
        let empty = !written && !addressed;
        self.store.write(|w| {
            if empty {
                w.drop_draft(actor.id(), draft.ticket, draft.mode)?;
            } else {
                w.put_draft(actor.id(), draft)?;
            }
            Ok(())
        })
    }

    /// Throws a draft away.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn drop_draft(&self, actor: &Actor, ticket: TicketId, mode: Mode) -> Result<(), DeskError> {
        self.store.write(|w| Ok(w.drop_draft(actor.id(), ticket, mode)?))
    }

    /// Says on which ticket a console's agent is.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn be_present(&self, actor: &Actor, console: &str, ticket: Option<TicketId>, typing: bool, now: Time) -> Result<(), DeskError> {
        self.store.write_in_passing(|w| Ok(w.set_presence(console, actor.id(), ticket, Typing(typing), now)?))
    }

    /// A console ends.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn leave(&self, console: &str, now: Time) -> Result<(), DeskError> {
        self.store.write_in_passing(|w| Ok(w.drop_presence(console, now.before(Duration::from_hours(1)))?))
    }

    /// Who is on which ticket, from other consoles heard of in the last half minute.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn presence(&self, console: &str, now: Time) -> Result<Vec<(TicketId, crate::model::ticket::Presence)>, DeskError> {
        Ok(self.store.presence(console, now.before(Store::HERE))?)
    }

    // Founding -----------------------------------------------------------------------------------------------------------------------

    /// Adds an agent.
    ///
    /// # Errors
    /// When the actor may not, the login or address is taken, or the store cannot be written.
    pub fn add_agent(&self, actor: &Actor, new: &NewAgent<'_>, now: Time) -> Result<AgentId, DeskError> {
        self.may(actor, Right::Settings)?;
        self.store.write(|w| Ok(w.add_agent(new, now)?))
    }

    /// Adds a team with its members; `true` makes one a supervisor.
    ///
    /// # Errors
    /// When the actor may not, or the store cannot be written.
    pub fn add_team(&self, actor: &Actor, name: &str, members: &[(AgentId, bool)], now: Time) -> Result<TeamId, DeskError> {
        self.may(actor, Right::Settings)?;
        self.store.write(|w| {
            let team = w.add_team(name, now)?;
            for (agent, supervisor) in members {
                w.join_team(team, *agent, *supervisor)?;
            }
            Ok(team)
        })
    }

    /// Adds or changes a canned response.
    ///
    /// # Errors
    /// When the actor may not, or the store cannot be written.
    pub fn put_canned(&self, actor: &Actor, shortcut: &str, title: &str, text: &str, team: Option<TeamId>) -> Result<(), DeskError> {
        self.may(actor, Right::Settings)?;
        self.store.write(|w| Ok(w.put_canned(shortcut, title, text, team)?))
    }

    /// Sets what is put under an agent's mails.
    ///
    /// # Errors
    /// When the actor may not, or the store cannot be written.
    pub fn set_signature(&self, actor: &Actor, agent: AgentId, signature: &str) -> Result<(), DeskError> {
        if agent != actor.id() {
            self.may(actor, Right::Settings)?;
        }
        self.store.write(|w| Ok(w.set_signature(agent, signature)?))
    }

    /// Brings the mailboxes of the configuration into the store: `(address, name, team, plus addressing)`.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn set_mailboxes(&self, mailboxes: &[(Address, String, Option<String>, bool)], now: Time) -> Result<(), DeskError> {
        let known = self.store.mailboxes()?;
        self.store.write(|w| {
            for (address, name, team, plus) in mailboxes {
                let team = match team {
                    Some(name) => match w.team_called(name)? {
                        Some(id) => Some(id),
                        None => Some(w.add_team(name, now)?),
                    },
                    None => None,
                };
                let same = known.iter().any(|k| k.address == *address && k.name == *name && k.team == team && k.plus_addressing == *plus);
                if !same {
                    w.put_mailbox(address, name, team, *plus, now)?;
                }
            }
            Ok(())
        })
    }

    /// The ticket's row, when the actor may see it.
    fn visible(&self, actor: &Actor, id: TicketId) -> Result<TicketHead, DeskError> {
        let sight = self.sight(actor)?;
        if sight != Sight::Everything && self.store.sees(&sight, id)? != Some(true) {
            return Err(DeskError::NoSuchTicket(id));
        }
        self.store.ticket_head(id)?.ok_or(DeskError::NoSuchTicket(id))
    }
}
