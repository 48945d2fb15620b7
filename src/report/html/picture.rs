//! The pictures of a measure, each with the table of what it shows.

use maud::{Markup, html};

use super::Page;
use super::drawing::{self, Frame, Point};
use super::table::Table;
use crate::policy::Verdict;
use crate::quantity::{Basis, Period, PeriodKind, write_number};
use crate::report::council::Row;
use crate::report::grouped::grouped;
use crate::report::rule::{RuleVerdict, YearPoint};
use crate::report::text::cells;
use crate::report::wording::number::{short_quantity, telling};
use crate::report::wording::{basis_word, period_short, say, verdict_word};
use crate::report::words::Exact;

/// A year of a measure: judged in this run, or looked back at.
#[derive(Clone, Copy)]
struct Year<'c> {
    row: &'c RuleVerdict,
    period: Period,
    /// The basis that was judged; `None` for history, which takes the best known.
    basis: Option<Basis>,
    value: Exact,
    /// The targets of a year of history.
    then: Option<YearPoint>,
}

impl Page<'_> {
    /// Outcome against target.
    pub(super) fn bullet(&self, row: &Row<'_>) -> Markup {
        let (measure, lang) = (row.verdict, self.lang);
        let Some(drawn) = drawing::bullet(self, measure, &format!("p{}", row.number)) else { return html! {} };
        let title = &measure.title;
        let heads = vec![say!(lang, "I bilden", "In the picture"), say!(lang, "Värde", "Value")];
        let mut table = Table::new(say!(lang, "{title}: utfall mot mål", "{title}: outcome against target"), heads, 1);
        table.row(vec![basis_word(measure.basis, lang).to_owned(), cells::value(measure, lang)]);
        table.row(vec![say!(lang, "mål", "target"), cells::target(measure, lang)]);
        for zone in &measure.zones {
            let sign = cells::symbol(zone.verdict);
            let colour = colour_word(zone.verdict, self);
            table.row(vec![
                format!("{sign} {}{colour}", verdict_word(zone.verdict, lang)),
                self.said.zone(measure, zone),
            ]);
        }
        self.with_table(Some(&drawn), "", "", &table)
    }

    /// A picture, its name and what its signs mean, and its table: folded, or open where there is no picture.
    pub(super) fn with_table(&self, drawn: Option<&Markup>, name: &str, legend: &str, table: &Table) -> Markup {
        let summary = match drawn {
            Some(_) => say!(self.lang, "Bilden som tabell", "The picture as a table"),
            None => say!(self.lang, "Tabell", "Table"),
        };
        html! {
            figure {
                @if !name.is_empty() || !legend.is_empty() {
                    figcaption { @if !name.is_empty() { strong { (self.mixed(name)) "." } " " } (legend) }
                }
                @if let Some(drawn) = drawn { (drawn) }
                details open[drawn.is_none()] { summary { (summary) } (self.table(table)) }
            }
        }
    }

    /// The years of a rule as lines: one for each part of the organisation and each cut of the year.
    pub(super) fn years(&self, rows: &[Row<'_>]) -> Markup {
        html! {
            @for (entity, rows) in grouped(rows, |r| Some(r.verdict.entity.values().cloned().collect::<Vec<_>>().join(", "))) {
                @for (_, rows) in grouped(&rows, |r| Some(cut_of_year(r.verdict.period))) {
                    (self.line(&rows, entity.as_deref().unwrap_or_default()))
                }
            }
        }
    }

    fn line(&self, rows: &[Row<'_>], entity: &str) -> Markup {
        let (lang, years) = (self.lang, years(rows));
        let Some(first) = rows.first() else { return html! {} };
        let points: Vec<Point> = best_known(&years).into_iter().map(|year| self.point(&year)).collect();
        let of =
            if entity.is_empty() { first.verdict.title.clone() } else { format!("{}, {entity}", first.verdict.title) };
        let title = say!(lang, "{of}: åren", "{of}: the years");
        let said: Vec<String> = points.iter().map(|p| format!("{}: {}", p.year, p.shown)).collect();
        let id = format!("l{}", first.number);
        let description = format!("{}.", said.join("; "));
        let frame = Frame { id: &id, title: &title, description: &description };
        let Some(drawn) = drawing::line(self, &frame, &points) else { return html! {} };
        let heads = vec![
            say!(lang, "Period", "Period"),
            say!(lang, "Underlag", "Basis"),
            say!(lang, "Värde", "Value"),
            say!(lang, "Mål", "Target"),
        ];
        let mut table = Table::new(title, heads, 2);
        for year in &years {
            let basis = year
                .basis
                .map_or_else(|| say!(lang, "bästa kända", "best known"), |basis| basis_word(basis, lang).to_owned());
            let target = match &year.then {
                Some(then) => self.said.target_then(year.row, then),
                None => cells::target(year.row, lang),
            };
            table.row(vec![period_short(year.period, lang), basis, self.shown(year), target]);
        }
        let period = first.verdict.period;
        let cut = period_short(period, lang);
        let cut = match period.is(PeriodKind::Year) {
            true => say!(lang, "År för år", "Year by year"),
            false => say!(lang, "{cut} och samma period andra år", "{cut} and the same period of other years"),
        };
        let legend = say!(
            lang,
            "Fylld punkt: utfall och tidigare år. Ofylld: prognos, budget eller plan. Streckad linje: målet.",
            "Filled dot: outcome and earlier years. Hollow: forecast, budget or plan. Dashed line: the target."
        );
        let unit = first.verdict.unit.as_deref().filter(|unit| !has_short_unit(Some(unit)));
        let cut = unit.map_or_else(|| cut.clone(), |unit| format!("{cut} ({unit})"));
        self.with_table(Some(&drawn), &cut, &legend, &table)
    }

    fn shown(&self, year: &Year<'_>) -> String {
        let row = year.row;
        let number = telling(year.value.0, row.decimals, &targets(year).iter().map(|t| t.0).collect::<Vec<_>>());
        short_quantity(number, row.unit.as_deref(), self.lang)
    }

    fn point(&self, year: &Year<'_>) -> Point {
        let unit = year.row.unit.as_deref();
        // Beside each other on a telephone there is room for no longer unit; the heading of the picture has it.
        let short = !has_short_unit(unit);
        let shown = match short {
            true => write_number(telling(year.value.0, year.row.decimals, &[]), self.lang),
            false => self.shown(year),
        };
        Point {
            year: year.period.end().year(),
            value: year.value.0,
            shown,
            is_ahead: year.basis.is_some_and(|b| b != Basis::Outcome),
            targets: targets(year).iter().map(|t| t.0).collect(),
        }
    }
}

/// What colour a verdict is drawn in, where it has one.
fn colour_word(verdict: Verdict, page: &Page<'_>) -> String {
    match verdict {
        Verdict::Met => say!(page.lang, " (grönt)", " (green)"),
        Verdict::PartlyMet => say!(page.lang, " (gult)", " (yellow)"),
        Verdict::NotMet => say!(page.lang, " (rött)", " (red)"),
        Verdict::Undetermined | Verdict::NotApplicable => String::new(),
    }
}

fn targets(year: &Year<'_>) -> Vec<Exact> {
    match &year.then {
        Some(then) => [then.target, then.target_to].into_iter().flatten().collect(),
        None => [year.row.target, year.row.target_to].into_iter().flatten().collect(),
    }
}

fn has_short_unit(unit: Option<&str>) -> bool {
    unit.is_some_and(|unit| unit.chars().count() == 1)
}

/// What part of a year a period is, whichever year: January to March, the whole of it, its last day.
fn cut_of_year(period: Period) -> String {
    let (start, end) = (period.start(), period.end());
    let days = matches!(period, Period::Day(_));
    format!("{days} {}-{} {} {}", start.month(), start.day(), end.month(), if days { end.day() } else { 0 })
}

/// Every known year of the rows, in order: what was judged, and history of years that were not.
fn years<'c>(rows: &[Row<'c>]) -> Vec<Year<'c>> {
    let mut found: Vec<Year<'c>> = Vec::new();
    for row in rows.iter().map(|r| r.verdict) {
        let Some(value) = row.compared.or(row.value) else { continue };
        found.push(Year { row, period: row.period, basis: Some(row.basis), value, then: None });
    }
    for row in rows.iter().map(|r| r.verdict) {
        for then in &row.history {
            if !found.iter().any(|year| year.period == then.period) {
                found.push(Year { row, period: then.period, basis: None, value: then.value, then: Some(*then) });
            }
        }
    }
    found.sort_by_key(|year| (year.period.end(), year.basis));
    found
}

/// One for each year: history, else outcome before forecast before budget before plan.
fn best_known<'c>(years: &[Year<'c>]) -> Vec<Year<'c>> {
    let mut best: Vec<Year<'c>> = Vec::new();
    for year in years {
        if best.last().is_none_or(|last| last.period.end().year() != year.period.end().year()) {
            best.push(*year);
        }
    }
    best
}
