//! The colours of the page, light and dark. Every pair that meets is held to WCAG 2.2 AA by a test.

/// The colours of one scheme, as `#rrggbb`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Palette {
    /// Behind everything.
    pub page: &'static str,
    /// Behind boxes.
    pub surface: &'static str,
    /// Text, bars, edges of zones.
    pub text: &'static str,
    /// What is said in passing.
    pub muted: &'static str,
    /// Rules and frames.
    pub line: &'static str,
    /// Links, focus.
    pub link: &'static str,
    /// What comes in, in a waterfall.
    pub accent: &'static str,
    /// The words for met, partly met and not met.
    pub verdicts: [&'static str; 3],
    /// The zones for met, partly met and not met, and the grounds of their words.
    pub zones: [&'static str; 3],
}

/// On white.
pub(super) const LIGHT: Palette = Palette {
    page: "#ffffff",
    surface: "#f3f4f6",
    text: "#1b1f24",
    muted: "#50575e",
    line: "#767d86",
    link: "#0b4f9c",
    accent: "#2f6fb5",
    verdicts: ["#0e5c2f", "#6b4500", "#9b1c1c"],
    zones: ["#cdebd6", "#fbe6ae", "#f8d0cc"],
};

/// On near black.
pub(super) const DARK: Palette = Palette {
    page: "#14171a",
    surface: "#1e2328",
    text: "#eceff2",
    muted: "#b4bcc4",
    line: "#8b949e",
    link: "#8ec4ff",
    accent: "#5b9be0",
    verdicts: ["#86dba3", "#f3c95b", "#ffa59d"],
    zones: ["#123d22", "#473600", "#541d1a"],
};

impl Palette {
    /// The colours as custom properties of CSS.
    pub fn properties(&self) -> String {
        let [met, partly, not_met] = self.verdicts;
        let [met_zone, partly_zone, not_met_zone] = self.zones;
        let named = [
            ("page", self.page),
            ("surface", self.surface),
            ("text", self.text),
            ("muted", self.muted),
            ("line", self.line),
            ("link", self.link),
            ("accent", self.accent),
            ("met", met),
            ("partly", partly),
            ("not-met", not_met),
            ("met-zone", met_zone),
            ("partly-zone", partly_zone),
            ("not-met-zone", not_met_zone),
        ];
        named.iter().map(|(name, colour)| format!("--{name}:{colour};")).collect()
    }
}
