//! The desk of the demo as data: who works there, and what happened in the last ten days, step by step.
//!
//! The texts are in `stories/*.toml`. Nothing here touches a desk: [`super::seed`] plays the steps.

mod read;

use serde::Deserialize;

use super::cast::Cast;
use super::letter::Enclosure;
use super::letter::picture::{Mark, bicycle};
use crate::model::people::Role;
use crate::model::status::{Priority, Status};
use crate::model::{Address, Mailbox};

const PEOPLE: &str = include_str!("stories/people.toml");
const DESK: &str = include_str!("stories/desk.toml");
const TICKETS: [&str; 4] = [
    include_str!("stories/support.toml"),
    include_str!("stories/workshop.toml"),
    include_str!("stories/billing.toml"),
    include_str!("stories/arrivals.toml"),
];

pub use read::seconds;

/// The stories that come with the program cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum StoryError {
    /// A file is not what it should be.
    #[error("the demo's stories cannot be read: {0}")]
    Unreadable(#[from] toml::de::Error),
    /// An address is none.
    #[error("the demo's stories name “{0}”, which is no e-mail address")]
    Address(String),
}

/// Everything that the demo's desk is made of.
#[derive(Clone, Debug)]
pub struct Stories {
    /// The desk and its settings.
    pub desk: DeskSetup,
    /// Everybody outside.
    pub cast: Cast,
    /// What happened, and what will, in the order of time.
    pub steps: Vec<Step>,
}

/// The desk and its settings.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeskSetup {
    /// Its name, in From.
    pub name: String,
    /// Its address.
    pub address: Address,
    /// The domain of the agents' addresses.
    pub domain: String,
    /// Its teams.
    pub teams: Vec<String>,
    /// Who works there; the first is whoever started the demo.
    #[serde(rename = "agent")]
    pub agents: Vec<AgentSetup>,
    /// Its tags.
    #[serde(rename = "tag")]
    pub tags: Vec<TagSetup>,
    /// Its views.
    #[serde(rename = "view")]
    pub views: Vec<ViewSetup>,
    /// Its canned responses.
    pub canned: Vec<CannedSetup>,
}

impl DeskSetup {
    /// The desk's name and address.
    #[must_use]
    pub fn mailbox(&self) -> Mailbox {
        Mailbox::new(self.name.clone(), self.address.clone())
    }

    /// The addresses of the desk and its agents.
    #[must_use]
    pub fn own_addresses(&self) -> Vec<Address> {
        self.agents.iter().filter_map(|a| a.email(&self.domain)).chain([self.address.clone()]).collect()
    }
}

/// Someone who works there.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgentSetup {
    /// How the stories call them.
    pub key: String,
    /// The operating system's user name; by default the key.
    #[serde(default)]
    pub login: String,
    /// The name that people see.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The teams they are in.
    pub teams: Vec<String>,
    /// Of these they are a supervisor.
    #[serde(default)]
    pub supervises: Vec<String>,
    /// What is put under their mails.
    pub signature: String,
}

impl AgentSetup {
    /// Where their notifications go: an address of the demo's world in which nobody answers.
    #[must_use]
    pub fn email(&self, domain: &str) -> Option<Address> {
        Address::parse(&format!("{}@{domain}", self.login)).or_else(|| Address::parse(&format!("{}@{domain}", self.key)))
    }
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TagSetup {
    /// Its name.
    pub name: String,
    /// Its colour, by the name that terminals give it.
    pub colour: String,
    /// What it says about a ticket.
    pub meaning: String,
}

/// A saved view.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ViewSetup {
    /// Its name.
    pub name: String,
    /// What it looks for.
    pub query: String,
}

/// A canned response.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CannedSetup {
    /// What is typed after `/`.
    pub shortcut: String,
    /// Its title.
    pub title: String,
    /// Its text, with variables.
    pub text: String,
}

/// One thing that happens.
#[derive(Clone, Debug)]
pub struct Step {
    /// When, in seconds from the start of the demo; what has happened is below zero.
    pub at: i64,
    /// The story it belongs to.
    pub ticket: String,
    /// What happens.
    pub act: Act,
}

/// A file as the stories describe it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileSetup {
    /// Its name; the ending says what it is.
    pub name: String,
    /// Its text, when it is one.
    pub text: Option<String>,
    /// What the picture shows, when it is one.
    pub picture: Option<Mark>,
}

impl FileSetup {
    /// The file itself.
    #[must_use]
    pub fn enclosure(&self) -> Enclosure {
        let media_type = match self.name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("png") => "image/png",
            Some("csv") => "text/csv",
            _ => "text/plain",
        };
        let bytes = self.picture.map_or_else(|| self.text.clone().unwrap_or_default().into_bytes(), bicycle);
        Enclosure { name: self.name.clone(), media_type: media_type.to_owned(), bytes }
    }
}

/// How the mail of a step was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MailKind {
    /// By a person.
    #[default]
    Personal,
    /// By a program, for someone who is away.
    Away,
    /// One of many copies.
    List,
}

/// What happens in a step. People and agents are named by their keys, sides by keys of their own.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Act {
    /// A customer writes: the story's first mail, or an answer to our last.
    Mail {
        /// Who.
        person: String,
        /// The subject; by default that of an answer.
        subject: Option<String>,
        /// What is new in it.
        text: String,
        /// Files.
        #[serde(default)]
        files: Vec<FileSetup>,
        /// How it was made.
        #[serde(default)]
        kind: MailKind,
    },
    /// An agent takes the ticket.
    Take {
        /// Who.
        agent: String,
    },
    /// An agent answers the customer.
    Reply {
        /// Who.
        agent: String,
        /// What.
        text: String,
        /// The status that it leaves.
        status: Status,
        /// Files.
        #[serde(default)]
        files: Vec<FileSetup>,
    },
    /// An agent writes a private note.
    Note {
        /// Who.
        agent: String,
        /// What.
        text: String,
    },
    /// An agent opens a side conversation.
    Side {
        /// Who.
        agent: String,
        /// Its key.
        side: String,
        /// To whom.
        to: Vec<String>,
        /// Its subject.
        subject: String,
        /// What.
        text: String,
        /// The status that it leaves, when it changes it.
        status: Option<Status>,
    },
    /// Somebody writes in a side conversation.
    SideMail {
        /// In which.
        side: String,
        /// Who.
        person: String,
        /// The subject; by default that of an answer.
        subject: Option<String>,
        /// What is new in it.
        text: String,
        /// Whom they add.
        #[serde(default)]
        cc: Vec<String>,
        /// Files.
        #[serde(default)]
        files: Vec<FileSetup>,
        /// How it was made.
        #[serde(default)]
        kind: MailKind,
        /// They have the address and never saw a mail of the conversation.
        #[serde(default)]
        stranger: bool,
    },
    /// An agent answers in a side conversation.
    SideReply {
        /// Who.
        agent: String,
        /// In which.
        side: String,
        /// What.
        text: String,
    },
    /// An agent marks a side conversation as done.
    SideDone {
        /// Who.
        agent: String,
        /// Which.
        side: String,
    },
    /// A server reports that our last mail could not be delivered.
    Bounce {
        /// To whom.
        person: String,
        /// The server's words.
        words: String,
    },
    /// An agent sets the status.
    Status {
        /// Who.
        agent: String,
        /// To what.
        status: Status,
    },
    /// An agent hands the ticket to an agent.
    Assign {
        /// Who.
        agent: String,
        /// To whom.
        to: String,
    },
    /// An agent hands the ticket to a team.
    Team {
        /// Who.
        agent: String,
        /// Which team.
        team: String,
    },
    /// An agent puts tags on.
    Tag {
        /// Who.
        agent: String,
        /// Which.
        add: Vec<String>,
    },
    /// An agent fills a custom field in.
    Field {
        /// Who.
        agent: String,
        /// Which.
        name: String,
        /// With what.
        value: String,
    },
    /// An agent sets the priority.
    Priority {
        /// Who.
        agent: String,
        /// To what.
        priority: Priority,
    },
    /// An agent snoozes the ticket.
    Snooze {
        /// Who.
        agent: String,
        /// For how long from the start of the demo, as `4d`; `reply` is until the next reply.
        until: String,
    },
}

impl Act {
    /// The key of the agent who acts; `None` when it comes from outside.
    #[must_use]
    pub fn agent(&self) -> Option<&str> {
        match self {
            Act::Mail { .. } | Act::SideMail { .. } | Act::Bounce { .. } => None,
            Act::Take { agent }
            | Act::Reply { agent, .. }
            | Act::Note { agent, .. }
            | Act::Side { agent, .. }
            | Act::SideReply { agent, .. }
            | Act::SideDone { agent, .. }
            | Act::Status { agent, .. }
            | Act::Assign { agent, .. }
            | Act::Team { agent, .. }
            | Act::Tag { agent, .. }
            | Act::Field { agent, .. }
            | Act::Priority { agent, .. }
            | Act::Snooze { agent, .. } => Some(agent),
        }
    }
}

impl Stories {
    /// The stories, with `login` as the first agent. A colleague of the same login makes room.
    ///
    /// # Errors
    /// When the data that comes with the program is damaged.
    pub fn load(login: &str) -> Result<Stories, StoryError> {
        let cast = Cast::read(PEOPLE)?;
        let mut desk: DeskSetup = toml::from_str(DESK)?;
        let mut steps = Vec::new();
        for file in TICKETS {
            steps.extend(read::steps(file)?);
        }
        steps.sort_by_key(|s| s.at);
        name_agents(&mut desk, login);
        for step in &mut steps {
            if let Act::Note { text, .. } = &mut step.act {
                *text = mentioning(text, &desk.agents);
            }
        }
        Ok(Stories { desk, cast, steps })
    }
}

/// Gives each agent a login: the first is the person at the keyboard.
fn name_agents(desk: &mut DeskSetup, login: &str) {
    for (i, agent) in desk.agents.iter_mut().enumerate() {
        if i == 0 {
            login.clone_into(&mut agent.login);
            let mut letters = login.chars();
            if let Some(first) = letters.next() {
                agent.name = first.to_uppercase().chain(letters).collect();
            }
        } else {
            agent.login = if agent.key == login { format!("{}2", agent.key) } else { agent.key.clone() };
        }
    }
}

/// A note with `@key` turned into `@login`.
fn mentioning(text: &str, agents: &[AgentSetup]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('@') {
        out.push_str(before);
        out.push('@');
        let end = after.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(after.len());
        let (word, tail) = after.split_at(end);
        out.push_str(agents.iter().find(|a| a.key == word).map_or(word, |a| &a.login));
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests;
