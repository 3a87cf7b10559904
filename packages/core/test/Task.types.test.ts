import { Schema } from "effect"
import type { Effect, Stream } from "effect"
import { describe, expectTypeOf, it } from "@effect/vitest"
import * as v from "valibot"
import { z } from "zod"
import { Task } from "@errand/core"
import type { Outcome, Provider, ProviderError, Snapshot, TaskError, TaskRef } from "@errand/core"

interface Prompt {
  readonly task: string
  readonly maxSteps?: number
}
interface View {
  readonly id: string
  readonly isSuccess: boolean | null
}
interface Workflow {
  readonly workflow_id: string
  readonly input_parameters?: ReadonlyArray<{ readonly name: string; readonly value: string }>
}
interface Plain extends Provider.Provider<Prompt, View> {
  readonly client: { readonly tasks: number }
}
interface Full
  extends Provider.Provider<Workflow, { readonly status: string }>, Provider.Resumable, Provider.HasFiles {}

interface Logged extends Provider.Provider<Prompt, View>, Provider.HasEvents {
  readonly events: Provider.HasEvents["events"]
}

declare const plain: Plain
declare const logged: Logged
interface Asking extends Provider.Provider<Prompt, View>, Provider.Answerable<{ readonly code: string }> {}
interface Following extends Provider.Provider<Prompt, View>, Provider.Continuable<Prompt> {}
declare const full: Full
declare const continuable: Following
declare const answerable: Asking
declare const ref: TaskRef.TaskRef
declare const task: Task.Task<{ amount: number }, Plain>

const Price = Schema.Struct({ amount: Schema.Finite, at: Schema.DateTimeUtcFromString })

/** Types only: nothing here runs. */
const only = (types: () => unknown) => void types

describe("types of Task", () => {
  it("the output is the text without a schema, and the schema's type with one, of three libraries", () =>
    only(() => {
      expectTypeOf(Task.run(plain, { task: "x" })).toEqualTypeOf<
        Effect.Effect<
          string | null,
          ProviderError.ProviderError | TaskError.StartUnknown | TaskError.Ended<View> | TaskError.WaitError
        >
      >()
      const ok = { task: "x" }
      expectTypeOf(Task.run(plain, ok, { output: Price })).branded.toEqualTypeOf<
        Effect.Effect<
          typeof Price.Type,
          ProviderError.ProviderError | TaskError.StartUnknown | TaskError.Ended<View> | TaskError.WaitError
        >
      >()
      const zod = Task.start(plain, ok, { output: z.object({ amount: z.string().transform(Number) }) })
      expectTypeOf(zod).toEqualTypeOf<
        Effect.Effect<Task.Task<{ amount: number }, Plain>, ProviderError.ProviderError | TaskError.StartUnknown>
      >()
      const valibot = Task.attach(plain, ref, { output: v.object({ amount: v.number() }) })
      expectTypeOf(valibot).toEqualTypeOf<Task.Task<{ amount: number }, Plain>>()
      expectTypeOf(Task.attach(plain, ref, { success: "judged" })).toEqualTypeOf<Task.Task<string | null, Plain>>()
    }))

  it("the handle keeps the provider's whole type, so that its native client is at hand", () =>
    only(() => {
      const started = Task.start(plain, { task: "x" })
      expectTypeOf<Effect.Success<typeof started>["provider"]["client"]>().toEqualTypeOf<{ readonly tasks: number }>()
    }))

  it("input is the provider's own, checked where it is written", () =>
    only(() => {
      // @ts-expect-error a prompt is not a workflow
      void Task.run(full, { task: "x" })
      // @ts-expect-error a misspelt field is found
      void Task.run(plain, { task: "x", maxStep: 3 })
      // @ts-expect-error nothing is inferred from a wrong input
      void Task.start(plain, { task: 1 })
      void Task.run(full, { workflow_id: "w", input_parameters: [{ name: "product", value: "Pixel 9" }] })
    }))

  it("raw objects are typed by the provider in every case of the outcome, and the union narrows by tag", () =>
    only(() => {
      const outcome = {} as Effect.Success<ReturnType<typeof awaited>>
      const awaited = () => Task.await(task)
      expectTypeOf(outcome).toEqualTypeOf<Outcome.Outcome<{ amount: number }, View>>()
      if (outcome._tag === "Succeeded") {
        expectTypeOf(outcome.output).toEqualTypeOf<{ amount: number }>()
        expectTypeOf(outcome.raw.isSuccess).toEqualTypeOf<boolean | null>()
      } else if (outcome._tag === "Failed") {
        expectTypeOf(outcome.raw).toEqualTypeOf<View | undefined>()
        // @ts-expect-error a failed task has a partial output only
        void outcome.output
      } else {
        expectTypeOf(outcome.by).toEqualTypeOf<"caller" | "provider" | "unknown">()
      }
      expectTypeOf(Task.watch(task)).toEqualTypeOf<Stream.Stream<Snapshot.Snapshot<View>, TaskError.WaitError>>()
      expectTypeOf(Task.poll(task)).toEqualTypeOf<Effect.Effect<Snapshot.Snapshot<View>, ProviderError.ProviderError>>()
      expectTypeOf(Task.steps(task)).toEqualTypeOf<Stream.Stream<Snapshot.Step, TaskError.WaitError>>()
      expectTypeOf(Task.join(task)).toEqualTypeOf<
        Effect.Effect<{ amount: number }, TaskError.Ended<View> | TaskError.WaitError>
      >()
    }))

  it("an answer compiles only where the provider takes one, and has its type", () =>
    only(() => {
      const asking = Task.attach(answerable, ref)
      expectTypeOf(Task.answer(asking, { code: "123456" })).toEqualTypeOf<
        Effect.Effect<void, ProviderError.ProviderError>
      >()
      // @ts-expect-error Type 'number' is not assignable to type 'string'.
      void Task.answer(asking, { code: 123456 })
      // @ts-expect-error 'cod' does not exist in the type of its answer
      void Task.answer(asking, { cod: "123456" })
      // @ts-expect-error Property 'answer' is missing in type 'Plain'
      void Task.answer(task, { code: "123456" })
      // @ts-expect-error tasks that can be resumed need not take an answer
      void Task.answer(Task.attach(full, ref), { code: "123456" })
      // @ts-expect-error tasks that take an answer need not go on without
      void Task.resume(asking)
    }))

  it("a task goes on in a session only where the provider can, with an input of its own", () =>
    only(() => {
      const task_ = Task.attach(continuable, ref)
      expectTypeOf(Task.continue(task_, { task: "x" })).toEqualTypeOf<
        Effect.Effect<Task.Task<string | null, Following>, ProviderError.ProviderError | TaskError.StartUnknown>
      >()
      expectTypeOf(Task.continue(task_, { task: "x" }, { output: Price })).branded.toEqualTypeOf<
        Effect.Effect<Task.Task<typeof Price.Type, Following>, ProviderError.ProviderError | TaskError.StartUnknown>
      >()
      // @ts-expect-error a misspelt field is found
      void Task.continue(task_, { task: "x", maxStep: 3 })
      // @ts-expect-error Property 'inSession' is missing in type 'Plain'
      void Task.continue(task, { task: "x" })
    }))

  it("resume and file compile only where the provider can", () =>
    only(() => {
      void Task.resume(Task.attach(full, ref))
      void Task.file(Task.attach(full, ref), { id: "f", name: "a.txt", state: "ready" })
      // @ts-expect-error Property 'resume' is missing in type 'Plain' but required in type 'Resumable'
      void Task.resume(task)
      // @ts-expect-error Property 'file' is missing in type 'Plain' but required in type 'HasFiles'
      void Task.file(task, { id: "f", name: "a.txt", state: "ready" })
    }))

  it("a cursor is in steps, and is taken, only where the provider tells steps as events", () =>
    only(() => {
      const ours = Task.attach(logged, ref)
      expectTypeOf(Task.steps(ours, { after: "cursor" })).toEqualTypeOf<
        Stream.Stream<Snapshot.StepByCursor, TaskError.WaitError>
      >()
      expectTypeOf<Snapshot.StepByCursor["cursor"]>().toEqualTypeOf<string>()
      expectTypeOf(Task.steps(task, { seen: [] })).toEqualTypeOf<Stream.Stream<Snapshot.Step, TaskError.WaitError>>()
      // @ts-expect-error a provider without events cannot go on from a cursor
      void Task.steps(task, { after: "cursor" })
      // What waits in general takes both kinds.
      const either = (one: Task.Task<unknown, Provider.Provider<never, View>>) => Task.steps(one)
      void either(task)
      void either(ours)
      expectTypeOf(Task.watch(ours)).toEqualTypeOf<Stream.Stream<Snapshot.Snapshot<View>, TaskError.WaitError>>()
    }))

  it("a stream of a task tells its output with its type, and fails only where the start or the wait does", () =>
    only(() => {
      const stream = Task.stream(plain, { task: "x" }, { output: z.object({ amount: z.number() }), budget: { usd: 1 } })
      expectTypeOf(stream).toEqualTypeOf<
        Stream.Stream<
          Task.TaskEvent<{ amount: number }, View>,
          ProviderError.ProviderError | TaskError.StartUnknown | TaskError.WaitError
        >
      >()
      const event = {} as Task.TaskEvent<{ amount: number }, View>
      if (event._tag === "Outcome" && event.outcome._tag === "Succeeded") {
        expectTypeOf(event.outcome.output).toEqualTypeOf<{ amount: number }>()
      }
      if (event._tag === "Step") expectTypeOf(event.step.cursor).toEqualTypeOf<string | undefined>()
      // @ts-expect-error an input of another provider
      void Task.stream(plain, { workflow_id: "w" })
      // @ts-expect-error a stream that owns always cancels when it gives up
      void Task.stream(plain, { task: "x" }, { onGiveUp: "leave" })
    }))

  it("an operation is a stage of a pipe", () =>
    only(() => {
      expectTypeOf(task.pipe(Task.join)).toEqualTypeOf<
        Effect.Effect<{ amount: number }, TaskError.Ended<View> | TaskError.WaitError>
      >()
    }))

  it("a schema that needs a service is refused", () =>
    only(() => {
      const needs = {} as Schema.Codec<string, string, "service">
      // @ts-expect-error the decoder would lack its service when the task ends
      void Task.run(plain, { task: "x" }, { output: needs })
    }))
})
