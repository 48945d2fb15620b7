//! The colours of the page, light and dark. Every pair that meets is held to WCAG 2.2 AA by a test.

/// Which colours are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Scheme {
    /// On white.
    Light,
    /// On near black.
    Dark,
}

/// Each colour's name, and what it is in light and in dark, as `#rrggbb`.
const COLOURS: [(&str, [&str; 2]); 13] = [
    // Behind everything, and behind boxes.
    ("page", ["#ffffff", "#14171a"]),
    ("surface", ["#f3f4f6", "#1e2328"]),
    // Text, bars, edges of zones; and what is said in passing.
    ("text", ["#1b1f24", "#eceff2"]),
    ("muted", ["#50575e", "#b4bcc4"]),
    // Rules and frames; links and focus; what comes in, in a waterfall.
    ("line", ["#767d86", "#8b949e"]),
    ("link", ["#0b4f9c", "#8ec4ff"]),
    ("accent", ["#2f6fb5", "#5b9be0"]),
    // The words of verdicts.
    ("met", ["#0e5c2f", "#86dba3"]),
    ("partly", ["#6b4500", "#f3c95b"]),
    ("not-met", ["#9b1c1c", "#ffa59d"]),
    // Their zones in pictures, and the grounds of the words.
    ("met-zone", ["#cdebd6", "#123d22"]),
    ("partly-zone", ["#fbe6ae", "#473600"]),
    ("not-met-zone", ["#f8d0cc", "#541d1a"]),
];

impl Scheme {
    /// Its colours by their names.
    pub fn colours(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        COLOURS.into_iter().map(move |(name, [light, dark])| match self {
            Self::Light => (name, light),
            Self::Dark => (name, dark),
        })
    }

    /// The same as custom properties of CSS.
    pub fn properties(self) -> String {
        self.colours().map(|(name, colour)| format!("--{name}:{colour};")).collect()
    }
}
