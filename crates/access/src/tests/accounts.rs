use super::{PASSWORD, each, house};
use crate::accounts::Bound;
use crate::grants;
use crate::{Actor, Failure, Role, accounts};
use base::PublicId;
use db::Db;

async fn id_of(db: &Db, actor: &Actor) -> PublicId {
    accounts::by_key(db, actor.account).await.unwrap().public_id
}

async fn holds(db: &Db, actor: &Actor, role: Role) -> bool {
    let now = accounts::actor_of(db, actor.account, db.clock().today())
        .await
        .unwrap();
    now.has(role)
}

#[tokio::test]
async fn a_payment_role_holds_only_after_a_second_person_confirmed_it() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let (admin, manager) = (
            house.cast.actor(Role::Administrator),
            house.cast.actor(Role::Manager),
        );
        let sales = house.cast.actor(Role::Sales);
        let account = id_of(&db, sales).await;

        grants::give(
            &db,
            admin,
            &account,
            Role::PaymentApprover,
            Bound::default(),
        )
        .await
        .unwrap();
        assert!(!holds(&db, sales, Role::PaymentApprover).await);
        let grant = grants::rows(&db, sales.account)
            .await
            .unwrap()
            .into_iter()
            .find(|it| it.waiting)
            .unwrap()
            .public_id;
        let alone = grants::approve(&db, admin, &account, &grant).await;
        assert!(matches!(alone, Err(Failure::Refused(_))), "{alone:?}");

        grants::approve(&db, manager, &account, &grant)
            .await
            .unwrap();
        assert!(holds(&db, sales, Role::PaymentApprover).await);
        grants::end(&db, admin, &account, &grant).await.unwrap();
        assert!(!holds(&db, sales, Role::PaymentApprover).await);
    })
    .await;
}

#[tokio::test]
async fn who_watches_over_everyone_is_proposed_by_one_and_confirmed_by_another() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let mut admin = house.staff("administrator@example.jp").await;
        let mut manager = house.entered(house.cast.actor(Role::Manager)).await;
        let sales = house.cast.actor(Role::Sales);
        let page = format!("/accounts/{}", id_of(&db, sales).await);
        let waiting = "/accounts/waiting";

        for role in ["administrator", "manager"] {
            let given = admin
                .post(&page, &format!("{page}/roles"), &[("role", role)])
                .await;
            assert_eq!(given.status, 303, "{}", given.body);
        }
        assert!(
            !holds(&db, sales, Role::Manager).await
                && !holds(&db, sales, Role::Administrator).await
        );
        let own = admin.get(waiting).await;
        assert!(
            !own.body.contains("/approval"),
            "who proposed does not confirm"
        );
        assert!(
            manager.get("/accounts").await.body.contains("2件"),
            "the other is told"
        );
        let id_before = |page: &super::browser::Answer, end: &str| {
            let before = page.body.split(end).next().unwrap();
            before.rsplit("/roles/").next().unwrap().to_owned()
        };
        let first = id_before(&manager.get(waiting).await, "/approval\"");
        let confirmed = manager
            .post(waiting, &format!("{page}/roles/{first}/approval"), &[])
            .await;
        assert_eq!(confirmed.status, 303, "{}", confirmed.body);
        let second = id_before(&manager.get(waiting).await, "/refusal\"");
        let refused = manager
            .post(waiting, &format!("{page}/roles/{second}/refusal"), &[])
            .await;
        assert_eq!(refused.leads_to(), waiting);

        assert!(holds(&db, sales, Role::Administrator).await);
        assert!(!holds(&db, sales, Role::Manager).await);
        for action in ["role.grant", "role.approve", "role.turn_down"] {
            let noted: i64 = db::count(
                &db,
                "select count(*) from audit_log where action = $1 and about = $2",
                vec![action.into(), sales.account.into()],
            )
            .await
            .unwrap();
            assert!(noted > 0, "{action}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_town_and_a_company_look_after_their_own_people_and_see_no_others() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let cases = [
            (Role::Officer, &house.cast.other_officer, "committee_member"),
            (Role::Client, &house.cast.other_client, "client"),
        ];
        for (role, other, given) in cases {
            let me = house.cast.actor(role);
            let mut own = house.entered(me).await;
            let listed = own.get("/accounts").await;
            assert!(listed.body.contains(&me.name), "{}", listed.body);
            for stranger in [
                other,
                house.cast.actor(Role::Worker),
                house.cast.actor(Role::Manager),
            ] {
                let page = format!("/accounts/{}", id_of(&db, stranger).await);
                assert!(
                    !listed.body.contains(&page),
                    "{role:?} sees {}",
                    stranger.name
                );
                assert_eq!(own.get(&page).await.status, 404);
                let reason = [("reason", "x")];
                let stopped = own
                    .post("/accounts/new", &format!("{page}/disabling"), &reason)
                    .await;
                assert_eq!(stopped.status, 404);
            }

            let form = own.get("/accounts/new").await;
            assert!(!form.body.contains("value=\"manager\""), "{}", form.body);
            let field = if role == Role::Client {
                "client"
            } else {
                "municipality"
            };
            let options = form.between(&format!("name=\"{field}\""), "</select>");
            let place = options
                .rsplit("value=\"")
                .next()
                .unwrap()
                .split('"')
                .next()
                .unwrap();
            let login = format!("new-{}@example.jp", role.name());
            let fields = [
                ("name", "新しい担当"),
                ("kana", "アタラシイ"),
                ("login", login.as_str()),
                ("lang", "ja"),
                ("role", given),
                (field, place),
            ];
            let beyond = [&fields[..4], &[("role", "manager")]].concat();
            assert_eq!(
                own.post("/accounts/new", "/accounts", &beyond).await.status,
                422
            );
            let made = own.post("/accounts/new", "/accounts", &fields).await;
            assert_eq!(made.status, 200, "{}", made.body);
            let known = [
                &fields[..2],
                &[("login", "worker@example.jp")],
                &fields[3..],
            ]
            .concat();
            let known = own.post("/accounts/new", "/accounts", &known).await;
            assert!(
                known.status == 422 && !known.body.contains("登録済み"),
                "{}",
                known.body
            );

            let new = accounts::by_login(&db, &login).await.unwrap().unwrap();
            let page = format!("/accounts/{}", new.public_id);
            let reason = [("reason", "異動")];
            let stopped = own.post(&page, &format!("{page}/disabling"), &reason).await;
            assert_eq!(stopped.status, 303, "{}", stopped.body);
        }
    })
    .await;
}

#[tokio::test]
async fn a_town_does_not_reach_someone_who_is_more_than_its_officer() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let mine = house.cast.actor(Role::CommitteeMember);
        let (page, mut officer) = (
            format!("/accounts/{}", id_of(&db, mine).await),
            house.entered(house.cast.actor(Role::Officer)).await,
        );
        assert_eq!(officer.get(&page).await.status, 200);

        let tx = db.begin(&db::Author::system("test")).await.unwrap();
        accounts::grant_in(&tx, mine.account, Role::Worker, Bound::default())
            .await
            .unwrap();
        tx.finish(&()).await.unwrap();

        assert_eq!(officer.get(&page).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn the_own_page_tells_what_changed_and_who_came_from_elsewhere() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let mut worker = house.worker().await;
        let quiet = worker.get("/account").await;
        assert!(
            !quiet.body.contains("最近の変更") || quiet.body.contains("パスワードが変わりました")
        );

        house.entered(house.cast.actor(Role::Worker)).await;
        let account = house.cast.actor(Role::Worker);
        let tx = db.begin(account.author()).await.unwrap();
        tx.note(db::AuditNote::done(
            db::Stream::Money,
            "account.give",
            "bank_account/1",
        ));
        tx.finish(&()).await.unwrap();
        let told = worker.get("/account").await;

        assert!(told.body.contains("口座が変わりました"), "{}", told.body);
        assert!(told.body.contains("Windows"), "{}", told.body);
    })
    .await;
}

#[tokio::test]
async fn nobody_gives_a_role_to_themselves_or_without_what_it_is_bound_to() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let admin = house.cast.actor(Role::Administrator);
        let (own, worker) = (
            id_of(&db, admin).await,
            id_of(&db, house.cast.actor(Role::Worker)).await,
        );

        let to_self = grants::give(&db, admin, &own, Role::Manager, Bound::default()).await;
        let unbound = grants::give(&db, admin, &worker, Role::Officer, Bound::default()).await;
        let by_worker = grants::give(
            &db,
            house.cast.actor(Role::Worker),
            &own,
            Role::Sales,
            Bound::default(),
        )
        .await;
        let confirmed_by_sales =
            grants::approve(&db, house.cast.actor(Role::Sales), &own, &worker).await;

        assert!(matches!(to_self, Err(Failure::Refused(_))));
        assert!(matches!(unbound, Err(Failure::Faulty(faults)) if faults[0].0 == "municipality"));
        assert!(matches!(by_worker, Err(Failure::Absent)));
        assert!(matches!(confirmed_by_sales, Err(Failure::Absent)));
    })
    .await;
}

#[tokio::test]
async fn someone_new_is_invited_sets_a_password_and_is_in() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let mut admin = house.staff("administrator@example.jp").await;
        let fields = [
            ("name", "有賀たかし"),
            ("kana", "アルガタカシ"),
            ("login", "ariga@example.jp"),
            ("lang", "ja"),
            ("role", "worker"),
        ];

        let made = admin.post("/accounts/new", "/accounts", &fields).await;
        assert_eq!(made.status, 200, "{}", made.body);
        let path = made.between("<code>", "</code>");
        assert_eq!(
            house
                .browser()
                .sign_in("ariga@example.jp", PASSWORD)
                .await
                .status,
            422
        );

        let mut new = house.browser();
        let weak = new
            .post(
                &path,
                &path,
                &[("new", "ariga-ariga-ariga"), ("again", "ariga-ariga-ariga")],
            )
            .await;
        assert_eq!(weak.status, 422);
        let unlike = new
            .post(&path, &path, &[("new", PASSWORD), ("again", "x")])
            .await;
        assert_eq!(unlike.status, 422);
        let set = new
            .post(&path, &path, &[("new", PASSWORD), ("again", PASSWORD)])
            .await;
        assert_eq!(set.leads_to(), "/sign-in");
        assert_eq!(new.sign_in("ariga@example.jp", PASSWORD).await.status, 303);
        assert_eq!(house.browser().get(&path).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn an_invitation_opens_for_seven_days() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let mut admin = house.staff("administrator@example.jp").await;
        let fields = [
            ("name", "有賀"),
            ("kana", "アルガ"),
            ("login", "ariga@example.jp"),
            ("lang", "ja"),
            ("role", "worker"),
        ];
        let path = admin
            .post("/accounts/new", "/accounts", &fields)
            .await
            .between("<code>", "</code>");

        assert_eq!(house.browser().get(&path).await.status, 200);
        house.later(7 * 86_400);

        assert_eq!(house.browser().get(&path).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_form_of_an_invitation_keeps_what_was_typed() {
    each(|db| async move {
        let house = house(db).await;
        let mut admin = house.staff("administrator@example.jp").await;
        let fields = [
            ("name", "有賀"),
            ("kana", "アルガ"),
            ("login", "worker@example.jp"),
            ("lang", "en"),
            ("role", "client"),
        ];

        let unbound = admin.post("/accounts/new", "/accounts", &fields).await;
        let taken = [&fields[..4], &[("role", "worker")]].concat();
        let taken = admin.post("/accounts/new", "/accounts", &taken).await;

        for answer in [&unbound, &taken] {
            assert_eq!(answer.status, 422);
            assert!(
                answer.body.contains("value=\"有賀\"")
                    && answer.body.contains("value=\"worker@example.jp\"")
            );
        }
        assert!(taken.body.contains("登録済み"));
    })
    .await;
}

#[tokio::test]
async fn changing_the_password_ends_the_other_sign_ins() {
    each(|db| async move {
        let house = house(db).await;
        let (mut here, mut there) = (house.worker().await, house.worker().await);
        let new = "あたらしい朝がきた希望の朝だ喜びに";

        let page = "/account/password";
        let wrong = here
            .post(page, page, &[("old", "x"), ("new", new), ("again", new)])
            .await;
        let right = here
            .post(
                page,
                page,
                &[("old", PASSWORD), ("new", new), ("again", new)],
            )
            .await;

        assert_eq!((wrong.status, right.status), (422, 303));
        assert_eq!(here.get("/account").await.status, 200);
        assert_eq!(there.get("/account").await.status, 303);
        assert_eq!(
            house
                .browser()
                .sign_in("worker@example.jp", PASSWORD)
                .await
                .status,
            422
        );
        assert_eq!(
            house
                .browser()
                .sign_in("worker@example.jp", new)
                .await
                .status,
            303
        );
    })
    .await;
}

#[tokio::test]
async fn a_person_ends_one_sign_in_or_all_others_and_nobody_elses() {
    each(|db| async move {
        let house = house(db).await;
        let (mut here, mut one, mut two) = (
            house.worker().await,
            house.worker().await,
            house.worker().await,
        );
        let mut stranger = house.entered(&house.cast.other_worker).await;

        let page = here.get("/account").await;
        let end = format!(
            "/account/sign-ins/{}/end",
            page.between("action=\"/account/sign-ins/", "/end\"")
        );
        stranger.post("/account", &end, &[]).await;
        assert_eq!(two.get("/account").await.status, 200);
        here.post("/account", &end, &[]).await;
        assert_eq!(two.get("/account").await.status, 303);
        here.post("/account", "/account/sign-ins/end-others", &[])
            .await;

        assert_eq!(one.get("/account").await.status, 303);
        assert_eq!(here.get("/account").await.status, 200);
        assert_eq!(stranger.get("/account").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn an_administrator_stops_an_account_for_a_reason() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let mut admin = house.staff("administrator@example.jp").await;
        let mut worker = house.worker().await;
        let page = format!(
            "/accounts/{}",
            id_of(&db, house.cast.actor(Role::Worker)).await
        );

        let without = admin
            .post(&page, &format!("{page}/disabling"), &[("reason", " ")])
            .await;
        let stopped = admin
            .post(
                &page,
                &format!("{page}/disabling"),
                &[("reason", "退会の申し出")],
            )
            .await;

        assert_eq!((without.status, stopped.status), (422, 303));
        assert_eq!(worker.get("/account").await.status, 303);
        let noted: i64 = db::count(
            &db,
            "select count(*) from audit_log where action = 'account.disable' and reason = $1",
            vec!["退会の申し出".into()],
        )
        .await
        .unwrap();
        assert_eq!(noted, 1);
    })
    .await;
}
