// An app with the OAuth client of the MCP SDK. Where its user has to go it says as {"redirect": ...}.
import { randomUUID, webcrypto } from 'node:crypto'
import { serve } from './wishes.mjs'

// Debian 12 has Node.js 18, in which it is not global yet.
globalThis.crypto ??= webcrypto
const { auth, UnauthorizedError } = await import('@modelcontextprotocol/sdk/client/auth.js')
const { withOAuth } = await import('@modelcontextprotocol/sdk/client/middleware.js')
const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/sdk/client/streamableHttp.js')

const [resource, redirectUri, clientId] = process.argv.slice(2)
const trail = []
const store = { client: clientId ? { client_id: clientId } : undefined }
let transport

const provider = {
  redirectUrl: redirectUri,
  clientMetadata: {
    client_name: 'MCP client',
    redirect_uris: [redirectUri],
    grant_types: ['authorization_code'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
  },
  clientInformation: () => store.client,
  saveClientInformation: (client) => { store.client = client },
  tokens: () => store.tokens,
  // With a refresh token the SDK answers a lack of scope by a refresh, which brings the same scopes, and gives up.
  saveTokens: ({ refresh_token, ...tokens }) => { store.tokens = tokens },
  saveCodeVerifier: (verifier) => { store.verifier = verifier },
  codeVerifier: () => store.verifier,
  state: () => (store.state = randomUUID()),
  redirectToAuthorization: (url) => { store.redirect = url.href },
}

async function traced(input, init) {
  const response = await fetch(input, init)
  trail.push(`${init?.method ?? 'GET'} ${new URL(input).pathname} ${response.status}`)
  return response
}

/** Whatever the call answers, or where the user has to go first. */
async function orRedirect(call) {
  try {
    return await call()
  } catch (e) {
    if (e instanceof UnauthorizedError && store.redirect) {
      return { redirect: store.redirect }
    }
    throw e
  }
}

const fetchWithOAuth = withOAuth(provider, resource)(traced)

await serve({
  get: ({ path }) =>
    orRedirect(async () => {
      const response = await fetchWithOAuth(resource + path)
      return { status: response.status, json: await response.json() }
    }),

  /** As the SDK's transport sends any message. */
  post: ({ path }) =>
    orRedirect(async () => {
      transport ??= new StreamableHTTPClientTransport(new URL(resource + path), {
        authProvider: provider,
        fetch: traced,
      })
      await transport.send({ jsonrpc: '2.0', method: 'notifications/workout' })
      return { sent: true }
    }),

  async finish({ callback }) {
    const answer = new URL(callback).searchParams
    if (answer.get('state') !== store.state) {
      throw new Error('not the state of this request')
    }
    const code = answer.get('code')
    await (transport
      ? transport.finishAuth(code)
      : auth(provider, { serverUrl: resource, authorizationCode: code, fetchFn: traced }))
    delete store.redirect
    return store.tokens
  },

  trail: () => trail,
})
