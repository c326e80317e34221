/** The positions that one decision takes: block by block, always rising. */
export class DecisionPositions {
  readonly first: number;
  readonly #takeBlock: (above?: number) => number;
  readonly #block: number;
  #next: number;
  #end: number;

  /** `takeBlock` gives the first position of a new block, above the one given; a block has `block` of them. */
  constructor(takeBlock: (above?: number) => number, block: number) {
    this.#takeBlock = takeBlock;
    this.#block = block;
    this.first = this.#next = takeBlock();
    this.#end = this.#next + block;
  }

  take(): number {
    if (this.#next === this.#end) this.#start(this.#takeBlock());
    return this.#next++;
  }

  /**
   * Sees to it that positions taken from now on are above this one: a decision comes after what it rests on, which may
   * have been committed since the decision began.
   */
  passBy(position: number): void {
    if (position >= this.#next) this.#start(this.#takeBlock(position));
  }

  #start(first: number): void {
    this.#next = first;
    this.#end = first + this.#block;
  }
}
