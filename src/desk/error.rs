//! What can be wrong with something that is asked of the desk.

use crate::mail::compose::ComposeError;
use crate::model::field::BadValue;
use crate::model::people::Role;
use crate::model::query::QueryError;
use crate::model::recipients::Obstacle;
use crate::model::settings::Kind;
use crate::model::trace::Answer;
use crate::model::verb::VerbError;
use crate::model::written::WrittenError;
use crate::model::{Address, EntryId, SideId, SideMessageId, TicketId};
use crate::store::StoreError;

use super::roles::Right;
use super::undo::Part;

/// Why a mail cannot be taken out of quarantine in the way that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreleasable {
    /// It is not in quarantine, or somebody has released or discarded it.
    #[error("this message is not in quarantine any more")]
    NotThere,
    /// It has no author.
    #[error("this message has no author who could be answered")]
    NoAuthor,
    /// It was not meant for a side conversation.
    #[error("this message was not meant for a side conversation")]
    NoSide,
    /// A customer never gets into a side conversation of their own ticket.
    #[error("this message is from the ticket's customer, who must not be in its side conversations")]
    FromCustomer,
    /// A third party's words never get into the customer's thread.
    #[error("this message is from a third party, or was meant for a side conversation: it must not be in the customer's thread")]
    FromThirdParty,
    /// An agent's words never get into the customer's thread as if they were the customer's.
    #[error("this message is from an agent: release it as a private note")]
    FromAgent,
}

/// Why two tickets cannot be merged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unmergeable {
    /// It is one ticket.
    #[error("#{0} cannot be merged into itself")]
    Itself(TicketId),
    /// A closed ticket takes nothing in.
    #[error("#{0} is closed: nothing can be merged into it. Merge it into the other one, or set it to open first")]
    IntoClosed(TicketId),
    /// They are of two different requesters, and nobody has confirmed that.
    #[error("#{ticket} is {who}'s and #{into} is {whose}'s")]
    OtherRequester {
        /// The ticket that was to be merged.
        ticket: TicketId,
        /// Into this one.
        into: TicketId,
        /// The first one's requester.
        who: String,
        /// The second one's requester.
        whose: String,
    },
    /// A customer of one is a third party of the other.
    #[error("{address} is a customer of one of the two tickets, and a third party in a side conversation of #{ticket}")]
    CustomerIsThirdParty {
        /// Who.
        address: Address,
        /// The ticket of the side conversation.
        ticket: TicketId,
    },
}

/// Why a message cannot be split off.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsplittable {
    /// It is no message of a customer on that ticket.
    #[error("only a message of a customer can be split off, from the ticket that it is on")]
    NotAMessage,
    /// Nothing would be left.
    #[error("it is the only message of #{0}: there is nothing to split it from")]
    OnlyMessage(TicketId),
    /// The new requester takes part in a side conversation that was to go along.
    #[error("{0} takes part in the side conversation and cannot be its ticket's customer")]
    AuthorIsThirdParty(Address),
}

/// What can be wrong with something that is asked of the desk. Screens and the command line put it into words.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The query has a mistake.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The mail could not be written.
    #[error(transparent)]
    Compose(#[from] ComposeError),
    /// The signing keys are unusable.
    #[error("the signing keys cannot be used: {0}")]
    Keys(String),
    /// The operating system's user is no agent.
    #[error("the user “{0}” is not an agent of this desk")]
    UnknownUser(String),
    /// There is no such ticket, or the actor may not see it: the two are not told apart.
    #[error("there is no ticket #{0} that you may see")]
    NoSuchTicket(TicketId),
    /// There is no such side conversation on a ticket that the actor may see.
    #[error("there is no side conversation {0} that you may see")]
    NoSuchSide(SideId),
    /// Notes and event lines are never quoted to anybody.
    #[error("only what the customer can read is quoted into a side conversation")]
    NotQuotable,
    /// There is no such message in the side conversation.
    #[error("there is no message {0} in this side conversation")]
    NoSuchMessage(SideMessageId),
    /// No third party has answered there.
    #[error("nobody has answered in side conversation {0} yet")]
    NoAnswerYet(SideId),
    /// There is no such file or mail.
    #[error("there is no such file")]
    NoSuchFile,
    /// There is no such mail, or the actor may not see it: the two are not told apart.
    #[error("there is no mail “{0}” that you may see")]
    NoSuchMail(String),
    /// There is no such note on that ticket, or it is gone.
    #[error("there is no note {0} on this ticket")]
    NoSuchNote(EntryId),
    /// Nobody has taken the ticket.
    #[error("nobody has ticket #{0}")]
    NobodyHasIt(TicketId),
    /// An agent who does not see the ticket.
    #[error("{0} does not see this ticket")]
    DoesNotSee(String),
    /// It is no message or note of that ticket.
    #[error("this is no message and no note of the ticket: it cannot be redacted")]
    NotRedactable,
    /// The words stand nowhere.
    #[error("these words stand nowhere on the ticket")]
    NotInText,
    /// A mail that holds what is to be redacted has not left.
    #[error("a mail that holds this has not left yet: take it back first, or wait")]
    StillLeaving,
    /// Another wrote it.
    #[error("another wrote this note: only its author changes it")]
    NotYours,
    /// There is no such agent.
    #[error("there is no agent “{0}”")]
    NoSuchAgent(String),
    /// There is no such team.
    #[error("there is no team “{0}”")]
    NoSuchTeam(String),
    /// There is no such macro that the actor may call.
    #[error("there is no macro “{0}”")]
    NoSuchMacro(String),
    /// A macro calls another.
    #[error("the macro “{outer}” calls the macro “{inner}”: a macro cannot call another")]
    MacroInMacro {
        /// The one that calls.
        outer: String,
        /// The one that is called.
        inner: String,
    },
    /// There is no such canned response that the actor may call.
    #[error("there is no canned response “/{0}”")]
    NoSuchCanned(String),
    /// A verb has a mistake.
    #[error(transparent)]
    Verb(#[from] VerbError),
    /// A verb speaks of whoever acts, and no person does.
    #[error("“assign me” needs a person who acts")]
    NobodyActs,
    /// A snooze would end before it begins.
    #[error("“{0}” is no time ahead")]
    NotAhead(String),
    /// A rule may not write to the customer, or not any more.
    #[error("the automatic mail was not sent: {}", not_answered(.0))]
    NotAnswered(Answer),
    /// The actor's role does not allow it.
    #[error("the role {role} does not allow this: {right}")]
    NotAllowed {
        /// The actor's role.
        role: Role,
        /// What it lacks.
        right: Right,
    },
    /// Side conversations are switched off.
    #[error("side conversations are switched off for this desk")]
    SidesOff,
    /// Nobody with that address or name was ever in a side conversation.
    #[error("there is no third party “{0}”")]
    NoSuchParty(String),
    /// The actor sees no ticket of anybody with that address or name.
    #[error("there is no customer “{0}”")]
    NoSuchCustomer(String),
    /// A name fits several people.
    #[error("several people have that name")]
    SeveralPeople(Vec<String>),
    /// The desk has no such field.
    #[error("there is no field “{0}”")]
    NoSuchField(String),
    /// A field cannot have that value.
    #[error(transparent)]
    FieldValue(#[from] BadValue),
    /// There is no such organization.
    #[error("there is no organization “{0}”")]
    NoSuchOrganization(String),
    /// It is no domain.
    #[error("“{0}” is no domain")]
    NoDomain(String),
    /// Anybody can have an address there: it makes nobody a member of anything.
    #[error("anybody can have an address at {0}")]
    FreeMail(String),
    /// Another organization has that domain.
    #[error("the domain {domain} is that of {by}")]
    DomainTaken {
        /// The domain.
        domain: String,
        /// The organization that has it.
        by: String,
    },
    /// Nobody waits for an answer there.
    #[error("side conversation {0} waits for no answer")]
    NotWaiting(SideId),
    /// A closed ticket takes no answer.
    #[error("ticket #{0} is closed; its customer's next mail, or “new”, opens a new one")]
    Closed(TicketId),
    /// There is no text to send.
    #[error("there is nothing to send")]
    Empty,
    /// There is nobody to send it to.
    #[error("there is nobody to send this to")]
    NoRecipients,
    /// A side conversation has a subject of its own: the ticket's is the customer's.
    #[error("a side conversation needs a subject of its own")]
    NoSubject,
    /// A ticket needs a subject.
    #[error("a ticket needs a subject")]
    NoTicketSubject,
    /// An address of the desk itself is no customer's.
    #[error("{0} is an address of the desk itself")]
    OwnAddress(Address),
    /// The desk has no mailbox to send from.
    #[error("the desk has no mailbox to send from")]
    NoMailbox,
    /// Something has to be dealt with first.
    #[error("something stops this send")]
    Blocked(Vec<Obstacle>),
    /// A text of settings has a mistake.
    #[error(transparent)]
    Written(#[from] Box<WrittenError>),
    /// Somebody has saved the same settings since.
    #[error("somebody has changed these settings since the text was opened")]
    SettingsMoved {
        /// Which settings.
        kind: Kind,
        /// Who did it last.
        who: Option<String>,
    },
    /// It is too late to take a mail back.
    #[error("it is too late: the mail is on its way")]
    TooLate,
    /// The actor has nothing to undo.
    #[error("there is no change of yours to undo")]
    NothingToUndo,
    /// A mail cannot be taken out of quarantine like that.
    #[error(transparent)]
    Unreleasable(#[from] Unreleasable),
    /// Somebody has changed it since.
    #[error("{0} has changed it since")]
    ChangedSince(String),
    /// A ticket would go to somebody whose role works on none.
    #[error("{0} is a light agent and cannot work on tickets")]
    LightAgent(String),
    /// A change stays as it is: somebody has changed the same since.
    #[error("{who} has changed it since")]
    NotTakenBack {
        /// On which ticket.
        ticket: TicketId,
        /// What it changed.
        part: Part,
        /// Which tag or field.
        name: Option<String>,
        /// The login of who changed it, or the rule.
        who: String,
    },
    /// Two tickets cannot be merged.
    #[error(transparent)]
    Unmergeable(#[from] Unmergeable),
    /// A message cannot be split off.
    #[error(transparent)]
    Unsplittable(#[from] Unsplittable),
    /// The ticket was merged into another, where everything goes on.
    #[error("ticket #{ticket} was merged into #{into}: go on there")]
    MergedAway {
        /// The ticket.
        ticket: TicketId,
        /// Where it goes on.
        into: TicketId,
    },
    /// What a merge or split moved has been moved on since.
    #[error("what went from #{from} to #{to} is not all there any more: it was merged on, split off or taken back since")]
    WentOn {
        /// Where it was.
        from: TicketId,
        /// Where it went to.
        to: TicketId,
    },
}

fn not_answered(why: &Answer) -> &'static str {
    match why {
        Answer::Automatic => "a program wrote the message that it would answer",
        Answer::Forged => "a trusted server calls the message forged that it would answer",
        Answer::ProgramsAddress => "no person reads at the address",
        Answer::OwnAddress => "it is the desk's own address",
        Answer::Muted => "the customer is muted",
        Answer::HourCap => "the address has had as many in this hour as it may",
        _ => "the ticket has sent as many as it may",
    }
}
