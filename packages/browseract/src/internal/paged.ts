/** The names of a list: all lists of BrowserAct have the same. */
export const paged = {
  page: "page",
  size: "limit",
  max: 500,
  items: "items",
  total: "total_count",
  pages: "total_pages"
} as const
