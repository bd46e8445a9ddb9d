//! Who took a picture or owns it: alone on a line, or at the end of its caption.

use super::*;

/// Agencies and places that pictures come from, in lower case, sorted. ("pool", "handout" stand for them.)
#[rustfmt::skip]
const AGENCIES: &[&str] = &[
    "aa", "adobe stock", "aerial", "afp", "agence france-presse", "alamy", "anadolu", "anadolu agency", "ansa", "ap",
    "associated press", "bloomberg", "corbis", "depositphotos", "dpa", "dreamstime", "efe", "epa", "epa-efe",
    "facebook", "file", "flickr", "getty", "getty images", "gettyimages", "handout", "imago", "imago images",
    "instagram", "istock", "itar-tass", "kyodo", "lightrocket", "magnum", "magnum photos", "maxar",
    "maxar technologies", "nasa", "nurphoto", "pa", "pa images", "pa media", "pa wire", "pexels", "picture alliance",
    "pixabay", "planet labs", "pool", "pool photo", "press association", "reuters", "rex", "rex features",
    "ria novosti", "ritzau scanpix", "scanpix", "screenshot", "shutterstock", "sipa", "sipa usa", "sopa images",
    "sputnik", "tass", "telegram", "the associated press", "the new york times", "twitter", "unsplash", "upi",
    "usa today sports", "wikimedia", "wikimedia commons", "wikipedia", "xinhua", "yonhap", "youtube", "zuma",
    "zuma press", "zuma wire", "zumapress",
];

/// Beginnings of a credit, in lower case.
const LABELS: &[&str] = &[
    "photo:",
    "photo by",
    "photo credit",
    "photo courtesy",
    "photos:",
    "photos by",
    "photograph:",
    "photograph by",
    "picture:",
    "picture by",
    "pictures:",
    "image:",
    "image by",
    "image credit",
    "image courtesy",
    "image source",
    "image copyright",
    "images:",
    "credit:",
    "credits:",
    "credit ",
    "courtesy of",
    "courtesy:",
    "illustration:",
    "illustration by",
    "video by",
    "source: getty",
    "file photo by",
    "ap photo",
    "reuters photo",
    "afp photo",
    "screengrab",
    "screenshot:",
    "graphic:",
    "graphic by",
    "getty images",
    "cover image",
];

/// Beginnings of a caption, in lower case.
const CAPTION_LABELS: &[&str] = &[
    "image caption",
    "photo caption",
    "picture caption",
    "caption:",
    "pictured:",
    "file photo:",
    "file photo -",
    "file -",
    "file —",
    "file –",
    "file image",
    "file picture",
    "file photo of",
    "media caption",
    "in this photo",
    "in this image",
    "in this picture",
    "in this file photo",
    "in this handout",
    "in this video grab",
    "in this frame",
    "this photo shows",
    "this image shows",
    "a screengrab",
    "a screenshot",
    "a video grab",
    "pictured above",
    "above:",
    "left:",
    "(from left)",
    "(l-r)",
    "from left:",
    "from left to right",
];

/// Longest credit, in words.
const CREDIT_WORDS: usize = 14;

fn is_agency(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    AGENCIES.binary_search(&bare.as_str()).is_ok()
}

/// Whether the whole text is a credit.
pub fn is_credit(text: &str) -> bool {
    if lines::count_words(text, CREDIT_WORDS + 1) > CREDIT_WORDS {
        return false;
    }
    let inner = text.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | '|' | ' ' | '.'));
    let lower = inner.to_lowercase();
    let is_labelled = LABELS.iter().any(|label| lower.starts_with(label));
    let is_signed = inner.starts_with('©') || inner.starts_with("Ⓒ");
    is_labelled && !lines::ends_sentence(inner) || is_signed || names_an_agency(inner)
}

/// "Jan Novak/AFP via Getty Images", "Jan Novak / AFP / Getty Images", "Reuters", "AP Photo/Jan Novak".
fn names_an_agency(text: &str) -> bool {
    let text = text.replace(" via ", "/").replace(" for ", "/").replace(" through ", "/");
    let parts: Vec<&str> = text.split(['/', '|', '—', '–']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let agencies =
        parts.iter().filter(|part| is_agency(part.trim_end_matches(" Photo").trim_end_matches(" File"))).count();
    let rest_are_names =
        parts.iter().all(|part| is_agency(part) || byline::is_name_like(part) || part.ends_with("Photo"));
    agencies > 0 && rest_are_names
}

/// Whether the line says of itself that it stands under a picture.
pub fn is_caption(text: &str) -> bool {
    let lower = text[..text.floor_char_boundary(40)].to_lowercase();
    CAPTION_LABELS.iter().any(|label| lower.starts_with(label))
}

/// Where a credit begins that ends the line, and whether it can only be a picture's.
pub fn at_end(text: &str) -> Option<(usize, bool)> {
    if is_credit(text) {
        return None;
    }
    let floor = text.floor_char_boundary(text.len().saturating_sub(160));
    bracketed(text).or_else(|| signed(text, floor)).or_else(|| after_stop(text, floor)).or_else(|| slashed(text, floor))
}

/// "… in Brno [Jan Novak/AFP]", "… in Brno. (AP Photo/Jan Novak)", "… (Photo by Jan Novak)".
fn bracketed(text: &str) -> Option<(usize, bool)> {
    let inner =
        text.strip_suffix([')', ']']).or_else(|| text.strip_suffix(").").or_else(|| text.strip_suffix("].")))?;
    let at = inner.rfind(['(', '['])?;
    let bare = &inner[at + 1..];
    let is_picture = bare.contains('/')
        || bare.contains(" via ")
        || LABELS.iter().any(|label| bare.to_lowercase().starts_with(label));
    (at > 0 && is_credit(bare) && is_picture).then_some((at, true))
}

/// "… in Brno © Reuters".
fn signed(text: &str, floor: usize) -> Option<(usize, bool)> {
    let at = floor + text[floor..].rfind('©')?;
    (at > 0 && text[at..].split_whitespace().count() <= 8).then_some((at, true))
}

/// "… in Brno. Jan Novak/AFP", "… in Brno. Photo: Jan Novak", "… in Brno. Getty Images".
fn after_stop(text: &str, floor: usize) -> Option<(usize, bool)> {
    let stops = text[floor..].match_indices(['.', '!', '?', '”', '"', ')']);
    for (at, stop) in stops {
        let after = &text[floor + at + stop.len()..];
        let rest = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '-' | '–' | '—'));
        let start = text.len() - rest.len();
        let is_apart = rest.len() < after.len() || rest.starts_with(char::is_uppercase);
        if is_apart
            && !rest.is_empty()
            && rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '(' | '['))
            && is_credit(rest)
        {
            return Some((start, rest.contains('/') || LABELS.iter().any(|it| rest.to_lowercase().starts_with(it))));
        }
    }
    None
}

/// "… in Brno Jan Novak/AFP": no stop parts caption and credit, so the last two capitalised words are the name.
fn slashed(text: &str, floor: usize) -> Option<(usize, bool)> {
    let tail = &text[floor..];
    let slash = tail.rfind('/')?;
    let first = tail[..slash].find('/').filter(|at| slash - at < 40).unwrap_or(slash);
    let names = tail[..first].trim_end();
    let mut start = names.len();
    for _ in 0..2 {
        let word = names[..start].trim_end().rsplit(' ').next().unwrap_or_default();
        if !word.starts_with(char::is_uppercase) {
            break;
        }
        start = names[..start].trim_end().len() - word.len();
    }
    let rest = &tail[start..];
    (start < names.len() && start > 0 && is_credit(rest) && !lines::ends_sentence(text))
        .then_some((floor + start, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_are_sorted() {
        assert!(AGENCIES.is_sorted());
    }

    #[test]
    fn tells_credits_from_sentences() {
        for text in [
            "Jan Novak/AFP via Getty Images",
            "Jan Novak / AFP / Getty Images",
            "© REUTERS",
            "Photo: Jan Novak",
            "(AP Photo/Jan Novak)",
            "Reuters",
            "Image source, Getty Images",
            "Getty Images",
            "Photo by Jan Novak on Unsplash",
        ] {
            assert!(is_credit(text), "{text}");
        }
        for text in [
            "Reuters reported it",
            "He told AFP.",
            "Credit: banks stop lending, as the crisis deepens and people wait for help in vain.",
            "Jan Novak",
            "Photo finish in Brno.",
        ] {
            assert!(!is_credit(text), "{text}");
        }
    }

    #[test]
    fn splits_credits_off() {
        for (text, rest) in [
            (
                "Boats wait in Brno, on Jan. 4, 2021. Jan Novak/AFP via Getty Images",
                Some("Jan Novak/AFP via Getty Images"),
            ),
            ("Soldiers in the court in Brno © REUTERS", Some("© REUTERS")),
            ("Boats wait in Brno [Jan Novak/AFP]", Some("[Jan Novak/AFP]")),
            ("Boats wait in the port Jan Novak/Reuters", Some("Jan Novak/Reuters")),
            ("Boats wait in the port. Photo: Jan Novak", Some("Photo: Jan Novak")),
            ("Boats wait, he told Reuters.", None),
            ("They want 50/50 shares.", None),
            ("The boats left (see map).", None),
        ] {
            assert_eq!(at_end(text).map(|(at, _)| &text[at..]), rest, "{text}");
        }
    }
}
