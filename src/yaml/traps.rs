//! What YAML would turn into something else than the author wrote: each trap is a fault of its own, with help of its own.

use super::{Entry, Node, Scalar, Value};
use crate::diagnostic::{Code, Diagnostic, FileId, Span};
use crate::text;

/// `!` first in a value: YAML throws the word away.
pub(super) fn tag_fault(span: Span) -> Diagnostic {
    let message = text!(
        "YAML läser `!` först i ett värde som en etikett och kastar bort ordet efter",
        "YAML reads `!` at the start of a value as a tag and throws the word away"
    );
    Diagnostic::error(Code::YamlTag, span, message).help(text!(
        "skriv `saknas(x)` eller `inte(…)` i stället för `!`, eller sätt formeln inom citattecken",
        "write `saknas(x)` or `inte(…)` instead of `!`, or put the formula in quotes"
    ))
}

/// `&` first in a value: YAML throws the word away.
pub(super) fn anchor_fault(span: Span) -> Diagnostic {
    let message = text!(
        "YAML läser `&` först i ett värde som ett ankare och kastar bort ordet efter",
        "YAML reads `&` at the start of a value as an anchor and throws the word away"
    );
    Diagnostic::error(Code::YamlAnchor, span, message).help(text!(
        "sätt formeln inom citattecken; ankare används inte här",
        "put the formula in quotes; anchors are not used here"
    ))
}

/// `*` first in a value: YAML puts another value there.
pub(super) fn alias_fault(span: Span) -> Diagnostic {
    let message = text!(
        "YAML läser `*` först i ett värde som en hänvisning till ett annat värde",
        "YAML reads `*` at the start of a value as a reference to another value"
    );
    Diagnostic::error(Code::YamlAnchor, span, message).help(text!(
        "upprepa värdet i stället för att hänvisa till det; en formel sätts inom citattecken",
        "repeat the value instead of referring to it; a formula goes in quotes"
    ))
}

/// The same key again in one mapping.
pub(super) fn duplicate_key(key: &str, span: Span, first: Span) -> Diagnostic {
    let message = text!("nyckeln `{key}` står två gånger", "the key `{key}` stands twice");
    Diagnostic::error(Code::DuplicateKey, span, message)
        .also(first, text!("första gången", "first time"))
        .help(text!("ta bort den ena", "remove one of them"))
}

/// A key without a value is never "nothing said": in braces it is what a comma has cut off.
pub(super) fn refuse_empty_values(entries: &mut Vec<Entry>, flow: bool, text: &str, faults: &mut Vec<Diagnostic>) {
    entries.retain_mut(|entry| {
        if !is_empty(&entry.node.value) {
            return true;
        }
        let after = text.get(entry.key_span.end as usize..).unwrap_or_default();
        let cut_off = flow && !after.trim_start().starts_with(':');
        faults.push(match cut_off {
            true => split_value(&entry.key, entry.key_span),
            false => empty_value(&entry.key, entry.key_span),
        });
        entry.node.value = Value::Refused;
        !cut_off
    });
}

fn split_value(key: &str, span: Span) -> Diagnostic {
    let message = text!(
        "kommat inom klamrar har delat värdet: `{key}` blev en egen nyckel",
        "the comma inside braces has split the value: `{key}` became a key of its own"
    );
    Diagnostic::error(Code::SplitValue, span, message).help(text!(
        "sätt hela värdet inom citattecken, eller skriv en nyckel per rad",
        "put the whole value in quotes, or write one key a line"
    ))
}

fn empty_value(key: &str, span: Span) -> Diagnostic {
    let message = text!("nyckeln `{key}` saknar värde", "the key `{key}` has no value");
    Diagnostic::error(Code::EmptyValue, span, message)
        .help(text!("skriv ett värde, eller ta bort nyckeln", "write a value, or leave the key out"))
}

/// Items of a list without a value.
pub(super) fn refuse_empty_items(items: &mut [Node], text: &str, faults: &mut Vec<Diagnostic>) {
    for item in items.iter_mut().filter(|item| is_empty(&item.value)) {
        let (start, end) = (item.span.start as usize, item.span.end as usize);
        let span = match start == end {
            true => {
                let dash = dash_before(text, start);
                Span::new(item.span.file, dash, (dash + 1).min(text.len()))
            }
            false => item.span,
        };
        let message = text!("en rad i listan saknar värde", "an item of the list has no value");
        faults.push(
            Diagnostic::error(Code::EmptyValue, span, message)
                .help(text!("skriv ett värde, eller ta bort raden", "write a value, or remove the line")),
        );
        item.value = Value::Refused;
    }
}

/// Where the dash of a list's item is, for a place at it or after it. Between the two there may be comments.
pub(super) fn dash_before(text: &str, place: usize) -> usize {
    let (before, after) = text.split_at_checked(place).unwrap_or((text, ""));
    let starts_item = |text: &str| {
        text.strip_prefix('-').is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
    };
    if starts_item(after) {
        return place;
    }
    if let Some(kept) = before.trim_end().strip_suffix('-') {
        return kept.len();
    }
    let mut line_start = before.len();
    for line in before.split_inclusive('\n').rev() {
        line_start -= line.len();
        let item = line.trim_start();
        if starts_item(item) {
            return line_start + line.len() - item.len();
        }
    }
    place
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Scalar(Scalar { text, plain }) => {
            let text = text.trim();
            text.is_empty() || *plain && matches!(text, "~" | "null" | "Null" | "NULL")
        }
        Value::Sequence(items) => items.is_empty(),
        Value::Mapping(entries) => entries.is_empty(),
        Value::Refused => false,
    }
}

/// `[0,5]` is two numbers to YAML. Years may stand in a list; other bare numbers may not.
pub(super) fn refuse_bare_numbers(span: Span, items: &[Node], faults: &mut Vec<Diagnostic>) {
    let is_year = |text: &str| text.len() == 4 && matches!(text.get(..2), Some("19" | "20"));
    let is_number = |item: &Node| match &item.value {
        Value::Scalar(Scalar { text, plain: true }) => {
            let digits = text.trim_start_matches(['-', '+', '−']);
            digits.starts_with(|c: char| c.is_ascii_digit())
                && digits.chars().all(|c| c.is_ascii_digit() || c == '.' || c.is_whitespace())
                && !is_year(text)
        }
        _ => false,
    };
    if items.iter().any(is_number) {
        let message = text!(
            "en lista av bara tal: är det ett decimalkomma som har delat ett tal?",
            "a list of bare numbers: has a decimal comma split a number?"
        );
        faults.push(Diagnostic::error(Code::BareNumbers, span, message).help(text!(
            "skriv talet utan hakparenteser, med sin enhet: 0,5 mnkr",
            "write the number without brackets, with its unit: 0,5 mnkr"
        )));
    }
}

/// Where the parser gave up. A `!`, `&` or `*` that it could not even read as a tag or an anchor is still that trap.
pub(super) fn syntax_fault(file: FileId, text: &str, at: usize, detail: &str) -> Diagnostic {
    let (mut start, rest) = match text.split_at_checked(at) {
        Some((_, rest)) => (at, rest),
        None => (text.len(), ""),
    };
    let mut line = rest.lines().next().unwrap_or_default();
    let before = text.get(..start).unwrap_or_default();
    if line.is_empty() {
        // At the end of a line or of the file: the last line with anything on it.
        let kept = before.trim_end();
        start = kept.rfind('\n').map_or(0, |i| i + 1);
        line = kept.get(start..).unwrap_or_default();
    }
    if let Some(fault) = unreadable_trap(file, text, start) {
        return fault;
    }
    if let Some(fault) = tab_in_indentation(file, text, at) {
        return fault;
    }
    let length = line.char_indices().nth(40).map_or(line.trim_end().len(), |(i, _)| i);
    let message = text!("här går filen inte att läsa som YAML", "the file cannot be read as YAML here: {detail}");
    let help = text!(
        "kontrollera indraget; en text med `: ` eller ` #` i sig, eller som börjar med något av `%`, `@`, `` ` ``, `>`, `|`, `{{`, `[`, `\"` eller `- `, måste stå inom citattecken",
        "check the indentation; a text with `: ` or ` #` in it, or one that starts with any of `%`, `@`, `` ` ``, `>`, `|`, `{{`, `[`, `\"` or `- `, must be in quotes"
    );
    Diagnostic::error(Code::YamlSyntax, Span::new(file, start, start + length), message).help(help)
}

/// A tab that indents the line at a position or the next one with anything on it: the parser gives up before it or after it.
fn tab_in_indentation(file: FileId, text: &str, at: usize) -> Option<Diagnostic> {
    let mut start = text.get(..at)?.rfind('\n').map_or(0, |i| i + 1);
    let mut lines = Vec::new();
    for line in text.get(start..)?.split_inclusive('\n') {
        lines.push((start, line));
        start += line.len();
    }
    let written = lines.into_iter().filter(|(_, line)| !line.trim().is_empty());
    let (start, length) = written.take(2).find_map(|(start, line)| {
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        line.get(..indentation)?.contains('\t').then_some((start, indentation))
    })?;
    let message = text!("raden är indragen med tabb", "the line is indented with a tab");
    let help = text!("dra in med mellanslag: YAML tillåter inte tabb", "indent with spaces: YAML does not allow tabs");
    Some(Diagnostic::error(Code::YamlSyntax, Span::new(file, start, start + length), message).help(help))
}

/// The trap that the value or word around a position starts with, if it starts with one.
fn unreadable_trap(file: FileId, text: &str, at: usize) -> Option<Diagnostic> {
    let line_start = text.get(..at)?.rfind('\n').map_or(0, |i| i + 1);
    let line = text.get(line_start..)?.lines().next()?;
    let after = |mark: &str| line.find(mark).map(|i| i + mark.len());
    let value = after(": ").or_else(|| after("- "));
    let word = line.get(..at - line_start)?.rfind([' ', '{', '[', ',']).map(|i| i + 1);
    [value, word].into_iter().flatten().find_map(|from| {
        let word = line.get(from..)?.split_whitespace().next()?;
        let start = line_start + from + line.get(from..)?.find(word)?;
        let length = word.trim_end_matches(['}', ']', ',']).len();
        let span = Span::new(file, start, start + length);
        match word.chars().next()? {
            '!' => Some(tag_fault(span)),
            '&' => Some(anchor_fault(span)),
            '*' => Some(alias_fault(span)),
            _ => None,
        }
    })
}
