//! Decision records as the command writes and verifies them: the same is the same, whatever has changed is named, and a line is there whole or not at all.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::scratch::Scratch;
use crate::workbooks::book::book;

const SCRIPT: &str = "/// args: mnkr\n/// unit: mnkr\nfn dubbelt(belopp) { belopp * 2 }\n";
const RULES: &str = "requirements:
  - requirement: positivt
    title: Resultatet är positivt
    that: dubbelt(resultat) > 0
  - requirement: mindre
    title: Resultatet är mindre än skatterna
    that: resultat < skatter
";
const FIGURES: &str = "figure;period;basis;value\nresultat;2024;budget;140 mnkr\nskatter;2024;budget;9 073 mnkr\n";
/// A table with the figures of another basis, and its description.
const TABLE: (&str, &str) = (
    "uppgift;Utfall\nResultat;90\nSkatter;8 800\n",
    "rows: figure\nall: {unit: mnkr, basis: outcome}\ncolumns:\n  Utfall: {period: 2024}\n",
);

/// A folder with a pack, its figures in it and other figures beside it; commands are run there.
struct Place(Scratch);

/// What a command left behind.
struct Ended {
    code: i32,
    out: String,
    err: String,
}

fn place(name: &str) -> Place {
    let pack = [("regler.yaml", RULES), ("rules/dubbelt.rhai", SCRIPT), ("figures/budget.csv", FIGURES)];
    Place(Scratch::pack(&format!("record-{name}"), &pack).with("andra/mars.csv", FIGURES.replace("140", "-5")))
}

impl Place {
    fn command(&self, program: &str, arguments: &[&str]) -> Ended {
        let output = Command::new(program).args(arguments).current_dir(self.0.path("")).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace('\u{a0}', " ");
        Ended { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    fn run(&self, line: &str) -> Ended {
        self.command(env!("CARGO_BIN_EXE_riktlinje"), &line.split(' ').collect::<Vec<_>>())
    }

    /// The same place with a record of one run.
    fn recorded(self, arguments: &str) -> Self {
        let ended = self.run(&format!("check {arguments} --record journal.jsonl"));
        assert!(ended.code <= 1 && ended.err.is_empty(), "{}", ended.err);
        self
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.path(file)).unwrap()
    }

    fn replace(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{file} has no `{from}`");
        fs::write(self.0.path(file), text.replacen(from, to, 1)).unwrap();
    }

    /// What `verify` says of one line, without the head and the summary.
    fn differs(&self) -> Vec<String> {
        let ended = self.run("verify journal.jsonl");
        assert_eq!((ended.code, ended.err.as_str()), (1, ""), "{}", ended.out);
        ended.out.lines().filter_map(|line| Some(line.strip_prefix("    ")?.to_owned())).collect()
    }
}

#[test]
fn a_record_is_the_same_again() {
    let place = place("same").recorded("exempel").recorded("exempel andra --lang en --format html");
    let place = place.recorded("exempel --basis budget --period 2024 --as-of 2024-05-01 --set resultat[2024]==-1mnkr");
    let text = place.read("journal.jsonl");
    assert_eq!((text.lines().count(), text.ends_with("}\n")), (3, true));
    let ended = place.run("verify journal.jsonl");
    let said = "✓ rad 1: exempel, bedömt per 2024-12-31: detsamma
✓ rad 2: exempel, bedömt per 2024-12-31: detsamma
✓ rad 3: exempel, bedömt per 2024-05-01: detsamma
3 rader, allt stämmer\n";
    assert_eq!((ended.code, ended.out.as_str(), ended.err.as_str()), (0, said, ""));
    let one = place.run("verify journal.jsonl --line 2 --lang en");
    assert_eq!(one.out, "✓ line 2: exempel, judged as of 2024-12-31: the same\n1 line, everything holds\n");
    let none = place.run("verify journal.jsonl --line 4");
    assert_eq!((none.code, none.err.as_str()), (2, "fel: `journal.jsonl` har ingen rad 4\n  hjälp: antal rader: 3\n"));
}

#[test]
fn the_same_run_writes_the_same_line_whatever_is_printed() {
    let place = place("bytes").recorded("exempel").recorded("exempel --format markdown --width 50");
    let place = place.recorded("exempel --format html").recorded("exempel --as-of 2024-12-31");
    let text = place.read("journal.jsonl");
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines.iter().all(|line| *line == lines[0]), "{text}");
}

#[test]
fn a_line_says_what_the_run_was_made_of() {
    let place = place("content");
    let place = Place(place.0.with("andra/år.csv", TABLE.0).with("andra/år.table.yaml", TABLE.1));
    let place = place.recorded("exempel andra/ --basis outcome --set resultat[2024,outcome]=91mnkr");
    let line: serde_json::Value = serde_json::from_str(&place.read("journal.jsonl").replace('\u{a0}', " ")).unwrap();
    let sha256sum = |file: &str| {
        let said = place.command("sha256sum", &[file]).out;
        said.split(' ').next().unwrap().to_owned()
    };
    let files = |part: &str| -> Vec<(String, String)> {
        let of = |file: &serde_json::Value, key: &str| file[key].as_str().unwrap().to_owned();
        line[part]["files"].as_array().unwrap().iter().map(|f| (of(f, "file"), of(f, "sha256"))).collect()
    };
    let expected = |names: &[&str], folder: &str| -> Vec<(String, String)> {
        names.iter().map(|name| ((*name).to_owned(), sha256sum(&format!("{folder}{name}")))).collect()
    };
    let policy = files("pack");
    assert_eq!(policy, expected(&["pack.yaml", "regler.yaml", "rules/dubbelt.rhai"], "exempel/"));
    // The fingerprint of the pack is over the lines that sha256sum writes.
    fs::write(place.0.path("summor"), policy.iter().map(|(f, h)| format!("{h}  {f}\n")).collect::<String>()).unwrap();
    assert_eq!(line["pack"]["sha256"], sha256sum("summor"));
    // The description of a table decides what its numbers are: it is among the files.
    assert_eq!(files("figures"), expected(&["andra/år.table.yaml", "andra/mars.csv", "andra/år.csv"], ""));
    assert_eq!(line["figures"]["files"][2]["named"], "andra/");
    assert_eq!(line["figures"]["named"][0], "andra/");
    let options = serde_json::json!({"as_of": "2024-12-31", "period": null, "basis": "outcome", "set": ["resultat[2024,outcome]=91mnkr"], "lang": "sv"});
    assert_eq!(
        (&line["record"], &line["engine"], &line["options"]),
        (&1.into(), &env!("CARGO_PKG_VERSION").into(), &options)
    );
    // What it came to is the report, as it is written for machines.
    let report = place.run("check exempel andra/ --basis outcome --set resultat[2024,outcome]=91mnkr --format json");
    assert_eq!(line["report"], serde_json::from_str::<serde_json::Value>(&report.out).unwrap());
    assert_eq!(place.run("verify journal.jsonl").code, 0);
}

#[test]
fn each_change_of_an_input_is_named() {
    let changed = |name: &str, arguments: &str, change: &dyn Fn(&Place)| {
        let place = place(name).recorded(arguments);
        change(&place);
        place.differs()
    };
    let said =
        changed("policy", "exempel", &|p| p.replace("exempel/regler.yaml", "resultat < skatter", "resultat > skatter"));
    assert_eq!(said[0], "regelpaketets fil `regler.yaml` är ändrad");
    assert_eq!(said[1], "verdicts: mindre, 2024, budget: verdict var uppfyllt, är ej uppfyllt");
    let said = changed("comment", "exempel", &|p| {
        p.replace("exempel/regler.yaml", "requirements:", "# kommentar\nrequirements:")
    });
    assert_eq!(said[0], "regelpaketets fil `regler.yaml` är ändrad");
    let said = changed("script", "exempel", &|p| p.replace("exempel/rules/dubbelt.rhai", "* 2", "* -2"));
    assert_eq!(said[0], "regelpaketets fil `rules/dubbelt.rhai` är ändrad");
    assert_eq!(said[1], "verdicts: positivt, 2024, budget: verdict var uppfyllt, är ej uppfyllt");
    let said = changed("figures", "exempel andra", &|p| p.replace("andra/mars.csv", "-5", "5"));
    assert_eq!(said[0], "filen med siffror `andra/mars.csv` är ändrad");
    assert_eq!(said[1], "verdicts: positivt, 2024, budget: verdict var ej uppfyllt, är uppfyllt");
    let said = changed("space", "exempel andra", &|p| p.replace("andra/mars.csv", "9 073", "9073"));
    assert_eq!(said, ["filen med siffror `andra/mars.csv` är ändrad", "bedömningarna är desamma"]);
    let said = changed("new", "exempel", &|p| {
        fs::write(p.0.path("exempel/figures/maj.csv"), "figure;period;basis;value\n").unwrap()
    });
    assert_eq!(said, ["filen med siffror `figures/maj.csv` är ny", "bedömningarna är desamma"]);
    let said = changed("gone", "exempel", &|p| fs::remove_file(p.0.path("exempel/figures/budget.csv")).unwrap());
    assert_eq!(said[0], "filen med siffror `figures/budget.csv` finns inte längre");
    let said = changed("used", "exempel", &|p| fs::remove_file(p.0.path("exempel/regler.yaml")).unwrap());
    assert_eq!(said[0], "regelpaketets fil `regler.yaml` finns inte längre");
}

#[test]
fn a_workbook_and_the_description_that_was_named_for_it_are_inputs() {
    let with_book = |name: &str| {
        let place = place(name);
        let files = place.0.with("budget.xlsx", book("Uppgift;Utfall\nResultat;90\nSkatter;8800"));
        Place(files.with("form.yaml", TABLE.1)).recorded("exempel budget.xlsx --mapping form.yaml")
    };
    let place = with_book("book");
    let line: serde_json::Value = serde_json::from_str(&place.read("journal.jsonl")).unwrap();
    assert_eq!(line["figures"]["mapping"], "form.yaml");
    let files: Vec<&str> =
        line["figures"]["files"].as_array().unwrap().iter().map(|f| f["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["form.yaml", "budget.xlsx"]);
    let sum = place.command("sha256sum", &["budget.xlsx"]).out;
    assert_eq!(line["figures"]["files"][1]["sha256"], sum.split(' ').next().unwrap());
    assert_eq!(place.run("verify journal.jsonl").code, 0);

    place.replace("form.yaml", "mnkr", "tkr");
    assert_eq!(place.differs()[0], "filen med siffror `form.yaml` är ändrad");
    let place = with_book("book-changed");
    fs::write(place.0.path("budget.xlsx"), book("Uppgift;Utfall\nResultat;-90\nSkatter;8800")).unwrap();
    let said = place.differs();
    assert_eq!(said[0], "filen med siffror `budget.xlsx` är ändrad");
    assert_eq!(said[1], "verdicts: positivt, 2024, outcome: verdict var uppfyllt, är ej uppfyllt");
}

#[test]
fn what_cannot_be_judged_again_says_why_and_still_names_what_changed() {
    let no_pack = place("no-pack").recorded("exempel andra");
    fs::rename(no_pack.0.path("exempel"), no_pack.0.path("annat")).unwrap();
    let said = no_pack.differs();
    let expected =
        ["regelpaketet `exempel` finns inte längre", "kan inte bedömas om: det finns inget regelpaket `exempel`"];
    assert_eq!(said, expected);

    let no_figures = place("no-figures").recorded("exempel andra/mars.csv");
    fs::remove_file(no_figures.0.path("andra/mars.csv")).unwrap();
    let expected =
        ["filen med siffror `andra/mars.csv` finns inte längre", "kan inte bedömas om: `andra/mars.csv` finns inte"];
    assert_eq!(no_figures.differs(), expected);

    let broken = place("broken").recorded("exempel");
    broken.replace("exempel/regler.yaml", "dubbelt(resultat)", "dubbelt(reslutat)");
    let expected = [
        "regelpaketets fil `regler.yaml` är ändrad",
        "kan inte bedömas om (regler.yaml:4:19): det finns inget som heter `reslutat`",
    ];
    assert_eq!(broken.differs(), expected);

    let other = place("other-figures").recorded("exempel --set resultat[2024]==-1mnkr");
    other.replace("exempel/figures/budget.csv", "resultat;2024", "resultat;2023");
    let said = other.differs();
    assert_eq!(said[0], "filen med siffror `figures/budget.csv` är ändrad");
    assert!(said[1].starts_with("kan inte bedömas om: ") && said.len() == 2, "{said:?}");
}

#[test]
fn each_edit_of_the_line_is_named() {
    let edited = |name: &str, from: &str, to: &str| {
        let place = place(name).recorded("exempel");
        place.replace("journal.jsonl", from, to);
        place.differs()
    };
    let version = env!("CARGO_PKG_VERSION");
    let said = edited("engine", &format!("\"engine\":\"{version}\""), "\"engine\":\"0.0.9\"");
    let other = format!("programmet är ett annat: version 0.0.9 då, {version} nu");
    assert_eq!(said, [other.as_str(), "bedömningarna är desamma"]);
    let said = edited("verdict", "\"verdict\":\"met\"", "\"verdict\":\"not_met\"");
    assert_eq!(said, ["verdicts: positivt, 2024, budget: verdict var ej uppfyllt, är uppfyllt"]);
    let said = edited("as-of", "\"options\":{\"as_of\":\"2024-12-31\"", "\"options\":{\"as_of\":\"2025-01-31\"");
    assert_eq!(said, ["as_of var `2024-12-31`, är `2025-01-31`"]);
    let said = edited("set", "\"set\":[]", "\"set\":[\"resultat[2024]==-1mnkr\"]");
    assert_eq!(said[0], "verdicts: positivt, 2024, budget: verdict var uppfyllt, är ej uppfyllt");
    let said = edited("period", "\"period\":null", "\"period\":\"2024-13\"");
    assert_eq!(said, ["kan inte bedömas om: journalradens val `2024-13` går inte att läsa"]);
    let said = edited("hash", "\"file\":\"pack.yaml\",\"sha256\":\"", "\"file\":\"pack.yaml\",\"sha256\":\"0");
    assert_eq!(said, ["regelpaketets fil `pack.yaml` är ändrad", "bedömningarna är desamma"]);
    let said = edited("title", "Resultatet är positivt", "Resultatet är stort");
    assert_eq!(
        said,
        ["verdicts: positivt, 2024, budget: title var `Resultatet är stort`, är `Resultatet är positivt`"]
    );
    let said = edited("space", "\"report\":{\"format\":1", "\"report\":{\"format\": 1");
    assert_eq!(said, ["innehållet är detsamma men skrivet på ett annat sätt: raden är ändrad"]);
}

#[test]
fn what_is_no_record_is_said_line_by_line() {
    let place = place("bad").recorded("exempel");
    let whole = place.read("journal.jsonl");
    let other = whole.replacen("{\"record\":1", "{\"record\":2", 1);
    let cut = &whole[..whole.len() / 2];
    fs::write(place.0.path("journal.jsonl"), format!("{whole}inte json\n{other}{{\"record\":1}}\n{whole}{cut}"))
        .unwrap();
    let ended = place.run("verify journal.jsonl");
    assert_eq!(ended.code, 3);
    let lines = [
        "✓ rad 1: exempel, bedömt per 2024-12-31: detsamma",
        "✗ rad 2: går inte att läsa",
        "✗ rad 3: går inte att läsa",
    ];
    let more = [
        "✗ rad 4: går inte att läsa",
        "✓ rad 5: exempel, bedömt per 2024-12-31: detsamma",
        "✗ rad 6: går inte att läsa",
    ];
    assert_eq!(ended.out, format!("{}\n{}\n6 rader: 2 stämmer, 4 stämmer inte\n", lines.join("\n"), more.join("\n")));
    for said in [
        "fel[bad-record]: rad 2 i `journal.jsonl` är ingen journalrad (byte 1): expected value",
        "fel[bad-record]: rad 3 i `journal.jsonl` har formatet 2",
        "fel[bad-record]: rad 4 i `journal.jsonl` är inte hel (byte 12): missing field `engine`",
        "fel[bad-record]: rad 6 i `journal.jsonl` är avbruten: den slutar inte med en radbrytning",
    ] {
        assert!(ended.err.contains(said), "{said}\n{}", ended.err);
    }
    fs::write(place.0.path("tom.jsonl"), "").unwrap();
    let empty = place.run("verify tom.jsonl");
    assert_eq!((empty.code, empty.out.as_str()), (4, "journalen är tom: inget är prövat\n"));
    assert_eq!(place.run("verify saknas.jsonl").code, 2);
    assert_eq!(place.run("verify exempel").code, 2);
}

#[test]
fn nothing_is_added_to_what_is_no_whole_record_file() {
    let place = place("refused").recorded("exempel");
    let whole = place.read("journal.jsonl");
    for (file, text, code, said) in [
        (
            "avbruten.jsonl",
            &whole[..whole.len() - 1],
            3,
            "sista raden i `avbruten.jsonl` är inte hel: inget är skrivet",
        ),
        ("halv.jsonl", "{\"reco", 3, "`halv.jsonl` är ingen journal: inget är skrivet"),
        ("paket.yaml", "pack: exempel\n", 3, "`paket.yaml` är ingen journal: inget är skrivet"),
    ] {
        fs::write(place.0.path(file), text).unwrap();
        let ended = place.run(&format!("check exempel --record {file}"));
        assert_eq!((ended.code, ended.out.as_str()), (code, ""), "{file}");
        assert!(ended.err.contains(said), "{}", ended.err);
        assert_eq!(place.read(file), text, "{file}");
    }
    let ended = place.run("check exempel --record exempel");
    assert_eq!((ended.code, ended.err.as_str()), (2, "fel: `exempel` är en mapp\n  hjälp: skriv också filens namn\n"));
    let ended = place.run("check exempel --record ./journal.jsonl --output journal.jsonl");
    assert_eq!(ended.code, 2, "{}", ended.err);
    assert_eq!(place.read("journal.jsonl"), whole);
}

/// The system lets files grow to so many blocks of 512 bytes, and refuses the rest of a line when it is half written.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_file_as_it_was() {
    let place = place("full").recorded("exempel");
    let whole = place.read("journal.jsonl");
    let blocks = whole.len() / 512 + 2;
    let limited = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
    let command = env!("CARGO_BIN_EXE_riktlinje");
    let ended = place.command("sh", &["-c", &limited, "sh", command, "check", "exempel", "--record", "journal.jsonl"]);
    assert_eq!((ended.code, ended.out.as_str()), (2, ""));
    assert!(ended.err.starts_with("fel: `journal.jsonl` kan inte skrivas: "), "{}", ended.err);
    assert_eq!(place.read("journal.jsonl"), whole);
    assert_eq!(place.recorded("exempel").run("verify journal.jsonl").code, 0, "the next one can be added");
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_that_is_full_is_said() {
    let ended = place("device").run("check exempel --record /dev/full");
    assert_eq!((ended.code, ended.out.as_str()), (2, ""));
    assert!(ended.err.starts_with("fel: `/dev/full` kan inte skrivas: "), "{}", ended.err);
}

#[test]
fn many_at_once_write_whole_lines() {
    let place = place("many");
    let start = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_riktlinje"));
        command.args(["check", "exempel", "--record", "journal.jsonl"]);
        command.current_dir(place.0.path("")).stdout(std::process::Stdio::null()).spawn().unwrap()
    };
    let running: Vec<_> = (0..8).map(|_| start()).collect();
    for mut one in running {
        one.wait().unwrap();
    }
    assert_eq!(place.run("verify journal.jsonl").out.lines().last(), Some("8 rader, allt stämmer"));
}

#[test]
fn built_in_packs_are_verified_from_anywhere() {
    let place = Place(Scratch::new("record-built-in")).recorded("region-kronoberg-2024").recorded("region-kalmar-2024");
    assert_eq!(place.run("verify journal.jsonl").out.lines().last(), Some("2 rader, allt stämmer"));
    let text = place.read("journal.jsonl");
    assert!(text.contains("\"file\":\"kommunallagen/pack.yaml\"") && text.contains("\"file\":\"riktlinje:rules/"));
    assert!(Path::new(&place.0.path("journal.jsonl")).is_file());
}

/// The page cannot run what writes files: its two answers are held here against the pack that it is about.
#[test]
fn the_guide_shows_what_is_said() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide");
    let read = |file: &str| fs::read_to_string(guide.join("exempel/min-region").join(file)).unwrap();
    let files = ["pack.yaml", "figures/siffror.csv"].map(|file| (file, read(file)));
    let scratch = files
        .into_iter()
        .fold(Scratch::new("record-guide"), |scratch, (file, text)| scratch.with(&format!("min-region/{file}"), text));
    let place = Place(scratch).recorded("min-region");
    let same = place.run("verify journal.jsonl").out;
    place.replace("min-region/pack.yaml", "value: 2 %", "value: 1,9 %");
    let other = place.run("verify journal.jsonl").out;
    let page = fs::read_to_string(guide.join("15-journal-som-går-att-pröva-om.md")).unwrap();
    for said in [same, other] {
        assert!(page.contains(&format!("```text\n{said}```")), "{said}");
    }
}

#[test]
fn json_says_the_same() {
    let place = place("json").recorded("exempel");
    place.replace("exempel/rules/dubbelt.rhai", "* 2", "* -2");
    let ended = place.run("verify journal.jsonl --format json");
    assert_eq!(ended.code, 1);
    let said: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!((&said["format"], &said["record"]), (&1.into(), &"journal.jsonl".into()));
    let line = &said["lines"][0];
    assert_eq!((&line["line"], &line["same"], &line["verdicts"]), (&1.into(), &false.into(), &"differ".into()));
    assert_eq!(
        (&line["inputs"][0]["input"], &line["inputs"][0]["name"]),
        (&"policy_file".into(), &"rules/dubbelt.rhai".into())
    );
    let difference = serde_json::json!({
        "section": "verdicts", "row": "positivt, 2024, budget", "field": "verdict", "before": "met", "after": "not_met"
    });
    assert_eq!(line["differences"][0], difference);
}
