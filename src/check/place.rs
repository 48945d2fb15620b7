//! Where the parts of a formula stand in the files.

use std::borrow::Cow;

use crate::diagnostic::{FileId, Sources, Span};
use crate::formula::{Place, normalised_place};
use crate::language::composed;
use crate::policy::raw::RawText;
use crate::yaml::Positions;

/// A formula inside a YAML file: quotes, indentation and line breaks of the file are not in its text.
pub(super) struct InYaml<'s> {
    text: &'s str,
    positions: Positions<'s>,
    span: Span,
}

impl<'s> InYaml<'s> {
    pub(super) fn new(text: &'s RawText, sources: &'s Sources) -> Self {
        let positions = Positions::of(sources.slice(text.span), &text.value);
        Self { text: &text.value, positions, span: text.span }
    }

    /// What was read from YAML is composed already: a place in the formula is one in the text.
    fn position(&self, offset: usize) -> Option<usize> {
        self.positions.at(offset.min(self.text.len()))
    }
}

impl Place for InYaml<'_> {
    /// The whole text where the exact place cannot be told.
    fn span(&self, start: usize, end: usize) -> Span {
        // The end is where the last letter ends, not where the next one begins: a line break may lie between.
        let last = self.text.get(..end).and_then(|before| before.chars().next_back()).map_or(0, char::len_utf8);
        let end = match end > start && end >= last {
            true => self.position(end - last).map(|at| at + last),
            false => self.position(end),
        };
        match (self.position(start), end) {
            (Some(start), Some(end)) if start <= end => self.span.part(start, end),
            _ => self.span,
        }
    }
}

/// A function in a rules file.
pub(super) struct InFile {
    file: FileId,
    /// The text, where a place in it is another once its letters are composed.
    text: Option<String>,
}

impl InFile {
    pub(super) fn new(file: FileId, sources: &Sources) -> Self {
        let text = sources.text(file);
        Self { file, text: matches!(composed(text), Cow::Owned(_)).then(|| text.to_owned()) }
    }
}

impl Place for InFile {
    fn span(&self, start: usize, end: usize) -> Span {
        let place = |offset| self.text.as_ref().map_or(offset, |text| normalised_place(text, offset));
        Span::new(self.file, place(start), place(end))
    }
}
