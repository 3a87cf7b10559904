/** The header of the key, and the variable that usually holds it. */
export const key = { header: "X-Browser-Use-API-Key", variable: "BROWSER_USE_API_KEY" } as const
