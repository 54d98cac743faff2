//! Signed reply addresses and Message-IDs: how an answer finds its ticket or its side conversation.
//!
//! ```text
//! desk+t42.axxxxxxxxxxxxxxxx@example.com            an address: kind, number, key, signature
//! t42.axxxxxxxxxxxxxxxx.k3v9@example.com            a Message-ID: the same, and a nonce
//! ```
//!
//! Everything is lower case and read without regard to case, since mail servers change it. The signature is 80 bits of
//! HMAC-SHA256 in base32 (RFC 4648, 6). Addresses and Message-IDs are signed under different labels, so that neither can be
//! made from the other: a stranger who has only one of the two does not have both.

use hmac::{Hmac, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use thiserror::Error;

use crate::model::{Address, AgentId, SideId, TicketId};

/// Characters of the signature: 80 bits.
const MAC_CHARS: usize = 16;
/// The longest local part of an address (RFC 5321, 4.5.3.1.1).
const LOCAL_MAX: usize = 64;
/// The shortest secret that a key may have, in bytes.
const SECRET_MIN: usize = 16;
/// RFC 4648, 6, in lower case.
const BASE32: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// What a token names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Names {
    /// The customer's thread of a ticket.
    Ticket(TicketId),
    /// A side conversation. It tells nothing of the ticket that the side hangs on.
    Side(SideId),
    /// A notification to an agent about a ticket: an answer becomes a private note.
    Note(TicketId, AgentId),
}

impl Names {
    /// The kind and the numbers: `t42`, `s17`, `n42-7`.
    fn word(self) -> String {
        match self {
            Names::Ticket(t) => format!("t{t}"),
            Names::Side(s) => format!("s{s}"),
            Names::Note(t, a) => format!("n{t}-{a}"),
        }
    }

    /// Reads what [`Names::word`] writes, and nothing else.
    fn read(word: &str) -> Option<Names> {
        let rest = word.get(1..)?;
        match word.as_bytes().first()? {
            b't' => Some(Names::Ticket(TicketId(number(rest)?))),
            b's' => Some(Names::Side(SideId(number(rest)?))),
            b'n' => {
                let (ticket, agent) = rest.split_once('-')?;
                Some(Names::Note(TicketId(number(ticket)?), AgentId(number(agent)?)))
            }
            _ => None,
        }
    }
}

/// A positive number without sign or leading zeros.
fn number(digits: &str) -> Option<i64> {
    let plain = !digits.is_empty() && !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}

/// What reading a token came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// It does not look like one of ours.
    NotOurs,
    /// It looks like one of ours, and the signature is wrong or the key is unknown.
    Forged,
    /// Ours.
    Signed(Names),
}

/// A secret to sign with.
#[derive(Clone)]
pub struct Key {
    /// Its number: the key with the highest one signs.
    pub id: u32,
    /// Random bytes, at least 16.
    pub secret: Vec<u8>,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Key {}", self.id)
    }
}

/// Why keys make no keyring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum KeyringError {
    /// There is no key.
    #[error("there is no key to sign reply addresses with")]
    Empty,
    /// A secret that could be guessed.
    #[error("key {0} is shorter than 16 bytes")]
    Short(u32),
}

/// The desk's keys: the newest signs, all of them verify. Tokens do not expire, so a key that has signed stays.
#[derive(Clone)]
pub struct Keyring {
    /// By falling id; never empty.
    keys: Vec<(u32, Hmac<Sha256>)>,
}

impl std::fmt::Debug for Keyring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.keys.iter().map(|(id, _)| id)).finish()
    }
}

impl Keyring {
    /// From the desk's keys, in any order.
    ///
    /// # Errors
    /// When there is none, or when one is shorter than 16 bytes.
    pub fn new(keys: Vec<Key>) -> Result<Keyring, KeyringError> {
        let mut ready = Vec::with_capacity(keys.len());
        for key in keys {
            let mac = Hmac::<Sha256>::new_from_slice(&key.secret).map_err(|_| KeyringError::Short(key.id))?;
            if key.secret.len() < SECRET_MIN {
                return Err(KeyringError::Short(key.id));
            }
            ready.push((key.id, mac));
        }
        ready.sort_by_key(|(id, _)| std::cmp::Reverse(*id));
        if ready.is_empty() { Err(KeyringError::Empty) } else { Ok(Keyring { keys: ready }) }
    }

    /// The number of the key that signs.
    #[must_use]
    pub fn newest(&self) -> u32 {
        self.keys.first().map_or(0, |(id, _)| *id)
    }

    /// What goes behind the `+` of a reply address: `t42.a…`.
    #[must_use]
    pub fn detail(&self, names: Names) -> String {
        let word = names.word();
        self.keys.first().map_or_else(String::new, |(id, mac)| format!("{word}.{}{}", base32(u64::from(*id)), sign(mac, *id, Label::Address(&word))))
    }

    /// The desk's address with the signed detail.
    ///
    /// A base with a local part so long that the whole would be over 64 characters comes back as it is: answers are then placed
    /// by their signed Message-ID, as on a server without plus addressing.
    #[must_use]
    pub fn address(&self, base: &Address, names: Names) -> Address {
        let signed = base.split_detail().0.with_detail(&self.detail(names));
        if signed.local().len() > LOCAL_MAX { base.clone() } else { signed }
    }

    /// Reads an address that mail was sent to. The part before the `+` and the domain are not looked at: a desk has many.
    #[must_use]
    pub fn read_address(&self, address: &Address) -> Reading {
        match address.split_detail().1 {
            Some(detail) => self.read(detail, Label::Address),
            None => Reading::NotOurs,
        }
    }

    /// A Message-ID, without brackets. The nonce makes each mail's own; the same nonce makes the same Message-ID.
    #[must_use]
    pub fn message_id(&self, names: Names, nonce: u64, domain: &str) -> String {
        let (word, nonce, domain) = (names.word(), base32(nonce), domain.to_lowercase());
        self.keys.first().map_or_else(String::new, |(id, mac)| {
            let signature = sign(mac, *id, Label::MessageId { word: &word, nonce: &nonce, domain: &domain });
            format!("{word}.{}{signature}.{nonce}@{domain}", base32(u64::from(*id)))
        })
    }

    /// Reads a Message-ID from In-Reply-To or References, with or without brackets.
    #[must_use]
    pub fn read_message_id(&self, id: &str) -> Reading {
        let id = id.trim().trim_start_matches('<').trim_end_matches('>').to_lowercase();
        let Some((left, domain)) = id.rsplit_once('@') else { return Reading::NotOurs };
        match left.rsplit_once('.') {
            Some((token, nonce)) if unbase32(nonce).is_some() => self.read(token, |word| Label::MessageId { word, nonce, domain }),
            _ => Reading::NotOurs,
        }
    }

    /// Reads `word.key-and-signature`, signed under the label that `label` makes of the word.
    fn read<'a>(&self, token: &'a str, label: impl Fn(&'a str) -> Label<'a>) -> Reading {
        let Some((word, signed)) = token.split_once('.') else { return Reading::NotOurs };
        let Some(names) = Names::read(word) else { return Reading::NotOurs };
        let Some((key, mac)) = signed.len().checked_sub(MAC_CHARS).and_then(|at| signed.split_at_checked(at)) else { return Reading::NotOurs };
        let Some(id) = unbase32(key) else { return Reading::NotOurs };
        if !mac.bytes().all(|b| BASE32.contains(&b)) {
            return Reading::NotOurs;
        }
        let known = self.keys.iter().find(|(known, _)| u64::from(*known) == id);
        let right = known.is_some_and(|(id, key)| bool::from(sign(key, *id, label(word)).as_bytes().ct_eq(mac.as_bytes())));
        if right { Reading::Signed(names) } else { Reading::Forged }
    }
}

/// What is signed. Every kind starts with a label of its own.
#[derive(Clone, Copy)]
enum Label<'a> {
    Address(&'a str),
    MessageId { word: &'a str, nonce: &'a str, domain: &'a str },
}

/// The signature in base32. No part can hold the separator, so no two inputs run together.
fn sign(key: &Hmac<Sha256>, id: u32, label: Label<'_>) -> String {
    let text = match label {
        Label::Address(word) => format!("aside address\n{id}\n{word}"),
        Label::MessageId { word, nonce, domain } => format!("aside message-id\n{id}\n{word}\n{nonce}\n{domain}"),
    };
    let digest = key.clone().chain_update(text.as_bytes()).finalize().into_bytes();
    let bits = digest.iter().take(MAC_CHARS * 5 / 8).fold(0u128, |bits, byte| bits << 8 | u128::from(*byte));
    (0..MAC_CHARS).rev().map(|i| digit((bits >> (5 * i)) as usize)).collect()
}

/// A number in base32 digits, without leading zeros; zero is `a`.
fn base32(mut n: u64) -> String {
    let mut digits = vec![digit(n as usize)];
    while n >= 32 {
        n /= 32;
        digits.push(digit(n as usize));
    }
    digits.into_iter().rev().collect()
}

fn digit(n: usize) -> char {
    char::from(BASE32[n % 32])
}

/// Reads what [`base32`] writes, and nothing else.
fn unbase32(digits: &str) -> Option<u64> {
    if digits.is_empty() || digits.len() > 1 && digits.starts_with('a') {
        return None;
    }
    digits.bytes().try_fold(0u64, |n, b| {
        let value = BASE32.iter().position(|d| *d == b)?;
        n.checked_mul(32)?.checked_add(value as u64)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(id: u32) -> Key {
        Key { id, secret: format!("a secret of the desk, number {id}").into_bytes() }
    }

    fn ring(ids: &[u32]) -> Keyring {
        Keyring::new(ids.iter().map(|id| key(*id)).collect()).unwrap()
    }

    fn desk() -> Address {
        Address::parse("desk@example.com").unwrap()
    }

    fn any_names() -> impl Strategy<Value = Names> {
        let id = || prop_oneof![1i64..100_000, 1i64..i64::MAX];
        prop_oneof![
            id().prop_map(|t| Names::Ticket(TicketId(t))),
            id().prop_map(|s| Names::Side(SideId(s))),
            (id(), id()).prop_map(|(t, a)| Names::Note(TicketId(t), AgentId(a))),
        ]
    }

    #[test]
    fn an_address_says_what_it_names_and_nothing_more() {
        let address = ring(&[0]).address(&desk(), Names::Side(SideId(17)));
        assert!(address.as_str().starts_with("desk+s17.a"), "{address}");
        assert_eq!(address.local().len(), "desk+s17.a".len() + MAC_CHARS);
    }

    #[test]
    fn the_newest_key_signs_and_old_ones_still_verify() {
        let ticket = Names::Ticket(TicketId(42));
        let before = ring(&[1]).address(&desk(), ticket);
        let rotated = ring(&[1, 40]);
        assert_ne!(rotated.address(&desk(), ticket), before);
        assert_eq!(rotated.read_address(&before), Reading::Signed(ticket));
        assert_eq!(ring(&[40]).read_address(&before), Reading::Forged);
    }

    #[test]
    fn a_message_id_cannot_be_turned_into_an_address_nor_back() {
        let ring = ring(&[3]);
        let names = Names::Side(SideId(17));
        let id = ring.message_id(names, 99, "example.com");
        let (token, _) = id.split_once('@').unwrap().0.rsplit_once('.').unwrap();
        assert_eq!(ring.read_address(&desk().with_detail(token)), Reading::Forged);
        let detail = ring.detail(names);
        assert_eq!(ring.read_message_id(&format!("{detail}.c@example.com")), Reading::Forged);
    }

    #[test]
    fn what_others_write_is_not_ours() {
        let ring = ring(&[1]);
        for a in ["desk@example.com", "desk+sales@example.com", "desk+t42@example.com", "desk+t42.@example.com", "desk+é.abc@example.com"] {
            assert_eq!(ring.read_address(&Address::parse(a).unwrap()), Reading::NotOurs, "{a}");
        }
        for id in ["", "<>", "abc@example.com", "CAF=x.y.z@mail.example.com", "t42.abc.d", "t042.baaaaaaaaaaaaaaaa.b@example.com"] {
            assert_eq!(ring.read_message_id(id), Reading::NotOurs, "{id}");
        }
    }

    #[test]
    fn a_keyring_wants_a_key_that_nobody_guesses() {
        assert_eq!(Keyring::new(vec![]).err(), Some(KeyringError::Empty));
        assert_eq!(Keyring::new(vec![Key { id: 4, secret: b"short".to_vec() }]).err(), Some(KeyringError::Short(4)));
        assert_eq!(format!("{:?} {:?}", key(7), ring(&[1, 7])), "Key 7 [7, 1]");
    }

    #[test]
    fn a_base_without_room_stays_plain() {
        let long = Address::parse(&format!("{}@example.com", "x".repeat(50))).unwrap();
        assert_eq!(ring(&[1]).address(&long, Names::Ticket(TicketId(42))), long);
    }

    /// Changes one character of `text` into another one.
    fn flipped(text: &str, at: usize, to: char) -> Option<String> {
        let mut chars: Vec<char> = text.chars().collect();
        let at = at % chars.len();
        let same = chars[at].to_lowercase().eq(to.to_lowercase());
        chars[at] = to;
        if same { None } else { Some(chars.into_iter().collect()) }
    }

    proptest! {
        #[test]
        fn signed_addresses_read_back_in_any_case(names in any_names(), id: u32, local in "[a-z]{1,20}") {
            let ring = ring(&[id]);
            let base = Address::parse(&format!("{local}@example.com")).unwrap();
            let signed = ring.address(&base, names);
            prop_assert!(signed.local().len() <= LOCAL_MAX);
            prop_assert!(signed == base || ring.read_address(&signed) == Reading::Signed(names));
            let detail = ring.detail(names);
            let shouted = Address::parse(&format!("DESK+{}@EXAMPLE.COM", detail.to_uppercase())).unwrap();
            prop_assert_eq!(ring.read_address(&shouted), Reading::Signed(names));
        }

        #[test]
        fn message_ids_read_back_in_any_case(names in any_names(), id: u32, nonce: u64) {
            let ring = ring(&[id]);
            let made = ring.message_id(names, nonce, "Mail.Example.com");
            prop_assert_eq!(ring.read_message_id(&made), Reading::Signed(names));
            prop_assert_eq!(ring.read_message_id(&format!(" <{}> ", made.to_uppercase())), Reading::Signed(names));
            prop_assert!(made.len() < 200 && made == made.to_lowercase());
        }

        #[test]
        fn ordinary_numbers_leave_room_in_the_local_part(t in 1i64..100_000_000, a in 1i64..10_000, id in 0u32..1000) {
            let support = Address::parse("customer.support@example.com").unwrap();
            for names in [Names::Ticket(TicketId(t)), Names::Side(SideId(t)), Names::Note(TicketId(t), AgentId(a))] {
                prop_assert!(ring(&[id]).address(&support, names) != support);
            }
        }

        #[test]
        fn one_changed_character_breaks_a_detail(names in any_names(), at: usize, to in "[a-z0-9.+-]") {
            let ring = ring(&[5, 6]);
            let Some(bad) = flipped(&ring.detail(names), at, to.chars().next().unwrap()) else { return Ok(()) };
            let address = Address::parse(&format!("desk+{bad}@example.com")).unwrap();
            prop_assert!(!matches!(ring.read_address(&address), Reading::Signed(_)), "{}", address);
        }

        #[test]
        fn one_changed_character_breaks_a_message_id(names in any_names(), nonce: u64, at: usize, to in "[a-z0-9.@-]") {
            let ring = ring(&[5, 6]);
            let Some(bad) = flipped(&ring.message_id(names, nonce, "example.com"), at, to.chars().next().unwrap()) else { return Ok(()) };
            prop_assert!(!matches!(ring.read_message_id(&bad), Reading::Signed(_)), "{}", bad);
        }

        #[test]
        fn nothing_that_comes_in_is_too_strange(text in ".{0,80}") {
            let ring = ring(&[1]);
            prop_assert!(!matches!(ring.read_message_id(&text), Reading::Signed(_)));
            if let Some(address) = Address::parse(&text) {
                prop_assert!(!matches!(ring.read_address(&address), Reading::Signed(_)));
            }
        }
    }
}
