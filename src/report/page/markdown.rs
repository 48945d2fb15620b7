//! Markdown as it is written: headings, tables, lists, drawn mathematics.

/// A page that is being written.
#[derive(Debug, Default)]
pub(in crate::report) struct Markdown(String);

impl Markdown {
    /// The page. Between a number and its unit stands an ordinary space, so that searching finds it.
    pub(in crate::report) fn finish(self) -> String {
        self.0.replace('\u{a0}', " ")
    }

    /// A heading of a depth.
    pub(in crate::report) fn heading(&mut self, depth: usize, text: &str) {
        self.block(&format!("{} {text}", "#".repeat(depth)));
    }

    /// Text on its own, with an empty line before it.
    pub(in crate::report) fn block(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(text.trim_end());
        self.0.push('\n');
    }

    /// Facts on one line, between dots; those that are empty are left out.
    pub(in crate::report) fn facts(&mut self, facts: &[String]) {
        let said: Vec<&str> = facts.iter().map(String::as_str).filter(|f| !f.is_empty()).collect();
        self.block(&said.join(" · "));
    }

    /// A list; `sign` stands before each, counted up where it is a number.
    pub(in crate::report) fn list(&mut self, items: &[String], numbered: bool) {
        let sign = |index: usize| if numbered { format!("{}.", index + 1) } else { "-".to_owned() };
        let lines: Vec<String> = items.iter().enumerate().map(|(i, item)| format!("{} {item}", sign(i))).collect();
        self.block(&lines.join("\n"));
    }

    /// A table. Columns that are empty in every row are left out, and a table without rows is none.
    pub(in crate::report) fn table(&mut self, heads: &[String], rows: &[Vec<String>]) {
        if rows.is_empty() {
            return;
        }
        let filled = |column: &usize| rows.iter().any(|row| row.get(*column).is_some_and(|cell| !cell.is_empty()));
        let columns: Vec<usize> = (0..heads.len()).filter(filled).collect();
        let line = |cells: &[String]| {
            let cells = columns.iter().map(|c| cells.get(*c).map_or("", String::as_str));
            format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
        };
        let rule = format!("|{}", " --- |".repeat(columns.len()));
        let lines: Vec<String> = [line(heads), rule].into_iter().chain(rows.iter().map(|r| line(r))).collect();
        self.block(&lines.join("\n"));
    }

    /// What is unfolded by a click: blocks under a summary.
    pub(in crate::report) fn folded(&mut self, summary: &str, inside: impl FnOnce(&mut Self)) {
        self.block(&format!("<details>\n<summary>{summary}</summary>"));
        inside(self);
        self.block("</details>");
    }

    /// Text in type of even width, as it is.
    pub(in crate::report) fn verbatim(&mut self, text: &str) {
        self.block(&format!("```text\n{}\n```", text.trim_end()));
    }
}

/// A name as it is written in the pack.
pub(in crate::report) fn code(name: &str) -> String {
    format!("`{name}`")
}

/// Text of a pack's, or mathematics on one line, where Markdown must not read anything into it; on one line.
pub(in crate::report) fn escaped(text: &str) -> String {
    let letters: Vec<char> = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    let mut out = String::with_capacity(text.len());
    for (index, letter) in letters.iter().enumerate() {
        let beside = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|c| c.is_alphanumeric());
        // Inside a word `_` is only itself.
        let in_a_word = beside(index.checked_sub(1)) && beside(Some(index + 1));
        let means_something = match letter {
            '\\' | '`' | '*' | '<' | '|' | '$' | '~' => true,
            // Brackets alone are brackets; before these they begin a link.
            ']' => matches!(letters.get(index + 1), Some('(' | '[' | ':')),
            '_' => !in_a_word,
            // The name of a character, as in HTML.
            '&' => beside(Some(index + 1)) || letters.get(index + 1) == Some(&'#'),
            '#' | '-' | '+' | '>' => index == 0 && letters.get(1) == Some(&' '),
            _ => false,
        };
        if means_something {
            out.push('\\');
        }
        out.push(*letter);
    }
    out
}
