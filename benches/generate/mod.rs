//! A big desk to measure on: believable tickets, words and people, the same for the same [`Shape`].
//!
//! It is written through the store's own functions, in big transactions and in the order of time, so that its rows lie as they do on a desk
//! that has been in use for two years. `cargo bench --bench desk -- --generate FILE` makes one.
#![allow(dead_code)]

mod cast;
pub mod lives;
pub mod random;
pub mod words;
mod write;

use std::path::Path;

use aside::desk::{Desk, DeskError, Founding, Policy};
use aside::model::{Address, Time};
use aside::store::Store;
use jiff::tz::TimeZone;

/// A word that stands in one message of some thousands.
pub const RARE_WORD: &str = "quokka";

/// Moments in one transaction.
const PORTION: usize = 20_000;

/// How big a desk is to be.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Tickets.
    pub tickets: usize,
    /// Messages for each, on average; event lines come on top.
    pub messages: u32,
    /// Agents, the admin `ana` among them.
    pub agents: usize,
    /// Teams.
    pub teams: usize,
    /// Another seed makes another desk.
    pub seed: u64,
    /// The desk's today.
    pub now: Time,
}

impl Shape {
    /// The desk that the product's figures are about: 100,000 tickets with three messages each, 50 agents, 20 teams.
    pub fn big(now: Time) -> Shape {
        Shape { tickets: 100_000, messages: 3, agents: 50, teams: 20, seed: 42, now }
    }
}

/// What is on the desk in the end.
#[derive(Clone, Copy, Debug, Default)]
pub struct Made {
    /// Tickets.
    pub tickets: usize,
    /// Messages: mails, replies, notes, side conversations.
    pub messages: usize,
}

/// Makes a desk in a new file and says how far it is.
///
/// # Errors
/// When the file exists already or cannot be written.
pub fn generate(path: &Path, shape: &Shape, mut progress: impl FnMut(f64)) -> Result<Made, DeskError> {
    let address = |text: &str| Address::parse(text).ok_or(DeskError::NoMailbox);
    let store = Store::create(path)?;
    let founding = Founding {
        address: &address("desk@desk.example")?,
        name: "Desk",
        login: "ana",
        agent_name: "Ana Lima",
        agent_email: &address("ana@staff.example")?,
        secret: [7; 32],
    };
    let begun = Time(shape.now.0 - 2 * 366 * 86_400_000);
    let desk = Desk::found(store, Policy::default(), TimeZone::UTC, &founding, begun)?;
    let mut dice = random::Dice::new(shape.seed);
    let plan = lives::plan(shape, &mut dice);
    desk.store().in_bulk(|store| {
        let mut writer = write::Writer::found(store, shape, dice, begun)?;
        for (n, some) in plan.chunks(PORTION).enumerate() {
            store.write(|w| some.iter().try_for_each(|moment| writer.moment(w, moment)))?;
            progress(((n + 1) * PORTION) as f64 / plan.len() as f64);
        }
        Ok(writer.made)
    })
}
