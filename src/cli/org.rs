//! `aside org`: organizations, and which of them are suppliers.

use super::failure::Failure;
use super::out::Paint;
use super::party::{named, with_people};
use super::{Context, args, system};
use crate::desk::OrganizationChange;
use crate::model::Address;
use crate::store::OrganizationRow;

#[derive(clap::Subcommand, Debug)]
pub(super) enum Org {
    List,
    Show(Show),
    Supplier(Supplier),
}

#[derive(clap::Args, Debug)]
pub(super) struct Show {
    #[arg(id = "org", value_name = "NAME")]
    name: String,
}

#[derive(clap::Args, Debug)]
pub(super) struct Supplier {
    #[arg(id = "org", value_name = "NAME")]
    name: String,
    #[arg(long, value_name = "DOMAIN")]
    domain: Vec<String>,
    #[arg(id = "member", long = "person", value_name = "ADDRESS", value_parser = args::address)]
    person: Vec<Address>,
    #[arg(id = "supplier_off", long = "off")]
    off: bool,
}

#[derive(serde::Serialize)]
struct Listed<'a> {
    name: &'a str,
    supplier: bool,
    domains: &'a [String],
}

impl<'a> Listed<'a> {
    fn of(row: &'a OrganizationRow) -> Listed<'a> {
        Listed { name: &row.name, supplier: row.supplier, domains: &row.domains }
    }
}

impl Org {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        match self {
            Org::List => list(context),
            Org::Show(show) => show_one(context, &show.name),
            Org::Supplier(supplier) => supplier.run(context),
        }
    }
}

impl Supplier {
    fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let (domains, people) = (self.domain.clone(), self.person.clone());
        let change = OrganizationChange { name: self.name.clone(), supplier: Some(!self.off), domains, people };
        desk.change_organization(&actor, &change, system::now())?;
        show_one(context, &self.name)
    }
}

fn list(context: &mut Context) -> Result<(), Failure> {
    let (desk, _) = context.desk()?;
    let all = desk.organizations()?;
    if context.out.json {
        let listed: Vec<Listed<'_>> = all.iter().map(Listed::of).collect();
        return context.out.json(&listed);
    }
    if all.is_empty() {
        let none = context.words.say("cli-org-none");
        return context.out.clean(&none);
    }
    for row in &all {
        let mark = if row.supplier { context.words.say("console-supplier") } else { String::new() };
        let parts: Vec<&str> = [row.name.as_str(), mark.as_str()].into_iter().chain(row.domains.iter().map(String::as_str)).collect();
        let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        context.out.clean(&parts.join(" · "))?;
    }
    Ok(())
}

fn show_one(context: &mut Context, name: &str) -> Result<(), Failure> {
    let (desk, _) = context.desk()?;
    let organization = desk.organization(&name.split_whitespace().collect::<Vec<_>>().join(" "))?;
    if context.out.json {
        return context.out.json(&organization);
    }
    let head = named(context, &organization);
    let head = context.out.paint(Paint::Bold, &head);
    context.out.line(&head)?;
    let people = with_people(context, &organization);
    context.out.body("  ", &people)
}
