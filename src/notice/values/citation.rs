//! Citations of the law: provisions with the instrument that they belong to, and Acts named alone.

use super::act::{Instrument, Scope, instruments};
use super::provision::{Group, Head, group};
use super::{Value, ValueKind, Words};

/// How far an instrument that is not next to its provision may be.
const AHEAD: usize = 8;
const BEHIND: usize = 12;

/// The instruments by their first and by their last token.
struct Mentions {
    all: Vec<Instrument>,
    by_first: Vec<Option<usize>>,
    by_last: Vec<Option<usize>>,
}

impl Mentions {
    fn new(words: &Words) -> Self {
        let all = instruments(words);
        let mut by_first = vec![None; words.len()];
        let mut by_last = vec![None; words.len()];
        for (index, found) in all.iter().enumerate() {
            if let Some(slot) = by_first.get_mut(found.first) {
                *slot = Some(index);
            }
            if let Some(slot) = by_last.get_mut(found.last) {
                *slot = Some(index);
            }
        }
        Self { all, by_first, by_last }
    }

    fn starting(&self, token: usize) -> Option<usize> {
        self.by_first.get(token).copied().flatten()
    }

    fn ending(&self, token: usize) -> Option<usize> {
        self.by_last.get(token).copied().flatten()
    }

    fn fits(&self, index: usize, head: Head) -> bool {
        let Some(found) = self.all.get(index) else { return false };
        match head {
            Head::Article | Head::Recital => found.scope == Scope::Articles,
            Head::Section | Head::Part => found.scope == Scope::Act,
            Head::Schedule | Head::Paragraph => found.scope != Scope::Articles,
            Head::Regulation => found.scope == Scope::Regulations,
        }
    }
}

/// The instrument right after a group: `of the UK GDPR`, `(DPA 2018)`.
fn after(words: &Words, mentions: &Mentions, group: &Group) -> Option<usize> {
    let mut linked = false;
    for at in group.last..group.last + 4 {
        let gap = words.gap(at);
        if words.stops(at) || gap.contains([':', '.']) {
            return None;
        }
        let loose = gap.contains(',') || gap.contains('-');
        if let Some(found) = mentions.starting(at + 1) {
            return (linked && !loose || mentions.fits(found, group.head)).then_some(found);
        }
        if !words.is_any(at + 1, &["of", "the", "in", "under", "to", "from", "within", "and", "uk's"]) {
            return None;
        }
        if words.is(at + 1, "and") {
            return None;
        }
        linked |= words.is_any(at + 1, &["of", "under", "in", "to"]);
    }
    None
}

/// The instrument right before a group: `UK GDPR Article 6`, `Data Protection Act 2018, section 10`.
fn before(words: &Words, mentions: &Mentions, group: &Group) -> Option<usize> {
    let at = group.first.checked_sub(1)?;
    let near =
        matches!(words.gap(at).trim(), "" | "," | ":" | "-" | "(" | ")" | "):" | ")," | "'" | "[") && !words.stops(at);
    let found = mentions.ending(at).filter(|_| near)?;
    mentions.fits(found, group.head).then_some(found)
}

/// The nearest instrument of the sentence that has such provisions.
fn near(words: &Words, mentions: &Mentions, group: &Group) -> Option<usize> {
    for at in group.last..group.last + AHEAD {
        if words.stops(at) {
            break;
        }
        if let Some(found) = mentions.starting(at + 1).filter(|f| mentions.fits(*f, group.head)) {
            return Some(found);
        }
    }
    for back in 1..=BEHIND {
        let at = group.first.checked_sub(back)?;
        if words.stops(at) {
            break;
        }
        if let Some(found) = mentions.ending(at).filter(|f| mentions.fits(*f, group.head)) {
            return Some(found);
        }
    }
    None
}

/// A reference inside the document itself: `see section 5 below`, `Section 2.1`.
fn internal(words: &Words, group: &Group) -> bool {
    let next = group.last + 1;
    group.dotted
        || words.opens_block(group.first)
        || words.is_any(next, &["above", "below", "and"]) && words.is_any(next, &["above", "below"])
        || words.is_any(next, &["of", "in", "to"])
            && words.is_any(next + 1, &["this", "our", "your", "the"])
            && !words.is_any(next + 2, &["act", "regulations"])
            && (!words.is(next + 1, "the")
                || words.is_any(next + 2, &["notice", "policy", "form", "statement", "document", "privacy"]))
}

/// Whether a section comes after a Schedule in one clause, as if it stood in it.
fn follows_schedule(words: &Words, last: &Group, odd: bool, group: &Group) -> bool {
    let far = if odd { 8 } else { 14 };
    let close = group.first > last.last && group.first - last.last <= far;
    let clause = (last.last..group.first).all(|at| !words.stops(at));
    let own = group.first.checked_sub(1).is_some_and(|at| words.is_any(at, &["and", "or", "with", "under", "by"]));
    close && clause && (odd || !own)
}

pub(super) fn scan(words: &Words, out: &mut Vec<Value>) {
    let mentions = Mentions::new(words);
    let mut groups = Vec::new();
    let mut i = 0;
    while i < words.len() {
        match group(words, i) {
            Some(found) => {
                i = found.last.max(i) + 1;
                groups.push(found);
            }
            None => i += 1,
        }
    }
    let mut chosen: Vec<Option<usize>> = Vec::with_capacity(groups.len());
    let mut taken = vec![false; mentions.all.len()];
    for found in &groups {
        let next = after(words, &mentions, found).or_else(|| before(words, &mentions, found));
        if let Some(slot) = next.and_then(|n| taken.get_mut(n)) {
            *slot = true;
        }
        chosen.push(next);
    }
    // "section 10 and Schedule 1 of the Act": what comes last names the instrument of both.
    for index in (0..groups.len().saturating_sub(1)).rev() {
        let (Some(here), Some(next)) = (groups.get(index), groups.get(index + 1)) else { continue };
        let joins = (here.last + 1..next.first).all(|at| words.is_any(at, &["and", "or", "&", "the", "of"]))
            && next.first <= here.last + 4
            && !words.stops(here.last);
        let instrument = chosen.get(index + 1).copied().flatten().filter(|n| mentions.fits(*n, here.head));
        if let (true, Some(slot @ None), Some(instrument)) = (joins, chosen.get_mut(index), instrument) {
            *slot = Some(instrument);
        }
    }
    let mut schedule: Option<(usize, String, bool)> = None; // the last Schedule: group, canonical, passed on by a section
    for (index, found) in groups.iter().enumerate() {
        let sure = chosen.get(index).copied().flatten();
        let mut odd = None;
        let mut stem = None;
        if found.head == Head::Section
            && !found.in_schedule
            && sure.is_none()
            && let Some((last, canonical, passed)) = &schedule
            && groups.get(*last).is_some_and(|last| follows_schedule(words, last, *passed, found))
        {
            odd = Some("section-of-schedule");
            stem = Some(format!("{canonical}."));
        }
        let instrument = sure.or_else(|| near(words, &mentions, found));
        let named = instrument.and_then(|n| mentions.all.get(n)).map(|m| m.stem.unwrap_or(m.canonical.as_str()));
        let article = matches!(found.head, Head::Article | Head::Recital);
        let drop = match found.head {
            Head::Article | Head::Recital => false,
            Head::Part | Head::Paragraph => named.is_none() && !found.in_schedule,
            Head::Section => {
                named.is_none() && odd.is_none() && !found.in_schedule && (found.short || internal(words, found))
            }
            Head::Schedule | Head::Regulation => named.is_none() && found.dotted,
        };
        if drop {
            continue;
        }
        let named = named.unwrap_or(if article { "uk-gdpr" } else { "?" });
        let stem = stem.unwrap_or_else(|| format!("{named}/"));
        let gdpr = matches!(named, "uk-gdpr" | "eu-gdpr");
        for item in &found.items {
            let value = words.value(ValueKind::Citation, item.start, item.end, format!("{stem}{}", item.path));
            out.extend(
                value.map(|value| Value {
                    odd: odd.or(item.odd.filter(|o| *o == "section-of-schedule" || gdpr)),
                    ..value
                }),
            );
        }
        match (found.head, odd) {
            (Head::Schedule, _) => {
                let path =
                    found.items.first().map(|i| i.path.split('.').next().unwrap_or_default()).unwrap_or_default();
                schedule = Some((index, format!("{stem}{path}"), false));
            }
            (_, Some(_)) => schedule = schedule.map(|(_, canonical, _)| (index, canonical, true)),
            _ => {}
        }
    }
    for (found, taken) in mentions.all.iter().zip(taken) {
        if found.shown && !taken {
            let value = words.value(ValueKind::Citation, words.start(found.first), found.end, found.canonical.clone());
            out.extend(value.map(|value| Value { odd: found.odd, ..value }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ValueKind, sample::hold};

    #[test]
    fn articles() {
        hold(
            ValueKind::Citation,
            &[
                ("Article 6(1)(e) of the UK GDPR", "Article 6(1)(e)=uk-gdpr/6.1.e"),
                ("under UK GDPR Article 45, we", "Article 45=uk-gdpr/45"),
                ("GDPR Art. 6(1)(f)", "Art. 6(1)(f)=uk-gdpr/6.1.f"),
                ("Article 13 EU GDPR", "Article 13=eu-gdpr/13"),
                ("- Article (6)(1)(e) - public task", "Article (6)(1)(e)=uk-gdpr/6.1.e!bracketed"),
                (
                    "Article 6(e) and Article 9(g)",
                    "Article 6(e)=uk-gdpr/6.e!no-paragraph; Article 9(g)=uk-gdpr/9.g!no-paragraph",
                ),
                ("Articles 6(1)(c) and 6(1)(e)", "Articles 6(1)(c)=uk-gdpr/6.1.c; 6(1)(e)=uk-gdpr/6.1.e"),
                (
                    "Articles 6(1)(a), (c) and (e)",
                    "Articles 6(1)(a)=uk-gdpr/6.1.a; (c)=uk-gdpr/6.1.c; (e)=uk-gdpr/6.1.e",
                ),
                ("Articles 15 to 22", "Articles 15=uk-gdpr/15; 22=uk-gdpr/22"),
                ("Articles 15-22", "Articles 15=uk-gdpr/15; 22=uk-gdpr/22"),
                ("Article 22A, Art 13(2)(ca)", "Article 22A=uk-gdpr/22A; Art 13(2)(ca)=uk-gdpr/13.2.ca"),
                ("Article 6.1.e and 6 (1) (c)", "Article 6.1.e=uk-gdpr/6.1.e"),
                ("Article 8 of the European Convention on Human Rights", "Article 8=echr/8"),
                ("Article 6 and 12 months later", "Article 6=uk-gdpr/6"),
                ("Art. 6 (1) lit. b GDPR", "Art. 6 (1) lit. b=uk-gdpr/6.1.b"),
                ("Recital 47", "Recital 47=uk-gdpr/rec47"),
                ("Article 46(1A) (UK GDPR)", "Article 46(1A)=uk-gdpr/46.1A"),
                ("an article 6 of us read, articles of faith", "article 6=uk-gdpr/6"),
            ],
        );
    }

    #[test]
    fn provisions_of_acts() {
        hold(
            ValueKind::Citation,
            &[
                ("section 30(1) of the Data Protection Act 2018", "section 30(1)=dpa-2018/s30.1"),
                ("s.164A DPA 2018; s 14 DPA", "s.164A=dpa-2018/s164A; s 14=dpa-2018/s14"),
                ("ss.49, 50 of the DPA 2018", "ss.49=dpa-2018/s49; 50=dpa-2018/s50"),
                ("sections 17A-18 DPA 2018", "sections 17A=dpa-2018/s17A; 18=dpa-2018/s18"),
                ("Data Protection Act 2018, section 10", "section 10=dpa-2018/s10"),
                ("section 12 of the Data Protection Act 1998", "section 12=dpa-1998/s12"),
                ("section 17 of the Children Act 1989", "section 17=act:children act 1989/s17"),
                ("section 10 and Schedule 1 of the DPA 2018", "section 10=dpa-2018/s10; Schedule 1=dpa-2018/sch1"),
                ("rely on section 30(1)", "section 30(1)=?/s30.1"),
                ("Part 3 of the Data Protection Act 2018", "Part 3=dpa-2018/part3"),
                ("Regulation 22 of PECR", "Regulation 22=pecr/r22"),
                ("see section 5 below, section 2.1, section 3 of this notice, part 2", ""),
            ],
        );
    }

    #[test]
    fn schedules() {
        hold(
            ValueKind::Citation,
            &[
                ("Schedule 1, Part 2 of the Data Protection Act 2018", "Schedule 1, Part 2=dpa-2018/sch1.part2"),
                ("Schedule 1 paragraph 8 DPA 2018", "Schedule 1 paragraph 8=dpa-2018/sch1.p8"),
                ("DPA 2018 Schedule 1 (paragraph 8)", "Schedule 1 (paragraph 8)=dpa-2018/sch1.p8"),
                ("paragraph 8 of Schedule 1 to the DPA 2018", "paragraph 8 of Schedule 1=dpa-2018/sch1.p8"),
                ("paragraph 18 of Part 2 of Schedule 1", "paragraph 18 of Part 2 of Schedule 1=?/sch1.p18"),
                ("Schedule 1, Part 2, paragraph 8(1)", "Schedule 1, Part 2, paragraph 8(1)=?/sch1.p8.1"),
                ("under Schedule 2", "Schedule 2=?/sch2"),
                (
                    "in section 102 of Schedule 2 of the Mixed Data (Amendments etc) (EU Exit) Regulations 2019 (2019/419).",
                    "section 102 of Schedule 2=si:2019/419/sch2.s102!section-of-schedule",
                ),
                (
                    "a condition of Schedule 8 to the Data Protection Act 2018, e.g. section 6: claims, or section 7: courts",
                    "Schedule 8=dpa-2018/sch8; section 6=dpa-2018/sch8.s6!section-of-schedule; section 7=dpa-2018/sch8.s7!section-of-schedule",
                ),
                ("our retention schedule 2", ""),
            ],
        );
    }

    #[test]
    fn instruments_alone() {
        hold(
            ValueKind::Citation,
            &[
                (
                    "the UK GDPR and the Data Protection Act 2018 (DPA 2018)",
                    "Data Protection Act 2018=dpa-2018; DPA 2018=dpa-2018",
                ),
                ("Data Protection Act 1998", "Data Protection Act 1998=dpa-1998"),
                ("the Data Protection Act", "Data Protection Act=dpa!no-year"),
                (
                    "Under the Care Act 2014 and Children Act 1989",
                    "Care Act 2014=act:care act 2014; Children Act 1989=act:children act 1989",
                ),
                (
                    "the Data (Use and Access) Act 2025",
                    "Data (Use and Access) Act 2025=act:data (use and access) act 2025",
                ),
                (
                    "Police, Crime, Sentencing and Courts Act 2022",
                    "Police, Crime, Sentencing and Courts Act 2022=act:police, crime, sentencing and courts act 2022",
                ),
                ("General Data Protection Regulation (EU) 2016/679", "Regulation (EU) 2016/679=eu/2016/679"),
                (
                    "the Money Laundering Regulations 2017",
                    "Money Laundering Regulations 2017=regs:money laundering regulations 2017",
                ),
                (
                    "the Sundry (EU Exit) Regulations 2019 (SI 2019/419)",
                    "Sundry (EU Exit) Regulations 2019 (SI 2019/419)=si:2019/419",
                ),
                (
                    "Privacy and Electronic Communications (EC Directive) Regulations 2003",
                    "Privacy and Electronic Communications (EC Directive) Regulations 2003=pecr",
                ),
                ("We act 2018 times; to act; Data Protection Activity", ""),
            ],
        );
    }
}
