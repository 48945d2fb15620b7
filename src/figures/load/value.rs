//! From the text of a cell to a value in the unit of the figure, and what it may be off by.

use super::Loader;
use super::submit::{Said, What};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::figures::{Definition, Given};
use crate::quantity::{Decimal, Number, NumberError, Unit, UnitError, half_unit, read_number};
use crate::text;
use crate::yaml::Spanned;

/// A value as it is kept.
pub(super) struct Reading {
    /// The value, or that it is missing.
    pub(super) given: Given,
    /// Decimals as written, after conversion.
    pub(super) decimals: u32,
}

/// A number whose unit is known.
struct Measure {
    number: Number,
    /// Its own unit or the one around it; a bare zero has none.
    unit: Option<Spanned<Unit>>,
    /// What it is multiplied by to be in the figure's unit.
    factor: Decimal,
}

impl Loader<'_> {
    /// Reads what was said in the unit of the definition. `around` is the unit that the row, column or table gives.
    pub(super) fn reading(
        &mut self,
        definition: &Definition,
        around: Option<&Spanned<Unit>>,
        said: &Said<'_>,
    ) -> Option<Reading> {
        if let Some(kind) = &definition.fact {
            return self.fact(definition, kind, around, said);
        }
        let missing = |because| Reading { given: Given::Missing { because }, decimals: 0 };
        let cell = match &said.what {
            What::Missing(because) => return Some(missing(Some(because.value.clone()))),
            What::Value(cell) => cell,
            What::Decision(_, span) => {
                let name = &definition.name;
                let message = text!("`{name}` är ett tal, inget beslut", "`{name}` is a number, not a decision");
                let help = text!("skriv talet med enhet", "write the number with its unit");
                self.fault(Diagnostic::error(Code::WrongType, *span, message).help(help));
                return None;
            }
        };
        let is_dash = matches!(cell.value.as_str(), "-" | "–" | "−");
        if cell.value.is_empty() || is_dash && !said.dash_is_zero {
            return Some(missing(None));
        }
        let zero;
        let cell = if is_dash {
            zero = Spanned::new("0".to_owned(), cell.span);
            &zero
        } else {
            cell
        };
        let measure = self.measure(definition, around, cell)?;
        if let (Some(own), Some(row)) = (&measure.unit, around)
            && own.value != row.value
            && row.span.file == cell.span.file
        {
            // A table's unit is for cells without one; a unit in the same row of the same file is about this very number.
            self.fault(two_units(own, row));
            return None;
        }
        let too_long = || number_fault(&NumberError::TooManyDigits(cell.value.clone()), cell.span);
        let shown = half_unit(measure.number.decimals);
        let (Some(value), Some(shown)) =
            (exact_product(measure.number.value, measure.factor), exact_product(shown, measure.factor))
        else {
            self.fault(too_long());
            return None;
        };
        let half_width = match said.precision {
            Some(precision) => self.precision(definition, &measure, precision)?,
            None if definition.unit.is_counted() && measure.number.decimals == 0 => Decimal::ZERO,
            None => shown,
        };
        let value = if said.negated { Decimal::ZERO - value } else { value };
        Some(Reading {
            given: Given::Number { value, half_width },
            decimals: shown.normalize().scale().saturating_sub(1),
        })
    }

    /// A stated precision: `exact`, or a half width in the unit of the value if it has none of its own.
    fn precision(&mut self, definition: &Definition, of: &Measure, written: &Spanned<String>) -> Option<Decimal> {
        if matches!(written.value.to_lowercase().as_str(), "exact" | "exakt") {
            return Some(Decimal::ZERO);
        }
        let measure = self.measure(definition, of.unit.as_ref(), written)?;
        let half_width = exact_product(measure.number.value, measure.factor);
        if half_width.is_none_or(|half_width| half_width < Decimal::ZERO) {
            let word = &written.value;
            let message = text!("`{word}` är ingen precision", "`{word}` is not a precision");
            self.fault(Diagnostic::error(Code::BadValue, written.span, message).help(text!(
                "skriv `exact`, eller hur mycket värdet kan vara fel åt vardera hållet: 0,5",
                "write `exact`, or what the value may be off by either way: 0.5"
            )));
            return None;
        }
        half_width
    }

    /// Reads a number and finds its unit: its own, or the one around it. The figure's own unit does not count as said:
    /// thousands taken for millions is what this is here to prevent.
    fn measure(
        &mut self,
        definition: &Definition,
        around: Option<&Spanned<Unit>>,
        cell: &Spanned<String>,
    ) -> Option<Measure> {
        let number = match read_number(&cell.value) {
            Ok(number) => number,
            Err(error) => {
                self.fault(number_fault(&error, cell.span));
                return None;
            }
        };
        let unit = match &number.unit {
            Some(symbol) => {
                let place = self.last_part(cell.span, symbol);
                let own = self.unit(&Spanned::new(symbol.clone(), place))?;
                Some(Spanned::new(own, place))
            }
            None => around.cloned(),
        };
        let Some(said) = &unit else {
            if definition.unit.is_bare() || number.value.is_zero() {
                let factor = Decimal::ONE;
                return Some(Measure { number, unit, factor });
            }
            self.fault(bare_number(definition, cell));
            return None;
        };
        match said.value.factor_to(&definition.unit) {
            Ok(factor) => Some(Measure { number, unit, factor }),
            Err(error) => {
                self.fault(wrong_unit(definition, cell, said, &error));
                None
            }
        }
    }

    /// The place of a text that ends a cell.
    fn last_part(&self, span: Span, part: &str) -> Span {
        let written = self.sources.slice(span);
        if written.ends_with(part) { span.part(written.len() - part.len(), written.len()) } else { span }
    }
}

/// The product, if it can be kept to the last digit.
fn exact_product(value: Decimal, factor: Decimal) -> Option<Decimal> {
    let product = value.checked_mul(factor)?;
    let back = product.checked_div(factor)?;
    (back == value).then_some(product)
}

fn bare_number(definition: &Definition, cell: &Spanned<String>) -> Diagnostic {
    let (written, name) = (&cell.value, &definition.name);
    let unit = definition.unit.shown();
    let message = text!("talet `{written}` saknar enhet", "the number `{written}` has no unit");
    Diagnostic::error(Code::BareNumber, cell.span, message)
        .also(definition.span, text!("`{name}` räknas i {unit}", "`{name}` is kept in {unit}"))
        .help(text!(
            "skriv enheten efter talet, till exempel `{written} {unit}`, eller i en kolumn `unit`",
            "write the unit after the number, such as `{written} {unit}`, or in a column `unit`"
        ))
}

fn two_units(own: &Spanned<Unit>, row: &Spanned<Unit>) -> Diagnostic {
    let (one, other) = (own.value.shown(), row.value.shown());
    let message =
        text!("talet står i {one}, men raden säger {other}", "the number is in {one}, but the row says {other}");
    Diagnostic::error(Code::WrongUnit, own.span, message)
        .also(row.span, text!("radens enhet", "the row's unit"))
        .help(text!("ta bort den ena enheten", "leave one of the units out"))
}

fn wrong_unit(definition: &Definition, cell: &Spanned<String>, unit: &Spanned<Unit>, error: &UnitError) -> Diagnostic {
    let (from, to) = (unit.value.shown(), definition.unit.shown());
    let message = match error {
        UnitError::PercentAgainstPoints(..) => text!(
            "{from} är inte {to}: en andel och en skillnad mellan andelar är olika saker",
            "{from} is not {to}: a share and a difference of shares are different things"
        ),
        UnitError::Different(..) => text!("{from} kan inte räknas om till {to}", "{from} cannot be converted to {to}"),
    };
    let inside =
        unit.span.file == cell.span.file && unit.span.start >= cell.span.start && unit.span.end <= cell.span.end;
    let mut fault = if inside {
        Diagnostic::error(Code::WrongUnit, unit.span, message)
    } else {
        Diagnostic::error(Code::WrongUnit, cell.span, message)
            .also(unit.span, text!("här står {from}", "this says {from}"))
    };
    let name = &definition.name;
    fault = fault.also(definition.span, text!("`{name}` räknas i {to}", "`{name}` is kept in {to}"));
    fault.help(text!("skriv värdet i {to}, eller rätta enheten", "write the value in {to}, or correct the unit"))
}

fn number_fault(error: &NumberError, span: Span) -> Diagnostic {
    let message = match error {
        NumberError::NotANumber(text) => {
            text!("`{text}` är inget tal", "`{text}` is not a number")
        }
        NumberError::TwoDecimalSigns(text) => {
            text!("`{text}` har mer än ett decimaltecken", "`{text}` has more than one decimal sign")
        }
        NumberError::BadGroup(text) => text!(
            "`{text}` har en siffergrupp som inte är tusental: är det två tal?",
            "`{text}` has a group of digits that is not a thousand: is it two numbers?"
        ),
        NumberError::TooManyDigits(text) => text!(
            "`{text}` har fler siffror än vad som kan räknas exakt",
            "`{text}` has more digits than can be kept exactly"
        ),
    };
    Diagnostic::error(Code::BadNumber, span, message).help(text!(
        "skriv som 8 794,5 mnkr; ett värde som saknas lämnas tomt eller skrivs `-`",
        "write it as 8 794,5 mnkr; a missing value is left empty or written `-`"
    ))
}
