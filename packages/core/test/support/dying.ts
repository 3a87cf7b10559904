import type { Provider } from "@errand/core"
import { Effect } from "effect"

/** The provider in a process that dies before it hears the answer to its start. */
export const dying = <Input, P extends Provider.Provider<Input>>(provider: P & Provider.Provider<Input>) => ({
  ...provider,
  start: (...args: Parameters<Provider.Provider<Input>["start"]>) =>
    Effect.andThen(Effect.exit(provider.start(...args)), Effect.die("killed"))
})
