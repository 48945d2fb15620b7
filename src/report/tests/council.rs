//! The page for the council and the protocol, whole; and what their pictures are drawn from.

use super::{Read, small};
use crate::language::Lang;
use crate::policy::Verdict;
use crate::report::{Council, html, markdown};

fn council(read: &Read, lang: Lang) -> Council {
    read.council(lang)
}

fn page(lang: Lang) -> String {
    html(&council(&Read::sample(), lang), lang)
}

/// One tag a line, without the style, which is no content. The version changes without the page changing.
fn readable(page: &str) -> String {
    let (before, style) = page.split_once("<style>").unwrap();
    let (_, after) = style.split_once("</style>").unwrap();
    format!("{before}<style></style>{after}").replace("><", ">\n<").replace(env!("CARGO_PKG_VERSION"), "VERSION")
}

fn protocol(lang: Lang) -> String {
    markdown(&council(&Read::sample(), lang), lang).replace(env!("CARGO_PKG_VERSION"), "VERSION")
}

#[test]
fn page_for_the_council_in_swedish() {
    insta::assert_snapshot!(readable(&page(Lang::Sv)));
}

#[test]
fn page_for_the_council_in_english() {
    insta::assert_snapshot!(readable(&page(Lang::En)));
}

#[test]
fn protocol_in_swedish() {
    insta::assert_snapshot!(protocol(Lang::Sv));
}

#[test]
fn protocol_in_english() {
    insta::assert_snapshot!(protocol(Lang::En));
}

#[test]
fn the_same_run_gives_the_same_page() {
    assert_eq!(page(Lang::Sv), page(Lang::Sv));
    assert_eq!(protocol(Lang::Sv), protocol(Lang::Sv));
}

/// A measure of mnkr with a target and a scale, in three years.
fn measure(target: &str, scale: &str, values: [&str; 3]) -> Council {
    let pack = small(&format!(
        "figures:\n  a:\n    title: A <b> & \"c\" | *d* _e_\n    unit: mnkr\n    measured: during\n\
         parameters:\n  p:\n    title: P\n    unit: \"%\"\n    value: 80 %\n    ref: R\n  w:\n    title: W\n    unit: mnkr\n    value: 10 mnkr\n    ref: R\n  \
         t:\n    title: T\n    unit: mnkr\n    values:\n      - {{from: 2020, to: 2023, value: 90 mnkr, ref: R}}\n      - {{from: 2024, value: 100 mnkr, ref: R}}\n\
         indicators:\n  - indicator: x\n    title: X <b> & \"c\" | *d* _e_\n    value: a\n    {target}\n    scale: {scale}\n    for: {{bases: [outcome], periods: [2024]}}\n"
    ));
    let years = [2022, 2023, 2024].into_iter().zip(values);
    let figures: Vec<String> =
        years.map(|(year, value)| format!("period: {year}\nbasis: outcome\nvalues:\n  a: {value}\n")).collect();
    council(&Read::of(&pack, &figures.join("---\n")), Lang::Sv)
}

/// "not_met < 80 < partly_met < 100 < met".
fn zones(council: &Council) -> String {
    let mut said = String::new();
    for zone in &council.report.verdicts[0].zones {
        if let Some(from) = zone.from {
            said.push_str(&format!(" < {} < ", from.normalize()));
        }
        said.push_str(zone.verdict.as_str());
    }
    said
}

#[test]
fn colour_limits_are_where_the_verdict_turns() {
    let values = ["1 mnkr", "1 mnkr", "1 mnkr"];
    let of = |target: &str, scale: &str| zones(&measure(target, scale, values));
    let percent = "{percent_of_target: {partly_from: p}}";
    assert_eq!(of("at_least: 100 mnkr", percent), "not_met < 80 < partly_met < 100 < met");
    assert_eq!(of("at_most: 100 mnkr", percent), "met < 100 < partly_met < 125 < not_met");
    assert_eq!(of("at_least: -100 mnkr", percent), "not_met < -120 < partly_met < -100 < met");
    assert_eq!(of("at_most: -100 mnkr", percent), "met < -100 < partly_met < -80 < not_met");
    assert_eq!(of("at_least: 100 mnkr", "{band: {partly_within: w}}"), "not_met < 90 < partly_met < 100 < met");
    assert_eq!(of("at_least: 100 mnkr", "boolean"), "not_met < 100 < met");
    let between = "between: {from: 50 mnkr, to: 60 mnkr}";
    assert_eq!(of(between, "boolean"), "not_met < 50 < met < 60 < not_met");
}

#[test]
fn the_years_have_the_targets_that_were_in_force() {
    let council = measure("at_least: t", "boolean", ["80 mnkr", "95 mnkr", "99 mnkr"]);
    let row = &council.report.verdicts[0];
    let years: Vec<String> = row
        .history
        .iter()
        .map(|y| format!("{} {} {}", y.period, y.value.0, y.target.map_or_else(String::new, |t| t.0.to_string())))
        .collect();
    assert_eq!(years, ["2022 80 90", "2023 95 90"]);
    assert_eq!((row.verdict, row.target.map(|t| t.0.to_string())), (Verdict::NotMet, Some("100".to_owned())));
    let page = html(&council, Lang::Sv);
    assert!(page.matches("class=\"step\"").count() == 4, "three years and one rise");
}

#[test]
fn what_the_pack_says_is_text_and_nothing_else() {
    let council = measure("at_least: 100 mnkr", "boolean", ["1 mnkr", "1 mnkr", "1 mnkr"]);
    let (page, protocol) = (html(&council, Lang::En), markdown(&council, Lang::En));
    assert!(page.contains("X &lt;b&gt; &amp; &quot;c&quot; | *d* _e_") && !page.contains("<b>"), "{page}");
    assert!(protocol.contains(r#"X \<b> & "c" \| \*d\* \_e\_"#), "{protocol}");
}

#[test]
fn nothing_judged_is_said() {
    let pack = small(
        "figures:\n  a:\n    title: A\n    unit: mnkr\n    measured: during\nchecks:\n  - check: x\n    title: X\n    that: a >= 0\n    within: exact\n",
    );
    let council = council(&Read::of(&pack, "period: 2024\nvalues:\n  a: '-'\n"), Lang::Sv);
    assert!(html(&council, Lang::Sv).contains("Ingenting bedömdes."));
    assert!(markdown(&council, Lang::Sv).contains("**Ingenting bedömdes.**"));
}
