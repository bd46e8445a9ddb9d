//! Building markup by calls: the same virtual nodes as `html!` makes, in a third of the machine code.
//!
//! `html!` writes out the making of every node where it stands. In a page of some hundred elements that was the
//! largest part of the wasm; here each attribute and child is one call of a function that exists once. Components,
//! inputs and anything with a `ref` stay in `html!`.

use crate::view::Action;
use std::rc::Rc;
use yew::html;
use yew::prelude::*;
use yew::virtual_dom::{Key, VList, VTag, VText};

/// An element in the making.
pub struct El(Box<VTag>);

/// Begins an element.
#[inline(never)]
pub fn el(tag: &'static str) -> El {
    El(Box::new(VTag::new(tag)))
}

/// An element with a class, or with none when that is empty.
#[inline(never)]
pub fn tag(name: &'static str, class: &'static str) -> El {
    let element = el(name);
    if class.is_empty() { element } else { element.attr("class", class) }
}

/// An element with a class and nothing in it but this text.
#[inline(never)]
pub fn note(name: &'static str, class: &'static str, text: &str) -> Html {
    tag(name, class).text(text).html()
}

/// A button that looks as its class says.
#[inline(never)]
pub fn button(class: &'static str, text: &str, onclick: Callback<MouseEvent>) -> El {
    tag("button", class).attr("type", "button").on_click(onclick).text(text)
}

/// A click that does this.
#[inline(never)]
pub fn act(dispatch: &Callback<Action>, action: Action) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |_: MouseEvent| dispatch.emit(action.clone()))
}

/// Buttons of which one is pressed: name, whether it is, what it does.
pub fn choice(label: &'static str, dispatch: &Callback<Action>, choices: Vec<(&'static str, bool, Action)>) -> El {
    let mut group = tag("div", "choice").attr("role", "group").attr("aria-label", label);
    for (name, is_pressed, action) in choices {
        group = group.with(button("", name, act(dispatch, action)).key(name).flag("aria-pressed", is_pressed));
    }
    group
}

/// The head of a view: its heading, which takes the focus when the view opens, and a line below.
pub fn page_head(title: &str, line: &str) -> El {
    let heading = el("h1").attr("id", "heading").attr("tabindex", "-1").text(title);
    tag("header", "page-head").with(heading).child(note("p", "quiet", line))
}

/// A link.
#[inline(never)]
pub fn link(address: &str, text: &str) -> El {
    el("a").set("href", address).text(text)
}

/// Markup that is made anew, and not rewritten into what it is now, when the key changes.
pub fn keyed(key: &'static str, content: Html) -> Html {
    VList::with_children(vec![content], Some(Key::from(key))).into()
}

/// Text of the page's own, or of an article: always a text node.
#[inline(never)]
pub fn text(text: &str) -> Html {
    VText::new(text.to_string()).into()
}

impl El {
    /// Sets an attribute to what is known when the page is built.
    #[inline(never)]
    pub fn attr(mut self, name: &'static str, value: &'static str) -> El {
        self.0.add_attribute(name, AttrValue::Static(value));
        self
    }

    /// Sets an attribute.
    #[inline(never)]
    pub fn set(mut self, name: &'static str, value: &str) -> El {
        self.0.add_attribute(name, AttrValue::from(value.to_string()));
        self
    }

    /// Sets an attribute if it has a value.
    #[inline(never)]
    pub fn set_some(self, name: &'static str, value: Option<&str>) -> El {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// Sets an attribute to `true` or `false`.
    #[inline(never)]
    pub fn flag(self, name: &'static str, value: bool) -> El {
        self.attr(name, if value { "true" } else { "false" })
    }

    /// Sets an attribute to a number.
    #[inline(never)]
    pub fn number(self, name: &'static str, value: usize) -> El {
        self.set(name, &value.to_string())
    }

    /// The language of article text, which also decides its direction.
    #[inline(never)]
    pub fn lang(self, language: &str) -> El {
        self.set("lang", language).attr("dir", "auto")
    }

    /// Tells it from its siblings in a list.
    #[inline(never)]
    pub fn key(mut self, key: &str) -> El {
        self.0.key = Some(Key::from(key));
        self
    }

    /// Tells it from its siblings in a list, by a number.
    #[inline(never)]
    pub fn key_number(self, key: usize) -> El {
        self.key(&key.to_string())
    }

    /// Adds text.
    #[inline(never)]
    pub fn text(self, text: &str) -> El {
        self.child(self::text(text))
    }

    #[inline(never)]
    pub fn child(mut self, child: Html) -> El {
        self.0.add_child(child);
        self
    }

    /// Adds an element.
    #[inline(never)]
    pub fn with(self, child: El) -> El {
        self.child(child.html())
    }

    /// Adds a child if there is one. Its place is kept if not: siblings without a key are known by their place, counted
    /// from the last, so that one more or less would have all before it made anew; an input among them loses the focus.
    #[inline(never)]
    pub fn child_some(self, child: Option<Html>) -> El {
        self.child(child.unwrap_or_default())
    }

    /// Adds children, in order.
    #[inline(never)]
    pub fn children(mut self, children: Vec<Html>) -> El {
        self.0.add_children(children);
        self
    }

    #[inline(never)]
    pub fn on_click(mut self, callback: Callback<MouseEvent>) -> El {
        self.0.add_listener(Rc::new(html::onclick::Wrapper::new(callback)));
        self
    }

    #[inline(never)]
    pub fn on_keydown(mut self, callback: Callback<KeyboardEvent>) -> El {
        self.0.add_listener(Rc::new(html::onkeydown::Wrapper::new(callback)));
        self
    }

    #[inline(never)]
    pub fn on_mouseover(mut self, callback: Callback<MouseEvent>) -> El {
        self.0.add_listener(Rc::new(html::onmouseover::Wrapper::new(callback)));
        self
    }

    #[inline(never)]
    pub fn on_mousedown(mut self, callback: Callback<MouseEvent>) -> El {
        self.0.add_listener(Rc::new(html::onmousedown::Wrapper::new(callback)));
        self
    }

    #[inline(never)]
    pub fn on_mouseleave(mut self, callback: Callback<MouseEvent>) -> El {
        self.0.add_listener(Rc::new(html::onmouseleave::Wrapper::new(callback)));
        self
    }

    #[inline(never)]
    pub fn on_focusin(mut self, callback: Callback<FocusEvent>) -> El {
        self.0.add_listener(Rc::new(html::onfocusin::Wrapper::new(callback)));
        self
    }

    #[inline(never)]
    pub fn on_change(mut self, callback: Callback<Event>) -> El {
        self.0.add_listener(Rc::new(html::onchange::Wrapper::new(callback)));
        self
    }

    #[inline(never)]
    pub fn on_submit(mut self, callback: Callback<SubmitEvent>) -> El {
        self.0.add_listener(Rc::new(html::onsubmit::Wrapper::new(callback)));
        self
    }

    #[inline(never)]
    pub fn html(self) -> Html {
        (*self.0).into()
    }
}
