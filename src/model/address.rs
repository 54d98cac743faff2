//! E-mail addresses and mailboxes (RFC 5322, 3.4).

use std::fmt;

use serde::de::{Error as _, Unexpected};
use serde::{Deserialize, Serialize};

use super::written::ADDRESS;

/// An e-mail address in the form that is compared: trimmed, lower case, no comment, no angle brackets.
///
/// The local part is compared without regard to case, as every mail provider does in practice.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Address(String);

impl<'de> Deserialize<'de> for Address {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Address, D::Error> {
        let text = String::deserialize(d)?;
        Address::parse(&text).ok_or_else(|| D::Error::invalid_value(Unexpected::Str(&text), &ADDRESS))
    }
}

impl Address {
    /// Reads `local@domain`. It takes what mail servers take, also `a..b@example.com`; it refuses white space, control
    /// characters, angle brackets, a missing part and more than 254 bytes (RFC 5321, 4.5.3.1.3).
    #[must_use]
    pub fn parse(text: &str) -> Option<Address> {
        let text = text.trim().trim_start_matches('<').trim_end_matches('>').trim();
        let (local, domain) = text.rsplit_once('@')?;
        let bad = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';' | '(' | ')');
        if local.is_empty() || domain.is_empty() || text.len() > 254 || text.contains(bad) || domain.contains(['@', '"']) {
            return None;
        }
        Some(Address(text.to_lowercase()))
    }

    /// The whole address, lower case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the last `@`.
    #[must_use]
    pub fn local(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(l, _)| l)
    }

    /// What stands after the last `@`.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, d)| d)
    }

    /// The address without its `+detail` (RFC 5233), and the detail.
    #[must_use]
    pub fn split_detail(&self) -> (Address, Option<&str>) {
        match self.local().split_once('+') {
            Some((user, detail)) if !user.is_empty() => (Address(format!("{user}@{}", self.domain())), Some(detail)),
            _ => (self.clone(), None),
        }
    }

    /// This address with `+detail` before the `@`.
    #[must_use]
    pub fn with_detail(&self, detail: &str) -> Address {
        Address(format!("{}+{detail}@{}", self.local(), self.domain()))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name and an address: one item of a From, To or Cc header.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Mailbox {
    /// The display name; empty when there is none.
    pub name: String,
    /// The address.
    pub address: Address,
}

impl Mailbox {
    /// From a name, which may be empty, and an address.
    #[must_use]
    pub fn new(name: impl Into<String>, address: Address) -> Mailbox {
        Mailbox { name: name.into(), address }
    }

    /// Reads `address` or `Name <address>`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Mailbox> {
        let text = text.trim();
        match text.rsplit_once('<') {
            Some((name, rest)) => {
                let address = Address::parse(rest.strip_suffix('>')?)?;
                Some(Mailbox { name: name.trim().trim_matches('"').trim().to_owned(), address })
            }
            None => Address::parse(text).map(|address| Mailbox { name: String::new(), address }),
        }
    }

    /// The name, or the address when there is no name.
    #[must_use]
    pub fn shown(&self) -> &str {
        if self.name.is_empty() { self.address.as_str() } else { &self.name }
    }
}

impl fmt::Display for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.name.is_empty() { write!(f, "{}", self.address) } else { write!(f, "{} <{}>", self.name, self.address) }
    }
}

/// The subject without `Re:`, `AW:`, `RES:`, `FW:` and the like in front, for comparing and for answering.
#[must_use]
pub fn bare_subject(subject: &str) -> &str {
    const PREFIXES: &[&str] = &[
        "re", "aw", "sv", "vs", "res", "rép", "rif", "r", "odp", "antw", "fw", "fwd", "wg", "enc", "tr", "rv", "i", "回复", "回覆", "答复", "转发",
        "ha",
    ];
    let mut rest = subject.trim();
    loop {
        let Some((head, tail)) = rest.split_once([':', '：']) else { return rest };
        let word = head.trim().trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '[' | ']' | '(' | ')' | '^')).to_lowercase();
        if !PREFIXES.contains(&word.as_str()) {
            return rest;
        }
        rest = tail.trim_start();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_compare_without_case_and_keep_odd_local_parts() {
        assert_eq!(Address::parse(" <Ana@Example.COM> "), Address::parse("ana@example.com"));
        assert!(Address::parse("a..b@example.jp").is_some());
        for bad in ["", "a", "@b", "a@", "a b@c", "a@b\r\nBcc: x@y", "a@b,c@d", "a@b>c", &format!("{}@b", "x".repeat(300))] {
            assert_eq!(Address::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn the_detail_comes_off_and_goes_on() {
        let a = Address::parse("desk+t42.x@example.com").unwrap();
        let (plain, detail) = a.split_detail();
        assert_eq!((plain.as_str(), detail), ("desk@example.com", Some("t42.x")));
        assert_eq!(plain.with_detail("t42.x"), a);
    }

    #[test]
    fn mailboxes_read_back() {
        let m = Mailbox::parse("\"Ana Souza\" <ana@example.com>").unwrap();
        assert_eq!((m.name.as_str(), m.address.as_str()), ("Ana Souza", "ana@example.com"));
        assert_eq!(Mailbox::parse(&m.to_string()), Some(m));
        assert_eq!(Mailbox::parse("nobody"), None);
    }

    #[test]
    fn answers_lose_their_prefixes_in_many_languages() {
        for s in ["Re: Printer", "RE: AW: Printer", "Fwd: Re[2]: Printer", "RES: ENC: Printer", "回复：Printer", "Printer"] {
            assert_eq!(bare_subject(s), "Printer", "{s}");
        }
        assert_eq!(bare_subject("Order: two"), "Order: two");
    }
}
