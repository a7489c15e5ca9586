//! `openrooms template`: how screens look, asked of a server over its API.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use openrooms_protocol::rooms::{NewTemplate, ScreenTemplate, TemplateList, TemplateUpdate};
use serde_json::json;

use super::expected;
use super::room::{client, misuse_apart};
use crate::alternatives::Settled;
use crate::output;
use crate::remote::{ServerArgs, ServerOptions};

#[derive(Debug, Subcommand)]
pub(crate) enum TemplateCommand {
    /// Make a screen template, and print its id
    #[command(after_help = "Examples:
  openrooms template create --name Lobby --background https://example.org/a.png --token TOKEN
  openrooms template create --name Lobby --calendar true --room 0ffb7184xxxxx --token TOKEN")]
    Create {
        #[command(flatten)]
        server: ServerArgs,
        #[command(flatten)]
        fields: Box<TemplateFieldsArgs>,
    },
    /// Replace a screen template: what is not given goes back to its default, but for the name
    #[command(after_help = "Examples:
  openrooms template update 1 --text 'Quiet, please' --room 0ffb7184xxxxx --token TOKEN
  openrooms template get 1 --token TOKEN --json > seen.json
  openrooms template update 1 --text 'Quiet, please' --expected seen.json --token TOKEN")]
    Update {
        #[command(flatten)]
        server: ServerArgs,
        /// Its id
        template: i64,
        /// Change nothing where the template is not as this file of template get --json says; - is
        /// standard input; openrooms only
        #[arg(long, value_name = "FILE")]
        expected: Option<PathBuf>,
        #[command(flatten)]
        fields: Box<TemplateFieldsArgs>,
    },
    /// Remove a screen template
    #[command(after_help = "Example:
  openrooms template delete 1 --token TOKEN")]
    Delete {
        #[command(flatten)]
        server: ServerArgs,
        /// Its id
        template: i64,
    },
    /// Show one screen template
    #[command(after_help = "Example:
  openrooms template get 1 --token TOKEN")]
    Get {
        #[command(flatten)]
        server: ServerArgs,
        /// Its id
        template: i64,
    },
    /// List the screen templates
    #[command(after_help = "Example:
  openrooms template list --app-key dingdemo --app-secret demo-secret")]
    List {
        #[command(flatten)]
        server: ServerArgs,
    },
}

/// The fields of a template. What is not given is not sent.
#[derive(Debug, Args)]
#[command(next_help_heading = "Template")]
pub(crate) struct TemplateFieldsArgs {
    /// Its name, which no other has
    #[arg(long)]
    name: Option<String>,
    #[arg(long, help = "The kind of background, as bgType of the API", value_name = "NUMBER")]
    background_type: Option<i32>,
    /// Address of the background
    #[arg(long, value_name = "URL")]
    background: Option<String>,
    /// Address of a picture, of several that take turns; may be given several times
    #[arg(long, value_name = "URL")]
    picture: Vec<String>,
    /// How long each of them is shown
    #[arg(long, value_name = "SECONDS")]
    picture_seconds: Option<i32>,
    #[arg(long, help = "Whether they lie on top, as isPicTop of the API", value_name = "NUMBER")]
    pictures_on_top: Option<i32>,
    /// Address of the organisation's sign
    #[arg(long, value_name = "URL")]
    logo: Option<String>,
    /// The organisation's name as the screen has it
    #[arg(long, value_name = "NAME")]
    org_name: Option<String>,
    /// Free text
    #[arg(long)]
    text: Option<String>,
    /// Whether names of people are made unreadable
    #[arg(long, value_name = "TRUE|FALSE")]
    hide_names: Option<bool>,
    /// Whether the share code is hidden while somebody projects
    #[arg(long, value_name = "TRUE|FALSE")]
    hide_share_code: Option<bool>,
    /// Whether it tells how to use the room
    #[arg(long, value_name = "TRUE|FALSE")]
    instruction: Option<bool>,
    /// Whether the calendar is shown
    #[arg(long, value_name = "TRUE|FALSE")]
    calendar: Option<bool>,
    /// Whether the calendar shows titles
    #[arg(long, value_name = "TRUE|FALSE")]
    titles: Option<bool>,
    /// Whether functions are shown
    #[arg(long, value_name = "TRUE|FALSE")]
    functions: Option<bool>,
    #[arg(
        long,
        help = "unionId of a device that shows it; may be given several times",
        value_name = "ID"
    )]
    device: Vec<String>,
    /// A group whose rooms show it; may be given several times
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    group: Vec<i64>,
    /// A room that shows it; may be given several times
    #[arg(long, value_name = "ID")]
    room: Vec<String>,
}

impl TemplateFieldsArgs {
    fn into_wire(self) -> NewTemplate {
        NewTemplate {
            template_name: self.name,
            bg_img_list: some(self.picture),
            bg_type: self.background_type,
            bg_url: self.background,
            custom_doc: self.text,
            desensitize_user_name: self.hide_names,
            device_union_ids: some(self.device),
            group_ids: some(self.group),
            hide_server_code_when_projecting: self.hide_share_code,
            instruction: self.instruction,
            is_pic_top: self.pictures_on_top,
            logo: self.logo,
            org_name: self.org_name,
            picture_play_interval: self.picture_seconds,
            room_ids: some(self.room),
            show_calendar_card: self.calendar,
            show_calendar_title: self.titles,
            show_function_card: self.functions,
        }
    }
}

fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}

pub(super) async fn run(command: TemplateCommand) -> anyhow::Result<()> {
    match command {
        TemplateCommand::Create { server: Settled(server), fields } => {
            let made = client(&server)?.create_device_custom_template(&fields.into_wire()).await;
            let made = made.map_err(misuse_apart)?;
            if server.json {
                return output::json(&json!({ "templateId": made }));
            }
            output::line(made)
        }
        TemplateCommand::Update { server: Settled(server), template, expected, fields } => {
            let expected = expected::read(expected.as_deref())?;
            let change =
                TemplateUpdate { expected, ..TemplateUpdate::of(template, fields.into_wire()) };
            let done = client(&server)?.update_device_custom_template(&change).await;
            done.map_err(misuse_apart)?;
            tell(&server, template, "has been replaced")
        }
        TemplateCommand::Delete { server: Settled(server), template } => {
            let done = client(&server)?.delete_device_custom_template(template).await;
            done.map_err(misuse_apart)?;
            tell(&server, template, "has been removed")
        }
        TemplateCommand::Get { server: Settled(server), template } => {
            let found = client(&server)?.query_device_custom_template(template).await;
            let found = found.map_err(misuse_apart)?;
            if server.json {
                return output::json(&found);
            }
            output::table(&["field", "value"], fields(found))
        }
        TemplateCommand::List { server: Settled(server) } => {
            let found = client(&server)?.query_device_custom_template_list().await;
            let found = found.map_err(misuse_apart)?;
            if server.json {
                return output::json(&found);
            }
            output::table(&["id", "name", "devices", "groups", "rooms"], rows(&found))
        }
    }
}

/// Says what was done to a template.
fn tell(server: &ServerOptions, template: i64, done: &str) -> anyhow::Result<()> {
    if server.json {
        return output::json(&json!({ "templateId": template }));
    }
    output::line(format!("{template} {done}."))
}

/// A row for each template: its name, and on how much it is shown.
fn rows(list: &TemplateList) -> impl Iterator<Item = Vec<String>> {
    list.device_custom_templates.iter().map(|template| {
        let id = template.template_id.to_string();
        let counts = [
            list.device_template_map.get(&id).map_or(0, Vec::len),
            list.group_id_template_map.get(&id).map_or(0, Vec::len),
            list.room_id_template_map.get(&id).map_or(0, Vec::len),
        ];
        let mut row = vec![id, template.template_name.clone()];
        row.extend(counts.map(|count| count.to_string()));
        row
    })
}

fn fields(found: ScreenTemplate) -> Vec<Vec<String>> {
    let look = found.device_custom_template;
    let lines = |ids: Vec<String>| (!ids.is_empty()).then(|| ids.join("\n"));
    let number = |number: Option<i32>| number.map(|number| number.to_string());
    let yes_or_no = |fact: Option<bool>| fact.map(|fact| if fact { "yes" } else { "no" }.into());
    let groups = found.group_ids.iter().map(ToString::to_string).collect();
    let all: [(&str, Option<String>); 19] = [
        ("id", Some(look.template_id.to_string())),
        ("name", Some(look.template_name)),
        ("background type", number(look.bg_type)),
        ("background", look.bg_url),
        ("pictures", lines(look.bg_image_list.unwrap_or_default())),
        ("seconds each", number(look.picture_play_interval)),
        ("pictures on top", number(look.is_pic_top)),
        ("logo", look.logo),
        ("organisation", look.org_name),
        ("text", look.custom_doc),
        ("names hidden", yes_or_no(look.desensitize_user_name)),
        ("share code hidden", yes_or_no(look.hide_server_code_when_projecting)),
        ("instruction", yes_or_no(look.instruction)),
        ("calendar", yes_or_no(look.show_calendar_card)),
        ("titles", yes_or_no(look.show_calendar_title)),
        ("functions", yes_or_no(look.show_function_card)),
        ("devices", lines(found.device_union_ids)),
        ("groups", lines(groups)),
        ("rooms", lines(found.room_ids)),
    ];
    all.into_iter().filter_map(|(name, value)| Some(vec![name.to_owned(), value?])).collect()
}
