//! The one way to read Rhai: what formulas and rule files may hold, how deep and how large, and where a fault is.
//!
//! Rhai as shipped compares unlike types to `false`, rounds long numbers and lets a script catch its own errors. Everything that could
//! hide a fault is taken out here, before a single formula is read, and the depth is bounded so that no input can exhaust the stack.

mod message;
#[cfg(test)]
mod tests;

use rhai::{Engine, LexError, OptimizationLevel, ParseError, ParseErrorType, Position, Token};
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use crate::language::{Text, composed};

pub(crate) use message::{of as parse_error_message, type_name};

/// How deep expressions and blocks may nest: what a debug build can read on a stack of 2 MB, twice over. Rhai's own default differs between
/// debug and release builds.
const MAX_DEPTH: usize = 128;
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

/// Whether a word or sign is refused wherever it stands.
pub(super) fn is_refused(word: &str) -> bool {
    REFUSED.contains(&word)
}

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
        .set_max_expr_depths(MAX_DEPTH, MAX_DEPTH)
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

/// Whether a text is one name and nothing else.
pub(crate) fn is_name(text: &str) -> bool {
    let texts = [text];
    let mut tokens = shared_parser().lex(&texts).0.map(|(token, _)| token);
    let is_it = matches!(tokens.next(), Some(Token::Identifier(name)) if *name == text);
    is_it && matches!(tokens.next(), None | Some(Token::EOF))
}

/// The one engine that reads formulas: building one costs more than reading a formula.
pub(crate) fn shared_parser() -> &'static Engine {
    static PARSER: LazyLock<Engine> = LazyLock::new(parser);
    &PARSER
}

/// Refuses a number that cannot be kept exactly. A negative whole number becomes a decimal, so that it can never be the place of an
/// element: Rhai would count it from the end of the list.
fn exact_number(token: Token) -> Token {
    match token {
        Token::DecimalConstant(number) if Decimal::from_str_exact(&number.1).is_err() => {
            Token::LexError(Box::new(LexError::MalformedNumber(number.1.to_string())))
        }
        Token::IntegerConstant(whole) if whole < 0 => {
            Token::DecimalConstant(Box::new((Decimal::from(whole), whole.to_string().into())))
        }
        other => other,
    }
}

/// The source with every letter in one form: `å` written as `a` and a ring is another name than `å` to Rhai.
pub(crate) fn normalise(source: &str) -> Cow<'_, str> {
    composed(source)
}

/// What Rhai found wrong in `source` (as it was before `normalise`), in our words, with its place.
pub fn parse_error(error: &ParseError, source: &str) -> SyntaxError {
    let at = position_in(source, error.position());
    let offset = at.min(source.trim_end().len());
    let length = word_length(&source[offset..]);
    let message = match error.err_type() {
        // What Rhai puts in this one may be an English sentence about the word.
        ParseErrorType::BadInput(LexError::UnexpectedInput(_)) => message::misplaced(&source[offset..offset + length]),
        kind => message::of(kind),
    };
    SyntaxError { message, offset, length }
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
        Cow::Owned(text) => normalised_place(source, offset_in(&text, line, column)),
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

/// The place in the source of a place in `normalise(source)`: letter by letter, a letter being a character with all its accents.
pub(crate) fn normalised_place(source: &str, offset: usize) -> usize {
    if matches!(composed(source), Cow::Borrowed(_)) {
        return offset.min(source.len());
    }
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
    let is_letter = |c: char| c.is_alphanumeric() || canonical_combining_class(c) != 0;
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii() && is_letter(c);
    let word = |text: &str| text.find(|c| !is_word(c)).unwrap_or(text.len());
    let mut chars = source.chars();
    match chars.next() {
        Some(c) if c.is_ascii_digit() => {
            let whole = word(source);
            match source[whole..].strip_prefix('.') {
                Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => whole + 1 + word(rest),
                _ => whole,
            }
        }
        Some(c) if is_word(c) => word(source),
        Some(quote @ ('"' | '`')) => {
            let line = source.lines().next().unwrap_or_default();
            line[1..].find(quote).map_or(line.len(), |i| i + 2)
        }
        Some(c) if !c.is_whitespace() => c.len_utf8() + chars.next().map_or(0, |next| usize::from(is_sign(c, next))),
        _ => 0,
    }
}

/// Whether two characters are one sign.
fn is_sign(first: char, second: char) -> bool {
    matches!(
        (first, second),
        ('=' | '<' | '>' | '!' | '+' | '-' | '*' | '/' | '%', '=')
            | ('&', '&')
            | ('|', '|')
            | ('*', '*')
            | ('?', '?' | '.' | '[')
            | ('.', '.')
            | (':', ':')
            | ('=', '>')
            | ('<', '<')
            | ('>', '>')
    )
}
