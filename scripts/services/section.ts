/** A part of a document that a script writes, between two comments. */

/** The document with `content` between `<!-- name -->` and `<!-- /name -->`. */
export const replaceSection = (document: string, name: string, content: string): string => {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [from, to] = [document.indexOf(begin), document.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`the document has no section between ${begin} and ${end}`)
  return `${document.slice(0, from + begin.length)}\n${content}\n${document.slice(to)}`
}
