//! Outcome against target: the colour limits as zones, the value as a bar over them, the target as a line across.

use maud::{Markup, html};
use rust_decimal::Decimal;

use super::{Axis, Frame, Percent, picture};
use crate::language::Lang;
use crate::policy::Verdict;
use crate::report::html::{Page, verdict_class};
use crate::report::rule::RuleVerdict;
use crate::report::text::cells;
use crate::report::wording::{basis_word, say};
use crate::verdict::Zone;

const HEIGHT: i64 = 78;
/// Where the zones begin and end, downwards.
const ZONES: (i64, i64) = (20, 58);
/// A zone narrower than this has no room for its sign: tenths of a percent.
const ROOM_FOR_SIGN: i64 = 60;

/// The picture; `None` where there is no number to draw, or nothing to hold it against.
pub(in crate::report::html) fn bullet(page: &Page<'_>, row: &RuleVerdict, id: &str) -> Option<Markup> {
    let value = row.compared?.0;
    if row.zones.is_empty() {
        return None;
    }
    let axis = axis(row, value)?;
    let (lang, said) = (page.lang, page.said);
    let shown = format!("{} {}", basis_word(row.basis, lang), cells::value(row, lang));
    let target = cells::target(row, lang);
    let target = say!(lang, "mål {target}", "target {target}");
    let title = &row.title;
    let title = say!(lang, "{title}: utfall mot mål", "{title}: outcome against target");
    let zones: Vec<String> =
        row.zones.iter().map(|z| format!("{}: {}", verdict_word(z, lang), said.zone(row, z))).collect();
    let description = format!("{shown}, {target}. {}.", zones.join("; "));
    let (zero, end) = (axis.percent(Decimal::ZERO), axis.percent(value));
    let (left, right) = (zero.min(end), zero.max(end));
    let targets: Vec<Percent> =
        goalposts(row).into_iter().filter(|t| axis.holds(*t)).map(|t| axis.percent(t)).collect();
    let drawn = html! {
        @for zone in &row.zones { (drawn_zone(zone, &axis)) }
        rect.bar x=(left) width=(right.from(left)) y="42" height="10" {}
        line.zero x1=(zero) x2=(zero) y1=(ZONES.0) y2=(ZONES.1) {}
        line.bar-end x1=(end) x2=(end) y1="39" y2="55" {}
        @for place in &targets {
            line.target x1=(place) x2=(place) y1=(ZONES.0 - 3) y2=(ZONES.1 + 3) {}
        }
        @if let Some(place) = targets.first() {
            text x=(place) y="13" text-anchor=(place.anchor()) { (target) }
        }
        text x=(end) y=(HEIGHT - 5) text-anchor=(end.anchor()) { (shown) }
    };
    Some(picture(page, &Frame { id, title: &title, description: &description }, HEIGHT, &drawn))
}

/// The limits of the target; where last year is the target, that.
fn goalposts(row: &RuleVerdict) -> Vec<Decimal> {
    let limits: Vec<Decimal> = [row.target, row.target_to].into_iter().flatten().map(|t| t.0).collect();
    if limits.is_empty() { row.previous.map(|p| p.0).into_iter().collect() } else { limits }
}

/// From zero, for a bar begins there, and a bit beyond the outermost of value, target and limits.
fn axis(row: &RuleVerdict, value: Decimal) -> Option<Axis> {
    let mut values = vec![Decimal::ZERO, value];
    values.extend(goalposts(row));
    values.extend(row.zones.iter().flat_map(|z| [z.from, z.to]).flatten());
    let (low, high) = (*values.iter().min()?, *values.iter().max()?);
    let margin = high.checked_sub(low)?.checked_div(Decimal::from(12))?;
    if low < Decimal::ZERO {
        values.push(low.checked_sub(margin)?);
    }
    values.push(high.checked_add(margin)?);
    Axis::over(&values, 0, 1000)
}

fn verdict_word(zone: &Zone, lang: Lang) -> &'static str {
    crate::report::wording::verdict_word(zone.verdict, lang)
}

fn drawn_zone(zone: &Zone, axis: &Axis) -> Markup {
    let from = zone.from.map_or(Percent::tenths(0), |v| axis.percent(v));
    let to = zone.to.map_or(Percent::tenths(1000), |v| axis.percent(v));
    let width = to.from(from);
    let middle = Percent::tenths((from.0.0 + to.0.0) / 2);
    let (top, height) = (ZONES.0, ZONES.1 - ZONES.0);
    let class = verdict_class(zone.verdict);
    html! {
        @if width > Percent::tenths(0) {
            rect.zone.(class) x=(from) width=(width) y=(top) height=(height) {}
            @if width >= Percent::tenths(ROOM_FOR_SIGN) {
                text.sign x=(middle) y=(top + 14) text-anchor="middle" aria-hidden="true" { (sign(zone.verdict)) }
            }
        }
    }
}

fn sign(verdict: Verdict) -> &'static str {
    cells::symbol(verdict)
}
