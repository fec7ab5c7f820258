//! Between the URIs of a client and paths.

use gen_lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::path::{Path, PathBuf};

/// What may stand in a path of a URI as it is.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A document's identity: clients write one file in several ways (`%3A` or `:`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(String);

impl Key {
    /// The identity behind a URI.
    pub fn of(uri: &Uri) -> Self {
        match to_path(uri) {
            Some(path) => Self::of_path(&path),
            None => Self(uri.0.clone()),
        }
    }

    /// The identity of a file.
    pub fn of_path(path: &Path) -> Self {
        Self(from_path(path).0)
    }
}

/// The path of a `file:` URI; `None` for others, such as a document that was never saved.
pub fn to_path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.0.strip_prefix("file://")?;
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    // A host other than this machine is a network share; only Windows has those.
    let (host, path) = rest.split_at(rest.find('/')?);
    let path = percent_decode_str(path).decode_utf8().ok()?;
    if path.contains('\0') {
        return None;
    }
    let drive = path.as_bytes().get(2) == Some(&b':') && path.as_bytes()[1].is_ascii_alphabetic();
    let path = match (drive, host) {
        (true, _) => path[1..].to_owned(),
        (false, "" | "localhost") => path.into_owned(),
        (false, host) => format!("//{host}{path}"),
    };
    Some(crate::config::absolute(Path::new(&path)))
}

/// The URI of a file.
pub fn from_path(path: &Path) -> Uri {
    let path = path.to_string_lossy().replace('\\', "/");
    let slash = if path.starts_with('/') { "" } else { "/" };
    Uri(format!("file://{slash}{}", utf8_percent_encode(&path, KEPT)))
}

/// The last part of a URI, in words: what a document that is no file is called.
pub fn name(uri: &Uri) -> String {
    let last = uri.0.rsplit(['/', ':']).next().unwrap_or_default();
    let name = percent_decode_str(last).decode_utf8_lossy().into_owned();
    if name.is_empty() { "untitled".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_is_one_key_however_it_is_written() {
        let plain = Uri::from("file:///a/privacy%20notice%20%28new%29.md");
        assert_eq!(Key::of(&plain), Key::of(&Uri::from("file:///a/b/../privacy%20notice%20(new).md")));
        assert_eq!(to_path(&plain), Some(PathBuf::from("/a/privacy notice (new).md")));
        assert_eq!(from_path(Path::new("/a/privacy notice (new).md")), plain);
    }

    #[test]
    fn what_is_no_file_has_no_path() {
        for other in
            ["untitled:Untitled-1", "vscode-notebook:/x", "file:", "file://", "", "file:///a%00b", "file:///%ff"]
        {
            assert_eq!(to_path(&Uri::from(other)), None, "{other}");
        }
        assert_eq!(name(&Uri::from("untitled:Untitled-1")), "Untitled-1");
        assert_eq!(name(&Uri::from("")), "untitled");
    }
}
