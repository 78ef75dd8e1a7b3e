//! Deciding: what a worker writes on one item: a result, corrected values, a remark.

use crate::Refusal;
use serde::{Deserialize, Serialize};

/// 結果: what became of one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResultOf {
    /// そのとおり
    AsGiven,
    /// 直した
    Corrected,
    /// 確認できない
    Unclear,
}

impl ResultOf {
    /// Every result, in the order of the form.
    pub const ALL: [ResultOf; 3] = [ResultOf::AsGiven, ResultOf::Corrected, ResultOf::Unclear];

    /// The name as stored and as the form sends it.
    pub fn text(self) -> &'static str {
        match self {
            ResultOf::AsGiven => "as_given",
            ResultOf::Corrected => "corrected",
            ResultOf::Unclear => "unclear",
        }
    }

    /// Reads the name.
    pub fn named(text: &str) -> Option<ResultOf> {
        ResultOf::ALL.into_iter().find(|it| it.text() == text)
    }

    /// Its words.
    pub fn key(self) -> &'static str {
        match self {
            ResultOf::AsGiven => "work-result-as-given",
            ResultOf::Corrected => "work-result-corrected",
            ResultOf::Unclear => "work-result-unclear",
        }
    }
}

/// 回答: what stands on one item so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answer {
    pub result: Option<ResultOf>,
    /// Label and corrected value; labels as the client gave them.
    pub values: Vec<(String, String)>,
    pub remark: String,
}

impl Answer {
    /// Reads a stored answer; an empty one where nothing was typed.
    pub fn read(text: &str) -> Answer {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The text to store.
    pub fn written(&self) -> String {
        serde_json::to_string(self).expect("an answer holds texts alone")
    }

    /// An item is handed in with a result; what cannot be confirmed says why.
    pub fn complete(&self) -> Result<(), Refusal> {
        match self.result {
            None => Err(Refusal::AnswerIncomplete),
            Some(ResultOf::Unclear) if self.remark.trim().is_empty() => Err(Refusal::RemarkMissing),
            Some(_) => Ok(()),
        }
    }

    /// The value under a label, if it was typed.
    pub fn value(&self, label: &str) -> Option<&str> {
        self.values
            .iter()
            .find(|(it, _)| it == label)
            .map(|(_, value)| value.as_str())
    }
}

/// Label and value of what the client gave: an object or a list of pairs.
pub fn given(fields: &str) -> Vec<(String, String)> {
    let shown = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    };
    match serde_json::from_str(fields) {
        Ok(serde_json::Value::Object(map)) => map
            .iter()
            .map(|(label, value)| (label.clone(), shown(value)))
            .collect(),
        Ok(serde_json::Value::Array(pairs)) => {
            let pair = |it: &serde_json::Value| Some((shown(it.get(0)?), shown(it.get(1)?)));
            pairs.iter().filter_map(pair).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_handed_in_with_a_result_and_doubt_with_a_remark() {
        let blank = Answer::default();
        let unclear = Answer {
            result: Some(ResultOf::Unclear),
            ..Answer::default()
        };

        assert_eq!(blank.complete(), Err(Refusal::AnswerIncomplete));
        assert_eq!(unclear.complete(), Err(Refusal::RemarkMissing));
        assert_eq!(
            Answer {
                remark: "two shops".into(),
                ..unclear
            }
            .complete(),
            Ok(())
        );
    }

    #[test]
    fn what_was_typed_is_read_back() {
        let answer = Answer {
            result: Some(ResultOf::Corrected),
            values: vec![("tel".into(), "0261".into())],
            remark: String::new(),
        };

        assert_eq!(Answer::read(&answer.written()), answer);
        assert_eq!(Answer::read("{}"), Answer::default());
    }

    #[test]
    fn the_clients_fields_are_read_as_an_object_or_as_pairs() {
        let expected = vec![("tel".to_owned(), "0261".to_owned())];

        assert_eq!(given(r#"{"tel":"0261"}"#), expected);
        assert_eq!(given(r#"[["tel","0261"]]"#), expected);
    }
}
