//! Things under headings.

/// Things under one heading, and the name of the heading.
pub(super) type Groups<T> = Vec<(Option<String>, Vec<T>)>;

/// Things by a key, in the order in which the keys first come; those without one last.
pub(super) fn grouped<T: Copy>(things: &[T], key: impl Fn(T) -> Option<String>) -> Groups<T> {
    let mut groups: Groups<T> = Vec::new();
    for thing in things.iter().copied() {
        let name = key(thing);
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, things)) => things.push(thing),
            None => groups.push((name, vec![thing])),
        }
    }
    groups.sort_by_key(|(name, _)| name.is_none());
    groups
}
