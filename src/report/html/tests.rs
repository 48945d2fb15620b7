//! Every pair of colours that meets has the contrast that WCAG 2.2 AA asks for, computed in decimals.

use rust_decimal::{Decimal, MathematicalOps};

use super::palette::Scheme;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A channel of sRGB as light: WCAG's formula.
fn linear(channel: u8) -> Decimal {
    let share = Decimal::from(channel) / Decimal::from(255);
    match share <= decimal("0.04045") {
        true => share / decimal("12.92"),
        false => ((share + decimal("0.055")) / decimal("1.055")).powd(decimal("2.4")),
    }
}

fn luminance(colour: &str) -> Decimal {
    let channel = |at: usize| linear(u8::from_str_radix(&colour[at..at + 2], 16).unwrap());
    decimal("0.2126") * channel(1) + decimal("0.7152") * channel(3) + decimal("0.0722") * channel(5)
}

fn contrast(one: &str, other: &str) -> Decimal {
    let (one, other) = (luminance(one), luminance(other));
    let more = decimal("0.05");
    (one.max(other) + more) / (one.min(other) + more)
}

#[test]
fn the_formula_is_that_of_wcag() {
    assert_eq!(contrast("#ffffff", "#000000").round_dp(6), decimal("21"));
    assert_eq!(contrast("#767676", "#ffffff").round_dp(2), decimal("4.54"));
}

/// The word of a verdict and its ground.
const VERDICTS: [(&str, &str); 3] = [("met", "met-zone"), ("partly", "partly-zone"), ("not-met", "not-met-zone")];

/// What is read, on what; and what is only seen, beside what.
fn pairs() -> [Vec<(&'static str, &'static str)>; 2] {
    let grounds = ["page", "surface"];
    let mut read: Vec<_> =
        ["text", "muted", "link"].into_iter().flat_map(|on| grounds.map(|ground| (on, ground))).collect();
    read.extend(VERDICTS);
    read.extend(VERDICTS.map(|(_, zone)| ("text", zone)));
    // Bars, targets, edges of zones, frames; a zone itself has an edge and a sign, and need not differ from its neighbour.
    let mut seen = vec![("line", "page"), ("accent", "page"), ("text", "page")];
    seen.extend(VERDICTS.map(|(_, zone)| ("text", zone)));
    seen.extend(VERDICTS.map(|(frame, _)| (frame, "page")));
    [read, seen]
}

#[test]
fn colours_that_meet_can_be_told_apart() {
    for scheme in [Scheme::Light, Scheme::Dark] {
        let colour = |wanted: &str| scheme.colours().find(|(name, _)| *name == wanted).unwrap().1;
        let known: Vec<&str> = scheme.colours().map(|(name, _)| name).collect();
        let met = pairs().concat();
        assert!(known.iter().all(|name| met.iter().any(|(one, other)| one == name || other == name)), "{known:?}");
        for (pairs, least) in pairs().into_iter().zip(["4.5", "3"]) {
            for (one, other) in pairs {
                let ratio = contrast(colour(one), colour(other));
                assert!(ratio >= decimal(least), "{scheme:?}: {one} on {other} has {}", ratio.round_dp(2));
            }
        }
    }
}

#[test]
fn the_style_uses_only_colours_of_the_palette() {
    for line in super::STYLE.lines() {
        assert!(!line.contains('#') || line.contains("#{"), "a colour of its own: {line}");
    }
    let named = Scheme::Light.properties();
    for used in super::STYLE.split("var(").skip(1).map(|rest| rest.split(')').next().unwrap()) {
        assert!(named.contains(&format!("{used}:")), "{used} is no colour of the palette");
    }
}
