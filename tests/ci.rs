//! What other programs are told, from outside: paths from where the command is run, exit codes, and packs that cannot be used.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use crate::scratch::Scratch;

fn run(arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_riktlinje"));
    let output = command.args(arguments).current_dir(here()).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

fn here() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli")
}

#[test]
fn paths_are_from_where_the_command_is_run() {
    let whole = here().join("litet").display().to_string();
    for pack in ["litet", "./litet/", "../cli/litet", whole.as_str()] {
        let (code, log) = run(&["check", pack, "--format", "github"]);
        assert_eq!(code, 1);
        assert!(
            log.starts_with("::error file=litet/figures/budget.csv,line=2,col=22,title=Ej uppfyllt%3A"),
            "{pack}: {log}"
        );
        assert!(log.contains("\n::warning file=litet/pack.yaml,line=23,col=3,title="), "{pack}: {log}");
    }
}

#[test]
fn figures_that_are_named_are_where_they_lie() {
    let (_, log) = run(&["check", "litet", "litet/../litet/figures/budget.csv", "--format", "github"]);
    assert!(log.starts_with("::error file=litet/figures/budget.csv,line=2,"), "{log}");
}

#[test]
fn what_lies_in_the_program_is_at_no_file_of_the_repository() {
    let (code, log) = run(&["check", "region-kronoberg-2024", "--format", "github"]);
    assert_eq!(code, 1);
    assert!(log.starts_with("::error title="), "{log}");
    assert!(!log.contains("file="), "{log}");
}

#[test]
fn faults_of_a_pack_are_told_too() {
    let (code, log) = run(&["check", "trasigt", "--format", "github", "--lang", "en"]);
    assert_eq!(code, 3);
    let lines: Vec<&str> = log.lines().collect();
    assert_eq!(lines.len(), 2, "{log}");
    assert_eq!(
        lines[1],
        "::error file=trasigt/pack.yaml,line=12,col=5,title=Error%3A unknown-key::Unknown key `mesured`. Did you mean `measured`?"
    );
}

#[test]
fn a_pack_in_the_program_has_places_in_the_programs_own_source() {
    let (code, log) = run(&["check", "region-kronoberg-2024", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&log).unwrap();
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    let path = place.as_str().unwrap();
    assert!(path.starts_with("policies/region-kronoberg-2024/") && path.ends_with(".yaml"), "{path}");
    assert_eq!(code, 1);
}

#[test]
fn figures_on_disk_are_the_place_of_a_rule_in_the_program() {
    let scratch = Scratch::new("ci-figures");
    let path = scratch.path("underlag.yaml");
    std::fs::write(&path, "period: 2026\nbasis: budget\nvalues:\n  årets_resultat: -100 mnkr\n").unwrap();
    let (_, log) = run(&["check", "kommunallagen", path.to_str().unwrap(), "--format", "sarif"]);
    let log: Value = serde_json::from_str(&log).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let at_figures = results.iter().find(|result| {
        let place = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        place.as_str().unwrap().ends_with("/underlag.yaml")
    });
    let related = &at_figures.unwrap()["relatedLocations"][0];
    let path = related["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
    assert!(path.starts_with("policies/kommunallagen/") && related["message"]["text"] == "Regeln", "{related}");
}

#[test]
fn every_format_says_as_many_and_ends_the_same() {
    for pack in ["litet", "region-kalmar-2024", "region-kronoberg-2024", "kommunallagen"] {
        let (code, text) = run(&["check", pack, "--format", "json"]);
        let report: Value = serde_json::from_str(&text).unwrap();
        let count = |list: &str| report[list].as_array().unwrap().len();
        let twice = report["findings"].as_array().unwrap().iter().filter(|f| f["code"] == "check-failed").count();
        let wanted = count("verdicts") + count("assessments") + count("findings") - twice;
        let said = |format: &str| {
            let (ended, text) = run(&["check", pack, "--format", format]);
            assert_eq!(ended, code, "{pack} {format}");
            text
        };
        assert_eq!(said("github").lines().count(), wanted, "{pack}");
        let rows = csv::ReaderBuilder::new().delimiter(b';').from_reader(said("csv").as_bytes()).records().count();
        assert_eq!(rows, wanted, "{pack}");
        let sarif: Value = serde_json::from_str(&said("sarif")).unwrap();
        let (results, well) = (&sarif["runs"][0]["results"], &sarif["runs"][0]["properties"]["verdicts"]);
        let (results, well) = (results.as_array().unwrap(), well.as_array().unwrap());
        assert_eq!(results.len() + well.len(), wanted, "{pack}");
        let quality: Value = serde_json::from_str(&said("gitlab")).unwrap();
        assert_eq!(quality.as_array().unwrap().len(), results.len(), "{pack}");
        let junit = said("junit");
        let cases = junit.matches("<testcase ").count();
        assert_eq!(cases, count("verdicts") + count("assessments"), "{pack}");
        let once = |prints: Vec<&Value>| prints.iter().map(|print| print.to_string()).collect::<BTreeSet<_>>().len();
        let prints = results.iter().map(|r| &r["partialFingerprints"]["primaryLocationLineHash"]).collect();
        assert_eq!(once(prints), results.len(), "{pack}");
        assert_eq!(
            once(quality.as_array().unwrap().iter().map(|e| &e["fingerprint"]).collect()),
            results.len(),
            "{pack}"
        );
    }
}

#[test]
fn a_pack_that_is_not_there_is_no_finding() {
    assert_eq!(run(&["check", "finns-inte", "--format", "github"]), (2, String::new()));
}

/// What the ready workflows of the guide run, in a repository with the pack of the guide.
#[test]
fn the_commands_of_the_ready_workflows_are_ours() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scratch = Scratch::new("ci-workflows");
    let examples = root.join("docs/guide/exempel");
    copied(&examples.join("egen-riktlinje"), &scratch.path("riktlinje"));
    copied(&examples.join("lag-i-exempel"), &scratch.path("lag-i-exempel"));
    let (known, nothing) = (root.join("docs/guide/ci/kända-brister.yaml"), scratch.path("kända-brister.yaml"));
    std::fs::write(&nothing, "").unwrap();
    // The draft fails, and with its failure known it does not.
    let new = workflows(root, &scratch, 1);
    std::fs::copy(known, nothing).unwrap();
    let known = workflows(root, &scratch, 0);
    let place = "file=riktlinje/figures/budget.csv,line=5,col=45,title=Ej uppfyllt";
    assert!(new[0].starts_with(&format!("::error {place}%3A ")), "{}", new[0]);
    assert!(known[0].starts_with(&format!("::warning {place} (känd brist)%3A ")), "{}", known[0]);
    let summary = |written: &[String]| written[1].contains("# ") && written[1].contains("ej uppfyllt");
    assert!(summary(&new) && summary(&known) && known[1].contains("känd brist"), "{}", known[1]);
    assert!(["kvalitet.json", "bedömning.md", "prov.xml"].iter().all(|file| scratch.path(file).is_file()));
}

/// What each command of the workflows writes, when it ends as it must.
fn workflows(root: &Path, scratch: &Scratch, code: i32) -> Vec<String> {
    let mut written = Vec::new();
    for file in ["github.yml", "gitlab.yml"] {
        let text = std::fs::read_to_string(root.join("docs/guide/ci").join(file)).unwrap();
        let commands = text.lines().filter_map(|line| Some(line.split_once("riktlinje check ")?.1));
        for command in commands {
            let arguments = command.split(" >> ").next().unwrap().split(" || ").next().unwrap();
            let mut run = Command::new(env!("CARGO_BIN_EXE_riktlinje"));
            let run = run.arg("check").args(arguments.split(' ')).current_dir(scratch.path(""));
            let output = run.output().unwrap();
            assert_eq!(output.status.code(), Some(code), "{command}");
            written.push(String::from_utf8(output.stdout).unwrap());
        }
    }
    assert_eq!(written.len(), 5);
    written
}

fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copied(&entry.path(), &to),
            false => assert!(std::fs::copy(entry.path(), to).is_ok()),
        }
    }
}
