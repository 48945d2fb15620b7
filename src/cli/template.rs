//! `riktlinje template`

use std::path::{Path, PathBuf};

use riktlinje::exit::ExitCode;
use riktlinje::language::Text;
use riktlinje::pack;
use riktlinje::quantity::{Basis, Period};
use riktlinje::report::{Template, Wanted};
use riktlinje::text;

use crate::args;
use crate::check::figures_with_warnings;
use crate::output::to_stdout;
use crate::settings::{Plain, Settings, basis, period};
use crate::stop::Stop;
use crate::usage::UsageError;

/// Writes a workbook to fill in, and the description that reads it back, and says what is in it.
pub fn run(args: &args::Template, settings: &Settings) -> Result<ExitCode, Stop> {
    let format = settings.plain("template")?;
    let (workbook, mapping) = files(settings)?;
    if !args.force {
        spare(&workbook)?;
        spare(&mapping)?;
    }
    let periods: Vec<Period> = args.period.iter().map(|written| period(written)).collect::<Result<_, _>>()?;
    let bases: Vec<Basis> = args.basis.iter().map(|written| basis(written)).collect::<Result<_, _>>()?;
    let mut opened = pack::open(&args.pack)?;
    let figures = figures_with_warnings(&mut opened, &args.given, settings)?;
    let wanted = Wanted { periods, bases, filled: args.filled || !args.given.figures.is_empty() };
    let template = Template::of(&opened.policy, &opened.sources, &figures.set, &wanted, settings.lang)
        .map_err(|fault| UsageError { message: fault.message(), help: fault.help() })?;
    settings.output.write_beside(&template.workbook, &mapping, template.mapping.as_bytes(), &opened.sources)?;
    let said = match format {
        Plain::Text => told(&template, &workbook, &mapping).get(settings.lang).to_owned(),
        Plain::Json => riktlinje::report::template_json(&template, &workbook, &mapping),
    };
    to_stdout(&said).map_err(|error| UsageError {
        message: text!("`stdout` kan inte skrivas: {error}", "`stdout` cannot be written: {error}"),
        help: None,
    })?;
    Ok(ExitCode::Success)
}

/// The workbook that was named, and the description beside it.
fn files(settings: &Settings) -> Result<(PathBuf, PathBuf), UsageError> {
    let workbook = settings.output.workbook("underlag.xlsx")?;
    Ok((workbook.to_owned(), workbook.with_extension("table.yaml")))
}

/// Somebody may have filled in a workbook that is there.
fn spare(file: &Path) -> Result<(), UsageError> {
    if !file.exists() {
        return Ok(());
    }
    let name = file.display();
    Err(UsageError::new(
        text!("`{name}` finns redan och kan vara ifylld", "`{name}` is there already and may be filled in"),
        text!(
            "skriv ett annat namn, eller --force för att skriva över den",
            "write another name, or --force to replace it"
        ),
    ))
}

fn told(template: &Template, workbook: &Path, mapping: &Path) -> Text {
    let Template { pack, topics, rows, empty, filled, single, left_behind, .. } = template;
    let (workbook, mapping, title) = (workbook.display(), mapping.display(), &pack.title);
    let mut said = text!(
        "{workbook}: {title}\n  {rows} rader på {topics} blad, {empty} tomma celler att fylla i\n",
        "{workbook}: {title}\n  {rows} rows on {topics} sheets, {empty} empty cells to fill in\n"
    );
    let mut add = |more: Text| {
        said = Text::new(format!("{}{}", said.sv, more.sv), format!("{}{}", said.en, more.en));
    };
    if *filled > 0 {
        add(text!(
            "  {filled} värden är ifyllda, {single} av dem på en egen rad\n",
            "  {filled} values are filled in, {single} of them on a row of their own\n"
        ));
    }
    if *left_behind > 0 {
        add(text!(
            "  {left_behind} av dem har källor eller anteckningar som inte läses tillbaka: cellen blir källan\n",
            "  {left_behind} of them have sources or notes that are not read back: the cell becomes the source\n"
        ));
    }
    add(text!("{mapping}: beskrivningen som läser tillbaka den\n", "{mapping}: the description that reads it back\n"));
    said
}
