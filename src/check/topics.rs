//! The topic of each section: from its heading's words, with the body as second witness.

use super::reading::Reading;
use crate::notice::UnitKind;
use crate::rules::TopicId;

/// The name of the topic that says nothing.
pub(super) const OTHER: &str = "other";

/// How many body hits it takes to believe the body.
const WITNESSES: usize = 2;

/// Sets the topics of all sections, and puts a section whose heading says nothing, but whose body speaks of what the
/// section before it is about, under that section.
pub(super) fn assign(reading: &mut Reading<'_>) {
    let count = reading.notice.sections.len();
    let mut by_heading: Vec<Vec<(u32, u32, TopicId)>> = vec![Vec::new(); count];
    let mut bodies: Vec<Vec<usize>> = vec![vec![0; reading.rules.topics.len()]; count];
    for (id, topic) in reading.rules.topics.iter().enumerate() {
        for hit in topic.headings.iter().flat_map(|p| reading.hits_of_kind(p, UnitKind::Heading)) {
            by_heading[reading.unit(hit.unit).section as usize].push((hit.start, hit.end, id as TopicId));
        }
        for hit in topic.body.iter().flat_map(|p| reading.hits(p)) {
            let unit = reading.unit(hit.unit);
            if !matches!(unit.kind, UnitKind::Heading | UnitKind::Title | UnitKind::Meta) {
                bodies[unit.section as usize][id] += 1;
            }
        }
    }
    let other = reading.rules.topic(OTHER);
    let mut topics: Vec<Vec<TopicId>> = by_heading.iter_mut().map(|found| of_heading(found)).collect();
    for section in 1..count {
        let said_nothing = topics[section].is_empty() || topics[section].first().copied() == other;
        if said_nothing && reading.notice.sections[section].heading != reading.notice.title {
            match of_body(&bodies[section]) {
                Some(best) if topics[section].is_empty() => topics[section].push(best),
                Some(best) => bodies[section][best as usize] = usize::MAX, // a witness, but the heading stands
                None => {}
            }
        }
    }
    reading.topics = topics;
    nest(reading, &bodies);
}

/// Puts sections found by their look under those that they belong to, in one pass.
fn nest(reading: &mut Reading<'_>, bodies: &[Vec<usize>]) {
    let mut levels: Vec<u8> = reading.notice.sections.iter().map(|s| s.level).collect();
    // For each level the last section of it that no section of a higher level has closed.
    let mut last: [Option<u32>; 7] = [None; 7];
    for section in 1..levels.len() as u32 {
        let level = levels[section as usize].min(6);
        let above = last[usize::from(level)].filter(|above| belongs_under(reading, section, *above, bodies));
        let level = if above.is_some() { (level + 1).min(6) } else { level };
        levels[section as usize] = level;
        if reading.notice.sections[section as usize].heading != reading.notice.title {
            last[usize::from(level)] = Some(section);
        }
        last[usize::from(level) + 1..].fill(None);
    }
    reading.notice.set_levels(&levels);
}

/// Whether a section found by its look really stands under the one of the same level before it. Free text shows no
/// levels, but a heading that says again what the one before it says ("Our website", "Storing your website data"), or
/// whose section is about the same topic, opens a part of it.
fn belongs_under(reading: &Reading<'_>, section: u32, above: u32, bodies: &[Vec<usize>]) -> bool {
    let this = &reading.notice.sections[section as usize];
    if this.marked || this.heading == reading.notice.title {
        return false;
    }
    let topic = |s: u32| reading.topics[s as usize].first().copied().filter(|t| Some(*t) != reading.rules.topic(OTHER));
    let witnessed = topic(above).is_some_and(|t| bodies[section as usize][t as usize] == usize::MAX);
    let same_topic = topic(section).is_some() && topic(section) == topic(above);
    let (wide, narrow) = (content(reading.notice.heading_text(above)), content(reading.notice.heading_text(section)));
    let apart = topic(section).is_some() && topic(above).is_some() && !same_topic;
    let repeats = !apart && !wide.is_empty() && narrow.len() > wide.len() && wide.iter().all(|w| narrow.contains(w));
    same_topic || witnessed || repeats
}

/// Words that say nothing of what a heading is about.
const EMPTY: [&str; 22] = [
    "the", "a", "an", "our", "your", "my", "we", "us", "you", "of", "and", "or", "to", "for", "in", "on", "with",
    "how", "who", "what", "is", "are",
];

/// The words of a heading that say what it is about, without a plural s.
fn content(heading: &str) -> Vec<String> {
    heading
        .split(|c: char| !c.is_alphanumeric())
        .map(|w| w.to_lowercase().trim_end_matches('s').to_owned())
        .filter(|w| !w.is_empty() && !EMPTY.contains(&w.as_str()))
        .collect()
}

/// The longest match decides; further topics count where their words do not overlap those of a better one.
fn of_heading(found: &mut [(u32, u32, TopicId)]) -> Vec<TopicId> {
    found.sort_by_key(|(start, end, topic)| (std::cmp::Reverse(end - start), *topic));
    let mut taken: Vec<(u32, u32)> = Vec::new();
    let mut topics = Vec::new();
    for (start, end, topic) in found {
        if taken.iter().all(|(s, e)| *end <= *s || *start >= *e) {
            taken.push((*start, *end));
            if !topics.contains(topic) {
                topics.push(*topic);
            }
        }
    }
    topics
}

fn of_body(hits: &[usize]) -> Option<TopicId> {
    let (topic, count) = hits.iter().enumerate().max_by_key(|(id, n)| (**n, std::cmp::Reverse(*id)))?;
    (*count >= WITNESSES).then_some(topic as TopicId)
}
