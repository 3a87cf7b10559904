/**
 * A line chart on logarithmic scales, as SVG text: the same bytes for the same numbers, and
 * readable on light and dark grounds.
 */

/** A line, with its name at its last point. */
export interface Line {
  readonly name: string
  readonly points: ReadonlyArray<readonly [x: number, y: number]>
  /** Which of the palette's colours; 0 is grey, for what is there to compare with. */
  readonly colour: number
  readonly dashed?: boolean
}

/** What is drawn. Ticks are the values at the axes, their first and last the ends of the scales. */
export interface Chart {
  readonly title: string
  readonly description: string
  readonly x: Axis
  readonly y: Axis
  readonly lines: ReadonlyArray<Line>
}

/** One axis. */
export interface Axis {
  readonly label: string
  readonly ticks: ReadonlyArray<number>
}

const width = 760
const height = 440
const box = { left: 64, right: 560, top: 56, bottom: 384 }

/** Distinct on white and on black, and to eyes that do not tell red from green. */
const palette = ["#8b949e", "#0f83c9", "#d9822b", "#2f9e6e", "#b65fc9", "#d4544f"]

/** The picture. */
export const svg = ({ description, lines, title, x, y }: Chart): string => {
  const right = scale(x, box.left, box.right)
  const up = scale(y, box.bottom, box.top)
  const names = apart(lines.map(({ points }) => up(points.at(-1)?.[1] ?? 1)))
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="description">${escaped(description)}</desc>`,
    `<style>text{font:13px system-ui,sans-serif;fill:#57606a}.title{font-size:16px;font-weight:600;fill:#1f2328}.grid{stroke:#8b949e;stroke-opacity:.3}.line{fill:none;stroke-width:2.2;stroke-linejoin:round}@media(prefers-color-scheme:dark){text{fill:#9ea7b3}.title{fill:#e6edf3}}</style>`,
    `<text class="title" x="${box.left}" y="26">${escaped(title)}</text>`,
    `<text x="${box.left - 48}" y="46">${escaped(y.label)}</text>`,
    `<text x="${(box.left + box.right) / 2}" y="${height - 12}" text-anchor="middle">${escaped(x.label)}</text>`,
    ...x.ticks.flatMap((tick) => [
      `<line class="grid" x1="${right(tick)}" y1="${box.top}" x2="${right(tick)}" y2="${box.bottom}"/>`,
      `<text x="${right(tick)}" y="${box.bottom + 20}" text-anchor="middle">${shown(tick)}</text>`
    ]),
    ...y.ticks.flatMap((tick) => [
      `<line class="grid" x1="${box.left}" y1="${up(tick)}" x2="${box.right}" y2="${up(tick)}"/>`,
      `<text x="${box.left - 8}" y="${round(up(tick) + 4)}" text-anchor="end">${shown(tick)}</text>`
    ]),
    ...lines.flatMap(({ colour, dashed, name, points }, nth) => [
      `<path class="line" stroke="${palette[colour]}"${dashed === true ? ` stroke-dasharray="6 5"` : ""} d="${points
        .map(([a, b], i) => `${i === 0 ? "M" : "L"}${right(a)} ${up(b)}`)
        .join("")}"/>`,
      `<text x="${round(right(points.at(-1)?.[0] ?? 1) + 10)}" y="${round((names[nth] ?? 0) + 4)}" style="fill:${palette[colour]}">${escaped(name)}</text>`
    ]),
    "</svg>"
  ].join("\n")}\n`
}

/** Where a value stands between the two ends of its axis, in whole tenths of a pixel. */
const scale = ({ ticks }: Axis, from: number, to: number) => {
  const low = Math.log(ticks[0] ?? 1)
  const high = Math.log(ticks.at(-1) ?? 1)
  return (value: number): number => round(from + ((to - from) * (Math.log(value) - low)) / (high - low))
}

/** Heights for the names of lines: as near to these as they can be read. */
const apart = (heights: ReadonlyArray<number>): ReadonlyArray<number> => {
  const placed: Array<number> = []
  let last = -Infinity
  for (const { nth, wanted } of heights.map((wanted, nth) => ({ nth, wanted })).sort((a, b) => a.wanted - b.wanted)) {
    last = Math.max(wanted, last + 17)
    placed[nth] = last
  }
  return placed
}

const round = (value: number): number => Math.round(value * 10) / 10

const shown = (value: number): string => value.toLocaleString("en-US")

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
