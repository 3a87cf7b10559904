/** The matrix as text. */
import type { Provider } from "@errand/simulator"
import type { Client } from "./client/client.ts"
import type { Verdict } from "./verdict.ts"
import type { Scenario } from "./faultScenario.ts"
import { providers } from "./scenarios.ts"

/** The verdict on one client in one scenario on one service. */
export interface Cell extends Verdict {
  readonly client: string
  readonly provider: Provider
  readonly scenario: Scenario
}

interface Column {
  readonly title: string
  readonly provider: Provider
  readonly client: string
}

/**
 * A table for a terminal or a file: a mark, the requests made, and the first thing that went wrong.
 */
export const matrixTable = (
  chapters: ReadonlyArray<{ readonly title: string; readonly scenarios: ReadonlyArray<Scenario> }>,
  clients: ReadonlyArray<Client>,
  cells: ReadonlyArray<Cell>
): string => {
  const columns = providers.flatMap((provider) =>
    clients
      .filter((client) => client.providers.includes(provider))
      .map(({ name }): Column => ({ title: name, provider, client: name }))
  )
  const of = (column: Column) =>
    cells.filter(({ client, provider }) => client === column.client && provider === column.provider)
  const first = Math.max(...cells.map(({ scenario }) => scenario.name.length)) + 2
  const width = 25
  const line = (head: string, texts: ReadonlyArray<string>) =>
    (head.padEnd(first) + texts.map((text) => text.padEnd(width)).join("")).trimEnd()
  const rows = chapters.flatMap(({ scenarios, title }) => {
    const played = scenarios.filter((scenario) => cells.some((cell) => cell.scenario === scenario))
    return played.length === 0
      ? []
      : [
          "",
          title,
          ...played.map((scenario) =>
            line(
              scenario.name,
              columns.map((column) => cellText(of(column).find((cell) => cell.scenario === scenario)))
            )
          )
        ]
  })
  const totals = columns.map((column) => {
    const played = of(column)
    const held = played.filter(({ wrong }) => wrong.length === 0)
    return `${held.length} of ${played.length}`
  })
  const requests = columns.map((column) => `${of(column).reduce((sum, cell) => sum + cell.requests, 0)}`)
  return [
    line(
      "",
      columns.map(({ provider }) => provider)
    ),
    line(
      "",
      columns.map(({ title }) => title)
    ),
    ...rows,
    "",
    line("held", totals),
    line("requests", requests)
  ].join("\n")
}

const cellText = (cell: Cell | undefined): string => {
  if (cell === undefined) return ""
  const { requests, wrong } = cell
  const worst = [...wrong].sort((one, other) => rank(one) - rank(other))[0]
  return worst === undefined ? `✓ ${requests}` : `✗ ${worst}`
}

/** The order of problems: the most expensive first. */
const rank = (wrong: string): number => {
  const at = ["said hangs", "started", "left running", "output lost"].findIndex((one) => wrong.startsWith(one))
  return at < 0 ? 9 : at
}
