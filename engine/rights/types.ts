export const staffRoles = Object.freeze([
  'investigator',
  'reviewer',
  'supervisor',
  'analyst',
  'integrator',
  'administrator',
] as const);
export type StaffRole = (typeof staffRoles)[number];

export const unitKinds = Object.freeze([
  'brigade',
  'county_brigade',
  'checkpoint',
  'parcel_inspection',
  'community_treatment',
] as const);
export type UnitKind = (typeof unitKinds)[number];

/** Somebody who has signed in. */
export interface Principal {
  readonly account: string;
  readonly role: StaffRole;
  readonly unit: string;
  /** The password must be changed before anything else is done. */
  readonly mustRotate: boolean;
  /** Machines: the only acts of their role that this client may do. */
  readonly scopes?: readonly string[];
}

export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly kind: UnitKind;
  /** Null: the whole prefecture. */
  readonly area: string | null;
}

export interface CaseFile {
  readonly id: string;
  readonly unit: string;
  readonly purpose: string;
  readonly state: 'open' | 'closed';
  readonly opened_at: number;
  readonly closed_at: number | null;
  /** Persons that may be looked at under this case. */
  readonly budget: number;
  /** Persons looked at so far. */
  readonly exposed: number;
}
