import { availableParallelism } from "node:os"
import { join } from "node:path"
import { defineConfig } from "vitest/config"
import { BaseSequencer } from "vitest/node"
import type { TestSpecification } from "vitest/node"

const TEST_TIMEOUT_MS = 10 * 60_000

// Workers and the programs that tests start load effect over and over: Node keeps what it has
// compiled.
process.env["NODE_COMPILE_CACHE"] ??= join(import.meta.dirname, "node_modules/.cache/node-compile")

/**
 * Files that start programs and wait for them, which take longest for their size. They must not
 * come last.
 */
const waiting = /\/scripts\/test\/|\/(?:bin|demo|crash|takeover|harm|sharing|soak\w*)\.test\.ts$/

/** Tests that need PostgreSQL: one server is started for all of them, and for no others. */
const needPostgres = [
  "packages/postgres/test/**/*.test.ts",
  "packages/{cluster/test/postgres,faults/test/cluster}/**/*.test.ts"
]

class LongestFirst extends BaseSequencer {
  override async sort(files: Array<TestSpecification>) {
    const sorted = await super.sort(files)
    return [true, false].flatMap((isFirst) => sorted.filter(({ moduleId }) => waiting.test(moduleId) === isFirst))
  }
}

export default defineConfig({
  test: {
    // A limit that catches a test which hangs. It must not depend on how busy the machine is: no
    // test waits for real time.
    testTimeout: TEST_TIMEOUT_MS,
    hookTimeout: TEST_TIMEOUT_MS,
    // One more than there are cores: some files wait for programs and timers, and compute nothing.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    // Programs of which each waits for the simulator's tasks most of the time.
    maxConcurrency: 16,
    // The files of a worker share the modules they import, for loading effect takes longer than
    // most of them run.
    isolate: false,
    setupFiles: join(import.meta.dirname, "packages/testkit/src/seed.ts"),
    // What a test puts in the place of a global is no longer there for the next one.
    unstubGlobals: true,
    projects: [
      {
        extends: true,
        test: {
          name: "errand",
          include: ["packages/*/test/**/*.test.ts", "scripts/test/**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/dist/**", "**/fixtures/**", ...needPostgres]
        }
      },
      {
        extends: true,
        test: { name: "postgres", include: needPostgres, globalSetup: "packages/testkit/src/postgresSetup.ts" }
      }
    ]
  }
})
