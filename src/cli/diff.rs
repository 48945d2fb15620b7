//! `riktlinje diff`

use std::path::{Path, PathBuf};

use riktlinje::exit::ExitCode;
use riktlinje::language::Text;
use riktlinje::pack::{self, Faults, Figures, Opened};
use riktlinje::report::{self, DiffReport, VersionsReport};
use riktlinje::text;
use riktlinje::verdict::{Options, judge};

use crate::args::Diff;
use crate::output::to_stderr;
use crate::settings::{Plain, Settings, options};
use crate::stop::{Stop, say, say_faults};
use crate::usage::UsageError;

/// Writes what differs between two drafts, or what another version of the guideline changes.
pub fn run(args: &Diff, settings: &Settings) -> Result<ExitCode, Stop> {
    let format = settings.plain("diff")?;
    let options = options(&args.selection)?;
    if args.policy { versions(args, format, options, settings) } else { drafts(args, format, options, settings) }
}

fn drafts(args: &Diff, format: Plain, options: Options, settings: &Settings) -> Result<ExitCode, Stop> {
    let [second] = args.rest.as_slice() else {
        return Err(UsageError::new(
            text!("`diff` jämför två underlag, inte fler", "`diff` compares two drafts, not more"),
            text!(
                "ett underlag i flera filer läggs i en mapp; två versioner av en riktlinje jämförs med `diff --policy GAMMAL NY SIFFROR`",
                "put a draft of several files in a folder; two versions of a guideline are compared with `diff --policy OLD NEW FIGURES`"
            ),
        )
        .into());
    };
    let mut opened = pack::open(&args.pack)?;
    let first = PathBuf::from(&args.first);
    let (old, new) = (read(&mut opened, &[&first]), read(&mut opened, &[second]));
    let side = |letter: &str, path: &Path| {
        let path = path.display();
        text!("underlaget {letter}, `{path}`:", "the draft {letter}, `{path}`:")
    };
    let (old, new) = match both(old, new, [side("A", &first), side("B", second)], settings) {
        Ok(figures) => figures,
        Err(code) => return Ok(code),
    };
    say(&old.diagnostics, &opened.sources, settings);
    say(&new.diagnostics, &opened.sources, settings);
    let (before, after) = (judge(&opened.policy, &old.set, options), judge(&opened.policy, &new.set, options));
    let report = DiffReport::of(&before, &after, &opened.sources, [&old.files, &new.files], args.seed);
    let written = match format {
        Plain::Json => report::diff_json(&report),
        Plain::Text => report::diff_text(&report, settings.width, settings.colour, settings.lang),
    };
    settings.output.write(&written, [&opened.sources])?;
    Ok(ExitCode::of_comparison(report.any_worse(), report.is_empty()))
}

fn versions(args: &Diff, format: Plain, options: Options, settings: &Settings) -> Result<ExitCode, Stop> {
    let paths: Vec<&PathBuf> = args.rest.iter().collect();
    let open = |named: &str| {
        let mut opened = pack::open(named)?;
        let figures = read(&mut opened, &paths)?;
        Ok((opened, figures))
    };
    let (old, new) = (open(&args.pack), open(&args.first));
    let named = |sv: &str, en: &str, name: &str| text!("den {sv} versionen, `{name}`:", "the {en} version, `{name}`:");
    let sides = [named("gamla", "old", &args.pack), named("nya", "new", &args.first)];
    let ((old, old_figures), (new, new_figures)) = match both(old, new, sides, settings) {
        Ok(read) => read,
        Err(code) => return Ok(code),
    };
    say(&new_figures.diagnostics, &new.sources, settings);
    let (before, after) =
        (judge(&old.policy, &old_figures.set, options), judge(&new.policy, &new_figures.set, options));
    let report = VersionsReport::of((&before, &old.sources), (&after, &new.sources), &new_figures.files, settings.lang);
    let written = match format {
        Plain::Json => report::versions_json(&report),
        Plain::Text => report::versions_text(&report, settings.width, settings.colour, settings.lang),
    };
    settings.output.write(&written, [&old.sources, &new.sources])?;
    Ok(ExitCode::of_comparison(report.any_worse(), report.is_empty()))
}

fn read(opened: &mut Opened, paths: &[&PathBuf]) -> Result<Figures, Faults> {
    let paths: Vec<PathBuf> = paths.iter().map(|path| (*path).clone()).collect();
    opened.named_figures(&paths, None)
}

/// Both sides, or how the command ends when all that is wrong with either has been said.
fn both<T>(
    first: Result<T, Faults>,
    second: Result<T, Faults>,
    sides: [Text; 2],
    settings: &Settings,
) -> Result<(T, T), ExitCode> {
    let faults = match (first, second) {
        (Ok(first), Ok(second)) => return Ok((first, second)),
        (first, second) => [first.err(), second.err()],
    };
    let mut code = ExitCode::Success;
    for (faults, side) in faults.into_iter().zip(sides) {
        let Some(faults) = faults else { continue };
        to_stderr(&format!("{}\n", side.get(settings.lang)));
        code = code.and(say_faults(&faults, settings));
    }
    Err(code)
}
