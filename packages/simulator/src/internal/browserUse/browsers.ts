/** Bare browsers, without an agent. */
import type { BrowserSessionView } from "@errand/browser-use-types/v2"
import { page } from "../world.ts"
import { downloadUrl, refuse, time, timeOrNull, tooMany } from "./browserUseShapes.ts"
import type { BrowserUseHandlers } from "./browserUseShapes.ts"
import type { Browser, State } from "./accountState.ts"

type Name = "listBrowsers" | "createBrowser" | "getBrowser" | "updateBrowser" | "listBrowserDownloads"

/** What every browser has downloaded, so that there is something to list. */
const downloads = ["report.csv", "invoice.pdf", "picture.png"] as const

export const handlers = (state: State): Pick<BrowserUseHandlers, Name> => {
  const { world } = state
  return {
    listBrowsers: ({ query }) => {
      const found = [...state.browsers.values()]
        .toReversed()
        .filter((browser) => query.filterBy == null || status(state, browser) === query.filterBy)
      const [number, size] = [query.pageNumber ?? 1, query.pageSize ?? 10]
      return {
        items: page(found, number, size).map((browser) => view(state, browser)),
        totalItems: found.length,
        pageNumber: number,
        pageSize: size
      }
    },
    createBrowser: ({ body }) => {
      const minutes = body.timeout ?? 60
      if (minutes > 240) return refuse(403, "Maximum session timeout is 4 hours (240 minutes).")
      const profile = body.profileId == null ? undefined : state.profiles.get(body.profileId)
      if (body.profileId != null && profile === undefined) return refuse(404, "Profile not found")
      if (!state.hasRoom()) return tooMany()
      if (profile !== undefined) profile.lastUsedAt = world.now()
      const browser: Browser = {
        id: world.random.uuid("browser"),
        startedAt: world.now(),
        timeoutAt: world.now() + minutes * 60_000,
        recording: body.enableRecording ?? false,
        stoppedAt: undefined
      }
      state.browsers.set(browser.id, browser)
      for (const [index, name] of downloads.entries()) {
        const content = Buffer.alloc(512 * (index + 1), name)
        world.storage.put(`browsers/${browser.id}/downloads/${name}`, {
          name,
          contentType: "application/octet-stream",
          content
        })
      }
      return view(state, browser)
    },
    getBrowser: ({ path }) => {
      const browser = state.browsers.get(path.session_id)
      return browser === undefined ? refuse(404, "Session not found") : view(state, browser)
    },
    updateBrowser: ({ path }) => {
      const browser = state.browsers.get(path.session_id)
      if (browser === undefined) return refuse(404, "Session not found")
      browser.stoppedAt ??= state.browserEndOf(browser) ?? world.now()
      return view(state, browser)
    },
    listBrowserDownloads: ({ path, query }) => {
      const browser = state.browsers.get(path.session_id)
      if (browser === undefined) return refuse(404, "Session not found")
      const keys = world.storage.keys(`browsers/${browser.id}/downloads/`)
      const from = Math.max(0, Number.parseInt(query.cursor ?? "0", 10) || 0)
      const to = from + (query.limit ?? 50)
      return {
        files: keys.slice(from, to).map((key) => ({
          path: key.split("/").slice(3).join("/"),
          size: world.storage.get(key)?.content.length ?? 0,
          lastModified: time(browser.startedAt),
          url: query.includeUrls === true ? downloadUrl(world, key) : null
        })),
        hasMore: to < keys.length,
        nextCursor: to < keys.length ? String(to) : null
      }
    }
  }
}

const status = (state: State, browser: Browser) => (state.browserEndOf(browser) === undefined ? "active" : "stopped")

const view = (state: State, browser: Browser): BrowserSessionView => {
  const ended = state.browserEndOf(browser)
  const origin = state.world.origin
  return {
    id: browser.id,
    status: status(state, browser),
    liveUrl: ended === undefined ? state.world.liveUrl(browser.id) : null,
    cdpUrl: ended === undefined ? `${origin.replace("http", "ws")}/cdp/${browser.id}` : null,
    timeoutAt: time(browser.timeoutAt),
    startedAt: time(browser.startedAt),
    finishedAt: timeOrNull(ended),
    proxyUsedMb: "0",
    proxyCost: "0",
    browserCost: ((((ended ?? state.world.now()) - browser.startedAt) / 3_600_000) * 0.06).toFixed(6),
    agentSessionId: null,
    recordingUrl: ended !== undefined && browser.recording ? `${origin}/live/${browser.id}/recording` : null
  }
}
