//! How the engine answers each query: what the tests hold every screen to.

use super::error::Doing;
use super::{Store, StoreError};

/// A query and the engine's plan for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The query.
    pub sql: String,
    /// The steps of `EXPLAIN QUERY PLAN`.
    pub steps: Vec<String>,
}

impl Store {
    /// From now on the plan of every query is kept, until [`Store::take_plans`].
    pub fn record_plans(&self) {
        *self.plans.borrow_mut() = Some(Vec::new());
    }

    /// The plans recorded since [`Store::record_plans`]; recording ends.
    pub fn take_plans(&self) -> Vec<Plan> {
        self.plans.borrow_mut().take().unwrap_or_default()
    }

    pub(super) fn note_plan(&self, sql: &str) {
        if self.plans.borrow().is_none() {
            return;
        }
        let steps = self.explain(sql).unwrap_or_else(|e| vec![e.to_string()]);
        if let Some(plans) = self.plans.borrow_mut().as_mut() {
            plans.push(Plan { sql: sql.to_owned(), steps });
        }
    }

    fn explain(&self, sql: &str) -> Result<Vec<String>, StoreError> {
        const DOING: &str = "explaining a query";
        let mut statement = self.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).doing(DOING)?;
        let mut rows = statement.raw_query();
        let mut steps = Vec::new();
        while let Some(row) = rows.next().doing(DOING)? {
            steps.push(row.get::<_, String>(3).doing(DOING)?);
        }
        Ok(steps)
    }
}
