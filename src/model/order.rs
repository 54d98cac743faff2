//! The order of a list: what it is sorted by, and which way round.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::ticket::Sort;

/// An order of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Order {
    /// What it is sorted by.
    pub by: Sort,
    /// From the end. What has nothing to be sorted by stays last.
    pub turned: bool,
}

impl Order {
    /// The same from the other end. What fits best has none.
    #[must_use]
    pub fn turned_round(self) -> Order {
        Order { turned: !self.turned && self.by != Sort::Best, ..self }
    }

    /// The order of a word: that of [`Sort::word`], with a minus before it where it is turned round.
    #[must_use]
    pub fn of(word: &str) -> Option<Order> {
        let (word, turned) = word.strip_prefix('-').map_or((word, false), |word| (word, true));
        Sort::of(word).map(|by| Order { by, turned })
    }
}

impl From<Sort> for Order {
    fn from(by: Sort) -> Order {
        Order { by, turned: false }
    }
}

/// As [`Order::of`] reads it.
impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.turned { "-" } else { "" }, self.by.word())
    }
}

impl Serialize for Order {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Order {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Order, D::Error> {
        let word = String::deserialize(d)?;
        Order::of(&word).ok_or_else(|| serde::de::Error::unknown_variant(&word, &Sort::WORDS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_has_a_word_both_ways() {
        for by in Sort::ALL {
            for order in [Order::from(by), Order::from(by).turned_round()] {
                assert_eq!(Order::of(&order.to_string()), Some(order));
            }
            assert_eq!(Order::from(by).turned_round().turned_round(), by.into());
        }
        assert_eq!(Order::of("-subject"), Some(Order { by: Sort::Subject, turned: true }));
        assert_eq!((Order::of("--subject"), Order::of("size"), Order::of("-")), (None, None, None));
        assert_eq!(Order::from(Sort::Best).turned_round(), Sort::Best.into());
    }
}
