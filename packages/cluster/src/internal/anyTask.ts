/** A task of any provider. */
import type * as Provider from "@errand/core/Provider"
import type { Task } from "@errand/core/Task"

/** A task of which its steps can be read, and which can be cancelled. */
export type AnyTask = Task<unknown, Provider.Provider<never>>
