import type { Audience, Endpoint, EventType, NewEvent } from './types.ts';

/**
 * Who may hear what. A proposed lead is a suspicion that no person has looked at: it goes to reviewers, never to the
 * frontline (oversight rule 8).
 */
export const heardBy: Readonly<Partial<Record<EventType, readonly Audience[]>>> = Object.freeze({
  'lead.proposed': ['reviewers', 'integrators'],
  'lead.raised': ['frontline', 'reviewers', 'integrators'],
  'model.promoted': ['reviewers', 'integrators'],
  'disclosure.granted': ['reviewers', 'integrators'],
  'endpoint.disabled': ['reviewers', 'integrators'],
});

/** What changes something that was told goes to everyone who was told, and to nobody else. */
const followUps: readonly EventType[] = ['lead.updated', 'lead.withdrawn', 'lead.expired'];

export function isFollowUp(type: EventType): boolean {
  return followUps.includes(type);
}

/**
 * The endpoints that an event goes to: live, and of its unit, of an audience that may hear it and not filtered out; or,
 * for a follow-up, told of the subject before (whatever their filters say today).
 * @param told ids of the endpoints that were told of the subject
 */
export function recipients(
  event: NewEvent,
  endpoints: readonly Endpoint[],
  told: ReadonlySet<string>,
): readonly Endpoint[] {
  const live = endpoints.filter(({ state }) => state === 'live');
  if (isFollowUp(event.type)) return live.filter(({ id }) => told.has(id));
  const audiences = heardBy[event.type] ?? [];
  return live.filter(
    (endpoint) =>
      (event.unit === null || endpoint.unit === event.unit) &&
      audiences.includes(endpoint.audience) &&
      takes(endpoint.types, event.type) &&
      takes(endpoint.roles, event.role) &&
      takes(endpoint.areas, event.area),
  );
}

/** An empty filter takes everything; a filter by role or area lets through what has none, such as a new model. */
function takes<T extends string>(wanted: readonly T[], value: T | null): boolean {
  return wanted.length === 0 || value === null || wanted.includes(value);
}
