//! What the installation says of itself.

use crate::Site;
use crate::views::consents::text;
use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use sceau_service::configuration::Configuration;
use sceau_wire::configuration::{ConfigurationView, HoursView, Localised, RetentionView};

/// The legal label, on every screen and page (`product.md`, decisions taken).
pub(crate) const LABEL_FR: &str =
    "Démonstrateur indépendant. Sans lien avec La Poste, AR24 ni l'État. Aucune valeur légale.";
pub(crate) const LABEL_EN: &str =
    "Independent demonstrator. No link with La Poste, AR24 or the French State. No legal value.";
/// The lowest version of the app that this server speaks with.
const LOWEST_APP_VERSION: &str = "0.1.0";

pub(crate) async fn show(State(site): State<Site>) -> Json<ConfigurationView> {
    Json(view(&site.world.configuration, site.world.clock.now()))
}

fn view(configuration: &Configuration, now: Timestamp) -> ConfigurationView {
    let retention = configuration.retention;
    let [from, to] = configuration.review.decision_hours;
    ConfigurationView {
        name: configuration.name.clone(),
        label: Localised {
            fr: LABEL_FR.into(),
            en: LABEL_EN.into(),
        },
        texts: configuration.texts.iter().map(text).collect(),
        retention: RetentionView {
            unfinished_days: retention.unfinished_days,
            refused_days: retention.refused_days,
            media_days: retention.media_days,
            decision_days: retention.decision_days,
        },
        help_url: configuration.help_url.clone(),
        upload_allowed: configuration.upload_allowed,
        lowest_app_version: LOWEST_APP_VERSION.into(),
        is_test: configuration.is_test,
        decision_hours: HoursView {
            from: from.min(to),
            to: from.max(to),
        },
        now: Some(now),
    }
}
