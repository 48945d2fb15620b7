//! The functions that every guideline needs, with their Swedish names.

use super::tree::{Elsewhere, Gather, NodeId, Operation, Type, Which};
use super::typing::Typing;
use super::untyped::{Kind, Syntax};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::figures::Edition;
use crate::quantity::{Basis, Period, Rounding, Unit};
use crate::text;

/// The names, for suggestions and documentation.
pub const BUILT_IN: &[&str] = &[
    "summa",
    "min",
    "max",
    "medel",
    "belopp",
    "avrunda",
    "avrunda_upp",
    "avrunda_ner",
    "avrunda_jämn",
    "föregående",
    "förändring",
    "medel_över_år",
    "summa_över_år",
    "vid",
    "första",
    "senaste",
    "utgången",
    "dag",
    "datum",
    "utfall",
    "prognos",
    "budget",
    "plan",
    "senast_kända",
    "summa_över",
    "medel_över",
    "minst_över",
    "störst_över",
    "antal_över",
    "finns",
    "saknas",
    "inte",
    "uppfyllt",
    "delvis",
    "ej_uppfyllt",
];

/// The call, if the name is a built-in function's.
pub(super) fn call(
    typing: &mut Typing<'_>,
    name: &str,
    arguments: &[Syntax],
    name_span: Span,
    span: Span,
) -> Option<NodeId> {
    let gather = |how| (1, usize::MAX, Action::Gather(how));
    let (least, most, action) = match name {
        "summa" => gather(Gather::Sum),
        "min" => gather(Gather::Least),
        "max" => gather(Gather::Greatest),
        "medel" => gather(Gather::Mean),
        "belopp" => (1, 1, Action::Absolute),
        "avrunda" => (2, 2, Action::Round(Rounding::HalfAway)),
        "avrunda_upp" => (2, 2, Action::Round(Rounding::Up)),
        "avrunda_ner" => (2, 2, Action::Round(Rounding::Down)),
        "avrunda_jämn" => (2, 2, Action::Round(Rounding::HalfEven)),
        "föregående" => (1, 1, Action::Elsewhere(Elsewhere::Previous)),
        "förändring" => (1, 1, Action::Change),
        "senast_kända" => (1, 1, Action::Elsewhere(Elsewhere::LatestKnown)),
        "vid" => (2, 2, Action::At),
        "utfall" | "prognos" | "budget" | "plan" => (1, 2, Action::On(Basis::parse(name)?)),
        "medel_över_år" => (2, 2, Action::Years(Gather::Mean)),
        "summa_över_år" => (2, 2, Action::Years(Gather::Sum)),
        "summa_över" => (2, 2, Action::Members(Gather::Sum)),
        "medel_över" => (2, 2, Action::Members(Gather::Mean)),
        "minst_över" => (2, 2, Action::Members(Gather::Least)),
        "störst_över" => (2, 2, Action::Members(Gather::Greatest)),
        "antal_över" => (2, 2, Action::Members(Gather::Count)),
        "finns" => (1, 1, Action::Present),
        "saknas" => (1, 1, Action::Missing),
        "inte" => (1, 1, Action::Not),
        "uppfyllt" | "delvis" | "ej_uppfyllt" => (1, 1, Action::Verdict),
        "utgången" => (1, 1, Action::EndOfYear),
        "dag" => (2, 2, Action::Day),
        "datum" => (1, 1, Action::Date),
        "första" => (1, 1, Action::YearWhen(Which::First)),
        "senaste" => (1, 1, Action::YearWhen(Which::Last)),
        _ => return None,
    };
    if arguments.len() < least || arguments.len() > most {
        let given = arguments.len();
        let usage = usage(name);
        let message = text!("`{name}` kan inte ta {given} värden", "`{name}` cannot take {given} values");
        let help = text!("så här: `{usage}`", "like this: `{usage}`");
        return Some(typing.builder.broken(Diagnostic::error(Code::WrongArguments, span, message).help(help)));
    }
    Some(action.node(typing, name, arguments, name_span, span))
}

/// How a built-in function is written.
fn usage(name: &str) -> String {
    let arguments = match name {
        "summa" | "min" | "max" | "medel" => "a, b, …",
        "avrunda" | "avrunda_upp" | "avrunda_ner" | "avrunda_jämn" | "medel_över_år" | "summa_över_år" => "x, n",
        "vid" => "x, 2022",
        "dag" => "11, 30",
        "utgången" => "år",
        "första" | "senaste" => "x > 0",
        "utfall" | "prognos" | "budget" | "plan" => "x, \"2024-08\"",
        "summa_över" | "medel_över" | "minst_över" | "störst_över" => "x, nämnd",
        "antal_över" => "x > 0, nämnd",
        "inte" => "villkor",
        "uppfyllt" | "delvis" | "ej_uppfyllt" => "\"regel\"",
        _ => "x",
    };
    format!("{name}({arguments})")
}

enum Action {
    Gather(Gather),
    Absolute,
    Round(Rounding),
    Elsewhere(Elsewhere),
    Change,
    At,
    On(Basis),
    Years(Gather),
    Members(Gather),
    Present,
    Missing,
    Not,
    Verdict,
    EndOfYear,
    Day,
    Date,
    YearWhen(Which),
}

impl Action {
    fn node(self, typing: &mut Typing<'_>, name: &str, arguments: &[Syntax], name_span: Span, span: Span) -> NodeId {
        let Some(first) = arguments.first() else { return typing.builder.give_up(span) };
        match self {
            Self::Gather(how) => {
                let values: Vec<NodeId> = arguments.iter().map(|a| typing.node(a)).collect();
                typing.builder.gather(how, &values, span)
            }
            Self::Absolute => {
                let value = typing.node(first);
                let kind = numeric(typing, value);
                typing.builder.push(Operation::Absolute(value), kind, span)
            }
            Self::Round(rounding) => {
                let value = typing.node(first);
                let kind = numeric(typing, value);
                let decimals = count(typing, &arguments[1]);
                typing.builder.push(Operation::Round(rounding, value, decimals), kind, span)
            }
            Self::Elsewhere(place) => elsewhere(typing, place, first, span),
            Self::Change => {
                let now = typing.node(first);
                let before = elsewhere(typing, Elsewhere::Previous, first, span);
                typing.builder.sum(now, before, true, span)
            }
            Self::At => typing.at_time(first, &arguments[1], span),
            Self::On(basis) => match arguments.get(1).map(|a| edition(typing, a)).transpose() {
                Ok(edition) => elsewhere(typing, Elsewhere::On(basis, edition), first, span),
                Err(fault) => typing.builder.broken(*fault),
            },
            Self::Years(how) => {
                let (body, kind) = typing.elsewhere(first);
                if let (None, Some(_)) = (kind.unit(), kind.in_words()) {
                    return typing.not_a_number(first, &kind);
                }
                let years = count(typing, &arguments[1]);
                typing.builder.push(Operation::Years(how, body, years), kind, span)
            }
            Self::Members(how) => members(typing, how, arguments, span),
            Self::Present | Self::Missing => {
                let value = typing.node(first);
                let present = typing.builder.push(Operation::Present(value), Type::Truth, span);
                match self {
                    Self::Missing => typing.builder.not(present, span),
                    _ => present,
                }
            }
            Self::Not => {
                let value = typing.node(first);
                typing.builder.not(value, span)
            }
            Self::Verdict => verdict(typing, name, first, name_span, span),
            Self::EndOfYear => typing.end_of_year(first, span),
            Self::Day => typing.day_of_year(first, &arguments[1], span),
            Self::Date => typing.date_of(first, span),
            Self::YearWhen(which) => typing.year_when(which, first, span),
        }
    }
}

fn numeric(typing: &mut Typing<'_>, value: NodeId) -> Type {
    typing.builder.number(value).map_or(Type::Broken, Type::Number)
}

/// A number of things: decimals, years. A literal 0, 1 or 2, or a parameter in `år` or `tal`.
fn count(typing: &mut Typing<'_>, syntax: &Syntax) -> NodeId {
    let node = typing.node(syntax);
    match typing.builder.kind(node) {
        Type::Number(unit) if matches!(unit.symbol(), "" | "tal" | "st" | "år") => node,
        Type::Broken => node,
        _ => {
            let message = text!(
                "här behövs ett antal, utan annan enhet än år, st eller tal",
                "a count is needed here, with no unit but år, st or tal"
            );
            let help = text!("en parameter med enheten `år` eller `st`", "a parameter with the unit `år` or `st`");
            typing.builder.broken(Diagnostic::error(Code::WrongUnit, typing.at(syntax), message).help(help))
        }
    }
}

pub(super) fn elsewhere(typing: &mut Typing<'_>, place: Elsewhere, body: &Syntax, span: Span) -> NodeId {
    let (body, kind) = typing.elsewhere(body);
    typing.builder.push(Operation::Elsewhere(place, body), kind, span)
}

fn edition(typing: &Typing<'_>, syntax: &Syntax) -> Result<Edition, Box<Diagnostic>> {
    let found = match &syntax.kind {
        Kind::Text(text) => Period::parse(text).ok(),
        _ => None,
    };
    found.map(Edition).ok_or_else(|| {
        let message = text!(
            "upplagan skrivs som månad eller dag inom citattecken: \"2024-08\"",
            "the edition is written as a quoted month or day: \"2024-08\""
        );
        let help = text!("till exempel `prognos(x, \"2024-08\")`", "for example `prognos(x, \"2024-08\")`");
        Box::new(Diagnostic::error(Code::BadPeriod, typing.at(syntax), message).help(help))
    })
}

fn members(typing: &mut Typing<'_>, how: Gather, arguments: &[Syntax], span: Span) -> NodeId {
    let (body, kind) = typing.elsewhere(&arguments[0]);
    let dimension = match &arguments[1].kind {
        Kind::Name(name) => typing.names.dimension(name),
        _ => None,
    };
    let Some(dimension) = dimension else {
        let message = text!("här behövs namnet på en dimension", "the name of a dimension is needed here");
        let meant = match &arguments[1].kind {
            Kind::Name(name) => typing.names.suggest_dimension(name),
            _ => None,
        };
        let help = text!("dimensioner står under `dimensions:`", "dimensions stand under `dimensions:`");
        let fault = Diagnostic::error(Code::UnknownName, typing.at(&arguments[1]), message).help(help);
        return typing.builder.broken(fault.maybe_help(meant));
    };
    let kind = match (how, kind) {
        (Gather::Count, Type::Truth) => {
            Type::Number(typing.names.units().get("st").cloned().unwrap_or_else(Unit::ratio))
        }
        (_, Type::Broken) => Type::Broken,
        (how, kind) if how == Gather::Count || kind.unit().is_none() => {
            let message = text!(
                "`antal_över` räknar villkor, de andra räknar tal",
                "`antal_över` counts conditions, the others numbers"
            );
            let help = text!("till exempel `antal_över(x > 0, nämnd)`", "for example `antal_över(x > 0, nämnd)`");
            let fault = Diagnostic::error(Code::WrongType, typing.at(&arguments[0]), message).help(help);
            return typing.builder.broken(fault);
        }
        (_, kind) => kind,
    };
    typing.builder.push(Operation::Members(how, body, dimension), kind, span)
}

fn verdict(typing: &mut Typing<'_>, name: &str, argument: &Syntax, name_span: Span, span: Span) -> NodeId {
    let Kind::Text(rule) = &argument.kind else {
        let message = text!("`{name}` tar en regels namn inom citattecken", "`{name}` takes the quoted name of a rule");
        let usage = usage(name);
        let help = text!("så här: `{usage}`", "like this: `{usage}`");
        return typing.builder.broken(Diagnostic::error(Code::WrongArguments, typing.at(argument), message).help(help));
    };
    match typing.names.verdict(name, rule) {
        Some(Some((index, is))) => typing.builder.push(Operation::Verdict(index, is), Type::Truth, span),
        Some(None) => {
            let message = text!("det finns ingen regel som heter `{rule}`", "there is no rule called `{rule}`");
            let help = typing.names.suggest_rule(rule);
            typing.builder.broken(Diagnostic::error(Code::UnknownName, typing.at(argument), message).maybe_help(help))
        }
        None => {
            let message = text!(
                "`{name}` går bara att använda i en samlad bedömning",
                "`{name}` can only be used in an assessment"
            );
            let help = text!("den hör hemma under `assessments:`", "it belongs under `assessments:`");
            typing.builder.broken(Diagnostic::error(Code::FormulaNotAllowed, name_span, message).help(help))
        }
    }
}

/// Whether a name is taken by a built-in function or word.
pub fn is_reserved(name: &str) -> bool {
    name == "år" || BUILT_IN.contains(&name)
}
