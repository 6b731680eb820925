interface Entry {
  key: string;
  at: number;
  /** Among entries of one instant the first set is the first taken. */
  order: number;
}

/** Who is to be woken when: one instant for each key, the earliest first. */
export class Schedule {
  readonly #instants = new Map<string, Entry>();
  #heap: Entry[] = [];
  #order = 0;

  set(key: string, at: number): void {
    if (this.#instants.get(key)?.at === at) return;
    const entry = { key, at, order: this.#order++ };
    this.#instants.set(key, entry);
    this.#push(entry);
    // Entries that were replaced stay in the heap until they come up; without this, tokens answered early would pile up.
    if (this.#heap.length > 64 && this.#heap.length > 4 * this.#instants.size) this.#rebuild();
  }

  delete(key: string): void {
    this.#instants.delete(key);
  }

  /** The earliest instant at which anybody is to be woken. */
  first(): number | undefined {
    return this.#top()?.at;
  }

  /** Takes the first key that is due by `now`. */
  takeDue(now: number): string | undefined {
    const top = this.#top();
    if (top === undefined || top.at > now) return undefined;
    this.#pop();
    this.#instants.delete(top.key);
    return top.key;
  }

  #top(): Entry | undefined {
    for (let top = this.#heap[0]; top !== undefined; top = this.#heap[0]) {
      if (this.#instants.get(top.key) === top) return top;
      this.#pop();
    }
    return undefined;
  }

  #push(entry: Entry): void {
    let index = this.#heap.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#swapIfEarlier(index, parent)) return;
      index = parent;
    }
  }

  #pop(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    for (let index = 0; ; ) {
      const left = 2 * index + 1;
      const child = this.#isEarlier(left + 1, left) ? left + 1 : left;
      if (!this.#swapIfEarlier(child, index)) return;
      index = child;
    }
  }

  #swapIfEarlier(lower: number, upper: number): boolean {
    const [a, b] = [this.#heap[lower], this.#heap[upper]];
    if (a === undefined || b === undefined || !this.#isEarlier(lower, upper)) return false;
    this.#heap[upper] = a;
    this.#heap[lower] = b;
    return true;
  }

  #isEarlier(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    return a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.order < b.order));
  }

  #rebuild(): void {
    // A sorted array is a heap.
    this.#heap = [...this.#instants.values()].sort((a, b) => a.at - b.at || a.order - b.order);
  }
}
