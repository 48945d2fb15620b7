//! The source keeps to its own rules: layers use only what stands before them, files and functions stay short, and nothing is left lying about.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the library in the order in which they may use each other; `docs/architecture.md` has the table.
const LAYERS: &[&str] = &[
    "language",
    "quantity",
    "diagnostic",
    "yaml",
    "figures",
    "formula",
    "policy",
    "script",
    "check",
    "pack",
    "evaluate",
    "verdict",
    "solve",
    "exit",
    "baseline",
    "report",
    "record",
    "cases",
];

/// What an earlier module uses of a later one: file, module. May only shrink.
const UPWARDS: &[(&str, &str)] = &[];

const MOST_LINES_OF_A_FILE: usize = 450;
const MOST_LINES_OF_A_FUNCTION: usize = 75;

/// Longer files. May only shrink.
const LONG_FILES: &[&str] = &[];
/// Longer functions: file, function. May only shrink.
const LONG_FUNCTIONS: &[(&str, &str)] = &[];

/// What does not belong in finished source.
const BANNED: &[&str] =
    &["TODO", "FIXME", "XXX", "HACK", "unimplemented!(", "todo!(", "dbg!(", "/work/", "/home/", "/root/"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file under a folder with an ending, by its name from the root, and its text.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, ending, found);
            } else if path.extension().is_some_and(|e| e == ending) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), ending, &mut found);
    found.sort();
    assert!(!found.is_empty(), "there are files in {folder}");
    let name = |path: &Path| path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
    found.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

/// The layer that a file of the library is in.
fn layer_of(file: &str) -> Option<usize> {
    let module = file.strip_prefix("src/")?.split(['/', '.']).next()?;
    LAYERS.iter().position(|layer| *layer == module)
}

/// The modules of the library that a line names: after `crate::`, alone or in braces.
fn modules_named(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for after in text.split("crate::").skip(1) {
        let group = after.strip_prefix('{').and_then(|rest| rest.split('}').next());
        let parts = group.map_or_else(|| vec![after], |group| group.split(',').collect());
        for part in parts {
            let name: String = part.trim().chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            if LAYERS.contains(&name.as_str()) && !found.contains(&name) {
                found.push(name);
            }
        }
    }
    found
}

#[test]
fn a_layer_uses_only_layers_before_it() {
    let mut wrong = Vec::new();
    for (file, text) in files("src", "rs") {
        let Some(own) = layer_of(&file) else { continue };
        for module in modules_named(&text) {
            let later = LAYERS.iter().position(|l| *l == module).unwrap() > own;
            let known = UPWARDS.contains(&(file.as_str(), module.as_str()));
            assert!(later || !known, "{file} no longer uses {module}: take it off the list");
            if later && !known {
                wrong.push(format!("{file} uses {module}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_is_a_layer_and_stands_in_the_table() {
    let library = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let mut modules: Vec<&str> =
        library.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let mut layers = LAYERS.to_vec();
    modules.sort_unstable();
    layers.sort_unstable();
    assert_eq!(modules, layers);
    let page = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    let rows: Vec<&str> = page.lines().filter_map(|l| l.strip_prefix("| `")?.split('`').next()).collect();
    let named: Vec<&str> = LAYERS.iter().copied().chain(["cli"]).collect();
    assert_eq!(rows, named, "the table of layers in docs/architecture.md");
    for row in page.lines().filter(|line| line.starts_with("| `")) {
        assert!(library.contains(&format!("//! {row}\n")), "src/lib.rs has the same table: {row}");
    }
}

#[test]
fn files_are_short() {
    let mut long = Vec::new();
    for (file, text) in files("src", "rs") {
        let lines = text.lines().count();
        let known = LONG_FILES.contains(&file.as_str());
        assert!(lines > MOST_LINES_OF_A_FILE || !known, "{file} is short enough now: take it off the list");
        if lines > MOST_LINES_OF_A_FILE && !known {
            long.push(format!("{file}: {lines} lines"));
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// Functions of a formatted file with their numbers of lines: from `fn` to the brace that closes it at the same depth.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let words = line.trim_start();
        let depth = line.len() - words.len();
        let is_function = words.starts_with("fn ") || words.starts_with("pub") && words.contains(" fn ");
        if !is_function || line.ends_with([';', '}']) {
            continue;
        }
        let name = words.split("fn ").nth(1).unwrap_or_default().split(['(', '<']).next().unwrap_or_default();
        let closing = format!("{}}}", " ".repeat(depth));
        if let Some(length) = lines[start..].iter().position(|l| *l == closing) {
            found.push((name.to_owned(), length + 1));
        }
    }
    found
}

#[test]
fn functions_are_short() {
    let mut long = Vec::new();
    for (file, text) in files("src", "rs") {
        for (name, lines) in functions(&text) {
            let known = LONG_FUNCTIONS.contains(&(file.as_str(), name.as_str()));
            if lines > MOST_LINES_OF_A_FUNCTION && !known {
                long.push(format!("{file}: {name} has {lines} lines"));
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
    for (file, name) in LONG_FUNCTIONS {
        let text = fs::read_to_string(root().join(file)).unwrap();
        let still = functions(&text).iter().any(|(n, lines)| n == name && *lines > MOST_LINES_OF_A_FUNCTION);
        assert!(still, "{file}: {name} is short enough now: take it off the list");
    }
}

#[test]
fn nothing_is_left_lying_about() {
    let mut wrong = Vec::new();
    let own = "tests/layers.rs";
    let folders = [("src", "rs"), ("tests", "rs"), ("docs", "md"), ("policies", "yaml"), ("rules", "rhai")];
    for (file, text) in
        folders.into_iter().flat_map(|(folder, ending)| files(folder, ending)).filter(|(file, _)| file != own)
    {
        for (number, line) in text.lines().enumerate() {
            for word in BANNED.iter().filter(|word| line.contains(**word)) {
                wrong.push(format!("{file}:{}: {word}", number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
