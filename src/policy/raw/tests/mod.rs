//! A pack with every key, and every way to get a key wrong.

mod good;
mod rules;
mod wrong;

use super::{RawPack, decode};
use crate::diagnostic::{Diagnostic, FileId, Sources};

/// The pack that these files are if all of it could be read, with what is wrong with them.
fn decoded(texts: &[&str]) -> (Sources, Option<RawPack>, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let files: Vec<FileId> =
        (1..).zip(texts).map(|(number, text)| sources.add(format!("{number}.yaml"), *text)).collect();
    let mut faults = Vec::new();
    let pack = decode(&files, &sources, &mut faults).filter(|pack| pack.damage.is_none());
    (sources, pack, faults)
}

/// Every example in the description of the format is a part of one pack.
#[test]
fn the_description_of_the_format_can_be_read() {
    let description = include_str!("../../../../docs/policy-format.md");
    let (of_the_pack, _) = description.split_once("## Figures files").unwrap();
    let examples: Vec<&str> = of_the_pack
        .split("```yaml\n")
        .skip(1)
        .filter_map(|rest| rest.split_once("```"))
        .map(|(example, _)| example)
        .collect();
    let (sources, pack, faults) = decoded(&examples);
    let places: Vec<String> = faults.iter().map(|f| sources.place(f.span())).collect();
    assert!(faults.is_empty(), "{places:?} {faults:#?}");
    let pack = pack.unwrap();
    assert_eq!((pack.goals.len(), pack.statements.len()), (1, 1));
}
