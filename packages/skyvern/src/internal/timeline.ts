/** The steps of a run, from its timeline: a tree of blocks, and of what the agent thought. */
import type { StepView } from "@errand/core/Snapshot"
import { at, list, objects, optional, text, time } from "@errand/http/Answer"
import type { TaskRunResponse } from "@errand/skyvern-types/v1"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { Client } from "../Client.ts"

/** Whether a run of this type has a timeline. The service refuses to show one of any other. */
const timelines: { readonly [Type in TaskRunResponse["run_type"] | "workflow_run"]: boolean } = {
  task_v1: false,
  task_v2: true,
  task_v3: false,
  workflow_run: true,
  openai_cua: false,
  anthropic_cua: false,
  ui_tars: false,
  yutori_navigator: false
}
const known: ReadonlyMap<unknown, boolean> = new Map(Object.entries(timelines))

/** Whether to ask for the timeline of a run: of a type that is not known, too. */
export const hasTimeline = (run: unknown): boolean => known.get(at(run, "run_type")) ?? true

/** What a run has done; nothing where it has no timeline, or one that is too long to read. */
export const timeline = (client: Client, id: string, run: unknown) =>
  hasTimeline(run)
    ? Effect.catchReasons(client.runs.timeline({ path: { run_id: id } }), "SkyvernError", {
        Invalid: () => Effect.succeed([]),
        NotFound: () => Effect.succeed([]),
        TooLarge: () => Effect.succeed([])
      })
    : Effect.succeed([])

/** The steps of a timeline in the order of their beginnings. */
export const steps = (timeline: unknown): ReadonlyArray<StepView> =>
  flatten(timeline, 0)
    .map((item) => ({ item, begins: time(at(item, "created_at")) }))
    .sort((a, b) => millis(a.begins) - millis(b.begins))
    .flatMap(({ item }, index) => step(item, index + 1))

/** Trees of the service are a few levels deep. */
const maxDepth = 50

const flatten = (items: unknown, depth: number): ReadonlyArray<unknown> =>
  depth > maxDepth ? [] : objects(items).flatMap((item) => [item, ...flatten(at(item, "children"), depth + 1)])

const millis = (at: DateTime.Utc | undefined): number => (at === undefined ? 0 : DateTime.toEpochMillis(at))

const ends: ReadonlyMap<unknown, NonNullable<StepView["status"]>> = new Map([
  ["running", "running"],
  ["completed", "succeeded"],
  ["failed", "failed"],
  ["terminated", "failed"],
  ["canceled", "failed"],
  ["timed_out", "failed"]
] as const)

const step = (item: unknown, number: number): ReadonlyArray<StepView> => {
  const block = at(item, "block")
  const thought = at(item, "thought")
  const id = text(at(block, "workflow_run_block_id")) ?? text(at(thought, "thought_id"))
  const words = (of: unknown, ...names: ReadonlyArray<string>) =>
    names.map((name) => text(at(of, name))).find((found) => found !== undefined)
  return [
    {
      key: id ?? `#${number}`,
      number,
      goal:
        words(block, "navigation_goal", "data_extraction_goal", "prompt", "description", "label") ??
        words(thought, "thought", "observation", "answer") ??
        "",
      actions: list(at(block, "actions")).flatMap((action) =>
        [words(action, "action_type"), words(action, "intention", "reasoning")].filter(Boolean).join(": ")
      ),
      ...optional("evaluation", words(block, "failure_reason")),
      ...optional("url", words(block, "url")),
      ...optional("status", ends.get(at(block, "status"))),
      raw: item
    }
  ]
}
