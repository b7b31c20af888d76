//! Why a camera refuses, read from the only thing nokhwa gives: a text.

use crate::source::SourceFault;

/// The reason that a system's text tells. Its number comes first: the words around it are in the language of the
/// desktop, « Périphérique ou ressource occupé (os error 16) ».
pub(super) fn reason_in(text: &str) -> SourceFault {
    let text = text.to_lowercase();
    let number = errno_in(&text).and_then(reason_of_errno);
    let number = number.or_else(|| hresult_in(&text).and_then(reason_of_hresult));
    number
        .or_else(|| reason_of_words(&text))
        .unwrap_or(SourceFault::Format)
}

/// The number that Rust writes behind the words of Linux and macOS.
fn errno_in(text: &str) -> Option<i32> {
    let (_, behind) = text.rsplit_once("(os error ")?;
    behind.split_once(')')?.0.parse().ok()
}

/// Those of Linux (`errno(3)`); macOS has the same numbers for the same names.
const fn reason_of_errno(number: i32) -> Option<SourceFault> {
    Some(match number {
        // EBUSY.
        16 => SourceFault::Busy,
        // EPERM, EACCES.
        1 | 13 => SourceFault::PermissionDenied,
        // ENOENT, ENXIO, ENODEV.
        2 | 6 | 19 => SourceFault::NoCamera,
        _ => return None,
    })
}

/// The number that Windows' library writes behind its words: `0x` and eight hexadecimal digits.
fn hresult_in(text: &str) -> Option<u32> {
    let (_, behind) = text.rsplit_once("0x")?;
    u32::from_str_radix(behind.get(..8)?, 16).ok()
}

/// Those of Media Foundation (`mferror.h`), and of the system where it passes them on (`winerror.h`).
const fn reason_of_hresult(number: u32) -> Option<SourceFault> {
    Some(match number {
        // MF_E_HW_MFT_FAILED_START_STREAMING: what a camera answers that another program holds;
        // MF_E_VIDEO_RECORDING_DEVICE_PREEMPTED; ERROR_SHARING_VIOLATION; ERROR_BUSY.
        0xC00D_3704 | 0xC00D_3EA3 | 0x8007_0020 | 0x8007_00AA => SourceFault::Busy,
        // E_ACCESSDENIED.
        0x8007_0005 => SourceFault::PermissionDenied,
        // MF_E_VIDEO_RECORDING_DEVICE_INVALIDATED; ERROR_FILE_NOT_FOUND; ERROR_DEVICE_NOT_CONNECTED.
        0xC00D_3EA2 | 0x8007_0002 | 0x8007_048F => SourceFault::NoCamera,
        _ => return None,
    })
}

/// nokhwa's own words, and those of macOS, which gives no number.
fn reason_of_words(text: &str) -> Option<SourceFault> {
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(&["busy", "in use", "resource"]) {
        Some(SourceFault::Busy)
    } else if says(&["permission", "denied", "not authorized", "access"]) {
        Some(SourceFault::PermissionDenied)
    } else if says(&["no such", "not found", "does not exist", "no device"]) {
        Some(SourceFault::NoCamera)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_camera_in_use_is_busy_whatever_language_the_desktop_speaks() {
        for (text, reason) in [
            ("Device or resource busy (os error 16)", SourceFault::Busy),
            (
                "Périphérique ou ressource occupé (os error 16)",
                SourceFault::Busy,
            ),
            (
                "Das Gerät oder die Ressource ist belegt (os error 16)",
                SourceFault::Busy,
            ),
            (
                "Permission non accordée (os error 13)",
                SourceFault::PermissionDenied,
            ),
            (
                "Opération non permise (os error 1)",
                SourceFault::PermissionDenied,
            ),
            (
                "Aucun fichier ou dossier de ce type (os error 2)",
                SourceFault::NoCamera,
            ),
            (
                "Aucun périphérique de ce type (os error 19)",
                SourceFault::NoCamera,
            ),
            (
                "Aucun périphérique ou adresse (os error 6)",
                SourceFault::NoCamera,
            ),
            ("Argument invalide (os error 22)", SourceFault::Format),
        ] {
            assert_eq!(reason_in(text), reason, "{text}");
        }
    }

    #[test]
    fn windows_tells_by_its_number_too() {
        for (text, reason) in [
            (
                "Le matériel MFT n’a pas pu commencer à diffuser (0xC00D3704)",
                SourceFault::Busy,
            ),
            (
                "L’appareil a été réquisitionné. (0xC00D3EA3)",
                SourceFault::Busy,
            ),
            ("Accès refusé. (0x80070005)", SourceFault::PermissionDenied),
            ("0x80070005", SourceFault::PermissionDenied),
            (
                "Cet appareil n’est plus valide (0xC00D3EA2)",
                SourceFault::NoCamera,
            ),
            ("Un type non valide (0xC00D36B4)", SourceFault::Format),
            ("trop court 0xC0", SourceFault::Format),
        ] {
            assert_eq!(reason_in(text), reason, "{text}");
        }
    }

    #[test]
    fn without_a_number_the_words_are_read() {
        for (text, reason) in [
            ("Already in use", SourceFault::Busy),
            ("Access denied", SourceFault::PermissionDenied),
            ("No device", SourceFault::NoCamera),
            ("Failed to fulfill", SourceFault::Format),
        ] {
            assert_eq!(reason_in(text), reason, "{text}");
        }
    }
}
