//! How uncertain a figure is: `årets_resultat[2026]=±50 mnkr triangulär`.

use rust_decimal::prelude::ToPrimitive;

use super::change::{Amount, How, fault};
use super::pointer::Pointer;
use super::{ChangeFault, Definition, Figure, FigureSet, Sign, Vocabulary};
use crate::language::Text;
use crate::quantity::{Basis, Decimal, read_number};
use crate::text;

/// A figure, and how far from its stated value it may come to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    figure: Pointer,
    amount: Amount,
    shape: Shape,
}

/// Which values are how likely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Every value within the spread alike, its ends included.
    Uniform,
    /// The stated value most, and ever less towards the ends.
    Triangular,
    /// The normal distribution, of which the spread is two standard deviations: 95 in a hundred values lie within it, and a few beyond.
    Normal,
}

/// A spread of a submitted figure.
#[derive(Debug, Clone)]
pub struct Spreading {
    /// The figure.
    pub figure: Figure,
    /// Its stated value.
    pub value: Decimal,
    /// How far to either side, in its unit.
    pub half_width: Decimal,
    /// Which values are how likely.
    pub shape: Shape,
    /// The step in which values are drawn: as many decimals as the figure or the spread has.
    pub step: Decimal,
    /// How many steps go into the spread to one side.
    pub steps: i64,
    /// What the policy lets the figure be, as steps from the stated value; a draw beyond it is drawn again.
    pub allowed: (i64, i64),
}

/// The words of the shapes.
const WORDS: &[(&str, Shape)] = &[
    ("likformig", Shape::Uniform),
    ("uniform", Shape::Uniform),
    ("triangulär", Shape::Triangular),
    ("triangular", Shape::Triangular),
    ("normal", Shape::Normal),
];

/// More steps than this are no spread of a figure; it leaves room for sums of draws.
const MOST_STEPS: i64 = 1 << 53;

impl Shape {
    /// The word in machine-readable formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Uniform => "uniform",
            Self::Triangular => "triangular",
            Self::Normal => "normal",
        }
    }
}

fn how_to_write() -> Text {
    text!(
        "skriv `uppgift[2026]=±50 mnkr` eller `uppgift[2026]=±2 %`, och sist `likformig` (gäller om inget sägs), `triangulär` eller `normal`",
        "write `figure[2026]=±50 mnkr` or `figure[2026]=±2 %`, and last `uniform` (holds if nothing is said), `triangular` or `normal`"
    )
}

impl Spread {
    /// Reads `figure[period, basis, member]=±50 mnkr triangular`; `+-` stands for `±`.
    ///
    /// # Errors
    /// It is not written like that, or the spread is not more than zero.
    pub fn parse(written: &str) -> Result<Self, ChangeFault> {
        let wrong = || fault(text!("`{written}` är ingen spridning", "`{written}` is no spread"), how_to_write());
        let (figure, spread) = written.split_once('=').ok_or_else(wrong)?;
        let spread = spread.trim();
        let spread = ["±", "+-", "+/-"].iter().find_map(|sign| spread.strip_prefix(sign)).ok_or_else(wrong)?.trim();
        let named = spread.rsplit_once(' ').and_then(|(amount, word)| {
            WORDS.iter().find(|(known, _)| *known == word).map(|(_, shape)| (amount.trim(), *shape))
        });
        let (amount, shape) = named.unwrap_or((spread, Shape::Uniform));
        let number = read_number(amount).map_err(|_| wrong())?;
        if number.value <= Decimal::ZERO {
            let message = text!(
                "spridningen i `{written}` är inte större än noll",
                "the spread in `{written}` is not more than zero"
            );
            return Err(fault(message, how_to_write()));
        }
        Ok(Self {
            figure: Pointer::parse(figure).ok_or_else(wrong)?,
            amount: Amount { how: How::By, number: number.value, unit: number.unit, written: amount.to_owned() },
            shape,
        })
    }

    /// The spread of the submitted figure that is meant.
    ///
    /// # Errors
    /// Nothing was submitted that could be meant, or several things; it is an outcome or no number; the spread is not in its unit, or goes beyond what
    /// the policy lets the figure be.
    pub fn of(&self, set: &FigureSet, vocabulary: &Vocabulary) -> Result<Spreading, ChangeFault> {
        let (figure, value) = self.figure.number(set, vocabulary)?;
        let written = &self.amount.written;
        let definition = vocabulary.get(figure.id);
        let title = definition.map(|d| d.title.clone()).unwrap_or_default();
        if figure.basis == Basis::Outcome {
            let message =
                text!("”{title}” är ett utfall och har ingen spridning", "”{title}” is an outcome and has no spread");
            let help = text!(
                "ange en spridning för en prognos, budget eller plan",
                "give a spread for a forecast, budget or plan"
            );
            return Err(fault(message, help));
        }
        let too_large = || {
            let message = text!(
                "`±{written}` är en för stor eller för fin spridning",
                "`±{written}` is too large or too fine a spread"
            );
            fault(message, text!("skriv ett annat tal", "write another number"))
        };
        let moved = match definition {
            Some(definition) => self.amount.applied(value, &definition.unit, vocabulary)?,
            None => value,
        };
        let half_width = moved.checked_sub(value).ok_or_else(too_large)?.abs().normalize();
        if half_width.is_zero() {
            let message = text!("`±{written}` av noll är noll", "`±{written}` of zero is zero");
            return Err(fault(
                message,
                text!("skriv spridningen i uppgiftens enhet", "write the spread in the figure's unit"),
            ));
        }
        let step = Decimal::try_new(1, figure.decimals.max(half_width.scale())).map_err(|_| too_large())?;
        let in_steps = |distance: Decimal| distance.checked_div(step)?.to_i64();
        let steps = in_steps(half_width).filter(|steps| (1..=MOST_STEPS).contains(steps)).ok_or_else(too_large)?;
        let (least, most) = definition.map_or((None, None), bounds);
        let away = |limit: Option<Decimal>| limit.and_then(|limit| in_steps(limit.checked_sub(value)?));
        let allowed = (away(least).unwrap_or(i64::MIN), away(most).unwrap_or(i64::MAX));
        if -steps < allowed.0 || steps > allowed.1 {
            let message = text!(
                "`±{written}` går utanför det som ”{title}” får vara enligt paketet",
                "`±{written}` goes beyond what the pack lets ”{title}” be"
            );
            let help = text!(
                "skriv en mindre spridning, eller ändra `range` eller `sign` i paketet",
                "write a lesser spread, or change `range` or `sign` in the pack"
            );
            return Err(fault(message, help));
        }
        Ok(Spreading { figure: figure.clone(), value, half_width, shape: self.shape, step, steps, allowed })
    }
}

/// The least and greatest value that a definition lets a figure have.
fn bounds(definition: &Definition) -> (Option<Decimal>, Option<Decimal>) {
    let (least, most) = definition.range.unzip();
    match definition.sign {
        Some(Sign::Plus) => (Some(least.map_or(Decimal::ZERO, |least| least.max(Decimal::ZERO))), most),
        Some(Sign::Minus) => (least, Some(most.map_or(Decimal::ZERO, |most| most.min(Decimal::ZERO)))),
        None => (least, most),
    }
}
