//! Pages of rooms: from memory and from the database, first and last, for somebody who sees all
//! rooms and for somebody who sees few; next to the room read, and to a server that gives one such
//! page and checks nothing.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::dataset;
use super::read::{FIGURES, figures};
use crate::data::dataset::Dataset;
use crate::data::plan::{Member, Organisation, Size};
use crate::host;
use crate::http;
use crate::load::client::Load;
use crate::load::command::{Length, Outcome};
use crate::openrooms::{Lists, Openrooms};
use crate::random::Random;
use crate::report::{Report, megabytes, ratio, thousands};
use crate::rounds::{self, Series, Side};
use crate::static_server::{FASTER, StaticServer};
use crate::steer::Bench;

const CONNECTIONS: usize = 16;
/// What "the same" means, with what the machine adds.
const LIMIT: f64 = 1.25;
/// Rounds of a series: there are many sides.
const ROUNDS: usize = 7;
/// How long making a list ready may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// A page that is asked for.
#[derive(Clone, Copy, PartialEq)]
struct Page {
    rooms: usize,
    is_last: bool,
    sees: Sees,
}

#[derive(Clone, Copy, PartialEq)]
enum Sees {
    All,
    Few,
}

const PAGES: [Page; 6] = [
    Page {
        rooms: 20,
        is_last: false,
        sees: Sees::All,
    },
    Page {
        rooms: 20,
        is_last: true,
        sees: Sees::All,
    },
    Page {
        rooms: 100,
        is_last: false,
        sees: Sees::All,
    },
    Page {
        rooms: 100,
        is_last: true,
        sees: Sees::All,
    },
    Page {
        rooms: 20,
        is_last: false,
        sees: Sees::Few,
    },
    Page {
        rooms: 20,
        is_last: true,
        sees: Sees::Few,
    },
];

impl Page {
    fn name(self, lists: Lists) -> String {
        let which = if self.is_last { "last" } else { "first" };
        let whose = match self.sees {
            Sees::All => "who sees all",
            Sees::Few => "who sees few",
        };
        format!("{}, {which} {}, {whose}", lists.name(), self.rooms)
    }
}

/// A server, and whoever asks it.
struct Asked {
    server: Openrooms,
    token: String,
    lists: Lists,
}

impl Asked {
    fn start(bench: &Bench<'_>, data: &Dataset, lists: Lists) -> Result<Self> {
        let place = bench.options.server_place;
        let (server, mut tokens) =
            Openrooms::start_for_lists(&bench.program, data, &bench.work, place, lists)?;
        let token = tokens.pop().context("one organisation, one token")?;
        Ok(Self {
            server,
            token,
            lists,
        })
    }

    /// Writes the file of keys of a page, and holds the reply to what the page must be.
    fn page(&self, work: &Path, data: &Dataset, page: Page) -> Result<(PathBuf, http::Reply)> {
        let organisation = &data.plan.organisations[0];
        let (operator, seen) = match page.sees {
            Sees::All => (0, (0..organisation.rooms.len()).collect()),
            Sees::Few => one_who_sees_few(organisation)?,
        };
        // A room's place in lists is its number in the document.
        let after = if page.is_last {
            seen[seen.len() - page.rooms - 1] + 1
        } else {
            0
        };
        let wish = format!("?maxResults={}&nextToken={after}", page.rooms);
        let operator = &organisation.users[operator].union_id;
        let request = http::read_request(self.server.address, &wish, operator, &self.token);
        let reply = http::exchange(self.server.address, &request)?;
        let said: Value = serde_json::from_slice(reply.body())?;
        let count = said["result"].as_array().map_or(0, Vec::len);
        if count != page.rooms || said["hasMore"] != Value::Bool(!page.is_last) {
            bail!("{count} rooms, hasMore {}, for {wish}", said["hasMore"]);
        }
        let name = page.name(self.lists).replace([' ', ','], "-");
        let keys = work.join(format!("{}-{name}.keys", data.name));
        fs::write(&keys, format!("{wish} {operator} {}\n", self.token))?;
        Ok((keys, reply))
    }

    /// Asks until the list is ready: twice, and then until the server has nothing more to do. Says
    /// what that cost it.
    fn make_ready(&self, work: &Path, data: &Dataset) -> Result<Duration> {
        let before = host::cpu_time(self.server.pid())?;
        for _ in 0..2 {
            self.page(work, data, PAGES[0])?;
        }
        let began = Instant::now();
        let (mut last, mut quiet) = (before, 0);
        while quiet < 3 {
            std::thread::sleep(Duration::from_millis(300));
            let now = host::cpu_time(self.server.pid())?;
            let worked = now.saturating_sub(last);
            quiet = if worked < Duration::from_millis(15) {
                quiet + 1
            } else {
                0
            };
            last = now;
            if began.elapsed() > PATIENCE {
                bail!("the list is not ready after {PATIENCE:?}");
            }
        }
        Ok(last.saturating_sub(before))
    }

    fn side<'a>(&'a self, name: String, keys: &'a Path) -> Side<'a> {
        Side {
            name,
            address: self.server.address,
            pids: vec![self.server.pid()],
            keys,
            checks_rooms: false,
            log: Some(&self.server.log),
        }
    }
}

/// A user who sees a few dozen rooms, and which.
fn one_who_sees_few(organisation: &Organisation) -> Result<(usize, Vec<usize>)> {
    let mut seen = vec![Vec::new(); organisation.users.len()];
    for (number, room) in organisation.rooms.iter().enumerate() {
        for member in &room.members {
            if let Member::User(user) = *member {
                seen[user].push(number);
            }
        }
    }
    let few = |(user, rooms): &(usize, &Vec<usize>)| {
        !organisation.users[*user].admin && (21..60).contains(&rooms.len())
    };
    let (user, rooms) = seen
        .iter()
        .enumerate()
        .find(few)
        .context("nobody sees few rooms")?;
    Ok((user, rooms.clone()))
}

pub(crate) fn measure(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    let rooms = if bench.options.quick { 20_000 } else { 100_000 };
    let name = |rooms: usize| format!("{rooms}-listed");
    let data = dataset(bench, &name(rooms), Size::listed(rooms))?;
    let few_rooms = dataset(bench, &name(1_000), Size::listed(1_000))?;
    let work = &bench.work;

    let warm = Asked::start(bench, &data, Lists::Ready)?;
    let before = host::memory(warm.server.pid())?;
    let cost = warm.make_ready(work, &data)?;
    let after = host::memory(warm.server.pid())?;
    let cold = Asked::start(bench, &data, Lists::Off)?;
    let small = Asked::start(bench, &few_rooms, Lists::Ready)?;
    small.make_ready(work, &few_rooms)?;
    let small_cold = Asked::start(bench, &few_rooms, Lists::Off)?;

    // Keys live as long as the sides do.
    let mut replies = Vec::new();
    let mut keys = Vec::new();
    for asked in [&warm, &cold] {
        for page in PAGES {
            let (file, reply) = asked.page(work, &data, page)?;
            keys.push((asked, page, page.name(asked.lists), file));
            if asked.lists == Lists::Ready && page.sees == Sees::All && !page.is_last {
                replies.push((page.rooms, reply));
            }
        }
    }
    for asked in [&small, &small_cold] {
        let (file, _) = asked.page(work, &few_rooms, PAGES[2])?;
        let name = format!("{}, of 1,000 rooms", PAGES[2].name(asked.lists));
        keys.push((asked, PAGES[2], name, file));
    }
    let reads = read_keys(work, &data, &warm)?;
    let mut bare = Vec::new();
    for (rooms, reply) in &replies {
        let file = work.join(format!("page-of-{rooms}.http"));
        fs::write(&file, reply.bytes())?;
        bare.push((
            *rooms,
            StaticServer::start(work, &file, FASTER, bench.options.server_place)?,
        ));
    }

    let mut sides = vec![warm.side("one room".to_owned(), &reads)];
    let mut items = vec![1];
    for (asked, page, name, file) in &keys {
        sides.push(asked.side(name.clone(), file));
        items.push(page.rooms);
    }
    for (rooms, server) in &bare {
        sides.push(Side {
            name: format!("(a) hyper, page of {rooms}"),
            address: server.address,
            pids: vec![server.pid()],
            keys: &reads,
            checks_rooms: false,
            log: None,
        });
        items.push(*rooms);
    }
    let mut load = Load::start(bench.options)?;
    // Every room that is read below is in memory then.
    rounds::run(&mut load, &sides[0], CONNECTIONS, Length::Once)?;
    let all = rounds::rounds(
        &mut load,
        &sides,
        &[CONNECTIONS],
        ROUNDS.min(bench.options.rounds),
        bench.options,
    )?;
    report.heading(2, "Pages of rooms")?;
    report.paragraph(&format!(
        "One organisation of {} rooms, each for a few of its {} users alone, so that an \
         administrator sees all and others some dozens. *Warm* pages come from memory, *cold* ones \
         from the database (`--list-memory 0`), by the same process otherwise; {CONNECTIONS} \
         connections, each page asked for again and again.",
        thousands(rooms as f64),
        thousands(data.size.users() as f64),
    ))?;
    tell(&all[0], &sides, &items, report)?;
    let list = megabytes(after.resident.saturating_sub(before.resident));
    report.paragraph(&format!(
        "Making the list ready took {:.1} s of CPU and {list:.0} MB of resident memory, {:.0} bytes \
         a room; a room has {:.0} bytes on a page.",
        cost.as_secs_f64(),
        list * 1e6 / rooms as f64,
        replies.last().map_or(0.0, |(rooms, reply)| reply.body().len() as f64 / *rooms as f64),
    ))?;
    drop(sides);
    drop(keys);
    for asked in [warm, cold, small, small_cold] {
        asked.server.stop()?;
    }
    Ok(())
}

/// Reads of rooms at random by somebody who sees all.
fn read_keys(work: &Path, data: &Dataset, asked: &Asked) -> Result<PathBuf> {
    let organisation = &data.plan.organisations[0];
    let (mut random, mut lines) = (Random::seeded(3), String::new());
    for _ in 0..1 << 14 {
        let room = &organisation.rooms[random.below(organisation.rooms.len())].id;
        let operator = &organisation.users[0].union_id;
        writeln!(lines, "{room} {operator} {}", asked.token)?;
    }
    let file = work.join(format!("{}-rooms.keys", data.name));
    fs::write(&file, lines)?;
    Ok(file)
}

fn tell(series: &Series, sides: &[Side<'_>], items: &[usize], report: &mut Report) -> Result<()> {
    report.table(&FIGURES, &figures(series, sides))?;
    let place = |name: &str| {
        let found = sides.iter().position(|side| side.name == name);
        found.with_context(|| format!("no side {name}"))
    };
    let rows = sides.iter().enumerate().map(|(side, whose)| {
        let cpu = series.median(side, Outcome::cpu_micros);
        let bare = sides.iter().position(|bare| {
            bare.name.starts_with("(a)") && bare.name.ends_with(&format!(" {}", items[side]))
        });
        let over = |other| ratio(series.ratio(side, other, Outcome::cpu_micros));
        vec![
            whose.name.clone(),
            format!("{:.2}", cpu / items[side] as f64),
            over(0),
            bare.map_or_else(String::new, over),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let head = [
        "CPU",
        "µs an item",
        "a request over one room",
        "over (a) with its bytes",
    ];
    report.table(&head, &rows)?;
    for lists in [Lists::Ready, Lists::Off] {
        let name = |rooms, is_last, sees| {
            Page {
                rooms,
                is_last,
                sees,
            }
            .name(lists)
        };
        let first = name(100, false, Sees::All);
        for (what, of, over) in [
            (
                "the last page of 100 over the first",
                name(100, true, Sees::All),
                first.clone(),
            ),
            (
                "the first page of 20 of who sees few over who sees all",
                name(20, false, Sees::Few),
                name(20, false, Sees::All),
            ),
            (
                "the last page of 20 of who sees few over who sees all",
                name(20, true, Sees::Few),
                name(20, true, Sees::All),
            ),
            (
                "a page of 100, all these rooms over 1,000",
                first.clone(),
                format!("{first}, of 1,000 rooms"),
            ),
        ] {
            let cpu = series.ratio(place(&of)?, place(&over)?, Outcome::cpu_micros);
            let what = format!("CPU of {what}, {}", lists.name());
            report.target(
                &what,
                &format!("{LIMIT:.2}"),
                &ratio(cpu),
                cpu.median <= LIMIT,
            );
        }
    }
    Ok(())
}
