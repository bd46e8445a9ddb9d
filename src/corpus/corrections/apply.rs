use super::*;

/// What a corpus became by corrections.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Applied {
    pub corpus: Corpus,
    /// In the order of the corrections.
    pub orphans: Vec<Orphan>,
}

/// A correction that found nothing to correct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orphan {
    /// Its place in the list.
    pub number: usize,
    /// A sentence without a full stop.
    pub why: String,
}

/// Applies corrections to the machine's result, at once. Without any, the result is the machine's own. What would have to be
/// read in a text again is not: that is [`super::read_again`].
#[inline(never)]
pub fn apply(machine: &Corpus, corrections: &[Correction]) -> Applied {
    let mut done = Applied { corpus: machine.clone(), orphans: vec![] };
    articles::apply(&mut done, corrections, true);
    names::apply(&mut done, corrections);
    ledgers::apply(&mut done, corrections);
    for (number, correction) in corrections.iter().enumerate() {
        if let Correction::Unknown(_) = correction {
            done.miss(number, "This version does not know it; it is kept for one that does".into());
        }
    }
    crate::base::sort::sort_by_key(&mut done.orphans, |orphan| orphan.number);
    done
}

impl Applied {
    pub(super) fn miss(&mut self, number: usize, why: String) {
        self.orphans.push(Orphan { number, why });
    }

    pub(super) fn tell(&mut self, what: Target, machine: String) {
        self.corpus.corrected.push(Corrected { what, machine });
    }

    pub(super) fn document(&self, id: &str) -> Result<DocumentId, String> {
        let found = self.corpus.documents.enumerate().find(|(_, document)| document.id == id);
        found.map(|(id, _)| id).ok_or_else(|| ["No article has the id “", id, "”"].concat())
    }
}

/// Which of these entities a person means: by id and name, by name, by a form of the name, by the id alone.
pub(super) fn find_entity(entities: &[Entity], wanted: &EntityRef) -> Result<usize, String> {
    let is_kind = |it: &Entity| wanted.kind.is_none_or(|kind| it.kind == kind);
    let has_form = |it: &Entity| it.name == wanted.name || it.aliases.contains(&wanted.name);
    let by_id = entities.iter().position(|it| !wanted.id.is_empty() && it.id == wanted.id);
    by_id
        .filter(|&at| has_form(&entities[at]))
        .or_else(|| entities.iter().position(|it| is_kind(it) && it.name == wanted.name))
        .or_else(|| entities.iter().position(|it| is_kind(it) && it.aliases.contains(&wanted.name)))
        .or(by_id)
        .ok_or_else(|| ["No name in these articles is “", &wanted.name, "”"].concat())
}
