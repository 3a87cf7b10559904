/** Tasks of BrowserAct. */
import type {
  TaskDownloadFileView,
  WorkflowTaskResponse,
  WorkflowTaskSimpleResponse
} from "@errand/browseract-types/v2"
import { showAs } from "../service.ts"
import { stepsAt } from "../tasks/task.ts"
import type { Task, TaskNow } from "../tasks/task.ts"
import type { World } from "../world.ts"
import * as AccountTasks from "./accountTasks.ts"
import type { Callbacks } from "./accountTasks.ts"
import { fileUrl, keepFilesMillis, stepOf, words } from "./accountTasks.ts"
import { codes, envelope, time } from "./browserActShapes.ts"
import type { BrowserActHandlers } from "./browserActShapes.ts"
import type { Catalogue } from "./catalogue.ts"

type Name = "runTask" | "runTemplateTask" | "getTaskStatus" | "getTask" | "listTasks" | "resumeTask" | "stopTask"
type Parameters = ReadonlyArray<{ readonly name?: string; readonly value?: string }>

/** The id of what was started, and its parameters, as the task shows them. */
interface Run {
  readonly workflow: string
  readonly parameters: Parameters
  readonly profile: string | undefined
  readonly body: Callbacks
}

export const handlers = (world: World, catalogue: Catalogue): Pick<BrowserActHandlers, Name> => {
  const isForgiving = world.scenario.browserAct?.forgiving === true
  const tasks = AccountTasks.make(world, { provider: "browseract", envelope, pageSize: 10 })

  const run = ({ body, parameters, profile, workflow }: Run) =>
    tasks.start({ name: "task", start: { prompt: lines(parameters), workflow, body }, body }, ({ id }) =>
      profile === undefined ? { id } : { id, profile_id: profile }
    )

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
        body
      })
    },
    runTemplateTask: ({ body }) =>
      run({
        workflow: body.workflow_template_id,
        parameters: body.input_parameters ?? [],
        profile: undefined,
        body
      }),
    getTaskStatus: ({ query }) =>
      tasks.about(query.task_id, (task) => {
        const look = world.tasks.look(task)
        return showAs({ status: words[look.phase] }, look.word)
      }),
    getTask: ({ query }) => tasks.about(query.task_id, (task) => view(world, task)),
    listTasks: ({ query }) => {
      const workflowName = (task: Task) => catalogue.workflows.find(({ id }) => id === task.start.workflow)?.name ?? ""
      const { workflow_id: workflow, workflow_name: name } = query
      const isWanted = (task: Task) =>
        (workflow === undefined || task.start.workflow === workflow) &&
        (name === undefined || workflowName(task).includes(name))
      const isFiltered = workflow !== undefined || name !== undefined
      return tasks.list(query, isFiltered ? isWanted : undefined, (task) => simple(world, task))
    },
    resumeTask: ({ query }) =>
      tasks.about(query.task_id, (task) => tasks.resume(task, () => undefined, { isHarmless: isForgiving })),
    stopTask: ({ query }) =>
      tasks.about(query.task_id, (task) => tasks.stop(task, () => undefined, { isHarmless: isForgiving }))
  }
}

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
    steps: stepsAt(task, now).map((one) => stepOf(world, task, one, look)),
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
