/** Runs a bundle as a page in Chromium, without a window. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { createServer, request } from "node:http"
import type { IncomingMessage, ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { makeCounter } from "./countingServer.ts"
import type { Services } from "./edge.ts"

interface Result {
  readonly ok: boolean
  readonly value: unknown
  /** The writes that the browser repeated. */
  readonly notOnce?: ReadonlyArray<string>
}

/** What went wrong in the page, if anything did. */
export const inChromium = async (binary: string, code: string, services: Services): Promise<string | undefined> => {
  const profile = mkdtempSync(join(tmpdir(), "errand-chromium-"))
  let tell: (result: string) => void = () => {}
  const result = new Promise<string>((resolve) => (tell = resolve))
  const count = makeCounter()
  const server = createServer((incoming, outgoing) => {
    const [, first, ...rest] = incoming.url!.split("/")
    if (first === "browser-use") forward(services.browserUse, rest.join("/"), incoming, outgoing)
    else if (first === "browser-act") forward(services.browserAct, rest.join("/"), incoming, outgoing)
    else if (first === "once") count(incoming, outgoing)
    else if (first === "page.js") outgoing.writeHead(200, { "content-type": "text/javascript" }).end(code)
    else if (first === "result")
      read(incoming).then(
        (text) => (outgoing.end(), tell(text)),
        (error) => tell(String(error))
      )
    else outgoing.writeHead(200, { "content-type": "text/html" }).end(`<script type="module" src="/page.js"></script>`)
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", `--user-data-dir=${profile}`, url]
  const child = spawn(binary, flags, { stdio: "ignore", detached: true })
  const closed = once(child, "close")
  const timer = setTimeout(() => tell(`{"ok":false,"value":"no result within a minute"}`), 60_000)
  try {
    const { notOnce = [], ok, value } = JSON.parse(await result) as Result
    for (const one of notOnce) console.log(`        ${one}, which the browser did by itself`)
    return ok ? undefined : String(value)
  } finally {
    clearTimeout(timer)
    process.kill(-child.pid!, "SIGKILL")
    await closed
    server.close()
    server.closeAllConnections()
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 })
  }
}

const forward = (base: string, path: string, incoming: IncomingMessage, outgoing: ServerResponse): void => {
  const { host: _, ...headers } = incoming.headers
  const upstream = request(`${base}/${path}`, { method: incoming.method!, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode!, answer.headers)
    answer.pipe(outgoing)
  })
  upstream.on("error", () => outgoing.destroy())
  incoming.pipe(upstream)
}

const read = async (incoming: IncomingMessage): Promise<string> => {
  let text = ""
  for await (const chunk of incoming) text += chunk
  return text
}
