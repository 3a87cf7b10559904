/** Wraps the comments of what is written: how long a line is depends on the names in it. */

/** The widest line of a comment. */
const maxWidth = 100

/** A source whose comments are no wider than the lint allows; all else stays as it is. */
export const wrapComments = (source: string): string =>
  source
    .replaceAll(/^( *)\/\*\*(.*?)\*\/$/gms, (whole, indent: string, text: string) =>
      isNarrow(whole) ? whole : block(indent, text)
    )
    .replaceAll(/^( *)\/\/ (.*)$/gm, (whole, indent: string, text: string) =>
      isNarrow(whole)
        ? whole
        : wrap(text, maxWidth - indent.length - 3)
            .map((line) => `${indent}// ${line}`)
            .join("\n")
    )

const isNarrow = (comment: string): boolean => comment.split("\n").every((line) => line.length <= maxWidth)

const block = (indent: string, text: string): string => {
  const lines = text
    .split("\n")
    .map((line) => line.replace(/^ *\* ?/, "").trimEnd())
    .filter((line, index, all) => line !== "" || (index > 0 && index < all.length - 1))
  const paragraphs: Array<string> = []
  for (const line of lines) {
    const last = paragraphs.at(-1)
    if (last === undefined || last === "" || line === "" || line.startsWith("- ")) paragraphs.push(line.trim())
    else paragraphs[paragraphs.length - 1] = `${last} ${line.trim()}`
  }
  const wrapped = paragraphs.flatMap((paragraph) => {
    const hang = paragraph.startsWith("- ") ? "  " : ""
    return wrap(paragraph, maxWidth - indent.length - 3 - hang.length).map(
      (line, index) => (index > 0 ? hang : "") + line
    )
  })
  return [`${indent}/**`, ...wrapped.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join("\n")
}

const wrap = (text: string, width: number): ReadonlyArray<string> => {
  const lines: Array<string> = []
  for (const word of text.split(" ")) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
