//! What other programs are told, from outside: paths from where the command is run, exit codes, and packs that cannot be used.

use std::path::Path;
use std::process::Command;

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
fn a_pack_that_is_not_there_is_no_finding() {
    assert_eq!(run(&["check", "finns-inte", "--format", "github"]), (2, String::new()));
}
