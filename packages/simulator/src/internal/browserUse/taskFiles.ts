/** Files of Browser Use: URLs to upload to and to download from. */
import { Refusal } from "../service.ts"
import { downloadUrl, millis, refuse } from "./browserUseShapes.ts"
import type { BrowserUseHandlers } from "./browserUseShapes.ts"
import type { State } from "./accountState.ts"

type Name = "createSessionUploadUrl" | "createBrowserUploadUrl" | "getTaskOutputFile"
type UploadBody = Parameters<BrowserUseHandlers["createSessionUploadUrl"]>[0]["body"]

export const handlers = (state: State): Pick<BrowserUseHandlers, Name> => {
  const { world } = state
  const upload = (owner: string, body: UploadBody) => {
    const expiry = millis(world.scenario.browserUse?.uploadExpiry, 120_000)
    const form = world.storage.form({
      key: `${owner}/uploads/${world.random.hex("upload", 16)}`,
      name: body.fileName,
      contentType: body.contentType,
      maxBytes: body.sizeBytes,
      expiresAt: world.now() + expiry
    })
    return {
      url: form.url,
      method: "POST" as const,
      fields: { ...form.fields },
      fileName: body.fileName,
      expiresIn: Math.floor(expiry / 1000)
    }
  }

  return {
    createSessionUploadUrl: ({ body, path }) =>
      state.sessions.has(path.session_id)
        ? upload(`sessions/${path.session_id}`, body)
        : refuse(404, "Session not found"),
    createBrowserUploadUrl: ({ body, path }) =>
      state.browsers.has(path.session_id)
        ? upload(`browsers/${path.session_id}`, body)
        : refuse(404, "Session not found"),
    getTaskOutputFile: ({ path }): ReturnType<BrowserUseHandlers["getTaskOutputFile"]> => {
      const task = world.tasks.find("browser-use", path.task_id)
      if (task === undefined) return refuse(404, "Task not found")
      const isReady = world.tasks.look(task).phase === "finished"
      const file = isReady ? task.plan.files.find((one) => one.id === path.file_id) : undefined
      if (file === undefined) return new Refusal(404, { detail: "Output file not found" })
      return { id: file.id, fileName: file.name, downloadUrl: downloadUrl(world, `tasks/${task.id}/${file.id}`) }
    }
  }
}
