//! Chance that comes out the same for the same seed (SplitMix64).

/// A row of numbers that looks like chance.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// From a seed.
    #[must_use]
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    /// Any number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        let span = high.saturating_sub(low).saturating_add(1).max(1);
        low.saturating_add(self.number() % span)
    }

    /// One of these; `None` when there are none.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let last = u64::try_from(of.len().checked_sub(1)?).ok()?;
        usize::try_from(self.between(0, last)).ok().and_then(|i| of.get(i))
    }

    /// Capital hexadecimal digits.
    pub fn hex(&mut self, digits: usize) -> String {
        let mut out = String::new();
        while out.len() < digits {
            out.push_str(&format!("{:016X}", self.number()));
        }
        out.truncate(digits);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same_and_stays_in_its_bounds() {
        let (mut a, mut b) = (Dice::new(7), Dice::new(7));
        assert_eq!(a.hex(40), b.hex(40));
        assert_ne!(a.hex(16), Dice::new(8).hex(16));
        for _ in 0..200 {
            assert!((3..=5).contains(&a.between(3, 5)));
        }
        assert_eq!(a.pick::<u8>(&[]), None);
        assert_eq!(a.between(9, 9), 9);
    }
}
