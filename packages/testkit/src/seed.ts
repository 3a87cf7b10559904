/**
 * Random tests begin with one seed for all, so that a run that passed passes again. With
 * `ERRAND_TEST_SEED` they begin elsewhere: with a number, or with `random`.
 */
import fc from "fast-check"

const setting = process.env["ERRAND_TEST_SEED"] ?? "1"
const seed = Number(setting)
if (setting !== "random" && !Number.isInteger(seed))
  throw new Error(`ERRAND_TEST_SEED is a whole number or "random", not "${setting}"`)
if (setting !== "random") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed })
