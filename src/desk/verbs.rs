//! Verbs are done: by hand on many tickets, as a macro, or by a rule. Each is the act of the desk that people do by themselves, with its checks.

use std::collections::HashSet;

use crate::model::canned::{self, Variables};
use crate::model::outgoing::{CustomerText, InternalText, OutgoingFile};
use crate::model::people::Agent;
use crate::model::ticket::{Assign, NotificationKind, TicketHead};
use crate::model::verb::{Ask, Said, Told, Verb, Whom};
use crate::model::{Mailbox, TeamId, TicketId, Time};
use crate::store::{CannedRow, Write};

use super::events::tell;
use super::{Actor, Bulk, Desk, DeskError, NoteRequest, ReplyRequest, Right, SideRequest, caps};

/// A macro, for whoever may call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Macro {
    /// Its name.
    pub name: String,
    /// What it does, in this order.
    pub verbs: Vec<Verb>,
}

/// Verbs to do on tickets.
#[derive(Clone, Debug)]
pub struct Doing<'a> {
    /// The verbs, in their order.
    pub verbs: &'a [Verb],
    /// A random number that the Message-IDs of their mails are made from.
    pub nonce: u64,
}

/// What a verb says.
#[derive(Default)]
struct Words {
    text: String,
    title: String,
    files: Vec<OutgoingFile>,
}

impl Desk {
    /// The macros that an agent may call: the desk's and their teams', by name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn macros(&self, actor: &Actor) -> Result<Vec<Macro>, DeskError> {
        let theirs = |team: Option<TeamId>| match (team, actor.agent()) {
            (Some(team), Some(agent)) => agent.teams.contains(&team) || agent.role >= Right::Settings.least(),
            _ => true,
        };
        let rows = self.store.macros()?.into_iter().filter(|m| theirs(m.team));
        rows.map(|m| Ok(Macro { verbs: read_all(&m.verbs)?, name: m.name })).collect()
    }

    /// Does verbs on tickets: on each all of them or, when one of them cannot be done there, none. Before each ticket `go_on` is asked with how many
    /// have had their turn and how many there are. What was changed, and the mails that have not left, are taken back by one [`Desk::undo`].
    ///
    /// # Errors
    /// When there is no such macro, or the store cannot be read or written; what was done until then stays, as one batch.
    pub fn perform(
        &self,
        actor: &Actor,
        tickets: &[TicketId],
        doing: &Doing<'_>,
        now: Time,
        go_on: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Bulk, DeskError> {
        let verbs = self.without_macros(actor, doing.verbs)?;
        let doing = Doing { verbs: &verbs, nonce: doing.nonce };
        // whoever is named twice is not written to twice
        let mut seen = HashSet::new();
        let tickets: Vec<TicketId> = tickets.iter().copied().filter(|t| seen.insert(*t)).collect();
        self.one_by_one(&tickets, now, go_on, |w, ticket| self.do_verbs(w, actor, ticket, &doing, now))
    }

    /// The verbs, with those of its macro in place of each macro.
    pub(super) fn without_macros(&self, actor: &Actor, verbs: &[Verb]) -> Result<Vec<Verb>, DeskError> {
        let mut out = Vec::new();
        for verb in verbs {
            let Verb::Macro(name) = verb else {
                out.push(verb.clone());
                continue;
            };
            let found = self.macros(actor)?.into_iter().find(|m| m.name.eq_ignore_ascii_case(name));
            let found = found.ok_or_else(|| DeskError::NoSuchMacro(name.clone()))?;
            // a macro within a macro could go round in circles
            if let Some(Verb::Macro(inner)) = found.verbs.iter().find(|v| matches!(v, Verb::Macro(_))) {
                return Err(DeskError::MacroInMacro { outer: found.name, inner: inner.clone() });
            }
            out.extend(found.verbs);
        }
        Ok(out)
    }

    /// Does all verbs on one ticket.
    pub(super) fn do_verbs(&self, w: &Write<'_>, actor: &Actor, ticket: TicketId, doing: &Doing<'_>, now: Time) -> Result<(), DeskError> {
        for (at, verb) in doing.verbs.iter().enumerate() {
            let nonce = caps::nonce(&format!("verb {} {at}", doing.nonce), ticket.0, now);
            self.do_verb(w, actor, ticket, verb, nonce, now)?;
        }
        Ok(())
    }

    fn do_verb(&self, w: &Write<'_>, actor: &Actor, ticket: TicketId, verb: &Verb, nonce: u64, now: Time) -> Result<(), DeskError> {
        match verb {
            Verb::Status(status) => self.set_status(actor, ticket, *status, now),
            Verb::Priority(priority) => self.set_priority(actor, ticket, *priority, now),
            Verb::Tags { add, remove } => self.tag(actor, ticket, add, remove, now),
            Verb::Field { name, value } => self.set_field(actor, ticket, name, value.as_deref(), now),
            Verb::Assign(whom) => self.assign(actor, ticket, self.given_to(actor, whom)?, now),
            Verb::Team(None) => {
                let head = self.allowed(actor, Right::Work, ticket)?;
                self.move_to(w, actor, &head, None, now)
            }
            Verb::Team(Some(name)) => {
                let head = self.allowed(actor, Right::Work, ticket)?;
                self.move_to(w, actor, &head, Some(self.team_named(name)?), now)
            }
            Verb::Snooze(until) => {
                let until = until.map(|u| u.resolve(now, &self.zone).ok_or_else(|| DeskError::NotAhead(u.to_string()))).transpose()?;
                self.snooze(actor, ticket, until, now)
            }
            Verb::Spam(marked) => self.mark_spam(actor, ticket, *marked, now),
            Verb::Reply(said) => {
                let Words { text, files, .. } = self.said(actor, ticket, said)?;
                let request = ReplyRequest {
                    ticket,
                    text: CustomerText::public(text),
                    to: vec![],
                    cc: vec![],
                    bcc: vec![],
                    files,
                    status: None,
                    seen: None,
                    confirmed: vec![],
                    nonce,
                };
                self.write_reply(w, actor, &request, now).map(|_| ())
            }
            Verb::Note(said) => {
                self.allowed(actor, Right::Note, ticket)?;
                let Words { text, files, .. } = self.said(actor, ticket, said)?;
                let request = NoteRequest { ticket, text: InternalText::new(text), files, status: None };
                self.write_note(w, actor, &request, None, now).map(|_| ())
            }
            Verb::Side(ask) => self.ask(w, actor, ticket, ask, nonce, now),
            Verb::Notify(told) => self.notify_by_verb(w, actor, ticket, told, now),
            Verb::Macro(name) => Err(DeskError::NoSuchMacro(name.clone())),
        }
    }

    fn given_to(&self, actor: &Actor, whom: &Whom) -> Result<Assign, DeskError> {
        match whom {
            Whom::Nobody => Ok(Assign::Nobody),
            Whom::Me => actor.agent().map(|a| Assign::Agent(a.id)).ok_or(DeskError::NobodyActs),
            Whom::Login(login) => self.agent_named(login).map(|a| Assign::Agent(a.id)),
        }
    }

    fn agent_named(&self, login: &str) -> Result<Agent, DeskError> {
        self.store.agent_by_login(login)?.ok_or_else(|| DeskError::NoSuchAgent(login.to_owned()))
    }

    /// A team by its name, in which spaces may be written as `-`.
    fn team_named(&self, name: &str) -> Result<TeamId, DeskError> {
        let teams = self.store.teams()?;
        let found = teams.iter().find(|t| t.name.eq_ignore_ascii_case(name) || t.name.replace(' ', "-").eq_ignore_ascii_case(name));
        found.map(|t| t.id).ok_or_else(|| DeskError::NoSuchTeam(name.to_owned()))
    }

    /// A text with its variables filled in; of a canned response also its title and its files.
    fn said(&self, actor: &Actor, ticket: TicketId, said: &Said) -> Result<Words, DeskError> {
        let variables = self.variables(actor, &self.visible(actor, ticket)?);
        Ok(match said {
            Said::Text(text) => Words { text: canned::fill(text, &variables).text, ..Words::default() },
            Said::Canned(shortcut) => {
                let found = self.canned_named(actor, shortcut)?;
                Words {
                    text: canned::fill(&found.text, &variables).text,
                    title: canned::fill(&found.title, &variables).text,
                    files: self.store.canned_file_bytes(found.id.0)?,
                }
            }
        })
    }

    /// The canned response that a shortcut stands for: the agent's own before their team's before the desk's.
    fn canned_named(&self, actor: &Actor, shortcut: &str) -> Result<CannedRow, DeskError> {
        let found = self.store.canned(actor.id())?.into_iter().find(|c| c.shortcut.eq_ignore_ascii_case(shortcut));
        found.ok_or_else(|| DeskError::NoSuchCanned(shortcut.to_owned()))
    }

    fn variables(&self, actor: &Actor, head: &TicketHead) -> Variables {
        Variables::of(Some(head), actor.agent().map_or("", |a| &a.name), &self.policy.desk_name)
    }

    /// Opens a side conversation.
    fn ask(&self, w: &Write<'_>, actor: &Actor, ticket: TicketId, ask: &Ask, nonce: u64, now: Time) -> Result<(), DeskError> {
        let Words { text, title, files } = self.said(actor, ticket, &ask.said)?;
        let subject = match &ask.subject {
            Some(subject) => canned::fill(subject, &self.variables(actor, &self.visible(actor, ticket)?)).text,
            None => title,
        };
        let (to, cc): (Vec<Mailbox>, Vec<Mailbox>) = (ask.to.clone(), ask.cc.clone());
        let request = SideRequest { ticket, subject, to, cc, text, files, status: None, confirmed: vec![], nonce };
        self.write_new_side(w, actor, &request, now).map(|_| ())
    }

    fn notify_by_verb(&self, w: &Write<'_>, actor: &Actor, ticket: TicketId, told: &Told, now: Time) -> Result<(), DeskError> {
        let head = self.allowed(actor, Right::Note, ticket)?;
        let told: Vec<Agent> = match told {
            Told::Assignee => match &head.assignee {
                Some(a) => w.agent(a.id)?.into_iter().collect(),
                None => vec![],
            },
            Told::Login(login) => vec![self.agent_named(login)?],
            Told::Team(name) => {
                let team = self.team_named(name)?;
                w.agents()?.into_iter().filter(|a| a.teams.contains(&team)).collect()
            }
        };
        // who would not see the ticket is not told of it
        for agent in told {
            let sight = self.sight(&Actor::Agent { agent: Box::new(agent.clone()), really: None })?;
            if w.sees(&sight, ticket)? == Some(true) {
                tell(w, actor, agent.id, NotificationKind::Notified, ticket, actor.name(), now)?;
            }
        }
        Ok(())
    }
}

/// Verbs as they are kept.
pub(super) fn read_all(verbs: &[String]) -> Result<Vec<Verb>, DeskError> {
    verbs.iter().map(|text| Ok(Verb::parse(text)?)).collect()
}
