/** Tasks of BrowserAct. */
import type {
  TaskDownloadFileView,
  TaskStatus,
  TaskStepDto,
  WorkflowTaskResponse,
  WorkflowTaskSimpleResponse
} from "@errand/browseract-types/v2"
import { showAs } from "../service.ts"
import { stepsAt } from "../tasks/task.ts"
import type { StepNow, Task, TaskNow } from "../tasks/task.ts"
import * as Timeline from "../tasks/timeline.ts"
import type { Phase } from "../tasks/timeline.ts"
import type { World } from "../world.ts"
import { codes, envelope, time } from "./browserActShapes.ts"
import type { BrowserActHandlers } from "./browserActShapes.ts"
import type { Catalogue } from "./catalogue.ts"

const words: { readonly [P in Phase]: TaskStatus } = {
  created: "created",
  running: "running",
  pausing: "pausing",
  paused: "paused",
  finished: "finished",
  failed: "failed",
  stopped: "canceled"
}

/** The word that is sent. */
export const word = (look: TaskNow): string => look.word ?? words[look.phase]

const keepFilesMillis = 7 * 86_400_000

type Name = "runTask" | "runTemplateTask" | "getTaskStatus" | "getTask" | "listTasks" | "resumeTask" | "stopTask"
type Parameters = ReadonlyArray<{ readonly name?: string; readonly value?: string }>

/** The id of what was started, and its parameters, as the task shows them. */
interface Run {
  readonly workflow: string
  readonly parameters: Parameters
  readonly profile: string | undefined
  readonly hooks: { readonly changes?: string; readonly end?: string }
  readonly body: unknown
}

export const handlers = (world: World, catalogue: Catalogue): Pick<BrowserActHandlers, Name> => {
  const hasRoom = () => {
    const most = world.scenario.browserAct?.concurrency
    return most === undefined || world.tasks.running("browseract") < most
  }
  const unknown = () => envelope(world, codes.noTask, "The task does not exist")

  const run = (wanted: Run) => {
    if (!hasRoom()) return envelope(world, codes.tooManyRunning, "The number of running tasks exceeds the limit")
    const task = world.tasks.create({
      id: world.random.digits("task", 17),
      start: {
        provider: "browseract",
        prompt: lines(wanted.parameters),
        workflow: wanted.workflow,
        metadata: {},
        body: wanted.body
      },
      wish: { schema: undefined, startUrl: undefined },
      hooks: wanted.hooks
    })
    for (const file of task.plan.files) world.storage.put(`tasks/${task.id}/${file.id}`, file)
    return wanted.profile === undefined ? { id: task.id } : { id: task.id, profile_id: wanted.profile }
  }

  return {
    runTask: ({ body }) => {
      const isClosed = world.scenario.browserAct?.workflows !== undefined
      if (isClosed && !catalogue.workflows.some(({ id }) => id === body.workflow_id)) {
        return envelope(world, codes.notPublished, "Workflow does not exist or is not published")
      }
      return run({
        workflow: body.workflow_id,
        parameters: body.input_parameters ?? [],
        profile: body.profile_id ?? (body.save_browser_data === true ? world.random.digits("profile", 17) : undefined),
        hooks: hooks(body),
        body
      })
    },
    runTemplateTask: ({ body }) =>
      run({
        workflow: body.workflow_template_id,
        parameters: body.input_parameters ?? [],
        profile: undefined,
        hooks: hooks(body),
        body
      }),
    getTaskStatus: ({ query }) => {
      const task = world.tasks.find("browseract", query.task_id)
      if (task === undefined) return unknown()
      const look = world.tasks.look(task)
      return showAs({ status: words[look.phase] }, look.word)
    },
    getTask: ({ query }) => {
      const task = world.tasks.find("browseract", query.task_id)
      return task === undefined ? unknown() : view(world, task)
    },
    listTasks: ({ query }) => {
      const workflowName = (task: Task) => catalogue.workflows.find(({ id }) => id === task.start.workflow)?.name ?? ""
      const { workflow_id: workflow, workflow_name: name } = query
      const [page, limit] = [query.page ?? 1, query.limit ?? 10]
      const { items, total } = world.tasks.list(
        "browseract",
        {
          ...(query.status === undefined
            ? {}
            : { phases: Timeline.phases.filter((phase) => words[phase] === query.status) }),
          ...(query.created_at_from === undefined ? {} : { from: Date.parse(query.created_at_from) }),
          ...(query.created_at_to === undefined ? {} : { to: Date.parse(query.created_at_to) }),
          ...(workflow === undefined && name === undefined
            ? {}
            : {
                only: (task) =>
                  (workflow === undefined || task.start.workflow === workflow) &&
                  (name === undefined || workflowName(task).includes(name))
              })
        },
        page,
        limit
      )
      return {
        page,
        limit,
        items: items.map((task) => simple(world, task)),
        total_pages: Math.ceil(total / limit),
        total_count: total
      }
    },
    resumeTask: ({ query }) => {
      const task = world.tasks.find("browseract", query.task_id)
      if (task === undefined) return unknown()
      const { phase } = world.tasks.look(task)
      const isHarmless = world.scenario.browserAct?.forgiving === true && !Timeline.isOver(phase)
      return world.tasks.resume(task) || isHarmless
        ? undefined
        : envelope(world, codes.notPaused, "Only a paused task can be resumed")
    },
    stopTask: ({ query }) => {
      const task = world.tasks.find("browseract", query.task_id)
      if (task === undefined) return unknown()
      const isOverNow = Timeline.isOver(world.tasks.look(task).phase)
      world.tasks.stop(task)
      return isOverNow && world.scenario.browserAct?.forgiving !== true
        ? envelope(world, codes.alreadyOver, "The task has been completed")
        : undefined
    }
  }
}

const hooks = (body: { readonly callback_url?: string; readonly status_change_callback_url?: string }) => ({
  ...(body.callback_url === undefined ? {} : { end: body.callback_url }),
  ...(body.status_change_callback_url === undefined ? {} : { changes: body.status_change_callback_url })
})

const lines = (parameters: Parameters): string =>
  parameters.map(({ name = "", value = "" }) => `${name}=${value}`).join("\n")

const simple = (world: World, task: Task): WorkflowTaskSimpleResponse => {
  const look = world.tasks.look(task)
  return showAs(about(world, task, look, world.now()), look.word)
}

/** The complete answer to `getTask`. */
export const view = (world: World, task: Task): WorkflowTaskResponse => {
  const look = world.tasks.look(task)
  const now = world.now()
  const view: WorkflowTaskResponse = {
    ...about(world, task, look, now),
    steps: stepsAt(task, now).map((one) => step(world, task, one, look)),
    log_detail_url: `${world.origin}/live/logs/${task.id}`
  }
  if (look.phase === "finished" && task.plan.files.length > 0) {
    view.download_files = files(world, task, look, now)
    view.files_expires_at = Math.floor((look.endedAt ?? now) + keepFilesMillis)
  }
  return showAs(view, look.word)
}

const about = (world: World, task: Task, look: TaskNow, now: number): WorkflowTaskSimpleResponse => {
  const about: WorkflowTaskSimpleResponse = {
    id: task.id,
    status: words[look.phase],
    workflow_id: task.start.workflow ?? "",
    created_at: time(task.createdAt),
    input_parameters: task.start.prompt,
    credit: look.credits
  }
  if (look.endedAt !== undefined) about.finished_at = time(look.endedAt)
  if (look.phase === "finished") {
    const ready = task.plan.files.filter(
      (file) => file.error === undefined && (look.endedAt ?? now) + file.transfer <= now
    )
    about.output = { string: task.plan.output, files: ready.map((file) => fileUrl(world, task, file.id, look)) }
  }
  if (look.phase === "failed") {
    const { code, message } = task.plan.failure
    about.task_failure_info = { code, message }
  }
  if (look.startedAt !== undefined && look.endedAt === undefined) {
    about.live_url_info = { width: 1280, height: 720, live_url: world.liveUrl(task.id) }
  }
  return about
}

const step = (world: World, task: Task, { done, number, step }: StepNow, look: TaskNow): TaskStepDto => ({
  id: step.id,
  step: number,
  // A step that a stop cut short has not succeeded.
  status: done ? (step.fails ? "failed" : "succeed") : Timeline.isOver(look.phase) ? "failed" : "running",
  step_goal: step.goal,
  evaluation_previous_goal: step.evaluation,
  screenshots_url: done
    ? world.storage.url(`screenshots/${task.id}/${number}.png`, task.createdAt + keepFilesMillis)
    : ""
})

const fileUrl = (world: World, task: Task, file: string, look: TaskNow): string =>
  world.storage.url(`tasks/${task.id}/${file}`, (look.endedAt ?? task.createdAt) + keepFilesMillis)

/** Files are transferred to the service's store after the end of the task. */
const files = (world: World, task: Task, look: TaskNow, now: number): Array<TaskDownloadFileView> =>
  task.plan.files.map((file) => {
    const since = look.endedAt ?? now
    const isDone = since + file.transfer <= now
    const view: TaskDownloadFileView = {
      guid: file.id,
      fileName: file.name,
      fileSize: file.content.length,
      status: isDone ? (file.error === undefined ? "completed" : "failed") : "downloading",
      progress: isDone ? 100 : Math.floor((100 * (now - since)) / file.transfer),
      createTime: Math.floor(since),
      downloadStartTime: Math.floor(since)
    }
    if (!isDone) return view
    view.downloadCompletedTime = Math.floor(since + file.transfer)
    if (file.error !== undefined) return { ...view, errorMessage: file.error }
    return { ...view, downloadUrl: fileUrl(world, task, file.id, look), expiresAt: Math.floor(since + keepFilesMillis) }
  })
