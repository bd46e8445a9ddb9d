//! Who is who across the articles of one event: [`resolve`] turns mentions into entities, each alias with the rule and
//! the evidence that brought it there.
//!
//! 1. [`node`] groups mentions that share a normal form ([`normal`]) and settles whether a name is a person's.
//! 2. `places::settle` gives places of the gazetteer to the nodes that name one, by their context.
//! 3. The rules join nodes, the surest first: [`spelling`], the gazetteer's other names, [`initials`], [`person`],
//!    [`part`]. [`cluster`] refuses a join that would bring together what cannot be one.
//! 4. [`naming`] chooses the name, the kind and the order of aliases; [`describe`] finds who somebody is,
//!    [`meant`] where the text means them without a name.
//!
//! Every rule sees the nodes in the order of their names and decides by counts and sets of articles, so the order of
//! the articles changes nothing. Candidates come from indexes by word, sound or initials: 10,000 names take well below
//! a second.

use super::places;
use crate::base::*;
use crate::text::gazetteer::GazetteerId;
use crate::text::{Analysis, EntityKind, Gazetteer};
use std::collections::BTreeMap;

mod cluster;
mod describe;
mod initials;
mod meant;
mod naming;
mod node;
mod normal;
mod part;
mod person;
mod spelling;
mod variant;

use super::{Description, DescriptiveMention, Merge};
use cluster::{Clusters, Reason, reasons_from};
pub use node::{MentionRef, Node, tidy};
pub use normal::without_possessive;
pub use variant::{Likeness, Word, same_length, same_person};

/// An entity of one event, before it gets its id.
#[derive(Clone, Debug)]
pub struct Draft {
    pub kind: EntityKind,
    pub name: String,
    /// The normal form of the name: its words joined with spaces.
    pub key: String,
    /// Every normal form merged here.
    pub keys: Vec<String>,
    /// Surface forms and their counts, the commonest first.
    pub aliases: Vec<(String, u32)>,
    pub merges: Vec<Merge>,
    pub description: Option<Description>,
    pub kind_reason: Option<String>,
    /// Descriptions that stand for it, by article and place in the text.
    pub meant: Vec<DescriptiveMention>,
    pub mentions: Vec<MentionRef>,
    /// The gazetteer's place, if it is one that the gazetteer knows.
    pub place: Option<GazetteerId>,
}

/// What [`resolve`] finds in an event.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    pub drafts: Vec<Draft>,
    /// Warnings about places, with the article (its place in the event) they belong to.
    pub warnings: Vec<(u32, Warning)>,
}

/// The entities of one event. `documents` are the articles' numbers in the corpus, in step with `articles`.
pub fn resolve(articles: &[&Analysis], documents: &[DocumentId], gazetteer: &Gazetteer) -> Resolved {
    let mut nodes = node::gather(articles, gazetteer);
    let warnings = places::settle(&mut nodes, articles, gazetteer);
    let mut clusters = Clusters::new(&nodes);
    spelling::join_glued(&nodes, &mut clusters);
    join_known_places(&nodes, gazetteer, &mut clusters);
    initials::join_introduced(&nodes, articles, gazetteer, &mut clusters);
    spelling::join_variants(&nodes, &mut clusters);
    initials::join_initials(&nodes, &mut clusters);
    person::join_single_names(&nodes, &mut clusters);
    person::join_handles(&nodes, &mut clusters);
    part::join_beginnings(&nodes, &mut clusters);
    part::join_endings(&nodes, &mut clusters);
    part::join_place_words(&nodes, gazetteer, &mut clusters);
    let forest = clusters.forest();
    let mut drafts: Vec<Draft> =
        clusters.all().iter().map(|members| draft(&nodes, members, &forest, gazetteer)).collect();
    describe::add_descriptions(&mut drafts, articles, documents, gazetteer);
    meant::add(&mut drafts, articles, documents, gazetteer);
    Resolved { drafts, warnings }
}

/// Names that the gazetteer gives to one place ("Kiev", "Kyiv").
fn join_known_places(nodes: &[Node], gazetteer: &Gazetteer, clusters: &mut Clusters) {
    let mut first: BTreeMap<GazetteerId, usize> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate() {
        let Some(place) = node.place else { continue };
        let other = *first.entry(place).or_insert(at);
        if other != at {
            let name = gazetteer.name(place);
            let text =
                format!("“{}” and “{}” are names of {name} in the gazetteer", node.surface(), nodes[other].surface());
            clusters.join(at, other, Reason { text, is_doubtful: false });
        }
    }
}

/// The candidate whose cluster leads: each mention counts one, five in clusters that share an article with `at`. None
/// when the next cluster comes within `factor`. Also whether no other cluster was there.
fn leading(nodes: &[Node], clusters: &Clusters, at: usize, candidates: &[usize], factor: f64) -> Option<(usize, bool)> {
    let mut weights: BTreeMap<usize, u32> = BTreeMap::new();
    for &candidate in candidates.iter().filter(|&&candidate| candidate != at) {
        let is_near = nodes[candidate].docs.intersection(&nodes[at].docs).next().is_some();
        *weights.entry(clusters.root(candidate)).or_default() += nodes[candidate].count() * if is_near { 5 } else { 1 };
    }
    let mut ranked: Vec<(u32, usize)> = weights.into_iter().map(|(root, weight)| (weight, root)).collect();
    ranked.sort_unstable_by(|a, b| b.cmp(a));
    let &(weight, root) = ranked.first()?;
    if ranked.get(1).is_some_and(|&(second, _)| f64::from(weight) <= factor * f64::from(second)) {
        return None;
    }
    let in_lead = candidates.iter().copied().filter(|&candidate| clusters.root(candidate) == root);
    let best = in_lead.max_by(|&a, &b| (nodes[a].count(), &nodes[b].key).cmp(&(nodes[b].count(), &nodes[a].key)))?;
    Some((best, ranked.len() == 1))
}

fn draft(nodes: &[Node], members: &[usize], forest: &cluster::Forest, gazetteer: &Gazetteer) -> Draft {
    let named = naming::name(nodes, members, gazetteer);
    let mut merges: Vec<Merge> = Vec::new();
    let mut add = |alias: &str, reason: &str, is_doubtful: bool| {
        if alias != named.name && !merges.iter().any(|merge| merge.alias == alias) {
            merges.push(Merge { alias: alias.to_string(), reason: reason.to_string(), is_doubtful });
        }
    };
    let own = format!("“{}” but for capitals, accents, marks, titles or spelling", named.name);
    let reasons = reasons_from(forest, named.node);
    for &at in members {
        for surface in nodes[at].surfaces.keys().filter(|_| nodes[at].key == nodes[named.node].key) {
            add(surface, &own, false);
        }
    }
    for (at, reason) in reasons {
        for surface in nodes[at].surfaces.keys() {
            add(surface, &reason.text, reason.is_doubtful);
        }
    }
    let mut mentions: Vec<MentionRef> = members.iter().flat_map(|&at| nodes[at].mentions.iter().copied()).collect();
    mentions.sort_unstable();
    let mut keys: Vec<String> = members.iter().map(|&at| nodes[at].key.clone()).collect();
    keys.sort();
    keys.dedup();
    merges.sort_by(|a, b| a.alias.cmp(&b.alias));
    Draft {
        kind: named.kind,
        key: nodes[named.node].key.clone(),
        name: named.name,
        keys,
        aliases: named.aliases,
        merges,
        description: None,
        kind_reason: named.kind_reason,
        meant: vec![],
        mentions,
        place: members.iter().find_map(|&at| nodes[at].place),
    }
}
