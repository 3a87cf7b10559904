import type { WorkflowTaskResponse } from "@errand/browseract-types/v2"

/** A task as the spec has it, at work. */
export const running: WorkflowTaskResponse = {
  id: "16429034742537847",
  workflow_id: "90000000000000001",
  status: "running",
  created_at: "2026-03-01T08:00:00Z",
  credit: 10,
  input_parameters: "product=Pixel 9",
  live_url_info: { width: 1280, height: 720, live_url: "https://live.example/1" },
  steps: [
    {
      id: "s-1",
      step: 1,
      status: "succeed",
      step_goal: "Open the shop",
      evaluation_previous_goal: "Nothing before",
      screenshots_url: "https://shots.example/1.png"
    },
    {
      id: "s-2",
      step: 2,
      status: "running",
      step_goal: "Read the price",
      evaluation_previous_goal: "The shop is open",
      screenshots_url: ""
    }
  ]
}

/** The same task, over. */
export const finished: WorkflowTaskResponse = {
  ...running,
  status: "finished",
  credit: 25,
  finished_at: "2026-03-01T08:05:00Z",
  output: { string: '{"price":799}', files: ["https://files.example/out/report%20final.csv?sig=x"] },
  steps: running.steps.map((step) => ({ ...step, status: "succeed" as const })),
  download_files: [
    { guid: "f-1", fileName: "../../etc/passwd", fileSize: 12, progress: 100, downloadUrl: "https://files.example/f-1" }
  ]
}

/** The same task as the service's own examples show it, which is not as its spec has it. */
export const asInTheExamples: unknown = {
  id: "16429034742537847",
  workflow_id: 90000000000000001n.toString(),
  status: "failed",
  created_at: "2026-03-01T08:00:00",
  input_parameters: [{ name: "product", value: "Pixel 9" }],
  profileId: "p-1",
  task_failure_info: null,
  task_gif_url: "https://files.example/1.gif",
  output: null,
  steps: [{ id: 7, step: "1", status: "succeed", step_goal: "Open the shop", screenshots_url: null }]
}
