//! What was typed, understood: language, format, colours, width, where to write, what to judge.

use clap::ValueEnum;
use std::io::IsTerminal;

use riktlinje::language::Lang;
use riktlinje::quantity::{Basis, Date, Period};
use riktlinje::text;
use riktlinje::verdict::Options;

use crate::args::{Color, Common, Format, Language, Selection};
use crate::output::Output;
use crate::usage::UsageError;

/// What holds for every command.
#[derive(Debug)]
pub struct Settings {
    /// The language.
    pub lang: Lang,
    /// The format.
    pub format: Format,
    /// Colours in what is written.
    pub colour: bool,
    /// Colours in diagnostics.
    pub colour_of_diagnostics: bool,
    /// How wide text is.
    pub width: usize,
    /// Where it is written.
    pub output: Output,
}

/// The formats of every command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plain {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// The width where nobody says and nothing can be asked.
const WIDTH: usize = 100;
/// Wider lines are hard to read, however wide the terminal.
const WIDEST: usize = 120;

impl Settings {
    /// From what was typed and what the terminal is like.
    ///
    /// # Errors
    /// The file cannot be written where it is to be.
    pub fn of(common: &Common) -> Result<Self, UsageError> {
        let output = Output::of(common.output.as_deref())?;
        let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0).clamp(40, WIDEST));
        Ok(Self {
            lang: lang(common.lang),
            format: common.format,
            colour: !output.is_file() && coloured(common.color, &std::io::stdout()),
            colour_of_diagnostics: coloured(common.color, &std::io::stderr()),
            width: common.width.map(usize::from).or(terminal.filter(|_| !output.is_file())).unwrap_or(WIDTH),
            output,
        })
    }

    /// The format of a command that has only those that every command has.
    ///
    /// # Errors
    /// Another one was asked for.
    pub fn plain(&self, command: &str) -> Result<Plain, UsageError> {
        let asked = match self.format {
            Format::Text => return Ok(Plain::Text),
            Format::Json => return Ok(Plain::Json),
            other => other.to_possible_value(),
        };
        let asked = asked.as_ref().map_or("", |value| value.get_name());
        Err(UsageError::new(
            text!("`{command}` kan inte skrivas som `{asked}`", "`{command}` cannot be written as `{asked}`"),
            text!(
                "något av: text, json; `{asked}` går för `riktlinje check`",
                "one of: text, json; `{asked}` is for `riktlinje check`"
            ),
        ))
    }
}

/// The language.
pub fn lang(language: Language) -> Lang {
    match language {
        Language::Sv => Lang::Sv,
        Language::En => Lang::En,
    }
}

/// `auto` is a terminal that has not been told otherwise: <https://no-color.org>.
fn coloured(color: Color, stream: &impl IsTerminal) -> bool {
    let told_otherwise = || {
        std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty())
            || std::env::var_os("TERM").is_some_and(|v| v == "dumb")
    };
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => stream.is_terminal() && !told_otherwise(),
    }
}

/// A period as written.
///
/// # Errors
/// It is none.
pub fn period(written: &str) -> Result<Period, UsageError> {
    Period::parse(written).map_err(|_| {
        UsageError::new(
            text!("`{written}` är ingen period", "`{written}` is not a period"),
            text!(
                "skriv 2024, 2024-T1, 2024-Q1, 2024-03, 2024-01..2024-03 eller 2024-03-31",
                "write 2024, 2024-T1, 2024-Q1, 2024-03, 2024-01..2024-03 or 2024-03-31"
            ),
        )
    })
}

/// A basis as written.
///
/// # Errors
/// It is none.
pub fn basis(written: &str) -> Result<Basis, UsageError> {
    Basis::parse(written).ok_or_else(|| {
        UsageError::new(
            text!(
                "`{written}` är varken utfall, prognos, budget eller plan",
                "`{written}` is neither outcome, forecast, budget nor plan"
            ),
            text!("något av: utfall, prognos, budget, plan", "one of: outcome, forecast, budget, plan"),
        )
    })
}

/// Which verdicts are asked for.
///
/// # Errors
/// Something is no period, basis or day.
pub fn options(selection: &Selection) -> Result<Options, UsageError> {
    let as_of = selection.as_of.as_deref().map(|written| {
        Date::parse(written).map_err(|_| {
            UsageError::new(
                text!("`{written}` är ingen dag", "`{written}` is not a day"),
                text!("skriv dagen som 2024-03-31", "write the day as 2024-03-31"),
            )
        })
    });
    Ok(Options {
        period: selection.period.as_deref().map(period).transpose()?,
        basis: selection.basis.as_deref().map(basis).transpose()?,
        as_of: as_of.transpose()?,
    })
}
