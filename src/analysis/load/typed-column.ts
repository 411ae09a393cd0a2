type Numbers = Float64Array | Float32Array | Uint32Array | Uint16Array | Uint8Array;

/** A growing column of numbers: a few bytes a value, where an object a request would take hundreds. */
export class TypedColumn<A extends Numbers = Float64Array> {
  #values: A;
  #length = 0;

  constructor(private readonly make: (length: number) => A) {
    this.#values = make(256);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = this.make(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** NaN beyond the end. */
  at(index: number): number {
    return this.#values[index] ?? Number.NaN;
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
  }
}

export const doubles = (): TypedColumn => new TypedColumn((length) => new Float64Array(length));
export const floats = (): TypedColumn<Float32Array> => new TypedColumn((length) => new Float32Array(length));
export const words = (): TypedColumn<Uint32Array> => new TypedColumn((length) => new Uint32Array(length));
export const shorts = (): TypedColumn<Uint16Array> => new TypedColumn((length) => new Uint16Array(length));
export const bytes = (): TypedColumn<Uint8Array> => new TypedColumn((length) => new Uint8Array(length));
