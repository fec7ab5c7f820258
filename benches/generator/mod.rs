//! Makes privacy notices of imaginary bodies, all different, by seed: for benchmarks and for trying things out.

/// A small generator of numbers (SplitMix64): the same seed gives the same notice everywhere.
pub struct Numbers(u64);

impl Numbers {
    /// Starts from a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x1234_5678_9abc_def1)
    }

    /// The next number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const PLACES: [&str; 16] = [
    "Ambleford",
    "Brackwater",
    "Cindermoor",
    "Dunhollow",
    "Eastmarsh",
    "Fennimere",
    "Gorsefield",
    "Harrowbeck",
    "Ilverton",
    "Kestrelby",
    "Larkmouth",
    "Mosswick",
    "Netherby",
    "Osierham",
    "Pellbridge",
    "Quarrendale",
];
const KINDS: [&str; 8] = [
    "Borough Council",
    "District Council",
    "NHS Trust",
    "Academy",
    "Housing Association",
    "Library Trust",
    "College",
    "Museum",
];
const SERVICES: [&str; 12] = [
    "library lending",
    "school admissions",
    "parking permits",
    "adult learning",
    "home adaptations",
    "waste collection",
    "leisure memberships",
    "family support",
    "planning applications",
    "concessionary travel",
    "grant funding",
    "volunteering",
];
const DATA: [&str; 14] = [
    "your name and address",
    "your date of birth",
    "your telephone number and e-mail address",
    "your bank details",
    "details of your family",
    "information about your health",
    "your ethnic origin",
    "photographs of the property",
    "records of calls and letters",
    "your National Insurance number",
    "your employment history",
    "your vehicle registration",
    "the needs that you tell us about",
    "references from other people",
];
const OTHERS: [&str; 12] = [
    "the police",
    "other councils",
    "our suppliers",
    "your landlord",
    "your school",
    "health services",
    "the courts",
    "our auditors",
    "voluntary organisations",
    "the Department for Work and Pensions",
    "debt collectors",
    "our insurers",
];
const PERIODS: [&str; 8] =
    ["six years", "12 months", "three years", "25 years", "seven years", "90 days", "two years", "10 years"];
const EVENTS: [&str; 6] = [
    "your last contact with us",
    "the case is closed",
    "the end of the contract",
    "your membership ends",
    "the child's 18th birthday",
    "the decision was made",
];
const BASES: [&str; 6] = [
    "Article 6(1)(e): it is necessary for a task in the public interest",
    "Article 6(1)(c): it is necessary to comply with a legal obligation",
    "Article 6(1)(b): it is necessary for a contract with you",
    "Article 6(1)(a): you have given your consent",
    "Article 6(1)(f): it is necessary for our legitimate interests",
    "Article 9(2)(g): it is necessary for reasons of substantial public interest",
];
const NAMES: [&str; 8] =
    ["Alma Reed", "Bram Oakley", "Cora Finch", "Dilys Marlow", "Ewan Thorne", "Freya Holt", "Gwen Ashby", "Hari Lowe"];
/// Short, so that a notice in which one comes twice does not repeat itself at length.
const FILLERS: [&str; 18] = [
    "Please read this page together with the other pages about {service} on our website.",
    "We train everyone in {service} once a year and check that they have understood.",
    "If something here is not clear, ask the team and we will explain it.",
    "Our offices in {place} are open from Monday to Friday except on public holidays.",
    "You can ask for this page in large print, Easy Read or another language.",
    "Some of our buildings have cameras, and signs at the door tell you about them.",
    "We write to you only about {service} and about changes that concern you.",
    "When you telephone the team in {place}, the adviser will ask you two short questions.",
    "Paper records are locked away, and only staff with a reason can open the room.",
    "Our systems are tested every spring by a firm without any other business with us.",
    "A colleague from {service} may visit you at home if you have agreed.",
    "We look at the answers to our yearly survey without any names.",
    "The team keeps a short note of each visit; you tell your story once.",
    "Where a form asks for more than we need, leave the box empty.",
    "You will find the forms for {service} at the counter and on our website.",
    "We answer most letters within ten working days.",
    "Nobody outside the team sees your file unless this page says so.",
    "We do not make decisions about {service} by computer alone.",
];

/// What one notice is about.
struct Body {
    place: &'static str,
    name: String,
    domain: String,
    service: &'static str,
}

fn fill(template: &str, body: &Body) -> String {
    template.replace("{service}", body.service).replace("{place}", body.place)
}

fn list(numbers: &mut Numbers, from: &[&str], count: usize, out: &mut String) {
    let start = numbers.below(from.len());
    for index in 0..count {
        out.push_str(&format!("- {}\n", from[(start + index * 3) % from.len()]));
    }
    out.push('\n');
}

fn fillers(numbers: &mut Numbers, body: &Body, count: usize, out: &mut String) {
    for index in 0..count {
        out.push_str(&fill(FILLERS[numbers.below(FILLERS.len())], body));
        out.push(if index + 1 == count { '\n' } else { ' ' });
    }
    out.push('\n');
}

/// One notice of about so many words, in Markdown.
pub fn notice(seed: u64, words: usize) -> String {
    let mut numbers = Numbers::new(seed);
    let n = &mut numbers;
    let place = n.pick(&PLACES);
    let name = format!("{place} {}", n.pick(&KINDS));
    let domain = format!("{}.example", name.to_lowercase().replace(' ', "-"));
    let body = Body { place, name, domain, service: n.pick(&SERVICES) };
    let mut out = format!("# Privacy notice for {}, number {seed}\n\n", body.service);
    let mut part = 0usize;
    while part == 0 || out.split_whitespace().count() + 60 < words {
        section(n, &body, part, &mut out);
        part += 1;
    }
    out.push_str(&format!("Last updated: {} {}\n", n.pick(&["May", "June", "January", "October"]), 2021 + n.below(6)));
    out
}

fn section(n: &mut Numbers, body: &Body, part: usize, out: &mut String) {
    let Body { name, domain, service, place } = body;
    let again = if part < 10 { String::new() } else { format!(" (part {})", part / 10 + 1) };
    match part % 10 {
        0 => {
            out.push_str(&format!("## Who we are{again}\n\n{name} is the controller of your personal data. "));
            out.push_str(&format!("Our offices are at {} High Street, {place}. ", 1 + n.below(200)));
            let officer = n.pick(&NAMES);
            out.push_str(&format!("Our data protection officer is {officer}; write to dpo@{domain}. "));
        }
        1 => {
            out.push_str(&format!("## What we collect{again}\n\nFor {service} we collect:\n\n"));
            list(n, &DATA, 5, out);
        }
        2 => {
            out.push_str(&format!(
                "## Where the information comes from{again}\n\nWe also obtain information from:\n\n"
            ));
            list(n, &OTHERS, 4, out);
        }
        3 => {
            out.push_str(&format!(
                "## How we use your information{again}\n\nWe use it to provide {service}, to answer you "
            ));
            out.push_str("and to plan our work. ");
        }
        4 => {
            out.push_str(&format!("## Our legal basis{again}\n\nThe UK GDPR lets us do so under {}. ", n.pick(&BASES)));
            out.push_str(&format!("For some of it we rely on {}. ", n.pick(&BASES)));
        }
        5 => {
            out.push_str(&format!("## Who we share it with{again}\n\nWe may share your information with:\n\n"));
            list(n, &OTHERS, 5, out);
        }
        6 => {
            let (period, event) = (n.pick(&PERIODS), n.pick(&EVENTS));
            out.push_str(&format!(
                "## How long we keep it{again}\n\nWe keep your information for {period} after {event}. "
            ));
            out.push_str(n.pick(&["Then we delete it securely. ", "Some is kept for as long as necessary. ", ""]));
        }
        7 => {
            out.push_str(&format!(
                "## Your rights{again}\n\nYou have the right to:\n\n- ask for a copy of your information\n"
            ));
            out.push_str("- have mistakes put right\n- have it erased\n- object to what we do with it\n\n");
        }
        8 => {
            let number = n.pick(&["0303 123 1113", "0303 123 1114", "01625 545745"]);
            out.push_str(&format!(
                "## Complaints{again}\n\nYou can complain to us at complaints@{domain}. You can also complain to the "
            ));
            out.push_str(&format!(
                "Information Commissioner's Office on {number} or at <https://ico.org.uk/make-a-complaint/>. "
            ));
        }
        _ => {
            out.push_str(&format!(
                "## Sending information abroad{again}\n\n| What | Where | Safeguard |\n| --- | --- | --- |\n"
            ));
            out.push_str(&format!("| e-mail | {} | adequacy regulations |\n", n.pick(&["Ireland", "Japan", "Canada"])));
            out.push_str("| surveys | the United States | standard contractual clauses |\n\n");
        }
    }
    let count = 3 + n.below(4);
    fillers(n, body, count, out);
}
