/** What an error of a connection says to people. */

/** The words and the code of the innermost cause; empty where there is none. */
export const findCauseWords = (cause: unknown): string => {
  let found = ""
  for (let error: unknown = cause; error instanceof Error; error = error.cause) {
    const text = error.message.replace(sslRoutine, "$1").replace(denoPrefix, "").replace(bunAdvice, "").trim()
    const code = "code" in error && typeof error.code === "string" ? error.code : ""
    const words = code === "" || text.includes(code) ? text : text === "" ? code : `${text} (${code})`
    if (words !== "") found = words
  }
  return found
}

/** What a person can do about a connection that did not come about; empty where only they know. */
export const findRemedy = (words: string): string => remedies.find(([pattern]) => pattern.test(words))?.[1] ?? ""

const remedies: ReadonlyArray<readonly [RegExp, string]> = [
  [/proxy|tunnel/i, "check the proxy"],
  [/ENOTFOUND|EAI_|dns error/, "check the host name, and whether this network needs a proxy"],
  [/ENETUNREACH|EHOSTUNREACH|TIMEOUT|TIMEDOUT|unreachable/, "check the network, and whether it needs a proxy"],
  [/refused/i, "check host and port"],
  [/wrong version|InvalidContentType/i, "nothing speaks TLS there; is it an http:// address?"],
  [/certificate|CERT/, "this runtime does not trust its certificate"]
]

// "4027:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/…:354:"
const sslRoutine = /^[\dA-F]+:error:[\dA-F]+:SSL routines:[^:]*:([^:]*):[^]*$/

// Advice to programmers, and the end of a sentence, after which more words follow.
const bunAdvice = /(?:\. For more information, pass `verbose: true` .*|[.?!])$/

// "error sending request for url (https://host/…): client error (Connect): …"
const denoPrefix = /^error sending request (?:from \S+ )?for (?:url )?\S+(?: \(\S+\))?: (?:client error \(\w+\): )?/
