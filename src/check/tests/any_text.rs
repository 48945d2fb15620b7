//! No text makes the check panic, and no policy comes without a reason.

use proptest::prelude::*;

use super::*;
use crate::diagnostic::any_error;

const SECTIONS: &str = "formulas:\n  f:\n    title: F\n    unit: \"%\"\n    is: föregående(årets_resultat) / max(1, skatter)\n    reported: check\nindicators:\n  - indicator: i\n    title: I\n    value: f - gräns\n    at_least: 0,5 p.e.\n    scale: {band: {partly_within: gräns}}\n    for:\n      periods: [2024-T1, year + 1]\nchecks:\n  - check: c\n    title: C\n    that: årets_resultat == kostnad_tkr - skatter\n    within: rounding\n    because: \"{f} är fel\"\nstatements:\n  - statement: s\n    title: S\n    unit: mnkr\n    lines:\n      - årets_resultat\n      - sum: t\n        title: T\n";

/// Pieces that mean something in a pack.
const PIECES: &[&str] = &[
    "\n",
    " ",
    ":",
    "- ",
    "%",
    "mnkr",
    "skatter",
    "f",
    "t",
    "2024",
    "..",
    "(",
    ")",
    "if ",
    "{",
    "}",
    "\"",
    "'",
    ">-\n",
    "&&",
    "0",
    "1,5",
    "å",
    "a\u{30a}",
    "\u{0}",
    "{nämnd: X}",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn a_changed_pack_is_checked_or_refused(edits in prop::collection::vec((any::<prop::sample::Index>(), 0..12_usize, prop::sample::select(PIECES)), 1..4)) {
        let mut letters: Vec<char> = with(SECTIONS).chars().collect();
        for (at, gone, piece) in edits {
            let at = at.index(letters.len());
            let end = (at + gone).min(letters.len());
            letters.splice(at..end, piece.chars());
        }
        let text: String = letters.into_iter().collect();
        let (policy, faults, sources) = check_text(&text);
        prop_assert_eq!(policy.is_none(), any_error(&faults), "{}", text);
        for fault in &faults {
            let slice = sources.slice(fault.span());
            prop_assert!(fault.span().start == fault.span().end || !slice.is_empty(), "{:?}\n{}", fault, text);
        }
    }
}
