//! Values on their way into and out of a script.

use rhai::{Dynamic, EvalAltResult};
use rust_decimal::Decimal;

use super::fault::{Fault, ScriptErrorKind};
use crate::formula::{normalise, type_name};
use crate::language::Text;
use crate::text;

/// A value that a script can be given, and can give back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScriptValue {
    /// A number.
    Number(Decimal),
    /// Yes or no.
    Truth(bool),
    /// A text.
    Text(String),
}

/// Rhai's way of failing.
pub(super) type Failure = Box<EvalAltResult>;

impl ScriptValue {
    pub(super) fn to_dynamic(&self) -> Dynamic {
        match self {
            Self::Number(number) => Dynamic::from_decimal(*number),
            Self::Truth(truth) => Dynamic::from_bool(*truth),
            Self::Text(text) => normalise(text).into_owned().into(),
        }
    }

    /// The value, if it is of one of the three kinds.
    pub(super) fn from_dynamic(value: &Dynamic) -> Option<Self> {
        if let Some(number) = number(value) {
            return Some(Self::Number(number));
        }
        if let Ok(truth) = value.as_bool() {
            return Some(Self::Truth(truth));
        }
        text_of(value).map(Self::Text)
    }

    /// What a function ended in.
    pub(super) fn returned(value: &Dynamic) -> Result<Self, Failure> {
        Self::from_dynamic(value).ok_or_else(|| {
            let fault = if value.is_unit() {
                Fault::new(
                    ScriptErrorKind::NoValue,
                    text!("funktionen slutar utan värde", "the function ends without a value"),
                )
            } else {
                wrong_type(
                    text!(
                        "funktionen ska sluta i ett tal, en text eller ja/nej",
                        "the function must end in a number, a text or yes/no"
                    ),
                    &[value],
                )
            };
            fault.into()
        })
    }
}

/// The number that a value is; whole numbers are decimals too. Zero has no sign.
pub(super) fn number(value: &Dynamic) -> Option<Decimal> {
    let number = match value.as_int() {
        Ok(whole) => Decimal::from(whole),
        Err(_) => value.as_decimal().ok()?,
    };
    Some(if number.is_zero() { number.abs() } else { number })
}

/// The text that a value is.
pub(super) fn text_of(value: &Dynamic) -> Option<String> {
    value.as_immutable_string_ref().ok().map(|t| t.to_string())
}

/// The whole number, 0 or above, that a value is.
pub(super) fn whole(value: &Dynamic) -> Option<i64> {
    let number = number(value)?;
    (number.fract().is_zero() && !number.is_sign_negative()).then(|| i64::try_from(number.trunc()).ok()).flatten()
}

/// A fault about types: what was wanted, and what was given.
pub(super) fn wrong_type(wanted: Text, given: &[&Dynamic]) -> Fault {
    let names: Vec<Text> = given.iter().map(|v| type_name(v.type_name())).collect();
    let join = |pick: fn(&Text) -> &str, and: &str| names.iter().map(pick).collect::<Vec<_>>().join(and);
    let (sv, en) = (join(|t| &t.sv, " och "), join(|t| &t.en, " and "));
    Fault::new(
        ScriptErrorKind::WrongType,
        Text::new(format!("{}, inte {sv}", wanted.sv), format!("{}, not {en}", wanted.en)),
    )
}
