//! What only the top floor asks the system for: the user, the clock, the environment, randomness.

use std::path::PathBuf;

use directories::BaseDirs;

use super::failure::Failure;
use crate::config::Homes;
use crate::model::Time;
use crate::words::Language;

/// The clock of the wall.
pub(super) fn now() -> Time {
    Time::from(jiff::Timestamp::now())
}

/// The number of the user who runs this process.
pub(super) fn uid() -> u32 {
    uzers::get_current_uid()
}

/// The name of the user who runs this process, as the system knows it; no variable has a say in it.
pub(super) fn login() -> Result<String, Failure> {
    let uid = uid();
    let user = uzers::get_user_by_uid(uid).ok_or_else(|| Failure::said("cli-no-user-name", &[("uid", &uid.to_string())]))?;
    Ok(user.name().to_string_lossy().into_owned())
}

/// The name of a user by number, or the number.
pub(super) fn user_name(uid: u32) -> String {
    uzers::get_user_by_uid(uid).map_or_else(|| uid.to_string(), |u| u.name().to_string_lossy().into_owned())
}

/// The name of a group by number, or the number.
pub(super) fn group_name(gid: u32) -> String {
    uzers::get_group_by_gid(gid).map_or_else(|| gid.to_string(), |g| g.name().to_string_lossy().into_owned())
}

/// Random bytes from the system, good for keys.
pub(super) fn random<const N: usize>() -> Result<[u8; N], Failure> {
    let mut bytes = [0u8; N];
    let mut filled = 0;
    while filled < N {
        match rustix::rand::getrandom(&mut bytes[filled..], rustix::rand::GetRandomFlags::empty()) {
            Ok(n) => filled += n,
            Err(rustix::io::Errno::INTR) => {}
            Err(e) => return Err(Failure::said("cli-no-randomness", &[("why", &e.to_string())])),
        }
    }
    Ok(bytes)
}

/// A random number for a Message-ID.
pub(super) fn nonce() -> Result<u64, Failure> {
    Ok(u64::from_ne_bytes(random()?))
}

/// A variable of the environment that says something.
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|v| !v.is_empty())
}

/// The locale for messages.
pub(super) fn locale() -> Option<String> {
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable)
}

/// The locale for characters.
pub(super) fn character_locale() -> Option<String> {
    ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable)
}

/// The language that the environment asks for.
pub(super) fn language() -> Language {
    locale().as_deref().and_then(Language::from_locale).unwrap_or_default()
}

/// Where the user's files are.
pub(super) fn homes() -> Homes {
    let dirs = BaseDirs::new();
    Homes { home: dirs.as_ref().map(|d| d.home_dir().to_owned()), config: dirs.as_ref().map(|d| d.config_dir().to_owned()) }
}

/// The database of whoever names none.
pub(super) fn usual_database() -> Result<PathBuf, Failure> {
    let dirs = BaseDirs::new().ok_or_else(|| Failure::said("cli-no-home", &[]))?;
    Ok(dirs.data_dir().join("aside").join("desk.db"))
}

/// This process, unlike any other: user, host, process number and a random number.
pub(super) fn holder() -> Result<String, Failure> {
    let host = rustix::system::uname().nodename().to_string_lossy().into_owned();
    Ok(format!("{}@{host}:{}:{:08x}", user_name(uid()), std::process::id(), u32::from_ne_bytes(random()?)))
}
