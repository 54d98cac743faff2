//! `aside canned`: canned responses as a folder of Markdown files, to be looked at and kept together.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::failure::{Code, Failure};
use super::{Context, edit, system};
use crate::config::ConfigError;
use crate::desk::{DeskError, PageIn};
use crate::model::settings::Page;
use crate::model::written::{Mistake, WrittenError, Wrong};
use crate::tui::files;
use crate::tui::widgets::text::{pad, width};

#[derive(clap::Subcommand, Debug)]
pub(super) enum Canned {
    List,
    Import(Import),
    Export(Export),
}

#[derive(clap::Args, Debug)]
pub(super) struct Import {
    #[arg(id = "pages", value_name = "DIRECTORY")]
    directory: PathBuf,
    #[arg(long)]
    prune: bool,
}

#[derive(clap::Args, Debug)]
pub(super) struct Export {
    #[arg(id = "pages", value_name = "DIRECTORY")]
    directory: PathBuf,
}

impl Canned {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        match self {
            Canned::List => list(context),
            Canned::Import(import) => import.run(context),
            Canned::Export(export) => export.run(context),
        }
    }
}

fn list(context: &mut Context) -> Result<(), Failure> {
    let (desk, actor) = context.desk()?;
    let items = desk.callable(&actor)?;
    if context.out.json {
        return context.out.json(&items);
    }
    let wide = |of: &dyn Fn(usize) -> usize| (0..items.len()).map(of).max().unwrap_or(0);
    let (shortcuts, scopes) = (wide(&|i| width(&items[i].shortcut)), wide(&|i| width(&items[i].scope.to_string())));
    for item in &items {
        let files = if item.files.is_empty() { String::new() } else { format!("  ({})", item.files.join(", ")) };
        let line = format!("/{}  {}  {}{files}", pad(&item.shortcut, shortcuts), pad(&item.scope.to_string(), scopes), item.title);
        context.out.clean(&line)?;
    }
    Ok(())
}

impl Import {
    fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let mut paths = Vec::new();
        find(&self.directory, &mut paths)?;
        paths.sort();
        if paths.is_empty() {
            return Err(Failure::said("cli-canned-none", &[("path", &self.directory.display().to_string())]).with(Code::Usage));
        }
        let pages = paths.iter().map(|path| page(path)).collect::<Result<Vec<PageIn>, Failure>>()?;
        match desk.import_canned(&actor, &pages, self.prune, system::now()) {
            Ok(saved) => edit::tell(context, &saved),
            Err(e @ DeskError::Written(_)) => Err(Failure::from(e).with(Code::Usage)),
            Err(e) => Err(e.into()),
        }
    }
}

/// Every page below a directory. Hidden files and directories are somebody else's.
fn find(directory: &Path, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let failed = |e| Failure::file(directory, e);
    for entry in fs::read_dir(directory).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = entry.path();
        let kind = entry.file_type().map_err(failed)?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if kind.is_dir() {
            find(&path, found)?;
        } else if path.extension().is_some_and(|e| e == "md") {
            found.push(path);
        }
    }
    Ok(())
}

/// A page with its files.
fn page(path: &Path) -> Result<PageIn, Failure> {
    let shown = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|e| Failure::file(path, e))?;
    let wrong = |wrong: Wrong| -> Failure {
        let error: ConfigError = WrittenError::at(&text, &shown, wrong);
        Failure::from(error).with(Code::Usage)
    };
    let page = Page::read(&text).map_err(wrong)?;
    let beside = path.parent().unwrap_or(Path::new(""));
    let mut read = Vec::with_capacity(page.files.len());
    for (at, file) in &page.files {
        let file = files::read(&beside.join(file)).map_err(|e| wrong(Wrong::at(*at, Mistake::Unreadable(e.to_string()))))?;
        read.push(file);
    }
    Ok(PageIn { path: shown, page, files: read, text })
}

impl Export {
    fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let items = desk.export_canned(&actor)?;
        let made = |path: &Path| fs::create_dir_all(path).map_err(|e| Failure::file(path, e));
        made(&self.directory)?;
        let mut names: HashSet<String> = HashSet::new();
        for (item, attached) in &items {
            let plain = Page::name(item);
            let free = (1..).map(|n: u32| if n == 1 { plain.clone() } else { format!("{plain}-{n}") }).find(|name| names.insert(name.to_lowercase()));
            let name = free.unwrap_or(plain);
            let path = self.directory.join(format!("{name}.md"));
            fs::write(&path, Page::show(item, &name)).map_err(|e| Failure::file(&path, e))?;
            for file in attached {
                let beside = self.directory.join(&name);
                made(&beside)?;
                let path = beside.join(crate::model::settings::name_of(&file.name));
                fs::write(&path, &file.bytes).map_err(|e| Failure::file(&path, e))?;
            }
        }
        let text =
            context.words.say_with("cli-canned-exported", &[("count", items.len().into()), ("path", (&self.directory.display().to_string()).into())]);
        if context.out.json { context.out.json(&items.iter().map(|(item, _)| item).collect::<Vec<_>>()) } else { context.out.clean(&text) }
    }
}
