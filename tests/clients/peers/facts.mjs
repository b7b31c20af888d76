// What every client needs to know: told by the test in a file, named by the first argument.
import { readFileSync } from 'node:fs';
import { strict as assert } from 'node:assert';

export { assert };

/** issuer, walker, client_id, redirect_uri, secret, signing (private JWK), opening (private JWKs). */
export const facts = JSON.parse(readFileSync(process.argv[2], 'utf8'));

/** A person in a browser: follows the service's address, approves in the app, comes back. */
export async function walk(address) {
  const answer = await fetch(`${facts.walker}/walk?to=${encodeURIComponent(address)}`);
  assert.equal(answer.status, 200, await answer.clone().text());
  return new URL(await answer.text());
}

/** Says what was seen to work. */
export function saw(what) {
  console.log(`saw: ${what}`);
}

export async function importSigningKey(jwk) {
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  return crypto.subtle.importKey('jwk', { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y, d: jwk.d }, curve, true, ['sign']);
}
