use super::*;
use crate::corpus::corrections;

/// What the desk is after something that changes the corpus; `None` where nothing does.
#[inline(never)]
pub fn correct(data: &Data, state: &State, act: &DeskAct) -> Option<(Data, State)> {
    let said = &data.said;
    let now = || said.list.clone();
    let (list, is_bare, word) = match act {
        DeskAct::Reread(machine, reread) if data.machine().is_some_and(|it| Rc::ptr_eq(it, machine)) => {
            let after = data.reread(reread.clone());
            let mut next = recounted(data, &after, state);
            next.dialog = state.dialog;
            next.announcement = "The articles are read again by your corrections".into();
            return Some((after, next));
        }
        DeskAct::Correct(new) => {
            let mut list = now();
            list.extend(new.iter().cloned());
            (list, false, new.iter().map(|it| describe(data, it)).collect::<Vec<_>>().join("; "))
        }
        DeskAct::Undo => (said.past.last()?.clone(), false, "Undone".to_string()),
        DeskAct::Redo => (said.future.last()?.clone(), false, "Done again".to_string()),
        DeskAct::Drop(at) if *at < said.list.len() => {
            let mut list = now();
            let dropped = list.remove(*at);
            (list, false, words::join(&["Taken back: ", &describe(data, &dropped)]))
        }
        DeskAct::Open(new, refused) => {
            let mut list = now();
            let before = list.len();
            for correction in new.iter().filter(|it| !said.list.contains(it)) {
                list.push(correction.clone());
            }
            let word = opened(list.len() - before, new.len(), refused.len());
            (list, false, word)
        }
        DeskAct::Restore(list) if !list.is_empty() => (list.clone(), false, String::new()),
        DeskAct::ToggleBare => (now(), !said.is_bare, bare_word(!said.is_bare)),
        _ => return None,
    };
    let mut after = data.corrected(list, is_bare);
    let refusal = match act {
        DeskAct::Correct(_) => after.said.orphans.iter().find(|orphan| orphan.number >= said.list.len()),
        _ => None,
    };
    if let Some(orphan) = refusal {
        let mut next = state.clone();
        tell(&mut next, words::join(&["Nothing changed. ", &orphan.why]), false);
        // What corrects nothing is not kept.
        return Some((data.corrected(now(), said.is_bare), next));
    }
    keep(&mut after, data, act);
    let mut next = recounted(data, &after, state);
    if let DeskAct::Open(_, refused) = act {
        next.desk.refused = refused.clone();
    }
    if word.is_empty() {
        next.desk.word = None;
    } else {
        tell(&mut next, word, true);
    }
    Some((after, next))
}

/// What happens on the desk and leaves the corpus as it is.
#[inline(never)]
pub fn reduce(data: &Data, next: &mut State, act: DeskAct) {
    let desk = &mut next.desk;
    match act {
        DeskAct::Show(tab) => {
            (desk.tab, desk.more) = (tab, 0);
            next.view = View::Desk;
        }
        DeskAct::Choose(entity) if data.corpus.entities.get(entity).is_some() => {
            match desk.chosen.iter().position(|&chosen| chosen == entity) {
                Some(at) => {
                    desk.chosen.remove(at);
                }
                None => desk.chosen.push(entity),
            }
            next.view = View::Desk;
        }
        DeskAct::ChooseNone => desk.chosen.clear(),
        DeskAct::Filter(text) => (desk.filter, desk.more) = (text, 0),
        DeskAct::ShowMore => desk.more += 1,
        DeskAct::Later => {
            let later = model::suggestions(data, desk).first().map(|it| model::key(data, it));
            desk.later.extend(later);
        }
        DeskAct::CloseWord => desk.word = None,
        _ => {}
    }
}

/// The corrections as a file: its name and text.
pub fn file(data: &Data) -> (String, String) {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let story = data.story.as_ref().map_or("built-in-story", |story| story.name.as_str());
    let story: String = story.chars().take(60).map(plain).collect();
    (words::join(&[&story, ".corrections.jsonl"]), corrections::write(&data.said.list))
}

/// What can be undone and done again after an act.
fn keep(after: &mut Data, before: &Data, act: &DeskAct) {
    let said = &mut after.said;
    match act {
        DeskAct::Undo => {
            said.past.pop();
            said.future.push(before.said.list.clone());
        }
        DeskAct::Redo => {
            said.future.pop();
            said.past.push(before.said.list.clone());
        }
        DeskAct::Restore(_) | DeskAct::ToggleBare => {}
        _ => {
            said.past.push(before.said.list.clone());
            said.future.clear();
        }
    }
}

/// The state over the corrected corpus: what it points at is found again by its ids.
fn recounted(before: &Data, after: &Data, state: &State) -> State {
    let mut next = super::super::reduce::arrive(after, state, &address::encode(before, state));
    let lists = |state: &State| (state.places.more, state.entities.more);
    (next.places.more, next.entities.more) = lists(state);
    let after_it = |&it: &EntityId| after.find_entity(&before.corpus.entities.get(it)?.id);
    next.places.folded = state.places.folded.iter().filter_map(after_it).collect();
    next.places.folded.sort();
    next.facet_filters = state.facet_filters.clone();
    next.desk.more = state.desk.more;
    next.desk.later = state.desk.later.clone();
    next.desk.refused = state.desk.refused.clone();
    next
}

fn tell(next: &mut State, line: String, is_done: bool) {
    next.announcement = line.clone();
    next.desk.word = Some(Word { line, is_done });
}

fn opened(new: usize, all: usize, refused: usize) -> String {
    let mut line = words::join(&[&words::counted(new, "correction", "corrections"), " added"]);
    if new < all {
        line = words::join(&[&line, ", ", &words::number(all - new), " were there already"]);
    }
    if refused > 0 {
        line = words::join(&[&line, "; ", &words::counted(refused, "line", "lines"), " cannot be used"]);
    }
    line
}

fn bare_word(is_bare: bool) -> String {
    let line = if is_bare { "This is the machine's own result" } else { "The corrections are applied again" };
    line.to_string()
}
