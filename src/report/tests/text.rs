//! The whole text report.

use super::Read;
use crate::diagnostic::Code;
use crate::language::Lang;
use crate::report::text;

/// The version changes without the report changing.
fn page(width: usize, lang: Lang) -> String {
    text(&Read::sample().report(lang), width, false, lang).replace(env!("CARGO_PKG_VERSION"), "VERSION")
}

#[test]
fn wide_in_swedish() {
    insta::assert_snapshot!(page(100, Lang::Sv));
}

#[test]
fn wide_in_english() {
    insta::assert_snapshot!(page(100, Lang::En));
}

#[test]
fn narrow_in_swedish() {
    insta::assert_snapshot!(page(60, Lang::Sv));
}

#[test]
fn nothing_judged_is_said() {
    let pack = super::small(
        "figures:\n  a:\n    title: A\n    unit: mnkr\n    measured: during\nchecks:\n  - check: x\n    title: X\n    that: a >= 0\n    within: exact\n",
    );
    let page = text(&Read::of(&pack, "period: 2024\nvalues:\n  a: '-'\n").report(Lang::Sv), 80, false, Lang::Sv);
    assert!(page.contains("Sammanfattning: ingenting bedömdes."), "{page}");
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    assert_eq!(page(100, Lang::Sv), page(100, Lang::Sv));
}

#[test]
fn a_budget_of_a_later_period_is_judged_ahead() {
    let rules = "figures:
  a: {title: A, unit: mnkr, measured: during}
requirements:
  - {requirement: x, title: X, for: {bases: [budget]}, that: a >= 0}
";
    let figures = |year: i32| format!("period: {year}\nbasis: budget\nvalues:\n  a: 1 mnkr\n");
    let head = |figures: &str, lang| {
        let page = text(&Read::of(&super::small(rules), figures).report(lang), 80, false, lang);
        page.lines().nth(2).unwrap().to_owned()
    };
    assert_eq!(head(&figures(2026), Lang::Sv), "Bedömt i förväg, per 2025-02-01: budget för 2026");
    assert_eq!(head(&figures(2026), Lang::En), "Judged ahead, as of 2025-02-01: budget for 2026");
    // The year has begun.
    assert_eq!(head(&figures(2025), Lang::Sv), "Bedömt per 2025-02-01, avser 2025, budget");
    // An outcome is never ahead of its period: there is none yet.
    let outcome = figures(2026).replace("budget", "outcome");
    let rules = rules.replace("budget", "outcome");
    let page = text(&Read::of(&super::small(&rules), &outcome).report(Lang::Sv), 80, false, Lang::Sv);
    assert!(page.contains("\nBedömt per 2025-02-01, avser 2026, utfall\n"), "{page}");
    let two = format!("{}---\n{}", figures(2026), figures(2027));
    assert_eq!(head(&two, Lang::Sv), "Bedömt i förväg, per 2025-02-01: budget för 2026, om inget annat står på raden");
}

#[test]
fn a_rule_without_figures_says_which() {
    let of = |rules: &str, figures: &str| {
        let pack = format!(
            "pack: liten\nformat: 1\ntitle: Liten\nvalid: 2026\ndefaults:\n  compare: exact\nfigures:
  a: {{title: A, unit: mnkr, measured: during}}
  b: {{title: B, unit: mnkr, measured: during}}
  c: {{title: C, unit: mnkr, measured: during, default: {{value: 0, because: Tom}}}}
requirements:
  - {{requirement: a, title: Om A, that: a > 0}}
  - requirement: x
    title: X
{rules}"
        );
        let read = Read::of(&pack, figures);
        let said = |lang| {
            let found = read.report(lang).findings.into_iter().filter(|f| f.code == Code::RuleNotEvaluated);
            found.map(|f| f.message).collect::<Vec<_>>()
        };
        (said(Lang::Sv), said(Lang::En))
    };
    let submitted = "period: 2026\nvalues:\n  a: 1 mnkr\n";
    let (swedish, english) = of("    that: b + c > 0\n", submitted);
    assert_eq!(swedish, ["X: inget av det som regeln läser är lämnat: ”B”"]);
    assert_eq!(english, ["X: nothing that the rule reads has been submitted: ”B”"]);
    let (swedish, _) = of("    for: {bases: [budget]}\n    that: a + b > 0\n", submitted);
    assert_eq!(
        swedish,
        ["X: det som regeln läser är bara lämnat för andra perioder eller underlag än den bedömer: ”A”"]
    );
    let (swedish, _) = of("    for: {periods: [2030]}\n    that: a > 0\n", submitted);
    assert_eq!(swedish, ["X: regeln gäller ingen period inom paketets giltighet"]);
}
