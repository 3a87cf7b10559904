/** A step as both versions of BrowserAct show it. */
import type { StepView } from "@errand/core/Snapshot"
import { at, number, optional, text } from "@errand/http/Answer"

/** Reads a step; `states` are the words of the version for where one stands. */
export const step = (
  view: unknown,
  index: number,
  states: ReadonlyMap<unknown, NonNullable<StepView["status"]>>
): StepView => {
  const count = number(at(view, "step")) ?? index + 1
  return {
    key: text(at(view, "id")) ?? `#${count}`,
    number: count,
    goal: text(at(view, "step_goal")) ?? "",
    actions: [],
    ...optional("evaluation", text(at(view, "evaluation_previous_goal"))),
    ...optional("screenshot", text(at(view, "screenshots_url"))),
    ...optional("status", states.get(at(view, "status"))),
    raw: view
  }
}
