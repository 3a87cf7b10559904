/** What can be run: the account's bots, the service's templates, and the regions of proxies. */
import type { BotType } from "@errand/browseract-types/v3"
import type { BotSetting } from "../../Scenario.ts"
import { time } from "../browserAct/browserActShapes.ts"
import { pages } from "../browserAct/catalogue.ts"
import type { World } from "../world.ts"
import { codes, envelope } from "./browserActV3Shapes.ts"
import type { BrowserActV3Handlers } from "./browserActV3Shapes.ts"

type Name = "listBots" | "getBot" | "listTemplates" | "getTemplate" | "listRegions"

export interface BotCatalogue {
  readonly bots: ReadonlyArray<BotSetting>
  readonly templates: ReadonlyArray<BotSetting>
  readonly createdAt: number
}

export const make = (world: World): BotCatalogue => ({
  createdAt: world.now(),
  bots: world.scenario.browserActV3?.bots ?? makeUp(world, "bot", ["Collect prices", "Fill in a form", "Watch a page"]),
  templates: makeUp(world, "bot template", ["Search engine results", "Map listings", "Job offers", "News headlines"])
})

const makeUp = (world: World, idName: string, names: ReadonlyArray<string>): ReadonlyArray<BotSetting> =>
  names.map((name) => ({ id: world.random.digits(idName, 17), name }))

/** The type of a bot; one that is not in the catalogue is a workflow. */
export const typeOf = (catalogue: BotCatalogue, id: string | undefined): BotType =>
  catalogue.bots.find((bot) => bot.id === id)?.type ?? "workflow"

/** What a bot may be given, and what it answers, when nothing is known of it. */
const anything = { type: "object", additionalProperties: true }

export const handlers = (world: World, catalogue: BotCatalogue): Pick<BrowserActV3Handlers, Name> => {
  const published = time(catalogue.createdAt)
  const holds = ({ name }: BotSetting, keyword: string | undefined) =>
    name.toLowerCase().includes((keyword ?? "").toLowerCase())
  const bot = (one: BotSetting) => ({
    bot_id: one.id,
    bot_type: one.type ?? ("workflow" as const),
    name: one.name,
    published_at: published
  })
  return {
    listBots: ({ query }) => {
      const { bot_type: type, keyword } = query
      const found = catalogue.bots.filter(
        (one) => holds(one, keyword) && (type === undefined || (one.type ?? "workflow") === type)
      )
      return pages(found.map(bot), { limit: 20, ...query })
    },
    getBot: ({ path }) => {
      const one = catalogue.bots.find(({ id }) => id === path.bot_id)
      return one === undefined
        ? envelope(world, codes.notPublished, "Bot does not exist or is not published")
        : { ...bot(one), created_at: published, input_schema: anything, output_schema: null }
    },
    listTemplates: ({ query }) => {
      const found = catalogue.templates.filter((one) => holds(one, query.keyword))
      return pages(
        found.map(({ id, name }) => ({ template_id: id, name })),
        query
      )
    },
    getTemplate: ({ path }) => {
      const one = catalogue.templates.find(({ id }) => id === path.template_id)
      return one === undefined
        ? envelope(world, codes.noTemplate, "Template does not exist")
        : { template_id: one.id, name: one.name, input_schema: anything }
    },
    listRegions: () => [
      { name: "United States", code: "US" },
      { name: "Germany", code: "DE" },
      { name: "Japan", code: "JP" }
    ]
  }
}
