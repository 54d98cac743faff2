//! `aside generate`: man pages in each language and completions for each shell, for packages.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Command, ValueEnum};
use clap_complete::Shell;
use clap_mangen::Man;

use super::failure::Failure;
use super::{Context, help};
use crate::words::{Language, Words};

#[derive(clap::Args, Debug)]
pub(super) struct Generate {
    directory: PathBuf,
}

impl Generate {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        for language in Language::ALL {
            let directory = match language {
                Language::English => self.directory.join("man/man1"),
                other => self.directory.join("man").join(other.tag().replace('-', "_")).join("man1"),
            };
            make(&directory)?;
            let mut command = help::command(&Words::new(language));
            command.build();
            pages(&directory, &command, "aside")?;
        }
        let directory = self.directory.join("completions");
        make(&directory)?;
        for shell in Shell::value_variants() {
            clap_complete::generate_to(*shell, &mut help::command(&context.words), "aside", &directory).map_err(|e| Failure::file(&directory, e))?;
        }
        context.out.clean(&self.directory.display().to_string())
    }
}

fn make(directory: &Path) -> Result<(), Failure> {
    fs::create_dir_all(directory).map_err(|e| Failure::file(directory, e))
}

/// The page of a command, and those of its subcommands.
fn pages(directory: &Path, command: &Command, name: &str) -> Result<(), Failure> {
    let file = directory.join(format!("{name}.1"));
    let mut page = Vec::new();
    Man::new(command.clone().name(name.to_owned()).help_template(""))
        .title(name.to_owned())
        .render(&mut page)
        .map_err(|e| Failure::file(&file, e))?;
    fs::write(&file, page).map_err(|e| Failure::file(&file, e))?;
    for sub in command.get_subcommands().filter(|s| !s.is_hide_set()) {
        pages(directory, sub, &format!("{name}-{}", sub.get_name()))?;
    }
    Ok(())
}
