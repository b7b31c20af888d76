//! 17 – reads the document that is held before the camera, to fill the form.

use super::Answer;
use crate::App;
use crate::app::blocking;
use crate::camera::zone_view;
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::host::{ReadZoneArgs, ZoneView};

/// Looks at the newest picture; asked again and again until every character is sure. Takes tens of
/// milliseconds.
///
/// # Errors
/// `capture.unknown` when the camera was closed meanwhile, `request.malformed` for a day that is none.
pub async fn read_zone(app: &App, args: ReadZoneArgs) -> Answer<ZoneView> {
    let open = app.cameras.get(&args.session)?;
    let today = args
        .today
        .parse()
        .map_err(|_| Problem::new(ErrorCode::RequestMalformed))?;
    blocking(move || zone_view(&open.look_for_zone(), today)).await
}
