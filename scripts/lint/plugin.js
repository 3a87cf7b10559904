/** Rules that oxlint has no word for. */

/**
 * Which of our packages the published code of a package may import; its tests may import whatever
 * package.json names.
 */
const layers = {
  core: [],
  http: [],
  store: ["core"],
  postgres: ["core"],
  cluster: ["core", "postgres"],
  codegen: [],
  testkit: [],
  simulator: ["browser-use-types", "browseract-types", "firecrawl-types", "skyvern-types"],
  examples: ["core", "http", "browser-use", "browseract", "firecrawl", "skyvern", "simulator", "faults", "testkit"],
  "provider-testkit": ["core", "http", "simulator", "testkit"],
  faults: [
    "core",
    "http",
    "browser-use",
    "browseract",
    "firecrawl",
    "skyvern",
    "simulator",
    "store",
    "postgres",
    "cluster",
    "testkit"
  ]
}

/** Whatever has no row is a provider, or the types of one. */
const layersOf = (name) => layers[name] ?? (name.endsWith("-types") ? [] : ["core", "http", `${name}-types`])

/**
 * Usable alone: tasks are built on the client, not into it. The clients that are compared in faults
 * are something else.
 */
const client = /\/packages\/(?!faults\/)[^/]+\/src\/(?:v\d[\w-]*\/)?(?:Client\.ts$|client\/)/

const layering = {
  meta: {
    messages: {
      layer: "{{from}} does not build on {{to}}: see the import table in CONTRIBUTING.md.",
      internal: "Another package's internals may change without notice."
    }
  },
  create: (context) => {
    const file = context.filename.replaceAll("\\", "/")
    const from = /\/packages\/([^/]+)\/src\//.exec(file)?.[1]
    const allowed = from && layersOf(from).filter((to) => to !== "core" || !client.test(file))
    const look = (node) => {
      const [, to, path] = /^@errand\/([^/]+)\/?(.*)$/.exec(node.source?.value ?? "") ?? []
      if (to === undefined) return
      if (path.startsWith("internal/")) context.report({ node, messageId: "internal" })
      else if (allowed !== undefined && !allowed.includes(to)) {
        context.report({ node, messageId: "layer", data: { from: client.test(file) ? "The client" : from, to } })
      }
    }
    return {
      ImportDeclaration: look,
      ImportExpression: look,
      ExportAllDeclaration: look,
      ExportNamedDeclaration: look
    }
  }
}

const noTry = {
  meta: { messages: { try: "Effect.try or Effect.tryPromise: an error that is thrown has no type." } },
  create: (context) => ({
    TryStatement: (node) => context.report({ node, messageId: "try" })
  })
}

/** The formatter does not wrap comments, and prose that is wider than this is not read. */
const COMMENT_COLUMNS = 100

/** A word to a tool, such as `@ts-expect-error` with its reason, must stay on one line. */
const directive = /^\s*(?:\/\s*<reference|@ts-|oxlint-|#)/

/** A line without a blank to break it at, such as an address, may be longer. */
const canWrap = (line) => /\S\s+\S/.test(line.trim().replace(/^(?:\/\/|\/\*\*?|\*)\s*/, ""))

const commentWidth = {
  meta: { messages: { wide: "A comment is at most {{most}} columns wide: wrap it." } },
  create: (context) => ({
    Program: () => {
      const { lines } = context.sourceCode
      for (const comment of context.sourceCode.getAllComments()) {
        if (directive.test(comment.value)) continue
        const { end, start } = comment.loc
        for (let line = start.line; line <= end.line; line++) {
          const text = line === end.line ? lines[line - 1].slice(0, end.column) : lines[line - 1]
          const own = line === start.line ? text.slice(start.column) : text
          if (text.length <= COMMENT_COLUMNS || !canWrap(own)) continue
          context.report({ node: comment, messageId: "wide", data: { most: COMMENT_COLUMNS } })
          break
        }
      }
    }
  })
}

export default {
  meta: { name: "errand" },
  rules: { "comment-width": commentWidth, layering, "no-try": noTry }
}
