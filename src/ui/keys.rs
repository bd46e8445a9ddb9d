use super::dom::{self, Key};
use crate::view::{Action, DeskAct, Dialog};
use yew::Callback;

/// Answers a key pressed anywhere on the page. Returns whether it was ours.
///
/// Single letters never fire while the reader types, and not at all when she switched them off (WCAG 2.1.4).
pub fn press(key: &Key, dispatch: &Callback<Action>) -> bool {
    if key.is_modified {
        let act = match key.name.as_str() {
            "z" => DeskAct::Undo,
            "Z" => DeskAct::Redo,
            _ => return false,
        };
        // In a field the browser undoes what was typed.
        if key.is_control && !key.is_typing {
            dispatch.emit(Action::Desk(act));
        }
        return key.is_control && !key.is_typing;
    }
    if key.name == "Escape" {
        return escape(key, dispatch);
    }
    if key.is_typing || !dom::has_letter_keys() {
        return false;
    }
    match key.name.as_str() {
        "/" => dom::focus("search"),
        "?" => dispatch.emit(Action::OpenDialog(Some(Dialog::Help))),
        "j" => dom::step_focus("[data-step]", 1),
        "k" => dom::step_focus("[data-step]", -1),
        "n" => {
            dom::press("[data-key=next], [data-key=no]");
            dom::step_focus("[data-differs]", 1);
        }
        "y" => dom::press("[data-key=yes]"),
        "h" => dom::press("[data-key=hold]"),
        "p" => {
            dom::press("[data-key=previous]");
            dom::step_focus("[data-differs]", -1);
        }
        "m" => dispatch.emit(Action::ToggleMarks),
        _ => return false,
    }
    true
}

/// Back by one step: out of a field, else out of what is open.
fn escape(key: &Key, _dispatch: &Callback<Action>) -> bool {
    if key.is_typing {
        dom::blur();
    } else {
        dom::press("[data-key=close]");
    }
    true
}
