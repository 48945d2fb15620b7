//! The one way to read Rhai: what formulas and rule files may hold, how deep and how large, and where a fault is.
//!
//! Rhai as shipped compares unlike types to `false`, rounds long numbers and lets a script catch its own errors. Everything that could
//! hide a fault is taken out here, before a single formula is read, and the depth is bounded so that no input can exhaust the stack.

mod message;
#[cfg(test)]
mod tests;

use rhai::{Engine, OptimizationLevel, ParseError, Position, Token};
use rust_decimal::Decimal;
use std::borrow::Cow;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::language::Text;

pub(crate) use message::{of as parse_error_message, type_name};

/// How deep expressions and blocks may nest. Rhai's own default differs between debug and release builds.
const MAX_DEPTH: usize = 128;
/// How deep they may nest inside a function, where each level of calls takes its share of the stack.
const MAX_DEPTH_IN_FUNCTION: usize = 64;
/// How many functions one file may hold.
const MAX_FUNCTIONS: usize = 200;
/// Longest text, in bytes.
pub(crate) const MAX_TEXT: usize = 4_000;
/// Longest list, everything inside it counted.
pub(crate) const MAX_LIST: usize = 1_000;
/// Largest map, everything inside it counted.
pub(crate) const MAX_MAP: usize = 200;

/// Words and signs of Rhai that are refused wherever they stand.
const REFUSED: &[&str] = &[
    // reach outside the formula, or hide what it does
    "eval",
    "print",
    "debug",
    "import",
    "export",
    "this",
    "Fn",
    "call",
    "curry",
    "type_of",
    "is_def_var",
    "is_def_fn",
    "is_shared",
    // swallow or make errors
    "try",
    "catch",
    "throw",
    "??",
    "??=",
    "?.",
    "?[",
    // `switch 10.0 { 10 => … }` does not match
    "switch",
    // wrong for decimals, or wrong in a formula about money
    "**",
    "**=",
    "%",
    "%=",
    "&",
    "|",
    "^",
    "<<",
    ">>",
    "&=",
    "|=",
    "^=",
    "<<=",
    ">>=",
];

/// Why a formula or rule file cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong.
    pub message: Text,
    /// Where it starts: a byte offset into the source.
    pub offset: usize,
    /// How many bytes to underline; 0 at the end of the source.
    pub length: usize,
}

/// A Rhai engine that can read formulas and rule files, and knows no functions. Names are not looked up: that is for whoever knows them.
///
/// Read with it only what [`normalise`] has been over. A negative whole number arrives as a decimal constant, like every number with
/// decimals; other whole numbers as integers.
pub(crate) fn parser() -> Engine {
    let mut engine = Engine::new_raw();
    engine
        .set_fast_operators(false)
        .set_optimization_level(OptimizationLevel::None)
        .set_allow_shadowing(false)
        .set_allow_anonymous_fn(false)
        .set_fail_on_invalid_map_property(true)
        .set_max_expr_depths(MAX_DEPTH, MAX_DEPTH_IN_FUNCTION)
        .set_max_functions(MAX_FUNCTIONS)
        .set_max_string_size(MAX_TEXT)
        .set_max_array_size(MAX_LIST)
        .set_max_map_size(MAX_MAP);
    for symbol in REFUSED {
        engine.disable_symbol(*symbol);
    }
    // Marked as volatile, hence "deprecated": the version of Rhai is pinned.
    #[allow(deprecated)]
    engine.on_parse_token(|token, _, _| exact_number(token));
    engine
}

/// Refuses a number that cannot be kept exactly. A negative whole number becomes a decimal, so that it can never be the place of an
/// element: Rhai would count it from the end of the list.
fn exact_number(token: Token) -> Token {
    match token {
        Token::DecimalConstant(number) if Decimal::from_str_exact(&number.1).is_err() => {
            Token::LexError(Box::new(rhai::LexError::MalformedNumber(number.1.to_string())))
        }
        Token::IntegerConstant(whole) if whole < 0 => {
            Token::DecimalConstant(Box::new((Decimal::from(whole), whole.to_string().into())))
        }
        other => other,
    }
}

/// The source with every letter in one form: `å` written as `a` and a ring is another name than `å` to Rhai.
pub fn normalise(source: &str) -> Cow<'_, str> {
    if is_nfc(source) { Cow::Borrowed(source) } else { Cow::Owned(source.nfc().collect()) }
}

/// What Rhai found wrong in `source` (as it was before [`normalise`]), in our words, with its place.
pub fn parse_error(error: &ParseError, source: &str) -> SyntaxError {
    let offset = position_in(source, error.position());
    SyntaxError { message: parse_error_message(error.err_type()), offset, length: word_length(&source[offset..]) }
}

/// The byte offset of one of Rhai's positions; the end of the text if it has none.
pub(crate) fn position_in(source: &str, position: Position) -> usize {
    position
        .line()
        .map_or_else(|| source.trim_end().len(), |line| offset_of(source, line, position.position().unwrap_or(1)))
}

/// The byte offset of a line and column (both from 1, columns in characters) that Rhai gave for `normalise(source)`.
///
/// Rhai's lines and columns stick at 65 535: there the start of the text or line is given, rather than a wrong place.
pub fn offset_of(source: &str, line: usize, column: usize) -> usize {
    match normalise(source) {
        Cow::Borrowed(text) => offset_in(text, line, column),
        Cow::Owned(text) => unnormalised(source, offset_in(&text, line, column)),
    }
}

fn offset_in(text: &str, line: usize, column: usize) -> usize {
    const STUCK: usize = u16::MAX as usize;
    if line == 0 || line >= STUCK {
        return 0;
    }
    let mut start = 0;
    let mut lines = text.split_inclusive('\n');
    for before in lines.by_ref().take(line - 1) {
        start += before.len();
    }
    let rest = lines.next().unwrap_or_default();
    if column >= STUCK {
        return start;
    }
    let within = rest.char_indices().nth(column.saturating_sub(1));
    start + within.map_or(rest.trim_end().len(), |(i, _)| i)
}

/// The byte in the source that holds a byte of its normalised form.
pub fn written_at(source: &str, offset: usize) -> usize {
    if is_nfc(source) { offset } else { unnormalised(source, offset) }
}

/// The place in the source of a place in its normalised form: letter by letter, a letter being a character with all its accents.
fn unnormalised(source: &str, offset: usize) -> usize {
    let starts = source.char_indices().filter(|(_, c)| canonical_combining_class(*c) == 0).map(|(i, _)| i);
    let ends = starts.clone().skip(1).chain([source.len()]);
    let mut length = 0;
    for (start, end) in starts.zip(ends) {
        length += source[start..end].nfc().map(char::len_utf8).sum::<usize>();
        if length > offset {
            return start;
        }
    }
    source.len()
}

/// How long the word, number, text or sign is that the source starts with.
pub(crate) fn word_length(source: &str) -> usize {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || canonical_combining_class(c) != 0;
    let mut chars = source.chars();
    match chars.next() {
        None => 0,
        Some(c) if is_word(c) => source.find(|c| !is_word(c)).unwrap_or(source.len()),
        Some(quote @ ('"' | '`')) => {
            let line = source.lines().next().unwrap_or_default();
            line[1..].find(quote).map_or(line.len(), |i| i + 2)
        }
        Some('\n' | '\r') => 0,
        Some(c) => {
            let two = matches!(
                (c, chars.next()),
                ('=' | '<' | '>' | '!' | '+' | '-' | '*' | '/' | '%', Some('='))
                    | ('&', Some('&'))
                    | ('|', Some('|'))
                    | ('*', Some('*'))
                    | ('?', Some('?'))
                    | ('.', Some('.'))
            );
            c.len_utf8() + usize::from(two)
        }
    }
}
