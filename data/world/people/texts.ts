import { at } from '../array.ts';

/** Names of many people in three bytes each: surnames and given names are few, people are not. */
export class NameColumn {
  private readonly surnames = new Shelf();
  private readonly givens = new Shelf();
  private readonly first: Uint8Array;
  private readonly last: Uint16Array;

  constructor(people: number) {
    this.first = new Uint8Array(people);
    this.last = new Uint16Array(people);
  }

  set(person: number, surname: string, given: string): void {
    this.first[person] = this.surnames.place(surname);
    this.last[person] = this.givens.place(given);
  }

  get(person: number): string {
    return this.surnames.text(at(this.first, person)) + this.givens.text(at(this.last, person));
  }
}

/** Texts by the order in which they first came. */
class Shelf {
  private readonly texts: string[] = [];
  private readonly places = new Map<string, number>();

  place(text: string): number {
    const held = this.places.get(text);
    if (held !== undefined) return held;
    this.places.set(text, this.texts.length);
    this.texts.push(text);
    return this.texts.length - 1;
  }

  text(place: number): string {
    return at(this.texts, place);
  }
}

/** Ids of one length, a byte a character. */
export class IdColumn {
  private readonly bytes: Buffer;
  private readonly length: number;

  constructor(people: number, length: number) {
    this.bytes = Buffer.alloc(people * length);
    this.length = length;
  }

  set(person: number, id: string): void {
    this.bytes.write(id, person * this.length, 'latin1');
  }

  get(person: number): string {
    return this.bytes.toString('latin1', person * this.length, (person + 1) * this.length);
  }
}
