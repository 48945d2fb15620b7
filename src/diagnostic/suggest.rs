//! "Did you mean …?"

use crate::language::Text;

/// The most similar of the candidates, if any is similar enough to be what was meant.
pub fn did_you_mean<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<Text> {
    let lower = written.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let likeness = strsim::jaro_winkler(&lower, &candidate.to_lowercase());
        if likeness >= 0.82
            && candidate != written
            && best.is_none_or(|(b, c)| likeness > b || (likeness - b).abs() < f64::EPSILON && candidate < c)
        {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, name)| crate::text!("menade du `{name}`?", "did you mean `{name}`?"))
}
