//! The verdicts in words: one line a rule, every number with two decimals.

use std::fmt::{Display, Formatter, Result};

use rust_decimal::Decimal;

use super::{
    Basis, HALF, Limits, Submission, attainment, balance, balance_sheet, equalisation_reserve, higher_is_better,
    ratios, restoration, result_reserve, rounded, sums,
};

/// The forty lines that tell how each verdict came about, in the order of the codes.
pub fn explain(s: &Submission) -> String {
    Explanation(s).to_string()
}

struct Explanation<'a>(&'a Submission);

impl Display for Explanation<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write_indicators(f, self.0)?;
        write_ratios(f, self.0)?;
        write_sums(f, self.0)?;
        write_balance_rules(f, self.0)
    }
}

/// A number with two decimals, rounded half away from zero; never a negative zero.
struct Two(Decimal);

impl Display for Two {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let mut shown = rounded(self.0);
        shown.rescale(2);
        if shown.is_zero() {
            shown.set_sign_positive(true);
        }
        Display::fmt(&shown, f)
    }
}

fn write_indicators(f: &mut Formatter<'_>, s: &Submission) -> Result {
    for (index, indicator) in s.indicators.iter().enumerate() {
        let number = index + 1;
        let up = higher_is_better(index);
        match attainment(indicator, up) {
            None => writeln!(f, "I{number:02} na: outcome missing")?,
            Some(a) => writeln!(
                f,
                "I{number:02} {}: outcome {} vs target {} = {} % ({}, limits 100/90), trend {}",
                a.verdict.colour(),
                Two(a.outcome),
                Two(indicator.target),
                Two(a.percent),
                if up { "up" } else { "down" },
                a.trend.word(),
            )?,
        }
    }
    Ok(())
}

fn write_ratios(f: &mut Formatter<'_>, s: &Submission) -> Result {
    for (number, (limits, basis)) in (1..).zip(ratios(s)) {
        let percent = basis.percent();
        let colour = limits.verdict(percent).colour();
        match percent {
            None => writeln!(f, "R{number} {colour}: denominator is zero")?,
            Some(percent) => writeln!(f, "R{number} {colour}: {basis} = {} % ({limits})", Two(percent))?,
        }
    }
    Ok(())
}

impl Display for Basis {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Basis::Share { part, whole } => write!(f, "{} / {}", Two(*part), Two(*whole)),
            Basis::Mean([now, y1, y2, y3, y4]) => {
                write!(f, "mean of {}, {}, {}, {}, {}", Two(*now), Two(*y1), Two(*y2), Two(*y3), Two(*y4))
            }
        }
    }
}

impl Display for Limits {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let (word, green, yellow) = match self {
            Limits::AtLeast(green, yellow) => ("min", green, yellow),
            Limits::AtMost(green, yellow) => ("max", green, yellow),
        };
        write!(f, "{word} {}/{}", Two(*green), Two(*yellow))
    }
}

fn write_sums(f: &mut Formatter<'_>, s: &Submission) -> Result {
    for (number, sum) in (1..).zip(sums(s)) {
        writeln!(
            f,
            "S{number} {}: difference {}, tolerance {}",
            sum.verdict().pass_or_fail(),
            Two(sum.difference),
            Two(sum.tolerance)
        )?;
    }
    let ([liabilities, assets], verdict) = balance_sheet(s);
    writeln!(
        f,
        "S4 {}: differences {} and {}, tolerance {}",
        verdict.pass_or_fail(),
        Two(liabilities),
        Two(assets),
        Two(HALF)
    )
}

fn write_balance_rules(f: &mut Formatter<'_>, s: &Submission) -> Result {
    let balance = balance(s);
    writeln!(
        f,
        "M1 {}: adjusted {}, balance result {}",
        balance.verdict.colour(),
        Two(balance.adjusted),
        Two(balance.result)
    )?;
    let (verdict, why) = equalisation_reserve(s, &balance);
    writeln!(f, "M2 {}: {why}; allowed {}, used {}", verdict.colour(), Two(balance.allowed), Two(s.rur_use))?;
    let reserve = result_reserve(s, &balance);
    writeln!(
        f,
        "M3 {}: {}; balance {}, cap {}, added {}, room {}",
        reserve.verdict.colour(),
        reserve.why,
        Two(reserve.balance),
        Two(reserve.cap),
        Two(s.reserve_add),
        Two(reserve.room)
    )?;
    let restoration = restoration(s, &balance);
    let [y1, y2, y3] = restoration.left;
    writeln!(
        f,
        "M4 {}: left {}, {}, {}, new {}",
        restoration.verdict.colour(),
        Two(y3),
        Two(y2),
        Two(y1),
        Two(restoration.new)
    )
}
