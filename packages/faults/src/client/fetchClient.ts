/**
 * A plain loop over fetch: it checks statuses, knows every documented end and has a deadline, and
 * no more.
 */
import type { Client, ClientSetup, ClientReport } from "./client.ts"
import { prompt, workflow, ZodPrice } from "./clientInput.ts"
import * as FaultScenario from "../faultScenario.ts"
import { runUntilKilled, reportOutput, fromPromise, sleep } from "./promiseClient.ts"

export const fetchClient: Client = {
  name: "fetch",
  providers: ["browser-use", "browseract"],
  play: (setup) => fromPromise(() => play(setup))
}

/** What differs between the services that it plays on, as their documentation has it. */
const services = {
  "browser-use": {
    headers: (apiKey: string) => ({ "X-Browser-Use-API-Key": apiKey }),
    start: "/tasks",
    body: { task: prompt },
    task: (id: string) => `/tasks/${id}`,
    stop: (id: string) => ["PATCH", `/tasks/${id}`, { action: "stop" }] as const
  },
  browseract: {
    headers: (apiKey: string) => ({ Authorization: `Bearer ${apiKey}` }),
    start: "/v2/workflow/run-task",
    body: workflow,
    task: (id: string) => `/v2/workflow/get-task?task_id=${id}`,
    stop: (id: string) => ["PUT", `/v2/workflow/stop-task?task_id=${id}`, undefined] as const
  }
}

/** The services' views of a task, as far as the loop reads them. */
interface View {
  readonly status: string
  readonly output: null | string | { readonly string?: string }
  readonly steps: ReadonlyArray<{
    readonly number?: number
    readonly step?: number
    readonly screenshotUrl?: string | null
  }>
  readonly outputFiles?: ReadonlyArray<{ readonly id: string }>
  readonly download_files?: ReadonlyArray<{ readonly downloadUrl: string }>
}

const play = async ({ apiKey, baseUrl, millis, provider, scenario }: ClientSetup): Promise<ClientReport> => {
  const service = provider === "browser-use" ? services["browser-use"] : services.browseract
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${baseUrl}${path}`, {
      method,
      headers: { ...service.headers(apiKey), "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) })
    })
    if (!answer.ok) throw new Error(`HTTP ${answer.status}: ${await answer.text()}`)
    return answer
  }
  const start = async (more: object = {}) => {
    const body = { ...service.body, ...(scenario.judged === true && { judge: true }), ...more }
    const { id }: { id: string } = await (await ask("POST", service.start, body)).json()
    return id
  }
  const wait = async (id: string, each: (view: View) => void = () => undefined) => {
    const deadline = Date.now() + millis(scenario.within ?? FaultScenario.defaultDeadlineSeconds)
    while (Date.now() < deadline) {
      const view: View = await (await ask("GET", service.task(id))).json()
      each(view)
      if (view.status === "finished") return view
      if (["failed", "stopped", "canceled"].includes(view.status)) throw new Error(`task ${id} ${view.status}`)
      await sleep(millis(2))
    }
    throw new Error(`task ${id} timed out`)
  }
  const done = (view: View): ClientReport => {
    const text = typeof view.output === "string" || view.output === null ? view.output : view.output.string
    return reportOutput(scenario.typed === true ? ZodPrice.parse(JSON.parse(text ?? "")) : text, view)
  }
  const does = scenario.does ?? { do: "run" }
  switch (does.do) {
    case "run":
    // It has no receiver, and looks as often as ever.
    case "listen":
      return done(await wait(await start()))
    case "recover":
    case "many": {
      // A plain loop keeps nothing, so the next process can only start all of it anew.
      if (does.do === "recover") for (let nth = 0; nth < does.count; nth++) await start()
      const ids: Array<string> = []
      for (let nth = 0; nth < does.count; nth++) ids.push(await start())
      const [view] = await Promise.all(ids.map((id) => wait(id)))
      return view === undefined ? { end: "error", text: "no task" } : done(view)
    }
    case "leave":
      // A plain loop has no way to cancel: its caller can only ignore the result.
      void start()
        .then(wait)
        .catch(() => undefined)
      await sleep(millis(does.after))
      return { end: "left", text: "" }
    case "stop": {
      const id = await start()
      await sleep(millis(does.after))
      const [method, path, body] = service.stop(id)
      await ask(method, path, body)
      return done(await wait(id))
    }
    case "enough": {
      const id = await start()
      const isEnough = new Promise<void>((resolve) => {
        wait(id, ({ steps }) => {
          if (steps.length >= does.steps) resolve()
        }).catch(() => undefined)
      })
      // A plain loop has no way to cancel: its caller can only ignore the rest.
      await isEnough
      return { end: "left", text: "" }
    }
    case "steps": {
      const steps: Array<string> = []
      const screenshots: Array<number> = []
      const view = await wait(await start(), (seen) => {
        for (const step of seen.steps.slice(steps.length)) {
          steps.push(`${step.number ?? step.step}.1`)
          if (step.screenshotUrl != null) screenshots.push(step.number ?? 0)
        }
      })
      return { ...done(view), steps, screenshots }
    }
    case "file": {
      const id = await start()
      const view = await wait(id)
      const [file] = view.outputFiles ?? []
      const url =
        file === undefined
          ? (view.download_files?.[0]?.downloadUrl ?? "")
          : ((await (await ask("GET", `/files/tasks/${id}/output-files/${file.id}`)).json()) as { downloadUrl: string })
              .downloadUrl
      const answer = await fetch(url)
      if (!answer.ok) throw new Error(`HTTP ${answer.status} for a file of task ${id}`)
      return { ...done(view), content: await answer.text() }
    }
    case "tell": {
      const id = await start()
      const [view] = await Promise.all([
        wait(id),
        sleep(millis(does.after)).then(() =>
          ask("PUT", `/v2/workflow/resume-task?task_id=${id}`).catch(() => undefined)
        )
      ])
      return done(view)
    }
    case "late": {
      const id = await start()
      await sleep(millis(does.after))
      return done(await wait(id))
    }
    case "follow": {
      const { id: sessionId }: { id: string } = await (await ask("POST", "/sessions", {})).json()
      await wait(await start({ sessionId }))
      return done(await wait(await start({ sessionId })))
    }
    case "again":
      await runUntilKilled(does, start)
      return done(await wait(await start()))
  }
}
