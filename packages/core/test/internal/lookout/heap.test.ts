import fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Heap from "../../../src/internal/lookout/heap.ts"

interface Item extends Heap.Placed {
  readonly name: number
}

const item = (name: number): Item => ({ name, due: NaN, place: -1 })

const command = fc.oneof(
  fc.record({ do: fc.constant("insert" as const), at: fc.nat(100) }),
  fc.record({ do: fc.constant("move" as const), which: fc.nat(), at: fc.nat(100) }),
  fc.record({ do: fc.constant("remove" as const), which: fc.nat() }),
  fc.record({ do: fc.constant("pop" as const) })
)

describe("the heap of what is due", () => {
  it("gives what is due first, whatever was added, moved and taken out before", () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 200 }), (commands) => {
        const heap = Heap.make<Item>()
        const inside: Array<Item> = []
        const out = (it: Item) => inside.splice(inside.indexOf(it), 1)
        for (const next of commands) {
          if (next.do === "insert") {
            const added = item(inside.length)
            heap.insert(added, next.at)
            inside.push(added)
          } else if (inside.length > 0) {
            const chosen = next.do === "pop" ? heap.peek()! : inside[next.which % inside.length]!
            if (next.do === "move") heap.move(chosen, next.at)
            else {
              heap.remove(chosen)
              out(chosen)
              expect(chosen.place).toBe(-1)
            }
          }
          expect(heap.size()).toBe(inside.length)
          expect(heap.peek()?.due).toBe(inside.length === 0 ? undefined : Math.min(...inside.map(({ due }) => due)))
        }
        const order: Array<number> = []
        for (let first = heap.peek(); first !== undefined; first = heap.peek()) {
          order.push(first.due)
          heap.remove(first)
        }
        expect(order).toEqual(inside.map(({ due }) => due).sort((a, b) => a - b))
      })
    )
  })

  it("does nothing when an item is taken out that is not in it", () => {
    const heap = Heap.make<Item>()
    const [a, b] = [item(1), item(2)]
    heap.insert(a, 1)
    heap.remove(b)
    heap.remove(a)
    heap.remove(a)
    expect([heap.size(), heap.peek()]).toEqual([0, undefined])
  })

  it("holds a hundred thousand", () => {
    const heap = Heap.make<Item>()
    for (let i = 0; i < 100_000; i++) heap.insert(item(i), (i * 7919) % 100_003)
    const order: Array<number> = []
    for (let first = heap.peek(); first !== undefined; first = heap.peek()) {
      order.push(first.due)
      heap.remove(first)
    }
    expect(order.length).toBe(100_000)
    expect(order.every((due, i) => i === 0 || due >= order[i - 1]!)).toBe(true)
  })
})
