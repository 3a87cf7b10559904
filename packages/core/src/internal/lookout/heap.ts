/**
 * What is due next: a binary heap whose items know their place, so that one can be moved or taken
 * out wherever it stands.
 */

/** An item. The heap writes `place`; change `due` only by {@link Heap.move}. */
export interface Placed {
  /** Milliseconds of a clock; the smallest comes first. */
  due: number
  /** Where the item stands, and -1 while it is in no heap. */
  place: number
}

/** Items by when they are due. Every change takes logarithmic time. */
export interface Heap<T extends Placed> {
  readonly size: () => number
  /** The item that is due first. */
  readonly peek: () => T | undefined
  /** Adds an item that is in no heap. */
  readonly insert: (item: T, due: number) => void
  /** Gives an item of this heap another time. */
  readonly move: (item: T, due: number) => void
  /** Takes an item out; nothing happens when it is in no heap. */
  readonly remove: (item: T) => void
}

/** An empty heap. */
export const make = <T extends Placed>(): Heap<T> => {
  const items: Array<T> = []

  const put = (item: T, place: number) => {
    items[place] = item
    item.place = place
  }

  const rise = (item: T, from: number) => {
    let place = from
    while (place > 0) {
      const above = (place - 1) >> 1
      const parent = items[above]!
      if (parent.due <= item.due) break
      put(parent, place)
      place = above
    }
    put(item, place)
  }

  const sink = (item: T, from: number) => {
    let place = from
    while (true) {
      const left = 2 * place + 1
      if (left >= items.length) break
      const right = left + 1
      const least = right < items.length && items[right]!.due < items[left]!.due ? right : left
      const child = items[least]!
      if (child.due >= item.due) break
      put(child, place)
      place = least
    }
    put(item, place)
  }

  return {
    size: () => items.length,
    peek: () => items[0],
    insert: (item, due) => {
      item.due = due
      items.push(item)
      rise(item, items.length - 1)
    },
    move: (item, due) => {
      const later = due > item.due
      item.due = due
      if (later) sink(item, item.place)
      else rise(item, item.place)
    },
    remove: (item) => {
      const { place } = item
      if (place < 0) return
      item.place = -1
      const last = items.pop()
      if (last === undefined || last === item) return
      if (last.due > item.due) sink(last, place)
      else rise(last, place)
    }
  }
}
