/** `application/json`, `application/problem+json; charset=utf-8` and their kind. */
export const isJson = (type: string): boolean => /^[^;]*[/+]json\s*(?:;|$)/i.test(type)
