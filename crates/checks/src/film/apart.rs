//! The port's examiner of films: starts a process for each, and believes nothing it says.

use super::look::trouble;
use super::networks::FaceNetworks;
use super::order::{MOST_FRAME, Order, read_facts, send_order};
use core::time::Duration;
use sceau_domain::examination::LookFinding;
use sceau_domain::private::Personal;
use sceau_service::ports::{FilmAsked, FilmExaminer, FilmFacts, FilmFrame};
use sceau_vision::decode::{PictureLimits, clean_picture};
use std::ffi::OsString;
use std::io::{BufWriter, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc;

/// Longest look by the clock, whatever the process does: a film of two minutes takes about ten seconds, and on
/// a busy machine several times that.
const LONGEST: Duration = Duration::from_secs(60);
/// Most bytes of an answer: five frames and a text.
const MOST_ANSWER: u64 = 16 * 1024 * 1024;
/// What a kept frame may be.
const FRAME: PictureLimits = PictureLimits {
    bytes: MOST_FRAME,
    pixels: 4_200_000,
    long_side: 1_280,
    quality: 90,
};

/// Looks at films in a process of its own for each.
#[derive(Debug)]
pub struct FilmsApart {
    program: PathBuf,
    arguments: Vec<OsString>,
    networks: Option<FaceNetworks>,
    longest: Duration,
}

impl FilmsApart {
    /// `program`, given `arguments`, calls [`super::look_at_film`]. Without networks nobody is looked for.
    pub fn new(
        program: impl Into<PathBuf>,
        arguments: impl IntoIterator<Item = impl Into<OsString>>,
        networks: Option<FaceNetworks>,
    ) -> Self {
        Self {
            program: program.into(),
            arguments: arguments.into_iter().map(Into::into).collect(),
            networks,
            longest: LONGEST,
        }
    }

    /// The same program that is running, whatever stands at its place on the disk by now.
    ///
    /// # Errors
    /// When it cannot be told which that is.
    pub fn of_this_program(
        arguments: impl IntoIterator<Item = impl Into<OsString>>,
        networks: Option<FaceNetworks>,
    ) -> std::io::Result<Self> {
        let running = Path::new("/proc/self/exe");
        let program = if running.exists() {
            running.to_owned()
        } else {
            std::env::current_exe()?
        };
        Ok(Self::new(program, arguments, networks))
    }

    /// The same, broken off after this long by the clock.
    #[must_use]
    pub const fn within(mut self, longest: Duration) -> Self {
        self.longest = longest;
        self
    }

    fn start(&self) -> std::io::Result<(Child, ChildStdin, ChildStdout)> {
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

    fn looked(&self, film: &[u8], order: &Order) -> Result<FilmFacts, LookFinding> {
        let (mut child, input, output) = self.start().map_err(|error| {
            tracing::error!(%error, "nothing can be started to look at a film");
            LookFinding::Unreadable
        })?;
        let answered = self.converse(film, order, &mut child, input, output);
        let ended = child.wait();
        let answer = answered.map_err(|_| LookFinding::OutOfLimits)?;
        let status = ended.map_err(|_| LookFinding::Unreadable)?;
        if !status.success() {
            tracing::warn!(%status, "the process that looked at a film died");
            return Err(died_of(status));
        }
        read_facts(&mut &*answer).map_err(|_| LookFinding::Unreadable)
    }

    /// Sends the order while the answer is read: neither side may wait for the other. A process that takes too
    /// long is killed: what is still being sent then has nobody to wait for.
    fn converse(
        &self,
        film: &[u8],
        order: &Order,
        child: &mut Child,
        input: ChildStdin,
        output: ChildStdout,
    ) -> Result<Vec<u8>, mpsc::RecvTimeoutError> {
        let none: &[u8] = &[];
        let networks = self.networks.as_ref();
        let (detection, landmarks) = networks.map_or((none, none), FaceNetworks::bytes);
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
                drop(send_order(&mut input, order, [detection, landmarks, film]));
            });
            let answer = told.recv_timeout(self.longest);
            if answer.is_err() {
                // It may be dead already; either way it is waited for.
                drop(child.kill());
            }
            answer
        })
    }
}

/// Killed for its time is one thing, anything else another.
#[cfg(unix)]
fn died_of(status: ExitStatus) -> LookFinding {
    use std::os::unix::process::ExitStatusExt as _;
    let by_time = [rustix::process::Signal::XCPU, rustix::process::Signal::KILL];
    let is_by_time = |signal| by_time.iter().any(|one| one.as_raw() == signal);
    if status.signal().is_some_and(is_by_time) {
        LookFinding::OutOfLimits
    } else {
        LookFinding::Unreadable
    }
}

#[cfg(not(unix))]
const fn died_of(_: ExitStatus) -> LookFinding {
    LookFinding::Unreadable
}

impl FilmExaminer for FilmsApart {
    fn version(&self) -> String {
        super::networks::version(self.networks.as_ref())
    }

    fn examine_film(&self, film: &[u8], asked: &FilmAsked) -> FilmFacts {
        let looked = self.looked(film, &Order::of(asked));
        match looked.and_then(believed) {
            Ok(facts) => facts,
            Err(finding) => trouble(finding),
        }
    }
}

/// Frames that are decoded and encoded anew, as any picture from outside: what the operator's browser is given
/// was written by our own encoder, in this process.
fn believed(mut facts: FilmFacts) -> Result<FilmFacts, LookFinding> {
    let frames = core::mem::take(&mut facts.frames);
    let clean = |frame: FilmFrame| {
        let jpeg = clean_picture(frame.jpeg.reveal(), FRAME).ok()?.jpeg;
        Some(FilmFrame {
            jpeg: Personal::new(jpeg),
            ..frame
        })
    };
    let frames: Option<Vec<FilmFrame>> = frames.into_iter().map(clean).collect();
    facts.frames = frames.ok_or(LookFinding::Unreadable)?;
    Ok(facts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sceau_domain::challenge::ThirdTask;
    use sceau_domain::document::DocumentKind;

    /// What is said of a film that this program is asked to look at, broken off after half a second.
    fn trouble_of(program: &Path, arguments: &[&str]) -> Option<LookFinding> {
        let films = FilmsApart::new(program, arguments, None).within(Duration::from_millis(500));
        trouble_with(&films)
    }

    fn trouble_with(films: &FilmsApart) -> Option<LookFinding> {
        let asked = FilmAsked {
            stretches: Vec::new(),
            task: ThirdTask::TurnLeft,
            kind: DocumentKind::Passport,
        };
        // More than a pipe holds: whoever does not read must not hold us up.
        let facts = films.examine_film(&vec![7; 1 << 20], &asked);
        assert!(facts.frames.is_empty() && facts.track.reveal().is_empty());
        facts.trouble
    }

    fn shell(script: &str) -> Option<LookFinding> {
        trouble_of(Path::new("/bin/sh"), &["-c", script])
    }

    #[test]
    fn a_process_that_hangs_is_ended_and_said_to_be_out_of_limits() {
        assert_eq!(shell("exec /bin/sleep 60"), Some(LookFinding::OutOfLimits));
        let reads = "exec /bin/sh -c '/bin/cat > /dev/null; exec /bin/sleep 60'";
        assert_eq!(shell(reads), Some(LookFinding::OutOfLimits));
    }

    #[test]
    fn an_answer_that_is_none_is_a_film_that_cannot_be_read() {
        for script in [
            "exit 0",
            "exit 1",
            "echo what is this",
            "exec /bin/cat",
            "kill -SEGV $$",
            "exec /usr/bin/head -c 30000000 /dev/zero",
        ] {
            assert_eq!(shell(script), Some(LookFinding::Unreadable), "{script}");
        }
        let nowhere = trouble_of(Path::new("/nowhere/at/all"), &[]);
        assert_eq!(nowhere, Some(LookFinding::Unreadable));
    }

    #[test]
    fn one_that_is_killed_for_its_time_is_out_of_limits() {
        assert_eq!(shell("kill -XCPU $$"), Some(LookFinding::OutOfLimits));
    }

    #[test]
    fn one_that_eats_memory_or_panics_harms_nobody() {
        for test in ["eats_memory", "panics"] {
            let test = format!("film::confine::tests::{test}");
            let arguments = [test.as_str(), "--exact", "--ignored"];
            let program = std::env::current_exe().unwrap();
            let films = FilmsApart::new(program, arguments, None);
            assert_eq!(
                trouble_with(&films),
                Some(LookFinding::Unreadable),
                "{test}"
            );
        }
    }
}
