//! What can be done with a mail before it is its turn: it is hashed, read, compressed, and its words are made ready for the index.

use std::sync::Arc;

use crate::mail::parse;
use crate::mail::token::{Keyring, Reading};
use crate::model::incoming::Incoming;
use crate::model::threads::Step;
use crate::store::{Findable, Packed, Packer};

use super::DeskError;

/// Which mails are in the store, by the SHA-256 of their bytes.
#[derive(Clone, Debug, Default)]
pub struct Known(Arc<Vec<[u8; 32]>>);

impl Known {
    /// From sorted hashes.
    pub(super) fn new(hashes: Vec<[u8; 32]>) -> Known {
        Known(Arc::new(hashes))
    }

    fn has(&self, hash: &[u8; 32]) -> bool {
        self.0.binary_search(hash).is_ok()
    }
}

/// Makes mails ready, on a thread of its own.
pub struct Reader {
    keyring: Keyring,
    known: Known,
    packer: Packer,
}

/// A mail that is ready to be written.
pub struct Ready {
    /// Where it stands in the order of all mails.
    pub(super) step: Step,
    content: Content,
}

enum Content {
    Known([u8; 32]),
    New(Box<NewMail>),
}

/// A mail that the store did not have when it was read.
pub(super) struct NewMail {
    pub raw: Packed,
    /// Without the bytes of its files.
    pub mail: Incoming,
    /// Those, in the same order.
    pub files: Vec<Packed>,
    pub words: Arc<Findable>,
    /// Something in it is signed by the desk, or looks so.
    pub signed: bool,
}

impl Reader {
    pub(super) fn new(keyring: Keyring, known: Known) -> Result<Reader, DeskError> {
        Ok(Reader { keyring, known, packer: Packer::new()? })
    }

    /// Makes a mail ready.
    pub fn read(&mut self, step: Step, raw: &[u8]) -> Ready {
        let raw_packed = self.packer.pack(raw);
        if self.known.has(raw_packed.hash()) {
            return Ready { step, content: Content::Known(*raw_packed.hash()) };
        }
        let mut mail = parse::parse(raw);
        mail.html = None;
        let signed = self.is_signed(&mail);
        let files: Vec<Packed> = mail.files.iter_mut().map(|f| self.packer.pack(&std::mem::take(&mut f.bytes))).collect();
        let words = Arc::new(words(&mail));
        Ready { step, content: Content::New(Box::new(NewMail { raw: raw_packed, mail, files, words, signed })) }
    }

    fn is_signed(&self, mail: &Incoming) -> bool {
        let ids = mail.in_reply_to.iter().chain(&mail.references).chain([&mail.message_id]);
        ids.map(|id| self.keyring.read_message_id(id))
            .chain(mail.recipients().map(|address| self.keyring.read_address(address)))
            .any(|reading| reading != Reading::NotOurs)
    }
}

impl Ready {
    /// About how many bytes it takes in memory.
    #[must_use]
    pub fn weight(&self) -> usize {
        match &self.content {
            Content::Known(_) => 64,
            Content::New(new) => {
                let words = new.words.subject.len() + new.words.body.len() + new.words.names.len();
                2048 + new.raw.weight() + new.mail.body.text().len() + words + new.files.iter().map(Packed::weight).sum::<usize>()
            }
        }
    }

    pub(super) fn new_mail(&self) -> Result<&NewMail, &[u8; 32]> {
        match &self.content {
            Content::New(new) => Ok(new),
            Content::Known(hash) => Err(hash),
        }
    }
}

/// What search finds it by: what is new in it; quotes are found where they were new.
fn words(mail: &Incoming) -> Findable {
    let new = mail.body.new_text();
    let text = if new.is_empty() { mail.body.text() } else { &new };
    let mut names: String = mail.files.iter().map(|f| f.name.as_str()).collect::<Vec<_>>().join(" ");
    if let Some(author) = mail.author() {
        names.push_str(&format!(" {} {}", author.name, author.address));
    }
    Findable::new(&mail.subject, text, &names)
}
