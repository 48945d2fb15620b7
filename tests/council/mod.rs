//! The council's page and the protocol of every pack in the program, in both languages: nothing is hidden, nothing is told twice, and the page is
//! well-formed, stands by itself and can be read without seeing its pictures.

mod markup;

use std::collections::{BTreeMap, BTreeSet};

use riktlinje::language::Lang;
use riktlinje::pack;
use riktlinje::policy::{RuleKind, Verdict};
use riktlinje::report::{Council, html, markdown};
use riktlinje::{Options, judge};

use markup::{Element, parse};

/// Every pack judged over its own figures.
fn each_council(look: impl Fn(&str, Lang, &Council)) {
    for name in pack::built_in() {
        for lang in [Lang::Sv, Lang::En] {
            let mut opened = pack::open(&name).unwrap();
            let figures = opened.own_figures().unwrap();
            let mut run = judge(&opened.policy, &figures.set, Options::default());
            let council = Council::of(&mut run, &opened.sources, &figures.files, &figures.warnings, lang);
            look(&name, lang, &council);
        }
    }
}

fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "✓",
        Verdict::PartlyMet => "◐",
        Verdict::NotMet => "✗",
        Verdict::Undetermined => "?",
        Verdict::NotApplicable => "–",
    }
}

/// What a report holds that must be told, once each: what tells one from another, sorted.
fn told(council: &Council) -> BTreeMap<&'static str, Vec<String>> {
    let report = &council.report;
    let holds = |holds: Option<bool>| match holds {
        Some(true) => "met",
        Some(false) => "not_met",
        None => "undetermined",
    };
    let mut told = BTreeMap::from([
        ("data-rule", report.verdicts.iter().map(|v| format!("{} {}", v.rule, v.verdict.as_str())).collect()),
        ("data-assessment", report.assessments.iter().map(|a| format!("{} {}", a.id, a.verdict.as_str())).collect()),
        ("data-claim", report.claims.iter().map(|c| format!("{} {}", c.claim, holds(c.holds))).collect()),
        ("data-recorded", report.recorded.iter().map(|r| format!("{} ", r.recorded)).collect::<Vec<_>>()),
        ("data-finding", report.findings.iter().map(|f| format!("{} ", f.code.as_str())).collect()),
    ]);
    told.values_mut().for_each(|all| all.sort());
    told
}

#[test]
fn everything_in_the_report_is_on_the_page_once() {
    each_council(|name, lang, council| {
        let page = parse(&html(council, lang));
        for (kind, expected) in told(council) {
            let mut found: Vec<String> = Vec::new();
            page.each(&mut |element, _| {
                if let Some(of) = element.attribute(kind) {
                    found.push(format!("{of} {}", element.attribute("data-verdict").unwrap_or_default()));
                }
            });
            found.sort();
            assert_eq!(found, expected, "{name}: {kind}");
        }
        let by_id = page.by_id();
        for (index, verdict) in council.report.verdicts.iter().enumerate() {
            let row = by_id[format!("r{}", index + 1).as_str()];
            assert_eq!(row.attribute("data-rule"), Some(verdict.rule.as_str()), "{name}: row {index}");
            let text = row.text();
            assert!(text.contains(sign(verdict.verdict)), "{name}: the sign of {} in {text}", verdict.rule);
            assert!(verdict.entity.values().all(|member| text.contains(member.as_str())), "{name}: {}", verdict.rule);
            assert!(text.contains(&verdict.reason), "{name}: the reason of {}", verdict.rule);
            if let Some(exemption) = &verdict.exempted {
                let decided = [exemption.by.clone(), exemption.date.to_string()];
                let until = exemption.expires.map(|day| day.to_string());
                assert!(
                    decided.iter().chain(&until).all(|part| text.contains(part)),
                    "{name}: the exemption of {text}"
                );
            }
        }
    });
}

#[test]
fn what_is_missed_or_undetermined_is_not_folded() {
    each_council(|name, lang, council| {
        let page = parse(&html(council, lang));
        page.each(&mut |element, above| {
            let is_told = ["data-rule", "data-assessment", "data-claim"].iter().any(|a| element.attribute(a).is_some());
            let is_open = matches!(element.attribute("data-verdict"), Some("met" | "not_applicable"));
            let must_be_seen = is_told && !is_open || element.attribute("data-finding").is_some();
            let folded = above.iter().any(|e| e.name == "details");
            assert!(!must_be_seen || !folded, "{name}: {:?} is folded", element.attributes);
        });
    });
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
                report.verdicts.iter().filter(|v| v.kind == kind).map(|v| sign(v.verdict).to_owned()).collect();
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
            assert!(frame.attribute("aria-label").is_some(), "{name}");
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

#[test]
fn every_value_lies_in_the_zone_of_its_verdict() {
    let mut zones = 0;
    for name in pack::built_in() {
        let mut opened = pack::open(&name).unwrap();
        let figures = opened.own_figures().unwrap();
        let mut run = judge(&opened.policy, &figures.set, Options::default());
        let council = Council::of(&mut run, &opened.sources, &figures.files, &figures.warnings, Lang::Sv);
        for row in &council.report.verdicts {
            let Some(value) = row.compared.filter(|_| !row.zones.is_empty() && row.reason_code.is_none()) else {
                continue;
            };
            let of_verdict = row.zones.iter().any(|z| z.verdict == row.verdict && z.holds(value.0));
            assert!(of_verdict, "{name}: {} {:?} {:?}", row.rule, value, row.zones);
            zones += 1;
        }
    }
    assert!(zones > 100, "only {zones} measures have zones");
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
