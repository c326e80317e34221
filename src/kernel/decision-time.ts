import { invalidRequest } from './errors.ts';

/**
 * The time of one decision, the same from its beginning to its end. A decision is on one clock: a test clock if it is
 * put on one before anything asks for the time, else the world's.
 */
export class DecisionTime {
  /** The world's time, whatever clock the decision is on, in milliseconds and in seconds since epoch. */
  readonly worldNowMs: number;
  readonly worldNow: number;
  #nowMs: number;
  #now: number;
  /** Undefined until the decision is put on a clock or the time is read. */
  #clock: string | null | undefined;
  #isChosen = false;

  constructor(worldNowMs: number, worldNow: number) {
    this.worldNowMs = this.#nowMs = worldNowMs;
    this.worldNow = this.#now = worldNow;
  }

  get nowMs(): number {
    this.#fix();
    return this.#nowMs;
  }

  get now(): number {
    this.#fix();
    return this.#now;
  }

  /** The test clock, or null for the world's. */
  get clock(): string | null {
    return this.#fix();
  }

  /** The clock that the decision was put on; undefined if it was put on none. */
  get chosen(): string | null | undefined {
    return this.#isChosen ? this.#clock : undefined;
  }

  /**
   * True if the decision is on this clock, which it then keeps by choice. Throws if it is on another, or can no longer be
   * put on a test clock.
   */
  isOn(clock: string | null): boolean {
    if (this.#clock === clock) {
      this.#isChosen = true;
      return true;
    }
    if (this.#clock === undefined) return false;
    if (!this.#isChosen) throw new Error(`The time was read before the decision was put on ${clock}.`);
    throw invalidRequest(
      `This request is about objects on different clocks (${nameOf(this.#clock)} and ${nameOf(clock)}). Use objects of one clock.`,
    );
  }

  /** Puts the decision on a clock; on a test clock, `frozenTime` is its time in seconds since epoch. */
  choose(clock: string | null, frozenTime = this.worldNow): void {
    this.isOn(clock);
    this.#clock = clock;
    this.#isChosen = true;
    if (clock === null) return;
    this.#now = frozenTime;
    this.#nowMs = frozenTime * 1000;
  }

  /** Continues as if it were this moment on the decision's clock: for rehearsals, which commit nothing. */
  pretend(seconds: number): void {
    this.#fix();
    this.#now = seconds;
    this.#nowMs = seconds * 1000;
  }

  #fix(): string | null {
    if (this.#clock === undefined) this.#clock = null;
    return this.#clock;
  }
}

function nameOf(clock: string | null): string {
  return clock ?? "the account's own";
}
