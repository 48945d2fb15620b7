//! The workbook of verdicts, read back.

use std::io::{Cursor, Read as _};

use calamine::{Data, Range, Reader, Xlsx};

use super::workbook;
use crate::language::Lang;
use crate::policy::Verdict;
use crate::report::Report;
use crate::report::tests::{Read, small};
use crate::report::text::cells::symbol;

/// A judged pack, and its verdicts as a workbook.
struct Written {
    read: Read,
    report: Report,
    bytes: Vec<u8>,
}

impl Written {
    fn of(mut read: Read, way: &str, lang: Lang) -> Self {
        read.put_in("paket");
        let report = read.report(lang);
        let bytes = workbook(&report, read.policy(), &read.sources, way, lang).unwrap();
        Self { read, report, bytes }
    }

    fn mixed() -> Self {
        Self::of(Read::sample(), "", Lang::Sv)
    }

    fn sheet(&self, name: &str) -> Range<Data> {
        Xlsx::new(Cursor::new(self.bytes.as_slice())).unwrap().worksheet_range(name).unwrap()
    }

    /// The cells of a column by its heading.
    fn column(&self, sheet: &str, heading: &str) -> Vec<String> {
        let range = self.sheet(sheet);
        let mut rows = range.rows();
        let place = rows.next().unwrap().iter().position(|cell| *cell == heading);
        let place = place.unwrap_or_else(|| panic!("{sheet} has no {heading}"));
        rows.map(|row| row[place].to_string()).collect()
    }

    fn part(&self, name: &str) -> String {
        let mut file = zip::ZipArchive::new(Cursor::new(&self.bytes)).unwrap();
        let mut text = String::new();
        file.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    /// Cell and place of each link within the workbook, of the sheet of that number.
    fn links(&self, sheet: usize) -> Vec<(String, String)> {
        let text = self.part(&format!("xl/worksheets/sheet{sheet}.xml"));
        let said = |tag: &str, key: &str| {
            let from = tag.split(&format!("{key}=\"")).nth(1)?;
            Some(from.split('"').next()?.to_owned())
        };
        let tags = text.split("<hyperlink ").skip(1);
        tags.filter(|tag| !tag.split('>').next().unwrap().contains("r:id"))
            .map(|tag| (said(tag, "ref").unwrap(), said(tag, "location").unwrap()))
            .collect()
    }
}

#[test]
fn there_is_a_row_for_each_verdict_in_their_order() {
    let written = Written::mixed();
    let rules: Vec<&str> = written.report.verdicts.iter().map(|row| row.rule.as_str()).collect();
    assert!(rules.len() > 10, "{rules:?}");
    assert_eq!(written.column("Bedömningar", "Regel"), rules);
    for (word, row) in written.column("Bedömningar", "Bedömning").iter().zip(&written.report.verdicts) {
        assert!(word.starts_with(&format!("{} ", symbol(row.verdict))), "{word} {:?}", row.verdict);
    }
}

#[test]
fn colours_are_those_of_the_verdicts_and_never_alone() {
    let written = Written::mixed();
    let (styles, page) = (written.part("xl/styles.xml"), written.part("xl/worksheets/sheet2.xml"));
    let inner = |whole: &str, tag: &str| {
        let from = whole.split(&format!("<{tag} count")).nth(1).unwrap();
        from.split(&format!("</{tag}>")).next().unwrap().to_owned()
    };
    let (formats, fills) = (inner(&styles, "cellXfs"), inner(&styles, "fills"));
    let fills: Vec<&str> = fills.split("<fill>").skip(1).collect();
    let said =
        |tag: &str, key: &str| tag.split(&format!("{key}=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned();
    for (index, row) in written.report.verdicts.iter().enumerate() {
        let cell = page.split(&format!("<c r=\"E{}\" ", index + 2)).nth(1).unwrap();
        let style: usize = said(cell, "s").parse().unwrap();
        let fill: usize = said(formats.split("<xf ").nth(style + 1).unwrap(), "fillId").parse().unwrap();
        let expected = match row.verdict {
            Verdict::Met => "FFCDEBD6",
            Verdict::PartlyMet => "FFFBE6AE",
            Verdict::NotMet => "FFF8D0CC",
            Verdict::Undetermined | Verdict::NotApplicable => "FFF3F4F6",
        };
        assert!(fills[fill].contains(expected), "{:?}: {}", row.verdict, fills[fill]);
    }
}

#[test]
fn links_lead_from_verdict_to_derivation_to_figure_and_back() {
    let written = Written::mixed();
    let (rules, derived) = (written.column("Bedömningar", "Regel"), written.column("Härledning", "Regel"));
    let kinds = written.column("Härledning", "Vad");
    let row_of = |place: &str, sheet: &str| {
        let row: usize =
            place.strip_prefix(&format!("'{sheet}'!A")).unwrap_or_else(|| panic!("{place}")).parse().unwrap();
        row - 2
    };
    let to_derivation = written.links(2);
    assert_eq!(to_derivation.len(), rules.len());
    for ((_, place), (index, rule)) in to_derivation.iter().zip(rules.iter().enumerate()) {
        let row = row_of(place, "Härledning");
        assert_eq!((&derived[row], kinds[row].as_str()), (rule, "bedömning"), "{index}");
    }
    let (titles, names) = (written.column("Siffror", "Uppgift"), written.column("Härledning", "Formel eller namn"));
    let mut figures = 0;
    for (cell, place) in written.links(4) {
        let own = cell[1..].parse::<usize>().unwrap() - 2;
        match kinds[own].as_str() {
            "bedömning" => assert_eq!(rules[row_of(&place, "Bedömningar")], derived[own]),
            "uppgift" => {
                let title = &titles[row_of(&place, "Siffror")];
                assert!(names[own].contains(title.as_str()), "{} {title}", names[own]);
                figures += 1;
            }
            other => panic!("{other} {cell} {place}"),
        }
    }
    let inputs: usize = written.report.verdicts.iter().map(|row| row.inputs.len()).sum();
    assert_eq!(figures, inputs);
}

#[test]
fn sources_are_links_from_where_the_workbook_lies() {
    for (way, expected) in [("", "paket/figures/figures.yaml"), ("../", "../paket/figures/figures.yaml")] {
        let written = Written::of(Read::sample(), way, Lang::Sv);
        let links = written.part("xl/worksheets/_rels/sheet3.xml.rels");
        assert!(links.contains(&format!("Target=\"{expected}\" TargetMode=\"External\"")), "{links}");
        let sources = written.column("Siffror", "Källa");
        assert!(sources.iter().any(|source| source == "figures/figures.yaml:15"), "{sources:?}");
    }
}

#[test]
fn every_digit_stands_beside_the_number() {
    let rules = "figures:
  a: {title: A, unit: mnkr, measured: during}
  b: {title: B, unit: mnkr, measured: during}
formulas:
  andel: {title: Andel, unit: \"%\", is: a / b}
goals:
  - goal: g
    title: G
    goal_kind: financial
    indicators:
      - {indicator: andel, title: Andel, value: andel, at_least: 2 %, scale: boolean, ref: R}
";
    let figures = "period: 2024\nvalues:\n  a: 172 mnkr\n  b: 8 604 mnkr\n";
    let written = Written::of(Read::of(&small(rules), figures), "", Lang::Sv);
    // 172 / 8 604 = 1,99907 %: never shown as 2.
    let exact = &written.column("Bedömningar", "Värde, exakt")[0];
    assert!(exact.starts_with("1.99907019990") && exact.len() > 20, "{exact}");
    assert_eq!(written.column("Bedömningar", "Gräns")[0], "≥\u{a0}2\u{a0}%");
    let sheet = written.part("xl/worksheets/sheet2.xml");
    assert!(sheet.contains("<c r=\"F2\" s="), "the value is a number: {sheet}");
    assert_eq!(written.column("Härledning", "Formel eller namn")[1..3], ["andel = a / b", "2 %"]);
}

#[test]
fn a_text_is_never_a_formula() {
    let pack = small(
        "figures:
  a: {title: \"=1+1\", unit: mnkr, measured: during}
requirements:
  - {requirement: x, title: \"=HYPERLINK(A1)\", that: a >= 0, ref: \"@ref\"}
",
    );
    let written = Written::of(Read::of(&pack, "period: 2024\nvalues:\n  a: 1 mnkr\n"), "", Lang::En);
    assert_eq!(written.column("Verdicts", "Title"), ["=HYPERLINK(A1)"]);
    assert_eq!(written.column("Figures", "Figure"), ["=1+1"]);
    for sheet in 1..=5 {
        let page = written.part(&format!("xl/worksheets/sheet{sheet}.xml"));
        assert!(!page.contains("<f>"), "{page}");
    }
    assert!(written.part("xl/styles.xml").contains("quotePrefix=\"1\""));
}

#[test]
fn every_finding_and_assessment_is_there_and_the_counts_are_those_of_the_report() {
    let written = Written::mixed();
    assert_eq!(written.column("Att se efter", "Kod").len(), written.report.findings.len());
    assert!(!written.report.findings.is_empty() && !written.report.assessments.is_empty());
    let summary = written.sheet("Sammanfattning");
    let met = summary.rows().find(|row| row[0] == "✓ Uppfyllt").unwrap();
    assert_eq!(met[1].to_string(), written.report.summary.counted.met.to_string());
    let is_one = |title: &str| written.report.assessments.iter().any(|one| one.title == title);
    let assessed = summary.rows().filter(|row| is_one(&row[0].to_string()));
    assert_eq!(assessed.count(), written.report.assessments.len());
}

const CLAIMS: &str = "figures:
  a: {title: A, unit: mnkr, measured: during}
claims:
  - {claim: plus, title: A är mer än noll, quote: A är positivt, ref: sidan 2, that: a > 0, for: {periods: [2024], bases: [outcome]}}
recorded:
  - {recorded: nytta, title: Nytta, quote: A ska ge nytta, ref: sidan 1, because: Nytta mäts inte}
";

#[test]
fn claims_and_recorded_sentences_have_sheets_where_there_are_any() {
    let written = Written::of(Read::of(&small(CLAIMS), "period: 2024\nvalues:\n  a: -3 mnkr\n"), "", Lang::Sv);
    assert_eq!(written.column("Påståenden", "Stämmer"), ["✗ Nej"]);
    assert_eq!(written.column("Påståenden", "Dokumentets ord"), ["A är positivt"]);
    assert_eq!(written.column("Antecknat", "Varför ingen siffra bedömer det"), ["Nytta mäts inte"]);
    assert!(!Written::mixed().part("xl/workbook.xml").contains("Antecknat"));
}

#[test]
fn the_same_verdicts_give_the_same_bytes() {
    let (one, other) = (Written::mixed(), Written::mixed());
    assert!(one.bytes == other.bytes);
    assert!(one.read.sources.iter().count() > 0);
}
