//! What was typed and not understood, in both languages.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use riktlinje::language::Text;
use riktlinje::text;

/// A command that was not understood: what is wrong, and what to write instead.
#[derive(Debug)]
pub struct UsageError {
    /// What is wrong.
    pub message: Text,
    /// What to do about it.
    pub help: Option<Text>,
}

impl UsageError {
    /// With help.
    pub fn new(message: Text, help: Text) -> Self {
        Self { message, help: Some(help) }
    }

    /// From what the argument parser says. `None`: it is best said in the parser's own words.
    pub fn of(error: &Error) -> Option<Self> {
        let said = |kind| error.get(kind).map(shown);
        let argument = said(ContextKind::InvalidArg);
        let message = match (error.kind(), argument) {
            (ErrorKind::UnknownArgument, Some(argument)) => {
                text!("okänd flagga `{argument}`", "unknown option `{argument}`")
            }
            (ErrorKind::InvalidSubcommand, _) => {
                let command = said(ContextKind::InvalidSubcommand)?;
                text!("okänt kommando `{command}`", "unknown command `{command}`")
            }
            (ErrorKind::InvalidValue, Some(argument)) => {
                match said(ContextKind::InvalidValue).filter(|v| !v.is_empty()) {
                    Some(value) => {
                        text!("`{value}` går inte för `{argument}`", "`{value}` cannot stand after `{argument}`")
                    }
                    None => text!("`{argument}` saknar värde", "`{argument}` has no value"),
                }
            }
            (ErrorKind::ValueValidation, Some(argument)) => {
                let value = said(ContextKind::InvalidValue)?;
                text!("`{value}` går inte för `{argument}`", "`{value}` cannot stand after `{argument}`")
            }
            (ErrorKind::MissingRequiredArgument, Some(argument)) => {
                text!("det saknas: {argument}", "missing: {argument}")
            }
            (ErrorKind::ArgumentConflict, Some(argument)) => {
                text!("`{argument}` står två gånger", "`{argument}` stands twice")
            }
            _ => return None,
        };
        let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
        let suggested = suggested.into_iter().find_map(said).filter(|s| !s.is_empty());
        let valid = said(ContextKind::ValidValue).filter(|v| !v.is_empty());
        let help = match (suggested, valid) {
            _ if error.kind() == ErrorKind::ValueValidation => {
                let (from, to) = match said(ContextKind::InvalidArg).as_deref() {
                    Some(name) if name.starts_with("--width") => ("40", "1000"),
                    Some(name) if name.starts_with("--rounds") => ("1", "1000000"),
                    Some(name) if name.starts_with("--line") => ("1", "18446744073709551615"),
                    _ => ("0", "18446744073709551615"),
                };
                text!("skriv ett heltal från {from} till {to}", "write a whole number from {from} to {to}")
            }
            (Some(name), Some(valid)) => {
                text!("menade du `{name}`? Det kan vara: {valid}", "did you mean `{name}`? It can be: {valid}")
            }
            (Some(name), None) => text!("menade du `{name}`?", "did you mean `{name}`?"),
            (None, Some(valid)) => text!("något av: {valid}", "one of: {valid}"),
            (None, None) => text!(
                "`riktlinje --help` visar vad som går att skriva",
                "`riktlinje --help --lang en` shows what can be written"
            ),
        };
        Some(Self::new(message, help))
    }
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        other => other.to_string(),
    }
}
