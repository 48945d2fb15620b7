//! Text that fits: widths as terminals count them, wrapping, aligning, colours.

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use crate::policy::Verdict;

/// No page is narrower than this; narrower terminals break lines themselves.
const LEAST_WIDTH: usize = 60;

/// A page that is being written.
pub(in crate::report) struct Page {
    out: String,
    /// How many columns there are.
    pub width: usize,
    colour: bool,
}

/// How a piece of text looks, where colours are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Look {
    /// As it is.
    Plain,
    /// A heading, a sum.
    Strong,
    /// What is said in passing.
    Faint,
    /// A verdict.
    Verdict(Verdict),
}

impl Page {
    pub fn new(width: usize, colour: bool) -> Self {
        Self { out: String::new(), width: width.max(LEAST_WIDTH), colour }
    }

    /// The text with colours, if they are on.
    pub fn look(&self, text: &str, look: Look) -> String {
        if !self.colour || look == Look::Plain || text.is_empty() {
            return text.to_owned();
        }
        let style = match look {
            Look::Plain => Style::new(),
            Look::Strong => Style::new().bold(),
            Look::Faint => Style::new().dimmed(),
            Look::Verdict(Verdict::Met) => AnsiColor::Green.on_default(),
            Look::Verdict(Verdict::PartlyMet) => AnsiColor::Yellow.on_default(),
            Look::Verdict(Verdict::NotMet) => AnsiColor::Red.on_default(),
            Look::Verdict(Verdict::Undetermined | Verdict::NotApplicable) => Style::new().dimmed(),
        };
        format!("{style}{text}{style:#}")
    }

    /// A line as it is; blanks at its end go.
    pub fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    /// An empty line, unless the page is empty or one is there already.
    pub fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// A heading over a rule of the same width.
    pub fn heading(&mut self, text: &str, rule: char) {
        self.gap();
        let lines = wrap(text, self.width);
        let longest = lines.iter().map(|l| columns(l)).max().unwrap_or(0);
        for line in lines {
            let line = self.look(&line, Look::Strong);
            self.line(&line);
        }
        self.line(&rule.to_string().repeat(longest));
    }

    /// Wrapped text, indented.
    pub fn paragraph(&mut self, indent: usize, text: &str, look: Look) {
        self.item(indent, ("", Look::Plain), text, look);
    }

    /// Wrapped text that hangs after a sign.
    pub fn item(&mut self, indent: usize, (sign, sign_look): (&str, Look), text: &str, look: Look) {
        let hang = indent + columns(sign);
        for (index, line) in wrap(text, self.width.saturating_sub(hang)).iter().enumerate() {
            let line = self.look(line, look);
            let start = match index {
                0 => format!("{}{}", " ".repeat(indent), self.look(sign, sign_look)),
                _ => " ".repeat(hang),
            };
            self.line(&format!("{start}{line}"));
        }
    }

    /// What has been written.
    pub fn finish(self) -> String {
        self.out
    }
}

/// How many columns a text takes.
pub(in crate::report) fn columns(text: &str) -> usize {
    let mut count = 0;
    // Measuring is a table look-up a letter, and nearly all letters that are written take one column.
    let all_narrow = text.chars().all(|c| {
        count += 1;
        is_narrow(c)
    });
    if all_narrow { count } else { UnicodeWidthStr::width(text) }
}

/// Takes one column whatever stands beside it: the letters and signs that reports are full of. Soft hyphens and controls are not among them.
fn is_narrow(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '‐'..='‧' | '←'..='↓' | '−' | '≤' | '≥')
}

/// The text with blanks before it.
pub(in crate::report) fn right(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(columns(text))))
}

/// The text with blanks after it.
pub(in crate::report) fn left(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

/// Lines of at most so many columns, broken at ordinary spaces; a longer word is cut. At least one line.
pub(in crate::report) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(8);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut taken = 0;
    for word in text.split([' ', '\n']).filter(|w| !w.is_empty()) {
        let needed = columns(word);
        if !line.is_empty() && taken + 1 + needed > width {
            lines.push(std::mem::take(&mut line));
            taken = 0;
        }
        if !line.is_empty() {
            line.push(' ');
            taken += 1;
        }
        if taken + needed <= width {
            line.push_str(word);
            taken += needed;
            continue;
        }
        for letter in word.chars() {
            if columns(&line) + columns(letter.encode_utf8(&mut [0; 4])) > width {
                lines.push(std::mem::take(&mut line));
            }
            line.push(letter);
        }
        taken = columns(&line);
    }
    lines.push(line);
    lines
}
