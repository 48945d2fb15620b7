//! JUnit XML: each verdict a test case.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::borrow::Cow;
use std::io;

use super::{Ci, Item, Kind, Outcome};
use crate::policy::Verdict;

/// Two suites: the rules, and the samlade bedömningar. What makes the run fail is a failure; what cannot be judged and leaves the run without an
/// answer an error; what was not to be judged, or is known to be missing, is skipped. So is a known failure, which has
/// not passed. What else falls short and does not fail the run passes, as the run
/// does, with its reason as output. Findings are no tests: they are lines of the output of a suite, but faults of a pack that cannot be used are
/// failures. There are no times: the same inputs give the same bytes.
pub fn junit(ci: &Ci<'_>) -> String {
    let mut bytes = Vec::new();
    // Writing to memory does not fail.
    let _ = suites(&mut Writer::new_with_indent(&mut bytes, b' ', 2), ci);
    let mut out = String::from_utf8(bytes).unwrap_or_default();
    out.push('\n');
    out
}

/// What a case is to a reader of tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Passed,
    Failed,
    Errored,
    Skipped,
}

fn state(item: &Item<'_>) -> State {
    if item.known().is_some() {
        return State::Skipped;
    }
    match (item.outcome, item.verdict) {
        (Outcome::Fails, _) => State::Failed,
        (Outcome::Warns, Some(Verdict::Undetermined)) => State::Errored,
        (_, Some(Verdict::Undetermined | Verdict::NotApplicable)) => State::Skipped,
        _ => State::Passed,
    }
}

type Xml<'w> = Writer<&'w mut Vec<u8>>;

fn suites(xml: &mut Xml<'_>, ci: &Ci<'_>) -> io::Result<()> {
    let is_case = |item: &&Item<'_>| !matches!(item.kind, Kind::Finding(_)) || item.outcome == Outcome::Fails;
    let (cases, findings): (Vec<_>, Vec<_>) = ci.items.iter().partition(is_case);
    let (summed_up, rules): (Vec<_>, Vec<_>) = cases.iter().copied().partition(|i| i.kind == Kind::Assessment);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let [tests, failures, errors, skipped] = counts(&cases);
    let all = xml.create_element("testsuites").with_attributes([
        ("name", clean(&ci.pack).as_ref()),
        ("tests", &tests),
        ("failures", &failures),
        ("errors", &errors),
        ("skipped", &skipped),
    ]);
    all.write_inner_content(|xml| {
        suite(xml, &ci.pack, &rules, &findings)?;
        if summed_up.is_empty() { Ok(()) } else { suite(xml, &format!("{}/assessments", ci.pack), &summed_up, &[]) }
    })?;
    Ok(())
}

/// How many there are, failed, had errors and were skipped.
fn counts(cases: &[&Item<'_>]) -> [String; 4] {
    let count = |wanted| cases.iter().filter(|item| state(item) == wanted).count().to_string();
    [cases.len().to_string(), count(State::Failed), count(State::Errored), count(State::Skipped)]
}

fn suite(xml: &mut Xml<'_>, name: &str, cases: &[&Item<'_>], findings: &[&Item<'_>]) -> io::Result<()> {
    let [tests, failures, errors, skipped] = counts(cases);
    let suite = xml.create_element("testsuite").with_attributes([
        ("name", clean(name).as_ref()),
        ("tests", &tests),
        ("failures", &failures),
        ("errors", &errors),
        ("skipped", &skipped),
    ]);
    suite.write_inner_content(|xml| {
        for item in cases {
            case(xml, item)?;
        }
        if findings.is_empty() {
            return Ok(());
        }
        let lines: Vec<String> = findings.iter().map(|item| finding(item)).collect();
        text(xml, "system-out", &[], &lines.join("\n"))
    })?;
    Ok(())
}

fn case(xml: &mut Xml<'_>, item: &Item<'_>) -> io::Result<()> {
    let (rule, name) = (clean(&item.rule), format!("{} ({})", item.title, item.cut));
    let name = if item.cut.is_empty() { clean(&item.title) } else { clean(&name) };
    let mut case = xml.create_element("testcase").with_attributes([("classname", rule.as_ref()), ("name", &name)]);
    if let Some(spot) = item.changed() {
        case = case.with_attribute(("file", clean(&spot.path).as_ref()));
        if spot.cell.is_none() {
            case = case.with_attribute(("line", spot.line.to_string().as_str()));
        }
    }
    let (heading, told) = (item.heading(), item.told());
    let kind = item.verdict.map_or(item.title.as_str(), |verdict| verdict.as_str());
    let (name, attributes, inner) = match state(item) {
        State::Passed if item.outcome == Outcome::Passes && item.cells().is_none() => {
            return case.write_empty().map(drop);
        }
        State::Passed => ("system-out", vec![], format!("{heading}\n{told}")),
        State::Failed => ("failure", vec![("type", kind), ("message", &heading)], told),
        State::Errored => ("error", vec![("type", kind), ("message", &heading)], told),
        State::Skipped => ("skipped", vec![("message", heading.as_str())], told),
    };
    case.write_inner_content(|xml| text(xml, name, &attributes, &inner)).map(drop)
}

/// A finding on a line of its own.
fn finding(item: &Item<'_>) -> String {
    let place = item.policy.as_ref().map(|spot| format!("{}: ", spot.cited()));
    let said = format!("{}{}: {}", place.unwrap_or_default(), item.heading(), item.told());
    said.split(['\r', '\n']).collect::<Vec<_>>().join(" ")
}

fn text(xml: &mut Xml<'_>, name: &str, attributes: &[(&str, &str)], inner: &str) -> io::Result<()> {
    let attributes: Vec<(&str, Cow<'_, str>)> = attributes.iter().map(|(key, value)| (*key, clean(value))).collect();
    let pairs = attributes.iter().map(|(key, value)| (*key, value.as_ref()));
    let element = xml.create_element(name).with_attributes(pairs);
    element.write_text_content(BytesText::new(&clean(inner))).map(drop)
}

/// XML has no sign at all for most control characters.
fn clean(text: &str) -> Cow<'_, str> {
    let is_none = |c: char| {
        (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{80}'..='\u{9f}'))
            || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    if text.contains(is_none) { text.replace(is_none, "\u{fffd}").into() } else { text.into() }
}
