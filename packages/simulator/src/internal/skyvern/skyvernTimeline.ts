/** What a run has done, as a tree: a plan first, and then blocks with what the agent thought. */
import type { Action, Thought, WorkflowRunBlock, WorkflowRunTimeline } from "@errand/skyvern-types/v1"
import { stepsAt } from "../tasks/task.ts"
import type { StepNow, Task } from "../tasks/task.ts"
import { isOver, phaseAt } from "../tasks/timeline.ts"

const organization = "o_1"

type Write = (at: number) => string

/** The latest first, as the service lists it. */
export const timeline = (task: Task, now: number, write: Write): Array<WorkflowRunTimeline> => {
  const steps = stepsAt(task, now)
  const isOverNow = isOver(phaseAt(task.line, now))
  const blocks = steps.map((step) => ({
    ...item(step.begins, write),
    type: "block" as const,
    block: block(task, step, isOverNow, write),
    children: []
  }))
  if (steps.length === 0) return blocks
  const plan: WorkflowRunTimeline = {
    ...item(task.createdAt, write),
    type: "thought",
    thought: thought(task, task.createdAt, write),
    children: []
  }
  return [plan, ...blocks].toReversed()
}

const item = (at: number, write: Write) => ({ created_at: write(at), modified_at: write(at) })

const thought = (task: Task, at: number, write: Write): Thought => ({
  ...item(at, write),
  thought_id: `ot_${task.number}`,
  task_id: task.id,
  organization_id: organization,
  thought_type: "plan",
  thought: `How to do: ${task.start.prompt.slice(0, 100)}`
})

const block = (task: Task, { begins, done, number, step }: StepNow, isOverNow: boolean, write: Write) => {
  const actions: Array<Action> = step.actions.map((reasoning, at) => ({
    action_id: `${step.id}_${at}`,
    action_type: "click",
    status: done ? "completed" : "pending",
    reasoning,
    skip_auto_complete_tab: false,
    terminal_user_errors: false,
    verified: false
  }))
  const made: WorkflowRunBlock = {
    ...item(begins, write),
    workflow_run_block_id: `wrb_${step.id}`,
    workflow_run_id: `wr_${task.number}`,
    organization_id: organization,
    block_type: "task",
    label: `task_${number}`,
    // A block that a stop cut short has not succeeded.
    status: done ? (step.fails ? "failed" : "completed") : isOverNow ? "canceled" : "running",
    navigation_goal: step.goal,
    url: step.url,
    actions,
    continue_on_failure: false,
    error_codes: [],
    include_action_history_in_verification: false,
    include_extracted_text: true
  }
  return made
}
