//! What makes one drawn person different from the next.

use tiny_skia::Color;

use super::super::Sex;
use super::super::canvas::{blend, ink};
use super::super::random::Dice;

/// Cut of the hair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hair {
    /// Short, parted on one side.
    Short,
    /// A few millimetres.
    Cropped,
    /// Short curls.
    Curly,
    /// To the chin.
    Bob,
    /// Below the shoulders.
    Long,
    /// Tied on top.
    Bun,
}

/// The drawn person's lasting traits.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// Cut of the hair.
    pub hair: Hair,
    /// True with glasses.
    pub glasses: bool,
    /// True with a short beard.
    pub beard: bool,
    /// True with earrings.
    pub earrings: bool,
    /// True with marked lashes.
    pub lashes: bool,
    /// Width of the jaw, around 1.
    pub jaw: f32,
    /// Width of the face, around 1.
    pub face_width: f32,
    /// Distance between the eyes, around 1.
    pub eye_gap: f32,
    /// Size of the eyes, around 1.
    pub eye_size: f32,
    /// Thickness of the brows, around 1.
    pub brow: f32,
    /// Width of the nose, around 1.
    pub nose: f32,
    /// Width of the mouth, around 1.
    pub mouth: f32,
    /// Seed of small irregularities (curls, strands).
    pub(in super::super) detail: u64,
    pub(in super::super) skin: Color,
    pub(in super::super) skin_dark: Color,
    pub(in super::super) skin_light: Color,
    pub(in super::super) lips: Color,
    pub(in super::super) hair_colour: Color,
    pub(in super::super) hair_light: Color,
    pub(in super::super) iris: Color,
    pub(in super::super) cloth: Color,
    pub(in super::super) cloth_dark: Color,
    pub(in super::super) collar: u8,
    pub(in super::super) frame: Color,
}

/// Skin: base, shade, light, lips.
const SKINS: [(u32, u32, u32, u32); 6] = [
    (0x00F3_CFB3, 0x00B9_7D5F, 0x00FF_E9D8, 0x00C9_6F67),
    (0x00EA_BE9A, 0x00A8_6C4A, 0x00FC_DFC6, 0x00BC_625A),
    (0x00D9_A57C, 0x0092_5B3A, 0x00F0_C9A6, 0x00A8_544B),
    (0x00B9_8058, 0x0072_4327, 0x00D6_A47E, 0x0092_4A42),
    (0x008F_5C3D, 0x0052_2E1C, 0x00B0_7E5C, 0x0079_3B38),
    (0x006B_432D, 0x0038_2014, 0x008E_6349, 0x0062_302F),
];

/// Hair: base and light.
const HAIRS: [(u32, u32); 7] = [
    (0x0022_1B19, 0x0054_4740),
    (0x0041_2B1F, 0x0079_5840),
    (0x0067_4127, 0x00A2_7550),
    (0x00A9_7A45, 0x00DB_B27C),
    (0x0093_4A25, 0x00CC_7F4F),
    (0x008C_8A8C, 0x00C4_C3C6),
    (0x002A_2632, 0x005B_5669),
];

const EYES: [u32; 5] = [
    0x0047_2E1D,
    0x006B_4A2B,
    0x004F_6B3F,
    0x003D_6C93,
    0x005E_737D,
];

/// Clothes: base and shade.
const CLOTHES: [(u32, u32); 6] = [
    (0x004B_3FA7, 0x0033_2A7A),
    (0x002E_6F6B, 0x001C_4A48),
    (0x008A_4B3A, 0x005F_3126),
    (0x0039_4A66, 0x0024_3047),
    (0x00A8_8B3F, 0x0078_612A),
    (0x006E_5A7E, 0x004A_3B57),
];

const FRAMES: [u32; 3] = [0x0026_2329, 0x0062_3A2B, 0x003A_3088];

impl Look {
    /// The look of this seed; hair and beard follow the usual habits of `sex` and age in `years`.
    pub(in super::super) fn from_seed(seed: u64, sex: Sex, years: i16) -> Self {
        let mut dice = Dice::new(seed, "look");
        let tone = dice.below(SKINS.len());
        let skin = SKINS[tone];
        // The darkest two skins keep dark or grey hair and brown eyes: likelier, and better seen.
        let (hair, iris) = if tone < 4 {
            (*dice.pick(&HAIRS), *dice.pick(&EYES))
        } else {
            (
                *dice.pick(&[HAIRS[0], HAIRS[1], HAIRS[5], HAIRS[6]]),
                EYES[dice.below(2)],
            )
        };
        let hair = if years > 63 { HAIRS[5] } else { hair };
        let cloth = *dice.pick(&CLOTHES);
        let female = sex == Sex::Female;
        let cut = if female {
            *dice.pick(&[Hair::Bob, Hair::Long, Hair::Bun, Hair::Curly, Hair::Long])
        } else {
            *dice.pick(&[Hair::Short, Hair::Cropped, Hair::Curly, Hair::Short])
        };
        Self {
            hair: cut,
            glasses: dice.chance(0.4),
            beard: !female && dice.chance(0.45),
            earrings: female && dice.chance(0.6),
            lashes: female,
            jaw: dice.range(0.97, 1.02) * if female { 1.0 } else { 1.06 },
            face_width: dice.range(0.94, 1.06) * if female { 0.97 } else { 1.02 },
            eye_gap: dice.range(0.94, 1.07),
            eye_size: dice.range(0.92, 1.1) * if female { 1.06 } else { 0.97 },
            brow: dice.range(0.8, 1.15) * if female { 0.8 } else { 1.2 },
            nose: dice.range(0.88, 1.15) * if female { 0.92 } else { 1.05 },
            mouth: dice.range(0.9, 1.12),
            detail: dice.bits(),
            skin: ink(skin.0),
            skin_dark: ink(skin.1),
            skin_light: ink(skin.2),
            lips: if female {
                ink(skin.3)
            } else {
                blend(ink(skin.3), ink(skin.0), 0.42)
            },
            hair_colour: ink(hair.0),
            hair_light: ink(hair.1),
            iris: ink(iris),
            cloth: ink(cloth.0),
            cloth_dark: ink(cloth.1),
            collar: u8::try_from(dice.below(3)).unwrap_or(0),
            frame: ink(*dice.pick(&FRAMES)),
        }
    }
}
