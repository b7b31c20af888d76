//! The messages between both processes, as they should be and as a decoder that was led astray may write them.

use super::*;

const CORNERS: Corners = [[0.0, 0.1], [0.9, 0.1], [0.9, 1.02], [-0.01, 0.8]];

fn look() -> SideLook {
    SideLook {
        findings: vec!["glare.zone", "zone.none"],
        document: Some(DocumentSeen {
            corners: CORNERS,
            measures: Some(PictureMeasures {
                sharpness: Some(41),
                brightness: 120,
                dpi: 512,
            }),
        }),
        zone: Some(ZoneFacts {
            format: MrzFormat::Td3,
            lines: Personal::new(vec!["P<UTO".to_owned(), "L898".to_owned()]),
            weak: vec![(0, 3), (1, 43)],
            corners: CORNERS,
        }),
        seal: Some(SymbolSeen {
            content: Personal::new(b"DC04".to_vec()),
            corners: CORNERS,
        }),
        portrait: Some(Rgb {
            width: 1,
            height: 1,
            pixels: vec![1, 2, 3],
        }),
        walls: "limits seccomp".to_owned(),
    }
}

fn sent() -> Vec<u8> {
    let mut bytes = Vec::new();
    send_side(&mut bytes, &look()).unwrap();
    bytes
}

#[test]
fn what_a_side_shows_arrives_as_it_was_sent() {
    assert_eq!(read_side(&mut &*sent()).unwrap(), look());
}

#[test]
fn an_answer_that_is_cut_off_changed_or_too_long_is_refused() {
    let whole = sent();
    for length in 0..whole.len() {
        assert!(read_side(&mut &whole[..length]).is_err(), "{length} bytes");
    }
    let mut longer = whole.clone();
    longer.push(0);
    assert!(read_side(&mut &*longer).is_err());
    let (text, rest) = whole[4..].split_at(whole.len() - 4 - 7);
    let text = String::from_utf8(text.to_vec()).unwrap();
    let replaced = |from: &str, to: &str| {
        assert!(text.contains(from), "{from} in {text}");
        let text = text.replacen(from, to, 1);
        let length = u32::try_from(text.len()).unwrap();
        let bytes = [&length.to_be_bytes(), text.as_bytes(), rest].concat();
        read_side(&mut &*bytes)
    };
    assert!(replaced("zone.none", "zone.other_side").is_ok());
    for (from, to) in [
        ("zone.none", "<script>"),
        ("1.02", "1e9"),
        ("\"format\":2", "\"format\":6"),
        ("\"L898\"", "\"L898\",\"three\""),
        ("L898", "L898 AND A WORD"),
        ("[1,43]", "[1,44]"),
        ("[1,43]", "[2,43]"),
        ("\"length\":4", "\"length\":99999"),
        ("[1,1]", "[1,9999]"),
        ("[1,1]", "[0,1]"),
        ("limits seccomp", "a word of its own"),
    ] {
        assert!(replaced(from, to).is_err(), "{to}");
    }
}

#[test]
fn an_order_arrives_as_it_was_sent() {
    for order in [
        Order::Upright(PictureLimits::DOCUMENT),
        Order::Side {
            side: Side::Back,
            kind: DocumentKind::ResidencePermit,
        },
    ] {
        let mut bytes = Vec::new();
        send_order(&mut bytes, &order, &[1, 2]).unwrap();
        assert_eq!(read_order(&mut &*bytes).unwrap(), (order, vec![1, 2]));
    }
}

#[test]
fn an_upright_picture_or_a_fault_arrives_within_limits() {
    let limits = PictureLimits {
        long_side: 2,
        ..PictureLimits::DOCUMENT
    };
    let passed = |upright: core::result::Result<Rgb, PictureFault>| {
        let mut bytes = Vec::new();
        send_upright(&mut bytes, upright).unwrap();
        read_upright(&mut &*bytes, limits)
    };
    let picture = |width: u16| Rgb {
        width,
        height: 1,
        pixels: vec![9; usize::from(width) * 3],
    };
    assert_eq!(passed(Ok(picture(2))).unwrap(), Ok(picture(2)));
    assert!(passed(Ok(picture(3))).is_err(), "longer than was allowed");
    for fault in FAULTS {
        assert_eq!(passed(Err(fault)).unwrap(), Err(fault));
    }
}
