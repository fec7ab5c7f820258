//! Values that may be written in a short form: one or a list, a text or a mapping, one for all states.

use schemars::JsonSchema;
use serde::de::{self, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer, value::SeqAccessDeserializer};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// One value or a list of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Many<T>(pub Vec<T>);

impl<T> Default for Many<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de> + From<String>> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMore<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de> + From<String>> Visitor<'de> for OneOrMore<T> {
            type Value = Many<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a list")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Many(vec![T::from(text.to_owned())]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Many)
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(|one| Many(vec![one]))
            }
        }
        deserializer.deserialize_any(OneOrMore(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for Many<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Many{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let one = generator.subschema_for::<T>();
        schemars::json_schema!({"anyOf": [one.clone(), {"type": "array", "items": one}]})
    }
}

/// A text, or a mapping with more to say. `from` makes one from the text.
macro_rules! text_or_map {
    ($name:ident, $inner:ident, $from:expr) => {
        impl From<String> for $name {
            fn from(text: String) -> Self {
                let make: fn(String) -> $inner = $from;
                Self(make(text))
            }
        }
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct TextOrMap;
                impl<'de> ::serde::de::Visitor<'de> for TextOrMap {
                    type Value = $name;
                    fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.write_str("a text or a mapping")
                    }
                    fn visit_str<E: ::serde::de::Error>(self, text: &str) -> Result<$name, E> {
                        Ok($name::from(text.to_owned()))
                    }
                    fn visit_map<A: ::serde::de::MapAccess<'de>>(self, map: A) -> Result<$name, A::Error> {
                        <$inner as ::serde::Deserialize>::deserialize(::serde::de::value::MapAccessDeserializer::new(map)).map($name)
                    }
                }
                deserializer.deserialize_any(TextOrMap)
            }
        }
        impl ::schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let map = generator.subschema_for::<$inner>();
                schemars::json_schema!({"anyOf": [{"type": "string"}, map]})
            }
        }
    };
}
pub(super) use text_or_map;

/// A list of phrases, or one.
pub type Phrases = Many<String>;

/// A text for all states, or one a state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ByState<T>(pub BTreeMap<String, T>);

/// The key of a value that holds for all states.
pub const ANY_STATE: &str = "*";

impl<T> ByState<T> {
    /// The value for a state, or the one for all states.
    pub fn get(&self, state: &str) -> Option<&T> {
        self.0.get(state).or_else(|| self.0.get(ANY_STATE))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for ByState<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct States<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for States<T> {
            type Value = ByState<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or a mapping of states")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                let one = T::deserialize(de::value::StrDeserializer::new(text))?;
                Ok(ByState(BTreeMap::from([(ANY_STATE.to_owned(), one)])))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                BTreeMap::deserialize(MapAccessDeserializer::new(map)).map(ByState)
            }
        }
        if !deserializer.is_human_readable() {
            // The compiled pack: it holds the mapping, and its format cannot tell a text from one.
            return BTreeMap::deserialize(deserializer).map(ByState);
        }
        deserializer.deserialize_any(States(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for ByState<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("ByState{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let one = generator.subschema_for::<T>();
        schemars::json_schema!({"anyOf": [one.clone(), {"type": "object", "additionalProperties": one}]})
    }
}
