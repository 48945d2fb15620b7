//! Rhai's parse errors in our words. Rhai's own are English, and speak of tokens.

use rhai::{LexError, ParseErrorType as Kind};

use crate::language::Text;
use crate::text;

/// What is wrong, in both languages.
pub(crate) fn of(kind: &Kind) -> Text {
    match kind {
        Kind::BadInput(error) => lexical(error),
        Kind::UnexpectedEOF => misplaced(""),
        Kind::MissingToken(token, _) => text!("här saknas `{token}`", "`{token}` is missing here"),
        Kind::MissingSymbol(_) => text!("här saknas ett tecken", "a sign is missing here"),
        Kind::UnknownOperator(sign) | Kind::Reserved(sign) => refused(sign),
        Kind::ExprExpected(_) => text!("här saknas ett värde", "a value is missing here"),
        Kind::MalformedIndexExpr(_) => {
            text!("det här kan inte vara ett nummer i en lista", "this cannot be a place in a list")
        }
        Kind::MismatchedType(wanted, found) => {
            let (wanted, found) = (type_name(wanted), type_name(found));
            Text::new(
                format!("här behövs {}, inte {}", wanted.sv, found.sv),
                format!("{} is needed here, not {}", wanted.en, found.en),
            )
        }
        Kind::ExprTooDeep => text!(
            "uttrycket är för djupt eller har för många led; dela upp det, eller använd `summa`",
            "the expression is too deep or has too many terms; split it, or use `summa`"
        ),
        Kind::TooManyFunctions => text!("filen har för många funktioner", "the file has too many functions"),
        Kind::LiteralTooLarge(_, most) => {
            text!("längre än vad som är tillåtet ({most})", "longer than what is allowed ({most})")
        }
        Kind::AssignmentToConstant(_) | Kind::AssignmentToInvalidLHS(_) => {
            text!(
                "det här kan inte ges ett nytt värde; menade du `==`?",
                "this cannot be given a new value; did you mean `==`?"
            )
        }
        Kind::LoopBreak => text!("bara en slinga kan avbrytas", "only a loop can be broken"),
        Kind::PropertyExpected => text!("här saknas namnet på en egenskap", "the name of a property is missing here"),
        other => name(other),
    }
}

/// Errors about names of variables and functions.
fn name(kind: &Kind) -> Text {
    match kind {
        Kind::VariableUndefined(name) => text!("okänt namn `{name}`", "unknown name `{name}`"),
        Kind::VariableExists(name) | Kind::DuplicatedVariable(name) => {
            text!(
                "`{name}` finns redan; ge det nya ett annat namn",
                "`{name}` is already there; give the new one another name"
            )
        }
        Kind::VariableExpected => text!("här saknas ett namn", "a name is missing here"),
        Kind::ForbiddenVariable(name) => text!("`{name}` kan inte vara ett namn", "`{name}` cannot be a name"),
        Kind::DuplicatedProperty(name) => {
            text!("`{name}` står två gånger", "`{name}` is there twice")
        }
        Kind::WrongFnDefinition => text!(
            "en funktion måste stå för sig själv, inte inne i något annat",
            "a function must stand by itself, not inside something else"
        ),
        Kind::FnDuplicatedDefinition(name, _) => {
            text!("funktionen `{name}` finns redan", "the function `{name}` is already there")
        }
        Kind::FnDuplicatedParam(name, given) => text!(
            "`{given}` står två gånger i funktionen `{name}`",
            "`{given}` is there twice in the function `{name}`"
        ),
        Kind::FnMissingName => text!("funktionen saknar namn", "the function has no name"),
        Kind::FnMissingParams(name) => text!(
            "funktionen `{name}` saknar parentesen med vad den tar",
            "the function `{name}` lacks the parentheses with what it takes"
        ),
        Kind::FnMissingBody(name) => text!(
            "funktionen `{name}` saknar innehåll inom `{{` och `}}`",
            "the function `{name}` has nothing between `{{` and `}}`"
        ),
        Kind::WrongDocComment => text!(
            "en kommentar med `///` måste stå precis före en funktion",
            "a comment with `///` must stand right before a function"
        ),
        // What is left belongs to parts of Rhai that are switched off, or to a later version.
        _ => text!("det här går inte att läsa som en formel", "this cannot be read as a formula"),
    }
}

fn lexical(error: &LexError) -> Text {
    match error {
        LexError::UnexpectedInput(found) => misplaced(found),
        LexError::UnterminatedString => {
            text!("texten tar aldrig slut: ett citattecken saknas", "the text never ends: a quotation mark is missing")
        }
        LexError::StringTooLong(most) => {
            text!("längre än vad som är tillåtet ({most})", "longer than what is allowed ({most})")
        }
        LexError::MalformedEscapeSequence(found) => {
            text!("`{found}` betyder ingenting i en text", "`{found}` means nothing in a text")
        }
        LexError::MalformedNumber(found) => text!(
            "`{found}` är inte ett tal som kan hållas exakt (högst 28 siffror, inga exponenter)",
            "`{found}` is not a number that can be kept exactly (at most 28 digits, no exponents)"
        ),
        LexError::MalformedChar(_) => {
            text!("en text står inom `\"`, inte inom `'`", "a text stands in `\"`, not in `'`")
        }
        LexError::MalformedIdentifier(found) => text!("`{found}` kan inte vara ett namn", "`{found}` cannot be a name"),
        LexError::ImproperSymbol(sign, _) => refused(sign),
        _ => text!("det här går inte att läsa som en formel", "this cannot be read as a formula"),
    }
}

/// A word where it cannot stand; no word is the end.
pub(super) fn misplaced(word: &str) -> Text {
    if word.is_empty() {
        return text!("något saknas på slutet", "something is missing at the end");
    }
    match meant(word) {
        Some(meant) => text!(
            "`{word}` passar inte här; menade du `{meant}`?",
            "`{word}` does not fit here; did you mean `{meant}`?"
        ),
        None => text!("`{word}` passar inte här", "`{word}` does not fit here"),
    }
}

/// What a formula writes for a sign or word that people write elsewhere.
fn meant(word: &str) -> Option<&'static str> {
    Some(match word {
        "=" | "===" => "==",
        "och" | "and" => "&&",
        "eller" | "or" => "||",
        "≤" | "=<" => "<=",
        "≥" | "=>" => ">=",
        "≠" | "<>" => "!=",
        "−" | "–" => "-",
        "×" | "·" => "*",
        "÷" | ":" => "/",
        _ => return None,
    })
}

fn refused(sign: &str) -> Text {
    text!("`{sign}` kan inte användas i formler och regler", "`{sign}` cannot be used in formulas and rules")
}

/// The name of one of Rhai's types, for people.
pub(crate) fn type_name(rhai: &str) -> Text {
    let (sv, en) = match rhai {
        "i64" | "decimal" | "a number" => ("ett tal", "a number"),
        "bool" | "a boolean" | "a boolean expression" => ("ja eller nej", "yes or no"),
        "string" | "a string" | "&str | ImmutableString | String" => ("en text", "a text"),
        "char" | "a character" => ("ett tecken", "a character"),
        "()" => ("ingenting", "nothing"),
        "array" | "an array" => ("en lista", "a list"),
        "map" | "an object map" => ("en tabell", "a map"),
        "an iterable value" => ("en lista eller ett intervall", "a list or a range"),
        range if range == "range" || range.starts_with("core::ops::range::") => ("ett intervall", "a range"),
        _ => ("något annat", "something else"),
    };
    Text::new(sv, en)
}
