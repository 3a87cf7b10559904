/** Why nothing was made, in words for the person who asked. */
export class Refusal extends Error {
  /** Whether the call itself is wrong, so that it helps to see how it is called. */
  readonly isWrongCall: boolean

  constructor(message: string, { isWrongCall = false } = {}) {
    super(message)
    this.name = "Refusal"
    this.isWrongCall = isWrongCall
  }
}
