//! Packs that use others.

use super::*;
use crate::policy::RuleKind;

const LAW: &str = "\
pack: lag
format: 1
title: Lag
valid: 2013..
defaults:
  compare: exact
  scale: boolean
---
figures:
  resultat:
    title: Resultat
    unit: mnkr
    measured: during
parameters:
  andel:
    title: Andel
    unit: \"%\"
    value: 50 %
    ref: Lagen
    local: true
  fast:
    title: Fast
    unit: \"%\"
    value: 10 %
    ref: Lagen
formulas:
  justerat:
    title: Justerat
    unit: mnkr
    is: resultat * andel * fast
requirements:
  - requirement: balans
    title: Balans
    origin: law
    ref: Lagen
    that: justerat >= 0
    because: b
  - requirement: råd
    title: Råd
    that: resultat > 0
    because: b
claims:
  - claim: plus
    title: Plus
    ref: Lagen
    that: resultat > 0
";

/// Packs by name.
struct Packs(Vec<(&'static str, String)>);

impl Library for Packs {
    fn names(&self) -> Vec<String> {
        self.0.iter().map(|(name, _)| (*name).to_owned()).collect()
    }

    fn load(&mut self, name: &str, sources: &mut Sources, faults: &mut Vec<Diagnostic>) -> Option<PackSource> {
        let (_, yaml) = self.0.iter().find(|(n, _)| *n == name)?.clone();
        pack_of(&format!("{name}/pack.yaml"), &yaml, sources, faults)
    }
}

fn check_uses(uses: &str, sections: &str) -> (Option<Policy>, Vec<Diagnostic>, Sources) {
    let own = format!(
        "pack: eget\nformat: 1\ntitle: Eget\nvalid: 2024\nuses:\n{uses}defaults:\n  compare: exact\n  scale: boolean\n  ref: Budget 2024\n---\n{sections}"
    );
    let mut library = Packs(vec![("lag", LAW.to_owned()), ("eget", own.clone())]);
    let mut sources = Sources::default();
    let mut faults = Vec::new();
    let policy = pack_of("eget/pack.yaml", &own, &mut sources, &mut faults)
        .and_then(|pack| check(pack, &mut library, &[], &mut sources, &mut faults));
    (policy, faults, sources)
}

fn wrong_uses(uses: &str, sections: &str, expected: &[(Code, &str)]) {
    let (_, faults, sources) = check_uses(uses, sections);
    let expected: Vec<(Code, String)> = expected.iter().map(|(c, t)| (*c, (*t).to_owned())).collect();
    assert_eq!(errors(&faults, &sources), expected, "{faults:#?}");
}

fn sound(uses: &str, sections: &str) -> Policy {
    let (policy, faults, _) = check_uses(uses, sections);
    policy.unwrap_or_else(|| panic!("{faults:#?}"))
}

const INDICATOR: &str = "indicators:\n  - indicator: i\n    title: I\n    value: justerat\n    at_least: 0\n";

fn rule_names(policy: &Policy) -> Vec<&str> {
    policy.rules.iter().map(|r| r.name.as_str()).collect()
}

#[test]
fn a_used_pack_gives_its_names_and_rules() {
    let policy = sound("  - lag\n", INDICATOR);
    assert_eq!(rule_names(&policy), ["balans", "råd", "i", "plus"]);
    assert_eq!(policy.name, "eget");
    assert_eq!(policy.rules[0].kind(), RuleKind::Requirement);
    assert!(policy.warnings.is_empty());
    let alone = sound("  - lag\n", "");
    assert_ne!(policy.sha256, alone.sha256);
}

#[test]
fn only_local_parameters_are_set() {
    let policy = sound("  - pack: lag\n    set:\n      andel: 75 %\n", INDICATOR);
    let values = &policy.parameters.iter().find(|p| &*p.name == "andel").unwrap().values;
    assert_eq!((values.len(), values[0].value.to_string()), (1, "75".to_owned()));
    assert_eq!(values[0].reference.as_deref(), Some("Budget 2024"));
    let with_reference = "  - pack: lag\n    set:\n      andel: {value: 75 %, ref: Protokollet}\n";
    let policy = sound(with_reference, INDICATOR);
    let values = &policy.parameters.iter().find(|p| &*p.name == "andel").unwrap().values;
    assert_eq!((values.len(), values[0].value.to_string()), (1, "75".to_owned()));
    assert_eq!(values[0].reference.as_deref(), Some("Protokollet"));
    wrong_uses("  - pack: lag\n    set:\n      fast: 75 %\n", INDICATOR, &[(Code::LawIsFixed, "fast")]);
    wrong_uses("  - pack: lag\n    set:\n      andl: 75 %\n", INDICATOR, &[(Code::UnknownName, "andl")]);
    wrong_uses("  - pack: lag\n    set:\n      andel: 75\n", INDICATOR, &[(Code::BareNumber, "75")]);
}

#[test]
fn only_what_is_not_law_is_skipped() {
    let skip = |rule: &str| format!("  - pack: lag\n    skip:\n      - rule: {rule}\n        because: b\n");
    let policy = sound(&skip("råd"), INDICATOR);
    assert_eq!(rule_names(&policy), ["balans", "i", "plus"]);
    assert_eq!(policy.left_out.iter().map(|left| left.name.as_str()).collect::<Vec<_>>(), ["råd"]);
    wrong_uses(&skip("balans"), INDICATOR, &[(Code::LawIsFixed, "balans")]);
    wrong_uses(&skip("balan"), INDICATOR, &[(Code::UnknownName, "balan")]);
}

#[test]
fn a_claim_is_skipped_as_a_claim() {
    let skip =
        |kind: &str, name: &str| format!("  - pack: lag\n    skip:\n      - {kind}: {name}\n        because: b\n");
    let policy = sound(&skip("claim", "plus"), INDICATOR);
    assert_eq!(rule_names(&policy), ["balans", "råd", "i"]);
    let [left] = &policy.left_out[..] else { panic!("{:?}", policy.left_out) };
    assert_eq!((&*left.name, &*left.title, &*left.pack, &*left.because), ("plus", "Plus", "lag", "b"));
    for (kind, name, help) in [
        ("rule", "plus", "det är ett påstående, och det hoppas över med `claim: plus` under `skip:`"),
        ("claim", "råd", "det är en regel: skriv `rule: råd`"),
        ("claim", "plu", "menade du `plus`?"),
    ] {
        let (_, faults, sources) = check_uses(&skip(kind, name), INDICATOR);
        assert_eq!(errors(&faults, &sources), [(Code::UnknownName, name.to_owned())]);
        assert_eq!(faults[0].help.as_ref().unwrap().sv, help);
    }
}

#[test]
fn what_takes_the_place_of_another_says_so() {
    let requirement = |name: &str, old: &str| {
        format!(
            "requirements:\n  - requirement: {name}\n    title: R\n    that: justerat > 0\n    because: b\n    replaces:\n      name: {old}\n      because: b\n"
        )
    };
    assert_eq!(rule_names(&sound("  - lag\n", &requirement("råd", "råd"))), ["balans", "råd", "plus"]);
    assert_eq!(rule_names(&sound("  - lag\n", &requirement("eget-råd", "råd"))), ["balans", "eget-råd", "plus"]);
    wrong_uses("  - lag\n", &requirement("b", "balans"), &[(Code::LawIsFixed, "balans")]);
    let without = requirement("råd", "råd").split("    replaces").next().unwrap().to_owned();
    wrong_uses("  - lag\n", &without, &[(Code::DuplicateName, "råd")]);

    let formula = "formulas:\n  vårt:\n    title: V\n    unit: mnkr\n    is: resultat\n    replaces:\n      name: justerat\n      because: b\n";
    let policy = sound("  - lag\n", formula);
    let named: Vec<_> = policy.formulas.iter().filter_map(|f| f.name.as_deref()).collect();
    assert_eq!(named, ["vårt"]);
    assert_eq!(
        policy.formulas.iter().find_map(|f| f.assumed.as_deref()),
        Some("Ersätter `justerat` i paketet som används: b")
    );
    assert!(policy.warnings.is_empty(), "what takes another's place is used: {:?}", policy.warnings);
    wrong_uses("  - lag\n", &formula.replace("name: justerat", "name: justerad"), &[(Code::UnknownName, "justerad")]);
    wrong_uses(
        "  - lag\n",
        "formulas:\n  justerat:\n    title: J\n    unit: mnkr\n    is: resultat\n",
        &[(Code::DuplicateName, "justerat")],
    );
}

#[test]
fn packs_that_are_not_there_or_use_each_other() {
    let (_, faults, sources) = check_uses("  - lagg\n", "");
    assert_eq!(errors(&faults, &sources), [(Code::UnknownPack, "lagg".to_owned())]);
    assert_eq!(faults[0].help.as_ref().unwrap().sv, "menade du `lag`?");
    let (_, faults, _) = check_uses("  - eget\n", "");
    assert_eq!(faults[0].code, Code::Cycle);
    assert_eq!(faults[0].message.sv, "paketen använder varandra: eget → eget");
}
