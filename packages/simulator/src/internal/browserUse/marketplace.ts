/** Public skills. */
import { page } from "../world.ts"
import { instant, noCredits, refuse } from "./browserUseShapes.ts"
import type { BrowserUseHandlers } from "./browserUseShapes.ts"
import { result } from "./skillState.ts"
import type { SkillState } from "./skillState.ts"
import type { State } from "./accountState.ts"

type Name = "listMarketplaceSkills" | "getMarketplaceSkill" | "cloneMarketplaceSkill" | "executeMarketplaceSkill"

export const handlers = (state: State, skills: SkillState): Pick<BrowserUseHandlers, Name> => ({
  listMarketplaceSkills: ({ query }) => {
    const words = query.query?.toLowerCase()
    const found = [...skills.market.values()].filter(
      (skill) =>
        (query.category == null || skill.categories.includes(query.category)) &&
        (words === undefined || `${skill.title} ${skill.description}`.toLowerCase().includes(words)) &&
        (query.fromDate == null || skill.createdAt >= instant(query.fromDate)) &&
        (query.toDate == null || skill.createdAt <= instant(query.toDate))
    )
    const [number, size] = [query.pageNumber ?? 1, query.pageSize ?? 10]
    return {
      items: page(found, number, size).map(skills.marketView),
      totalItems: found.length,
      pageNumber: number,
      pageSize: size
    }
  },
  getMarketplaceSkill: ({ path }) => {
    const skill = [...skills.market.values()].find((one) => one.slug === path.skill_slug)
    return skill === undefined ? refuse(404, "Skill not found") : skills.marketView(skill)
  },
  cloneMarketplaceSkill: ({ path }) => {
    const from = skills.market.get(path.skill_id)
    if (from === undefined) return refuse(404, "Skill not found")
    return skills.view(
      skills.make({
        title: from.title,
        description: from.description,
        goal: from.goal,
        agentPrompt: from.agentPrompt,
        from
      })
    )
  },
  executeMarketplaceSkill: ({ path }) => {
    const skill = skills.market.get(path.skill_id)
    if (skill === undefined) return refuse(404, "Skill not found")
    if (state.isBroke()) return noCredits()
    const { latencyMs } = skills.execute(skill)
    return { success: true, result: result(skill), error: null, stderr: null, latencyMs }
  }
})
