//! What each role may do. Checked by every verb and every read, and nowhere else.

use crate::model::people::Role;
use crate::model::ticket::TicketHead;
use crate::model::{SideId, TicketId};
use crate::store::{SideHead, Sight};

use super::{Actor, Desk, DeskError};

/// What an act needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// Write private notes on tickets that one sees.
    Note,
    /// Read what notes said before they were edited or deleted.
    EarlierNotes,
    /// Work on tickets that one sees: answer, assign, change.
    Work,
    /// Open side conversations.
    OpenSide,
    /// Say which organizations there are and who belongs to them.
    Organizations,
    /// See and settle what is in quarantine.
    Quarantine,
    /// Keep one's own views and canned responses.
    OwnSettings,
    /// Keep the tags, and the views and canned responses of the teams that one supervises.
    TeamSettings,
    /// Take texts out of the desk for good.
    Redact,
    /// Change the desk's settings.
    Settings,
}

impl std::fmt::Display for Right {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Right::Note => "write notes",
            Right::EarlierNotes => "read what notes said before",
            Right::Work => "work on tickets",
            Right::OpenSide => "open side conversations",
            Right::Organizations => "say what organizations there are",
            Right::Quarantine => "handle the quarantine",
            Right::OwnSettings => "keep views and canned responses",
            Right::TeamSettings => "keep tags and the settings of a team",
            Right::Redact => "redact messages",
            Right::Settings => "change settings",
        })
    }
}

impl Right {
    /// The least role that has it, where the desk does not say otherwise.
    #[must_use]
    pub fn least(self) -> Role {
        match self {
            Right::Note | Right::OwnSettings => Role::Light,
            Right::Work | Right::OpenSide | Right::Quarantine => Role::Agent,
            Right::EarlierNotes | Right::Organizations | Right::TeamSettings => Role::Supervisor,
            Right::Redact | Right::Settings => Role::Admin,
        }
    }
}

impl Desk {
    /// Whether the actor has a right; the desk itself has every right.
    pub(super) fn may(&self, actor: &Actor, right: Right) -> Result<(), DeskError> {
        let Some(agent) = actor.agent() else { return Ok(()) };
        let least = if right == Right::OpenSide { self.policy.sides_from } else { right.least() };
        if agent.role >= least { Ok(()) } else { Err(DeskError::NotAllowed { role: agent.role, right }) }
    }

    /// Whether the actor may open side conversations at all. Those that there are go on when nobody may open more.
    ///
    /// # Errors
    /// [`DeskError::SidesOff`] when the desk has them switched off, [`DeskError::NotAllowed`] when the actor's role may not.
    pub fn may_open_sides(&self, actor: &Actor) -> Result<(), DeskError> {
        if !self.policy.sides {
            return Err(DeskError::SidesOff);
        }
        self.may(actor, Right::OpenSide)
    }

    /// Which tickets the actor sees (PRODUCT 3).
    pub(super) fn sight(&self, actor: &Actor) -> Result<Sight, DeskError> {
        let Some(agent) = actor.agent() else { return Ok(Sight::Everything) };
        if agent.role == Role::Admin {
            return Ok(Sight::Everything);
        }
        let own = self.store.waiting_box_of(agent.id)?;
        let waiting_box = own.unwrap_or_else(|| self.policy.waiting_box.contains(&agent.role));
        Ok(Sight::Limited { agent: agent.id, teams: agent.teams.clone(), waiting_box })
    }

    /// A ticket that the actor may see and may do this on. One that was merged into another goes on there alone.
    pub(super) fn allowed(&self, actor: &Actor, right: Right, ticket: TicketId) -> Result<TicketHead, DeskError> {
        let head = self.visible(actor, ticket)?;
        self.may(actor, right)?;
        match head.merged_into {
            Some(into) => Err(DeskError::MergedAway { ticket, into }),
            None => Ok(head),
        }
    }

    /// A side conversation on a ticket that the actor may see.
    pub(super) fn visible_side(&self, actor: &Actor, side: SideId) -> Result<SideHead, DeskError> {
        let head = self.store.side_head(side)?.ok_or(DeskError::NoSuchSide(side))?;
        match self.visible(actor, head.ticket) {
            Ok(_) => Ok(head),
            Err(DeskError::NoSuchTicket(_)) => Err(DeskError::NoSuchSide(side)),
            Err(e) => Err(e),
        }
    }

    /// A side conversation that the actor may answer in: with the right to work, as a participant, or because they have opened it.
    pub(super) fn answerable_side(&self, actor: &Actor, side: SideId) -> Result<SideHead, DeskError> {
        let head = self.visible_side(actor, side)?;
        if let Err(refused) = self.may(actor, Right::Work) {
            let takes_part = match actor.agent() {
                Some(agent) => head.opened_by == Some(agent.id) || self.store.participation(side, &agent.email)? == Some(true),
                None => true,
            };
            if !takes_part {
                return Err(refused);
            }
        }
        Ok(head)
    }

    /// A side conversation whose state and people the actor may change: with the right to work, or because they have opened it.
    pub(super) fn led_side(&self, actor: &Actor, side: SideId) -> Result<SideHead, DeskError> {
        let head = self.visible_side(actor, side)?;
        let opened = actor.agent().is_some_and(|a| head.opened_by == Some(a.id));
        if !opened {
            self.may(actor, Right::Work)?;
        }
        Ok(head)
    }
}
