//! Tables that a controller can read and extend: `tests/conformance/*.csv`. A row says what goes in and what must come out.

use riktlinje::check::{PackSource, check};
use riktlinje::diagnostic::Sources;
use riktlinje::evaluate::{Context, Evaluation, Value};
use riktlinje::figures::{Coordinates, load};
use riktlinje::policy::{Better, Convention, TargetWord, Verdict, raw};
use riktlinje::quantity::{Basis, Date, Decimal, Period, Rounding, plain, read_number, round};
use riktlinje::verdict::{Goalpost, Miss, attainment, grade};

fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let rows: Vec<_> = reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();
    assert!(rows.len() > 5, "the table is empty");
    rows
}

fn number(text: &str) -> Decimal {
    read_number(text).unwrap().value
}

#[test]
fn numbers_are_read_as_people_write_them() {
    for row in rows(include_str!("conformance/tal.csv")) {
        let [text, value, decimals, unit] = &row[..] else { panic!("{row:?}") };
        match read_number(text) {
            Ok(found) => {
                let found = (found.value.to_string(), found.decimals.to_string(), found.unit.unwrap_or_default());
                assert_eq!(found, (value.clone(), decimals.clone(), unit.clone()), "{text}");
            }
            Err(error) => assert_eq!(value, "fel", "`{text}`: {error}"),
        }
        let spaced = text.replace(' ', "\u{a0}");
        assert_eq!(
            read_number(&spaced).map(|n| n.value).ok(),
            read_number(text).map(|n| n.value).ok(),
            "no-break spaces"
        );
    }
}

#[test]
fn periods_are_what_the_table_says() {
    for row in rows(include_str!("conformance/perioder.csv")) {
        let [text, shown, first, last, earlier] = &row[..] else { panic!("{row:?}") };
        match Period::parse(text) {
            Ok(period) => {
                let found = [
                    period.to_string(),
                    period.start().to_string(),
                    period.end().to_string(),
                    period.add_years(-1).to_string(),
                ];
                assert_eq!(found, [shown, first, last, earlier].map(Clone::clone), "{text}");
                assert_eq!(Period::parse(shown), Ok(period), "what is written can be read again");
            }
            Err(error) => {
                let wanted = shown.strip_prefix("fel: ").unwrap_or_else(|| panic!("{text}: {error}"));
                assert!(error.to_string().contains(wanted), "{text}: {error}");
            }
        }
    }
}

#[test]
fn verdicts_and_attainment_are_what_the_table_says() {
    for row in rows(include_str!("conformance/bedömning.csv")) {
        let [word, outcome, target, partly_from, convention, wanted_attainment, wanted, why] = &row[..] else {
            panic!("{row:?}")
        };
        let (word, better) = match word.as_str() {
            "minst" => (TargetWord::AtLeast, Some(Better::Higher)),
            "över" => (TargetWord::Above, Some(Better::Higher)),
            "högst" => (TargetWord::AtMost, Some(Better::Lower)),
            "under" => (TargetWord::Below, Some(Better::Lower)),
            "lika" => (TargetWord::Equals, None),
            other => panic!("{other}"),
        };
        let convention = match convention.as_str() {
            "mål/utfall" => Convention::TargetOverOutcome,
            "två minus kvot" => Convention::TwoMinusRatio,
            other => panic!("{other}"),
        };
        let (outcome, limit) = (number(outcome), number(target));
        let post = Goalpost { word, limit, upper: None };
        let partly_from = number(partly_from) / Decimal::ONE_HUNDRED;
        let verdict = match grade(outcome, &post, &Miss::Attainment { partly_from, convention, band: None }).0 {
            Verdict::Met => "uppfyllt",
            Verdict::PartlyMet => "delvis",
            Verdict::NotMet => "ej uppfyllt",
            other => panic!("{other:?}"),
        };
        assert_eq!(verdict, wanted, "{row:?}: {why}");
        let found = better.and_then(|b| attainment(outcome, limit, b, convention));
        let found = found.map(|share| round(share * Decimal::ONE_HUNDRED, 2, Rounding::HalfAway));
        let wanted = (wanted_attainment != "-").then(|| number(wanted_attainment));
        assert_eq!(found, wanted, "{row:?}: {why}");
    }
}

#[test]
fn formulas_give_what_the_table_says() {
    for row in rows(include_str!("conformance/formler.csv")) {
        let [formula, unit, a, b, c, earlier, wanted, why] = &row[..] else { panic!("{row:?}") };
        let (value, shown_unit) = evaluate(formula, unit, [a, b, c], earlier);
        let found = match value {
            Value::Number(number) => format!("{} {shown_unit}", plain(number)).trim_end().to_owned(),
            Value::Truth(true) => "ja".to_owned(),
            Value::Truth(false) => "nej".to_owned(),
            Value::Unknown(reason) => format!("okänt: {}", reason.as_str()),
            Value::NotReached => panic!("{row:?}"),
        };
        if wanted == "okänt: inget" {
            assert!(matches!(value, Value::Number(_)), "{row:?}");
            continue;
        }
        let wanted = match read_number(wanted) {
            Ok(n) => format!("{} {}", plain(n.value), n.unit.unwrap_or_default()).trim_end().to_owned(),
            Err(_) => wanted.clone(),
        };
        assert_eq!(found, wanted, "{row:?}: {why}");
    }
}

/// One formula over one year's figures (and the year before's, for the first), as a whole pack.
fn evaluate(formula: &str, unit: &str, values: [&String; 3], earlier: &str) -> (Value, String) {
    let mut pack = String::from("pack: rad\nformat: 1\ntitle: En rad\nvalid: 2000..2100\nfigures:\n");
    let mut figures = String::from("period: 2024\nbasis: outcome\nvalues:\n  annat: 1 mnkr\n");
    pack.push_str("  annat:\n    title: annat\n    unit: mnkr\n    measured: during\n");
    for (name, value) in ["a", "b", "c"].into_iter().zip(values) {
        let unit = read_number(value).ok().and_then(|n| n.unit).unwrap_or_else(|| "mnkr".to_owned());
        pack.push_str(&format!("  {name}:\n    title: Uppgift {name}\n    unit: \"{unit}\"\n    measured: during\n"));
        if !value.is_empty() {
            figures.push_str(&format!("  {name}: {value}\n"));
        }
    }
    if !earlier.is_empty() {
        figures.push_str(&format!("---\nperiod: 2023\nbasis: outcome\nvalues:\n  a: {earlier}\n"));
    }
    let declared = match unit {
        "ja/nej" | "kvot" | "mnkr/personer" => String::new(),
        unit => format!("    unit: \"{unit}\"\n"),
    };
    let is = match unit {
        "kvot" | "mnkr/personer" => format!("({formula}) >= 0"),
        _ => formula.to_owned(),
    };
    pack.push_str(&format!("formulas:\n  svar:\n    title: Svar\n{declared}    is: \"{is}\"\n"));
    pack.push_str("parameters:\n  två:\n    title: Två år\n    unit: år\n    value: 2 år\n    ref: tabellen\n");
    let mut sources = Sources::default();
    let file = sources.add("pack.yaml", pack);
    let mut faults = Vec::new();
    let policy = raw::decode(&[file], &sources, &mut faults).and_then(|raw| {
        check(PackSource { raw, files: vec![file], scripts: vec![] }, &mut (), &[], &mut sources, &mut faults)
    });
    let policy =
        policy.unwrap_or_else(|| panic!("{formula}: {:#?}", faults.iter().map(|f| &f.message.en).collect::<Vec<_>>()));
    let file = sources.add("figures.yaml", figures);
    let loaded = load(&[file], &sources, &policy.vocabulary, &[]);
    assert!(
        !loaded.diagnostics.iter().any(|d| d.severity == riktlinje::diagnostic::Severity::Error),
        "{:#?}",
        loaded.diagnostics
    );
    let mut evaluation = Evaluation::new(&policy, &loaded.set, Date::parse("2024-12-31").unwrap());
    let context = evaluation.context_id(&Context::judged(Coordinates::default(), Period::year(2024), Basis::Outcome));
    let record = evaluation.value(policy.formula_by_name("svar").unwrap(), context);
    if is.as_str() != formula {
        // An unnamed unit cannot be declared: the left side of the comparison is what the row is about.
        let tree = &policy.formula(policy.formula_by_name("svar").unwrap()).unwrap().tree;
        let riktlinje::formula::Operation::Compare(_, left, _) = tree.result().unwrap().operation else {
            panic!("{formula}")
        };
        let unit = tree.get(left).unwrap().kind.unit().unwrap().symbol().to_owned();
        return (evaluation.slot(record, left).value, unit);
    }
    (evaluation.value_of(record), if unit == "ja/nej" { String::new() } else { unit.to_owned() })
}
