/** Installs runtimes from npm into a cache of their own, once. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { command, hostPath } from "../ci/command.ts"

const cache = join(import.meta.dirname, "../node_modules/.cache/runtimes")

/** The folder of an installed package, say `node@20.19.0`. Throws with npm's words. */
export const tool = async (name: string, version: string): Promise<string> => {
  const folder = join(cache, `${name}-${version}`)
  const installed = join(folder, "node_modules", name)
  if (existsSync(join(folder, "done"))) return installed
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: { [name]: version } }))
  const args = ["install", "--prefer-offline", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"]
  const env = { PATH: hostPath(), npm_config_ignore_scripts: "false" }
  const { code, output } = await command("npm", args, { cwd: folder, env })
  if (code !== 0) throw new Error(output)
  writeFileSync(join(folder, "done"), "")
  return installed
}

/** Where a browser is, if there is one. */
export const chromium = (): string | undefined =>
  [process.env["CHROMIUM"] ?? "", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
    (path) => path !== "" && existsSync(path)
  )
