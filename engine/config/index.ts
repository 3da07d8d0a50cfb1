/** Frozen defaults of the line. A change of a value changes the keys of what is stored. */
export const config = Object.freeze({
  /** Bumped when a stage computes something else from the same input. */
  lineVersion: 10,
  /** Seed of everything in the line that draws random numbers. */
  seed: 1,
  /** Only persons this many contacts from an established case are scored (oversight rule 15). */
  hopLimit: 3,
  /** The models whose scores of contacts are features, each of the next one (engine/line/looks.ts). */
  looks: Object.freeze(['first-look/1.0.0', 'second-look/1.0.0']),
  contacts: Object.freeze({
    /** Two passages of a checkpoint count as together within this time. */
    convoyWindowSeconds: 120,
    /** Gates (a checkpoint in one direction) that two must pass together on one day to count as a convoy. */
    convoyGatesMin: 2,
    /** A night or a service with more people than this says nothing about two of them. */
    hotelNightCrowdMax: 40,
    serviceCrowdMax: 60,
    /** Seats are compared on services of up to this many people. */
    seatCrowdMax: 2000,
    roomCrowdMax: 20,
    /** A checkpoint bucket with more passages than this is left out and counted. */
    convoyCrowdMax: 60,
    longestStayNights: 30,
    /** Passing gates together belongs to one trip while no more than this lies between two of them. */
    tripGapSeconds: 21600,
    /** Where few others come, one in so many slots stands in with the strength of this many pairs of visits. */
    priorVisitPairs: 200,
    /** A contact is tested when the expected share of false ones among those as surprising is at most this. */
    falseDiscoveryMost: 0.05,
    /** Nats of evidence that one channel gives an edge at most, and that a tie by itself gives at least. */
    evidenceMost: 12,
    inherentEvidence: 1,
  }),
  /** Somebody drives ahead of another by minutes, and keeps the distance over a journey of several drives. */
  scouts: Object.freeze({
    /** Closer than the first is a convoy; a scout is no farther ahead than the second. */
    nearSeconds: 120,
    farSeconds: 1800,
    /** Lags of one journey lie within this of each other. */
    steadySeconds: 400,
    /** A longer break between two gates ends a drive, and a journey. */
    legGapSeconds: 14400,
    journeyGapSeconds: 3 * 86400,
    journeyGatesMin: 2,
    gatesMin: 4,
    legsMin: 2,
    /** A passage after which more than this come within the time is left out: in such traffic nobody can be told. */
    crowdMax: 120,
    /** The same roads so many days before and after, at the same hours, say how many pairs keep a distance by chance. */
    shiftDays: Object.freeze([-7, 7]),
    /** Below this probability a pair is not listed. */
    reportFrom: 0.5,
    recordsKept: 20,
  }),
  /** Who is who: names, and identifiers with typing errors. */
  identity: Object.freeze({
    /** Groups of more people than this (orders, bookings, addresses) do not say who belongs to whom. */
    circleCrowdMax: 12,
    /** Identifiers that look alike are one person's from this probability on; reversible by a human decision. */
    joinFrom: 0.95,
    /** Parts and things shown that more identifiers share lead to no pair; they are counted in a notice. */
    partCrowdMax: 400,
    /** Of a phone or plate that more ids than this show on two days each nobody but the register says whose it is. */
    usersMax: 50,
    /** Registered identifiers that are compared as if they might be slips, to learn what agrees by chance. */
    controlsMax: 4000,
  }),
  /** Who is in a car: plates and people that gates read. */
  aboard: Object.freeze({
    /** A longer break between two gates ends a trip. */
    tripGapSeconds: 21600,
    /** Whoever is read in the lane of a plate within this time sits in the car, unless another plate is as near. */
    besideSeconds: 30,
    /** With more plates than this in a lane within the time nobody is told to be in one of them. */
    lanePlatesMax: 8,
    /** What is usual of all cars weighs as much as so many trips of the one. */
    usualTrips: 1.4,
    /** From this probability on the keeper is not in the car. */
    sureFrom: 0.9,
  }),
  /** Identifiers have lifetimes: what a succession, an exchange and an impossible journey look like. */
  lifetimes: Object.freeze({
    /** Above this probability two identifiers become one person; reversible by a human decision. */
    joinFrom: 0.9,
    /** Below this a state is not listed. */
    reportFrom: 0.5,
    /** The same for phones and plates that several ids use as their own. */
    holderReportFrom: 0.9,
    /** On what share of days somebody shows one's own phone or plate, or a certain other's; and how many are shared at all. */
    holders: Object.freeze({ ownShare: 0.8, strangeShare: 0.05, ownPrior: 0.02 }),
    /** One holder's numbers that end and begin within this time in the register are a succession, this surely. */
    registeredGapSeconds: 3 * 86400,
    registeredProbability: 0.97,
    /** Share of those who showed two numbers one after the other that gave up the first. */
    shownSuccessionPrior: 0.3,
    succession: Object.freeze({
      successionShare: 0.02,
      turnoverShare: 0.05,
      inheritedShare: 0.6,
      gapSeconds: 43200,
      contactDaysMin: 4,
      sharedContactsMin: 2,
      contactCrowdMax: 500,
      rivalsMax: 50,
      roundsMax: 8,
    }),
    travel: Object.freeze({
      /** Nobody is faster, door to door, by any means; vehicles are slower. */
      personKmhMax: 900,
      vehicleKmhMax: 220,
      /** Places closer than this, and clocks that differ by less, prove nothing. */
      kmMin: 30,
      clockSeconds: 600,
      /** Two sightings further apart in time are not compared: anybody gets anywhere in a day. */
      horizonSeconds: 86400,
      /** Share of impossible journeys that come from slips of the pen. */
      slipShare: 0.3,
    }),
    /** Sightings of one identifier that are looked at; the first so many in time. */
    sightingsMax: 5000,
    /** Record ids kept with a finding. */
    recordsKept: 20,
  }),
  /**
   * Of each channel: how far its evidence is believed (times the log-likelihood ratio); days that may lie between two
   * meetings of one trip or stay, and how long one lasts at most; up to which crowd one meeting is a tie by itself
   * (0: never); whether one meeting of many is shared by them all, so that each two get 1 / (crowd - 1) of its evidence
   * (Newman 2001); whether it has a direction.
   */
  channels: Object.freeze({
    room: Object.freeze({
      reliability: 1,
      gapDays: 1,
      longestDays: 3650,
      inherentCrowdMax: 4,
      party: true,
      directed: false,
    }),
    booking: Object.freeze({
      reliability: 1,
      gapDays: 1,
      longestDays: 3650,
      inherentCrowdMax: 6,
      party: true,
      directed: false,
    }),
    hotel_night: Object.freeze({
      reliability: 0.5,
      gapDays: 1,
      longestDays: 3650,
      inherentCrowdMax: 0,
      party: false,
      directed: false,
    }),
    order: Object.freeze({
      reliability: 1,
      gapDays: 6,
      longestDays: 7,
      inherentCrowdMax: 6,
      party: true,
      directed: false,
    }),
    seat: Object.freeze({
      reliability: 0.6,
      gapDays: 6,
      longestDays: 7,
      inherentCrowdMax: 0,
      party: false,
      directed: false,
    }),
    service: Object.freeze({
      reliability: 0.5,
      gapDays: 6,
      longestDays: 7,
      inherentCrowdMax: 3,
      party: false,
      directed: false,
    }),
    convoy: Object.freeze({
      reliability: 0.8,
      gapDays: 6,
      longestDays: 7,
      inherentCrowdMax: 0,
      party: false,
      directed: false,
    }),
    parcel: Object.freeze({
      reliability: 1,
      gapDays: 0,
      longestDays: 1,
      inherentCrowdMax: 2,
      party: false,
      directed: true,
    }),
    call: Object.freeze({
      reliability: 1,
      gapDays: 0,
      longestDays: 1,
      inherentCrowdMax: 2,
      party: false,
      directed: true,
    }),
  }),
});

export type Channel = keyof typeof config.channels;
export const channels = Object.freeze(Object.keys(config.channels) as Channel[]);

export { installationRoot } from './root.ts';
