/** Where partitions wait while the micro-batch is full: not returning from the handler is the backpressure. */
export class WaitingRoom {
  #leave: (() => void)[] = [];

  wait(): Promise<void> {
    return new Promise((resolve) => this.#leave.push(resolve));
  }

  /** Lets all of them look again, in the order they came. */
  release(): void {
    for (const leave of this.#leave.splice(0)) leave();
  }
}
