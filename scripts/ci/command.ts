/** Runs other programs. */
import { spawn } from "node:child_process"
import { delimiter, join, sep } from "node:path"

export interface Command {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string | undefined>>
  /** `show` passes the output on as it comes; otherwise it is kept. */
  readonly show?: boolean
  readonly timeout?: number
}

export interface Ended {
  readonly code: number
  readonly output: string
}

/** Runs a program to its end, stdin closed. Ends it after the timeout (ten minutes). */
export const command = (program: string, args: ReadonlyArray<string>, options: Command): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: options.show === true ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
      timeout: options.timeout ?? 600_000,
      shell: process.platform === "win32" && !program.includes(sep)
    })
    let output = ""
    child.stdout?.on("data", (chunk) => (output += chunk))
    child.stderr?.on("data", (chunk) => (output += chunk))
    child.on("error", (error) => resolve({ code: 127, output: `${output}${error.message}\n` }))
    child.on("close", (code, signal) =>
      resolve({ code: code ?? 1, output: signal === null ? output : `${output}ended by ${signal}\n` })
    )
  })

/** What a failed program said; nothing where it went well. */
export const complaint = async (
  program: string,
  args: ReadonlyArray<string>,
  options: Command
): Promise<string | undefined> => {
  const { code, output } = await command(program, args, options)
  return code === 0 ? undefined : `${[program, ...args].join(" ")} ended with ${code}\n${output}`
}

/**
 * The search path without what package managers add in front: there, `node` is the machine's own.
 */
export const hostPath = (): string =>
  (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => !folder.includes(join("node_modules", ".bin")) && !folder.includes("node-gyp-bin"))
    .join(delimiter)
