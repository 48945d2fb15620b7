//! The guide and the first page are true: the packs that they show hold together, every line of a file that they quote is in it, and every command
//! says what they say that it says. `UPDATE_GUIDE=1 cargo test guide` writes what the commands say now into the pages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use riktlinje::cases;
use riktlinje::diagnostic::render;
use riktlinje::exit::ExitCode;
use riktlinje::language::Lang;
use riktlinje::pack;

use crate::scratch::Scratch;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
/// What a line of three dots stands for: lines that are left out.
const LEFT_OUT: &str = "…";
const LEFT_OUT_LINE: &str = "\n…\n";

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The first page and those of the guide.
fn pages() -> Vec<PathBuf> {
    let guide = sorted(&Path::new(ROOT).join("docs/guide")).into_iter().filter(|path| path.is_file());
    std::iter::once(Path::new(ROOT).join("README.md")).chain(guide).collect()
}

/// A block of code in a page: its language and its text.
struct Block<'a> {
    language: &'a str,
    text: &'a str,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let fenced = page.split("```").skip(1).step_by(2);
    fenced.map(|block| block.split_once('\n').unwrap()).map(|(language, text)| Block { language, text }).collect()
}

/// The text of every file of the packs that may be quoted.
fn quotable() -> Vec<String> {
    fn walk(folder: &Path, found: &mut Vec<String>) {
        for path in sorted(folder) {
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_none_or(|ending| ending != "xlsx") {
                found.push(fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut found = Vec::new();
    for folder in ["docs/guide/exempel", "docs/guide/fel", "docs/guide/ci", "policies", "rules"] {
        walk(&Path::new(ROOT).join(folder), &mut found);
    }
    found
}

/// What a command of a page says, run among the packs of the guide; one that makes something, where there is nothing.
fn said(arguments: &str) -> String {
    let folder = match arguments.starts_with("new ") {
        true => Scratch::new("guide-new").path(""),
        false => Path::new(ROOT).join("docs/guide/exempel"),
    };
    let mut command = Command::new(env!("CARGO_BIN_EXE_riktlinje"));
    command.args(typed_words(arguments)).current_dir(folder);
    let output = command.output().unwrap();
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    format!("{out}{err}")
}

/// The arguments as a shell parts them: at spaces, but not between `'` and `'`.
fn typed_words(arguments: &str) -> Vec<&str> {
    let parts = arguments.split('\'').enumerate();
    parts
        .flat_map(|(index, part)| if index % 2 == 1 { vec![part] } else { part.split(' ').collect() })
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether the parts between lines that are left out come in that order, each whole. A page that leaves lines out is edited by hand.
fn agrees(shown: &str, said: &str) -> bool {
    let lines: Vec<&str> = shown.lines().collect();
    let mut rest: Vec<&str> = said.lines().collect();
    let mut free = false;
    for part in lines.split(|line| line.trim() == LEFT_OUT) {
        let mut starts = 0..=rest.len().saturating_sub(part.len());
        let Some(start) = starts.find(|at| rest[*at..].starts_with(part)) else { return false };
        if !free && start > 0 {
            return false;
        }
        rest.drain(..start + part.len());
        free = true;
    }
    rest.is_empty() || lines.last().is_some_and(|line| line.trim() == LEFT_OUT)
}

#[test]
fn every_pack_of_the_guide_holds_and_passes_its_cases() {
    let folders = sorted(&Path::new(ROOT).join("docs/guide/exempel"));
    assert!(folders.len() >= 5, "{folders:?}");
    for folder in folders {
        let named = folder.to_str().unwrap();
        let tested = cases::test(pack::find(named).unwrap()).unwrap_or_else(|faults| panic!("{named}: {faults:?}"));
        let failed = tested.cases.iter().flat_map(|case| &case.failures);
        let failed: Vec<String> = failed.map(|d| render(d, &tested.sources, Lang::En, false)).collect();
        assert_eq!(tested.exit(), ExitCode::Success, "{named}\n{}", failed.join("\n\n"));
    }
}

#[test]
fn every_page_has_a_row_in_the_list_of_topics() {
    let mut guide = pages().into_iter().filter(|page| !page.ends_with("README.md"));
    let first = fs::read_to_string(guide.next().unwrap()).unwrap();
    let (_, topics) = first.split_once("\n## Ämne för ämne\n").unwrap();
    for page in guide {
        let name = page.file_name().unwrap().to_str().unwrap();
        assert!(topics.contains(&format!("]({name}) |")), "{name} is not in the list of topics of the first page");
    }
}

#[test]
fn every_quoted_file_has_what_is_quoted() {
    let files = quotable();
    let mut wrong = Vec::new();
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for block in blocks(&text).iter().filter(|block| ["yaml", "csv", "rhai"].contains(&block.language)) {
            if !files.iter().any(|file| file.contains(block.text)) {
                wrong.push(format!("{}\n{}", page.display(), block.text));
            }
        }
    }
    assert!(wrong.is_empty(), "in no file of a pack:\n{}", wrong.join("\n"));
}

#[test]
fn every_command_says_what_the_pages_say() {
    let (mut wrong, mut commands) = (Vec::new(), 0);
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        let mut now = text.clone();
        for block in blocks(&text) {
            let Some((command, shown)) = block.text.strip_prefix("$ ").and_then(|text| text.split_once('\n')) else {
                continue;
            };
            let typed = command.strip_prefix("cargo run --release -- ").or_else(|| command.strip_prefix("riktlinje "));
            let typed = typed.unwrap_or_else(|| panic!("`{command}` is none of ours"));
            let says = said(typed);
            commands += 1;
            if !agrees(shown, &says) {
                if !shown.contains(LEFT_OUT_LINE) {
                    now = now.replace(block.text, &format!("$ {command}\n{says}"));
                }
                wrong.push(format!("{}\n$ {command}\n{says}", page.display()));
            }
        }
        if now != text && std::env::var_os("UPDATE_GUIDE").is_some() {
            fs::write(&page, now).unwrap();
        }
    }
    assert!(commands >= 15, "the pages show commands: {commands}");
    assert!(wrong.is_empty(), "the pages say something else than\n{}", wrong.join("\n"));
}
