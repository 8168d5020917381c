/** A customer in the centre of the bound. */
export interface Customer {
  readonly number: number
  readonly cameAt: number
  /** When the chat began; NaN: not yet. */
  begunAt: number
  /** Of the calendar; −1: none. */
  leaving: number
  /** Neighbours in the list that the customer is in. */
  before: Customer | undefined
  after: Customer | undefined
}

/** Customers in the order in which they were appended, each in one list at most, linked through themselves. */
export class CustomerList {
  size = 0
  first: Customer | undefined = undefined
  #last: Customer | undefined = undefined

  append(customer: Customer): void {
    const before = this.#last
    customer.before = before
    customer.after = undefined
    if (before === undefined) this.first = customer
    else before.after = customer
    this.#last = customer
    this.size += 1
  }

  /** Takes out a customer who is in the list. */
  remove(customer: Customer): void {
    const { after, before } = customer
    if (before === undefined) this.first = after
    else before.after = after
    if (after === undefined) this.#last = before
    else after.before = before
    this.size -= 1
  }

  /** When each of their chats began. */
  *begun(): Generator<number, void> {
    for (let customer = this.first; customer !== undefined; customer = customer.after) yield customer.begunAt
  }
}
