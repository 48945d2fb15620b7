//! The engine beside the same rules written by hand, in one process: what a derivation costs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a benchmark that cannot go on has failed")]
#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;

use criterion::{Criterion, criterion_group, criterion_main};

#[path = "workload/mod.rs"]
#[allow(dead_code, reason = "a benchmark uses a part of the workload, the tests the rest")]
mod workload;

use riktlinje::{pack, solve, verdict};
use workload::by_hand;
use workload::engine::{Columns, Places, codes, figures, judge, policy};
use workload::generate::row;
use workload::submission::Submission;

/// The same as in the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// As many submissions as the published head of the workload.
const ROWS: u64 = 311;

fn submissions(c: &mut Criterion) {
    let policy = policy();
    let places = Places::of(&policy);
    let columns = Columns::of(&policy.vocabulary);
    let rows: Vec<_> = (0..ROWS).map(row).collect();
    let by_hand: Vec<Submission> = rows.iter().map(|r| Submission::try_from(r).expect("a whole submission")).collect();
    let sets: Vec<_> = rows.iter().map(|r| (figures(r, &columns), r.year)).collect();
    for (one, (set, year)) in by_hand.iter().zip(&sets) {
        assert_eq!(
            by_hand::judge(one),
            codes(&mut judge(&policy, set, *year), &places),
            "both ways give the same verdicts"
        );
    }
    let mut group = c.benchmark_group("311 submissions, 40 rules");
    group.bench_function("by hand", |b| {
        b.iter(|| {
            for submission in &by_hand {
                black_box(by_hand::judge(black_box(submission)));
            }
        });
    });
    group.bench_function("engine, with derivation", |b| {
        b.iter(|| {
            for (set, year) in &sets {
                black_box(codes(&mut judge(&policy, black_box(set), *year), &places));
            }
        });
    });
    group.bench_function("engine, figures filed too", |b| {
        b.iter(|| {
            for row in &rows {
                black_box(codes(&mut judge(&policy, &figures(black_box(row), &columns), row.year), &places));
            }
        });
    });
    group.finish();
}

/// The ratio itself: both ways in turn, the fastest round of each, so that whatever else the machine does falls on both or on neither.
fn ratio(_: &mut Criterion) {
    let policy = policy();
    let (columns, places) = (Columns::of(&policy.vocabulary), Places::of(&policy));
    let rows: Vec<_> = (0..ROWS).map(row).collect();
    let by_hand: Vec<Submission> = rows.iter().map(|r| Submission::try_from(r).expect("a whole submission")).collect();
    let sets: Vec<_> = rows.iter().map(|r| (figures(r, &columns), r.year)).collect();
    let (mut hand, mut engine) = (f64::MAX, f64::MAX);
    for _ in 0..300 {
        hand = hand.min(seconds(|| {
            for submission in &by_hand {
                black_box(by_hand::judge(black_box(submission)));
            }
        }));
        engine = engine.min(seconds(|| {
            for (set, year) in &sets {
                black_box(codes(&mut judge(&policy, black_box(set), *year), &places));
            }
        }));
    }
    let each = |seconds: f64| seconds * 1e9 / f64::from(u32::try_from(ROWS).unwrap_or(u32::MAX));
    println!("by hand {:.0} ns, engine {:.0} ns a submission: ratio {:.2}", each(hand), each(engine), engine / hand);
}

fn seconds(work: impl FnOnce()) -> f64 {
    #[expect(clippy::disallowed_types, reason = "a benchmark measures time")]
    let start = std::time::Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

/// An empty program.
fn empty_program() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (source, empty) = (folder.join("empty.rs"), folder.join("empty"));
    std::fs::write(&source, "fn main() {}\n").expect("the folder for temporary files can be written");
    let compiled = Command::new("rustc").arg("-O").arg("-o").arg(&empty).arg(&source).status();
    assert!(compiled.is_ok_and(|s| s.success()), "the empty program compiles");
    empty
}

/// A whole run of the command, its output read.
fn command(arguments: &[&str]) {
    drop(Command::new(env!("CARGO_BIN_EXE_riktlinje")).args(arguments).output());
}

/// Two ways in turn, and the ratio of their fastest, middle and mean times: one slow moment of the machine moves only the last.
fn in_turn(what: &str, rounds: usize, [one, other]: [(&str, &dyn Fn()); 2]) {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        first.push(seconds(one.1));
        second.push(seconds(other.1));
    }
    let of = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        [times[0], times[times.len() / 2], times.iter().sum::<f64>() / times.len() as f64]
    };
    let (first, second) = (of(&mut first), of(&mut second));
    for ((word, first), second) in ["fastest", "median", "mean"].iter().zip(first).zip(second) {
        let (first_ms, second_ms) = (first * 1e3, second * 1e3);
        println!(
            "{what}, {word}: {} {first_ms:.3} ms, {} {second_ms:.2} ms, ratio {:.2}",
            one.0,
            other.0,
            second / first
        );
    }
}

fn start_ratio(_: &mut Criterion) {
    let empty = empty_program();
    let nothing = || drop(Command::new(&empty).output());
    in_turn("start", 300, [("empty", &nothing), ("check", &|| command(&["check"]))]);
}

/// The council's page of the pack whose page is the largest, from start to finish, beside an empty program and the same pack as text.
fn page(_: &mut Criterion) {
    let size = |name: &str| {
        let page = Command::new(env!("CARGO_BIN_EXE_riktlinje")).args(["check", name, "--format", "html"]).output();
        page.map_or(0, |page| page.stdout.len())
    };
    let largest = pack::built_in().into_iter().max_by_key(|name| size(name)).expect("packs are shipped");
    println!("page, {largest}: {} bytes", size(&largest));
    let empty = empty_program();
    let nothing = || drop(Command::new(&empty).output());
    let text = || command(&["check", &largest]);
    let html = || command(&["check", &largest, "--format", "html"]);
    in_turn("page", 50, [("empty", &nothing), ("page", &html)]);
    in_turn("page", 50, [("text", &text), ("page", &html)]);
}

/// All levers of all verdicts that fall short, in every pack that is shipped: the fastest of ten rounds.
fn levers(_: &mut Criterion) {
    for name in pack::built_in() {
        let mut opened = pack::open(&name).expect("a shipped pack is in order");
        let figures = opened.own_figures().expect("so are its figures");
        let run = verdict::judge(&opened.policy, &figures.set, verdict::Options::default());
        let all = || run.judgements.iter().map(|j| solve::levers(&run, j).len()).sum::<usize>();
        let count = all();
        let fastest = (0..10)
            .map(|_| {
                seconds(|| {
                    black_box(all());
                })
            })
            .fold(f64::MAX, f64::min);
        println!("levers, {name}: {count} in {:.2} ms", fastest * 1e3);
    }
}

/// A workbook of fifty thousand rows, a row for each value and as a table, read and judged, beside `calamine` reading the cells of the same file alone.
fn workbook(_: &mut Criterion) {
    for (name, is_long) in [("one value a row", true), ("three values a row", false)] {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("workbook");
        std::fs::create_dir_all(folder.join("pack")).expect("the folder for temporary files can be written");
        std::fs::write(folder.join("pack/pack.yaml"), PROJECTS).expect("so can the pack");
        let file = folder.join(if is_long { "long.xlsx" } else { "wide.xlsx" });
        std::fs::write(&file, projects(is_long)).expect("so can the workbook");
        std::fs::write(folder.join("wide.table.yaml"), WIDE).expect("so can the description");
        let (pack, file) = (folder.join("pack"), file.as_path());
        let cells = || {
            let mut book: calamine::Xlsx<_> = calamine::open_workbook(file).expect("a workbook");
            let mut reader = book.worksheet_cells_reader("Projekt").expect("with the sheet");
            while let Some(cell) = reader.next_cell().expect("whole") {
                black_box(cell);
            }
        };
        let read = || {
            let mut opened = pack::open(&pack.to_string_lossy()).expect("a pack in order");
            let figures = opened.named_figures(&[file.to_owned()], None).expect("and its figures");
            let run = verdict::judge(&opened.policy, &figures.set, verdict::Options::default());
            assert!(!run.judgements.is_empty());
        };
        in_turn(&format!("workbook, 50 000 rows, {name}"), 10, [("calamine", &cells), ("read and judged", &read)]);
        let (pack, file) = (pack.to_string_lossy(), file.to_string_lossy());
        let check = || command(&["check", &pack, &file]);
        in_turn(&format!("workbook, 50 000 rows, {name}"), 10, [("calamine", &cells), ("check", &check)]);
    }
}

const PROJECTS: &str = "pack: projekt
format: 1
title: Projekt
valid: 2024
defaults: {compare: exact, scale: boolean, ref: Exempel}
---
dimensions:
  projekt: {title: Projekt, open: true, complete: true}
figures:
  utgift: {title: Utgift, unit: mnkr, measured: during, by: [projekt]}
requirements:
  - requirement: utgift-över-noll
    title: Något har kostat något
    that: utgift > 0
  - requirement: varje-utgift-över-noll
    title: Varje projekt har kostat något
    for: {each: projekt, periods: [2024]}
    that: utgift > 0
";

const WIDE: &str = "rows: projekt
columns:
  '2024': {period: '2024'}
  '2025': {period: '2025'}
  '2026': {period: '2026'}
all: {figure: utgift, unit: tkr}
";

/// A workbook of fifty thousand rows: ten years of five thousand projects, a row for each, or three years of fifty thousand.
fn projects(is_long: bool) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Projekt").expect("a name");
    let headings = if is_long {
        ["projekt", "figure", "period", "value", "unit"].as_slice()
    } else {
        &["Projekt", "2024", "2025", "2026"]
    };
    for (column, heading) in (0..).zip(headings) {
        sheet.write_string(0, column, *heading).expect("a heading");
    }
    for row in 1..=50_000_u32 {
        let value = f64::from(row % 9_973) + 0.5;
        if is_long {
            sheet.write_string(row, 0, format!("P{}", row % 5_000)).expect("a project");
            sheet.write_string(row, 1, "utgift").expect("a figure");
            sheet.write_number(row, 2, 2015 + row.div_ceil(5_000)).expect("a period");
            sheet.write_number(row, 3, value).expect("a value");
            sheet.write_string(row, 4, "tkr").expect("a unit");
        } else {
            sheet.write_string(row, 0, format!("P{row}")).expect("a project");
            for column in 1..=3 {
                sheet.write_number(row, column, value + f64::from(column)).expect("a value");
            }
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

fn start(c: &mut Criterion) {
    let empty = empty_program();
    let mut group = c.benchmark_group("start to finish");
    group.bench_function("empty process", |b| b.iter(|| Command::new(&empty).output()));
    group.bench_function("check of the built-in example", |b| {
        b.iter(|| Command::new(env!("CARGO_BIN_EXE_riktlinje")).arg("check").output());
    });
    group.finish();
}

criterion_group!(benches, submissions, ratio, start_ratio, page, levers, workbook, start);
criterion_main!(benches);
