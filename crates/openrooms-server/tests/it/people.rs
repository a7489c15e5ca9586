//! People and departments as they are read: `contact_1_0` and topapi.

use serde_json::{Value, json};

use crate::fixture::{Home, Server};
use crate::request;
use crate::sample::{self, app, document, with};
use crate::wire::Reply;

on_both!(
    a_person_is_read_by_either_id,
    contacts_are_read_and_searched,
    pages_of_a_department_neither_repeat_nor_hide,
    departments_are_read,
    administrators_are_listed,
);

/// `corp` with all that can be known of people, and an app that may read it all.
pub(crate) fn corp() -> Value {
    let all: Vec<_> =
        openrooms_protocol::Scope::ALL.into_iter().map(openrooms_protocol::Scope::name).collect();
    let mut corp =
        with(sample::corp(), json!({ "apps": [with(app("app"), json!({ "scopes": all }))] }));
    let users = corp["users"].as_array_mut().unwrap();
    users[1] = json!({
        "userId": "u1", "unionId": "ann", "name": "Ann Anders", "deptIds": [3, 4],
        "email": "ann@example.org", "mobile": "+49-170123", "title": "Chief", "jobNumber": "007",
        "avatar": "https://example.org/ann.png", "hideMobile": true,
    });
    corp["departments"][3]["order"] = json!(-1);
    corp
}

async fn served(home: &Home) -> (Server, String) {
    home.import(document(&[corp()], &[])).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    (server, token)
}

async fn topapi(server: &Server, token: &str, action: &str, body: Value) -> Value {
    result(&server.call(request::topapi(&format!("topapi.{action}"), token, &body)).await)
}

/// The result of a success.
fn result(reply: &Reply) -> Value {
    let body = reply.json();
    assert_eq!((&body["errcode"], &body["errmsg"]), (&json!(0), &json!("ok")), "{body}");
    body["result"].clone()
}

async fn errcode(server: &Server, token: &str, action: &str, body: Value) -> Value {
    let reply = server.call(request::topapi(&format!("topapi.{action}"), token, &body)).await;
    reply.json()["errcode"].clone()
}

async fn a_person_is_read_by_either_id(home: &Home) {
    let (server, token) = served(home).await;
    let ann = topapi(&server, &token, "v2.user.get", json!({ "userid": "u1" })).await;
    assert_eq!(
        ann,
        json!({
            "userid": "u1", "unionid": "ann", "name": "Ann Anders", "mobile": "+49-170123",
            "avatar": "https://example.org/ann.png", "email": "ann@example.org", "title": "Chief",
            "job_number": "007", "dept_id_list": [3, 4],
            "leader_in_dept": [
                { "dept_id": 3, "leader": false }, { "dept_id": 4, "leader": false },
            ],
            "role_list": [], "admin": false, "boss": false, "senior": false, "active": true,
            "real_authed": false, "hide_mobile": true, "exclusive_account": false,
        })
    );
    let bare = topapi(&server, &token, "v2.user.get", json!({ "userid": "u0" })).await;
    assert_eq!((&bare["admin"], bare.get("mobile")), (&json!(true), None));
    for action in ["user.getbyunionid", "v2.user.getbyunionid"] {
        let found = topapi(&server, &token, action, json!({ "unionid": "ann" })).await;
        assert_eq!(found, json!({ "contact_type": 0, "userid": "u1" }));
        assert_eq!(errcode(&server, &token, action, json!({ "unionid": "u1" })).await, 60121);
        assert_eq!(errcode(&server, &token, action, json!({})).await, 400_002);
    }
    for (body, code) in [
        (json!({ "userid": "nobody" }), 60121),
        (json!({ "userid": "ann" }), 60121),
        (json!({ "userid": "" }), 33012),
        (json!({ "userid": "a\u{7}" }), 33012),
        (json!({}), 400_002),
        (json!({ "userid": ["u1"] }), 400_002),
        (json!({ "userid": "u\u{0}" }), 400_002),
    ] {
        assert_eq!(errcode(&server, &token, "v2.user.get", body.clone()).await, code, "{body}");
    }
    // By a form, with the token in it.
    let form = format!("userid=u1&access_token={token}");
    let kind = "application/x-www-form-urlencoded";
    let reply = server.call(request::post_as(kind, "/topapi/v2/user/get", &form)).await;
    assert_eq!(result(&reply)["unionid"], "ann");
    server.stop().await;
}

async fn contacts_are_read_and_searched(home: &Home) {
    let (server, token) = served(home).await;
    let get = async |id: &str| {
        server.call(request::get(&format!("/v1.0/contact/users/{id}"), &token)).await
    };
    let mut ann = get("ann").await.json();
    let open_id = ann.as_object_mut().unwrap().remove("openId").unwrap();
    assert_eq!(open_id.as_str().map(str::len), Some(28));
    assert_eq!(
        ann,
        json!({
            "nick": "Ann Anders", "unionId": "ann", "mobile": "170123", "stateCode": "49",
            "email": "ann@example.org", "avatarUrl": "https://example.org/ann.png",
        })
    );
    assert_eq!(get("bob").await.json()["unionId"], "bob");
    for (id, status, code) in [
        ("u1", 404, "invalidParameter.user.notFound"),
        ("me", 400, "InvalidAuthentication"),
        ("%6de", 400, "InvalidAuthentication"),
        ("a%00", 400, "param.error"),
    ] {
        assert_eq!(get(id).await.outcome(), (status, code.to_owned()), "{id}");
    }
    let search = async |what: &str, body: Value| {
        let path = format!("/v1.0/contact/{what}/search");
        server.call(request::with_body("POST", &path, &token, &body.to_string())).await
    };
    for (what, body, wanted) in [
        ("users", json!({ "queryWord": "b", "offset": 0, "size": 1 }), (true, 2, json!(["u0"]))),
        ("users", json!({ "queryWord": "B", "offset": 1, "size": 1 }), (false, 2, json!(["u2"]))),
        ("users", json!({ "queryWord": "b", "offset": 9, "size": 1 }), (false, 2, json!([]))),
        (
            "users",
            json!({ "queryWord": "Bob", "offset": 0, "size": 9, "fullMatchField": 1 }),
            (false, 1, json!(["u2"])),
        ),
        (
            "users",
            json!({ "queryWord": "bob", "offset": 0, "size": 9, "fullMatchField": 1 }),
            (false, 0, json!([])),
        ),
        ("users", json!({ "queryWord": "%", "offset": 0, "size": 9 }), (false, 0, json!([]))),
        (
            "departments",
            json!({ "queryWord": "E", "offset": 0, "size": 9 }),
            (false, 3, json!([2, 3, 4])),
        ),
        ("departments", json!({ "queryWord": "l", "offset": 1, "size": 1 }), (true, 3, json!([2]))),
    ] {
        let mut reply = search(what, body.clone()).await.json();
        let told = reply.as_object_mut().unwrap().remove(what).unwrap();
        let wanted = json!({ "hasMore": wanted.0, "totalCount": wanted.1, "list": wanted.2 });
        assert_eq!(reply, wanted, "{what} {body}");
        let id = if what == "users" { "userId" } else { "deptId" };
        let ids: Vec<_> = told.as_array().unwrap().iter().map(|each| &each[id]).collect();
        assert_eq!(json!(ids), reply["list"], "{what} {body}");
    }
    let bob = search("users", json!({ "queryWord": "ob", "offset": 0, "size": 1 })).await.json();
    assert_eq!(bob["users"], json!([{ "userId": "u2", "unionId": "bob", "name": "Bob" }]));
    let field = json!({ "queryWord": "fie", "offset": 0, "size": 1 });
    let field = search("departments", field).await.json();
    assert_eq!(field["departments"], json!([{ "deptId": 3, "name": "field", "parentId": 2 }]));
    for body in [
        json!({}),
        json!({ "queryWord": "b", "offset": 0 }),
        json!({ "queryWord": "b", "size": 1 }),
        json!({ "queryWord": " ", "offset": 0, "size": 1 }),
        json!({ "queryWord": "b".repeat(201), "offset": 0, "size": 1 }),
        json!({ "queryWord": "b", "offset": -1, "size": 1 }),
        json!({ "queryWord": "b", "offset": 0, "size": 0 }),
        json!({ "queryWord": "b", "offset": 0, "size": 101 }),
        json!({ "queryWord": "b", "offset": 0, "size": 1, "fullMatchField": 2 }),
        json!({ "queryWord": 7, "offset": 0, "size": 1 }),
    ] {
        let outcome = search("users", body.clone()).await.outcome();
        assert_eq!(outcome, (400, "param.error".to_owned()), "{body}");
    }
    server.stop().await;
}

async fn pages_of_a_department_neither_repeat_nor_hide(home: &Home) {
    let users: Vec<_> = (0..7)
        .map(|at| {
            json!({ "userId": format!("p{at}"), "unionId": format!("p{at}"),
            "name": "P", "deptIds": [9, 1, 9] })
        })
        .collect();
    home.import(document(&[json!({ "corpId": "corp", "corpName": "c", "users": users })], &[]))
        .await;
    let mut own = corp();
    let people = own["users"].as_array().unwrap().clone();
    own["departments"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "deptId": 9, "name": "n", "parentId": 1 }));
    own["users"] = json!(people);
    home.import(document(&[own], &[])).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    let page = async |cursor: &Value| {
        let body = json!({ "dept_id": 9, "cursor": cursor, "size": "3" });
        topapi(&server, &token, "v2.user.list", body).await
    };
    let ids = |page: &Value| -> Vec<String> {
        let list = page["list"].as_array().unwrap();
        list.iter().map(|user| user["userid"].as_str().unwrap().to_owned()).collect()
    };
    let first = page(&json!(0)).await;
    assert_eq!(
        (ids(&first), &first["has_more"]),
        (vec!["p0".into(), "p1".into(), "p2".into()], &json!(true))
    );
    assert_eq!(first["list"][0]["dept_id_list"], json!([9, 1, 9]));
    // Somebody who is imported anew keeps their place.
    let again = json!({ "userId": "p1", "unionId": "p1", "name": "Q", "deptIds": [9] });
    home.import(document(&[json!({ "corpId": "corp", "corpName": "c", "users": [again] })], &[]))
        .await;
    let second = page(&first["next_cursor"]).await;
    assert_eq!(ids(&second), ["p3", "p4", "p5"]);
    let last = page(&second["next_cursor"]).await;
    assert_eq!(
        (ids(&last), &last["has_more"], last.get("next_cursor")),
        (vec!["p6".into()], &json!(false), None)
    );
    for (body, code) in [
        (json!({ "dept_id": 99, "cursor": 0, "size": 1 }), 60003),
        (json!({ "dept_id": 2, "cursor": 0, "size": 1 }), 0),
        (json!({ "cursor": 0, "size": 1 }), 400_002),
        (json!({ "dept_id": 9, "size": 1 }), 400_002),
        (json!({ "dept_id": 9, "cursor": -1, "size": 1 }), 400_002),
        (json!({ "dept_id": 9, "cursor": 0, "size": 0 }), 400_002),
        (json!({ "dept_id": 9, "cursor": 0, "size": 101 }), 400_002),
        (json!({ "dept_id": "nine", "cursor": 0, "size": 1 }), 400_002),
    ] {
        assert_eq!(errcode(&server, &token, "v2.user.list", body.clone()).await, code, "{body}");
    }
    server.stop().await;
}

async fn departments_are_read(home: &Home) {
    let (server, token) = served(home).await;
    let of = |id: i64, name: &str, parent: i64| {
        json!({ "dept_id": id, "name": name, "parent_id": parent, "create_dept_group": false,
            "auto_add_user": false })
    };
    let below = topapi(&server, &token, "v2.department.listsub", json!({})).await;
    assert_eq!(below, json!([of(4, "other", 1), of(2, "sales", 1)]));
    let ids = topapi(&server, &token, "v2.department.listsubid", json!({ "dept_id": "1" })).await;
    assert_eq!(ids, json!({ "dept_id_list": [4, 2] }));
    let leaf = topapi(&server, &token, "v2.department.listsub", json!({ "dept_id": 3 })).await;
    assert_eq!(leaf, json!([]));
    let one = topapi(&server, &token, "v2.department.get", json!({ "dept_id": 4 })).await;
    assert_eq!(
        one,
        json!({ "dept_id": 4, "name": "other", "parent_id": 1, "order": -1, "member_count": 2 })
    );
    for action in ["v2.department.get", "v2.department.listsub", "v2.department.listsubid"] {
        for id in [0, -1, 99] {
            let body = json!({ "dept_id": id });
            assert_eq!(errcode(&server, &token, action, body).await, 60003, "{action} {id}");
        }
    }
    assert_eq!(errcode(&server, &token, "v2.department.get", json!({})).await, 400_002);
    server.stop().await;

    // An organisation of which nothing was said has a root all the same.
    let bare = json!({ "corpId": "bare", "corpName": "Bare",
        "apps": [with(app("bare-app"), json!({ "scopes": ["qyapi_get_department_list"] }))] });
    home.import(document(&[bare], &[])).await;
    let server = home.serve().await;
    let token = server.token("bare-app", "secret").await;
    let root = topapi(&server, &token, "v2.department.get", json!({ "dept_id": 1 })).await;
    assert_eq!(root, json!({ "dept_id": 1, "name": "Bare", "parent_id": 0, "member_count": 0 }));
    let below = topapi(&server, &token, "v2.department.listsub", json!({})).await;
    assert_eq!(below, json!([]));
    server.stop().await;
}

async fn administrators_are_listed(home: &Home) {
    let (server, token) = served(home).await;
    let admins = topapi(&server, &token, "user.listadmin", json!({})).await;
    let level = |id: &str, level: i32| json!({ "userid": id, "sys_level": level });
    assert_eq!(admins, json!([level("u0", 1), level("u3", 2), level("u4", 2)]));
    // Without a body, too.
    let target =
        format!("POST /topapi/user/listadmin?access_token={token} HTTP/1.1\r\nhost: x\r\n");
    let reply = server.call(format!("{target}content-length: 0\r\n\r\n")).await;
    assert_eq!(result(&reply), admins);
    server.stop().await;
}

#[tokio::test]
async fn addresses_rates_and_an_organisation_that_is_gone_are_told_in_the_legacy_words() {
    let limited = with(app("app"), json!({ "scopes": ["qyapi_get_member"], "qpsPerOperation": 1 }));
    let elsewhere = with(app("elsewhere"), json!({ "ipAllowList": ["192.0.2.0/24"] }));
    let corp = with(sample::corp(), json!({ "apps": [limited, elsewhere], "callsPerMonth": 1 }));
    let suite = with(sample::suite("suite", &["corp"]), json!({ "scopes": ["qyapi_get_member"] }));
    let home = Home::with(document(&[corp], &[suite])).await;
    let server = home.serve().await;
    let said = async |token: &str, action: &str| {
        let body = json!({ "userid": "u1" });
        let reply = server.call(request::topapi(action, token, &body)).await.json();
        (reply["errcode"].clone(), reply["sub_code"].clone(), reply["sub_msg"].clone())
    };
    let finer = |code: &str, message: &str| (json!(88), json!(code), json!(message));
    let get = "topapi.v2.user.get";
    let token = server.token("elsewhere", "secret").await;
    let wanted = finer("60020", "访问ip不在白名单之中,request ip=127.0.0.1");
    assert_eq!(said(&token, get).await, wanted);
    let token = server.token("app", "secret").await;
    let busy = "您的企业应用调用钉钉开放平台当前接口的所有请求都被暂时禁用了";
    // Contacts do not count against the month, which allows one call.
    for _ in 0..3 {
        assert_eq!(said(&token, get).await.0, 0);
        assert_eq!(said(&token, get).await, finer("90018", busy));
        home.pass(2);
    }
    let token = server.corp_token("suite", "secret", "corp").await;
    assert_eq!(said(&token, get).await.0, 0);
    let store = home.store().await;
    let (key, corp) =
        (openrooms_core::id::ClientKey::new("suite"), openrooms_core::id::CorpId::new("corp"));
    store.withdraw_suite(&key, &corp, &crate::fixture::BY, home.clock.now()).await.unwrap();
    store.close().await;
    let gone = finer("40014", "不合法的access_token");
    crate::fixture::eventually(std::time::Duration::from_secs(5), &gone, async || {
        said(&token, get).await
    })
    .await;
    server.stop().await;
}
