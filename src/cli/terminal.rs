//! Where output goes, and how it looks there.

use super::options::Color;
use anstream::{AutoStream, ColorChoice};
use notice_lint::report::Look;
use std::io::{BufWriter, IsTerminal, Write};

/// Whether a stream gets colours.
pub fn colours<S: anstream::stream::RawStream>(color: Color, stream: &S) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => !matches!(AutoStream::choice(stream), ColorChoice::Never),
    }
}

/// How reports look on standard output.
pub fn look(color: Color) -> Look {
    let out = std::io::stdout();
    let colour = colours(color, &out);
    let terminal = out.is_terminal();
    let width =
        if terminal { terminal_size::terminal_size_of(&out).map(|(width, _)| usize::from(width.0)) } else { None };
    Look { colour, links: colour && terminal, width: width.unwrap_or(100).clamp(60, 120) }
}

/// Standard output.
pub fn output(look: Look) -> Box<dyn Write> {
    let out = std::io::stdout();
    if look.colour {
        Box::new(BufWriter::with_capacity(1 << 16, AutoStream::always(out)))
    } else {
        Box::new(BufWriter::with_capacity(1 << 16, out))
    }
}
