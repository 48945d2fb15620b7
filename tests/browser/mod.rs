//! The council's page of every pack in the program, opened in Chromium.

mod chromium;

use serde_json::{Value, json};

use riktlinje::language::Lang;

use crate::council::each_page;
use chromium::Chromium;

const AXE: &str = include_str!("axe-core/axe.min.js");
const WIDTHS: [u32; 3] = [320, 800, 1280];
/// A council does not read more sheets than this.
const MOST_SHEETS: u64 = 50;

/// What a page asked for that is not itself, and what it complained of.
fn trouble(events: &[Value]) -> Vec<String> {
    let of = |event: &Value| match event["method"].as_str() {
        Some("Network.requestWillBeSent") => {
            let url = event["params"]["request"]["url"].to_string();
            (!url.contains("/page.html")).then_some(url)
        }
        Some("Runtime.consoleAPICalled" | "Runtime.exceptionThrown" | "Log.entryAdded") => {
            Some(event["params"].to_string())
        }
        _ => None,
    };
    events.iter().filter_map(of).collect()
}

#[test]
fn pages_fit_from_a_telephone_up_and_ask_for_nothing() {
    let mut browser = Chromium::start("browser-fit");
    each_page(|name, lang, page| {
        for width in WIDTHS {
            browser.look(width, "light");
            let events = browser.open(page);
            assert!(events.iter().any(|e| e["method"] == "Network.requestWillBeSent"), "{name}: nothing was recorded");
            assert_eq!(trouble(&events), Vec::<String>::new(), "{name}, {lang:?}, {width} px");
            browser.run("document.querySelectorAll('details').forEach(fold => fold.open = true)");
            // What is wider than the page, but for what lies in a frame that can be scrolled.
            let too_wide = browser.run(
                "[...document.querySelectorAll('body *')]
                    .filter(e => !e.closest('.scroll, svg') && e.getBoundingClientRect().right > WIDTH + 0.5)
                    .slice(0, 5).map(e => e.outerHTML.slice(0, 200))"
                    .replace("WIDTH", &width.to_string())
                    .as_str(),
            );
            assert_eq!(too_wide, json!([]), "{name}, {lang:?}, {width} px");
            let scrolls = browser.run("document.scrollingElement.scrollWidth");
            assert_eq!(scrolls, json!(width), "{name}, {lang:?}: as wide as the window, and no wider");
            assert_eq!(trouble(&browser.happened()), Vec::<String>::new(), "{name}, {lang:?}, {width} px");
        }
    });
}

#[test]
fn axe_finds_nothing_in_pages_with_everything_unfolded() {
    let mut browser = Chromium::start("browser-axe");
    each_page(|name, lang, page| {
        // In Swedish by day on a telephone, in English by night on a desk.
        let (width, scheme) = if lang == Lang::Sv { (320, "light") } else { (1280, "dark") };
        browser.look(width, scheme);
        browser.open(page);
        browser.run("document.querySelectorAll('details').forEach(fold => fold.open = true)");
        browser.run(AXE);
        let found = browser.run(
            "axe.run({resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
                .then(found => ({
                    rules: found.passes.length,
                    violations: found.violations.map(v => [v.id, v.help, v.nodes.length, v.nodes[0].html.slice(0, 300), v.nodes[0].failureSummary])
                }))",
        );
        assert_eq!(found["violations"], json!([]), "{name}, {lang:?}, {scheme}");
        assert!(found["rules"].as_u64().unwrap() > 20, "{name}: axe looked at nothing: {found}");
    });
}

#[test]
fn every_fold_opens_and_closes_with_the_keyboard() {
    let mut browser = Chromium::start("browser-keys");
    browser.look(800, "light");
    let mut folds = 0;
    each_page(|name, lang, page| {
        if lang != Lang::Sv {
            return;
        }
        browser.open(page);
        browser.run(
            "window.tried = new Set();
             window.now = () => {
                 const at = document.activeElement;
                 if (at === document.body) return null;
                 const is_new = at.tagName === 'SUMMARY' && !tried.has(at);
                 if (is_new) tried.add(at);
                 return [is_new, at.tagName === 'SUMMARY' && at.parentElement.open];
             }",
        );
        for step in 0.. {
            browser.press("Tab", 9, "");
            let at = browser.run("now()");
            if at.is_null() {
                break;
            }
            if at[0] == json!(true) {
                let (key, code, text) = if step % 2 == 0 { ("Enter", 13, "\r") } else { (" ", 32, " ") };
                browser.press(key, code, text);
                let then = browser.run("now()");
                assert_ne!(
                    then[1],
                    at[1],
                    "{name}: {key:?} does nothing: {}",
                    browser.run("document.activeElement.outerHTML")
                );
                // All folds are left open, for there are folds in folds.
                if then[1] == json!(false) {
                    browser.press(key, code, text);
                }
            }
        }
        let missed = browser.run(
            "[...document.querySelectorAll('summary')].filter(s => !tried.has(s) || !s.parentElement.open).map(s => s.outerHTML)",
        );
        assert_eq!(missed, json!([]), "{name}");
        folds += browser.run("tried.size").as_u64().unwrap();
    });
    assert!(folds > 500, "only {folds} folds");
}

/// How many sheets of A4 a page is printed on: the browser reads its own PDF.
fn sheets(browser: &mut Chromium) -> u64 {
    let printed = browser.ask("Page.printToPDF", json!({"preferCSSPageSize": true}));
    let script = format!(
        "(() => {{ const pdf = atob('{}'); return [pdf.slice(0, 5), (pdf.match(/\\/Type \\/Page\\b(?!s)/g) || []).length] }})()",
        printed["data"].as_str().unwrap()
    );
    let pdf = browser.run(&script);
    assert_eq!(pdf[0], "%PDF-");
    pdf[1].as_u64().unwrap()
}

#[test]
fn pages_print_without_what_is_folded_and_with_it_if_asked() {
    let mut browser = Chromium::start("browser-print");
    each_page(|name, lang, page| {
        if lang != Lang::Sv {
            return;
        }
        browser.open(page);
        let folded = sheets(&mut browser);
        assert!((1..=MOST_SHEETS).contains(&folded), "{name}: {folded} sheets");
        browser.run("document.querySelector('input').checked = true");
        let all = sheets(&mut browser);
        assert!(all > folded, "{name}: {all} sheets with everything, {folded} without");
        browser.run("document.querySelector('input').checked = false; document.querySelector('.how').open = true");
        let one = sheets(&mut browser);
        assert!((folded..all).contains(&one), "{name}: {one} sheets with one derivation, {folded} without");
    });
}
