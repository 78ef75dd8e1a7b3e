use std::fmt;
use std::process::ExitCode;

/// How a command ended: well, or with a sentence and an exit code.
pub type Outcome<T = ()> = Result<T, End>;

/// Why a command did not do what was asked.
#[derive(Debug)]
pub enum End {
    /// Exit code 1: understood, but not possible.
    Refused(String),
    /// Exit code 2: the words of the call are off.
    Misused(String),
}

/// Ends with exit code 1.
pub fn refused(sentence: impl fmt::Display) -> End {
    End::Refused(sentence.to_string())
}

/// Ends with exit code 2.
pub fn misused(sentence: impl fmt::Display) -> End {
    End::Misused(sentence.to_string())
}

impl End {
    pub fn code(&self) -> ExitCode {
        match self {
            End::Refused(_) => ExitCode::from(1),
            End::Misused(_) => ExitCode::from(2),
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Refused(sentence) | End::Misused(sentence) => out.write_str(sentence),
        }
    }
}

impl From<db::StoreError> for End {
    fn from(error: db::StoreError) -> End {
        refused(error)
    }
}

impl From<std::io::Error> for End {
    fn from(error: std::io::Error) -> End {
        refused(error)
    }
}

impl From<access::Failure> for End {
    fn from(failure: access::Failure) -> End {
        use access::Failure;
        let sentence = match failure {
            Failure::Absent => "there is no such row".to_owned(),
            Failure::Refused(words) => words.say_in(webkit::Lang::En),
            Failure::Faulty(faults) => {
                let sentences: Vec<String> = faults
                    .iter()
                    .map(|(field, words)| format!("{field}: {}", words.say_in(webkit::Lang::En)))
                    .collect();
                sentences.join("; ")
            }
            Failure::Stale => {
                "someone else changed the row meanwhile; run the command again".to_owned()
            }
            Failure::StepUp | Failure::SignIn | Failure::Expired => {
                "this needs a person who is signed in on the pages".to_owned()
            }
            Failure::Store(error) => error.to_string(),
        };
        refused(sentence)
    }
}
