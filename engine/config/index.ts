/** Frozen defaults of the line. A change of a value changes the keys of what is stored. */
export const config = Object.freeze({
  /** Bumped when a stage computes something else from the same input. */
  lineVersion: 2,
  /** Seed of everything in the line that draws random numbers. */
  seed: 1,
  /** Only persons this many contacts from an established case are scored (oversight rule 15). */
  hopLimit: 3,
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
  }),
  /** Weight of one meeting in a channel, and the count from which the channel may make an edge. */
  channels: Object.freeze({
    room: Object.freeze({ weight: 3, edgeFrom: 1, directed: false }),
    booking: Object.freeze({ weight: 2, edgeFrom: 1, directed: false }),
    hotel_night: Object.freeze({ weight: 0.4, edgeFrom: 2, directed: false }),
    order: Object.freeze({ weight: 3, edgeFrom: 1, directed: false }),
    seat: Object.freeze({ weight: 0.6, edgeFrom: 2, directed: false }),
    service: Object.freeze({ weight: 0.2, edgeFrom: 3, directed: false }),
    convoy: Object.freeze({ weight: 1.2, edgeFrom: 2, directed: false }),
    parcel: Object.freeze({ weight: 2, edgeFrom: 1, directed: true }),
    call: Object.freeze({ weight: 2, edgeFrom: 1, directed: true }),
  }),
});

export type Channel = keyof typeof config.channels;
export const channels = Object.freeze(Object.keys(config.channels) as Channel[]);

export { installationRoot } from './root.ts';
