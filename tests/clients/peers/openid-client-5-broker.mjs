// npm openid-client 5, the generation that FranceConnect's published sources use: a broker's request.
import { Issuer, custom, generators } from 'openid-client-5';
import { assert, facts, saw, walk } from './facts.mjs';

custom.setHttpOptionsDefaults({ timeout: 10_000 });
const issuer = await Issuer.discover(facts.issuer);
saw('discovery');
const client = new issuer.Client({
  client_id: facts.client_id,
  client_secret: facts.secret,
  token_endpoint_auth_method: 'client_secret_post',
  redirect_uris: [facts.redirect_uri],
  response_types: ['code'],
  id_token_signed_response_alg: 'ES256',
  id_token_encrypted_response_alg: 'RSA-OAEP-256',
  id_token_encrypted_response_enc: 'A256GCM',
  userinfo_signed_response_alg: 'ES256',
  userinfo_encrypted_response_alg: 'ECDH-ES',
  userinfo_encrypted_response_enc: 'A256GCM',
}, { keys: facts.opening });

const state = generators.random(32);
const nonce = generators.random(32);
const address = client.authorizationUrl({
  scope: 'openid profile email preferred_username birthplace birthcountry',
  acr_values: 'eidas2',
  prompt: 'login',
  state,
  nonce,
});
const answer = await walk(address);
const parameters = client.callbackParams(answer.href);
saw('issuer in the answer');
const tokens = await client.callback(facts.redirect_uri, parameters, { state, nonce, response_type: 'code' });
assert.equal(tokens.claims().acr, 'eidas2'); // decrypted: a token in the clear would have been refused
saw('client_secret_post');
saw('encrypted ID token');
const person = await client.userinfo(tokens.access_token);
assert.equal(person.family_name, 'MARTIN');
saw('encrypted userinfo');
await assert.rejects(client.userinfo(tokens.access_token), { error: 'invalid_token' });
saw('access token once');
