/** Browser profiles: the state that a browser keeps from one session to the next. */
import type { ProfileView } from "@errand/browser-use-types/v2"
import { page } from "../world.ts"
import { noCredits, refuse, time, timeOrNull } from "./browserUseShapes.ts"
import type { BrowserUseHandlers } from "./browserUseShapes.ts"
import type { Profile, State } from "./accountState.ts"

type Name = "listProfiles" | "createProfile" | "getProfile" | "updateProfile" | "deleteProfile"

export const handlers = (state: State): Pick<BrowserUseHandlers, Name> => {
  const { world } = state
  return {
    listProfiles: ({ query }) => {
      const words = query.query?.toLowerCase()
      const found = [...state.profiles.values()]
        .toReversed()
        .filter(
          (profile) =>
            words === undefined ||
            [profile.name, profile.userId].some((one) => one?.toLowerCase().includes(words) === true)
        )
      const [number, size] = [query.pageNumber ?? 1, query.pageSize ?? 10]
      return {
        items: page(found, number, size).map(view),
        totalItems: found.length,
        pageNumber: number,
        pageSize: size
      }
    },
    createProfile: ({ body }) => {
      if (state.isBroke()) return noCredits()
      const profile: Profile = {
        id: world.random.uuid("profile"),
        createdAt: world.now(),
        updatedAt: world.now(),
        lastUsedAt: null,
        name: body.name ?? null,
        userId: body.userId ?? null
      }
      state.profiles.set(profile.id, profile)
      return view(profile)
    },
    getProfile: ({ path }) => {
      const profile = state.profiles.get(path.profile_id)
      return profile === undefined ? refuse(404, "Profile not found") : view(profile)
    },
    updateProfile: ({ body, path }) => {
      const profile = state.profiles.get(path.profile_id)
      if (profile === undefined) return refuse(404, "Profile not found")
      if (body.name !== undefined) profile.name = body.name
      if (body.userId !== undefined) profile.userId = body.userId
      profile.updatedAt = world.now()
      return view(profile)
    },
    // The spec has no 404 here: a profile that is not there is as good as deleted.
    deleteProfile: ({ path }) => void state.profiles.delete(path.profile_id)
  }
}

const view = (profile: Profile): ProfileView => ({
  id: profile.id,
  userId: profile.userId,
  name: profile.name,
  lastUsedAt: timeOrNull(profile.lastUsedAt ?? undefined),
  createdAt: time(profile.createdAt),
  updatedAt: time(profile.updatedAt),
  cookieDomains: []
})
