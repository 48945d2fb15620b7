//! Sheets with a row for each value or verdict, under headings that say what the columns hold.

use std::collections::BTreeSet;

use rust_xlsxwriter::{DataValidation, Format, Worksheet, XlsxError};

use super::HEADING;
use super::plan::{Assessed, Plan};
use super::topic::{is_listable, write_value};
use super::words::{assessed_help, assessed_title, singles_help, singles_title};
use crate::figures::{Coordinates, Dimension, Given, Name};
use crate::language::Lang;
use crate::policy::{Each, Policy};
use crate::quantity::{Basis, Decimal, half_unit, plain};
use crate::report::wording::basis_word;
use crate::report::workbook::style::{Styles, on_paper};

/// Rows to fill in below those that are there.
const OPEN_ROWS: usize = 50;

/// Values that have a row each.
pub(super) fn singles(
    sheet: &mut Worksheet,
    plan: &Plan<'_>,
    policy: &Policy,
    styles: &Styles,
    lang: Lang,
) -> Result<(), XlsxError> {
    let dimensions = plan.dimensions.as_slice();
    let after = ["period", "basis", "edition", "value", "unit", "precision", "missing", "source", "note"];
    let headings = std::iter::once("figure").chain(dimensions.iter().map(|d| &*d.name)).chain(after);
    let headings: Vec<&str> = headings.collect();
    open(sheet, (&singles_title(lang), &singles_help(lang)), &headings, plan.singles.len(), styles)?;
    let at = |heading: &str| column_of(&headings, heading);
    for (row, figure) in (HEADING + 1..).zip(&plan.singles) {
        let Some(definition) = policy.vocabulary.get(figure.id) else { continue };
        let mut said = |heading: &str, text: &str| put(sheet, row, at(heading), text, &styles.input);
        said("figure", &definition.name)?;
        for (dimension, member) in figure.coordinates.pairs() {
            said(dimension, member)?;
        }
        said("period", &figure.period.to_string())?;
        said("basis", basis_word(figure.basis, lang))?;
        said("edition", &figure.edition.map(|edition| edition.0.to_string()).unwrap_or_default())?;
        match &figure.given {
            Given::Number { half_width, .. } => {
                said("unit", definition.unit.symbol())?;
                let is_exact = definition.unit.is_counted() && figure.decimals == 0;
                let shown = if is_exact { Decimal::ZERO } else { half_unit(figure.decimals) };
                if half_width.is_zero() && !is_exact {
                    said("precision", "exact")?;
                } else if *half_width != shown {
                    said("precision", &plain(*half_width).replace('.', ","))?;
                }
            }
            Given::Missing { because: Some(because) } => said("missing", because)?,
            Given::Missing { because: None } | Given::Fact(_) => {}
        }
        said("source", figure.origins.iter().find_map(|o| o.cited.as_deref()).unwrap_or_default())?;
        said("note", figure.note.as_deref().unwrap_or_default())?;
        write_value(sheet, (row, at("value")), figure, definition, &styles.input, lang)?;
    }
    let bases = Basis::ALL.map(|basis| basis_word(basis, lang));
    let last = HEADING + u32::try_from(plan.singles.len() + OPEN_ROWS).unwrap_or(0);
    let list = DataValidation::new().allow_list_strings(&bases)?;
    sheet.add_data_validation(HEADING + 1, at("basis"), last, at("basis"), &list)?;
    Ok(())
}

/// Verdicts that people give.
pub(super) fn assessed(
    sheet: &mut Worksheet,
    rows: &[Assessed<'_>],
    policy: &Policy,
    styles: &Styles,
    lang: Lang,
) -> Result<(), XlsxError> {
    let dimensions = dimensions_of(rows, policy);
    let after = ["period", "basis", "motivation", "by", "date", "ref", "source"];
    let headings: Vec<&str> =
        ["rule", "level"].into_iter().chain(dimensions.iter().map(|d| &*d.name)).chain(after).collect();
    open(sheet, (&assessed_title(lang), &assessed_help(lang)), &headings, rows.len(), styles)?;
    let at = |heading: &str| column_of(&headings, heading);
    for (row, assessed) in (HEADING + 1..).zip(rows) {
        put(sheet, row, at("rule"), assessed.rule, &styles.input)?;
        if is_listable(assessed.levels.iter().copied()) {
            let list = DataValidation::new().allow_list_strings(&assessed.levels)?;
            sheet.add_data_validation(row, at("level"), row, at("level"), &list)?;
        }
        let Some(given) = assessed.given else { continue };
        let text = |said: &Option<String>| said.clone().unwrap_or_default();
        let mut said = |heading: &str, text: &str| put(sheet, row, at(heading), text, &styles.input);
        said("level", &given.level)?;
        for (dimension, member) in given.coordinates.pairs() {
            said(dimension, member)?;
        }
        said("period", &given.period.map(|period| period.to_string()).unwrap_or_default())?;
        said("basis", given.basis.map_or("", |basis| basis_word(basis, lang)))?;
        said("motivation", &text(&given.motivation))?;
        said("by", &text(&given.by))?;
        said("date", &given.date.map(|date| date.to_string()).unwrap_or_default())?;
        said("ref", &text(&given.reference))?;
        said("source", &text(&given.origin.cited))?;
    }
    Ok(())
}

/// The dimensions by which rules are judged that people give verdicts of, and those of the verdicts.
fn dimensions_of<'p>(rows: &[Assessed<'_>], policy: &'p Policy) -> Vec<&'p Dimension> {
    let of = |coordinates: &Coordinates| coordinates.pairs().iter().map(|(d, _)| d.clone()).collect::<Vec<_>>();
    let given = rows.iter().filter_map(|row| row.given).flat_map(|given| of(&given.coordinates));
    let rules = policy.rules.iter().filter(|rule| rows.iter().any(|row| row.rule == rule.name));
    let each = rules.flat_map(|rule| &rule.scope.each).filter_map(|each| match each {
        Each::Dimension(dimension) => Some(dimension.clone()),
        Each::Total | Each::Posts(..) => None,
    });
    let used: BTreeSet<Name> = given.chain(each).collect();
    policy.vocabulary.dimensions.iter().filter(|dimension| used.contains(&dimension.name)).collect()
}

/// The title, the headings and empty rows to fill in.
fn open(
    sheet: &mut Worksheet,
    (title, help): (&str, &str),
    headings: &[&str],
    filled: usize,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, 0, title, &styles.title)?;
    sheet.write_string(1, 0, help)?;
    for (column, heading) in (0..).zip(headings) {
        sheet.write_string_with_format(HEADING, column, *heading, &styles.heading)?;
        let width = match *heading {
            "figure" | "rule" | "motivation" => 40,
            "missing" | "source" | "note" => 30,
            _ => 16,
        };
        sheet.set_column_width(column, width)?;
        for row in (HEADING + 1..).take(filled + OPEN_ROWS) {
            sheet.write_blank(row, column, &styles.input)?;
        }
    }
    sheet.set_freeze_panes(HEADING + 1, 1)?;
    on_paper(sheet, HEADING)?;
    sheet.protect();
    Ok(())
}

fn column_of(headings: &[&str], heading: &str) -> u16 {
    let place = headings.iter().position(|known| *known == heading);
    place.and_then(|place| u16::try_from(place).ok()).unwrap_or_default()
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
    if !text.is_empty() {
        sheet.write_string_with_format(row, column, text, format)?;
    }
    Ok(())
}
