//! The head, and all sections of all files together.

use super::damage::Damage;
use super::keys::Keys;
use super::names::rule_name;
use super::{
    RawAssessment, RawCheck, RawClaim, RawDecision, RawDefaults, RawDimension, RawFigure, RawFormula, RawGoal,
    RawIndicator, RawLedger, RawParameter, RawRecorded, RawRequirement, RawStatement, RawText, RawUnit, RawUse,
};
use crate::diagnostic::{Code, Diagnostic, FileId, Sources, Span, any_error};
use crate::text;
use crate::yaml::{self, Node, Reader};

/// A pack: all documents of all its files.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the fields are the sections of the format, under their own names")]
pub struct RawPack {
    /// Who, what and when.
    pub head: RawHead,
    pub units: Vec<RawUnit>,
    pub dimensions: Vec<RawDimension>,
    pub figures: Vec<RawFigure>,
    pub parameters: Vec<RawParameter>,
    pub formulas: Vec<RawFormula>,
    pub goals: Vec<RawGoal>,
    /// Those outside any goal.
    pub indicators: Vec<RawIndicator>,
    pub requirements: Vec<RawRequirement>,
    pub checks: Vec<RawCheck>,
    pub statements: Vec<RawStatement>,
    pub ledgers: Vec<RawLedger>,
    pub assessments: Vec<RawAssessment>,
    pub claims: Vec<RawClaim>,
    pub recorded: Vec<RawRecorded>,
    /// Each one a table, as the figures layer reads it.
    pub tables: Vec<Node>,
    /// What of it could not be read.
    pub damage: Damage,
}

/// The head of a pack.
#[derive(Debug, Clone)]
pub struct RawHead {
    /// The name in files and reports; the key is `pack`.
    pub name: RawText,
    /// Version of the policy language.
    pub format: RawText,
    /// The name for people.
    pub title: RawText,
    /// Whose guideline it is.
    pub organisation: Option<RawText>,
    /// The document that the pack encodes.
    pub document: Option<RawText>,
    /// When the pack holds.
    pub valid: RawText,
    /// The assessment date, if the pack has one of its own.
    pub as_of: Option<RawText>,
    /// By whom it was decided.
    pub decided: Option<RawDecision>,
    /// The packs that it builds on.
    pub uses: Vec<RawUse>,
    /// What holds for every rule that says nothing else.
    pub defaults: RawDefaults,
}

/// The keys that only the head has.
const HEAD_KEYS: &[&str] =
    &["format", "title", "organisation", "document", "valid", "as_of", "decided", "uses", "defaults"];

/// Reads the files of a pack: one document has the head, and the sections of all documents belong together. Nothing is returned without a head.
/// If there is any error something may be left out; then the pack says so of itself, and is only good for finding more errors.
pub fn decode(files: &[FileId], sources: &Sources, faults: &mut Vec<Diagnostic>) -> Option<RawPack> {
    let mut found = Vec::new();
    let documents: Vec<Node> =
        files.iter().flat_map(|file| yaml::parse(*file, sources, &mut found)).flatten().collect();
    let all_read = !any_error(&found);
    let mut reader = Reader { faults: found };
    let mut pack = RawPack::with_no_head(&mut reader);
    let mut head: Option<RawHead> = None;
    let mut misplaced = Vec::new();
    let mut start = files.first().map(|file| Span::new(*file, 0, 0));
    pack.make_room(&documents);
    for (index, document) in documents.iter().enumerate() {
        let mut keys = Keys::of(document, &mut reader);
        if index == 0 {
            start = Some(keys.head());
        }
        match keys.place_of("pack") {
            Some(place) => {
                let read = RawHead::read(&mut keys);
                match &head {
                    None => head = Some(read),
                    Some(first) => keys.reader.fault(second_head(place, first)),
                }
            }
            None => misplaced.extend(head_keys_without_head(&mut keys)),
        }
        pack.read_sections(&mut keys);
        keys.finish();
    }
    match &head {
        Some(_) => reader.faults.extend(misplaced),
        None if all_read => {
            let place = misplaced.first().map(Diagnostic::span).or(start);
            reader.fault(no_head(place.unwrap_or(Span::NOWHERE)));
        }
        None => {}
    }
    let damage = Damage::of(&reader.faults, &documents);
    faults.append(&mut reader.faults);
    head.map(|head| RawPack { head, damage, ..pack })
}

fn second_head(place: Span, first: &RawHead) -> Diagnostic {
    let message = text!("paketet har två huvuden", "the pack has two heads");
    Diagnostic::error(Code::DuplicateKey, place, message)
        .also(first.name.span, text!("det första", "the first one"))
        .help(text!(
            "`pack:` står i ett enda dokument; lägg det andra paketet i en egen mapp",
            "`pack:` stands in one document only; put the other pack in a folder of its own"
        ))
}

fn no_head(place: Span) -> Diagnostic {
    let message = text!("paketet har inget huvud", "the pack has no head");
    Diagnostic::error(Code::MissingKey, place, message).help(text!(
        "ett dokument ska ha `pack:`, `format:`, `title:` och `valid:`; det brukar stå först i pack.yaml",
        "one document must have `pack:`, `format:`, `title:` and `valid:`; it usually comes first in pack.yaml"
    ))
}

/// Keys of the head in a document that is not the head.
fn head_keys_without_head(keys: &mut Keys<'_, '_>) -> Vec<Diagnostic> {
    let mut misplaced = Vec::new();
    for key in HEAD_KEYS {
        let Some(place) = keys.place_of(key) else {
            continue;
        };
        keys.get(key);
        let message = text!("`{key}` hör till huvudet", "`{key}` belongs to the head");
        misplaced.push(
            Diagnostic::error(Code::UnknownKey, place, message)
                .help(text!("flytta den till dokumentet med `pack:`", "move it to the document with `pack:`")),
        );
    }
    misplaced
}

impl RawPack {
    fn with_no_head(reader: &mut Reader) -> Self {
        Self {
            head: RawHead::read(&mut Keys::absent(Span::NOWHERE, reader)),
            units: Vec::new(),
            dimensions: Vec::new(),
            figures: Vec::new(),
            parameters: Vec::new(),
            formulas: Vec::new(),
            goals: Vec::new(),
            indicators: Vec::new(),
            requirements: Vec::new(),
            checks: Vec::new(),
            statements: Vec::new(),
            ledgers: Vec::new(),
            assessments: Vec::new(),
            claims: Vec::new(),
            recorded: Vec::new(),
            tables: Vec::new(),
            damage: Damage::default(),
        }
    }

    /// For the sections that most of a pack is in.
    fn make_room(&mut self, documents: &[Node]) {
        let held = |section: &str| documents.iter().map(|document| document.held(section)).sum();
        self.figures.reserve(held("figures"));
        self.indicators.reserve(held("indicators"));
        self.checks.reserve(held("checks"));
    }

    fn read_sections(&mut self, keys: &mut Keys<'_, '_>) {
        self.units.extend(keys.entries("units", RawUnit::read));
        self.dimensions.extend(keys.entries("dimensions", RawDimension::read));
        self.figures.extend(keys.entries("figures", RawFigure::read));
        self.parameters.extend(keys.entries("parameters", RawParameter::read));
        self.formulas.extend(keys.entries("formulas", RawFormula::read));
        self.goals.extend(keys.list("goals", RawGoal::read));
        self.indicators.extend(keys.list("indicators", RawIndicator::read_alone));
        self.requirements.extend(keys.list("requirements", RawRequirement::read));
        self.checks.extend(keys.list("checks", RawCheck::read));
        self.statements.extend(keys.list("statements", RawStatement::read));
        self.ledgers.extend(keys.entries("ledgers", RawLedger::read));
        self.assessments.extend(keys.list("assessments", RawAssessment::read));
        self.claims.extend(keys.list("claims", RawClaim::read));
        self.recorded.extend(keys.list("recorded", RawRecorded::read));
        self.tables.extend(keys.list("tables", |node, _| node.clone()));
    }
}

impl RawHead {
    /// From the keys of the document; it may hold sections too.
    fn read(keys: &mut Keys<'_, '_>) -> Self {
        let name = keys.need("pack");
        Self {
            name: rule_name(name, keys.reader),
            format: keys.need("format"),
            title: keys.need("title"),
            organisation: keys.text("organisation"),
            document: keys.text("document"),
            valid: keys.need("valid"),
            as_of: keys.text("as_of"),
            decided: keys.one("decided", |node, reader| RawDecision::read(Keys::of(node, reader))),
            uses: keys.some("uses", |node, reader| Some(RawUse::read(node, reader))).unwrap_or_default(),
            defaults: keys
                .one("defaults", |node, reader| {
                    let mut keys = Keys::of(node, reader);
                    let defaults = RawDefaults::read(&mut keys);
                    keys.finish();
                    defaults
                })
                .unwrap_or_default(),
        }
    }
}
