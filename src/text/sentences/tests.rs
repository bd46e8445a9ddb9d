use super::*;

/// `expected` is the text with `|` where sentences part; blanks around it do not count.
fn check(expected: &str) {
    let text = expected.replace('|', "");
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph, reason: None };
    let blocks: IdVec<BlockId, Block> = vec![block].into();
    let found = split(&text, &blocks, false);
    let found: Vec<&str> = found.iter().map(|span| span.of(&text)).collect();
    let wanted: Vec<&str> = expected.split('|').map(str::trim).collect();
    assert_eq!(found, wanted);
}

#[test]
fn abbreviations() {
    check("Mr. Novak met Dr. Lee and Gov. Park on Jan. 4. |He left.");
    check("It fell in the U.S. Senate. |In the U.S. |The bill passed.");
    check("The U.S. Army and U.N. Secretary Ban agreed at 5 p.m. |Then they ate.");
    check("They met at 5 p.m. Monday. |It was No. 1 of vol. 2 on p. 7.");
    check("He said no. |They left St. Louis for Mt. Pleasant.");
    check("Ford Motor Co. President Lee spoke. |He leads Acme Inc. |The firm is old.");
    check("J. K. Rowling and J.R.R. Tolkien wrote. |George W. Bush read.");
    check("It was Plan B. |They had no Plan C.");
    check("Prices rose 3.5 per cent to $4.20. |On 3.4.2021 they fell.");
    check("Prices rose 3. 5 per cent to $5. 05 million. |It cost $5. |20 men came.");
    check("Fruits, e.g. Apples, i.e. Golden ones, vs. Pears.");
    check("It is 9 km. North of it lies Brno. |It is 200 km and 9 km. |From the town it is far.");
    check("He sat in the sun. |Max came.");
}

#[test]
fn what_never_ends_is_cut_at_a_blank() {
    let words = "rain fell on the town and ".repeat(400);
    let giant = "x".repeat(LONGEST_BYTES + 1);
    let text = format!("{words}{giant} it rained");
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph, reason: None };
    let sentences = split(&text, &vec![block].into(), false);
    let found: Vec<&str> = sentences.iter().map(|span| span.of(&text)).collect();
    assert_eq!(found.join(" "), text, "nothing is lost, and no word is cut");
    assert!(found.iter().all(|sentence| sentence.len() <= LONGEST_BYTES || *sentence == giant), "{:?}", found.len());
    assert!(found.len() > 3);
}

#[test]
fn quotation_marks() {
    check("“We won. |It was hard,” she said. |“Yes.” |He left.");
    check("\"We won.\" |\"No,\" he said.");
    check("“Who won?” he asked. |“Who lost?” Mayor Novak asked. |“Stop!” |The crowd ran.");
    check("He saw “a threat.” |In a speech he said so.");
    check("We do not want to stay. . . |It ends here. ” |He left.");
    check("It was ‘over.’ |The end.");
    check("He said. |“we will go.” |Rain fell.");
    check("(He had left.) |She stayed.");
    check("It was so.[12] |Then not.");
}

#[test]
fn glued() {
    check("It was a \"threat\".|Novak left.");
    check("It rained.|Snow fell.|“Go,” he said.");
    check("It was under control.|@NovakCZ began.");
    check("See www.example.Com or Example.com or a.Novak@example.Org now.");
    check("He moved to St.Petersburg in Jan.2021 and No.Ten.");
    check("The Node.js and U.S.A. and 3.B are whole.");
    check("It ended in 2021.|The next year was better!|Why?|Nobody knows.");
}

#[test]
fn ellipsis() {
    check("“As head … I intend to act,” he said.");
    check("They are asking me... to help. |And then... |The end.");
    check("Forces … were sent. |It went on … |The end came.");
    check("It rained… |Snow fell.");
}

#[test]
fn without_final_mark() {
    check("A list without an end");
    check("Rain fell.\u{a0}|Snow fell?! |“Yes”");
    check("Yahoo! News said so. |Really? |Yes.");
    check("It rose by 5%. |20 people came. |iPhones sold.");
}

#[test]
fn plain_lines_always_end() {
    let text = "Rain fell\nSnow fell. Hail fell\r\n\nEnd";
    let blocks: IdVec<BlockId, Block> =
        vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph, reason: None }].into();
    let found = split(text, &blocks, true);
    let found: Vec<&str> = found.iter().map(|span| span.of(text)).collect();
    assert_eq!(found, ["Rain fell", "Snow fell.", "Hail fell", "End"]);
}

proptest::proptest! {
    #[test]
    fn sentences_hold_every_character(text in "([A-Za-z.?!…“”\"’ ]|Mr\\. |U\\.S\\.|\\PC){0,60}") {
        let blocks: IdVec<BlockId, Block> =
            vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph, reason: None }].into();
        let mut covered = 0;
        let mut last = 0;
        for span in split(&text, &blocks, false).iter() {
            proptest::prop_assert!(span.is_valid_in(&text) && !span.is_empty() && span.start >= last);
            proptest::prop_assert!(text[last as usize..span.start as usize].trim().is_empty());
            last = span.end;
            covered += span.of(&text).chars().filter(|c| !c.is_whitespace()).count();
        }
        proptest::prop_assert_eq!(covered, text.chars().filter(|c| !c.is_whitespace()).count());
    }
}
