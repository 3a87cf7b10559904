/**
 * The port: the few things an adapter supplies. Everything a `Task` can do is derived from them.
 */
import type * as DateTime from "effect/DateTime"
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import type * as Stream from "effect/Stream"
import type { Lookout } from "./Lookout.ts"
import type { Slots } from "./Slots.ts"
import type { FileRef, Listed, Look, Snapshot, StepView } from "./Snapshot.ts"
import type { ProviderError } from "./ProviderError.ts"
import type { StartUnknown } from "./TaskError.ts"

/** A JSON document, as a provider takes a JSON Schema. */
export type Json = string | number | boolean | null | ReadonlyArray<Json> | { readonly [key: string]: Json }

/** What a caller may ask of a start beyond the provider's own input. */
export interface StartOptions {
  /**
   * JSON Schema (draft 2020-12) of the wanted output, for providers that accept one. Others ignore
   * it.
   */
  readonly outputSchema?: { readonly [key: string]: Json }
  /** The caller's own key for this piece of work. */
  readonly key?: string
  /**
   * What this start can be found by when its answer is lost; `Task.start` always gives one: the
   * key, or a random text.
   */
  readonly nonce?: string
  /** When this start was asked for; `Task.start` always gives it. */
  readonly since?: DateTime.Utc
  /** What was made for this start before it; see {@link Preparable}. */
  readonly prepared?: Json
}

/** A start that the provider acknowledged. */
export interface Started {
  readonly id: string
  /** When it was started, where that is known to be earlier than the answer. */
  readonly startedAt?: DateTime.Utc
  readonly scope?: { readonly sessionId?: string }
}

/**
 * A service that runs tasks. Adapters make no decision about waiting, retrying a wait, or
 * ownership; they translate. Every effect is interruptible and carries its own per-request
 * deadline.
 */
export interface Provider<in Input, out Raw = unknown> {
  /** Vendor and API version, such as `browser-use/v2`. */
  readonly name: string
  /** The kind of task, such as `task` or `workflow`. */
  readonly kind: string
  /** Fingerprint of base URL and account; no secret can be read from it. */
  readonly endpoint: string
  /** See {@link Preparable}. */
  readonly prepare?: Preparable<Input>["prepare"]
  /** See {@link Preparable}. */
  readonly discard?: NonNullable<Preparable<Input>["discard"]>
  /**
   * Sends one request to start a task. Fails with `StartUnknown` as soon as the request may have
   * been executed and its answer is lost: the search for its task is the caller's, by `find` or
   * `recall`. It is run without being interrupted, so that no acknowledged task is lost: it takes
   * as long as the deadline of its request allows.
   */
  readonly start: (input: Input, options: StartOptions) => Effect.Effect<Started, ProviderError | StartUnknown>
  /** See {@link Findable}. */
  readonly find?: Findable<Input>["find"]
  /** See {@link Findable}. */
  readonly findsBy?: Findable<Input>["findsBy"]
  /**
   * How another process can find what was started; without it, a start that was under way at a
   * crash stays unknown.
   */
  readonly recall?: Recall<Input>
  /**
   * Where starts wait that the service refuses for now; without it, the refusal is the caller's.
   */
  readonly slots?: Slots
  /** What all waits on this account share. Without it each wait looks for itself. */
  readonly lookout?: Lookout
  /** See {@link Listable}. */
  readonly list?: Listable["list"]
  /** See {@link ListableByCursor}. */
  readonly listByCursor?: ListableByCursor["listByCursor"]
  /** See {@link Listable}. */
  readonly pageMax?: number
  /** See {@link HasEvents}. */
  readonly events?: HasEvents["events"]
  /**
   * How long after its end a task can be read, where that is not for ever. One that was started
   * longer ago and is not found has expired, even where nobody has seen it since.
   */
  readonly keepsFor?: Duration.Duration
  /** The cheapest call that tells whether the task is over. */
  readonly status: (id: string) => Effect.Effect<Look, ProviderError>
  /** Everything. */
  readonly snapshot: (id: string, options?: SnapshotOptions) => Effect.Effect<Snapshot<Raw>, ProviderError>
  /**
   * Asks the provider to stop the task. `already-over` where its answer says that there was nothing
   * left to stop. `Task.cancel` looks at the status before.
   */
  readonly cancel: (id: string, limits?: CancelLimits) => Effect.Effect<"requested" | "already-over", ProviderError>
}

/** What a caller wants of a snapshot. */
export interface SnapshotOptions {
  /**
   * Whether a reader may use `liveUrl`. Where it takes a request of its own, the provider makes it
   * only then, once for each session, and a failure of it is no failure of the snapshot.
   */
  readonly wantsLiveUrl?: boolean
}

/** How long a caller waits for a cancel. */
export interface CancelLimits {
  /**
   * A service that asks for a longer pause than this is not waited for: its refusal is the error at
   * once. Without it, the transport decides.
   */
  readonly within?: Duration.Duration
}

/**
 * What the providers of one account have in common: a provider of another version of the service is
 * given it, so that the two wait in one queue of starts and spend one budget of requests. Every
 * provider that has both is one.
 */
export interface SharedAccount {
  readonly slots: Slots
  readonly lookout: Lookout
}

/** Any provider at all. */
export type Any = Provider<never>

/** What an earlier start is looked for by. */
export interface FindOptions {
  readonly key?: string
  readonly nonce?: string
  /** What was made for that start before it; see {@link Preparable}. */
  readonly prepared?: Json
  /** Nothing that was started before is a match. */
  readonly since: DateTime.Utc
}

/**
 * A provider that makes something at the service for each start before it leaves, by which the task
 * can be found: a container of its own, say, whose id the task shows. What was made is written down
 * with the start, and given to `start`, `find` and `recall.find`.
 */
export interface Preparable<in Input> {
  /**
   * Makes it: what can be written down of it, without secrets, or nothing where this input needs
   * none. Run at the turn of the start, once for each start, however often that is sent. It is
   * asked again where its answer was lost or cannot be read, and its errors name the operation
   * `prepare`.
   */
  readonly prepare: (input: Input, options: StartOptions) => Effect.Effect<Json | undefined, ProviderError>
  /**
   * Removes what was made for a start that has certainly made no task. What was made in the moment
   * in which a process died is not known to the next one, and stays.
   */
  readonly discard?: (prepared: Json) => Effect.Effect<void, ProviderError>
}

/** A provider that can tell whether an earlier start, of this or another process, made a task. */
export interface Findable<in Input> {
  /**
   * One look: the task, or none where there is none (yet). Fails with `StartUnknown` when several
   * might be it. How often and how long to look is decided by the caller.
   */
  readonly find: (
    input: Input,
    options: FindOptions
  ) => Effect.Effect<Option.Option<Started>, ProviderError | StartUnknown>
  /**
   * What a match proves. `nonce`: the task carries the nonce (or key), or what was prepared for
   * this start alone, so it is the one. By what was prepared no other process finds the task of a
   * key, unless it shares a store.
   * `input`: it was given the same input, so it is the one only if no other start was given the
   * same; a key alone never makes `Task.start` adopt such a task.
   */
  readonly findsBy: "nonce" | "input"
}

/**
 * How a task is found by a process that has no input any more, only what was written down of it.
 */
export interface Recall<in Input> {
  /**
   * What may be written down of an input: no secrets, and no more than `find` needs. `undefined`
   * where the nonce is enough.
   */
  readonly keep: (input: Input) => Json | undefined
  /**
   * Whether the task of one start could be taken for that of another, by what was kept of the two:
   * then neither is adopted while both are in doubt. Where it is left out, equal ones are alike.
   */
  readonly alike?: (a: Json | undefined, b: Json | undefined) => boolean
  /** Like {@link Findable.find}. None that is in `except`: those are known to be other work. */
  readonly find: (
    kept: Json | undefined,
    options: FindOptions & { readonly except: ReadonlyArray<string> }
  ) => Effect.Effect<Option.Option<Started>, ProviderError | StartUnknown>
}

/** A provider whose tasks go on after they asked for input. */
export interface Resumable {
  readonly resume: (id: string) => Effect.Effect<void, ProviderError>
}

/**
 * A provider whose tasks ask for something and go on when they are told: a code, a choice, a text.
 */
export interface Answerable<in Answer> {
  /** One request, never repeated: a second answer could be taken for that to another question. */
  readonly answer: (id: string, answer: Answer) => Effect.Effect<void, ProviderError>
}

/**
 * A provider whose sessions take one task after the other: the next one finds the browser as the
 * last has left it.
 */
export interface Continuable<in out Input> {
  /** The same input, for a task in this session. */
  readonly inSession: (input: Input, sessionId: string) => Input
}

/**
 * A provider whose tasks leave files. The stream asks for a fresh URL when the old one has expired.
 */
export interface HasFiles {
  readonly file: (id: string, file: FileRef) => Stream.Stream<Uint8Array, ProviderError>
}

/** One page of many tasks. */
export interface ListQuery {
  /** From 1 on. */
  readonly page: number
  /** Items per page, at most the provider's `pageMax`. */
  readonly limit: number
  /**
   * Only tasks that are at work, where the provider can filter so; ones that are queued or paused
   * may be missing.
   */
  readonly running?: boolean
  /** Only tasks created at this time or later. */
  readonly since?: DateTime.Utc
}

/**
 * A provider that shows many tasks in one request. Nothing is expected of the order or of how new a
 * list is, and absence from it proves nothing.
 */
export interface Listable {
  readonly list: (query: ListQuery) => Effect.Effect<ReadonlyArray<Listed>, ProviderError>
  /** The largest page the provider gives. */
  readonly pageMax: number
}

/** What one read of a task's events gives. */
export interface EventPage {
  /**
   * The steps that these events tell of, oldest first. Another event about a known step has its
   * key.
   */
  readonly events: ReadonlyArray<StepView>
  /** Where a person can watch the browser, if one of these events tells. */
  readonly liveUrl?: Redacted.Redacted
  /**
   * The cursor for the next read: what comes after these events. `undefined` where there is no new
   * one; the next read then begins where this one did.
   */
  readonly after: string | undefined
  /** Whether there is nothing more for now. */
  readonly isDone: boolean
}

/**
 * A provider that tells what a task does as a log that is read by a cursor. Its snapshots need not
 * have steps or a live view. When to read is decided by the look-out: after each look at a task
 * whose steps are wanted, also after the one that shows the end.
 */
export interface HasEvents {
  /**
   * One request: the events after this cursor, an opaque text of the provider's, or the first ones.
   * The same cursor always gives the same events, and maybe newer ones behind them.
   */
  readonly events: (id: string, after: string | undefined) => Effect.Effect<EventPage, ProviderError>
}

/** One page of many tasks, of a list that goes by cursor. */
export interface CursorQuery {
  /** `next` of the page before it; absent for the first page. */
  readonly cursor?: string
  /** Items per page, at most the provider's `pageMax`. */
  readonly limit: number
  /** Tasks that were created before are not wanted: the provider may end the list there. */
  readonly since?: DateTime.Utc
}

/** A page of a list that goes by cursor. */
export interface CursorPage {
  readonly items: ReadonlyArray<Listed>
  /** Where the next page begins; `undefined` where there is none that is wanted. */
  readonly next: string | undefined
}

/**
 * A provider that shows many tasks in one request, where each page names the next. As with
 * {@link Listable}, absence from the list proves nothing. A provider has one of the two lists.
 */
export interface ListableByCursor {
  readonly listByCursor: (query: CursorQuery) => Effect.Effect<CursorPage, ProviderError>
  /** The largest page the provider gives. */
  readonly pageMax: number
}
