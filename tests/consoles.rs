//! Consoles as people run them: real processes in pseudo-terminals, on one file.

#![allow(clippy::unwrap_used)]

mod rig;

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rig::Rig;

const ASIDE: &str = env!("CARGO_BIN_EXE_aside");
const PATIENCE: Duration = Duration::from_secs(40);

/// A desk in a directory of its own, which is also its home: no test touches the user's files.
struct Home {
    directory: tempfile::TempDir,
}

impl Home {
    fn new() -> Home {
        let home = Home { directory: tempfile::tempdir().expect("a directory") };
        home.run(&["init", "--yes", "--address", "desk@consoles.example", "--agent-name", "Ana Lima", "--agent-email", "ana@staff.example"], "");
        home
    }

    fn database(&self) -> PathBuf {
        self.directory.path().join("desk.db")
    }

    /// Lets the desk send and receive through the rig.
    fn connect(&self, rig: &Rig) {
        let password = self.directory.path().join("password");
        std::fs::write(&password, "pw\n").expect("a password file");
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        std::fs::set_permissions(&password, mode).expect("its mode");
        let (imap, smtp) = (rig.account_imap("desk@consoles.example"), rig.account_smtp("desk@consoles.example"));
        let server = |port: u16| {
            format!(
                "host = \"localhost\"\nport = {port}\nsecurity = \"starttls\"\nuser = \"desk@consoles.example\"\npassword_file = \"{}\"\nca_file = \"{}\"\n",
                password.display(),
                rig.ca_file().display()
            )
        };
        let config = format!(
            "[desk]\nundo_send_seconds = 1\n[[mailbox]]\nname = \"desk\"\naddress = \"desk@consoles.example\"\n[mailbox.imap]\n{}[mailbox.smtp]\n{}",
            server(imap.port),
            server(smtp.port)
        );
        self.configure(&config);
    }

    fn configure(&self, config: &str) {
        std::fs::write(self.directory.path().join("config.toml"), config).expect("a configuration");
    }

    /// Runs a command to its end; its standard output.
    fn run(&self, arguments: &[&str], input: &str) -> String {
        let mut child = Command::new(ASIDE)
            .args(["--db", &self.database().to_string_lossy()])
            .args(arguments)
            .env("HOME", self.directory.path())
            .env("XDG_STATE_HOME", self.directory.path())
            .env("LANG", "C.UTF-8")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("aside runs");
        child.stdin.take().expect("its input").write_all(input.as_bytes()).expect("input");
        let output = child.wait_with_output().expect("its end");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn mail(&self, from: &str, subject: &str) {
        let mail = format!(
            "From: {from}\r\nTo: desk@consoles.example\r\nSubject: {subject}\r\nMessage-ID: <{}@consoles.example>\r\n\r\nHello there.\r\n",
            subject.len()
        );
        self.run(&["ingest"], &mail);
    }
}

fn cells(n: u16) -> std::num::NonZero<u16> {
    std::num::NonZero::new(n).unwrap_or(std::num::NonZero::<u16>::MIN)
}

/// A console in a pseudo-terminal.
struct Console {
    screen: Arc<Mutex<vt100::Parser>>,
    /// Everything that was written to the terminal.
    bytes: Arc<Mutex<Vec<u8>>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
}

impl Console {
    fn open(home: &Home) -> Console {
        Console::spawn(home.directory.path(), &["--db", &home.database().to_string_lossy()])
    }

    fn spawn(home: &Path, arguments: &[&str]) -> Console {
        Console::running(home, ASIDE, arguments)
    }

    fn running(home: &Path, program: &str, arguments: &[&str]) -> Console {
        let pair = native_pty_system().openpty(PtySize { rows: 30, cols: 110, pixel_width: 0, pixel_height: 0 }).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        for (name, value) in [("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("LANG", "C.UTF-8")] {
            command.env(name, value);
        }
        command.env("HOME", home);
        command.env("EDITOR", format!("sh {}/editor.sh", home.display()));
        command.env("XDG_STATE_HOME", home);
        command.cwd(home);
        let child = pair.slave.spawn_command(command).expect("aside runs");
        drop(pair.slave);
        let mut output = pair.master.try_clone_reader().expect("its output");
        let keys = pair.master.take_writer().expect("its input");
        let screen = Arc::new(Mutex::new(vt100::Parser::new(cells(30), cells(110), 0)));
        let shown = Arc::clone(&screen);
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let written = Arc::clone(&bytes);
        std::thread::spawn(move || {
            let mut buffer = [0; 16 * 1024];
            while let Ok(n) = output.read(&mut buffer) {
                if n == 0 {
                    break;
                }
                shown.lock().expect("the screen").process(&buffer[..n]);
                written.lock().expect("the bytes").extend_from_slice(&buffer[..n]);
            }
        });
        Console { screen, bytes, keys, child, master: pair.master }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("keys");
        self.keys.flush().expect("keys");
    }

    fn text(&self) -> String {
        self.screen.lock().expect("the screen").screen().contents()
    }

    /// All that was written so far.
    fn written(&self) -> String {
        String::from_utf8_lossy(&self.bytes.lock().expect("the bytes")).into_owned()
    }

    /// Waits until a text was written after what `before` held.
    #[track_caller]
    fn hear_after(&self, before: usize, text: &str) {
        let end = Instant::now() + PATIENCE;
        while !self.written().get(before..).is_some_and(|new| new.contains(text)) {
            assert!(Instant::now() < end, "never heard “{text}”:\n{}", self.written());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Presses keys and waits for what is said then.
    #[track_caller]
    fn press_and_hear(&mut self, keys: &str, text: &str) {
        let before = self.written().len();
        self.press(keys);
        self.hear_after(before, text);
    }

    #[track_caller]
    fn see(&self, text: &str) {
        self.until(&format!("“{text}”"), |screen| screen.contains(text));
    }

    #[track_caller]
    fn until(&self, what: &str, holds: impl Fn(&str) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !holds(&self.text()) {
            assert!(Instant::now() < end, "never saw {what}; the screen:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// As `kill -9` does it.
    fn kill(&mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("dead");
    }

    fn end(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().expect("its state") {
                return status.exit_code();
            }
            assert!(Instant::now() < end, "it never ended; the screen:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn what_one_process_does_the_other_shows() {
    let home = Home::new();
    home.mail("Carla Dias <carla@consoles.example>", "First question");
    let mut one = Console::open(&home);
    one.see("First question");
    home.mail("Dora Prado <dora@consoles.example>", "A second question");
    one.see("A second question");
    let mut two = Console::open(&home);
    two.see("A second question");
    two.press("t");
    two.see("is yours");
    one.until("the ticket as taken", |s| s.contains("Ana Lima") && s.contains("open"));
    one.press("q");
    assert_eq!(one.end(), 0);
    assert!(!one.screen.lock().unwrap().screen().alternate_screen(), "the terminal is given back");
    two.press("q");
    assert_eq!(two.end(), 0);
}

#[test]
fn settings_are_edited_from_the_console_until_they_are_right() {
    let home = Home::new();
    // the first time it writes a mistake, the second time it mends it
    let editor =
        "if grep -q colr \"$1\"; then sed -i 's/colr/colour/' \"$1\"; else printf '[[tag]]\\nname = \"gold\"\\ncolr = \"red\"\\n' >> \"$1\"; fi\n";
    std::fs::write(home.directory.path().join("editor.sh"), editor).unwrap();
    let mut console = Console::open(&home);
    console.see("Unassigned");
    console.press("\x0bsettings: tags");
    console.see("settings: tags");
    console.press("\r");
    console.see("Not saved");
    console.see("colr");
    console.press("\r");
    console.see("Saved: +gold");
    assert!(home.run(&["edit", "tags", "--print"], "").contains("name = \"gold\"\ncolour = \"red\""));
    console.press("q");
    assert_eq!(console.end(), 0);
}

#[test]
fn when_the_console_that_sends_is_killed_the_other_takes_over_and_sends_once() {
    let Some(rig) = rig::rig_or_skip() else { return };
    let home = Home::new();
    home.connect(rig);
    home.mail("Carla Dias <carla@consoles.example>", "Anyone there?");
    let mut first = Console::open(&home);
    first.see("Anyone there?");
    let holder = || home.run(&["doctor", "--json"], "");
    let pid = first.child.process_id().expect("a process");
    let end = Instant::now() + PATIENCE;
    while !holder_is(&home, pid) {
        assert!(Instant::now() < end, "the first console never took the lease: {}", holder());
        std::thread::sleep(Duration::from_millis(100));
    }
    let mut second = Console::open(&home);
    second.see("Anyone there?");
    first.kill();
    home.run(&["reply", "1"], "Yes, we are.");
    let end = Instant::now() + Duration::from_secs(90);
    while rig.mailbox("carla@consoles.example").is_empty() {
        assert!(Instant::now() < end, "the answer never left");
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(holder_is(&home, second.child.process_id().expect("a process")), "the second console sent it");
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(rig.mailbox("carla@consoles.example").len(), 1, "once");
    second.press("q");
    assert_eq!(second.end(), 0);
}

fn holder_is(home: &Home, pid: u32) -> bool {
    let store = aside::store::Store::open(&home.database()).unwrap();
    store.lease().unwrap().is_some_and(|l| l.expires_at.0 > 0 && l.holder.contains(&pid.to_string()))
}

#[test]
fn without_a_network_the_console_works_on_and_says_that_mail_waits() {
    let home = Home::new();
    home.configure(
        "[desk]\nundo_send_seconds = 0\n[[mailbox]]\nname = \"desk\"\naddress = \"desk@consoles.example\"\n[mailbox.smtp]\nhost = \"127.0.0.1\"\nport = 1\nsecurity = \"none\"\n",
    );
    home.mail("Carla Dias <carla@consoles.example>", "Anyone there?");
    let mut console = Console::open(&home);
    console.see("Anyone there?");
    console.press("r");
    console.see("Reply to customer");
    console.press("Yes, we are.");
    console.see("Yes, we are.");
    console.press("\x13"); // Ctrl-S
    console.until("that mail waits", |s| s.contains("offline") && s.contains("1 mail waits"));
    console.press("["); // the answered ticket is among mine now
    console.see("Anyone there?");
    console.press("n");
    console.see("Private note");
    console.press("Still working.\x13");
    console.see("Note saved");
    console.press("q");
    assert_eq!(console.end(), 0);
}

#[test]
fn a_draft_survives_the_death_of_its_console() {
    let home = Home::new();
    home.mail("Carla Dias <carla@consoles.example>", "Anyone there?");
    let mut console = Console::open(&home);
    console.see("Anyone there?");
    console.press("r");
    console.see("Reply to customer");
    console.press("A long and careful answer");
    console.see("A long and careful answer");
    let end = Instant::now() + PATIENCE;
    while !aside_drafts(&home) {
        assert!(Instant::now() < end, "the draft was never kept");
        std::thread::sleep(Duration::from_millis(50));
    }
    console.kill();
    let mut again = Console::open(&home);
    again.see("Anyone there?");
    again.press("r");
    again.see("A long and careful answer");
}

fn aside_drafts(home: &Home) -> bool {
    let store = aside::store::Store::open(&home.database()).unwrap();
    let drafts = store.drafts(aside::model::AgentId(1), aside::model::TicketId(1)).unwrap();
    drafts.iter().any(|d| d.text == "A long and careful answer")
}

#[test]
fn a_draft_survives_the_death_of_its_console_with_its_files_its_status_and_its_recipients() {
    let home = Home::new();
    home.mail("Carla Dias <carla@consoles.example>", "Anyone there?");
    let (offer, gone) = (home.directory.path().join("my offer.pdf"), home.directory.path().join("gone.pdf"));
    std::fs::write(&offer, vec![b'x'; 2400]).unwrap();
    std::fs::write(&gone, b"x").unwrap();
    let mut console = Console::open(&home);
    console.see("Anyone there?");
    console.press("s");
    console.see("Side conversation");
    console.press("parts@acme.example, half\tcc@acme.example\tStock of P-100?\tDo you have it?");
    console.press("\x14"); // Ctrl-T: solved instead of on hold
    console.see("solved");
    for (file, shown) in [(&offer, "▤ my offer.pdf 2 kB"), (&gone, "▤ gone.pdf 1 B")] {
        console.press(&format!("\x1b[200~{}\x1b[201~", file.display().to_string().replace(' ', "\\ ")));
        console.see("Attach this file?");
        console.press("\r");
        console.see(shown);
    }
    let end = Instant::now() + PATIENCE;
    let kept = |home: &Home| {
        let store = aside::store::Store::open(&home.database()).unwrap();
        store.drafts(aside::model::AgentId(1), aside::model::TicketId(1)).unwrap().iter().any(|d| d.files.len() == 2)
    };
    while !kept(&home) {
        assert!(Instant::now() < end, "the draft was never kept");
        std::thread::sleep(Duration::from_millis(50));
    }
    console.kill();
    std::fs::remove_file(&gone).unwrap();
    let mut again = Console::open(&home);
    again.see("Anyone there?");
    again.press("\r");
    again.see("draft");
    again.press("s");
    for words in
        ["parts@acme.example, half", "cc@acme.example", "Stock of P-100?", "Do you have it?", "solved", "my offer.pdf 2 kB", "gone.pdf (gone)"]
    {
        again.see(words);
    }
}

#[test]
fn messages_and_drafts_go_through_real_commands_and_paths_are_completed() {
    let home = Home::new();
    home.configure("[translate]\ncommand = \"tr a-z A-Z\"\n[[mailbox]]\nname = \"desk\"\naddress = \"desk@consoles.example\"\n");
    std::fs::write(home.directory.path().join("offer.pdf"), vec![b'x'; 2400]).unwrap();
    home.mail("Carla Dias <carla@consoles.example>", "Anyone there?");
    let mut console = Console::open(&home);
    console.see("Anyone there?");
    console.press("\r");
    console.see("Hello there.");
    console.press("|");
    console.see("Command for the text");
    console.press("sed s/there/world/; exit 4\r");
    console.see("exit code 4");
    console.see("Hello world.");
    console.press("\x1b");
    console.until("the popup to go", |s| !s.contains("exit code"));
    console.press("|");
    console.see("Command for the text");
    console.press("\x12"); // Ctrl-R
    console.see("the whole mail as it came in");
    console.press("grep -c Message-ID\r");
    console.see("exit code 0");
    console.press("\x1b");
    console.until("the popup to go", |s| !s.contains("exit code"));
    console.press("|");
    console.see("Command for the text");
    console.press("sleep 300\r");
    console.see("Esc stops it");
    console.press("\x1b");
    console.until("the popup to go", |s| !s.contains("Esc stops it"));
    console.press("U");
    console.see("HELLO THERE.");
    console.press("\x1b");
    console.until("the popup to go", |s| !s.contains("HELLO"));
    console.press("n");
    console.see("Private note");
    console.press("second\rfirst\x1bp");
    console.see("Command for the draft");
    console.press("sort\r");
    console.see("Ctrl-z brings the text back");
    console.until("the lines in order", |s| s.find("first").is_some_and(|first| s.find("second").is_some_and(|second| first < second)));
    console.press(&format!("\x1ba{}/of", home.directory.path().display()));
    console.see("2 kB");
    console.press("\t\r");
    console.see("▤ offer.pdf 2 kB");
    console.press("\x13");
    console.see("Note saved");
}

#[test]
fn a_resize_and_a_hang_up_are_taken_calmly() {
    let home = Home::new();
    home.mail("Carla Dias <carla@consoles.example>", "Anyone there?");
    let mut console = Console::open(&home);
    console.see("Anyone there?");
    for (cols, rows) in [(80, 24), (40, 8), (20, 4), (200, 60), (110, 30)] {
        console.screen.lock().unwrap().screen_mut().set_size(cells(rows), cells(cols));
        console.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        std::thread::sleep(Duration::from_millis(60));
    }
    console.see("Anyone there?");
    let pid = console.child.process_id().expect("a process");
    Command::new("kill").args(["-HUP", &pid.to_string()]).status().expect("kill");
    assert_ne!(console.end(), 101, "it did not panic");
}

#[test]
fn ctrl_z_gives_the_shell_back_and_the_console_returns_as_it_was_in_the_size_of_then() {
    let home = Home::new();
    home.mail("Carla Dias <carla@consoles.example>", "Anyone there?");
    let mut shell = Console::running(home.directory.path(), "bash", &["--norc", "--noprofile", "-i"]);
    shell.press("PS1='ready> '\n");
    shell.see("ready> ");
    shell.press(&format!("{ASIDE} --db {}\n", home.database().display()));
    shell.see("Anyone there?");
    shell.press("r");
    shell.see("Reply to customer");
    shell.press("We are h");
    shell.see("We are h");
    shell.press("\x1b");
    shell.see("take");
    shell.press("\x1a");
    shell.until("the shell", |screen| screen.contains("Stopped") && screen.trim_end().ends_with("ready>"));
    assert!(!shell.screen.lock().unwrap().screen().alternate_screen(), "the shell has its own screen");
    shell.press("echo still $((40 + 2))\n");
    shell.see("still 42");
    shell.screen.lock().unwrap().screen_mut().set_size(cells(40), cells(130));
    shell.master.resize(PtySize { rows: 40, cols: 130, pixel_width: 0, pixel_height: 0 }).unwrap();
    shell.press("fg\n");
    shell.see("Anyone there?");
    shell.until("the new size", |screen| screen.lines().any(|line| line.chars().count() > 115));
    shell.press("r");
    shell.see("We are h");
    shell.press("ere");
    shell.see("We are here");
    shell.press("\x11");
    shell.until("the shell", |screen| screen.trim_end().ends_with("ready>"));
    shell.press("echo code $?\n");
    shell.see("code 0");
}

#[test]
fn in_plain_mode_a_day_is_worked_in_lines_and_nothing_is_drawn() {
    let home = Home::new();
    home.configure("[desk]\nundo_send_seconds = 0\n[[mailbox]]\nname = \"desk\"\naddress = \"desk@consoles.example\"\n");
    std::fs::write(home.directory.path().join("editor.sh"), "printf ' and more' >> \"$1\"\n").unwrap();
    home.mail("Carla Dias <carla@consoles.example>", "Anyone there? \u{2502}");
    let mut console = Console::spawn(home.directory.path(), &["--db", &home.database().to_string_lossy(), "--plain"]);
    console.hear_after(0, "Queue, ");
    console.hear_after(0, "Anyone there?");
    console.press_and_hear("t", "is yours");
    console.press_and_hear("[", "Queue, Mine");
    console.hear_after(0, "assigned to Ana Lima");
    console.press_and_hear("\r", "Customer's message by Carla Dias");
    console.hear_after(0, "Hello there.");
    console.press_and_hear("r", "Reply to customer, ticket 1");
    console.hear_after(0, "Text: blank");
    console.press_and_hear("Yes, we ar", "we ar");
    console.press_and_hear("e", "e");
    console.press_and_hear("\x13", "#1 is pending");
    console.press_and_hear("n", "Private note, ticket 1");
    console.press_and_hear("Call her", "her");
    console.press_and_hear("\x1be", "Call her and more");
    console.press_and_hear("\x13", "Note saved on #1");
    console.press_and_hear("s", "New side conversation, ticket 1");
    console.press_and_hear("parts@acme.example\t\t", "Subject: ");
    console.press_and_hear("Stock?\t", "Text: blank");
    console.press_and_hear("How many?", "many?");
    let before = console.written().len();
    console.press("\x13");
    console.hear_after(before, "Stock?, waiting");
    console.press("q");
    assert_eq!(console.end(), 0);
    let written = console.written();
    let steered: Vec<&str> = written.split('\x1b').skip(1).filter(|rest| !rest.starts_with("[?2004h") && !rest.starts_with("[?2004l")).collect();
    assert_eq!(steered, Vec::<&str>::new(), "only bracketed paste is switched on and off");
    assert!(written.trim_end().ends_with("\x1b[?2004l"), "and off at the end: {written:?}");
    assert!(!written.chars().any(|c| matches!(c, '\u{2500}'..='\u{25ff}')), "{written}");
    let texts = home.run(&["show", "1"], "");
    for text in ["Yes, we are", "Call her and more"] {
        assert!(texts.contains(text), "{texts}");
    }
}

#[test]
fn in_plain_mode_the_terminal_is_given_back_and_taken_again() {
    let home = Home::new();
    home.configure("[console]\nplain = true\n");
    home.mail("Carla Dias <carla@consoles.example>", "Anyone there?");
    let mut shell = Console::running(home.directory.path(), "bash", &["--norc", "--noprofile", "-i"]);
    shell.press("PS1='ready> '\n");
    shell.see("ready> ");
    shell.press(&format!("{ASIDE} --db {}\n", home.database().display()));
    shell.hear_after(0, "Anyone there?");
    let before = shell.written().len();
    shell.press("\x1a");
    shell.hear_after(before, "Stopped");
    shell.press_and_hear("stty -a | tr ' ;' '\\n\\n' | grep -x icanon && echo cooked\n", "\ncooked");
    shell.press_and_hear("fg\n", "Anyone there?");
    shell.press_and_hear("q", "ready> ");
    shell.press_and_hear("stty -a | tr ' ;' '\\n\\n' | grep -x echo && echo code $?\n", "\ncode 0");
    assert!(!shell.written().contains("\x1b[?1049h"), "no screen of its own");
}

#[test]
fn init_tries_the_servers_while_it_asks_and_writes_what_works() {
    let Some(rig) = rig::rig_or_skip() else { return };
    let home = tempfile::tempdir().expect("a directory");
    let at = |file: &str| home.path().join(file).display().to_string();
    let ca = rig.ca_file().display().to_string();
    let mut init = Console::spawn(home.path(), &["--db", &at("desk.db"), "init", "--ca-file", &ca]);
    let (imap, smtp) = (rig.account_imap("init@consoles.example"), rig.account_smtp("init@consoles.example"));
    let mut answer = |question: &str, line: &str| init.press_and_hear(&format!("{line}\r"), question);
    answer("Name of the desk", "init@consoles.example");
    answer("Your name", "The desk");
    answer("Your own address", "Ana Lima");
    answer("[imap.consoles.example]", "ana@staff.example");
    answer("is no server", "imap consoles example");
    answer("[smtp.consoles.example]", "localhost:1 starttls");
    answer("User there", &format!("localhost:{} starttls", smtp.port));
    answer("prints the password", "");
    answer("Other settings?", "echo pw");
    assert!(!home.path().join("desk.db").exists(), "nothing is written before");
    answer("[localhost:1 starttls]", "");
    answer(&format!("[localhost:{} starttls]", smtp.port), &format!("localhost:{} starttls", imap.port));
    answer("User there", "");
    answer("[echo pw]", "");
    answer("is the admin", "");
    assert_eq!(init.end(), 0);
    let config = std::fs::read_to_string(home.path().join("config.toml")).expect("a configuration");
    assert!(config.contains(&format!("port = {}", imap.port)) && !config.contains("port = 1\n"), "{config}");
}
