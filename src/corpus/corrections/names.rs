//! Corrections of entities: which mentions are one, under which name, of which kind, where.
//!
//! While corrections are taken one by one, entities keep their numbers: one that was merged points at what it became,
//! one that was split off is added at the end. [`Names::freeze`] then makes the corpus dense again. Everything about a
//! merged entity is made from its members at the end, so the order of merges changes nothing.

use super::apply::find_entity;
use super::*;
use crate::base::sort::{sort_by, sort_by_key};
use crate::corpus::entities::tidy;
use crate::corpus::ids::slug;
use std::collections::{BTreeMap, BTreeSet};

/// Deeper than any chain of places; what goes round ends here.
const DEEPEST: usize = 16;

pub(super) fn apply(done: &mut Applied, corrections: &[Correction]) {
    let is_ours = |it: &Correction| {
        use Correction::*;
        matches!(
            it,
            Merge { .. } | Distinct { .. } | Split { .. } | Rename { .. } | Retype { .. } | Hide { .. } | Parent { .. }
        )
    };
    if !corrections.iter().any(is_ours) {
        return;
    }
    let mut names = Names::of(std::mem::take(&mut done.corpus));
    for (number, correction) in corrections.iter().enumerate().filter(|(_, it)| is_ours(it)) {
        if let Err(why) = names.take(correction) {
            done.miss(number, why);
        }
    }
    done.corpus = names.freeze();
}

struct Names {
    corpus: Corpus,
    entities: Vec<Entity>,
    /// What each entity became: itself, another, or nothing.
    became: Vec<Option<usize>>,
    /// The row of each that is a place.
    rows: BTreeMap<usize, Place>,
    /// Where each lay when it was a place.
    lay_in: BTreeMap<usize, Option<EntityId>>,
    /// Those whose mentions are other ones now.
    changed: BTreeSet<usize>,
    told: Vec<(usize, String)>,
}

impl Names {
    fn of(mut corpus: Corpus) -> Names {
        let entities = std::mem::take(&mut corpus.entities).into_vec();
        let places = std::mem::take(&mut corpus.places);
        Names {
            became: (0..entities.len()).map(Some).collect(),
            lay_in: places.iter().map(|row| (row.entity.index(), row.parent)).collect(),
            rows: places.into_iter().map(|row| (row.entity.index(), row)).collect(),
            changed: BTreeSet::new(),
            told: vec![],
            entities,
            corpus,
        }
    }

    /// What an entity is now.
    fn root(&self, mut at: usize) -> Option<usize> {
        while let Some(next) = self.became[at] {
            if next == at {
                return Some(at);
            }
            at = next;
        }
        None
    }

    fn find(&self, wanted: &EntityRef) -> Result<usize, String> {
        let at = find_entity(&self.entities, wanted)?;
        self.root(at).ok_or_else(|| ["“", &wanted.name, "” is hidden by an earlier correction"].concat())
    }

    fn tell(&mut self, at: usize, machine: &[&str]) {
        self.told.push((at, machine.concat()));
    }

    fn take(&mut self, correction: &Correction) -> Result<(), String> {
        match correction {
            Correction::Merge { entity, into } => {
                let (from, into) = (self.find(entity)?, self.find(into)?);
                self.merge(from, into);
            }
            Correction::Distinct { entity, other } => self.tell_apart(entity, other)?,
            Correction::Split { entity, forms, articles, name } => {
                let at = self.find(entity)?;
                self.split(at, forms, articles, name)?;
            }
            Correction::Rename { entity, name } => {
                let at = self.find(entity)?;
                let before = std::mem::replace(&mut self.entities[at].name, name.clone());
                self.tell(at, &["The machine calls it “", &before, "”"]);
            }
            Correction::Retype { entity, kind, place } => {
                let at = self.find(entity)?;
                self.retype(at, *kind, *place);
            }
            Correction::Hide { entity } => {
                let at = self.find(entity)?;
                self.became[at] = None;
            }
            Correction::Parent { entity, parent } => {
                let at = self.find(entity)?;
                let parent = parent.as_ref().map(|parent| self.find(parent)).transpose()?;
                self.lay(at, parent)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn tell_apart(&self, entity: &EntityRef, other: &EntityRef) -> Result<(), String> {
        if self.find(entity)? != self.find(other)? {
            return Ok(());
        }
        Err(["“", &entity.name, "” and “", &other.name, "” are one here; split them instead"].concat())
    }

    fn merge(&mut self, from: usize, into: usize) {
        if from == into {
            return;
        }
        self.became[from] = Some(into);
        self.changed.insert(into);
        let name = self.entities[from].name.clone();
        self.tell(into, &["The machine keeps “", &name, "” apart from it"]);
    }

    fn retype(&mut self, at: usize, kind: EntityKind, place: Option<PlaceKind>) {
        let before = std::mem::replace(&mut self.entities[at].kind, kind);
        if kind == EntityKind::Place {
            let guessed = places::guess_kind(&self.entities[at].name);
            let entity = EntityId::from_index(at);
            let row = self.rows.entry(at).or_insert(Place { entity, kind: guessed, parent: None, country: None });
            row.kind = place.unwrap_or(row.kind);
        } else {
            self.rows.remove(&at);
        }
        self.changed.insert(at);
        let before = match before {
            EntityKind::Person => "a person",
            EntityKind::Organisation => "an organisation",
            EntityKind::Place => "a place",
        };
        self.tell(at, &["The machine takes it for ", before]);
    }

    fn lay(&mut self, at: usize, parent: Option<usize>) -> Result<(), String> {
        let name = |at: usize| self.entities[at].name.as_str();
        if let Some(&no_place) = [Some(at), parent].iter().flatten().find(|at| !self.rows.contains_key(at)) {
            return Err(["“", name(no_place), "” is no place; say first that it is one"].concat());
        }
        let mut above = parent;
        for _ in 0..DEEPEST {
            let Some(one) = above else { break };
            if one == at {
                return Err(
                    ["“", name(at), "” cannot lie in “", name(parent.unwrap_or(at)), "”, which lies in it"].concat()
                );
            }
            above = self.parent(one);
        }
        let machine = match self.parent(at) {
            Some(before) => ["The machine places it in ", name(before)].concat(),
            None => "The machine places it in no other place".to_string(),
        };
        let country = parent.and_then(|parent| self.rows[&parent].country.clone());
        if let Some(row) = self.rows.get_mut(&at) {
            row.parent = parent.map(EntityId::from_index);
            row.country = country.or(row.country.take());
        }
        self.tell(at, &[&machine]);
        Ok(())
    }

    /// The place that an entity lies in now: what is hidden or no place any more is gone through.
    fn parent(&self, at: usize) -> Option<usize> {
        let mut above = self.rows.get(&at)?.parent;
        for _ in 0..DEEPEST {
            let one = above?.index();
            match self.root(one) {
                Some(root) if root == at => above = *self.lay_in.get(&one)?,
                Some(root) if self.rows.contains_key(&root) => return Some(root),
                _ => above = *self.lay_in.get(&one)?,
            }
        }
        None
    }

    fn split(&mut self, at: usize, forms: &[String], articles: &[String], name: &str) -> Result<(), String> {
        let (mut moved, mut stay) = (vec![], 0);
        for (id, document) in self.corpus.documents.enumerate() {
            let is_here = articles.is_empty() || articles.contains(&document.id);
            for (mention, &entity) in document.entity_of.enumerate() {
                if self.root(entity.index()) != Some(at) {
                    continue;
                }
                let form = tidy(document.analysis.mentions[mention].span.of(document.text()));
                if is_here && (forms.is_empty() || forms.contains(&form)) {
                    moved.push((id, mention, form));
                } else {
                    stay += 1;
                }
            }
        }
        let old = self.entities[at].name.clone();
        if moved.is_empty() {
            return Err(["No mention of “", &old, "” is of this form there"].concat());
        }
        if stay == 0 {
            return Err(["That would leave nothing of “", &old, "”; rename it instead"].concat());
        }
        let new = self.entities.len();
        let name = if name.is_empty() { commonest(&moved) } else { name.to_string() };
        for (document, mention, _) in &moved {
            self.corpus.documents[*document].entity_of[*mention] = EntityId::from_index(new);
        }
        let kind = self.entities[at].kind;
        if let Some(row) = self.rows.get(&at).cloned() {
            self.lay_in.insert(new, row.parent);
            self.rows.insert(new, Place { entity: EntityId::from_index(new), ..row });
        }
        self.entities.push(Entity::named(self.free_id(&name), kind, name));
        self.became.push(Some(new));
        self.changed.extend([at, new]);
        let name = self.entities[new].name.clone();
        self.tell(new, &["The machine takes it as one with “", &old, "”"]);
        self.tell(at, &["The machine takes it as one with “", &name, "”"]);
        Ok(())
    }

    fn free_id(&self, name: &str) -> String {
        let wish = slug(name);
        let is_free = |id: &String| self.entities.iter().all(|it| it.id != *id);
        let numbered = (2..).map(|number: usize| [&wish, "-", &number.to_string()].concat());
        std::iter::once(wish.clone()).chain(numbered).find(is_free).unwrap_or_default()
    }

    /// The corpus of what is left, dense and sorted by id.
    fn freeze(self) -> Corpus {
        let mut stay: Vec<usize> = (0..self.entities.len()).filter(|&at| self.root(at) == Some(at)).collect();
        sort_by(&mut stay, |&a, &b| self.entities[a].id.cmp(&self.entities[b].id));
        let mut number: Vec<Option<EntityId>> = vec![None; self.entities.len()];
        for (new, &old) in stay.iter().enumerate() {
            number[old] = Some(EntityId::from_index(new));
        }
        let number: Vec<Option<EntityId>> =
            (0..self.entities.len()).map(|at| self.root(at).and_then(|root| number[root])).collect();
        let forms = self.forms();
        let places = self.places(&number);
        let merged = self.merged(&stay, &forms);
        let mut corpus = self.corpus;
        corpus.entities = merged;
        corpus.places = places;
        for at in 0..corpus.documents.len() {
            renumber(&mut corpus.documents[DocumentId::from_index(at)], &number, &corpus.entities);
        }
        for group in &mut corpus.quote_groups {
            group.speakers_differ = quote_groups::speakers_differ(&corpus.documents, &corpus.entities, &group.members);
        }
        let told = self.told.into_iter().map(|(at, machine)| (Target::Entity(EntityId::from_index(at)), machine));
        let before = std::mem::take(&mut corpus.corrected).into_iter().map(|it| (it.what, it.machine));
        corpus.corrected = before
            .chain(told)
            .filter_map(|(what, machine)| {
                let what = match what {
                    Target::Entity(entity) => Target::Entity(number[entity.index()]?),
                    other => other,
                };
                Some(Corrected { what, machine })
            })
            .collect();
        corpus
    }

    /// The forms of those whose mentions changed, with their counts.
    fn forms(&self) -> BTreeMap<usize, BTreeMap<String, usize>> {
        let mut forms: BTreeMap<usize, BTreeMap<String, usize>> = BTreeMap::new();
        for document in self.corpus.documents.iter() {
            for (mention, &entity) in document.entity_of.enumerate() {
                let Some(root) = self.root(entity.index()).filter(|root| self.changed.contains(root)) else { continue };
                let form = tidy(document.analysis.mentions[mention].span.of(document.text()));
                *forms.entry(root).or_default().entry(form).or_default() += 1;
            }
        }
        forms
    }

    fn places(&self, number: &[Option<EntityId>]) -> Vec<Place> {
        let row = |(&at, row): (&usize, &Place)| {
            let is_itself = self.root(at) == Some(at);
            let entity = number[at].filter(|_| is_itself)?;
            Some(Place { entity, parent: self.parent(at).and_then(|parent| number[parent]), ..row.clone() })
        };
        let mut places: Vec<Place> = self.rows.iter().filter_map(row).collect();
        sort_by_key(&mut places, |place| place.entity);
        cut_rings(&mut places);
        places
    }

    /// Those that stay, each with what was merged into it.
    fn merged(&self, stay: &[usize], forms: &BTreeMap<usize, BTreeMap<String, usize>>) -> IdVec<EntityId, Entity> {
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.entities.len() {
            if let Some(root) = self.root(at).filter(|root| self.changed.contains(root) && *root != at) {
                members.entry(root).or_default().push(at);
            }
        }
        let whole = |&at: &usize| {
            let mut entity = self.entities[at].clone();
            if self.changed.contains(&at) {
                let members = members.get(&at).map_or(&[][..], Vec::as_slice);
                absorb(&mut entity, members.iter().map(|&member| &self.entities[member]), forms.get(&at));
            }
            entity
        };
        stay.iter().map(whole).collect()
    }
}

/// The form that most of some mentions have, of equals the first in the alphabet.
fn commonest(moved: &[(DocumentId, MentionId, String)]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, _, form) in moved {
        *counts.entry(form).or_default() += 1;
    }
    let best = counts.into_iter().max_by_key(|&(form, count)| (count, std::cmp::Reverse(form)));
    best.map_or_else(String::new, |(form, _)| form.to_string())
}

/// Gives an entity what others brought, and the forms its mentions have now.
fn absorb<'a>(
    entity: &mut Entity,
    members: impl Iterator<Item = &'a Entity> + Clone,
    forms: Option<&BTreeMap<String, usize>>,
) {
    for member in members.clone() {
        let own = ["A person merged “", &member.name, "” into it"].concat();
        for alias in std::iter::once(&member.name).chain(&member.aliases) {
            if *alias == entity.name || entity.merges.iter().any(|merge| merge.alias == *alias) {
                continue;
            }
            let machine = member.merges.iter().find(|merge| merge.alias == *alias);
            let (reason, is_doubtful) = machine.map_or((own.clone(), false), |it| (it.reason.clone(), it.is_doubtful));
            entity.merges.push(Merge { alias: alias.clone(), reason, is_doubtful });
        }
        entity.meant.extend(member.meant.iter().cloned());
        if forms.is_none() {
            entity.aliases.extend(member.aliases.iter().cloned());
        }
    }
    let mut described: Vec<&Description> = members.filter_map(|it| it.description.as_ref()).collect();
    sort_by_key(&mut described, |it| it.sentence);
    entity.description = entity.description.take().or(described.first().map(|&it| it.clone()));
    if let Some(forms) = forms {
        let mut counted: Vec<(&String, usize)> = forms.iter().map(|(form, &count)| (form, count)).collect();
        sort_by_key(&mut counted, |&(form, count)| (std::cmp::Reverse(count), form));
        entity.aliases = counted.into_iter().map(|(form, _)| form.clone()).collect();
        entity.merges.retain(|merge| forms.contains_key(&merge.alias));
    }
    sort_by(&mut entity.merges, |a, b| a.alias.cmp(&b.alias));
    sort_by(&mut entity.meant, DescriptiveMention::cmp);
}

/// Gives each mention the new number and kind of its entity; those of hidden ones go.
fn renumber(document: &mut Document, number: &[Option<EntityId>], entities: &IdVec<EntityId, Entity>) {
    let keeps: Vec<bool> = document.entity_of.iter().map(|entity| number[entity.index()].is_some()).collect();
    if keeps.contains(&false) {
        articles::keep_mentions(document, &keeps);
    }
    for entity in document.entity_of.iter_mut() {
        *entity = number[entity.index()].unwrap_or_default();
    }
    let is_other =
        |(mention, &entity): (MentionId, &EntityId)| document.analysis.mentions[mention].kind != entities[entity].kind;
    // An analysis is shared until it is changed, so it is only touched where it must be.
    if document.entity_of.enumerate().any(is_other) {
        let analysis = &mut *document.analysis;
        for (mention, &entity) in analysis.mentions.iter_mut().zip(document.entity_of.iter()) {
            mention.kind = entities[entity].kind;
            mention.as_government &= mention.kind == EntityKind::Place;
        }
    }
}

/// Merges can make places lie in each other; the link that closes a ring is dropped.
fn cut_rings(places: &mut [Place]) {
    let row = |places: &[Place], entity| places.binary_search_by_key(&entity, |row: &Place| row.entity).ok();
    for at in 0..places.len() {
        let mut above = places[at].parent;
        for _ in 0..DEEPEST {
            let Some(next) = above.and_then(|entity| row(places, entity)) else { break };
            if next == at {
                places[at].parent = None;
                break;
            }
            above = places[next].parent;
        }
    }
}
