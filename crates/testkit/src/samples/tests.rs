//! Every name has its sample.

use super::*;
use sceau_domain::journey::{EventName, StateName};

#[test]
fn a_sample_has_the_name_it_was_asked_for() {
    for name in StateName::ALL {
        assert_eq!(state(*name).name(), *name);
    }
    for name in EventName::ALL {
        assert_eq!(event(*name).name(), *name);
    }
}
