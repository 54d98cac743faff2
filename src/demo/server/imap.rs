//! IMAP4rev1 (RFC 3501) with IDLE (RFC 2177), ID (RFC 2971) and APPENDUID (RFC 4315): what a program that fetches mail needs.
//! Mails are never expunged, so that a mail's sequence number is its place in the folder.

use std::io::{self, BufRead, Write};
use std::sync::atomic::AtomicBool;
use std::thread;

use super::command::{self, Command, ranges};
use super::post::{Mail, PostOffice, Summary, folder_named, folders};
use super::{MAX_LINE, read_line};
use crate::model::Address;

const CAPABILITIES: &str = "IMAP4rev1 IDLE ID UIDPLUS LITERAL+ UNSELECT SPECIAL-USE";
const FLAGS: &str = "(\\Seen \\Answered \\Flagged \\Deleted \\Draft)";

/// Serves one connection until it ends.
pub(super) fn session<R: BufRead, W: Write + Send>(post: &PostOffice, input: R, output: W) -> io::Result<()> {
    Session { post, input, output, user: None, selected: None }.run()
}

struct Session<'a, R, W> {
    post: &'a PostOffice,
    input: R,
    output: W,
    user: Option<Address>,
    selected: Option<Selected>,
}

#[derive(Clone, Copy)]
struct Selected {
    folder: usize,
    /// The mails that the client knows of.
    told: usize,
}

/// What a command comes to: untagged lines and the tagged one.
struct Reply {
    untagged: Vec<u8>,
    done: String,
}

impl Reply {
    fn ok(untagged: impl Into<Vec<u8>>) -> Reply {
        Reply { untagged: untagged.into(), done: "OK done".to_owned() }
    }

    fn said(done: impl Into<String>) -> Reply {
        Reply { untagged: Vec::new(), done: done.into() }
    }
}

impl<R: BufRead, W: Write + Send> Session<'_, R, W> {
    fn say(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.output.write_all(bytes)?;
        self.output.flush()
    }

    fn run(&mut self) -> io::Result<()> {
        self.say(format!("* OK [CAPABILITY {CAPABILITIES}] demo\r\n").as_bytes())?;
        loop {
            let command = match command::read(&mut self.input, &mut self.output) {
                Ok(Some(command)) => command,
                Ok(None) => return Ok(()),
                Err(e) if e.kind() == io::ErrorKind::InvalidData => return self.say(b"* BYE that is too long\r\n"),
                Err(e) => return Err(e),
            };
            if command.tag.is_empty() || command.verb.is_empty() {
                self.say(b"* BAD a command is a tag and a verb\r\n")?;
                continue;
            }
            if command.verb == "LOGOUT" {
                return self.say(format!("* BYE see you\r\n{} OK done\r\n", command.tag).as_bytes());
            }
            let mut reply = if command.verb == "IDLE" && self.user.is_some() { self.idle()? } else { self.obey(&command) };
            self.news(&mut reply.untagged);
            reply.untagged.extend_from_slice(format!("{} {}\r\n", command.tag, reply.done).as_bytes());
            self.say(&reply.untagged)?;
        }
    }

    fn obey(&mut self, command: &Command) -> Reply {
        match command.verb.as_str() {
            "CAPABILITY" => return Reply::ok(format!("* CAPABILITY {CAPABILITIES}\r\n")),
            "ID" => return Reply::ok("* ID (\"name\" \"demo\")\r\n"),
            "NOOP" => return Reply::ok(""),
            "LOGIN" => return self.login(command),
            _ => {}
        }
        let Some(user) = self.user.clone() else { return Reply::said("BAD log in first") };
        match command.verb.as_str() {
            "LIST" => list(),
            "SELECT" | "EXAMINE" => self.select(&user, command),
            "STATUS" => self.status(&user, command),
            "APPEND" => self.append(&user, command),
            "CHECK" => Reply::ok(""),
            "CLOSE" | "UNSELECT" => {
                self.selected = None;
                Reply::ok("")
            }
            "SEARCH" | "UID SEARCH" | "FETCH" | "UID FETCH" => match self.selected {
                Some(selected) => self.read_selected(&user, selected, command),
                None => Reply::said("BAD select first"),
            },
            _ => Reply::said("BAD unknown command"),
        }
    }

    /// Any password opens any address.
    fn login(&mut self, command: &Command) -> Reply {
        match Address::parse(&command.text(0)) {
            Some(user) => {
                self.user = Some(user);
                self.selected = None;
                Reply::said(format!("OK [CAPABILITY {CAPABILITIES}] welcome"))
            }
            None => Reply::said("NO [AUTHENTICATIONFAILED] log in with an address"),
        }
    }

    fn summary(&self, user: &Address, name: &str) -> Option<(usize, Summary)> {
        let folder = folder_named(name)?;
        Some((folder, self.post.summary(user, folder)?))
    }

    fn select(&mut self, user: &Address, command: &Command) -> Reply {
        self.selected = None;
        let Some((folder, s)) = self.summary(user, &command.text(0)) else { return Reply::said("NO [NONEXISTENT] no such mailbox") };
        self.selected = Some(Selected { folder, told: s.mails });
        let access = if command.verb == "EXAMINE" { "READ-ONLY" } else { "READ-WRITE" };
        Reply {
            untagged: format!(
                "* FLAGS {FLAGS}\r\n* {} EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY {}] ids\r\n* OK [UIDNEXT {}] next\r\n",
                s.mails, s.validity, s.next_uid
            )
            .into_bytes(),
            done: format!("OK [{access}] selected"),
        }
    }

    fn status(&self, user: &Address, command: &Command) -> Reply {
        match self.summary(user, &command.text(0)) {
            Some((folder, s)) => {
                Reply::ok(format!("* STATUS \"{}\" (MESSAGES {} UIDNEXT {} UIDVALIDITY {})\r\n", folders()[folder], s.mails, s.next_uid, s.validity))
            }
            None => Reply::said("NO [NONEXISTENT] no such mailbox"),
        }
    }

    fn append(&self, user: &Address, command: &Command) -> Reply {
        let Some((folder, s)) = self.summary(user, &command.text(0)) else { return Reply::said("NO [TRYCREATE] no such mailbox") };
        let [_, between @ .., raw] = command.args.as_slice() else { return Reply::said("BAD APPEND mailbox [flags] [date] literal") };
        let list = between.iter().find(|a| a.starts_with(b"(")).map(|a| String::from_utf8_lossy(a).into_owned()).unwrap_or_default();
        let known = |flag: &&str| FLAGS.split(['(', ')', ' ']).any(|f| !f.is_empty() && f.eq_ignore_ascii_case(flag));
        let flags: Vec<&str> = list.split(['(', ')', ' ']).filter(known).collect();
        match self.post.append(user, folder, flags.join(" "), raw.clone()) {
            Ok(uid) => Reply::said(format!("OK [APPENDUID {} {uid}] stored", s.validity)),
            Err(full) => Reply::said(format!("NO [OVERQUOTA] {full}")),
        }
    }

    fn read_selected(&self, user: &Address, selected: Selected, command: &Command) -> Reply {
        let mails = self.post.mails(user, selected.folder, selected.told);
        match command.verb.as_str() {
            "SEARCH" => search(&mails, command, false),
            "UID SEARCH" => search(&mails, command, true),
            "FETCH" => fetch(&mails, command, false),
            _ => fetch(&mails, command, true),
        }
    }

    /// Tells how many mails there are, when there are more than the client knows.
    fn news(&mut self, out: &mut Vec<u8>) {
        let (Some(user), Some(selected)) = (&self.user, &mut self.selected) else { return };
        let Some(now) = self.post.summary(user, selected.folder) else { return };
        if now.mails > selected.told {
            selected.told = now.mails;
            out.extend_from_slice(format!("* {} EXISTS\r\n", now.mails).as_bytes());
        }
    }

    /// Tells news as they come, until the client says DONE. One thread reads, another waits for mail.
    fn idle(&mut self) -> io::Result<Reply> {
        self.say(b"+ idling\r\n")?;
        let done = AtomicBool::new(false);
        let (post, input, output) = (self.post, &mut self.input, &mut self.output);
        let watched = self.user.clone().zip(self.selected);
        let (line, told) = thread::scope(|scope| -> io::Result<_> {
            let teller = thread::Builder::new().name("demo-idle".to_owned()).spawn_scoped(scope, || {
                let (user, selected) = watched.as_ref()?;
                Some(post.follow(user, selected.folder, selected.told, &done, |count| {
                    // A client that has gone is noticed by the reading side.
                    let _ = output.write_all(format!("* {count} EXISTS\r\n").as_bytes()).and_then(|()| output.flush());
                }))
            })?;
            let line = read_line(input, MAX_LINE);
            post.finish(&done);
            Ok((line, teller.join().unwrap_or(None)))
        })?;
        if let (Some(selected), Some(told)) = (&mut self.selected, told) {
            selected.told = told;
        }
        match line? {
            Some(word) if word.eq_ignore_ascii_case(b"DONE") => Ok(Reply::ok("")),
            Some(_) => Ok(Reply::said("BAD IDLE ends with DONE")),
            None => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
}

fn list() -> Reply {
    let mut out = String::new();
    for name in folders() {
        let role = if name == "INBOX" { String::new() } else { format!(" \\{name}") };
        out.push_str(&format!("* LIST (\\HasNoChildren{role}) \"/\" \"{name}\"\r\n"));
    }
    Reply::ok(out)
}

/// The number of a mail: its UID, or its place in the folder.
fn number(mails: &[Mail], index: usize, by_uid: bool) -> u32 {
    if by_uid { mails.get(index).map_or(0, |m| m.uid) } else { u32::try_from(index + 1).unwrap_or(u32::MAX) }
}

/// The places of the mails that a set names.
fn picked(mails: &[Mail], set: &str, by_uid: bool) -> Option<Vec<usize>> {
    let last = mails.len().checked_sub(1).map_or(0, |i| number(mails, i, by_uid));
    let ranges = ranges(set, last)?;
    let inside = |i: &usize| {
        let n = number(mails, *i, by_uid);
        ranges.iter().any(|(from, to)| (*from..=*to).contains(&n))
    };
    Some((0..mails.len()).filter(inside).collect())
}

/// SEARCH, by ALL, by UID and by sequence number; several keys must all match.
fn search(mails: &[Mail], command: &Command, by_uid: bool) -> Reply {
    let mut hits: Vec<usize> = (0..mails.len()).collect();
    let mut keys = (0..command.args.len()).map(|i| command.text(i).to_ascii_uppercase());
    while let Some(key) = keys.next() {
        let found = match key.as_str() {
            "ALL" => continue,
            "UID" => picked(mails, &keys.next().unwrap_or_default(), true),
            set => picked(mails, set, false),
        };
        let Some(found) = found else { return Reply::said("BAD search by ALL, UID or numbers") };
        hits.retain(|i| found.binary_search(i).is_ok());
    }
    let mut out = "* SEARCH".to_owned();
    for i in hits {
        out.push_str(&format!(" {}", number(mails, i, by_uid)));
    }
    Reply::ok(out + "\r\n")
}

/// FETCH of UID, FLAGS, INTERNALDATE, RFC822.SIZE, the header and the whole.
fn fetch(mails: &[Mail], command: &Command, by_uid: bool) -> Reply {
    let Some(found) = picked(mails, &command.text(0), by_uid) else { return Reply::said("BAD which mails?") };
    let items = command.text(1).to_ascii_uppercase();
    let items: Vec<&str> = items.trim_start_matches('(').trim_end_matches(')').split(' ').filter(|i| !i.is_empty()).collect();
    let mut out = Vec::new();
    for (i, mail) in found.into_iter().filter_map(|i| mails.get(i).map(|m| (i, m))) {
        out.extend_from_slice(format!("* {} FETCH (UID {}", i + 1, mail.uid).as_bytes());
        for item in items.iter().filter(|item| **item != "UID") {
            if !fetch_item(&mut out, mail, item) {
                return Reply::said("BAD fetch UID, FLAGS, INTERNALDATE, RFC822.SIZE, BODY[HEADER] or BODY[]");
            }
        }
        out.extend_from_slice(b")\r\n");
    }
    Reply::ok(out)
}

fn fetch_item(out: &mut Vec<u8>, mail: &Mail, item: &str) -> bool {
    match item {
        "FLAGS" => out.extend_from_slice(format!(" FLAGS ({})", mail.flags).as_bytes()),
        "INTERNALDATE" => out.extend_from_slice(format!(" INTERNALDATE \"{}\"", mail.date).as_bytes()),
        "RFC822.SIZE" => out.extend_from_slice(format!(" RFC822.SIZE {}", mail.raw.len()).as_bytes()),
        "BODY[]" | "BODY.PEEK[]" => literal(out, "BODY[]", &mail.raw),
        "BODY[HEADER]" | "BODY.PEEK[HEADER]" => {
            let end = mail.raw.windows(4).position(|w| w == b"\r\n\r\n").map_or(mail.raw.len(), |p| p + 4);
            literal(out, "BODY[HEADER]", mail.raw.get(..end).unwrap_or_default());
        }
        _ => return false,
    }
    true
}

fn literal(out: &mut Vec<u8>, name: &str, bytes: &[u8]) {
    out.extend_from_slice(format!(" {name} {{{}}}\r\n", bytes.len()).as_bytes());
    out.extend_from_slice(bytes);
}
