// The sample app: what an app does on its server, here in the page, so that every message can be shown. It has its client id and
// secret and what the registry sends it, and uses the same HTTP as everybody. The tab keeps that until it is closed.

const kept = 'registry-try';
const masked = '…';

const text = bytes => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const random = () => text(crypto.getRandomValues(new Uint8Array(32)));
const hash = async value => text(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(value))));

const load = () => JSON.parse(sessionStorage.getItem(kept));
const save = state => sessionStorage.setItem(kept, JSON.stringify(state));

// The session of whoever is signed in to the Hub is none of the app's business, so no cookies go along.
const send = (path, init) => fetch(path, { ...init, credentials: 'omit', cache: 'no-store' });

// Secrets not at all, and of codes, which fill a page, the beginning.
const shownValue = (name, value) => name === 'client_secret' ? masked : name === 'code' && value.length > 40 ? `${value.slice(0, 40)}${masked}` : encodeURIComponent(value);
const shown = fields => Object.entries(fields).map(([name, value]) => `${name}=${shownValue(name, value)}`).join('\n  &');

async function answered(answer) {
  const lines = [`HTTP ${answer.status} ${answer.statusText}`.trim()];
  for (const name of ['www-authenticate', 'registry-workspace', 'registry-app', 'registry-revision', 'retry-after']) {
    if (answer.headers.has(name)) {
      lines.push(`${name}: ${answer.headers.get(name)}`);
    }
  }
  const body = await answer.text();
  let json = null;
  try {
    json = body && JSON.parse(body);
  } catch {
    // Shown as it is.
  }
  return { json, wire: [...lines, ...(body ? ['', json ? JSON.stringify(json, null, 2) : body] : [])].join('\n') };
}

async function post(state, path, fields) {
  const form = { ...fields, client_id: state.client, client_secret: state.secret };
  const request = `POST ${path}\n\n  ${shown(form)}`;
  try {
    const answer = await send(path, { method: 'POST', body: new URLSearchParams(form) });
    const { json, wire } = await answered(answer);
    return { ok: answer.ok, json, wire: `${request}\n\n${wire}` };
  } catch (error) {
    return { ok: false, json: null, wire: `${request}\n\n${error.message}` };
  }
}

// Makes what an app makes anew for each request: state against forged answers, verifier against stolen codes.
async function start(root) {
  if (root.dataset.tryDone !== undefined) {
    return;
  }
  root.dataset.tryDone = '';
  if (!globalThis.crypto?.subtle) {
    root.querySelector('[data-try-unfit]').hidden = false;
    return;
  }
  const { client, secret, scopes, ownPath } = root.dataset;
  const metadata = await (await send('/.well-known/oauth-authorization-server')).json();
  const state = { client, secret, scopes: scopes.split(' '), redirect: location.origin + ownPath, issuer: metadata.issuer, state: random(), verifier: random() };
  const query = {
    response_type: 'code',
    client_id: client,
    redirect_uri: state.redirect,
    scope: scopes,
    state: state.state,
    code_challenge: await hash(state.verifier),
    code_challenge_method: 'S256',
  };
  save(state);
  root.querySelector('[data-try-request]').textContent = `GET /oauth/authorize\n  ?${shown(query)}`;
  const go = root.querySelector('[data-try-go]');
  go.href = `/oauth/authorize?${new URLSearchParams(query)}`;
  go.hidden = false;
}

function show(root, part, wire) {
  const element = root.querySelector(`[data-try-part=${part}]`);
  element.hidden = false;
  if (wire !== undefined) {
    element.querySelector('[data-try-wire]').textContent = wire;
  }
}

function refuse(root, state, wire) {
  // What was refused is over; a reload must not send it again.
  save({ ...state, refused: wire });
  show(root, 'refused', wire);
}

// What came back is looked at before anything is done with it.
async function takeCode(root, state) {
  const query = new URLSearchParams(location.search);
  const wire = `GET ${location.pathname}\n  ?${shown(Object.fromEntries(query))}`;
  history.replaceState(null, '', location.pathname);
  if (query.get('state') !== state.state || query.get('iss') !== state.issuer) {
    refuse(root, state, `${wire}\n\nstate or iss is not what was expected`);
    return;
  }
  if (!query.has('code')) {
    refuse(root, state, wire);
    return;
  }
  const answer = await post(state, '/oauth/token', { grant_type: 'authorization_code', code: query.get('code'), redirect_uri: state.redirect, code_verifier: state.verifier });
  if (!answer.ok) {
    refuse(root, state, answer.wire);
    return;
  }
  save({ ...state, code: wire, exchange: answer.wire, token: answer.json.access_token, workspace: answer.json.workspace });
  use(root);
}

async function mayIt(state, scope) {
  const path = `/v1/authorize?scope=${encodeURIComponent(scope)}`;
  const { wire } = await answered(await send(path, { headers: { Authorization: `Bearer ${state.token}` } }));
  return `GET ${path}\nAuthorization: Bearer ${state.token.slice(0, 16)}${masked}\n\n${wire}`;
}

async function fill(root, name, wire) {
  const element = root.querySelector(`[data-try-answer=${name}]`);
  element.hidden = false;
  try {
    element.textContent = await wire;
  } catch (error) {
    element.textContent = error.message;
  }
}

function use(root) {
  const state = load();
  show(root, 'code', state.code);
  show(root, 'token', state.exchange);
  show(root, 'use');
  root.querySelector('[data-try-installation]').href = `/workspaces/${state.workspace}/installations/${state.client}`;
  const scopes = root.querySelector('[data-try-scopes]');
  scopes.replaceChildren(...state.scopes.map(scope => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-primary text-break';
    button.textContent = scopes.dataset.label.replace('{0}', scope);
    button.addEventListener('click', () => fill(root, 'authorize', mayIt(state, scope)));
    return button;
  }));
  root.querySelector('[data-try-do=introspect]').addEventListener('click', () => fill(root, 'introspect', post(state, '/oauth/introspect', { token: state.token }).then(answer => answer.wire)));
  root.querySelector('[data-try-do=revoke]').addEventListener('click', () => fill(root, 'revoke', post(state, '/oauth/revoke', { token: state.token }).then(answer => answer.wire)));
}

async function app(root) {
  if (root.dataset.tryDone !== undefined) {
    return;
  }
  root.dataset.tryDone = '';
  const state = load();
  if (state && location.search) {
    await takeCode(root, state);
  } else if (state?.token) {
    use(root);
  } else if (state?.refused) {
    show(root, 'refused', state.refused);
  } else {
    show(root, 'lost');
  }
}

async function ready() {
  const root = document.querySelector('[data-try]');
  if (root) {
    await (root.dataset.try === 'app' ? app(root) : start(root));
  }
}

ready();
window.Blazor?.addEventListener('enhancedload', ready);
