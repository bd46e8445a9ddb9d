use super::Notes;

/// What two made of the same notes, put together: `mine` with what `theirs` changed since `base`. Where both changed one
/// entry, mine stays; what one of them changed and the other took away stays.
#[inline(never)]
pub fn merge(base: &Notes, mine: &Notes, theirs: &Notes) -> Notes {
    Notes {
        list: entries(&base.list, &mine.list, &theirs.list, |note| &note.id),
        stars: entries(&base.stars, &mine.stars, &theirs.stars, |star| star),
        tags: entries(&base.tags, &mine.tags, &theirs.tags, |(article, _)| article),
        unknown: entries(&base.unknown, &mine.unknown, &theirs.unknown, |line| line),
    }
}

fn entries<T: Clone + PartialEq>(base: &[T], mine: &[T], theirs: &[T], key: impl Fn(&T) -> &str) -> Vec<T> {
    let find = |list: &[T], wanted: &str| list.iter().find(|it| key(it) == wanted).cloned();
    let mut merged = vec![];
    for entry in mine {
        let before = find(base, key(entry));
        match find(theirs, key(entry)) {
            Some(other) if before.as_ref() == Some(entry) => merged.push(other),
            // They took away what I left as it was.
            None if before.as_ref() == Some(entry) => {}
            _ => merged.push(entry.clone()),
        }
    }
    for entry in theirs.iter().filter(|entry| find(mine, key(entry)).is_none()) {
        // I took away what they left as it was.
        if find(base, key(entry)).as_ref() != Some(entry) {
            merged.push(entry.clone());
        }
    }
    merged
}
