//! The words that give a site's furniture away, all in lower case.

use super::Section;

/// What a phrase is a sign of, and the phrases.
type Phrases = &'static [(&'static str, &'static [&'static str])];

/// Whole lines, sorted: buttons, labels, headings of the site.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "a+", "a-", "about us", "accept", "accept all", "ad", "ad feedback", "ads", "advert", "advertisement",
    "advertisements", "advertising", "advertisment", "all articles", "article", "audio", "author", "authors", "back",
    "back to top", "bookmark", "breaking", "breaking news", "by", "cancel", "close", "contact", "contact us",
    "continue", "cookie policy", "copied", "copy", "copy link", "credit", "developing", "dismiss", "donate",
    "download", "e-mail", "edit", "email", "exclusive", "explainer", "facebook", "facebook messenger", "fb",
    "featured", "file", "flipboard", "follow", "follow us", "font size", "full story", "get started", "google news",
    "google plus", "google+", "header", "hide", "home", "home page", "image", "image caption", "image source",
    "instagram", "join", "just in", "learn more", "like", "like this", "linkedin", "links", "listen", "live",
    "loading", "log in", "login", "logout", "mail", "menu", "messenger", "more", "navigation", "new", "news",
    "news desk", "newsletter", "next", "next article", "next post", "no comment", "no comments", "no comments yet",
    "ok", "open", "opinion", "page", "photo", "photo caption", "pinterest", "play", "pocket", "prev", "previous",
    "previous article", "previous post", "print", "print article", "privacy policy", "promoted", "promoted content",
    "published", "rate this", "read", "read full article", "read full story", "read more", "read now", "reddit",
    "register", "remove ads", "reply", "report", "rss", "save", "save article", "search", "see all", "see more",
    "settings", "share", "share article", "share this", "share this article", "share this post", "share this story",
    "shares", "show less", "show more", "sign in", "sign up", "skip", "skip ad", "skype", "sms", "source",
    "source link", "sponsored", "sponsored content", "staff", "story", "submit", "subscribe", "subscribe now",
    "support us", "telegram", "terms of service", "terms of use", "text", "text size", "the latest", "threads",
    "tiktok", "toggle navigation", "toggle search", "top", "translate", "tumblr", "tweet", "twitter", "updated",
    "via", "viber", "video", "videos", "view all", "view comments", "view gallery", "vk", "watch", "watch live",
    "watch now", "wechat", "whatsapp", "world news", "x", "xing", "youtube",
];

/// Headings that open a list of other things, sorted.
#[rustfmt::skip]
const LIST_HEADINGS: &[&str] = &[
    "about the author", "about the authors", "also read", "also see", "archives", "around the web", "categories",
    "category", "don't miss", "editor's choice", "editor's pick", "editor's picks", "editors' choice",
    "editors' picks", "explore more", "featured articles", "featured posts", "filed under", "from the web",
    "further reading", "hot topics", "in case you missed it", "in this article", "in this story", "keep reading",
    "key points", "latest", "latest articles", "latest headlines", "latest news", "latest posts", "latest stories",
    "latest videos", "more articles", "more coverage", "more for you", "more from us", "more headlines",
    "more like this", "more news", "more on this", "more on this story", "more on this topic", "more stories",
    "more to read", "must read", "other articles", "other news", "other stories", "our picks", "people also read",
    "popular", "popular articles", "popular news", "popular posts", "popular stories", "read also", "read next",
    "recent", "recent articles", "recent news", "recent posts", "recent stories", "recommended",
    "recommended articles", "recommended for you", "recommended reading", "recommended stories", "related",
    "related article", "related articles", "related content", "related coverage", "related links", "related news",
    "related posts", "related reading", "related stories", "related story", "related tags", "related topic",
    "related topics", "related video", "related videos", "see also", "similar articles", "similar news",
    "similar posts", "suggested", "tags", "today's top stories", "top news", "top picks", "top stories", "topics",
    "trending", "trending now", "trending stories", "trending topics", "up next", "what to read next",
    "you may also like", "you may like", "you might also like", "you might like",
];

/// Headings of the foot of a page, sorted.
#[rustfmt::skip]
const FOOT_HEADINGS: &[&str] = &[
    "add a comment", "add comment", "comment", "comments", "comments are closed", "join the conversation",
    "join the discussion", "leave a comment", "leave a reply", "most commented", "most popular", "most popular news",
    "most popular stories", "most read", "most read articles", "most read stories", "most shared", "most viewed",
    "most watched", "post a comment", "post comment", "readers' comments", "recent comments", "write a comment",
];

/// Entries of a navigation bar, sorted.
#[rustfmt::skip]
const SECTIONS: &[&str] = &[
    "africa", "all articles", "americas", "analysis", "arts", "asia", "asia pacific", "auto", "blog", "blogs",
    "books", "business", "canada", "cars", "central asia", "china", "climate", "columns", "comment", "contact",
    "cricket", "crime", "culture", "e-paper", "economy", "editorial", "education", "elections", "english",
    "entertainment", "environment", "eurasia", "europe", "events", "fashion", "features", "finance", "food",
    "football", "gallery", "games", "global", "headlines", "health", "history", "home", "horoscopes", "india",
    "international", "interviews", "jobs", "justice", "latest", "latin america", "law", "letters", "life",
    "lifestyle", "live", "local", "local news", "magazine", "main", "markets", "media", "middle east", "military",
    "money", "more", "movies", "multimedia", "music", "national", "news", "obituaries", "opinion", "opinions",
    "our team", "pakistan", "people", "photos", "podcast", "podcasts", "politics", "property", "regional", "regions",
    "religion", "reviews", "russia", "science", "security", "society", "south asia", "special reports", "sport",
    "sports", "stories", "style", "subscribe", "tech", "technology", "theatre", "top news", "top stories", "travel",
    "tv", "uk", "uk news", "us", "us news", "usa", "video", "videos", "war", "weather", "women", "world",
    "world news",
];

/// What a site counts, sorted.
#[rustfmt::skip]
const COUNTED: &[&str] = &[
    "bookmarks", "click", "clicks", "comment", "comments", "favorites", "followers", "hits", "like", "likes", "min",
    "mins", "minute", "minutes", "people", "pins", "reactions", "read", "reading", "reads", "replies", "reply",
    "repost", "reposts", "responses", "retweet", "retweets", "share", "shared", "shares", "subscribers", "tweets",
    "view", "views", "votes",
];

/// Beginnings that are the site speaking to its visitor, whatever follows, up to a paragraph's length. A line, or what
/// follows the end of a sentence in a line.
#[rustfmt::skip]
const CALLS: Phrases = &[
    ("a cookie notice", &[
        "we use cookies", "this website uses cookies", "this site uses cookies", "our website uses cookies",
        "by continuing to", "by using this site", "by clicking",
    ]),
    ("a notice of the site's software", &[
        "this site uses akismet", "please enable javascript", "you need to enable javascript", "javascript is",
    ]),
    ("a newsletter prompt", &[
        "by signing up", "by subscribing", "by entering your email", "enter your email", "sign up for", "sign up to",
        "sign up here", "subscribe to", "subscribe for", "subscribe here", "get the latest", "get our",
        "get breaking news", "get all the", "stay up to date with", "stay informed", "want more stories like",
        "our morning newsletter",
    ]),
    ("a comment form", &[
        "your email address will not", "required fields are marked", "save my name, email", "notify me of",
        "leave a comment", "leave a reply", "post a comment", "be the first to comment", "you must be logged in",
        "comments are closed", "view comments", "show comments", "comments (", "comments:",
    ]),
    ("a notice of the site's player", &[
        "this video is not",
    ]),
    ("a prompt to follow the site", &[
        "join our", "join us on", "follow us", "like us on", "find us on",
    ]),
    ("a box about the author", &[
        "follow him on", "follow her on", "follow them on", "follow the author", "contact the author",
        "contact the reporter", "view all posts by", "all posts by", "more by this author",
    ]),
    ("a prompt for the site's app", &[
        "download our", "download the app",
    ]),
    ("a link", &[
        "click here", "tap here", "click on the",
    ]),
    ("a button", &[
        "click to", "skip to", "jump to", "back to", "load more", "show more", "view all", "see all", "toggle ",
        "open in app", "report an error", "report a typo", "add as preferred", "save this",
    ]),
    ("a share button", &[
        "share this", "share on", "share via", "share to", "tweet this", "email this", "print this",
    ]),
    ("an appeal of the site", &[
        "support our", "support independent", "become a member", "become a subscriber",
    ]),
    ("a prompt of the site", &[
        "already a subscriber", "already a member", "already have an account", "start your free trial",
        "this article is for subscribers", "this content is for", "to continue reading", "continue reading",
        "have a tip", "have a story", "got a story", "got a tip", "do you have a story", "send us your",
        "let us know", "tell us what you think", "what do you think?", "log in to", "login to", "sign in to",
        "register to",
    ]),
    ("a sign beside an advert", &[
        "story continues below", "article continues", "story continues after", "scroll to continue",
        "content continues",
    ]),
    ("a credit of the site's software", &[
        "powered by", "proudly powered", "designed by", "theme by", "developed by", "website by",
    ]),
    ("a link to the source", &[
        "source link", "original source", "read the original", "view original", "link to original",
    ]),
    ("a link to another article", &[
        "read more", "read also", "also read", "read:", "read |", "read next", "read the full", "read full",
        "read about", "see also", "also see", "related:", "related article", "related stor", "related news", "more:",
        "more on this", "more from", "more about", "must read:", "don't miss:", "recommended:", "next article",
        "previous article", "next post", "previous post", "next story", "in pictures:", "explained:",
        "you may also like", "you might also like", "for more on", "learn more about",
    ]),
    ("a link to a video", &[
        "watch:", "watch live:", "watch the video", "watch more", "video:", "play video",
    ]),
    ("a link to a recording", &[
        "listen:", "listen to this",
    ]),
    ("a link to pictures", &[
        "photos:", "gallery:", "photo gallery", "view gallery",
    ]),
    ("a copyright line", &[
        "all rights reserved", "copyright", "(c) 20", "this material may not be",
    ]),
    ("a feed's note on where it appeared", &[
        "this post first appeared", "this article first appeared",
        "this article was originally published", "this story was originally published", "originally published on",
        "first published on",
    ]),
    ("a list of tags", &[
        "filed under", "tags:", "tag:", "tagged", "topics:", "category:", "categories:", "posted in", "keywords:",
        "hashtags:",
    ]),
    ("an advert", &[
        "advertisement", "sponsored by", "sponsored content", "promoted content", "this article contains affiliate",
        "we may earn",
    ]),
];

/// Beginnings of what the outlet says about its article.
#[rustfmt::skip]
const NOTICES: Phrases = &[
    ("says that the story is developing", &[
        "this is a developing", "this is a breaking", "this is breaking news", "this story is developing",
        "this article is developing", "this news is developing", "developing story", "the story is developing",
        "more to follow", "more to come", "more details to follow", "more details soon", "more follows",
        "this breaking news story", "this page will be updated", "this story will be updated",
        "this article will be updated", "we will update this", "please check back", "check back for",
        "please refresh", "refresh for updates",
    ]),
    ("says that the article was changed", &[
        "this story has been updated", "this article has been updated", "this story was updated",
        "this article was updated", "this report has been updated", "this post has been updated",
        "this article has been amended", "this article was amended", "this story has been corrected",
        "this article has been corrected", "an earlier version of this", "a previous version of this",
    ]),
    ("a correction", &[
        "correction:", "correction (", "corrections:", "clarification:",
    ]),
    ("a note of the editors", &[
        "editor's note", "editors' note", "editor’s note", "editorial note", "note to readers",
    ]),
    ("a disclaimer", &[
        "the views expressed", "views expressed", "the opinions expressed", "opinions expressed", "disclaimer:",
    ]),
    ("says that the article was translated", &[
        "this article was translated", "this story was translated", "translated from",
    ]),
    ("says how the article was made", &[
        "this article was produced", "this story was produced", "this article was written with",
    ]),
];

/// Endings that say the same wherever a line begins.
#[rustfmt::skip]
const ENDINGS: Phrases = &[
    ("a feed's note on where it appeared", &[
        "appeared first on",
    ]),
    ("a copyright line", &[
        "all rights reserved",
    ]),
    ("a credit of the site's software", &[
        "powered by",
    ]),
    ("a reading time", &[
        "min read", "minute read", "mins read", "minutes read",
    ]),
];

pub fn is_label(normal: &str) -> bool {
    LABELS.binary_search(&normal).is_ok()
}

pub fn section(normal: &str) -> Option<Section> {
    if LIST_HEADINGS.binary_search(&normal).is_ok() {
        Some(Section::List)
    } else if FOOT_HEADINGS.binary_search(&normal).is_ok() {
        Some(Section::Foot)
    } else {
        None
    }
}

pub fn is_section_name(normal: &str) -> bool {
    SECTIONS.binary_search(&normal).is_ok()
}

pub fn is_counted(word: &str) -> bool {
    COUNTED.binary_search(&word).is_ok()
}

/// What kind of call a lower-case line begins with.
pub fn call(lower: &str) -> Option<&'static str> {
    begins(CALLS, lower)
}

pub fn notice(lower: &str) -> Option<&'static str> {
    begins(NOTICES, lower)
}

pub fn ending(lower: &str) -> Option<&'static str> {
    ENDINGS.iter().find(|(_, phrases)| phrases.iter().any(|words| lower.contains(words))).map(|it| it.0)
}

/// A beginning counts only up to the end of its last word: "share to" is not the head of "share totals".
fn begins(list: Phrases, lower: &str) -> Option<&'static str> {
    let is_whole = |words: &str| {
        words.ends_with(|c: char| !c.is_alphanumeric())
            || words == "related stor"
            || lower[words.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric() || words.ends_with("20"))
    };
    let first = lower.as_bytes().first();
    let fits = |words: &&str| words.as_bytes().first() == first && lower.starts_with(*words) && is_whole(words);
    list.iter().find(|(_, phrases)| phrases.iter().any(fits)).map(|it| it.0)
}

#[cfg(test)]
mod tests {
    #[test]
    fn lists_are_sorted() {
        use super::*;
        for list in [LABELS, LIST_HEADINGS, FOOT_HEADINGS, SECTIONS, COUNTED] {
            let wrong = list.windows(2).find(|two| two[0] >= two[1]);
            assert_eq!(wrong, None);
        }
    }
}
