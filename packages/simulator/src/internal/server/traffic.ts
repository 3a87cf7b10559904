/** The requests that the simulator has seen, and those that are still open. */
import type { FaultKind } from "../../Fault.ts"
import type { Provider } from "../../TaskScript.ts"

/** One request that reached the simulator. */
export interface RequestRecord {
  /** From 1 on, in the order of arrival. */
  readonly number: number
  readonly provider: Provider
  /** Undefined when no operation has this method and path. */
  readonly operation: string | undefined
  readonly method: string
  /** Path and query. */
  readonly path: string
  /** When it arrived, in milliseconds since the epoch by the Effect clock. */
  readonly at: number
  /** Undefined while there is no answer, and for ever when there is none. */
  readonly status: number | undefined
  readonly fault: FaultKind["kind"] | undefined
  /** The task that it names or created. */
  readonly task: string | undefined
}

/** A request that has not been answered to its last byte. */
interface Flight {
  /**
   * Whether a fault holds it back: nothing happens until the clock moves or the client goes away.
   */
  parked: boolean
}

export interface Traffic {
  readonly records: Array<{ -readonly [K in keyof RequestRecord]: RequestRecord[K] }>
  readonly flights: Set<Flight>
  readonly begin: () => Flight
  readonly end: (flight: Flight) => void
  readonly park: (flight: Flight, isParked: boolean) => void
  /** A counter that grows with every event on the network. */
  readonly activity: () => number
  /** Counts the requests that `fetch` has open, until their headers arrive. */
  readonly counting: (fetch: typeof globalThis.fetch) => typeof globalThis.fetch
  /** Counts other open work, such as the delivery of a webhook. */
  readonly working: <A>(work: () => Promise<A>) => Promise<A>
  /** Whether any open request or work goes on without the clock. */
  readonly isBusy: () => boolean
}

export const make = (): Traffic => {
  const flights = new Set<Flight>()
  let happened = 0
  let fetching = 0
  let works = 0
  const countParked = () => [...flights].filter((flight) => flight.parked).length
  return {
    records: [],
    flights,
    begin: () => {
      const flight: Flight = { parked: false }
      flights.add(flight)
      happened += 1
      return flight
    },
    end: (flight) => {
      if (flights.delete(flight)) happened += 1
    },
    park: (flight, isParked) => {
      flight.parked = isParked
      happened += 1
    },
    activity: () => happened,
    counting: (fetch) => async (input, init) => {
      fetching += 1
      happened += 1
      try {
        return await fetch(input, init)
      } finally {
        fetching -= 1
        happened += 1
      }
    },
    working: async (work) => {
      works += 1
      happened += 1
      try {
        return await work()
      } finally {
        works -= 1
        happened += 1
      }
    },
    isBusy: () => works > 0 || fetching > countParked() || [...flights].some((flight) => !flight.parked)
  }
}
