// npm openid-client 6: a broker's request, with a shared secret and everything encrypted.
import * as client from 'openid-client';
import { importJWK } from 'jose';
import { assert, facts, saw, walk } from './facts.mjs';

const metadata = {
  client_secret: facts.secret,
  id_token_signed_response_alg: 'ES256',
  userinfo_signed_response_alg: 'ES256',
};
const config = await client.discovery(
  new URL(facts.issuer), facts.client_id, metadata, client.ClientSecretPost(facts.secret),
  { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] },
);
saw('discovery');
const keys = await Promise.all(facts.opening.map(async (jwk) => ({
  key: await importJWK(jwk, jwk.alg), alg: jwk.alg, kid: jwk.kid,
})));
client.enableDecryptingResponses(config, ['A256GCM'], ...keys);

const state = client.randomState();
const nonce = client.randomNonce();
const address = client.buildAuthorizationUrl(config, {
  redirect_uri: facts.redirect_uri,
  scope: 'openid profile email preferred_username birthplace birthcountry',
  acr_values: 'eidas2',
  prompt: 'login',
  state,
  nonce,
});
const answer = await walk(address.href);
saw('issuer in the answer');
const tokens = await client.authorizationCodeGrant(config, answer, {
  expectedState: state, expectedNonce: nonce, idTokenExpected: true,
});
assert.equal(tokens.id_token.split('.').length, 5, 'encrypted');
saw('client_secret_post');
saw('encrypted ID token');
const person = await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
assert.equal(person.family_name, 'MARTIN');
assert.equal(person.birthcountry, '99100');
saw('encrypted userinfo');
