/**
 * Skills: small programs that an agent writes once and that are called like a function. Their
 * generation takes time.
 */
import type {
  MarketplaceSkillResponse,
  SkillCategory,
  SkillExecutionView,
  SkillResponse
} from "@errand/browser-use-types/v2"
import { millis, time, timeOrNull } from "./browserUseShapes.ts"
import type { World } from "../world.ts"

interface Execution {
  readonly id: string
  readonly skillId: string
  readonly startedAt: number
  readonly latencyMs: number
}

/** One generation of a skill's code. It is over at `until`, unless it was cancelled before. */
interface Generation {
  readonly startedAt: number
  readonly until: number
  cancelledAt: number | undefined
}

export interface Skill {
  readonly id: string
  readonly createdAt: number
  readonly slug: string
  readonly goal: string
  readonly agentPrompt: string
  readonly isPublic: boolean
  readonly clonedFrom: string | null
  title: string
  description: string
  categories: Array<SkillCategory>
  domains: Array<string>
  isEnabled: boolean
  updatedAt: number
  /** Finished versions and the one in generation, oldest first. */
  generations: ReadonlyArray<Generation>
  readonly executions: Array<Execution>
}

type SkillStatus = "generating" | "finished" | "cancelled"

export interface SkillState {
  readonly ofAccount: Map<string, Skill>
  readonly market: ReadonlyMap<string, Skill>
  readonly status: (skill: Skill) => SkillStatus
  readonly make: (about: {
    readonly title: string
    readonly description: string
    readonly goal: string
    readonly agentPrompt: string
    readonly from?: Skill
  }) => Skill
  readonly generate: (skill: Skill) => void
  readonly execute: (skill: Skill) => Execution
  readonly view: (skill: Skill) => SkillResponse
  readonly marketView: (skill: Skill) => MarketplaceSkillResponse
  readonly executionView: (execution: Execution) => SkillExecutionView
}

const parameters = () => [
  {
    name: "query",
    type: "string" as const,
    required: true,
    description: "What to look for",
    default: null,
    cookieDomain: null
  }
]
const outputSchema = () => ({ type: "object", properties: { items: { type: "array", items: { type: "string" } } } })

export const make = (world: World): SkillState => {
  const generation = millis(world.scenario.browserUse?.generation, 20_000) / world.speed
  const ofAccount = new Map<string, Skill>()
  const status = (skill: Skill): SkillStatus => {
    const last = skill.generations.at(-1)
    if (last === undefined || last.cancelledAt !== undefined) return "cancelled"
    return last.until <= world.now() ? "finished" : "generating"
  }
  const finishedGenerations = (skill: Skill) =>
    skill.generations.filter((one) => one.cancelledAt === undefined && one.until <= world.now())

  const makeSkill = (about: Parameters<SkillState["make"]>[0], isPublic: boolean): Skill => ({
    id: world.random.uuid("skill"),
    createdAt: world.now(),
    updatedAt: world.now(),
    slug: `${about.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}-${world.random.hex("slug", 6)}`,
    goal: about.goal,
    agentPrompt: about.agentPrompt,
    isPublic,
    clonedFrom: about.from?.id ?? null,
    title: about.title,
    description: about.description,
    categories: ["search"],
    domains: ["example.com"],
    isEnabled: true,
    generations:
      about.from === undefined && !isPublic
        ? []
        : [{ startedAt: world.now(), until: world.now(), cancelledAt: undefined }],
    executions: []
  })

  const market = new Map(
    ["Search a shop", "Read the news", "Compare flights"].map((title) => {
      const one = makeSkill(
        { title, description: `${title} and list what is found.`, goal: title, agentPrompt: `${title}.` },
        true
      )
      return [one.id, one] as const
    })
  )

  const versions = (one: Skill) => {
    const last = finishedGenerations(one).at(-1)
    return {
      currentVersion: last === undefined ? null : finishedGenerations(one).length,
      startedAt: timeOrNull(last?.startedAt),
      finishedAt: timeOrNull(last?.until)
    }
  }

  return {
    ofAccount,
    market,
    status,
    make: (about) => {
      const made = makeSkill(about, false)
      ofAccount.set(made.id, made)
      return made
    },
    generate: (one) => {
      const startedAt = world.now()
      one.generations = [...one.generations, { startedAt, until: startedAt + generation, cancelledAt: undefined }]
      one.updatedAt = startedAt
    },
    execute: (one) => {
      const execution: Execution = {
        id: world.random.uuid("execution"),
        skillId: one.id,
        startedAt: world.now(),
        latencyMs: world.random.between("latency", 200, 900)
      }
      one.executions.unshift(execution)
      world.storage.put(`skills/${one.id}/${execution.id}`, {
        name: "output.json",
        contentType: "application/json",
        content: Buffer.from(JSON.stringify(result(one)))
      })
      return execution
    },
    view: (one) => {
      const version = versions(one)
      return {
        id: one.id,
        slug: one.slug,
        title: one.title,
        description: one.description,
        categories: [...one.categories],
        domains: [...one.domains],
        goal: one.goal,
        agentPrompt: one.agentPrompt,
        status: status(one),
        parameters: parameters(),
        outputSchema: outputSchema(),
        isEnabled: one.isEnabled,
        isPublic: one.isPublic,
        iconUrl: null,
        firstPublishedAt: null,
        lastPublishedAt: null,
        currentVersion: version.currentVersion,
        currentVersionStartedAt: version.startedAt,
        currentVersionFinishedAt: version.finishedAt,
        code: version.currentVersion === null ? null : "def run(query): return {'items': [query]}",
        clonedFromSkillId: one.clonedFrom,
        createdAt: time(one.createdAt),
        updatedAt: time(one.updatedAt)
      }
    },
    marketView: (one) => ({
      id: one.id,
      slug: one.slug,
      title: one.title,
      description: one.description,
      categories: [...one.categories],
      domains: [...one.domains],
      parameters: parameters(),
      outputSchema: outputSchema(),
      currentVersion: versions(one).currentVersion,
      isOfficial: true,
      cloneCount: [...ofAccount.values()].filter((other) => other.clonedFrom === one.id).length,
      iconUrl: null,
      firstPublishedAt: time(one.createdAt),
      lastPublishedAt: time(one.createdAt),
      createdAt: time(one.createdAt),
      updatedAt: time(one.updatedAt)
    }),
    executionView: (execution) => ({
      id: execution.id,
      skillId: execution.skillId,
      status: "finished",
      success: true,
      startedAt: time(execution.startedAt),
      finishedAt: time(execution.startedAt + execution.latencyMs),
      latencyMs: execution.latencyMs,
      hasOutput: true
    })
  }
}

/** What a call of a skill gives. */
export const result = (skill: Skill) => ({ items: [`${skill.title}: first`, `${skill.title}: second`] })
