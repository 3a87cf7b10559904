/** Runs a bundle in workerd, the runtime of Cloudflare's Workers. */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { complaint } from "../ci/command.ts"
import type { Services } from "./edge.ts"

/** What workerd said where the bundle's test failed. */
export const inWorkerd = (
  binary: string,
  folder: string,
  code: string,
  services: Services,
  counting: string
): Promise<string | undefined> => {
  writeFileSync(join(folder, "worker.js"), code)
  writeFileSync(join(folder, "worker.capnp"), config(services, counting))
  return complaint(binary, ["test", "worker.capnp"], { cwd: folder })
}

const config = (
  { browserAct, browserUse }: Services,
  counting: string
) => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [
  (name = "main", worker = .worker),
  (name = "internet", network = (allow = ["private"])),
]);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2025-06-01",
  bindings = [
    (name = "browserUse", text = "${browserUse}"),
    (name = "browserAct", text = "${browserAct}"),
    (name = "counting", text = "${counting}"),
    (name = "self", service = "main"),
  ],
);
`
