/** Jobs of Firecrawl's agent. */
import * as Duration from "effect/Duration"
import type { GetAgentSuccess, StartAgentInput } from "@errand/firecrawl-types/v2"
import { showAs } from "../service.ts"
import type { Task, TaskNow } from "../tasks/task.ts"
import * as Timeline from "../tasks/timeline.ts"
import type { Phase } from "../tasks/timeline.ts"
import type { World } from "../world.ts"
import { refuse } from "./firecrawlShapes.ts"
import type { FirecrawlHandlers } from "./firecrawlShapes.ts"

type Body = StartAgentInput["body"]

const words: { readonly [P in Phase]: NonNullable<GetAgentSuccess["status"]> } = {
  created: "processing",
  running: "processing",
  pausing: "processing",
  paused: "processing",
  finished: "completed",
  failed: "failed",
  stopped: "cancelled"
}

/** The word that is sent. */
export const word = (look: TaskNow): string => look.word ?? words[look.phase]

/** How long a job is known after its end. */
const keepsMillis = 24 * 3_600_000

export const handlers = (world: World): FirecrawlHandlers => {
  const hasRoom = () => {
    const most = world.scenario.firecrawl?.concurrency
    return most === undefined || world.tasks.running("firecrawl") < most
  }
  const keeps = world.scenario.firecrawl?.keeps
  const keepsFor = keeps === undefined ? keepsMillis : Duration.toMillis(Duration.fromInputUnsafe(keeps))
  /** When the service forgets the job, as far as is known now. */
  const expiry = (task: Task) => (world.tasks.look(task).endedAt ?? world.now()) + keepsFor
  const find = (id: string) => {
    const task = world.tasks.find("firecrawl", id)
    return task === undefined || expiry(task) <= world.now() ? undefined : task
  }
  const unknown = () => refuse(world, 404, "Agent job not found")

  return {
    startAgent: ({ body }) => {
      if (!hasRoom()) return refuse(world, 429, "Too many agent jobs are running")
      const task = world.tasks.create({
        id: world.random.uuid("task"),
        start: { provider: "firecrawl", prompt: body.prompt, metadata: {}, body },
        wish: {
          schema: body.schema === undefined ? undefined : JSON.stringify(body.schema),
          startUrl: body.urls?.[0]
        },
        hooks: body.webhook === undefined ? {} : { changes: body.webhook.url }
      })
      return { success: true, id: task.id }
    },
    getAgent: ({ path }) => {
      const task = find(path.jobId)
      if (task === undefined) return unknown()
      const look = world.tasks.look(task)
      const view: GetAgentSuccess = {
        success: true,
        status: words[look.phase],
        model: modelOf(task),
        expiresAt: new Date(expiry(task)).toISOString(),
        creditsUsed: look.credits
      }
      if (look.phase === "failed") view.error = task.plan.failure.message
      if (look.phase === "finished") view.data = dataOf(task)
      return showAs(view, look.word)
    },
    cancelAgent: ({ path }) => {
      const task = find(path.jobId)
      if (task === undefined) return unknown()
      const isOverNow = Timeline.isOver(world.tasks.look(task).phase)
      world.tasks.stop(task)
      return isOverNow && world.scenario.firecrawl?.strict === true
        ? refuse(world, 409, "The agent job is over")
        : { success: true }
    }
  }
}

const modelOf = (task: Task) => (task.start.body as Body).model ?? "spark-1-pro"

/** What the agent found: always an object, so that a text is one that stands in one. */
export const dataOf = (task: Task): { [name: string]: unknown } => {
  const value = parse(task.plan.output)
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : { result: value }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
