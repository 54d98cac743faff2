//! Whatever is known of a mail: what names a side never reaches a customer's thread, what names a notification never becomes public, a
//! customer never gets into a side, and an agent is never taken for the customer.
#![no_main]

use aside::model::placing::{Candidate, Facts, FromAgent, OnSide, OnTicket, Place, number_in_subject, place};
use aside::model::status::Status;
use aside::model::{AgentId, SideId, TicketId};
use libfuzzer_sys::fuzz_target;

fn on_ticket(bits: u8) -> OnTicket {
    let requester = bits & 1 != 0;
    OnTicket {
        ticket: TicketId(i64::from(bits >> 6) + 1),
        status: Status::ALL[usize::from(bits >> 3) % Status::ALL.len()],
        requester,
        participant: requester || bits & 2 != 0,
        third_party: bits & 4 != 0,
    }
}

fn on_side(bits: u8) -> OnSide {
    let participant = bits & 1 != 0;
    OnSide {
        side: SideId(i64::from(bits >> 6) + 1),
        ticket: TicketId(1),
        status: Status::ALL[usize::from(bits >> 3) % Status::ALL.len()],
        participant,
        removed: !participant && bits & 2 != 0,
        customer: bits & 4 != 0,
    }
}

fn candidates(bytes: &[u8]) -> Vec<Candidate> {
    let one = |pair: &[u8]| match pair[0] % 4 {
        0 => Candidate::Ticket(on_ticket(pair[1])),
        1 => Candidate::Side(on_side(pair[1])),
        2 => Candidate::Note { ticket: TicketId(i64::from(pair[1] >> 1) + 1), agent: AgentId(1), agrees: pair[1] & 1 != 0 },
        _ => Candidate::Gone,
    };
    bytes.chunks_exact(2).map(one).collect()
}

fuzz_target!(|input: (u8, u8, &[u8], &[u8], &[u8], &str)| {
    let (flags, subject, addresses, message_ids, known, text) = input;
    let facts = Facts {
        addresses: candidates(addresses),
        message_ids: candidates(message_ids),
        known: known.iter().copied().map(on_ticket).collect(),
        in_subject: (flags & 1 != 0).then(|| on_ticket(subject)),
        from_agent: (flags & 2 != 0).then_some(FromAgent { agent: AgentId(1), vouched: flags & 4 != 0 }),
        forwards: flags & 8 != 0,
        no_author: flags & 16 != 0,
        automatic: flags & 32 != 0,
        ..Facts::default()
    };
    let placed = place(&facts);
    assert!(!placed.sentence().is_empty());
    let signs = || facts.addresses.iter().chain(&facts.message_ids);
    let public = matches!(placed.place, Place::Entry(_) | Place::NewTicket { .. } | Place::OnBehalf { .. });
    assert!(!(public && signs().any(|c| matches!(c, Candidate::Side(_) | Candidate::Note { .. }))));
    if let Place::Side { side, newcomer } = placed.place {
        let named: Vec<OnSide> =
            signs().filter_map(|c| if let Candidate::Side(on) = c { Some(*on) } else { None }).filter(|on| on.side == side).collect();
        assert!(!named.is_empty());
        assert!(named.iter().any(|on| !on.customer && on.participant != newcomer), "not theirs");
        let has = |list: &[Candidate]| list.iter().any(|c| matches!(c, Candidate::Side(on) if on.side == side));
        assert!(!newcomer || has(&facts.addresses) && has(&facts.message_ids), "one sign is not enough");
    }
    if let Place::Entry(ticket) = placed.place {
        let all = signs().filter_map(|c| if let Candidate::Ticket(on) = c { Some(*on) } else { None });
        let mut all = all.chain(facts.known.iter().copied()).chain(facts.in_subject).filter(|on| on.ticket == ticket);
        assert!(all.any(|on| (on.requester || facts.from_agent.is_none()) && (on.participant || !on.third_party)), "not theirs");
    }
    if let Some(TicketId(n)) = number_in_subject(text) {
        assert!(n > 0 && text.contains(&format!("{n}")));
    }
});
