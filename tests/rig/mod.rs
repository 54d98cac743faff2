//! A private Dovecot (IMAP) and Exim (SMTP) for tests, on free ports and with a certificate of their own.
//!
//! Every address at every domain has a mailbox with the password `pw`. What is sent to `desk+anything@…` lands at `desk@…`.
//! `nouser@` is refused for good, `greylist@` for now, `full@` has no room, `x@bounce.test` brings a delivery report, and everybody at
//! `grey.example` is put off the first time.
//!
//! The servers run as an ordinary user (as `nobody` when the tests run as root) and end with the test, even when it is killed.

// Each test file is a crate of its own and uses some of this.
#![allow(dead_code)]
// A test that cannot set up its servers is to fail.
#![allow(clippy::unwrap_used)]

pub mod line;
pub mod quirks;

use std::fs::{self, File, Permissions};
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use aside::mail::secret::Secret;
use aside::mail::wire::{Auth, Security};
use aside::mail::{imap, smtp};

/// Set to 1 where the servers must be there: a test that would be skipped fails instead.
const NEEDED: &str = "ASIDE_TESTS_NEED_SERVERS";
/// How long a test waits for what must come.
pub const PATIENCE: Duration = Duration::from_secs(20);
/// The user and group that the servers run as when the tests run as root.
const NOBODY: u32 = 65534;

/// The two servers.
pub struct Rig {
    dir: PathBuf,
    holders: Vec<Child>,
    /// IMAP with STARTTLS.
    pub imap: u16,
    /// IMAP inside TLS.
    pub imaps: u16,
    /// SMTP with STARTTLS; takes mail without a login too.
    pub smtp: u16,
    /// SMTP inside TLS.
    pub smtps: u16,
}

/// The servers, one pair for a whole test file; `None` where they are not installed. Says so, or fails where they are needed.
pub fn rig_or_skip() -> Option<&'static Rig> {
    static RIG: OnceLock<Option<Rig>> = OnceLock::new();
    let rig = RIG.get_or_init(|| if Rig::available() { Some(Rig::start()) } else { None }).as_ref();
    if rig.is_none() {
        let what = "Dovecot and Exim are not installed: run tests/run, or apt-get install dovecot-imapd dovecot-lmtpd exim4-daemon-light";
        assert!(std::env::var_os(NEEDED).is_none_or(|v| v != "1"), "{what}");
        // Not by a macro: those are silent in tests that pass.
        let _ = writeln!(io::stderr(), "SKIPPED: {what}");
    }
    rig
}

fn program(usual: &[&str]) -> Option<PathBuf> {
    usual.iter().map(PathBuf::from).find(|p| p.is_file())
}

fn dovecot() -> Option<PathBuf> {
    program(&["/usr/sbin/dovecot", "/usr/local/sbin/dovecot"])
}

fn exim() -> Option<PathBuf> {
    program(&["/usr/sbin/exim4", "/usr/sbin/exim", "/usr/exim/bin/exim"])
}

impl Rig {
    /// Whether the servers are installed.
    pub fn available() -> bool {
        dovecot().is_some() && exim().is_some() && program(&["/usr/lib/dovecot/lmtp", "/usr/libexec/dovecot/lmtp"]).is_some()
    }

    /// Starts both servers and waits for their greetings.
    pub fn start() -> Rig {
        let mut fault = String::new();
        // Another process may take a free port before the server has it.
        for _ in 0..5 {
            match Rig::try_start() {
                Ok(rig) => return rig,
                Err(e) => fault = e.to_string(),
            }
        }
        panic!("the mail servers do not start: {fault}");
    }

    fn try_start() -> io::Result<Rig> {
        let missing = || io::Error::from(io::ErrorKind::NotFound);
        let (dovecot, exim) = (dovecot().ok_or_else(missing)?, exim().ok_or_else(missing)?);
        let root = rustix::process::geteuid().is_root();
        let dir = tempfile::Builder::new().prefix("aside-").tempdir_in("/tmp")?.keep();
        let mut rig = Rig { dir, holders: Vec::new(), imap: free_port()?, imaps: free_port()?, smtp: free_port()?, smtps: free_port()? };
        rig.lay_out(&exim, root)?;
        let dovecot = format!("{} -F -c {}", dovecot.display(), rig.dir.join("dovecot.conf").display());
        let exim = format!("{} -C {} -bdf -q2s", exim.display(), rig.dir.join("exim.conf").display());
        // Dovecot takes a moment to end and is the last to write: its holder clears up.
        let clear = format!("; rm -rf {}", rig.dir.display());
        rig.hold("dovecot.out", &dovecot, "TERM", &clear, root)?;
        rig.hold("exim.out", &exim, "KILL", "", root)?;
        for (port, greeting) in [(rig.imap, "* OK"), (rig.smtp, "220 ")] {
            greeted(port, greeting).map_err(|e| io::Error::other(format!("{e}\n{}", rig.logs())))?;
        }
        Ok(rig)
    }

    /// Directories, certificates and configurations.
    fn lay_out(&self, exim: &Path, root: bool) -> io::Result<()> {
        fs::set_permissions(&self.dir, Permissions::from_mode(0o755))?;
        for name in ["", "run", "state", "mail", "exim", "grey"] {
            let path = self.dir.join(name);
            fs::create_dir_all(&path)?;
            if root {
                chown(&path, Some(NOBODY), Some(NOBODY))?;
            }
        }
        let (ca, certificate, key) = certificates().map_err(io::Error::other)?;
        for (name, pem) in [("ca.pem", ca), ("cert.pem", certificate), ("key.pem", key)] {
            fs::write(self.dir.join(name), pem)?;
        }
        let (user, group) = if root { ("nobody".to_owned(), "nogroup".to_owned()) } else { (id("-un")?, id("-gn")?) };
        let words = [
            ("@DIR@", self.dir.display().to_string()),
            ("@EXIM@", exim.display().to_string()),
            ("@USER@", user),
            ("@GROUP@", group),
            ("@IMAPS@", self.imaps.to_string()),
            ("@IMAP@", self.imap.to_string()),
            ("@SMTPS@", self.smtps.to_string()),
            ("@SMTP@", self.smtp.to_string()),
        ];
        for (name, template) in [("dovecot.conf", include_str!("dovecot.conf.in")), ("exim.conf", include_str!("exim.conf.in"))] {
            let filled = words.iter().fold(template.to_owned(), |text, (word, value)| text.replace(word, value));
            fs::write(self.dir.join(name), filled)?;
        }
        Ok(())
    }

    /// Starts a server under a shell that ends it as soon as our end of the shell's input closes: also when the test is killed and
    /// nothing of ours runs any more. A line of input ends the server, and another one starts it again.
    fn hold(&mut self, log: &str, server: &str, signal: &str, then: &str, root: bool) -> io::Result<()> {
        let out = File::create(self.dir.join(log))?;
        let mut shell = Command::new("/bin/sh");
        shell
            .arg("-c")
            .arg(format!("exec 3<&0; while :; do {server} </dev/null 3<&- & p=$!; read x <&3; e=$?; kill -{signal} $p; wait $p; [ $e = 0 ] && read x <&3 || break; done{then}"))
            .current_dir("/")
            .env_clear()
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
            // Ctrl-C on the tests must not take the shell before it has ended its server.
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(out.try_clone()?)
            .stderr(out);
        if root {
            shell.uid(NOBODY).gid(NOBODY);
        }
        self.holders.push(shell.spawn()?);
        Ok(())
    }

    /// Ends the IMAP server.
    pub fn stop_imap(&mut self) {
        self.stop(0, self.imap);
    }

    /// Starts the IMAP server again.
    pub fn start_imap(&mut self) {
        self.start_again(0, self.imap, "* OK");
    }

    /// Ends the SMTP server.
    pub fn stop_smtp(&mut self) {
        self.stop(1, self.smtp);
    }

    /// Starts the SMTP server again.
    pub fn start_smtp(&mut self) {
        self.start_again(1, self.smtp, "220 ");
    }

    fn stop(&mut self, holder: usize, port: u16) {
        self.holders[holder].stdin.as_mut().unwrap().write_all(b"stop\n").unwrap();
        let until = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", port)).is_ok() {
            assert!(Instant::now() < until, "the server does not end\n{}", self.logs());
            thread::sleep(Duration::from_millis(10));
        }
    }

    fn start_again(&mut self, holder: usize, port: u16, greeting: &str) {
        self.holders[holder].stdin.as_mut().unwrap().write_all(b"start\n").unwrap();
        greeted(port, greeting).unwrap();
    }

    /// Has the IMAP server forget the UIDs of an address's mails: they get new ones, under another UIDVALIDITY.
    pub fn forget_uids(&self, address: &str) {
        let maildir = self.dir.join("mail").join(address.to_lowercase()).join("Maildir");
        for file in fs::read_dir(maildir).unwrap().flatten() {
            if file.file_name().to_string_lossy().starts_with("dovecot") {
                fs::remove_file(file.path()).unwrap();
            }
        }
    }

    /// Takes an address's mails with a word in them off the server, as somebody with another program would.
    pub fn lose(&self, address: &str, word: &str) {
        for file in self.files(address) {
            if fs::read_to_string(&file).is_ok_and(|mail| mail.contains(word)) {
                fs::remove_file(file).unwrap();
            }
        }
    }

    /// What the servers have written, for a test that fails.
    pub fn logs(&self) -> String {
        let read = |name| format!("--- {name}\n{}", fs::read_to_string(self.dir.join(name)).unwrap_or_default());
        ["dovecot.out", "dovecot.log", "exim.out", "exim/mainlog", "exim/paniclog"].map(read).join("\n")
    }

    /// The certificate of the authority that signed the servers'.
    pub fn ca_file(&self) -> PathBuf {
        self.dir.join("ca.pem")
    }

    /// The certificate of an authority that has signed nothing here.
    pub fn authority_of_another() -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), certificates().unwrap().0).unwrap();
        file
    }

    /// The mailbox of an address, by STARTTLS.
    pub fn account_imap(&self, address: &str) -> imap::Account {
        let (host, ca_file) = ("localhost".to_owned(), Some(self.ca_file()));
        imap::Account { host, security: Security::StartTls, ca_file, ..account_imap_at(address, self.imap) }
    }

    /// Submission as an address, by STARTTLS.
    pub fn account_smtp(&self, address: &str) -> smtp::Account {
        smtp::Account {
            host: "localhost".to_owned(),
            security: Security::StartTls,
            user: Some(address.to_owned()),
            secret: Some(password("pw")),
            ca_file: Some(self.ca_file()),
            ..account_smtp_at(self.smtp)
        }
    }

    /// Hands a mail to the server as a person's own mail program would. An empty `from` is the null sender.
    pub fn deliver(&self, from: &str, to: &str, raw: &[u8]) {
        deliver(self.smtp, from, to, raw);
    }

    /// The files of an address's mails.
    pub fn files(&self, address: &str) -> Vec<PathBuf> {
        let maildir = self.dir.join("mail").join(address.to_lowercase()).join("Maildir");
        let parts = ["new", "cur"].iter().filter_map(|part| fs::read_dir(maildir.join(part)).ok());
        parts.flatten().flatten().map(|file| file.path()).collect()
    }

    /// All mails of an address, raw, in the order in which they came.
    pub fn mailbox(&self, address: &str) -> Vec<Vec<u8>> {
        let maildir = self.dir.join("mail").join(address.to_lowercase()).join("Maildir");
        let mut found: Vec<((u64, u64), String, PathBuf)> = Vec::new();
        for part in ["new", "cur"] {
            let Ok(files) = fs::read_dir(maildir.join(part)) else { continue };
            for file in files.flatten() {
                let name = file.file_name().to_string_lossy().into_owned();
                let key = name.split(':').next().unwrap_or_default().to_owned();
                // A mail that is being moved from one to the other is seen twice.
                if found.iter().all(|(_, known, _)| *known != key) {
                    found.push((arrival(&name), key, file.path()));
                }
            }
        }
        found.sort();
        found.iter().filter_map(|(_, _, path)| fs::read(path).ok()).collect()
    }

    /// The n-th mail of an address, counted from 1, as soon as it is there.
    pub fn wait_for(&self, address: &str, n: usize) -> Vec<u8> {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(mail) = self.mailbox(address).into_iter().nth(n - 1) {
                return mail;
            }
            assert!(Instant::now() < until, "mail {n} for {address} does not come\n{}", self.logs());
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Rig {
    fn drop(&mut self) {
        for holder in &mut self.holders {
            drop(holder.stdin.take());
        }
    }
}

/// Hands a mail to the server at a port, as a person's own mail program would. An empty `from` is the null sender.
pub fn deliver(port: u16, from: &str, to: &str, raw: &[u8]) {
    let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut answers = BufReader::new(stream.try_clone().unwrap());
    let mut stream = stream;
    let mut expect = |code: &str| loop {
        let mut line = String::new();
        answers.read_line(&mut line).unwrap();
        assert!(line.starts_with(code), "{line}");
        if line.as_bytes().get(3) != Some(&b'-') {
            break;
        }
    };
    expect("220");
    for (line, code) in [
        ("HELO person.example.org".to_owned(), "250"),
        (format!("MAIL FROM:<{from}>"), "250"),
        (format!("RCPT TO:<{to}>"), "250"),
        ("DATA".to_owned(), "354"),
    ] {
        stream.write_all(format!("{line}\r\n").as_bytes()).unwrap();
        expect(code);
    }
    let mut text = Vec::new();
    for line in raw.split_inclusive(|b| *b == b'\n') {
        let bare = line.strip_suffix(b"\n").unwrap_or(line);
        let bare = bare.strip_suffix(b"\r").unwrap_or(bare);
        if bare.starts_with(b".") {
            text.push(b'.');
        }
        text.extend_from_slice(bare);
        text.extend_from_slice(b"\r\n");
    }
    text.extend_from_slice(b".\r\n");
    stream.write_all(&text).unwrap();
    expect("250");
}

/// The mailbox of an address, over a line in the open.
pub fn account_imap_at(address: &str, port: u16) -> imap::Account {
    imap::Account {
        host: "127.0.0.1".to_owned(),
        port,
        security: Security::None,
        user: address.to_owned(),
        secret: password("pw"),
        auth: Auth::Password,
        ca_file: None,
        folder: "INBOX".to_owned(),
        timeout: PATIENCE,
    }
}

/// Submission without a login, over a line in the open.
pub fn account_smtp_at(port: u16) -> smtp::Account {
    smtp::Account {
        host: "127.0.0.1".to_owned(),
        port,
        security: Security::None,
        user: None,
        secret: None,
        auth: Auth::Password,
        ca_file: None,
        timeout: PATIENCE,
        hello: Some("desk.example.com".to_owned()),
    }
}

/// A secret as an account has it.
pub fn password(word: &str) -> Secret {
    Secret::Command(format!("printf %s '{word}'"))
}

/// When a mail came, by Maildir's file name: seconds, and microseconds behind an M.
fn arrival(name: &str) -> (u64, u64) {
    let mut parts = name.split('.');
    let number = |text: Option<&str>| {
        let digits: String = text.unwrap_or_default().trim_start_matches('M').chars().take_while(char::is_ascii_digit).collect();
        digits.parse().unwrap_or(0)
    };
    (number(parts.next()), number(parts.next()))
}

/// An authority, and a certificate that it signs for `localhost`, with its key; all in PEM.
fn certificates() -> Result<(String, String, String), rcgen::Error> {
    let mut ca = rcgen::CertificateParams::new(vec![])?;
    ca.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    ca.distinguished_name.push(rcgen::DnType::CommonName, "aside test authority");
    let ca_key = rcgen::KeyPair::generate()?;
    let ca_pem = ca.self_signed(&ca_key)?.pem();
    let key = rcgen::KeyPair::generate()?;
    let server = rcgen::CertificateParams::new(vec!["localhost".to_owned()])?;
    let signed = server.signed_by(&key, &rcgen::Issuer::from_params(&ca, &ca_key))?;
    Ok((ca_pem, signed.pem(), key.serialize_pem()))
}

fn id(flag: &str) -> io::Result<String> {
    Ok(String::from_utf8_lossy(&Command::new("id").arg(flag).output()?.stdout).trim().to_owned())
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// Waits until a server greets.
fn greeted(port: u16, greeting: &str) -> io::Result<()> {
    let until = Instant::now() + PATIENCE;
    while Instant::now() < until {
        if let Ok(stream) = TcpStream::connect(("127.0.0.1", port)) {
            stream.set_read_timeout(Some(Duration::from_secs(3)))?;
            let mut line = String::new();
            if BufReader::new(stream).read_line(&mut line).is_ok() && line.starts_with(greeting) {
                return Ok(());
            }
        }
        thread::sleep(Duration::from_millis(3));
    }
    Err(io::Error::other(format!("no greeting on port {port}")))
}
