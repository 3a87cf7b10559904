/**
 * Counts checks and says each as it ends; the closing line is the sum. What was skipped is no check
 * that passed.
 */
export class Report {
  passed = 0
  failed = 0
  skipped = 0

  /** Runs one check: it passes when it gives nothing, and fails with what it gives or throws. */
  async check(name: string, run: () => Promise<string | undefined> | string | undefined): Promise<boolean> {
    const start = performance.now()
    let problem: string | undefined
    try {
      problem = (await run()) || undefined
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error)
    }
    const time = `${((performance.now() - start) / 1000).toFixed(1)} s`
    if (problem === undefined) this.passed++
    else this.failed++
    console.log(problem === undefined ? `ok      ${name} (${time})` : `FAILED  ${name} (${time})\n${indent(problem)}`)
    return problem === undefined
  }

  skip(name: string, why: string): void {
    this.skipped++
    console.log(`skipped ${name}: ${why}`)
  }

  add(passed: number, failed: number): void {
    this.passed += passed
    this.failed += failed
  }

  /** Prints the closing line and sets the exit code. */
  close(): void {
    process.exitCode = this.failed === 0 ? 0 : 1
    if (this.skipped > 0) console.log(`${this.skipped} skipped`)
    console.log(`${this.passed} passed, ${this.failed} failed`)
  }
}

const indent = (text: string): string => text.trimEnd().replaceAll(/^/gm, "        ")
