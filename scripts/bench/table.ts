/** Rows of text, aligned: the first column to the left, numbers to the right. */
export const table = (rows: ReadonlyArray<ReadonlyArray<string>>): string => {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join("  ")
    )
    .join("\n")
}

/** A measure beside what we aim at; lower is better. */
export interface Aim {
  readonly name: string
  readonly value: number
  readonly most: number
  readonly unit: string
}

export const aims = (all: ReadonlyArray<Aim>): string =>
  table([
    ["aim", "measured", "at most", ""],
    ...all.map(({ most, name, unit, value }) => [
      name,
      number(value, unit),
      number(most, unit),
      value <= most ? "reached" : "MISSED"
    ])
  ])

const number = (value: number, unit: string): string => {
  if (unit === "x") return `${value.toFixed(value < 0.1 ? 3 : 2)}x`
  return unit === "s" ? `${value.toFixed(2)} s` : `${Math.round(value)} ${unit}`
}
