//! Where the old mails are: found and put in order with few bytes of memory for each.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use super::Progress;
use crate::cli::failure::Failure;
use crate::desk::ImportOrder;
use crate::mail::mbox::{Mbox, Quoting};
use crate::mail::parse::{Envelope, envelope};
use crate::model::Time;
use crate::model::threads::{Step, Threads};

/// Enough of a mail to hold its header.
const HEAD: usize = 64 << 10;
/// Bigger mails are left where they are.
const BIGGEST: usize = 150 << 20;

/// The old mails.
#[derive(Default)]
pub(super) struct Sources {
    folders: Vec<Folder>,
    /// The names of all files of Maildirs, one after the other.
    names: Vec<u8>,
    mails: Vec<Place>,
    threads: Threads,
    /// Drafts and what was thrown away.
    pub left_out: u64,
}

enum Folder {
    /// One of the directories of a Maildir.
    Files(PathBuf),
    Mbox(PathBuf, Quoting),
}

/// Where a mail is.
#[derive(Clone, Copy)]
struct Place {
    folder: u32,
    /// Its name among the names, or where it begins in the mbox.
    at: u64,
    /// The length of the name.
    length: u32,
}

impl Sources {
    /// Finds the mails of a Maildir.
    pub(super) fn maildir(&mut self, path: &Path, order: &ImportOrder, progress: &mut Progress) -> Result<(), Failure> {
        let directories: Vec<PathBuf> = ["cur", "new"].iter().map(|d| path.join(d)).filter(|d| d.is_dir()).collect();
        if directories.is_empty() {
            return Err(Failure::said("cli-import-no-maildir", &[("path", &path.display().to_string())]));
        }
        let mut head = vec![0; HEAD];
        for directory in directories {
            let folder = self.folder(Folder::Files(directory.clone()));
            for entry in std::fs::read_dir(&directory).map_err(|e| Failure::file(&directory, e))? {
                let name = entry.map_err(|e| Failure::file(&directory, e))?.file_name();
                let bytes = name.as_bytes();
                if bytes.starts_with(b".") {
                    continue;
                }
                if never_sent(bytes) {
                    self.left_out += 1;
                    continue;
                }
                let path = directory.join(&name);
                match beginning(&path, &mut head) {
                    Ok(length) => {
                        let e = envelope(&head[..length]);
                        let time = if e.date.is_none() && e.received.is_none() { written(&path) } else { None };
                        let place = Place { folder, at: self.names.len() as u64, length: u32::try_from(bytes.len()).unwrap_or(0) };
                        self.names.extend_from_slice(bytes);
                        self.found(place, &e, order, time, progress)?;
                    }
                    Err(e) => progress.trouble(&path, &e.to_string()),
                }
            }
        }
        Ok(())
    }

    /// Finds the mails of an mbox.
    pub(super) fn mbox(&mut self, path: &Path, quoting: Quoting, order: &ImportOrder, progress: &mut Progress) -> Result<(), Failure> {
        let file = File::open(path).map_err(|e| Failure::file(path, e))?;
        let folder = self.folder(Folder::Mbox(path.to_owned(), quoting));
        let before = self.mails.len();
        for piece in Mbox::new(BufReader::with_capacity(1 << 20, file), quoting, HEAD) {
            let piece = piece.map_err(|e| Failure::file(path, e))?;
            let place = Place { folder, at: piece.offset, length: 0 };
            self.found(place, &envelope(&piece.mail), order, None, progress)?;
        }
        if self.mails.len() == before && std::fs::metadata(path).is_ok_and(|m| m.len() > 0) {
            return Err(Failure::said("cli-import-no-mbox", &[("path", &path.display().to_string())]));
        }
        Ok(())
    }

    fn folder(&mut self, folder: Folder) -> u32 {
        self.folders.push(folder);
        u32::try_from(self.folders.len() - 1).unwrap_or(u32::MAX)
    }

    fn found(&mut self, place: Place, e: &Envelope, order: &ImportOrder, file: Option<Time>, progress: &mut Progress) -> Result<(), Failure> {
        // a mail without a Message-ID is like no other
        let made = || format!("{}\u{0}{}", self.mails.len(), place.at);
        let id = e.message_id.clone().unwrap_or_else(made);
        let added = self.threads.add(order.date_of(e, file), &id, &e.in_reply_to, &e.references);
        if added.is_none() {
            return Err(Failure::said("cli-import-too-many", &[]));
        }
        self.mails.push(place);
        progress.found(self.mails.len());
        Ok(())
    }

    /// All mails in order.
    pub(super) fn order(&mut self) -> Vec<Step> {
        std::mem::take(&mut self.threads).order()
    }

    /// Where a mail is, for people.
    pub(super) fn path(&self, step: &Step) -> PathBuf {
        let place = self.mails[step.mail as usize];
        match &self.folders[place.folder as usize] {
            Folder::Files(directory) => directory.join(self.name(place)),
            Folder::Mbox(path, _) => path.clone(),
        }
    }

    fn name(&self, place: Place) -> &OsStr {
        let start = usize::try_from(place.at).unwrap_or(usize::MAX);
        OsStr::from_bytes(self.names.get(start..start + place.length as usize).unwrap_or_default())
    }

    /// The whole mail.
    pub(super) fn read(&self, step: &Step) -> io::Result<Vec<u8>> {
        let place = self.mails[step.mail as usize];
        match &self.folders[place.folder as usize] {
            Folder::Files(directory) => {
                let file = open(directory, self.name(place))?;
                let size = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
                if size > BIGGEST {
                    return Err(too_big());
                }
                let mut raw = Vec::with_capacity(size + 1);
                file.take(BIGGEST as u64).read_to_end(&mut raw)?;
                Ok(raw)
            }
            Folder::Mbox(path, quoting) => {
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(place.at))?;
                let piece = Mbox::new(BufReader::with_capacity(32 << 10, file), *quoting, BIGGEST).next();
                let piece = piece.ok_or_else(|| io::Error::from(io::ErrorKind::UnexpectedEof))??;
                if piece.left_out > 0 { Err(too_big()) } else { Ok(piece.mail) }
            }
        }
    }
}

/// A mail program may have renamed a file since it was found, to change its flags: then it is under the name before the `:`.
fn open(directory: &Path, name: &OsStr) -> io::Result<File> {
    let first = File::open(directory.join(name));
    if !matches!(&first, Err(e) if e.kind() == io::ErrorKind::NotFound) {
        return first;
    }
    let unique = |name: &OsStr| name.as_bytes().split(|b| *b == b':').next().unwrap_or_default().to_vec();
    let cur = directory.with_file_name("cur");
    for entry in std::fs::read_dir(&cur)? {
        let found: OsString = entry?.file_name();
        if unique(&found) == unique(name) {
            return File::open(cur.join(OsString::from_vec(found.into_vec())));
        }
    }
    first
}

fn too_big() -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, format!("it is bigger than {} MB", BIGGEST >> 20))
}

/// When a file was written last.
fn written(path: &Path) -> Option<Time> {
    let time = std::fs::metadata(path).and_then(|m| m.modified()).ok()?;
    jiff::Timestamp::try_from(time).ok().map(Time::from)
}

/// The beginning of a file: how much of it there is.
fn beginning(path: &Path, head: &mut [u8]) -> io::Result<usize> {
    let mut file = File::open(path)?;
    let mut length = 0;
    while length < head.len() {
        match file.read(&mut head[length..])? {
            0 => break,
            n => length += n,
        }
    }
    Ok(length)
}

/// Whether the flags of a Maildir's file say that it is a draft or was thrown away.
fn never_sent(name: &[u8]) -> bool {
    let flags = name.windows(3).position(|w| w == b":2,").map_or(&[][..], |at| &name[at + 3..]);
    flags.iter().any(|f| matches!(f, b'D' | b'T'))
}
