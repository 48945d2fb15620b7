//! HTML as a tree, read strictly: every tag is closed where it was opened, every attribute is quoted and stands once.

use std::collections::BTreeMap;

/// Elements that have no end.
const VOID: &[&str] = &["meta", "br", "input"];
/// What stands for a character.
const ENTITIES: &[(&str, char)] = &[("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"')];

/// An element.
#[derive(Debug, Default)]
pub struct Element {
    /// Its name.
    pub name: String,
    /// Its attributes.
    pub attributes: BTreeMap<String, String>,
    /// What is in it.
    nodes: Vec<Node>,
}

#[derive(Debug)]
enum Node {
    Text(String),
    Element(Element),
}

impl Element {
    /// An attribute's value.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// All text in it.
    pub fn text(&self) -> String {
        let of_node = |node: &Node| match node {
            Node::Text(text) => text.clone(),
            Node::Element(element) => element.text(),
        };
        self.nodes.iter().map(of_node).collect()
    }

    /// Every piece of text in it, in order, with the language that it is in: that of the nearest element that says one.
    pub fn texts(&self) -> Vec<(&str, &str)> {
        let mut found = Vec::new();
        self.gather("", &mut found);
        found
    }

    fn gather<'e>(&'e self, lang: &'e str, found: &mut Vec<(&'e str, &'e str)>) {
        let lang = self.attribute("lang").unwrap_or(lang);
        for node in &self.nodes {
            match node {
                Node::Text(text) => found.push((lang, text)),
                Node::Element(element) => element.gather(lang, found),
            }
        }
    }

    /// Every element in it, in order, with those that it is in.
    pub fn each<'e>(&'e self, look: &mut dyn FnMut(&'e Element, &[&'e Element])) {
        self.walk(&mut Vec::new(), look);
    }

    fn walk<'e>(&'e self, above: &mut Vec<&'e Element>, look: &mut dyn FnMut(&'e Element, &[&'e Element])) {
        above.push(self);
        for node in &self.nodes {
            if let Node::Element(element) = node {
                look(element, above);
                element.walk(above, look);
            }
        }
        above.pop();
    }

    /// Every element of a name.
    pub fn all(&self, name: &str) -> Vec<&Element> {
        let mut found = Vec::new();
        self.each(&mut |element, _| {
            if element.name == name {
                found.push(element);
            }
        });
        found
    }

    /// How many there are of a name.
    pub fn count(&self, name: &str) -> usize {
        self.all(name).len()
    }

    /// The first of a name.
    pub fn first(&self, name: &str) -> Option<&Element> {
        self.all(name).into_iter().next()
    }

    /// Those that have an id, by it.
    pub fn by_id(&self) -> BTreeMap<&str, &Element> {
        let mut found = BTreeMap::new();
        self.each(&mut |element, _| {
            found.extend(element.attribute("id").map(|id| (id, element)));
        });
        found
    }
}

/// Reads a page.
pub fn parse(source: &str) -> Element {
    let mut rest = source.strip_prefix("<!DOCTYPE html>").expect("a page says what it is");
    let mut open: Vec<Element> = vec![Element::default()];
    while !rest.is_empty() {
        let (text, tag) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        if !text.is_empty() {
            open.last_mut().unwrap().nodes.push(Node::Text(unescaped(text)));
        }
        let Some(tag) = tag.strip_prefix('<') else { break };
        let (inside, after) = tag.split_once('>').expect("a tag ends");
        rest = after;
        if let Some(name) = inside.strip_prefix('/') {
            let done = open.pop().unwrap();
            assert_eq!(done.name, name, "the tag that is open is closed");
            open.last_mut().expect("a tag was open").nodes.push(Node::Element(done));
            continue;
        }
        let element = opened(inside);
        if VOID.contains(&element.name.as_str()) {
            open.last_mut().unwrap().nodes.push(Node::Element(element));
        } else if element.name == "style" {
            let (_, after) = rest.split_once("</style>").expect("the style ends");
            rest = after;
            open.last_mut().unwrap().nodes.push(Node::Element(element));
        } else {
            open.push(element);
        }
    }
    let [page] = <[Element; 1]>::try_from(open).expect("every tag is closed");
    page
}

fn opened(inside: &str) -> Element {
    let (name, mut rest) = inside.split_once(' ').unwrap_or((inside, ""));
    let mut element = Element { name: name.to_owned(), ..Element::default() };
    while !rest.is_empty() {
        let name: String = rest.chars().take_while(|c| *c != '=' && *c != ' ').collect();
        rest = &rest[name.len()..];
        let value = match rest.strip_prefix("=\"") {
            Some(quoted) => {
                let (value, after) = quoted.split_once('"').expect("a value ends");
                rest = after;
                unescaped(value)
            }
            None => String::new(),
        };
        rest = rest.strip_prefix(' ').unwrap_or(rest);
        assert!(!name.is_empty() && element.attributes.insert(name.clone(), value).is_none(), "`{name}` in <{inside}>");
    }
    element
}

fn unescaped(text: &str) -> String {
    let mut parts = text.split('&');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, after) = part.split_once(';').unwrap_or_else(|| panic!("an & that is not escaped: {text}"));
        let (_, letter) = ENTITIES.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("&{name};"));
        out.push(*letter);
        out.push_str(after);
    }
    out
}
