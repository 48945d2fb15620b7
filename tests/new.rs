//! `riktlinje new`: what it makes works at once, is what the guide goes through, and never takes the place of anything.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::scratch::Scratch;

/// A command run in a folder: its exit code and all that it said.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_riktlinje"));
    let output = command.args(arguments).current_dir(folder).env("TERM", "dumb").output().unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    (output.status.code().unwrap(), said)
}

/// Every file under a folder, by its name from there, with its text.
fn files(folder: &Path) -> BTreeMap<String, String> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                found.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}

fn empty(name: &str) -> PathBuf {
    Scratch::new(name).path("")
}

/// A made folder with the commands that come next, in one language.
fn transcript(lang: &str) -> String {
    let folder = empty(&format!("new-transcript-{lang}"));
    let commands = ["new min-region", "validate min-region", "test min-region", "new min-region"];
    let each = commands.iter().map(|line| {
        let typed = format!("{line} --lang {lang}");
        let (code, said) = run(&folder, &typed.split(' ').collect::<Vec<_>>());
        format!("$ riktlinje {typed}\n{said}[{code}]\n")
    });
    each.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_new_pack_says_what_is_in_it_and_what_to_do() {
    insta::assert_snapshot!(format!("{}\n{}", transcript("sv"), transcript("en")));
}

#[test]
fn a_new_pack_holds_is_judged_and_passes_its_case() {
    let folder = empty("new-works");
    for name in ["region-kalmar-2026", "Östergötland", "år", "true", "nej", "a_b", "x"] {
        assert_eq!(run(&folder, &["new", name]).0, 0, "{name}");
        for command in [&["validate", "--strict"][..], &["check"], &["test"], &["list"]] {
            let (code, said) = run(&folder, &[command, &[name]].concat());
            assert_eq!(code, 0, "{command:?} {name}\n{said}");
        }
        let (_, said) = run(&folder, &["check", name]);
        assert!(said.contains(&format!("Regelpaket {name} ")), "{said}");
        assert!(said.contains("Exempel; sätt målet"), "what is made up is said to be\n{said}");
    }
}

#[test]
fn a_new_pack_is_the_one_that_the_guide_goes_through() {
    let folder = empty("new-guide");
    assert_eq!(run(&folder, &["new", "min-region/"]).0, 0);
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide/exempel/min-region");
    assert_eq!(files(&folder.join("min-region")), files(&example));
}

#[test]
fn only_the_name_differs_between_two_packs() {
    let folder = empty("new-name");
    assert_eq!(run(&folder, &["new", "första"]).0 + run(&folder, &["new", "andra"]).0, 0);
    let renamed = |text: &String| text.replace("pack: första\n", "pack: andra\n");
    let first: Vec<String> = files(&folder.join("första")).values().map(renamed).collect();
    assert_eq!(first, files(&folder.join("andra")).into_values().collect::<Vec<_>>());
}

#[test]
fn the_name_is_written_with_letters_in_one_form() {
    let folder = empty("new-composed");
    assert_eq!(run(&folder, &["new", "va\u{30a}r-region"]).0, 0);
    assert!(folder.join("vår-region/pack.yaml").is_file());
}

#[test]
fn what_is_there_is_left_as_it_is() {
    let folder = empty("new-exists");
    fs::create_dir(folder.join("tom")).unwrap();
    fs::write(folder.join("fil"), "kvar").unwrap();
    for name in ["tom", "fil", "./tom/"] {
        let (code, said) = run(&folder, &["new", name]);
        assert_eq!(code, 2, "{name}");
        assert!(said.contains("finns redan") && said.contains("ingenting har ändrats"), "{said}");
    }
    assert_eq!(fs::read_dir(folder.join("tom")).unwrap().count(), 0);
    assert_eq!(fs::read_to_string(folder.join("fil")).unwrap(), "kvar");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "nothing unfinished is left");
}

#[cfg(unix)]
#[test]
fn a_link_to_nowhere_is_something_too() {
    let folder = empty("new-link");
    std::os::unix::fs::symlink("ingenstans", folder.join("region")).unwrap();
    assert_eq!(run(&folder, &["new", "region"]).0, 2);
    assert!(!folder.join("ingenstans").exists());
}

#[test]
fn a_folder_that_cannot_be_made_leaves_nothing() {
    let folder = empty("new-fails");
    fs::write(folder.join("fil"), "").unwrap();
    assert_eq!(run(&folder, &["new", "fil/region"]).0, 2);
    assert_eq!(run(&folder, &["new", "saknas/region"]).0, 2);
    assert_eq!(run(&folder, &["new", "null"]).0, 2, "YAML reads it as nothing");
    // A name with the right letters that no file system takes.
    let (code, said) = run(&folder, &["new", &"å".repeat(200)]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("kan inte skapas"), "{said}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn what_was_made_is_told_as_json_too() {
    let folder = empty("new-json");
    let (code, said) = run(&folder, &["new", "region", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!((code, &told["pack"], told["files"].as_array().unwrap().len()), (0, &"region".into(), 3));
}
