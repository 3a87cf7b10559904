/** Workspaces of Browser Use v4: files that were uploaded, and files that runs have left. */
import type { WorkspaceFileInfo, WorkspaceInfo } from "@errand/browser-use-types/v4"
import { millis, refuse } from "../browserUse/browserUseShapes.ts"
import { Refusal } from "../service.ts"
import { cursorOf, placeOf, size, time } from "./runShapes.ts"
import type { RunHandlers } from "./runShapes.ts"
import type { RunState, Workspace, WorkspaceFile } from "./runState.ts"

const maxBytes = 1_073_741_824

type Name =
  | "createWorkspace"
  | "getWorkspace"
  | "updateWorkspace"
  | "deleteWorkspace"
  | "getWorkspaceSize"
  | "listWorkspaceFiles"
  | "deleteWorkspaceFile"
  | "createWorkspaceUploadUrls"

export const handlers = (state: RunState): Pick<RunHandlers, Name> => {
  const { world } = state
  const { downloadExpiry, uploadExpiry } = world.scenario.browserUse ?? {}
  const find = (id: string): Workspace | Refusal => state.workspaces.get(id) ?? refuse(404, "Workspace not found")
  return {
    createWorkspace: ({ body }) => info(state.openWorkspace(body.name ?? null)),
    getWorkspace: ({ path }) => {
      const workspace = find(path.workspace_id)
      return workspace instanceof Refusal ? workspace : info(workspace)
    },
    updateWorkspace: ({ body, path }) => {
      const workspace = find(path.workspace_id)
      if (workspace instanceof Refusal) return workspace
      workspace.name = body.name ?? null
      workspace.updatedAt = world.now()
      return info(workspace)
    },
    deleteWorkspace: ({ path }) => {
      const workspace = find(path.workspace_id)
      if (workspace instanceof Refusal) return workspace
      state.workspaces.delete(workspace.id)
      return undefined
    },
    getWorkspaceSize: ({ path }) => {
      const workspace = find(path.workspace_id)
      if (workspace instanceof Refusal) return workspace
      const usedBytes = filesOf(state, workspace).reduce((sum, file) => sum + file.size, 0)
      return { usedBytes, maxBytes }
    },
    listWorkspaceFiles: ({ path, query }) => {
      const workspace = find(path.workspace_id)
      if (workspace instanceof Refusal) return workspace
      const after = query.cursor == null ? "" : placeOf(query.cursor)
      const found = filesOf(state, workspace).filter(
        (file) => file.path > after && file.path.startsWith(query.prefix ?? "")
      )
      const files = found.slice(0, size(query.limit))
      const expiresAt = world.now() + millis(downloadExpiry, 60_000)
      const hasMore = found.length > files.length
      return {
        files: files.map((file): WorkspaceFileInfo => ({
          path: file.path,
          size: file.size,
          lastModified: time(file.lastModified),
          url: query.includeUrls === true ? world.storage.url(file.key, expiresAt) : null
        })),
        hasMore,
        nextCursor: hasMore ? cursorOf(files.at(-1)?.path ?? "") : null
      }
    },
    deleteWorkspaceFile: ({ path, query }) => {
      const workspace = find(path.workspace_id)
      if (workspace instanceof Refusal) return workspace
      if (!filesOf(state, workspace).some((file) => file.path === query.path)) return refuse(404, "File not found")
      workspace.uploads.delete(query.path)
      workspace.deleted.add(query.path)
      return undefined
    },
    createWorkspaceUploadUrls: ({ body, path }) => {
      const workspace = find(path.workspace_id)
      if (workspace instanceof Refusal) return workspace
      return {
        files: body.files.map(({ contentType = "application/octet-stream", name, size: bytes }) => {
          const id = world.random.uuid("upload")
          const file = `uploads/${name}`
          const key = `workspaces/${workspace.id}/uploads/${id}`
          const willOverride = workspace.uploads.has(file)
          const expiresAt = world.now() + millis(uploadExpiry, 300_000)
          state.uploads.set(id, { name, contentType, key })
          workspace.uploads.set(file, { path: file, size: bytes, lastModified: world.now(), key })
          workspace.deleted.delete(file)
          const uploadUrl = world.storage.putUrl({ key, name, contentType, maxBytes: bytes, expiresAt })
          return { id, name, storedName: name, path: file, willOverride, uploadUrl }
        })
      }
    }
  }
}

const info = ({ createdAt, id, name, updatedAt }: Workspace): WorkspaceInfo => ({
  id,
  name,
  archived: false,
  createdAt: time(createdAt),
  updatedAt: time(updatedAt)
})

/** The files that are there now, by path. */
const filesOf = (state: RunState, workspace: Workspace): ReadonlyArray<WorkspaceFile> => {
  const { world } = state
  const left = [...state.sessions.values()]
    .filter((session) => session.workspaceId === workspace.id)
    .flatMap(state.runsOf)
    .flatMap((run) => {
      const { endedAt, phase } = world.tasks.look(run)
      if (phase !== "finished" || endedAt === undefined) return []
      return run.plan.files.map((file): WorkspaceFile => ({
        path: file.name,
        size: file.content.length,
        lastModified: endedAt,
        key: `tasks/${run.id}/${file.id}`
      }))
    })
  const uploaded = [...workspace.uploads.values()].filter(({ key }) => world.storage.get(key) !== undefined)
  return [...uploaded, ...left]
    .filter(({ path }) => !workspace.deleted.has(path))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
}
