//! A line between a worker and a server that can be cut, and on which something can happen at a chosen step.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// The most bytes that pass in one piece: a mail is several steps.
const PIECE: usize = 1024;

/// When something is to happen.
pub enum When {
    /// At the n-th piece that passes, in whatever direction, counted from 1.
    Piece(usize),
    /// At the first piece that begins so.
    Says(&'static str),
}

/// What becomes of the piece itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Passes {
    /// It passes before the thing happens.
    Before,
    /// It passes when the thing has happened.
    After,
    /// It is lost, and the connection with it.
    Never,
}

/// What is to happen, once.
pub struct Trip {
    pub when: When,
    pub passes: Passes,
    /// How long after the piece was read it happens.
    pub delay: Duration,
    pub act: Box<dyn FnOnce() + Send>,
}

#[derive(Default)]
struct State {
    trip: Option<Trip>,
    pieces: usize,
    tripped: bool,
    cut: bool,
    ends: Vec<TcpStream>,
    open: usize,
    taken: usize,
}

/// A port on this machine behind which a server is.
pub struct Line {
    /// The port.
    pub port: u16,
    state: Arc<Mutex<State>>,
}

impl Line {
    /// A line to a server on this machine.
    pub fn to(server: u16) -> Line {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::<Mutex<State>>::default();
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if shared.lock().unwrap().cut {
                    continue; // dropped, which closes it
                }
                let Ok(server) = TcpStream::connect(("127.0.0.1", server)) else { continue };
                begin(&client, &server, &shared);
            }
        });
        Line { port, state }
    }

    /// Arms the line: pieces are counted from now on.
    pub fn arm(&self, trip: Trip) {
        let mut state = self.state.lock().unwrap();
        (state.trip, state.pieces, state.tripped) = (Some(trip), 0, false);
    }

    /// Disarms it. How many pieces have passed since it was armed.
    pub fn disarm(&self) -> usize {
        let mut state = self.state.lock().unwrap();
        state.trip = None;
        state.pieces
    }

    /// Whether what it was armed for has happened.
    pub fn tripped(&self) -> bool {
        self.state.lock().unwrap().tripped
    }

    /// Cuts every connection and takes no new one, or takes them again.
    pub fn cut(&self, cut: bool) {
        let mut state = self.state.lock().unwrap();
        state.cut = cut;
        if cut {
            for end in state.ends.drain(..) {
                let _ = end.shutdown(Shutdown::Both);
            }
        }
    }

    /// How many connections are open, and how many there ever were.
    pub fn connections(&self) -> (usize, usize) {
        let state = self.state.lock().unwrap();
        (state.open, state.taken)
    }
}

fn begin(client: &TcpStream, server: &TcpStream, state: &Arc<Mutex<State>>) {
    let mut now = state.lock().unwrap();
    (now.open, now.taken) = (now.open + 1, now.taken + 1);
    now.ends.extend([client.try_clone().unwrap(), server.try_clone().unwrap()]);
    drop(now);
    let back = thread::spawn({
        let (from, to, state) = (server.try_clone().unwrap(), client.try_clone().unwrap(), Arc::clone(state));
        move || pump(from, to, &state)
    });
    let (from, to, state) = (client.try_clone().unwrap(), server.try_clone().unwrap(), Arc::clone(state));
    thread::spawn(move || {
        pump(from, to, &state);
        let _ = back.join();
        state.lock().unwrap().open -= 1;
    });
}

/// Passes pieces on until one end closes, which closes the other.
fn pump(mut from: TcpStream, mut to: TcpStream, state: &Mutex<State>) {
    let mut piece = [0; PIECE];
    while let Ok(n @ 1..) = from.read(&mut piece) {
        let trip = reached(&mut state.lock().unwrap(), &piece[..n]);
        let passes = trip.as_ref().map_or(Passes::Before, |t| t.passes);
        if passes == Passes::Before && to.write_all(&piece[..n]).is_err() {
            break;
        }
        if let Some(trip) = trip {
            thread::sleep(trip.delay);
            (trip.act)();
            state.lock().unwrap().tripped = true;
        }
        if passes == Passes::Never || passes == Passes::After && to.write_all(&piece[..n]).is_err() {
            break;
        }
    }
    let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
}

fn reached(state: &mut State, piece: &[u8]) -> Option<Trip> {
    state.pieces += 1;
    let due = match &state.trip.as_ref()?.when {
        When::Piece(n) => state.pieces >= *n,
        When::Says(words) => piece.starts_with(words.as_bytes()),
    };
    if due { state.trip.take() } else { None }
}
