/** People who do one thing together on purpose: a tour, a ride, a room. It counts once a pair and channel. */
export interface Company {
  /** Pairs and channels already told of; made when there is a first one, since most companies are one person. */
  told: Set<number> | undefined;
}

/** One of the company as a record shows them. */
export interface Presence {
  readonly person: number;
  /** Room, order or vehicle: those who have the same are closer than the rest of the company. */
  readonly group: unknown;
  readonly place: number;
  readonly from: number;
  readonly until: number;
}

/** One step of what a company does (the beds of a night, the seats of a run, the gates of a drive) as it is written down. */
export interface Gathering {
  readonly company: Company;
  present: Presence[] | undefined;
}

export function makeCompany(): Company {
  return { told: undefined };
}

export function gather(company: Company = makeCompany()): Gathering {
  return { company, present: undefined };
}
