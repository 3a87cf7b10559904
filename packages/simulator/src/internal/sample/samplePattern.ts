/**
 * Makes a text that a regular expression matches. It knows what schemas use: literals, classes,
 * groups, alternatives, counts.
 */
import type { Random } from "./random.ts"

const digits = "0123456789"
const letters = "abcdefghijklmnopqrstuvwxyz"
const words = `${letters}${letters.toUpperCase()}${digits}_`
const printable = `${words} -.,:;!?`
const escapeClasses: { readonly [escape: string]: string } = {
  d: digits,
  w: words,
  s: " ",
  D: letters,
  W: "-",
  S: letters
}

/**
 * Parts that may occur any number of times usually occur at most so many times more than they must.
 */
const usualMore = 3

/**
 * A text that matches `pattern`. Look-around and back references are not understood and add
 * nothing. With `more`, each part occurs so many times more often than it must, as far as it may.
 */
export const sample = (pattern: string, random: Random, more?: number): string => {
  let at = 0
  const peek = () => pattern[at]
  const next = () => pattern[at++] ?? ""
  const one = (from: string): string => from[random.between("pattern", 0, Math.max(0, from.length - 1))] ?? ""

  const alternatives = (): (() => string) => {
    const all = [sequence()]
    while (peek() === "|") {
      next()
      all.push(sequence())
    }
    return () => (all[random.between("alternative", 0, all.length - 1)] ?? (() => ""))()
  }

  const sequence = (): (() => string) => {
    const parts: Array<() => string> = []
    while (at < pattern.length && peek() !== "|" && peek() !== ")") parts.push(withCount(atom()))
    return () => parts.map((part) => part()).join("")
  }

  const withCount = (part: () => string): (() => string) => {
    const [least, most] = count()
    if (least === 1 && most === 1) return part
    return () => {
      const length =
        more === undefined
          ? random.between("repeat", least, most === Infinity ? least + usualMore : most)
          : Math.min(most, least + more)
      return Array.from({ length }, part).join("")
    }
  }

  const count = (): readonly [number, number] => {
    const braces = /^\{(\d+)(,(\d*))?\}/.exec(pattern.slice(at))
    let range: readonly [number, number] = [1, 1]
    if (braces !== null) {
      at += braces[0].length
      const least = Number(braces[1])
      range = [least, braces[2] === undefined ? least : braces[3] ? Number(braces[3]) : Infinity]
    } else if (peek() === "?") range = [0, 1]
    else if (peek() === "*") range = [0, Infinity]
    else if (peek() === "+") range = [1, Infinity]
    else return range
    if (braces === null) next()
    if (peek() === "?") next()
    return range
  }

  const atom = (): (() => string) => {
    const character = next()
    if (character === "^" || character === "$") return () => ""
    if (character === ".") return () => one(letters)
    if (character === "(") return group()
    if (character === "[") {
      const from = characters()
      return () => one(from)
    }
    if (character !== "\\") return () => character
    const from = charactersOfEscape(next())
    return () => one(from)
  }

  const group = (): (() => string) => {
    const ahead = /^\?(?:<?[=!])/.test(pattern.slice(at))
    const prefix = /^\?(?::|<\w+>|<?[=!])/.exec(pattern.slice(at))
    at += prefix?.[0].length ?? 0
    const inside = alternatives()
    next()
    return ahead ? () => "" : inside
  }

  const charactersOfEscape = (letter: string): string =>
    escapeClasses[letter] ??
    (letter === "b" || letter === "B" ? "" : letter === "n" ? "\n" : letter === "t" ? "\t" : letter)

  const characters = (): string => {
    const not = peek() === "^"
    if (not) next()
    let set = ""
    while (at < pattern.length && (peek() !== "]" || set === "")) {
      const first = next()
      const from = first === "\\" ? charactersOfEscape(next()) : first
      if (peek() === "-" && pattern[at + 1] !== "]" && from.length === 1) {
        next()
        const last = next()
        for (let code = from.charCodeAt(0); code <= last.charCodeAt(0); code += 1) set += String.fromCharCode(code)
      } else set += from
    }
    next()
    return not ? [...printable].filter((letter) => !set.includes(letter)).join("") : set
  }

  return alternatives()()
}
