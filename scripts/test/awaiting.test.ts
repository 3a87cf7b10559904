import { readFileSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { svg } from "../awaiting/chart.ts"
import { pictures } from "../awaiting/pictures.ts"
import { alone, answer, learned, listed } from "../awaiting/simulate.ts"
import { steady, varied } from "../awaiting/workload.ts"

const folder = join(import.meta.dirname, "../../docs/awaiting")
const committed = (name: string) => readFileSync(join(folder, name), "utf8")

describe("the pictures of docs/awaiting.md", () => {
  it("are the ones that the page shows, all of them", () => {
    const page = readFileSync(join(folder, "../awaiting.md"), "utf8")
    const shown = Array.from(page.matchAll(/\]\(awaiting\/([^)]+)\)/g), ([, name]) => name)
    expect(new Set(readdirSync(folder))).toEqual(new Set(Object.keys(pictures)))
    expect(new Set(shown)).toEqual(new Set(Object.keys(pictures)))
  })

  it("show what the planner does today: `node scripts/awaiting.ts` draws them anew", () => {
    expect(pictures["longest.svg"]?.()).toBe(committed("longest.svg"))
  })
})

describe("a chart", () => {
  const chart = (name: string) =>
    svg({
      title: "a < b",
      description: "d",
      x: { label: "x", ticks: [1, 10] },
      y: { label: "y", ticks: [1, 100] },
      lines: [
        {
          name,
          colour: 1,
          points: [
            [1, 1],
            [10, 100]
          ]
        },
        {
          name: "other",
          colour: 2,
          points: [
            [1, 10],
            [10, 100]
          ]
        }
      ]
    })

  it("puts the ends of the scales at the ends of the axes", () => {
    expect(chart("a")).toContain(`d="M64 384L560 56"`)
    expect(chart("a")).toContain(`d="M64 220L560 56"`)
  })

  it("escapes text, and keeps names apart that would cover each other", () => {
    const text = chart("<&")
    expect(text).toContain(">&lt;&amp;</text>")
    const heights = [...text.matchAll(/y="([\d.]+)" style/g)].map(([, y]) => Number(y))
    expect(Math.abs(heights[0]! - heights[1]!)).toBeGreaterThanOrEqual(17)
  })
})

describe("the simulation", () => {
  const aim = { mean: 1200, most: 30_000 }

  it("finds what arithmetic finds for a fixed interval", () => {
    const tasks = varied(2000)
    const mean = tasks.reduce((sum, { takes }) => sum + takes, 0) / tasks.length
    const cost = alone(tasks, () => 2000 + answer)
    expect(cost.requests).toBeCloseTo(mean / 2200 + 0.5, 0)
    expect(cost.mean / 1000).toBeCloseTo(1.2, 1)
  })

  it("never beats the theory, and comes near it: requests × mean delay = ½E[h^-½]²", () => {
    // ½E[h^-½]² of the log-normal distribution with median 300 s and sigma 0.3, in request seconds.
    const bound = 80.07
    const { mean, requests } = learned(steady(1000), aim)
    const product = (requests * (mean - answer / 2)) / 1000
    expect(product).toBeGreaterThan(bound)
    expect(product).toBeLessThan(1.15 * bound)
  })

  it("a list that a hundred share costs less than a fiftieth", () => {
    const single = learned(varied(300), aim).requests
    const shared = listed(varied(2000), 100, 100, aim)
    expect(shared.requests).toBeLessThan(single / 50)
    expect(shared.mean).toBeLessThan(1200)
  })
})
