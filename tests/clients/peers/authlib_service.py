"""PyPI Authlib: a service with a shared secret and PKCE; tokens signed, not encrypted."""

import json
import os
import sys
import urllib.parse
from pathlib import Path

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

import requests
from authlib.integrations.requests_client import OAuth2Session
from authlib.jose import JsonWebKey, JsonWebToken
from authlib.oidc.core import CodeIDToken

facts = json.loads(Path(sys.argv[1]).read_text())


def saw(what: str) -> None:
    print(f"saw: {what}")


issuer = facts["issuer"]
metadata = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=10).json()
saw("discovery")
session = OAuth2Session(
    facts["client_id"],
    facts["secret"],
    token_endpoint_auth_method="client_secret_post",
    redirect_uri=facts["redirect_uri"],
    scope="openid profile email",
    code_challenge_method="S256",
    # A broker's token lives for a minute, which Authlib's usual leeway takes for ended.
    leeway=0,
)
verifier, nonce = "v" * 64, "a-nonce-of-this-login"
address, state = session.create_authorization_url(
    metadata["authorization_endpoint"], nonce=nonce, code_verifier=verifier, acr_values="eidas2"
)
walker = f"{facts['walker']}/walk?to={urllib.parse.quote(address, safe='')}"
answer = requests.get(walker, timeout=30).text
tokens = session.fetch_token(
    metadata["token_endpoint"], authorization_response=answer, state=state, code_verifier=verifier
)
saw("client_secret_post")
saw("PKCE")

keys = JsonWebKey.import_key_set(requests.get(metadata["jwks_uri"], timeout=10).json())
claims = JsonWebToken(["ES256"]).decode(
    tokens["id_token"],
    keys,
    claims_cls=CodeIDToken,
    claims_options={"iss": {"essential": True, "value": issuer}},
    claims_params={"nonce": nonce, "client_id": facts["client_id"]},
)
claims.validate()
assert claims["acr"] == "eidas2"
saw("signed ID token")

info = session.get(metadata["userinfo_endpoint"])
assert info.headers["content-type"] == "application/jwt", info.headers
person = JsonWebToken(["ES256"]).decode(info.text, keys)
assert person["sub"] == claims["sub"]
assert person["email"] == "personne1@exemple.test"
saw("signed userinfo")
