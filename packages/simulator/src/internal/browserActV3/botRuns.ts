/** Runs of BrowserAct's bots and templates, v3. */
import * as Duration from "effect/Duration"
import type {
  BotRunCreateRequest,
  BotRunDetailResponse,
  BotRunDownloadFileResponse,
  BotRunSummaryResponse
} from "@errand/browseract-types/v3"
import * as AccountTasks from "../browserAct/accountTasks.ts"
import { fileUrl, keepFilesMillis, stepOf, words } from "../browserAct/accountTasks.ts"
import { time } from "../browserAct/browserActShapes.ts"
import { showAs } from "../service.ts"
import { stepsAt } from "../tasks/task.ts"
import type { Task, TaskNow } from "../tasks/task.ts"
import type { World } from "../world.ts"
import { typeOf } from "./botCatalogue.ts"
import type { BotCatalogue } from "./botCatalogue.ts"
import { codes, envelope } from "./browserActV3Shapes.ts"
import type { BrowserActV3Handlers } from "./browserActV3Shapes.ts"

type Name = "createRun" | "createTemplateRun" | "getRunStatus" | "getRun" | "listRuns" | "resumeRun" | "cancelRun"

/** What of a start the run shows later. */
interface Start {
  readonly bot?: string
  readonly template?: string
  readonly body: BotRunCreateRequest
}

export const handlers = (world: World, catalogue: BotCatalogue): Pick<BrowserActV3Handlers, Name> => {
  const tasks = AccountTasks.make(world, { provider: "browseract/v3", envelope, pageSize: 20 })
  const statusOf = (task: Task) => {
    const look = world.tasks.look(task)
    return showAs(
      { task_id: task.id, status: words[look.phase], updated_at: time(changedAt(task, world.now())) },
      look.word
    )
  }

  const run = ({ body, bot, template }: Start) =>
    tasks.start(
      {
        name: "run",
        start: {
          prompt: lines(body.input),
          workflow: bot ?? template ?? "",
          body: { ...body, ...(bot === undefined ? {} : { bot_id: bot }) }
        },
        body
      },
      (task) => {
        if (task.plan.files.length > 0) world.storage.put(`tasks/${task.id}/output`, outputFile(task))
        return { task_id: task.id, status: "created" as const }
      }
    )

  return {
    createRun: ({ body, path }) => {
      const isClosed = world.scenario.browserActV3?.bots !== undefined
      return isClosed && !catalogue.bots.some(({ id }) => id === path.bot_id)
        ? envelope(world, codes.notPublished, "Bot does not exist or is not published")
        : run({ bot: path.bot_id, body })
    },
    createTemplateRun: ({ body, path }) => run({ template: path.template_id, body }),
    getRunStatus: ({ path }) => tasks.about(path.task_id, statusOf),
    getRun: ({ path }) => tasks.about(path.task_id, (task) => view(world, catalogue, task)),
    listRuns: ({ query }) => {
      const { bot_id: bot, bot_name: name } = query
      const isWanted = (task: Task) =>
        (bot === undefined || botOf(task) === bot) &&
        (name === undefined || catalogue.bots.some(({ id, name: its }) => id === botOf(task) && its === name))
      return tasks.list(query, bot === undefined && name === undefined ? undefined : isWanted, (task) => {
        const look = world.tasks.look(task)
        return showAs(summary(world, catalogue, task, look), look.word)
      })
    },
    resumeRun: ({ path }) =>
      tasks.about(path.task_id, (task) => {
        if (typeOf(catalogue, botOf(task)) === "agent")
          return envelope(world, codes.agentResume, "An agent cannot be resumed")
        // It is answered before it takes effect.
        const after = Duration.toMillis(Duration.fromInputUnsafe(world.scenario.browserActV3?.resuming ?? 0))
        return tasks.resume(task, () => statusOf(task), { after })
      }),
    cancelRun: ({ path }) => tasks.about(path.task_id, (task) => tasks.stop(task, () => statusOf(task)))
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
    steps: stepsAt(task, now).map((one) => stepOf(world, task, one, look))
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
