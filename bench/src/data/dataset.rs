//! A plan as imported data on disk, kept for the next run.

use std::fs::{self, File};
use std::io::BufWriter;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::document;
use super::plan::{Plan, SeenBy, Size};
use crate::openrooms::Program;
use crate::process::Process;

/// Changes with the generator: data of another version is made again.
const VERSION: u32 = 1;
const IMPORT_LIMIT: Duration = Duration::from_mins(15);

pub(crate) struct Dataset {
    pub(crate) name: String,
    pub(crate) plan: Plan,
    pub(crate) size: Size,
    pub(crate) directory: PathBuf,
    pub(crate) import: Import,
}

pub(crate) struct Import {
    pub(crate) seconds: f64,
    pub(crate) document_bytes: u64,
    /// It was done by an earlier run.
    pub(crate) earlier: bool,
}

impl Dataset {
    /// Takes what an earlier run imported, or makes and imports it.
    pub(crate) fn prepare(
        name: &str,
        size: Size,
        program: &Program,
        work: &Path,
        fresh: bool,
    ) -> Result<Self> {
        let name = format!("{}-{name}", program.name());
        let directory = work.join(format!("data-{name}"));
        let stamp = work.join(format!("data-{name}.stamp"));
        let plan = Plan::new(size);
        let earlier = read_stamp(&stamp, size).filter(|_| !fresh && directory.is_dir());
        if let Some(import) = earlier {
            return Ok(Self {
                name,
                plan,
                size,
                directory,
                import,
            });
        }
        remove(&stamp, |path| fs::remove_file(path))?;
        remove(&directory, |path| fs::remove_dir_all(path))?;
        let document = work.join(format!("data-{name}.json"));
        eprintln!(
            "{name}: making {} rooms, {} users",
            size.rooms(),
            size.users()
        );
        let file = File::create(&document)
            .with_context(|| format!("cannot write {}", document.display()))?;
        document::write(&plan, BufWriter::with_capacity(1 << 20, file))?;
        eprintln!("{name}: importing");
        let import = import(program, &document, &directory, work)?;
        write_stamp(&stamp, size, &import)?;
        Ok(Self {
            name,
            plan,
            size,
            directory,
            import,
        })
    }
}

fn import(program: &Program, document: &Path, directory: &Path, work: &Path) -> Result<Import> {
    fs::create_dir_all(directory)?;
    let log_path = work.join("import.log");
    let log = File::create(&log_path)?;
    let mut command = program.command();
    command
        .arg("import")
        .arg(document)
        .arg("--data-dir")
        .arg(directory);
    command
        .process_group(0)
        .stdin(std::process::Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log);
    let start = Instant::now();
    let status = Process::start("import", command)?.wait(IMPORT_LIMIT)?;
    let seconds = start.elapsed().as_secs_f64();
    if !status.success() {
        bail!(
            "import failed ({status}):\n{}",
            fs::read_to_string(&log_path).unwrap_or_default()
        );
    }
    Ok(Import {
        seconds,
        document_bytes: fs::metadata(document)?.len(),
        earlier: false,
    })
}

/// What the stamp says before the figures: a stamp of other data does not fit.
fn stamp_head(size: Size) -> String {
    let whom = match size.seen_by {
        SeenBy::Most => "",
        SeenBy::Few => " for few",
    };
    format!(
        "version {VERSION}, {} organisations, {} users, {} rooms each{whom}",
        size.organisations, size.users_each, size.rooms_each
    )
}

fn write_stamp(path: &Path, size: Size, import: &Import) -> Result<()> {
    let Import {
        seconds,
        document_bytes,
        ..
    } = import;
    Ok(fs::write(
        path,
        format!("{}\n{seconds}\n{document_bytes}\n", stamp_head(size)),
    )?)
}

fn read_stamp(path: &Path, size: Size) -> Option<Import> {
    let text = fs::read_to_string(path).ok()?;
    let mut lines = text.lines();
    if lines.next()? != stamp_head(size) {
        return None;
    }
    Some(Import {
        seconds: lines.next()?.parse().ok()?,
        document_bytes: lines.next()?.parse().ok()?,
        earlier: true,
    })
}

fn remove(path: &Path, how: impl Fn(&Path) -> std::io::Result<()>) -> Result<()> {
    match how(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}
