//! Union–find that remembers why: [`Clusters::join`] merges two nodes' clusters for a reason, unless something in them
//! speaks against it. The accepted joins form a forest, so every alias has one chain of reasons to its entity's name.

use super::node::Node;
use super::variant::{same_length, same_person};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Why two nodes were merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The rule and its evidence, one sentence without a full stop.
    pub text: String,
    pub is_doubtful: bool,
}

/// A partition of the nodes.
pub struct Clusters<'a> {
    nodes: &'a [Node],
    parent: Vec<usize>,
    members: Vec<Vec<usize>>,
    joins: Vec<(usize, usize, Reason)>,
}

impl<'a> Clusters<'a> {
    pub fn new(nodes: &'a [Node]) -> Clusters<'a> {
        Clusters {
            nodes,
            parent: (0..nodes.len()).collect(),
            members: (0..nodes.len()).map(|at| vec![at]).collect(),
            joins: Vec::new(),
        }
    }

    /// The node that stands for the cluster of `at`.
    pub fn root(&self, mut at: usize) -> usize {
        while self.parent[at] != at {
            at = self.parent[at];
        }
        at
    }

    pub fn is_one(&self, a: usize, b: usize) -> bool {
        self.root(a) == self.root(b)
    }

    /// The nodes of the cluster of `at`.
    pub fn members(&self, at: usize) -> &[usize] {
        &self.members[self.root(at)]
    }

    /// Merges, unless the clusters hold names that cannot be one. Whether they are one now.
    pub fn join(&mut self, a: usize, b: usize, reason: Reason) -> bool {
        let (x, y) = (self.root(a), self.root(b));
        if x == y {
            return true;
        }
        if !self.can_join(x, y) {
            return false;
        }
        let (small, large) = if (self.members[x].len(), y) < (self.members[y].len(), x) { (x, y) } else { (y, x) };
        let moved = std::mem::take(&mut self.members[small]);
        self.members[large].extend(moved);
        self.parent[small] = large;
        self.joins.push((a, b, reason));
        true
    }

    /// Whether nothing speaks against one entity: a person and a thing, two places of the gazetteer, two full names
    /// of people with different given names.
    pub fn can_join(&self, a: usize, b: usize) -> bool {
        let (a, b) = (self.members(a), self.members(b));
        let fit = |x: &Node, y: &Node| {
            if x.is_person != y.is_person {
                return false;
            }
            if let (Some(p), Some(q)) = (x.place, y.place) {
                return p == q;
            }
            !x.is_person
                || x.is_single()
                || y.is_single()
                || x.key == y.key
                || same_person(&x.words, &y.words).is_some()
                || same_length(&x.words, &y.words).is_some()
                || x.key.replace(' ', "") == y.key.replace(' ', "")
        };
        a.iter().all(|&x| b.iter().all(|&y| fit(&self.nodes[x], &self.nodes[y])))
    }

    /// Every cluster as its sorted nodes, in the order of their first nodes.
    pub fn all(&self) -> Vec<Vec<usize>> {
        let mut all: Vec<Vec<usize>> = self.members.iter().filter(|members| !members.is_empty()).cloned().collect();
        all.iter_mut().for_each(|members| members.sort_unstable());
        all.sort_unstable();
        all
    }

    /// The accepted joins by node, in both directions.
    pub fn forest(&self) -> Forest<'_> {
        let mut forest = Forest::new();
        for (a, b, reason) in &self.joins {
            forest.entry(*a).or_default().push((*b, reason));
            forest.entry(*b).or_default().push((*a, reason));
        }
        forest
    }
}

/// The joins of each node: where they lead, and why.
pub type Forest<'a> = BTreeMap<usize, Vec<(usize, &'a Reason)>>;

/// For each node reached from `start` along the joins, the join that leads to it, nearest first.
pub fn reasons_from<'a>(forest: &Forest<'a>, start: usize) -> Vec<(usize, &'a Reason)> {
    let mut found: Vec<(usize, &Reason)> = Vec::new();
    let mut queue = VecDeque::from([start]);
    let mut seen = BTreeSet::from([start]);
    while let Some(at) = queue.pop_front() {
        for &(next, reason) in forest.get(&at).map_or(&[][..], Vec::as_slice) {
            if seen.insert(next) {
                found.push((next, reason));
                queue.push_back(next);
            }
        }
    }
    found
}
