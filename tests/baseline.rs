//! Known failures: what is accepted is shown as it is and does not fail the run, what is worse does, and what is no longer so is told.

use proptest::prelude::*;
use serde_json::Value;
use std::process::Command;

use riktlinje::baseline::Baseline;
use riktlinje::diagnostic::{Code, Diagnostic};
use riktlinje::exit::{ExitCode, FailOn};
use riktlinje::language::Lang;
use riktlinje::pack::{self, Cause};
use riktlinje::quantity::{Basis, Date, Period};
use riktlinje::verdict::{Judgement, Options, Run, judge};

use crate::scratch::Scratch;

const RULES: &str = "parameters:
  delvis_från: {title: Delvis från, unit: \"%\", value: 80 %, ref: Riktlinjer}
goals:
  - goal: ekonomi
    title: Ekonomi
    goal_kind: financial
    indicators:
      - indicator: resultat
        title: Resultatet
        value: resultat
        at_least: 100 mnkr
        scale: {percent_of_target: {partly_from: delvis_från}}
        exemptions:
          - for: {bases: [plan]}
            decided: {by: Nämnden, date: 2023-11-28, ref: § 1}
            because: Omställning
indicators:
  - indicator: kostnad
    title: Kostnaden
    value: nettokostnad
    at_least: -50 mnkr
    for: {each: nämnd}
  - indicator: bör
    title: Skatterna
    value: skatter
    at_least: 9 000 mnkr
    strength: should
requirements:
  - requirement: ibland
    title: Ibland
    when: skatter < 0
    that: resultat > 0
claims:
  - claim: ökar
    title: Skatterna är mer än resultatet
    ref: Årsredovisning
    that: skatter > resultat
";

/// Met for one part, not met for the other, in the outcome of 2024.
const PARTS: &str = "figures:
  - {figure: nettokostnad, where: {nämnd: Trafiknämnd}, value: -40 mnkr}
  - {figure: nettokostnad, where: {nämnd: Kulturnämnd}, value: -60 mnkr}
";

fn entry(rule: &str, verdict: &str, more: &str) -> String {
    format!(
        "  - rule: {rule}\n    period: 2024\n    basis: outcome\n    verdict: {verdict}\n    reason: Omställning pågår\n    \
         until: 2025-06-30\n{more}"
    )
}

fn known(entries: &[String]) -> String {
    format!("known:\n{}", entries.concat())
}

/// What became of a run with a baseline.
#[derive(Debug, PartialEq, Eq)]
struct Came {
    /// The exit code, and that with `--fail-on partly-met`.
    codes: [u8; 2],
    /// Rule and part of what is known.
    known: Vec<String>,
    /// Codes of findings about the baseline, each with its line in the file.
    stale: Vec<(Code, usize)>,
}

/// A pack with figures and a baseline, judged.
struct Tried(Scratch);

impl Tried {
    fn of(name: &str, values: &str, baseline: &str) -> Self {
        let figures = format!("period: 2024\n{values}");
        let pack = [("regler.yaml", RULES), ("figures/a.yaml", figures.as_str())];
        Self(Scratch::pack(&format!("baseline-{name}"), &pack).with("känt.yaml", baseline))
    }

    /// Judges, looks, and says what it saw.
    fn look<T>(&self, options: Options, look: impl FnOnce(Run<'_>, &dyn Fn(&Run<'_>) -> Vec<(Code, usize)>) -> T) -> T {
        let mut opened = pack::open(&self.0.named()).unwrap();
        let figures = opened.own_figures().unwrap();
        let file = opened.named_file(&self.0.path("känt.yaml")).unwrap();
        let baseline = Baseline::read(file, &opened.sources, &opened.policy).unwrap();
        let mut run = judge(&opened.policy, &figures.set, options);
        let before: Vec<_> = run.judgements.iter().map(|j| (j.rule, j.context, j.verdict)).collect();
        baseline.hold(&mut run);
        let after: Vec<_> = run.judgements.iter().map(|j| (j.rule, j.context, j.verdict)).collect();
        assert_eq!(before, after, "no verdict becomes another one");
        let stale = |run: &Run<'_>| {
            let about = run.findings.iter().filter(|f| f.code.as_str().starts_with("baseline-"));
            about.map(|f| (f.code, opened.sources.get(f.span.file).unwrap().line_column(f.span.start).0)).collect()
        };
        look(run, &stale)
    }

    fn asked(&self, options: Options) -> Came {
        self.look(options, |run, stale| Came {
            codes: [FailOn::NotMet, FailOn::PartlyMet].map(|fail_on| ExitCode::of(&run, fail_on).number()),
            known: run.judgements.iter().filter(|j| j.known.is_some()).map(|j| told(&run, j)).collect(),
            stale: stale(&run),
        })
    }

    fn as_of(&self, day: &str) -> Came {
        self.asked(Options { as_of: Some(Date::parse(day).unwrap()), ..Options::default() })
    }

    /// What is wrong with the file.
    fn faults(&self) -> Vec<Diagnostic> {
        let mut opened = pack::open(&self.0.named()).unwrap();
        let file = opened.named_file(&self.0.path("känt.yaml")).unwrap();
        Baseline::read(file, &opened.sources, &opened.policy).unwrap_err()
    }

    /// The command, run beside the pack: exit code, output, errors.
    fn command(&self, line: &str) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_riktlinje"));
        let output = command.args(line.split(' ')).current_dir(self.0.path("")).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap().replace('\u{a0}', " ");
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }
}

fn told(run: &Run<'_>, judgement: &Judgement) -> String {
    format!("{} {}", run.rule(judgement).name, run.evaluation.context(judgement.context).coordinates).trim().to_owned()
}

/// Values that give a verdict of `ekonomi/resultat`; the rules beside it are met.
fn values(verdict: &str) -> &'static str {
    match verdict {
        "met" => "values: {resultat: 100 mnkr, skatter: 9 000 mnkr}\n",
        "partly_met" => "values: {resultat: 80 mnkr, skatter: 9 000 mnkr}\n",
        "not_met" => "values: {resultat: 79 mnkr, skatter: 9 000 mnkr}\n",
        "undetermined" => "values: {skatter: 9 000 mnkr}\n",
        other => panic!("{other}"),
    }
}

#[test]
fn what_is_accepted_does_not_fail_the_run_and_what_is_worse_does() {
    use Code::BaselineUnmatched as Unmatched;
    // What the entry accepts, what is: the exit code, the same with --fail-on partly-met, whether it is known, whether the entry is stale.
    let cases = [
        ("not_met", "not_met", [0, 0], true, false),
        ("not_met", "partly_met", [0, 0], true, true),
        ("not_met", "met", [0, 0], false, true),
        ("not_met", "undetermined", [4, 4], false, true),
        ("partly_met", "not_met", [1, 1], false, true),
        ("partly_met", "partly_met", [0, 0], true, false),
        ("partly_met", "met", [0, 0], false, true),
        ("partly_met", "undetermined", [4, 4], false, true),
        ("undetermined", "not_met", [1, 1], false, true),
        ("undetermined", "partly_met", [0, 1], false, true),
        ("undetermined", "met", [0, 0], false, true),
        ("undetermined", "undetermined", [0, 0], true, false),
    ];
    for (accepted, is, codes, is_known, is_stale) in cases {
        let file = known(&[entry("ekonomi/resultat", accepted, "")]);
        let parts = PARTS.replace("-60", "-50");
        let came = Tried::of("table", &format!("{}{parts}", values(is)), &file).asked(Options::default());
        let wanted = Came {
            codes,
            known: if is_known { vec!["ekonomi/resultat".to_owned()] } else { Vec::new() },
            stale: if is_stale { vec![(Unmatched, 2)] } else { Vec::new() },
        };
        assert_eq!(came, wanted, "{accepted} is accepted, it is {is}");
    }
}

#[test]
fn it_holds_through_its_last_day_and_counts_again_the_day_after() {
    let tried = Tried::of(
        "expired",
        &format!("{}{PARTS}", values("met")),
        &known(&[entry("kostnad", "not_met", "    entity: {nämnd: Kulturnämnd}\n")]),
    );
    assert_eq!(tried.as_of("2025-06-30").codes, [0, 0]);
    let after = tried.as_of("2025-07-01");
    assert_eq!(after, Came { codes: [1, 1], known: Vec::new(), stale: vec![(Code::BaselineExpired, 2)] });
}

#[test]
fn the_day_is_the_assessment_date_and_no_clock() {
    // Without anything said it is the end of 2024, whenever the test runs.
    let file = known(&[entry("ekonomi/resultat", "not_met", "")]).replace("2025-06-30", "2024-12-31");
    let tried = Tried::of("as-of", &format!("{}{}", values("not_met"), PARTS.replace("-60", "-50")), &file);
    assert_eq!(tried.asked(Options::default()).codes, [0, 0]);
    assert_eq!(tried.as_of("2025-01-01").codes, [1, 1]);
}

#[test]
fn a_part_is_one_verdict_and_the_whole_another() {
    let values = format!("{}{}", values("met"), PARTS.replace("-40", "-60"));
    let one = known(&[entry("kostnad", "not_met", "    entity: {nämnd: Kulturnämnd}\n")]);
    let came = Tried::of("one-part", &values, &one).as_of("2025-01-31");
    assert_eq!(
        (came.codes, came.known),
        ([1, 1], vec!["kostnad Kulturnämnd".to_owned()]),
        "the other part still fails"
    );
    let whole = known(&[entry("kostnad", "not_met", "")]);
    let came = Tried::of("whole", &values, &whole).as_of("2025-01-31");
    let stale = vec![(Code::BaselineUnmatched, 2)];
    assert_eq!(came, Came { codes: [1, 1], known: Vec::new(), stale }, "no part is meant by saying none");
    let both = [one, entry("kostnad", "not_met", "    entity: {nämnd: Trafiknämnd}\n")].concat();
    assert_eq!(Tried::of("both", &values, &both).as_of("2025-01-31").codes, [0, 0]);
}

#[test]
fn an_entry_that_is_of_no_verdict_is_told() {
    let values = format!("{}{}", values("not_met"), PARTS.replace("-60", "-50"));
    let resultat = entry("ekonomi/resultat", "not_met", "");
    let entries = [
        resultat.replace("2024", "2023"),
        resultat.replace("outcome", "budget"),
        entry("kostnad", "not_met", "    entity: {nämnd: Trafiknämden}\n"),
        // Not applicable.
        entry("ibland", "not_met", ""),
        // Judged for the whole and for no part.
        entry("ekonomi/resultat", "not_met", "    entity: {nämnd: Kulturnämnd}\n"),
    ];
    let came = Tried::of("no-verdict", &values, &known(&entries)).as_of("2025-01-31");
    assert_eq!(came.codes, [1, 1]);
    assert_eq!(came.known, Vec::<String>::new());
    let lines = [2, 8, 14, 21, 27].map(|line| (Code::BaselineUnmatched, line));
    assert_eq!(came.stale, lines);
}

#[test]
fn what_fails_no_run_needs_no_entry() {
    let file =
        known(&[entry("bör", "not_met", ""), entry("ekonomi/resultat", "not_met", "").replace("outcome", "plan")]);
    let parts = PARTS.replace("-60", "-50");
    let values = format!(
        "values: {{resultat: 100 mnkr, skatter: 1 mnkr}}\n{parts}---\nperiod: 2024\nbasis: plan\nvalues: {{resultat: 1 mnkr, skatter: 9 000 mnkr}}\n{parts}"
    );
    let came = Tried::of("needless", &values, &file).as_of("2025-01-31");
    // A should, and what a decision excuses.
    let stale = vec![(Code::BaselineUnmatched, 2), (Code::BaselineUnmatched, 8)];
    assert_eq!(came, Came { codes: [0, 0], known: Vec::new(), stale });
}

#[test]
fn what_was_not_asked_for_is_not_stale() {
    let values = format!("{}{PARTS}", values("not_met"));
    let tried = Tried::of("asked-for", &values, &known(&[entry("ekonomi/resultat", "not_met", "")]));
    let budget = Options { basis: Some(Basis::Budget), ..Options::default() };
    assert_eq!(tried.asked(budget).stale, []);
    let earlier = Options { period: Some(Period::year(2023)), ..Options::default() };
    assert_eq!(tried.asked(earlier).stale, []);
}

#[test]
fn a_run_that_judges_nothing_is_no_success_whatever_is_accepted() {
    let file = known(&[entry("ekonomi/resultat", "undetermined", "")]);
    let came =
        Tried::of("nothing", "figures: [{figure: skatter, missing: Mäts i maj}]\n", &file).asked(Options::default());
    assert_eq!((came.codes, came.known.len()), ([4, 4], 1));
}

#[test]
fn each_way_to_write_it_wrong_has_its_code_and_place() {
    let right = known(&[entry("ekonomi/resultat", "not_met", "")]);
    let cases = [
        (right.replace("reason", "resaon"), vec![(Code::MissingKey, "rule"), (Code::UnknownKey, "resaon")]),
        (right.replace("    reason: Omställning pågår\n", ""), vec![(Code::MissingKey, "rule")]),
        (right.replace("Omställning pågår", "\" \""), vec![(Code::EmptyValue, "reason")]),
        (right.replace("    until: 2025-06-30\n", ""), vec![(Code::MissingKey, "rule")]),
        (right.replace("2025-06-30", "2025-06-31"), vec![(Code::BadPeriod, "2025-06-31")]),
        (right.replace("2025-06-30", "2025"), vec![(Code::BadPeriod, "2025")]),
        (right.replace("period: 2024", "period: i fjol"), vec![(Code::BadPeriod, "i fjol")]),
        (right.replace("    basis: outcome\n", ""), vec![(Code::MissingKey, "rule")]),
        (right.replace("outcome", "utfal"), vec![(Code::BadValue, "utfal")]),
        (right.replace("not_met", "met"), vec![(Code::BadValue, "met")]),
        (right.replace("    verdict: not_met\n", ""), vec![(Code::MissingKey, "rule")]),
        (right.replace("ekonomi/resultat", "ekonomi/resultatet"), vec![(Code::UnknownName, "ekonomi/resultatet")]),
        (right.replace("ekonomi/resultat", "ökar"), vec![(Code::UnknownName, "ökar")]),
        (right.replace("ekonomi/resultat", "*"), vec![(Code::YamlAnchor, "*")]),
        (right.replace("ekonomi/resultat", "\"*\""), vec![(Code::UnknownName, "\"*\"")]),
        (right.replace("known:", "känt:"), vec![(Code::MissingKey, "känt"), (Code::UnknownKey, "känt")]),
        (format!("{right}{}", entry("ekonomi/resultat", "partly_met", "")), vec![(Code::DuplicateName, "rule")]),
        ("known: []\n".to_owned(), vec![(Code::EmptyValue, "known")]),
        ("known: alla\n".to_owned(), vec![(Code::WrongShape, "alla")]),
    ];
    for (file, wanted) in cases {
        let faults = Tried::of("wrong", values("met"), &file).faults();
        let found: Vec<_> =
            faults.iter().map(|f| (f.code, &file[f.span().start as usize..f.span().end as usize])).collect();
        assert_eq!(found, wanted, "{file}");
        assert!(faults.iter().all(|fault| fault.help.is_some()), "{file}");
    }
}

#[test]
fn a_name_that_is_nearly_one_is_told() {
    let help = |rule: &str| {
        let faults = Tried::of("nearly", values("met"), &known(&[entry(rule, "not_met", "")])).faults();
        faults[0].help.as_ref().unwrap().get(Lang::Sv).to_owned()
    };
    assert_eq!(help("resultat"), "skriv hela namnet: `ekonomi/resultat`");
    assert_eq!(help("ekonomi/resultatet"), "menade du `ekonomi/resultat`?");
    assert_eq!(help("ökar"), "ta bort raden");
}

#[test]
fn nothing_known_changes_nothing() {
    let tried = Tried::of("empty", &format!("{}{PARTS}", values("not_met")), "# inget är känt\n");
    assert_eq!(tried.as_of("2025-01-31"), Came { codes: [1, 1], known: Vec::new(), stale: Vec::new() });
    let json = |more: &str| tried.command(&format!("check exempel --format json{more}"));
    assert_eq!(json(" --baseline känt.yaml"), json(""));
}

#[test]
fn a_file_that_is_not_there_is_wrong_usage_and_one_that_is_wrong_is_wrong_content() {
    let tried = Tried::of("files", values("met"), &known(&[entry("resultat", "not_met", "")]));
    let (code, out, said) = tried.command("check exempel --baseline borta.yaml");
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(said.contains("`borta.yaml` finns inte"), "{said}");
    let (code, log, said) = tried.command("check exempel --baseline känt.yaml --format github");
    assert_eq!(code, 3);
    assert!(log.starts_with("::error file=känt.yaml,line=2,col=11,title=Fel%3A unknown-name::"), "{log}");
    assert!(said.contains("känt.yaml:2:11"), "{said}");
    let mut opened = pack::open(&tried.0.named()).unwrap();
    let folder = opened.named_file(&tried.0.path("exempel")).unwrap_err();
    assert_eq!(folder.cause, Cause::Content);
}

#[test]
fn what_is_known_is_shown_as_it_is() {
    let file = known(&[entry("ekonomi/resultat", "not_met", "    ref: RF § 45\n")]);
    let tried = Tried::of("shown", &format!("{}{}", values("not_met"), PARTS.replace("-60", "-50")), &file);
    let (code, json, _) = tried.command("check exempel --baseline känt.yaml --format json");
    let report: Value = serde_json::from_str(&json).unwrap();
    let row = &report["verdicts"][0];
    assert_eq!((code, &row["rule"], &row["verdict"]), (0, &"ekonomi/resultat".into(), &"not_met".into()));
    let known = serde_json::json!({
        "accepts": "not_met", "reason": "Omställning pågår", "until": "2025-06-30", "ref": "RF § 45", "source": "känt.yaml:2",
    });
    assert_eq!((&row["known"], &row["colour"]), (&known, &"red".into()));
    assert_eq!((&report["summary"]["not_met"], &report["summary"]["known"]), (&1.into(), &1.into()));
    let said = |line: &str| tried.command(&format!("check exempel --baseline känt.yaml {line}")).1;
    let text = said("--width 300");
    assert!(text.contains("ej uppfyllt (känd brist)"), "{text}");
    assert!(text.contains("Känd brist, godtas till och med 2025-06-30: Omställning pågår."), "{text}");
    assert!(text.contains("1 ej uppfyllt, 1 ej tillämpligt, varav en känd brist"), "{text}");
    let protocol = said("--format markdown --lang en");
    assert!(protocol.contains("One of them is a known failure.") && protocol.contains("(known failure)"), "{protocol}");
    let page = said("--format html --lang en");
    assert!(page.contains("<i lang=\"sv\">Omställning pågår</i>"), "the reason is in Swedish whatever the page is in");
}

#[test]
fn the_record_says_the_same_with_and_without() {
    let tried = Tried::of(
        "record",
        &format!("{}{PARTS}", values("not_met")),
        &known(&[entry("ekonomi/resultat", "not_met", "")]),
    );
    let record = |more: &str, file: &str| {
        tried.command(&format!("check exempel{more} --record {file}"));
        std::fs::read_to_string(tried.0.path(file)).unwrap()
    };
    let with = record(" --baseline känt.yaml", "med.jsonl");
    assert_eq!(with, record("", "utan.jsonl"));
    assert_eq!(tried.command("verify med.jsonl").0, 0);
}

/// An entry for one of the verdicts of 2024 that the figures below give, or for one that there is not.
fn any_entry() -> impl Strategy<Value = (usize, &'static str, &'static str)> {
    let accepts = prop::sample::select(vec!["not_met", "partly_met", "undetermined"]);
    (0..ABOUT.len(), accepts, prop::sample::select(vec!["2024-12-30", "2024-12-31", "2025-12-31"]))
}

const ABOUT: [(&str, &str); 5] = [
    ("ekonomi/resultat", ""),
    ("kostnad", "    entity: {nämnd: Kulturnämnd}\n"),
    ("kostnad", "    entity: {nämnd: Trafiknämnd}\n"),
    ("bör", ""),
    ("kostnad", ""),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_baseline_only_takes_away_and_every_entry_is_of_use_or_told(
        resultat in prop::sample::select(vec!["met", "partly_met", "not_met", "undetermined"]),
        cost in prop::sample::select(vec!["-40", "-60"]),
        entries in prop::collection::vec(any_entry(), 0..4),
    ) {
        let mut entries = entries;
        entries.sort_unstable();
        entries.dedup_by_key(|(about, ..)| *about);
        let written: Vec<String> = entries
            .iter()
            .map(|(about, accepts, until)| entry(ABOUT[*about].0, accepts, ABOUT[*about].1).replace("2025-06-30", until))
            .collect();
        let values = format!("{}{}", values(resultat), PARTS.replace("-60", cost));
        let file = if written.is_empty() { String::new() } else { known(&written) };
        let with = Tried::of("any", &values, &file).asked(Options::default());
        let without = Tried::of("any", &values, "").asked(Options::default());
        let decides = |codes: [u8; 2]| codes.map(|code| [1, 4, 0].iter().position(|c| *c == code));
        for (with, without) in decides(with.codes).into_iter().zip(decides(without.codes)) {
            prop_assert!(with >= without, "nothing gets worse");
        }
        // One that accepts something better than it names is both.
        let both = entries.iter().any(|(about, accepts, until)| {
            (*about, *accepts, resultat) == (0, "not_met", "partly_met") && *until != "2024-12-30"
        });
        prop_assert_eq!(with.known.len() + with.stale.len(), entries.len() + usize::from(both));
    }
}
