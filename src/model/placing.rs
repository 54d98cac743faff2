//! Where a mail belongs, and why (PRODUCT 7). The store gathers the facts, this decides.
//!
//! The order: signed reply address, then signed Message-ID (In-Reply-To, then References newest first), then a known Message-ID (a
//! ticket only, never a side), then a ticket number in the subject (only from a participant of that ticket), then a new ticket.

use serde::{Deserialize, Serialize};

use super::status::Status;
use super::{AgentId, SideId, TicketId};

/// What the desk knows of a mail's author towards one ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnTicket {
    /// The ticket, after merges.
    pub ticket: TicketId,
    /// Its status.
    pub status: Status,
    /// The author is its requester.
    pub requester: bool,
    /// The author is its requester or has taken part in its public thread.
    pub participant: bool,
    /// The author takes part in one of its side conversations.
    pub third_party: bool,
}

/// What the desk knows of a mail's author towards one side conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnSide {
    /// The side conversation.
    pub side: SideId,
    /// Its ticket.
    pub ticket: TicketId,
    /// The ticket's status.
    pub status: Status,
    /// The author takes part in it.
    pub participant: bool,
    /// The author took part in it, and an agent has taken them out.
    pub removed: bool,
    /// The author is the ticket's customer.
    pub customer: bool,
}

/// A sign, with what the store knows of what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Candidate {
    /// Names a ticket that is there.
    Ticket(OnTicket),
    /// Names a side conversation that is there.
    Side(OnSide),
    /// Names a notification; the author is that agent, or not.
    Note {
        /// The ticket.
        ticket: TicketId,
        /// The agent whom the notification went to.
        agent: AgentId,
        /// The mail's From is that agent's address.
        agrees: bool,
    },
    /// Well signed, but what it names is not there any more.
    Gone,
}

/// A mail whose From is an agent's own address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FromAgent {
    /// Whose address it is.
    pub agent: AgentId,
    /// A server that the desk trusts says that the mail is really theirs (RFC 8601).
    pub vouched: bool,
}

/// Everything that decides where a mail belongs.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Signed reply addresses among the recipients, in the order of the headers.
    pub addresses: Vec<Candidate>,
    /// Addresses that look signed and are not: forged, or mangled on the way.
    pub forged_addresses: u32,
    /// Signed Message-IDs: In-Reply-To first, then References, newest first.
    pub message_ids: Vec<Candidate>,
    /// Message-IDs that look signed and are not.
    pub forged_message_ids: u32,
    /// Known Message-IDs of public mails, in the same order.
    pub known: Vec<OnTicket>,
    /// The ticket that a number in the subject names.
    pub in_subject: Option<OnTicket>,
    /// The author is an agent.
    pub from_agent: Option<FromAgent>,
    /// It passes somebody else's mail on, and says whose.
    pub forwards: bool,
    /// There is no author that could be answered.
    pub no_author: bool,
    /// A program wrote it.
    pub automatic: bool,
    /// A ticket of the author's that was marked as spam.
    pub spam: Option<MarkedAsSpam>,
}

/// A ticket that was marked as spam.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedAsSpam {
    /// Which.
    pub ticket: TicketId,
    /// The name of who marked it.
    pub by: String,
}

/// Where a mail belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// An entry of a ticket.
    Entry(TicketId),
    /// A new ticket, which goes on from a closed one when there is one.
    NewTicket {
        /// The closed ticket.
        linked_from: Option<TicketId>,
    },
    /// A new ticket for the person whose mail an agent has passed on.
    OnBehalf {
        /// Who passed it on.
        agent: AgentId,
    },
    /// A message of a side conversation.
    Side {
        /// Which.
        side: SideId,
        /// The author was no participant and is one now, unverified.
        newcomer: bool,
    },
    /// A private note by an agent.
    Note {
        /// On which ticket.
        ticket: TicketId,
        /// By whom.
        agent: AgentId,
    },
    /// A person decides.
    Quarantine {
        /// The ticket whose assignee is told.
        about: Option<TicketId>,
        /// The side conversation that it was meant for.
        side: Option<SideId>,
    },
}

/// Which step decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A signed reply address.
    Address,
    /// A signed Message-ID.
    MessageId,
    /// A Message-ID that the desk knows.
    Known,
    /// A ticket number in the subject.
    Subject,
    /// Nothing: it is new.
    New,
}

/// Why, in a form that screens put into words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The step's sign names this ticket.
    NamesTicket,
    /// The step's sign names a closed ticket.
    NamesClosedTicket,
    /// A participant answered in the side conversation.
    Participant,
    /// Not a participant, but the signed address and a signed Message-ID agree.
    BothSigns,
    /// Not a participant, and only one sign.
    OneSign,
    /// An agent has taken the author out of the side conversation.
    Removed,
    /// The ticket's customer wrote to a side conversation.
    CustomerInSide,
    /// A third party of the ticket wrote to its public thread.
    ThirdPartyOnTicket,
    /// An agent answered a notification.
    AgentAgrees,
    /// Someone else answered an agent's notification.
    AgentDisagrees,
    /// An agent wrote to the public thread of someone else's ticket.
    AgentOnTicket,
    /// It says so, and no trusted server vouches for it.
    AgentOnTicketUnproven,
    /// The author is an agent who may not see the ticket.
    AgentMayNotSee,
    /// An agent passed a customer's mail on.
    AgentForwards,
    /// It says so, and no trusted server vouches for it.
    AgentForwardsUnproven,
    /// A ticket of the author's was marked as spam.
    MarkedAsSpam,
    /// There is nobody to answer.
    NoAuthor,
    /// Nothing names a ticket.
    Nothing,
    /// A program wrote it and nothing names a ticket.
    NothingAutomatic,
}

/// A decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Where.
    pub place: Place,
    /// Which step decided.
    pub step: Step,
    /// Why.
    pub reason: Reason,
}

impl Placed {
    /// The reason in one English sentence: for logs, `--json` and the stored steps of placing.
    #[must_use]
    pub fn sentence(&self) -> String {
        let by = match self.step {
            Step::Address => "the signed reply address",
            Step::MessageId => "a signed Message-ID",
            Step::Known => "a known Message-ID",
            Step::Subject => "the ticket number in the subject, from a participant",
            Step::New => "nothing",
        };
        match self.reason {
            Reason::NamesTicket => format!("{by} names the ticket"),
            Reason::NamesClosedTicket => format!("{by} names a closed ticket: a new ticket goes on from it"),
            Reason::Participant => format!("{by} names the side conversation and the author takes part in it"),
            Reason::BothSigns => {
                "the author is not a participant, but the signed reply address and a signed Message-ID agree: joined as unverified".into()
            }
            Reason::OneSign => format!("only {by} names the side conversation and the author is not a participant"),
            Reason::Removed => "an agent has taken the author out of the side conversation".into(),
            Reason::CustomerInSide => "the ticket's customer wrote to a side conversation".into(),
            Reason::ThirdPartyOnTicket => {
                format!("{by} names the ticket, but the author is a third party of its side conversations and not of its public thread")
            }
            Reason::AgentAgrees => "an agent answered a notification: a private note".into(),
            Reason::AgentDisagrees => "it answers a notification, but is not from the agent who got it".into(),
            Reason::AgentOnTicket => format!("{by} names the ticket and the author is an agent: a private note, never the customer's thread"),
            Reason::AgentOnTicketUnproven => {
                format!("{by} names the ticket and the author seems to be an agent, but no trusted server vouches for that")
            }
            Reason::AgentMayNotSee => "its author is an agent who may not see that ticket".into(),
            Reason::AgentForwards => "an agent passed it on: a new ticket for the person who wrote it".into(),
            Reason::AgentForwardsUnproven => "an agent seems to have passed it on, but no trusted server vouches for that".into(),
            Reason::MarkedAsSpam => "a ticket of its author was marked as spam".into(),
            Reason::NoAuthor => "it has no author that could be answered".into(),
            Reason::Nothing => "nothing names a ticket: a new one".into(),
            Reason::NothingAutomatic => "a program wrote it and nothing names a ticket: a new one that is never answered automatically".into(),
        }
    }
}

/// Decides where a mail belongs. What would be a new ticket of somebody whose mail was marked as spam, a person decides about.
#[must_use]
pub fn place(facts: &Facts) -> Placed {
    let placed = place_by_signs(facts);
    match (placed.place, &facts.spam) {
        (Place::NewTicket { .. }, Some(spam)) => {
            Placed { place: Place::Quarantine { about: Some(spam.ticket), side: None }, reason: Reason::MarkedAsSpam, ..placed }
        }
        _ => placed,
    }
}

fn place_by_signs(facts: &Facts) -> Placed {
    // A sign of a side conversation decides before any sign of a ticket: the customer's thread never takes up a side's mail.
    if let Some(placed) = place_in_side(facts) {
        return placed;
    }
    // What answers a notification is a note or is held, whatever else it names: it never becomes public.
    if let Some(placed) = place_as_note(facts) {
        return placed;
    }
    for (step, candidate) in signs(facts) {
        if let Candidate::Ticket(on) = *candidate {
            return on_ticket(facts, on, step);
        }
    }
    if let Some(on) = facts.known.first() {
        return on_ticket(facts, *on, Step::Known);
    }
    if let Some(on) = facts.in_subject.filter(|on| on.participant) {
        return on_ticket(facts, on, Step::Subject);
    }
    if facts.no_author {
        return Placed { place: Place::Quarantine { about: None, side: None }, step: Step::New, reason: Reason::NoAuthor };
    }
    if let Some(from) = facts.from_agent.filter(|_| facts.forwards && !facts.automatic) {
        let (place, reason) = if from.vouched {
            (Place::OnBehalf { agent: from.agent }, Reason::AgentForwards)
        } else {
            (Place::Quarantine { about: None, side: None }, Reason::AgentForwardsUnproven)
        };
        return Placed { place, step: Step::New, reason };
    }
    let reason = if facts.automatic { Reason::NothingAutomatic } else { Reason::Nothing };
    Placed { place: Place::NewTicket { linked_from: None }, step: Step::New, reason }
}

/// The signs in their order: addresses, then Message-IDs.
fn signs(facts: &Facts) -> impl Iterator<Item = (Step, &Candidate)> {
    facts.addresses.iter().map(|c| (Step::Address, c)).chain(facts.message_ids.iter().map(|c| (Step::MessageId, c)))
}

fn place_as_note(facts: &Facts) -> Option<Placed> {
    let mut held = None;
    for (step, candidate) in signs(facts) {
        let Candidate::Note { ticket, agent, agrees } = *candidate else { continue };
        if agrees {
            return Some(Placed { place: Place::Note { ticket, agent }, step, reason: Reason::AgentAgrees });
        }
        let place = Place::Quarantine { about: Some(ticket), side: None };
        held.get_or_insert(Placed { place, step, reason: Reason::AgentDisagrees });
    }
    held
}

fn on_ticket(facts: &Facts, on: OnTicket, step: Step) -> Placed {
    // An agent is a customer on a ticket of their own alone. Anywhere else what they write is internal, or is not theirs at all.
    if let Some(from) = facts.from_agent.filter(|_| !on.requester) {
        let (place, reason) = if from.vouched {
            (Place::Note { ticket: on.ticket, agent: from.agent }, Reason::AgentOnTicket)
        } else {
            (Place::Quarantine { about: Some(on.ticket), side: None }, Reason::AgentOnTicketUnproven)
        };
        return Placed { place, step, reason };
    }
    if on.third_party && !on.participant {
        let place = Place::Quarantine { about: Some(on.ticket), side: None };
        return Placed { place, step, reason: Reason::ThirdPartyOnTicket };
    }
    // what a program writes reopens nothing and makes no new ticket of a closed one
    if on.status == Status::Closed && !facts.automatic {
        return Placed { place: Place::NewTicket { linked_from: Some(on.ticket) }, step, reason: Reason::NamesClosedTicket };
    }
    Placed { place: Place::Entry(on.ticket), step, reason: Reason::NamesTicket }
}

fn place_in_side(facts: &Facts) -> Option<Placed> {
    let side = |c: &Candidate| match *c {
        Candidate::Side(on) => Some(on),
        _ => None,
    };
    let by_address = facts.addresses.iter().find_map(side);
    let by_message = facts.message_ids.iter().find_map(side);
    let (on, step) = match (by_address, by_message) {
        (Some(on), _) => (on, Step::Address),
        (None, Some(on)) => (on, Step::MessageId),
        (None, None) => return None,
    };
    let both = facts.message_ids.iter().filter_map(side).any(|m| by_address.is_some_and(|a| a.side == m.side));
    let quarantine = Place::Quarantine { about: Some(on.ticket), side: Some(on.side) };
    let (place, reason) = match on {
        OnSide { customer: true, .. } => (quarantine, Reason::CustomerInSide),
        OnSide { participant: true, side, .. } => (Place::Side { side, newcomer: false }, Reason::Participant),
        OnSide { removed: true, .. } => (quarantine, Reason::Removed),
        OnSide { side, .. } if both => (Place::Side { side, newcomer: true }, Reason::BothSigns),
        _ => (quarantine, Reason::OneSign),
    };
    Some(Placed { place, step, reason })
}

/// The ticket number that a subject names: `[#42]`, `#42` or `(#42)`.
#[must_use]
pub fn number_in_subject(subject: &str) -> Option<TicketId> {
    for (i, _) in subject.match_indices('#') {
        let before = subject[..i].chars().next_back();
        if before.is_some_and(char::is_alphanumeric) {
            continue;
        }
        let digits: String = subject[i + 1..].chars().take_while(char::is_ascii_digit).collect();
        let after = subject[i + 1 + digits.len()..].chars().next();
        if (1..=12).contains(&digits.len()) && !after.is_some_and(char::is_alphanumeric) {
            return digits.parse().ok().filter(|n| *n > 0).map(TicketId);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const T: TicketId = TicketId(42);
    const S: SideId = SideId(7);

    fn ticket(status: Status, participant: bool) -> OnTicket {
        OnTicket { ticket: T, status, requester: participant, participant, third_party: false }
    }

    fn side(participant: bool, customer: bool) -> Candidate {
        Candidate::Side(OnSide { side: S, ticket: T, status: Status::OnHold, participant, removed: false, customer })
    }

    #[test]
    fn a_signed_address_is_enough_for_a_ticket() {
        let facts = Facts { addresses: vec![Candidate::Ticket(ticket(Status::Open, false))], ..Facts::default() };
        assert_eq!(place(&facts), Placed { place: Place::Entry(T), step: Step::Address, reason: Reason::NamesTicket });
    }

    #[test]
    fn an_answer_to_a_closed_ticket_makes_a_new_linked_one_and_a_program_does_not() {
        let mut facts = Facts { message_ids: vec![Candidate::Ticket(ticket(Status::Closed, true))], ..Facts::default() };
        assert_eq!(place(&facts).place, Place::NewTicket { linked_from: Some(T) });
        facts.automatic = true;
        assert_eq!(place(&facts).place, Place::Entry(T));
    }

    #[test]
    fn what_would_be_a_new_ticket_of_who_sent_spam_is_held_and_an_answer_is_not() {
        let spam = Some(MarkedAsSpam { ticket: TicketId(9), by: "Ana".into() });
        let new = Facts { spam: spam.clone(), ..Facts::default() };
        let held = Place::Quarantine { about: Some(TicketId(9)), side: None };
        assert_eq!(place(&new), Placed { place: held, step: Step::New, reason: Reason::MarkedAsSpam });
        let closed = Facts { known: vec![ticket(Status::Closed, true)], spam: spam.clone(), ..Facts::default() };
        assert_eq!(place(&closed).place, held);
        let answer = Facts { known: vec![ticket(Status::Open, true)], spam, ..Facts::default() };
        assert_eq!(place(&answer).place, Place::Entry(T));
    }

    #[test]
    fn a_participant_needs_one_sign_for_a_side_and_a_stranger_both() {
        let one = Facts { addresses: vec![side(true, false)], ..Facts::default() };
        assert_eq!(place(&one).place, Place::Side { side: S, newcomer: false });
        let by_id = Facts { message_ids: vec![side(true, false)], ..Facts::default() };
        assert_eq!(place(&by_id).place, Place::Side { side: S, newcomer: false });
        let stranger = Facts { addresses: vec![side(false, false)], ..Facts::default() };
        assert_eq!(place(&stranger).place, Place::Quarantine { about: Some(T), side: Some(S) });
        let both = Facts { addresses: vec![side(false, false)], message_ids: vec![side(false, false)], ..Facts::default() };
        assert_eq!(place(&both).place, Place::Side { side: S, newcomer: true });
    }

    #[test]
    fn who_was_taken_out_of_a_side_does_not_come_back_by_writing() {
        let out = Candidate::Side(OnSide { side: S, ticket: T, status: Status::Open, participant: false, removed: true, customer: false });
        let facts = Facts { addresses: vec![out], message_ids: vec![out], ..Facts::default() };
        let held = Place::Quarantine { about: Some(T), side: Some(S) };
        assert_eq!(place(&facts), Placed { place: held, step: Step::Address, reason: Reason::Removed });
    }

    #[test]
    fn the_customer_never_gets_into_a_side_not_even_with_both_signs_and_an_address_of_the_ticket() {
        let facts = Facts {
            addresses: vec![Candidate::Ticket(ticket(Status::Open, true)), side(true, true)],
            message_ids: vec![side(true, true)],
            ..Facts::default()
        };
        assert_eq!(
            place(&facts),
            Placed { place: Place::Quarantine { about: Some(T), side: Some(S) }, step: Step::Address, reason: Reason::CustomerInSide }
        );
    }

    #[test]
    fn a_third_party_who_writes_to_the_public_thread_does_not_reach_the_customer() {
        let on = OnTicket { third_party: true, ..ticket(Status::Open, false) };
        let facts = Facts { addresses: vec![Candidate::Ticket(on)], ..Facts::default() };
        assert_eq!(place(&facts).place, Place::Quarantine { about: Some(T), side: None });
    }

    #[test]
    fn a_known_message_id_names_a_ticket_and_a_number_only_for_a_participant() {
        let known = Facts { known: vec![ticket(Status::Pending, false)], ..Facts::default() };
        assert_eq!(place(&known).step, Step::Known);
        let stranger = Facts { in_subject: Some(ticket(Status::Open, false)), ..Facts::default() };
        assert_eq!(place(&stranger).place, Place::NewTicket { linked_from: None });
        let customer = Facts { in_subject: Some(ticket(Status::Open, true)), ..Facts::default() };
        assert_eq!(place(&customer).place, Place::Entry(T));
    }

    #[test]
    fn an_answer_to_a_notification_is_a_note_only_from_that_agent() {
        let note = |agrees| Facts { addresses: vec![Candidate::Note { ticket: T, agent: AgentId(3), agrees }], ..Facts::default() };
        assert_eq!(place(&note(true)).place, Place::Note { ticket: T, agent: AgentId(3) });
        assert_eq!(place(&note(false)).place, Place::Quarantine { about: Some(T), side: None });
    }

    #[test]
    fn what_answers_a_notification_is_never_public_whatever_else_it_names() {
        let note = |agrees| Candidate::Note { ticket: T, agent: AgentId(3), agrees };
        let public = Candidate::Ticket(ticket(Status::Open, true));
        let from_customer = Facts { addresses: vec![public, note(false)], message_ids: vec![public], ..Facts::default() };
        assert_eq!(
            place(&from_customer),
            Placed { place: Place::Quarantine { about: Some(T), side: None }, step: Step::Address, reason: Reason::AgentDisagrees }
        );
        let from_agent = Facts { addresses: vec![public], message_ids: vec![public, note(true)], ..Facts::default() };
        assert_eq!(place(&from_agent).place, Place::Note { ticket: T, agent: AgentId(3) });
    }

    fn from_agent(vouched: bool) -> Option<FromAgent> {
        Some(FromAgent { agent: AgentId(3), vouched })
    }

    #[test]
    fn an_agent_on_the_public_thread_of_another_writes_a_note_when_vouched_for_and_is_held_when_not() {
        let on = OnTicket { requester: false, ..ticket(Status::Open, true) };
        for (facts, step) in [
            (Facts { addresses: vec![Candidate::Ticket(on)], ..Facts::default() }, Step::Address),
            (Facts { message_ids: vec![Candidate::Ticket(on)], ..Facts::default() }, Step::MessageId),
            (Facts { known: vec![on], ..Facts::default() }, Step::Known),
            (Facts { in_subject: Some(on), ..Facts::default() }, Step::Subject),
        ] {
            let vouched = Facts { from_agent: from_agent(true), ..facts.clone() };
            let note = Place::Note { ticket: T, agent: AgentId(3) };
            assert_eq!(place(&vouched), Placed { place: note, step, reason: Reason::AgentOnTicket });
            let unproven = Facts { from_agent: from_agent(false), ..facts };
            let held = Place::Quarantine { about: Some(T), side: None };
            assert_eq!(place(&unproven), Placed { place: held, step, reason: Reason::AgentOnTicketUnproven });
        }
    }

    #[test]
    fn an_agent_is_the_customer_of_a_ticket_of_their_own() {
        let on = ticket(Status::Open, true);
        let facts = Facts { addresses: vec![Candidate::Ticket(on)], from_agent: from_agent(false), ..Facts::default() };
        assert_eq!(place(&facts).place, Place::Entry(T));
    }

    #[test]
    fn an_agent_who_passes_a_mail_on_opens_a_ticket_for_its_author_only_when_vouched_for() {
        let forward = Facts { forwards: true, from_agent: from_agent(true), ..Facts::default() };
        assert_eq!(place(&forward), Placed { place: Place::OnBehalf { agent: AgentId(3) }, step: Step::New, reason: Reason::AgentForwards });
        let unproven = Facts { from_agent: from_agent(false), ..forward.clone() };
        let held = Place::Quarantine { about: None, side: None };
        assert_eq!(place(&unproven), Placed { place: held, step: Step::New, reason: Reason::AgentForwardsUnproven });
        let stranger = Facts { from_agent: None, ..forward.clone() };
        assert_eq!(place(&stranger).place, Place::NewTicket { linked_from: None });
        let own_request = Facts { forwards: false, ..unproven };
        assert_eq!(place(&own_request).place, Place::NewTicket { linked_from: None });
    }

    #[test]
    fn numbers_are_read_from_subjects_with_care() {
        assert_eq!(number_in_subject("Re: [#42] Printer"), Some(T));
        assert_eq!(number_in_subject("Re: #42"), Some(T));
        for s in ["Printer", "A#42", "#42nd street", "#", "#0", "#99999999999999999999"] {
            assert_eq!(number_in_subject(s), None, "{s}");
        }
    }

    fn candidate() -> impl Strategy<Value = Candidate> {
        prop_oneof![
            any::<bool>().prop_map(|p| Candidate::Ticket(ticket(Status::Open, p))),
            (any::<bool>(), any::<bool>()).prop_map(|(p, c)| side(p, c)),
            any::<bool>().prop_map(|agrees| Candidate::Note { ticket: T, agent: AgentId(3), agrees }),
            Just(Candidate::Gone),
        ]
    }

    proptest! {
        #[test]
        fn what_names_a_side_never_reaches_a_customers_thread(
            addresses in prop::collection::vec(candidate(), 0..4),
            message_ids in prop::collection::vec(candidate(), 0..4),
            known in any::<bool>(),
            automatic in any::<bool>(),
        ) {
            let names_side = addresses.iter().chain(&message_ids).any(|c| matches!(c, Candidate::Side(_)));
            let from_customer = addresses.iter().chain(&message_ids).any(|c| matches!(c, Candidate::Side(on) if on.customer));
            let facts = Facts { addresses, message_ids, known: known.then(|| ticket(Status::Open, true)).into_iter().collect(), automatic, ..Facts::default() };
            let placed = place(&facts);
            if names_side {
                let kept_out = matches!(placed.place, Place::Side { .. } | Place::Quarantine { .. });
                prop_assert!(kept_out);
            }
            if names_side && from_customer && !facts.addresses.iter().chain(&facts.message_ids).any(|c| matches!(c, Candidate::Side(on) if !on.customer)) {
                let held = matches!(placed.place, Place::Quarantine { .. });
                prop_assert!(held);
            }
        }

        #[test]
        fn what_names_a_notification_never_becomes_public(
            addresses in prop::collection::vec(candidate(), 0..4),
            message_ids in prop::collection::vec(candidate(), 0..4),
            known in any::<bool>(),
            automatic in any::<bool>(),
            agent in prop::option::of(any::<bool>()),
        ) {
            let names_note = addresses.iter().chain(&message_ids).any(|c| matches!(c, Candidate::Note { .. }));
            let known = known.then(|| ticket(Status::Open, true)).into_iter().collect();
            let facts = Facts { addresses, message_ids, known, automatic, from_agent: agent.and_then(from_agent), ..Facts::default() };
            let public = matches!(place(&facts).place, Place::Entry(_) | Place::NewTicket { .. } | Place::OnBehalf { .. });
            prop_assert!(!(names_note && public));
        }

        #[test]
        fn an_agents_mail_never_becomes_a_customers_on_a_ticket_that_is_not_theirs(
            addresses in prop::collection::vec(candidate(), 0..4),
            message_ids in prop::collection::vec(candidate(), 0..4),
            vouched in any::<bool>(),
            automatic in any::<bool>(),
            forwards in any::<bool>(),
        ) {
            let foreign = |c: Candidate| match c {
                Candidate::Ticket(on) => Candidate::Ticket(OnTicket { requester: false, ..on }),
                other => other,
            };
            let addresses = addresses.into_iter().map(foreign).collect();
            let message_ids = message_ids.into_iter().map(foreign).collect();
            let facts = Facts { addresses, message_ids, automatic, forwards, from_agent: from_agent(vouched), ..Facts::default() };
            let as_customer = matches!(place(&facts).place, Place::Entry(_));
            prop_assert!(!as_customer);
        }
    }
}
