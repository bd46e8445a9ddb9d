use super::{
    about, articles, compare, corrected, desk, dom, entities, keep, keys, ledger, notes, overview, places, reread,
    shell, stories, work,
};
use crate::base::{DocumentId, EntityId, SentenceId};
use crate::view::compare::Compare;
use crate::view::desk::correct;
use crate::view::overview::Overview;
use crate::view::{Action, Data, Prefs, State, Step, View, address, open_story, reader, reduce, words};
use std::ops::Deref;
use std::rc::Rc;
use yew::prelude::*;

/// The corpus and its index, shared by all components; equal when it is the same one.
#[derive(Clone)]
pub struct DataRef(pub Rc<Data>);

impl PartialEq for DataRef {
    fn eq(&self, other: &DataRef) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for DataRef {
    type Target = Data;
    fn deref(&self) -> &Data {
        &self.0
    }
}

/// The corpus on this page.
#[hook]
pub fn use_data() -> DataRef {
    use_context().expect("App provides the corpus")
}

/// Says what the reader did.
#[hook]
pub fn use_dispatch() -> Callback<Action> {
    use_context().expect("App provides the dispatcher")
}

/// What comes to the root: what a reader does within a story, or another story.
enum Event {
    Act(Action),
    Open(DataRef),
}

/// The state at the root.
struct Store {
    data: DataRef,
    state: Rc<State>,
    step: Step,
}

impl Reducible for Store {
    type Action = Event;

    fn reduce(self: Rc<Self>, event: Event) -> Rc<Self> {
        let action = match event {
            Event::Act(action) => action,
            Event::Open(data) => {
                let state = Rc::new(open_story(&data, &self.state));
                return Rc::new(Store { data, state, step: Step::Push });
            }
        };
        let step = action.step();
        if let Action::Desk(act) = &action
            && let Some((data, state)) = correct(&self.data, &self.state, act)
        {
            return Rc::new(Store { data: DataRef(Rc::new(data)), state: Rc::new(state), step });
        }
        let state = reduce(&self.data, &self.state, action);
        if state == *self.state {
            return self;
        }
        Rc::new(Store { data: self.data.clone(), state: Rc::new(state), step })
    }
}

#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// The story that comes with the page.
    pub builtin: DataRef,
    /// The reader's own story to start with, if the address names one.
    #[prop_or_default]
    pub data: Option<DataRef>,
    /// The address to start from; empty for the start page, which is the one rendered at build time.
    #[prop_or_default]
    pub address: AttrValue,
}

#[component]
pub fn App(props: &AppProps) -> Html {
    let builtin = props.builtin.clone();
    let data = props.data.clone().unwrap_or_else(|| builtin.clone());
    let store = use_reducer(|| Store {
        data: data.clone(),
        state: Rc::new(address::decode(&data, &props.address)),
        step: Step::Replace,
    });
    let dispatch = {
        let dispatcher = store.dispatcher();
        use_callback((), move |action: Action, ()| {
            let dispatcher = dispatcher.clone();
            dom::when_whole(move || dispatcher.dispatch(Event::Act(action)));
        })
    };
    let open = {
        let dispatcher = store.dispatcher();
        use_callback((), move |data: DataRef, ()| dispatcher.dispatch(Event::Open(data)))
    };
    let state = store.state.clone();
    let data = store.data.clone();
    compare::use_row_in_sight(&state);
    use_browser(&data, &state, store.step, &dispatch);
    use_stories(&builtin, &data, &state, &dispatch, &open);
    let painted = use_painted(&state);
    let comparison = compare::use_model(&data, &state, painted.view);
    let overview = overview::use_model(&data, &state);
    let models = (overview.as_deref(), comparison.as_ref());
    let view = view(&builtin, &data, &state, models, painted, &dispatch);
    let page = shell::page(&data, &state, &dispatch, view);
    html! {
        <ContextProvider<DataRef> context={data}>
            <ContextProvider<Callback<Action>> context={dispatch}>{ page }</ContextProvider<Callback<Action>>>
        </ContextProvider<DataRef>>
    }
}

/// What of the page has been on the screen. What is long begins with about what fits there, and the rest follows once
/// that is painted, so that a click answers at once.
#[derive(Clone, Copy)]
pub struct Painted {
    /// The view.
    pub view: bool,
    /// The article, entity or place that stands open in it.
    pub open: bool,
}

/// What the page shows, as far as it is long.
#[derive(Clone, Copy, PartialEq)]
struct Shown {
    view: View,
    article: Option<DocumentId>,
    entity: Option<EntityId>,
}

/// What comes first in the view, and what follows. The first view of the page comes whole.
#[hook]
fn use_painted(state: &State) -> Painted {
    let entity = match state.view {
        View::Places => state.places.open,
        View::Entities => state.entities.open,
        _ => None,
    };
    let now = Shown { view: state.view, article: state.open, entity };
    let painted = use_state_eq(|| now);
    let seen = Painted { view: painted.view == now.view, open: *painted == now };
    use_effect_with(now, move |&now| {
        if !seen.open {
            dom::after_paint(move || painted.set(now));
        }
    });
    seen
}

fn view(
    builtin: &DataRef,
    data: &DataRef,
    state: &Rc<State>,
    (overview, comparison): (Option<&Overview>, Option<&Rc<Compare>>),
    painted: Painted,
    dispatch: &Callback<Action>,
) -> Html {
    match state.view {
        View::Overview => {
            overview.map_or_else(Html::default, |model| overview::draw(data, model, painted.view, dispatch))
        }
        View::Articles => articles::draw(data, state, painted.open, dispatch),
        View::Places => places::draw(data, state, painted.open, dispatch),
        View::About => about::draw(data, dispatch),
        View::Stories => stories::draw(builtin, data, state),
        View::Desk => desk::draw(data, state, dispatch),
        View::Notes => notes::draw(data, state, dispatch),
        View::Entities => entities::draw(data, state, painted, dispatch),
        View::Compare => {
            comparison.map_or_else(Html::default, |model| compare::draw(data, state, model, painted.view, dispatch))
        }
        View::Figures | View::Quotes | View::Timeline => ledger::draw(data, state, painted.view, dispatch),
    }
}

/// What the browser was last told.
#[derive(Clone, PartialEq)]
struct Told {
    address: String,
    title: String,
    prefs: Prefs,
    /// View, open article and its part.
    place: (View, Option<DocumentId>, usize),
    focus: Option<SentenceId>,
}

/// Keeps the browser in step with the state: address, title, theme, focus, keys.
#[hook]
fn use_browser(data: &DataRef, state: &Rc<State>, step: Step, dispatch: &Callback<Action>) {
    let dispatch = dispatch.clone();
    use_effect_with((), move |()| {
        let prefs = dom::load_prefs();
        if prefs != Prefs::default() {
            dispatch.emit(Action::SetPrefs(prefs));
        }
        let arrive = {
            let dispatch = dispatch.clone();
            // An address may name another story than the open one: that one is fetched first.
            move |hash: String| match work::arrive(&hash) {
                true => {}
                false => dispatch.emit(Action::Arrive(hash)),
            }
        };
        let listeners = (dom::on_hash(arrive), dom::on_key(move |key| keys::press(&key, &dispatch)));
        dom::set_ready();
        move || drop(listeners)
    });
    let told = use_mut_ref(|| None::<Told>);
    let part = if state.view == View::Articles { reader::shown_part(data, state) } else { 0 };
    let now = Told {
        address: address::encode(data, state),
        title: words::page_title(data, state),
        prefs: state.prefs.clone(),
        place: (state.view, state.open, part),
        focus: state.focus.filter(|_| state.view == View::Articles),
    };
    use_effect_with(now, move |now| {
        let before = told.replace(Some(now.clone()));
        let before = before.as_ref();
        dom::show_address(&now.address, step == Step::Push);
        dom::set_title(&now.title);
        if before.is_some_and(|before| before.prefs != now.prefs) {
            dom::apply_prefs(&now.prefs);
        }
        // A new view takes the focus to its heading, as a new page would; the first one is where it should be.
        let is_new = before.is_some_and(|before| before.place != now.place);
        let is_led = before.is_none_or(|before| before.focus != now.focus || before.place != now.place);
        let sentence = now.focus.filter(|_| is_led);
        if is_new || sentence.is_some() {
            dom::before_paint(move || {
                if is_new {
                    dom::focus("heading");
                }
                if let Some(sentence) = sentence {
                    dom::reveal(&shell::sentence_id(sentence));
                }
            });
        }
    });
}

/// Lends the reading of articles its way to the app, reads what is dropped on the page, and looks up what is kept when
/// the reader first asks.
#[hook]
fn use_stories(
    builtin: &DataRef,
    data: &DataRef,
    state: &Rc<State>,
    dispatch: &Callback<Action>,
    open: &Callback<DataRef>,
) {
    work::set_open(data.story.as_ref().map(|story| story.id.clone()));
    let (builtin, dispatch, open) = (builtin.clone(), dispatch.clone(), open.clone());
    use_effect_with((), move |()| {
        work::lend(dispatch.clone(), open, builtin);
        // A story that is not kept here any more is asked for once again, which says so.
        if !work::arrive(&dom::hash()) && dom::has_corrections() {
            dom::when_whole(corrected::restore_builtin);
        }
        let dropped = dom::on_drop(move |files| {
            dispatch.emit(Action::Go(View::Stories));
            dom::when_whole(move || work::bring(files, false, None));
        });
        move || drop(dropped)
    });
    // What was corrected is kept as soon as it is, and read again.
    use_effect_with(data.clone(), |data| {
        if data.said.is_changed() {
            corrected::keep(data);
        }
        if data.machine().is_some() {
            reread::ask(data);
        }
    });
    let is_asked = state.view == View::Stories && state.kept.stories.is_none();
    use_effect_with(is_asked, |&is_asked| {
        if is_asked {
            wasm_bindgen_futures::spawn_local(work::tell_stories());
            work::watch_stories();
            keep::tell_offline();
        }
    });
}
