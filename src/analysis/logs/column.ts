/** A growing column of numbers: eight bytes a value, where an object a report would take two hundred. */
export class Column {
  #values = new Float64Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(Math.ceil(this.#length * 1.5));
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** What was pushed so far, in order. Not a copy: it is read, never sorted. */
  get values(): Float64Array {
    return this.#values.subarray(0, this.#length);
  }
}
