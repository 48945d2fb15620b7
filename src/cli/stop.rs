//! Why a command could not do what it should, said on standard error.

use clap::error::{Error, ErrorKind};

use riktlinje::diagnostic::{Diagnostic, Severity, Sources, render};
use riktlinje::exit::ExitCode;
use riktlinje::language::{Lang, Text};
use riktlinje::pack::{Cause, Faults};
use riktlinje::text;

use crate::output::{to_stderr, to_stdout};
use crate::settings::Settings;
use crate::usage::UsageError;

/// Why a command could not do what it should.
#[derive(Debug)]
pub enum Stop {
    /// The command was not understood, or cannot be carried out.
    Usage(UsageError),
    /// Policy or figures cannot be used.
    Faults(Faults),
}

impl From<UsageError> for Stop {
    fn from(error: UsageError) -> Self {
        Self::Usage(error)
    }
}

impl From<Faults> for Stop {
    fn from(faults: Faults) -> Self {
        Self::Faults(faults)
    }
}

impl Stop {
    /// Says it, and how the command ends.
    pub fn say(&self, settings: &Settings) -> ExitCode {
        match self {
            Self::Usage(error) => say_usage(error, settings.lang, settings.colour_of_diagnostics),
            Self::Faults(faults) => say_faults(faults, settings),
        }
    }
}

/// Says why a pack or figures cannot be used, and how the command ends.
pub fn say_faults(faults: &Faults, settings: &Settings) -> ExitCode {
    match faults.cause {
        Cause::Naming => {
            for fault in &faults.diagnostics {
                let error = UsageError { message: fault.message.clone(), help: fault.help.clone() };
                say_usage(&error, settings.lang, settings.colour_of_diagnostics);
            }
        }
        Cause::Content => say(&faults.diagnostics, &faults.sources, settings),
    }
    faults.cause.into()
}

/// Says diagnostics, and how many there were.
pub fn say(diagnostics: &[Diagnostic], sources: &Sources, settings: &Settings) {
    let mut said = rendered(diagnostics, sources, settings.lang, settings.colour_of_diagnostics);
    if diagnostics.len() > 1 {
        said.push('\n');
        said.push_str(tally(diagnostics).get(settings.lang));
        said.push('\n');
    }
    to_stderr(&said);
}

/// Diagnostics as text, with a blank line between them.
pub fn rendered(diagnostics: &[Diagnostic], sources: &Sources, lang: Lang, colour: bool) -> String {
    let each: Vec<String> = diagnostics.iter().map(|d| format!("{}\n", render(d, sources, lang, colour))).collect();
    each.join("\n")
}

/// How many errors and warnings.
pub fn tally(diagnostics: &[Diagnostic]) -> Text {
    let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    let warnings = diagnostics.len() - errors;
    let plural = if warnings == 1 { ("varning", "warning") } else { ("varningar", "warnings") };
    let (warning, warning_en) = plural;
    let error_en = if errors == 1 { "error" } else { "errors" };
    match (errors, warnings) {
        (_, 0) => text!("{errors} fel", "{errors} {error_en}"),
        (0, _) => text!("{warnings} {warning}", "{warnings} {warning_en}"),
        _ => text!("{errors} fel, {warnings} {warning}", "{errors} {error_en}, {warnings} {warning_en}"),
    }
}

/// Says what was not understood.
pub fn say_usage(error: &UsageError, lang: Lang, colour: bool) -> ExitCode {
    let (red, bold, reset) = if colour { ("\u{1b}[1;31m", "\u{1b}[1m", "\u{1b}[0m") } else { ("", "", "") };
    let (fault, help) = match lang {
        Lang::Sv => ("fel", "hjälp"),
        Lang::En => ("error", "help"),
    };
    let mut said = format!("{red}{fault}{reset}{bold}: {}{reset}\n", error.message.get(lang));
    if let Some(text) = &error.help {
        said.push_str(&format!("  {help}: {}\n", text.get(lang)));
    }
    to_stderr(&said);
    ExitCode::Usage
}

/// Help and version are what was asked for; everything else was not understood.
pub fn of_parser(error: &Error, lang: Lang) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = to_stdout(&error.render().to_string());
            ExitCode::Success
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            to_stderr(&error.render().to_string());
            ExitCode::Usage
        }
        _ => match UsageError::of(error) {
            Some(understood) => say_usage(&understood, lang, false),
            None => {
                to_stderr(&error.render().to_string());
                ExitCode::Usage
            }
        },
    }
}
