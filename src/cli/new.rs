//! `riktlinje new`: a folder with a pack that holds together, its figures and its first case.

use serde_json::json;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use riktlinje::exit::ExitCode;
use riktlinje::language::{Lang, composed};
use riktlinje::pack;
use riktlinje::text;

use crate::args::New;
use crate::output::folder_of;
use crate::settings::{Plain, Settings};
use crate::stop::Stop;
use crate::usage::UsageError;

/// The pack of the guide's first page: what is made is what the guide goes through.
const FILES: [(&str, &str); 3] = [
    ("pack.yaml", include_str!("../../docs/guide/exempel/min-region/pack.yaml")),
    ("figures/siffror.csv", include_str!("../../docs/guide/exempel/min-region/figures/siffror.csv")),
    ("cases/målen.yaml", include_str!("../../docs/guide/exempel/min-region/cases/målen.yaml")),
];
/// The line of `pack.yaml` that is another in every pack.
const NAME_LINE: &str = "pack: min-region\n";

/// Makes the folder and says what is in it and what to do next.
pub fn run(args: &New, settings: &Settings) -> Result<ExitCode, Stop> {
    let format = settings.plain("new")?;
    let (folder, name) = named(&args.folder)?;
    make(&folder, &name)?;
    let written = match format {
        Plain::Text => told(&folder, settings.lang),
        Plain::Json => {
            let files: Vec<&str> = FILES.iter().map(|(file, _)| *file).collect();
            format!(
                "{:#}\n",
                json!({"format": 1, "pack": name, "folder": folder.display().to_string(), "files": files})
            )
        }
    };
    settings.output.write(&written, [])?;
    Ok(ExitCode::Success)
}

/// The folder to make, and the pack's name: the folder's own.
fn named(folder: &Path) -> Result<(PathBuf, String), UsageError> {
    let shown = folder.display();
    let Some(last) = folder.file_name() else {
        let message = text!("`{shown}` är inget namn på en ny mapp", "`{shown}` is no name of a new folder");
        return Err(UsageError::new(message, text!("till exempel `min-region`", "for example `min-region`")));
    };
    let name = composed(&last.to_string_lossy()).into_owned();
    let fits = |c: char| c.is_alphabetic() || c.is_ascii_digit() || matches!(c, '-' | '_');
    if !name.starts_with(char::is_alphabetic) || !name.chars().all(fits) {
        let message = text!("ett regelpaket kan inte heta `{name}`", "a pack cannot be called `{name}`");
        let mut help = text!(
            "namnet börjar med en bokstav och har bara bokstäver, siffror, `-` och `_`",
            "the name starts with a letter and has only letters, digits, `-` and `_`"
        );
        let suggested: String = name.to_lowercase().chars().map(|c| if fits(c) { c } else { '-' }).collect();
        let suggested = suggested.trim_matches('-');
        if suggested.starts_with(char::is_alphabetic) {
            help.sv.push_str(&format!(": `{suggested}`"));
            help.en.push_str(&format!(": `{suggested}`"));
        }
        return Err(UsageError::new(message, help));
    }
    if pack::built_in().contains(&name) {
        let message = text!("`{name}` är namnet på ett inbyggt regelpaket", "`{name}` is the name of a built-in pack");
        return Err(UsageError::new(message, text!("välj ett annat namn", "choose another name")));
    }
    let folder = folder.with_file_name(&name);
    // Also a link to nowhere is something.
    if fs::symlink_metadata(&folder).is_ok() {
        let shown = folder.display();
        let message = text!("`{shown}` finns redan", "`{shown}` exists already");
        let help = text!("ingenting har ändrats; välj ett annat namn", "nothing has been changed; choose another name");
        return Err(UsageError::new(message, help));
    }
    let around = folder_of(&folder);
    if !around.is_dir() {
        let around = around.display();
        let message = text!("mappen `{around}` finns inte", "the folder `{around}` does not exist");
        return Err(UsageError::new(message, text!("skapa den först", "make it first")));
    }
    Ok((folder, name))
}

/// Writes everything into a folder beside the one that is meant, and gives it the name when it is whole and holds together.
fn make(folder: &Path, name: &str) -> Result<(), UsageError> {
    let shown = folder.display();
    let failed = |error: io::Error| UsageError {
        message: text!("`{shown}` kan inte skapas: {error}", "`{shown}` cannot be made: {error}"),
        help: None,
    };
    let unfinished = folder.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    fs::create_dir(&unfinished).map_err(failed)?;
    let made = write(&unfinished, name).map_err(failed).and_then(|()| {
        // Only the name is new, so only the name can be at fault: YAML reads `null` as nothing.
        pack::open(&unfinished.to_string_lossy()).map_err(|_| {
            let message = text!("ett regelpaket kan inte heta `{name}`", "a pack cannot be called `{name}`");
            UsageError::new(message, text!("välj ett annat namn", "choose another name"))
        })?;
        fs::rename(&unfinished, folder).map_err(failed)
    });
    if made.is_err() {
        let _ = fs::remove_dir_all(&unfinished);
    }
    made
}

fn write(folder: &Path, name: &str) -> io::Result<()> {
    for (file, text) in FILES {
        let path = folder.join(file);
        fs::create_dir_all(folder_of(&path))?;
        fs::write(path, text.replacen(NAME_LINE, &format!("pack: {name}\n"), 1))?;
    }
    Ok(())
}

fn told(folder: &Path, lang: Lang) -> String {
    let folder = folder.display();
    let what = [
        text!("målen, gränserna och vad som ska lämnas in", "the goals, the limits and what is to be submitted"),
        text!("siffrorna som bedöms", "the figures that are judged"),
        text!("ett fall: vad paketet ska komma fram till", "a case: what the pack must conclude"),
    ];
    let made = text!("{folder} är skapad. Allt i den är exempel:", "{folder} is made. Everything in it is an example:");
    let mut out = format!("{}\n", made.get(lang));
    for ((file, _), what) in FILES.iter().zip(&what) {
        let _ = writeln!(out, "  {file:<20} {}", what.get(lang));
    }
    let next = text!("Fortsätt med:", "Go on with:");
    let _ = writeln!(out, "{}", next.get(lang));
    for command in ["validate", "check", "test"] {
        let _ = writeln!(out, "  riktlinje {command} {folder}");
    }
    out
}
