//! Writes specimen documents, camera frames and a face clip of an invented person.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use jiff::civil::Date;
use sceau_domain::document::Nationality;
use sceau_testkit::specimen::face::{Mode, Script, SpokenDigit, Third};
use sceau_testkit::specimen::seal::SealPrint;
use sceau_testkit::specimen::set::{self, ClipForm, ClipOptions};
use sceau_testkit::specimen::voice::Voice;
use sceau_testkit::specimen::{Fonts, SpecimenError, SpecimenPerson, ZonePrint, person};

/// Specimen documents of invented people, from a seed.
#[derive(Debug, Parser)]
#[command(name = "sceau-specimens")]
struct Arguments {
    /// Who: the same seed is always the same person.
    #[arg(long, default_value_t = 42)]
    seed: u64,
    /// The day on which the documents are valid, YYYY-MM-DD.
    #[arg(long)]
    today: Date,
    /// Folder to write into.
    #[arg(long)]
    out: PathBuf,
    /// Another birth name than the seed's, on every document.
    #[arg(long, value_name = "NAME")]
    birth_name: Option<String>,
    /// Other given names than the seed's, separated by commas, on every document.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    given_names: Option<Vec<String>>,
    /// A birth name for the machine-readable zones alone: their faces keep theirs.
    #[arg(long, value_name = "NAME")]
    zone_birth_name: Option<String>,
    /// Given names for the machine-readable zones alone, separated by commas.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    zone_given_names: Option<Vec<String>>,
    /// The issuing state for the machine-readable zones alone, in three letters.
    #[arg(long, value_name = "STATE", value_parser = ZonePrint::state)]
    zone_issuer: Option<Nationality>,
    /// The nationality for the machine-readable zones alone, in three letters.
    #[arg(long, value_name = "STATE", value_parser = ZonePrint::state)]
    zone_nationality: Option<Nationality>,
    /// The visible electronic seal on the backs of the cards.
    #[arg(long, value_enum, default_value = "absent")]
    seal: SealArgument,
    /// Documents that have expired before `today`.
    #[arg(long)]
    expired: bool,
    /// Digits of the clip: `7,3,9`, or with their seconds `7@2.0,3@4.5,9@7.0`.
    #[arg(long, default_value = "7,3,9")]
    digits: String,
    /// How the digits are given.
    #[arg(long, value_enum, default_value = "speak")]
    mode: ModeArgument,
    /// Third task, from the person's point of view.
    #[arg(long, value_enum, default_value = "left")]
    third: ThirdArgument,
    /// In the films of `asked`, a turn too fast comes before the slow one.
    #[arg(long)]
    hasty: bool,
    /// Who speaks.
    #[arg(long, value_enum, default_value = "built-in")]
    voice: VoiceArgument,
    /// Forms of the clip, separated by commas.
    #[arg(long, value_enum, value_delimiter = ',', default_value = "mjpeg")]
    form: Vec<FormArgument>,
    /// Height of the clip in pixels, 16:9.
    #[arg(long, default_value_t = 720, value_parser = clap::value_parser!(u32).range(90..=1080))]
    height: u32,
    /// Pictures per second of the clip.
    #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u32).range(1..=30))]
    fps: u32,
    /// Text of the QR code.
    #[arg(long, default_value = "http://127.0.0.1:8080/a/SPECIMEN")]
    qr: String,
    /// What to write.
    #[arg(value_enum, default_value = "all")]
    what: What,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum What {
    Documents,
    Frames,
    Face,
    /// A film for each third task, shown when it is asked for.
    Asked,
    Qr,
    /// The list of certificates that knows the seals' test authority.
    Seals,
    All,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum SealArgument {
    Absent,
    Signed,
    Forged,
    Unlisted,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ModeArgument {
    Speak,
    Paper,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ThirdArgument {
    Left,
    Right,
    Document,
    Nothing,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum VoiceArgument {
    BuiltIn,
    Espeak,
    Silent,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormArgument {
    Mjpeg,
    Y4m,
    Folder,
}

/// Why the arguments or the work failed.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("--digits: expected `7,3,9` or `7@2.0,3@4.5,9@7.0`")]
    Digits,
    #[error(transparent)]
    Specimen(#[from] SpecimenError),
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            report(&failure);
            ExitCode::FAILURE
        }
    }
}

#[expect(
    clippy::print_stderr,
    reason = "the message of a command-line tool to its user"
)]
fn report(failure: &Failure) {
    eprintln!("sceau-specimens: {failure}");
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let script = script(arguments)?;
    let clip = clip_options(arguments);
    let fonts = Fonts::from_system()?;
    let who = holder(arguments);
    let out = &arguments.out;
    match arguments.what {
        What::Documents => set::write_documents(out, &who, &fonts)?,
        What::Frames => set::write_frames(out, &who, &fonts)?,
        What::Face => set::write_face(out, &who, &fonts, &script, &clip)?,
        What::Asked => set::write_asked(out, &who, &fonts, arguments.hasty, &clip)?,
        What::Qr => set::write_qr(out, &arguments.qr, who.seed)?,
        What::Seals => set::write_seals(out)?,
        What::All => set::write_all(out, &who, &fonts, (&script, &clip), &arguments.qr)?,
    }
    Ok(())
}

/// The person of the seed, with what the arguments change about them.
fn holder(arguments: &Arguments) -> SpecimenPerson {
    let mut who = person(arguments.seed, arguments.today);
    if arguments.expired {
        who.papers = who.papers.expired(arguments.today);
    }
    let listed = |names: &Vec<String>| names.iter().map(|name| name.trim().to_owned()).collect();
    if let Some(name) = &arguments.birth_name {
        who.birth_name.clone_from(name);
    }
    if let Some(names) = &arguments.given_names {
        who.given_names = listed(names);
    }
    who.seal = match arguments.seal {
        SealArgument::Absent => SealPrint::Absent,
        SealArgument::Signed => SealPrint::Signed,
        SealArgument::Forged => SealPrint::Forged,
        SealArgument::Unlisted => SealPrint::Unlisted,
    };
    who.zone = ZonePrint {
        birth_name: arguments.zone_birth_name.clone(),
        given_names: arguments.zone_given_names.as_ref().map(listed),
        issuer: arguments.zone_issuer,
        nationality: arguments.zone_nationality,
    };
    who
}

fn clip_options(arguments: &Arguments) -> ClipOptions {
    let height = arguments.height - arguments.height % 2;
    let width = height * 16 / 9;
    ClipOptions {
        size: (width - width % 2, height),
        fps: arguments.fps,
        forms: arguments
            .form
            .iter()
            .map(|form| match form {
                FormArgument::Mjpeg => ClipForm::Mjpeg,
                FormArgument::Y4m => ClipForm::Y4m,
                FormArgument::Folder => ClipForm::Folder,
            })
            .collect(),
        voice: match arguments.voice {
            VoiceArgument::BuiltIn => Voice::BuiltIn,
            VoiceArgument::Espeak => Voice::Espeak,
            VoiceArgument::Silent => Voice::Silent,
        },
    }
}

fn script(arguments: &Arguments) -> Result<Script, Failure> {
    let mode = match arguments.mode {
        ModeArgument::Speak => Mode::Speak,
        ModeArgument::Paper => Mode::Paper,
    };
    let third = match arguments.third {
        ThirdArgument::Left => Third::TurnLeft,
        ThirdArgument::Right => Third::TurnRight,
        ThirdArgument::Document => Third::ShowDocument,
        ThirdArgument::Nothing => Third::Nothing,
    };
    let mut digits = Vec::new();
    let mut times = Vec::new();
    for word in arguments.digits.split(',') {
        let (digit, at) = word
            .split_once('@')
            .map_or((word, None), |(digit, at)| (digit, Some(at)));
        digits.push(digit.trim().parse::<u8>().map_err(|_| Failure::Digits)?);
        if let Some(at) = at {
            times.push(at.trim().parse::<f32>().map_err(|_| Failure::Digits)?);
        }
    }
    let usual = Script::usual(&digits, mode, third)?;
    if times.is_empty() {
        return Ok(usual);
    }
    if times.len() != digits.len() {
        return Err(Failure::Digits);
    }
    let timed = digits.iter().zip(&times).map(|(digit, at)| SpokenDigit {
        digit: *digit,
        at: *at,
    });
    let third_at = times.iter().copied().fold(0.0, f32::max) + 2.0;
    let seconds = third_at + Script::THIRD_SECONDS + 0.6;
    Ok(Script {
        digits: timed.collect(),
        third_at,
        seconds,
        ..usual
    }
    .checked()?)
}
