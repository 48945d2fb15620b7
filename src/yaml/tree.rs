//! Text to tree.

use std::collections::BTreeMap;

use granit_parser::{Event, Parser, ScalarStyle, Span as YamlSpan, StructureStyle};

use super::traps;
use crate::diagnostic::{Code, Diagnostic, FileId, Sources, Span};
use crate::language::composed;
use crate::text;

/// A value and where it stands.
#[derive(Debug, Clone)]
pub struct Node {
    /// Where.
    pub span: Span,
    /// What.
    pub value: Value,
}

/// What a node is.
#[derive(Debug, Clone)]
pub enum Value {
    /// A text; YAML's own reading of numbers and yes/no is not used.
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values, in order.
    Mapping(Vec<Entry>),
    /// Something that is no value here. The fault is reported, and nothing more should be said of it.
    Refused,
}

/// A text in YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text, without quotes, indentation and the line break that ends a block, in NFC.
    pub text: String,
    /// Written without quotes, on one or more lines.
    pub plain: bool,
}

/// A key with its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key, in NFC.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

/// One document of a file, or nothing if it was empty.
pub type Document = Option<Node>;

/// Deeper than any pack: a bound on hostile input.
const MAX_DEPTH: usize = 40;

/// Parses a file. What can be read is returned even when there are faults; a document that is not YAML is left out.
pub fn parse(file: FileId, sources: &Sources, faults: &mut Vec<Diagnostic>) -> Vec<Document> {
    let text = sources.text(file);
    let mut builder = Builder { file, text, faults, stack: Vec::new(), documents: Vec::new() };
    let options = granit_parser::options! {
        disallow_directives: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
    };
    for next in Parser::new_from_str_with_options(text, options) {
        match next {
            Ok((event, span)) => builder.event(event, span),
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(text.len());
                builder.faults.push(traps::syntax_fault(file, text, at, &error.info()));
                builder.documents.pop_if(|document| document.is_none());
                break;
            }
        }
    }
    builder.documents
}

/// A list or mapping that is not closed yet.
struct Open {
    span: Span,
    flow: bool,
    kind: OpenKind,
}

enum OpenKind {
    Sequence(Vec<Node>),
    Mapping { entries: Vec<Entry>, first: BTreeMap<String, Span>, key: Option<Key> },
}

/// A key that waits for its value.
struct Key {
    /// Nothing if it cannot be a key; then its value is dropped.
    text: Option<String>,
    span: Span,
}

struct Builder<'a> {
    file: FileId,
    text: &'a str,
    faults: &'a mut Vec<Diagnostic>,
    stack: Vec<Open>,
    documents: Vec<Document>,
}

impl Builder<'_> {
    fn span(&self, span: YamlSpan) -> Span {
        let byte = |m: granit_parser::Marker| m.byte_offset().unwrap_or(self.text.len());
        let (start, end) = (byte(span.start), byte(span.end));
        let covered = self.text.get(start..end).unwrap_or_default();
        Span::new(self.file, start, start + covered.trim_end().len())
    }

    fn event(&mut self, event: Event<'_>, at: YamlSpan) {
        let span = self.span(at);
        match event {
            Event::DocumentStart(..) => self.documents.push(None),
            Event::Scalar(text, style, anchor, tag) => {
                if self.refuse_tag(at, tag.is_some()) || anchor > 0 {
                    self.refused(span);
                } else {
                    self.scalar(&text, style, span);
                }
            }
            Event::SequenceStart(style, _, tag) => {
                self.refuse_tag(at, tag.is_some());
                self.open(span, style, OpenKind::Sequence(Vec::new()));
            }
            Event::MappingStart(style, _, tag) => {
                self.refuse_tag(at, tag.is_some());
                let kind = OpenKind::Mapping { entries: Vec::new(), first: BTreeMap::new(), key: None };
                self.open(span, style, kind);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Anchor(..) => self.faults.push(traps::anchor_fault(span)),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.faults.push(traps::alias_fault(span));
                self.refused(span);
            }
            _ => {}
        }
    }

    /// Whether there was a tag.
    fn refuse_tag(&mut self, at: YamlSpan, tagged: bool) -> bool {
        if tagged {
            let tag = self.span(at.tag_span().unwrap_or(at));
            self.faults.push(traps::tag_fault(tag));
        }
        tagged
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) {
        let empty_document = self.stack.is_empty() && span.start == span.end;
        if empty_document {
            return;
        }
        let text = match style {
            // The line break that ends a block is not part of what it says.
            ScalarStyle::Literal | ScalarStyle::Folded => text.trim_end(),
            _ => text,
        };
        let scalar = Scalar { text: composed(text).into_owned(), plain: style == ScalarStyle::Plain };
        self.node(Node { span, value: Value::Scalar(scalar) });
    }

    fn refused(&mut self, span: Span) {
        self.node(Node { span, value: Value::Refused });
    }

    fn open(&mut self, span: Span, style: StructureStyle, kind: OpenKind) {
        let flow = style == StructureStyle::Flow;
        let mut span = span;
        if !flow && matches!(kind, OpenKind::Sequence(_)) {
            // A list that is not indented is said to begin after its first dash.
            let dash = traps::dash_before(self.text, span.start as usize);
            span = Span::new(self.file, dash, span.end as usize);
        }
        self.stack.push(Open { span, flow, kind });
    }

    fn close(&mut self, end: Span) {
        let Some(Open { span, flow, kind }) = self.stack.pop() else {
            return;
        };
        // A block ends where its last value does; braces end where they are closed.
        let last = match &kind {
            OpenKind::Mapping { entries, .. } => entries.last().map(|e| e.node.span.end),
            OpenKind::Sequence(items) => items.last().map(|n| n.span.end),
        };
        let end = match (flow, last) {
            (true, _) => end.end,
            (false, last) => last.unwrap_or(span.end),
        };
        let span = Span { end: end.max(span.end), ..span };
        let value = match kind {
            OpenKind::Mapping { mut entries, .. } => {
                traps::refuse_empty_values(&mut entries, flow, self.text, self.faults);
                Value::Mapping(entries)
            }
            OpenKind::Sequence(mut items) => {
                traps::refuse_empty_items(&mut items, self.text, self.faults);
                traps::refuse_bare_numbers(span, &items, self.faults);
                Value::Sequence(items)
            }
        };
        self.node(Node { span, value });
    }

    fn node(&mut self, node: Node) {
        let Some(parent) = self.stack.last_mut() else {
            if let Some(document) = self.documents.last_mut() {
                *document = Some(node);
            }
            return;
        };
        match &mut parent.kind {
            OpenKind::Sequence(items) => items.push(node),
            OpenKind::Mapping { entries, first, key } => match key.take() {
                None => *key = Some(Key::of(node, self.faults)),
                Some(Key { text: Some(key), span: key_span }) => {
                    if let Some(first) = first.get(&key) {
                        self.faults.push(traps::duplicate_key(&key, key_span, *first));
                        return;
                    }
                    first.insert(key.clone(), key_span);
                    entries.push(Entry { key, key_span, node });
                }
                Some(Key { text: None, .. }) => {}
            },
        }
    }
}

impl Key {
    fn of(node: Node, faults: &mut Vec<Diagnostic>) -> Self {
        let span = node.span;
        let text = match node.value {
            Value::Scalar(scalar) => Some(scalar.text),
            Value::Refused => None,
            Value::Sequence(_) | Value::Mapping(_) => {
                let message = text!("en nyckel ska vara ett ord", "a key must be a word");
                faults.push(Diagnostic::error(Code::WrongShape, span, message).help(text!(
                    "en text som börjar med `[` eller `{{` måste stå inom citattecken",
                    "a text that starts with `[` or `{{` must be in quotes"
                )));
                None
            }
        };
        Self { text, span }
    }
}
