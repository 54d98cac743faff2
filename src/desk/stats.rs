//! Reports: from the tickets that somebody sees.

use crate::model::Time;
use crate::model::report::{Names, Period, Report};
use crate::store::Asking;

use super::{Actor, Desk, DeskError, names};

impl Desk {
    /// The report of some days on the tickets that the actor sees and that a query finds; an empty query finds all.
    ///
    /// # Errors
    /// When the query cannot be read, with the character where the mistake is, or the store cannot, or somebody has interrupted it.
    pub fn report(&self, actor: &Actor, period: &Period, query: &str, now: Time) -> Result<Report, DeskError> {
        let asked = names::read(&self.store, query)?;
        let sight = self.sight(actor)?;
        let asking = Asking { who: actor.id(), sight: &sight, now, zone: &self.zone };
        self.store.read(|s| {
            let facts = s.report_facts(&asking, &asked, period.before().begins())?;
            let names = Names {
                teams: s.teams()?.into_iter().map(|t| (t.id, t.name)).collect(),
                agents: s.agents()?.into_iter().map(|a| (a.id, a.login, a.name)).collect(),
            };
            Ok(Report::of(period.clone(), query.trim(), &facts, &names, now))
        })
    }
}
