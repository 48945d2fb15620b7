//! Annotations, read back as the runner of GitHub reads them.

use super::mixed::{Sample, told_in};
use crate::diagnostic::Sources;
use crate::language::Lang;
use crate::report::ci::{Ci, Outcome};
use crate::report::github;

/// One line of a log.
struct Command {
    name: String,
    properties: Vec<(String, String)>,
    message: String,
}

fn unescaped(text: &str) -> String {
    text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
}

/// What the runner makes of a line: nothing of one that is no command.
fn command(line: &str) -> Option<Command> {
    let (head, message) = line.strip_prefix("::")?.split_once("::")?;
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let pairs = properties.split(',').filter(|p| !p.is_empty()).map(|pair| pair.split_once('=').unwrap());
    let properties = pairs.map(|(key, value)| (key.to_owned(), unescaped(value))).collect();
    Some(Command { name: name.to_owned(), properties, message: unescaped(message) })
}

impl Command {
    fn get(&self, key: &str) -> &str {
        self.properties.iter().find(|(k, _)| k == key).map_or("", |(_, value)| value)
    }
}

#[test]
fn every_verdict_is_a_line_and_what_is_not_well_an_annotation() {
    for sample in Sample::with_and_without_known() {
        let ci = sample.ci();
        let log = github(&ci);
        assert_eq!(log.lines().count(), told_in(&sample.report));
        let count = |outcome| ci.items.iter().filter(|i| i.outcome == outcome).count();
        let named = |name: &str| log.lines().filter_map(command).filter(|c| c.name == name).count();
        assert_eq!((named("error"), named("warning")), (count(Outcome::Fails), count(Outcome::Warns)));
        assert_eq!(log.lines().filter_map(command).count(), named("error") + named("warning"));
        for item in &ci.items {
            let lines = log.lines().map(|line| command(line).map_or(line.to_owned(), |c| c.get("title").to_owned()));
            let about = lines.filter(|line| line.contains(&item.heading())).count();
            let same = ci.items.iter().filter(|other| other.heading() == item.heading()).count();
            assert_eq!(about, same, "{}", item.heading());
        }
    }
}

#[test]
fn an_annotation_stands_at_the_figure() {
    let sample = Sample::mixed();
    let log = github(&sample.ci());
    let first = command(log.lines().next().unwrap()).unwrap();
    assert_eq!(first.name, "error");
    let rur = log.lines().filter_map(command).find(|c| c.get("title").contains("Resultatutjämningsreserven")).unwrap();
    assert_eq!((rur.get("file"), rur.get("line"), rur.get("col")), ("paket/figures/figures.yaml", "21", "8"));
    assert_eq!(rur.get("title"), "Ej uppfyllt: Resultatutjämningsreserven används rätt (2024, utfall)");
    assert!(rur.message.contains("Högst 50\u{a0}mnkr får disponeras, inte 60\u{a0}mnkr"), "{}", rur.message);
}

#[test]
fn the_worst_come_first_since_only_ten_are_shown() {
    let sample = Sample::mixed();
    let log = github(&sample.ci());
    let names: Vec<String> = log.lines().filter_map(command).map(|c| c.name).collect();
    assert!(names.is_sorted(), "{names:?}");
    let words: Vec<String> = log
        .lines()
        .filter_map(command)
        .filter(|c| c.name == "warning")
        .map(|c| c.get("title").split([':', ' ']).next().unwrap().to_owned())
        .collect();
    let order = |word: &String| ["Ej", "Stämmer", "Delvis", "Kan", "Varning"].iter().position(|w| w == word);
    assert!(words.iter().all(|w| order(w).is_some()), "{words:?}");
    let judged: Vec<_> = words.iter().map(|w| order(w).map(|o| o.max(1))).collect();
    assert!(judged.is_sorted(), "{words:?}");
}

#[test]
fn whatever_a_title_holds_it_is_one_annotation_or_one_line() {
    let sample = Sample::awkward();
    let log = github(&sample.ci());
    let lines: Vec<&str> = log.lines().collect();
    assert_eq!(lines.len(), 2);
    let error = command(lines[0]).unwrap();
    assert_eq!(
        error.get("title"),
        "Ej uppfyllt: =1+1 \"citat\" <tagg> & 100 %, a: ##[error]rad ett\nrad två ]]> (2024, utfall)"
    );
    assert!(error.message.contains("Minst 5 % <inte> \"−1,5\u{a0}mnkr\";\nandra raden"), "{}", error.message);
    assert!(command(lines[1]).is_none() && !lines[1].contains("##["), "{}", lines[1]);
    assert!(lines[1].starts_with("✓ Uppfyllt: ::error::## [error] åäö (2024, utfall): "), "{}", lines[1]);
}

#[test]
fn a_percent_sign_is_never_read_as_the_beginning_of_another() {
    let mut sample = Sample::awkward();
    sample.report.verdicts[0].title = "100 %0A".to_owned();
    let log = github(&sample.ci());
    assert!(log.lines().next().unwrap().contains("title=Ej uppfyllt%3A 100 %250A (2024%2C utfall)::"), "{log}");
}

#[test]
fn nothing_to_tell_is_nothing() {
    assert_eq!(github(&Ci::of_faults("x", &[], &Sources::default(), Lang::Sv)), "");
}

#[test]
fn what_is_known_takes_no_room_from_what_is_new() {
    let sample = Sample::with_known();
    let log = github(&sample.ci());
    let warnings: Vec<_> = log.lines().filter_map(command).filter(|c| c.name == "warning").collect();
    let known: Vec<bool> = warnings.iter().map(|c| c.get("title").contains("(känd brist)")).collect();
    assert!(known.is_sorted() && known.iter().filter(|is| **is).count() == 3, "{known:?}");
    let rur = warnings.iter().find(|c| c.get("title").starts_with("Ej uppfyllt (känd brist): ")).unwrap();
    assert!(
        rur.message.ends_with("Känd brist, godtas till och med 2025-12-31: Reserven återställs 2026."),
        "{}",
        rur.message
    );
    let stale = warnings.iter().find(|c| c.get("title") == "Varning: baseline-expired").unwrap();
    assert_eq!((stale.get("file"), stale.get("line")), ("paket/känt.yaml", "20"));
}
