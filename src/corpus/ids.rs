//! Readable, stable ids: made from content, never from the order of arrival.

use crate::text::EntityKind;
use crate::text::fold::fold;
use std::collections::{BTreeMap, BTreeSet};

/// What an entity's id is made from.
#[derive(Clone, Debug)]
pub struct Identity {
    pub name: String,
    pub kind: EntityKind,
    /// ISO code of a place's country.
    pub country: Option<String>,
    /// The least of the ids of its documents and where that names it first: tells apart what nothing else does.
    pub first: (String, u32),
}

/// One id for each, unique: the folded name, where that is shared with the kind or country, then with a document.
pub fn entity_ids(identities: &[Identity]) -> Vec<String> {
    let mut by_slug: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, identity) in identities.iter().enumerate() {
        by_slug.entry(slug(&identity.name)).or_default().push(at);
    }
    let mut taken: BTreeSet<String> = by_slug.keys().cloned().collect();
    let mut ids = vec![String::new(); identities.len()];
    for (slug, mut members) in by_slug {
        // Places keep the bare name, they are the most widely shared reading of it.
        members.sort_by_key(|&at| {
            let identity = &identities[at];
            (std::cmp::Reverse(identity.kind), &identity.country, &identity.first, at)
        });
        for (nth, at) in members.into_iter().enumerate() {
            ids[at] = if nth == 0 { slug.clone() } else { longer(&slug, &identities[at], &mut taken) };
        }
    }
    ids
}

/// The slug with the first suffix that makes it unique.
fn longer(slug: &str, identity: &Identity, taken: &mut BTreeSet<String>) -> String {
    let kind = match identity.kind {
        EntityKind::Person => "person".to_string(),
        EntityKind::Organisation => "organisation".to_string(),
        EntityKind::Place => identity.country.as_deref().unwrap_or("place").to_lowercase(),
    };
    let by_kind = format!("{slug}-{kind}");
    let by_document = format!("{by_kind}-{}", self::slug(&identity.first.0));
    let numbered = (2..).map(|nth| format!("{by_document}-{nth}"));
    let free = [by_kind, by_document.clone()].into_iter().chain(numbered).find(|id| taken.insert(id.clone()));
    free.unwrap_or(by_document)
}

/// A name as small letters and hyphens; "unnamed" where it has no letter or digit.
pub fn slug(name: &str) -> String {
    let folded = fold(name).replace(' ', "-");
    if folded.is_empty() { "unnamed".to_string() } else { folded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_entities_apart() {
        use EntityKind::*;
        let identity = |name: &str, kind, country: Option<&str>, document: &str| Identity {
            name: name.into(),
            kind,
            country: country.map(Into::into),
            first: (document.into(), 0),
        };
        let all = [
            identity("Paris", Person, None, "b"),
            identity("Paris", Place, Some("FR"), "a"),
            identity("Georgia", Place, Some("US"), "a"),
            identity("Georgia", Place, Some("GE"), "a"),
            identity("Smith", Person, None, "c.2"),
            identity("Smith", Person, None, "c.1"),
            identity("Smith", Person, None, "c.3"),
            identity("Paris person", Person, None, "a"),
            identity("—", Organisation, None, "a"),
        ];
        assert_eq!(
            entity_ids(&all),
            [
                "paris-person-b",
                "paris",
                "georgia-us",
                "georgia",
                "smith-person",
                "smith",
                "smith-person-c3",
                "paris-person",
                "unnamed"
            ]
        );
    }
}
