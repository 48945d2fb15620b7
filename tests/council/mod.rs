//! The council's page and the protocol of every pack in the program, in both languages: nothing is hidden, nothing is told twice, and the page is
//! well-formed, stands by itself and can be read without seeing its pictures.

mod markup;

use std::collections::BTreeSet;

use riktlinje::language::Lang;
use riktlinje::pack;
use riktlinje::policy::{RuleKind, Verdict};
use riktlinje::report::{Council, Depth, Report, html, markdown, symbol};
use riktlinje::{Options, judge};

use markup::{Element, parse};

/// Every pack judged over its own figures.
fn each_council(mut look: impl FnMut(&str, Lang, &Council)) {
    for name in pack::built_in() {
        for lang in [Lang::Sv, Lang::En] {
            let mut opened = pack::open(&name).unwrap();
            let figures = opened.own_figures().unwrap();
            let mut run = judge(&opened.policy, &figures.set, Options::default());
            let read = (&opened.sources, &figures.files, &figures.diagnostics);
            let report = Report::of(&mut run, read.0, read.1, read.2, lang, Depth::Pictures);
            look(&name, lang, &Council::of(report, &mut run, &opened.sources, lang));
        }
    }
}

/// The page of every pack, in both languages.
pub fn each_page(mut look: impl FnMut(&str, Lang, &str)) {
    each_council(|name, lang, council| look(name, lang, &html(council, lang)));
}

/// The sign of a verdict, and words.
type Said = (Option<&'static str>, Vec<String>);

/// What a report holds that must be told: the letter that its ids on the page begin with, and for each what is read there: the sign of its verdict,
/// if it has one, and words.
fn told(council: &Council) -> Vec<(char, Vec<Said>)> {
    let report = &council.report;
    let holds = |holds: Option<bool>| match holds {
        Some(true) => Verdict::Met,
        Some(false) => Verdict::NotMet,
        None => Verdict::Undetermined,
    };
    let rules = report.verdicts.iter().map(|v| {
        let mut words: Vec<String> = v.entity.values().cloned().collect();
        words.push(v.reason.clone());
        words.extend(v.exempted.iter().flat_map(|e| [e.by.clone(), e.date.to_string()]));
        words.extend(v.exempted.iter().filter_map(|e| e.expires).map(|day| day.to_string()));
        (Some(symbol(v.verdict)), words)
    });
    let assessments =
        report.assessments.iter().map(|a| (Some(symbol(a.verdict)), vec![a.title.clone(), a.reason.clone()]));
    let claims = report.claims.iter().map(|c| (Some(symbol(holds(c.holds))), vec![c.title.clone(), c.reason.clone()]));
    let recorded =
        report.recorded.iter().map(|r| (None, vec![r.title.clone(), r.because.clone(), r.reference.clone()]));
    let findings = report.findings.iter().map(|f| (None, vec![f.code.as_str().to_owned(), f.message.clone()]));
    vec![
        ('r', rules.collect()),
        ('s', assessments.collect()),
        ('c', claims.collect()),
        ('a', recorded.collect()),
        ('f', findings.collect()),
    ]
}

/// The ids of a letter and a number on a page.
fn numbered(page: &Element, letter: char) -> BTreeSet<String> {
    let is_number = |rest: &str| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit());
    let ids = page.by_id().into_keys().filter(|id| id.strip_prefix(letter).is_some_and(is_number));
    ids.map(str::to_owned).collect()
}

/// Whether an element is the word of a verdict.
fn is_word(element: &Element) -> bool {
    element.attribute("class").is_some_and(|class| class.starts_with("word "))
}

#[test]
fn everything_in_the_report_is_on_the_page_once() {
    each_council(|name, lang, council| {
        let page = parse(&html(council, lang));
        let by_id = page.by_id();
        for (letter, expected) in told(council) {
            let ids: Vec<String> = (1..=expected.len()).map(|number| format!("{letter}{number}")).collect();
            assert_eq!(numbered(&page, letter), ids.iter().cloned().collect(), "{name}: {letter}");
            for (id, (sign, words)) in ids.iter().zip(expected) {
                let element = by_id[id.as_str()];
                let text = element.text();
                let words_of_verdicts = element.all("span").into_iter().filter(|e| is_word(e));
                let word = words_of_verdicts.map(Element::text).next().unwrap_or_default();
                assert!(sign.is_none_or(|sign| word.starts_with(sign)), "{name}: {id} says {word}, not {sign:?}");
                assert!(words.iter().all(|part| text.contains(part.as_str())), "{name}: {words:?} in {text}");
            }
        }
        // The title of a rule is the heading over its verdicts, or stands in the row of a table.
        page.each(&mut |element, above| {
            let number =
                element.attribute("id").and_then(|id| id.strip_prefix('r')).and_then(|n| n.parse::<usize>().ok());
            let Some(verdict) = number.and_then(|number| council.report.verdicts.get(number - 1)) else { return };
            let article = above.iter().rev().find(|e| e.name == "article");
            let text = article.map_or_else(|| element.text(), |article| article.text());
            assert!(text.contains(&verdict.title), "{name}: {} in {text}", verdict.title);
        });
    });
}

#[test]
fn what_is_missed_or_undetermined_is_not_folded() {
    let mut seen = 0;
    each_council(|name, lang, council| {
        let page = parse(&html(council, lang));
        let open = [Verdict::NotMet, Verdict::PartlyMet, Verdict::Undetermined].map(symbol);
        let mut must_be_seen: BTreeSet<String> = BTreeSet::new();
        for (letter, all) in told(council) {
            let of_letter = all.iter().enumerate().filter(|(_, (sign, _))| match sign {
                Some(sign) => open.contains(sign),
                None => letter == 'f',
            });
            must_be_seen.extend(of_letter.map(|(index, _)| format!("{letter}{}", index + 1)));
        }
        page.each(&mut |element, above| {
            let Some(id) = element.attribute("id").filter(|id| must_be_seen.contains(*id)) else { return };
            assert!(!above.iter().any(|e| e.name == "details"), "{name}: {id} is folded");
            seen += 1;
        });
    });
    assert!(seen > 300, "only {seen} were looked at");
}

/// The rows of tables and items of lists under a heading, until the next one of that depth.
fn under<'m>(markdown: &'m str, heading: &str) -> Vec<&'m str> {
    let mut lines = markdown.lines().skip_while(|line| *line != heading);
    lines.next();
    lines.take_while(|line| !line.starts_with("## ")).collect()
}

#[test]
fn everything_in_the_report_is_in_the_protocol_once() {
    each_council(|name, lang, council| {
        let (report, text) = (&council.report, markdown(council, lang));
        let is_sv = lang == Lang::Sv;
        let heading = |sv: &'static str, en: &'static str| if is_sv { sv } else { en };
        let (answer, requirements, checks) = (
            heading("## Svaret", "## The answer"),
            heading("## Krav", "## Requirements"),
            heading("## Avstämningar", "## Checks"),
        );
        let claims = heading("## Vad dokumentet påstår", "## What the document claims");
        // A row of a table begins with the sign of its verdict.
        let signs = |lines: &[&str]| {
            let mut found: Vec<String> =
                lines.iter().filter_map(|l| l.strip_prefix("| ")?.split(' ').next()).map(str::to_owned).collect();
            found.retain(|first| ["✓", "◐", "✗", "?", "–"].contains(&first.as_str()));
            found.sort();
            found
        };
        let of_kind = |kind| {
            let mut all: Vec<String> =
                report.verdicts.iter().filter(|v| v.kind == kind).map(|v| symbol(v.verdict).to_owned()).collect();
            all.sort();
            all
        };
        assert_eq!(signs(&under(&text, requirements)), of_kind(RuleKind::Requirement), "{name}: requirements");
        assert_eq!(signs(&under(&text, checks)), of_kind(RuleKind::Check), "{name}: checks");
        assert_eq!(signs(&under(&text, claims)).len(), report.claims.len(), "{name}: claims");
        assert_eq!(signs(&under(&text, answer)).len(), report.assessments.len(), "{name}: assessments");
        let elsewhere = [answer, requirements, checks, claims];
        let mut rest: Vec<String> = signs(&text.lines().collect::<Vec<_>>());
        for told in elsewhere.into_iter().flat_map(|heading| signs(&under(&text, heading))) {
            rest.remove(rest.iter().position(|sign| *sign == told).unwrap());
        }
        assert_eq!(rest, of_kind(RuleKind::Indicator), "{name}: measures");
        let items = |sv, en| under(&text, heading(sv, en)).into_iter().filter(|l| l.starts_with("- ")).count();
        assert_eq!(items("## Antecknat", "## Recorded"), report.recorded.len(), "{name}: recorded");
        assert_eq!(items("## Att granska", "## To look at"), report.findings.len(), "{name}: findings");
    });
}

#[test]
fn pages_are_well_formed_and_stand_by_themselves() {
    each_council(|name, lang, council| {
        let source = html(council, lang);
        let page = parse(&source);
        let (mut ids, mut targets, mut depth) = (BTreeSet::new(), Vec::new(), 0);
        page.each(&mut |element, above| {
            if let Some(id) = element.attribute("id") {
                assert!(ids.insert(id.to_owned()), "{name}: {id} stands twice");
            }
            targets.extend(element.attribute("href").map(str::to_owned));
            for pointer in ["aria-labelledby", "aria-describedby"] {
                targets
                    .extend(element.attribute(pointer).into_iter().flat_map(|v| v.split(' ')).map(|v| format!("#{v}")));
            }
            if let Some(level) = element.name.strip_prefix('h').and_then(|l| l.parse::<usize>().ok()) {
                assert!(level <= depth + 1, "{name}: a heading {level} under a heading {depth}: {}", element.text());
                assert!(!element.text().trim().is_empty(), "{name}: an empty heading");
                depth = level;
            }
            assert!(!["script", "link", "img", "iframe", "object", "base"].contains(&element.name.as_str()), "{name}");
            let fetches = ["src", "srcset", "action", "data", "poster", "style"];
            assert!(fetches.iter().all(|a| element.attribute(a).is_none()), "{name}: {:?}", element.attributes);
            assert!(!element.attributes.keys().any(|a| a.starts_with("on")), "{name}: {:?}", element.attributes);
            has_what_it_needs(name, element, above);
        });
        for target in targets {
            let id = target.strip_prefix('#').unwrap_or_else(|| panic!("{name}: {target} is elsewhere"));
            assert!(ids.contains(id), "{name}: nothing is called {id}");
        }
        let style = source.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
        assert!(!style.contains("url(") && !style.contains("@import"), "{name}: the style fetches something");
        let language = if lang == Lang::Sv { "sv" } else { "en" };
        assert_eq!(page.first("html").unwrap().attribute("lang"), Some(language));
        assert_eq!(page.count("h1"), 1, "{name}");
        assert_eq!((page.count("main"), page.count("header"), page.count("nav"), page.count("footer")), (1, 1, 1, 1));
    });
}

fn has_what_it_needs(name: &str, element: &Element, above: &[&Element]) {
    match element.name.as_str() {
        "svg" => {
            assert_eq!(element.attribute("role"), Some("img"), "{name}");
            for part in ["title", "desc"] {
                assert!(
                    element.first(part).is_some_and(|p| !p.text().trim().is_empty()),
                    "{name}: a picture without {part}"
                );
            }
            let figure = above.last().filter(|e| e.name == "figure");
            assert!(figure.is_some_and(|f| f.count("table") == 1), "{name}: a picture without its table");
        }
        "table" => {
            assert!(
                element.first("caption").is_some_and(|c| !c.text().trim().is_empty()),
                "{name}: a table without a caption"
            );
            let frame = above.last().unwrap();
            assert_eq!(
                frame.attribute("tabindex"),
                Some("0"),
                "{name}: a table that cannot be scrolled with the keyboard"
            );
            let caption = element.first("caption").unwrap().attribute("id");
            assert!(
                caption.is_some() && frame.attribute("aria-labelledby") == caption,
                "{name}: a frame without a name"
            );
        }
        "th" => assert!(matches!(element.attribute("scope"), Some("col" | "row")), "{name}: a heading without scope"),
        "details" => assert!(element.first("summary").is_some(), "{name}: nothing says what is folded"),
        // Across, pictures are measured in percent: they have no width of their own.
        "rect" | "line" | "circle" | "text" => {
            for across in ["x", "x1", "x2", "cx", "width"] {
                if let Some(place) = element.attribute(across) {
                    let number = place.strip_suffix('%').unwrap_or_else(|| panic!("{name}: {across}={place}"));
                    let (whole, _) = number.split_once('.').unwrap_or((number, ""));
                    assert!((0..=100).contains(&whole.parse::<i32>().unwrap()), "{name}: {across}={place} is outside");
                }
            }
        }
        _ => {}
    }
}

/// More than this no page may be, in bytes.
const LARGEST: usize = 1_000_000;

#[test]
fn no_page_is_too_large_to_be_mailed() {
    let mut sizes: Vec<(usize, String)> = Vec::new();
    each_council(|name, lang, council| sizes.push((html(council, lang).len(), format!("{name}, {lang:?}"))));
    assert_eq!(sizes.len(), 2 * pack::built_in().len());
    let too_large: Vec<_> = sizes.iter().filter(|(size, _)| *size >= LARGEST).collect();
    assert!(too_large.is_empty(), "{too_large:?}");
}

/// Whether a word is a file, or a place in one: that has no language.
fn is_place(word: &str) -> bool {
    [".yaml", ".csv", ".txt", ".rhai"].iter().any(|end| word.contains(end))
}

#[test]
fn every_text_is_marked_with_its_language() {
    const ENGLISH: [&str; 14] = [
        "the", "of", "and", "not", "must", "instead", "target", "outcome", "forecast", "known", "least", "which",
        "counted", "than",
    ];
    let mut swedish = 0;
    each_council(|name, lang, council| {
        let page = parse(&html(council, lang));
        for (of, text) in page.texts().into_iter().filter(|(_, text)| !text.trim().is_empty()) {
            match (lang, of) {
                (Lang::Sv, of) => assert_eq!(of, "sv", "{name}: {text}"),
                (Lang::En, "sv") => {
                    // A formula is not prose; its own words are English.
                    let is_formula = text.contains('{');
                    let words = text.split(|c: char| !c.is_alphanumeric());
                    let english: Vec<&str> = words.filter(|word| ENGLISH.contains(word)).collect();
                    assert!(is_formula || english.is_empty(), "{name}: {english:?} marked as Swedish in {text}");
                    swedish += 1;
                }
                (Lang::En, _) => {
                    let words = text.split_whitespace().filter(|word| !is_place(word));
                    let found: Vec<&str> = words.filter(|word| word.contains(['å', 'ä', 'ö', 'Å', 'Ä', 'Ö'])).collect();
                    assert!(found.is_empty(), "{name}: {found:?} marked as English in {text}");
                }
            }
        }
    });
    assert!(swedish > 5_000, "only {swedish} texts are marked");
}

/// What a step says first.
fn headline(step: &Element) -> &str {
    step.texts().first().map_or("", |(_, text)| text)
}

fn without_place(headline: &str) -> &str {
    headline.rsplit_once(" (").filter(|_| headline.ends_with(')')).map_or(headline, |(said, _)| said)
}

#[test]
fn what_is_derived_once_is_linked_to_where_it_is_told() {
    let mut links = 0;
    each_council(|name, lang, council| {
        let page = parse(&html(council, lang));
        let by_id = page.by_id();
        let mut told: BTreeSet<&str> = BTreeSet::new();
        page.each(&mut |element, above| {
            told.extend(element.attribute("id"));
            let target = element.attribute("href").and_then(|href| href.strip_prefix('#'));
            let Some(target) = target.filter(|id| id.starts_with('h')) else { return };
            links += 1;
            assert!(told.contains(target), "{name}: {target} is not above");
            let step = above.iter().rev().find(|e| e.name == "li").unwrap();
            // Where and when is said only where it is another place than the verdict's.
            let (here, there) = (headline(step), headline(by_id[target]));
            let same = here.starts_with(without_place(there)) || there.starts_with(without_place(here));
            assert!(same || lang == Lang::En, "{name}: {here} leads to {there}");
        });
    });
    assert!(links > 500, "only {links} links");
}

#[test]
fn every_value_lies_in_the_zone_of_its_verdict() {
    let mut zones = 0;
    each_council(|name, _, council| {
        for row in &council.report.verdicts {
            let Some(value) = row.compared.filter(|_| !row.zones.is_empty() && row.reason_code.is_none()) else {
                continue;
            };
            let of_verdict = row.zones.iter().any(|z| z.verdict == row.verdict && z.holds(value.0));
            assert!(of_verdict, "{name}: {} {:?} {:?}", row.rule, value, row.zones);
            zones += 1;
        }
    });
    assert!(zones > 200, "only {zones} measures have zones");
}

#[test]
fn reserves_and_the_balance_review_are_drawn() {
    each_council(|name, lang, council| {
        if name == "region-kalmar-2024" {
            let page = parse(&html(council, lang));
            let drawn = page.all("svg").into_iter().filter_map(|s| s.first("title")).map(Element::text);
            let drawn: Vec<String> = drawn.collect();
            for wanted in ["Resultatutjämningsreserv", "Balanskravsutredning, 2024"] {
                assert!(drawn.iter().any(|title| title.starts_with(wanted)), "{wanted} is not among {drawn:?}");
            }
        }
    });
}
