/** `application/json`, `application/problem+json; charset=utf-8` and their kind. */
export const isJson = (type: string): boolean => /^[^;]*[/+]json\s*(?:;|$)/i.test(type)

/** Whether a media type, with whatever parameters, is this one. */
export const isMediaType = (type: string, name: string): boolean => type.split(";")[0]?.trim().toLowerCase() === name
