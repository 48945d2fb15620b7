//! Text to tree.

use compact_str::CompactString;
use std::collections::BTreeMap;

use super::event::{Event, Mark, NotYaml, Style, What, events, kept};
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

impl Node {
    /// How many items or entries a key of it has; 0 if there is no such key.
    pub fn held(&self, key: &str) -> usize {
        let Value::Mapping(entries) = &self.value else { return 0 };
        match entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node.value) {
            Some(Value::Sequence(items)) => items.len(),
            Some(Value::Mapping(entries)) => entries.len(),
            _ => 0,
        }
    }
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
    pub text: CompactString,
    /// Written without quotes, on one or more lines.
    pub plain: bool,
}

/// A key with its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key, in NFC.
    pub key: CompactString,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

/// One document of a file, or nothing if it was empty.
pub type Document = Option<Node>;

/// Parses a file. What can be read is returned even when there are faults; a document that is not YAML is left out.
pub fn parse(file: FileId, sources: &Sources, faults: &mut Vec<Diagnostic>) -> Vec<Document> {
    let text = sources.text(file);
    let bytes = sources.get(file).and_then(|f| f.events);
    let is_composed = bytes.is_some();
    let mut builder = Builder { file, text, faults, is_composed, stack: Vec::new(), documents: Vec::new() };
    if let Some(bytes) = bytes {
        kept(bytes, text).for_each(|event| builder.event(event));
        return builder.documents;
    }
    for next in events(text) {
        match next {
            Ok(event) => builder.event(event),
            Err(NotYaml { at, why }) => {
                builder.faults.push(traps::syntax_fault(file, text, at, &why));
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
    Mapping { entries: Vec<Entry>, keys: Keys, key: Option<Key> },
}

/// The keys of a mapping by name, once there are too many of them to go through one by one.
#[derive(Default)]
struct Keys(BTreeMap<CompactString, Span>);

impl Keys {
    const MANY: usize = 16;

    /// Where a key stands among the entries already, if it does.
    fn first(&mut self, key: &str, entries: &[Entry]) -> Option<Span> {
        if entries.len() < Self::MANY {
            return entries.iter().find(|entry| entry.key == key).map(|entry| entry.key_span);
        }
        for entry in entries.get(self.0.len()..).unwrap_or_default() {
            self.0.insert(entry.key.clone(), entry.key_span);
        }
        self.0.get(key).copied()
    }
}

/// A key that waits for its value.
struct Key {
    /// Nothing if it cannot be a key; then its value is dropped.
    text: Option<CompactString>,
    span: Span,
}

struct Builder<'a> {
    file: FileId,
    text: &'a str,
    faults: &'a mut Vec<Diagnostic>,
    /// Every letter is one character already.
    is_composed: bool,
    stack: Vec<Open>,
    documents: Vec<Document>,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>) {
        let Event { what, start, end, mark } = event;
        let span = Span::new(self.file, start, end);
        if let Some(Mark::Tag(start, end)) = mark {
            self.faults.push(traps::tag_fault(Span::new(self.file, start, end)));
        }
        match what {
            What::Document => self.documents.push(None),
            What::Scalar(..) if mark.is_some() => self.refused(span),
            What::Scalar(text, style) => self.scalar(&text, style, span),
            What::Sequence { flow, holds } => {
                self.open(span, flow, OpenKind::Sequence(Vec::with_capacity(holds)));
            }
            What::Mapping { flow, holds } => {
                let kind = OpenKind::Mapping { entries: Vec::with_capacity(holds), keys: Keys::default(), key: None };
                self.open(span, flow, kind);
            }
            What::End => self.close(span),
            What::Anchor => self.faults.push(traps::anchor_fault(span)),
            What::Alias => {
                self.faults.push(traps::alias_fault(span));
                self.refused(span);
            }
        }
    }

    fn scalar(&mut self, text: &str, style: Style, span: Span) {
        let empty_document = self.stack.is_empty() && span.start == span.end;
        if empty_document {
            return;
        }
        let text = match style {
            // The line break that ends a block is not part of what it says.
            Style::Block => text.trim_end(),
            Style::Plain | Style::Quoted => text,
        };
        let text = if self.is_composed { text.into() } else { composed(text).into() };
        let scalar = Scalar { text, plain: style == Style::Plain };
        self.node(Node { span, value: Value::Scalar(scalar) });
    }

    fn refused(&mut self, span: Span) {
        self.node(Node { span, value: Value::Refused });
    }

    fn open(&mut self, span: Span, flow: bool, kind: OpenKind) {
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
            OpenKind::Mapping { entries, keys, key } => match key.take() {
                None => *key = Some(Key::of(node, self.faults)),
                Some(Key { text: Some(key), span: key_span }) => {
                    if let Some(first) = keys.first(&key, entries) {
                        self.faults.push(traps::duplicate_key(&key, key_span, first));
                        return;
                    }
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
