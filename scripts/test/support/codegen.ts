/** `codegen --check` on another repository, in this process. */
import { vi } from "vitest"
import { runCommand } from "@errand/codegen/cli/main"

export const codegenCheck = async (
  root: string
): Promise<{ readonly code: number; readonly said: ReadonlyArray<string> }> => {
  const said: Array<string> = []
  const spies = (["log", "error"] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((line: string) => void said.push(line))
  )
  try {
    return { code: await runCommand(["--check"], root), said }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}
