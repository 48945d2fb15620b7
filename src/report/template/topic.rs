//! The sheet of a topic: a row for each figure, a column for each period on a basis.

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, Worksheet, XlsxError,
};

use super::HEADING;
use super::plan::{Cell, Line, Topic};
use super::words::{
    definition_note, figure_heading, input_message, meaning, meaning_heading, topic_help, unit_heading,
};
use crate::diagnostic::Sources;
use crate::figures::{Definition, Fact, FactKind, Figure, Given, Sign};
use crate::language::Lang;
use crate::policy::Policy;
use crate::quantity::{Decimal, plain};
use crate::report::wording::facts::fact_in_words;
use crate::report::wording::say;
use crate::report::workbook::style::{Styles, note, number_format, on_paper, set_height, stored};

/// A list of words longer than this is not one that a spreadsheet takes.
const LONGEST_LIST: usize = 255;
/// What a spreadsheet takes for a number without limits.
const WITHOUT_LIMIT: f64 = 1e15;

/// Widths of columns, in characters.
const NAMES: u16 = 46;
const WORDS: u16 = 22;
const VALUES: u16 = 15;

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    topic: &Topic<'_>,
    policy: &Policy,
    sources: &Sources,
    styles: &Styles,
    lang: Lang,
) -> Result<(), XlsxError> {
    let first = u16::try_from(3 + topic.dimensions.len()).unwrap_or(u16::MAX);
    sheet.write_string_with_format(0, 0, &topic.title, &styles.title)?;
    sheet.write_string(1, 0, topic_help(lang))?;
    let dimensions = topic.dimensions.iter().map(|dimension| dimension.title.clone());
    let mut headings: Vec<String> = std::iter::once(figure_heading(lang)).chain(dimensions).collect();
    headings.extend([unit_heading(lang), meaning_heading(lang)]);
    headings.extend(topic.columns.iter().map(|column| column.heading(lang)));
    for (column, heading) in (0..).zip(&headings) {
        sheet.write_string_with_format(HEADING, column, heading, &styles.heading)?;
        let width = match column {
            0 => NAMES,
            _ if column < first => WORDS,
            _ => VALUES,
        };
        sheet.set_column_width(column, width)?;
    }
    let over_values: Vec<(&str, u16)> = headings.iter().map(|heading| (heading.as_str(), VALUES - 1)).collect();
    set_height(sheet, HEADING, &over_values)?;
    for (row, line) in (HEADING + 1..).zip(&topic.lines) {
        write_line(sheet, row, line, topic, styles, lang)?;
        let of = (line.id, line.definition);
        sheet.insert_note(row, 0, &note(&definition_note(of, policy, sources, lang)))?;
        if let Some(last) = first.checked_add(u16::try_from(topic.columns.len()).unwrap_or(0)).filter(|l| *l > first) {
            sheet.add_data_validation(row, first, row, last - 1, &validation(line.definition, lang)?)?;
        }
    }
    sheet.set_column_width(first - 2, 9)?;
    sheet.set_freeze_panes(HEADING + 1, 1)?;
    on_paper(sheet, HEADING)?;
    sheet.protect();
    Ok(())
}

fn write_line(
    sheet: &mut Worksheet,
    row: u32,
    line: &Line<'_>,
    topic: &Topic<'_>,
    styles: &Styles,
    lang: Lang,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, 0, line.heading, &styles.row_heading)?;
    let parts = topic.dimensions.iter().map(|dimension| line.coordinates.get(&dimension.name).map_or("", |m| m));
    let unit = if line.definition.fact.is_some() { "" } else { line.definition.unit.symbol() };
    let meaning = meaning(line.definition, line.is_read, lang);
    let mut column = 1;
    let said: Vec<&str> = parts.chain([unit, meaning.as_str()]).collect();
    let widths = said.iter().map(|text| (*text, WORDS)).chain([(line.heading, NAMES)]);
    set_height(sheet, row, &widths.collect::<Vec<_>>())?;
    for said in said {
        sheet.write_string_with_format(row, column, said, &styles.muted)?;
        column += 1;
    }
    for cell in &line.cells {
        match cell {
            Cell::Closed => sheet.write_blank(row, column, &styles.closed)?,
            Cell::Open => sheet.write_blank(row, column, &styles.input)?,
            Cell::Filled(figure) => {
                if let Some(said) = &figure.note {
                    sheet.insert_note(row, column, &note(said))?;
                }
                write_value(sheet, (row, column), figure, line.definition, &styles.input, lang)?
            }
        };
        column += 1;
    }
    Ok(())
}

/// Writes a value so that it is read as it was: its decimals are those that the number format shows.
pub(super) fn write_value<'s>(
    sheet: &'s mut Worksheet,
    (row, column): (u32, u16),
    figure: &Figure,
    definition: &Definition,
    format: &Format,
    lang: Lang,
) -> Result<&'s mut Worksheet, XlsxError> {
    match &figure.given {
        Given::Number { value, .. } => match stored(*value, figure.decimals) {
            Some(number) => {
                let format = format.clone().set_num_format(number_format(figure.decimals));
                sheet.write_number_with_format(row, column, number, &format)
            }
            None => {
                let mut exact = *value;
                exact.rescale(figure.decimals.max(value.normalize().scale()));
                sheet.write_string_with_format(row, column, exact.to_string().replace('.', ","), format)
            }
        },
        Given::Fact(Fact::Date(date)) => {
            let day = u16::try_from(date.year()).ok().filter(|year| *year > 1900);
            let day = day.and_then(|year| ExcelDateTime::from_ymd(year, date.month(), date.day()).ok());
            match day {
                Some(day) => {
                    let format = format.clone().set_num_format("yyyy\\-mm\\-dd");
                    sheet.write_datetime_with_format(row, column, &day, &format)
                }
                None => sheet.write_string_with_format(row, column, date.to_string(), format),
            }
        }
        Given::Fact(fact) => sheet.write_string_with_format(row, column, fact_in_words(fact, definition, lang), format),
        Given::Missing { because: None } => sheet.write_string_with_format(row, column, "-", format),
        Given::Missing { because: Some(_) } => sheet.write_blank(row, column, format),
    }
}

/// What may be filled in. Nothing is refused, since a dash and a unit after the number may be written too; what is unexpected is asked about.
fn validation(definition: &Definition, lang: Lang) -> Result<DataValidation, XlsxError> {
    let check = match &definition.fact {
        None => {
            let number = |value: Decimal| plain(value).parse::<f64>().ok().or(value.to_f64()).unwrap_or_default();
            let (least, most) = match (definition.range, definition.sign) {
                (Some((least, most)), _) => (number(least), number(most)),
                (None, Some(Sign::Plus)) => (0.0, WITHOUT_LIMIT),
                (None, Some(Sign::Minus)) => (-WITHOUT_LIMIT, 0.0),
                (None, None) => (-WITHOUT_LIMIT, WITHOUT_LIMIT),
            };
            DataValidation::new().allow_decimal_number(DataValidationRule::Between(least, most))
        }
        Some(FactKind::YesNo) => {
            DataValidation::new().allow_list_strings(&[say!(lang, "ja", "yes"), say!(lang, "nej", "no")])?
        }
        Some(FactKind::Choice(choices)) if is_listable(choices.iter().map(|choice| &**choice)) => {
            DataValidation::new().allow_list_strings(&choices.iter().map(|c| c.to_string()).collect::<Vec<_>>())?
        }
        Some(FactKind::Date) => {
            DataValidation::new().allow_date(DataValidationRule::GreaterThan(ExcelDateTime::from_ymd(1900, 1, 1)?))
        }
        Some(FactKind::Choice(_) | FactKind::Text | FactKind::Decision) => DataValidation::new().allow_any_value(),
    };
    const LONGEST_TITLE: usize = 32;
    let title: String = definition.title.chars().take(LONGEST_TITLE).collect();
    let unexpected = say!(
        lang,
        "Så brukar uppgiften inte se ut: se anteckningen vid radens rubrik. Behålls värdet frågar riktlinje om det.",
        "The figure does not usually look like that: see the note at the heading of the row. If the value is kept riktlinje asks about it."
    );
    check
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_message(unexpected)?
        .set_input_title(title)?
        .set_input_message(input_message(definition, lang))
}

/// Whether words can be a list to choose from: not too long together, and without the sign that parts them.
pub(super) fn is_listable<'w>(words: impl Iterator<Item = &'w str>) -> bool {
    let mut length = 0;
    for word in words {
        length += word.chars().count() + 1;
        if word.contains(',') {
            return false;
        }
    }
    (1..=LONGEST_LIST).contains(&length)
}
