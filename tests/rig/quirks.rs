//! Servers that follow a script, for what real servers do too rarely to test: faults of the protocol.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// For each command, by how it begins, the lines to answer. `$` is the command's tag; `@close` hangs up, `@hang` answers no more.
pub type Script = &'static [(&'static str, &'static [&'static str])];

/// A mailbox server on this machine that greets, takes any login and follows the script; it answers OK to what is not in it.
pub fn imap(script: Script) -> u16 {
    serve(move |stream| {
        let mut out = stream.try_clone().unwrap();
        let _ = out.write_all(b"* OK ready\r\n");
        let mut idle = String::new();
        for line in BufReader::new(stream).lines() {
            let Ok(line) = line else { return };
            let (tag, command) = match line.split_once(' ') {
                Some(parts) => parts,
                None => (idle.as_str(), line.as_str()),
            };
            let tag = tag.to_owned();
            if command == "IDLE" {
                idle.clone_from(&tag);
            }
            let usual: &[&str] = if command.starts_with("CAPABILITY") { &["* CAPABILITY IMAP4rev1 IDLE", "$ OK done"] } else { &["$ OK done"] };
            let answer = script.iter().find(|(begins, _)| command.starts_with(begins)).map_or(usual, |(_, lines)| lines);
            if !answer_with(&mut out, answer, &tag) {
                return;
            }
        }
    })
}

/// A mail server on this machine that greets, takes anything and follows the script. What answers the end of a mail is under `.`,
/// the greeting under an empty command.
pub fn smtp(script: Script) -> u16 {
    let find = move |command: &str, usual: &'static [&'static str]| {
        script
            .iter()
            .find(|(begins, _)| if begins.is_empty() { command.is_empty() } else { command.starts_with(begins) })
            .map_or(usual, |(_, lines)| lines)
    };
    serve(move |stream| {
        let mut out = stream.try_clone().unwrap();
        if !answer_with(&mut out, find("", &["220 ready"]), "") {
            return;
        }
        let mut in_text = false;
        for line in BufReader::new(stream).lines() {
            let Ok(line) = line else { return };
            if in_text && line != "." {
                continue;
            }
            let usual: &[&str] = if line == "DATA" { &["354 go on"] } else { &["250 fine"] };
            in_text = line == "DATA";
            if !answer_with(&mut out, find(&line, usual), "") {
                return;
            }
        }
    })
}

/// Listens on a free port and gives every connection a thread.
fn serve(session: impl Fn(TcpStream) + Send + Sync + Clone + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let session = session.clone();
            thread::spawn(move || session(stream));
        }
    });
    port
}

/// Writes the lines. False ends the session.
fn answer_with(out: &mut TcpStream, lines: &[&str], tag: &str) -> bool {
    for line in lines {
        match *line {
            "@close" => return false,
            "@hang" => return true,
            line => drop(out.write_all(format!("{}\r\n", line.replace('$', tag)).as_bytes())),
        }
    }
    true
}
