// npm oidc-provider with one client, to be asked what Sceau is asked. Argument: a file with the client.
// Prints its address when it is ready, serves until its input ends.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const { client_id, client_secret, redirect_uri } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const server = createServer();
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const address = `http://127.0.0.1:${server.address().port}`;
const managed = ['RSA-OAEP', 'RSA-OAEP-256', 'ECDH-ES'];
const provider = new Provider(address, {
  clients: [{
    client_id,
    client_secret,
    redirect_uris: [redirect_uri],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'client_secret_post',
  }],
  acrValues: ['eidas2'],
  features: { devInteractions: { enabled: false }, encryption: { enabled: true }, jwtUserinfo: { enabled: true } },
  enabledJWA: { idTokenEncryptionAlgValues: managed, userinfoEncryptionAlgValues: managed },
  claims: {
    openid: ['sub'],
    email: ['email'],
    profile: ['family_name', 'given_name', 'birthdate', 'gender'],
    preferred_username: ['preferred_username'],
    birthplace: ['birthplace'],
    birthcountry: ['birthcountry'],
  },
  cookies: { keys: ['a-key-of-a-test'] },
  pkce: { required: () => false },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
});
server.on('request', provider.callback());
console.log(address);
process.stdin.resume();
process.stdin.on('end', () => process.exit());
