// Takes the whole way of an app with oauth4webapi, which checks what the registry answers against the RFCs: metadata, PKCE, iss,
// errors, the form of every answer. Arguments: the registry, client id, client secret, redirect URI. Prints where the browser is to
// go, reads a line with where it ended up, and prints what it got.
import * as oauth from 'oauth4webapi';
import { createInterface } from 'node:readline';

const [url, clientId, secret, redirectUri] = process.argv.slice(2);
const loopback = { [oauth.allowInsecureRequests]: true };
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const say = what => console.log(JSON.stringify(what));
const next = async () => (await lines.next()).value;

const issuer = new URL(url);
const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...loopback }));
const client = { client_id: clientId };
const verifier = oauth.generateRandomCodeVerifier();
const state = oauth.generateRandomState();
const address = new URL(server.authorization_endpoint);
address.search = new URLSearchParams({
  client_id: clientId,
  redirect_uri: redirectUri,
  response_type: 'code',
  scope: 'read_tags',
  state,
  code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
});
say({ authorize: address.href });

const back = new URL(await next());
const mixedUp = new URL(back);
mixedUp.searchParams.set('iss', 'https://other.example/');
let mixUp;
try {
  oauth.validateAuthResponse(server, client, mixedUp, state);
} catch (error) {
  mixUp = error.message;
}

const parameters = oauth.validateAuthResponse(server, client, back, state);
const exchange = async (authentication, code) => oauth.processAuthorizationCodeResponse(server, client,
  await oauth.authorizationCodeGrantRequest(server, client, authentication, code, redirectUri, verifier, loopback));
let wrongSecret;
try {
  await exchange(oauth.ClientSecretPost(`${secret}x`), parameters);
} catch (error) {
  wrongSecret = { name: error.name, status: error.status, error: error.error ?? error.cause?.[0]?.parameters?.error };
}

const tokens = await exchange(oauth.ClientSecretBasic(secret), parameters);
const introspect = async () => oauth.processIntrospectionResponse(server, client,
  await oauth.introspectionRequest(server, client, oauth.ClientSecretBasic(secret), tokens.access_token, loopback));
const before = await introspect();
await oauth.processRevocationResponse(await oauth.revocationRequest(server, client, oauth.ClientSecretPost(secret), tokens.access_token, loopback));
const after = await introspect();
say({ mixUp, wrongSecret, tokens: { ...tokens, access_token: tokens.access_token.slice(0, 12) }, before, after });
process.exit(0);
