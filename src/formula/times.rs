//! Days and years in formulas: `dag`, `utgången`, `datum`, `första`, `senaste`, and the second value of `vid`.

use rust_decimal::Decimal;

use super::builtins::elsewhere;
use super::tree::{Elsewhere, Moment, NodeId, Operation, Type, Which};
use super::typing::Typing;
use super::untyped::{Binary, Kind, Syntax};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::quantity::{Date, Period, Unit};
use crate::text;

/// A year that is written.
fn written_year(syntax: &Syntax) -> Option<i16> {
    match &syntax.kind {
        Kind::Number(value) => i16::try_from(*value).ok().filter(|y| (1900..=2200).contains(y)),
        _ => None,
    }
}

/// A number of years that is written.
fn written_years(syntax: &Syntax) -> Option<Decimal> {
    match &syntax.kind {
        Kind::Number(value) => Some(*value).filter(|v| v.is_integer() && *v < Decimal::ONE_HUNDRED),
        _ => None,
    }
}

impl Typing<'_> {
    /// A year as a time is told: `2026`, `år`, `år + 3`, a formula that gives a year. Years to and fro may be written out here.
    fn year(&mut self, syntax: &Syntax) -> NodeId {
        let span = self.at(syntax);
        if let Some(year) = written_year(syntax) {
            return self.builder.push(Operation::Number(Decimal::from(year)), Type::Year, span);
        }
        if let Kind::Binary(sign @ (Binary::Add | Binary::Subtract), left, right) = &syntax.kind
            && let Some(years) = written_years(right)
        {
            let left = self.year(left);
            let right = self.at(right);
            let right = self.builder.push(Operation::Number(years), Type::Number(Unit::years()), right);
            return match self.builder.kind(left) {
                Type::Broken => self.builder.give_up(span),
                _ => self.builder.sum(left, right, *sign == Binary::Subtract, span),
            };
        }
        let node = self.node(syntax);
        match self.builder.kind(node) {
            Type::Year | Type::Broken => node,
            _ => {
                let message = text!("här behövs ett årtal", "a year is needed here");
                let help = text!(
                    "till exempel `2026`, `år`, `år + 3` eller en formel med `type: year`",
                    "for example `2026`, `år`, `år + 3` or a formula with `type: year`"
                );
                self.builder.broken(Diagnostic::error(Code::WrongType, span, message).help(help))
            }
        }
    }

    /// `utgången(2026)`, `utgången(år + 3)`.
    pub(super) fn end_of_year(&mut self, year: &Syntax, span: Span) -> NodeId {
        if let Some(end) = written_year(year).and_then(|y| Date::new(y, 12, 31)) {
            return self.builder.push(Operation::Number(end.number()), Type::Date, span);
        }
        let year = self.year(year);
        match self.builder.kind(year) {
            Type::Broken => self.builder.give_up(span),
            _ => self.builder.push(Operation::EndOfYear(year), Type::Date, span),
        }
    }

    /// `dag(11, 30)`.
    pub(super) fn day_of_year(&mut self, month: &Syntax, day: &Syntax, span: Span) -> NodeId {
        let whole = |s: &Syntax| match &s.kind {
            Kind::Number(value) => u8::try_from(*value).ok().filter(|v| Decimal::from(*v) == *value),
            _ => None,
        };
        // A year without a 29 February: the day must be there every year.
        let found = whole(month).zip(whole(day)).filter(|(month, day)| Date::new(2023, *month, *day).is_some());
        match found {
            Some((month, day)) => self.builder.push(Operation::DayOfYear(month, day), Type::Date, span),
            None => {
                let message = text!("det är ingen dag som finns varje år", "that is no day that every year has");
                let help = text!(
                    "månad och dag med siffror: `dag(11, 30)` är den 30 november",
                    "month and day in digits: `dag(11, 30)` is 30 November"
                );
                self.builder.broken(Diagnostic::error(Code::BadPeriod, span, message).help(help))
            }
        }
    }

    /// `datum(x)`: the day of a decision.
    pub(super) fn date_of(&mut self, decision: &Syntax, span: Span) -> NodeId {
        let node = self.node(decision);
        match self.builder.kind(node) {
            Type::Decision => self.builder.push(Operation::Call("datum".into(), node), Type::Date, span),
            Type::Broken => node,
            _ => {
                let message = text!("`datum` tar ett beslut", "`datum` takes a decision");
                let help = text!("en uppgift med `type: decision`", "a figure with `type: decision`");
                let place = self.at(decision);
                self.builder.broken(Diagnostic::error(Code::WrongType, place, message).help(help))
            }
        }
    }

    /// `första(villkor)`, `senaste(villkor)`.
    pub(super) fn year_when(&mut self, which: Which, condition: &Syntax, span: Span) -> NodeId {
        let (body, kind) = self.elsewhere(condition);
        match kind {
            Type::Truth => self.builder.push(Operation::YearWhen(which, body), Type::Year, span),
            Type::Broken => self.builder.give_up(span),
            _ => {
                let message = text!("här behövs ett villkor", "a condition is needed here");
                let help = text!("till exempel `första(x > 0)`", "for example `första(x > 0)`");
                let place = self.at(condition);
                self.builder.broken(Diagnostic::error(Code::WrongType, place, message).help(help))
            }
        }
    }

    /// `vid(x, tid)`: a year, a quoted period or `utgången(…)` as they are written, or a year or date that is computed.
    pub(super) fn at_time(&mut self, body: &Syntax, time: &Syntax, span: Span) -> NodeId {
        let place = match &time.kind {
            Kind::Text(text) => match Period::parse(text) {
                Ok(period) => Some(Elsewhere::At(period)),
                Err(_) => return self.no_time(time),
            },
            Kind::Call { name, arguments, .. } if name == "utgången" => match arguments.as_slice() {
                [Syntax { kind: Kind::Name(name), .. }] if name == "år" => Some(Elsewhere::EndOfYear),
                [only] => {
                    let end = written_year(only).and_then(|y| Date::new(y, 12, 31));
                    end.map(|day| Elsewhere::At(Period::Day(day)))
                }
                _ => None,
            },
            Kind::Number(_) => match written_year(time) {
                Some(year) => Some(Elsewhere::At(Period::year(year))),
                None => return self.no_time(time),
            },
            _ => None,
        };
        if let Some(place) = place {
            return elsewhere(self, place, body, span);
        }
        let when = match &time.kind {
            Kind::Binary(..) => self.year(time),
            _ => self.node(time),
        };
        let moment = match self.builder.kind(when) {
            Type::Year => Moment::Year,
            Type::Date => Moment::Day,
            Type::Broken => return self.builder.give_up(span),
            _ => return self.no_time(time),
        };
        let (body, kind) = self.elsewhere(body);
        self.builder.push(Operation::Moved(moment, body, when), kind, span)
    }

    fn no_time(&mut self, time: &Syntax) -> NodeId {
        let message = text!(
            "här behövs ett år, en period inom citattecken eller `utgången(2022)`",
            "a year, a quoted period or `utgången(2022)` is needed here"
        );
        let help = text!(
            "till exempel `vid(x, 2022)`, `vid(x, \"2022-03\")`, eller en formel med `type: year`",
            "for example `vid(x, 2022)`, `vid(x, \"2022-03\")`, or a formula with `type: year`"
        );
        let place = self.at(time);
        self.builder.broken(Diagnostic::error(Code::BadPeriod, place, message).help(help))
    }
}
