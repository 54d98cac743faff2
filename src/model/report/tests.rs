use jiff::civil::date;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;

/// Zones with all that makes days odd: whole and half hours, clocks put forward at midnight, none at all.
const ZONES: [&str; 5] =
    ["UTC0", "CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT,M3.2.0,M11.1.0", "<-03>3<-02>,M10.3.0/0,M2.3.0/0", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"];

fn zone(text: &str) -> TimeZone {
    TimeZone::posix(text).unwrap()
}

fn hours(n: u64) -> Duration {
    Duration::from_secs(3600 * n)
}

#[test]
fn a_day_lasts_as_long_as_the_clocks_say() {
    let berlin = zone(ZONES[1]);
    let hours_of = |day| {
        let period = Period::new(day, day, berlin.clone()).unwrap();
        period.ends().since(period.begins()).as_secs() / 3600
    };
    assert_eq!([date(2026, 3, 29), date(2026, 3, 30), date(2026, 10, 25)].map(hours_of), [23, 24, 25]);
    let midnight = Period::new(date(2026, 10, 18), date(2026, 10, 18), zone(ZONES[3])).unwrap();
    assert_eq!(midnight.begins().to_string(), "2026-10-18T03:00:00Z", "the day begins at one o'clock");
}

#[test]
fn a_period_is_followed_by_one_of_the_same_length() {
    let march = Period::new(date(2026, 3, 1), date(2026, 3, 31), TimeZone::UTC).unwrap();
    assert_eq!((march.length(), march.before().from, march.before().to), (31, date(2026, 1, 29), date(2026, 2, 28)));
    assert_eq!(march.before().ends(), march.begins());
    assert_eq!(Period::new(date(2026, 3, 2), date(2026, 3, 1), TimeZone::UTC), None);
    let now = "2026-11-17T02:00:00Z".parse().unwrap();
    let week = Period::last(7, now, zone(ZONES[2]));
    assert_eq!((week.from, week.to), (date(2026, 11, 10), date(2026, 11, 16)), "in New York it is still the sixteenth");
    assert_eq!(Period::new(Date::MIN, date(2026, 1, 1), TimeZone::UTC).unwrap().length(), Period::LONGEST);
}

#[test]
fn medians_and_nine_of_ten_are_values_that_there_were() {
    let of = |list: &[u64]| Spans::of(list.iter().map(|h| hours(*h)).collect());
    assert_eq!(of(&[]), Spans::default());
    assert_eq!((of(&[5]).median, of(&[5]).p90), (Some(hours(5)), Some(hours(5))));
    let ten = of(&[10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    assert_eq!((ten.count, ten.median, ten.p90), (10, Some(hours(5)), Some(hours(9))));
}

fn fact(ticket: i64, at: Time, took: u64) -> Fact {
    Fact { ticket: TicketId(ticket), team: None, agent: None, at, took: hours(took) }
}

#[test]
fn the_hours_of_a_week_are_the_readers() {
    // Sunday, 25 October 2026: at 01:00 UTC the clocks go back, and two o'clock comes twice
    let period = Period::new(date(2026, 10, 25), date(2026, 10, 25), zone(ZONES[1])).unwrap();
    let begun = ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T22:59:00Z", "2026-10-25T23:00:00Z"];
    let begun: Vec<Fact> = begun.iter().map(|at| fact(1, at.parse().unwrap(), 0)).collect();
    let found = super::hours(&period, &begun);
    assert_eq!((found[6][2], found[6][23], found.iter().flatten().sum::<u32>()), (2, 1, 3), "the last one is Monday's");
}

#[test]
fn what_is_open_today_leads_back_to_every_day() {
    let period = Period::new(date(2026, 11, 1), date(2026, 11, 3), TimeZone::UTC).unwrap();
    let day = |n: i64| Time(period.begins().0 + n * 86_400_000 + 3_600_000);
    let still = |n| Unsolved { ticket: TicketId(n), team: None, agent: None, since: day(0), owed_since: None, snoozed: false, asked: false };
    let facts = Facts {
        // 1 and 2 on the first day, 3 on the second, 4 after the period; an old one is solved on the first, 1 on the third, 3 after the period
        begun: vec![fact(1, day(0), 0), fact(2, day(0), 0), fact(3, day(1), 0), fact(4, day(5), 0)],
        ended: vec![fact(9, day(0), 90), fact(1, day(2), 48), fact(3, day(6), 100)],
        unsolved: vec![still(2), still(4)],
        ..Facts::default()
    };
    let days: Vec<(u32, u32, u32)> = days(&period, &facts).iter().map(|d| (d.new, d.solved, d.unsolved)).collect();
    assert_eq!(days, [(2, 1, 2), (1, 0, 3), (0, 1, 2)]);
}

fn some_facts() -> impl Strategy<Value = Vec<Fact>> {
    // half a year around two changes of the clocks
    prop::collection::vec((1_i64..500, 1_790_000_000_i64..1_806_000_000, 0_u64..900), 0..80)
        .prop_map(|list| list.into_iter().map(|(ticket, at, took)| fact(ticket, Time::from_seconds(at), took)).collect())
}

proptest! {
    #[test]
    fn every_moment_is_on_the_day_that_the_calendar_says(facts in some_facts(), which in 0_usize..5, from in 0_i64..200, len in 0_i64..90) {
        let zone = zone(ZONES[which]);
        let first = date(2026, 9, 1).checked_add(jiff::Span::new().days(from)).unwrap();
        let period = Period::new(first, first.checked_add(jiff::Span::new().days(len)).unwrap(), zone.clone()).unwrap();
        let found = days(&period, &Facts { begun: facts.clone(), ..Facts::default() });
        prop_assert_eq!(found.len(), usize::try_from(len).unwrap() + 1);
        for day in &found {
            let on = facts.iter().filter(|f| f.at.timestamp().to_zoned(zone.clone()).date() == day.date).count();
            prop_assert_eq!(day.new as usize, on, "{}", day.date);
        }
        let inside = facts.iter().filter(|f| period.holds(f.at)).count();
        prop_assert_eq!(super::hours(&period, &facts).iter().flatten().sum::<u32>() as usize, inside);
        prop_assert!(period.starts().is_sorted());
    }

    #[test]
    fn half_took_no_longer_than_the_median_and_nine_tenths_no_longer_than_p90(took in prop::collection::vec(0_u64..100_000, 1..60)) {
        let all: Vec<Duration> = took.iter().map(|s| Duration::from_secs(*s)).collect();
        let spans = Spans::of(all.clone());
        let no_longer = |most: Duration| all.iter().filter(|t| **t <= most).count();
        let shorter = |than: Duration| all.iter().filter(|t| **t < than).count();
        for (percent, value) in [(50, spans.median.unwrap()), (90, spans.p90.unwrap())] {
            prop_assert!(all.contains(&value));
            prop_assert!(no_longer(value) * 100 >= all.len() * percent);
            prop_assert!(shorter(value) * 100 < all.len() * percent, "the smallest such value");
        }
    }

    #[test]
    fn groups_add_up_to_the_whole(facts in some_facts(), teams in prop::collection::vec(prop::option::of(0_i64..4), 80)) {
        let with_team = |mut f: Fact| { f.team = teams[usize::try_from(f.ticket.0).unwrap() % 80].map(TeamId); f };
        let facts: Vec<Fact> = facts.into_iter().map(with_team).collect();
        let facts = Facts { begun: facts.clone(), answered: facts.clone(), ended: facts, ..Facts::default() };
        let period = Period::last(90, Time::from_seconds(1_800_000_000), zone(ZONES[1]));
        let report = Report::of(period, "", &facts, &Names::default(), Time::from_seconds(1_800_000_000));
        let sum = |of: fn(&Group) -> u32| report.teams.iter().map(of).sum::<u32>();
        prop_assert_eq!((sum(|g| g.new), sum(|g| g.solved)), (report.totals.new, report.totals.solved));
        prop_assert_eq!(sum(|g| g.first_answer.count), report.totals.first_answer.count);
        prop_assert_eq!(report.days.iter().map(|d| d.new).sum::<u32>(), report.totals.new);
        prop_assert_eq!(report.hours.iter().flatten().sum::<u32>(), report.totals.new);
    }
}
