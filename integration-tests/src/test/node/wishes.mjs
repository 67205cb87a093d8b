// Reads a wish a line from standard input and answers each with a line of JSON.
import { createInterface } from 'node:readline'

export async function serve(wishes) {
  for await (const line of createInterface({ input: process.stdin })) {
    const { wish, ...details } = JSON.parse(line)
    let answer
    try {
      answer = { status: 200, body: await wishes[wish](details) }
    } catch (e) {
      answer = {
        status: e.status ?? 0,
        body: {
          error: e.error ?? e.errorCode ?? e.code ?? e.name,
          error_description: e.error_description ?? e.message,
        },
      }
    }
    console.log(JSON.stringify(answer))
  }
}
