//! Nobody who lacks the key makes a sign that reads as ours; what is signed reads back, in any case.
#![no_main]

use aside::mail::token::{Key, Keyring, Names, Reading};
use aside::model::{Address, AgentId, SideId, TicketId};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, i64, i64, u64, &str)| {
    let (kind, one, two, nonce, text) = input;
    let key = |id: u32| Key { id, secret: format!("a key that nobody guesses, number {id}").into_bytes() };
    let Ok(ring) = Keyring::new(vec![key(3), key(u32::from(kind) + 4)]) else { return };
    // This key is another one for each text: what the fuzzer sees being compared is of no use for the next.
    let Ok(unknown) = Keyring::new(vec![Key { id: 3, secret: format!("not for {text}").into_bytes() }]) else { return };
    if let Some(address) = Address::parse(text) {
        assert!(!matches!(unknown.read_address(&address), Reading::Signed(_)), "{address} is forged");
    }
    assert!(!matches!(unknown.read_message_id(text), Reading::Signed(_)), "{text} is forged");

    let (one, two) = (one.saturating_abs().max(1), two.saturating_abs().max(1));
    let names = match kind % 3 {
        0 => Names::Ticket(TicketId(one)),
        1 => Names::Side(SideId(one)),
        _ => Names::Note(TicketId(one), AgentId(two)),
    };
    let Some(desk) = Address::parse("desk@example.com") else { return };
    let address = ring.address(&desk, names);
    assert!(address == desk || ring.read_address(&address) == Reading::Signed(names));
    let id = ring.message_id(names, nonce, "example.com");
    assert_eq!(ring.read_message_id(&format!("<{}>", id.to_uppercase())), Reading::Signed(names));

    // one changed character, and it is nobody's sign any more, or still the same one in another case
    let at = usize::try_from(nonce % id.len() as u64).unwrap_or(0);
    let changed: String = id.chars().enumerate().map(|(i, c)| if i == at { text.chars().next().unwrap_or('7') } else { c }).collect();
    if !changed.trim().trim_matches(['<', '>']).eq_ignore_ascii_case(&id) && changed.to_lowercase() != id {
        assert!(!matches!(ring.read_message_id(&changed), Reading::Signed(_)), "{changed} for {id}");
    }
});
