//! `aside stats`: the report of some days, as a picture, as JSON or as CSV.

use std::time::Duration;

use jiff::ToSpan;
use jiff::civil::Date;

use super::failure::{Code, Failure};
use super::out::Paint;
use super::{Context, args, system};
use crate::model::Time;
use crate::model::report::{Group, PartyTimes, Period, Place, Report, Spans};
use crate::tui::figures::{self, Ink, Page, Row};
use crate::tui::widgets::text::clean_line;

/// Days of a report when nobody says which.
const USUAL_DAYS: u32 = 30;
/// Columns where the width of the terminal is not known.
const COLUMNS: usize = 100;

#[derive(clap::Args, Debug)]
pub(super) struct Stats {
    query: Vec<String>,
    #[arg(id = "stats_from", long = "from", value_name = "DATE", value_parser = date)]
    from: Option<Date>,
    #[arg(id = "stats_to", long = "to", value_name = "DATE", value_parser = date)]
    to: Option<Date>,
    #[arg(id = "stats_by", long = "by", value_name = "WHAT", value_parser = by)]
    by: Option<By>,
    #[arg(long, conflicts_with = "json")]
    csv: bool,
}

/// What the figures are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Day,
    Hour,
    Box,
    Team,
    Agent,
    Tag,
    Party,
    Organization,
}

fn date(text: &str) -> Result<Date, args::Expected> {
    text.parse().map_err(|_| args::Expected::Date)
}

fn by(text: &str) -> Result<By, args::Expected> {
    Ok(match text {
        "day" => By::Day,
        "hour" => By::Hour,
        "box" => By::Box,
        "team" => By::Team,
        "agent" => By::Agent,
        "tag" => By::Tag,
        "party" => By::Party,
        "organization" => By::Organization,
        _ => return Err(args::Expected::OneOf("day, hour, box, team, agent, tag, party, organization")),
    })
}

impl By {
    /// The part of the picture in which it stands.
    fn page(self) -> Page {
        match self {
            By::Day | By::Hour | By::Box => Page::Overview,
            By::Team => Page::Teams,
            By::Agent => Page::Agents,
            By::Tag => Page::Tags,
            By::Party | By::Organization => Page::ThirdParties,
        }
    }
}

impl Stats {
    pub(super) fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let (desk, actor) = context.desk()?;
        let now = system::now();
        let Some(period) = self.period(context, now) else {
            return Err(Failure::Told(Code::Usage, context.words.say("cli-stats-order")));
        };
        let report = desk.report(&actor, &period, &self.query.join(" "), now)?;
        if context.out.json {
            return context.out.json(&report);
        }
        if self.csv {
            return csv(&report, self.by.unwrap_or(By::Day)).iter().try_for_each(|line| context.out.raw(line.as_bytes()));
        }
        let heading = context.out.paint(Paint::Bold, &figures::heading(&context.words, &report));
        context.out.line(&heading)?;
        let pages: Vec<Page> = self.by.map_or_else(|| Page::ALL.to_vec(), |by| vec![by.page()]);
        for page in &pages {
            context.out.line("")?;
            if pages.len() > 1 && *page != Page::Overview {
                let title = context.out.paint(Paint::Bold, &page.title(&context.words));
                context.out.line(&title)?;
            }
            show(context, &report, *page)?;
        }
        Ok(())
    }

    fn period(&self, context: &Context, now: Time) -> Option<Period> {
        let zone = context.words.zone().clone();
        let usual = Period::last(USUAL_DAYS, now, zone.clone());
        let to = self.to.unwrap_or(usual.to);
        let from = self.from.or_else(|| to.checked_sub(i64::from(USUAL_DAYS - 1).days()).ok())?;
        Period::new(from, to, zone)
    }
}

fn show(context: &mut Context, report: &Report, page: Page) -> Result<(), Failure> {
    let columns = context.out.columns.unwrap_or(COLUMNS);
    for row in figures::rows(&context.words, report, page, columns) {
        let line = painted(context, &row);
        context.out.line(line.trim_end())?;
    }
    Ok(())
}

fn painted(context: &Context, row: &Row) -> String {
    let piece = |(text, ink): &(String, Ink)| match ink {
        Ink::Text => clean_line(text).into_owned(),
        Ink::Dim => context.out.paint(Paint::Dim, text),
        Ink::Title => context.out.paint(Paint::Bold, text),
        Ink::Bar => context.out.paint(Paint::Cyan, text),
        Ink::Warning => context.out.paint(Paint::Yellow, text),
    };
    row.pieces.iter().map(piece).collect()
}

/// Lines of comma-separated values (RFC 4180), the first with the names of the columns. Spans are in seconds.
fn csv(report: &Report, by: By) -> Vec<String> {
    const GROUP: [&str; 9] =
        ["name", "unsolved", "new", "solved", "first_answers", "first_answer_median", "first_answer_p90", "resolution_median", "resolution_p90"];
    const PARTY: [&str; 9] = ["name", "address", "organization", "answers", "median", "p90", "median_before", "open_questions", "open_since"];
    match by {
        By::Day => table(&["day", "new", "solved", "unsolved"], &report.days, |d| {
            vec![d.date.to_string(), d.new.to_string(), d.solved.to_string(), d.unsolved.to_string()]
        }),
        By::Hour => {
            let all: Vec<(usize, usize)> = (0..7).flat_map(|day| (0..24).map(move |hour| (day, hour))).collect();
            table(&["weekday", "hour", "new"], &all, |(day, hour)| {
                vec![(day + 1).to_string(), hour.to_string(), report.hours[*day][*hour].to_string()]
            })
        }
        By::Box => table(
            &["box", "total", "under_1_day", "under_3_days", "under_7_days", "under_30_days", "older", "oldest", "waiting", "waiting_since"],
            &report.backlog,
            |b| {
                let counts = std::iter::once(b.total).chain(b.ages).map(|n| n.to_string());
                let rest = [time(b.oldest), b.waiting.to_string(), time(b.waiting_since)];
                std::iter::once(place(&b.place)).chain(counts).chain(rest).collect()
            },
        ),
        By::Team => table(&with("team", GROUP), &report.teams, group),
        By::Agent => table(&with("agent", GROUP), &report.agents, group),
        By::Tag => table(&with("tag", GROUP), &report.tags, group),
        By::Party => table(&PARTY, &report.third_parties, party),
        By::Organization => table(&PARTY, &report.organizations, party),
    }
}

fn with(key: &'static str, rest: [&'static str; 9]) -> Vec<&'static str> {
    std::iter::once(key).chain(rest).collect()
}

fn group(g: &Group) -> Vec<String> {
    let mut out = vec![g.key.clone().unwrap_or_default(), g.name.clone()];
    out.extend([g.unsolved, g.new, g.solved, g.first_answer.count].map(|n| n.to_string()));
    let of = |s: &Spans| [seconds(s.median), seconds(s.p90)];
    out.extend(of(&g.first_answer).into_iter().chain(of(&g.resolution)));
    out
}

fn party(p: &PartyTimes) -> Vec<String> {
    vec![
        p.name.clone(),
        p.address.as_ref().map(ToString::to_string).unwrap_or_default(),
        p.organization.clone().unwrap_or_default(),
        p.answers.count.to_string(),
        seconds(p.answers.median),
        seconds(p.answers.p90),
        seconds(p.median_before),
        p.owed.to_string(),
        time(p.owed_since),
    ]
}

fn place(place: &Place) -> String {
    match place {
        Place::Unsolved => "unsolved".to_owned(),
        Place::AllOpen => "all-open".to_owned(),
        Place::Unassigned => "unassigned".to_owned(),
        Place::ThirdParties => "third-parties".to_owned(),
        Place::Team(name) => format!("team {name}"),
        Place::NoTeam => "no-team".to_owned(),
        Place::Snoozed => "snoozed".to_owned(),
    }
}

fn seconds(span: Option<Duration>) -> String {
    span.map(|d| d.as_secs().to_string()).unwrap_or_default()
}

fn time(at: Option<Time>) -> String {
    at.map(|t| t.to_string()).unwrap_or_default()
}

fn table<T>(heads: &[&str], rows: &[T], cells: impl Fn(&T) -> Vec<String>) -> Vec<String> {
    let line = |cells: Vec<String>| format!("{}\r\n", cells.iter().map(|c| cell(c)).collect::<Vec<_>>().join(","));
    std::iter::once(line(heads.iter().map(|h| (*h).to_owned()).collect())).chain(rows.iter().map(|r| line(cells(r)))).collect()
}

/// A value between commas. What a spreadsheet would take for a formula gets an apostrophe: names come from mails.
fn cell(text: &str) -> String {
    let mut text = clean_line(text).into_owned();
    if text.trim_start().starts_with(['=', '+', '-', '@']) {
        text.insert(0, '\'');
    }
    if text.contains([',', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_neither_break_its_row_nor_be_a_formula() {
        assert_eq!(cell("Acme, \"Parts\"\nLtd"), "\"Acme, \"\"Parts\"\" Ltd\"");
        assert_eq!(cell("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
        assert_eq!(cell("\t=1+1"), "' =1+1");
        assert_eq!(cell("plain"), "plain");
    }
}
