//! The demo: a believable desk with a mail world of its own. The same IMAP and SMTP clients as in real life talk to a small server
//! on loopback, so that nothing in the demo goes around the code that real mail uses.
//!
//! [`stories::Stories::load`] → [`seed::found`] and [`seed::play`] → [`begin`]: then the worker fetches from and sends through the ports
//! of the server that `begin` gives back, and the people of the stories answer.

pub mod cast;
pub mod dice;
pub mod letter;
pub mod seed;
pub mod server;
pub mod stories;
pub mod world;

use std::io;

use crate::model::Time;
use cast::Manner;
use server::Server;
use stories::Stories;
use world::{Post, Tempo, World, live};

/// What a server says of an address that it takes no mail for.
const REFUSED: &str = "550 5.1.1 No such user here";

/// Starts the mail server and the world around it: people answer what is submitted, and `arrivals` come in at their time. All of it ends
/// when the server is dropped.
///
/// # Errors
/// When a port or a thread is not to be had.
pub fn begin(
    stories: &Stories,
    arrivals: Vec<(Time, Post)>,
    tempo: Tempo,
    seed: u64,
    clock: impl Fn() -> Time + Send + 'static,
) -> io::Result<Server> {
    let server = Server::start()?;
    for person in stories.cast.people().iter().filter(|p| p.manner == Manner::Refused) {
        server.refuse(&person.email, REFUSED);
    }
    let mut world = World::new(stories.cast.clone(), stories.desk.own_addresses(), tempo, seed);
    for (due, post) in arrivals {
        world.expect(due, post);
    }
    // The thread ends by itself when the server does: nobody has to wait for it.
    drop(live(&server, world, clock)?);
    Ok(server)
}

#[cfg(test)]
mod tests;
