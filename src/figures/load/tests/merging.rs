//! The same figure several times.

use super::*;

/// Årets resultat for 2024 from several files, one value a file, in the given order.
fn merged(values: &[&str]) -> Read {
    let texts: Vec<_> = values
        .iter()
        .enumerate()
        .map(|(i, value)| {
            let name = format!("{i}.csv");
            (name, format!("figure;period;value;source\nårets_resultat;2024;{value};rad {i}\n"))
        })
        .collect();
    let files: Vec<_> = texts.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    read_with(&files, |_| Vec::new())
}

fn cited(read: &Read) -> Vec<&str> {
    let origins = read.figure().origins.iter();
    origins.map(|o| o.cited.as_deref().unwrap_or_default()).collect()
}

#[test]
fn the_same_value_twice_counts_once_with_both_origins() {
    let read = merged(&["-177 mnkr", "-177 mnkr"]);
    assert_eq!(read.figures(), ["årets_resultat 2024 outcome = -177 ±0.5"]);
    assert_eq!(cited(&read), ["rad 0", "rad 1"]);
}

#[test]
fn of_values_that_agree_the_more_precise_is_used_and_comes_first() {
    for values in [["-177 mnkr", "-177,1 mnkr"], ["-177,1 mnkr", "-177 mnkr"]] {
        let read = merged(&values);
        assert_eq!(read.figures(), ["årets_resultat 2024 outcome = -177.1 ±0.05"]);
        let precise = values.iter().position(|v| v.contains(',')).unwrap();
        assert_eq!(cited(&read), [format!("rad {precise}"), format!("rad {}", 1 - precise)]);
    }
    let read = merged(&["-177 100 tkr", "-177,1 mnkr", "-177 mnkr"]);
    assert_eq!(read.figures(), ["årets_resultat 2024 outcome = -177.1 ±0.0005"]);
    assert_eq!(cited(&read), ["rad 0", "rad 1", "rad 2"]);
}

#[test]
fn ranges_that_touch_agree() {
    let with = |value: &str| {
        let text = format!(
            "figure;period;value;precision\nårets_resultat;2024;-177 mnkr;\nårets_resultat;2024;{value} mnkr;0,05\n"
        );
        read("a.csv", &text)
    };
    let used = ["årets_resultat 2024 outcome = -177.55 ±0.05"];
    assert_eq!(with("-177,55").figures(), used);
    assert_eq!(with("-177,56").error().code, Code::ConflictingFigure);
}

#[test]
fn different_values_conflict_in_any_order_with_both_places() {
    for values in [["-177 mnkr", "-178 mnkr"], ["-178 mnkr", "-177 mnkr"], ["-177 mnkr", "0"]] {
        let read = merged(&values);
        assert_eq!(read.error().code, Code::ConflictingFigure);
        assert_eq!(read.labels(), [values[1], values[0]]);
        assert!(read.error().help.is_some());
    }
    // The third agrees with the first, and neither with the second.
    let read = merged(&["-177 mnkr", "-180 mnkr", "-177,1 mnkr"]);
    assert_eq!(read.labels(), ["-177,1 mnkr", "-180 mnkr"]);
}

#[test]
fn the_message_says_which_figure() {
    let text = "figure;nämnd;period;basis;value\n\
        nettokostnad;HSN;2024;budget;-1 mnkr\n\
        nettokostnad;Hälso- och sjukvårdsnämnd;2024-01..2024-12;budget;-2 mnkr\n";
    let read = read("a.csv", text);
    assert_eq!(
        read.error().message.sv,
        "`nettokostnad` (Hälso- och sjukvårdsnämnd) har två värden för 2024, budget: −1 mnkr och −2 mnkr"
    );
}

#[test]
fn a_given_value_beats_a_missing_one() {
    for values in [["-", "-177 mnkr"], ["-177 mnkr", ""]] {
        let read = merged(&values);
        assert_eq!(read.figures(), ["årets_resultat 2024 outcome = -177 ±0.5"]);
        assert_eq!(read.figure().origins.len(), 2);
    }
    let why = "period: 2024\nfigures:\n  - figure: årets_resultat\n    missing: Senare\n";
    let empty = "figure;period;value\nårets_resultat;2024;\n";
    let read = read_with(&[("a.csv", empty), ("b.yaml", why)], |_| Vec::new());
    assert_eq!(read.figures(), ["årets_resultat 2024 outcome = missing: Senare"]);
}

#[test]
fn period_basis_and_edition_keep_figures_apart() {
    let text = "figure;period;basis;edition;value\n\
        årets_resultat;2024;budget;2023-11;1 mnkr\n\
        årets_resultat;2024;budget;2024-02;2 mnkr\n\
        årets_resultat;2024;budget;;3 mnkr\n\
        årets_resultat;2024;plan;;4 mnkr\n\
        årets_resultat;2024-12;budget;;5 mnkr\n";
    assert_eq!(read("a.csv", text).figures().len(), 5);
}

#[test]
fn flags_and_note_are_those_of_the_value_that_is_used() {
    let text = "figure;period;value;note\n\
        årets_resultat;2024;-177 mnkr;cirka\n\
        årets_resultat;2024;-177,1 mnkr;\n\
        årets_resultat;2024;-177,1 mnkr;preliminär\n";
    let read = read("a.csv", text);
    let figure = read.figure();
    assert!(figure.preliminary && !figure.approximate);
    assert_eq!(figure.note.as_deref(), Some("preliminär"));
}

#[test]
fn manual_verdicts_come_in_an_order_of_their_own() {
    let one = |level: &str| (format!("{level}.yaml"), format!("assessed:\n  - {{rule: trygghet, level: {level}}}\n"));
    let texts = [one("God"), one("Svag")];
    for order in [[0, 1], [1, 0]] {
        let files: Vec<_> = order.iter().map(|i| (texts[*i].0.as_str(), texts[*i].1.as_str())).collect();
        let read = read_with(&files, |_| Vec::new());
        assert_eq!(read.faults(), []);
        let levels: Vec<_> = read.loaded.set.manual.iter().map(|m| m.level.as_str()).collect();
        assert_eq!(levels, ["God", "Svag"]);
    }
}

#[test]
fn what_is_said_of_a_missing_figure_does_not_depend_on_the_order() {
    let missing = |why: &str| {
        let text = format!("period: 2024\nfigures:\n  - figure: årets_resultat\n    missing: {why}\n");
        (format!("{why}.yaml"), text)
    };
    let texts = [missing("Mäts i maj"), missing("Inte klart")];
    for order in [[0, 1], [1, 0]] {
        let files: Vec<_> = order.iter().map(|i| (texts[*i].0.as_str(), texts[*i].1.as_str())).collect();
        let read = read_with(&files, |_| Vec::new());
        assert_eq!(read.figures(), ["årets_resultat 2024 outcome = missing: Inte klart"]);
    }
}
