//! Stored mail is read again after an upgrade: its text, what is quoted in it, its files and what it is found by are written anew. Where it was
//! placed, what happened and what is unread stay as they are.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::mail::{forward, parse};
use crate::model::entry::EntryKind;
use crate::model::incoming::{Incoming, IncomingFile};
use crate::model::outgoing::as_body;
use crate::model::{Address, Body, InboxId, TicketId, Time};
use crate::store::{Findable, Found, InboxRow, InboxState, MailSigns, MailText, NewFile, Write};

use super::{Actor, Desk, DeskError, Right};

/// The setting that keeps how far reading again has come.
const STAND: &str = "reparse";
/// Mails in one write.
const AT_ONCE: u32 = 100;
/// Bytes of mails in one write, after the first.
const BYTES: usize = 16 << 20;

/// Which mails are read again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReparseOrder {
    /// Those that were stored at this time or later; all, when there is none.
    pub since: Option<Time>,
}

/// How far it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stand {
    order: ReparseOrder,
    done: InboxId,
}

/// What was written anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rewritten {
    /// The text.
    Text,
    /// Which lines are new, quoted or a signature.
    Marks,
    /// The files.
    Files,
    /// What the mail says of itself: sender, subject, Message-ID, content.
    Signs,
}

impl Rewritten {
    /// All of them.
    pub const ALL: [Rewritten; 4] = [Rewritten::Text, Rewritten::Marks, Rewritten::Files, Rewritten::Signs];

    /// The word in `--json`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Rewritten::Text => "text",
            Rewritten::Marks => "marks",
            Rewritten::Files => "files",
            Rewritten::Signs => "signs",
        }
    }
}

/// A mail that reads differently now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reparsed {
    /// The mail.
    pub mail: InboxId,
    /// The ticket that it is on, or is about.
    pub ticket: Option<TicketId>,
    /// What was written anew.
    pub changed: Vec<Rewritten>,
}

/// What one write came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReparseBatch {
    /// Mails that were read.
    pub read: u64,
    /// Those that read differently.
    pub changed: Vec<Reparsed>,
    /// Texts that were left as they are: a person has edited, deleted or redacted them.
    pub left: u64,
    /// The last mail that was read; `None` when there was none left.
    pub last: Option<InboxId>,
}

/// A mail, read again.
struct Again {
    row: InboxRow,
    mail: Incoming,
}

/// What a text should be.
struct Wanted {
    body: Body,
    files: Vec<IncomingFile>,
    words: Findable,
    /// Content-IDs and places of files count.
    with_places: bool,
}

impl Desk {
    /// Where reading again begins: at the beginning, or where it was stopped with the same order. Also how many mails there are to read.
    ///
    /// # Errors
    /// When the actor may not, or the store cannot be read.
    pub fn reparse_begins(&self, actor: &Actor, order: &ReparseOrder) -> Result<(InboxId, u64), DeskError> {
        self.may(actor, Right::Settings)?;
        let stand = self.store.setting::<Option<Stand>>(STAND)?.flatten();
        let after = stand.filter(|s| s.order == *order).map_or(InboxId(0), |s| s.done);
        Ok((after, self.store.count_mails_after(after, order.since)?))
    }

    /// Reads the next mails after one again, in one write that also keeps how far it has come.
    ///
    /// # Errors
    /// When the actor may not, or the store cannot be read or written.
    pub fn reparse_next(&self, actor: &Actor, order: &ReparseOrder, after: InboxId) -> Result<ReparseBatch, DeskError> {
        self.may(actor, Right::Settings)?;
        let mut mails = Vec::new();
        let mut bytes = 0;
        for row in self.store.mails_after(after, order.since, AT_ONCE)? {
            let raw = self.store.raw_mail(row.id)?.unwrap_or_default();
            bytes += raw.len();
            if bytes > BYTES && !mails.is_empty() {
                break;
            }
            mails.push(Again { mail: parse::parse(&raw), row });
        }
        let last = mails.last().map(|m| m.row.id);
        self.rewrite(&mails, Some(last.map(|done| Stand { order: order.clone(), done })), last)
    }

    /// Reads these mails again, in one write.
    ///
    /// # Errors
    /// When the actor may not, there is no such mail, or the store cannot be read or written.
    pub fn reparse_these(&self, actor: &Actor, mails: &[InboxId]) -> Result<ReparseBatch, DeskError> {
        self.may(actor, Right::Settings)?;
        let mut read = Vec::new();
        for &id in mails {
            let row = self.store.inbox_row(id)?.ok_or_else(|| DeskError::NoSuchMail(id.to_string()))?;
            let raw = self.store.raw_mail(id)?.unwrap_or_default();
            read.push(Again { mail: parse::parse(&raw), row });
        }
        let last = mails.last().copied();
        self.rewrite(&read, None, last)
    }

    fn rewrite(&self, mails: &[Again], stand: Option<Option<Stand>>, last: Option<InboxId>) -> Result<ReparseBatch, DeskError> {
        let own = self.own_addresses()?;
        self.store.write(|w| {
            let mut batch = ReparseBatch { read: mails.len() as u64, last, ..ReparseBatch::default() };
            for again in mails {
                let mut changed = Vec::new();
                for text in w.texts_of(again.row.id)? {
                    match (!text.touched).then(|| self.wanted(w, again, &text, &own)).transpose()?.flatten() {
                        Some(wanted) => rewrite_text(w, &text, &wanted, &mut changed)?,
                        None => batch.left += 1,
                    }
                }
                rewrite_signs(w, again, &mut changed)?;
                changed.sort_unstable();
                changed.dedup();
                if !changed.is_empty() {
                    batch.changed.push(Reparsed { mail: again.row.id, ticket: again.row.ticket, changed });
                }
            }
            if let Some(stand) = stand {
                w.set(STAND, &stand)?;
            }
            Ok(batch)
        })
    }

    /// What a text would be if its mail came now. `None` when it cannot be told any more.
    fn wanted(&self, w: &Write<'_>, again: &Again, text: &MailText, own: &[Address]) -> Result<Option<Wanted>, DeskError> {
        let mail = &again.mail;
        let author = mail.author().map_or("", |m| m.address.as_str());
        Ok(match text.kind {
            Some(EntryKind::Note) => self.wanted_note(w, again, text, own)?,
            // a mail that was passed on has another author than the one who passed it on
            Some(EntryKind::Customer) if text.author.1 != author => {
                let passed = forward::passed_on(mail, own).map(|p| p.mail);
                passed.filter(|p| p.author().is_some_and(|m| m.address.as_str() == text.author.1)).map(|p| as_mail(&p, text))
            }
            _ => Some(as_mail(mail, text)),
        })
    }

    /// A note that was written by mail, or that a mail was released as.
    fn wanted_note(&self, w: &Write<'_>, again: &Again, text: &MailText, own: &[Address]) -> Result<Option<Wanted>, DeskError> {
        let mail = &again.mail;
        let beside_a_customers = w.texts_of(again.row.id)?.iter().any(|t| t.kind == Some(EntryKind::Customer));
        if beside_a_customers {
            let words = forward::passed_on(mail, own).map(|p| p.words);
            return Ok(words.map(|words| note(as_body(&words), &[])));
        }
        let writer = mail.author().map(|m| w.agent_by_email(&m.address)).transpose()?.flatten();
        let by_agent = writer.is_some_and(|a| Some(a.id) == text.agent);
        let said = match mail.body.new_text() {
            t if t.trim().is_empty() => mail.body.text().to_owned(),
            t => t,
        };
        let said = if by_agent { said } else { format!("{}:\n\n{said}", mail.author().map(ToString::to_string).unwrap_or_default()) };
        let body = as_body(&said);
        // an empty message stands there as what it was called then
        Ok((!body.is_empty() || !mail.files.is_empty()).then(|| note(body, &mail.files)))
    }
}

/// A mail as the text of a customer's entry, of an old answer or of a side conversation.
fn as_mail(mail: &Incoming, text: &MailText) -> Wanted {
    let new = mail.body.new_text();
    let searched = if new.is_empty() { mail.body.text() } else { &new };
    let names: Vec<&str> = mail.files.iter().map(|f| f.name.as_str()).chain([text.author.0.as_str(), text.author.1.as_str()]).collect();
    Wanted { words: Findable::new(&mail.subject, searched, &names.join(" ")), body: mail.body.clone(), files: mail.files.clone(), with_places: true }
}

fn note(body: Body, files: &[IncomingFile]) -> Wanted {
    let names: Vec<&str> = files.iter().map(|f| f.name.as_str()).collect();
    Wanted { words: Findable::new("", body.text(), &names.join(" ")), body, files: files.to_vec(), with_places: false }
}

fn rewrite_text(w: &Write<'_>, text: &MailText, wanted: &Wanted, changed: &mut Vec<Rewritten>) -> Result<(), DeskError> {
    if text.body.text() != wanted.body.text() {
        changed.push(Rewritten::Text);
    } else if text.body.marks() != wanted.body.marks() {
        changed.push(Rewritten::Marks);
    }
    if text.body.text() != wanted.body.text() || text.body.marks() != wanted.body.marks() {
        w.set_text(text.on, &wanted.body)?;
    }
    if rewrite_files(w, text.on, wanted)? {
        changed.push(Rewritten::Files);
    }
    Ok(w.reindex(text.ticket, text.on, &wanted.words)?)
}

/// Files keep their rows as long as their bytes are the same. True when something changed.
fn rewrite_files(w: &Write<'_>, on: Found, wanted: &Wanted) -> Result<bool, DeskError> {
    let mut stored = w.mail_files(on)?;
    let mut changed = false;
    for file in &wanted.files {
        let hash: [u8; 32] = Sha256::digest(&file.bytes).into();
        let (content_id, inline) = if wanted.with_places { (file.content_id.as_deref(), file.inline) } else { (None, false) };
        let said = (file.name.as_str(), file.media_type.as_str(), content_id, inline);
        let same = |f: &&crate::store::MailFile| f.hash == hash;
        let exact = stored.iter().position(|f| f.hash == hash && (f.name.as_str(), f.media_type.as_str(), f.content_id.as_deref(), f.inline) == said);
        let at = exact.or_else(|| stored.iter().position(|f| same(&f)));
        match at {
            Some(at) => {
                let known = stored.remove(at);
                if exact.is_none() {
                    w.set_file(known.id, said.0, said.1, said.2, said.3)?;
                    changed = true;
                }
            }
            None => {
                let new = NewFile { name: said.0, media_type: said.1, content_id: said.2, inline: said.3, bytes: &file.bytes };
                match on {
                    Found::Entry(id) => w.add_entry_file(id, &new)?,
                    Found::SideMessage(id) => w.add_side_file(id, &new)?,
                };
                changed = true;
            }
        }
    }
    for gone in stored {
        w.drop_file(gone.id)?;
        changed = true;
    }
    Ok(changed)
}

/// By these a copy of the mail is known when it comes again. What was never placed has none yet.
fn rewrite_signs(w: &Write<'_>, again: &Again, changed: &mut Vec<Rewritten>) -> Result<(), DeskError> {
    let Again { row, mail } = again;
    let Some(MailSigns { message_id, content_hash }) = w.mail_signs(row.id)? else { return Ok(()) };
    if row.state == InboxState::Waiting || content_hash.is_none() {
        return Ok(());
    }
    let sender = mail.author().map(ToString::to_string).unwrap_or_default();
    let same = row.sender == sender
        && row.subject == mail.subject
        && message_id.as_deref().unwrap_or_default() == mail.message_id
        && content_hash == Some(mail.content_hash);
    if !same {
        w.set_mail_signs(row.id, &sender, &mail.subject, &mail.message_id, &mail.content_hash)?;
        changed.push(Rewritten::Signs);
    }
    Ok(())
}
