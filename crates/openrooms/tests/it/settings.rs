//! Where settings come from, and which beats which.

use std::io::Read as _;
use std::net::{IpAddr, TcpListener};
use std::os::unix::fs::PermissionsExt as _;

use serde_json::{Value, json};

use crate::home::{Home, complaint, outcome};
use crate::server::Server;

/// The address on which it listens, with such a command line, environment and file.
fn listens(flag: Option<&str>, variable: Option<&str>, file: Option<&str>) -> IpAddr {
    let home = Home::new();
    let mut args = vec!["serve"];
    if let Some(address) = file {
        home.write("openrooms.toml", format!("listen = '{address}:0'"));
        args.extend(["--config", "openrooms.toml"]);
    }
    let flag = flag.map(|address| format!("{address}:0"));
    args.extend(flag.iter().flat_map(|address| ["--listen", address.as_str()]));
    let mut command = home.command(&args);
    if let Some(address) = variable {
        command.env("OPENROOMS_LISTEN", format!("{address}:0"));
    }
    let server = Server::start_as(command);
    let address = server.address.ip();
    assert_eq!(server.end().code, Some(0));
    address
}

#[test]
fn a_flag_beats_a_variable_and_both_beat_the_file() {
    let [one, two, three] = ["127.0.0.1", "127.0.0.2", "127.0.0.3"];
    for (flag, variable, file, wanted) in [
        (Some(one), Some(two), Some(three), one),
        (None, Some(two), Some(three), two),
        (None, None, Some(three), three),
        (Some(two), None, Some(three), two),
    ] {
        assert_eq!(
            listens(flag, variable, file).to_string(),
            wanted,
            "{flag:?} {variable:?} {file:?}"
        );
    }
}

#[test]
fn a_name_will_do_for_an_address() {
    assert_eq!(listens(Some("localhost"), None, None).to_string(), "127.0.0.1");
    assert_eq!(listens(None, None, Some("localhost")).to_string(), "127.0.0.1");
}

#[test]
fn without_any_it_listens_on_8080_of_this_machine_alone() {
    // Taken by this test, if nobody else has it.
    let taken = TcpListener::bind("127.0.0.1:8080");
    let said = Home::new().failed(&["serve"]);
    assert!(said.starts_with("cannot listen on 127.0.0.1:8080: Address already in use"), "{said}");
    drop(taken);
}

#[test]
fn the_data_directory_is_named_the_same_way() {
    let home = Home::new();
    home.write("openrooms.toml", "data_dir = 'of-file'");
    home.done(&["org", "list"]);
    home.done(&["org", "list", "--config", "openrooms.toml"]);
    let all = ["org", "list", "--config", "openrooms.toml", "--data-dir", "of-flag"];
    let outputs = [
        home.command(&all[..4]).env("OPENROOMS_DATA_DIR", "of-variable").output(),
        home.command(&all).env("OPENROOMS_DATA_DIR", "of-nobody").output(),
        home.command(&["org", "list"]).env("OPENROOMS_CONFIG", "openrooms.toml").output(),
    ];
    assert!(outputs.iter().flatten().all(|output| output.status.success()), "{outputs:?}");
    for name in ["data", "of-file", "of-variable", "of-flag"] {
        assert!(home.holds(format!("{name}/openrooms.db")), "{name}");
    }
    assert!(!home.holds("of-nobody"));
}

#[test]
fn the_database_url_comes_from_a_file_as_well() {
    // Who knocks says which database they want.
    let database = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = database.local_addr().unwrap().port();
    let home = Home::new();
    let url = format!("postgres://of-file@127.0.0.1:{port}/rooms?sslmode=disable\n");
    home.write("database-url", url);
    home.write(
        "openrooms.toml",
        format!("database_url = 'postgres://of-settings@127.0.0.1:{port}/x'"),
    );
    let args = ["org", "list", "--config", "openrooms.toml", "--database-url-file", "database-url"];
    let child = home.command(&args).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let (mut socket, _) = database.accept().unwrap();
    let mut length = [0; 4];
    socket.read_exact(&mut length).unwrap();
    let mut startup = vec![0; u32::from_be_bytes(length) as usize - 4];
    socket.read_exact(&mut startup).unwrap();
    let startup = String::from_utf8_lossy(&startup);
    assert!(
        startup.contains("user\0of-file\0") && startup.contains("database\0rooms\0"),
        "{startup:?}"
    );
    // It is told nothing, and gives up.
    drop((socket, database));
    let said = complaint(&outcome(child.wait_with_output().unwrap()), 1);
    assert!(said.starts_with("cannot reach the database: "), "{said}");
}

/// A flag and a variable that exclude each other are on two levels, and one beats the other.
#[test]
fn a_flag_beats_the_variable_of_its_alternative() {
    let home = Home::new();
    let file = [("OPENROOMS_DATABASE_URL_FILE", "not-read")];
    let url = [("OPENROOMS_DATABASE_URL", "mysql://not-read")];
    let list = ["org", "list"];
    home.write("url", "");
    for (args, variables) in [(["--database-url", ""], file), (["--database-url-file", "url"], url)]
    {
        let mut command = home.command(&[&list[..], &args].concat());
        let outcome = outcome(command.envs(variables).output().unwrap());
        assert_eq!((outcome.code, &*outcome.err), (0, ""), "{args:?} {variables:?}");
    }
    // On one level there is nothing to choose by.
    let wanted =
        "the argument '--database-url <URL>' cannot be used with '--database-url-file <FILE>'";
    let both = ["--database-url", "", "--database-url-file", "url"];
    assert!(home.misused(&[&list[..], &both].concat()).starts_with(wanted));
    let both = home.command(&list).envs(file).envs(url).output().unwrap();
    let said = complaint(&outcome(both), 2);
    assert!(
        said.starts_with("OPENROOMS_DATABASE_URL cannot be used with OPENROOMS_DATABASE_URL_FILE"),
        "{said}"
    );
}

#[test]
fn a_key_file_that_is_named_by_a_flag_beats_a_key_of_the_environment() {
    let home = Home::with_sample();
    std::fs::rename(home.path("data/secret.key"), home.path("kept.key")).unwrap();
    let args = ["suite", "rotate-secret", "suitedemo", "--secret-key-file", "kept.key"];
    let mut command = home.command(&args);
    let output = command.env("OPENROOMS_SECRET_KEY", "0".repeat(64)).output().unwrap();
    assert_eq!(outcome(output).code, 0);
    // The file of the environment does not.
    let mut command = home.command(&args[..3]);
    command.env("OPENROOMS_SECRET_KEY", "0".repeat(64));
    let output = command.env("OPENROOMS_SECRET_KEY_FILE", "kept.key").output().unwrap();
    assert!(complaint(&outcome(output), 1).starts_with("the secret key is not the one "));
}

#[test]
fn the_file_takes_every_setting() {
    let home = Home::new();
    home.write("kept.key", "7".repeat(64));
    home.write(
        "openrooms.toml",
        "data_dir = 'here'\n\
         database_url = ''\n\
         database_url_file = 'not-read'\n\
         database_connections = 3\n\
         statement_timeout = 7\n\
         secret_key_file = 'kept.key'\n\
         listen = '127.0.0.1:0'\n\
         demo = true\n\
         demo_anywhere = true\n\
         trusted_proxy = ['10.0.0.0/8', '127.0.0.1']\n\
         log_level = 'debug'\n\
         log_format = 'json'\n\
         threads = 2\n\
         list_memory = 64\n\
         schedule_memory = 32\n\
         events_a_day = 100\n\
         drain_timeout = 3\n",
    );
    let server = Server::start_as(home.command(&["serve", "--config", "openrooms.toml"]));
    server.sample_token();
    assert!(server.printed("curl ").contains("0ffb7184xxxxx"), "the demo is served");
    assert!(home.holds("here/openrooms.db"));
    assert!(!home.holds("here/secret.key"), "the key is another file's");
    let log = server.end().log;
    assert!(log.iter().all(|line| serde_json::from_str::<Value>(line).is_ok()), "{log:#?}");
}

/// Whatever the help of `serve` names is a setting of the file too, but for the file itself.
#[test]
fn the_file_knows_what_the_command_line_knows() {
    let home = Home::new();
    let help = home.done(&["serve", "--help"]);
    let options = help.lines().filter_map(|line| line.trim().strip_prefix("--"));
    let options = options.filter_map(|line| line.split(' ').next());
    let mut wanted: Vec<_> =
        options.filter(|name| *name != "config").map(|name| name.replace('-', "_")).collect();
    home.write("openrooms.toml", "colour = 'red'");
    let said = home.misused(&["serve", "--config", "openrooms.toml"]);
    let (_, known) = said.split_once("expected one of ").unwrap();
    let mut known: Vec<_> = known.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    // The file alone takes several providers.
    known.retain(|name| name != "oidc");
    wanted.sort();
    known.sort();
    assert_eq!(known, wanted);
    assert!(known.len() > 10, "{known:?}");
}

/// The providers that the server offers, started with such arguments, variables and file.
fn providers(home: &Home, args: &[&str], variables: &[(&str, &str)], file: &str) -> Value {
    home.write("openrooms.toml", format!("listen = '127.0.0.1:0'\n{file}"));
    let mut command = home.command(&[&["serve", "--config", "openrooms.toml"], args].concat());
    command.envs(variables.iter().copied());
    let server = Server::start_as(command);
    let offered = crate::http::get(server.address, "/console/ways", None).body["oidc"].clone();
    assert_eq!(server.end().code, Some(0));
    offered
}

#[test]
fn providers_are_named_on_every_level_and_several_in_the_file() {
    let home = Home::with_sample();
    let issuer = "https://login.example.org/realms/staff";
    let flags = ["--oidc-issuer", issuer, "--oidc-client-id", "rooms"];
    let named = |id: &str, name: &str| json!({ "id": id, "name": name });
    assert_eq!(providers(&home, &[], &[], ""), json!([]));
    let host = "login.example.org";
    assert_eq!(providers(&home, &flags, &[], ""), json!([named("oidc", host)]));
    let variables = [("OPENROOMS_OIDC_NAME", "of variable"), ("OPENROOMS_OIDC_ID", "v")];
    let file = "oidc_name = 'of file'\noidc_claim = 'sub'\n";
    assert_eq!(providers(&home, &flags, &variables, file), json!([named("v", "of variable")]));
    assert_eq!(providers(&home, &flags, &[], file), json!([named("oidc", "of file")]));
    home.write("secret", "of the client\n");
    let more = format!(
        "oidc_issuer = '{issuer}'\noidc_client_id = 'a'\noidc_host = ['keys.example.org']\n\
         [[oidc]]\nid = 'two'\nissuer = 'http://127.0.0.1:9'\nclient_id = 'b'\n\
         client_secret_file = 'secret'\nname = 'Two'\norganisation = 'ding994axxxxx'\n\
         claim = 'preferred_username'\nhosts = []\n"
    );
    let both = json!([named("oidc", host), named("two", "Two")]);
    assert_eq!(providers(&home, &[], &[], &more), both);
}

#[test]
fn a_provider_that_is_none_stops_the_start() {
    let home = Home::new();
    home.write("empty", "\n");
    let issuer = ["--oidc-issuer", "https://login.example.org", "--oidc-client-id", "rooms"];
    let with = |more: &[&'static str]| [&["serve"], &issuer[..], more].concat();
    for (args, wanted) in [
        (vec!["serve", "--oidc-issuer", "https://a"], "oidc_issuer needs oidc_client_id"),
        (vec!["serve", "--oidc-name", "a"], "a provider that people sign in by needs oidc_issuer"),
        (
            vec!["serve", "--oidc-issuer", "http://a", "--oidc-client-id", "a"],
            "the provider (oidc) \"oidc\": the issuer is not an address",
        ),
        (with(&["--oidc-id", "A/B"]), "the provider (oidc) \"A/B\": the id must be"),
        (
            with(&["--oidc-client-secret-file", "empty"]),
            "the provider (oidc) \"oidc\": the client secret is empty",
        ),
    ] {
        let said = home.misused(&args);
        assert!(said.starts_with(wanted), "{args:?}: {said}");
    }
    let said = home.failed(&with(&["--oidc-client-secret-file", "nowhere"]));
    assert!(said.starts_with("cannot read the client secret from nowhere: "), "{said}");
    let table = "[[oidc]]\nissuer = 'https://a'\nclient_id = 'a'\n";
    home.write("openrooms.toml", table.repeat(2));
    let said = home.misused(&["serve", "--config", "openrooms.toml"]);
    assert!(said.starts_with("two providers (oidc) are called \"oidc\""), "{said}");
    home.write("openrooms.toml", format!("{table}colour = 'red'"));
    assert!(home.misused(&["serve", "--config", "openrooms.toml"]).contains("colour"));
}

#[test]
fn a_variable_that_is_no_setting_is_mentioned() {
    let home = Home::new();
    let mut command = home.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.env("OPENROOMS_LISTN", "0.0.0.0:80").env("OPENROOMS_TOKEN", "of a client");
    let log = Server::start_as(command).end().log.join("\n");
    assert!(
        log.contains("this environment variable is no setting name=\"OPENROOMS_LISTN\""),
        "{log}"
    );
    assert!(!log.contains("OPENROOMS_TOKEN") && !log.contains("0.0.0.0"), "{log}");
}

#[test]
fn the_secret_key_is_made_once_and_for_its_owner_alone() {
    let home = Home::with_sample();
    let file = home.path("data/secret.key");
    let key = std::fs::read_to_string(&file).unwrap();
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert!(
        key.len() == 65 && key.trim_end().bytes().all(|byte| byte.is_ascii_hexdigit()),
        "{key:?}"
    );
    assert_eq!(Server::start(&home, &[]).end().code, Some(0));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), key);
    // Given by the environment, it is the same key.
    std::fs::remove_file(&file).unwrap();
    let mut command = home.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.env("OPENROOMS_SECRET_KEY", key.trim_end());
    assert_eq!(Server::start_as(command).end().code, Some(0));
    assert!(!file.exists());
}
