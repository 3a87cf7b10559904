/** The names of a list that counts its pages: all such lists of Browser Use have the same. */
export const paged = {
  page: "pageNumber",
  size: "pageSize",
  max: 100,
  items: "items",
  total: "totalItems"
} as const
