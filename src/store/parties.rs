//! Third parties across tickets: their side conversations, how long they take, what agents note about them.

use rusqlite::params;

use super::{Sight, Store, StoreError, Write};
use crate::model::party::{AnswerTimes, KnownPerson, PartyNote, PartySide};
use crate::model::side::SideState;
use crate::model::{Address, AgentId, ContactId, SideId, TeamId, TicketId, Time};

/// So many of the last answers of an address are looked at.
const MOST_ANSWERS: u32 = 200;

impl Store {
    /// The side conversations that an address takes part in, on tickets that somebody sees, the newest first; each with the name that it has there.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn sides_with(&self, address: &Address, sight: &Sight, limit: u32) -> Result<Vec<(String, PartySide)>, StoreError> {
        self.rows(
            "reading a third party's side conversations",
            &format!(
                "SELECT p.name, p.verified, s.id, s.ticket_id, s.subject, s.state, s.unread, s.waiting_since, s.due_at, s.last_at, p.cc
                 FROM side_participants p CROSS JOIN sides s ON s.id = p.side_id CROSS JOIN tickets t ON t.id = s.ticket_id
                 WHERE p.address = ?1 AND p.removed_at IS NULL AND s.withdrawn_at IS NULL AND {} ORDER BY p.side_id DESC LIMIT ?2",
                sight.condition()
            ),
            params![address.as_str(), limit],
            |r| {
                let side = PartySide {
                    verified: r.get(1)?,
                    side: SideId(r.get(2)?),
                    ticket: TicketId(r.get(3)?),
                    subject: r.get(4)?,
                    state: if r.get::<_, String>(5)? == "done" { SideState::Done } else { SideState::Open },
                    unread: r.get(6)?,
                    waiting_since: r.get::<_, Option<i64>>(7)?.map(Time),
                    due_at: r.get::<_, Option<i64>>(8)?.map(Time),
                    last_at: Time(r.get(9)?),
                    cc: r.get(10)?,
                };
                Ok((r.get(0)?, side))
            },
        )
    }

    /// Whether an address takes part in a side conversation, or once did.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn was_ever_asked(&self, address: &Address) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM side_participants WHERE address = ?1 LIMIT 1";
        Ok(self.row("looking for a third party", sql, [address.as_str()], |_| Ok(()))?.is_some())
    }

    /// Third parties whose name begins with some text, each address once.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn parties_named(&self, prefix: &str) -> Result<Vec<KnownPerson>, StoreError> {
        let end = format!("{prefix}\u{10ffff}");
        let mut found = self.rows(
            "looking for third parties",
            "SELECT p.name, p.address FROM side_participants p WHERE p.name >= ?1 COLLATE NOCASE AND p.name < ?2 COLLATE NOCASE
             ORDER BY p.name COLLATE NOCASE LIMIT 200",
            [prefix, &end],
            |r| Ok(KnownPerson { name: r.get(0)?, address: super::entries::address(r, 1)? }),
        )?;
        found.sort_by(|a, b| a.address.cmp(&b.address));
        found.dedup_by(|a, b| a.address == b.address);
        found.sort();
        Ok(found)
    }

    /// How long the answers from some addresses took: all are counted, the last two hundred of each are measured.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn answer_times(&self, addresses: &[Address]) -> Result<AnswerTimes, StoreError> {
        const DOING: &str = "looking how long answers take";
        let (mut count, mut some) = (0, Vec::new());
        for address in addresses {
            let known = self.rows(
                DOING,
                "SELECT waited, at FROM side_messages WHERE author_address = ?1 AND waited IS NOT NULL ORDER BY id DESC LIMIT ?2",
                params![address.as_str(), MOST_ANSWERS],
                |r| Ok((r.get(0)?, Time(r.get(1)?))),
            )?;
            count += match u32::try_from(known.len()) {
                Ok(n) if n < MOST_ANSWERS => n,
                _ => self
                    .row(DOING, "SELECT count(*) FROM side_messages WHERE author_address = ?1 AND waited IS NOT NULL", [address.as_str()], |r| {
                        r.get(0)
                    })?
                    .unwrap_or(0),
            };
            some.extend(known);
        }
        Ok(AnswerTimes::of(count, some))
    }

    /// What agents have noted about a contact, the newest first: the first is what stands now.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn notes_on(&self, contact: ContactId) -> Result<Vec<PartyNote>, StoreError> {
        self.rows(
            "reading the notes on a contact",
            "SELECT v.at, coalesce(a.name, ''), v.body FROM contact_note_versions v LEFT JOIN agents a ON a.id = v.agent_id
             WHERE v.contact_id = ?1 ORDER BY v.id DESC LIMIT 100",
            [contact.0],
            |r| Ok(PartyNote { at: Time(r.get(0)?), by: r.get(1)?, text: r.get(2)? }),
        )
    }

    /// The side conversation whose unread answer has waited longest among those that concern an agent: on their own tickets, else on those of
    /// their teams, else where they take part. `None` when there is none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn next_unread_side(&self, agent: AgentId, teams: &[TeamId], sight: &Sight) -> Result<Option<(TicketId, SideId)>, StoreError> {
        let teams: Vec<String> = teams.iter().map(ToString::to_string).collect();
        let concerns = [
            format!("+t.assignee_id = {agent}"),
            format!("+t.team_id IN ({})", teams.join(", ")),
            format!(
                "EXISTS (SELECT 1 FROM side_participants p WHERE p.side_id = s.id AND p.address = (SELECT email FROM agents WHERE id = {agent})
                   AND p.removed_at IS NULL) AND {}",
                sight.condition()
            ),
        ];
        for concerns in concerns {
            let sql = format!(
                "SELECT s.ticket_id, s.id FROM sides s INDEXED BY sides_unread CROSS JOIN tickets t ON t.id = s.ticket_id
                 WHERE s.unread = 1 AND s.withdrawn_at IS NULL AND {concerns} ORDER BY s.last_at LIMIT 1"
            );
            let found = self.row("looking for unread answers", &sql, [], |r| Ok((TicketId(r.get(0)?), SideId(r.get(1)?))))?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }
}

impl Write<'_> {
    /// Notes something about a contact in place of what stood there. What stood there is kept.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn note_on(&self, contact: ContactId, text: &str, by: Option<AgentId>, now: Time) -> Result<(), StoreError> {
        const DOING: &str = "noting something about a contact";
        self.run(DOING, "UPDATE contacts SET notes = ?2 WHERE id = ?1", params![contact.0, text])?;
        self.insert(
            DOING,
            "INSERT INTO contact_note_versions (contact_id, at, agent_id, body) VALUES (?1, ?2, ?3, ?4)",
            params![contact.0, now.0, by.map(|a| a.0), text],
        )?;
        Ok(())
    }
}
