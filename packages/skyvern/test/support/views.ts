import type { TaskRunResponse } from "@errand/skyvern-types/v1"

/** A run as the spec has it, at work. Times come without a zone. */
export const running: TaskRunResponse = {
  run_id: "tsk_1",
  run_type: "task_v1",
  status: "running",
  created_at: "2026-03-01T08:00:00.000000",
  modified_at: "2026-03-01T08:00:01.000000",
  started_at: "2026-03-01T08:00:01.000000",
  app_url: "https://app.skyvern.example/runs/tsk_1",
  recording_archived: false,
  screenshot_urls: ["https://files.example/2.png?sig=b", "https://files.example/1.png?sig=a"],
  output: null
}

/** The same run, over. */
export const completed: TaskRunResponse = {
  ...running,
  status: "completed",
  finished_at: "2026-03-01T08:05:00.000000",
  output: { price: 799 },
  recording_url: "https://files.example/recording%20of%20it.webm?sig=c",
  downloaded_files: [
    { artifact_id: "a_1", filename: "../../etc/passwd", file_size: 12, url: "https://files.example/a_1?sig=d" }
  ]
}
