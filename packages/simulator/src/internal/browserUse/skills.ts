/** The skills of the account. */
import { Refusal } from "../service.ts"
import { page } from "../world.ts"
import { downloadUrl, instant, noCredits, refuse } from "./browserUseShapes.ts"
import type { BrowserUseHandlers } from "./browserUseShapes.ts"
import { result } from "./skillState.ts"
import type { Skill, SkillState } from "./skillState.ts"
import type { State } from "./accountState.ts"

type Name =
  | "listSkills"
  | "createSkill"
  | "getSkill"
  | "deleteSkill"
  | "updateSkill"
  | "cancelSkillGeneration"
  | "rollbackSkill"
  | "executeSkill"
  | "refineSkill"
  | "listSkillExecutions"
  | "getSkillExecutionOutput"

export const handlers = (state: State, skills: SkillState): Pick<BrowserUseHandlers, Name> => {
  const { world } = state
  const find = (id: string): Skill | Refusal => skills.ofAccount.get(id) ?? refuse(404, "Skill not found")
  /** Calls `answer` with the skill, or refuses with 404. */
  const withSkill = <A>(id: string, answer: (skill: Skill) => A | Refusal): A | Refusal => {
    const skill = find(id)
    return skill instanceof Refusal ? skill : answer(skill)
  }
  const countEnabled = () => [...skills.ofAccount.values()].filter((skill) => skill.isEnabled).length

  return {
    listSkills: ({ query }) => {
      const words = query.query?.toLowerCase()
      const found = [...skills.ofAccount.values()]
        .toReversed()
        .filter(
          (skill) =>
            (query.isPublic == null || skill.isPublic === query.isPublic) &&
            (query.isEnabled == null || skill.isEnabled === query.isEnabled) &&
            (query.category == null || skill.categories.includes(query.category)) &&
            (words === undefined || `${skill.title} ${skill.description}`.toLowerCase().includes(words)) &&
            (query.fromDate == null || skill.createdAt >= instant(query.fromDate)) &&
            (query.toDate == null || skill.createdAt <= instant(query.toDate))
        )
      const [number, size] = [query.pageNumber ?? 1, query.pageSize ?? 10]
      return {
        items: page(found, number, size).map(skills.view),
        totalItems: found.length,
        pageNumber: number,
        pageSize: size
      }
    },
    createSkill: ({ body }) => {
      if ([...skills.ofAccount.values()].some((skill) => skills.status(skill) === "generating")) {
        return refuse(
          400,
          "Concurrent skill creations are not allowed. Please wait for the current skill creation to finish or cancel it."
        )
      }
      if (state.isBroke()) return noCredits()
      const skill = skills.make({
        title: body.title ?? body.goal.slice(0, 100),
        description: body.description ?? body.goal,
        goal: body.goal,
        agentPrompt: body.agentPrompt
      })
      skills.generate(skill)
      return { id: skill.id }
    },
    getSkill: ({ path }) => withSkill(path.skill_id, skills.view),
    deleteSkill: ({ path }) =>
      withSkill(path.skill_id, (skill) =>
        skills.status(skill) === "generating"
          ? refuse(400, "Cannot delete skill while it is still generating")
          : void skills.ofAccount.delete(skill.id)
      ),
    updateSkill: ({ body, path }) =>
      withSkill(path.skill_id, (skill) => {
        if (
          body.isEnabled === true &&
          !skill.isEnabled &&
          countEnabled() >= (world.scenario.browserUse?.enabledSkills ?? 50)
        ) {
          return refuse(403, "Enabled skills limit exceeded for your plan")
        }
        skill.title = body.title ?? skill.title
        skill.description = body.description ?? skill.description
        skill.categories = body.categories ?? skill.categories
        skill.domains = body.domains ?? skill.domains
        skill.isEnabled = body.isEnabled ?? skill.isEnabled
        skill.updatedAt = world.now()
        return skills.view(skill)
      }),
    cancelSkillGeneration: ({ path }) =>
      withSkill(path.skill_id, (skill) => {
        const current = skill.generations.at(-1)
        if (current === undefined || skills.status(skill) !== "generating")
          return refuse(400, "Generation is not cancellable")
        current.cancelledAt = world.now()
        skill.updatedAt = world.now()
        return skills.view(skill)
      }),
    rollbackSkill: ({ path }) =>
      withSkill(path.skill_id, (skill) => {
        if (skill.isPublic) return refuse(400, "Cannot rollback a public skill. Please make the skill private first.")
        const kept = skill.generations.slice(0, -1)
        if (kept.length > 0) skill.generations = kept
        skill.updatedAt = world.now()
        return skills.view(skill)
      }),
    executeSkill: ({ path }) =>
      withSkill(path.skill_id, (skill) => {
        if (skills.status(skill) !== "finished") return refuse(400, "Skill is not finished")
        if (state.isBroke()) return noCredits()
        const { latencyMs } = skills.execute(skill)
        return { success: true, result: result(skill), error: null, stderr: null, latencyMs }
      }),
    refineSkill: ({ path }) =>
      withSkill(path.skill_id, (skill) => {
        if (skills.status(skill) !== "finished") return refuse(400, "Skill is not finished")
        skills.generate(skill)
        return { id: skill.id }
      }),
    listSkillExecutions: ({ path, query }) =>
      withSkill(path.skill_id, (skill) => {
        const [number, size] = [query.pageNumber ?? 1, query.pageSize ?? 10]
        return {
          items: page(skill.executions, number, size).map(skills.executionView),
          totalItems: skill.executions.length,
          pageNumber: number,
          pageSize: size
        }
      }),
    getSkillExecutionOutput: ({ path }) =>
      withSkill(path.skill_id, (skill) =>
        skill.executions.some((one) => one.id === path.execution_id)
          ? { downloadUrl: downloadUrl(world, `skills/${skill.id}/${path.execution_id}`) }
          : refuse(404, "Skill not found")
      )
  }
}
