import { at } from '../array.ts';

/** A growing list of 32-bit whole numbers. */
export class Column {
  private cells = new Int32Array(1024);
  private used = 0;

  get length(): number {
    return this.used;
  }

  push(value: number): void {
    if (this.used === this.cells.length) {
      const wider = new Int32Array(Math.ceil(this.used * 1.5));
      wider.set(this.cells);
      this.cells = wider;
    }
    this.cells[this.used++] = value;
  }

  get(index: number): number {
    return at(this.cells, index);
  }

  set(index: number, value: number): void {
    this.cells[index] = value;
  }
}
