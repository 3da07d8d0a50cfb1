import type { Calendar } from './calendar.ts';
import type { Parameters } from './parameters.ts';
import type { Phones, Population, Social, Vehicles } from './people/index.ts';
import type { Area, Gravity, Places, Roads } from './place/index.ts';
import type { Agenda } from './record/agenda.ts';

/** Everything that is there before the first day; deeds read it and put events on the agenda. */
export interface World {
  readonly parameters: Parameters;
  readonly calendar: Calendar;
  readonly areas: readonly Area[];
  readonly roads: Roads;
  readonly places: Places;
  readonly gravity: Gravity;
  readonly population: Population;
  readonly social: Social;
  readonly phones: Phones;
  readonly vehicles: Vehicles;
  readonly agenda: Agenda;
  /** A code nobody has had before; its order says nothing about when it was made. */
  code(prefix: string): string;
}
