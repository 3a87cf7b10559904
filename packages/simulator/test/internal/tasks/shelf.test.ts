import { assert, describe, it } from "@effect/vitest"
import * as FastCheck from "fast-check"
import * as Random from "../../../src/internal/sample/random.ts"
import * as Scripts from "../../../src/internal/tasks/scripts.ts"
import type { TaskFilter } from "../../../src/internal/tasks/shelf.ts"
import * as TaskTable from "../../../src/internal/tasks/taskTable.ts"
import * as Timeline from "../../../src/internal/tasks/timeline.ts"
import type { TaskScript } from "../../../src/TaskScript.ts"

const world = (now: () => number) => {
  const scripts = Scripts.make()
  const tasks = TaskTable.make({ now, speed: 1, random: Random.make(1), scripts })
  let count = 0
  const create = (script: TaskScript = {}) => {
    scripts.add(script)
    const start = { provider: "browser-use", prompt: "t", metadata: {}, body: {} } as const
    const wish = { schema: undefined, startUrl: undefined }
    return tasks.create({ id: `task ${(count += 1)}`, sessionId: `session ${count % 3}`, start, wish, hooks: {} })
  }
  return { tasks, create }
}

/** The same page by looking at every task. */
const scan = (tasks: TaskTable.Tasks, { from, only, phases, to }: TaskFilter, number: number, size: number) => {
  const found = tasks
    .all()
    .filter((task) => tasks.find("browser-use", task.id) !== undefined)
    .filter((task) => phases === undefined || phases.includes(tasks.look(task).phase))
    .filter((task) => task.createdAt >= (from ?? -Infinity) && task.createdAt <= (to ?? Infinity))
    .filter((task) => only === undefined || only(task))
    .toSorted((a, b) => b.createdAt - a.createdAt || b.number - a.number)
  return { items: found.slice((number - 1) * size, number * size), total: found.length }
}

const step = FastCheck.oneof(
  FastCheck.record({
    kind: FastCheck.constant("create" as const),
    count: FastCheck.constantFrom(1, 1, 2, 2, 5, 250),
    queued: FastCheck.nat(20),
    running: FastCheck.nat(50),
    stopping: FastCheck.nat(9),
    hidden: FastCheck.constantFrom(0, 0, 0, 15),
    end: FastCheck.constantFrom("finished", "failed", "never"),
    pauses: FastCheck.constantFrom([], [], [{ after: 0, pausing: 3 }], [{ after: 1, limit: 4 }])
  }),
  FastCheck.record({ kind: FastCheck.constantFrom("stop" as const, "resume" as const), which: FastCheck.nat() }),
  FastCheck.record({ kind: FastCheck.constant("remove" as const), which: FastCheck.nat() }),
  FastCheck.record({ kind: FastCheck.constant("pass" as const), time: FastCheck.integer({ min: -30, max: 30 }) }),
  FastCheck.record({
    kind: FastCheck.constant("look" as const),
    phases: FastCheck.option(FastCheck.subarray([...Timeline.phases]), { nil: undefined }),
    since: FastCheck.option(FastCheck.nat(60), { nil: undefined }),
    until: FastCheck.option(FastCheck.nat(60), { nil: undefined }),
    page: FastCheck.integer({ min: 1, max: 4 }),
    size: FastCheck.constantFrom(1, 3, 10, 100),
    session: FastCheck.option(FastCheck.nat(2), { nil: undefined })
  })
)

describe("the list of tasks", () => {
  it("is what a look at every task would give, whatever happens to them and to the clock", () => {
    FastCheck.assert(
      FastCheck.property(FastCheck.array(step, { maxLength: 40 }), (steps) => {
        let time = 1000
        const { create, tasks } = world(() => time)
        const pick = (which: number) => tasks.all()[which % Math.max(1, tasks.all().length)]
        for (const one of steps) {
          if (one.kind === "create") for (let made = 0; made < one.count; made += 1) create(one)
          else if (one.kind === "pass") time += one.time
          else if (one.kind === "look") {
            const which: TaskFilter = {
              ...(one.phases === undefined ? {} : { phases: one.phases }),
              ...(one.since === undefined ? {} : { from: time - one.since }),
              ...(one.until === undefined ? {} : { to: time - one.until }),
              ...(one.session === undefined ? {} : { only: (task) => task.sessionId === `session ${one.session}` })
            }
            const { items, total } = tasks.list("browser-use", which, one.page, one.size)
            const expected = scan(tasks, which, one.page, one.size)
            assert.strictEqual(total, expected.total)
            assert.deepStrictEqual(
              items.map((task) => task.id),
              expected.items.map((task) => task.id)
            )
          } else {
            const task = pick(one.which)
            if (task !== undefined) tasks[one.kind](task)
          }
          const open = tasks.all().filter((task) => !Timeline.isOver(tasks.look(task).phase))
          assert.strictEqual(tasks.running("browser-use"), open.length)
        }
      }),
      { numRuns: 200 }
    )
  })

  it("looks at no task twice for one change", () => {
    let time = 0
    const { create, tasks } = world(() => time)
    for (let made = 0; made < 3000; made += 1) create({ queued: 0, running: 1000 + made })
    const read = tasks.all().map((task) => {
      const { line } = task
      let times = 0
      Object.defineProperty(task, "line", { get: () => ((times += 1), line) })
      return () => times
    })
    for (time = 1000; time < 4100; time += 100) tasks.list("browser-use", { phases: ["running"] }, 1, 100)
    assert.strictEqual(tasks.running("browser-use"), 0)
    assert.deepStrictEqual([...new Set(read.map((times) => times()))], [2])
  })
})
