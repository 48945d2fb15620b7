//! The command `riktlinje`: arguments in, reports out, one exit code.

mod args;
mod check;
mod diff;
mod explain;
mod import;
mod list;
mod new;
mod output;
mod risk;
mod sensitivity;
mod settings;
mod stop;
mod swedish;
mod template;
mod test;
mod usage;
mod validate;
mod verify;

use clap::{CommandFactory, FromArgMatches};
use std::ffi::OsString;
use std::panic::PanicHookInfo;

use args::{Arguments, Command};
use output::to_stderr;
use riktlinje::exit::{ExitCode, guarded};
use riktlinje::language::Lang;
use settings::Settings;
use stop::Stop;

/// Most of a run is over in a few milliseconds, and with this one the operating system is asked for memory a tenth as often.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    std::panic::set_hook(Box::new(say_internal_error));
    let typed: Vec<OsString> = std::env::args_os().collect();
    std::process::ExitCode::from(guarded(|| run(&typed)).number())
}

fn run(typed: &[OsString]) -> ExitCode {
    let lang = language_of(typed);
    let command = match lang {
        Lang::Sv => swedish::in_swedish(Arguments::command()),
        Lang::En => Arguments::command(),
    };
    let parsed = command.try_get_matches_from(typed).and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => return stop::of_parser(&error, lang),
    };
    match Settings::of(&arguments.common) {
        Ok(settings) => obey(&arguments.command, &settings).unwrap_or_else(|stop| stop.say(&settings)),
        Err(error) => stop::say_usage(&error, lang, false),
    }
}

fn obey(command: &Command, settings: &Settings) -> Result<ExitCode, Stop> {
    match command {
        Command::Check(args) => check::run(args, settings),
        Command::Explain(args) => explain::run(args, settings),
        Command::Import(args) => import::run(args, settings),
        Command::Template(args) => template::run(args, settings),
        Command::Risk(args) => risk::run(args, settings),
        Command::Sensitivity(args) => sensitivity::run(args, settings),
        Command::Diff(args) => diff::run(args, settings),
        Command::Verify(args) => verify::run(args, settings),
        Command::Test(args) => test::run(args, settings),
        Command::Validate(args) => validate::run(args, settings),
        Command::List(args) => list::run(args, settings),
        Command::New(args) => new::run(args, settings),
    }
}

/// The language, known before the rest is understood: help and faults are said in it.
fn language_of(typed: &[OsString]) -> Lang {
    let words: Vec<_> = typed.iter().map(|word| word.to_string_lossy()).collect();
    let apart = words.windows(2).any(|pair| pair == ["--lang", "en"]);
    if apart || words.iter().any(|word| word == "--lang=en") { Lang::En } else { Lang::Sv }
}

fn say_internal_error(info: &PanicHookInfo<'_>) {
    let place = info.location().map(|at| format!(" ({}:{})", at.file(), at.line())).unwrap_or_default();
    let said = info.payload_as_str().unwrap_or_default();
    to_stderr(&format!(
        "internt fel i riktlinje{place}: {said}\nFelet ligger i programmet, inte i regelpaketet eller siffrorna. Inget resultat har skrivits.\n\
         internal error in riktlinje: the fault is in the program, not in the pack or the figures. No result has been written.\n"
    ));
}
