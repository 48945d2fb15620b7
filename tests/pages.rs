//! Every pack in the program has its page in `docs/packs/`, and the page says what the pack says now. `UPDATE_PAGES=1 cargo test pages` writes them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use riktlinje::language::Lang;
use riktlinje::{pack, report};

const HOW: &str = "write the pages anew with `UPDATE_PAGES=1 cargo test pages`, and read what has changed";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/packs")
}

/// The names in a folder without their ending, hidden ones left out.
fn names(folder: &Path) -> BTreeSet<String> {
    let all = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let seen = all.filter(|name| !name.starts_with('.'));
    seen.map(|name| name.strip_suffix(".md").map_or(name.clone(), str::to_owned)).collect()
}

fn page(name: &str) -> String {
    let opened = pack::open(name).unwrap_or_else(|faults| panic!("{name}: {:#?}", faults.diagnostics));
    report::page(&opened.policy, Lang::Sv)
}

#[test]
fn every_pack_has_a_page_that_says_what_it_says() {
    let update = std::env::var_os("UPDATE_PAGES").is_some();
    let mut old = Vec::new();
    for name in names(&Path::new(env!("CARGO_MANIFEST_DIR")).join("policies")) {
        let (file, now) = (folder().join(format!("{name}.md")), page(&name));
        if update {
            fs::create_dir_all(folder()).unwrap();
            fs::write(&file, &now).unwrap();
        }
        if fs::read_to_string(&file).ok() != Some(now) {
            old.push(format!("docs/packs/{name}.md"));
        }
    }
    assert!(old.is_empty(), "missing, or older than the pack: {}\n{HOW}", old.join(", "));
}

#[test]
fn every_page_has_a_pack() {
    let packs: BTreeSet<String> = pack::built_in().into_iter().collect();
    let left: Vec<String> = names(&folder()).difference(&packs).cloned().collect();
    assert!(left.is_empty(), "pages in docs/packs/ of packs that are not there: {left:?}; remove them");
}

#[test]
fn the_same_pack_gives_the_same_page() {
    assert_eq!(page(pack::EXAMPLE), page(pack::EXAMPLE));
}
