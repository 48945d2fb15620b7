//! How a sum comes about: one bar below the other, each from where the one before ended.

use maud::{Markup, html};
use rust_decimal::Decimal;

use super::{Axis, Frame, Percent, picture};
use crate::report::html::Page;
use crate::report::text::layout::wrap;

/// As many letters as fit beside the amount on a telephone.
const LETTERS: usize = 26;
const LINE: i64 = 16;
const BAR: i64 = 14;
const GAP: i64 = 10;

/// What a bar stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report::html) enum BarKind {
    /// It adds to what was there, or takes from it.
    Change,
    /// What there is now: from zero.
    Sum,
}

/// A bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report::html) struct Bar {
    /// What it is.
    pub title: String,
    /// The amount as it is written.
    pub shown: String,
    /// What it stands for.
    pub kind: BarKind,
    /// Where it begins.
    pub from: Decimal,
    /// Where it ends.
    pub to: Decimal,
}

/// The picture; `None` without bars.
pub(in crate::report::html) fn waterfall(page: &Page<'_>, frame: &Frame<'_>, bars: &[Bar]) -> Option<Markup> {
    let ends = bars.iter().flat_map(|b| [b.from, b.to]).chain((!bars.is_empty()).then_some(Decimal::ZERO));
    let axis = Axis::over(&ends.collect::<Vec<_>>(), 10, 990)?;
    let zero = axis.percent(Decimal::ZERO);
    let (mut top, mut drawn, mut before) = (0, Vec::new(), None::<(Percent, i64)>);
    for bar in bars {
        let lines = wrap(&bar.title, LETTERS);
        let bar_top = top + LINE * i64::try_from(lines.len()).unwrap_or(1) + 4;
        if let (Some((place, from)), BarKind::Change) = (before, bar.kind) {
            drawn.push(html! { line.link x1=(place) x2=(place) y1=(from) y2=(bar_top) {} });
        }
        drawn.push(drawn_bar(page, bar, &lines, (top, bar_top), &axis));
        before = Some((axis.percent(bar.to), bar_top + BAR));
        top = bar_top + BAR + GAP;
    }
    let drawn = html! {
        line.zero x1=(zero) x2=(zero) y1="0" y2=(top) {}
        @for part in &drawn { (part) }
    };
    Some(picture(page, frame, top, &drawn))
}

fn drawn_bar(page: &Page<'_>, bar: &Bar, lines: &[String], (top, bar_top): (i64, i64), axis: &Axis) -> Markup {
    let (from, to) = (axis.percent(bar.from), axis.percent(bar.to));
    let (left, right) = (from.min(to), from.max(to));
    let class = match bar.kind {
        BarKind::Sum => "sum",
        BarKind::Change if bar.to < bar.from => "less",
        BarKind::Change => "more",
    };
    let label = if bar.kind == BarKind::Sum { "halo strong" } else { "halo" };
    let lang = page.language_of(&bar.title);
    let last = lines.len().saturating_sub(1);
    let line_top = |index: usize| top + LINE * i64::try_from(index + 1).unwrap_or(1);
    html! {
        @for (index, line) in lines.iter().enumerate() {
            text class=(label) lang=[lang] x="0%" y=(line_top(index)) { (line) }
            @if index == last {
                text class=(label) x="100%" y=(line_top(index)) text-anchor="end" { (bar.shown) }
            }
        }
        rect.(class) x=(left) width=(right.from(left)) y=(bar_top) height=(BAR) {}
        line.bar-end x1=(to) x2=(to) y1=(bar_top - 1) y2=(bar_top + BAR + 1) {}
    }
}
