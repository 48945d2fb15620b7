//! `scale:`, how misses are graded.

use super::keys::{Keys, key_of};
use super::words::Word as _;
use super::{Convention, LevelWord, RawText, VerdictWord};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::text;
use crate::yaml::{Entry, Node, Reader, Spanned, Value};

/// How misses are graded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawScale {
    /// By attainment.
    PercentOfTarget {
        /// Partly met from this attainment.
        partly_from: RawText,
        /// How attainment is computed where lower is better.
        convention: Option<Spanned<Convention>>,
        /// `band: {partly_within: …}` beside it: used where attainment is undefined.
        band: Option<RawText>,
    },
    /// By the width of the miss.
    Band {
        /// Partly met when the miss is at most this wide.
        partly_within: RawText,
    },
    /// By a list of limits; the first that holds.
    Levels(Vec<RawLevel>),
    /// By the change since the same period last year.
    Change {
        /// The verdict when nothing has changed.
        unchanged: Spanned<VerdictWord>,
    },
    /// Met or not met.
    Boolean,
    /// Judged by people.
    Manual {
        /// The local words and what they stand for.
        levels: Vec<(RawText, Spanned<VerdictWord>)>,
    },
}

/// A level of a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawLevel {
    /// The verdict.
    pub gives: Spanned<VerdictWord>,
    /// How the value is held against the limit.
    pub word: Spanned<LevelWord>,
    /// The limit.
    pub limit: RawText,
    /// The local word.
    pub level: Option<RawText>,
    /// All of it.
    pub span: Span,
}

impl RawScale {
    pub(super) fn read(node: &Node, reader: &mut Reader) -> Option<Spanned<Self>> {
        if matches!(node.value, Value::Scalar(_)) {
            return Self::read_word(node, reader);
        }
        let mut keys = Keys::of(node, reader);
        let scale = match keys.place_of("percent_of_target") {
            Some(_) => Self::read_percent(&mut keys),
            None => Self::read_other(&mut keys),
        };
        keys.finish();
        scale.map(|scale| Spanned::new(scale, node.span))
    }

    /// Only `boolean` is a word alone; of the others the limits must be said.
    fn read_word(node: &Node, reader: &mut Reader) -> Option<Spanned<Self>> {
        let written = reader.text(node)?;
        if OTHERS.contains(&written.value.as_str()) || written.value == "percent_of_target" {
            let word = &written.value;
            let message = text!("`{word}` behöver gränser", "`{word}` needs limits");
            reader.fault(Diagnostic::error(Code::WrongShape, node.span, message).help(text!(
                "skriv `{word}:` på en egen rad, med gränserna indragna under",
                "write `{word}:` on a line of its own, with the limits indented below"
            )));
            return None;
        }
        reader.word(node, &[("boolean", Self::Boolean)])
    }

    /// Percent of target, the only scale that may have another beside it.
    fn read_percent(keys: &mut Keys<'_, '_>) -> Option<Self> {
        keys.one_of(&["percent_of_target", "levels", "change", "manual"]);
        let band = keys.one("band", read_band);
        keys.one("percent_of_target", |node, reader| {
            let mut keys = Keys::of(node, reader);
            let scale = Self::PercentOfTarget {
                partly_from: keys.need("partly_from"),
                convention: keys.word("lower_is_better"),
                band,
            };
            keys.finish();
            scale
        })
    }

    fn read_other(keys: &mut Keys<'_, '_>) -> Option<Self> {
        keys.get("percent_of_target");
        match keys.need_one_of(OTHERS)? {
            "band" => keys.one("band", |node, reader| Self::Band { partly_within: read_band(node, reader) }),
            "levels" => Some(Self::Levels(keys.list("levels", RawLevel::read))),
            "change" => keys.one("change", |node, reader| {
                let mut keys = Keys::of(node, reader);
                let unchanged = keys.need_word("unchanged");
                keys.finish();
                Self::Change { unchanged }
            }),
            _ => keys.one("manual", |node, reader| {
                let mut keys = Keys::of(node, reader);
                let levels = keys.need_entries("levels", manual_level);
                keys.finish();
                Self::Manual { levels: levels.into_iter().flatten().collect() }
            }),
        }
    }
}

/// The scales beside percent of target and `boolean`.
const OTHERS: &[&str] = &["band", "levels", "change", "manual"];

fn read_band(node: &Node, reader: &mut Reader) -> RawText {
    let mut keys = Keys::of(node, reader);
    let partly_within = keys.need("partly_within");
    keys.finish();
    partly_within
}

fn manual_level(entry: &Entry, reader: &mut Reader) -> Option<(RawText, Spanned<VerdictWord>)> {
    let verdict = reader.word(&entry.node, VerdictWord::WORDS)?;
    Some((key_of(entry), verdict))
}

impl RawLevel {
    fn read(node: &Node, reader: &mut Reader) -> Self {
        let mut keys = Keys::of(node, reader);
        let (key, word) = match keys.need_one_of(&["at_least", "at_most"]) {
            Some("at_most") => ("at_most", LevelWord::AtMost),
            _ => ("at_least", LevelWord::AtLeast),
        };
        let place = keys.place_of(key).unwrap_or(node.span);
        let level = Self {
            gives: keys.need_word("gives"),
            word: Spanned::new(word, place),
            limit: keys.text(key).unwrap_or_else(|| Spanned::new(String::new(), place)),
            level: keys.text("level"),
            span: keys.span(),
        };
        keys.finish();
        level
    }
}
