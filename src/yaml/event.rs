//! The events of a YAML file, and how those of the packs in the program are kept from when it was built: reading YAML takes longer than
//! judging. The build script uses this file too, so that there is one reading of YAML.

use std::borrow::Cow;

use granit_parser::{Event as Read, Marker, Parser, ScalarStyle, Span, StructureStyle};
use unicode_normalization::is_nfc;

/// Deeper than any pack: a bound on hostile input.
pub const MAX_DEPTH: usize = 40;

/// What begins, stands or ends at a place: bytes from `start` to `end` of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event<'t> {
    pub what: What<'t>,
    pub start: usize,
    pub end: usize,
    /// What YAML would do with it, beyond reading it.
    pub mark: Option<Mark>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What<'t> {
    Document,
    Scalar(Cow<'t, str>, Style),
    /// `holds`: how many items, if that is known beforehand; else 0.
    Sequence {
        flow: bool,
        holds: usize,
    },
    /// `holds`: how many keys, if that is known beforehand; else 0.
    Mapping {
        flow: bool,
        holds: usize,
    },
    End,
    Anchor,
    Alias,
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Plain,
    Quoted,
    Block,
}

/// What YAML would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Read it as another type; where the tag stands.
    Tag(usize, usize),
    /// Put it elsewhere too.
    Anchored,
}

/// The file is not YAML from here on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotYaml {
    pub at: usize,
    pub why: String,
}

/// The events of a text; the last may be that it is not YAML.
pub fn events(text: &str) -> impl Iterator<Item = Result<Event<'_>, NotYaml>> {
    let options = granit_parser::options! {
        disallow_directives: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
    };
    Parser::new_from_str_with_options(text, options).filter_map(move |next| match next {
        Ok((read, at)) => event(text, read, at).map(Ok),
        Err(error) => {
            let at = error.marker().byte_offset().unwrap_or(text.len());
            Some(Err(NotYaml { at, why: error.info().to_string() }))
        }
    })
}

fn event<'t>(text: &'t str, read: Read<'t>, at: Span) -> Option<Event<'t>> {
    let byte = |marker: Marker| marker.byte_offset().unwrap_or(text.len());
    let place = |span: Span| {
        let (start, end) = (byte(span.start), byte(span.end));
        (start, start + text.get(start..end).unwrap_or_default().trim_end().len())
    };
    let tagged = |tag: bool| {
        tag.then(|| {
            let (start, end) = place(at.tag_span().unwrap_or(at));
            Mark::Tag(start, end)
        })
    };
    let flow = |style| style == StructureStyle::Flow;
    let (what, mark) = match read {
        Read::DocumentStart(..) => (What::Document, None),
        Read::Scalar(text, style, anchor, tag) => {
            let style = match style {
                ScalarStyle::Plain => Style::Plain,
                ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
                _ => Style::Quoted,
            };
            (What::Scalar(text, style), tagged(tag.is_some()).or((anchor > 0).then_some(Mark::Anchored)))
        }
        Read::SequenceStart(style, _, tag) => (What::Sequence { flow: flow(style), holds: 0 }, tagged(tag.is_some())),
        Read::MappingStart(style, _, tag) => (What::Mapping { flow: flow(style), holds: 0 }, tagged(tag.is_some())),
        Read::SequenceEnd | Read::MappingEnd => (What::End, None),
        Read::Anchor(..) => (What::Anchor, None),
        Read::Alias(_) | Read::UnresolvedAlias(_) => (What::Alias, None),
        _ => return None,
    };
    let (start, end) = place(at);
    Some(Event { what, start, end, mark })
}

const AS_WRITTEN: u8 = 0x80;

/// The events of a text as bytes; nothing if there is anything in it that needs a word of explanation.
#[allow(dead_code, reason = "for the build script and the tests")]
pub fn keep(text: &str) -> Option<Vec<u8>> {
    let mut kept = Vec::new();
    // Where it stands how much each open structure holds, how much it has been so far, and how many of these are one.
    let mut open: Vec<(usize, u32, u32)> = Vec::new();
    if text.starts_with('\u{feff}') {
        return None;
    }
    for event in events(text) {
        let Event { what, start, end, mark: None } = event.ok()? else { return None };
        if !matches!(what, What::Document | What::End)
            && let Some((_, held, _)) = open.last_mut()
        {
            *held += 1;
        }
        let (kind, scalar) = match &what {
            What::Document => (0, None),
            // Whoever reads what was kept relies on it.
            What::Scalar(read, _) if !is_nfc(read) => return None,
            What::End => (1, None),
            What::Sequence { flow, .. } => (2 + u8::from(*flow), None),
            What::Mapping { flow, .. } => (4 + u8::from(*flow), None),
            What::Scalar(read, style) => (6 + *style as u8, Some(read)),
            What::Anchor | What::Alias => return None,
        };
        let other = scalar.filter(|read| text.get(start..end) != Some(read));
        kept.push(if scalar.is_some() && other.is_none() { kind | AS_WRITTEN } else { kind });
        for number in [start, end] {
            kept.extend(u32::try_from(number).ok()?.to_le_bytes());
        }
        match what {
            What::Sequence { .. } => open.push((kept.len(), 0, 1)),
            What::Mapping { .. } => open.push((kept.len(), 0, 2)),
            What::End => {
                if let Some((at, held, each)) = open.pop() {
                    kept.get_mut(at..at + 4)?.copy_from_slice(&(held / each).to_le_bytes());
                }
            }
            _ => {}
        }
        if matches!(what, What::Sequence { .. } | What::Mapping { .. }) {
            kept.extend([0; 4]);
        }
        if let Some(read) = other {
            kept.extend(u32::try_from(read.len()).ok()?.to_le_bytes());
            kept.extend(read.as_bytes());
        }
    }
    Some(kept)
}

/// The events that were kept of a text: every letter of their scalars is one character.
#[allow(dead_code, reason = "not for the build script")]
pub fn kept<'t>(mut bytes: &'t [u8], text: &'t str) -> impl Iterator<Item = Event<'t>> {
    std::iter::from_fn(move || {
        let (kind, rest) = bytes.split_first()?;
        bytes = rest;
        let start = number(&mut bytes)?;
        let end = number(&mut bytes)?;
        let what = match kind & !AS_WRITTEN {
            0 => What::Document,
            1 => What::End,
            structure @ 2..=3 => What::Sequence { flow: structure == 3, holds: number(&mut bytes)? },
            structure @ 4..=5 => What::Mapping { flow: structure == 5, holds: number(&mut bytes)? },
            style => {
                let read = if kind & AS_WRITTEN > 0 { text.get(start..end)? } else { words(&mut bytes)? };
                let style = [Style::Plain, Style::Quoted, Style::Block][usize::from(style - 6).min(2)];
                What::Scalar(Cow::Borrowed(read), style)
            }
        };
        Some(Event { what, start, end, mark: None })
    })
}

fn number(bytes: &mut &[u8]) -> Option<usize> {
    let (number, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    usize::try_from(u32::from_le_bytes(*number)).ok()
}

fn words<'t>(bytes: &mut &'t [u8]) -> Option<&'t str> {
    let length = number(bytes)?;
    let (read, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    std::str::from_utf8(read).ok()
}
