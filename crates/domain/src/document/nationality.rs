//! Nationalities as documents print them: three-letter codes.

/// A three-letter nationality code: ISO 3166-1 alpha-3, or one of the codes that ICAO Doc 9303-3
/// adds for travel documents (`XXA` stateless, `XXB` refugee, `GBD` British overseas…).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Nationality([u8; 3]);

impl Nationality {
    /// France.
    pub const FRANCE: Self = Self(*b"FRA");

    /// Reads a code in any case; `None` when no country or status has it. `D`, the code Germany
    /// has in machine-readable zones, is read as `DEU`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches('<');
        if text.eq_ignore_ascii_case("D") {
            return Some(Self(*b"DEU"));
        }
        let code: [u8; 3] = text.as_bytes().try_into().ok()?;
        let code = code.map(|b| b.to_ascii_uppercase());
        let spelled = std::str::from_utf8(&code).ok()?;
        let known = ISO
            .split_ascii_whitespace()
            .chain(ICAO.split_ascii_whitespace());
        known
            .into_iter()
            .any(|other| other == spelled)
            .then_some(Self(code))
    }

    /// Reads a code of two letters (ISO 3166-1 alpha-2), as visible electronic seals write it.
    pub fn from_two_letters(text: &str) -> Option<Self> {
        let code = text.trim().to_ascii_uppercase();
        let both = ISO_TWO
            .split_ascii_whitespace()
            .zip(ISO.split_ascii_whitespace());
        let (_, three) = both.into_iter().find(|(two, _)| *two == code)?;
        Self::parse(three)
    }

    /// The two letters of ISO 3166-1 alpha-2; `None` for a status that only travel documents know.
    pub fn two_letters(&self) -> Option<&'static str> {
        let mut both = ISO_TWO
            .split_ascii_whitespace()
            .zip(ISO.split_ascii_whitespace());
        both.find(|(_, three)| *three == self.as_str())
            .map(|(two, _)| two)
    }

    /// The three letters.
    pub fn as_str(&self) -> &str {
        // Only ASCII letters are ever stored, so the empty text cannot be seen.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The three characters of the machine-readable zone: Germany is `D<<` there.
    pub fn mrz(&self) -> &str {
        if self.0 == *b"DEU" {
            "D<<"
        } else {
            self.as_str()
        }
    }
}

/// ISO 3166-1 alpha-3.
const ISO: &str = "\
ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR \
BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG \
COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH \
FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY \
HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM \
KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL \
MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR \
NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU \
SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA \
TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB \
VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE";

/// ISO 3166-1 alpha-2, in the order of [`ISO`].
const ISO_TWO: &str = "\
AW AF AO AI AX AL AD AE AR AM AS AQ TF AG AU AT AZ BI BE BJ BQ BF BD BG BH BS BA BL BY BZ BM BO BR \
BB BN BT BV BW CF CA CC CH CL CN CI CM CD CG CK CO KM CV CR CU CW CX KY CY CZ DE DJ DM DK DO DZ EC \
EG ER EH ES EE ET FI FJ FK FR FO FM GA GB GE GG GH GI GN GP GM GW GQ GR GD GL GT GF GU GY HK HM HN \
HR HT HU ID IM IN IO IE IR IQ IS IL IT JM JE JO JP KZ KE KG KH KI KN KR KW LA LB LR LY LC LI LK LS \
LT LU LV MO MF MA MC MD MG MV MX MH MK ML MT MM ME MN MP MZ MR MS MQ MU MW MY YT NA NC NE NF NG NI \
NU NL NO NP NR NZ OM PK PA PN PE PH PW PG PL PR KP PT PY PS PF QA RE RO RU RW SA SD SN SG GS SH SJ \
SB SL SV SM SO PM RS SS ST SR SK SI SE SZ SX SC SY TC TD TG TH TJ TK TM TL TO TT TN TR TV TW TZ UG \
UA UM UY US UZ VA VC VE VG VI VN VU WF WS YE ZA ZM ZW";

/// Codes of ICAO Doc 9303-3 for persons (from general knowledge, the list is not complete).
const ICAO: &str = "GBD GBN GBO GBP GBS RKS UNK XXA XXB XXC XXX";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_code_is_three_letters_listed_once_and_read_back() {
        let all: Vec<_> = ISO.split(' ').chain(ICAO.split(' ')).collect();
        let mut unique = all.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), all.len());
        assert_eq!(ISO.split(' ').count(), 249);
        for code in all {
            assert_eq!(
                Nationality::parse(code).as_ref().map(Nationality::as_str),
                Some(code)
            );
        }
    }

    #[test]
    fn every_country_has_two_letters_that_lead_back_to_its_three() {
        assert_eq!(ISO_TWO.split(' ').count(), ISO.split(' ').count());
        for code in ISO.split(' ') {
            let nationality = Nationality::parse(code).unwrap();
            let two = nationality.two_letters().unwrap();
            assert_eq!(Nationality::from_two_letters(two), Some(nationality));
        }
        for (two, three) in [("FR", "FRA"), ("CH", "CHE"), ("DZ", "DZA"), ("ZW", "ZWE")] {
            let read = Nationality::from_two_letters(two);
            assert_eq!(read, Nationality::parse(three), "{two}");
        }
        assert_eq!(Nationality::from_two_letters("XX"), None);
        assert_eq!(Nationality::parse("XXA").unwrap().two_letters(), None);
    }

    #[test]
    fn germany_has_one_letter_in_machine_readable_zones() {
        let german = Nationality::parse("D<<").unwrap();
        assert_eq!((german.as_str(), german.mrz()), ("DEU", "D<<"));
    }

    #[test]
    fn a_code_nobody_has_is_refused() {
        for text in ["", "UTO", "FR", "FRAN", "É1", "F A", "<<<"] {
            assert_eq!(Nationality::parse(text), None, "{text}");
        }
        assert_eq!(Nationality::parse(" fra "), Some(Nationality::FRANCE));
    }
}
