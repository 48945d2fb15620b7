//! Diagnostics as text, in the manner of rustc.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

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
        let mut snippet = Snippet::source(&*source.text).path(source.name.as_str()).fold(true);
        for (i, label) in diagnostic.labels.iter().enumerate().filter(|(_, l)| l.span.file == file) {
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
    renderer.render(&[group])
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
