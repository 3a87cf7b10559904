/** Why nothing was made, in words for the person who asked. */
export class Refusal extends Error {
  constructor(message: string) {
    super(message)
    this.name = "Refusal"
  }
}
