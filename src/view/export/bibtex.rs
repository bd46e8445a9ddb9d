//! The sources as BibTeX entries, for LaTeX, Zotero and JabRef.

use super::Filter;
use crate::view::{Data, words};

/// One `@misc` entry an article; keys are the articles' ids.
pub fn write(data: &Data, filter: &Filter) -> String {
    let mut out = words::join(&["% Crossread: ", &filter.count(), "\n"]);
    for reason in &filter.reasons {
        out += &words::join(&["% ", &one_line(reason), "\n"]);
    }
    for &id in &filter.documents {
        let document = &data.corpus.documents[id];
        let analysis = &document.analysis;
        out += &words::join(&["\n@misc{", &key(&document.id), ",\n"]);
        field(&mut out, "title", &words::join(&["{", &escape(&analysis.title), "}"]));
        if let Some(byline) = &analysis.byline {
            field(&mut out, "author", &words::join(&["{", &escape(author(byline)), "}"]));
        }
        field(&mut out, "howpublished", &escape(analysis.facts.outlet.as_deref().unwrap_or(&document.label)));
        if let Some(day) = analysis.published {
            field(&mut out, "year", &day.year().to_string());
            field(&mut out, "date", &day.to_string());
        }
        if let Some(url) = &analysis.facts.url {
            field(&mut out, "url", &escape(url));
        }
        field(&mut out, "language", &escape(&analysis.language));
        out += "}\n";
    }
    out
}

/// Who a byline names.
pub fn author(byline: &str) -> &str {
    byline.strip_prefix("By ").or(byline.strip_prefix("by ")).unwrap_or(byline)
}

fn field(out: &mut String, name: &str, value: &str) {
    *out += &words::join(&["  ", name, " = {", value, "},\n"]);
}

/// Letters, digits, `-`, `_`, `.` and `:` are safe in a key; what is not becomes `-`.
fn key(id: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || "-_.:".contains(c) { c } else { '-' };
    id.chars().map(safe).collect()
}

/// Takes the special meaning from what has one in LaTeX; line breaks become spaces.
fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in one_line(text).chars() {
        match c {
            '\\' => out += "\\textbackslash{}",
            '~' => out += "\\textasciitilde{}",
            '^' => out += "\\textasciicircum{}",
            '{' | '}' | '$' | '&' | '#' | '%' | '_' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_characters_lose_their_meaning() {
        assert_eq!(escape("50% & {more}\n_x_"), "50\\% \\& \\{more\\} \\_x\\_");
        assert_eq!(key("a b/c"), "a-b-c");
    }

    proptest::proptest! {
        #[test]
        fn braces_balance(text in ".*") {
            let escaped = escape(&text).replace("\\{", "").replace("\\}", "");
            proptest::prop_assert_eq!(escaped.matches('{').count(), escaped.matches('}').count());
            proptest::prop_assert!(!escaped.contains('\n'));
        }
    }
}
