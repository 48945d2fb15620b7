//! Workbooks to fill in: read back they say what was written, and a pack judges the same by them.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use riktlinje::figures::FigureSet;
use riktlinje::language::Lang;
use riktlinje::pack::{self, Figures, Opened};
use riktlinje::quantity::{Basis, Period};
use riktlinje::report::{Depth, ImportReport, Report, Template, TemplateFault, Wanted};
use riktlinje::verdict::{Options, judge};
use riktlinje::yaml::Spanned;
use serde_json::Value;
use std::process::Command;

use crate::scratch::Scratch;

fn opened(named: &str) -> Opened {
    pack::open(named).unwrap_or_else(|faults| panic!("{named}: {:?}", faults.diagnostics))
}

fn template(opened: &Opened, set: &FigureSet, wanted: &Wanted) -> Result<Template, TemplateFault> {
    Template::of(&opened.policy, &opened.sources, set, wanted, Lang::Sv)
}

const FILLED: Wanted = Wanted { periods: Vec::new(), bases: Vec::new(), filled: true };

/// The workbook on disk with its description beside it, read as figures that were named on the command line.
fn read_back(scratch: &Scratch, name: &str, template: &Template) -> (Opened, Figures) {
    let path = scratch.path("underlag.xlsx");
    fs::write(&path, &template.workbook).unwrap();
    fs::write(scratch.path("underlag.table.yaml"), &template.mapping).unwrap();
    let mut opened = opened(name);
    let figures = opened.named_figures(&[path], None).unwrap_or_else(|faults| panic!("{:?}", faults.diagnostics));
    (opened, figures)
}

/// Everything that a run concludes, without where figures stand and what was noted of them.
fn verdicts(opened: &Opened, figures: &Figures) -> String {
    let mut run = judge(&opened.policy, &figures.set, Options::default());
    let report = Report::of(&mut run, &opened.sources, &figures.files, &figures.diagnostics, Lang::Sv, Depth::Figures);
    let mut value = serde_json::to_value(&report).unwrap();
    value.as_object_mut().unwrap().remove("figures");
    without(&mut value, &["source", "also", "cited", "place", "note"]);
    serde_json::to_string_pretty(&value).unwrap()
}

fn without(value: &mut Value, keys: &[&str]) {
    match value {
        Value::Object(entries) => {
            keys.iter().for_each(|key| drop(entries.shift_remove(*key)));
            entries.values_mut().for_each(|inner| without(inner, keys));
        }
        Value::Array(items) => items.iter_mut().for_each(|inner| without(inner, keys)),
        _ => {}
    }
}

/// The figures files that a pack has: its own together, and each that only cases ask for.
fn figures_of(name: &str) -> Vec<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies").join(name).join("cases/figures");
    let files = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().file_name());
    let mut files: Vec<String> = files.map(|file| format!("cases/figures/{}", file.to_string_lossy())).collect();
    files.sort();
    std::iter::once(Vec::new()).chain(files.into_iter().map(|file| vec![file])).collect()
}

fn figures(opened: &mut Opened, files: &[String]) -> Figures {
    let read = match files {
        [] => opened.own_figures(),
        files => {
            let place = riktlinje::diagnostic::Span::NOWHERE;
            opened.some_figures(&files.iter().map(|file| Spanned::new(file.clone(), place)).collect::<Vec<_>>())
        }
    };
    read.unwrap_or_else(|faults| panic!("{files:?}: {:?}", faults.diagnostics))
}

#[test]
fn every_pack_judges_the_same_by_the_workbook_as_by_its_published_figures() {
    let mut judged = 0;
    for name in pack::built_in() {
        for files in figures_of(&name) {
            let mut first = opened(&name);
            let given = figures(&mut first, &files);
            if given.set.all().is_empty() {
                continue;
            }
            let expected = verdicts(&first, &given);
            for lang in [Lang::Sv, Lang::En] {
                let written = Template::of(&first.policy, &first.sources, &given.set, &FILLED, lang);
                let written = written.unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
                let scratch = Scratch::new(&format!("template-{name}"));
                let (second, again) = read_back(&scratch, &name, &written);
                let submitted = given.set.all().iter().filter(|figure| !figure.is_sum).count();
                assert_eq!(written.filled, submitted, "{name} {files:?}");
                assert_eq!(verdicts(&second, &again), expected, "{name} {files:?} {lang:?}");
            }
            judged += 1;
        }
    }
    assert!(judged >= 10, "{judged}");
}

#[test]
fn an_empty_workbook_submits_nothing_and_lacks_all_that_formulas_read() {
    for name in pack::built_in() {
        let mut first = opened(&name);
        let own = figures(&mut first, &[]);
        let wanted = Wanted { periods: vec![Period::year(2026)], ..Wanted::default() };
        let written = template(&first, &own.set, &wanted).unwrap();
        assert!(written.empty > 0 && written.filled == 0, "{name}");
        let scratch = Scratch::new(&format!("template-empty-{name}"));
        let (second, again) = read_back(&scratch, &name, &written);
        assert!(again.set.all().is_empty() && again.set.manual.is_empty(), "{name}");
        let report = ImportReport::of(&second.policy, &again.set, &again.files, &second.sources);
        let lacking: BTreeSet<&str> = report.lacking.iter().map(|figure| figure.figure.as_str()).collect();
        let read = second.policy.figures_read();
        let needed: BTreeSet<&str> = read.iter().map(|id| &*second.policy.vocabulary.get(*id).unwrap().name).collect();
        assert_eq!(lacking, needed, "{name}");
    }
}

#[test]
fn the_same_pack_gives_the_same_bytes() {
    let bytes = || {
        let mut opened = opened("region-kronoberg-2024");
        let own = figures(&mut opened, &[]);
        let written = template(&opened, &own.set, &FILLED).unwrap();
        (written.workbook, written.mapping)
    };
    assert!(bytes() == bytes());
}

#[test]
fn without_figures_somebody_must_say_the_periods() {
    let opened = opened("kommunallagen");
    let none = FigureSet::default();
    assert_eq!(template(&opened, &none, &Wanted::default()).err(), Some(TemplateFault::NoPeriods));
    let wanted = Wanted { periods: vec![Period::year(2026)], bases: vec![Basis::Budget], filled: false };
    let mapping = template(&opened, &none, &wanted).unwrap().mapping;
    let columns: BTreeSet<&str> = mapping.lines().filter(|line| line.contains("period: ")).map(str::trim).collect();
    assert_eq!(Vec::from_iter(columns), ["\"Budget 2026\": {period: \"2026\", basis: budget}"]);
}

const PACK: &str = "dimensions:
  del:
    title: Del av regionen
    members: [Norr, {member: Söder, valid: 2025..}]
figures:
  anställda: {title: Anställda, unit: personer, measured: at, by: [del]}
  beslutad: {title: Budgeten är beslutad, type: choice, choices: [antagen, bordlagd], measured: during}
  beslutsdag: {title: Beslutsdag, type: date, measured: during}
  okänd: {title: Läses inte av någon, unit: mnkr, measured: during}
requirements:
  - requirement: balans
    title: Resultatet är positivt
    that: resultat >= 0
    ref: Riktlinjerna, avsnitt 2
  - requirement: fler
    title: Det finns anställda
    that: anställda > 0
";

fn exempel(name: &str, figures: &str) -> (Scratch, String) {
    let scratch = Scratch::pack(name, &[("mer.yaml", PACK), ("figures/siffror.csv", figures)]);
    let path = scratch.path("exempel").to_string_lossy().into_owned();
    (scratch, path)
}

/// A part of a workbook.
fn part(workbook: &[u8], name: &str) -> String {
    let mut file = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut text = String::new();
    file.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The number of the sheet of that name, as its file is called.
fn sheet(workbook: &[u8], name: &str) -> String {
    let book = part(workbook, "xl/workbook.xml");
    let names: Vec<&str> = book.split("<sheet name=\"").skip(1).map(|s| s.split('"').next().unwrap()).collect();
    let place = names.iter().position(|known| *known == name).unwrap_or_else(|| panic!("{names:?}"));
    part(workbook, &format!("xl/worksheets/sheet{}.xml", place + 1))
}

const FIGURES: &str = "figure;del;period;basis;value;unit;note\n\
    resultat;;2024;budget;172,0;mnkr;\n\
    resultat;;2024;outcome;140;mnkr;preliminary, räknas om\n\
    anställda;Norr;2024;budget;12;personer;\n";

#[test]
fn headings_are_locked_and_what_is_to_be_filled_in_is_not() {
    let (_scratch, path) = exempel("template-locked", FIGURES);
    let mut opened = opened(&path);
    let own = figures(&mut opened, &[]);
    let workbook = template(&opened, &own.set, &FILLED).unwrap().workbook;
    let styles = part(&workbook, "xl/styles.xml");
    let formats: Vec<&str> =
        styles.split("<cellXfs").nth(1).unwrap().split("</cellXfs>").next().unwrap().split("<xf ").skip(1).collect();
    let page = sheet(&workbook, "Pack");
    assert!(page.contains("<sheetProtection sheet=\"1\""), "{page}");
    assert!(page.contains("<pane ") && page.contains("state=\"frozen\""), "{page}");
    assert!(page.contains("<dataValidation type=\"decimal\" errorStyle=\"warning\""), "{page}");
    let is_open = |cell: &str| {
        let style = page.split(&format!("<c r=\"{cell}\" s=\"")).nth(1).unwrap().split('"').next().unwrap();
        formats[style.parse::<usize>().unwrap()].contains("locked=\"0\"")
    };
    let open: Vec<&str> = ["A4", "A5", "B5", "C5", "D4", "D5"].into_iter().filter(|cell| is_open(cell)).collect();
    assert_eq!(open, ["D5"]);
}

#[test]
fn a_reservation_takes_a_row_of_its_own() {
    let (scratch, path) = exempel("template-single", FIGURES);
    let mut first = opened(&path);
    let own = figures(&mut first, &[]);
    let written = template(&first, &own.set, &FILLED).unwrap();
    assert_eq!((written.filled, written.single), (3, 1));
    let (_, again) = read_back(&scratch, &path, &written);
    let outcome = again.set.all().iter().find(|figure| figure.basis == Basis::Outcome).unwrap();
    assert!(outcome.preliminary && outcome.note.as_deref() == Some("preliminary, räknas om"));
}

#[test]
fn what_a_cell_cannot_hold_is_an_error_and_not_lost() {
    // A text of a figure whose line breaks decide which text it is.
    let more = "figures:\n  ord: {title: Ord, type: text, measured: during}\nrequirements:\n  - {requirement: o, title: O, that: finns(ord)}\n";
    let figures_file = "period: 2024\nvalues:\n  ord: \"två  ord\\noch en rad\"\n";
    let scratch = Scratch::pack("template-lost", &[("mer.yaml", more), ("figures/siffror.yaml", figures_file)]);
    let mut opened = opened(&scratch.path("exempel").to_string_lossy());
    let own = figures(&mut opened, &[]);
    let fault = template(&opened, &own.set, &FILLED).err().unwrap();
    assert!(matches!(&fault, TemplateFault::NotCarried(what) if what.sv.contains("`ord`")), "{fault:?}");
    assert!(template(&opened, &own.set, &Wanted::default()).is_ok(), "empty there is nothing to lose");
}

/// Exit code and what was said, of a command that is run in a folder.
fn command(scratch: &Scratch, line: &str) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_riktlinje"));
    let output = command.args(line.split(' ')).current_dir(scratch.path("")).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(said).unwrap())
}

#[test]
fn the_command_writes_both_files_or_none_and_spares_what_may_be_filled_in() {
    let (scratch, _) = exempel("template-command", FIGURES);
    let (code, said) = command(&scratch, "template exempel --filled -o underlag.xlsx");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("3 värden är ifyllda, 1 av dem på en egen rad"), "{said}");
    let (code, judged) = command(&scratch, "check exempel underlag.xlsx --format csv");
    // One rule reads a figure that is not given.
    assert!(code == 4 && judged.contains("underlag.xlsx!Enskilda värden!F5"), "{judged}");
    fs::write(scratch.path("underlag.xlsx"), "ifylld").unwrap();
    let (code, said) = command(&scratch, "template exempel -o underlag.xlsx");
    assert!(code == 2 && said.contains("`underlag.xlsx` finns redan"), "{said}");
    assert_eq!(fs::read(scratch.path("underlag.xlsx")).unwrap(), b"ifylld");
    fs::remove_file(scratch.path("underlag.xlsx")).unwrap();
    let (code, said) = command(&scratch, "template exempel -o underlag.xlsx --lang en");
    assert!(code == 2 && said.contains("`underlag.table.yaml` is there already"), "{said}");
    assert!(!scratch.path("underlag.xlsx").exists());
    assert_eq!(command(&scratch, "template exempel -o underlag.xlsx --force").0, 0);
    assert!(scratch.path("underlag.xlsx").exists());
}

#[test]
fn where_the_description_cannot_be_written_there_is_no_workbook_either() {
    let (scratch, _) = exempel("template-both", FIGURES);
    fs::create_dir(scratch.path("underlag.table.yaml")).unwrap();
    let (code, said) = command(&scratch, "template exempel -o underlag.xlsx --force");
    assert_eq!(code, 2, "{said}");
    let left: BTreeSet<String> = fs::read_dir(scratch.path(""))
        .unwrap()
        .map(|f| f.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(Vec::from_iter(left), ["exempel", "underlag.table.yaml"]);
}

#[test]
fn a_workbook_needs_a_file_and_periods() {
    let (scratch, _) = exempel("template-needs", FIGURES);
    for (line, expected) in [
        ("template exempel", "en arbetsbok skrivs till en fil"),
        ("template exempel -o underlag.ods", "`underlag.ods` slutar inte på .xlsx"),
        ("template exempel -o underlag.xlsx --period snart", "`snart` är ingen period"),
        ("template exempel -o underlag.xlsx --basis gissning", "varken utfall"),
        ("template kommunallagen -o underlag.xlsx", "ingenting säger vilka perioder"),
        ("template exempel -o underlag.xlsx --format csv", "`template` kan inte skrivas som `csv`"),
    ] {
        let (code, said) = command(&scratch, line);
        assert!(code == 2 && said.contains(expected), "{line}: {said}");
    }
    assert!(!scratch.path("underlag.xlsx").exists() && !scratch.path("underlag.table.yaml").exists());
}

#[test]
fn verdicts_go_to_a_workbook_with_links_from_its_folder_and_not_to_a_terminal() {
    let (scratch, _) = exempel("template-verdicts", FIGURES);
    fs::create_dir(scratch.path("ut")).unwrap();
    let (code, said) = command(&scratch, "check exempel --format xlsx");
    assert!(
        code == 2 && said.contains("en arbetsbok skrivs till en fil") && said.contains("-o bedömning.xlsx"),
        "{said}"
    );
    let (code, said) = command(&scratch, "check exempel --format xlsx -o ut/bedömning.xlsx");
    assert!(code == 4 && said.is_empty(), "{said}");
    let workbook = fs::read(scratch.path("ut/bedömning.xlsx")).unwrap();
    let links = part(&workbook, "xl/worksheets/_rels/sheet3.xml.rels");
    assert!(links.contains("Target=\"../exempel/figures/siffror.csv\""), "{links}");
    let (code, said) = command(&scratch, "list --format xlsx -o ut/lista.xlsx");
    assert!(code == 2 && said.contains("`list` kan inte skrivas som `xlsx`"), "{said}");
}
