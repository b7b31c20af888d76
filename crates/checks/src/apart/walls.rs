//! The walls around a process that looks, raised before its first byte is read.
//!
//! Limits of memory and time hold everywhere, or nothing is looked at. On Linux two more walls are raised where
//! the kernel has them, and the report says which stood: Landlock with no path allowed, and a filter of
//! system calls that lets through what decoding needs alone.

use rustix::process::{Resource, Rlimit, setrlimit};
use std::io;

/// Input, output, errors, and what was open before.
const MOST_FILES: u64 = 16;

/// The words of the walls.
const WALLS: [&str; 3] = ["limits", "landlock", "seccomp"];

/// What a process may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Most memory, as addresses, in bytes.
    pub(crate) memory: u64,
    /// Most seconds of a processor.
    pub(crate) seconds: u64,
}

/// Raises every wall there is; which ones, in words that [`is_known_as_walls`] knows. To be called before any
/// thread is started: a thread that runs already stays outside.
///
/// # Errors
/// When a limit cannot be set.
pub(crate) fn confine(limits: Limits) -> io::Result<String> {
    for (resource, most) in [
        (Resource::As, limits.memory),
        (Resource::Cpu, limits.seconds),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
        (Resource::Nofile, MOST_FILES),
    ] {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(resource, limit)?;
    }
    let [limits, landlock, seccomp] = WALLS;
    let stood = [
        (limits, true),
        (landlock, linux::landlock()),
        (seccomp, linux::seccomp()),
    ];
    let stood = stood
        .into_iter()
        .filter_map(|(wall, stands)| stands.then_some(wall));
    Ok(stood.collect::<Vec<_>>().join(" "))
}

/// What nobody waits for gives its cores up to whoever asks.
///
/// # Errors
/// When the system refuses.
pub(crate) fn give_way() -> io::Result<()> {
    rustix::process::nice(5)?;
    Ok(())
}

/// Whether a text says which walls stood, and nothing else.
pub(crate) fn is_known_as_walls(text: &str) -> bool {
    text.is_empty() || text.split(' ').all(|wall| WALLS.contains(&wall))
}

#[cfg(target_os = "linux")]
mod linux {
    use landlock::{ABI, Access as _, AccessFs, Ruleset, RulesetAttr as _, RulesetStatus};
    use seccompiler::{
        BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
        SeccompRule, apply_filter,
    };
    use std::collections::BTreeMap;

    /// No path may be reached, by whatever right. False where the kernel has no Landlock.
    pub(super) fn landlock() -> bool {
        let made = Ruleset::default()
            .handle_access(AccessFs::from_all(ABI::V5))
            .and_then(Ruleset::create)
            .and_then(landlock::RulesetCreated::restrict_self);
        made.is_ok_and(|status| status.ruleset != RulesetStatus::NotEnforced)
    }

    /// What decoding needs, and no more: memory, threads, time, chance, and what is open already. Whatever the
    /// kernel has beside it – files, networks, processes, and calls that are yet to be invented – is refused.
    const ALLOWED: &[libc::c_long] = &[
        libc::SYS_read,
        libc::SYS_readv,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_lseek,
        libc::SYS_close,
        libc::SYS_fstat,
        libc::SYS_fcntl,
        libc::SYS_ppoll,
        libc::SYS_mmap,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_mprotect,
        libc::SYS_madvise,
        libc::SYS_brk,
        libc::SYS_futex,
        libc::SYS_membarrier,
        libc::SYS_rseq,
        libc::SYS_set_robust_list,
        libc::SYS_set_tid_address,
        libc::SYS_gettid,
        libc::SYS_getpid,
        libc::SYS_sched_yield,
        libc::SYS_sched_getaffinity,
        libc::SYS_getcpu,
        libc::SYS_getpriority,
        libc::SYS_getrusage,
        libc::SYS_clock_gettime,
        libc::SYS_clock_nanosleep,
        libc::SYS_nanosleep,
        libc::SYS_restart_syscall,
        libc::SYS_getrandom,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sigaltstack,
        libc::SYS_exit,
        libc::SYS_exit_group,
        libc::SYS_clone3,
        // To raise the second of two filters: each can only take away.
        libc::SYS_seccomp,
    ];

    /// The older forms of the same, which newer processors do not have.
    #[cfg(target_arch = "x86_64")]
    const ALLOWED_OLD: &[libc::c_long] = &[libc::SYS_poll, libc::SYS_arch_prctl, libc::SYS_time];
    #[cfg(not(target_arch = "x86_64"))]
    const ALLOWED_OLD: &[libc::c_long] = &[];

    /// False where the kernel or the processor has no such filter.
    pub(super) fn seccomp() -> bool {
        let filters = without_clone3().zip(allowed_alone());
        filters.is_some_and(|(clone3, rest)| {
            apply_filter(&clone3).is_ok() && apply_filter(&rest).is_ok()
        })
    }

    /// The arguments of `clone3` lie where no filter can read them: told that it is not there, the library falls
    /// back to `clone`.
    fn without_clone3() -> Option<BpfProgram> {
        let rules = BTreeMap::from([(libc::SYS_clone3, Vec::new())]);
        let absent = SeccompAction::Errno(u32::try_from(libc::ENOSYS).ok()?);
        program(rules, SeccompAction::Allow, absent)
    }

    fn allowed_alone() -> Option<BpfProgram> {
        let own = u64::from(std::process::id());
        let thread = u64::try_from(libc::CLONE_THREAD).ok()?;
        let name = u64::try_from(libc::PR_SET_NAME).ok()?;
        let of_itself = || {
            let this = |of: u64| rule(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, of);
            Some(vec![this(0)?, this(own)?])
        };
        let mut rules: BTreeMap<i64, Vec<SeccompRule>> = [ALLOWED, ALLOWED_OLD]
            .concat()
            .into_iter()
            .map(|call| (call, Vec::new()))
            .collect();
        rules.extend([
            // A thread, and no process.
            (
                libc::SYS_clone,
                vec![rule(
                    0,
                    SeccompCmpArgLen::Qword,
                    SeccompCmpOp::MaskedEq(thread),
                    thread,
                )?],
            ),
            // Ending itself, and nobody else.
            (libc::SYS_tgkill, of_itself()?),
            // Its own limits and its own turn, which it can only lower.
            (libc::SYS_prlimit64, of_itself()?),
            (libc::SYS_setpriority, lowering()?),
            // Threads have names.
            (
                libc::SYS_prctl,
                vec![rule(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, name)?],
            ),
        ]);
        let refused = SeccompAction::Errno(u32::try_from(libc::EACCES).ok()?);
        program(rules, refused, SeccompAction::Allow)
    }

    /// Of a single process, which is this one.
    fn lowering() -> Option<Vec<SeccompRule>> {
        let is = |argument, value| {
            SeccompCondition::new(argument, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, value).ok()
        };
        let process = u64::from(libc::PRIO_PROCESS);
        let own = SeccompRule::new(vec![is(0, process)?, is(1, 0)?]).ok()?;
        Some(vec![own])
    }

    fn rule(
        argument: u8,
        length: SeccompCmpArgLen,
        compared: SeccompCmpOp,
        with: u64,
    ) -> Option<SeccompRule> {
        let condition = SeccompCondition::new(argument, length, compared, with).ok()?;
        SeccompRule::new(vec![condition]).ok()
    }

    fn program(
        rules: BTreeMap<i64, Vec<SeccompRule>>,
        otherwise: SeccompAction,
        matched: SeccompAction,
    ) -> Option<BpfProgram> {
        let machine = std::env::consts::ARCH.try_into().ok()?;
        let filter = SeccompFilter::new(rules, otherwise, matched, machine);
        filter.ok()?.try_into().ok()
    }
}

#[cfg(not(target_os = "linux"))]
mod linux {
    pub(super) const fn landlock() -> bool {
        false
    }

    pub(super) const fn seccomp() -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::{Command, Output};

    const LIMITS: Limits = Limits {
        memory: 1 << 30,
        seconds: 30,
    };

    /// Runs an ignored test of this program in a process of its own, so that the walls fall with it.
    fn alone(test: &str) -> Output {
        Command::new(std::env::current_exe().unwrap())
            .args([
                test,
                "--exact",
                "--ignored",
                "--nocapture",
                "--test-threads=1",
            ])
            .output()
            .unwrap()
    }

    #[test]
    fn behind_the_walls_there_are_no_files_no_network_and_no_other_programs() {
        let told = alone("apart::walls::tests::behind_the_walls");
        let text = String::from_utf8_lossy(&told.stdout);
        assert!(told.status.success(), "{text}");
        assert!(text.contains("1 passed"), "{text}");
    }

    #[test]
    #[ignore = "the other half of the test above"]
    fn behind_the_walls() {
        let parent = rustix::process::getppid().unwrap();
        let program = std::env::current_exe().unwrap();
        let rights = std::fs::metadata(&program).unwrap().permissions();
        let stood = confine(LIMITS).unwrap();
        assert!(stood.starts_with("limits"), "{stood}");
        assert!(
            Vec::<u8>::new().try_reserve_exact(2 << 30).is_err(),
            "memory"
        );
        let file = std::env::temp_dir().join("sceau-behind-the-walls");
        assert!(std::fs::write(&file, [1]).is_err(), "a file of one byte");
        if !stood.contains("seccomp") {
            eprintln!("not run: no filter of system calls here ({stood})");
            return;
        }
        assert!(std::fs::File::open("/proc/self/exe").is_err(), "reading");
        assert!(
            std::net::TcpStream::connect("127.0.0.1:9")
                .is_err_and(|error| { error.kind() == io::ErrorKind::PermissionDenied })
        );
        assert!(Command::new("/bin/true").spawn().is_err(), "programs");
        let none = Rlimit {
            current: Some(1),
            maximum: Some(1),
        };
        for (what, is_refused) in [
            (
                "signals to others",
                rustix::process::kill_process(parent, rustix::process::Signal::CONT).is_err(),
            ),
            (
                "limits of others",
                rustix::process::prlimit(Some(parent), Resource::Nofile, none).is_err(),
            ),
            (
                "another's turn",
                rustix::process::setpriority_process(Some(parent), 19).is_err(),
            ),
            (
                "rights of files",
                std::fs::set_permissions(&program, rights).is_err(),
            ),
        ] {
            assert!(is_refused, "{what}");
        }
        give_way().unwrap();
        let thread = std::thread::spawn(|| std::fs::File::open("/").is_err());
        assert!(
            thread.join().unwrap(),
            "threads start, behind the same walls"
        );
    }

    #[test]
    #[ignore = "what another test starts"]
    fn eats_memory() {
        confine(LIMITS).unwrap();
        let mut eaten = Vec::new();
        loop {
            eaten.push(vec![1_u8; 1 << 24]);
        }
    }

    #[test]
    #[ignore = "what another test starts"]
    fn panics() {
        panic!("as a decoder that was led astray");
    }
}
