//! Each mistake, planted in a small statement and found again; what agrees is left alone. The numbers are added up by hand beside each test.

use rust_decimal::Decimal;

use super::{Doubt, Mistake, Mistakes, mistakes, mistakes_in};
use crate::diagnostic::any_error;
use crate::figures::load;
use crate::solve::tests::policy;
use crate::verdict::{Options, judge};

const PACK: &str = "\
pack: liten
format: 1
title: Liten
valid: 2020..2030
defaults:
  compare: exact
dimensions:
  nämnd: {title: Nämnd, complete: true, members: [Trafik, Kultur, Vård]}
figures:
  intäkter: {title: Intäkter, unit: mnkr, measured: during}
  löner: {title: Löner, unit: mnkr, measured: during}
  övrigt: {title: Övriga kostnader, unit: mnkr, measured: during}
  avskrivningar: {title: Avskrivningar, unit: mnkr, measured: during}
  finansnetto: {title: Finansnetto, unit: mnkr, measured: during}
  kostnader: {title: Kostnader, unit: mnkr, measured: during}
  lönesumma: {title: Lönesumma, unit: mnkr, measured: during}
  ram: {title: Ram, unit: mnkr, measured: during, by: [nämnd]}
  soliditet: {title: Soliditet, unit: \"%\", measured: during}
statements:
  - statement: resultaträkning
    title: Resultaträkning
    unit: mnkr
    lines:
      - intäkter
      - löner
      - övrigt
      - avskrivningar
      - sum: netto
        title: Verksamhetens netto
      - finansnetto
      - sum: resultat
        title: Resultat
checks:
  - {check: kostnader, title: Löner och övrigt, that: löner + övrigt == kostnader, within: rounding}
  - {check: lönesumma, title: Löner enligt lönesystemet, that: löner == lönesumma, within: rounding}
";

/// Two years in which everything agrees: 1240 − 812 − 275 − 38 = 115, − 12 = 103; 1190 − 785 − 268 − 31 = 106, − 10 = 96.
const FIGURES: &str = "\
figure;period;basis;value
intäkter;2026;budget;1240 mnkr
löner;2026;budget;-812 mnkr
övrigt;2026;budget;-275 mnkr
avskrivningar;2026;budget;-38 mnkr
netto;2026;budget;115 mnkr
finansnetto;2026;budget;-12 mnkr
resultat;2026;budget;103 mnkr
intäkter;2025;budget;1190 mnkr
löner;2025;budget;-785 mnkr
övrigt;2025;budget;-268 mnkr
avskrivningar;2025;budget;-31 mnkr
netto;2025;budget;106 mnkr
finansnetto;2025;budget;-10 mnkr
resultat;2025;budget;96 mnkr
";

/// What is found in the figures with some lines in the place of others, told by `look`.
fn found<T>(changes: &[(&str, &str)], look: impl Fn(&Mistakes, &dyn Fn(u32) -> String) -> T) -> T {
    let (policy, mut sources) = policy(PACK);
    let mut text = FIGURES.to_owned();
    for (line, other) in changes {
        assert!(line.is_empty() || text.contains(line), "{line}");
        text = if line.is_empty() { format!("{text}{other}\n") } else { text.replace(line, other) };
    }
    let file = sources.add("figures.csv", text);
    let loaded = load(&[file], &sources, &policy.vocabulary, &[]);
    assert!(!any_error(&loaded.diagnostics), "{:#?}", loaded.diagnostics);
    let name = |index: u32| {
        let figure = loaded.set.get(index).unwrap();
        format!("{} {}", policy.vocabulary.get(figure.id).unwrap().name, figure.period)
    };
    let run = judge(&policy, &loaded.set, Options::default());
    let all = mistakes(&run);
    // Before anything is judged the same is found.
    assert_eq!(mistakes_in(&policy, &loaded.set, |_, all| all), all);
    look(&all, &name)
}

/// The explanations of the first sum that does not agree: figure, mistake, what instead; and how many other checks each mends and breaks.
fn explained(changes: &[(&str, &str)]) -> Vec<(String, &'static str, String, usize, usize)> {
    found(changes, |all, name| {
        let first = all.traces.first().expect("something does not agree");
        let told = |explanation: &super::Explanation| {
            let all: Vec<String> = explanation.suspects.iter().map(|s| name(s.figure)).collect();
            let suspect = explanation.suspects[0];
            let (mends, breaks) = (explanation.mends.len(), explanation.breaks.len());
            (all.join(" + "), suspect.mistake.name(), suspect.instead.normalize().to_string(), mends, breaks)
        };
        first.explanations.iter().map(told).collect()
    })
}

fn likeliest(changes: &[(&str, &str)]) -> (String, &'static str, String) {
    let (figure, mistake, instead, ..) = explained(changes).first().cloned().unwrap_or_default();
    (figure, mistake, instead)
}

fn told(figure: &str, mistake: &'static str, instead: &str) -> (String, &'static str, String) {
    (figure.to_owned(), mistake, instead.to_owned())
}

#[test]
fn nothing_is_found_where_all_agrees() {
    found(&[], |all, _| assert_eq!(*all, Mistakes::default()));
}

#[test]
fn a_row_in_thousands() {
    // −38 mnkr is −38 000 tkr.
    let planted = [("avskrivningar;2026;budget;-38 ", "avskrivningar;2026;budget;-38000 ")];
    assert_eq!(likeliest(&planted), told("avskrivningar 2026", "thousand", "-38"));
    let planted = [("löner;2026;budget;-812 ", "löner;2026;budget;-0,812 ")];
    assert_eq!(likeliest(&planted), told("löner 2026", "thousand", "-812"));
}

#[test]
fn a_changed_sign() {
    let planted = [("övrigt;2026;budget;-275 ", "övrigt;2026;budget;275 ")];
    assert_eq!(explained(&planted), [("övrigt 2026".to_owned(), "sign", "-275".to_owned(), 0, 0)]);
}

#[test]
fn two_digits_transposed() {
    let planted = [("intäkter;2026;budget;1240 ", "intäkter;2026;budget;1420 ")];
    assert_eq!(likeliest(&planted), told("intäkter 2026", "transposed", "1240"));
}

#[test]
fn one_digit_wrong_only_where_nothing_else_explains() {
    // 1240 as 1740: 500 too much.
    let planted = [("intäkter;2026;budget;1240 ", "intäkter;2026;budget;1740 ")];
    let all = explained(&planted);
    let digits: Vec<(&str, &str)> = all.iter().map(|(figure, _, to, ..)| (figure.as_str(), to.as_str())).collect();
    assert!(all.iter().all(|(_, mistake, ..)| *mistake == "digit"), "{all:?}");
    assert!(digits.contains(&("intäkter 2026", "1240")), "{all:?}");
}

#[test]
fn a_published_subtotal_is_blamed_before_the_rows() {
    // 115 printed as 151: both sums that it is in fail, and only the subtotal mends both.
    let planted = [("netto;2026;budget;115 ", "netto;2026;budget;151 ")];
    let all = explained(&planted);
    assert_eq!(all[0], ("netto 2026".to_owned(), "transposed", "115".to_owned(), 1, 0));
}

#[test]
fn what_spoils_another_check_comes_after() {
    let changed = [
        ("löner;2026;budget;-812 ", "löner;2026;budget;-300 "),
        ("övrigt;2026;budget;-275 ", "övrigt;2026;budget;-300 "),
        ("netto;2026;budget;115 ", "netto;2026;budget;1202 "),
        ("resultat;2026;budget;103 ", "resultat;2026;budget;1190 "),
    ];
    // 1240 − 300 − 300 − 38 = 602, and 1202 is 600 more: either of the two rows turned would do.
    let names = |all: Vec<(String, &'static str, String, usize, usize)>| {
        all.into_iter().map(|(figure, mistake, _, mends, breaks)| (figure, mistake, mends, breaks)).collect::<Vec<_>>()
    };
    let without = names(explained(&changed));
    assert_eq!(without[..2], [("löner 2026".to_owned(), "sign", 0, 0), ("övrigt 2026".to_owned(), "sign", 0, 0)]);
    // The check of their sum holds as they are, −300 − 300 = −600, and no longer with one of them turned; had it been 0, it would hold then.
    let with: Vec<_> = changed.iter().copied().chain([("", "kostnader;2026;budget;-600 mnkr")]).collect();
    let with = names(explained(&with));
    assert!(with.iter().all(|(.., breaks)| *breaks == 1), "{with:?}");
    let one: Vec<_> = changed.iter().copied().chain([("", "kostnader;2026;budget;0 mnkr")]).collect();
    assert_eq!(names(explained(&one))[0].2, 1, "turning one of them mends the other check too");
    // What the wages are by the payroll agrees with the row as it is: then it is the other row.
    let payroll: Vec<_> = changed.iter().copied().chain([("", "lönesumma;2026;budget;-300 mnkr")]).collect();
    let payroll = names(explained(&payroll));
    assert_eq!(payroll[..2], [("övrigt 2026".to_owned(), "sign", 0, 0), ("löner 2026".to_owned(), "sign", 0, 1)]);
}

#[test]
fn columns_exchanged_mend_both_years() {
    let planted = [
        ("intäkter;2026;budget;1240 ", "intäkter;2026;budget;X"),
        ("intäkter;2025;budget;1190 ", "intäkter;2025;budget;1240 "),
        ("intäkter;2026;budget;X", "intäkter;2026;budget;1190 "),
    ];
    let (figure, mistake, instead, mends, breaks) = explained(&planted)[0].clone();
    // In the order of periods the earlier is traced first.
    assert_eq!((figure.as_str(), mistake, instead.as_str(), mends, breaks), ("intäkter 2025", "swapped", "1190", 1, 0));
}

#[test]
fn last_years_value() {
    // 1190 is what 2025 has; 1240 is what it takes.
    let planted = [("intäkter;2026;budget;1240 ", "intäkter;2026;budget;1190 ")];
    assert!(explained(&planted).iter().any(|(figure, mistake, instead, ..)| {
        (figure.as_str(), *mistake, instead.as_str()) == ("intäkter 2026", "last_year", "1240")
    }));
}

#[test]
fn a_row_left_out_of_the_sum_and_one_counted_twice() {
    // 115 + 275 = 390 without övrigt; the result follows: 390 − 12 = 378.
    let planted = [
        ("netto;2026;budget;115 ", "netto;2026;budget;390 "),
        ("resultat;2026;budget;103 ", "resultat;2026;budget;378 "),
    ];
    assert_eq!(likeliest(&planted), told("övrigt 2026", "left_out", "0"));
    // 115 − 275 = −160 with it twice; −160 − 12 = −172.
    let planted = [
        ("netto;2026;budget;115 ", "netto;2026;budget;-160 "),
        ("resultat;2026;budget;103 ", "resultat;2026;budget;-172 "),
    ];
    assert_eq!(likeliest(&planted), told("övrigt 2026", "twice", "-550"));
}

#[test]
fn rows_beside_each_other_that_changed_places() {
    // finansnetto −12 and resultat 103 in each other's rows: 115 + 103 is not −12.
    let planted = [
        ("finansnetto;2026;budget;-12 ", "finansnetto;2026;budget;103 "),
        ("resultat;2026;budget;103 ", "resultat;2026;budget;-12 "),
    ];
    let all = explained(&planted);
    assert!(all.iter().any(|(figure, mistake, ..)| figure == "finansnetto 2026" && *mistake == "swapped"), "{all:?}");
}

#[test]
fn two_mistakes_where_one_does_not_explain() {
    let planted = [
        ("avskrivningar;2026;budget;-38 ", "avskrivningar;2026;budget;-38000 "),
        ("övrigt;2026;budget;-275 ", "övrigt;2026;budget;-275000 "),
    ];
    assert_eq!(likeliest(&planted), told("övrigt 2026 + avskrivningar 2026", "thousand", "-275"));
}

#[test]
fn parts_that_do_not_sum_to_the_whole() {
    // 40 + 25 + 90 = 155, and Kultur is printed as 52.
    let (policy, mut sources) = policy(PACK);
    let text = "figure;nämnd;period;basis;value\nram;;2026;budget;155 mnkr\nram;Trafik;2026;budget;40 mnkr\nram;Kultur;2026;budget;52 mnkr\nram;Vård;2026;budget;90 mnkr\n";
    let file = sources.add("figures.csv", text);
    let loaded = load(&[file], &sources, &policy.vocabulary, &[]);
    let found = mistakes(&judge(&policy, &loaded.set, Options::default()));
    let first = found.traces[0].explanations[0].suspects[0];
    assert_eq!((first.mistake, first.instead), (Mistake::Transposed, Decimal::from(25)));
}

/// The doubts about figures, by name.
fn doubted(changes: &[(&str, &str)]) -> Vec<(String, &'static str)> {
    found(changes, |all, name| {
        let told = |doubt: &Doubt| match doubt {
            Doubt::Figure(suspect) => (name(suspect.figure), suspect.mistake.name()),
            Doubt::Column((period, ..), suspects) => {
                (format!("{} in {period}", suspects.len()), suspects[0].mistake.name())
            }
            Doubt::Copied { column, of, figures, .. } => {
                (format!("{figures} in {} as in {}", column.0, of.0), "copied")
            }
        };
        all.doubts.iter().map(told).collect()
    })
}

#[test]
fn a_row_far_from_its_other_years() {
    let rows = |values: [&str; 4]| {
        let years = 2023..;
        values.iter().zip(years).map(|(value, year)| format!("ram;{year};budget;{value} mnkr\n")).collect::<String>()
    };
    let of = |values| doubted(&[("", rows(values).trim_end())]);
    assert_eq!(of(["40", "41", "43000", "44"]), [("ram 2025".to_owned(), "thousand")]);
    assert_eq!(of(["40", "41", "0,043", "44"]), [("ram 2025".to_owned(), "thousand")]);
    assert_eq!(of(["40", "41", "-43", "44"]), [("ram 2025".to_owned(), "sign")]);
    // A factor of 100 is no unit of money, and half of what it was is nothing to doubt.
    assert_eq!(of(["40", "41", "4300", "44"]), []);
    assert_eq!(of(["40", "41", "20", "44"]), []);
    // What varies in sign or size by itself is not doubted.
    assert_eq!(of(["40", "-41", "43", "44"]), [("ram 2024".to_owned(), "sign")]);
    assert_eq!(of(["40", "-41", "-43", "44"]), []);
    assert_eq!(of(["4", "41", "-43", "400"]), []);
}

#[test]
fn a_share_written_for_a_percentage() {
    let rows = "soliditet;2023;utfall;31 %\nsoliditet;2024;utfall;32 %\nsoliditet;2025;utfall;0,33 %";
    assert_eq!(doubted(&[("", rows)]), [("soliditet 2025".to_owned(), "hundred")]);
}

#[test]
fn a_column_in_thousands_and_a_copied_one() {
    let lines: Vec<&str> = FIGURES.lines().filter(|line| line.contains(";2025;")).collect();
    let changed: Vec<String> = lines.iter().map(|line| line.replace(" mnkr", "000 mnkr")).collect();
    let thousands: Vec<(&str, &str)> = lines.iter().copied().zip(changed.iter().map(String::as_str)).collect();
    assert_eq!(doubted(&thousands), [("7 in 2025".to_owned(), "thousand")]);
    // The seven rows of 2025 with the values of 2026, and one more that is the same in both years.
    let copy_of = |line: &&str| {
        let row = format!("{};2026;", line.split(';').next().unwrap());
        FIGURES.lines().find(|other| other.starts_with(&row)).unwrap().replace(";2026;", ";2025;")
    };
    let copies: Vec<String> = lines.iter().map(copy_of).collect();
    let mut copied: Vec<(&str, &str)> = lines.iter().copied().zip(copies.iter().map(String::as_str)).collect();
    copied.push(("", "ram;2025;budget;7 mnkr\nram;2026;budget;7 mnkr"));
    assert_eq!(doubted(&copied), [("8 in 2026 as in 2025".to_owned(), "copied")]);
}

#[test]
fn neighbours_that_fit_each_others_history() {
    let rows = |name: &str, values: [i64; 3]| {
        let years = 2023..;
        values.iter().zip(years).map(|(value, year)| format!("{name};{year};utfall;{value} mnkr\n")).collect::<String>()
    };
    // In 2025 the two have each other's; the file has one year after the other, ram first.
    let text = format!("{}{}", rows("ram", [100, 102, 11]), rows("kostnader", [10, 11, 103]));
    let sorted = {
        let mut lines: Vec<&str> = text.lines().collect();
        lines.sort_by_key(|line| line.split(';').nth(1).unwrap().to_owned());
        lines.join("\n")
    };
    assert_eq!(doubted(&[("", &sorted)]), [("ram 2025".to_owned(), "swapped")]);
}
