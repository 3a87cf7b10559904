/** Runs of Skyvern. */
import type * as Skyvern from "@errand/skyvern-types/v1"
import type {
  Artifact,
  FileInfo,
  RunStatus,
  TaskRunListItem,
  TaskRunRequestInput,
  TaskRunResponse
} from "@errand/skyvern-types/v1"
import { Refusal, showAs } from "../service.ts"
import type { Handlers } from "../service.ts"
import { text } from "../spec/json.ts"
import { stepsAt } from "../tasks/task.ts"
import type { Task, TaskNow } from "../tasks/task.ts"
import { isOver } from "../tasks/timeline.ts"
import type { Phase } from "../tasks/timeline.ts"
import type { World } from "../world.ts"
import { timeline } from "./skyvernTimeline.ts"

/** A refusal as FastAPI writes it. */
export const refuse = (status: number, detail: string): Refusal => new Refusal(status, { detail })

/** How long the address of a file is good. */
const keepFilesMillis = 86_400_000

/** Times come without a zone, and are UTC. */
export const time = (at: number): string => new Date(at).toISOString().replace("Z", "000")

const words: { readonly [P in Phase]: RunStatus } = {
  created: "queued",
  running: "running",
  pausing: "running",
  paused: "paused",
  finished: "completed",
  failed: "failed",
  stopped: "canceled"
}

type RunType = TaskRunResponse["run_type"]

const runTypes: ReadonlyMap<string, RunType> = new Map<string, RunType>([
  ["skyvern-1.0", "task_v1"],
  ["skyvern-2.0", "task_v2"],
  ["skyvern-3.0", "task_v3"],
  ["openai-cua", "openai_cua"],
  ["anthropic-cua", "anthropic_cua"],
  ["ui-tars", "ui_tars"],
  ["yutori-navigator", "yutori_navigator"]
])

/** The word that is sent. */
export const word = (look: TaskNow, task: Task, world: World): string => look.word ?? statusOf(world, task, look)

const statusOf = (world: World, task: Task, look: TaskNow): RunStatus => {
  if (look.phase === "failed") return task.plan.failure.status
  if (look.phase === "finished" && world.scenario.skyvern?.failsWithWebhook === true && world.undelivered.has(task.id))
    return "failed"
  return canceled.has(task) && !isOver(look.phase) ? "canceled" : words[look.phase]
}

/** Runs that say `canceled` while their agents work on. */
const canceled = new WeakSet<Task>()

export const handlers = (world: World): Handlers<typeof Skyvern> => {
  const settings = world.scenario.skyvern ?? {}
  let codes = 0
  const find = (id: string) => world.tasks.find("skyvern", id)
  const unknown = (id: string) => refuse(404, `Run not found ${id}`)
  return {
    runTask: ({ body }) => {
      if (settings.concurrency !== undefined && world.tasks.running("skyvern") >= settings.concurrency)
        return refuse(429, "Too many runs at once")
      if (text(body.browser_profile_id) !== "" && body.engine !== "skyvern-2.0")
        return refuse(400, "browser_profile_id is only supported with the engine skyvern-2.0")
      const type = typeOf(settings.engine ?? body.engine)
      const schema = body.data_extraction_schema
      const task = world.tasks.create({
        id: `${type === "task_v2" ? "tsk_v2_" : "tsk_"}${world.random.digits("run", 18)}`,
        start: { provider: "skyvern", prompt: body.prompt, metadata: {}, body: { ...body, run_type: type } },
        wish: {
          schema: typeof schema === "object" && schema !== null ? JSON.stringify(schema) : undefined,
          startUrl: body.url ?? undefined
        },
        hooks: text(body.webhook_url) === "" ? {} : { end: text(body.webhook_url) }
      })
      for (const file of task.plan.files) world.storage.put(`tasks/${task.id}/${file.id}`, file)
      world.storage.put(`tasks/${task.id}/recording.webm`, recording)
      return { ...view(world, task), status: "created" }
    },
    listRuns: ({ query }) => {
      const [page, size] = [query.page ?? 1, query.page_size ?? 10]
      const { run_type: types, search_key: key, status } = query
      const only = (task: Task) =>
        (status?.some((one) => one === word(world.tasks.look(task), task, world)) ?? true) &&
        (types?.includes(runTypeOf(task)) ?? true) &&
        (key == null || isFound(task, key))
      return world.tasks.list("skyvern", { only }, page, size).items.map((task) => listed(world, task))
    },
    getRun: ({ path }) => {
      const task = find(path.run_id)
      return task === undefined ? unknown(path.run_id) : view(world, task)
    },
    // Nothing is said of a run that is over.
    cancelRun: ({ path }) => {
      const task = find(path.run_id)
      if (task === undefined) return unknown(path.run_id)
      if (settings.worksOn === true) canceled.add(task)
      else world.tasks.stop(task)
      return {}
    },
    // A code lets the runs go on that wait for it, of which there may be none.
    sendCode: ({ body }) => {
      const { task_id: id, totp_identifier: identifier } = body
      const isMeant = (task: Task) => (id == null ? startOf(task).totp_identifier === identifier : task.id === id)
      for (const task of world.tasks.all()) if (task.provider === "skyvern" && isMeant(task)) world.tasks.resume(task)
      return {
        ...body,
        totp_code_id: `totp_${(codes += 1)}`,
        code: /\d{4,}/.exec(body.content)?.[0] ?? body.content,
        organization_id: "o_1",
        created_at: time(world.now()),
        modified_at: time(world.now())
      }
    },
    getRunTimeline: ({ path }) => {
      const task = find(path.run_id)
      if (task === undefined) return unknown(path.run_id)
      const type = runTypeOf(task)
      return type === "task_v2"
        ? timeline(task, world.now(), time)
        : refuse(400, `Timeline not available for run type ${type}`)
    },
    listRunArtifacts: ({ path, query }) => {
      const task = find(path.run_id)
      if (task === undefined) return unknown(path.run_id)
      return artifacts(world, task).filter(
        ({ artifact_type: type }) => query.artifact_type == null || query.artifact_type.includes(type)
      )
    }
  }
}

const recording = { name: "recording.webm", contentType: "video/webm", content: Buffer.from("WEBM") }

const typeOf = (engine: string | undefined): RunType => runTypes.get(engine ?? "") ?? "task_v1"

/** What the start asked for, and the type that the run has got. */
const startOf = (task: Task) => task.start.body as TaskRunRequestInput & { readonly run_type: RunType }

const runTypeOf = (task: Task): RunType => startOf(task).run_type

/** The title that is kept; the engine 2.0 takes none, and makes one up. */
const titleOf = (task: Task): string | null =>
  runTypeOf(task) === "task_v2" ? `About: ${task.start.prompt.slice(0, 40)}` : (startOf(task).title ?? null)

const isFound = (task: Task, key: string): boolean =>
  [titleOf(task), startOf(task).url].some((one) => text(one).toLowerCase().includes(key.toLowerCase()))

const times = (task: Task, look: TaskNow) => ({
  created_at: time(task.createdAt),
  ...(look.startedAt !== undefined && { started_at: time(look.startedAt) }),
  ...(look.endedAt !== undefined && { finished_at: time(look.endedAt) })
})

const listed = (world: World, task: Task): TaskRunListItem => {
  const look = world.tasks.look(task)
  return {
    task_run_id: `tr_${task.number}`,
    run_id: task.id,
    task_run_type: runTypeOf(task),
    status: word(look, task, world),
    title: titleOf(task),
    script_run: false,
    trigger_type: "api",
    workflow_deleted: false,
    ...times(task, look)
  }
}

/** The whole run. */
export const view = (world: World, task: Task): TaskRunResponse => {
  const look = world.tasks.look(task)
  const { title: _, run_type: type, ...request } = startOf(task)
  const status = statusOf(world, task, look)
  const isDone = look.phase === "finished"
  const view: TaskRunResponse = {
    run_id: task.id,
    run_type: type,
    status,
    ...times(task, look),
    modified_at: time(world.now()),
    queued_at: time(task.createdAt),
    app_url: `${world.origin}/live/runs/${task.id}`,
    output: isDone ? outputOf(task) : null,
    failure_reason:
      status === "failed" || status === "terminated" || status === "timed_out"
        ? isDone
          ? "The webhook could not be delivered"
          : task.plan.failure.message
        : null,
    errors: [],
    step_count: stepsAt(task, world.now()).length,
    recording_archived: false,
    recording_url: isOver(look.phase) ? fileUrl(world, task, "recording.webm") : null,
    screenshot_urls: screenshots(world, task),
    downloaded_files: isDone ? files(world, task) : [],
    run_request: {
      ...request,
      ...(world.scenario.skyvern?.rewrites === true && { prompt: `In the browser: ${request.prompt.toLowerCase()}` }),
      engine: request.engine ?? "skyvern-1.0",
      include_action_history_in_verification: request.include_action_history_in_verification ?? false,
      proxy_location: request.proxy_location ?? "RESIDENTIAL",
      publish_workflow: request.publish_workflow ?? false,
      start_fresh_browser: request.start_fresh_browser ?? false
    }
  }
  return showAs(view, look.word)
}

/** The script's JSON where it is an object or a list; all else is a text. */
const outputOf = (task: Task): NonNullable<TaskRunResponse["output"]> => {
  const { output } = task.plan
  if (!/^\s*[[{]/.test(output)) return output
  try {
    const value: object = JSON.parse(output)
    return Array.isArray(value) ? value : { ...value }
  } catch {
    return output
  }
}

const fileUrl = (world: World, task: Task, file: string): string =>
  world.storage.url(`tasks/${task.id}/${file}`, world.now() + keepFilesMillis)

/** The latest first. */
const screenshots = (world: World, task: Task): Array<string> =>
  stepsAt(task, world.now())
    .filter(({ done }) => done)
    .map(({ number }) => world.storage.url(`screenshots/${task.id}/${number}.png`, world.now() + keepFilesMillis))
    .toReversed()

const files = (world: World, task: Task): Array<FileInfo> =>
  task.plan.files
    .filter(({ error }) => error === undefined)
    .map(({ content, id, name }) => ({
      artifact_id: id,
      filename: name,
      file_size: content.length,
      url: fileUrl(world, task, id)
    }))

const artifacts = (world: World, task: Task): ReadonlyArray<Artifact> => {
  const about = view(world, task)
  const one = (type: string, id: string, url: string): Artifact => ({
    artifact_id: id,
    artifact_type: type,
    archived: false,
    created_at: time(task.createdAt),
    modified_at: time(task.createdAt),
    organization_id: "o_1",
    run_id: task.id,
    uri: `s3://artifacts/${task.id}/${id}`,
    signed_url: url
  })
  return [
    ...(about.recording_url == null ? [] : [one("recording", `a_${task.number}_r`, about.recording_url)]),
    ...(about.screenshot_urls ?? []).map((url, at) => one("screenshot_action", `a_${task.number}_s${at}`, url)),
    ...(about.downloaded_files ?? []).map(({ artifact_id, url }) => one("download", text(artifact_id), url))
  ]
}
