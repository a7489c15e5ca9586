//! docs/WIRE.md, written from the catalogue. What is no table is prose in `wire/*.md`.

use std::fmt::Write as _;

use super::{DECISIONS, ERRORS, ErrorRow, Module, OURS, On, Row, rows};
use crate::{Method, Scope};

/// The whole of docs/WIRE.md.
pub fn wire_md() -> String {
    let mut page = String::from(include_str!("wire/intro.md"));
    let served = rows().filter(|row| row.is_served()).count();
    let all = rows().count();
    line(&mut page, "");
    line(&mut page, &format!("Served now: {served} of {all} operations."));

    heading(&mut page, "Operations");
    line(
        &mut page,
        "*from* tells where the call comes from, and after the slash where its scope does.",
    );
    for module in Module::ALL {
        operations(&mut page, module);
    }
    heading(&mut page, "Scopes");
    scopes(&mut page);
    heading(&mut page, "Tokens");
    page.push_str(include_str!("wire/tokens.md"));
    heading(&mut page, "Errors");
    page.push_str(include_str!("wire/form.md"));
    errors(&mut page);
    heading(&mut page, "What the SDKs send");
    page.push_str(include_str!("wire/sdks.md"));
    heading(&mut page, "Our decisions");
    decisions(&mut page);
    page
}

fn operations(page: &mut String, module: Module) {
    line(page, "");
    line(page, &format!("### {}", module.name()));
    line(page, "");
    line(page, module.about());
    line(page, "");
    line(page, "| operation | call | scope | served | from | what it does |");
    line(page, "| --- | --- | --- | --- | --- | --- |");
    let of_module = || rows().filter(|row| row.module == module);
    for row in of_module() {
        let ours = if row.is_ours { " (ours)" } else { "" };
        let scope =
            row.scope.map_or_else(|| "none".to_owned(), |scope| format!("`{}`", scope.name()));
        let served = if row.is_served() { "**yes**" } else { "not yet" };
        let from = match row.scope {
            Some(_) => format!("{} / {}", row.path_mark.letter(), row.scope_mark.letter()),
            None => row.path_mark.letter().to_owned(),
        };
        let call = format!("`{} {}`", methods(row), row.path);
        let cells = [&format!("{}{ours}", row.action), &call, &scope, served, &from, row.summary];
        line(page, &table_row(&cells));
    }
    if of_module().any(|row| !row.notes.is_empty()) {
        line(page, "");
    }
    for row in of_module().filter(|row| !row.notes.is_empty()) {
        let notes = row.notes.iter().map(|note| {
            let text = note.text.trim_end_matches('.');
            format!("{text} ({}).", note.mark.letter())
        });
        let notes = notes.collect::<Vec<_>>().join(" ");
        line(page, &format!("* {}: {notes}", row.action));
    }
}

/// The methods of an operation, `GET or POST`.
fn methods(row: &Row) -> String {
    let all = std::iter::once(&row.method).chain(row.also);
    all.map(Method::as_str).collect::<Vec<_>>().join(" or ")
}

fn scopes(page: &mut String) {
    line(page, "What an app must have been granted:");
    line(page, "");
    line(page, "| scope | operations |");
    line(page, "| --- | --- |");
    for scope in Scope::ALL.into_iter().chain([Scope::Console]) {
        let needing: Vec<_> =
            rows().filter(|row| row.scope == Some(scope)).map(|row| row.action).collect();
        let needing = if needing.is_empty() {
            "none: every app has it, and it is never checked (C)".to_owned()
        } else {
            let of_nobody = if scope == Scope::Console { " (no app has it: C)" } else { "" };
            format!("{}{of_nobody}", needing.join(", "))
        };
        line(page, &table_row(&[&format!("`{}`", scope.name()), &needing]));
    }
}

fn errors(page: &mut String) {
    line(page, "");
    line(page, "### Of the new API");
    line(page, "");
    line(page, "| on | status | code | message | from | when |");
    line(page, "| --- | --- | --- | --- | --- | --- |");
    for error in ERRORS.iter().filter(|error| !error.is_legacy()) {
        let cells = [
            &on(error),
            &error.status.to_string(),
            &format!("`{}`", error.code),
            &message(error),
            error.mark.letter(),
            error.when,
        ];
        line(page, &table_row(&cells));
    }
    line(page, "");
    line(page, "### Of the legacy API");
    line(page, "");
    line(page, "| on | errcode | sub_code | errmsg or sub_msg | from | when |");
    line(page, "| --- | --- | --- | --- | --- | --- |");
    for error in ERRORS.iter().filter(|error| error.is_legacy()) {
        let cells = [
            &on(error),
            error.code,
            error.sub_code.unwrap_or_default(),
            &message(error),
            error.mark.letter(),
            error.when,
        ];
        line(page, &table_row(&cells));
    }
}

fn message(error: &ErrorRow) -> String {
    if error.message == OURS { "*(ours)*".to_owned() } else { format!("`{}`", error.message) }
}

/// Which calls an error can answer, in words.
fn on(error: &ErrorRow) -> String {
    match error.on {
        On::Any => "every call".to_owned(),
        On::Token => "calls with a token".to_owned(),
        On::Body => "calls with a body".to_owned(),
        On::Module(module) => module.name().to_owned(),
        On::Scopes(scopes) => {
            let names = scopes.iter().map(|scope| format!("`{}`", scope.name()));
            names.collect::<Vec<_>>().join(", ")
        }
        On::Within(parameter) => format!("calls with `{parameter}` in their path"),
        On::Actions(actions) => actions.join(", "),
        On::Topapi => "topapi".to_owned(),
        On::LegacyElsewhere => "other paths".to_owned(),
    }
}

fn decisions(page: &mut String) {
    line(page, "| part | subject | what we do |");
    line(page, "| --- | --- | --- |");
    for decision in DECISIONS {
        let cells = [decision.section, decision.subject, decision.decision];
        line(page, &table_row(&cells));
    }
}

fn heading(page: &mut String, text: &str) {
    line(page, "");
    line(page, &format!("## {text}"));
    line(page, "");
}

fn line(page: &mut String, text: &str) {
    writeln!(page, "{text}").expect("writing to a String cannot fail");
}

/// One row of a table.
fn table_row(cells: &[&str]) -> String {
    let cells = cells.iter().map(|cell| cell.replace('|', "\\|"));
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}
