//! How workbooks look, and what is the same in all of them.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatPattern, FormatUnderline, Note, Workbook,
    Worksheet, XlsxError,
};

use crate::policy::Verdict;
use crate::quantity::Decimal;
use crate::report::html::palette::Scheme;

/// The formats of cells. Everything is locked where a sheet is protected, but for what is to be filled in.
pub(in crate::report) struct Styles {
    pub title: Format,
    pub wrapped: Format,
    pub heading: Format,
    pub row_heading: Format,
    pub muted: Format,
    pub link: Format,
    /// To be filled in.
    pub input: Format,
    /// A place where there is nothing to fill in.
    pub closed: Format,
    pub number: Format,
    verdicts: [Format; 4],
}

/// The ground of what is to be filled in; its border shows the same without colour.
const INPUT: &str = "#fff9e5";

/// What a spreadsheet keeps of a number.
const DIGITS: usize = 15;

/// A colour of the council's page, on white.
fn colour(name: &str) -> &'static str {
    Scheme::Light.colours().find(|(known, _)| *known == name).map_or("#1b1f24", |(_, colour)| colour)
}

impl Default for Styles {
    fn default() -> Self {
        let text = Format::new().set_align(FormatAlign::Top);
        let framed = text.clone().set_border(FormatBorder::Thin).set_border_color(colour("line"));
        let heading = framed.clone().set_bold().set_text_wrap().set_background_color(colour("surface"));
        let word = |ink: &str, ground: &str| {
            let format = text.clone().set_bold().set_text_wrap();
            format.set_font_color(colour(ink)).set_background_color(colour(ground))
        };
        Self {
            title: Format::new().set_bold().set_font_size(14),
            wrapped: text.clone().set_text_wrap(),
            row_heading: framed.clone().set_text_wrap(),
            heading,
            muted: framed.clone().set_text_wrap().set_font_color(colour("muted")),
            link: text.clone().set_text_wrap().set_font_color(colour("link")).set_underline(FormatUnderline::Single),
            input: framed.clone().set_background_color(INPUT).set_unlocked(),
            closed: framed.set_background_color(colour("surface")).set_pattern(FormatPattern::LightUp),
            number: text.clone(),
            verdicts: [
                word("met", "met-zone"),
                word("partly", "partly-zone"),
                word("not-met", "not-met-zone"),
                word("text", "surface"),
            ],
        }
    }
}

impl Styles {
    /// The colours of a verdict; grey for what is not judged.
    pub(super) fn verdict(&self, verdict: Verdict) -> &Format {
        let [met, partly_met, not_met, not_judged] = &self.verdicts;
        match verdict {
            Verdict::Met => met,
            Verdict::PartlyMet => partly_met,
            Verdict::NotMet => not_met,
            Verdict::Undetermined | Verdict::NotApplicable => not_judged,
        }
    }
}

/// The number format that shows so many decimals.
pub(in crate::report) fn number_format(decimals: u32) -> String {
    match decimals {
        0 => "#,##0".to_owned(),
        decimals => format!("#,##0.{}", "0".repeat(decimals as usize)),
    }
}

/// A number as a spreadsheet stores it, if it gives every digit back. It is only how the file is written: nothing is computed with it.
pub(in crate::report) fn stored(value: Decimal, decimals: u32) -> Option<f64> {
    let value = value.normalize();
    let digits = value.mantissa().unsigned_abs().to_string().len();
    let fits = digits <= DIGITS && decimals as usize <= DIGITS && value.scale() <= decimals;
    value.to_string().parse().ok().filter(|_| fits)
}

/// A note on a cell, as high as its text needs.
pub(in crate::report) fn note(text: &str) -> Note {
    const WIDTH: u32 = 380;
    const CHARACTERS: usize = 58;
    let lines: usize = text.lines().map(|line| line.chars().count() / CHARACTERS + 1).sum();
    let height = u32::try_from(lines).unwrap_or(1) * 18 + 12;
    Note::new(text).set_author("riktlinje").add_author_prefix(false).set_width(WIDTH).set_height(height)
}

/// A sheet on paper: across, as wide as one page, with the headings on each.
pub(in crate::report) fn on_paper(sheet: &mut Worksheet, heading: u32) -> Result<(), XlsxError> {
    const A4: u8 = 9;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0).set_footer("&L&A&R&P (&N)");
    sheet.set_repeat_rows(heading, heading)?;
    Ok(())
}

/// The bytes of the file. It says no time of its own: the same content gives the same bytes.
pub(in crate::report) fn bytes(mut workbook: Workbook, title: &str) -> Result<Vec<u8>, XlsxError> {
    let long_ago = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_title(title).set_author("riktlinje").set_creation_datetime(&long_ago);
    workbook.set_properties(&properties);
    workbook.save_to_buffer()
}

/// The first words that fit, or the first characters of a long word.
fn cut(words: &str, most: usize) -> String {
    let first: String = words.chars().take(most).collect();
    let whole = match first.rfind(' ').filter(|_| first.len() < words.len()) {
        Some(end) if end > most / 2 => &first[..end],
        _ => &first,
    };
    whole.trim_end_matches(['\'', ' ', ',']).to_owned()
}

/// Makes a row as high as its texts need in columns of these widths.
pub(in crate::report) fn set_height(sheet: &mut Worksheet, row: u32, texts: &[(&str, u16)]) -> Result<(), XlsxError> {
    const LINE_HEIGHT: u16 = 15;
    let lines = |text: &str, width: u16| text.chars().count() / usize::from(width.max(1)) + 1;
    let most = texts.iter().map(|(text, width)| lines(text, *width)).max().unwrap_or(1);
    if most > 1 {
        sheet.set_row_height(row, u16::try_from(most).unwrap_or(u16::MAX).saturating_mul(LINE_HEIGHT))?;
    }
    Ok(())
}

/// Names of sheets: at most 31 characters, none that a spreadsheet refuses, each once in any case.
pub(in crate::report) fn sheet_names<'t>(titles: impl IntoIterator<Item = &'t str>) -> Vec<String> {
    const LONGEST: usize = 31;
    let mut names: Vec<String> = Vec::new();
    for title in titles {
        let allowed = title.replace(['[', ']', ':', '*', '?', '/', '\\'], " ");
        let words = allowed.trim_matches(['\'', ' ']).split_whitespace().collect::<Vec<_>>().join(" ");
        let cut = |most: usize| cut(&words, most);
        let is_taken = |name: &String| names.iter().any(|known| known.to_lowercase() == name.to_lowercase());
        let numbered = (2..).map(|nth: u32| {
            let number = format!(" {nth}");
            format!("{}{number}", cut(LONGEST - number.len()))
        });
        let name = std::iter::once(cut(LONGEST)).chain(numbered).find(|name| !name.is_empty() && !is_taken(name));
        names.extend(name);
    }
    names
}
