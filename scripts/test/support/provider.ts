/** A provider on 127.0.0.1 that publishes its documents. */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

/** A provider that publishes what `documents` holds at the time; anything else is 404. */
export const withProvider = async (
  documents: Map<string, string>,
  use: (address: string) => Promise<void>
): Promise<void> => {
  const server = createServer(({ url = "" }, response) => {
    const text = documents.get(url)
    response.writeHead(text === undefined ? 404 : 200).end(text)
  })
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
  }
}
