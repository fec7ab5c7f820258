//! The words that tell names of organisations, people and places apart.
//!
//! Each capitalised token of a text is looked up once; the classes that it belongs to are the bits of a number.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The classes of a word.
pub(super) type Classes = u16;

/// Words that belong to no name, whatever their capitals.
pub(super) const BREAKERS: Classes = 1 << 0;
/// Words that end the name of an organisation, however it goes on.
pub(super) const STRONG: Classes = 1 << 1;
/// Words that end the name of an organisation only where the name ends.
pub(super) const WEAK: Classes = 1 << 2;
/// Words that open the name of an organisation before `of`, `for`.
pub(super) const OPENERS: Classes = 1 << 3;
/// Words that make no name of an organisation by themselves.
pub(super) const GENERIC: Classes = 1 << 4;
/// Any word that marks an organisation.
pub(super) const ORGANISATION_WORDS: Classes = 1 << 5;
/// Words of a building, a street or a box.
pub(super) const BUILDINGS: Classes = 1 << 6;
/// What people and teams are, rather than what they are called.
pub(super) const ROLES: Classes = 1 << 7;
/// Titles of people.
pub(super) const TITLES: Classes = 1 << 8;
/// Words that stand in no person's name (or so seldom that a mistake is worse).
pub(super) const NOT_NAMES: Classes = 1 << 9;
/// Usual first names in the United Kingdom.
pub(super) const FIRST_NAMES: Classes = 1 << 10;

/// The words of each class.
const WORDS: &[(Classes, &str)] = &[
    (
        BREAKERS,
        "\
         a about across after all also although an any are as ask asking at be because been before both \
         but by call called can collect collecting contact contacting could currently dear do does during \
         each either email every following from has have hereby how however if include includes including \
         is it its keeping kept let may most must named no not once only or other our out per please read \
         receive see send shall share sharing should since so some sometimes such telephone that the their \
         then there these they this those through under until use used using usually via view visit was we \
         website were what when where whether which while who whom why will with within without would \
         write yes you your",
    ),
    (
        STRONG,
        "\
         agency association authority borough charity church cic commission constabulary corporation \
         council diocese federation foundation gmbh hospital inc inspectorate institute limited llc llp \
         ltd ministry ombudsman partnership plc police society tribunal university",
    ),
    (
        WEAK,
        "\
         academy alliance bank board centre clinic club college committee company consortium department \
         fund group home homes library museum network nhs nursery office pharmacy practice register \
         registry school service services solicitors surgery trust union",
    ),
    (
        OPENERS,
        "\
         academy agency association bank board borough centre church college corporation council court \
         department diocese federation foundation house institute ministry office police school society \
         union university",
    ),
    (
        GENERIC,
        "\
         & access act adult adults advice advisory age aged ambulance analytics and app appropriate armed \
         back best body borough business care central chain children children's childrens city cloud \
         commercial community competent complaints consent contact content controller cookie cookies \
         corporate county covered credit customer customers data delivery digital district early education \
         election electoral eligible email emergency employment enforcement essential eu external facility \
         family financial fire first focus for foreign form fraud front full gdpr general good governing \
         government governors head health healthcare help high highways holding home hosting housing hr \
         human ict immunisation in independent information insurance internal international intranet it \
         joint judicial law lead learning legal leisure libraries licensing limited local mail main \
         management marketing medical member members mental metropolitan military mobile museums national \
         network new notice nursing of officer old on online out parent parish parks partner party payment \
         pension pensions personal planning platform platforms policy preference preferences prevention \
         primary privacy privately probation professional protection provision pty public quality records \
         recruitment reference regional registered registration regulation regulations regulatory relevant \
         request research residential resources rights safeguarding second secondary secure security \
         service services shared sixth skills social special standards state study subject supervisory \
         supplier suppliers supply support tax team terms the third to town trading transport trustee \
         trustees uk unitary user voluntary waste web web-based website website's well-being wellbeing \
         working youth",
    ),
    (
        ORGANISATION_WORDS,
        "\
         academy agency association authority centre church cic clinic club college commission council \
         federation foundation hospital institute library limited llp ltd museum nursery pharmacy plc \
         practice school society surgery trust university",
    ),
    (
        BUILDINGS,
        "\
         ave avenue block boulevard box broadway building buildings campus chambers circus civic close \
         cottage court crescent drive embankment estate farm floor freepost gardens gate green grove hall \
         hill house lane lodge mews mill offices parade park place plaza quay rd road room row square st \
         street suite terrace tower unit view walk way wharf yard",
    ),
    (
        ROLES,
        "\
         chair clerk commissioner complaints controller council data department director dpo enquiries \
         governance headteacher information lead manager office office's officer officer's principal \
         protection secretary service services team unit-head",
    ),
    (
        TITLES,
        "\
         cllr councillor dame dr miss mr mrs ms mx prof professor rev revd reverend sir",
    ),
    (
        NOT_NAMES,
        "\
         access accounts acting address administration admissions advice affairs america american \
         analytics annual appeal apps april archive archives assistant associates assurance audit august \
         australia avenue brexit britain british building caldicott canada care chairman chief china \
         circus civic claims clinical code communications complaint complaints compliance connect \
         consultancy consultants consulting contacts content contract corporate country court courts crime \
         crown customer date december deputy design details development digital directors east eastern \
         education educational email england enquiries environment equality europe european executive \
         facebook faq fax february finance floor forms framework france freedom friday gdpr general \
         germany global gmbh google governance great group guardian guidance guide hall helpline her high \
         hill his hotline house hr hub iceland ico inc india insurance ireland italy january japan job \
         july june justice kent king kingdom land lane learning legal limited llc london maidstone \
         majesty's manchester march may media medway microsoft monday monitoring name national netherlands \
         news north northern norway november number october office officers operations order outlook page \
         park people phone place platform point post press process processing product programme programmes \
         project purpose queen questions reception record records recruitment republic resilience \
         retention review risk road role royal safeguarding sales saturday scotland scottish section \
         security senior september sessions site sites software solutions south southern spain square \
         staff standard standards state statement states street student students subject sunday supported \
         surveys switzerland system systems teams technologies technology tel telephone terms thursday \
         title trading transparency tuesday united usa version wales website wednesday wells welsh west \
         western works wycliffe york zealand zone",
    ),
    (
        FIRST_NAMES,
        "\
         aaron abdul abigail adam adrian ahmed aisha alan alastair albert alex alexander alexandra alice \
         alison alistair amanda amelia amina amy andrea andrew andy angela anita ann anna anne annette \
         anthony antony arthur ashley barbara barry ben benjamin bernard beth bethany beverley brenda \
         brian bruce carl carol caroline carolyn catherine charles charlie charlotte cheryl chloe chris \
         christina christine christopher claire clare clive colin craig cynthia daniel danielle darren \
         david dawn dean debbie deborah debra denise dennis derek diana diane dominic donald donna dorothy \
         douglas duncan edward elaine eleanor elizabeth ellen emily emma eric erin fatima fiona frances \
         francis frank gail gareth gary gavin gemma geoff geoffrey george georgina gerald gillian gordon \
         grace graeme graham grant greg gregory guy hannah harriet harry hayley hazel heather heidi helen \
         henry hilary holly howard hugh iain ian imran isabel jack jackie jacob jacqueline jake james \
         jamie jan jane janet janice jason jayne jean jeff jeffrey jennifer jenny jeremy jessica jill jo \
         joan joanna joanne joe john jon jonathan joseph joshua joy joyce judith julia julian julie karen \
         karl kate katherine kathleen kathryn katie keith kelly kenneth kerry kevin kim kirsty laura \
         lauren lawrence leah lee leon lesley leslie lewis liam linda lisa lorraine louis louise lucy luke \
         lynn lynne malcolm mandy marcus margaret maria marie marilyn marion mark martin mary matthew \
         maureen max megan melanie melissa michael michelle mike mohammad mohammed molly muhammad nadia \
         nancy naomi natalie natasha nathan neil nicholas nick nicola nicole nigel noel oliver olivia \
         oscar owen pamela pat patricia patrick paul paula pauline penelope penny peter phil philip \
         philippa phillip priya rachel raj ralph raymond rebecca rhys richard rita rob robert robin roger \
         ronald rosalind rosemary ross roy russell ruth ryan sally sam samantha samuel sandra sara sarah \
         scott sean sharon sheila shirley simon sophie stacey stella stephanie stephen steve steven stuart \
         sue susan suzanne sylvia tanya terence teresa terry theresa thomas tim timothy tina toby tom tony \
         tracey tracy trevor valerie vanessa veronica victor victoria vincent vivien wayne wendy william \
         yasmin yvonne zoe",
    ),
];

static CLASSES: LazyLock<HashMap<&str, Classes>> = LazyLock::new(|| {
    let mut map = HashMap::with_capacity(2000);
    for (class, words) in WORDS {
        for word in words.split_ascii_whitespace() {
            *map.entry(word).or_default() |= class;
        }
    }
    map
});

/// The classes of a word in lower case.
pub(super) fn classes(word: &str) -> Classes {
    CLASSES.get(word).copied().unwrap_or_default()
}

/// Bodies and firms that are known by name; lower case, words parted by spaces, sorted when they are first used.
const BODY_NAMES: &str = "\
    acas; action fraud; adobe; agilisys; amazon; amazon web services; apple; arbor; aws; bank of england; \
    bbc; british library; cabinet office; cafcass; capita; care quality commission; charity commission; \
    citizens advice; cloudflare; companies house; cpoms; cqc; crown commercial service; \
    crown prosecution service; department for education; department for work and pensions; \
    department of health and social care; dfe; dhsc; disclosure and barring service; docusign; dropbox; \
    dvla; dwp; edulink; environment agency; equality and human rights commission; equifax; experian; \
    facebook; financial conduct authority; financial ombudsman service; food standards agency; \
    general medical council; github; gocardless; google; government digital service; \
    government legal department; govmetric; granicus; health and safety executive; \
    health research authority; hm courts and tribunals service; hm land registry; hm passport office; \
    hm prison and probation service; hm revenue & customs; hm revenue and customs; hm treasury; hmcts; \
    hmrc; home office; hotjar; hubspot; ico; information commission; information commission's office; \
    information commissioner; information commissioner's office; information commissioners office; \
    instagram; intercom; jisc; jobcentre plus; land registry; legal aid agency; linkedin; \
    local government and social care ombudsman; local government association; local government ombudsman; \
    mailchimp; meta; metropolitan police; microsoft; ministry of defence; ministry of justice; mixpanel; \
    national archives; national audit office; national crime agency; national fraud initiative; \
    national health service; national insurance fund; nhs; nhs digital; nhs england; nhs improvement; \
    northgate; ofcom; office for national statistics; office for standards in education; ofgem; ofqual; \
    ofsted; opayo; oracle; parentmail; parentpay; parliamentary and health service ombudsman; paypal; \
    post office; public health england; royal mail; sage; salesforce; sendgrid; serious fraud office; \
    shopify; skills for care; snap surveys; squarespace; stripe; student loans company; survey monkey; \
    surveymonkey; tell us once; tiktok; transport for london; transunion; trustpilot; twilio; twitter; \
    uk health security agency; ukhsa; ukri; ukvi; vimeo; visa; whatsapp; wordpress; workday; worldpay; \
    xero; youtube; zendesk";

static BODIES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut names: Vec<&str> = BODY_NAMES.split("; ").collect();
    names.sort_unstable();
    names
});

/// The known names that start with a word, in lower case.
pub(super) fn bodies(first: &str) -> impl Iterator<Item = &'static str> {
    let from = BODIES.partition_point(|name| *name < first);
    let rest = BODIES.get(from..).unwrap_or_default();
    rest.iter().copied().take_while(move |name| name.starts_with(first))
}

/// Words near a name that say it is a person's.
pub(super) const PERSON_CONTEXT: &[&str] = &[
    "officer",
    "dpo",
    "headteacher",
    "head",
    "manager",
    "chair",
    "chairman",
    "chairwoman",
    "chairperson",
    "secretary",
    "lead",
    "director",
    "principal",
    "guardian",
    "clerk",
    "name",
    "led",
    "commissioner",
    "owner",
    "proprietor",
    "bursar",
    "senco",
    "solicitor",
    "governor",
    "rector",
    "vicar",
    "warden",
    "ceo",
    "administrator",
    "coordinator",
    "co-ordinator",
];

/// Words near a name that allow it to be a person's, if its first name is known.
pub(super) const PERSON_HINT: &[&str] = &[
    "is",
    "contact",
    "controller",
    "called",
    "ask",
    "to",
    "was",
    "email",
    "write",
    "speak",
    "representative",
    "partner",
];
