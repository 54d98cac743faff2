//! Old mail comes in, in great numbers: in the order of its dates, gathered into tickets by who answers whom. Nothing is sent, nobody is
//! told, and what is old enough is solved as if the desk had been there.
//!
//! [`Reader`]s make mails ready on any number of threads; [`Import`] writes them, many in one transaction. What is in the store already is
//! passed over, so that an import that was stopped goes on when it is begun again.

mod place;
mod reader;
mod stand;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;

use crate::mail::parse::Envelope;
use crate::model::threads::Step;
use crate::model::{Address, ContactId, InboxId, MailboxId, TeamId, TicketId, Time};
use crate::store::{Findable, Found, Kept, Write};

pub use reader::{Known, Reader, Ready};
use stand::{Spot, Thread};

use super::{Actor, Desk, DeskError, Right};

/// Mails that are written in one transaction, about: other processes wait so long for their turn.
const MOST_MAILS: usize = 1000;
/// Their weight in bytes, about.
const MOST_BYTES: usize = 24 << 20;
/// No Date header before 1980 is believed.
const FIRST_MAIL: Time = Time(315_532_800_000);
/// Contacts that are remembered.
const MOST_CONTACTS: usize = 200_000;

/// What is to be done with old mail.
#[derive(Clone, Copy, Debug)]
pub struct ImportOrder {
    /// The mailbox that it came to.
    pub mailbox: Option<MailboxId>,
    /// A ticket in which nothing has happened for so long is solved; `None`: never.
    pub solved_after: Option<Duration>,
    /// What time it is.
    pub now: Time,
}

impl ImportOrder {
    /// When an old mail was written: as its Date header says, else when it was received, else the time that its file has. What lies ahead
    /// of now or before there was mail is not believed.
    #[must_use]
    pub fn date_of(&self, envelope: &Envelope, file: Option<Time>) -> Time {
        let ahead = self.now.after(Duration::from_hours(24)); // a clock or a zone may be wrong by so much
        let believed = |t: &Time| *t >= FIRST_MAIL && *t <= ahead;
        let told = [envelope.date, envelope.received, file].into_iter().flatten().find(believed);
        told.map_or(self.now, |t| t.min(self.now))
    }
}

/// What an import came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// Mails that were looked at.
    pub mails: u64,
    /// Those that were in the store before.
    pub known: u64,
    /// New tickets.
    pub tickets: u64,
    /// Messages from customers.
    pub customer: u64,
    /// Answers of the desk.
    pub replies: u64,
    /// Messages of side conversations.
    pub sides: u64,
    /// The same message once more, by another way.
    pub duplicates: u64,
    /// What a person has to look at.
    pub quarantined: u64,
    /// What was placed by its signature, as new mail is.
    pub signed: u64,
}

/// An import that is under way.
pub struct Import<'d> {
    desk: &'d Desk,
    order: ImportOrder,
    own: Vec<Address>,
    team: Option<TeamId>,
    contacts: HashMap<Address, ContactId>,
    batch: Vec<Ready>,
    weight: usize,
    /// The thread of the last mail that was written, when more of it may come.
    thread: Option<Thread>,
    /// There is mail in the store that this import has not written: each mail has to be looked up.
    others: bool,
    last_mail: InboxId,
    words: Vec<(TicketId, Found, Arc<Findable>)>,
    done: Imported,
}

impl Desk {
    /// Begins an import. From now on this desk's connection writes in bulk.
    ///
    /// # Errors
    /// When the actor may not, there is no such mailbox, or the store cannot be read.
    pub fn import(&self, actor: &Actor, order: ImportOrder) -> Result<Import<'_>, DeskError> {
        self.may(actor, Right::Settings)?;
        let mailboxes = self.store.mailboxes()?;
        let mailbox = order.mailbox.map(|id| mailboxes.iter().find(|m| m.id == id).ok_or(DeskError::NoMailbox)).transpose()?;
        let team = mailbox.and_then(|m| m.team);
        self.store.write_in_bulk()?;
        let last_mail = self.store.last_mail()?;
        Ok(Import {
            desk: self,
            order,
            own: self.own_addresses()?,
            team,
            contacts: HashMap::new(),
            batch: Vec::new(),
            weight: 0,
            thread: None,
            others: last_mail != InboxId(0),
            last_mail,
            words: Vec::new(),
            done: Imported::default(),
        })
    }
}

impl Import<'_> {
    /// What makes mails ready on another thread.
    ///
    /// # Errors
    /// When the store cannot be read, or there is no memory.
    pub fn reader(&self, known: &Known) -> Result<Reader, DeskError> {
        Reader::new(self.desk.keyring.borrow().clone(), known.clone())
    }

    /// What is in the store before anything is read.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn known(&self) -> Result<Known, DeskError> {
        Ok(Known::new(self.desk.store.raw_hashes()?))
    }

    /// Takes a mail. They come in the order of their [`Step`]s. True when some were written.
    ///
    /// # Errors
    /// When the store cannot be written. What was written before stays.
    pub fn add(&mut self, ready: Ready) -> Result<bool, DeskError> {
        let full = self.batch.len() >= MOST_MAILS || self.weight >= MOST_BYTES;
        let same_thread = self.batch.last().is_some_and(|last| last.step.thread == ready.step.thread);
        // threads are not torn apart unless they are very long
        let written = full && (!same_thread || self.batch.len() >= 2 * MOST_MAILS || self.weight >= 2 * MOST_BYTES);
        if written {
            self.write(!same_thread)?;
        }
        self.weight += ready.weight();
        self.batch.push(ready);
        Ok(written)
    }

    /// What has been done so far.
    #[must_use]
    pub fn so_far(&self) -> Imported {
        self.done
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn finish(mut self) -> Result<Imported, DeskError> {
        self.write(true)?;
        Ok(self.done)
    }

    /// Writes the batch. `whole`: no more of its last thread comes.
    fn write(&mut self, whole: bool) -> Result<(), DeskError> {
        let batch = std::mem::take(&mut self.batch);
        self.weight = 0;
        if self.contacts.len() > MOST_CONTACTS {
            self.contacts.clear();
        }
        let desk = self.desk;
        desk.store.write(|w| self.write_batch(w, &batch, whole))
    }

    fn write_batch(&mut self, w: &Write<'_>, batch: &[Ready], whole: bool) -> Result<(), DeskError> {
        self.others |= w.last_mail()? != self.last_mail;
        let last = batch.last().map(|r| r.step.thread);
        for run in batch.chunk_by(|a, b| a.step.thread == b.step.thread) {
            let number = run[0].step.thread;
            let mut thread = match self.thread.take() {
                Some(thread) if thread.number == number => thread,
                _ => Thread::new(number),
            };
            for ready in run {
                self.one(w, &mut thread, ready)?;
            }
            let ended = whole || Some(number) != last;
            self.stand(w, &mut thread, ended)?;
            self.thread = (!ended).then_some(thread);
        }
        w.index_many(&std::mem::take(&mut self.words))?;
        self.last_mail = w.last_mail()?;
        Ok(())
    }

    /// One mail: known, or to be placed.
    fn one(&mut self, w: &Write<'_>, thread: &mut Thread, ready: &Ready) -> Result<(), DeskError> {
        self.done.mails += 1;
        let step = &ready.step;
        match ready.new_mail() {
            Ok(new) => match w.keep_mail(&new.raw)? {
                Some(kept) => self.seen(thread, step, Some(kept)),
                None => self.place(w, thread, step, new)?,
            },
            Err(hash) => self.seen(thread, step, w.mail_with_bytes(hash)?),
        }
        Ok(())
    }

    /// What is in the store keeps its place, and its thread goes on there.
    fn seen(&mut self, thread: &mut Thread, step: &Step, kept: Option<Kept>) {
        self.done.known += 1;
        if let Some(Kept { ticket: Some(ticket), side, .. }) = kept {
            thread.went(step, Spot { ticket, side });
        }
    }

    /// The contact with an address.
    fn meet(&mut self, w: &Write<'_>, name: &str, address: &Address, language: Option<&str>, at: Time) -> Result<ContactId, DeskError> {
        if let Some(known) = self.contacts.get(address) {
            return Ok(*known);
        }
        let contact = w.meet(name, address, language, at)?;
        self.contacts.insert(address.clone(), contact);
        Ok(contact)
    }

    fn is_own(&self, address: &Address) -> bool {
        self.own.contains(&address.split_detail().0)
    }
}
