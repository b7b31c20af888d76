//! The walls around a process that looks, raised before its first byte is read.
//!
//! Limits of memory and time hold everywhere, or nothing is looked at. On Linux two more walls are raised where
//! the kernel has them, and the report says which stood: Landlock with no path allowed, and a filter of
//! system calls without files, network and new processes.

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

    /// What decoding never needs: to open, make or remove files, to reach a network, to start a process or to
    /// look into one.
    const REFUSED: &[libc::c_long] = &[
        libc::SYS_openat,
        libc::SYS_openat2,
        libc::SYS_unlinkat,
        libc::SYS_mkdirat,
        libc::SYS_renameat2,
        libc::SYS_linkat,
        libc::SYS_symlinkat,
        libc::SYS_memfd_create,
        libc::SYS_socket,
        libc::SYS_socketpair,
        libc::SYS_connect,
        libc::SYS_bind,
        libc::SYS_execve,
        libc::SYS_execveat,
        libc::SYS_kill,
        libc::SYS_ptrace,
        libc::SYS_process_vm_readv,
        libc::SYS_process_vm_writev,
        libc::SYS_pidfd_open,
        libc::SYS_mount,
        libc::SYS_unshare,
        libc::SYS_setns,
        libc::SYS_bpf,
        libc::SYS_perf_event_open,
        libc::SYS_userfaultfd,
        libc::SYS_io_uring_setup,
        libc::SYS_keyctl,
        libc::SYS_add_key,
        libc::SYS_request_key,
    ];

    /// The older forms of the same, which newer processors do not have.
    #[cfg(target_arch = "x86_64")]
    const REFUSED_OLD: &[libc::c_long] = &[
        libc::SYS_open,
        libc::SYS_creat,
        libc::SYS_unlink,
        libc::SYS_mkdir,
        libc::SYS_rename,
        libc::SYS_link,
        libc::SYS_symlink,
        libc::SYS_fork,
        libc::SYS_vfork,
    ];
    #[cfg(not(target_arch = "x86_64"))]
    const REFUSED_OLD: &[libc::c_long] = &[];

    /// False where the kernel or the processor has no such filter.
    pub(super) fn seccomp() -> bool {
        // Its arguments lie where no filter can read them: the library falls back to the older call.
        let newer = refusing(&[libc::SYS_clone3], libc::ENOSYS, BTreeMap::new());
        let rest = [REFUSED, REFUSED_OLD].concat();
        let rest = refusing(&rest, libc::EACCES, new_process_rule());
        let (Some(newer), Some(rest)) = (newer, rest) else {
            return false;
        };
        apply_filter(&newer).is_ok() && apply_filter(&rest).is_ok()
    }

    /// `clone` without the flag of a thread.
    fn new_process_rule() -> BTreeMap<i64, Vec<SeccompRule>> {
        let flag = u64::try_from(libc::CLONE_THREAD).unwrap_or(0);
        let is_process =
            SeccompCondition::new(0, SeccompCmpArgLen::Qword, SeccompCmpOp::MaskedEq(flag), 0);
        let rule = is_process.and_then(|condition| SeccompRule::new(vec![condition]));
        rule.map_or_else(
            |_| BTreeMap::new(),
            |rule| BTreeMap::from([(libc::SYS_clone, vec![rule])]),
        )
    }

    fn refusing(
        calls: &[libc::c_long],
        with: i32,
        mut rules: BTreeMap<i64, Vec<SeccompRule>>,
    ) -> Option<BpfProgram> {
        rules.extend(calls.iter().map(|call| (*call, Vec::new())));
        let refuse = SeccompAction::Errno(u32::try_from(with).ok()?);
        let machine = std::env::consts::ARCH.try_into().ok()?;
        let filter = SeccompFilter::new(rules, SeccompAction::Allow, refuse, machine);
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
