//! The story file: all of a reader's story in one, as it is kept in her browser.
//!
//! The head is text: `crossread story 1`, a line `PART BYTES` for each part, an empty line. Then stand the parts, one after
//! another. The parts `name` (of the story), `lines` (the articles as given, JSON lines) and `pack` (the corpus, which can be
//! made anew from them) are known here; others are read and written as they are, so that nothing is lost on the way
//! through a version that does not know them.

use super::FormatError;

const HEAD: &str = "crossread story 1\n";

/// A story and all that belongs to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoryFile {
    /// Name and content of each part, in order; no name twice.
    pub parts: Vec<(String, Vec<u8>)>,
}

impl StoryFile {
    /// The content of a part, empty when there is none.
    pub fn part(&self, name: &str) -> &[u8] {
        self.parts.iter().find(|part| part.0 == name).map_or(&[], |part| &part.1)
    }

    /// Adds a part; its name is one word.
    pub fn with(mut self, name: &str, content: &[u8]) -> StoryFile {
        self.parts.push((name.into(), content.into()));
        self
    }

    /// What the reader calls it.
    pub fn name(&self) -> String {
        String::from_utf8_lossy(self.part("name")).into_owned()
    }
}

/// Whether these are the bytes of a story file, whole or not.
pub fn is_story(bytes: &[u8]) -> bool {
    bytes.starts_with(HEAD.as_bytes())
}

pub fn to_story(story: &StoryFile) -> Vec<u8> {
    let mut out = HEAD.as_bytes().to_vec();
    for (name, content) in &story.parts {
        out.extend_from_slice([name, " ", &content.len().to_string(), "\n"].concat().as_bytes());
    }
    out.push(b'\n');
    for (_, content) in &story.parts {
        out.extend_from_slice(content);
    }
    out
}

/// Reads what [`to_story`] wrote.
pub fn from_story(bytes: &[u8]) -> Result<StoryFile, FormatError> {
    let refuse = |cause: &str| {
        FormatError(["This story file cannot be opened: ", cause, ". Save it again where it came from."].concat())
    };
    let mut rest = bytes.strip_prefix(HEAD.as_bytes()).ok_or_else(|| refuse("it is of another kind or version"))?;
    let (mut story, mut lengths) = (StoryFile::default(), vec![]);
    loop {
        let end = rest.iter().position(|&byte| byte == b'\n').ok_or_else(|| refuse("its head is cut short"))?;
        let line = &rest[..end];
        rest = &rest[end + 1..];
        if line.is_empty() {
            break;
        }
        let line = std::str::from_utf8(line).ok().and_then(|line| line.split_once(' '));
        let part = line.and_then(|(name, length)| Some((name, length.parse::<usize>().ok()?)));
        let (name, length) = part.ok_or_else(|| refuse("its head is damaged"))?;
        story.parts.push((name.into(), vec![]));
        lengths.push(length);
    }
    for (part, length) in story.parts.iter_mut().zip(lengths) {
        let (content, after) = rest.split_at_checked(length).ok_or_else(|| refuse("it is cut short"))?;
        (part.1, rest) = (content.into(), after);
    }
    if rest.is_empty() { Ok(story) } else { Err(refuse("something stands after its end")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_wrote_and_nothing_less() {
        let story = StoryFile::default()
            .with("name", "Ferries, idle\n".as_bytes())
            .with("lines", b"{}\n{}\n")
            .with("pack", &[0, 10, 255])
            .with("unknown", b"");
        let bytes = to_story(&story);
        assert!(is_story(&bytes));
        assert_eq!(from_story(&bytes), Ok(story.clone()));
        assert_eq!(to_story(&from_story(&bytes).unwrap()), bytes);
        assert_eq!((story.name().as_str(), story.part("none")), ("Ferries, idle\n", &[][..]));
        for end in 0..bytes.len() {
            assert!(from_story(&bytes[..end]).is_err(), "cut after {end} bytes");
        }
        assert!(from_story(&[&bytes[..], b" "].concat()).is_err());
        assert!(from_story(b"crossread story 1\npack 99999999999999999999\n\n").is_err());
        assert!(from_story(b"crossread story 1\npack\n\n").is_err());
    }
}
