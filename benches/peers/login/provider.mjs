// npm oidc-provider doing what Sceau does: prompt, approval, code, encrypted ID token and userinfo, each step
// durable in SQLite. Arguments: client, secret, redirect address. Prints its address when it is ready.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import Provider from 'oidc-provider';

const [client_id, client_secret, redirect] = process.argv.slice(2);

const folder = mkdtempSync(join(tmpdir(), 'peer-'));
const database = new Database(join(folder, 'peer.sqlite'));
// When whoever measures is gone.
process.stdin.resume().on('end', () => {
  database.close();
  rmSync(folder, { recursive: true });
  process.exit();
});
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('CREATE TABLE kept (kind TEXT, id TEXT, uid TEXT, grant_id TEXT, payload TEXT, ends INTEGER, PRIMARY KEY (kind, id))');
database.exec('CREATE INDEX kept_by_uid ON kept (uid)');
database.exec('CREATE INDEX kept_by_grant ON kept (grant_id)');
const put = database.prepare('INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?, ?)');
const get = database.prepare('SELECT payload, ends FROM kept WHERE kind = ? AND id = ?');
const byUid = database.prepare('SELECT payload, ends FROM kept WHERE kind = ? AND uid = ?');
const remove = database.prepare('DELETE FROM kept WHERE kind = ? AND id = ?');
const revoke = database.prepare('DELETE FROM kept WHERE grant_id = ?');
const seconds = () => Math.floor(Date.now() / 1000);
const read = (row) => (row && row.ends > seconds() ? JSON.parse(row.payload) : undefined);

class Kept {
  constructor(kind) {
    this.kind = kind;
  }

  async upsert(id, payload, life) {
    put.run(this.kind, id, payload.uid ?? null, payload.grantId ?? null, JSON.stringify(payload), seconds() + (life ?? 3600));
  }

  async find(id) {
    return read(get.get(this.kind, id));
  }

  async findByUid(uid) {
    return read(byUid.get(this.kind, uid));
  }

  async consume(id) {
    const payload = read(get.get(this.kind, id));
    if (payload) await this.upsert(id, { ...payload, consumed: seconds() }, 60);
  }

  async destroy(id) {
    remove.run(this.kind, id);
  }

  async revokeByGrantId(grant) {
    revoke.run(grant);
  }
}

const jwk = (pair, half, more) => ({ ...pair[half].export({ format: 'jwk' }), ...more });
const signing = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const agreement = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const server = createServer();
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const address = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(address, {
  adapter: Kept,
  jwks: { keys: [jwk(signing, 'privateKey', { use: 'sig', alg: 'ES256' })] },
  clients: [{
    client_id,
    client_secret,
    redirect_uris: [redirect],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'client_secret_post',
    id_token_signed_response_alg: 'ES256',
    id_token_encrypted_response_alg: 'RSA-OAEP-256',
    id_token_encrypted_response_enc: 'A256GCM',
    userinfo_signed_response_alg: 'ES256',
    userinfo_encrypted_response_alg: 'ECDH-ES',
    userinfo_encrypted_response_enc: 'A256GCM',
    jwks: { keys: [
      jwk(rsa, 'publicKey', { use: 'enc', alg: 'RSA-OAEP-256' }),
      jwk(agreement, 'publicKey', { use: 'enc', alg: 'ECDH-ES' }),
    ] },
  }],
  features: {
    devInteractions: { enabled: false },
    encryption: { enabled: true },
    jwtUserinfo: { enabled: true },
  },
  enabledJWA: {
    idTokenEncryptionAlgValues: ['RSA-OAEP-256', 'ECDH-ES'],
    userinfoEncryptionAlgValues: ['RSA-OAEP-256', 'ECDH-ES'],
  },
  claims: { openid: ['sub'], email: ['email'], profile: ['family_name', 'given_name', 'birthdate', 'gender'] },
  cookies: { keys: ['a-key-of-a-bench'] },
  pkce: { required: () => false },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  ttl: { AccessToken: 60, AuthorizationCode: 30, IdToken: 60, Interaction: 600, Session: 600, Grant: 600 },
  findAccount: (_, sub) => ({
    accountId: sub,
    claims: () => ({
      sub, email: `${sub}@exemple.test`, family_name: 'MARTIN', given_name: 'Maëlys', birthdate: '1990-07-13', gender: 'female',
    }),
  }),
});
const protocol = provider.callback();

async function answer(request, response) {
  const [, uid, isLogin] = request.url.match(/^\/interaction\/([^/]+)(\/login)?$/) ?? [];
  if (!uid) return protocol(request, response);
  const details = await provider.interactionDetails(request, response);
  if (!isLogin) {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    return response.end(`<!doctype html><title>Login</title><h1>${details.params.client_id}</h1><form method="post"><button>Yes</button></form>`);
  }
  let body = '';
  for await (const piece of request) body += piece;
  const accountId = new URLSearchParams(body).get('account');
  const grant = new provider.Grant({ accountId, clientId: details.params.client_id });
  grant.addOIDCScope(details.params.scope);
  const grantId = await grant.save();
  return provider.interactionFinished(request, response, { login: { accountId, amr: ['pop', 'pin', 'mfa'] }, consent: { grantId } });
}

server.on('request', (request, response) => {
  answer(request, response).catch((error) => {
    console.error(error);
    response.statusCode = 500;
    response.end();
  });
});
console.log(address);
