//! One expected value against one of the report.

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::language::Text;
use crate::quantity::{Decimal, read_number};
use crate::text;
use crate::yaml::{Entry, Node, Value as Written};

/// Holds the keys of an expectation against the fields of an object; fields that nobody expects anything of are left alone.
pub(super) fn compare_object(entries: &[&Entry], actual: &Map<String, Value>, faults: &mut Vec<Diagnostic>) {
    for entry in entries {
        let key = field_of(&entry.key, actual);
        match actual.get(key) {
            Some(value) => compare(&entry.node, value, Place { key, object: actual }, faults),
            None => {
                let key = &entry.key;
                let message = text!("rapporten har inget `{key}` här", "the report has no `{key}` here");
                let known = actual.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
                let help = did_you_mean(key, actual.keys().map(String::as_str))
                    .unwrap_or_else(|| text!("här finns {known}", "there are {known}"));
                faults.push(Diagnostic::error(Code::CaseFailed, entry.key_span, message).help(help));
            }
        }
    }
}

/// `is` stands for the exact value.
fn field_of<'a>(key: &'a str, object: &Map<String, Value>) -> &'a str {
    if key == "is" && object.contains_key("exact") { "exact" } else { key }
}

/// Where a value stands in the report.
#[derive(Clone, Copy)]
struct Place<'a> {
    key: &'a str,
    object: &'a Map<String, Value>,
}

impl<'a> Place<'a> {
    /// The unit of the value, if it is a number with one.
    fn unit(self) -> Option<&'a str> {
        let named = match self.key {
            "attainment" => return Some("%"),
            "gap" if self.object.contains_key("gap_unit") => "gap_unit",
            _ => "unit",
        };
        self.object.get(named).and_then(Value::as_str)
    }
}

fn compare(expected: &Node, actual: &Value, place: Place<'_>, faults: &mut Vec<Diagnostic>) {
    match (&expected.value, actual) {
        (Written::Mapping(entries), Value::Object(object)) => {
            compare_object(&entries.iter().collect::<Vec<_>>(), object, faults);
        }
        (Written::Sequence(items), Value::Array(values)) if items.len() == values.len() => {
            for (item, value) in items.iter().zip(values) {
                compare(item, value, place, faults);
            }
        }
        (Written::Scalar(written), _) if scalar_equals(&written.text, actual, place) => {}
        _ => faults.push(differs(expected, actual, place)),
    }
}

fn scalar_equals(written: &str, actual: &Value, place: Place<'_>) -> bool {
    match actual {
        Value::Null => written == "none",
        Value::Bool(truth) => written == if *truth { "true" } else { "false" },
        Value::Number(number) => number_equals(written, &number.to_string(), place).unwrap_or(false),
        Value::String(text) => number_equals(written, text, place).unwrap_or_else(|| written == text),
        Value::Array(items) => written == "none" && items.is_empty(),
        Value::Object(_) => false,
    }
}

/// Whether two numbers are equal; `None` if one of them is none. A printed number must also have the same decimals.
fn number_equals(written: &str, actual: &str, place: Place<'_>) -> Option<bool> {
    let is_plain = actual.starts_with(|c: char| c == '-' || c.is_ascii_digit());
    let there = read_number(actual).ok().filter(|n| is_plain && n.unit.is_none())?;
    let expected = read_number(written).ok()?;
    let as_printed = place.key != "shown" || expected.decimals == there.decimals;
    let unit_fits = expected.unit.is_none() || expected.unit.as_deref() == place.unit();
    Some(expected.value == there.value && as_printed && unit_fits)
}

fn differs(expected: &Node, actual: &Value, place: Place<'_>) -> Diagnostic {
    let (key, found) = (place.key, written(actual, place));
    let (sv, en) = (found.sv, found.en);
    let message = text!("`{key}` blev {sv}", "`{key}` came out as {en}");
    let label = match &expected.value {
        Written::Scalar(scalar) => {
            let wanted = &scalar.text;
            text!("väntat: {wanted}", "expected: {wanted}")
        }
        _ => Text::same(""),
    };
    let printed = place.object.get("shown").filter(|s| matches!(key, "value" | "exact") && s.is_string());
    let help = printed.map(|printed| {
        let Text { sv, en } = written(printed, place);
        text!("avrundat är det {sv}: det är `shown`", "rounded it is {en}: that is `shown`")
    });
    Diagnostic::error(Code::CaseFailed, expected.span, message).label(label).maybe_help(help)
}

/// A value of the report as a case could expect it.
fn written(value: &Value, place: Place<'_>) -> Text {
    let text = match value {
        Value::Null => return Text::same("none"),
        Value::String(text) => text,
        other => return Text::same(other.to_string()),
    };
    if text.parse::<Decimal>().is_err() {
        return Text::same(text);
    }
    let unit = place.unit().map(|unit| format!(" {unit}")).unwrap_or_default();
    Text::new(format!("{}{unit}", text.replace('.', ",")), format!("{text}{unit}"))
}
