//! Deciding: the person who acts, and the one question every action asks.

use crate::policy::{self, Act, grants};
use crate::{AccountId, Failure, Grant, Role, Scope};
use base::Moment;
use db::{Author, Submission};

/// Who acts: an account with the roles that hold today, loaded for each request, never cached in a token.
#[derive(Clone, Debug)]
pub struct Actor {
    pub account: AccountId,
    pub name: String,
    pub grants: Vec<Grant>,
    pub lang: webkit::Lang,
    pub(crate) author: Author,
    /// When this session last proved a second factor.
    pub(crate) fresh_at: Option<Moment>,
    pub(crate) read_only: bool,
    /// Acts through a token of the API, which approves nothing but a delivery.
    pub(crate) by_token: bool,
    /// For a day after a recovery, money stays closed (safety §3).
    pub(crate) money_closed: bool,
}

/// A proof of the second factor counts for this long (safety §3).
const FRESH_SECONDS: i64 = 10 * 60;

impl Actor {
    /// A visitor who is not signed in.
    pub fn public() -> Actor {
        Actor {
            account: AccountId(0),
            name: String::new(),
            grants: Vec::new(),
            lang: webkit::Lang::default(),
            author: Author {
                role: "public".to_owned(),
                ..Author::default()
            },
            fresh_at: None,
            read_only: false,
            by_token: false,
            money_closed: false,
        }
    }

    /// The service itself, for jobs; reaches the whole region in every role's stead and is named so in the audit log.
    pub fn service(name: &str) -> Actor {
        Actor {
            author: Author::system(name),
            name: name.to_owned(),
            account: AccountId(-1),
            ..Actor::public()
        }
    }

    pub fn is_signed_in(&self) -> bool {
        self.account.0 > 0
    }

    pub fn has(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// The author of the audit rows of this person's commands.
    pub fn author(&self) -> &Author {
        &self.author
    }

    /// How far this person reaches for an act. What nobody allows answers like absent.
    pub fn may(&self, act: Act) -> Result<Scope, Failure> {
        let changes = matches!(act, Act::Write(_) | Act::Approve(_));
        match act {
            _ if self.account.0 == -1 => return Ok(Scope::whole_region()),
            Act::Public => return Ok(Scope::default()),
            Act::SignedIn if self.is_signed_in() => {
                return Ok(Scope {
                    own: Some(self.account),
                    ..Scope::default()
                });
            }
            _ if changes && self.read_only => return Err(Failure::Absent),
            _ if self.by_token && !policy::open_to_tokens(act) => return Err(Failure::Absent),
            Act::Write(it) | Act::Approve(it) if self.money_closed && it.is_money() => {
                return Err(Failure::Refused(webkit::words!("access-money-closed")));
            }
            _ => {}
        }
        let mut scope = Scope::default();
        let mut allowed = false;
        for grant in &self.grants {
            for (role, reach) in grants(act) {
                if *role == grant.role {
                    allowed = true;
                    scope.widen(grant, *reach, self.account);
                }
            }
        }
        if allowed {
            Ok(scope)
        } else {
            Err(Failure::Absent)
        }
    }

    /// Asks for a fresh second factor before an act with money, people's data or publication.
    pub fn fresh(&self, now: Moment) -> Result<(), Failure> {
        let fresh = self
            .fresh_at
            .is_some_and(|at| at.seconds_until(now) <= FRESH_SECONDS);
        if fresh || self.account.0 == -1 {
            Ok(())
        } else {
            Err(Failure::StepUp)
        }
    }

    /// The same person submitting a form with this idempotency key.
    pub fn submitting(&self, submission: Option<Submission>) -> Actor {
        let mut actor = self.clone();
        actor.author.submission = submission;
        actor
    }

    /// The same person with a second factor proved at `now` (sign-in, step-up, the demonstration's narrator).
    pub fn proved_at(&self, now: Moment) -> Actor {
        Actor {
            fresh_at: Some(now),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Resource;
    use crate::{ClientId, MunicipalityId};
    use base::Day;

    fn person(role: Role) -> Actor {
        let grant = Grant {
            role,
            municipality: Some(MunicipalityId(1)),
            site: None,
            client: Some(ClientId(2)),
            from_day: Day::known(2021, 4, 1),
            until_day: None,
        };
        Actor {
            account: AccountId(5),
            grants: vec![grant],
            ..Actor::public()
        }
    }

    #[test]
    fn an_officer_reaches_the_own_town_only() {
        let scope = person(Role::Officer)
            .may(Act::Read(Resource::Indicators))
            .unwrap();

        assert_eq!(
            scope,
            Scope {
                municipalities: vec![MunicipalityId(1)],
                ..Scope::default()
            }
        );
    }

    #[test]
    fn an_act_without_a_row_answers_like_absent() {
        assert!(matches!(
            person(Role::Client).may(Act::Read(Resource::Workers)),
            Err(Failure::Absent)
        ));
        assert!(matches!(
            Actor::public().may(Act::SignedIn),
            Err(Failure::Absent)
        ));
    }

    #[test]
    fn a_proof_of_the_second_factor_lasts_ten_minutes() {
        let now = Day::known(2027, 1, 18).at(10, 0);
        let approver = person(Role::PaymentApprover).proved_at(now);

        assert!(approver.fresh(now.plus_seconds(600)).is_ok());
        assert!(matches!(
            approver.fresh(now.plus_seconds(601)),
            Err(Failure::StepUp)
        ));
    }
}
