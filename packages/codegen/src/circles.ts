/** Circles in what leads to what. */

/** The names from which a way leads back to themselves. */
export const findCircles = (reached: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> =>
  new Set(groupCircles(reached).flat())

/** The groups of names that lead to each other, by Tarjan's algorithm, without recursion. */
export const groupCircles = (
  reached: ReadonlyMap<string, ReadonlySet<string>>
): ReadonlyArray<ReadonlyArray<string>> => {
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const open: Array<string> = []
  const isOpen = new Set<string>()
  const groups: Array<ReadonlyArray<string>> = []
  for (const start of reached.keys()) {
    if (order.has(start)) continue
    const work = [{ name: start, next: (reached.get(start) ?? new Set()).values() }]
    const enter = (name: string): void => {
      order.set(name, order.size)
      low.set(name, order.get(name) ?? 0)
      open.push(name)
      isOpen.add(name)
    }
    enter(start)
    for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
      const { done, value } = top.next.next()
      if (done !== true) {
        if (!order.has(value)) {
          enter(value)
          work.push({ name: value, next: (reached.get(value) ?? new Set<string>()).values() })
        } else if (isOpen.has(value)) low.set(top.name, Math.min(low.get(top.name) ?? 0, order.get(value) ?? 0))
        continue
      }
      work.pop()
      const above = work.at(-1)
      if (above !== undefined) low.set(above.name, Math.min(low.get(above.name) ?? 0, low.get(top.name) ?? 0))
      if (low.get(top.name) !== order.get(top.name)) continue
      const group = open.splice(open.indexOf(top.name))
      for (const name of group) isOpen.delete(name)
      if (group.length > 1 || reached.get(top.name)?.has(top.name) === true) groups.push(group)
    }
  }
  return groups
}
