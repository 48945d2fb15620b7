//! Packs as folders: what is found, what is read, under which names, and what is refused.

use std::fs;
use std::path::Path;

use riktlinje::diagnostic::{Code, Diagnostic, Sources};
use riktlinje::evaluate::{Context, Evaluation};
use riktlinje::figures::Coordinates;
use riktlinje::formula::parse_functions;
use riktlinje::pack::{self, Cause, Faults, Opened};
use riktlinje::quantity::{Basis, Period, plain};
use riktlinje::verdict::{Options, judge};

use crate::scratch::{BASE, Scratch};

const POSITIVE: &str = "requirements:
  - requirement: positivt
    title: Positivt resultat
    that: resultat > 0
";

fn faults(scratch: &Scratch) -> Faults {
    pack::open(&scratch.named()).map(|_| ()).unwrap_err()
}

fn opened(scratch: &Scratch) -> Opened {
    pack::open(&scratch.named()).unwrap_or_else(|faults| panic!("{:#?}", faults.diagnostics))
}

fn only(diagnostics: &[Diagnostic]) -> &Diagnostic {
    let [one] = diagnostics else { panic!("{diagnostics:#?}") };
    one
}

fn names(sources: &Sources) -> Vec<&str> {
    sources.iter().map(|f| f.name.as_str()).filter(|n| !n.starts_with("riktlinje:")).collect()
}

#[test]
fn a_misspelt_built_in_pack_is_wrong_usage_with_the_right_name() {
    let faults = pack::open("region-kronberg-2024").map(|_| ()).unwrap_err();
    assert_eq!(faults.cause, Cause::Naming);
    let fault = only(&faults.diagnostics);
    assert_eq!(fault.code, Code::UnknownPack);
    assert_eq!(fault.help.as_ref().unwrap().sv, "menade du `region-kronoberg-2024`?");
}

#[test]
fn a_path_that_is_not_there_is_not_looked_up_among_the_built_in_packs() {
    let faults = pack::open("./region-kronoberg-2024").map(|_| ()).unwrap_err();
    assert_eq!((faults.cause, only(&faults.diagnostics).code), (Cause::Naming, Code::UnknownPack));
}

#[test]
fn the_file_of_a_pack_is_not_the_pack() {
    let scratch = Scratch::pack("folders-file", &[]);
    let named = scratch.path("exempel/pack.yaml");
    let faults = pack::open(named.to_str().unwrap()).map(|_| ()).unwrap_err();
    let fault = only(&faults.diagnostics);
    assert_eq!((faults.cause, fault.code), (Cause::Naming, Code::UnknownPack));
    assert!(fault.help.as_ref().unwrap().en.contains("the folder"), "{:?}", fault.help);
}

#[test]
fn an_empty_folder_is_no_pack() {
    let scratch = Scratch::new("folders-empty").with("exempel/figures/siffror.csv", "figure;period;value\n");
    let faults = faults(&scratch);
    assert_eq!(faults.cause, Cause::Content);
    assert_eq!(only(&faults.diagnostics).code, Code::MissingKey);
}

#[test]
fn files_are_read_in_the_order_of_their_names_and_named_from_the_pack() {
    let files = [
        ("b.yaml", POSITIVE),
        ("mål/a.yml", "figures:\n  kassa:\n    title: Kassa\n    unit: mnkr\n    measured: at\n"),
        ("figures/2.csv", "figure;period;value\nskatter;2024;9 073 mnkr\n"),
        ("figures/1.csv", "figure;period;value\nresultat;2024;140 mnkr\n"),
        (".gömd.yaml", "hidden: true\n"),
        ("läsmig.md", "Not YAML: at all: no\n"),
    ];
    let mut opened = opened(&Scratch::pack("folders-order", &files));
    let figures = opened.own_figures().unwrap();
    assert_eq!(names(&opened.sources), ["b.yaml", "mål/a.yml", "pack.yaml", "figures/1.csv", "figures/2.csv"]);
    assert_eq!(figures.files.len(), 2);
    let source = figures.set.all()[0].origins[0].span;
    assert_eq!(opened.sources.cite(source), "figures/1.csv:2");
}

#[test]
fn csv_in_windows_1252_is_read_with_a_warning_and_its_own_fingerprint() {
    let bytes = b"figure;period;value;n\xe4mnd\r\nnettokostnad;2024;-1\xa0082 mnkr;Trafikn\xe4mnd\r\nnettokostnad;2023;1,5 mnkr;X\xe4\r\n";
    let scratch = Scratch::pack("folders-1252", &[]).with("exempel/figures/mars.csv", bytes);
    let mut opened = opened(&scratch);
    let faults = opened.own_figures().unwrap_err();
    let said: Vec<String> =
        faults.diagnostics.iter().map(|d| format!("{} {}", d.code.as_str(), faults.sources.place(d.span()))).collect();
    assert_eq!(said, ["guessed-encoding figures/mars.csv:1:22", "unknown-member figures/mars.csv:3:28"]);
    assert_eq!(faults.sources.slice(faults.diagnostics[0].span()), "ä");
    assert_eq!(faults.sources.slice(faults.diagnostics[1].span()), "Xä");
    let scratch = scratch.with("exempel/figures/mars.csv", &bytes[..bytes.len() - 31]);
    let output =
        std::process::Command::new("sha256sum").arg(scratch.path("exempel/figures/mars.csv")).output().unwrap();
    let mut whole = pack::open(&scratch.named()).unwrap();
    let figures = whole.own_figures().unwrap();
    assert_eq!(figures.set.all().len(), 1);
    let read = whole.sources.get(figures.files[0]).unwrap();
    assert!(output.stdout.starts_with(read.sha256().as_bytes()), "{}", read.sha256());
}

#[test]
fn a_file_that_is_not_utf_8_is_shown_at_the_byte_that_is_wrong() {
    let latin = b"requirements:\n  - requirement: p\xe5\n".as_slice();
    let scratch = Scratch::pack("folders-latin", &[]).with("exempel/krav.yaml", latin);
    let faults = faults(&scratch);
    let fault = only(&faults.diagnostics);
    assert_eq!(fault.code, Code::UnreadableFile);
    assert_eq!(faults.sources.place(fault.span()), "krav.yaml:2:19");
    assert_eq!(faults.sources.slice(fault.span()), "\u{fffd}");
    assert!(fault.help.as_ref().unwrap().sv.contains("UTF-8"));
}

#[test]
fn a_file_beyond_the_bound_is_refused() {
    let scratch = Scratch::pack("folders-large", &[("stor.yaml", "")]);
    fs::File::options()
        .write(true)
        .open(scratch.path("exempel/stor.yaml"))
        .unwrap()
        .set_len(32 * 1024 * 1024 + 1)
        .unwrap();
    let faults = faults(&scratch);
    let fault = only(&faults.diagnostics);
    assert_eq!(fault.code, Code::UnreadableFile);
    assert_eq!(fault.message.en, "`stor.yaml` is larger than 32 MiB");
}

#[test]
fn folders_do_not_go_on_for_ever() {
    let scratch = Scratch::pack("folders-deep", &[("a/b/c/d/e/f.yaml", "x: 1\n")]);
    let faults = faults(&scratch);
    assert_eq!(only(&faults.diagnostics).message.en, "`a/b/c/d/e` lies too deep");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_pack_is_refused_and_not_followed() {
    let scratch = Scratch::pack("folders-link", &[]).with("secret.yaml", POSITIVE);
    std::os::unix::fs::symlink(scratch.path("secret.yaml"), scratch.path("exempel/krav.yaml")).unwrap();
    let faults = faults(&scratch);
    let fault = only(&faults.diagnostics);
    assert_eq!(fault.code, Code::UnreadableFile);
    assert!(fault.message.en.starts_with("`krav.yaml` is a link"), "{}", fault.message.en);
}

#[test]
fn a_pack_may_use_the_one_beside_it_and_its_files_bear_its_name() {
    let law = BASE.replace("exempel", "lagen");
    let user = "pack: exempel\nformat: 1\ntitle: Exempel\nvalid: 2024\nuses: [lagen]\n";
    let scratch = Scratch::new("folders-uses")
        .with("lagen/pack.yaml", &law)
        .with("lagen/krav.yaml", POSITIVE)
        .with("exempel/pack.yaml", user);
    let opened = opened(&scratch);
    assert_eq!(names(&opened.sources), ["pack.yaml", "lagen/krav.yaml", "lagen/pack.yaml"]);
    assert!(opened.policy.rule_by_name("positivt").is_some());
}

#[test]
fn a_used_pack_is_a_name_and_not_a_path() {
    for name in ["../lagen", "/lagen", ".", "..", "lagen/"] {
        let user = format!("pack: exempel\nformat: 1\ntitle: Exempel\nvalid: 2024\nuses: [{name}]\n");
        let scratch = Scratch::new("folders-escape").with("lagen/pack.yaml", BASE).with("exempel/pack.yaml", user);
        let faults = faults(&scratch);
        assert!(faults.diagnostics.iter().any(|d| d.code == Code::UnknownPack), "{name}: {:#?}", faults.diagnostics);
    }
}

#[test]
fn a_misspelt_used_pack_is_found_among_those_beside_it() {
    let user = "pack: exempel\nformat: 1\ntitle: Exempel\nvalid: 2024\nuses: [lagarna]\n";
    let scratch = Scratch::new("folders-suggest").with("lagarne/pack.yaml", BASE).with("exempel/pack.yaml", user);
    let faults = faults(&scratch);
    let fault = faults.diagnostics.iter().find(|d| d.code == Code::UnknownPack).unwrap();
    assert_eq!(faults.sources.slice(fault.span()), "lagarna");
    assert_eq!(fault.help.as_ref().unwrap().sv, "menade du `lagarne`?");
}

const WIDE: &str = "Nämnd;Utfall\nTrafiknämnd;-82\nKulturnämnd;-31\n";
const DESCRIPTION: &str = "rows: nämnd
columns:
  Utfall:
    figure: nettokostnad
    period: 2024
all:
  unit: mnkr
";

#[test]
fn a_description_beside_a_table_says_how_it_is_read() {
    let files = [("krav.yaml", POSITIVE), ("figures/nämnder.csv", WIDE), ("figures/nämnder.table.yaml", DESCRIPTION)];
    let scratch = Scratch::pack("folders-sidecar", &files);
    let mut opened = opened(&scratch);
    let own = opened.own_figures().unwrap();
    assert_eq!(own.set.all().len(), 2);
    assert_eq!(own.files.len(), 1, "the description is no figures file");
    let named = opened.named_figures(&[scratch.path("exempel/figures/nämnder.csv")], None).unwrap();
    assert_eq!(named.set.all().len(), 2, "also where only the table was named");
}

#[test]
fn a_description_of_nothing_is_a_fault() {
    let files = [("krav.yaml", POSITIVE), ("figures/nämder.table.yaml", DESCRIPTION), ("figures/nämnder.csv", WIDE)];
    let faults = opened(&Scratch::pack("folders-orphan", &files)).own_figures().unwrap_err();
    let fault = &faults.diagnostics[0];
    assert_eq!(fault.code, Code::UnmatchedTable);
    assert!(fault.message.en.contains("`nämder.csv`"), "{}", fault.message.en);
}

#[test]
fn a_description_that_may_belong_to_two_tables_is_a_fault() {
    let files = [
        ("krav.yaml", POSITIVE),
        ("figures/a/nämnder.csv", WIDE),
        ("figures/a/nämnder.table.yaml", DESCRIPTION),
        ("figures/b/nämnder.csv", WIDE),
    ];
    let faults = opened(&Scratch::pack("folders-two", &files)).own_figures().unwrap_err();
    assert_eq!(faults.diagnostics[0].code, Code::DuplicateName);
}

#[test]
fn named_files_are_shown_as_they_were_named_and_a_folder_is_all_its_files() {
    let scratch = Scratch::pack("folders-named", &[("krav.yaml", POSITIVE)])
        .with("mars/a.csv", "figure;period;value\nresultat;2024;140 mnkr\n")
        .with("mars/b.yaml", "period: 2024\nvalues:\n  skatter: 9 073 mnkr\n");
    let mut opened = opened(&scratch);
    let file = scratch.path("mars/a.csv");
    let figures = opened.named_figures(std::slice::from_ref(&file), None).unwrap();
    assert_eq!(opened.sources.get(figures.files[0]).unwrap().name, file.to_str().unwrap());
    assert_eq!(opened.named_figures(&[scratch.path("mars")], None).unwrap().set.all().len(), 2);
    let missing = opened.named_figures(&[scratch.path("april.csv")], None).unwrap_err();
    assert_eq!((missing.cause, only(&missing.diagnostics).code), (Cause::Naming, Code::UnreadableFile));
}

#[test]
fn a_spreadsheet_among_the_figures_is_said_and_not_passed_over() {
    let scratch = Scratch::pack("folders-xlsx", &[("krav.yaml", POSITIVE)])
        .with("exempel/figures/mars.numbers", [0x50, 0x4b, 0xff]);
    let faults = opened(&scratch).own_figures().unwrap_err();
    let fault = only(&faults.diagnostics);
    assert_eq!(fault.code, Code::UnreadableFile);
    assert!(fault.message.en.contains("mars.numbers") && fault.help.as_ref().unwrap().en.contains(".csv"), "{fault:?}");
}

#[test]
fn shared_rules_have_a_heading_and_are_formulas() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 3, "{files:?}");
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for heading in ["// Avgör ", "// Referens ", "// In ", "// Ut ", "// Exempel "] {
            assert!(text.contains(heading), "{} lacks `{heading}`", file.display());
        }
        let heading = text.split("\nfn ").next().unwrap();
        for function in parse_functions(&text).unwrap_or_else(|fault| panic!("{}: {fault:?}", file.display())) {
            assert!(function.body.is_ok(), "{} is transparent", function.name);
            // A file is a concept; its heading says how each of its functions is used.
            assert!(heading.contains(&format!("{}(", function.name)), "{}: {} is shown", file.display(), function.name);
        }
    }
}

/// The examples in the headings of `rules/*.rhai`.
#[test]
fn shared_rules_give_what_their_examples_say() {
    let figure = |name: &str| format!("  {name}:\n    title: {name}\n    unit: mnkr\n    measured: during\n");
    let more =
        ["avskrivningar", "investeringar", "eget_kapital", "ansvarsförbindelse", "tillgångar"].map(figure).concat();
    let formula = |name: &str, is: &str| format!("  {name}:\n    title: {name}\n    unit: \"%\"\n    is: {is}\n");
    let formulas = [
        formula("andel", "andel_av_skatter(resultat, skatter)"),
        formula("egen_soliditet", "soliditet(eget_kapital, ansvarsförbindelse, tillgångar)"),
        formula("grad", "självfinansieringsgrad(resultat, avskrivningar, investeringar)"),
    ]
    .concat();
    let values = "period: 2024
values:
  resultat: 140 mnkr
  skatter: 9 073 mnkr
  avskrivningar: 310 mnkr
  investeringar: 500 mnkr
  eget_kapital: 4 200 mnkr
  ansvarsförbindelse: 1 700 mnkr
  tillgångar: 10 000 mnkr
";
    let policy = format!("figures:\n{more}formulas:\n{formulas}");
    let scratch =
        Scratch::pack("folders-rules", &[("mer.yaml", &policy), ("krav.yaml", POSITIVE), ("figures/a.yaml", values)]);
    let mut opened = opened(&scratch);
    let figures = opened.own_figures().unwrap();
    let mut evaluation = Evaluation::new(&opened.policy, &figures.set, Period::year(2024).end());
    let context = evaluation.context_id(&Context::judged(Coordinates::default(), Period::year(2024), Basis::Outcome));
    let mut value = |name: &str| {
        let record = evaluation.value(opened.policy.formula_by_name(name).unwrap(), context);
        plain(evaluation.value_of(record).number().unwrap().round_dp(2))
    };
    // 140 / 9 073 = 1,543 %; (4 200 − 1 700) / 10 000 = 25 %; (140 + 310) / 500 = 90 %
    assert_eq!([value("andel"), value("egen_soliditet"), value("grad")], ["1.54", "25", "90"]);
    assert!(!judge(&opened.policy, &figures.set, Options::default()).judgements.is_empty());
}

/// The same for what the law builds on.
#[test]
fn rules_of_deficits_and_reserves_give_what_their_examples_say() {
    let names = [
        "balans",
        "efter",
        "saldo",
        "ingående",
        "grund",
        "noll",
        "vinst",
        "förlust",
        "återfört",
        "till",
        "behövs",
        "hundra",
    ];
    let figures: String =
        names.map(|name| format!("  {name}:\n    title: {name}\n    unit: mnkr\n    measured: during\n")).concat();
    let parameter = |(name, value): (&str, &str)| {
        format!("  {name}:\n    title: {name}\n    unit: \"%\"\n    value: {value}\n    ref: Exempel\n")
    };
    let parameters: String = [("gräns", "1 %"), ("tak", "5 %"), ("andel", "75 %")].map(parameter).concat();
    let each = [
        ("underskott", "underskott_av(balans)"),
        ("inget_överskott", "överskott_av(balans)"),
        ("utrymme", "utrymme_att_reservera(resultat, efter, skatter, gräns)"),
        ("plats", "utrymme_under_tak(saldo, skatter, tak)"),
        ("behov", "behov_av_rur(-grund)"),
        ("mest", "högsta_användning_av_rur(ingående, andel, grund)"),
        ("justerat", "resultat_efter_justeringar(hundra, vinst, noll, noll, förlust, återfört)"),
        ("reserverat", "balanskravsresultat_av(f_justerat, noll, noll, till, noll)"),
        ("utjämnat", "balanskravsresultat_av(-behövs, noll, behövs, noll, noll)"),
    ];
    let formula = |(name, is)| format!("  f_{name}:\n    title: {name}\n    unit: mnkr\n    is: {is}\n");
    let policy = format!("figures:\n{figures}parameters:\n{parameters}formulas:\n{}", each.map(formula).concat());
    let values = "period: 2024
values:
  balans: -228,9 mnkr
  resultat: 300 mnkr
  efter: 260 mnkr
  skatter: 10 000 mnkr
  saldo: 450 mnkr
  ingående: 50 mnkr
  grund: 60 mnkr
  noll: 0
  hundra: 100 mnkr
  vinst: -30 mnkr
  förlust: 20 mnkr
  återfört: -5 mnkr
  till: -25 mnkr
  behövs: 177 mnkr
";
    let scratch =
        Scratch::pack("folders-law", &[("mer.yaml", &policy), ("krav.yaml", POSITIVE), ("figures/a.yaml", values)]);
    let mut opened = opened(&scratch);
    let figures = opened.own_figures().unwrap();
    let mut evaluation = Evaluation::new(&opened.policy, &figures.set, Period::year(2024).end());
    let context = evaluation.context_id(&Context::judged(Coordinates::default(), Period::year(2024), Basis::Outcome));
    let found = each.map(|(name, _)| {
        let record = evaluation.value(opened.policy.formula_by_name(&format!("f_{name}")).unwrap(), context);
        plain(evaluation.value_of(record).number().unwrap().round_dp(2))
    });
    // 100 − 30 + 20 − 5 = 85; 85 − 25 = 60; −177 + 177 = 0
    // 228,9 och 0; 260 − 1 % av 10 000 = 160; 5 % av 10 000 − 450 = 50; 60; det minsta av 50 och 75 % av 60
    assert_eq!(found, ["228.9", "0", "160", "50", "60", "45", "85", "60", "0"]);
}
