// An app with the client openid-client.
import { webcrypto } from 'node:crypto'
import { serve } from './wishes.mjs'

// Debian 12 has Node.js 18, in which it is not global yet.
globalThis.crypto ??= webcrypto
const oauth = await import('openid-client')

const [issuer, clientId, redirectUri] = process.argv.slice(2)
const secret = process.env.CLIENT_SECRET

const config = await oauth.discovery(
  new URL(issuer),
  clientId,
  secret,
  secret ? oauth.ClientSecretPost(secret) : oauth.None(),
  { execute: [oauth.allowInsecureRequests] },
)
let pending
let tokens

const wishes = {
  metadata: () => config.serverMetadata(),

  async authorize({ parameters }) {
    pending = {
      pkceCodeVerifier: oauth.randomPKCECodeVerifier(),
      expectedState: oauth.randomState(),
      expectedNonce: oauth.randomNonce(),
    }
    const request = {
      redirect_uri: redirectUri,
      state: pending.expectedState,
      nonce: pending.expectedNonce,
      code_challenge: await oauth.calculatePKCECodeChallenge(pending.pkceCodeVerifier),
      code_challenge_method: 'S256',
      ...parameters,
    }
    const pushes = config.serverMetadata().pushed_authorization_request_endpoint !== undefined
    const url = pushes
      ? await oauth.buildAuthorizationUrlWithPAR(config, request)
      : oauth.buildAuthorizationUrl(config, request)
    return { url: url.href, pushed: pushes }
  },

  async redeem({ callback, parameters }) {
    tokens = await oauth.authorizationCodeGrant(config, new URL(callback), pending, parameters)
    return tokens
  },

  async refresh() {
    tokens = await oauth.refreshTokenGrant(config, tokens.refresh_token)
    return tokens
  },
}

await serve(wishes)
