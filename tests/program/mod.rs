//! The real binary on a desk in a directory of its own.
#![allow(dead_code)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A directory with a home, and in it a desk.
pub struct Program {
    directory: tempfile::TempDir,
}

/// What a run of the program came to.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    fn of(output: &Output) -> Ran {
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }

    /// The JSON of a run that went well.
    pub fn json(&self) -> Value {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}", self.out))
    }

    /// The sentence of a run that failed with this code; nothing is on standard output.
    pub fn failed(&self, code: i32) -> &str {
        assert_eq!((self.code, self.out.as_str()), (code, ""), "{}", self.err);
        self.err.trim_end()
    }
}

impl Program {
    /// A directory without a desk.
    pub fn bare() -> Program {
        Program { directory: tempfile::tempdir().unwrap() }
    }

    /// A directory with a new desk.
    pub fn new() -> Program {
        let program = Program::bare();
        let made = program.init(&[]);
        assert_eq!(made.code, 0, "{}", made.err);
        program
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    pub fn database(&self) -> PathBuf {
        self.path("desk.db")
    }

    /// The program, with nothing of this machine's user around it.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aside"));
        command.args(args).env_clear().env("HOME", self.directory.path()).env("LANG", "C.UTF-8").env("PATH", "/usr/bin:/bin");
        command.current_dir(self.directory.path());
        command
    }

    /// Runs with these arguments and nothing else.
    pub fn plain(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut child = self.command(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // a program that does not read is free not to
        let _ = stdin.write_all(input);
        drop(stdin);
        Ran::of(&child.wait_with_output().unwrap())
    }

    /// Runs on the desk.
    pub fn run(&self, args: &[&str]) -> Ran {
        self.with_input(args, b"")
    }

    /// Runs on the desk, with something on standard input.
    pub fn with_input(&self, args: &[&str], input: &[u8]) -> Ran {
        let database = self.database();
        let all: Vec<&str> = ["--db", text(&database)].into_iter().chain(args.iter().copied()).collect();
        self.plain(&all, input)
    }

    pub fn init(&self, more: &[&str]) -> Ran {
        let fixed = ["init", "--yes", "--address", "support@desk.example", "--agent-name", "Ana Lima", "--agent-email", "ana@staff.example"];
        let args: Vec<&str> = fixed.into_iter().chain(more.iter().copied()).collect();
        self.run(&args)
    }

    /// A mail comes in.
    pub fn ingest(&self, mail: &str) -> Value {
        self.with_input(&["ingest", "--json"], mail.replace('\n', "\r\n").as_bytes()).json()
    }
}

pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A customer's first mail.
pub const CARLA: &str = "From: Carla Dias <carla@customer.example>\nTo: support@desk.example\nSubject: Impressora parada\n\
    Message-ID: <c1@customer.example>\nDate: Tue, 17 Nov 2026 10:00:00 +0000\n\nA impressora n=C3=A3o imprime.\n";
