//! What a number format says of a number: how many decimals it shows, and whether it shows another number than the stored one.

/// The part of a number format that decides how a stored number is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct NumberFormat {
    /// Decimals that are always shown.
    pub(super) decimals: u8,
    /// The number is shown in percent, a hundred times what is stored.
    pub(super) is_percent: bool,
    /// The number is shown divided by a thousand, or in some other way that is not its own size.
    pub(super) is_scaled: bool,
    /// Nothing is known of how the number is shown.
    pub(super) is_unknown: bool,
}

impl NumberFormat {
    /// That of a number in a file whose formats cannot be seen.
    pub(super) const UNKNOWN: Self = Self { decimals: 0, is_percent: false, is_scaled: false, is_unknown: true };

    /// Reads a format code such as `#,##0.0` or `0.00%`; what holds for positive numbers counts.
    pub(super) fn parse(code: &str) -> Self {
        let signs = signs(code);
        let digit = |sign: &char| matches!(sign, '0' | '#' | '?');
        let is_scientific = signs.contains(['E', 'e']);
        let before_end = signs.rfind(|c| digit(&c)).map_or("", |last| &signs[last + 1..]);
        let (whole, fraction) = signs.split_once('.').unwrap_or((&signs, ""));
        let before_point = whole.rfind(|c| digit(&c)).map_or("", |last| &whole[last + 1..]);
        let percents = signs.matches('%').count();
        let decimals = fraction.chars().take_while(digit).filter(|sign| *sign == '0').count();
        Self {
            decimals: if is_scientific { 0 } else { u8::try_from(decimals).unwrap_or(0).min(15) },
            is_percent: percents == 1,
            is_scaled: percents > 1 || before_end.contains(',') || before_point.contains(','),
            is_unknown: false,
        }
    }
}

/// The first section of a format without what is only shown: quoted text, escaped signs, colours and conditions.
fn signs(code: &str) -> String {
    let mut signs = String::new();
    let mut all = code.chars();
    while let Some(sign) = all.next() {
        match sign {
            ';' => break,
            '"' => all.by_ref().take_while(|c| *c != '"').for_each(drop),
            '[' => all.by_ref().take_while(|c| *c != ']').for_each(drop),
            '\\' | '_' | '*' => drop(all.next()),
            _ => signs.push(sign),
        }
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(code: &str) -> (u8, bool, bool) {
        let NumberFormat { decimals, is_percent, is_scaled, .. } = NumberFormat::parse(code);
        (decimals, is_percent, is_scaled)
    }

    #[test]
    fn decimals_are_those_that_are_always_shown() {
        for (code, decimals) in
            [("General", 0), ("0", 0), ("#,##0", 0), ("0.00", 2), ("# ##0.0", 1), ("0.0##", 1), ("0.0;-0.00", 1)]
        {
            assert_eq!(parsed(code), (decimals, false, false), "{code}");
        }
        assert_eq!(parsed("_-* #,##0.00\\ \"kr.00\"_-;-0"), (2, false, false));
        assert_eq!(parsed("[$-41D]0.0"), (1, false, false));
        assert_eq!(parsed("0.00E+00"), (0, false, false));
    }

    #[test]
    fn percent_counts_where_it_is_no_text() {
        assert_eq!(parsed("0%"), (0, true, false));
        assert_eq!(parsed("0.00%"), (2, true, false));
        assert_eq!(parsed("0.0\" %\""), (1, false, false));
        assert_eq!(parsed("0.0\\%"), (1, false, false));
        assert_eq!(parsed("0%%"), (0, false, true));
    }

    #[test]
    fn a_comma_after_the_digits_shows_thousands() {
        assert_eq!(parsed("#,##0,"), (0, false, true));
        assert_eq!(parsed("#,##0.0,,"), (1, false, true));
        assert_eq!(parsed("0,.0"), (1, false, true));
        assert_eq!(parsed("#,##0,\" tkr\""), (0, false, true));
    }
}
