//! What a pack may build on: the packs beside it, those in the program, and the rule files that all packs share.

use std::path::PathBuf;

use super::folder::{self, Entry, Folder};
use crate::check::{Library, PackSource};
use crate::diagnostic::{Diagnostic, FileId, Sources, any_error};
use crate::policy::raw::decode;

/// The packs that a pack may use.
pub(super) struct Shelf {
    /// The folder that the pack lies in; a built-in pack uses only built-in ones.
    beside: Option<PathBuf>,
}

impl Shelf {
    /// Those that a pack in `folder` may use.
    pub(super) fn beside(folder: &Folder) -> Self {
        let beside = match folder {
            Folder::BuiltIn(_) => None,
            Folder::OnDisk(path) => Some(path.join("..")),
        };
        Self { beside }
    }

    fn folder(&self, name: &str) -> Option<Folder> {
        let is_a_name = !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', ':']);
        if !is_a_name {
            return None;
        }
        let on_disk = self.beside.as_ref().map(|folder| folder.join(name));
        let on_disk = on_disk.filter(|folder| folder.join("pack.yaml").is_file());
        on_disk.map(Folder::OnDisk).or_else(|| folder::built_in(name))
    }
}

impl Library for Shelf {
    fn names(&self) -> Vec<String> {
        let beside = self.beside.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten().flatten();
        let packs = beside.filter(|entry| entry.path().join("pack.yaml").is_file());
        let mut names: Vec<String> = packs.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.extend(folder::built_in_names());
        names.sort();
        names.dedup();
        names
    }

    fn load(&mut self, name: &str, sources: &mut Sources, faults: &mut Vec<Diagnostic>) -> Option<PackSource> {
        let folder = self.folder(name)?;
        let prefix = format!("{name}/");
        let files = folder.files("", sources, faults);
        let files: Vec<Entry> = files.into_iter().filter(|f| f.is_policy() || f.is_script()).collect();
        let named = |file: Entry| {
            let name = format!("{prefix}{}", file.name);
            file.renamed(name)
        };
        let (policy, scripts): (Vec<Entry>, Vec<Entry>) = files.into_iter().partition(Entry::is_policy);
        read(policy.into_iter().map(named), scripts.into_iter().map(named), sources, faults)
    }
}

/// The pack that the files are, as it is written. `None` if it cannot be read.
pub(super) fn source_of(files: &[Entry], sources: &mut Sources, faults: &mut Vec<Diagnostic>) -> Option<PackSource> {
    let policy = files.iter().filter(|f| f.is_policy()).cloned();
    let scripts = files.iter().filter(|f| f.is_script()).cloned();
    read(policy, scripts, sources, faults)
}

fn read(
    policy: impl Iterator<Item = Entry>,
    scripts: impl Iterator<Item = Entry>,
    sources: &mut Sources,
    faults: &mut Vec<Diagnostic>,
) -> Option<PackSource> {
    let mut unread = Vec::new();
    let files: Vec<FileId> = policy.filter_map(|f| f.read(sources, &mut unread)).collect();
    let scripts = scripts.filter_map(|f| f.read(sources, &mut unread)).collect();
    let any_unread = any_error(&unread);
    faults.append(&mut unread);
    let mut raw = decode(&files, sources, faults)?;
    raw.damage.anything |= any_unread;
    Some(PackSource { raw, files, scripts })
}

/// The rule files that all packs share.
pub(super) fn shared_rules(sources: &mut Sources) -> Vec<FileId> {
    let mut faults = Vec::new();
    folder::shared_rules().iter().filter_map(|file| file.read(sources, &mut faults)).collect()
}
