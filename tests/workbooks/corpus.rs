//! What people and programs can get wrong with files: each kind is an error with a place, soon and without much memory, and nothing is written.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::TABLE;
use super::book::{book, patched};
use crate::scratch::Scratch;

const RULE: &str =
    "requirements:\n  - requirement: positivt\n    title: Resultatet är positivt\n    that: resultat > 0\n";
const ROWS: &str = "Rad;2023;2024\nResultat;1;2";
const SHEET: &str = "xl/worksheets/sheet1.xml";
const STRINGS: &str = "xl/sharedStrings.xml";

/// As finished; a program with checks and without optimisation takes about thirty times as long, on a machine that tests other things too.
const MOST_SECONDS: u64 = if cfg!(debug_assertions) { 200 } else { 2 };
const MOST_MEMORY: u64 = 300 * 1024;

/// A broken file, and what is said of it.
struct Broken {
    /// The name in the folder of the test; a pack lies in `exempel/`.
    file: &'static str,
    bytes: Vec<u8>,
    /// The code of the error, and where it is.
    said: &'static str,
}

fn broken(file: &'static str, bytes: impl Into<Vec<u8>>, said: &'static str) -> Broken {
    Broken { file, bytes: bytes.into(), said }
}

/// A zip file of parts.
fn zip(parts: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(part).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook with a part that repeats one text between two others.
fn repeated(part: &str, method: CompressionMethod, [before, text, after]: [&str; 3], times: usize) -> Vec<u8> {
    let content = [before, &text.repeat(times), after].concat();
    let whole = book(ROWS);
    let mut old = zip::ZipArchive::new(Cursor::new(&whole)).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for index in 0..old.len() {
        let mut file = old.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
        parts.push((name.clone(), if name == part { content.clone().into_bytes() } else { bytes }));
    }
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    zip(&parts, method)
}

fn workbooks() -> Vec<Broken> {
    let whole = book(ROWS);
    let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let encrypted = [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0; 1024], &encrypted, &[0; 512]].concat();
    let sheet = |rows: &'static str, times| {
        let start = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";
        repeated(SHEET, CompressionMethod::Stored, [start, rows, "</sheetData></worksheet>"], times)
    };
    let strings = repeated(STRINGS, CompressionMethod::Deflated, ["<sst>", "<si><t>a</t></si>", "</sst>"], 2_100_000);
    let far = patched(&whole, SHEET, "<dimension ref=\"A1:C2\"/>", "<dimension ref=\"A1:XFD1048576\"/>");
    let far = patched(&far, SHEET, "r=\"C2\"", "r=\"XFE2\"");
    vec![
        broken("budget.xlsx", &whole[..whole.len() / 2], "unreadable-file budget.xlsx:1:1"),
        broken(
            "budget.xlsb",
            zip(&[(SHEET, &vec![0; 65 << 20])], CompressionMethod::Deflated),
            "unreadable-file budget.xlsb:1:1",
        ),
        broken("budget.xlsx", "Rad;2023;2024\nResultat;1;2\n", "unreadable-file budget.xlsx:1:1"),
        broken("budget.csv", &whole[..], "unreadable-file budget.csv:1:1"),
        broken("budget.ods", &whole[..], "unreadable-file budget.ods:1:1"),
        broken("budget.docx", &whole[..], "unreadable-file budget.docx:1:1"),
        broken("budget.xlsx", encrypted, "unreadable-file budget.xlsx:1:1"),
        broken("budget.xlsx", "", "unreadable-file budget.xlsx:1:1"),
        broken(
            "budget.xlsx",
            zip(&[("brev.txt", b"Hej")], CompressionMethod::Stored),
            "unreadable-file budget.xlsx:1:1",
        ),
        broken("budget.xlsx", sheet("<row><c><v>1</v></c></row>", 1_048_576), "unreadable-file budget.xlsx:1:1"),
        broken("budget.xlsx", sheet("<a>", 1_000_000), "unreadable-file budget.xlsx:1:1"),
        broken("budget.xlsx", strings, "unreadable-file budget.xlsx:1:1"),
        broken("budget.xlsx", far, "unmatched-table budget.xlsx!Blad1!XFE1"),
        broken("budget.xlsx", book("Rad;2023;2024\nResultat;1;=B9*2 → #REF!"), "cell-error budget.xlsx!Blad1!C2"),
        broken("budget.xlsx", book("Rad;2024;2024\nResultat;1;2"), "duplicate-name budget.xlsx!Blad1!C1"),
        broken("budget.xls", vec![0x1f; 9000], "unreadable-file budget.xls:1:1"),
        // It says that it has four thousand million rows; that it ends before it begins; and it has cells in its first and its last corner.
        broken("budget.xls", older(DIMENSIONS, 8, &[0xff; 4]), "unreadable-file budget.xls:1:1"),
        broken("budget.xls", older(DIMENSIONS, 4, &[9, 0, 0, 0]), "unreadable-file budget.xls:1:1"),
        broken("budget.xls", older(NUMBER, 4, &[0xff, 0xff, 0xff, 0]), "unreadable-file budget.xls:1:1"),
        broken("budget.xls", older(PASSWORD, 4, &[0xff, 0xff, 0xff, 0]), "unreadable-file budget.xls:1:1"),
        broken("budget.xlsb", &whole[..], "unreadable-file budget.xlsb:1:1"),
    ]
}

/// Heads of records of an older workbook, a type and a length: the rectangle of its cells, the first number in a cell.
const DIMENSIONS: &[u8] = &[0x00, 0x02, 0x0e, 0x00];
const NUMBER: &[u8] = &[0x7e, 0x02, 0x0a, 0x00];
/// One that says nothing here, and is turned into one that says that there is a password, with none.
const PASSWORD: &[u8] = &[0xe1, 0x00, 0x02, 0x00];

/// An older workbook with other bytes in the first record of a kind.
fn older(record: &[u8], place: usize, other: &[u8]) -> Vec<u8> {
    let mut whole = include_bytes!("files/budget.xls").to_vec();
    let find = |whole: &[u8], record: &[u8]| whole.windows(record.len()).position(|part| part == record).unwrap();
    let mut at = find(&whole, record);
    if record == PASSWORD {
        whole[at..at + 6].copy_from_slice(&[0x2f, 0, 2, 0, 0, 0]);
        at = find(&whole, NUMBER);
    }
    whole[at + place..at + place + other.len()].copy_from_slice(other);
    whole
}

fn texts() -> Vec<Broken> {
    let headings = "2024;".repeat(300);
    vec![
        broken("budget.csv", "", "unreadable-file budget.csv:1:1"),
        broken("budget.csv", "Rad;2023;2024\nResultat;1\n", "wrong-shape budget.csv:2:1"),
        broken("budget.csv", "Rad;2023;2024\nResultat;1;2;3\n", "wrong-shape budget.csv:2:14"),
        broken("budget.csv", format!("Rad;2023;{headings}\nResultat;1;2\n"), "duplicate-name budget.csv:1:15"),
        broken("budget.csv", "Rad;2023;2024\nResultat;\u{1b}[2J1;2\n", "unreadable-file budget.csv:2:10"),
        broken("budget.csv", "Rad;2023;2024\nResultat;1\0;2\n", "unreadable-file budget.csv:2:11"),
        broken("budget.csv", b"\xff\xfeR\0a\0d\0", "unreadable-file budget.csv:1:1"),
        broken("budget.csv", "Rad;2023;2024\n\"Resultat;1;2\n", "unreadable-file budget.csv:2:1"),
        broken("exempel/mer.yaml", "figures:\n  a: {title: \"\u{1b}[2J\"}\n", "yaml-syntax mer.yaml:2:15"),
        broken("exempel/mer.yaml", "figures:\n  a: {title: a\0b}\n", "yaml-syntax mer.yaml:2:15"),
        broken("exempel/mer.yaml", ["a: ", &"[".repeat(100_000)].concat(), "yaml-syntax mer.yaml:1:44"),
        broken("exempel/mer.yaml", b"figures:\n  \xe5r: {}\n", "unreadable-file mer.yaml:2:3"),
    ]
}

/// A pack that uses what it should not.
fn tricks() -> Vec<Broken> {
    let using = |path: &str| super::super::scratch::BASE.replacen("---", &format!("uses: [\"{path}\"]\n---"), 1);
    let described = |file: &str| {
        format!(
            "tables:\n  - table: t\n    file: {file}\n    rows: figure\n    columns: {{'2024': {{period: 2024}}}}\n    hint: x\n"
        )
    };
    vec![
        broken("exempel/pack.yaml", using("../../etc/passwd"), "unknown-pack pack.yaml:9:8"),
        broken("exempel/pack.yaml", using("/etc/passwd"), "unknown-pack pack.yaml:9:8"),
        broken("exempel/pack.yaml", using("../exempel"), "unknown-pack pack.yaml:9:8"),
        broken("exempel/mer.yaml", described("file:///etc/passwd"), "unknown-key mer.yaml:6:5"),
        broken("exempel/mer.yaml", described("../../etc/passwd"), "unknown-key mer.yaml:6:5"),
    ]
}

/// How a run of the program ended, what it said, and the most memory that it had, in KiB.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, u64) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_riktlinje"));
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    let said = folder.join("said.txt");
    command.stdout(Stdio::null()).stderr(fs::File::create(&said).unwrap());
    let mut child = command.spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let (mut memory, mut waited) = (0, Duration::ZERO);
    let step = Duration::from_millis(2);
    let ended = loop {
        // The high-water mark so far; the file is not there on every system.
        let now = fs::read_to_string(&status).unwrap_or_default();
        let mark = now.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
        memory = mark.unwrap_or(0).max(memory);
        if let Some(ended) = child.try_wait().unwrap() {
            break ended;
        }
        sleep(step);
        waited += step;
        if waited > Duration::from_secs(MOST_SECONDS) {
            child.kill().unwrap();
            panic!("{folder:?} takes too long");
        }
    };
    let text = fs::read_to_string(&said).unwrap();
    fs::remove_file(said).unwrap();
    (ended.code(), text, memory)
}

fn is_refused(name: &str, all: Vec<Broken>) {
    let mut wrong = Vec::new();
    for (index, Broken { file, bytes, said }) in all.into_iter().enumerate() {
        let scratch = Scratch::pack(&format!("corpus-{name}-{index}"), &[("krav.yaml", RULE)])
            .with("budget.table.yaml", TABLE)
            .with(file, bytes);
        // The description is for the file that is judged, and there must be one.
        let budget = if file.starts_with("budget") { file } else { "budget.csv" };
        let scratch = match budget {
            "budget.csv" if file != budget => scratch.with(budget, "Rad;2023;2024\nResultat;1;2\n"),
            _ => scratch,
        };
        let before = files(&scratch.path(""));
        let arguments = ["check", "exempel", budget, "--lang", "en", "--output", "ut.json", "--format", "json"];
        let (code, text, memory) = run(&scratch.path(""), &arguments);
        let (of, place) = said.split_once(' ').unwrap();
        let is_said = text.contains(&format!("error[{of}")) && text.contains(place);
        if code != Some(3) || !is_said || text.contains("panicked") || text.contains("root:") {
            wrong.push(format!("{name} {index}, {file}: {code:?}, not `{said}`: {text:.900}"));
        }
        if memory > MOST_MEMORY {
            wrong.push(format!("{name} {index}, {file}: {memory} KiB"));
        }
        assert_eq!(files(&scratch.path("")), before, "{name} {index}: nothing is written");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The names of all files in a folder.
fn files(folder: &Path) -> Vec<String> {
    let listed = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut listed: Vec<String> = listed.collect();
    listed.sort();
    listed
}

#[test]
fn broken_workbooks_are_refused() {
    is_refused("workbook", workbooks());
}

#[test]
fn broken_texts_are_refused() {
    is_refused("text", texts());
}

#[test]
fn packs_reach_nothing_outside_their_folder() {
    is_refused("trick", tricks());
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_back_is_refused() {
    let scratch = Scratch::pack("corpus-link", &[("krav.yaml", RULE)]).with("budget.csv", "figure;period;value\n");
    std::os::unix::fs::symlink(".", scratch.path("exempel/slinga")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", scratch.path("exempel/mer.yaml")).unwrap();
    let (code, text, _) =
        run(&scratch.path(""), &["check", "exempel", "budget.csv", "--lang", "en", "--output", "ut.txt"]);
    assert_eq!(code, Some(3), "{text}");
    assert!(text.contains("`slinga` is a link") && text.contains("`mer.yaml` is a link"), "{text}");
    assert!(!text.contains("root:") && !scratch.path("ut.txt").exists(), "{text}");
}
