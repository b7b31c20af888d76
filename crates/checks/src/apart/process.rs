//! Starts the process, talks to it, ends it.

use core::time::Duration;
use std::ffi::OsString;
use std::io::{BufWriter, Read as _, Result, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc;

/// Longest answer by the clock, whatever the process does: a film of two minutes takes about ten seconds, and on
/// a busy machine several times that.
const LONGEST: Duration = Duration::from_secs(60);
/// Longest between the end of an answer and the end of the process, which has nothing left to do.
const LONGEST_END: Duration = Duration::from_secs(5);
/// How often an end is looked for.
const LOOK: Duration = Duration::from_millis(1);
/// Most bytes of an answer: five frames of the largest film, as pixels.
const MOST_ANSWER: u64 = 80 * 1024 * 1024;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    /// None can be started: nothing is said of what was to be looked at.
    NotStarted,
    /// It died.
    Died,
    /// It took too much time.
    OutOfLimits,
}

/// A program that looks at one thing, with the order on its standard input and the answer on its standard output.
#[derive(Debug, Clone)]
pub struct Apart {
    program: PathBuf,
    arguments: Vec<OsString>,
    longest: Duration,
}

impl Apart {
    /// `program`, given `arguments`, calls [`crate::look_at_film`] or [`crate::look_at_picture`].
    pub fn new(
        program: impl Into<PathBuf>,
        arguments: impl IntoIterator<Item = impl Into<OsString>>,
    ) -> Self {
        Self {
            program: program.into(),
            arguments: arguments.into_iter().map(Into::into).collect(),
            longest: LONGEST,
        }
    }

    /// The same program that is running, whatever stands at its place on the disk by now.
    ///
    /// # Errors
    /// When it cannot be told which that is.
    pub fn of_this_program(
        arguments: impl IntoIterator<Item = impl Into<OsString>>,
    ) -> Result<Self> {
        let running = Path::new("/proc/self/exe");
        let program = if running.exists() {
            running.to_owned()
        } else {
            std::env::current_exe()?
        };
        Ok(Self::new(program, arguments))
    }

    /// The same, broken off after this long by the clock.
    #[must_use]
    pub const fn within(mut self, longest: Duration) -> Self {
        self.longest = longest;
        self
    }

    /// What `read` makes of the answer to what `order` writes. A process that dies or is broken off may have died of
    /// the machine's need and not of what it looked at: one more is asked before that is blamed. An answer that is
    /// none counts as a death.
    pub(crate) fn answer_twice<T>(
        &self,
        order: impl Fn(&mut BufWriter<ChildStdin>) -> Result<()> + Sync,
        read: impl Fn(&[u8]) -> Result<T>,
    ) -> core::result::Result<T, Broken> {
        let ask = || {
            let answer = self.answer(&order)?;
            read(&answer).map_err(|_| Broken::Died)
        };
        match ask() {
            Err(Broken::Died | Broken::OutOfLimits) => ask(),
            told => told,
        }
    }

    /// What the process says to what `order` writes. It is a stranger's word.
    pub(crate) fn answer(
        &self,
        order: impl FnOnce(&mut BufWriter<ChildStdin>) -> Result<()> + Send,
    ) -> core::result::Result<Vec<u8>, Broken> {
        let (mut child, input, output) = self.start().map_err(|error| {
            tracing::error!(%error, "no process can be started to look at what was sent");
            Broken::NotStarted
        })?;
        let answered = self.converse(order, &mut child, input, output);
        let ended = child.wait();
        let answer = answered.ok_or(Broken::OutOfLimits)?;
        let status = ended.map_err(|_| Broken::Died)?;
        if status.success() {
            Ok(answer)
        } else {
            tracing::warn!(%status, "the process that looked at what was sent died");
            Err(died_of(status))
        }
    }

    fn start(&self) -> Result<(Child, ChildStdin, ChildStdout)> {
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .env_clear()
            // One thread for the networks, beside the one that decodes: the server's other cores answer people.
            .env("RTEN_NUM_THREADS", "1")
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        pipes
            .map(|(input, output)| (child, input, output))
            .ok_or_else(|| std::io::ErrorKind::BrokenPipe.into())
    }

    /// Sends the order while the answer is read: neither side may wait for the other. A process that takes too
    /// long to answer, or to end once it has answered, is killed: what is still being sent then has nobody to
    /// wait for. `None` then.
    fn converse(
        &self,
        order: impl FnOnce(&mut BufWriter<ChildStdin>) -> Result<()> + Send,
        child: &mut Child,
        input: ChildStdin,
        output: ChildStdout,
    ) -> Option<Vec<u8>> {
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || {
            let mut answer = Vec::new();
            // An answer without end is cut off, and then it is none.
            if output.take(MOST_ANSWER).read_to_end(&mut answer).is_ok() {
                drop(tell.send(answer));
            }
        });
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let mut input = BufWriter::with_capacity(1 << 16, input);
                // A process that died does not read; it is told by its end.
                drop(order(&mut input).and_then(|()| input.flush()));
            });
            let answer = told.recv_timeout(self.longest).ok();
            let answer = answer.filter(|_| ends(child, self.longest.min(LONGEST_END)));
            if answer.is_none() {
                // It may be dead already; either way it is waited for.
                drop(child.kill());
            }
            answer
        })
    }
}

/// Whether the process ends within this time by itself.
fn ends(child: &mut Child, within: Duration) -> bool {
    for _ in 0..=within.as_millis() / LOOK.as_millis() {
        match child.try_wait() {
            Ok(None) => std::thread::sleep(LOOK),
            // Whoever waits for it is told the same error.
            Ok(Some(_)) | Err(_) => return true,
        }
    }
    false
}

/// Killed for its time is one thing, anything else another.
#[cfg(unix)]
fn died_of(status: ExitStatus) -> Broken {
    use std::os::unix::process::ExitStatusExt as _;
    let by_time = [rustix::process::Signal::XCPU, rustix::process::Signal::KILL];
    let is_by_time = |signal| by_time.iter().any(|one| one.as_raw() == signal);
    if status.signal().is_some_and(is_by_time) {
        Broken::OutOfLimits
    } else {
        Broken::Died
    }
}

#[cfg(not(unix))]
const fn died_of(_: ExitStatus) -> Broken {
    Broken::Died
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of this program's answer, broken off after half a second.
    fn answer_of(
        program: impl Into<PathBuf>,
        arguments: &[&str],
    ) -> core::result::Result<Vec<u8>, Broken> {
        let apart = Apart::new(program, arguments).within(Duration::from_millis(500));
        // More than a pipe holds: whoever does not read must not hold us up.
        apart.answer(|to| to.write_all(&vec![7; 1 << 20]))
    }

    fn shell(script: &str) -> core::result::Result<Vec<u8>, Broken> {
        answer_of("/bin/sh", &["-c", script])
    }

    #[test]
    fn a_process_that_hangs_is_ended_and_said_to_be_out_of_limits() {
        assert_eq!(shell("exec /bin/sleep 60"), Err(Broken::OutOfLimits));
        let reads = "exec /bin/sh -c '/bin/cat > /dev/null; exec /bin/sleep 60'";
        assert_eq!(shell(reads), Err(Broken::OutOfLimits));
        let answers = "echo well; exec >&-; exec /bin/sleep 60";
        assert_eq!(shell(answers), Err(Broken::OutOfLimits), "it never ends");
        let reads = "/bin/cat > /dev/null; exec >&-; exec /bin/sleep 60";
        assert_eq!(shell(reads), Err(Broken::OutOfLimits), "nor here");
    }

    #[test]
    fn one_that_dies_says_nothing() {
        for script in ["exit 1", "kill -SEGV $$"] {
            assert_eq!(shell(script), Err(Broken::Died), "{script}");
        }
        assert_eq!(answer_of("/nowhere/at/all", &[]), Err(Broken::NotStarted));
    }

    #[test]
    fn one_that_dies_once_is_asked_once_more_and_one_that_was_never_there_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let asked = folder.path().join("asked");
        let counted = |then: &str| format!("echo >> {}; {then}", asked.display());
        let times = || std::fs::read(&asked).map_or(0, |lines| lines.len());
        let ask = |program: &str, script: &str| {
            let apart = Apart::new(program, ["-c", script]).within(Duration::from_secs(5));
            apart.answer_twice(|to| to.write_all(&[7]), |answer| Ok(answer.to_vec()))
        };
        let first_dies = format!("test $(wc -l < {}) = 2 && echo well", asked.display());
        assert_eq!(
            ask("/bin/sh", &counted(&first_dies)),
            Ok(b"well\n".to_vec())
        );
        assert_eq!(times(), 2);
        assert_eq!(ask("/bin/sh", &counted("exit 1")), Err(Broken::Died));
        assert_eq!(times(), 4, "and no third time");
        assert_eq!(ask("/nowhere/at/all", ""), Err(Broken::NotStarted));
    }

    #[test]
    fn one_that_is_killed_for_its_time_is_out_of_limits() {
        assert_eq!(shell("kill -XCPU $$"), Err(Broken::OutOfLimits));
    }

    #[test]
    fn an_answer_without_end_is_cut_off() {
        let endless = "exec /usr/bin/head -c 90000000 /dev/zero";
        assert!(!matches!(shell(endless), Ok(answer) if answer.len() > 83_886_080));
    }

    #[test]
    fn one_that_eats_memory_or_panics_harms_nobody() {
        for test in ["eats_memory", "panics"] {
            let test = format!("apart::walls::tests::{test}");
            let arguments = [test.as_str(), "--exact", "--ignored"];
            let apart = Apart::new(std::env::current_exe().unwrap(), arguments);
            let answer = apart.answer(|to| to.write_all(&vec![7; 1 << 20]));
            assert_eq!(answer, Err(Broken::Died), "{test}");
        }
    }
}
