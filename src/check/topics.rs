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
        for hit in topic.headings.iter().flat_map(|p| reading.hits(*p)) {
            let unit = reading.unit(hit.unit);
            if unit.kind == UnitKind::Heading {
                by_heading[unit.section as usize].push((hit.start, hit.end, id as TopicId));
            }
        }
        for hit in topic.body.iter().flat_map(|p| reading.hits(*p)) {
            let unit = reading.unit(hit.unit);
            if !matches!(unit.kind, UnitKind::Heading | UnitKind::Title | UnitKind::Meta) {
                bodies[unit.section as usize][id] += 1;
            }
        }
    }
    let other = reading.rules.topic(OTHER);
    let mut topics: Vec<Vec<TopicId>> = by_heading.iter_mut().map(|found| of_heading(found)).collect();
    let mut sub_sections = Vec::new();
    for section in 1..count {
        let said_nothing = topics[section].is_empty() || topics[section].first().copied() == other;
        if !said_nothing || reading.notice.sections[section].heading == reading.notice.title {
            continue;
        }
        let Some(best) = of_body(&bodies[section]) else { continue };
        let (this, before) = (&reading.notice.sections[section], section - 1);
        let follows = !this.marked
            && reading.notice.sections[before].heading.is_some()
            && reading.notice.sections[before].heading != reading.notice.title
            && topics[before].first() == Some(&best)
            && reading.notice.sections[before].level >= this.level;
        if follows {
            sub_sections.push((section as u32, reading.notice.sections[before].level));
        }
        if topics[section].is_empty() {
            topics[section].push(best);
        }
    }
    reading.topics = topics;
    for (section, level_before) in sub_sections {
        let level = if reading.notice.sections[section as usize].level > level_before { continue } else { level_before + 1 };
        reading.notice.set_level(section, level.min(6));
    }
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
