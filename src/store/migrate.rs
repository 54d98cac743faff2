//! Numbered, append-only migrations on `PRAGMA user_version`.

use super::error::Doing;
use super::{Problem, Store, StoreError};

const MIGRATIONS: [&str; 17] = [
    include_str!("migrations/0001_desk.sql"),
    include_str!("migrations/0002_beginnings_and_copies.sql"),
    include_str!("migrations/0003_texts_on_the_way.sql"),
    include_str!("migrations/0004_accounts.sql"),
    include_str!("migrations/0005_waiting.sql"),
    include_str!("migrations/0006_by_priority.sql"),
    include_str!("migrations/0007_moves.sql"),
    include_str!("migrations/0008_third_parties.sql"),
    include_str!("migrations/0009_rules.sql"),
    include_str!("migrations/0010_settings.sql"),
    include_str!("migrations/0011_reports.sql"),
    include_str!("migrations/0012_spam.sql"),
    include_str!("migrations/0013_customers_and_fields.sql"),
    include_str!("migrations/0014_changed_texts.sql"),
    include_str!("migrations/0015_whole_drafts.sql"),
    include_str!("migrations/0016_seen_by_index.sql"),
    include_str!("migrations/0017_by_rank.sql"),
];
/// "asid", so that `file` and other programs can tell a desk's file.
const APPLICATION_ID: i64 = 0x6173_6964;

pub(super) fn run(store: &Store) -> Result<(), StoreError> {
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    let found = version(store)?;
    if found > known {
        return Err(StoreError::newer(found, known));
    }
    if found == known {
        return Ok(());
    }
    store.write(|w| {
        let found = version(w)?; // another process may have been quicker
        if found == 0 {
            let strangers: i64 = w.row("looking at the schema", "SELECT count(*) FROM sqlite_schema", [], |r| r.get(0))?.unwrap_or(0);
            if strangers > 0 {
                return Err(StoreError {
                    doing: "opening the database",
                    path: None,
                    problem: Problem::Damaged,
                    message: "it is not a desk's file".into(),
                });
            }
        }
        for (sql, number) in MIGRATIONS.iter().zip(1i64..).filter(|(_, number)| *number > found) {
            w.connection.execute_batch(sql).doing("bringing the schema up to date")?;
            w.connection
                .execute_batch(&format!("PRAGMA user_version = {number}; PRAGMA application_id = {APPLICATION_ID};"))
                .doing("bringing the schema up to date")?;
        }
        Ok(())
    })
}

fn version(store: &Store) -> Result<i64, StoreError> {
    store.connection.query_row("PRAGMA user_version", [], |r| r.get(0)).doing("reading the schema's version")
}
