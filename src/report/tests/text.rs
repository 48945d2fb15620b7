//! The whole text report.

use super::Read;
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
