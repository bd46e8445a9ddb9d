use super::*;
use expect_test::{Expect, expect};

/// One line a block: its kind, its words (the middle left out), its reason.
fn shown(text: &str) -> String {
    let mut shown = String::new();
    for block in find(text, false).iter() {
        let words: Vec<&str> = block.span.of(text).split_whitespace().collect();
        let words = if words.len() > 9 {
            format!("{} … {}", words[..5].join(" "), words[words.len() - 3..].join(" "))
        } else {
            words.join(" ")
        };
        let reason = block.reason.as_deref().map(|it| format!("  ({it})")).unwrap_or_default();
        shown += &format!("{:?}: {words}{reason}\n", block.kind);
    }
    shown
}

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&shown(text));
}

#[test]
fn a_page_with_everything() {
    check(
        "Home > World > Europe
The Daily Gull
Thursday, March 4, 2021
12°C
Dam Breaks Above Lower Harbour, Hundreds Flee | The Daily Gull
By Mary Lee and Jan Novak, Staff Writers
March 3, 2021 10:15 GMT
3 min read
Share
Facebook
Twitter
Rescue boats wait below the dam at Lower Harbour on Wednesday. Jan Novak/AFP via Getty Images

LOWER HARBOUR, March 3 (Reuters) - A dam above Lower Harbour broke on Wednesday after a week of rain, and hundreds of people fled.
Advertisement
“We heard it before we saw it,” said Anna Berg, who keeps a shop by the river. Sign up for our newsletter to get the latest news.
READ MORE: Why the dam was built in 1931
The mayor said the water would fall by Friday.
What happened next
Engineers had warned of cracks for three years, according to a report that the council never published.
This is a developing story. Please check back for updates.
(Reporting by Mary Lee; Editing by Jan Novak)
About the author
Mary Lee is a reporter who covers rivers and dams for the Gull.
Follow her on Twitter
Related Articles
Five dams that worry engineers
Rain to go on until Sunday
Most Popular
Recipes for a rainy day: how to make soup that lasts all week, from our kitchen.
© 2021 The Daily Gull. All rights reserved.",
        expect![[r#"
            Boilerplate: Home > World > Europe  (the site's navigation)
            Boilerplate: The Daily Gull  (a short line before the headline)
            Boilerplate: Thursday, March 4, 2021  (the page's day, before the headline)
            Boilerplate: 12°C  (the weather)
            Headline: Dam Breaks Above Lower Harbour, Hundreds Flee
            Boilerplate: | The Daily Gull  (the site's name behind the headline)
            Byline: By Mary Lee and Jan Novak, Staff Writers  (names the writer)
            Dateline: March 3, 2021 10:15 GMT  (a day on a line of its own)
            Boilerplate: 3 min read  (a counter (views, comments, minutes to read))
            Boilerplate: Share  (a label or button of the site)
            Boilerplate: Facebook  (a label or button of the site)
            Boilerplate: Twitter  (a label or button of the site)
            Caption: Rescue boats wait below the … Harbour on Wednesday.  (it ends in the credit of a picture)
            Credit: Jan Novak/AFP via Getty Images  (who took or owns the picture)
            Dateline: LOWER HARBOUR, March 3 (Reuters) -  (place and day at the head of the report)
            Paragraph: A dam above Lower Harbour … of people fled.
            Boilerplate: Advertisement  (a label or button of the site)
            Paragraph: “We heard it before we … by the river.
            Boilerplate: Sign up for our newsletter … the latest news.  (a newsletter prompt)
            Boilerplate: READ MORE: Why the dam was built in 1931  (a link to another article)
            Paragraph: The mayor said the water would fall by Friday.
            Paragraph: What happened next
            Paragraph: Engineers had warned of cracks … council never published.
            Notice: This is a developing story. … back for updates.  (says that the story is developing)
            Byline: (Reporting by Mary Lee; Editing by Jan Novak)  (names the writer)
            Boilerplate: About the author  (a heading of the site)
            Boilerplate: Mary Lee is a reporter … for the Gull.  (a box about the author)
            Boilerplate: Follow her on Twitter  (a box about the author)
            Boilerplate: Related Articles  (a heading of the site)
            Boilerplate: Five dams that worry engineers  (in the list under “Related Articles”)
            Boilerplate: Rain to go on until Sunday  (in the list under “Related Articles”)
            Boilerplate: Most Popular  (a heading of the site)
            Boilerplate: Recipes for a rainy day: … from our kitchen.  (stands after “Most Popular”)
            Boilerplate: © 2021 The Daily Gull. All rights reserved.  (a copyright line)
        "#]],
    );
}

#[test]
fn plain_text_sets_nothing_aside() {
    let text = "Dam breaks\nAdvertisement\n\n47 views0 comments\r\n";
    let kinds: Vec<_> = find(text, true).iter().map(|block| (block.kind, block.span.of(text))).collect();
    let paragraph = BlockKind::Paragraph;
    assert_eq!(kinds, [(paragraph, "Dam breaks"), (paragraph, "Advertisement"), (paragraph, "47 views0 comments")]);
}

#[test]
fn hard_wrapped_text_is_joined() {
    check(
        "Dam breaks above the harbour

A dam above the lower harbour broke on Wednesday after a week of
heavy rain, and hundreds of people fled to the hills above town.
Engineers had warned of cracks for three years, according to the
report that the council never published.

The mayor said that the water would fall by Friday and that no
one should go back before the engineers had looked at the walls
of the houses along the river, which had stood in water for two
days.
",
        expect![[r#"
            Headline: Dam breaks above the harbour
            Paragraph: A dam above the lower … council never published.
            Paragraph: The mayor said that the … for two days.
        "#]],
    );
}

#[test]
fn furniture_and_its_near_misses() {
    for text in [
        "47 views0 comments",
        "1.2K shares",
        "5 min read",
        "4.3 C",
        "-12°",
        "[ad_1]",
        "[caption id=\"x\" width=\"3\"]",
        "- Advertisment -",
        "Source link",
        "https://example.org/a",
        "HomeWorldDam breaks",
        "News Sport Weather",
        "Powered by WordPress",
        "Follow us on Twitter",
        "© 2021 The Gull",
        "We use cookies to give you the best experience. By clicking accept you agree.",
        "***",
    ] {
        assert!(furniture::judge(&Part::new(text, 0, 0)).0.is_some(), "{text}");
    }
    for text in [
        "47 people died",
        "They want 5 shares",
        "[Sic]",
        "[its forces]",
        "By continuing to fight, the army lost its last friends in the region.",
        "Advertisement revenue fell.",
        "Homes burned in the town",
        "Copyright law was changed on Monday.",
        "Read Smith was there",
        "The post office burned down.",
        "Sport is popular",
        "Video games are popular",
        "He said: read more books.",
        "Moscow / Kremlin",
    ] {
        assert_eq!(furniture::judge(&Part::new(text, 0, 0)).0, None, "{text}");
    }
}

#[test]
fn days() {
    for text in [
        "Wednesday, January 26, 2022",
        "Published: 6 Jan 2022, 10:15 GMT",
        "Updated 2022-01-06T10:15:00Z",
        "06/01/2022",
        "Jan. 4, 2022 at 5 p.m. ET",
        "Posted on March 3rd, 2021",
    ] {
        assert!(furniture::is_date_line(text), "{text}");
    }
    for text in ["January", "In 2022 he left", "May was there", "4 dead", "On Thursday", "7 Days"] {
        assert!(!furniture::is_date_line(text), "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn blocks_cover_every_character_once(text in "([A-Za-z.?!©/|\\[\\]\\(\\)0-9“”\"’ \n-]|By |Home|Advertisement|Photo: |\\. Read more|\\PC){0,80}", is_plain: bool) {
        let mut last = 0;
        for block in find(&text, is_plain).iter() {
            let span = block.span;
            proptest::prop_assert!(span.is_valid_in(&text) && !span.is_empty() && span.start as usize >= last);
            proptest::prop_assert!(text[last..span.start as usize].trim().is_empty());
            proptest::prop_assert_eq!(span.of(&text).trim(), span.of(&text));
            last = span.end as usize;
        }
        proptest::prop_assert!(text[last..].trim().is_empty());
    }
}
