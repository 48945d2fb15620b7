//! `docs/codes.md` has a heading for every code, says it in both languages, and its examples give the code that they stand under.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use riktlinje::baseline::Baseline;
use riktlinje::cases;
use riktlinje::diagnostic::{Code, Diagnostic};
use riktlinje::language::Lang;
use riktlinje::pack;
use riktlinje::record::Lines;
use riktlinje::report::{Depth, Report};
use riktlinje::verdict::{Options, judge};

use crate::scratch::Scratch;
use crate::workbooks::book::book;

/// Codes that nothing gives yet, so that there is no example. May only shrink.
const WITHOUT_EXAMPLE: &[&str] = &["parts-differ", "outside-law"];

/// What describes an example that is a workbook.
const SHEET: &str = "rows: figure\ncolumns: {'2024': {period: '2024'}}\nall: {unit: mnkr}\n";
/// Where a line of a record file is laid.
const RECORD: &str = "journal.jsonl";

/// Where known failures are laid.
const BASELINE: &str = "känt.yaml";

/// What stands under one code.
struct Section<'t> {
    code: &'t str,
    text: &'t str,
    /// Kind and content of each example.
    blocks: Vec<(&'t str, &'t str)>,
}

fn sections(page: &str) -> Vec<Section<'_>> {
    page.split("\n### `")
        .skip(1)
        .map(|part| {
            let part = part.split("\n## ").next().unwrap();
            let (code, text) = part.split_once("`\n").unwrap();
            let fenced: Vec<&str> = text.split("```").skip(1).step_by(2).collect();
            let blocks = fenced.into_iter().map(|block| block.split_once('\n').unwrap()).collect();
            Section { code, text, blocks }
        })
        .collect()
}

fn page() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/codes.md")).unwrap()
}

#[test]
fn every_code_has_a_heading_and_every_heading_a_code() {
    let page = page();
    let headings: Vec<&str> = sections(&page).iter().map(|s| s.code).collect();
    let codes: Vec<&str> = Code::ALL.iter().map(|c| c.as_str()).collect();
    assert_eq!(headings, codes, "the headings of docs/codes.md, in the order of the code list");
}

#[test]
fn every_code_is_explained_in_both_languages() {
    let page = page();
    for section in sections(&page) {
        let outside: String = section.text.split("```").step_by(2).collect();
        let paragraphs: Vec<&str> = outside.split("\n\n").map(str::trim).filter(|p| !p.is_empty()).collect();
        assert_eq!(paragraphs.len(), 2, "`{}`: what it means, and what to do", section.code);
        for paragraph in paragraphs {
            let (swedish, english) =
                paragraph.split_once("\n*").unwrap_or_else(|| panic!("`{}`: {paragraph}", section.code));
            assert!(!swedish.starts_with('*') && english.ends_with('*'), "`{}`: {paragraph}", section.code);
        }
    }
}

#[test]
fn every_example_gives_its_code() {
    let page = page();
    let mut missed = Vec::new();
    for section in sections(&page) {
        if WITHOUT_EXAMPLE.contains(&section.code) {
            assert!(section.blocks.is_empty(), "`{}` has an example: take it off the list", section.code);
            continue;
        }
        assert!(!section.blocks.is_empty(), "`{}` has no example", section.code);
        let scratch = lay_out(&section);
        let mut given = codes_of(&scratch);
        given.extend(codes_of_record(&scratch));
        if !given.contains(section.code) {
            missed.push(format!("`{}` is not among {given:?}", section.code));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// Writes the examples of a section as packs beside each other.
fn lay_out(section: &Section<'_>) -> Scratch {
    let base = Scratch::pack(&format!("codes-{}", section.code), &[]);
    section.blocks.iter().enumerate().fold(base, |scratch, (number, (kind, content))| {
        if *kind == "xlsx" {
            let described = scratch.with("exempel/figures/siffror.table.yaml", SHEET);
            return described.with("exempel/figures/siffror.xlsx", book(content));
        }
        if *kind == "windows-1252" {
            // The letters of an example have the same number there as in Unicode.
            let bytes: Vec<u8> = content.chars().map(|sign| u8::try_from(u32::from(sign)).unwrap()).collect();
            return scratch.with("exempel/figures/siffror.csv", bytes);
        }
        let file = match (*kind, content.split(':').next().unwrap()) {
            ("yaml", "pack") => {
                let name = content.lines().next().and_then(|line| line.strip_prefix("pack: ")).unwrap();
                format!("{name}/pack.yaml")
            }
            ("yaml", "case") => "exempel/cases/fall.yaml".to_owned(),
            ("yaml", "known") => BASELINE.to_owned(),
            ("yaml", "assessed") => "exempel/figures/bedömt.yaml".to_owned(),
            ("yaml", _) => format!("exempel/exempel-{number}.yaml"),
            ("csv", _) => "exempel/figures/siffror.csv".to_owned(),
            ("json", _) => RECORD.to_owned(),
            ("kolada", _) => "exempel/figures/nyckeltal.json".to_owned(),
            ("rhai", _) => "exempel/rules/exempel.rhai".to_owned(),
            other => panic!("`{}`: {other:?}", section.code),
        };
        scratch.with(&file, content)
    })
}

fn codes_of_record(scratch: &Scratch) -> Option<&'static str> {
    let line = Lines::open(&scratch.path(RECORD)).ok()?.next().unwrap().unwrap();
    line.record.err().map(|fault| fault.code.as_str())
}

fn codes_of(scratch: &Scratch) -> BTreeSet<&'static str> {
    let named = scratch.named();
    let named = named.as_str();
    let codes = |diagnostics: &[Diagnostic]| diagnostics.iter().map(|d| d.code.as_str()).collect::<Vec<_>>();
    let mut given = BTreeSet::new();
    let mut opened = match pack::open(named) {
        Ok(opened) => opened,
        Err(faults) => return codes(&faults.diagnostics).into_iter().collect(),
    };
    given.extend(codes(&opened.policy.warnings));
    let baseline = opened.named_file(&scratch.path(BASELINE)).ok();
    match opened.own_figures() {
        Ok(figures) => {
            given.extend(codes(&figures.diagnostics));
            let mut run = judge(&opened.policy, &figures.set, Options::default());
            if let Some(file) = baseline {
                Baseline::read(file, &opened.sources, &opened.policy).unwrap().hold(&mut run);
            }
            let report = Report::of(&mut run, &opened.sources, &figures.files, &[], Lang::Sv, Depth::Verdicts);
            given.extend(report.findings.iter().map(|f| f.code.as_str()));
        }
        Err(faults) => given.extend(codes(&faults.diagnostics)),
    }
    let tested = cases::test(pack::find(named).unwrap()).unwrap();
    given.extend(tested.cases.iter().flat_map(|c| codes(&c.failures)));
    given
}
