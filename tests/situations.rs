//! What verdicts mean and what every fault looks like, as files that a controller can read: `cases/good` holds one situation a file, `cases/bad` one
//! kind of fault a file. What the keys are is said in `cases/README.md`.

mod bad;
mod good;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use riktlinje::check::{Library, PackSource, check};
use riktlinje::diagnostic::{Diagnostic, FileId, Sources, any_error, render};
use riktlinje::figures::{Loaded, load, read_table};
use riktlinje::language::Lang;
use riktlinje::policy::{Policy, raw};
use riktlinje::yaml::{Mapping, Node, Reader, Spanned, parse};

/// Runs every file of a folder and reports all that fail together. `least` keeps the folder from losing files unnoticed.
fn every_file(folder: &str, least: usize, run: fn(&mut Situation, Mapping<'_>) -> Result<(), String>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
    let mut files = Vec::new();
    find(&root, &mut files);
    files.sort();
    assert!(files.len() >= least, "{folder}: {} files, of at least {least}", files.len());
    let mut failures = Vec::new();
    for path in &files {
        let name = path.strip_prefix(&root).unwrap().display().to_string();
        if let Err(said) = situation(&name, &std::fs::read_to_string(path).unwrap(), run) {
            failures.push(format!("== {folder}/{name}\n{said}"));
        }
    }
    assert!(failures.is_empty(), "{} of {} files fail\n\n{}", failures.len(), files.len(), failures.join("\n"));
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            find(&path, files);
        } else if path.extension().is_some_and(|e| e == "yaml") {
            files.push(path);
        }
    }
}

fn situation(name: &str, text: &str, run: fn(&mut Situation, Mapping<'_>) -> Result<(), String>) -> Result<(), String> {
    let mut situation = Situation::default();
    let file = situation.sources.add(name, text);
    let mut faults = Vec::new();
    let documents: Vec<Node> = parse(file, &situation.sources, &mut faults).into_iter().flatten().collect();
    situation.sound(&faults)?;
    let [document] = documents.as_slice() else { return Err("one document a file".to_owned()) };
    let mut reader = Reader::default();
    let Some(mut keys) = reader.mapping(document) else { return Err("a file is keys with values".to_owned()) };
    for key in ["about", "why"] {
        keys.required_text(key, &mut reader);
    }
    situation.read(&mut keys, &mut reader);
    situation.sound(&reader.faults)?;
    run(&mut situation, keys)
}

/// A pack, the packs that it uses and figures, all in memory.
#[derive(Default)]
struct Situation {
    sources: Sources,
    pack: String,
    packs: Shelf,
    scripts: BTreeMap<String, String>,
    figures: BTreeMap<String, String>,
}

impl Situation {
    fn read(&mut self, keys: &mut Mapping<'_>, reader: &mut Reader) {
        self.pack = keys.required_text("pack", reader).map_or(String::new(), |t| t.value);
        self.packs = Shelf(texts(keys.get("packs"), reader));
        self.scripts = texts(keys.get("scripts"), reader);
        self.figures = texts(keys.get("figures"), reader);
    }

    /// Everything that is wrong, or nothing.
    fn sound(&self, faults: &[Diagnostic]) -> Result<(), String> {
        if any_error(faults) { Err(self.shown(faults)) } else { Ok(()) }
    }

    fn shown(&self, faults: &[Diagnostic]) -> String {
        faults.iter().map(|f| render(f, &self.sources, Lang::Sv, false)).collect::<Vec<_>>().join("\n")
    }

    fn policy(&mut self, faults: &mut Vec<Diagnostic>) -> Option<Policy> {
        let pack = pack_of("pack.yaml", &self.pack, &self.scripts, &mut self.sources, faults)?;
        check(pack, &mut self.packs, &[], &mut self.sources, faults)
    }

    /// The figures, and the files that they come from.
    fn figures(&mut self, policy: &Policy, faults: &mut Vec<Diagnostic>) -> (Loaded, Vec<FileId>) {
        let (mut files, mut tables) = (Vec::new(), Vec::new());
        for (name, text) in &self.figures {
            let file = self.sources.add(name, text);
            let Some(stem) = name.strip_suffix(".table.yaml") else {
                files.push(file);
                continue;
            };
            let mut reader = Reader::default();
            for document in parse(file, &self.sources, faults).iter().flatten() {
                tables.extend(read_table(document, &mut reader, Some(&format!("{stem}.csv"))));
            }
            faults.append(&mut reader.faults);
        }
        let mut loaded = load(&files, &self.sources, &policy.vocabulary, &tables);
        faults.append(&mut loaded.diagnostics);
        (loaded, files)
    }
}

/// The packs that a pack may use: name to text.
#[derive(Default)]
struct Shelf(BTreeMap<String, String>);

impl Library for Shelf {
    fn names(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }

    fn load(&mut self, name: &str, sources: &mut Sources, faults: &mut Vec<Diagnostic>) -> Option<PackSource> {
        let text = self.0.get(name)?;
        pack_of(&format!("{name}/pack.yaml"), text, &BTreeMap::new(), sources, faults)
    }
}

fn pack_of(
    name: &str,
    text: &str,
    scripts: &BTreeMap<String, String>,
    sources: &mut Sources,
    faults: &mut Vec<Diagnostic>,
) -> Option<PackSource> {
    let file = sources.add(name, text);
    let scripts = scripts.iter().map(|(name, text)| sources.add(name, text)).collect();
    let raw = raw::decode(&[file], sources, faults)?;
    Some(PackSource { raw, files: vec![file], scripts })
}

/// Names with a text under each.
fn texts(node: Option<&Node>, reader: &mut Reader) -> BTreeMap<String, String> {
    let entries = node.map_or(&[][..], |node| reader.entries(node));
    entries.iter().filter_map(|e| Some((e.key.to_string(), reader.text(&e.node)?.value))).collect()
}

/// A text, or several in a list.
fn list(node: Option<&Node>, reader: &mut Reader) -> Vec<Spanned<String>> {
    let items = node.map_or_else(Vec::new, |node| reader.items_or_one(node));
    items.into_iter().filter_map(|item| reader.text(item)).collect()
}
