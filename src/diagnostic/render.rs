//! Diagnostics as text, in the manner of rustc.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use anstream::adapter::strip_str;

use super::{Diagnostic, Severity, Sources};
use crate::language::Lang;

/// One diagnostic as text with the line, the underlined part and the help.
pub fn render(diagnostic: &Diagnostic, sources: &Sources, lang: Lang, colour: bool) -> String {
    let (level, help, error, warning) = match lang {
        Lang::Sv => (diagnostic.severity, "hjälp", "fel", "varning"),
        Lang::En => (diagnostic.severity, "help", "error", "warning"),
    };
    let level = match level {
        Severity::Error => Level::ERROR.with_name(error),
        Severity::Warning => Level::WARNING.with_name(warning),
    };
    let mut group = Group::with_title(level.primary_title(diagnostic.message.get(lang)).id(diagnostic.code.as_str()));
    let mut files: Vec<_> = Vec::new();
    for label in &diagnostic.labels {
        if !files.contains(&label.span.file) {
            files.push(label.span.file);
        }
    }
    for file in files {
        let Some(source) = sources.get(file) else {
            continue;
        };
        let mut snippet = Snippet::source(&*source.text).fold(true);
        let labels = diagnostic.labels.iter().enumerate().filter(|(_, l)| l.span.file == file);
        // Lines of a sheet are rows, but nobody counts characters there: the cell is the place.
        match labels.clone().next().and_then(|(_, first)| source.cell(first.span.start)) {
            Some(cell) => group = group.element(Origin::path(cell)),
            None => snippet = snippet.path(source.name.as_str()),
        }
        for (i, label) in labels {
            let kind = if i == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            let range = on_boundaries(&source.text, label.span.start as usize, label.span.end as usize);
            let text = label.text.get(lang);
            snippet = snippet.annotation(kind.span(range).label((!text.is_empty()).then_some(text)));
        }
        group = group.element(snippet);
    }
    if let Some(text) = &diagnostic.help {
        group = group.element(Level::HELP.with_name(help).message(text.get(lang)));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    without_empty_places(&renderer.render(&[group]))
}

/// Leaves out the line for a place that the renderer puts where a text has no path of its own: that of a sheet stands as a cell on the line before.
fn without_empty_places(rendered: &str) -> String {
    let is_empty = |line: &str| strip_str(line).to_string().trim() == ":::";
    rendered.split('\n').filter(|line| !is_empty(line)).collect::<Vec<_>>().join("\n")
}

fn on_boundaries(text: &str, start: usize, end: usize) -> std::ops::Range<usize> {
    let snap = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    snap(start)..snap(end.max(start))
}
