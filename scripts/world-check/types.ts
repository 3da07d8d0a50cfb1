/** Shapes of the realism gate. Areas under the ROC curve (AUROC) and shares lie in [0, 1]. */

/** `reported`: measured, but gates nothing until the model is complete. `skipped`: not measured, and why is said. */
export type Verdict = 'pass' | 'fail' | 'reported' | 'skipped';

export type GuiltyRole = 'user' | 'retailer' | 'supplier';
export const guiltyRoles: readonly GuiltyRole[] = Object.freeze(['user', 'retailer', 'supplier'] as const);

/** One measured number beside the limit it is held against. */
export interface Finding {
  readonly gate: 1 | 2 | 3 | 4 | 5;
  readonly name: string;
  readonly about: string;
  readonly value: number | null;
  /** 99 % bounds for gate 1, the allowed interval for the others. */
  readonly low: number | null;
  readonly high: number | null;
  readonly limit: string;
  readonly failed: boolean;
  /** Which way the guilty lie, where either direction counts. */
  readonly direction?: 'higher' | 'lower';
  readonly positives?: number;
  readonly others?: number;
  /** Published source of a stated range. */
  readonly source?: string;
  /** What of the source was read when the range was set. */
  readonly read?: 'numbers' | 'paper' | 'recalled';
}

export interface Gate {
  readonly gate: Finding['gate'];
  readonly title: string;
  readonly verdict: Verdict;
  /** One sentence: the worst number, or why nothing was measured. */
  readonly summary: string;
  readonly findings: readonly Finding[];
}

/** A distribution to draw: bars or a line; `x` and `y` run parallel. */
export interface Picture {
  readonly title: string;
  readonly kind: 'bars' | 'line';
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly logX: boolean;
  readonly logY: boolean;
  readonly xLabel: string;
  readonly yLabel: string;
  /** Published curve through the same axes, drawn dashed. */
  readonly reference?: { readonly label: string; readonly y: readonly number[] };
}

/** How often a suspicious motif happens, by who does it. */
export interface MotifCount {
  readonly motif: string;
  readonly innocent: number;
  readonly guilty: number;
}

export interface WorldCheck {
  readonly dataSet: string;
  readonly people: number;
  readonly days: number;
  readonly seed: number | null;
  /** Registered people who are neither established nor under a warrant, by role. */
  readonly unknown: Readonly<Record<'none' | GuiltyRole, number>>;
  readonly lookalikes: Readonly<Record<GuiltyRole, number>>;
  readonly passed: boolean;
  readonly gates: readonly Gate[];
  readonly motifs: readonly MotifCount[];
  readonly pictures: readonly Picture[];
}

export interface CheckOptions {
  /** Folder of the data set. */
  readonly dir: string;
  readonly truth: string;
  /** Measure gates 2 and 4 through the whole line (minutes for 20,000 people); default true. */
  readonly line?: boolean;
  readonly onProgress?: (progress: { step: string; done: number; total?: number; unit: string }) => void;
}
