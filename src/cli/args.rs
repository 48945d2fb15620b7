//! What was typed, before anything is touched. The comments are the help in English; `swedish.rs` has it in Swedish.

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Judge a region's figures against its own guidelines for good financial management
#[derive(Debug, Parser)]
#[command(
    name = "riktlinje",
    version,
    arg_required_else_help = true,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What holds for every command.
    #[command(flatten)]
    pub common: Common,
    /// Print the version
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Judge figures: verdicts with reasons
    Check(Check),
    /// Show how a verdict, a claim or a ledger came about, down to the figures and their sources
    Explain(Explain),
    /// Show what is read of figures files, what is not understood and what the policy lacks, before anything is judged
    Import(Import),
    /// Write a workbook to fill in with the figures that a pack needs, and the description that reads it back
    Template(Template),
    /// Vary the figures that can be changed by one percent and one unit: what moves each goal most
    Sensitivity(Sensitivity),
    /// Draw uncertain figures many times: how likely each colour is
    Risk(Risk),
    /// Compare two drafts, or the same figures under two versions of a guideline: what changed, what got worse, and why
    Diff(Diff),
    /// Do recorded runs again: the same verdicts, or what has changed
    Verify(Verify),
    /// Run the cases of packs
    Test(Packs),
    /// Check packs without figures
    Validate(Validate),
    /// List the built-in packs, or show what one pack says as a page to read
    List(List),
    /// Make a folder with a pack to begin from
    New(New),
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Common {
    /// Format: text (the default) or json; of check also html (a page), markdown (a protocol), csv (a table), xlsx (a workbook, with -o), github (annotations), gitlab (a quality report), sarif or junit
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "text",
        value_name = "FORMAT",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: Format,
    /// Language: sv (the default) or en
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "sv",
        value_name = "LANGUAGE",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub lang: Language,
    /// Write to this file instead of to the terminal
    #[arg(short, long, global = true, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Colours: auto (the default), always or never
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "auto",
        value_name = "WHEN",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub color: Color,
    /// Width of the text in characters
    #[arg(long, global = true, value_name = "CHARACTERS", value_parser = clap::value_parser!(u16).range(40..=1000))]
    pub width: Option<u16>,
    /// Print help
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
}

/// Which verdicts.
#[derive(Debug, Args)]
pub struct Selection {
    /// Only this period: 2024, 2024-T1, 2024-Q1, 2024-03, 2024-01..2024-03 or 2024-03-31
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    /// Only this basis: outcome, forecast, budget or plan
    #[arg(long, value_name = "BASIS")]
    pub basis: Option<String>,
    /// The assessment date; without it the pack's own, or the end of the latest period with an outcome
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
}

/// Which figures.
#[derive(Debug, Args)]
pub struct Given {
    /// Figures files or folders of them; without them the pack's own
    #[arg(value_name = "FIGURES")]
    pub figures: Vec<PathBuf>,
    /// The description of the workbook or CSV file among them, if it does not stand beside it as NAME.table.yaml
    #[arg(long, value_name = "FILE", requires = "figures")]
    pub mapping: Option<PathBuf>,
}

/// `check`
#[derive(Debug, Args)]
pub struct Check {
    /// A built-in pack or the path of a folder; without it the built-in example
    #[arg(value_name = "PACK")]
    pub pack: Option<String>,
    /// Which figures.
    #[command(flatten)]
    pub given: Given,
    /// Which verdicts.
    #[command(flatten)]
    pub selection: Selection,
    /// Try another value beside the submitted one: `figure[2026]=120 mnkr`, or a change: `figure[2026]=+2 %`; may be given several times
    #[arg(long, value_name = "CHANGE")]
    pub set: Vec<String>,
    /// Add the run to this record file: what it was made of and what it concluded, as a line that `riktlinje verify` can try again
    #[arg(long, value_name = "FILE")]
    pub record: Option<PathBuf>,
    /// Known failures: what this file accepts is shown as it is and does not fail the run
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// partly-met: exit code 1 also where something is only partly met
    #[arg(long, value_enum, value_name = "VERDICT", hide_possible_values = true)]
    pub fail_on: Option<FailOn>,
}

/// `explain`
#[derive(Debug, Args)]
pub struct Explain {
    /// A built-in pack or the path of a folder
    #[arg(value_name = "PACK")]
    pub pack: String,
    /// The rule, claim, assessment, ledger or recorded sentence: its full name, or the last part of it; “recorded” gives every recorded sentence
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// Which figures.
    #[command(flatten)]
    pub given: Given,
    /// What this figure alone would have to be for a better verdict: its name or title
    #[arg(long, value_name = "FIGURE")]
    pub solve: Option<String>,
    /// For whom: politician (a few plain sentences) or official (formula, figures, sources); both without it. JSON has both
    #[arg(long = "for", value_enum, value_name = "READER", hide_possible_values = true)]
    pub reader: Option<Reader>,
    /// Which verdicts.
    #[command(flatten)]
    pub selection: Selection,
}

/// `import`
#[derive(Debug, Args)]
pub struct Import {
    /// A built-in pack or the path of a folder
    #[arg(value_name = "PACK")]
    pub pack: String,
    /// Which figures.
    #[command(flatten)]
    pub given: Given,
}

/// `template`
#[derive(Debug, Args)]
pub struct Template {
    /// A built-in pack or the path of a folder
    #[arg(value_name = "PACK")]
    pub pack: String,
    /// Which figures.
    #[command(flatten)]
    pub given: Given,
    /// Columns for this period; may be given several times; without it those of the figures
    #[arg(long, value_name = "PERIOD")]
    pub period: Vec<String>,
    /// Columns on this basis: outcome, forecast, budget or plan; may be given several times
    #[arg(long, value_name = "BASIS")]
    pub basis: Vec<String>,
    /// Fill in the values of the pack's own figures; figures that are named are filled in anyway
    #[arg(long)]
    pub filled: bool,
    /// Replace a workbook that is there, also if it has been filled in
    #[arg(long)]
    pub force: bool,
}

/// `sensitivity`
#[derive(Debug, Args)]
pub struct Sensitivity {
    /// A built-in pack or the path of a folder
    #[arg(value_name = "PACK")]
    pub pack: String,
    /// Which figures.
    #[command(flatten)]
    pub given: Given,
    /// Which verdicts.
    #[command(flatten)]
    pub selection: Selection,
}

/// `risk`
#[derive(Debug, Args)]
pub struct Risk {
    /// A built-in pack or the path of a folder
    #[arg(value_name = "PACK")]
    pub pack: String,
    /// Which figures.
    #[command(flatten)]
    pub given: Given,
    /// An uncertain figure: `figure[2026]=±50 mnkr`, `figure[2026]=±2 % normal`; uniform, triangular or normal; may be given several times
    #[arg(long, value_name = "SPREAD", required = true)]
    pub spread: Vec<String>,
    /// What the draws begin with: the same seed gives the same answer; without it 1
    #[arg(long, value_name = "NUMBER", default_value_t = 1, hide_default_value = true)]
    pub seed: u64,
    /// How many rounds, at most 1000000; without it 1000
    #[arg(long, value_name = "NUMBER", default_value_t = 1000, hide_default_value = true, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub rounds: u32,
    /// Which verdicts.
    #[command(flatten)]
    pub selection: Selection,
}

/// `diff`
#[derive(Debug, Args)]
pub struct Diff {
    /// The pack: a built-in one or the path of a folder; with --policy the old version
    #[arg(value_name = "PACK")]
    pub pack: String,
    /// The earlier draft: a figures file or a folder of them; with --policy the new version of the pack
    #[arg(value_name = "A")]
    pub first: String,
    /// The later draft: a figures file or a folder of them; with --policy the figures that both versions judge
    #[arg(value_name = "B", required = true)]
    pub rest: Vec<PathBuf>,
    /// Compare two versions of the guideline: OLD NEW FIGURES in place of PACK A B
    #[arg(long)]
    pub policy: bool,
    /// What the draws begin with where there are more than 12 changes: the same seed gives the same answer; without it 1
    #[arg(long, value_name = "NUMBER", default_value_t = 1, hide_default_value = true)]
    pub seed: u64,
    /// Which verdicts.
    #[command(flatten)]
    pub selection: Selection,
}

/// `verify`
#[derive(Debug, Args)]
pub struct Verify {
    /// A file that `riktlinje check --record` has written
    #[arg(value_name = "RECORD")]
    pub record: PathBuf,
    /// Only this line, from 1
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(1..))]
    pub line: Option<u64>,
}

/// `test`
#[derive(Debug, Args)]
pub struct Packs {
    /// Built-in packs or paths of folders; without them every built-in pack
    #[arg(value_name = "PACK")]
    pub packs: Vec<String>,
}

/// `validate`
#[derive(Debug, Args)]
pub struct Validate {
    /// Built-in packs or paths of folders; without them every built-in pack
    #[arg(value_name = "PACK")]
    pub packs: Vec<String>,
    /// Exit code 3 also where there are only warnings
    #[arg(long)]
    pub strict: bool,
}

/// `list`
#[derive(Debug, Args)]
pub struct List {
    /// A built-in pack or the path of a folder: the page of it, in Markdown; without it the names of the built-in ones
    #[arg(value_name = "PACK")]
    pub pack: Option<String>,
}

/// `new`
#[derive(Debug, Args)]
pub struct New {
    /// The folder to make; the pack is called as it
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
}

/// `--format`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For machines.
    Json,
    /// For the council: a page for a browser or paper.
    Html,
    /// For a protocol or a pull request.
    Markdown,
    /// Annotations in the log of a step.
    Github,
    /// Alerts of code scanning.
    Sarif,
    /// A quality report.
    Gitlab,
    /// A table for spreadsheets.
    Csv,
    /// Test results.
    Junit,
    /// A workbook.
    Xlsx,
}

/// `--lang`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Swedish.
    Sv,
    /// English.
    En,
}

/// `--color`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal.
    Auto,
    /// Everywhere but in a file.
    Always,
    /// Nowhere.
    Never,
}

/// `--for`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Reader {
    /// A few plain sentences.
    #[value(alias = "politiker")]
    Politician,
    /// Formula, figures, sources.
    #[value(alias = "tjänsteperson")]
    Official,
}

/// `--fail-on`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// What is only partly met fails too.
    PartlyMet,
}
