/** browser-use-sdk, used as its README shows, with all that it offers. */
import { BrowserUse } from "browser-use-sdk"
import type { Client, ClientSetup, ClientReport } from "./client.ts"
import { prompt, ZodPrice } from "./clientInput.ts"
import * as FaultScenario from "../faultScenario.ts"
import { runUntilKilled, reportOutput, fromPromise, sleep } from "./promiseClient.ts"

/**
 * The SDK depends on a zod of its own, whose types refuse schemas of another minor version. Its
 * code accepts them.
 */
const schema = ZodPrice as unknown as NonNullable<NonNullable<Parameters<BrowserUse["run"]>[1]>["schema"]>

export const sdkClient: Client = {
  name: "browser-use-sdk",
  providers: ["browser-use"],
  play: (setup) => fromPromise(() => play(setup))
}

const play = async ({ apiKey, baseUrl, millis, scenario }: ClientSetup): Promise<ClientReport> => {
  const timeout = millis(scenario.requestWithin ?? FaultScenario.requestTimeoutSeconds)
  const client = new BrowserUse({ apiKey, baseUrl, timeout })
  const options = {
    timeout: millis(scenario.within ?? FaultScenario.defaultDeadlineSeconds),
    interval: millis(2),
    ...(scenario.judged === true && { judge: true })
  }
  const does = scenario.does ?? { do: "run" }
  switch (does.do) {
    case "run":
    // It checks webhooks, but its waits do not hear of them.
    case "listen": {
      const result = await (scenario.typed === true
        ? client.run(prompt, { ...options, schema })
        : client.run(prompt, options))
      return reportOutput(result.output, result)
    }
    case "recover":
    case "many": {
      // The SDK keeps nothing, so the next process can only start all of it anew.
      if (does.do === "recover") for (let nth = 0; nth < does.count; nth++) await client.tasks.create({ task: prompt })
      const [result] = await Promise.all(Array.from({ length: does.count }, () => client.run(prompt, options)))
      return reportOutput(result?.output, result)
    }
    case "leave": {
      const run = client.run(prompt, options)
      Promise.resolve(run).catch(() => undefined)
      await sleep(millis(does.after))
      // The SDK cannot abort a run. A careful caller stops the task by its id, if the SDK has it
      // yet.
      if (run.taskId === null) return { end: "left", text: "" }
      return client.tasks.stop(run.taskId).then(
        () => ({ end: "left", text: "" }),
        (error: unknown) => ({ end: "left", text: String(error), reported: true })
      )
    }
    case "stop": {
      const { id } = await client.tasks.create({ task: prompt })
      await sleep(millis(does.after))
      await client.tasks.stop(id)
      const result = await client.tasks.wait(id, options)
      return { ...reportOutput(result.output, result), ...(result.status === "stopped" && { end: "cancelled" }) }
    }
    case "steps": {
      const run = client.run(prompt, options)
      const steps: Array<string> = []
      const screenshots: Array<number> = []
      for await (const step of run) {
        steps.push(`${step.number}.1`)
        if (step.screenshotUrl != null) screenshots.push(step.number)
      }
      return { ...reportOutput(run.result?.output, run.result), steps, screenshots }
    }
    case "enough": {
      const run = client.run(prompt, options)
      let seen = 0
      for await (const _ of run) if (++seen >= does.steps) break
      // The SDK cannot abort a run, so a careful caller stops the task by its id.
      if (run.taskId !== null) await client.tasks.stop(run.taskId)
      return { end: "left", text: "" }
    }
    case "file": {
      const result = await client.run(prompt, options)
      const [file] = result.outputFiles
      if (file === undefined) return { end: "error", text: "no file" }
      const { downloadUrl } = await client.files.taskOutput(result.id, file.id)
      const answer = await fetch(downloadUrl)
      if (!answer.ok) throw new Error(`HTTP ${answer.status} for a file of task ${result.id}`)
      return { ...reportOutput(result.output, result), content: await answer.text() }
    }
    case "tell":
      return { end: "error", text: "its tasks wait for nobody" }
    case "late": {
      const { id } = await client.tasks.create({ task: prompt })
      await sleep(millis(does.after))
      const result = await client.tasks.wait(id, options)
      return reportOutput(result.output, result)
    }
    case "follow": {
      const { id: sessionId } = await client.sessions.create({})
      await client.run(prompt, { ...options, sessionId })
      const result = await client.run(prompt, { ...options, sessionId })
      return reportOutput(result.output, result)
    }
    case "again": {
      const metadata = { key: "order-7" }
      await runUntilKilled(does, () => client.tasks.create({ task: prompt, metadata }))
      const result = await client.run(prompt, { ...options, metadata })
      return reportOutput(result.output, result)
    }
  }
}
