//! The crate `openidconnect`: a service in Rust, with a shared secret and PKCE.

use crate::house::{House, Kind};
use crate::table::Row;
use crate::walker;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreProviderMetadata, CoreUserInfoClaims,
};
use openidconnect::{
    AuthType, AuthenticationContextClass, AuthorizationCode, ClientId, ClientSecret, CsrfToken,
    IssuerUrl, Nonce, OAuth2TokenResponse as _, PkceCodeChallenge, RedirectUrl, Scope,
    TokenResponse as _,
};
use url::Url;

/// Logs someone in, as the crate's own example does.
pub(crate) async fn log_in(house: &House) -> Row {
    let facts = house.facts(Kind::Plain);
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let ask = async |request| carry(&http, request).await;
    let issuer = IssuerUrl::new(facts.issuer.clone()).unwrap();
    let metadata = CoreProviderMetadata::discover_async(issuer, &ask)
        .await
        .unwrap();
    let client = CoreClient::from_provider_metadata(
        metadata,
        ClientId::new(facts.client_id.to_owned()),
        Some(ClientSecret::new(facts.secret.to_owned())),
    )
    .set_auth_type(AuthType::RequestBody)
    .set_redirect_uri(RedirectUrl::new(facts.redirect_uri.clone()).unwrap());
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (address, state, nonce) = client
        .authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            CsrfToken::new_random,
            Nonce::new_random,
        )
        .add_scope(Scope::new("email".to_owned()))
        .add_auth_context_value(AuthenticationContextClass::new("eidas2".to_owned()))
        .set_pkce_challenge(challenge)
        .url();
    let answer: Url = walker::walk_to(address).await.unwrap().parse().unwrap();
    let said = |name: &str| {
        let mut pairs = answer.query_pairs();
        pairs.find(|(key, _)| key == name).unwrap().1.into_owned()
    };
    assert_eq!(&said("state"), state.secret());
    let tokens = client
        .exchange_code(AuthorizationCode::new(said("code")))
        .unwrap()
        .set_pkce_verifier(verifier)
        .request_async(&ask)
        .await
        .unwrap();
    let claims = tokens
        .id_token()
        .unwrap()
        .claims(&client.id_token_verifier(), &nonce)
        .unwrap();
    let person: CoreUserInfoClaims = client
        .user_info(
            tokens.access_token().clone(),
            Some(claims.subject().clone()),
        )
        .unwrap()
        .request_async(&ask)
        .await
        .unwrap();
    assert_eq!(person.email().unwrap().as_str(), "personne1@exemple.test");
    let seen = [
        "discovery",
        "client_secret_post",
        "PKCE",
        "signed ID token",
        "userinfo",
    ];
    Row {
        library: "openidconnect (Rust)".to_owned(),
        version: "4".to_owned(),
        kind: Kind::Plain,
        seen: seen.map(str::to_owned).into(),
    }
}

/// The crate leaves HTTP to the caller.
async fn carry(
    http: &reqwest::Client,
    request: openidconnect::HttpRequest,
) -> Result<openidconnect::HttpResponse, reqwest::Error> {
    let answer = http.execute(request.try_into()?).await?;
    let mut response = openidconnect::http::Response::builder().status(answer.status());
    for (name, value) in answer.headers() {
        response = response.header(name, value);
    }
    let body = answer.bytes().await?.to_vec();
    Ok(response.body(body).unwrap())
}
