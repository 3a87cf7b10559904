import { defineConfig } from "vitest/config"

const TEST_TIMEOUT_MS = 10 * 60_000

export default defineConfig({
  test: {
    // A limit that catches a test which hangs. It must not depend on how busy the machine is: no test waits for real time.
    testTimeout: TEST_TIMEOUT_MS,
    hookTimeout: TEST_TIMEOUT_MS,
    projects: [
      {
        extends: true,
        test: {
          name: "errand",
          include: ["packages/*/test/**/*.test.ts", "scripts/test/**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/dist/**", "**/fixtures/**"]
        }
      }
    ]
  }
})
