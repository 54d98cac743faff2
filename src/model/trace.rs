//! How a mail came to its place: what each step saw, which one decided and why, and why it was or was not acknowledged. It is kept with the
//! mail, so that what is told later is what was true then.

use serde::{Deserialize, Serialize, Serializer};

use super::placing::{Candidate, Facts, OnSide, OnTicket, Placed, Reason, Step};
use super::status::Status;
use super::{InboxId, SideId, TicketId, Time};

/// A step that looks at a mail, in the order in which they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Look {
    /// Whether it is in the store already.
    Copies,
    /// Whether it says that it is from the desk itself.
    Sender,
    /// Whether it reports on a mail of ours.
    Report,
    /// Signed reply addresses.
    Address,
    /// Signed Message-IDs.
    MessageId,
    /// Message-IDs that the desk knows.
    Known,
    /// A ticket number in the subject.
    Subject,
    /// A new ticket.
    New,
}

impl From<Step> for Look {
    fn from(step: Step) -> Look {
        match step {
            Step::Address => Look::Address,
            Step::MessageId => Look::MessageId,
            Step::Known => Look::Known,
            Step::Subject => Look::Subject,
            Step::New => Look::New,
        }
    }
}

/// What a mail's author is to a side conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Towards {
    /// Takes part in it.
    Participant,
    /// Took part, and was taken out.
    Removed,
    /// The ticket's customer.
    Customer,
    /// Nothing.
    Stranger,
}

/// Something that a step saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "saw", rename_all = "kebab-case")]
pub enum Saw {
    /// Another copy of the mail.
    Copy {
        /// Which.
        of: InboxId,
    },
    /// A mail that the desk itself sent.
    OwnMail,
    /// An address of the desk in From, on a mail that is none of its own.
    OwnAddress,
    /// A report about a mail of ours.
    Report {
        /// So many of its recipients failed.
        failed: usize,
        /// So many are delayed.
        delayed: usize,
    },
    /// Signs whose signature is wrong.
    Forged {
        /// How many.
        count: u32,
    },
    /// A sign of something that is not there any more.
    Gone,
    /// A sign of a ticket.
    Ticket {
        /// Which, after merges.
        ticket: TicketId,
        /// It is closed.
        closed: bool,
    },
    /// A sign of a side conversation.
    Side {
        /// Which.
        side: SideId,
        /// What the author is there.
        author: Towards,
    },
    /// A sign of a notification.
    Notification {
        /// The ticket that it was about.
        ticket: TicketId,
        /// The author is the agent who got it.
        agrees: bool,
    },
    /// A ticket of the author's that was marked as spam.
    Spam {
        /// Which.
        ticket: TicketId,
        /// Who marked it.
        by: String,
    },
    /// The number of a ticket on which the author is not.
    NotOnTicket {
        /// Which.
        ticket: TicketId,
    },
}

/// One step, and what it saw: nothing, when the list is empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// The step.
    pub step: Look,
    /// What it saw.
    pub saw: Vec<Saw>,
    /// It decided.
    pub decided: bool,
}

/// Why a mail was acknowledged, or was not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// It was.
    Sent,
    /// The desk acknowledges nothing.
    Off,
    /// It made no new ticket.
    NotNew,
    /// A program wrote it.
    Automatic,
    /// It is old mail that was imported.
    Imported,
    /// A person let it out of quarantine.
    ByHand,
    /// It is not from the address that would be answered.
    NotRequester,
    /// A trusted server says that it is forged.
    Forged,
    /// Nobody reads at its address.
    ProgramsAddress,
    /// It is from the desk's own address.
    OwnAddress,
    /// The customer is muted.
    Muted,
    /// The address has had as many automatic mails in this hour as it may.
    HourCap,
    /// The ticket has sent as many automatic mails as it may.
    TicketCap,
}

/// How a mail came to its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// When it was placed, to the millisecond: what happened because of it has the same time.
    #[serde(serialize_with = "to_the_millisecond")]
    pub at: Time,
    /// The steps, up to the one that decided.
    pub steps: Vec<Looked>,
    /// Why the deciding step decided as it did, where it is one of placing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// The step by whose sign it was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Look>,
    /// Whether it was acknowledged.
    pub answer: Answer,
}

impl Trace {
    /// A mail about which an early step decides by what it saw.
    #[must_use]
    pub fn early(at: Time, step: Look, saw: Saw) -> Trace {
        let mut steps = passed(step);
        steps.push(Looked { step, saw: vec![saw], decided: true });
        Trace { at, steps, reason: None, by: None, answer: Answer::NotNew }
    }

    /// A mail that was placed.
    #[must_use]
    pub fn placed(at: Time, facts: &Facts, placed: &Placed) -> Trace {
        let last = Look::from(placed.step);
        let mut steps = passed(Look::Address);
        let looks = [Look::Address, Look::MessageId, Look::Known, Look::Subject, Look::New];
        for step in looks.into_iter().filter(|step| *step <= last) {
            steps.push(Looked { step, saw: saw(facts, step), decided: step == last });
        }
        if let (Reason::MarkedAsSpam, Some(spam), Some(decided)) = (placed.reason, &facts.spam, steps.last_mut()) {
            decided.saw.push(Saw::Spam { ticket: spam.ticket, by: spam.by.clone() });
        }
        Trace { at, steps, reason: Some(placed.reason), by: Some(last), answer: Answer::NotNew }
    }
}

fn to_the_millisecond<S: Serializer>(time: &Time, s: S) -> Result<S::Ok, S::Error> {
    s.collect_str(&time.timestamp())
}

/// The early steps before one, which saw nothing.
fn passed(before: Look) -> Vec<Looked> {
    let early = [Look::Copies, Look::Sender, Look::Report];
    early.into_iter().filter(|step| *step < before).map(|step| Looked { step, saw: Vec::new(), decided: false }).collect()
}

fn saw(facts: &Facts, step: Look) -> Vec<Saw> {
    let forged = |count: u32| (count > 0).then_some(Saw::Forged { count });
    match step {
        Look::Address => forged(facts.forged_addresses).into_iter().chain(facts.addresses.iter().map(sign)).collect(),
        Look::MessageId => forged(facts.forged_message_ids).into_iter().chain(facts.message_ids.iter().map(sign)).collect(),
        Look::Known => facts.known.iter().map(|on| ticket(*on)).collect(),
        Look::Subject => {
            let on = facts.in_subject.map(|on| if on.participant { ticket(on) } else { Saw::NotOnTicket { ticket: on.ticket } });
            on.into_iter().collect()
        }
        Look::Copies | Look::Sender | Look::Report | Look::New => Vec::new(),
    }
}

fn ticket(on: OnTicket) -> Saw {
    Saw::Ticket { ticket: on.ticket, closed: on.status == Status::Closed }
}

fn sign(candidate: &Candidate) -> Saw {
    match *candidate {
        Candidate::Ticket(on) => ticket(on),
        Candidate::Side(on) => Saw::Side { side: on.side, author: towards(on) },
        Candidate::Note { ticket, agrees, .. } => Saw::Notification { ticket, agrees },
        Candidate::Gone => Saw::Gone,
    }
}

fn towards(on: OnSide) -> Towards {
    match on {
        OnSide { customer: true, .. } => Towards::Customer,
        OnSide { participant: true, .. } => Towards::Participant,
        OnSide { removed: true, .. } => Towards::Removed,
        OnSide { .. } => Towards::Stranger,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::placing::place;

    #[test]
    fn every_step_up_to_the_deciding_one_is_there_with_what_it_saw() {
        let on = OnTicket { ticket: TicketId(42), status: Status::Open, requester: true, participant: true, third_party: false };
        let stranger = OnTicket { ticket: TicketId(7), participant: false, ..on };
        let facts = Facts { forged_addresses: 1, known: vec![on], in_subject: Some(stranger), ..Facts::default() };
        let trace = Trace::placed(Time(5), &facts, &place(&facts));
        let steps: Vec<(Look, usize, bool)> = trace.steps.iter().map(|s| (s.step, s.saw.len(), s.decided)).collect();
        let quiet = |step| (step, 0, false);
        let wanted = [quiet(Look::Copies), quiet(Look::Sender), quiet(Look::Report), (Look::Address, 1, false), quiet(Look::MessageId)];
        assert_eq!(steps[..5], wanted);
        assert_eq!(steps[5..], [(Look::Known, 1, true)]);
        assert_eq!(trace.reason, Some(Reason::NamesTicket));
        let new = Facts { in_subject: Some(stranger), ..Facts::default() };
        let trace = Trace::placed(Time(5), &new, &place(&new));
        assert_eq!(trace.steps[6].saw, [Saw::NotOnTicket { ticket: TicketId(7) }]);
        assert!(trace.steps[7].decided);
    }

    #[test]
    fn what_is_kept_reads_back() {
        let trace = Trace::early(Time(1_794_873_600_007), Look::Report, Saw::Report { failed: 1, delayed: 0 });
        let json = serde_json::to_string(&trace).unwrap();
        assert_eq!(serde_json::from_str::<Trace>(&json).unwrap(), trace, "{json}");
    }
}
