//! The command line of devices, control panels and central control.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::remote::RemoteArgs;

/// The fields of a device. What is not given is not sent.
#[derive(Debug, Args)]
#[command(next_help_heading = "Device")]
pub(crate) struct DeviceFieldsArgs {
    /// What people call it
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// What it is
    #[arg(long, value_name = "TYPE")]
    pub(crate) kind: Option<String>,
    /// Its maker's name for its like
    #[arg(long)]
    pub(crate) model: Option<String>,
    /// Serial number
    #[arg(long, value_name = "NUMBER")]
    pub(crate) serial: Option<String>,
    /// Hardware address
    #[arg(long)]
    pub(crate) mac: Option<String>,
    /// The room it stands in; an empty one is none
    #[arg(long, value_name = "ID")]
    pub(crate) room: Option<String>,
    /// The code that finds it on the network; an empty one is none
    #[arg(long, value_name = "CODE")]
    pub(crate) share_code: Option<String>,
    #[arg(long, help = "unionId of the device that it controls", value_name = "ID")]
    pub(crate) controls: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DeviceCommand {
    /// Register a device, and print its unionId
    #[command(after_help = "Example:
  openrooms device register --id panel-1 --name Door --room 0ffb7184xxxxx --union-id ID --token TOKEN")]
    Register {
        #[command(flatten)]
        remote: RemoteArgs,
        #[arg(long, help = "Its unionId; made up where it is not given", value_name = "ID")]
        id: Option<String>,
        #[command(flatten)]
        fields: Box<DeviceFieldsArgs>,
    },
    /// Show one device
    #[command(after_help = "Example:
  openrooms device get panel-1 --union-id 2iPOLxxxxx --token TOKEN")]
    Get(OneDeviceArgs),
    /// List the devices that the person administers
    #[command(after_help = "Example:
  openrooms device list --room 0ffb7184xxxxx --union-id 2iPOLxxxxx --token TOKEN")]
    List {
        #[command(flatten)]
        remote: RemoteArgs,
        /// Only those in this room
        #[arg(long, value_name = "ID")]
        room: Option<String>,
    },
    /// Change the fields of a device that are given
    #[command(after_help = "Examples:
  openrooms device update panel-1 --room '' --union-id 2iPOLxxxxx --token TOKEN
  openrooms device get panel-1 --union-id 2iPOLxxxxx --token TOKEN --json > seen.json
  openrooms device update panel-1 --name Door --expected seen.json --union-id ID --token TOKEN")]
    Update {
        #[command(flatten)]
        one: OneDeviceArgs,
        /// Change nothing where the device is not as this file of device get --json says; - is standard
        /// input
        #[arg(long, value_name = "FILE")]
        expected: Option<PathBuf>,
        #[command(flatten)]
        fields: Box<DeviceFieldsArgs>,
    },
    /// Remove a device; its token and its connection end
    #[command(after_help = "Example:
  openrooms device remove panel-1 --union-id 2iPOLxxxxx --token TOKEN")]
    Remove(OneDeviceArgs),
    /// Report properties of a device
    #[command(after_help = "Example:
  openrooms device report panel-1 devNetIp=192.0.2.7 volume=3 --union-id ID --token TOKEN")]
    Report {
        #[command(flatten)]
        one: OneDeviceArgs,
        /// A property; an empty value takes it away
        #[arg(required = true, value_name = "NAME=VALUE")]
        properties: Vec<String>,
    },
    /// Read properties of a device
    #[command(after_help = "Example:
  openrooms device properties panel-1 devNetIp volume --union-id 2iPOLxxxxx --token TOKEN")]
    Properties {
        #[command(flatten)]
        one: OneDeviceArgs,
        /// At most 10
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
    },
    /// Give a device a token, and print it once; the one before ends
    #[command(after_help = "Example:
  openrooms device issue-token panel-1 --union-id 2iPOLxxxxx --token TOKEN")]
    IssueToken(OneDeviceArgs),
    /// End the token of a device and its connection
    #[command(after_help = "Example:
  openrooms device revoke-token panel-1 --union-id 2iPOLxxxxx --token TOKEN")]
    RevokeToken(OneDeviceArgs),
    /// Stand in for a device, and print each command as a line of JSON
    #[command(after_help = "Example:
  openrooms device listen --device-token TOKEN --answer
  openrooms device listen --address https://rooms.example.org --device-token TOKEN")]
    Listen(ListenArgs),
}

/// A device that listens. Its token is all that it needs.
#[derive(Debug, Args)]
pub(crate) struct ListenArgs {
    /// The server's address
    #[arg(
        long,
        value_name = "URL",
        env = "OPENROOMS_ADDRESS",
        default_value = "http://127.0.0.1:8080"
    )]
    pub(crate) address: String,
    /// The device's token, as issue-token prints it
    #[arg(long, value_name = "TOKEN", env = "OPENROOMS_DEVICE_TOKEN", hide_env_values = true)]
    pub(crate) device_token: String,
    /// Print JSON, as it does anyway
    #[arg(long)]
    pub(crate) json: bool,
    /// Acknowledge each command, so that it does not come again
    #[arg(long)]
    pub(crate) answer: bool,
    /// End after so many commands
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) count: Option<u64>,
}

/// One device.
#[derive(Debug, Args)]
pub(crate) struct OneDeviceArgs {
    #[command(flatten)]
    pub(crate) remote: RemoteArgs,
    // Its help names the API's word.
    #[arg(help = "Its unionId")]
    pub(crate) device: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PanelCommand {
    /// Give a room its control panel
    #[command(after_help = "Example:
  openrooms panel create 0ffb7184xxxxx --buttons '[]' --union-id 2iPOLxxxxx --token TOKEN")]
    Create {
        #[command(flatten)]
        remote: RemoteArgs,
        /// The room
        room: String,
        #[arg(long, help = "Its buttons, as roomConfig of the API", value_name = "JSON")]
        buttons: String,
        /// Its status, as its maker understands it
        #[arg(long)]
        status: Option<i32>,
    },
    /// Take the control panels from rooms
    #[command(after_help = "Example:
  openrooms panel delete 0ffb7184xxxxx --union-id 2iPOLxxxxx --token TOKEN")]
    Delete {
        #[command(flatten)]
        remote: RemoteArgs,
        /// The rooms
        #[arg(required = true)]
        rooms: Vec<String>,
    },
    /// Make the screen that shows a code a device of a room, or of a group whose rooms it shows; print
    /// its unionId
    #[command(after_help = "Example:
  openrooms panel pair 7KQM-2XWD --room 0ffb7184xxxxx --union-id 2iPOLxxxxx --token TOKEN")]
    Pair {
        #[command(flatten)]
        remote: RemoteArgs,
        /// What the screen shows
        code: String,
        /// The room at whose door it hangs
        #[arg(long, value_name = "ID", required_unless_present = "group")]
        room: Option<String>,
        /// The group whose rooms it shows, where it hangs at no door
        #[arg(long, value_name = "ID", conflicts_with = "room")]
        group: Option<i64>,
        /// What people call it
        #[arg(long)]
        name: Option<String>,
    },
    /// List the control panels of the rooms that the person administers
    #[command(after_help = "Example:
  openrooms panel list --union-id 2iPOLxxxxx --token TOKEN --json")]
    List {
        #[command(flatten)]
        remote: RemoteArgs,
        /// Only that of this room
        #[arg(long, value_name = "ID")]
        room: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum ControlCommand {
    /// Send a command to the devices of a room
    #[command(after_help = "Example:
  openrooms control send 0ffb7184xxxxx 'light on' --union-id 2iPOLxxxxx --token TOKEN")]
    Send {
        #[command(flatten)]
        remote: RemoteArgs,
        /// The room
        room: String,
        /// What they are to do, in words that they understand
        command: String,
    },
    /// Show the newest commands to a room, and what became of them
    #[command(after_help = "Example:
  openrooms control list 0ffb7184xxxxx --union-id 2iPOLxxxxx --token TOKEN")]
    List {
        #[command(flatten)]
        remote: RemoteArgs,
        /// The room
        room: String,
    },
}
