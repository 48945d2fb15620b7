//! Answers of Kolada (<https://www.kolada.se>), the database of key figures of municipalities and regions, saved as JSON. The description says what its ids stand
//! for; nothing is guessed from them.

mod answer;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Loader;
use super::facts::Facts;
use super::submit::{Said, What};
use crate::diagnostic::{Code, Diagnostic, FileId, Span, did_you_mean};
use crate::figures::{CellFacts, Kolada, Table};
use crate::language::Text as Words;
use crate::quantity::Period;
use crate::text;
use crate::yaml::Spanned;
use answer::{Cell, Row, Text, is_true, number};

/// The words of Kolada for why there is no value. Others are asked about.
const STATUSES: [&str; 2] = ["Missing", "Private"];

/// How many ids a warning lists.
const LISTED: usize = 5;

/// What the ids stand for, understood.
struct Ids {
    municipalities: BTreeMap<String, Facts>,
    kpis: BTreeMap<String, Facts>,
    genders: BTreeMap<String, Facts>,
}

/// What there was in the file beside what was read: the first place of each, and how many or which.
#[derive(Default)]
struct Beside {
    kpis: BTreeMap<String, Span>,
    municipalities: BTreeMap<String, Span>,
    deleted: Vec<Span>,
    means: Vec<Span>,
    statuses: BTreeMap<String, Span>,
    /// Every value, by kpi, municipality, period and gender.
    given: BTreeMap<(String, String, String, String), Span>,
}

impl Loader<'_> {
    /// A JSON file that nothing describes as an answer of Kolada, or a table that is described as one.
    pub(super) fn not_of_kolada(&mut self, file: FileId, name: &str, described: Option<&Table>) {
        let (message, help) = match name.to_ascii_lowercase().ends_with(".json") {
            true => (
                text!(
                    "`{name}` är inte beskriven som ett svar ur Kolada",
                    "`{name}` is not described as an answer of Kolada"
                ),
                text!(
                    "lägg en fil med samma namn och .table.yaml bredvid, med `kolada:` och vad dess nyckeltal är här",
                    "put a file with the same name and .table.yaml beside it, with `kolada:` and what its key figures are here"
                ),
            ),
            false => (
                text!("`{name}` är inget svar ur Kolada", "`{name}` is no answer of Kolada"),
                text!("`kolada:` beskriver en .json-fil", "`kolada:` describes a .json file"),
            ),
        };
        let mut fault = Diagnostic::error(Code::UnmatchedTable, Span::new(file, 0, 0), message).help(help);
        if let Some(table) = described {
            fault = fault.also(table.span, text!("beskriven här", "described here"));
        }
        self.fault(fault);
    }

    /// Reads an answer.
    pub(super) fn kolada(&mut self, file: FileId, table: &Table, kolada: &Kolada) {
        let before = self.faults();
        let ids = Ids {
            municipalities: self.ids(&kolada.municipalities),
            kpis: self.ids(&kolada.kpis),
            genders: self.ids(&kolada.genders),
        };
        for (kpi, _, span) in
            kolada.kpis.iter().filter(|(kpi, ..)| ids.kpis.get(kpi).is_some_and(|f| f.figure.is_none()))
        {
            let message = text!("ingenting säger vilken uppgift `{kpi}` är", "nothing says which figure `{kpi}` is");
            let help = text!("lägg till `figure:`", "add `figure:`");
            self.fault(Diagnostic::error(Code::MissingKey, *span, message).help(help));
        }
        for (kpi, of_kpi) in &ids.kpis {
            let parts = ids.municipalities.iter().chain(&ids.genders);
            for (id, word) in parts.filter_map(|(id, part)| Some((id, of_kpi.contradicts(part)?))) {
                let message =
                    text!("`{kpi}` och `{id}` säger olika om `{word}`", "`{kpi}` and `{id}` disagree on `{word}`");
                let help = text!("säg det på ett ställe", "say it in one place");
                self.table_fault(Code::BadValue, table.span, table, message, help);
            }
        }
        let sources = self.sources;
        let text = Text { file, text: sources.text(file) };
        let page = match text.page() {
            Ok(page) => page,
            Err((place, said)) => {
                let message = text!("filen är inget svar ur Kolada: {said}", "the file is no answer of Kolada: {said}");
                self.fault(Diagnostic::error(Code::UnreadableFile, place, message).help(text!(
                    "spara svaret så som Kolada ger det, med `values` och i varje rad `kpi`, `municipality`, `period` och `values`",
                    "save the answer as Kolada gives it, with `values` and in each row `kpi`, `municipality`, `period` and `values`"
                )));
                return;
            }
        };
        if self.faults() > before {
            return;
        }
        let mut beside = Beside::default();
        for row in &page.values {
            self.kolada_row(text, row, &ids, &mut beside);
        }
        self.absent_ids(&kolada.kpis, page.values.iter().filter_map(|row| text.word(row.kpi)), table);
        self.absent_ids(
            &kolada.municipalities,
            page.values.iter().filter_map(|row| text.word(row.municipality)),
            table,
        );
        if let Some(next) = page.next_page.filter(|next| next.get() != "\"\"") {
            let message = text!("filen är bara en sida av svaret", "the file is only a page of the answer");
            self.kolada_doubt(
                text.span(next),
                message,
                text!(
                    "hämta också sidan som adressen pekar på, och ge båda filerna",
                    "fetch the page that the address points at too, and give both files"
                ),
            );
        }
        self.beside(beside);
    }

    fn ids(&mut self, said: &[(String, CellFacts, Span)]) -> BTreeMap<String, Facts> {
        said.iter().map(|(id, facts, span)| (id.clone(), self.table_facts(facts, *span))).collect()
    }

    fn kolada_row(&mut self, text: Text<'_>, row: &Row<'_>, ids: &Ids, beside: &mut Beside) {
        let named = [row.kpi, row.municipality, row.period].map(|value| text.word(value));
        let [Some(kpi), Some(municipality), Some(period)] = named else {
            let wrong = [row.kpi, row.municipality, row.period].into_iter().find(|value| text.word(value).is_none());
            let message = text!("här ska stå ett id eller ett år", "here an id or a year must stand");
            let help = text!("spara svaret så som Kolada ger det", "save the answer as Kolada gives it");
            let place = text.span(wrong.unwrap_or(row.kpi));
            self.fault(Diagnostic::error(Code::BadValue, place, message).help(help));
            return;
        };
        let Some(of_municipality) = ids.municipalities.get(&municipality.value) else {
            beside.municipalities.entry(municipality.value).or_insert(municipality.span);
            return;
        };
        let Some(of_kpi) = ids.kpis.get(&kpi.value) else {
            beside.kpis.entry(kpi.value).or_insert(kpi.span);
            return;
        };
        let is_year = period.value.len() == 4 && period.value.bytes().all(|byte| byte.is_ascii_digit());
        let year = period.value.parse().ok().filter(|_| is_year).map(Period::year);
        let Some(year) = year else {
            let written = &period.value;
            let message = text!("`{written}` är inget år", "`{written}` is not a year");
            let help = text!("Kolada har värden för år: 2024", "Kolada has values for years: 2024");
            self.fault(Diagnostic::error(Code::BadPeriod, period.span, message).help(help));
            return;
        };
        let mut facts = of_kpi.or(of_municipality);
        facts.period = Some(Spanned::new(year, period.span));
        for cell in &row.values {
            let Some(gender) = text.word(cell.gender) else { continue };
            let key = (kpi.value.clone(), municipality.value.clone(), period.value.clone(), gender.value.clone());
            if let Some(first) = beside.given.insert(key, text.span(cell.value)) {
                let message = text!("samma värde står två gånger i filen", "the same value stands twice in the file");
                self.fault(
                    Diagnostic::error(Code::ConflictingFigure, text.span(cell.value), message)
                        .also(first, text!("första gången", "first time"))
                        .help(text!("ta bort det ena", "leave one of them out")),
                );
                continue;
            }
            if let Some(facts) = self.of_gender(&facts, &gender, ids) {
                self.kolada_value(text, cell, &facts, beside);
            }
        }
    }

    /// What is said of a value for all, women or men. `None` for women and men of a figure that is not split so, or where nothing says which part they are.
    fn of_gender(&mut self, facts: &Facts, gender: &Spanned<String>, ids: &Ids) -> Option<Facts> {
        match gender.value.as_str() {
            "T" => return Some(facts.clone()),
            "K" | "M" => {}
            other => {
                let message = text!("`{other}` är inget kön i Kolada", "`{other}` is no gender of Kolada");
                let help = text!("det finns T, K och M", "there are T, K and M");
                self.fault(Diagnostic::error(Code::BadValue, gender.span, message).help(help));
                return None;
            }
        }
        let part = ids.genders.get(&gender.value)?;
        let by = &self.vocabulary.get(facts.figure.as_ref()?.value)?.by;
        let is_split = part.coordinates.iter().all(|(dimension, _)| by.contains(dimension));
        is_split.then(|| facts.or(part))
    }

    fn kolada_value(&mut self, text: Text<'_>, cell: &Cell<'_>, facts: &Facts, beside: &mut Beside) {
        let place = text.span(cell.value);
        if is_true(cell.isdeleted) {
            beside.deleted.push(place);
            return;
        }
        let status = cell.status.and_then(|status| text.word(status)).filter(|status| !status.value.is_empty());
        let is_null = cell.value.get() == "null";
        // A status beside a value is as unexpected as one that is not known.
        if let Some(status) = status.as_ref().filter(|status| !is_null || !STATUSES.contains(&status.value.as_str())) {
            beside.statuses.entry(status.value.clone()).or_insert(status.span);
        }
        if !is_null && cell.count.is_some_and(|count| count.get() != "1") {
            beside.means.push(cell.count.map_or(place, |count| text.span(count)));
        }
        let what = match (is_null, status) {
            (true, Some(status)) => What::Missing(Spanned::new(format!("Kolada: {}", status.value), place)),
            (true, None) => What::Value(Cow::Owned(Spanned::new(String::new(), place))),
            (false, _) => match number(cell.value) {
                Some(written) => What::Value(Cow::Owned(Spanned::new(written, place))),
                None => {
                    let written = cell.value.get();
                    let message = text!("`{written}` är inget tal", "`{written}` is not a number");
                    let help = text!("spara svaret så som Kolada ger det", "save the answer as Kolada gives it");
                    self.fault(Diagnostic::error(Code::BadNumber, place, message).help(help));
                    return;
                }
            },
        };
        let said = Said { what, precision: None, cited: None, note: None, dash_is_zero: false, negated: false };
        self.submit(facts, &said);
    }

    /// Ids that the description names and the file does not have.
    fn absent_ids(
        &mut self,
        said: &[(String, CellFacts, Span)],
        there: impl Iterator<Item = Spanned<String>>,
        table: &Table,
    ) {
        let mut there: Vec<String> = there.map(|id| id.value).collect();
        there.sort_unstable();
        there.dedup();
        for (id, _, span) in said.iter().filter(|(id, ..)| !there.contains(id)) {
            let message = text!("`{id}` finns inte i filen", "`{id}` is not in the file");
            let help = did_you_mean(id, there.iter().map(String::as_str)).unwrap_or_else(|| {
                text!(
                    "hämta det också, eller ta bort det ur beskrivningen",
                    "fetch it too, or leave it out of the description"
                )
            });
            self.table_fault(Code::UnmatchedTable, *span, table, message, help);
        }
    }

    /// What there was that is not read, or should be looked at.
    fn beside(&mut self, beside: Beside) {
        for (kpi, place) in beside.kpis {
            self.kolada_doubt(
                place,
                text!(
                    "nyckeltalet `{kpi}` läses inte: det står inte i beskrivningen",
                    "the key figure `{kpi}` is not read: it is not in the description"
                ),
                text!("lägg till det under `kpis`, om det ska läsas", "add it under `kpis` if it is to be read"),
            );
        }
        if let Some(place) = beside.municipalities.values().min().copied() {
            let all = listed(beside.municipalities.keys());
            self.kolada_doubt(
                place,
                text!(
                    "andra kommuner och regioner läses inte: {all}",
                    "other municipalities and regions are not read: {all}"
                ),
                text!(
                    "lägg till dem under `municipality`, om de ska läsas",
                    "add them under `municipality` if they are to be read"
                ),
            );
        }
        for (status, place) in beside.statuses {
            self.kolada_doubt(
                place,
                text!("okänd status i Kolada: `{status}`", "unknown status of Kolada: `{status}`"),
                text!("se efter i Kolada vad den betyder för värdet", "look up in Kolada what it means for the value"),
            );
        }
        if let Some(place) = beside.deleted.first() {
            let count = beside.deleted.len();
            self.kolada_doubt(
                *place,
                text!(
                    "värden som är borttagna ur Kolada läses inte: {count} st",
                    "values that are deleted from Kolada are not read: {count}"
                ),
                text!("hämta dem på nytt om de ska finnas", "fetch them anew if they should be there"),
            );
        }
        if let Some(place) = beside.means.first() {
            let count = beside.means.len();
            self.kolada_doubt(
                *place,
                text!(
                    "värden som är medelvärden av flera kommuner: {count} st",
                    "values that are means of several municipalities: {count}"
                ),
                text!(
                    "en grupp av kommuner är ovägd; är det den som menas?",
                    "a group of municipalities is unweighted; is that what is meant?"
                ),
            );
        }
    }

    fn kolada_doubt(&mut self, place: Span, message: Words, help: Words) {
        self.fault(Diagnostic::warning(Code::KoladaDoubt, place, message).help(help));
    }
}

fn listed<'i>(ids: impl ExactSizeIterator<Item = &'i String>) -> String {
    let left = ids.len().saturating_sub(LISTED);
    let shown: Vec<&str> = ids.take(LISTED).map(String::as_str).collect();
    let more = if left > 0 { format!(" + {left}") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}
