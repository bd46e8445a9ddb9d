//! Mails (`.eml`) and mailboxes (`.mbox`): an article a message, and those that are attached to it.

use super::archive::{below, skipped_files};
use super::budget::Reading;
use super::found::Found;
use super::{ImportError, is_article_name, markup, read_file};
use crate::base::{RawArticle, Warning, WarningKind};
use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

pub fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Vec<Result<RawArticle, ImportError>> {
    let Some(message) = MessageParser::default().parse(bytes) else {
        return vec![Err(ImportError::new(name, "It cannot be read as a mail", "Save the mail again as .eml."))];
    };
    match reading.deeper(name, |reading| articles(name, &message, reading)) {
        Ok(read) => read,
        Err(refusal) => vec![Err(refusal)],
    }
}

/// A mailbox as Unix programs and Thunderbird write it: messages one after the other, each after a line "From ".
pub fn read_mailbox(name: &str, bytes: &[u8], reading: &mut Reading) -> Vec<Result<RawArticle, ImportError>> {
    let mut found = vec![];
    for (at, message) in MessageIterator::new(bytes).enumerate() {
        let input = format!("{name}, message {}", at + 1);
        match message {
            Ok(message) => {
                let file = super::base_name(name).to_string();
                found.extend(read(&input, message.contents(), reading).into_iter().map(|result| {
                    result.map(|mut article| {
                        article.file = Some(file.clone());
                        article
                    })
                }));
            }
            Err(_) => {
                let cause = "The mailbox does not begin with a line \"From \"";
                found.push(Err(ImportError::new(&input, cause, "Export the mails again, or save them as .eml.")));
                break;
            }
        }
        if let Err(refusal) = reading.count_file(name) {
            found.push(Err(refusal));
            break;
        }
    }
    if found.is_empty() {
        found.push(Err(ImportError::new(name, "The mailbox holds no message", "Leave it out.")));
    }
    found
}

fn articles(name: &str, message: &Message, reading: &mut Reading) -> Vec<Result<RawArticle, ImportError>> {
    let mut found = vec![];
    let (mut attached, mut skipped) = (vec![], vec![]);
    for part in message.attachments() {
        let is_mail = matches!(part.body, PartType::Message(_));
        match part.attachment_name().map(String::from) {
            Some(path) if is_article_name(&path) => attached.push((path, part)),
            _ if is_mail => attached.push(("forwarded.eml".into(), part)),
            path => skipped.push(path.unwrap_or_else(|| "without a name".into())),
        }
    }
    let body = body(message);
    if !body.trim().is_empty() || attached.is_empty() {
        found.push(article(name, message, body));
    }
    for (path, part) in attached {
        let input = format!("{name}/{path}");
        match reading.count_file(&input) {
            Ok(()) => found.extend(below(name, &path, read_file(&input, part.contents(), reading))),
            Err(refusal) => {
                found.push(Err(refusal));
                break;
            }
        }
    }
    if !skipped.is_empty() {
        found.push(Err(skipped_files(name, &skipped)));
    }
    found
}

/// The plain text a mail carries; that of its HTML where it has no other.
fn body(message: &Message) -> String {
    let parts: Vec<String> = message
        .text_bodies()
        .map(|part| match &part.body {
            PartType::Text(text) => text.replace("\r\n", "\n").trim_end().to_string(),
            PartType::Html(html) => markup::text_of_fragment(html),
            _ => String::new(),
        })
        .filter(|text| !text.is_empty())
        .collect();
    parts.join("\n\n")
}

fn article(name: &str, message: &Message, text: String) -> Result<RawArticle, ImportError> {
    let sender = message.from().and_then(|from| from.first());
    let date = message.date().map(|it| format!("{:04}-{:02}-{:02}", it.year, it.month, it.day));
    let is_damaged = message.text_bodies().any(|part| part.is_encoding_problem);
    let warning = is_damaged.then(|| Warning {
        kind: WarningKind::Encoding,
        span: None,
        message: "The mail's encoding is not what it says; words in it may be damaged".into(),
    });
    let found = Found {
        title: message.subject().map(String::from),
        byline: sender.and_then(|it| it.name()).map(String::from),
        published: date,
        facts_from: "Read from the head of the mail.".into(),
        text,
        warnings: warning.into_iter().collect(),
        ..Found::default()
    };
    found.with_head(name)
}
