//! Mails are read and made ready on several threads and written on this one, in their order and in bounded memory.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::Duration;

use super::Progress;
use super::sources::Sources;
use crate::cli::failure::Failure;
use crate::desk::{Import, Reader, Ready};
use crate::model::threads::Step;

/// Mails that a thread takes at a time.
const CHUNK: usize = 32;
/// Bytes of mails that are ready and not written yet.
const AHEAD: usize = 16 << 20;
/// How long other processes get to write, after each transaction.
const TURN: Duration = Duration::from_millis(5);

/// What became of a mail before it is written.
type Read = Result<Ready, (PathBuf, String)>;

/// How much is ready, and for which chunk the writer waits.
#[derive(Default)]
struct Queue {
    bytes: usize,
    wanted: usize,
    stopped: bool,
}

#[derive(Default)]
struct Budget {
    queue: Mutex<Queue>,
    changed: Condvar,
}

impl Budget {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut Queue)) {
        change(&mut self.queue());
        self.changed.notify_all();
    }

    /// Waits until there is room; what the writer waits for always has room. False when it is over.
    fn room_for(&self, chunk: usize) -> bool {
        let full = |q: &mut Queue| !q.stopped && q.bytes > AHEAD && q.wanted != chunk;
        let queue = self.changed.wait_while(self.queue(), full).unwrap_or_else(PoisonError::into_inner);
        !queue.stopped
    }
}

/// However a thread ends, the others must not wait for it.
struct Ends<'a>(&'a Budget, bool);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        if self.1 || std::thread::panicking() {
            self.0.change(|q| q.stopped = true);
        }
    }
}

/// Reads and writes all mails.
pub(super) fn work(import: &mut Import<'_>, sources: &Sources, steps: &[Step], progress: &mut Progress) -> Result<(), Failure> {
    let threads = std::thread::available_parallelism().map_or(2, usize::from).min(8);
    let known = import.known()?;
    let mut readers = Vec::new();
    for _ in 0..threads {
        readers.push(import.reader(&known)?);
    }
    let (budget, next) = (Budget::default(), AtomicUsize::new(0));
    let (sender, receiver) = mpsc::channel();
    std::thread::scope(|scope| {
        for reader in readers {
            let (sender, budget, next) = (sender.clone(), &budget, &next);
            scope.spawn(move || read(reader, sources, steps, next, budget, &sender));
        }
        drop(sender);
        let _ends = Ends(&budget, true);
        write(import, &receiver, &budget, steps.len(), progress)
    })
}

/// One thread: chunk after chunk.
fn read(mut reader: Reader, sources: &Sources, steps: &[Step], next: &AtomicUsize, budget: &Budget, sender: &mpsc::Sender<(usize, Vec<Read>)>) {
    let _ends = Ends(budget, false);
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let Some(chunk) = steps.chunks(CHUNK).nth(number) else { return };
        let mut done: Vec<Read> = Vec::with_capacity(chunk.len());
        for step in chunk {
            if !budget.room_for(number) {
                return;
            }
            let read = sources.read(step).map(|raw| reader.read(*step, &raw)).map_err(|e| (sources.path(step), e.to_string()));
            let weight = weight(&read);
            budget.change(|q| q.bytes += weight);
            done.push(read);
        }
        if sender.send((number, done)).is_err() {
            return;
        }
    }
}

fn weight(read: &Read) -> usize {
    read.as_ref().map_or(0, Ready::weight)
}

/// Writes what comes, in its order.
fn write(
    import: &mut Import<'_>,
    receiver: &mpsc::Receiver<(usize, Vec<Read>)>,
    budget: &Budget,
    all: usize,
    progress: &mut Progress,
) -> Result<(), Failure> {
    let mut early: BTreeMap<usize, Vec<Read>> = BTreeMap::new();
    let mut wanted = 0;
    for (number, chunk) in receiver {
        early.insert(number, chunk);
        while let Some(chunk) = early.remove(&wanted) {
            wanted += 1;
            let weight: usize = chunk.iter().map(weight).sum();
            budget.change(|q| (q.bytes, q.wanted) = (q.bytes.saturating_sub(weight), wanted));
            for read in chunk {
                match read {
                    Ok(ready) => {
                        if import.add(ready)? {
                            progress.done(import.so_far().mails, all);
                            std::thread::sleep(TURN);
                        }
                    }
                    Err((path, why)) => progress.trouble(&path, &why),
                }
            }
        }
    }
    Ok(())
}
