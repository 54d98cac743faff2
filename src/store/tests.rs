use std::time::Duration;

use sha2::Digest;

use super::*;
use crate::model::{TicketId, Time};

fn store() -> (Store, tempfile::TempDir) {
    let directory = tempfile::tempdir().unwrap();
    (Store::create(&directory.path().join("desk.db")).unwrap(), directory)
}

/// The file may have so many more pages; `None` for as many as it wants.
fn room(store: &Store, pages: Option<i64>) {
    let used: i64 = store.connection.query_row("PRAGMA page_count", [], |r| r.get(0)).unwrap();
    let most = pages.map_or(i64::from(u32::MAX) - 1, |p| used + p);
    store.connection.query_row(&format!("PRAGMA max_page_count = {most}"), [], |_| Ok(())).unwrap();
}

#[test]
fn on_a_full_disk_a_mail_is_kept_whole_or_not_at_all_and_is_taken_once_there_is_room() {
    let (store, _directory) = store();
    // nothing that could be packed
    let mail: Vec<u8> = (0..30_000u32).flat_map(|n| sha2::Sha256::digest(n.to_be_bytes())).collect();
    let keep = || store.write::<_, StoreError>(|w| w.store_mail(&mail, Source::Ingest, None, Time(1)));
    room(&store, Some(20));
    let full = keep().unwrap_err();
    assert!(full.problem == Problem::Full && full.is_passing(), "{full:?}");
    assert_eq!(store.waiting_mail(10).unwrap(), []);
    room(&store, None);
    let id = keep().unwrap();
    assert_eq!(store.raw_mail(id).unwrap().as_deref(), Some(mail.as_slice()));
    assert_eq!(store.integrity().unwrap(), [""; 0]);
}

#[test]
fn who_comes_back_before_anybody_else_goes_on_and_who_comes_later_does_not() {
    let (store, _directory) = store();
    let minute = |n: u64| Time(0).after(Duration::from_secs(60 * n));
    let take = |who: &str, at: Time| store.write::<_, StoreError>(|w| w.take_lease(who, at, at.after(Duration::from_secs(30)))).unwrap();
    let first = take("first", minute(0)).unwrap();
    assert_eq!(take("second", minute(0)), None);
    assert!(!store.holds(first.generation, minute(1)).unwrap() && store.is_latest(first.generation).unwrap());
    assert_eq!(take("first", minute(1)).unwrap().generation, first.generation, "nobody has worked meanwhile");
    let second = take("second", minute(2)).unwrap();
    assert_eq!(second.generation, first.generation + 1);
    assert_eq!((take("first", minute(2)), store.is_latest(first.generation).unwrap()), (None, false));
    store.write(|w| w.drop_lease(second.generation)).unwrap();
    assert_eq!(take("second", minute(2)).unwrap().generation, second.generation + 1, "what is given back is taken anew");
}

#[test]
fn a_statement_is_prepared_once_whatever_is_asked_with_it() {
    use rusqlite::StatementStatus;
    let (store, _directory) = store();
    store.connection.execute_batch("ANALYZE").unwrap();
    for id in 1..5 {
        assert_eq!(store.ticket_head(TicketId(id)).unwrap(), None);
    }
    let statement = store.connection.prepare_cached(&format!("{} WHERE t.id = ?1", tickets::HEAD)).unwrap();
    assert_eq!((statement.get_status(StatementStatus::Run), statement.get_status(StatementStatus::RePrepare)), (4, 0));
}

/// Without that lock, another program that opens and closes the file takes itself for the last one and removes the log that is still written to.
#[cfg(target_os = "linux")]
#[test]
fn who_has_made_the_file_holds_its_lock_as_who_opens_it_does() {
    use std::os::unix::fs::MetadataExt;
    let (store, _directory) = store();
    let inode = format!(":{} ", std::fs::metadata(store.path()).unwrap().ino());
    let locks = std::fs::read_to_string("/proc/locks").unwrap();
    assert!(locks.lines().any(|l| l.contains("POSIX") && l.contains(&inode)), "{locks}");
}
