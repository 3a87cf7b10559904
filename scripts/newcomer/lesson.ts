/**
 * What a README tells a newcomer: the commands up to its first program, and that program. Hidden
 * parts of the document do not count, for a reader does not see them.
 */
import { programs } from "../readme/fences.ts"

/** What a reader does at a time: types the commands, saves the program, and runs it. */
export interface Lesson {
  readonly commands: ReadonlyArray<Command>
  /** `undefined` where the README never says how to run a program. */
  readonly file: string | undefined
  readonly program: string
  /** Where the program begins in the document. */
  readonly line: number
  readonly run: boolean
}

/** A command that changes the reader's folder. */
export type Command =
  | { readonly kind: "install"; readonly names: ReadonlyArray<string>; readonly dev: boolean }
  | { readonly kind: "generate"; readonly args: ReadonlyArray<string> }

/**
 * The first program of a README, and the first that runs by itself where that is another one. Parts
 * of a program (`ts gen`) are no programs.
 */
export const lessons = (markdown: string): ReadonlyArray<Lesson> => {
  const seen = markdown.replaceAll(/<!-- ts$[^]*?^-->$/gm, (hidden) => "\n".repeat(hidden.split("\n").length - 1))
  const lines = seen.split("\n")
  const whole = programs(seen).filter(({ line }) => !lines[line - 2]!.trimEnd().endsWith(" gen"))
  const chosen = new Set([whole[0], whole.find(({ run }) => run)])
  const file = commandLines(lines).flatMap(({ words: [npx, tsx, file] }) =>
    npx === "npx" && tsx === "tsx" ? [file] : []
  )
  let after = 0
  return [...chosen].flatMap((program) => {
    if (program === undefined) return []
    const { code, line, run } = program
    const commands = commandLines(lines)
      .filter((one) => one.line > after && one.line < line)
      .flatMap(({ words }) => commandOf(words))
    after = line
    const text = `${code.replace(/\nexport \{\}\n$/, "").trim()}\n`
    return [{ commands, file: file[0], program: text, line, run }]
  })
}

const commandOf = ([program, verb, ...rest]: ReadonlyArray<string>): ReadonlyArray<Command> => {
  if (program === "npm" && verb === "install")
    return [{ kind: "install", names: rest.filter((word) => !word.startsWith("-")), dev: rest.includes("--save-dev") }]
  return program === "npx" && verb === "errand-codegen" && rest[0] === "init" ? [{ kind: "generate", args: rest }] : []
}

/** The lines of the `sh` fences, in words, without their remarks. */
const commandLines = (lines: ReadonlyArray<string>) => {
  let isShell = false
  return lines.flatMap((text, index) => {
    if (text.startsWith("```")) {
      isShell = text.startsWith("```sh")
      return []
    }
    return isShell
      ? [
          {
            line: index + 1,
            words: text
              .replace(/\s#.*$/, "")
              .trim()
              .split(/\s+/)
          }
        ]
      : []
  })
}
