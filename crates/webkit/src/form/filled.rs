//! A form as its reader left it.

use crate::words::Words;

/// What the fields hold and which faults they have. The default is an empty form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filled {
    /// Field name and text, several for a field with several choices.
    pub values: Vec<(String, String)>,
    /// Field name and what to do about it; the empty name is the whole form.
    pub errors: Vec<(String, Words)>,
    /// What somebody else has stored meanwhile, by field; empty unless two people edited the same thing.
    pub stored: Vec<(String, String)>,
}

impl Filled {
    /// A form that starts with these values, for editing what exists.
    pub fn of<N: Into<String>, V: Into<String>>(
        values: impl IntoIterator<Item = (N, V)>,
    ) -> Filled {
        let values = values
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()))
            .collect();
        Filled {
            values,
            ..Filled::default()
        }
    }

    /// One more value.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Filled {
        self.values.push((name.to_owned(), value.into()));
        self
    }

    /// One more fault, for instance a refusal that a rule pronounced after the form was read.
    pub fn with_fault(mut self, field: &str, fault: Words) -> Filled {
        self.errors.push((field.to_owned(), fault));
        self
    }

    /// The first value of a field, or nothing.
    pub fn value(&self, name: &str) -> &str {
        self.values
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value)
    }

    /// Whether one of a field's values is `value`.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.values
            .iter()
            .any(|(key, it)| key == name && it == value)
    }

    /// The fault of a field, if any.
    pub fn fault(&self, name: &str) -> Option<&Words> {
        self.errors
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, fault)| fault)
    }

    /// Beside what was typed, what somebody else has stored since: the form is shown again as a conflict (409).
    pub fn against(mut self, stored: Vec<(String, String)>) -> Filled {
        self.stored = stored;
        self
    }

    /// Whether somebody else saved first.
    pub fn is_stale(&self) -> bool {
        !self.stored.is_empty()
    }

    /// What is stored in a field where something else was typed.
    pub(crate) fn differs(&self, name: &str) -> Option<Vec<String>> {
        let of = |pairs: &[(String, String)]| -> Vec<String> {
            let texts = pairs.iter().filter(|(key, _)| key == name);
            texts
                .map(|(_, text)| text.trim().replace("\r\n", "\n"))
                .filter(|text| !text.is_empty())
                .collect()
        };
        let known = self.stored.iter().any(|(key, _)| key == name);
        let (stored, typed) = (of(&self.stored), of(&self.values));
        // 「１，０００」 is no other number than 1000.
        let plain = |texts: &[String]| -> Vec<String> {
            let one = |text: &String| base::narrow_digits(text).replace([',', '，'], "");
            texts.iter().map(one).collect()
        };
        (known && plain(&stored) != plain(&typed)).then_some(stored)
    }

    /// Whether anything must be repaired.
    pub fn is_faulty(&self) -> bool {
        !self.errors.is_empty()
    }
}
