//! The command from outside: exit codes, what is said where, files and colours.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

use insta::assert_snapshot;

use crate::scratch::Scratch;

/// What a command left behind.
pub struct Ended {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_riktlinje"));
    command.args(arguments).current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli"));
    command.env_remove("NO_COLOR").env("TERM", "xterm");
    command
}

fn ended(command: &mut Command) -> Ended {
    let output = command.output().unwrap();
    Ended {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

pub fn run(arguments: &[&str]) -> Ended {
    ended(&mut command(arguments))
}

/// Commands with everything that they say.
pub fn transcript(commands: &[&str]) -> String {
    let each = commands.iter().map(|line| {
        let ended = run(&line.split(' ').collect::<Vec<_>>());
        let mut said = format!("$ riktlinje {line}\n{}", ended.stdout);
        for line in ended.stderr.lines() {
            said.push_str(format!("! {line}").trim_end());
            said.push('\n');
        }
        format!("{said}[{}]\n", ended.code)
    });
    each.collect::<Vec<_>>().join("\n")
}

#[test]
fn help_is_in_both_languages() {
    assert_snapshot!(transcript(&[
        "--help",
        "check --help",
        "--help --lang en",
        "explain --help --lang=en",
        "list --help",
        "verify --help",
        "verify --help --lang en",
        "new --help",
        "new --help --lang en",
        "sensitivity --help",
        "risk --help",
        "risk --help --lang en",
        "diff --help",
        "diff --help --lang en"
    ]));
}

#[test]
fn help_says_everything_in_swedish() {
    for name in
        ["", "check ", "explain ", "sensitivity ", "risk ", "diff ", "verify ", "test ", "validate ", "list ", "new "]
    {
        let said = |lang: &str| run(&format!("{name}--help --lang {lang}").split(' ').collect::<Vec<_>>()).stdout;
        let (swedish, english) = (said("sv"), said("en"));
        let option = |line: &&str| line.trim_start().starts_with("--");
        let count = |text: &str| text.lines().filter(option).count();
        assert_eq!(count(&swedish), count(&english), "{name}: one line an option");
        for line in swedish.lines().filter(option) {
            let (flag, text) = line.trim().split_once("  ").unwrap_or_else(|| panic!("{name}: `{line}` says nothing"));
            assert!(!text.trim().is_empty(), "{name}: {flag}");
            assert!(!english.contains(text.trim()), "{name}: {flag} is in English");
        }
    }
}

#[test]
fn what_is_not_understood_is_said_with_what_to_write() {
    assert_snapshot!(transcript(&[
        "chekc",
        "check --formt json",
        "check --format xml",
        "check --lang en --format xml",
        "explain litet resultat --format html",
        "validate litet --format markdown --lang en",
        "test litet --format html",
        "list litet --format markdown",
        "new mapp --format html --lang en",
        "check --period 2024-13",
        "check --basis resultat",
        "check --as-of 2024-03",
        "check --width 2",
        "check --period 2024 --period 2023",
        "explain litet",
        "check region-kronberg-2024",
        "check litet/pack.yaml",
        "check litet siffror.csv",
        "explain region-kronoberg-2024 hållbar-ekonomi/soliditt",
        "explain region-kronoberg-2024 positivt --lang en",
        "verify",
        "verify saknas.jsonl --lang en",
        "verify litet --line 0",
        "verify litet --format html",
        "list --output saknas/lista.txt",
        "list region-kronberg-2024",
        "list trasigt --lang en",
        "new",
        "new Region@Kalmar",
        "new 2026 --lang en",
        "new .. --lang en",
        "new litet",
        "new litet/pack.yaml --lang en",
        "new region-kronoberg-2024",
        "new saknas/region-kalmar",
    ]));
}

#[test]
fn a_small_pack_from_validating_to_explaining() {
    assert_snapshot!(transcript(&[
        "validate litet",
        "validate litet --strict --lang en",
        "validate trasigt litet",
        "check trasigt --lang en",
        "test litet",
        "test trasigt litet",
        "list litet",
    ]));
}

#[test]
fn an_explanation_is_for_a_politician_or_an_official_or_both() {
    let asked = |reader: &[&str]| {
        let rule = ["explain", "region-kronoberg-2024", "soliditet"];
        run(&[rule.as_slice(), reader].concat()).stdout.replace('\u{a0}', " ")
    };
    let (plain, figures) = ("utfallet är 26 procent", "utfallet är 26 %");
    let both = asked(&[]);
    assert!(both.find(plain).unwrap() < both.find(figures).unwrap(), "the plain words come first: {both}");
    assert!(both.contains("figures/mätetal.csv:65"));
    for politician in ["politician", "politiker"] {
        let said = asked(&["--for", politician]);
        assert!(said.contains(plain) && !said.contains(figures) && !said.contains(".csv"), "{said}");
    }
    for official in ["official", "tjänsteperson"] {
        let said = asked(&["--for", official]);
        assert!(!said.contains(plain) && said.contains(figures) && said.contains(".csv"), "{said}");
    }
    let json = asked(&["--for", "official", "--format", "json"]);
    assert!(json.contains(plain) && json.contains(figures), "JSON has both");
    // Of an assessment there is one thing to say, and it is said once.
    let assessment = run(&["explain", "region-kronoberg-2024", "kultur"]).stdout;
    assert_eq!(assessment.matches("2 av 2 uppfyllda").count(), 2, "in the reason and in the tree: {assessment}");
}

/// Through a link of the test's own: a device that lost its name would be missed by everybody.
#[cfg(unix)]
#[test]
fn a_device_is_written_to_and_not_replaced() {
    let link = Scratch::new("cli-device").path("ingenstans");
    std::os::unix::fs::symlink("/dev/null", &link).unwrap();
    let ended = run(&["list", "--output", link.to_str().unwrap()]);
    assert_eq!((ended.code, ended.stdout.as_str(), ended.stderr.as_str()), (0, "", ""));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink(), "the link is still there");
}

#[test]
fn no_result_is_written_over_what_was_read() {
    let rule = "requirements:\n  - requirement: positivt\n    title: Resultatet är positivt\n    that: resultat > 0\n";
    let figures = "figure;period;basis;value\nresultat;2024;budget;140 mnkr\n";
    let scratch = Scratch::pack("cli-spares", &[("krav.yaml", rule), ("figures/budget.csv", figures)])
        .with("april.csv", figures)
        .with("maj.csv", figures.replace("140", "120"))
        .with("journal.jsonl", "");
    std::os::unix::fs::symlink(scratch.path("april.csv"), scratch.path("länk.csv")).unwrap();
    let pack = scratch.named();
    let path = |file: &str| scratch.path(file).to_string_lossy().into_owned();
    let (april, may) = (path("april.csv"), path("maj.csv"));
    let read = [april.clone(), path("länk.csv"), path("exempel/krav.yaml")];
    for output in read.iter().map(String::as_str) {
        for command in [
            &["check", &pack, &april][..],
            &["check", &pack, &april, "--format", "html"],
            &["explain", &pack, "positivt", &april],
            &["import", &pack, &april],
            &["sensitivity", &pack, &april],
            &["risk", &pack, &april, "--spread", "resultat[2024]=±5 mnkr"],
            &["diff", &pack, &april, &may],
            &["diff", "--policy", &pack, &pack, &april],
        ] {
            let ended = run(&[command, &["--output", output]].concat());
            assert_eq!((ended.code, ended.stdout.as_str()), (2, ""), "{command:?} {}", ended.stderr);
            assert!(ended.stderr.starts_with("fel: resultatet skulle skrivas över `"), "{command:?} {}", ended.stderr);
        }
    }
    let rules = path("exempel/krav.yaml");
    for command in [&["validate", &pack][..], &["test", &pack], &["list", &pack], &["check", &pack]] {
        assert_eq!(run(&[command, &["--output", &rules]].concat()).code, 2, "{command:?}");
    }
    let journal = path("journal.jsonl");
    assert_eq!(run(&["verify", &journal, "--output", &journal]).code, 2);
    assert_eq!(run(&["check", &pack, "--record", &journal, "--output", &journal]).code, 2);
    assert_eq!(std::fs::read_to_string(&april).unwrap(), figures);
    assert_eq!(std::fs::read_to_string(&rules).unwrap(), rule);
    assert_eq!(run(&["check", &pack, &april, "--output", &may]).code, 0, "another file is written over");
}

#[test]
fn what_moves_a_goal_and_how_likely_it_is() {
    let spread = |spread: &str, more: &[&str]| {
        let ended = run(&[&["risk", "region-kronoberg-2026", "--period", "2026", "--spread", spread], more].concat());
        (ended.code, ended.stdout, ended.stderr)
    };
    let result = "årets_resultat[2026]=±50 mnkr";
    let once = spread(result, &["--rounds", "50"]);
    assert_eq!((once.0, once.2.as_str()), (0, ""));
    assert_eq!(spread(result, &["--rounds", "50", "--seed", "1"]), once, "the same seed, the same bytes");
    assert_ne!(spread(result, &["--rounds", "50", "--seed", "2"]), once);
    assert!(once.1.contains("50 omgångar med frö 1."), "{}", once.1);
    let refused = |written: &str| spread(written, &[]).2;
    assert_eq!(refused("årets_resultat=±50 mnkr").lines().next(), Some("fel: `årets_resultat` kan vara flera"),);
    assert!(refused("årets_resultt[2026]=±5 mnkr").contains("hjälp: menade du `årets_resultat`?"));
    let twice = spread(result, &["--spread", "årets_resultat[2026]=±1 %"]);
    assert_eq!((twice.0, twice.1.as_str()), (2, ""));
    assert!(twice.2.contains("ger samma uppgift en spridning till"), "{}", twice.2);
    assert_snapshot!(transcript(&[
        "sensitivity litet",
        "sensitivity litet --lang en --format html",
        "risk litet",
        "risk litet --spread resultat --lang en",
        "risk litet --spread resultat[2024]=±1 --rounds 0",
        "risk region-kronoberg-2026 --spread soliditet[2026]=±1 --seed -1 --lang en",
    ]));
}

/// The plan's own sensitivity table, line by line: see `policies/region-kalmar-2024/känslighet.yaml`.
#[test]
fn the_four_lines_of_the_kalmar_plan() {
    let ended =
        run(&["sensitivity", "region-kalmar-2024", "--period", "2024", "--basis", "budget", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    let measures = report["measures"].as_array().unwrap();
    let effects = measures.iter().find(|m| m["rule"] == "känslighet").unwrap()["effects"].as_array().unwrap();
    let moves = |figure: &str, step: &str| {
        let change =
            effects.iter().find(|e| e["figure"] == figure).unwrap()[step]["change"].as_str().unwrap().to_owned();
        change[..change.find('.').map_or(change.len(), |dot| (dot + 3).min(change.len()))].to_owned()
    };
    // 1 000 people: (7 032 + 2 278) / 248,464 is 37,47, printed as 37. One krona: 7 032 / 11,86 is 592,91, printed as 597.
    assert_eq!(moves("folkmängd_i_budgeten", "plus_unit"), "37.47");
    assert_eq!(moves("skattesats", "plus_unit"), "592.91");
    // Pay (57) and prices (52) are no lines of the plan, nor one percent of any that it has.
    let costs = ["ramar", "ram_läkemedel", "ram_köpt_vård", "indexuppräkning", "finansiell_resurs"];
    let one_percent: Vec<String> = costs.iter().map(|figure| moves(figure, "plus_percent")).collect();
    assert_eq!(one_percent, ["-71.21", "-11.89", "-7.57", "-6.09", "-0.02"]);
}

#[test]
fn what_is_left_out_is_counted_and_asking_for_it_tells_why() {
    let pack = "../../docs/guide/exempel/egen-riktlinje";
    assert!(run(&["validate", pack]).stdout.contains(", 2 utelämnade ur paket som används\n"));
    let asked = |rule, lang| run(&["explain", pack, rule, "--lang", lang]);
    let skipped = asked("resultat-i-budget", "sv");
    assert_eq!(skipped.code, 2);
    assert_eq!(
        skipped.stderr,
        "fel: `egen-riktlinje` lämnar ute `resultat-i-budget` ur `lag-i-exempel`
  hjälp: skäl: Vår riktlinje ställer ett högre krav, på resultatet av skatter och bidrag
"
    );
    assert_eq!(
        asked("resultat-av-skatter", "en").stderr,
        "error: `egen-riktlinje` leaves `resultat-av-skatter` out of `lag-i-exempel`
  help: it is replaced by `resultat-två-procent`: Riktlinjen kräver två procent, god sed en
"
    );
}

#[test]
fn a_protocol_of_a_small_pack() {
    assert_snapshot!(transcript(&["check litet --format markdown", "check litet --format markdown --lang en"]));
}

#[test]
fn the_page_for_the_council_is_written_whole_and_ends_as_the_text_does() {
    let text = run(&["check"]);
    for format in ["html", "markdown"] {
        let scratch = Scratch::new(&format!("cli-{format}"));
        let file = scratch.path("rapport").display().to_string();
        let (shown, written) =
            (run(&["check", "--format", format]), run(&["check", "--format", format, "--output", &file]));
        assert_eq!(
            (shown.code, written.code),
            (text.code, text.code),
            "{format}: the exit code is the same in every format"
        );
        assert_eq!((written.stdout.as_str(), written.stderr.as_str()), ("", ""), "{format}");
        assert_eq!(fs::read_to_string(file).unwrap(), shown.stdout, "{format}: the file is what was shown");
        assert!(shown.stdout.contains("9 av 30 mål och krav är uppfyllda."), "{format}");
    }
}

#[test]
fn json_is_json_for_every_command() {
    let pack = "region-kronoberg-2024";
    for arguments in [
        &["check"][..],
        &["check", "litet"],
        &["explain", pack, "hållbar-ekonomi/soliditet"],
        &["explain", pack, "finansiella-mål"],
        &["sensitivity", "litet"],
        &["risk", "litet", "--spread", "resultat[2024]=±2 mnkr"],
        &["test", "litet"],
        &["validate", "litet", "trasigt"],
        &["list"],
        &["list", "litet"],
    ] {
        let ended = run(&[arguments, &["--format", "json"]].concat());
        let read: serde_json::Value =
            serde_json::from_str(&ended.stdout).unwrap_or_else(|e| panic!("{arguments:?}: {e}"));
        assert!(read.is_object() && ended.stdout.ends_with("}\n"), "{arguments:?}");
        assert_eq!(ended.stderr, "", "{arguments:?}");
    }
}

#[test]
fn the_example_is_what_is_checked_when_nothing_is_named() {
    let (bare, named) = (run(&["check"]), run(&["check", "region-kronoberg-2024"]));
    assert_eq!((bare.code, bare.stdout.as_str()), (1, named.stdout.as_str()));
    assert!(bare.stdout.contains("Region Kronoberg"));
}

#[test]
fn list_shows_every_built_in_pack() {
    let listed = run(&["list"]);
    assert_eq!(listed.code, 0);
    for name in riktlinje::pack::built_in() {
        assert!(listed.stdout.lines().any(|line| line == name), "{name}");
    }
}

#[test]
fn an_assessment_is_explained_like_a_rule() {
    let explained = run(&["explain", "region-kronoberg-2024", "finansiella-mål"]);
    assert_eq!(explained.code, 0);
    assert!(explained.stdout.contains("De fem finansiella resultatmålen"), "{}", explained.stdout);
}

/// A pack with one indicator per kind of verdict; figures decide which of them come out how.
const RULES: &str = "parameters:
  delvis_från:
    title: Delvis från
    unit: \"%\"
    value: 80 %
    ref: Riktlinjer
indicators:
  - indicator: mål
    title: Resultatet
    value: resultat
    at_least: 100 mnkr
    scale:
      percent_of_target:
        partly_from: delvis_från
";

const SHOULD: &str = "indicators:
  - indicator: bör
    title: Skatterna
    value: skatter
    at_least: 9 000 mnkr
    strength: should
";

const SHOWN: &str = "indicators:
  - indicator: visas
    title: Skatterna
    value: skatter
    at_least: 9 000 mnkr
    counts: false
";

const MORE: &str = "indicators:
  - indicator: skatter
    title: Skatterna
    value: skatter
    at_least: 9 000 mnkr
";

const CHECK: &str = "checks:
  - check: lika
    title: Resultatet är skatterna
    that: resultat == skatter
    within: exact
";

const WHEN: &str = "requirements:
  - requirement: ibland
    title: Ibland
    when: resultat < 0
    that: skatter > resultat
";

const EXEMPTION: &str = "    exemptions:
      - limit: 40 mnkr
        decided:
          by: Regionfullmäktige
          date: 2023-11-28
          ref: Budget 2024
        because: Hög inflation
        expires: 2024-12-31
";

/// How `check` ends for rules, values of the year 2024, and more arguments.
fn code(name: &str, rules: &str, values: &str, more: &[&str]) -> i32 {
    let figures = if values.is_empty() { String::new() } else { format!("period: 2024\n{values}\n") };
    let scratch = Scratch::pack(&format!("cli-{name}"), &[("regler.yaml", rules)]);
    let scratch = if figures.is_empty() { scratch } else { scratch.with("exempel/figures/a.yaml", figures) };
    let named = scratch.named();
    let ended = run(&[&["check", named.as_str()][..], more].concat());
    assert!(ended.code != 5, "{}", ended.stderr);
    ended.code
}

fn values(resultat: &str, skatter: &str) -> String {
    format!("values:\n  resultat: {resultat}\n  skatter: {skatter}")
}

#[test]
fn exit_0_is_nothing_not_met() {
    let rules = |more: &str| format!("{RULES}{}", more.strip_prefix("indicators:\n").unwrap_or(more));
    assert_eq!(code("met", RULES, "values: {resultat: 100 mnkr}", &[]), 0);
    assert_eq!(code("partly", RULES, "values: {resultat: 80 mnkr}", &[]), 0, "partly met passes");
    assert_eq!(
        code("exempted", &rules(EXEMPTION), "values: {resultat: 40 mnkr}", &[]),
        0,
        "within the exemption's limit"
    );
    assert_eq!(code("should", &rules(SHOULD), &values("100 mnkr", "8 999 mnkr"), &[]), 0, "a should decides nothing");
    assert_eq!(
        code("shown", &rules(SHOWN), &values("100 mnkr", "8 999 mnkr"), &[]),
        0,
        "what does not count decides nothing"
    );
    let warning = format!("{RULES}{CHECK}    severity: warning\n");
    assert_eq!(code("warning", &warning, &values("100 mnkr", "99 mnkr"), &[]), 0, "a check that warns decides nothing");
    let when = format!("{RULES}{WHEN}");
    assert_eq!(code("when", &when, &values("100 mnkr", "0 mnkr"), &[]), 0, "not applicable decides nothing");
    let known = "values: {resultat: 100 mnkr}\nfigures:\n  - figure: skatter\n    missing: Mäts i maj";
    assert_eq!(code("known", &rules(MORE), known, &[]), 0, "what is known to be missing does not alone give 4");
}

#[test]
fn exit_1_is_something_not_met() {
    assert_eq!(code("not-met", RULES, "values: {resultat: 79 mnkr}", &[]), 1);
    assert_eq!(code("fail-on", RULES, "values: {resultat: 80 mnkr}", &["--fail-on", "partly-met"]), 1);
    assert_eq!(code("fail-on-met", RULES, "values: {resultat: 100 mnkr}", &["--fail-on", "partly-met"]), 0);
    let exempted = format!("{RULES}{EXEMPTION}");
    assert_eq!(code("exceeded", &exempted, "values: {resultat: 39 mnkr}", &[]), 1, "beyond the exemption's limit");
    let check = format!("{RULES}{CHECK}");
    assert_eq!(code("check", &check, &values("100 mnkr", "99 mnkr"), &[]), 1, "a check that fails");
    let two = format!("{RULES}{}", MORE.strip_prefix("indicators:\n").unwrap());
    assert_eq!(code("before-4", &two, "values: {resultat: 79 mnkr}", &[]), 1, "not met decides before undetermined");
}

#[test]
fn exit_2_is_wrong_usage_before_anything_else() {
    let scratch = Scratch::pack("cli-usage", &[("regler.yaml", "indicators: fel\n")]);
    let named = scratch.named();
    assert_eq!(run(&[]).code, 2);
    assert_eq!(run(&["check", &named, "--period", "mars"]).code, 2, "though the pack is wrong too");
    assert_eq!(run(&["explain", "litet", "resultt"]).code, 2);
    assert_eq!(run(&["check", "litet", "finns-inte.csv"]).code, 2);
}

#[test]
fn exit_3_is_a_pack_or_figures_that_do_not_hold_together() {
    assert_eq!(code("bad-pack", "indicators: fel\n", "", &[]), 3);
    assert_eq!(code("bad-figures", RULES, "values: {resultat: 79 tusen}", &[]), 3);
    assert_eq!(run(&["validate", "litet", "trasigt"]).code, 3);
    assert_eq!(run(&["test", "trasigt"]).code, 3);
}

#[test]
fn exit_4_is_undetermined_or_nothing_evaluated() {
    let two = format!("{RULES}{}", MORE.strip_prefix("indicators:\n").unwrap());
    assert_eq!(code("missing", &two, "values: {resultat: 100 mnkr}", &[]), 4, "a figure is missing");
    assert_eq!(code("nothing", RULES, "", &[]), 4, "no figures");
    assert_eq!(code("other-period", RULES, "values: {resultat: 100 mnkr}", &["--period", "2023"]), 4, "no verdict");
    let only_known = "figures:\n  - figure: resultat\n    missing: Mäts i maj";
    assert_eq!(code("only-known", RULES, only_known, &[]), 4, "nothing was evaluated");
    assert_eq!(code("not-applicable", WHEN, &values("1 mnkr", "1 mnkr"), &[]), 4, "nothing applied");
    assert_eq!(run(&["test", Scratch::pack("cli-no-cases", &[("r.yaml", RULES)]).named().as_str()]).code, 4);
}

#[test]
fn a_file_is_written_whole_and_without_colours() {
    let scratch = Scratch::new("cli-output").with("gammal.json", "old");
    let file = scratch.path("gammal.json");
    let ended = run(&["check", "litet", "--format", "json", "--color", "always", "--output", file.to_str().unwrap()]);
    assert_eq!(
        (ended.code, ended.stdout.as_str(), ended.stderr.as_str()),
        (1, "", ""),
        "the verdict decides the exit code"
    );
    let written = fs::read_to_string(&file).unwrap();
    assert_eq!(written, run(&["check", "litet", "--format", "json"]).stdout);
    let left: Vec<_> = fs::read_dir(file.parent().unwrap()).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing unfinished is left");
    let text = scratch.path("rapport.txt");
    run(&["check", "litet", "--color", "always", "--output", text.to_str().unwrap()]);
    assert!(!fs::read_to_string(text).unwrap().contains('\u{1b}'));
}

#[test]
fn a_result_that_cannot_be_written_leaves_the_old_file_alone() {
    let scratch = Scratch::new("cli-invalid").with("rapport.json", "old");
    let file = scratch.path("rapport.json");
    assert_eq!(run(&["check", "trasigt", "--output", file.to_str().unwrap()]).code, 3);
    assert_eq!(fs::read_to_string(file).unwrap(), "old");
    assert_eq!(run(&["list", "--output", "."]).code, 2);
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    assert!(!run(&["check", "litet"]).stdout.contains('\u{1b}'), "a pipe is no terminal");
    assert!(run(&["check", "litet", "--color", "always"]).stdout.contains('\u{1b}'));
    assert!(run(&["check", "trasigt", "--color", "always"]).stderr.contains('\u{1b}'));
    assert!(!ended(command(&["check", "litet", "--color", "never"]).env("NO_COLOR", "")).stdout.contains('\u{1b}'));
}

#[test]
fn a_reader_that_stops_reading_is_no_fault() {
    let mut child = command(&["check"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!((child.wait().unwrap().code(), stderr.as_str()), (Some(1), ""));
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    for format in ["text", "json"] {
        let once = run(&["check", "--format", format]);
        assert_eq!(once.stdout, run(&["check", "--format", format]).stdout, "{format}");
    }
}
