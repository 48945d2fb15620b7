//! The files of a pack, in the order of their names, wherever the pack lies.

use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use super::decode::{Decoded, NoText, decoded, not_utf8};
use super::embedded;
use crate::diagnostic::{Code, Diagnostic, FileId, Home, Sources, Span, sha256_of_bytes};
use crate::language::{Text, composed};
use crate::text;

/// Longer files are refused: a bound on hostile input, far beyond any figures that people keep.
const MAX_BYTES: u64 = 32 * 1024 * 1024;
/// How deep folders may lie in a pack.
const MAX_DEPTH: usize = 4;
/// How many files a pack may have.
const MAX_FILES: usize = 5_000;

/// Where a pack lies.
#[derive(Debug, Clone)]
pub(super) enum Folder {
    /// In the program, under a name.
    BuiltIn(String),
    /// On disk.
    OnDisk(PathBuf),
}

/// A file that has been found, by the name that people see: relative to the pack, with `/`.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// The name.
    pub(super) name: String,
    /// What named it on the command line: itself, or a folder that it lies in.
    pub(super) argument: Option<String>,
    place: Place,
}

#[derive(Debug, Clone)]
enum Place {
    BuiltIn(&'static embedded::File),
    OnDisk(PathBuf),
}

const PACKS: &str = "policies/";
const RULES: &str = "rules/";

/// The names of the packs in the program, sorted.
pub(super) fn built_in_names() -> Vec<String> {
    let inside = embedded::files(PACKS).iter().filter_map(|file| file.name().strip_prefix(PACKS)?.split_once('/'));
    let mut names: Vec<String> = inside.map(|(pack, _)| pack.to_owned()).collect();
    names.dedup();
    names
}

/// The pack of that name in the program.
pub(super) fn built_in(name: &str) -> Option<Folder> {
    let start = format!("{PACKS}{name}/");
    (!name.contains('/') && !embedded::files(&start).is_empty()).then_some(Folder::BuiltIn(start))
}

/// The rule files that all packs share.
pub(super) fn shared_rules() -> Vec<Entry> {
    let files = embedded::files(RULES).iter().filter(|file| file.name().ends_with(".rhai"));
    let named = |file: &'static embedded::File| format!("riktlinje:{}", composed(file.name()));
    files.map(|file| Entry { name: named(file), argument: None, place: Place::BuiltIn(file) }).collect()
}

/// A path as people see it: with `/`, letters in one form.
fn shown(path: &Path) -> String {
    composed(&path.to_string_lossy().replace('\\', "/")).into_owned()
}

impl Folder {
    /// Every file in the folder and those inside it, sorted by name; `prefix` goes before each. Hidden files are left out, links are refused.
    pub(super) fn files(&self, prefix: &str, sources: &mut Sources, faults: &mut Vec<Diagnostic>) -> Vec<Entry> {
        let mut entries = Vec::new();
        match self {
            Self::BuiltIn(start) => entries.extend(embedded::files(start).iter().map(|file| {
                let inside = file.name().strip_prefix(start.as_str()).unwrap_or_default();
                Entry { name: format!("{prefix}{}", composed(inside)), argument: None, place: Place::BuiltIn(file) }
            })),
            Self::OnDisk(path) => {
                let mut walk = Walk { entries: &mut entries, sources, faults };
                walk.folder(path, prefix.trim_end_matches('/'), 0);
            }
        }
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        entries
    }
}

struct Walk<'a> {
    entries: &'a mut Vec<Entry>,
    sources: &'a mut Sources,
    faults: &'a mut Vec<Diagnostic>,
}

impl Walk<'_> {
    fn folder(&mut self, path: &Path, name: &str, depth: usize) {
        let listed = match fs::read_dir(path) {
            Ok(listed) => listed,
            Err(error) => {
                let shown = if name.is_empty() { shown(path) } else { name.to_owned() };
                return self.refuse(&shown, why(&error));
            }
        };
        for entry in listed.flatten() {
            let last = shown(Path::new(&entry.file_name()));
            if last.starts_with('.') {
                continue;
            }
            let inner = if name.is_empty() { last } else { format!("{name}/{last}") };
            match entry.file_type() {
                Ok(kind) if kind.is_symlink() => self.refuse(
                    &inner,
                    text!(
                        "är en länk till en annan plats, och sådana följs inte",
                        "is a link to another place, and those are not followed"
                    ),
                ),
                Ok(kind) if kind.is_dir() && depth >= MAX_DEPTH => {
                    self.refuse(&inner, text!("ligger för djupt", "lies too deep"));
                }
                Ok(kind) if kind.is_dir() => self.folder(&entry.path(), &inner, depth + 1),
                Ok(_) if self.entries.len() >= MAX_FILES => {
                    return self.refuse(
                        &inner,
                        text!("är en fil för mycket: högst {MAX_FILES}", "is one file too many: at most {MAX_FILES}"),
                    );
                }
                Ok(_) => self.entries.push(Entry { name: inner, argument: None, place: Place::OnDisk(entry.path()) }),
                Err(error) => self.refuse(&inner, why(&error)),
            }
        }
    }

    fn refuse(&mut self, name: &str, why: Text) {
        let file = self.sources.add(name, "");
        self.faults.push(unreadable(name, Span::new(file, 0, 0), why));
    }
}

impl Entry {
    /// A file that was named on the command line.
    pub(super) fn named(path: &Path) -> Self {
        let name = path.to_string_lossy().into_owned();
        Self { argument: Some(name.clone()), name, place: Place::OnDisk(path.to_owned()) }
    }

    /// The file beside this one with another last name, if there is one.
    pub(super) fn beside(&self, name: &str) -> Option<Self> {
        let Place::OnDisk(path) = &self.place else { return None };
        let beside = path.with_file_name(name);
        beside.is_file().then(|| Self::named(&beside).by(&self.name))
    }

    /// The name without folders.
    pub(super) fn last_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name)
    }

    /// The name without the ending, and the ending in lower case.
    pub(super) fn stem_and_ending(&self) -> (&str, String) {
        let (stem, ending) = self.name.rsplit_once('.').unwrap_or((&self.name, ""));
        (stem, ending.to_ascii_lowercase())
    }

    fn is_yaml(&self) -> bool {
        matches!(self.stem_and_ending().1.as_str(), "yaml" | "yml")
    }

    /// A part of the guideline itself.
    pub(super) fn is_policy(&self) -> bool {
        self.is_yaml() && !self.name.starts_with("figures/") && !self.name.starts_with("cases/")
    }

    /// Functions of the pack's own.
    pub(super) fn is_script(&self) -> bool {
        self.name.starts_with("rules/") && self.stem_and_ending().1 == "rhai"
    }

    /// A file of cases.
    pub(super) fn is_case(&self) -> bool {
        self.name.starts_with("cases/") && self.is_yaml() && !self.is_figures_of_cases()
    }

    /// Figures that only cases ask for, by name.
    pub(super) fn is_figures_of_cases(&self) -> bool {
        self.name.starts_with("cases/figures/")
    }

    /// Figures, or the description of a table of figures.
    pub(super) fn is_figures(&self) -> bool {
        self.name.starts_with("figures/")
    }

    /// The same, named on the command line by an argument.
    pub(super) fn by(self, argument: &str) -> Self {
        Self { argument: Some(argument.to_owned()), ..self }
    }

    /// The same under another name.
    pub(super) fn renamed(self, name: String) -> Self {
        Self { name, ..self }
    }

    /// Reads the file as text. One that cannot be read is a fault, and so is one that is not UTF-8.
    pub(super) fn read(&self, sources: &mut Sources, faults: &mut Vec<Diagnostic>) -> Option<FileId> {
        let bytes = match &self.place {
            Place::BuiltIn(file) => return Some(sources.add_built_in(self.name.as_str(), file.content())),
            Place::OnDisk(path) => read_bounded(path),
        };
        let bytes = bytes.map_err(|why| self.fault_unread(why, sources, faults)).ok()?;
        match String::from_utf8(bytes) {
            Ok(text) => Some(sources.add_from(self.home(), self.name.as_str(), text)),
            Err(error) => {
                let no_text = not_utf8(error.as_bytes(), error.utf8_error().valid_up_to());
                self.fault_no_text(no_text, sources, faults);
                None
            }
        }
    }

    /// Reads a CSV file: as UTF-8, or as Windows-1252 with a warning.
    pub(super) fn read_csv(&self, sources: &mut Sources, faults: &mut Vec<Diagnostic>) -> Option<FileId> {
        let Place::OnDisk(path) = &self.place else { return self.read(sources, faults) };
        let bytes = read_bounded(path).map_err(|why| self.fault_unread(why, sources, faults)).ok()?;
        let sha256 = sha256_of_bytes(&bytes);
        match decoded(bytes) {
            Ok(Decoded { text, guessed_from: None }) => Some(sources.add_from(self.home(), self.name.as_str(), text)),
            Ok(Decoded { text, guessed_from: Some(from) }) => {
                let name = self.name.as_str();
                let length = text.get(from..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
                let file = sources.add_decoded(self.home(), name, text, sha256);
                let message = text!(
                    "`{name}` är inte UTF-8 och läses som Windows-1252",
                    "`{name}` is not UTF-8 and is read as Windows-1252"
                );
                let fault = Diagnostic::warning(Code::GuessedEncoding, Span::new(file, from, from + length), message);
                faults.push(fault.help(text!(
                    "se efter att å, ä och ö är rätt, eller spara filen som UTF-8; i Excel heter det ”CSV UTF-8”",
                    "see that letters such as å, ä and ö are right, or save the file as UTF-8; Excel calls it “CSV UTF-8”"
                )));
                Some(file)
            }
            Err(no_text) => {
                self.fault_no_text(*no_text, sources, faults);
                None
            }
        }
    }

    fn fault_unread(&self, why: Text, sources: &mut Sources, faults: &mut Vec<Diagnostic>) {
        faults.push(unreadable(&self.name, Span::new(self.unread(sources), 0, 0), why));
    }

    fn fault_no_text(&self, no_text: NoText, sources: &mut Sources, faults: &mut Vec<Diagnostic>) {
        let NoText { text, place: (from, to), why, help } = no_text;
        // The byte order mark is left out of the text among the sources.
        let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let file = sources.add_from(self.home(), self.name.as_str(), text);
        let place = Span::new(file, from.saturating_sub(mark), to.saturating_sub(mark));
        faults.push(unreadable(&self.name, place, why).help(help));
    }

    /// Reads a file that is no text. One that cannot be read is a fault.
    pub(super) fn read_bytes(&self, sources: &mut Sources, faults: &mut Vec<Diagnostic>) -> Option<(FileId, Vec<u8>)> {
        let name = self.name.as_str();
        let bytes = match &self.place {
            Place::BuiltIn(file) => Ok(file.content().text.as_bytes().to_vec()),
            Place::OnDisk(path) => read_bounded(path),
        };
        match bytes {
            Ok(bytes) => Some((sources.add_bytes(self.home(), name, &bytes), bytes)),
            Err(why) => {
                self.fault_unread(why, sources, faults);
                None
            }
        }
    }

    /// The file without its text: for what cannot be read as text anyway.
    pub(super) fn unread(&self, sources: &mut Sources) -> FileId {
        sources.add_from(self.home(), self.name.as_str(), "")
    }

    fn home(&self) -> Home {
        match &self.place {
            Place::BuiltIn(file) => Home::Program(file.name()),
            Place::OnDisk(path) => Home::Disk(from_here(path)),
        }
    }
}

/// A path as it is from the folder that the command is run in, with `/`: the one that other programs know the file by. A path that leads out
/// of that folder stays whole.
fn from_here(path: &Path) -> String {
    let mut whole = PathBuf::new();
    for part in std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).components() {
        match part {
            Component::ParentDir => drop(whole.pop()),
            part => whole.push(part),
        }
    }
    let here = std::env::current_dir().unwrap_or_default();
    let parts = whole.strip_prefix(&here).unwrap_or(&whole).iter().map(|part| part.to_string_lossy());
    let path = parts.collect::<Vec<_>>().join("/").replacen("//", "/", 1);
    composed(&path).into_owned()
}

fn read_bounded(path: &Path) -> Result<Vec<u8>, Text> {
    let too_large = || {
        let most = MAX_BYTES / 1024 / 1024;
        text!("är större än {most} MiB", "is larger than {most} MiB")
    };
    let file = fs::File::open(path).map_err(|e| why(&e))?;
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|e| why(&e))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_large());
    }
    Ok(bytes)
}

fn unreadable(name: &str, place: Span, why: Text) -> Diagnostic {
    let message = Text::new(format!("`{name}` {}", why.sv), format!("`{name}` {}", why.en));
    Diagnostic::error(Code::UnreadableFile, place, message)
}

fn why(error: &std::io::Error) -> Text {
    match error.kind() {
        std::io::ErrorKind::NotFound => text!("finns inte", "does not exist"),
        std::io::ErrorKind::PermissionDenied => text!("får inte läsas", "may not be read"),
        _ => text!("kan inte läsas: {error}", "cannot be read: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    #[test]
    fn the_packs_in_the_program_are_read_as_their_texts_are() {
        let mut known = 0;
        for entry in built_in_names()
            .iter()
            .filter_map(|name| built_in(name))
            .flat_map(|folder| folder.files("", &mut Sources::default(), &mut Vec::new()))
        {
            if !entry.is_yaml() {
                continue;
            }
            let (mut sources, mut faults) = (Sources::default(), Vec::new());
            let file = entry.read(&mut sources, &mut faults).expect("a file in the program is text");
            let text = sources.text(file).to_owned();
            assert!(
                sources.get(file).is_some_and(|f| f.events.is_some()),
                "{} was read when the program was built",
                entry.name
            );
            let (mut again, mut found) = (Sources::default(), Vec::new());
            let written = again.add("", text);
            let read = yaml::parse(file, &sources, &mut faults);
            assert_eq!(
                format!("{read:?}"),
                format!("{:?}", yaml::parse(written, &again, &mut found)),
                "{}",
                entry.name
            );
            assert_eq!(faults, found);
            known += 1;
        }
        assert!(known > 0);
    }
}
