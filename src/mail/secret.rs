//! Where a password or a token comes from: a command, a file of one's own, or the service manager. Never the database.

use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;
use thiserror::Error;

/// How long a command may take: it may ask a person for a passphrase.
const PATIENCE: Duration = Duration::from_secs(30);
/// The most that is read from a command or a file, in bytes. Tokens are a few thousand.
const LONGEST: u64 = 64 * 1024;

/// Where a secret is kept. The first line is the secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Secret {
    /// What a command prints, run by `sh -c`: `pass show mail/desk`.
    Command(String),
    /// A file that nobody but its owner can read.
    File(PathBuf),
    /// A credential of the service manager (systemd's `LoadCredential=`).
    Credential {
        /// Its name.
        name: String,
        /// The service manager's directory: what `$CREDENTIALS_DIRECTORY` says, `None` where it says nothing.
        directory: Option<PathBuf>,
    },
}

/// Why a secret could not be had. The secret itself is never in it.
#[derive(Debug, Error)]
pub enum SecretError {
    /// The command could not be started.
    #[error("the password command cannot be started: {0}")]
    Start(std::io::Error),
    /// The command failed.
    #[error("the password command failed ({status}){}", if .words.is_empty() { String::new() } else { format!(": {}", .words) })]
    Failed {
        /// How it ended.
        status: String,
        /// The last line that it wrote to standard error.
        words: String,
    },
    /// The command did not end.
    #[error("the password command took more than {} seconds: run it by hand to see what it waits for", .0.as_secs())]
    Slow(Duration),
    /// The file cannot be read.
    #[error("password file {}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Others can read the file.
    #[error("password file {}: others can read it (mode {mode:04o}): run chmod 600 on it", path.display())]
    Exposed {
        /// The file.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// There is no service manager, or it was not told of the credential.
    #[error("credential {0}: the service manager did not hand it over: add LoadCredential={0}:/path to the unit")]
    NoCredential(String),
    /// There is nothing in it.
    #[error("{0} gave an empty password")]
    Empty(&'static str),
    /// The secret is no text.
    #[error("{0} gave a password that is not UTF-8 text")]
    NoText(&'static str),
}

impl Secret {
    /// Reads the secret. It may wait for a command, up to 30 seconds.
    ///
    /// # Errors
    /// Says what could not be read and what to do.
    pub fn read(&self) -> Result<SecretString, SecretError> {
        match self {
            Secret::Command(line) => first_line(&printed(line, PATIENCE)?, "the password command"),
            Secret::File(path) => first_line(&private_file(path)?, "the password file"),
            Secret::Credential { name, directory } => {
                let missing = || SecretError::NoCredential(name.clone());
                let directory = directory.as_ref().filter(|_| !name.contains('/') && name != "..").ok_or_else(missing)?;
                first_line(&content(&directory.join(name)).map_err(|_| missing())?, "the credential")
            }
        }
    }
}

/// The first line, without its end.
fn first_line(bytes: &[u8], what: &'static str) -> Result<SecretString, SecretError> {
    let line = bytes.split(|b| matches!(b, b'\n' | b'\r')).next().unwrap_or_default();
    let line = std::str::from_utf8(line).map_err(|_| SecretError::NoText(what))?;
    if line.is_empty() { Err(SecretError::Empty(what)) } else { Ok(SecretString::from(line)) }
}

fn content(path: &Path) -> std::io::Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::new());
    std::fs::File::open(path)?.take(LONGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A file's content, refused when group or others may do anything with it.
fn private_file(path: &Path) -> Result<Zeroizing<Vec<u8>>, SecretError> {
    let unreadable = |source| SecretError::Unreadable { path: path.to_owned(), source };
    let mode = std::fs::metadata(path).map_err(unreadable)?.permissions().mode() & 0o7777;
    if mode & 0o077 != 0 {
        return Err(SecretError::Exposed { path: path.to_owned(), mode });
    }
    content(path).map_err(unreadable)
}

/// What a command prints, if it ends well and in time.
fn printed(line: &str, patience: Duration) -> Result<Zeroizing<Vec<u8>>, SecretError> {
    let mut command = Command::new("sh");
    // A group of its own, so that what the shell has started ends with it.
    command.arg("-c").arg(line).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
    let mut child = command.spawn().map_err(SecretError::Start)?;
    let until = Instant::now() + patience;
    let (out, err) = (drained(child.stdout.take()), drained(child.stderr.take()));
    let wait = || until.saturating_duration_since(Instant::now());
    let (Ok(out), Ok(err)) = (out.recv_timeout(wait()), err.recv_timeout(wait())) else {
        end(&mut child);
        return Err(SecretError::Slow(patience));
    };
    loop {
        match child.try_wait().map_err(SecretError::Start)? {
            Some(status) if status.success() => return Ok(out),
            Some(status) => {
                let words = String::from_utf8_lossy(&err).lines().rfind(|l| !l.trim().is_empty()).unwrap_or_default().to_owned();
                return Err(SecretError::Failed { status: status.to_string(), words: super::wire::spoken(&words) });
            }
            None if wait().is_zero() => {
                end(&mut child);
                return Err(SecretError::Slow(patience));
            }
            None => thread::sleep(Duration::from_millis(5)),
        }
    }
}

/// Reads a pipe to its end on a thread of its own.
fn drained(pipe: Option<impl Read + Send + 'static>) -> mpsc::Receiver<Zeroizing<Vec<u8>>> {
    let (tx, rx) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Zeroizing::new(Vec::new());
        if let Some(pipe) = pipe {
            // A pipe that breaks has said what it had to say.
            let _ = pipe.take(LONGEST).read_to_end(&mut bytes);
        }
        let _ = tx.send(bytes);
    });
    rx
}

/// Ends a command and all that it started.
fn end(child: &mut Child) {
    let group = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw);
    if let Some(group) = group {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.wait();
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;
    use std::fs::{Permissions, set_permissions, write};

    use super::*;

    fn of_command(line: &str) -> Result<String, SecretError> {
        Secret::Command(line.to_owned()).read().map(|s| s.expose_secret().to_owned())
    }

    #[test]
    fn the_first_line_of_a_command_is_the_password() {
        assert_eq!(of_command("printf 'pass word\\nuser: desk\\n'").unwrap(), "pass word");
    }

    #[test]
    fn a_command_that_fails_is_quoted() {
        let error = of_command("echo no key >&2; exit 2").unwrap_err().to_string();
        assert!(error.contains("no key") && error.contains('2'), "{error}");
        assert!(matches!(of_command("true"), Err(SecretError::Empty(_))));
    }

    #[test]
    fn a_command_that_never_ends_is_ended() {
        let dir = tempfile::tempdir().unwrap();
        let pid = dir.path().join("pid");
        let line = format!("sleep 1000 & echo $! > {}; wait", pid.display());
        assert!(matches!(printed(&line, Duration::from_millis(300)), Err(SecretError::Slow(_))));
        let pid: i32 = std::fs::read_to_string(&pid).unwrap().trim().parse().unwrap();
        let stat = || std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        let alive = || !stat().is_empty() && !stat().contains(") Z ");
        let until = Instant::now() + Duration::from_secs(10);
        while alive() && Instant::now() < until {
            thread::sleep(Duration::from_millis(5));
        }
        assert!(!alive(), "what the command started must end too");
    }

    #[test]
    fn a_password_file_is_for_its_owner_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("password");
        write(&path, "secret\n").unwrap();
        for (mode, fine) in [(0o600, true), (0o400, true), (0o640, false), (0o604, false)] {
            set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            match Secret::File(path.clone()).read() {
                Ok(secret) => assert!(fine && secret.expose_secret() == "secret", "{mode:o}"),
                Err(error) => assert!(!fine && error.to_string().contains("chmod 600"), "{mode:o} {error}"),
            }
        }
    }

    #[test]
    fn a_credential_is_read_where_the_service_manager_put_it() {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path().join("imap"), "secret").unwrap();
        let credential = |name: &str, directory: Option<&Path>| Secret::Credential { name: name.into(), directory: directory.map(Path::to_owned) };
        assert_eq!(credential("imap", Some(dir.path())).read().unwrap().expose_secret(), "secret");
        for missing in [credential("smtp", Some(dir.path())), credential("imap", None), credential("../imap", Some(dir.path()))] {
            assert!(matches!(missing.read(), Err(SecretError::NoCredential(_))), "{missing:?}");
        }
    }

    #[test]
    fn a_secret_is_never_shown() {
        assert!(!format!("{:?}", Secret::Command("echo hunter2".into()).read()).contains("hunter2"));
    }
}
