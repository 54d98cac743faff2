//! The log of what runs on: console and worker. It never holds the text of a mail or a secret.

use std::fs::{self, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::sync::Mutex;

use directories::BaseDirs;
use tracing_subscriber::EnvFilter;

use crate::config::{Level, Log};

/// The file that the log goes to; `None` where there is no place for it.
pub(super) fn file(log: &Log) -> Option<PathBuf> {
    let usual = || BaseDirs::new().and_then(|d| Some(d.state_dir()?.join("aside").join("aside.log")));
    log.file.clone().or_else(usual)
}

/// Begins to log. Without a place to log to, the work goes on all the same: `doctor` tells.
pub(super) fn begin(log: &Log) {
    if let Ok(Some(file)) = open(log) {
        let filter = EnvFilter::new(format!("aside={}", log.level.word()));
        // it is set already when a console was begun in this process before
        let _ = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(Mutex::new(file)).try_init();
    }
}

/// Opens the log's file for its owner alone; `None` when nothing is to be logged.
pub(super) fn open(log: &Log) -> io::Result<Option<fs::File>> {
    let Some(path) = file(log).filter(|_| log.level != Level::Off) else { return Ok(None) };
    if let Some(directory) = path.parent() {
        fs::create_dir_all(directory)?;
    }
    OpenOptions::new().create(true).append(true).mode(0o600).open(path).map(Some)
}
