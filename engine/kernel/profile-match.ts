/**
 * How much better the things one number met are explained by another number's profile than by how common
 * they are: sum over distinct things of w ln(share * profile / common + 1 - share), in nats. A thing counts
 * 1 + ln(days), not once a day: that a friend is called again the next day says little new.
 */
export interface Profile {
  /** Weight of each thing, 0 where it was not met; cleared by `clearProfile`. */
  readonly weight: Float64Array;
  /** The things with a weight, `size` of them. */
  readonly things: Int32Array;
  size: number;
  total: number;
}

export function emptyProfile(bound: number): Profile {
  return { weight: new Float64Array(bound), things: new Int32Array(bound), size: 0, total: 0 };
}

export function clearProfile(profile: Profile): void {
  for (let i = 0; i < profile.size; i++) profile.weight[profile.things[i]] = 0;
  profile.size = 0;
  profile.total = 0;
}

/** Fills a cleared profile from rows [start, end); `alias` says which things are one, `self` is left out. */
export function fillProfile(
  profile: Profile,
  thing: Int32Array,
  start: number,
  end: number,
  alias: Int32Array | undefined,
  self: number,
): void {
  const { weight, things } = profile;
  for (let i = start; i < end; i++) {
    const one = alias === undefined ? thing[i] : alias[thing[i]];
    if (one === self) continue;
    if (weight[one] === 0) things[profile.size++] = one;
    weight[one]++;
  }
  for (let i = 0; i < profile.size; i++) {
    const one = things[i];
    weight[one] = 1 + Math.log(weight[one]);
    profile.total += weight[one];
  }
}

/**
 * Log-likelihood ratio (nats) that `later` is drawn from `earlier` rather than from `common` (shares that sum
 * to 1). `share` is the part of the later things that an heir takes over, in (0, 1). With a `circle` (weights
 * with their sum) half of what is common is what the circle around these things has: friends of the same
 * friends share contacts without being one person.
 */
export function profileLogOdds(
  earlier: Profile,
  later: Profile,
  common: Float64Array,
  share: number,
  circle?: Circle,
): number {
  if (earlier.total === 0) return 0;
  const known = circle !== undefined && circle.total > 1e-9;
  let sum = 0;
  for (let i = 0; i < later.size; i++) {
    const one = later.things[i];
    const chance = known ? 0.5 * common[one] + (0.5 * Math.max(0, circle.weight[one])) / circle.total : common[one];
    const own = earlier.weight[one] / earlier.total;
    sum += later.weight[one] * Math.log((share * own + (1 - share) * chance) / chance);
  }
  return sum;
}

/** What the numbers around some contacts met, pooled; `total` is the sum of the weights. */
export interface Circle {
  readonly weight: Float64Array;
  total: number;
}

/** Adds `times` the shares of a profile; a negative number takes them out again. */
export function addToCircle(circle: Circle, profile: Profile, times: number): void {
  if (profile.total === 0) return;
  for (let i = 0; i < profile.size; i++) {
    const one = profile.things[i];
    circle.weight[one] += (times * profile.weight[one]) / profile.total;
  }
  circle.total += times;
}

/** Things both profiles hold. */
export function sharedCount(earlier: Profile, later: Profile): number {
  let shared = 0;
  for (let i = 0; i < later.size; i++) if (earlier.weight[later.things[i]] > 0) shared++;
  return shared;
}
