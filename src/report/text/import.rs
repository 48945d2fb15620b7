//! What was read of figures files, as text.

use super::layout::{Look, Page};
use super::page_title;
use super::sections::write_traced;
use crate::language::Lang;
use crate::report::Entity;
use crate::report::import::{ImportReport, LackingFigure, ReadFigure};
use crate::report::rule::Input;
use crate::report::wording::number::quantity;
use crate::report::wording::{basis_word, figure_name, period_short, say, sentence};
use crate::report::words::Told;

/// What was read, as text of at most `width` columns (60 at the least). `not_understood` is the faults, written out; it stands as it is.
pub fn import_text(report: &ImportReport, not_understood: &str, width: usize, colour: bool, lang: Lang) -> String {
    let mut page = Page::new(width, colour);
    let title = page_title(&report.pack);
    page.heading(&say!(lang, "Inläst: {title}", "Read: {title}"), '═');
    let read = report.read.iter().filter(|read| read.input.value.is_some()).count();
    let files = report.files.len();
    let said = match lang {
        Lang::Sv => {
            let figures = if read == 1 { "värde" } else { "värden" };
            let files = if files == 1 { "1 fil".to_owned() } else { format!("{files} filer") };
            format!("{read} {figures} ur {files}. Inget är bedömt.")
        }
        Lang::En => {
            let figures = if read == 1 { "value" } else { "values" };
            let files = if files == 1 { "1 file".to_owned() } else { format!("{files} files") };
            format!("{read} {figures} from {files}. Nothing has been judged.")
        }
    };
    page.paragraph(0, &said, Look::Plain);
    if !report.read.is_empty() {
        page.heading(&say!(lang, "Läst", "Read"), '─');
    }
    for read in &report.read {
        page.item(2, ("• ", Look::Plain), &line(read, lang), Look::Plain);
        page.paragraph(6, &sources(&read.input), Look::Faint);
    }
    if !not_understood.is_empty() {
        page.heading(&say!(lang, "Inte förstått, eller värt att se efter", "Not understood, or worth a look"), '─');
        not_understood.lines().for_each(|line| page.line(line));
    }
    doubtful(&mut page, report, lang);
    if !report.lacking.is_empty() {
        page.heading(
            &say!(lang, "Läses av paketets formler men finns inte", "Read by the pack's formulas but not there"),
            '─',
        );
    }
    for figure in &report.lacking {
        page.item(2, ("• ", Look::Plain), &lacking(figure, lang), Look::Plain);
    }
    page.finish()
}

/// What looks like a mistake, before anything is judged.
fn doubtful(page: &mut Page, report: &ImportReport, lang: Lang) {
    if !report.doubts.is_empty() {
        page.heading(&say!(lang, "Ser ut som misstag", "Looks like a mistake"), '─');
    }
    for doubt in &report.doubts {
        page.item(2, ("! ", Look::Strong), &sentence(&doubt.says(lang)), Look::Plain);
        page.paragraph(6, &doubt.places().join(" · "), Look::Faint);
    }
    if !report.traced.is_empty() {
        page.heading(&say!(lang, "Summor som inte stämmer", "Sums that do not agree"), '─');
    }
    for sum in &report.traced {
        page.item(2, ("✗ ", Look::Strong), &sum.named(lang), Look::Plain);
        write_traced(page, sum, 4, lang);
    }
}

fn line(read: &ReadFigure, lang: Lang) -> String {
    let input = &read.input;
    let name = figure_name(&input.title, &input.entity, lang);
    let (period, basis) = (period_short(input.period, lang), basis_word(input.basis, lang));
    let edition = input.edition.map(|edition| format!(" {}", period_short(edition, lang))).unwrap_or_default();
    let unit = Some(input.unit.as_str());
    let value = match &input.value {
        None => say!(lang, "saknas", "missing"),
        Some(Told::Words(_)) => read.words.as_ref().map_or(String::new(), |words| words.get(lang).to_owned()),
        Some(Told::Number(number)) => {
            let off = input.precision.filter(|precision| !precision.0.is_zero());
            let off = off.map(|off| format!(" ±{}", crate::quantity::write_number(off.0.normalize(), lang)));
            format!("{}{}", quantity(number.0.normalize(), unit, lang), off.unwrap_or_default())
        }
    };
    format!("{name}, {period}, {basis}{edition}: {value}")
}

/// Every place that gives the value.
fn sources(input: &Input) -> String {
    let places = input.source.iter().chain(&input.also).map(String::as_str);
    places.collect::<Vec<_>>().join(" · ")
}

fn lacking(figure: &LackingFigure, lang: Lang) -> String {
    let LackingFigure { figure: name, title, unit, assumed } = figure;
    let title = figure_name(title, &Entity::new(), lang);
    let unit = if unit.is_empty() { String::new() } else { format!(", {unit}") };
    match assumed {
        None => format!("{title} (`{name}`{unit})"),
        Some(because) => {
            say!(lang, "{title} (`{name}`{unit}): antas, {because}", "{title} (`{name}`{unit}): assumed, {because}")
        }
    }
}
