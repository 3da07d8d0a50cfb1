export type ChartRole = 'user' | 'retailer' | 'supplier' | null;

/** One person of the chart. */
export interface ChartNode {
  readonly id: string;
  readonly role: ChartRole;
  /** Role in an established case; drawn as a ring. */
  readonly established: ChartRole;
  /** Contacts shown: the one measure that the size stands for. */
  readonly degree: number;
  readonly community?: number | undefined;
}

/** All contacts of two people: parallel channels are one edge. */
export interface ChartEdge {
  readonly id: string;
  readonly a: string;
  readonly b: string;
  readonly weight: number;
  readonly tested: boolean;
  /** The one channel, or null where there are several. */
  readonly channel: string | null;
}

export interface Position {
  readonly x: number;
  readonly y: number;
}
export type Positions = ReadonlyMap<string, Position>;
export type LayoutName = 'radial' | 'layered' | 'force';
