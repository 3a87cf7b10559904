import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { parse } from "yaml"

interface Service {
  readonly image: string
  readonly network_mode?: string
  readonly command?: ReadonlyArray<string>
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly healthcheck?: { readonly test: string }
}

const root = join(import.meta.dirname, "../..")
const { services } = parse(readFileSync(join(root, "compose.yaml"), "utf8"), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>
}
const machines = Object.entries(services).filter(([name]) => name.startsWith("machine-"))

describe("compose.yaml", () => {
  it("starts programs of this repository with the Node that runs TypeScript as it is", () => {
    const started = Object.values(services).filter(({ command }) => command !== undefined)
    expect(started).toHaveLength(4)
    for (const { command, image } of started) {
      expect(image).toMatch(/^node:24/)
      expect(command![0]).toBe("node")
      expect(existsSync(join(root, command![1]!))).toBe(true)
    }
  })

  it("tells each of three machines its name, a port of its own and the client's service", () => {
    const orders = machines.map(([name, { command }]) => ({ name, ...JSON.parse(command![2]!) }))
    expect(orders.map(({ machine }) => machine)).toEqual(machines.map(([name]) => name))
    expect(new Set(orders.map(({ port }) => port)).size).toBe(3)
    const client = readFileSync(join(root, "packages/examples/src/composeClient.ts"), "utf8")
    for (const { apiKey, baseUrl, databaseUrl } of orders) {
      expect(client).toContain(`apiKey: ${JSON.stringify(apiKey)}`)
      expect(client).toContain(`port: ${new URL(baseUrl).port}`)
      expect(client).toContain(JSON.stringify(databaseUrl))
    }
  })

  it("waits only for services that it has and that tell their health", () => {
    const waits = Object.values(services).flatMap(({ depends_on = {} }) => Object.entries(depends_on))
    expect(waits).toHaveLength(4)
    for (const [name, { condition }] of waits) {
      expect(condition).toBe("service_healthy")
      expect(services[name]?.healthcheck?.test).toBeDefined()
    }
    for (const { network_mode = "service:database" } of Object.values(services))
      expect(network_mode).toBe("service:database")
  })
})
