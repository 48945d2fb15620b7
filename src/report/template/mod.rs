//! A workbook to fill in: the figures that a pack needs, a sheet for each topic, and the description that reads it back.

mod mapping;
mod plan;
mod read_back;
mod rows;
mod topic;
mod words;

use rust_xlsxwriter::{Url, Workbook, Worksheet, XlsxError};
use serde::Serialize;
use std::path::Path;

use super::json::pretty;
use super::model::FORMAT;
use super::workbook::style::{Styles, bytes, set_height, sheet_names};
use crate::diagnostic::Sources;
use crate::figures::FigureSet;
use crate::language::{Lang, Text};
use crate::policy::Policy;
use crate::quantity::{Basis, Period};
use crate::text;
use plan::{Cell, Plan};

/// What a workbook to fill in is to hold.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Columns for these periods; none: for those of the figures.
    pub periods: Vec<Period>,
    /// On these bases; none: on those of the figures, or else those of the rules.
    pub bases: Vec<Basis>,
    /// With the values of the figures, not only places for them.
    pub filled: bool,
}

/// A workbook to fill in, and what it is read back by.
#[derive(Debug, Clone, Serialize)]
pub struct Template {
    /// The policy pack.
    pub pack: super::PackFacts,
    /// Sheets with figures.
    pub topics: usize,
    /// Rows of figures on them.
    pub rows: usize,
    /// Cells to fill in that are empty.
    pub empty: usize,
    /// Values that were filled in.
    pub filled: usize,
    /// Those of them that have a row of their own.
    pub single: usize,
    /// Notes and cited sources of filled values, which are not read back.
    pub left_behind: usize,
    /// The file.
    #[serde(skip)]
    pub workbook: Vec<u8>,
    /// The description, as YAML.
    #[serde(skip)]
    pub mapping: String,
}

/// Why there is no workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateFault {
    /// Nothing says which periods it should have.
    NoPeriods,
    /// Read back it would not be what was written: what differs.
    NotCarried(Text),
    /// The file cannot be made.
    Unwritable(String),
}

impl TemplateFault {
    /// What is wrong.
    pub fn message(&self) -> Text {
        match self {
            Self::NoPeriods => text!(
                "ingenting säger vilka perioder arbetsboken ska ha",
                "nothing says which periods the workbook should have"
            ),
            Self::NotCarried(what) => Text::new(
                format!("arbetsboken skulle inte läsas tillbaka likadan: {}", what.sv),
                format!("the workbook would not be read back the same: {}", what.en),
            ),
            Self::Unwritable(error) => {
                text!("arbetsboken kan inte skrivas: {error}", "the workbook cannot be written: {error}")
            }
        }
    }

    /// What to do.
    pub fn help(&self) -> Option<Text> {
        match self {
            Self::NoPeriods => Some(text!(
                "paketet har inga egna siffror; skriv en eller flera perioder: --period 2026",
                "the pack has no figures of its own; write one or several periods: --period 2026"
            )),
            Self::NotCarried(_) => Some(text!("lämna det i en CSV- eller YAML-fil", "submit it in a CSV or YAML file")),
            Self::Unwritable(_) => None,
        }
    }
}

/// What is in the workbook, as JSON.
pub fn template_json(template: &Template, workbook: &Path, mapping: &Path) -> String {
    let mut value = serde_json::to_value(template).unwrap_or_default();
    value["format"] = FORMAT.into();
    value["workbook"] = workbook.display().to_string().into();
    value["mapping"] = mapping.display().to_string().into();
    pretty(&value)
}

/// The names of the sheets.
struct Names {
    readme: String,
    topics: Vec<String>,
    singles: String,
    assessed: String,
}

impl Template {
    /// The workbook of a policy. The figures tell which periods and parts there are; their values go along if that is wanted.
    ///
    /// # Errors
    /// No period is known, or something cannot be written so that it is read back the same.
    pub fn of(
        policy: &Policy,
        sources: &Sources,
        set: &FigureSet,
        wanted: &Wanted,
        lang: Lang,
    ) -> Result<Self, TemplateFault> {
        let plan = Plan::of(policy, sources, set, wanted);
        if plan.topics.iter().any(|topic| topic.columns.is_empty()) {
            return Err(TemplateFault::NoPeriods);
        }
        let names = Names::of(&plan, lang);
        let workbook = write(policy, sources, &plan, &names, lang)
            .map_err(|error| TemplateFault::Unwritable(error.to_string()))?;
        let mapping = mapping::mapping(policy, &plan, &names, lang);
        let expected = if wanted.filled { set.clone() } else { FigureSet::default() };
        read_back::compare(&workbook, &mapping, policy, &expected).map_err(TemplateFault::NotCarried)?;
        let cells = || plan.topics.iter().flat_map(|topic| &topic.lines).flat_map(|line| &line.cells);
        let in_cells = cells().filter_map(|cell| match cell {
            Cell::Filled(figure) => Some(*figure),
            Cell::Open | Cell::Closed => None,
        });
        let in_cells: Vec<_> = in_cells.collect();
        let is_said = |figure: &&&crate::figures::Figure| {
            figure.note.is_some() || figure.origins.iter().any(|origin| origin.cited.is_some())
        };
        Ok(Self {
            pack: super::PackFacts::of(policy),
            topics: plan.topics.len(),
            rows: plan.topics.iter().map(|topic| topic.lines.len()).sum(),
            empty: cells().filter(|cell| matches!(cell, Cell::Open)).count(),
            filled: in_cells.len() + plan.singles.len(),
            single: plan.singles.len(),
            left_behind: in_cells.iter().filter(is_said).count(),
            workbook,
            mapping,
        })
    }
}

impl Names {
    fn of(plan: &Plan<'_>, lang: Lang) -> Self {
        let own = [words::readme_title(lang), words::singles_title(lang), words::assessed_title(lang)];
        let titles = own.iter().map(String::as_str).chain(plan.topics.iter().map(|topic| topic.title.as_str()));
        let mut names = sheet_names(titles).into_iter();
        let mut next = || names.next().unwrap_or_default();
        let (readme, singles, assessed) = (next(), next(), next());
        Self { readme, singles, assessed, topics: names.collect() }
    }
}

/// The row that headings stand on, from 0.
const HEADING: u32 = 3;

/// Everything from the headings down, so many columns wide.
fn range_of(columns: usize) -> String {
    let last = rust_xlsxwriter::utility::column_number_to_name(u16::try_from(columns.max(1) - 1).unwrap_or(u16::MAX));
    format!("A{}:{last}", HEADING + 1)
}

fn write(policy: &Policy, sources: &Sources, plan: &Plan<'_>, names: &Names, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let styles = Styles::default();
    let mut workbook = Workbook::new();
    readme(workbook.add_worksheet(), policy, plan, names, lang)?;
    for (topic, name) in plan.topics.iter().zip(&names.topics) {
        let sheet = workbook.add_worksheet().set_name(name)?;
        topic::write(sheet, topic, policy, sources, &styles, lang)?;
    }
    rows::singles(workbook.add_worksheet().set_name(&names.singles)?, plan, policy, &styles, lang)?;
    if let Some(assessed) = &plan.assessed {
        let sheet = workbook.add_worksheet().set_name(&names.assessed)?;
        rows::assessed(sheet, assessed, policy, &styles, lang)?;
    }
    bytes(workbook, &policy.title)
}

fn readme(sheet: &mut Worksheet, policy: &Policy, plan: &Plan<'_>, names: &Names, lang: Lang) -> Result<(), XlsxError> {
    const WIDTH: u16 = 74;
    const A4: u8 = 9;
    let styles = Styles::default();
    sheet.set_name(&names.readme)?.set_column_width(0, WIDTH)?;
    sheet.write_string_with_format(0, 0, &policy.title, &styles.title)?;
    let mut row = 1;
    for line in words::readme(policy, lang) {
        sheet.write_string_with_format(row, 0, &line, &styles.wrapped)?;
        set_height(sheet, row, &[(&line, WIDTH)])?;
        row += 1;
    }
    let assessed = plan.assessed.is_some().then_some(&names.assessed);
    for name in names.topics.iter().chain([&names.singles]).chain(assessed) {
        let quoted = name.replace('\'', "''");
        let link = Url::new(format!("internal:'{quoted}'!A1")).set_text(name);
        sheet.write_url_with_format(row, 0, link, &styles.link)?;
        row += 1;
    }
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).protect();
    Ok(())
}
