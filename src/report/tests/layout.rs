//! Text that fits.

use super::Read;
use crate::language::Lang;
use crate::report::text;
use crate::report::text::layout::{columns, wrap};

#[test]
fn lines_break_at_spaces_and_long_words_are_cut() {
    assert_eq!(wrap("ett två tre fyra", 8), ["ett två", "tre fyra"]);
    assert_eq!(wrap("", 8), [""]);
    assert_eq!(wrap("resultatutjämningsreserv", 10), ["resultatut", "jämningsre", "serv"]);
    assert_eq!(wrap("1\u{a0}234\u{a0}mnkr och", 10), ["1\u{a0}234\u{a0}mnkr", "och"]);
}

#[test]
fn no_line_is_wider_than_the_page() {
    let read = Read::sample();
    for lang in [Lang::Sv, Lang::En] {
        let report = read.report(lang);
        for width in [60, 73, 80, 100, 140] {
            for line in text(&report, width, false, lang).lines() {
                assert!(columns(line) <= width, "{} columns of {width}: {line}", columns(line));
                assert_eq!(line.trim_end(), line);
            }
        }
    }
}

#[test]
fn a_page_is_never_narrower_than_sixty() {
    let read = Read::sample();
    let report = read.report(Lang::Sv);
    assert_eq!(text(&report, 10, false, Lang::Sv), text(&report, 60, false, Lang::Sv));
}

#[test]
fn colours_change_nothing_but_colours() {
    let read = Read::sample();
    let report = read.report(Lang::Sv);
    let coloured = text(&report, 100, true, Lang::Sv);
    assert!(coloured.contains("\u{1b}[31m✗\u{1b}[0m"), "a red cross for what is not met");
    assert!(coloured.contains("\u{1b}[33m◐\u{1b}[0m") && coloured.contains("\u{1b}[32m✓\u{1b}[0m"));
    assert_eq!(without_colours(&coloured), text(&report, 100, false, Lang::Sv));
}

fn without_colours(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.split_once('m').map_or(part, |(_, rest)| rest))
}
