//! What only looks at files: on a thread of its own, so that a directory that does not answer keeps no draft from being saved.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::Tell;
use crate::tui::effect::Effect;
use crate::tui::event::{Event, Failure, Trouble};
use crate::tui::files;

/// Whether an effect is an errand.
pub(super) fn is_errand(effect: &Effect) -> bool {
    matches!(effect, Effect::CheckFile(_) | Effect::CheckDraft(..) | Effect::CheckPasted { .. } | Effect::CompletePath(_))
}

/// Starts the thread. It is not waited for at the end: what it does changes nothing.
///
/// # Errors
/// When the system gives no thread.
pub(super) fn start(tell: Tell) -> std::io::Result<Sender<Effect>> {
    let (jobs, receiver) = channel();
    std::thread::Builder::new().name("errands".to_owned()).spawn(move || run(&receiver, &tell))?;
    Ok(jobs)
}

fn run(jobs: &Receiver<Effect>, tell: &Tell) {
    while let Ok(first) = jobs.recv() {
        let mut waiting: Vec<Effect> = std::iter::once(first).chain(jobs.try_iter()).collect();
        // of the listings only the last is still wanted
        let last = waiting.iter().rposition(|e| matches!(e, Effect::CompletePath(_)));
        let mut at = 0;
        waiting.retain(|e| {
            at += 1;
            !matches!(e, Effect::CompletePath(_)) || last == Some(at - 1)
        });
        waiting.into_iter().filter_map(done).for_each(|event| tell(event));
    }
}

fn done(errand: Effect) -> Option<Event> {
    Some(match errand {
        Effect::CheckFile(path) => match files::size(&path) {
            Ok((path, size)) => Event::FileChecked(path, size),
            Err(e) => {
                let message = Trouble { what: e.to_string(), next: String::new() };
                Event::Failed(Failure::Typed { asked: Box::new(Effect::CheckFile(path)), message })
            }
        },
        Effect::CheckDraft(key, paths) => {
            let look = |path: PathBuf| {
                let size = files::size(&path).ok().map(|(_, size)| size);
                (path, size)
            };
            Event::DraftChecked(key, paths.into_iter().map(look).collect())
        }
        Effect::CheckPasted { key, text, ways } => {
            let look = |paths: Vec<PathBuf>| paths.iter().map(|p| files::size(p).ok()).collect::<Option<Vec<_>>>();
            Event::PastedChecked { key, text, files: ways.into_iter().find_map(look).unwrap_or_default() }
        }
        Effect::CompletePath(typed) => Event::Paths { found: files::complete(&typed), typed },
        _ => return None,
    })
}
