//! A report in characters: what the console's screen and `aside stats` show alike. It can be read without colour.

use std::collections::HashMap;
use std::time::Duration;

use crate::model::report::{AGES_IN_DAYS, BoxAge, Day, Group, PartyTimes, Place, Report, Spans, WITHIN_HOURS};
use crate::model::{Address, Time};
use crate::tui::widgets::ago::{ago, measured};
use crate::tui::widgets::chart::{SHADES, bar, shade, spark, squeeze};
use crate::tui::widgets::text::{pad, pad_left, width};
use crate::words::Words;

/// The columns of a number and of a span.
const NUMBER: usize = 9;
const SPAN: usize = 9;
/// The narrowest and the widest that names get.
const NAMES: (usize, usize) = (14, 40);
/// Bars are no longer.
const BAR: usize = 40;

/// A part of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// What came, what was solved, how fast, what waits.
    Overview,
    /// How fast third parties answer, and what they owe.
    ThirdParties,
    /// By team.
    Teams,
    /// By agent.
    Agents,
    /// By tag.
    Tags,
}

impl Page {
    /// All, in the order of the screen.
    pub const ALL: [Page; 5] = [Page::Overview, Page::ThirdParties, Page::Teams, Page::Agents, Page::Tags];

    /// Its title.
    #[must_use]
    pub fn title(self, words: &Words) -> String {
        words.say(match self {
            Page::Overview => "report-page-overview",
            Page::ThirdParties => "report-page-third-parties",
            Page::Teams => "report-page-teams",
            Page::Agents => "report-page-agents",
            Page::Tags => "report-page-tags",
        })
    }
}

/// How a piece of a row looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// As text.
    Text,
    /// As what matters less.
    Dim,
    /// As a heading.
    Title,
    /// As the picture of a number.
    Bar,
    /// As something that needs a look.
    Warning,
}

/// A row of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its pieces, from the left.
    pub pieces: Vec<(String, Ink)>,
    /// The third party that it is about.
    pub party: Option<Address>,
}

impl Row {
    fn put(mut self, text: impl Into<String>, ink: Ink) -> Row {
        self.pieces.push((text.into(), ink));
        self
    }

    fn heading(text: &str) -> Row {
        Row::default().put(text, Ink::Title)
    }
}

/// The days of a report and what narrows it, in a line.
#[must_use]
pub fn heading(words: &Words, report: &Report) -> String {
    let (from, to) = (words.date(report.period.begins()), words.date(Time(report.period.ends().0.saturating_sub(1))));
    let days = i64::from(report.period.length());
    let line = words.say_with("report-days", &[("from", (&from).into()), ("to", (&to).into()), ("days", days.into())]);
    if report.query.is_empty() { line } else { format!("{line} · {}", report.query) }
}

/// The rows of a part of a report, in so many columns.
#[must_use]
pub fn rows(words: &Words, report: &Report, page: Page, columns: usize) -> Vec<Row> {
    let w = Writer { words, report, columns };
    match page {
        Page::Overview => w.overview(),
        Page::ThirdParties => w.third_parties(),
        Page::Teams => w.groups(&report.teams, "report-team", "report-no-team"),
        Page::Agents => w.groups(&report.agents, "report-agent", "report-no-agent"),
        Page::Tags => w.groups(&report.tags, "report-tag", "report-no-tag"),
    }
}

struct Writer<'a> {
    words: &'a Words,
    report: &'a Report,
    columns: usize,
}

impl Writer<'_> {
    fn say(&self, key: &str) -> String {
        self.words.say(key)
    }

    /// What stands at the right end of its column.
    fn right(&self, key: &str, columns: usize) -> String {
        pad_left(&self.say(key), columns)
    }

    fn overview(&self) -> Vec<Row> {
        let mut rows = self.totals();
        rows.push(Row::default());
        rows.extend(self.by_day());
        rows.push(Row::default());
        rows.extend(self.backlog());
        rows.push(Row::default());
        rows.extend(self.by_hour());
        rows
    }

    fn totals(&self) -> Vec<Row> {
        const NAME: usize = 23;
        const BEFORE: usize = 11;
        let (now, before) = (&self.report.totals, &self.report.before);
        let heads = ["report-count", "report-median", "report-p90"].map(|key| self.right(key, SPAN)).concat();
        let earlier = ["report-before", "report-median"].map(|key| self.right(key, BEFORE)).concat();
        let mut rows = vec![Row::default().put(" ".repeat(NAME), Ink::Dim).put(heads, Ink::Dim).put(earlier, Ink::Dim)];
        let name = |key: &str| Row::default().put(pad(&self.say(key), NAME), Ink::Text);
        let counts = format!("{}{}", number(now.new, SPAN), " ".repeat(2 * SPAN));
        rows.push(name("report-new").put(counts, Ink::Text).put(number(before.new, BEFORE), Ink::Dim));
        for (key, spans, was) in [
            ("report-solved", &now.resolution, &before.resolution),
            ("report-first-answers", &now.first_answer, &before.first_answer),
            ("report-party-answers", &now.third_parties, &before.third_parties),
        ] {
            let first = format!("{}{}{}", number(spans.count, SPAN), span(spans.median, SPAN), span(spans.p90, SPAN));
            let then = format!("{}{}", number(was.count, BEFORE), span(was.median, BEFORE));
            rows.push(name(key).put(first, Ink::Text).put(then, Ink::Dim));
        }
        rows
    }

    fn by_day(&self) -> Vec<Row> {
        const NAME: usize = 12;
        let days = &self.report.days;
        let room = self.columns.saturating_sub(NAME + 14).max(10);
        let picture = |of: fn(&Day) -> u32, join: fn(&[u64]) -> u64| {
            let values: Vec<u64> = days.iter().map(|d| u64::from(of(d))).collect();
            let values = squeeze(&values, room, join);
            let wide = (room / values.len().max(1)).clamp(1, 3);
            let shown = spark(&values).chars().map(|c| c.to_string().repeat(wide)).collect::<String>();
            (shown, values.into_iter().max().unwrap_or(0))
        };
        let sum: fn(&[u64]) -> u64 = |some| some.iter().sum();
        let last: fn(&[u64]) -> u64 = |some| some.last().copied().unwrap_or(0);
        let mut out = Vec::new();
        let mut columns = 0;
        for (key, (shown, most)) in [
            ("report-new-by-day", picture(|d| d.new, sum)),
            ("report-solved-by-day", picture(|d| d.solved, sum)),
            ("report-unsolved-by-day", picture(|d| d.unsolved, last)),
        ] {
            columns = width(&shown);
            let most = self.words.say_with("report-most", &[("count", most.into())]);
            out.push(Row::default().put(pad(&self.say(key), NAME), Ink::Text).put(shown, Ink::Bar).put(format!("  {most}"), Ink::Dim));
        }
        let (from, to) = (self.words.date(self.report.period.begins()), self.words.date(Time(self.report.period.ends().0.saturating_sub(1))));
        let between = columns.saturating_sub(width(&from) + width(&to));
        let line = if between > 0 { format!("{from}{}{to}", " ".repeat(between)) } else { from };
        out.push(Row::default().put(" ".repeat(NAME), Ink::Dim).put(line, Ink::Dim));
        out
    }

    fn backlog(&self) -> Vec<Row> {
        // all, the classes of age, oldest, waiting, longest
        const WIDE: [usize; 5] = [5, 6, 7, 8, 8];
        let [all, age, oldest, waiting, longest] = WIDE;
        let ages: Vec<String> = AGES_IN_DAYS.iter().map(|d| format!("<{d}d")).chain([format!("≥{}d", AGES_IN_DAYS[3])]).collect();
        let heads: String = ages.iter().map(|a| pad_left(a, age)).collect();
        let rest =
            format!("{}{}{}", self.right("report-oldest", oldest), self.right("report-waiting", waiting), self.right("report-longest", longest));
        let fixed = all + age * 5 + oldest + waiting + longest;
        let longest_name = self.report.backlog.iter().map(|b| width(&self.place(b))).max().unwrap_or(0);
        let name = longest_name.clamp(NAMES.0, 28).min(self.columns.saturating_sub(fixed).max(8));
        let bar_room = self.columns.saturating_sub(fixed + name + 2).min(BAR);
        let most = self.report.backlog.iter().map(|b| b.total).max().unwrap_or(0);
        let title = Row::heading(&pad(&self.say("report-backlog"), name));
        let mut out = vec![title.put(self.right("report-total", all), Ink::Dim).put(heads, Ink::Dim).put(rest, Ink::Dim)];
        let since = |at: Option<Time>, columns| pad_left(&at.map(|t| ago(self.report.made_at, t)).unwrap_or_default(), columns);
        for b in &self.report.backlog {
            let ages: String = b.ages.iter().map(|n| number(*n, age)).collect();
            let rest = format!("{}{}{}", since(b.oldest, oldest), number(b.waiting, waiting), since(b.waiting_since, longest));
            let row = Row::default().put(pad(&self.place(b), name), Ink::Text).put(format!("{}{ages}{rest}", number(b.total, all)), Ink::Text);
            out.push(if bar_room > 4 { row.put(format!("  {}", bar(b.total.into(), most.into(), bar_room)), Ink::Bar) } else { row });
        }
        out
    }

    fn place(&self, b: &BoxAge) -> String {
        match &b.place {
            Place::Unsolved => self.say("report-place-unsolved"),
            Place::AllOpen => self.say("console-box-all-open"),
            Place::Unassigned => self.say("console-box-unassigned"),
            Place::ThirdParties => self.say("console-box-third-parties"),
            Place::Team(name) => name.clone(),
            Place::NoTeam => self.say("report-place-no-team"),
            Place::Snoozed => self.say("report-place-snoozed"),
        }
    }

    /// New tickets by hour of the week: the darker, the more.
    fn by_hour(&self) -> Vec<Row> {
        const NAME: usize = 12;
        let most = self.report.hours.iter().flatten().copied().max().unwrap_or(0);
        let scale: String = SHADES.iter().flat_map(|s| [*s, ' ']).collect();
        let most_said = self.words.say_with("report-most", &[("count", most.into())]);
        let mut out = vec![Row::heading(&self.say("report-by-hour")).put(format!("   {scale} {most_said}"), Ink::Dim)];
        let hours: String = (0..24).step_by(3).map(|h| pad(&format!("{h:02}"), 6)).collect();
        out.push(Row::default().put(" ".repeat(NAME), Ink::Dim).put(hours, Ink::Dim));
        let days = ["report-monday", "report-tuesday", "report-wednesday", "report-thursday", "report-friday", "report-saturday", "report-sunday"];
        let (sums, room) = (self.report.hours.map(|day| day.iter().sum::<u32>()), self.columns.saturating_sub(NAME + 58).min(BAR));
        let busiest = sums.iter().copied().max().unwrap_or(0);
        for ((key, hours), sum) in days.iter().zip(&self.report.hours).zip(sums) {
            let mut row = Row::default().put(pad(&self.say(key), NAME), Ink::Text);
            for count in hours {
                let ink = if *count == 0 { Ink::Dim } else { Ink::Bar };
                row = row.put(shade((*count).into(), most.into()).to_string().repeat(2), ink);
            }
            let row = row.put(number(sum, 8), Ink::Text);
            out.push(if room > 4 { row.put(format!("  {}", bar(sum.into(), busiest.into(), room)), Ink::Bar) } else { row });
        }
        out
    }

    fn groups(&self, groups: &[Group], head: &str, none: &str) -> Vec<Row> {
        const COUNTS: [usize; 3] = [9, 7, 8];
        const SPAN: usize = 8;
        if groups.is_empty() {
            return vec![Row::default().put(self.say("report-nothing"), Ink::Dim)];
        }
        let counts: usize = COUNTS.iter().sum();
        let (fixed, most) = (counts + 4 * SPAN, groups.iter().map(|g| g.new.max(g.solved)).max().unwrap_or(0));
        let longest = groups.iter().map(|g| width(&g.name)).max().unwrap_or(0).max(width(&self.say(none)));
        let name = longest.clamp(NAMES.0, NAMES.1).min(self.columns.saturating_sub(fixed).max(8));
        let room = self.columns.saturating_sub(fixed + name + 2).min(BAR);
        let above = format!("{}{}", pad_left(&self.say("report-first-answer"), 2 * SPAN), pad_left(&self.say("report-resolution"), 2 * SPAN));
        let heads = ["report-unsolved", "report-new-short", "report-solved-short"]
            .iter()
            .zip(COUNTS)
            .map(|(key, wide)| self.right(key, wide))
            .collect::<String>();
        let spans = ["report-median", "report-p90", "report-median", "report-p90"].map(|key| self.right(key, SPAN)).concat();
        let mut out = vec![
            Row::default().put(" ".repeat(name + counts), Ink::Dim).put(above, Ink::Dim),
            Row::heading(&pad(&self.say(head), name)).put(heads, Ink::Dim).put(spans, Ink::Dim),
        ];
        for group in groups {
            let shown = if group.key.is_none() { self.say(none) } else { group.name.clone() };
            let numbers = [group.unsolved, group.new, group.solved].iter().zip(COUNTS).map(|(n, wide)| number(*n, wide)).collect::<String>();
            let of = |s: &Spans| format!("{}{}", span(s.median, SPAN), span(s.p90, SPAN));
            let figures = format!("{numbers}{}{}", of(&group.first_answer), of(&group.resolution));
            let row = Row::default().put(pad(&shown, name), if group.key.is_none() { Ink::Dim } else { Ink::Text }).put(figures, Ink::Text);
            out.push(if room > 4 { row.put(format!("  {}", bar(group.solved.into(), most.into(), room)), Ink::Bar) } else { row });
        }
        out
    }

    fn third_parties(&self) -> Vec<Row> {
        let report = self.report;
        if report.third_parties.is_empty() {
            return vec![Row::default().put(self.say("report-no-third-parties"), Ink::Dim)];
        }
        let mut out = self.answered_within();
        for (head, list) in [("report-organization", &report.organizations), ("report-third-party", &report.third_parties)] {
            if !list.is_empty() {
                out.push(Row::default());
                out.extend(self.parties(head, list));
            }
        }
        out
    }

    /// How fast all of them answered together.
    fn answered_within(&self) -> Vec<Row> {
        const NAME: usize = 16;
        let (counts, all) = (self.report.answered_within, self.report.totals.third_parties);
        let total: u32 = counts.iter().sum();
        let was = self.report.before.third_parties.median;
        let (median, most, before) = (spelt(all.median), spelt(all.p90), spelt(was));
        let args = [("count", all.count.into()), ("median", (&median).into()), ("most", (&most).into()), ("before", (&before).into())];
        let mut out = vec![Row::heading(&self.words.say_with("report-party-totals", &args))];
        let labels =
            WITHIN_HOURS.iter().map(|hours| self.words.say_with("report-within", &[("span", (&measured(Duration::from_secs(hours * 3600))).into())]));
        let room = self.columns.saturating_sub(NAME + 16).clamp(5, BAR);
        for (label, count) in labels.chain([self.say("report-later")]).zip(counts) {
            let percent = (u64::from(count) * 100 + u64::from(total) / 2).checked_div(total.into()).unwrap_or(0);
            let picture = bar(count.into(), counts.iter().copied().max().unwrap_or(0).into(), room);
            out.push(
                Row::default().put(pad(&label, NAME), Ink::Text).put(picture, Ink::Bar).put(format!("{}{percent:>5} %", number(count, 6)), Ink::Text),
            );
        }
        out
    }

    fn parties(&self, head: &str, list: &[PartyTimes]) -> Vec<Row> {
        let fixed = NUMBER + 3 * SPAN + 7 + 8;
        let labels = self.labels(list);
        let longest = labels.iter().map(|l| width(l)).max().unwrap_or(0);
        let name = longest.clamp(NAMES.0, NAMES.1).min(self.columns.saturating_sub(fixed).max(8));
        let room = self.columns.saturating_sub(fixed + name + 2).min(BAR);
        let slowest = list.iter().filter_map(|p| p.answers.median).max().unwrap_or_default().as_secs();
        let heads = format!(
            "{}{}{}{}{}{}",
            self.right("report-answers", NUMBER),
            self.right("report-median", SPAN),
            self.right("report-p90", SPAN),
            self.right("report-before", SPAN),
            self.right("report-owed", 7),
            self.right("report-owed-since", 8)
        );
        let mut out = vec![Row::heading(&pad(&self.say(head), name)).put(heads, Ink::Dim)];
        for (party, label) in list.iter().zip(&labels) {
            let figures = format!("{}{}{}", number(party.answers.count, NUMBER), span(party.answers.median, SPAN), span(party.answers.p90, SPAN));
            let since = party.owed_since.map(|t| ago(self.report.made_at, t)).unwrap_or_default();
            let owed = format!("{}{}", number(party.owed, 7), pad_left(&since, 8));
            let mut row = Row::default().put(pad(label, name), Ink::Text).put(figures, Ink::Text);
            row = row.put(span(party.median_before, SPAN), Ink::Dim).put(owed, if party.owed > 0 { Ink::Warning } else { Ink::Text });
            if room > 4 {
                let median = party.answers.median.unwrap_or_default().as_secs();
                row = row.put(format!("  {}", bar(median, slowest, room)), Ink::Bar);
            }
            row.party.clone_from(&party.address);
            out.push(row);
        }
        out
    }

    /// The names; with the address where a name is another's too.
    fn labels(&self, list: &[PartyTimes]) -> Vec<String> {
        let mut namesakes: HashMap<&str, usize> = HashMap::new();
        list.iter().for_each(|p| *namesakes.entry(&p.name).or_default() += 1);
        let label = |p: &PartyTimes| {
            let name = match &p.address {
                Some(address) if namesakes.get(p.name.as_str()).is_some_and(|n| *n > 1) => format!("{} <{address}>", p.name),
                _ => p.name.clone(),
            };
            if p.colleague { format!("{name} ({})", self.say("badge-agent")) } else { name }
        };
        list.iter().map(label).collect()
    }
}

/// A number at the right end of its column; nothing is a dot, so that what there is stands out.
fn number(n: u32, columns: usize) -> String {
    if n == 0 { pad_left("·", columns) } else { pad_left(&n.to_string(), columns) }
}

fn span(length: Option<Duration>, columns: usize) -> String {
    pad_left(&spelt(length), columns)
}

fn spelt(length: Option<Duration>) -> String {
    length.map_or_else(|| "–".to_owned(), measured)
}
