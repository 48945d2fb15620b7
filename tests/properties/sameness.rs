//! The same input gives the same bytes, and the order of figures files decides nothing.

use proptest::prelude::*;
use riktlinje::cases;
use riktlinje::diagnostic::{Diagnostic, Sources, any_error, render};
use riktlinje::figures::load;
use riktlinje::language::Lang;
use riktlinje::pack::{self, Found};
use riktlinje::policy::Policy;
use riktlinje::report::{Depth, Report};
use riktlinje::verdict::{Options, judge};

use super::loading::changed_packs;
use super::packs::everything_said;
use super::seed::unchanged;
use super::try_all;

fn shown(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    diagnostics.iter().map(|d| render(d, sources, Lang::Sv, false)).collect::<Vec<_>>().join("\n")
}

fn found(named: &str) -> Found {
    pack::find(named).unwrap_or_else(|f| panic!("{:?}", f.diagnostics))
}

/// What the program says of a pack and its own figures.
fn judged(found: Found) -> String {
    match found.open() {
        Err(faults) => shown(&faults.diagnostics, &faults.sources),
        Ok(mut opened) => match opened.own_figures() {
            Err(faults) => shown(&faults.diagnostics, &faults.sources),
            Ok(figures) => everything_said(&opened, &figures),
        },
    }
}

/// What the program says of a pack's cases.
fn tested(found: Found) -> String {
    match cases::test(found) {
        Ok(tested) => tested.cases.iter().map(|case| shown(&case.failures, &tested.sources)).collect(),
        Err(faults) => shown(&faults.diagnostics, &faults.sources),
    }
}

#[test]
fn the_same_pack_says_the_same() {
    let met = try_all(30, &changed_packs(), |files, met| {
        let folders = ["same-once", "same-again"].map(|name| files.folder(name));
        let [one, other] = folders.each_ref().map(|folder| judged(found(folder)));
        prop_assert_eq!(&one, &other);
        let [cases, again] = folders.each_ref().map(|folder| tested(found(folder)));
        prop_assert_eq!(cases, again);
        met.count(if one.contains("\"verdicts\"") { "a report" } else { "faults" }, 1);
        Ok(())
    });
    met.at_least(1, &["a report", "faults"]);
}

#[test]
fn the_built_in_example_says_the_same() {
    let [one, other] = [(); 2].map(|()| judged(found(pack::EXAMPLE)));
    assert!(one.contains("\"verdicts\""), "{one}");
    assert!(one == other, "the report differs from run to run");
}

/// A row of a long file: figure, member, period, basis, value.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

const ROWS: &[Row] = &[
    ("årets_resultat", "", "2024", "outcome", "-23,9 mnkr"),
    ("Redovisat resultat", "", "2024", "outcome", "-24 mnkr"),
    ("årets_resultat", "", "2024", "outcome", "-23 900 tkr"),
    ("årets_resultat", "", "2024", "outcome", "-25 mnkr"),
    ("årets_resultat", "", "2023", "outcome", "5 mnkr"),
    ("årets_resultat", "", "2024", "budget", "181,5 mnkr"),
    ("skatter", "", "2024", "outcome", "9 073 mnkr"),
    ("skatter", "", "2024", "outcome", "9 073,4 mnkr"),
    ("skatter", "", "2024", "budget", "9 073 mnkr"),
    ("justering", "", "2024", "outcome", "–"),
    ("justering", "", "2024", "outcome", "1 mnkr"),
    ("soliditet", "", "2024-12-31", "outcome", "34,5 %"),
    ("soliditet", "", "2024-12-31", "outcome", "0,345"),
    ("soliditet", "", "2024-12-31", "outcome", "34 %"),
    ("nettokostnad", "", "2024", "outcome", "-1 282 tkr"),
    ("nettokostnad", "", "2023", "outcome", "-1 300 tkr"),
    ("nettokostnad", "Trafiknämnd", "2024", "outcome", "-82 tkr"),
    ("nettokostnad", "HSN", "2024", "outcome", "-1 200 tkr"),
    ("nettokostnad", "HSN", "2024", "outcome", "-1,2 mnkr"),
    ("nettokostnad", "HSN", "2023", "outcome", "-1 100 tkr"),
    ("hyra", "", "2024-12", "outcome", "1 250 kr/m²"),
    ("resultat_andel", "", "2024", "outcome", "-0,3 %"),
    ("resultat_andel", "", "2024", "outcome", "-0,4 %"),
    ("anställda", "", "2024-12-31", "outcome", "4 512 personer"),
];

const ASSESSED: &[&str] = &[
    "  - {rule: trygghet, level: God, motivation: Planen följs}\n",
    "  - {rule: verksamhet/trygghet, level: God, by: Regionstyrelsen}\n",
    "  - {rule: trygghet, level: Svag}\n",
    "  - {rule: samlad, level: met, by: Regionstyrelsen, motivation: Ändå bra}\n",
    "  - {rule: samlad, level: not_met, by: Regionstyrelsen, motivation: Inte bra}\n",
];

/// Some rows, one a file, and verdicts of people, one a file.
fn files() -> impl Strategy<Value = Vec<(String, String)>> {
    let rows = prop::sample::subsequence(ROWS.to_vec(), 3..=ROWS.len());
    let assessed = prop::sample::subsequence(ASSESSED.to_vec(), 0..=3);
    (rows, assessed).prop_map(|(rows, assessed)| {
        let rows = rows.into_iter().enumerate().map(|(i, (figure, member, period, basis, value))| {
            let heading = "figure;nämnd;period;basis;value;source";
            (format!("{i}.csv"), format!("{heading}\n{figure};{member};{period};{basis};{value};rad {i}\n"))
        });
        let assessed = assessed
            .into_iter()
            .enumerate()
            .map(|(i, said)| (format!("{i}.yaml"), format!("period: 2024\nassessed:\n{said}")));
        rows.chain(assessed).collect()
    })
}

/// What a run says, but for which file was read first; and the codes of what is wrong.
fn concluded(
    policy: &Policy,
    sources: &Sources,
    files: &[(String, String)],
) -> (Option<serde_json::Value>, Vec<String>) {
    let mut sources = sources.clone();
    let ids: Vec<_> = files.iter().map(|(name, text)| sources.add(name.as_str(), text.as_str())).collect();
    let loaded = load(&ids, &sources, &policy.vocabulary, &[]);
    let mut codes: Vec<String> =
        loaded.diagnostics.iter().map(|d| format!("{} {}", d.code.as_str(), sources.slice(d.span()))).collect();
    if any_error(&loaded.diagnostics) {
        // Of figures that conflict, which one is said to depends on the order; that there is a conflict does not.
        return (None, Vec::new());
    }
    codes.sort();
    let mut run = judge(policy, &loaded.set, Options::default());
    let report = Report::of(&mut run, &sources, &ids, &[], Lang::Sv, Depth::Figures);
    let mut report = serde_json::to_value(&report).unwrap();
    report["figures"].take();
    (Some(report), codes)
}

#[test]
fn the_order_of_figures_files_decides_nothing() {
    let opened = pack::open(&unchanged("order")).unwrap_or_else(|f| panic!("{:?}", f.diagnostics));
    let orders = files().prop_flat_map(|files| (Just(files.clone()), Just(files).prop_shuffle()));
    let met = try_all(150, &orders, |(files, shuffled), met| {
        let one = concluded(&opened.policy, &opened.sources, &files);
        let other = concluded(&opened.policy, &opened.sources, &shuffled);
        prop_assert_eq!(&one, &other, "{:?}", shuffled.iter().map(|(name, _)| name).collect::<Vec<_>>());
        met.count(if one.0.is_some() { "judged" } else { "refused" }, 1);
        Ok(())
    });
    met.at_least(10, &["judged", "refused"]);
}
