//! A measure over the years: values as points on a line, the target as steps.

use maud::{Markup, html};
use rust_decimal::Decimal;

use super::{Axis, Frame, Percent, Tenths, picture};
use crate::report::html::Page;

const HEIGHT: i64 = 168;
/// Between these the values are drawn, in tenths of a pixel; high values at the top.
const TOP: i64 = 260;
const BOTTOM: i64 = 1200;
/// With more years than this only the first and the last value are written in the picture.
const MOST_LABELLED: usize = 5;

/// A year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report::html) struct Point {
    /// The year, as it is written below.
    pub year: i16,
    /// The value.
    pub value: Decimal,
    /// The value as it is written.
    pub shown: String,
    /// It has not happened yet: a forecast, budget or plan.
    pub is_ahead: bool,
    /// The targets of the year.
    pub targets: Vec<Decimal>,
}

/// The picture; `None` with fewer than two years. Points stand in the order of their years.
pub(in crate::report::html) fn line(page: &Page<'_>, frame: &Frame<'_>, points: &[Point]) -> Option<Markup> {
    let (first, last) = (points.first()?, points.last()?);
    if first.year == last.year {
        return None;
    }
    let slots = Slots { first: first.year, count: i64::from(last.year - first.year) + 1 };
    let values: Vec<Decimal> =
        points.iter().flat_map(|p| std::iter::once(p.value).chain(p.targets.iter().copied())).collect();
    // Upside down: the highest value is at the top.
    let axis = Axis::over(&values, 0, BOTTOM - TOP)?;
    let down = |value| Tenths(BOTTOM - axis.at(value));
    let zero = axis.holds(Decimal::ZERO).then(|| down(Decimal::ZERO));
    let drawn = html! {
        @if let Some(zero) = zero { line.zero x1="0%" x2="100%" y1=(zero) y2=(zero) {} }
        (steps(points, &slots, &down))
        @for pair in points.windows(2) {
            @if let [from, to] = pair {
                @if to.year - from.year <= 1 {
                    line.series x1=(slots.middle(from.year)) x2=(slots.middle(to.year)) y1=(down(from.value)) y2=(down(to.value)) {}
                }
            }
        }
        @for (index, point) in points.iter().enumerate() {
            (dot(point, &slots, down(point.value)))
            @if points.len() <= MOST_LABELLED || index == 0 || index + 1 == points.len() {
                text.halo x=(slots.middle(point.year)) y=(Tenths(down(point.value).0 - 90)) text-anchor=(slots.anchor(point.year)) { (point.shown) }
            }
        }
        @for year in slots.labelled() {
            text.year x=(slots.middle(year)) y=(HEIGHT - 8) text-anchor="middle" { (year) }
        }
    };
    Some(picture(page, frame, HEIGHT, &drawn))
}

fn dot(point: &Point, slots: &Slots, down: Tenths) -> Markup {
    let class = if point.is_ahead { "ahead" } else { "known" };
    html! { circle.(class) cx=(slots.middle(point.year)) cy=(down) r="4.5" {} }
}

/// The targets, each as wide as its year, with a rise where one year follows the other.
fn steps(points: &[Point], slots: &Slots, down: &dyn Fn(Decimal) -> Tenths) -> Markup {
    html! {
        @for point in points {
            @for target in &point.targets {
                line.step x1=(slots.start(point.year)) x2=(slots.start(point.year + 1)) y1=(down(*target)) y2=(down(*target)) {}
            }
        }
        @for pair in points.windows(2) {
            @if let [from, to] = pair {
                @for (before, after) in from.targets.iter().zip(&to.targets) {
                    @if to.year - from.year == 1 && before != after {
                        line.step x1=(slots.start(to.year)) x2=(slots.start(to.year)) y1=(down(*before)) y2=(down(*after)) {}
                    }
                }
            }
        }
    }
}

/// The years beside each other, all as wide.
struct Slots {
    first: i16,
    count: i64,
}

impl Slots {
    fn start(&self, year: i16) -> Percent {
        Percent::tenths(1000 * i64::from(year - self.first) / self.count)
    }

    fn middle(&self, year: i16) -> Percent {
        Percent::tenths(500 * (2 * i64::from(year - self.first) + 1) / self.count)
    }

    /// The outermost labels stay inside.
    fn anchor(&self, year: i16) -> &'static str {
        let from_first = i64::from(year - self.first);
        match self.count <= 3 {
            true => "middle",
            false if from_first == 0 => "start",
            false if from_first + 1 == self.count => "end",
            false => "middle",
        }
    }

    /// Every year, or every other one where there are many.
    fn labelled(&self) -> Vec<i16> {
        let step = if self.count > 7 { 2 } else { 1 };
        let years = (0..self.count).filter(|at| (self.count - 1 - at) % step == 0);
        years.filter_map(|at| i16::try_from(at).ok()).map(|at| self.first + at).collect()
    }
}
