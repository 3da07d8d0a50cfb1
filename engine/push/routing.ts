import type { Audience, Endpoint, EventType, NewEvent } from './types.ts';

/**
 * Who may hear what. A proposed lead is a suspicion that no person has looked at: it goes to reviewers, never to the
 * frontline (oversight rule 8).
 */
export const heardBy: Readonly<Partial<Record<EventType, readonly Audience[]>>> = Object.freeze({
  'lead.proposed': ['reviewers', 'integrators'],
  'lead.raised': ['frontline', 'reviewers', 'integrators'],
  'endpoint.disabled': ['reviewers', 'integrators'],
  'model.promoted': ['reviewers', 'integrators'],
  'disclosure.granted': ['reviewers', 'integrators'],
});

/** Types that an endpoint may choose among; what follows on a telling comes to whoever was told, unasked. */
export const choosable = Object.freeze(Object.keys(heardBy) as EventType[]);

/** What changes something that was told goes to everyone who was told, and to nobody else. */
const followUps: readonly EventType[] = ['lead.updated', 'lead.withdrawn', 'lead.expired'];

/** What is no unit's and concerns all of them. */
export function isEverybodys(type: EventType): boolean {
  return type === 'model.promoted';
}

/** What is about no open suspicion, so that a machine may hear it although nobody dispatched a lead. */
export function isAboutNoLead(type: EventType): boolean {
  return type === 'model.promoted' || type === 'disclosure.granted';
}

export function isFollowUp(type: EventType): boolean {
  return followUps.includes(type);
}

/**
 * The endpoints that an event goes to: live, of its unit, of an audience that may hear it and not filtered out. What is of
 * no unit goes to nobody, unless it is of a kind that concerns all. A follow-up goes to those told of the subject before, whatever their filters say today; where
 * one is disabled it waits, because a withdrawal must not be missed.
 * @param told ids of the endpoints that were told of the subject
 */
export function recipients(
  event: NewEvent,
  endpoints: readonly Endpoint[],
  told: ReadonlySet<string>,
): readonly Endpoint[] {
  if (isFollowUp(event.type)) return endpoints.filter(({ id }) => told.has(id));
  const audiences = heardBy[event.type] ?? [];
  return endpoints.filter(
    (endpoint) =>
      endpoint.state === 'live' &&
      (endpoint.unit === event.unit || isEverybodys(event.type)) &&
      audiences.includes(endpoint.audience) &&
      takes(endpoint.types, event.type) &&
      takes(endpoint.roles, event.role) &&
      takes(endpoint.areas, event.area),
  );
}

/** An empty filter takes everything; a filter by role or area lets through what has none, such as the end of an endpoint. */
function takes<T extends string>(wanted: readonly T[], value: T | null): boolean {
  return wanted.length === 0 || value === null || wanted.includes(value);
}
