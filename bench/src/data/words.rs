//! Words that names and descriptions are made of.

pub(super) const FAMILY: &[&str] = &[
    "Zhang", "Wang", "Li", "Zhao", "Chen", "Yang", "Wu", "Liu", "Huang", "Zhou", "王", "李", "张",
    "刘", "陈",
];

pub(super) const GIVEN: &[&str] = &[
    "San", "Wei", "Fang", "Min", "Jing", "Lei", "Yan", "Tao", "Na", "Qiang", "敏", "静", "伟",
    "强", "洋",
];

pub(super) const PLACES: &[&str] = &[
    "Hangzhou Campus",
    "Shanghai Tower",
    "Beijing Office",
    "Shenzhen Lab",
    "Chengdu Hub",
    "杭州园区",
    "Singapore Office",
    "Suzhou Works",
];

pub(super) const KINDS: &[&str] = &[
    "Meeting room",
    "Training room",
    "Board room",
    "Phone booth",
    "Project room",
    "会议室",
    "Video room",
    "Interview room",
];

pub(super) const DEPARTMENTS: &[&str] = &[
    "Sales",
    "Research",
    "Finance",
    "Operations",
    "People",
    "Legal",
    "Design",
    "Support",
    "研发部",
    "市场部",
];

/// The fixed labels of the API, by their ids from 1.
pub(super) const LABELS: &[&str] = &["TV", "Phone", "Projector", "Whiteboard", "Video Meeting"];

pub(super) const SENTENCES: &[&str] = &[
    "Please leave the room as you found it.",
    "The display takes HDMI and USB-C; adapters are in the drawer.",
    "Catering is ordered at the front desk, one day ahead.",
    "The room next door can be opened for larger groups.",
    "离开时请关闭空调和投影仪。",
    "The whiteboard is photographed and wiped every evening.",
    "Visitors need a badge from the reception on the ground floor.",
    "The camera follows the speaker; turn it off by the wall panel.",
];

pub(super) const CLOSURES: &[&str] = &[
    "Reservations temporarily closed due to renovation",
    "Closed for the yearly check of the fire alarm",
    "Reserved for the interviews of the autumn recruitment",
];
