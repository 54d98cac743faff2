//! `aside completions`: what a shell needs to complete the commands.

use clap_complete::Shell;

use super::failure::Failure;
use super::{Context, help};

#[derive(clap::Args, Debug)]
pub(super) struct Completions {
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut help::command(&context.words), "aside", &mut script);
        context.out.raw(&script)
    }
}
