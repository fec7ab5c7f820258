//! How often words stand in privacy notices: a phrase is looked for where its rarest word stands.

/// The commonest words with how many of 100,000 words they are, counted over the texts of the rules' own tests. Only speed
/// depends on it.
#[rustfmt::skip]
const COMMON: &[(&str, u32)] = &[
    ("a", 1628), ("about", 274), ("access", 126), ("act", 305), ("address", 78), ("after", 239), ("agree", 118),
    ("agreement", 57), ("also", 65), ("an", 104), ("and", 862), ("any", 183), ("app", 52), ("applies", 74),
    ("apply", 57), ("are", 831), ("article", 431), ("as", 483), ("ask", 266), ("at", 923), ("authority", 174),
    ("automated", 178), ("based", 78), ("basis", 588), ("be", 313), ("because", 252), ("by", 300), ("call", 70),
    ("can", 823), ("care", 70), ("category", 165), ("check", 65), ("children", 57), ("collect", 305),
    ("commission", 157), ("commissioner", 178), ("commissioner's", 87), ("company", 61), ("complain", 409),
    ("complaint", 109), ("complaints", 139), ("comply", 57), ("condition", 52), ("consent", 318), ("contact", 183),
    ("contract", 122), ("controller", 326), ("controllers", 52), ("convictions", 74), ("cookies", 61),
    ("corporate", 100), ("council", 401), ("criminal", 165), ("data", 3126), ("days", 74), ("decision", 122),
    ("decisions", 200), ("delete", 61), ("department", 122), ("details", 148), ("direct", 61), ("do", 401),
    ("does", 52), ("each", 78), ("eea", 109), ("email", 57), ("enforcement", 65), ("equality", 74), ("eu", 300),
    ("european", 104), ("explicit", 65), ("fee", 57), ("file", 87), ("follow", 161), ("for", 1363), ("form", 57),
    ("from", 218), ("gdpr", 670), ("general", 100), ("give", 113), ("has", 104), ("have", 488), ("health", 261),
    ("help", 70), ("hold", 187), ("how", 401), ("ico", 422), ("if", 309), ("in", 858), ("information", 849),
    ("interest", 213), ("interests", 205), ("international", 70), ("is", 1476), ("it", 522), ("its", 100),
    ("job", 113), ("joint", 65), ("keep", 435), ("kingdom", 74), ("last", 78), ("law", 209), ("lawful", 248),
    ("legal", 374), ("legitimate", 248), ("links", 70), ("long", 218), ("look", 109), ("ltd", 122), ("made", 96),
    ("make", 96), ("marketing", 139), ("may", 627), ("members", 65), ("must", 70), ("name", 170), ("necessary", 131),
    ("need", 96), ("nhs", 70), ("no", 257), ("not", 627), ("notice", 700), ("object", 161), ("obligation", 74),
    ("of", 1680), ("office", 244), ("officer", 122), ("on", 862), ("only", 183), ("opportunity", 52), ("or", 257),
    ("org", 126), ("other", 87), ("our", 1415), ("out", 104), ("outside", 292), ("overseas", 57), ("own", 74),
    ("part", 70), ("parties", 57), ("pensions", 52), ("people", 83), ("performance", 96), ("personal", 196),
    ("place", 57), ("police", 83), ("policy", 65), ("privacy", 900), ("process", 65), ("processing", 87),
    ("protection", 583), ("public", 461), ("purpose", 174), ("read", 57), ("recognised", 61), ("record", 209),
    ("records", 205), ("register", 52), ("registered", 61), ("regulation", 118), ("regulations", 61), ("rely", 300),
    ("request", 152), ("responsible", 96), ("right", 157), ("rights", 535), ("safe", 96), ("schedule", 126),
    ("school", 87), ("section", 83), ("security", 57), ("see", 104), ("send", 174), ("sent", 57), ("servers", 61),
    ("service", 309), ("services", 91), ("share", 475), ("shared", 52), ("site", 57), ("six", 113), ("some", 104),
    ("special", 187), ("staff", 78), ("statement", 118), ("states", 78), ("stored", 87), ("subject", 74),
    ("substantial", 61), ("supplier", 61), ("take", 52), ("task", 235), ("team", 61), ("tell", 135), ("that", 387),
    ("the", 4662), ("them", 83), ("then", 57), ("there", 57), ("these", 52), ("third", 91), ("this", 401),
    ("time", 61), ("to", 2512), ("transfer", 170), ("transferred", 83), ("transfers", 274), ("trust", 152),
    ("uk", 993), ("under", 431), ("united", 148), ("updated", 61), ("us", 618), ("use", 762), ("used", 65),
    ("using", 61), ("was", 70), ("we", 4379), ("website", 144), ("what", 370), ("when", 70), ("where", 148),
    ("which", 57), ("who", 488), ("will", 335), ("with", 1032), ("withdraw", 74), ("within", 122), ("without", 52),
    ("work", 126), ("write", 222), ("years", 192), ("you", 2094), ("your", 3535),
];

/// What a word counts that is not among the commonest.
const RARE: u32 = 5;

/// How many of 100,000 words are this one, roughly.
pub(super) fn of_word(word: &str) -> u32 {
    COMMON.binary_search_by_key(&word, |(w, _)| w).map_or(RARE, |at| COMMON[at].1)
}

/// How many of 100,000 words begin so, roughly.
pub(super) fn of_beginning(beginning: &str) -> u32 {
    let from = COMMON.partition_point(|(w, _)| *w < beginning);
    RARE + COMMON[from..].iter().take_while(|(w, _)| w.starts_with(beginning)).map(|(_, n)| n).sum::<u32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_count_more() {
        assert!(COMMON.is_sorted_by_key(|(w, _)| w));
        assert!(of_word("the") > of_word("rights") && of_word("rights") > of_word("zebra"));
        assert!(of_beginning("da") > of_word("data") && of_beginning("zz") == RARE);
    }
}
