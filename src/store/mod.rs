//! Every line of SQL. One SQLite file holds the desk; nothing above this floor names the engine.
//!
//! Reading is done on [`Store`]; writing only on [`Write`], which exists inside a transaction that has the write lock
//! (`BEGIN IMMEDIATE`). A transaction that ends with an error leaves no trace.

mod accounts;
mod automatic;
mod automation;
mod best;
mod blobs;
mod check;
mod conditions;
mod drafts;
mod entries;
mod error;
mod history;
mod hits;
mod import;
mod inbox;
mod lease;
mod lists;
mod matching;
mod migrate;
mod moves;
mod orders;
mod organizations;
mod outbox;
mod parties;
mod people;
mod plans;
mod presence;
mod quarantine;
mod redact;
mod reparse;
mod reports;
mod say;
mod search;
mod settings;
mod sides;
#[cfg(test)]
mod tests;
mod tickets;
mod versions;

use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock, TryLockError};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Params, Row};

pub use accounts::{DeliveryRow, Kind, ReceiptRow, SentRow, ToldRow};
pub use automatic::Notice;
pub use automation::{MacroRow, RuleRow, RuleText};
pub use blobs::{Packed, Packer};
pub use drafts::{DraftFile, DraftRow, Mode};
pub use entries::{NewEntry, NewFile, StoredFile};
pub use error::{Problem, StoreError};
pub use history::{Act, Change, HistoryRow};
pub use import::{Findable, Found, Kept, Standing};
pub use inbox::{Beginning, Cursor, InboxRow, InboxState, Seen, Settled, Source};
pub use lease::Lease;
pub use lists::{Asking, Sight};
pub use moves::{Before, MergedHere, Move, MoveKind, Stood};
pub use organizations::OrganizationRow;
pub use outbox::{Claim, CopyDue, NewMail, OutboxKind, OutboxRow, Released};
pub use people::{FailedAddress, MailboxRow, Muted, NewAgent};
pub use plans::Plan;
pub use presence::Typing;
pub use redact::{DraftTexts, SubjectOf, TicketMail, TicketText};
pub use reparse::{MailFile, MailSigns, MailText};
pub use search::tokens as search_tokens;
pub use settings::{CannedRow, Load, TeamUse, placeholder_of};
pub use sides::{NewSideMessage, SideHead};
pub use tickets::{Links, NewTicket, TicketPatch};
pub use versions::{NoteState, NoteVersion};

use error::Doing;

/// Held for reading by every thread of this process that is in a transaction that writes.
static WRITING: RwLock<()> = RwLock::new(());
/// How long the process waits for its own writes to end before it is stopped.
const WRITES_END: Duration = Duration::from_secs(2);

/// Runs `act`, which may stop the process, while none of its threads holds the write lock: whoever is stopped with that lock keeps every other
/// process from writing. A write that does not end within two seconds is waited for no longer.
pub fn between_writes<R>(act: impl FnOnce() -> R) -> R {
    let end = Instant::now() + WRITES_END;
    let _still = loop {
        match WRITING.try_write() {
            Err(TryLockError::WouldBlock) if Instant::now() < end => std::thread::sleep(Duration::from_millis(2)),
            got => break got,
        }
    };
    act()
}

/// The desk's file.
pub struct Store {
    connection: Connection,
    path: PathBuf,
    plans: RefCell<Option<Vec<Plan>>>,
    last_version: Cell<i64>,
    /// How far a commit waits for the disk.
    patience: Cell<&'static str>,
    /// Compresses what is kept; made when something is.
    packer: RefCell<Option<Packer>>,
    /// Texts that the search index gets at the end of the transaction.
    unfed: RefCell<Vec<search::Text>>,
}

/// The store inside a transaction that may write.
pub struct Write<'a>(&'a Store);

impl Deref for Write<'_> {
    type Target = Store;

    fn deref(&self) -> &Store {
        self.0
    }
}

impl Store {
    /// Makes a new file for owner and group alone (0660) with the newest schema, and opens it.
    ///
    /// # Errors
    /// When the file exists already, cannot be made, or lies on a network file system.
    pub fn create(path: &Path) -> Result<Store, StoreError> {
        use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
        refuse_network_file_system(path)?;
        let made = |e| StoreError::io("making the database", path, &e);
        let file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o660).open(path).map_err(made)?;
        // the umask usually takes the group's right to write away
        file.set_permissions(std::fs::Permissions::from_mode(0o660)).map_err(made)?;
        // closing any descriptor of the file ends every lock that the process holds on it: SQLite takes its own afterwards
        drop(file);
        Store::open(path)
    }

    /// Opens a desk's file and brings its schema up to date.
    ///
    /// # Errors
    /// When there is no such file, it cannot be read or written, is not a desk's, has a newer schema than this program, or lies on a
    /// network file system, where SQLite's write-ahead log loses data.
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        refuse_network_file_system(path)?;
        if let Err(e) = std::fs::metadata(path) {
            return Err(StoreError::io("opening the database", path, &e));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags).doing("opening the database").map_err(|e| e.at(path))?;
        connection.busy_handler(Some(wait_a_moment)).doing("setting the busy handler")?;
        let store = Store {
            connection,
            path: path.to_owned(),
            plans: RefCell::new(None),
            last_version: Cell::new(0),
            patience: Cell::new("FULL"),
            packer: RefCell::default(),
            unfed: RefCell::default(),
        };
        store.configure().map_err(|e| e.at(path))?;
        migrate::run(&store).map_err(|e| e.at(path))?;
        Ok(store)
    }

    fn configure(&self) -> Result<(), StoreError> {
        let c = &self.connection;
        c.set_prepared_statement_cache_capacity(256);
        // a plan that may not depend on bound values: else SQLite prepares a statement anew for each value that might lead to another plan
        c.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).doing("setting up the database connection")?;
        // journal_mode answers with a row and takes a lock on a new file
        c.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())).doing("switching to the write-ahead log")?;
        // A checkpoint writes each page once, however often it was changed: one in 16 MB of changes writes less than four in 4 MB each, and waits
        // for the disk more seldom.
        c.execute_batch(
            "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;
             PRAGMA secure_delete = ON; PRAGMA mmap_size = 268435456; PRAGMA trusted_schema = OFF;",
        )
        .doing("setting up the database connection")
    }

    /// Runs `act`, a great many writes, without waiting for the disk and with the search index fed in big portions. A loss of power meanwhile
    /// can destroy the file: for files that can be made again (measurements, tests), never for a desk that is in use.
    ///
    /// # Errors
    /// What `act` says, or that the database cannot be reached.
    pub fn in_bulk<T, E: From<StoreError>>(&self, act: impl FnOnce(&Store) -> Result<T, E>) -> Result<T, E> {
        const DOING: &str = "setting up the database connection";
        let pragmas = "PRAGMA synchronous = OFF; PRAGMA cache_size = -256000; PRAGMA wal_autocheckpoint = 20000; PRAGMA secure_delete = OFF;";
        self.connection.execute_batch(pragmas).doing(DOING)?;
        self.write(|w| w.portions(64 << 20))?;
        self.patience.set("OFF");
        let result = act(self);
        self.patience.set("FULL");
        self.write(|w| w.portions(1 << 20))?;
        self.configure()?;
        result
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Runs `act` in one transaction that holds the write lock from its beginning. It is rolled back when `act` fails. Within another
    /// transaction it is a part of that one, and is rolled back alone.
    ///
    /// # Errors
    /// What `act` says, or why the transaction could not begin or commit.
    pub fn write<T, E: From<StoreError>>(&self, act: impl FnOnce(&Write<'_>) -> Result<T, E>) -> Result<T, E> {
        let whole = self.connection.is_autocommit();
        let (begin, end, undo) =
            if whole { ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK") } else { ("SAVEPOINT part", "RELEASE part", "ROLLBACK TO part; RELEASE part") };
        let _writing = whole.then(|| WRITING.read().unwrap_or_else(PoisonError::into_inner));
        self.connection.execute_batch(begin).doing("beginning a transaction")?;
        let guard = Rollback { store: self, undo, fed: self.unfed.borrow().len() };
        let value = act(&Write(self))?;
        if whole {
            Write(self).feed_index()?;
        }
        self.connection.execute_batch(end).doing("committing")?;
        std::mem::forget(guard);
        Ok(value)
    }

    /// Like [`Store::write`] for what is done again when it is lost: the commit does not wait for the disk, the next one that does takes it
    /// there too. A loss of power can undo it, whole and together with all that came after it; the end of the process cannot.
    ///
    /// # Errors
    /// What `act` says, or why the transaction could not begin or commit.
    pub fn write_in_passing<T, E: From<StoreError>>(&self, act: impl FnOnce(&Write<'_>) -> Result<T, E>) -> Result<T, E> {
        if !self.connection.is_autocommit() || self.patience.get() != "FULL" {
            return self.write(act);
        }
        self.connection.execute_batch("PRAGMA synchronous = NORMAL").doing("setting up the database connection")?;
        let _guard = Patient(self);
        self.write(act)
    }

    /// Runs several reads on one state of the desk.
    ///
    /// # Errors
    /// What `act` says, or why the transaction could not begin.
    pub fn read<T, E: From<StoreError>>(&self, act: impl FnOnce(&Store) -> Result<T, E>) -> Result<T, E> {
        if !self.connection.is_autocommit() {
            return act(self);
        }
        self.connection.execute_batch("BEGIN").doing("beginning to read")?;
        let _guard = Rollback { store: self, undo: "ROLLBACK", fed: 0 };
        act(self)
    }

    /// Whether another connection has committed anything since this was last asked.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn others_wrote(&self) -> Result<bool, StoreError> {
        let version: i64 = self
            .connection
            .prepare_cached("PRAGMA data_version")
            .and_then(|mut s| s.query_row([], |r| r.get(0)))
            .doing("asking for the data version")?;
        Ok(self.last_version.replace(version) != version)
    }

    /// A handle with which another thread can interrupt what this connection is reading.
    pub fn interrupter(&self) -> impl Fn() + Send + Sync + 'static {
        let handle = self.connection.get_interrupt_handle();
        move || handle.interrupt()
    }

    /// SQLite's own check of the whole file. Empty when all is well.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn integrity(&self) -> Result<Vec<String>, StoreError> {
        let mut found = self.rows("checking the database", "PRAGMA integrity_check", [], |r| r.get::<_, String>(0))?;
        found.retain(|l| l != "ok");
        let orphans = self.rows("checking references", "PRAGMA foreign_key_check", [], |r| r.get::<_, String>(0))?;
        found.extend(orphans.into_iter().map(|t| format!("a row of {t} names something that is not there")));
        Ok(found)
    }

    fn rows<T, P: Params>(
        &self,
        doing: &'static str,
        sql: &str,
        params: P,
        map: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        self.note_plan(sql);
        let mut statement = self.connection.prepare_cached(sql).doing(doing)?;
        let mapped = statement.query_map(params, map).doing(doing)?;
        mapped.collect::<rusqlite::Result<Vec<T>>>().doing(doing)
    }

    fn row<T, P: Params>(
        &self,
        doing: &'static str,
        sql: &str,
        params: P,
        map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        use rusqlite::OptionalExtension;
        self.note_plan(sql);
        let mut statement = self.connection.prepare_cached(sql).doing(doing)?;
        statement.query_row(params, map).optional().doing(doing)
    }
}

impl Write<'_> {
    /// Runs one statement; the number of rows that it changed.
    fn run<P: Params>(&self, doing: &'static str, sql: &str, params: P) -> Result<usize, StoreError> {
        self.note_plan(sql);
        let mut statement = self.connection.prepare_cached(sql).doing(doing)?;
        statement.execute(params).doing(doing)
    }

    /// Runs one INSERT; the new row's number.
    fn insert<P: Params>(&self, doing: &'static str, sql: &str, params: P) -> Result<i64, StoreError> {
        let mut statement = self.connection.prepare_cached(sql).doing(doing)?;
        statement.insert(params).doing(doing)
    }

    /// Runs `act` so that its writes are undone when it fails, while the transaction around it goes on.
    ///
    /// # Errors
    /// What `act` says.
    pub fn attempt<T, E: From<StoreError>>(&self, act: impl FnOnce(&Write<'_>) -> Result<T, E>) -> Result<T, E> {
        self.0.write(act)
    }
}

/// Rolls back when the transaction's closure fails or panics.
struct Rollback<'a> {
    store: &'a Store,
    undo: &'static str,
    /// How many texts had been left for the index before.
    fed: usize,
}

impl Drop for Rollback<'_> {
    fn drop(&mut self) {
        self.store.unfed.borrow_mut().truncate(self.fed);
        if !self.store.connection.is_autocommit() {
            let _ = self.store.connection.execute_batch(self.undo);
        }
    }
}

/// Commits wait for the disk again.
struct Patient<'a>(&'a Store);

impl Drop for Patient<'_> {
    fn drop(&mut self) {
        let _ = self.0.connection.execute_batch("PRAGMA synchronous = FULL");
    }
}

/// The busy handler: a random pause of 0.2 to 4 ms, for ten seconds at the most. Random pauses give every process its turn, which
/// SQLite's own growing pauses do not.
fn wait_a_moment(tries: i32) -> bool {
    use std::hash::{BuildHasher, RandomState};
    if tries > 5000 {
        return false;
    }
    let random = RandomState::new().hash_one(tries);
    std::thread::sleep(Duration::from_micros(200 + random % 3800));
    true
}

/// SQLite's write-ahead log needs shared memory, which network file systems do not give.
fn refuse_network_file_system(path: &Path) -> Result<(), StoreError> {
    const NETWORK: [(u64, &str); 9] = [
        (0x6969, "NFS"),
        (0xFF53_4D42, "CIFS"),
        (0xFE53_4D42, "SMB"),
        (0x517B, "SMB"),
        (0x0102_1997, "9P"),
        (0x6573_5546, "FUSE"),
        (0x5346_414F, "AFS"),
        (0x00C3_6400, "Ceph"),
        (0x0BD0_0BD0, "Lustre"),
    ];
    let directory = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Ok(stat) = rustix::fs::statfs(directory) else { return Ok(()) };
    let kind = u64::from_ne_bytes(stat.f_type.to_ne_bytes()) & 0xFFFF_FFFF;
    match NETWORK.iter().find(|(magic, _)| *magic == kind) {
        Some((_, name)) => Err(StoreError::network(path, name)),
        None => Ok(()),
    }
}
