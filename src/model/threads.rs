//! Old mails in an order in which each stands after what it answers, gathered into threads. Only dates and Message-IDs are looked at, so
//! that a million mails fit into memory, and the order in which they are found does not matter.
//!
//! A mail hangs on the one that it answers: In-Reply-To, or else the newest of its References. What is answered and is not there still
//! keeps its answers together. Threads are trees: a mail that names two threads stands in one of them and never joins them, so that the
//! mails of two customers do not come together because somebody answered both.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::Time;

/// Most Message-IDs that are looked at in one mail: the newest.
const MOST: usize = 20;
/// Most mails that are not there between a mail and the one that it hangs on.
const FARTHEST: usize = 50;
const NONE: u32 = u32::MAX;

/// A mail's place in the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which mail: the number that [`Threads::add`] gave.
    pub mail: u32,
    /// Its thread; threads are numbered in the order of their first mails, and all mails of one stand together.
    pub thread: u32,
    /// The nearest mail before it in the thread that it answers.
    pub answers: Option<u32>,
    /// Another mail has the same Message-ID.
    pub id_shared: bool,
    /// When it was written.
    pub at: Time,
}

/// Mails that are being put in order.
#[derive(Debug, Default)]
pub struct Threads {
    mails: Vec<Sheet>,
    named: Vec<u64>,
}

#[derive(Clone, Copy, Debug)]
struct Sheet {
    at: Time,
    id: u64,
    /// The end of its Message-IDs in `named`.
    end: usize,
}

/// Mails and what is named and not there, as trees.
struct Forest {
    parents: Vec<u32>,
    /// Union-find over the trees: which node stands for the tree.
    trees: Vec<u32>,
}

impl Threads {
    /// Adds a mail; `None` when there are too many. `answers` and `references` are as [`Incoming`](super::incoming::Incoming) has them.
    pub fn add(&mut self, at: Time, message_id: &str, answers: &[String], references: &[String]) -> Option<u32> {
        let number = u32::try_from(self.mails.len()).ok().filter(|n| *n < NONE / 2)?;
        let start = self.named.len();
        for id in answers.iter().chain(references.iter().rev()).map(|id| hash(id)) {
            if self.named.len() - start < MOST && !self.named[start..].contains(&id) {
                self.named.push(id);
            }
        }
        self.mails.push(Sheet { at, id: hash(message_id), end: self.named.len() });
        Some(number)
    }

    /// How many mails there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.mails.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.mails.is_empty()
    }

    /// All mails: thread after thread by their first mails, and by date within each.
    #[must_use]
    pub fn order(self) -> Vec<Step> {
        let mut by_date: Vec<u32> = (0..self.mails.len()).filter_map(|n| u32::try_from(n).ok()).collect();
        by_date.sort_unstable_by_key(|n| (self.sheet(*n).at, self.sheet(*n).id, *n));
        let mut nodes: HashMap<u64, u32> = HashMap::with_capacity(self.mails.len());
        let mut shared = vec![false; self.mails.len()];
        for n in &by_date {
            let first = *nodes.entry(self.sheet(*n).id).or_insert(*n);
            if first != *n {
                shared[*n as usize] = true;
                shared[first as usize] = true;
            }
        }
        let forest = self.grow(&by_date, nodes);
        self.gathered(&by_date, forest, &shared)
    }

    fn sheet(&self, mail: u32) -> Sheet {
        self.mails[mail as usize]
    }

    /// The Message-IDs that a mail names, the nearest first.
    fn named_by(&self, mail: u32) -> &[u64] {
        let start = mail.checked_sub(1).map_or(0, |before| self.sheet(before).end);
        &self.named[start..self.sheet(mail).end]
    }

    fn grow(&self, by_date: &[u32], mut nodes: HashMap<u64, u32>) -> Forest {
        let mut forest = Forest { parents: vec![NONE; self.mails.len()], trees: by_date.iter().map(|_| NONE).collect() };
        for n in by_date {
            let mut below = *n;
            for id in self.named_by(*n) {
                let node = *nodes.entry(*id).or_insert_with(|| forest.plant());
                // what a mail says of others counts only for those that are not there to say it themselves
                if below == *n || below as usize >= self.mails.len() {
                    forest.hang(below, node);
                }
                below = node;
            }
        }
        forest
    }

    fn gathered(&self, by_date: &[u32], mut forest: Forest, shared: &[bool]) -> Vec<Step> {
        let mut threads: HashMap<u32, u32> = HashMap::new();
        let mut steps: Vec<Step> = Vec::with_capacity(by_date.len());
        for n in by_date {
            let tree = forest.tree(*n);
            let next = u32::try_from(threads.len()).unwrap_or(NONE);
            let thread = *threads.entry(tree).or_insert(next);
            let answers = forest.above(*n, self.mails.len());
            steps.push(Step { mail: *n, thread, answers, id_shared: shared[*n as usize], at: self.sheet(*n).at });
        }
        steps.sort_by_key(|s| s.thread); // stable: by date within each
        steps
    }
}

impl Forest {
    /// A node for a mail that is named and not there.
    fn plant(&mut self) -> u32 {
        self.parents.push(NONE);
        self.trees.push(NONE);
        u32::try_from(self.parents.len() - 1).unwrap_or(NONE)
    }

    /// Which node stands for the tree that a node is in.
    fn tree(&mut self, node: u32) -> u32 {
        let mut root = node;
        while self.trees[root as usize] != NONE {
            root = self.trees[root as usize];
        }
        let mut at = node;
        while at != root {
            at = std::mem::replace(&mut self.trees[at as usize], root);
        }
        root
    }

    /// Hangs a node that hangs on nothing yet on another; not when the other hangs on it.
    fn hang(&mut self, node: u32, on: u32) {
        let (below, above) = (self.tree(node), self.tree(on));
        if self.parents[node as usize] == NONE && below != above {
            self.parents[node as usize] = on;
            self.trees[below as usize] = above;
        }
    }

    /// The nearest mail above a node.
    fn above(&self, node: u32, mails: usize) -> Option<u32> {
        let mut at = self.parents[node as usize];
        for _ in 0..FARTHEST {
            if at == NONE || (at as usize) < mails {
                break;
            }
            at = self.parents[at as usize];
        }
        (at != NONE && (at as usize) < mails).then_some(at)
    }
}

/// The same on every machine and in every run.
fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ids(list: &[&str]) -> Vec<String> {
        list.iter().map(|s| (*s).to_owned()).collect()
    }

    #[test]
    fn answers_stand_after_their_question_even_when_they_were_found_first() {
        let mut t = Threads::default();
        t.add(Time(30), "c", &ids(&["b"]), &ids(&["a", "b"]));
        t.add(Time(5), "other", &[], &[]);
        t.add(Time(10), "a", &[], &[]);
        t.add(Time(20), "b", &ids(&["a"]), &[]);
        let order: Vec<(u32, u32, Option<u32>)> = t.order().iter().map(|s| (s.mail, s.thread, s.answers)).collect();
        assert_eq!(order, [(1, 0, None), (2, 1, None), (3, 1, Some(2)), (0, 1, Some(3))]);
    }

    #[test]
    fn what_is_not_there_keeps_its_answers_together() {
        let mut t = Threads::default();
        t.add(Time(1), "x", &ids(&["lost"]), &[]);
        t.add(Time(2), "y", &ids(&["lost2"]), &ids(&["lost"]));
        let order = t.order();
        assert_eq!((order[0].thread, order[1].thread, order[1].answers), (0, 0, None));
    }

    #[test]
    fn one_who_answers_two_threads_does_not_join_them() {
        let mut t = Threads::default();
        t.add(Time(1), "a", &[], &[]);
        t.add(Time(2), "b", &[], &[]);
        t.add(Time(3), "c", &ids(&["a", "b"]), &[]);
        let threads: Vec<u32> = t.order().iter().map(|s| s.thread).collect();
        assert_eq!(threads, [0, 0, 1]);
    }

    #[test]
    fn circles_and_shared_message_ids_end() {
        let mut t = Threads::default();
        t.add(Time(1), "a", &ids(&["b"]), &[]);
        t.add(Time(2), "b", &ids(&["a"]), &[]);
        t.add(Time(3), "a", &ids(&["a"]), &[]);
        let order = t.order();
        assert_eq!(order.iter().map(|s| s.thread).collect::<Vec<_>>(), [0, 0, 0]);
        assert!(order[0].id_shared && !order[1].id_shared && order[2].id_shared);
    }

    type Mail = (i64, u8, Vec<u8>);

    fn told(mails: &[Mail]) -> Vec<(i64, u8, u32)> {
        let mut t = Threads::default();
        for (at, id, named) in mails {
            let named: Vec<String> = named.iter().map(ToString::to_string).collect();
            t.add(Time(*at), &id.to_string(), &[], &named);
        }
        let mut out: Vec<(i64, u8, u32)> = t.order().iter().map(|s| (mails[s.mail as usize].0, mails[s.mail as usize].1, s.thread)).collect();
        out.sort_unstable();
        out
    }

    proptest! {
        #[test]
        fn the_order_in_which_they_are_found_does_not_matter(
            mails in prop::collection::btree_map(0u8..30, (0i64..20, prop::collection::vec(0u8..40, 0..5)), 0..20),
            seed in any::<u64>(),
        ) {
            let mails: Vec<Mail> = mails.into_iter().map(|(id, (at, named))| (at, id, named)).collect();
            let mut other = mails.clone();
            other.sort_by_key(|(at, id, _)| (seed.wrapping_mul(u64::from(*id) * 2 + 1) >> 7, *at));
            prop_assert_eq!(told(&mails), told(&other));
        }

        #[test]
        fn every_mail_has_one_place_after_what_it_answers(mails in prop::collection::vec((0i64..9, 0u8..9, prop::collection::vec(0u8..12, 0..4)), 0..20)) {
            let mut t = Threads::default();
            for (at, id, named) in &mails {
                let named: Vec<String> = named.iter().map(ToString::to_string).collect();
                t.add(Time(*at), &id.to_string(), &named, &[]);
            }
            let order = t.order();
            let mut seen: Vec<u32> = order.iter().map(|s| s.mail).collect();
            prop_assert!(order.windows(2).all(|w| w[0].thread <= w[1].thread));
            prop_assert!(order.windows(2).all(|w| w[0].thread < w[1].thread || w[0].at <= w[1].at));
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..u32::try_from(mails.len()).unwrap()).collect::<Vec<_>>());
        }
    }
}
