/** Runs of BrowserAct's bots and templates, v3. */
import * as Duration from "effect/Duration"
import type {
  BotRunCreateRequest,
  BotRunDetailResponse,
  BotRunDownloadFileResponse,
  BotRunStatus,
  BotRunSummaryResponse,
  TaskStepDto
} from "@errand/browseract-types/v3"
import { time } from "../browserAct/browserActShapes.ts"
import { showAs } from "../service.ts"
import { stepsAt } from "../tasks/task.ts"
import type { StepNow, Task, TaskNow } from "../tasks/task.ts"
import * as Timeline from "../tasks/timeline.ts"
import type { Phase } from "../tasks/timeline.ts"
import type { World } from "../world.ts"
import { typeOf } from "./botCatalogue.ts"
import type { BotCatalogue } from "./botCatalogue.ts"
import { codes, envelope } from "./browserActV3Shapes.ts"
import type { BrowserActV3Handlers } from "./browserActV3Shapes.ts"

const words: { readonly [P in Phase]: BotRunStatus } = {
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

type Name = "createRun" | "createTemplateRun" | "getRunStatus" | "getRun" | "listRuns" | "resumeRun" | "cancelRun"

/** What of a start the run shows later. */
interface Start {
  readonly bot?: string
  readonly template?: string
  readonly body: BotRunCreateRequest
}

export const handlers = (world: World, catalogue: BotCatalogue): Pick<BrowserActV3Handlers, Name> => {
  const hasRoom = () => {
    const most = world.scenario.browserActV3?.concurrency
    return most === undefined || world.tasks.running("browseract/v3") < most
  }
  const find = (id: string) => world.tasks.find("browseract/v3", id)
  const unknown = () => envelope(world, codes.noTask, "The task does not exist")
  const statusOf = (task: Task) => {
    const look = world.tasks.look(task)
    return showAs(
      { task_id: task.id, status: words[look.phase], updated_at: time(changedAt(task, world.now())) },
      look.word
    )
  }

  const run = ({ body, bot, template }: Start) => {
    if (!hasRoom()) return envelope(world, codes.tooManyRunning, "The number of running tasks exceeds the limit")
    const { callback_url: end, input, status_change_callback_url: changes } = body
    const task = world.tasks.create({
      id: world.random.digits("run", 17),
      start: {
        provider: "browseract/v3",
        prompt: lines(input),
        workflow: bot ?? template ?? "",
        metadata: {},
        body: { ...body, ...(bot === undefined ? {} : { bot_id: bot }) }
      },
      wish: { schema: undefined, startUrl: undefined },
      hooks: { ...(end === undefined ? {} : { end }), ...(changes === undefined ? {} : { changes }) }
    })
    for (const file of task.plan.files) world.storage.put(`tasks/${task.id}/${file.id}`, file)
    if (task.plan.files.length > 0) world.storage.put(`tasks/${task.id}/output`, outputFile(task))
    return { task_id: task.id, status: "created" as const }
  }

  return {
    createRun: ({ body, path }) => {
      const isClosed = world.scenario.browserActV3?.bots !== undefined
      return isClosed && !catalogue.bots.some(({ id }) => id === path.bot_id)
        ? envelope(world, codes.notPublished, "Bot does not exist or is not published")
        : run({ bot: path.bot_id, body })
    },
    createTemplateRun: ({ body, path }) => run({ template: path.template_id, body }),
    getRunStatus: ({ path }) => {
      const task = find(path.task_id)
      return task === undefined ? unknown() : statusOf(task)
    },
    getRun: ({ path }) => {
      const task = find(path.task_id)
      return task === undefined ? unknown() : view(world, catalogue, task)
    },
    listRuns: ({ query }) => {
      const { bot_id: bot, bot_name: name } = query
      const [page, limit] = [query.page ?? 1, query.limit ?? 20]
      const { items, total } = world.tasks.list(
        "browseract/v3",
        {
          ...(query.status === undefined
            ? {}
            : { phases: Timeline.phases.filter((phase) => words[phase] === query.status) }),
          ...(query.created_at_from === undefined ? {} : { from: Date.parse(query.created_at_from) }),
          ...(query.created_at_to === undefined ? {} : { to: Date.parse(query.created_at_to) }),
          ...(bot === undefined && name === undefined
            ? {}
            : {
                only: (task) =>
                  (bot === undefined || botOf(task) === bot) &&
                  (name === undefined || catalogue.bots.some(({ id, name: its }) => id === botOf(task) && its === name))
              })
        },
        page,
        limit
      )
      return {
        page,
        limit,
        items: items.map((task) => {
          const look = world.tasks.look(task)
          return showAs(summary(world, catalogue, task, look), look.word)
        }),
        total_pages: Math.ceil(total / limit),
        total_count: total
      }
    },
    resumeRun: ({ path }) => {
      const task = find(path.task_id)
      if (task === undefined) return unknown()
      if (typeOf(catalogue, botOf(task)) === "agent")
        return envelope(world, codes.agentResume, "An agent cannot be resumed")
      // It is answered before it takes effect.
      const after = Duration.toMillis(Duration.fromInputUnsafe(world.scenario.browserActV3?.resuming ?? 0))
      return world.tasks.resume(task, after)
        ? statusOf(task)
        : envelope(world, codes.notPaused, "Only a paused task can be resumed")
    },
    cancelRun: ({ path }) => {
      const task = find(path.task_id)
      if (task === undefined) return unknown()
      if (Timeline.isOver(world.tasks.look(task).phase))
        return envelope(world, codes.alreadyOver, "The task has been completed")
      world.tasks.stop(task)
      return statusOf(task)
    }
  }
}

const bodyOf = (task: Task) => task.start.body as BotRunCreateRequest & { readonly bot_id?: string }
const botOf = (task: Task): string | undefined => bodyOf(task).bot_id

const changedAt = (task: Task, now: number): number =>
  task.line.changes.findLast((change) => change.at <= now)?.at ?? task.createdAt

const lines = (input: object): string =>
  Object.entries(input)
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join("\n")

const summary = (world: World, catalogue: BotCatalogue, task: Task, look: TaskNow): BotRunSummaryResponse => {
  const bot = botOf(task)
  const name = catalogue.bots.find(({ id }) => id === bot)?.name
  const summary: BotRunSummaryResponse = {
    task_id: task.id,
    bot_type: typeOf(catalogue, bot),
    status: words[look.phase],
    created_at: time(task.createdAt),
    input: { ...bodyOf(task).input },
    credit: look.credits
  }
  if (bot !== undefined) summary.bot_id = bot
  if (name !== undefined) summary.bot_name = name
  if (look.endedAt !== undefined) summary.finished_at = time(look.endedAt)
  if (look.phase === "failed") summary.task_failure_info = { ...task.plan.failure }
  if (look.startedAt !== undefined && look.endedAt === undefined) {
    summary.live_url_info = { width: 1280, height: 720, live_url: world.liveUrl(task.id) }
  }
  return summary
}

/** The complete answer to `getRun`, which callbacks tell, too. */
export const view = (world: World, catalogue: BotCatalogue, task: Task): BotRunDetailResponse => {
  const look = world.tasks.look(task)
  const now = world.now()
  const view: BotRunDetailResponse = {
    ...summary(world, catalogue, task, look),
    log_detail_url: `${world.origin}/live/logs/${task.id}`,
    steps: stepsAt(task, now).map((one) => step(world, task, one, look))
  }
  if (look.phase === "finished") {
    view.output = parse(task.plan.output)
    if (task.plan.files.length > 0) {
      view.download_files = files(world, task, look, now)
      const { content, name } = outputFile(task)
      view.output_files = {
        json: { file_name: name, file_size: content.length, download_url: fileUrl(world, task, "output", look) }
      }
      view.files_expires_at = Math.floor((look.endedAt ?? now) + keepFilesMillis)
    }
  }
  return showAs(view, look.word)
}

const outputFile = (task: Task) => ({
  name: "output.json",
  contentType: "application/json",
  content: Buffer.from(JSON.stringify(parse(task.plan.output)))
})

/** An output is of any type: what the script gave. */
const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
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

/** Files are transferred to the service's store after the end of the run. */
const files = (world: World, task: Task, look: TaskNow, now: number): Array<BotRunDownloadFileResponse> =>
  task.plan.files.map((file) => {
    const since = look.endedAt ?? now
    const isDone = since + file.transfer <= now
    const view: BotRunDownloadFileResponse = {
      guid: file.id,
      file_name: file.name,
      file_size: file.content.length,
      status: isDone ? (file.error === undefined ? "completed" : "failed") : "downloading",
      progress: isDone ? 100 : Math.floor((100 * (now - since)) / file.transfer),
      create_time: Math.floor(since),
      download_start_time: Math.floor(since)
    }
    if (!isDone) return view
    view.download_completed_time = Math.floor(since + file.transfer)
    if (file.error !== undefined) return { ...view, error_message: file.error }
    return {
      ...view,
      download_url: fileUrl(world, task, file.id, look),
      expires_at: Math.floor(since + keepFilesMillis)
    }
  })
