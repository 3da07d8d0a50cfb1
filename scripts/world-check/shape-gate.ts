import type { Shape } from './shape-measures.ts';
import { shapeRanges } from './shapes.ts';
import type { Finding, Gate } from './types.ts';

/** Gate 5: what people do as a crowd has to look like what was measured of real crowds. */
export function shapeGate(shape: Shape): Gate {
  const findings = shapeRanges.map(({ name, about, of, low, high, source, read }): Finding => {
    const value = of(shape);
    const known = Number.isFinite(value);
    return {
      gate: 5,
      name,
      about,
      value: known ? value : null,
      low,
      high,
      limit: `${low} to ${high}`,
      failed: !known || value < low || value > high,
      source,
      read,
    };
  });
  const failed = findings.filter((finding) => finding.failed);
  return {
    gate: 5,
    title: 'The crowd looks like a crowd',
    verdict: failed.length > 0 ? 'fail' : 'pass',
    summary:
      failed.length > 0
        ? `Outside the stated range: ${failed.map(({ name, value }) => `${name} ${value?.toPrecision(3) ?? '(not measurable)'}`).join(', ')}.`
        : `All ${findings.length} numbers lie in the stated ranges.`,
    findings,
  };
}
