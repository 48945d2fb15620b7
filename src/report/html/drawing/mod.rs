//! Pictures as SVG. Across they are measured in percent of their width, so that text keeps its size from a telephone to a sheet of paper;
//! down in pixels. All places are whole tenths: no binary float is drawn.

mod bullet;
mod line;
mod waterfall;

pub(super) use bullet::bullet;
pub(super) use line::{Point, line};
pub(super) use waterfall::{Bar, BarKind, waterfall};

use maud::{Markup, html};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::fmt;

use super::Page;
use crate::quantity::{Rounding, round};

/// A place or a length in tenths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Tenths(pub i64);

/// Of the width, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Percent(pub Tenths);

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10);
        if rest == 0 { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{rest}") }
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.0)
    }
}

impl Percent {
    /// So many tenths of a percent.
    pub fn tenths(tenths: i64) -> Self {
        Self(Tenths(tenths))
    }

    /// How far it is from another place.
    pub fn from(self, other: Self) -> Self {
        Self(Tenths(self.0.0 - other.0.0))
    }

    /// Text there begins at the place in the left half, and ends at it in the right one: it stays inside.
    pub fn anchor(self) -> &'static str {
        if self.0.0 < 500 { "start" } else { "end" }
    }
}

/// From values to places: the lowest and highest value, and the tenths where these are drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axis {
    low: Decimal,
    high: Decimal,
    start: i64,
    end: i64,
}

impl Axis {
    /// An axis that holds all values; `None` if there are none, or they are too large to draw.
    pub fn over(values: &[Decimal], start: i64, end: i64) -> Option<Self> {
        let (low, high) = (*values.iter().min()?, *values.iter().max()?);
        let (low, high) = match low == high {
            true => (low.checked_sub(Decimal::ONE)?, high.checked_add(Decimal::ONE)?),
            false => (low, high),
        };
        Some(Self { low, high, start, end })
    }

    /// Where a value is drawn; what lies beyond an end, at that end.
    pub fn at(&self, value: Decimal) -> i64 {
        let place = || {
            let share = value
                .clamp(self.low, self.high)
                .checked_sub(self.low)?
                .checked_div(self.high.checked_sub(self.low)?)?;
            let length = share.checked_mul(Decimal::from(self.end.checked_sub(self.start)?))?;
            round(length, 0, Rounding::HalfAway).to_i64()?.checked_add(self.start)
        };
        place().unwrap_or(self.start)
    }

    /// The same as a percent.
    pub fn percent(&self, value: Decimal) -> Percent {
        Percent::tenths(self.at(value))
    }

    /// Whether a value is between the ends.
    pub fn holds(&self, value: Decimal) -> bool {
        self.low <= value && value <= self.high
    }
}

/// What a picture is called.
pub(super) struct Frame<'t> {
    /// The name that is its own on the page.
    pub id: &'t str,
    /// What it shows.
    pub title: &'t str,
    /// The same as the picture in words.
    pub description: &'t str,
}

/// The frame of a picture: what it shows as title and description, which a screen reader reads in its place.
fn picture(page: &Page<'_>, frame: &Frame<'_>, height: i64, drawn: &Markup) -> Markup {
    let (title_id, description_id) = (format!("{}-t", frame.id), format!("{}-d", frame.id));
    html! {
        svg role="img" aria-labelledby=(format!("{title_id} {description_id}")) width="100%" height=(height) {
            title id=(title_id) { (page.mixed(frame.title)) }
            desc id=(description_id) { (page.mixed(frame.description)) }
            (drawn)
        }
    }
}
