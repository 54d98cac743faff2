//! The files: configuration and database, and who may read them.

use std::fs::{self, Metadata};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use super::Check;
use crate::cli::{console, system};
use crate::config::{ConfigError, Found};
use crate::store::Store;
use crate::words::Words;

/// The permissions of everybody else.
const OTHERS: u32 = 0o007;

/// The configuration: found, read, and not for everybody.
pub(super) fn configuration(words: &Words, found: &Result<Found, ConfigError>, checks: &mut Vec<Check>) {
    let (file, config) = match found {
        Ok(Found { file: Some(file), config }) => (file, config),
        Ok(Found { file: None, .. }) => return checks.push(Check::ok("config", words.say("cli-doctor-config-none"))),
        Err(e) => return checks.push(Check::fail("config", e.say(words))),
    };
    let path = file.display().to_string();
    checks.push(match console::keymap(config, &path) {
        Ok(_) => Check::ok("config", words.say_with("cli-doctor-config-read", &[("path", (&path).into())])),
        Err(e) => Check::fail("config", e.say(words)),
    });
    if let Ok(about) = fs::metadata(file) {
        checks.push(permissions(words, "config-mode", file, &about));
    }
}

/// The database's file; the store when it can be opened.
pub(super) fn database(words: &Words, path: &Path, checks: &mut Vec<Check>) -> Option<Store> {
    let shown = path.display().to_string();
    let store = match Store::open(path) {
        Ok(store) => store,
        Err(e) => {
            checks.push(Check::fail("database", e.say(words)));
            return None;
        }
    };
    checks.push(Check::ok("database", words.say_with("cli-doctor-database-open", &[("path", (&shown).into())])));
    if let Ok(about) = fs::metadata(path) {
        checks.push(permissions(words, "database-mode", path, &about));
    }
    match store.schema() {
        Ok(number) => checks.push(Check::ok("schema", words.say_with("cli-doctor-schema-is", &[("number", number.into())]))),
        Err(e) => checks.push(Check::fail("schema", e.say(words))),
    }
    match store.quick_check() {
        Ok(found) if found.is_empty() => checks.push(Check::ok("integrity", words.say("cli-doctor-integrity-good"))),
        Ok(found) => checks.push(Check::fail("integrity", words.say_with("error-database-damaged", &[("why", (&found.join("; ")).into())]))),
        Err(e) => checks.push(Check::fail("integrity", e.say(words))),
    }
    Some(store)
}

fn permissions(words: &Words, check: &'static str, path: &Path, about: &Metadata) -> Check {
    let mode = about.permissions().mode() & 0o7777;
    let (owner, group) = (system::user_name(about.uid()), system::group_name(about.gid()));
    let octal = format!("{mode:04o}");
    let args = [("mode", (&octal).into()), ("owner", (&owner).into()), ("group", (&group).into())];
    let what = words.say_with("cli-doctor-mode-is", &args);
    if mode & OTHERS == 0 {
        return Check::ok(check, what);
    }
    Check::warn(check, what, words.say_with("cli-doctor-mode-open", &[("path", (&path.display().to_string()).into())]))
}
