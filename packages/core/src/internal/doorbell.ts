/** The pause between two looks of one wait, which a knock cuts short. Without an inbox it is a pause like any other. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import { Inbox } from "../Inbox.ts"
import type { Bell, Knock } from "../Inbox.ts"
import * as Time from "./time.ts"

/** What one wait has to do with the inbox. */
export interface Doorbell {
  readonly bell: Bell | undefined
  /** When the door was last answered, in milliseconds by the clock that nobody can set. */
  answered: number
}

/** One knock is answered at once; the ones that follow within a second together, so that a storm of them is one look a second. */
const spacing = 1000

/** Listens until the scope closes. Do so before the first look: then no knock falls between. */
export const open = (task: Knock): Effect.Effect<Doorbell, never, Scope.Scope> =>
  Effect.flatMap(Effect.serviceOption(Inbox), (inbox) => {
    const bell = Option.isNone(inbox) ? Effect.undefined : inbox.value.listen(task)
    return Effect.map(bell, (bell) => ({ bell, answered: -Infinity }))
  })

/** Forgets the knocks so far, because the look that follows will see what they were about. */
export const hush = ({ bell }: Doorbell): Effect.Effect<void> => (bell === undefined ? Effect.void : bell.hush)

/** Pauses for so many milliseconds; a knock ends the pause, but not before `least` of them have passed. */
export const pause = Effect.fnUntraced(function* (door: Doorbell, millis: number, least: number) {
  const { bell } = door
  if (bell === undefined) return yield* Effect.sleep(millis)
  const deaf = Math.max(least, Math.ceil(door.answered + spacing - (yield* Time.now)))
  if (deaf >= millis) return yield* Effect.sleep(millis)
  if (deaf > 0) yield* Effect.sleep(deaf)
  const knocked = yield* Effect.timeoutOption(bell.rung, millis - Math.max(deaf, 0))
  if (Option.isSome(knocked)) door.answered = yield* Time.now
})
