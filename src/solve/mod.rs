//! What would it take, and what if? For a verdict that falls short, and one figure at a time: the smallest change that gives another verdict, or the proof that
//! none does.
//!
//! A figure moves in the steps that it is reported in. All values that it may take are one interval, which interval arithmetic through the whole
//! formula judges at once: if none of them can give the verdict, that is proved; if all do, the nearest is the answer; otherwise the interval is
//! halved, the nearer half first. So the first answer is the smallest, also where conditions, roundings and several readings of one figure make the
//! verdict go back and forth. Every answer is judged again, and so is the step before it.

mod diff;
mod draft;
mod draw;
mod lever;
mod mistake;
mod precision;
mod risk;
mod search;
mod sensitivity;

#[cfg(test)]
mod tests;

pub use diff::{
    Diff, Flip, MOST_EXACT, Moved, NoShares, ORDERS, Only, Pairing, PeoplePair, Player, Row, Shares, Turn, Versions,
    Which, diff, numbers_of, versions,
};
pub use draft::{Draft, draft};
pub(crate) use lever::figures_of;
pub use lever::{Answer, Lever, Outcome, levers, solve};
pub use mistake::{
    Column, Doubt, Explanation, Held, Mistake, Mistakes, Suspect, Trace, Untried, mistakes, mistakes_in,
};
pub use precision::{Precision, Witness, precision};
pub use risk::{Odds, Risk, risk};
pub use sensitivity::{ColourLimit, Effect, LeftOut, Measure, Sensitivity, Step, Tried, WhyLeftOut, sensitivity};
