//! Files of this machine: attached, opened and saved. Names come from mails and never leave the directory that was chosen.

use std::ffi::OsStr;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::event::PathFound;
use crate::model::outgoing::OutgoingFile;

/// The largest file that is attached, in bytes: more than servers take.
const LARGEST: u64 = 50_000_000;

/// A path with `~` for the home directory.
fn expanded(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), std::env::home_dir()) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

/// Entries of a directory that are looked at, and paths that are offered.
const LOOKED_AT: usize = 20_000;
const OFFERED: usize = 200;

/// The paths that begin with what was typed, directories first; hidden ones only when the name begins with a dot. What cannot be read offers
/// nothing.
#[must_use]
pub fn complete(typed: &str) -> Vec<PathFound> {
    let (directory, begun) = match typed.rfind('/') {
        Some(at) => typed.split_at(at + 1),
        None if typed == "~" => return vec![PathFound { path: "~/".to_owned(), size: None }],
        None => ("", typed),
    };
    let place = if directory.is_empty() { PathBuf::from(".") } else { expanded(Path::new(directory)) };
    let Ok(entries) = fs::read_dir(place) else { return Vec::new() };
    let lower = begun.to_lowercase();
    let fits = |name: &str| name.to_lowercase().starts_with(&lower) && (begun.starts_with('.') || !name.starts_with('.'));
    // a name that nobody can type, or that is none of Unicode's, is not offered
    let named = |e: fs::DirEntry| e.file_name().into_string().ok().filter(|n| fits(n) && !n.chars().any(char::is_control)).map(|n| (n, e));
    let mut found: Vec<(bool, String, fs::DirEntry)> = Vec::new();
    for (name, entry) in entries.take(LOOKED_AT).flatten().filter_map(named) {
        let is_file = entry.file_type().is_ok_and(|t| t.is_file() || (t.is_symlink() && !entry.path().is_dir()));
        found.push((is_file, name, entry));
    }
    found.sort_by(|a, b| (a.0, a.1.to_lowercase(), &a.1).cmp(&(b.0, b.1.to_lowercase(), &b.1)));
    let path = |(is_file, name, entry): (bool, String, fs::DirEntry)| match is_file {
        true => PathFound { path: format!("{directory}{name}"), size: Some(entry.path().metadata().map_or(0, |m| m.len())) },
        false => PathFound { path: format!("{directory}{name}/"), size: None },
    };
    found.into_iter().take(OFFERED).map(path).collect()
}

/// Whether a file can be attached: where it is, and its bytes.
///
/// # Errors
/// When it is no file that can be read, or is too large for a mail.
pub fn size(path: &Path) -> io::Result<(PathBuf, u64)> {
    let path = expanded(path);
    let named = |e: io::Error| io::Error::new(e.kind(), format!("{}: {e}", path.display()));
    let about = File::open(&path).and_then(|f| f.metadata()).map_err(named)?;
    if !about.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("{}: this is no file", path.display())));
    }
    if about.len() > LARGEST {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("{}: too large for a mail", path.display())));
    }
    Ok((path, about.len()))
}

/// Reads a file to be sent.
///
/// # Errors
/// When it cannot be read.
pub fn read(path: &Path) -> io::Result<OutgoingFile> {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(OutgoingFile { media_type: media_type(&name).to_owned(), name, bytes: fs::read(path)? })
}

/// The media type by the name's ending.
fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or("").to_ascii_lowercase().as_str() {
        "pdf" => "application/pdf",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "svg" => "image/svg+xml",
        "txt" | "log" | "md" => "text/plain",
        "csv" => "text/csv",
        "html" | "htm" => "text/html",
        "json" => "application/json",
        "zip" => "application/zip",
        "gz" => "application/gzip",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        _ => "application/octet-stream",
    }
}

/// A name that stays in its directory.
fn tame(name: &str) -> String {
    let plain: String = name.chars().filter(|c| !c.is_control() && !matches!(c, '/' | '\\' | '\0')).collect();
    let plain = plain.trim_start_matches(['.', '-', ' ']).trim_end();
    if plain.is_empty() { "file".to_owned() } else { plain.to_owned() }
}

/// Saves a file under a directory; an existing one is never overwritten, the new one gets a number. Gives back where it is.
///
/// # Errors
/// When the directory cannot be written.
pub fn save(directory: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let directory = expanded(directory);
    fs::create_dir_all(&directory)?;
    let name = tame(name);
    let (stem, ending) = name.rsplit_once('.').map_or((name.as_str(), String::new()), |(s, e)| (s, format!(".{e}")));
    for number in 0..1000 {
        let numbered = if number == 0 { name.clone() } else { format!("{stem} ({number}){ending}") };
        let path = directory.join(numbered);
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
            Ok(mut file) => return file.write_all(bytes).map(|()| path),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(e),
        }
    }
    Err(io::Error::new(io::ErrorKind::AlreadyExists, name))
}

/// Saves a file under just this name; an existing one is not overwritten. Gives back where it is.
///
/// # Errors
/// When there is such a file, or it cannot be written.
pub fn save_as(path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let path = expanded(path);
    let named = |e: io::Error| io::Error::new(e.kind(), format!("{}: {e}", path.display()));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).map_err(named)?;
    file.write_all(bytes).map_err(named)?;
    std::path::absolute(path)
}

fn private_directory() -> io::Result<PathBuf> {
    let directory = std::env::temp_dir().join(format!("aside-{:016x}", RandomState::new().hash_one(std::process::id())));
    DirBuilder::new().mode(0o700).create(&directory)?;
    Ok(directory)
}

/// A new file that nobody else can read, in a directory of its own.
///
/// # Errors
/// When there is no room for temporary files.
pub fn scratch(name: &str) -> io::Result<(PathBuf, File)> {
    let path = private_directory()?.join(tame(name));
    let file = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&path)?;
    Ok((path, file))
}

/// Takes a scratch file away, with its directory and what an editor left in it.
pub fn discard(path: &Path) {
    if let Some(directory) = path.parent() {
        // What cannot be removed is in a directory that only we can read, and the system clears it.
        let _ = fs::remove_dir_all(directory);
    }
}

/// Lets the agent edit a text in `$VISUAL` or `$EDITOR`, in a file that nobody else can read.
///
/// # Errors
/// When there is no room for the file, or the editor cannot be run or fails; a text that was changed by then is kept where the error says.
pub fn edit(text: &str, name: &str) -> io::Result<String> {
    let editor = std::env::var("VISUAL").or_else(|_| std::env::var("EDITOR")).unwrap_or_else(|_| "vi".to_owned());
    let (path, mut file) = scratch(name)?;
    file.write_all(text.as_bytes())?;
    let failed = |e: io::Error| io::Error::new(e.kind(), format!("{editor}: {e}"));
    // Through the shell, for editors with arguments; the path is an argument of its own.
    let status = Command::new("sh").arg("-c").arg(format!("exec {editor} \"$1\"")).arg("sh").arg(&path).status().map_err(failed)?;
    let mut edited = String::new();
    // Editors that write a new file and rename it leave our handle on the old one.
    let mut file = File::open(&path).unwrap_or(file);
    file.seek(SeekFrom::Start(0))?;
    file.read_to_string(&mut edited)?;
    if !status.success() && edited != text {
        return Err(io::Error::other(format!("{editor}: {status} ({})", path.display())));
    }
    discard(&path);
    if status.success() { Ok(edited) } else { Err(io::Error::other(format!("{editor}: {status}"))) }
}

/// Keeps a text in a file that nobody else can read: where it is.
///
/// # Errors
/// When there is no room for it.
pub fn keep(text: &str, name: &str) -> io::Result<PathBuf> {
    let (path, mut file) = scratch(name)?;
    file.write_all(text.as_bytes())?;
    Ok(path)
}

/// Opens a file in the program that the system has for it, from a directory that nobody else can read; of a page, in the browser. Gives back where
/// it is when no program can be started here: there is none, or one is here by SSH.
///
/// # Errors
/// When it cannot be written, or the program cannot be started.
pub fn open(name: &str, bytes: &[u8], page: bool) -> io::Result<Option<PathBuf>> {
    let path = save(&private_directory()?, name, bytes)?;
    let started = start(path.as_os_str(), page).map_err(|e| io::Error::new(e.kind(), format!("{e}. {}", path.display())))?;
    Ok((!started).then_some(path))
}

/// Opens an address in the browser; false when none can be started here.
///
/// # Errors
/// When the browser cannot be started.
pub fn browse(target: &str) -> io::Result<bool> {
    start(OsStr::new(target), true)
}

/// Starts the program for something; false where there is none, or its window would be on no screen.
fn start(target: &OsStr, browser: bool) -> io::Result<bool> {
    let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    let chosen = std::env::var("BROWSER").ok().filter(|b| browser && !b.is_empty());
    if chosen.is_none() && (set("SSH_CONNECTION") || set("SSH_TTY")) && !set("DISPLAY") && !set("WAYLAND_DISPLAY") {
        return Ok(false);
    }
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let mut command = match &chosen {
        // Through the shell, for browsers with arguments; what is opened is an argument of its own. Of a list, the first.
        Some(browser) => {
            let first = browser.split(':').next().unwrap_or_default().replace("%s", "");
            let mut shell = Command::new("sh");
            shell.arg("-c").arg(format!("exec {first} \"$1\"")).arg("sh");
            shell
        }
        None => Command::new(opener),
    };
    let quiet = Stdio::null;
    let named = |e: io::Error| io::Error::new(e.kind(), format!("{}: {e}", chosen.as_deref().unwrap_or(opener)));
    let mut child = match command.arg(target).stdin(quiet()).stdout(quiet()).stderr(quiet()).spawn() {
        Ok(child) => child,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(e) => return Err(named(e)),
    };
    // waited for by a thread of its own: else it would stay in the system's table when it ends
    std::thread::Builder::new().name("opener".to_owned()).spawn(move || child.wait()).map_err(named)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_attachments_never_leave_the_directory() {
        for (name, kept) in [
            ("../../etc/passwd", "etcpasswd"),
            ("..", "file"),
            (".bashrc", "bashrc"),
            ("a\nb.txt", "ab.txt"),
            ("-rf", "rf"),
            ("报价.pdf", "报价.pdf"),
        ] {
            assert_eq!(tame(name), kept);
        }
    }

    #[test]
    fn saving_twice_overwrites_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let first = save(directory.path(), "a.txt", b"one").unwrap();
        let second = save(directory.path(), "a.txt", b"two").unwrap();
        assert_ne!(first, second);
        assert_eq!((fs::read(first).unwrap(), fs::read(second).unwrap()), (b"one".to_vec(), b"two".to_vec()));
    }

    #[test]
    fn paths_are_completed_directories_first_and_hidden_ones_after_a_dot() {
        let directory = tempfile::tempdir().unwrap();
        let here = directory.path().display().to_string();
        for name in ["b.txt", "A.pdf", ".hidden", "bad.n"] {
            fs::write(directory.path().join(name), b"1234").unwrap();
        }
        fs::write(directory.path().join("new\nline"), b"").unwrap();
        fs::create_dir(directory.path().join("bills")).unwrap();
        let names =
            |typed: &str| -> Vec<String> { complete(&format!("{here}/{typed}")).into_iter().map(|f| f.path[here.len() + 1..].to_owned()).collect() };
        assert_eq!(names(""), ["bills/", "A.pdf", "b.txt", "bad.n"]);
        assert_eq!(names("b"), ["bills/", "b.txt", "bad.n"]);
        assert_eq!(names("a"), ["A.pdf"]);
        assert_eq!(names("."), [".hidden"]);
        assert_eq!(complete(&format!("{here}/A")), [PathFound { path: format!("{here}/A.pdf"), size: Some(4) }]);
        assert!(complete("/no/such/directory/").is_empty());
    }

    #[test]
    fn what_is_no_file_cannot_be_attached() {
        let directory = tempfile::tempdir().unwrap();
        assert!(size(directory.path()).is_err());
        assert!(size(&directory.path().join("nothing")).is_err());
    }
}
