//! What has to do with files and with other programs.

use std::path::PathBuf;

use super::{Runner, now};
use crate::desk::DeskError;
use crate::model::entry::FileRef;
use crate::tui::effect::{Effect, PipeInput};
use crate::tui::event::{Done, Event, Failure, Page, Trouble};
use crate::tui::preview::{self, Preview};
use crate::tui::{files, panes};

impl Runner {
    /// What has to do with files and the system.
    pub(super) fn outside(&self, effect: Effect) -> Result<Option<Event>, DeskError> {
        let failed = |what: std::io::Error| Some(Event::Failed(Failure::Other(Trouble { what: what.to_string(), next: String::new() })));
        Ok(match effect {
            Effect::Pipe { id, command, input } => {
                let input = match input {
                    PipeInput::Text(text) => text.into_bytes(),
                    PipeInput::Raw(inbox) => self.desk.raw(&self.actor, inbox)?.1,
                };
                self.pipe(id, &command, input).err().and_then(failed)
            }
            Effect::OpenFile(file) => {
                let (_, _, bytes) = self.desk.file(&self.actor, file.id)?;
                match files::open(&file.name, &bytes, false) {
                    Ok(place) => Some(opened(place)),
                    Err(e) => failed(e),
                }
            }
            Effect::OpenOriginal(id) => match files::open("mail.html", self.desk.original(&self.actor, id)?.as_bytes(), true) {
                Ok(place) => Some(opened(place)),
                Err(e) => failed(e),
            },
            Effect::OpenLink(target) => match files::browse(&target) {
                Ok(started) => Some(Event::Done(Done::Opened((!started).then_some(target)))),
                Err(e) => failed(e),
            },
            Effect::Preview(file) => {
                let (_, media_type, bytes) = self.desk.file(&self.actor, file.id)?;
                Some(self.preview(&file, &media_type, &bytes))
            }
            Effect::SaveFiles { files: chosen, directory } => {
                let mut names = Vec::new();
                for file in chosen {
                    let (_, _, bytes) = self.desk.file(&self.actor, file.id)?;
                    match files::save(&directory, &file.name, &bytes) {
                        Ok(path) => names.extend(path.file_name().map(|name| name.to_string_lossy().into_owned())),
                        Err(e) => return Ok(failed(e)),
                    }
                }
                let name = names.pop().filter(|_| names.is_empty());
                Some(Event::Done(Done::Saved(directory, name)))
            }
            Effect::Export(request, format, path) => {
                let bytes = self.desk.export(&self.actor, &request, format, &self.words, now())?;
                match files::save_as(&path, &bytes) {
                    Ok(path) => Some(Event::Done(Done::Saved(path, None))),
                    Err(e) => failed(e),
                }
            }
            Effect::SyncNow => {
                (self.sync)();
                Some(Event::Done(Done::Syncing))
            }
            // The loop's own: they never come here.
            _ => None,
        })
    }

    /// What there is to see of a file, or why there is nothing.
    fn preview(&self, file: &FileRef, media_type: &str, bytes: &[u8]) -> Event {
        let about = |more: &str| format!("{media_type} · {}{more}", panes::bytes(file.size));
        let nothing = |key: &str| {
            let what = self.words.say_with(key, &[("name", (&file.name).into())]);
            Event::Failed(Failure::Other(Trouble { what, next: self.words.say("console-preview-next") }))
        };
        match preview::of(media_type, bytes) {
            Preview::Text(text, more) => {
                let more = if more { format!(" · {}", self.words.say("console-preview-beginning")) } else { String::new() };
                Event::Text(Page { title: file.name.clone(), about: about(&more), text })
            }
            Preview::Picture(picture) => {
                let size = format!(" · {} × {}", picture.full.0, picture.full.1);
                Event::Picture(file.name.clone(), about(&size), Box::new(picture))
            }
            Preview::TooLarge => nothing("console-preview-too-large"),
            Preview::Broken => nothing("console-preview-broken"),
            Preview::Unknown => nothing("console-preview-unknown"),
        }
    }
}

fn opened(place: Option<PathBuf>) -> Event {
    Event::Done(Done::Opened(place.map(|p| p.display().to_string())))
}
