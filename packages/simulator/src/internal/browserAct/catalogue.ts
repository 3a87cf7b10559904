/** What can be run: the account's workflows, the official templates, and the regions of proxies. */
import type { WorkflowSetting } from "../../Scenario.ts"
import { page } from "../world.ts"
import type { World } from "../world.ts"
import { codes, envelope, time } from "./browserActShapes.ts"
import type { BrowserActHandlers } from "./browserActShapes.ts"

type Name = "listWorkflows" | "getWorkflow" | "listTemplates" | "getTemplate" | "listRegions"

export interface Catalogue {
  readonly workflows: ReadonlyArray<WorkflowSetting>
  readonly templates: ReadonlyArray<WorkflowSetting>
  readonly createdAt: number
}

export const make = (world: World): Catalogue => ({
  createdAt: world.now(),
  workflows:
    world.scenario.browserAct?.workflows ??
    makeUp(world, "workflow", ["Collect prices", "Fill in a form", "Watch a page"]),
  templates: makeUp(world, "template", ["Search engine results", "Map listings", "Job offers", "News headlines"])
})

const makeUp = (world: World, idName: string, names: ReadonlyArray<string>): ReadonlyArray<WorkflowSetting> =>
  names.map((name) => ({
    id: world.random.digits(idName, 17),
    name,
    description: `${name}, one page after the other.`,
    parameters: ["keyword", "limit"]
  }))

/** A page as every list of the service gives it. */
export const pages = <A>(items: ReadonlyArray<A>, query: { readonly page?: number; readonly limit?: number }) => {
  const [number, limit] = [query.page ?? 1, query.limit ?? 10]
  return {
    page: number,
    limit,
    items: page(items, number, limit),
    total_pages: Math.ceil(items.length / limit),
    total_count: items.length
  }
}

export const handlers = (world: World, catalogue: Catalogue): Pick<BrowserActHandlers, Name> => {
  const times = { create_at: time(catalogue.createdAt), publish_at: time(catalogue.createdAt) }
  const workflow = ({ description = "", id, name }: WorkflowSetting) => ({ id, name, description, ...times })
  const parametersOf = ({ parameters = [] }: WorkflowSetting) =>
    parameters.map((name) => ({ name, default_enabled: true }))
  const advertisement = ({ description = "", id, name }: WorkflowSetting) => ({
    name,
    recommendDesc: description,
    detailUrl: `${world.origin}/live/template/${id}`
  })
  return {
    listWorkflows: ({ query }) => pages(catalogue.workflows.map(workflow), query),
    getWorkflow: ({ query }) => {
      const one = catalogue.workflows.find(({ id }) => id === query.workflow_id)
      return one === undefined
        ? envelope(world, codes.notPublished, "Workflow does not exist or is not published")
        : { ...workflow(one), input_parameters: parametersOf(one) }
    },
    listTemplates: ({ query }) => {
      const words = (query.keyword ?? "").toLowerCase()
      const found = catalogue.templates.filter(({ name }) => name.toLowerCase().includes(words))
      return pages(
        found.map((one) => ({ templateId: one.id, ...advertisement(one) })),
        query
      )
    },
    getTemplate: ({ query }) => {
      const one = catalogue.templates.find(({ id }) => id === query.workflow_template_id)
      return one === undefined
        ? envelope(world, codes.noTemplate, "Workflow template does not exist")
        : { ...workflow(one), ...advertisement(one), input_parameters: parametersOf(one) }
    },
    listRegions: () => [
      { name: "United States", code: "US" },
      { name: "Germany", code: "DE" },
      { name: "Japan", code: "JP" },
      { name: "Brazil", code: "BR" }
    ]
  }
}
