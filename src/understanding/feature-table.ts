/** Collects features by hash, in the order of their first mention; an open-addressing table, cheaper than a Map. */
export class FeatureTable {
  readonly keys: number[] = [];
  readonly values: number[] = [];
  /** Place in `keys` plus one, 0 where nothing is; at most half full. */
  #slots = new Int32Array(512);

  /** Counts a feature once more; however often, for no more than twice its value. */
  add(key: number, value: number): void {
    const slot = this.#slotOf(key);
    const place = (this.#slots[slot] ?? 0) - 1;
    if (place >= 0) {
      this.values[place] = Math.min((this.values[place] ?? 0) + value, value * 2);
      return;
    }
    this.#slots[slot] = this.keys.push(key);
    this.values.push(value);
    if (this.keys.length * 2 > this.#slots.length) this.#grow();
  }

  #slotOf(key: number): number {
    const mask = this.#slots.length - 1;
    let slot = key & mask;
    for (;;) {
      const place = this.#slots[slot] ?? 0;
      if (place === 0 || this.keys[place - 1] === key) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (const [place, key] of this.keys.entries()) this.#slots[this.#slotOf(key)] = place + 1;
  }
}
