//! What a right pack is read as: the head and the vocabulary.

use super::super::*;
use super::decoded;
use crate::diagnostic::Sources;
use crate::figures::{Measured, Sign};
use crate::quantity::{Basis, PeriodKind};
use crate::yaml::Spanned;

const EVERY_KEY: &str = include_str!("every_key.yaml");

pub(super) fn every_key() -> (Sources, RawPack) {
    let (sources, pack, faults) = decoded(&[EVERY_KEY]);
    assert!(faults.is_empty(), "{faults:#?}");
    (sources, pack.unwrap())
}

/// The text of one that must be there.
pub(super) fn said(text: &Option<RawText>) -> &str {
    text.as_ref().map_or("(nothing)", |text| &text.value)
}

pub(super) fn all(texts: &[RawText]) -> Vec<&str> {
    texts.iter().map(|text| text.value.as_str()).collect()
}

pub(super) fn word<T: Copy>(word: &Option<Spanned<T>>) -> Option<T> {
    word.as_ref().map(|word| word.value)
}

#[test]
fn the_head() {
    let (sources, RawPack { head, units, .. }) = every_key();
    assert_eq!(head.name.value, "region-åre-2024");
    assert_eq!(sources.slice(head.name.span), "region-åre-2024");
    assert_eq!((&*head.format.value, &*head.title.value), ("1", "Regionplan"));
    assert_eq!(said(&head.organisation), "Region Åre");
    assert_eq!(said(&head.document), "Regionplan 2024–2026");
    assert_eq!(head.valid.value, "2024..2026");
    assert_eq!(said(&head.as_of), "2024-03-31");
    let decided = head.decided.unwrap();
    assert_eq!((&*decided.by.value, &*decided.date.value), ("Regionfullmäktige", "2023-11-28"));
    assert_eq!(said(&decided.reference), "§ 123");
    assert_eq!(sources.slice(decided.span), "by: Regionfullmäktige\n  date: 2023-11-28\n  ref: § 123");
    let [law, custom] = &head.uses[..] else { panic!() };
    assert_eq!(law.pack.value, "kommunallagen");
    assert!(law.set.is_empty() && law.skip.is_empty());
    assert_eq!(custom.pack.value, "god-sed");
    let [short, long] = &custom.set[..] else { panic!() };
    assert_eq!((&*short.name.value, &*short.value.value), ("andel", "75 %"));
    assert!(short.reference.is_none());
    assert_eq!((&*long.name.value, &*long.value.value), ("gräns", "2 %"));
    assert_eq!(said(&long.reference), "§ 124");
    let [rule, claim] = &custom.skip[..] else { panic!() };
    assert_eq!((rule.kind, &*rule.name.value), (Skipped::Rule, "budget-i-balans"));
    assert_eq!(rule.because.value, "Prövas på annat sätt");
    assert_eq!((claim.kind, &*claim.name.value), (Skipped::Claim, "kostnaderna-ökar"));
    assert_eq!((&*units[0].name.value, &*units[0].title.value), ("kr/m²", "kronor per kvadratmeter"));
}

#[test]
fn the_defaults() {
    let (sources, pack) = every_key();
    let defaults = pack.head.defaults;
    let Some(RawCompare::Decimals(decimals)) = defaults.compare.map(|c| c.value) else { panic!() };
    assert_eq!(decimals.value, "1");
    let scale = defaults.scale.unwrap();
    assert!(sources.slice(scale.span).starts_with("percent_of_target:"));
    let RawScale::PercentOfTarget { partly_from, convention, band } = scale.value else { panic!() };
    assert_eq!(partly_from.value, "80 %");
    assert_eq!(word(&convention), Some(Convention::TwoMinusRatio));
    assert_eq!(said(&band), "2 p.e.");
    let judged = defaults.for_.unwrap();
    assert_eq!(all(&judged.each.unwrap()), ["total", "nämnd"]);
    let [(committee, one), (sex, both)] = &judged.where_[..] else { panic!() };
    assert_eq!((&*committee.value, all(one)), ("nämnd", vec!["Trafiknämnd"]));
    assert_eq!((&*sex.value, all(both)), ("kön", vec!["kvinnor", "män"]));
    let bases: Vec<Basis> = judged.bases.unwrap().iter().map(|basis| basis.value).collect();
    assert_eq!(bases, [Basis::Outcome, Basis::Forecast]);
    assert_eq!(all(&judged.periods.unwrap()), ["year", "year + 1"]);
    assert_eq!(word(&judged.kind), Some(PeriodKind::ToDate));
    assert_eq!((said(&judged.at), said(&judged.by)), ("2024-12-31", "2026-12-31"));
    assert_eq!(word(&judged.counts_as), Some(CountsAs::Worst));
    assert_eq!(said(&defaults.reference), "Delårsrapport");
}

#[test]
fn dimensions_and_figures() {
    let (sources, pack) = every_key();
    let dimension = &pack.dimensions[0];
    assert_eq!((&*dimension.name.value, &*dimension.title.value), ("nämnd", "Nämnd"));
    assert_eq!((word(&dimension.open), word(&dimension.complete)), (Some(false), Some(true)));
    let [short, long] = &dimension.members[..] else { panic!() };
    assert_eq!(short.name.value, "Trafiknämnd");
    assert_eq!(long.name.value, "Hälso- och sjukvårdsnämnd");
    assert_eq!(all(&long.aliases), ["HSN"]);
    assert_eq!((said(&long.valid), said(&long.parent)), ("2020..", "Regionen"));

    let figure = &pack.figures[0];
    assert_eq!(figure.name.value, "resultat");
    assert_eq!(sources.slice(figure.name.span), "resultat");
    assert!(sources.slice(figure.span).starts_with("resultat:\n    title: Årets"));
    assert!(sources.slice(figure.span).ends_with("assumed: Tolkning"));
    assert_eq!((&*figure.title.value, &*figure.unit.as_ref().unwrap().value), ("Årets resultat", "mnkr"));
    assert_eq!(figure.measured.value, Measured::YearToDate);
    assert_eq!(all(&figure.by), ["nämnd"]);
    assert_eq!(all(&figure.aliases), ["Redovisat resultat"], "one without brackets");
    assert_eq!(word(&figure.sign), Some(Sign::Minus));
    assert_eq!((said(&figure.range), said(&figure.decimals)), ("-1000 mnkr..0", "1"));
    let default = figure.default.as_ref().unwrap();
    assert_eq!((&*default.value.value, &*default.because.value), ("0", "Tomt betyder inget"));
    let accepted = &figure.accepted[0];
    assert_eq!((&*accepted.period.value, &*accepted.because.value), ("2024", "Engångspost"));
    assert_eq!((said(&figure.valid), said(&figure.assumed)), ("2019..", "Tolkning"));

    let fact = &pack.figures[1];
    assert_eq!((word(&fact.fact), fact.measured.value), (Some(FactWord::Choice), Measured::During));
    assert_eq!((all(&fact.choices), fact.unit.is_none()), (vec!["Grön", "Gul", "Röd"], true));
}

#[test]
fn parameters_and_formulas() {
    let (sources, pack) = every_key();
    let [long, short] = &pack.parameters[..] else { panic!() };
    assert_eq!((&*long.name.value, &*long.title.value), ("mål", "Resultatmål"));
    assert_eq!((&*long.unit.value, word(&long.local)), ("%", Some(true)));
    assert_eq!((said(&long.reference), said(&long.assumed)), ("Riktlinjen", "Gissat"));
    let value = &long.values[0];
    assert_eq!((said(&value.from), said(&value.to)), ("2013", "2020"));
    assert_eq!((&*value.value.value, said(&value.decided)), ("2 %", "2013-06-01"));
    let (dimension, member) = &value.where_[0];
    assert_eq!((&*dimension.value, &*member.value), ("nämnd", "Kulturnämnd"));
    assert_eq!((said(&value.reference), said(&value.assumed)), ("§ 5", "Läst ur diagram"));
    let [always] = &short.values[..] else { panic!() };
    assert_eq!((&*always.value.value, &always.from, &always.to), ("80", &None, &None));
    assert_eq!(sources.slice(always.span), "80");

    let formula = &pack.formulas[0];
    assert_eq!((&*formula.name.value, &*formula.title.value), ("andel", "Andel"));
    assert_eq!((said(&formula.unit), &*formula.is.value), ("%", "resultat / skatter"));
    assert_eq!(sources.slice(formula.is.span), "resultat / skatter");
    assert_eq!((said(&formula.decimals), said(&formula.valid)), ("1", "..2030"));
    assert_eq!(word(&formula.reported), Some(Reported::IfMissing));
    assert_eq!((said(&formula.reference), said(&formula.assumed)), ("§ 6", "Ur text"));
    let replaces = formula.replaces.as_ref().unwrap();
    assert_eq!((&*replaces.name.value, &*replaces.because.value), ("gammal_andel", "Ny definition"));

    let formula = &pack.formulas[1];
    assert_eq!((word(&formula.gives), all(&formula.choices)), (Some(TypeWord::Choice), vec!["Bra", "Dåligt"]));
    let [case, otherwise] = &formula.cases[..] else { panic!() };
    assert_eq!((said(&case.when), &*case.is.value), ("läge == \"Grön\"", "\"Bra\""));
    assert_eq!(said(&case.says), "läget är gott");
    assert_eq!((&otherwise.when, &*otherwise.is.value, &otherwise.says), (&None, "\"Dåligt\"", &None));
}

#[test]
fn files_and_documents_are_one_pack_wherever_the_head_stands() {
    let figure = |name: &str| format!("figures:\n  {name}:\n    title: T\n    unit: tal\n    measured: at\n");
    let head = "pack: p\nformat: 1\ntitle: T\nvalid: 2024\n";
    let texts = [
        format!("{}---\n{}", figure("a"), figure("b")),
        format!("# tomt\n---\n---\n{head}{}", figure("c")),
        String::new(),
    ];
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let (sources, pack, faults) = decoded(&texts);
    assert!(faults.is_empty(), "{faults:?}");
    let pack = pack.unwrap();
    let places: Vec<String> = pack.figures.iter().map(|f| sources.place(f.name.span)).collect();
    assert_eq!(places, ["1.yaml:2:3", "1.yaml:8:3", "2.yaml:9:3"]);
}

#[test]
fn names_typed_in_two_parts_are_the_same_name() {
    let (_, pack, _) = decoded(&["pack: a\u{30a}re\nformat: 1\ntitle: T\nvalid: 2024\n"]);
    assert_eq!(pack.unwrap().head.name.value, "\u{e5}re");
}
