const maxRounds = 20;
/** Ratio at which a change of resolution no longer moves groups. */
const settled = 1.02;
const lowest = 0.1;
/** No leap goes further than this beyond the last step. */
const leapLimit = Math.log(4);

/**
 * The resolution at which the groups found are the most likely ones (Newman 2016): find groups at 1,
 * take the resolution that fits their contact rates, find groups again, until it settles. Every third step leaps to
 * where the last two point (Steffensen, on logarithms). Uses nothing but the graph. Where the rates
 * tell nothing (no edges, one group, groups without contact between them) the last resolution stays.
 * @param order nodes; more groups than nodes there cannot be
 * @param likelyAt finds groups at a resolution and gives the one likely for them (`likelyResolution`)
 */
export function chooseResolution(order: number, likelyAt: (resolution: number) => number): number {
  let steps = [0];
  for (let round = 0; round < maxRounds; round++) {
    const at = steps[steps.length - 1] as number;
    const likely = likelyAt(Math.exp(at));
    if (!(likely >= lowest && likely <= order)) break;
    const next = Math.log(likely);
    if (Math.abs(next - at) < Math.log(settled)) return likely;
    steps.push(next);
    if (steps.length === 3) steps = [leap(steps)];
  }
  return Math.exp(steps[steps.length - 1] as number);
}

function leap(steps: readonly number[]): number {
  const [first = 0, second = 0, third = 0] = steps;
  const ratio = (third - second) / (second - first);
  // Steps that do not shrink point nowhere: go on from the last one.
  if (!(ratio > -0.9 && ratio < 0.9)) return third;
  const further = ((third - second) * ratio) / (1 - ratio);
  return third + Math.max(-leapLimit, Math.min(leapLimit, further));
}
