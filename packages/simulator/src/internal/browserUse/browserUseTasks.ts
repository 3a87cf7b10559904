/** Tasks of Browser Use. */
import type { TaskItemView, TaskStatus, TaskStatusView, TaskStepView, TaskView } from "@errand/browser-use-types/v2"
import { showAs } from "../service.ts"
import { stepsAt } from "../tasks/task.ts"
import type { Task, TaskNow } from "../tasks/task.ts"
import * as Timeline from "../tasks/timeline.ts"
import type { Phase } from "../tasks/timeline.ts"
import { downloadUrl, instant, invalid, noCredits, refuse, time, timeOrNull, tooMany, usd } from "./browserUseShapes.ts"
import type { BrowserUseHandlers } from "./browserUseShapes.ts"
import type { Session, State } from "./accountState.ts"

/**
 * The spec's word for a phase. It has no word for a pause, so validation sees the word of the phase
 * before.
 */
const words: { readonly [P in Phase]: TaskStatus } = {
  created: "created",
  running: "started",
  pausing: "started",
  paused: "started",
  finished: "finished",
  failed: "failed",
  stopped: "stopped"
}

/** The word that is sent: the script's, or that of an older API for a pause, or the spec's. */
export const word = (look: TaskNow): string =>
  look.word ?? (look.phase === "pausing" || look.phase === "paused" ? look.phase : words[look.phase])

const withWord = <A extends object>(view: A, look: TaskNow): A =>
  showAs(view, word(look) === words[look.phase] ? undefined : word(look))

const keepScreenshotsMs = 7 * 86_400_000

type Name = "listTasks" | "createTask" | "getTask" | "updateTask" | "getTaskStatus" | "getTaskLogs"

export const handlers = (state: State): Pick<BrowserUseHandlers, Name> => {
  const { world } = state
  const find = (id: string) => world.tasks.find("browser-use", id) ?? refuse(404, "Task not found")

  return {
    createTask: ({ body }) => {
      if (Object.keys(body.metadata ?? {}).length > 10) {
        return invalid(["body", "metadata"], "Value error, metadata holds at most 10 pairs")
      }
      if (typeof body.structuredOutput === "string" && !isJsonObject(body.structuredOutput)) {
        return invalid(["body", "structuredOutput"], "Value error, structuredOutput is no JSON Schema")
      }
      if (state.isBroke()) return noCredits()
      const session = sessionFor(state, body.sessionId ?? undefined)
      if (!("id" in session)) return session
      const task = world.tasks.create({
        id: world.random.uuid("task"),
        sessionId: session.id,
        start: { provider: "browser-use", prompt: body.task, metadata: body.metadata ?? {}, body },
        wish: { schema: body.structuredOutput ?? undefined, startUrl: body.startUrl ?? undefined },
        hooks:
          world.scenario.browserUse?.webhook === undefined ? {} : { changes: world.scenario.browserUse.webhook.url }
      })
      for (const file of task.plan.files) world.storage.put(`tasks/${task.id}/${file.id}`, file)
      world.storage.put(`tasks/${task.id}/logs`, {
        name: "logs.txt",
        contentType: "text/plain",
        content: Buffer.from(task.plan.logs)
      })
      return { id: task.id, sessionId: session.id }
    },
    listTasks: ({ query }) => {
      const [number, size] = [query.pageNumber ?? 1, query.pageSize ?? 10]
      const { items, total } = world.tasks.list(
        "browser-use",
        {
          ...(query.filterBy == null
            ? {}
            : { phases: Timeline.phases.filter((phase) => words[phase] === query.filterBy) }),
          ...(query.after == null ? {} : { from: instant(query.after) }),
          ...(query.before == null ? {} : { to: instant(query.before) }),
          ...(query.sessionId == null ? {} : { only: (task) => task.sessionId === query.sessionId })
        },
        number,
        size
      )
      return { items: items.map((task) => item(state, task)), totalItems: total, pageNumber: number, pageSize: size }
    },
    getTask: ({ path }) => {
      const task = find(path.task_id)
      return "id" in task ? view(state, task) : task
    },
    getTaskStatus: ({ path }) => {
      const task = find(path.task_id)
      return "id" in task ? status(state, task) : task
    },
    updateTask: ({ body, path }) => {
      const task = find(path.task_id)
      if (!("id" in task)) return task
      world.tasks.stop(task)
      const session = state.sessions.get(task.sessionId ?? "")
      if (body.action === "stop_task_and_session" && session !== undefined) session.stoppedAt ??= world.now()
      return view(state, task)
    },
    getTaskLogs: ({ path }) => {
      const task = find(path.task_id)
      return "id" in task ? { downloadUrl: downloadUrl(world, `tasks/${task.id}/logs`) } : task
    }
  }
}

const sessionFor = (state: State, id: string | undefined): Session | ReturnType<typeof refuse> => {
  if (id === undefined) {
    return state.hasRoom() ? state.openSession({ keepAlive: false, persistMemory: true }) : tooMany()
  }
  const session = state.sessions.get(id)
  if (session === undefined) return refuse(404, "Session not found")
  if (state.endOf(session) !== undefined) {
    return refuse(400, "Browser session is stopped. Please start a new session and try again.")
  }
  const isBusy = state.tasksOf(session).some((task) => !Timeline.isOver(state.world.tasks.look(task).phase))
  return isBusy
    ? refuse(400, "Agent session already has a running task. Please wait for it to finish or stop it manually.")
    : session
}

const isJsonObject = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "object" && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

/** What every view of a task has. */
const base = (task: Task, look: TaskNow) => ({
  id: task.id,
  status: words[look.phase],
  output: look.phase === "finished" ? task.plan.output : null,
  finishedAt: timeOrNull(look.endedAt),
  isSuccess: look.phase === "finished" ? task.plan.success : null,
  cost: look.startedAt === undefined ? null : usd(look.micros)
})

const status = (state: State, task: Task): TaskStatusView => {
  const look = state.world.tasks.look(task)
  return withWord(base(task, look), look)
}

export const item = (state: State, task: Task): TaskItemView => {
  const look = state.world.tasks.look(task)
  return withWord({ ...base(task, look), ...about(task, look) }, look)
}

const view = (state: State, task: Task): TaskView => {
  const look = state.world.tasks.look(task)
  return withWord(
    {
      ...base(task, look),
      ...about(task, look),
      steps: steps(state, task),
      outputFiles: outputFiles(task, look)
    },
    look
  )
}

const about = (task: Task, look: TaskNow) => {
  const asksJudge = requestField(task, "judge") === true
  const judged = asksJudge && look.phase === "finished"
  const llm = requestField(task, "llm")
  return {
    sessionId: task.sessionId ?? "",
    llm: typeof llm === "string" ? llm : "browser-use-2.0",
    task: task.start.prompt,
    createdAt: time(task.createdAt),
    startedAt: timeOrNull(look.startedAt),
    metadata: { ...task.start.metadata },
    browserUseVersion: "0.11.0",
    judgement: judged ? JSON.stringify(task.plan.judge) : null,
    judgeVerdict: judged ? task.plan.judge.verdict : null,
    suggestions: null
  }
}

const requestField = (task: Task, key: string): unknown =>
  typeof task.start.body === "object" && task.start.body !== null ? Reflect.get(task.start.body, key) : undefined

const steps = (state: State, task: Task): Array<TaskStepView> =>
  stepsAt(task, state.world.now())
    .filter((one) => one.done)
    .map(({ begins, ends, number, step }) => ({
      number,
      memory: step.memory,
      evaluationPreviousGoal: step.evaluation,
      nextGoal: step.goal,
      url: step.url,
      screenshotUrl:
        step.screenshot === undefined || state.world.now() < ends + step.screenshot
          ? null
          : state.world.storage.url(`screenshots/${task.id}/${number}.png`, task.createdAt + keepScreenshotsMs),
      actions: [...step.actions],
      duration: Math.round(ends - begins) / 1000
    }))

const outputFiles = (task: Task, look: TaskNow) =>
  look.phase === "finished" ? task.plan.files.map((file) => ({ id: file.id, fileName: file.name })) : []
