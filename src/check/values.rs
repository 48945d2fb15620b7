//! Texts to values: quantities, periods, days, decimals.

use super::checker::Checker;
use crate::diagnostic::{Code, Diagnostic, Span, did_you_mean};
use crate::formula::unit_fault;
use crate::language::Lang;
use crate::policy::raw::{RawLever, RawText};
use crate::quantity::{
    Date, Decimal, Number, NumberError, Period, PeriodError, Unit, Validity, plain, read_number, write_number,
};
use crate::text;

impl Checker<'_> {
    /// From when to when something holds.
    pub(super) fn validity(&mut self, text: &RawText) -> Option<Validity> {
        Validity::parse(&text.value).map_err(|e| self.faults.push(period_fault(&e, text.span, VALIDITIES))).ok()
    }

    /// From when to when something holds; always, if nothing is said.
    pub(super) fn optional_validity(&mut self, text: Option<&RawText>) -> Validity {
        text.and_then(|t| self.validity(t)).unwrap_or_default()
    }

    pub(super) fn period(&mut self, text: &RawText) -> Option<Period> {
        Period::parse(&text.value).map_err(|e| self.faults.push(period_fault(&e, text.span, PERIODS))).ok()
    }

    pub(super) fn date(&mut self, text: &RawText) -> Option<Date> {
        Date::parse(&text.value).map_err(|e| self.faults.push(period_fault(&e, text.span, "2024-03-31"))).ok()
    }

    /// A number of decimals.
    pub(super) fn decimals(&mut self, text: &RawText) -> Option<u32> {
        let found = text.value.parse::<u32>().ok().filter(|n| *n <= Decimal::MAX_SCALE);
        if found.is_none() {
            let written = &text.value;
            let message = text!("`{written}` är inget antal decimaler", "`{written}` is not a number of decimals");
            let help = text!("skriv ett heltal från 0 till 28", "write a whole number from 0 to 28");
            self.error(Code::BadNumber, text.span, message, help);
        }
        found
    }

    /// A unit, built in or the pack's own.
    pub(super) fn unit(&mut self, text: &RawText) -> Option<Unit> {
        let found = self.vocabulary.units.get(&text.value).cloned();
        if found.is_none() {
            self.unknown_unit(&text.value, text.span);
        }
        found
    }

    pub(super) fn unknown_unit(&mut self, symbol: &str, span: Span) {
        let message = text!("okänd enhet `{symbol}`", "unknown unit `{symbol}`");
        let all: Vec<&str> = self.vocabulary.units.symbols().collect();
        let listed = all.join(", ");
        let help = did_you_mean(symbol, all.iter().copied()).unwrap_or_else(|| {
            text!(
                "enheterna är {listed}; fler läggs till under `units:`",
                "the units are {listed}; more are added under `units:`"
            )
        });
        self.error(Code::UnknownUnit, span, message, help);
    }

    /// A number of a unit, converted to it. `declared_at` is where the unit is given.
    pub(super) fn quantity(&mut self, text: &RawText, unit: &Unit, declared_at: Option<Span>) -> Option<Decimal> {
        self.quantity_at(&text.value, text.span, unit, declared_at)
    }

    fn quantity_at(&mut self, text: &str, span: Span, unit: &Unit, declared_at: Option<Span>) -> Option<Decimal> {
        let number = read_number(text).map_err(|e| self.faults.push(number_fault(&e, unit, span))).ok()?;
        let Some(symbol) = &number.unit else { return self.bare(&number, text, span, unit) };
        let Some(own) = self.vocabulary.units.get(symbol).cloned() else {
            self.unknown_unit(symbol, span);
            return None;
        };
        let factor = match own.factor_to(unit) {
            Ok(factor) => factor,
            Err(error) => {
                let shown = unit.shown();
                let mut fault = unit_fault(&error, span);
                fault = fault.label(text!("här behövs {shown}", "{shown} is needed here"));
                if let Some(place) = declared_at {
                    fault = fault.also(place, text!("enheten anges här", "the unit is given here"));
                }
                self.faults.push(fault);
                return None;
            }
        };
        let value = number.value.checked_mul(factor);
        if value.is_none() {
            let error = NumberError::TooManyDigits(text.to_owned());
            self.faults.push(number_fault(&error, unit, span));
        }
        value.map(|v| v.normalize())
    }

    /// A number without a unit: only 0, and where the unit is a plain number.
    fn bare(&mut self, number: &Number, text: &str, span: Span, unit: &Unit) -> Option<Decimal> {
        if number.value.is_zero() || unit.is_bare() || unit.symbol().is_empty() {
            return Some(number.value.normalize());
        }
        let shown = unit.shown();
        let message = text!("talet `{text}` saknar enhet", "the number `{text}` has no unit");
        let help = match number.value.checked_mul(Decimal::ONE_HUNDRED) {
            // 0,8 is as likely to mean 80 % as 0,8 %.
            Some(hundredfold) if shown == "%" && number.value.abs() <= Decimal::ONE => {
                let hundredfold = write_number(hundredfold.normalize(), Lang::Sv);
                text!(
                    "skriv `{hundredfold} %` om det är en andel, `{text} %` om det är procent",
                    "write `{hundredfold} %` if it is a share, `{text} %` if it is percent"
                )
            }
            _ => text!("skriv `{text} {shown}`", "write `{text} {shown}`"),
        };
        self.error(Code::BareNumber, span, message, help);
        None
    }

    /// `a..b`, both in a unit.
    pub(super) fn range(&mut self, text: &RawText, unit: &Unit, declared_at: Span) -> Option<(Decimal, Decimal)> {
        let Some((from, to)) = text.value.split_once("..") else {
            let written = &text.value;
            let message = text!("`{written}` är inget intervall", "`{written}` is not a range");
            let shown = unit.shown();
            let help = text!("skriv `0 {shown}..100 {shown}`", "write `0 {shown}..100 {shown}`");
            self.error(Code::BadNumber, text.span, message, help);
            return None;
        };
        let from = self.quantity_at(from, text.span, unit, Some(declared_at));
        let to = self.quantity_at(to, text.span, unit, Some(declared_at));
        self.upwards(from?, to?, text.span)
    }

    /// How far a figure can be changed.
    pub(super) fn lever(&mut self, lever: &RawLever, unit: &Unit, declared_at: Span) -> Option<(Decimal, Decimal)> {
        let min = self.quantity(&lever.min, unit, Some(declared_at));
        let max = self.quantity(&lever.max, unit, Some(declared_at));
        self.upwards(min?, max?, lever.span)
    }

    /// A range from the lesser number to the greater.
    fn upwards(&mut self, from: Decimal, to: Decimal, place: Span) -> Option<(Decimal, Decimal)> {
        if from <= to {
            return Some((from, to));
        }
        let (from, to) = (plain(from), plain(to));
        let message = text!("intervallet går från {from} ned till {to}", "the range goes from {from} down to {to}");
        let help = text!("skriv det minsta talet först", "write the lesser number first");
        self.error(Code::BadValue, place, message, help);
        None
    }
}

const PERIODS: &str = "2024, 2024-T1, 2024-Q1, 2024-03, 2024-01..2024-03, 2024-03-31";
const VALIDITIES: &str = "2024, 2024..2026, ..2023, 2024-03-01..";

pub(super) fn period_fault(error: &PeriodError, span: Span, forms: &str) -> Diagnostic {
    let message = match error {
        PeriodError::NotAPeriod(text) => text!("`{text}` kan inte läsas som tid", "`{text}` cannot be read as time"),
        PeriodError::NotInCalendar(text) => text!("`{text}` finns inte i kalendern", "`{text}` is not in the calendar"),
        PeriodError::Backwards(text) => text!("`{text}` slutar innan den börjar", "`{text}` ends before it starts"),
    };
    let help = text!("så här kan det skrivas: {forms}", "it can be written like this: {forms}");
    Diagnostic::error(Code::BadPeriod, span, message).help(help)
}

fn number_fault(error: &NumberError, unit: &Unit, span: Span) -> Diagnostic {
    let message = match error {
        NumberError::NotANumber(text) => text!("`{text}` är inget tal", "`{text}` is not a number"),
        NumberError::TwoDecimalSigns(text) => {
            text!("`{text}` har mer än ett decimaltecken", "`{text}` has more than one decimal sign")
        }
        NumberError::BadGroup(text) => {
            text!(
                "`{text}` har en siffergrupp som inte är tusental",
                "`{text}` has a group of digits that is not a thousand"
            )
        }
        NumberError::TooManyDigits(text) => {
            text!(
                "`{text}` har fler siffror än som kan hållas exakt",
                "`{text}` has more digits than can be kept exactly"
            )
        }
    };
    let shown = match unit.symbol() {
        "tal" | "" => String::new(),
        symbol => format!(" {symbol}"),
    };
    let help = text!(
        "skriv till exempel `8 794,5{shown}`: mellanslag mellan tusental, komma eller punkt före decimaler",
        "write for example `8 794,5{shown}`: spaces between thousands, comma or point before decimals"
    );
    Diagnostic::error(Code::BadNumber, span, message).help(help)
}
