import { lookalikeNames } from './lookalikes/kinds.ts';
import { defaultParameters, type Parameters } from './parameters.ts';
import { Rng } from './rng.ts';

/**
 * Another plausible prefecture for every seed (domain randomisation, Tobin et al. 2017): geography, rates, noise, the
 * trade's habits and the mix of look-alikes move far, so that what is learnt on many of them does not hang on the numbers
 * of one. Where life is faster, trade is faster for all who live by it: a busy trade among idle people would stand out.
 */
export function parametersFor(shift: number | undefined): Parameters {
  if (shift === undefined) return defaultParameters;
  const rng = new Rng(shift, 'shift');
  const base = defaultParameters;
  const tempo = scaled(1, 1.5, rng);
  return Object.freeze({
    geography: shiftedGeography(rng),
    people: {
      householdMean: rng.between(2.1, 4),
      activitySigma: rng.between(0.8, 1.25),
      carShare: rng.between(0.2, 0.6),
      motorbikeShare: rng.between(0.08, 0.35),
      secondPhoneShare: rng.between(0.03, 0.16),
      friendsMean: rng.between(3, 9),
      strangerShare: rng.between(0.002, 0.012),
      phoneChangeRate: scaled(base.people.phoneChangeRate, 2.2, rng),
    },
    life: shiftedLife(rng, tempo),
    trade: shiftedTrade(rng, tempo),
    noise: shiftedNoise(rng),
    labels: {
      ...base.labels,
      attention: rng.between(0, 1.2),
      warrantShare: rng.between(0.3, 0.9),
      callsPerDay: scaled(base.labels.callsPerDay, 2, rng),
    },
    lookalikes: {
      perPositive: rng.between(10, 15),
      mix: Object.fromEntries(lookalikeNames.map((name) => [name, rng.logNormal(1, 0.5)])),
      pace: tempo * rng.between(0.9, 1.15),
    },
  });
}

/** Up to `factor` times more or less, even on the log scale. */
function scaled(value: number, factor: number, rng: Rng): number {
  return value * factor ** rng.between(-1, 1);
}

/** Every number of a group moved by up to the factor; shares end below 0.9. */
function scaledAll<T extends Readonly<Record<string, number>>>(values: T, factor: number, rng: Rng): T {
  const entries = Object.entries(values).map(([name, value]) => {
    const moved = scaled(value, factor, rng);
    return [name, value < 1 ? Math.min(0.9, moved) : moved];
  });
  return Object.fromEntries(entries) as T;
}

function shiftedGeography(rng: Rng): Parameters['geography'] {
  return {
    borderTowns: 2 + rng.int(4),
    counties: 3 + rng.int(6),
    cities: 4 + rng.int(7),
    depthKm: rng.between(500, 1600),
    widthKm: rng.between(160, 600),
    checkpointDensity: rng.between(0.2, 0.95),
    inlandSign: rng.chance(0.5) ? 1 : -1,
    zipfExponent: rng.between(0.6, 1.2),
    inlandShare: rng.between(0.2, 0.6),
    firstDay: 18_628 + rng.int(1500),
  };
}

function shiftedLife(rng: Rng, tempo: number): Parameters['life'] {
  const { weekend, season, hotelShare, borderPull, meetInRoom, falseSenderShare, sideRoadShare, ...rates } =
    defaultParameters.life;
  const moved = Object.entries(scaledAll(rates, 1.4, rng)).map(([name, rate]) => [name, rate * tempo ** 0.8]);
  return {
    ...(Object.fromEntries(moved) as typeof rates),
    ...scaledAll({ falseSenderShare, sideRoadShare }, 1.9, rng),
    weekend: rng.between(weekend - 0.45, weekend + 0.6),
    season: rng.between(0, 2 * season),
    hotelShare: rng.between(hotelShare - 0.2, hotelShare + 0.2),
    borderPull: rng.between(borderPull / 2, borderPull * 2),
    meetInRoom: rng.between(meetInRoom - 0.2, meetInRoom + 0.2),
  };
}

function shiftedTrade(rng: Rng, tempo: number): Parameters['trade'] {
  const { handoverSeen, dealerHotelShare, sameReceiverShare, ...rest } = defaultParameters.trade;
  const { deliveryEveryDays, sessionEveryDays, aloneEveryDays, meetEveryDays, ...habits } = rest;
  const gaps = scaledAll({ deliveryEveryDays, sessionEveryDays, aloneEveryDays, meetEveryDays }, 1.25, rng);
  const paced = Object.entries(gaps).map(([name, days]) => [name, days / tempo]);
  return {
    ...scaledAll(habits, 1.4, rng),
    ...(Object.fromEntries(paced) as typeof gaps),
    dealerHotelShare: rng.between(dealerHotelShare - 0.1, dealerHotelShare + 0.1),
    sameReceiverShare: rng.between(sameReceiverShare - 0.2, sameReceiverShare + 0.1),
    handoverSeen: rng.between(handoverSeen * 0.6, handoverSeen * 1.4),
  };
}

function shiftedNoise(rng: Rng): Parameters['noise'] {
  const { checkpointCapture, personCheck, phoneMissing, ...errors } = defaultParameters.noise;
  return {
    ...scaledAll(errors, 2.5, rng),
    checkpointCapture: rng.between(checkpointCapture - 0.35, checkpointCapture + 0.15),
    personCheck: rng.between(personCheck - 0.35, personCheck + 0.4),
    phoneMissing: rng.between(phoneMissing - 0.15, phoneMissing + 0.35),
  };
}
