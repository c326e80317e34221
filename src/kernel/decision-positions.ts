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
   * Makes later positions greater than this one: a decision comes after the commits it depends on, which may be newer
   * than its start.
   */
  passBy(position: number): void {
    if (position >= this.#next) this.#start(this.#takeBlock(position));
  }

  #start(first: number): void {
    this.#next = first;
    this.#end = first + this.#block;
  }
}
