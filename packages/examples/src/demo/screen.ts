/**
 * Where the demo prints: plain lines in a pipe; in a terminal coloured lines above one live line
 * per running errand.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"
import { styleText } from "node:util"

type Style = Parameters<typeof styleText>[0]

/** What the screen needs of an output stream. */
export interface Output {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

export interface Screen {
  /** A title above what follows. */
  readonly title: (text: string) => Effect.Effect<void>
  /** One line after the name of its speaker. */
  readonly line: (who: string, text: string, style?: Style) => Effect.Effect<void>
  /** One line without a name. */
  readonly plain: (text: string, style?: Style) => Effect.Effect<void>
  /** Shows `text` as the live state of `who` while the effect runs; nothing in a pipe. */
  readonly during: (who: string, text: string) => <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
}

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]

/** Draws on `output` until the scope closes. */
export const make = Effect.fnUntraced(function* (output: Output): Effect.fn.Return<Screen, never, Scope.Scope> {
  const live = output.isTTY === true
  const states = new Map<string, { readonly text: string; readonly since: number }>()
  let drawn = 0

  const paint = (style: Style | undefined, text: string) =>
    style === undefined || !live ? text : styleText(style, text, { validateStream: false })
  const erase = () => (drawn === 0 ? "" : `\u001b[${drawn}A\u001b[0J`)
  const draw = (now: number) => {
    drawn = live ? states.size : 0
    const width = (output.columns || 80) - 1
    return [...(live ? states : [])]
      .map(([who, { text, since }]) => {
        const seconds = ((now - since) / 1000).toFixed(1)
        return (
          paint(
            "cyan",
            `${frames[Math.floor(now / 100) % frames.length]} ${who}  ${text}  ${seconds} s`.slice(0, width)
          ) + "\n"
        )
      })
      .join("")
  }
  const write = (text: string) =>
    Effect.map(Clock.currentTimeMillis, (now) => {
      output.write(erase() + text + draw(now))
    })

  if (live) {
    yield* Effect.forkScoped(
      Effect.repeat(
        Effect.suspend(() => (states.size === 0 ? Effect.void : write(""))),
        Schedule.spaced("100 millis")
      )
    )
    yield* Effect.addFinalizer(() => Effect.sync(() => output.write(erase())))
  }

  return {
    title: (text) => write(`\n${paint("bold", text)}\n`),
    line: (who, text, style) => write(`  ${paint("dim", who.padEnd(12))} ${paint(style, text)}\n`),
    plain: (text, style) => write(`${paint(style, text)}\n`),
    during: (who, text) => (self) =>
      Effect.acquireUseRelease(
        Effect.map(Clock.currentTimeMillis, (since) => {
          const key = states.has(who) ? `${who} ` : who
          states.set(key, { text, since })
          return key
        }),
        () => self,
        (key) =>
          Effect.suspend(() => {
            output.write(erase())
            drawn = 0
            states.delete(key)
            return write("")
          })
      )
  }
})
