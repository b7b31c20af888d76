// npm openid-client 6: a strict service. Pushed request, PKCE, private_key_jwt, DPoP, renewal, an end.
import * as client from 'openid-client';
import { assert, facts, importSigningKey, saw, walk } from './facts.mjs';

const key = { key: await importSigningKey(facts.signing), kid: facts.signing.kid };
const metadata = { userinfo_signed_response_alg: 'ES256', id_token_signed_response_alg: 'ES256' };
const config = await client.discovery(
  new URL(facts.issuer), facts.client_id, metadata, client.PrivateKeyJwt(key),
  { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] },
);
saw('discovery');

const dpop = client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256'));
const verifier = client.randomPKCECodeVerifier();
const nonce = client.randomNonce();
const address = await client.buildAuthorizationUrlWithPAR(config, {
  redirect_uri: facts.redirect_uri,
  scope: 'openid email offline_access',
  acr_values: 'eidas2',
  code_challenge: await client.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
  nonce,
}, { DPoP: dpop });
assert.deepEqual([...address.searchParams.keys()].sort(), ['client_id', 'request_uri']);
saw('pushed request');

const answer = await walk(address.href);
saw('issuer in the answer');
const checks = { pkceCodeVerifier: verifier, expectedNonce: nonce, idTokenExpected: true };
const tokens = await client.authorizationCodeGrant(config, answer, checks, undefined, { DPoP: dpop });
assert.equal(tokens.token_type, 'dpop');
assert.equal(tokens.claims().acr, 'eidas2');
saw('private_key_jwt');
saw('DPoP');

const { sub } = tokens.claims();
const person = await client.fetchUserInfo(config, tokens.access_token, sub, { DPoP: dpop });
assert.equal(person.email, 'personne1@exemple.test');
saw('signed userinfo');

const renewed = await client.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP: dpop });
assert.notEqual(renewed.refresh_token, tokens.refresh_token);
assert.equal(renewed.claims().sub, sub);
saw('refresh');

const worth = await client.tokenIntrospection(config, renewed.access_token);
assert.equal(worth.active, true);
assert.equal(worth.cnf.jkt, await dpop.calculateThumbprint());
saw('introspection');

await client.tokenRevocation(config, renewed.refresh_token);
assert.equal((await client.tokenIntrospection(config, renewed.access_token)).active, false);
await assert.rejects(client.refreshTokenGrant(config, renewed.refresh_token, undefined, { DPoP: dpop }), { error: 'invalid_grant' });
saw('revocation');
