//! What a check has to say.

use std::fmt;

/// Whether a finding fails the command. Notes sort first, so that errors end up at the bottom,
/// where a reader of a terminal looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Note,
    Error,
}

/// One sentence about one place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    pub level: Level,
    pub path: String,
    /// Counted from 1; 0 where the whole file is meant.
    pub line: usize,
    pub message: String,
}

impl Finding {
    pub fn error(path: &str, line: usize, message: impl Into<String>) -> Finding {
        Finding {
            level: Level::Error,
            path: path.to_owned(),
            line,
            message: message.into(),
        }
    }

    pub fn note(path: &str, line: usize, message: impl Into<String>) -> Finding {
        Finding {
            level: Level::Note,
            ..Finding::error(path, line, message)
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = match self.level {
            Level::Note => "note ",
            Level::Error => "error",
        };
        match self.line {
            0 => write!(f, "{level} {}: {}", self.path, self.message),
            line => write!(f, "{level} {}:{line}: {}", self.path, self.message),
        }
    }
}
