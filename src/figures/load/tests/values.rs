//! Numbers, units, precision, sign and range.

use super::*;

/// One value in a long file with a unit and a precision column.
fn value(figure: &str, value: &str, unit: &str, precision: &str) -> Read {
    let text = format!("figure;period;value;unit;precision\n{figure};2024;{value};{unit};{precision}\n");
    read("a.csv", &text)
}

#[track_caller]
fn holds(figure: &str, written: &str, unit: &str, precision: &str, expected: &str) {
    let read = value(figure, written, unit, precision);
    assert_eq!(given(&read.figure().given), expected);
}

#[test]
fn a_number_is_kept_in_the_units_of_its_figure() {
    holds("årets_resultat", "-376 mnkr", "", "", "-376 ±0.5");
    holds("årets_resultat", "−8 794,5", "tkr", "", "-8.7945 ±0.00005");
    holds("årets_resultat", "0,25", "mdkr", "", "250 ±5");
    holds("intäkter", "1,5 mnkr", "", "", "1500 ±50");
    holds("soliditet", "31,4 %", "", "", "31.4 ±0.05");
    holds("nöjd_kund", "72", "", "", "72 ±0.5");
}

#[test]
fn decimals_follow_the_conversion() {
    let decimals = |figure, written| value(figure, written, "", "").figure().decimals;
    assert_eq!(decimals("årets_resultat", "1,50 mnkr"), 2);
    assert_eq!(decimals("årets_resultat", "1 500 tkr"), 3);
    assert_eq!(decimals("intäkter", "1,5 mnkr"), 0);
    assert_eq!(decimals("intäkter", "1,2345 mnkr"), 1);
}

#[test]
fn whole_counts_are_exact_and_shares_of_persons_are_not() {
    holds("anställda", "5 120 personer", "", "", "5120");
    holds("anställda", "5 120,5 personer", "", "", "5120.5 ±0.05");
    holds("anställda", "0", "", "", "0");
}

#[test]
fn a_stated_precision_wins() {
    holds("årets_resultat", "-376", "mnkr", "exact", "-376");
    holds("årets_resultat", "-376", "mnkr", "Exakt", "-376");
    holds("årets_resultat", "-376 000", "tkr", "500", "-376 ±0.5");
    holds("årets_resultat", "-376 mnkr", "", "2,5", "-376 ±2.5");
    holds("årets_resultat", "-376 mnkr", "", "50 tkr", "-376 ±0.05");
    holds("årets_resultat", "-376", "mnkr", "50 tkr", "-376 ±0.05");
    holds("anställda", "5 120 personer", "", "10", "5120 ±10");
}

#[test]
fn a_precision_is_not_negative_and_not_a_word() {
    let read = value("årets_resultat", "-376 mnkr", "", "-1");
    assert_eq!(read.faults(), [(Code::BadValue, "-1")]);
    let read = value("årets_resultat", "-376 mnkr", "", "ungefär");
    assert_eq!(read.faults(), [(Code::BadNumber, "ungefär")]);
    let read = value("årets_resultat", "0", "", "0,5");
    assert_eq!(read.faults(), [(Code::BareNumber, "0,5")]);
}

#[test]
fn a_bare_number_is_refused_and_a_bare_zero_is_not() {
    let read = value("årets_resultat", "-376", "", "");
    assert_eq!(read.labels(), ["-376", "årets_resultat"]);
    assert_eq!(read.error().code, Code::BareNumber);
    assert!(read.help().contains("`-376 mnkr`"));
    assert_eq!(value("soliditet", "31", "", "").error().code, Code::BareNumber);
    holds("årets_resultat", "0", "", "", "0 ±0.5");
    holds("årets_resultat", "0,0", "tkr", "", "0 ±0.00005");
    holds("soliditet", "0", "", "", "0 ±0.5");
}

#[test]
fn missing_is_not_zero() {
    for written in ["", " ", "-", "–", "−", "\u{a0}"] {
        holds("årets_resultat", written, "mnkr", "", "missing");
    }
    holds("årets_resultat", "0", "mnkr", "", "0 ±0.5");
}

#[test]
fn the_wrong_kind_of_unit_shows_both_places() {
    let read = value("årets_resultat", "31 %", "", "");
    assert_eq!(read.error().code, Code::WrongUnit);
    assert_eq!(read.labels(), ["%", "årets_resultat"]);
    let read = value("soliditet", "31", "mnkr", "");
    assert_eq!(read.error().code, Code::WrongUnit);
    assert_eq!(read.labels(), ["31", "mnkr", "soliditet"]);
    let read = value("soliditet", "2 p.e.", "", "");
    assert_eq!(read.labels(), ["p.e.", "soliditet"]);
    assert!(read.error().message.en.contains("a difference of shares"));
    let read = value("nöjd_kund", "3 st", "", "");
    assert_eq!(read.labels(), ["st", "nöjd_kund"]);
}

#[test]
fn a_value_and_its_row_have_one_unit() {
    let read = value("årets_resultat", "-376 tkr", "mnkr", "");
    assert_eq!(read.error().code, Code::WrongUnit);
    assert_eq!(read.labels(), ["tkr", "mnkr"]);
    holds("årets_resultat", "-376 mnkr", "mnkr", "", "-376 ±0.5");
}

#[test]
fn an_unknown_unit_is_underlined_alone() {
    let read = value("årets_resultat", "-376 mkr", "", "");
    assert_eq!(read.faults(), [(Code::UnknownUnit, "mkr")]);
    assert_eq!(read.help(), "did you mean `mnkr`?");
    let read = value("årets_resultat", "-376 mnk", "", "");
    assert_eq!(read.help(), "did you mean `mnkr`?");
    let read = value("årets_resultat", "-376", "Mnkr", "");
    assert_eq!(read.faults(), [(Code::UnknownUnit, "Mnkr")]);
    assert_eq!(read.help(), "did you mean `mnkr`?");
}

#[test]
fn what_is_no_number_is_refused() {
    for written in ["saknas", "1,5,2 mnkr", "12 34 mnkr", "1.234,5 mnkr"] {
        let read = value("årets_resultat", written, "", "");
        assert_eq!(read.faults(), [(Code::BadNumber, written)]);
    }
}

#[test]
fn a_number_that_cannot_be_converted_exactly_is_refused() {
    let long = "1,0000000000000000000000000001 tkr";
    assert_eq!(value("årets_resultat", long, "", "").faults(), [(Code::BadNumber, long)]);
    let large = "79228162514264337593543950 mdkr";
    assert_eq!(value("intäkter", large, "", "").faults(), [(Code::BadNumber, large)]);
}

#[test]
fn sign_and_range_are_questioned_at_the_cell() {
    let read = value("nettokostnad", "82 mnkr", "", "");
    assert_eq!(read.faults(), [(Code::WrongSign, "82 mnkr")]);
    let [warning] = read.loaded.diagnostics.as_slice() else { panic!() };
    assert_eq!(warning.severity, Severity::Warning);
    assert_eq!(read.sources.slice(warning.labels[1].span), "nettokostnad");
    assert_eq!(read.loaded.set.all().len(), 1);
    let read = value("intäkter", "-1 tkr", "", "");
    assert_eq!(read.faults(), [(Code::WrongSign, "-1 tkr")]);
    let read = value("årets_resultat", "1 000,5 mnkr", "", "");
    assert_eq!(read.faults(), [(Code::OutsideRange, "1 000,5 mnkr")]);
    holds("årets_resultat", "1 000 mnkr", "", "", "1000 ±0.5");
    holds("nettokostnad", "0", "", "", "0 ±0.5");
}

#[test]
fn an_accepted_breach_is_not_questioned_in_its_period_only() {
    let text = "figure;period;value\nnettokostnad;2023;5 mnkr\nnettokostnad;2024;6 mnkr\n";
    let read = read_with(&[("a.csv", text)], |vocabulary| {
        let known = (crate::quantity::Period::year(2023), "återbetalning".to_owned());
        vocabulary.figures[1].accepted.push(known);
        Vec::new()
    });
    assert_eq!(read.faults(), [(Code::WrongSign, "6 mnkr")]);
}
