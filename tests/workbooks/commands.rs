//! What the commands say of workbooks.

use std::process::Command;

use insta::assert_snapshot;

use super::TABLE;
use super::book::{book, books};
use crate::scratch::Scratch;

const RULE: &str =
    "requirements:\n  - requirement: positivt\n    title: Resultatet är positivt\n    that: resultat > 0\n";
const ROWS: &str = "Rad;2023;2024\nResultat;120;140.5";

/// Everything that a command says, run in the folder of the test, and how it ends.
fn said(scratch: &Scratch, arguments: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_riktlinje"));
    command.args(arguments.split(' ')).current_dir(scratch.path(""));
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    format!("{}{}[{}]\n", text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

fn scratch(test: &str, workbook: &[u8]) -> Scratch {
    Scratch::pack(&format!("workbooks-{test}"), &[("krav.yaml", RULE)])
        .with("budget.xlsx", workbook)
        .with("budget.table.yaml", TABLE)
}

#[test]
fn a_verdict_cites_the_cell_in_every_format() {
    let formats = ["text", "json", "html", "markdown", "csv", "github", "sarif", "junit", "gitlab"];
    let checks = formats.map(|format| format!("check exempel budget.xlsx --format {format}"));
    let explained = ["text", "json"].map(|format| format!("explain exempel positivt budget.xlsx --format {format}"));
    for (rule, rows) in [("met", ROWS), ("not-met", "Rad;2023;2024\nResultat;-120;-140.5")] {
        let scratch = scratch(&format!("cited-{rule}"), &book(rows));
        for command in checks.iter().chain(&explained) {
            // GitLab's list knows only faults, and the table of the text has no figures.
            if rule == "met" && command.ends_with("gitlab") || command.starts_with("check") && command.ends_with("text")
            {
                continue;
            }
            let said = said(&scratch, command);
            assert!(said.contains("budget.xlsx!Blad1!C2"), "{rule}, {command}: {said}");
        }
    }
}

#[test]
fn a_place_in_a_workbook_is_no_line() {
    let scratch = scratch("no-line", &book("Rad;2023;2024\nResultat;-120;-140.5"));
    let sarif = said(&scratch, "check exempel budget.xlsx --format sarif");
    let sarif: serde_json::Value = serde_json::from_str(sarif.rsplit_once('[').unwrap().0).unwrap();
    let figure = &sarif["runs"][0]["results"][0]["relatedLocations"][0];
    assert_eq!(figure["physicalLocation"], serde_json::json!({"artifactLocation": {"uri": "budget.xlsx"}}));
    assert_eq!(figure["logicalLocations"][0]["fullyQualifiedName"], "budget.xlsx!Blad1!C2");
    let github = said(&scratch, "check exempel budget.xlsx --format github");
    assert!(github.contains("::error file=budget.xlsx,title="), "{github}");
    let junit = said(&scratch, "check exempel budget.xlsx --format junit");
    assert!(junit.contains("file=\"budget.xlsx\"") && !junit.contains("file=\"budget.xlsx\" line"), "{junit}");
}

#[test]
fn an_alert_at_a_cell_has_the_region_that_github_wants() {
    // A fault of the workbook itself: there is no rule for the alert to stand at.
    let fault = scratch("alert", &book("Rad;2023;2024\nResultat;120;=B9 → #REF!"));
    let sarif = said(&fault, "check exempel budget.xlsx --format sarif");
    let (sarif, _) = sarif.split_once("\n}\n").unwrap();
    let sarif: serde_json::Value = serde_json::from_str(&format!("{sarif}\n}}")).unwrap();
    let alert = &sarif["runs"][0]["results"][0]["locations"][0];
    assert_eq!(alert["physicalLocation"]["artifactLocation"]["uri"], "budget.xlsx");
    let begins = serde_json::json!({"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1});
    assert_eq!(alert["physicalLocation"]["region"], begins);
    assert_eq!(alert["logicalLocations"][0]["name"], "Blad1!C2");
}

#[test]
fn a_finding_and_a_fault_cite_the_cell_in_every_format() {
    let doubt = scratch("cited-doubt", &book("Rad;2023;2024\nResultat;120;179.99999999999997"));
    let fault = scratch("cited-fault", &book("Rad;2023;2024\nResultat;120;=B9 → #REF!"));
    for format in ["text", "json", "html", "markdown", "csv", "github", "sarif", "junit", "gitlab"] {
        for scratch in [&doubt, &fault] {
            let said = said(scratch, &format!("check exempel budget.xlsx --format {format}"));
            assert!(said.contains("budget.xlsx!Blad1!C2"), "{format}: {said}");
        }
    }
}

#[test]
fn what_should_be_looked_at_is_said_by_every_command() {
    let scratch = scratch("doubt-everywhere", &book("Rad;2023;2024\nResultat;120;179.99999999999997"))
        .with("andra.xlsx", book("Rad;2023;2024\nResultat;120;-5"))
        .with("andra.table.yaml", TABLE);
    for command in [
        "check exempel budget.xlsx",
        "explain exempel positivt budget.xlsx",
        "import exempel budget.xlsx",
        "sensitivity exempel budget.xlsx",
        "risk exempel budget.xlsx --spread resultat[2024]=±5mnkr",
        "template exempel budget.xlsx -o mall.xlsx",
        "diff exempel budget.xlsx andra.xlsx",
        "diff exempel andra.xlsx budget.xlsx --format json",
        "diff --policy exempel exempel budget.xlsx",
    ] {
        let said = said(&scratch, command);
        assert!(said.contains("cell-doubt") && said.contains("budget.xlsx!Blad1!C2"), "{command}: {said}");
    }
}

#[test]
fn what_follows_from_a_broken_description_is_not_said() {
    let broken = TABLE.replace("all:", "al:");
    let book = scratch("broken-description", &book(ROWS)).with("budget.table.yaml", &broken);
    let csv = Scratch::pack("csv-broken-description", &[("krav.yaml", RULE)])
        .with("budget.csv", "Rad;2023;2024\nResultat;120;140,5\n")
        .with("budget.table.yaml", &broken);
    let named = scratch("broken-mapping", &self::book(ROWS)).with("form.yaml", &broken);
    for (scratch, arguments) in
        [(&book, "budget.xlsx"), (&csv, "budget.csv"), (&named, "budget.xlsx --mapping form.yaml")]
    {
        let said = said(scratch, &format!("check exempel {arguments}"));
        assert!(said.starts_with("fel[unknown-key]: okänd nyckel `al`\n") && said.ends_with("[3]\n"), "{said}");
        assert_eq!(said.matches("fel[").count(), 1, "{said}");
    }
}

#[test]
fn the_fingerprint_of_a_workbook_is_that_of_the_file() {
    let scratch = scratch("sha", &book(ROWS));
    let said = said(&scratch, "check exempel budget.xlsx --format json");
    let output = Command::new("sha256sum").arg(scratch.path("budget.xlsx")).output().unwrap();
    let sha256 = String::from_utf8(output.stdout).unwrap()[..64].to_owned();
    assert!(said.contains(&format!("\"file\": \"budget.xlsx\",\n      \"sha256\": \"{sha256}\"")), "{said}");
}

#[test]
fn faults_underline_the_cell() {
    let rows = "Rad;2023;2024;Prognos\nResultat;120;=B9 → #REF!;3";
    let workbook = books(&[("Blad1", rows)], |_, sheet| {
        sheet.set_row_hidden(1).unwrap();
    });
    let scratch = scratch("underlined", &workbook);
    assert_snapshot!(said(&scratch, "check exempel budget.xlsx"));
}

#[test]
fn a_mapping_may_be_named() {
    let scratch = Scratch::pack("workbooks-mapping", &[("krav.yaml", RULE)])
        .with("budget.xlsx", book(ROWS))
        .with("annan.csv", "figure;period;value\nresultat;2024;1 mnkr\n")
        .with("tabell.yaml", TABLE);
    let named = said(&scratch, "check exempel budget.xlsx --mapping tabell.yaml");
    assert!(named.contains("uppfyllt") && named.ends_with("[0]\n"), "{named}");
    let two = said(&scratch, "check exempel budget.xlsx annan.csv --mapping tabell.yaml");
    assert!(
        two.contains("`--mapping` kan höra till `budget.xlsx` eller `annan.csv`") && two.ends_with("[2]\n"),
        "{two}"
    );
    let none = said(&scratch, "check exempel --mapping tabell.yaml");
    assert!(none.ends_with("[2]\n"), "{none}");
    let absent = said(&scratch, "check exempel budget.xlsx --mapping tabel.yaml");
    assert!(absent.contains("`tabel.yaml` finns inte") && absent.ends_with("[2]\n"), "{absent}");
}

/// A workbook with something that is read, something that is not understood, and without something that the pack needs.
fn half_understood(test: &str) -> Scratch {
    let rows = "Rad;2023;2024\nResultat;120;140.5\nResultatt;1;2\nSkatter;;=B9 → #REF!";
    let rule = format!("{RULE}  - requirement: andel\n    title: Andel\n    that: nettokostnad / skatter < 2\n");
    scratch(test, &book(rows)).with("exempel/krav.yaml", rule)
}

#[test]
fn import_shows_what_was_read_what_was_not_understood_and_what_is_lacking() {
    let scratch = half_understood("import");
    assert_snapshot!(said(&scratch, "import exempel budget.xlsx"));
    assert_snapshot!(said(&scratch, "import exempel budget.xlsx --lang en"));
    assert_snapshot!(said(&scratch, "import exempel budget.xlsx --format json"));
}

#[test]
fn import_ends_well_where_everything_was_understood() {
    let whole = scratch("import-whole", &book(ROWS));
    let written = said(&whole, "import exempel budget.xlsx");
    assert!(
        written.contains("• ”Resultat”, 2024, utfall: 140,5\u{a0}mnkr ±0,05\n      budget.xlsx!Blad1!C2"),
        "{written}"
    );
    assert!(
        !written.contains("Inte förstått") && !written.contains("finns inte") && written.ends_with("[0]\n"),
        "{written}"
    );
    let own = said(&whole, "import exempel");
    assert!(
        own.contains("0 värden ur 0 filer")
            && own.contains("• ”Resultat” (`resultat`, mnkr)")
            && own.ends_with("[0]\n"),
        "{own}"
    );
    assert!(said(&whole, "import exempel finns.xlsx").ends_with("[2]\n"));
    assert!(said(&whole, "import exempel budget.xlsx --format html").ends_with("[2]\n"));
}
