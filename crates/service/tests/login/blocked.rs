//! What a blocked identity still lets be done: nothing but unblocking it.

use crate::scene::{Scene, refusal};
use sceau_domain::deed::Deed;
use sceau_domain::phone::PhoneNumber;
use sceau_service::account::{approve_handover, offer_handover};
use sceau_service::failure::Refusal;
use sceau_service::person::{
    NewNumber, ask_number_code, block_identity, change_number, erase_account, export, remove_device,
};

#[tokio::test]
async fn whoever_has_the_phone_and_its_code_takes_nothing_away_from_a_blocked_identity() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let tablet = scene.other_device(&maelys, "jeton-de-la-tablette").await;
    block_identity(&scene.world, &maelys.by).await.unwrap();
    let (world, by) = (&scene.world, &maelys.by);
    let typed = "06 39 98 45 67";
    let number = PhoneNumber::parse_mobile(typed).unwrap();
    let proof = maelys.confirms(world, Deed::Export).await;
    let exported = export(world, by, &proof).await;
    assert_eq!(refusal(exported), Refusal::IdentityBlocked);
    let proof = maelys.confirms(world, Deed::Erase).await;
    let erased = erase_account(world, by, &proof).await;
    assert_eq!(refusal(erased), Refusal::IdentityBlocked);
    let proof = maelys.confirms(world, Deed::RemoveDevice(tablet.id)).await;
    let removed = remove_device(world, by, tablet.id, &proof).await;
    assert_eq!(refusal(removed), Refusal::IdentityBlocked);
    let asked = ask_number_code(world, by, typed).await;
    assert_eq!(refusal(asked), Refusal::IdentityBlocked);
    let new = NewNumber {
        number: typed.to_owned(),
        code: "123456".to_owned(),
        proof: maelys.confirms(world, Deed::ChangeNumber(&number)).await,
    };
    let changed = change_number(world, by, &new).await;
    assert_eq!(refusal(changed), Refusal::IdentityBlocked);
    let offered = offer_handover(world, by, "local").await;
    assert_eq!(refusal(offered.map(drop)), Refusal::IdentityBlocked);
    let moved = approve_handover(world, by, &[0; 64]).await;
    assert_eq!(refusal(moved), Refusal::IdentityBlocked);
}
