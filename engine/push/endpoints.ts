import type Database from 'better-sqlite3';
import { ExcavatorError } from '../kernel/errors.ts';
import { checkUrl, type DestinationRules } from './destination.ts';
import type { Endpoint, EndpointRequest, EventType } from './types.ts';

/** The register of endpoints. Every write belongs into the transaction of an audited act. */
export interface Endpoints {
  /** @throws ExcavatorError destination_refused, endpoint_known */
  add(request: EndpointRequest, at: number): Endpoint;
  get(id: string): Endpoint | undefined;
  /** @param unit where given, an endpoint of another unit looks like none. @throws ExcavatorError endpoint_unknown */
  demand(id: string, unit?: string): Endpoint;
  list(): readonly Endpoint[];
  /** From now on a new secret signs; the one before signs beside it until `olderUntilMs`. */
  rotate(id: string, olderUntilMs: number): void;
  disable(id: string, reason: string): void;
  enable(id: string): void;
  noteFailure(id: string, atMs: number): void;
  noteSuccess(id: string): void;
}

interface Row {
  readonly id: string;
  readonly url: string;
  readonly unit: string;
  readonly audience: Endpoint['audience'];
  readonly types: string;
  readonly roles: string;
  readonly areas: string;
  readonly state: Endpoint['state'];
  readonly reason: string | null;
  readonly secret_version: number;
  readonly older_until_ms: number;
  readonly failing_since_ms: number | null;
  readonly created_at: number;
}

export function openEndpoints(db: Database.Database, rules: DestinationRules): Endpoints {
  const insert = db.prepare(`insert into push_endpoint
    (id, url, unit, audience, types, roles, areas, state, reason, secret_version, older_until_ms, failing_since_ms, created_at)
    values (?, ?, ?, ?, ?, ?, ?, 'live', null, 1, 0, null, ?)`);
  const one = db.prepare<[string], Row>('select * from push_endpoint where id = ?');
  const all = db.prepare<[], Row>('select * from push_endpoint order by id');
  const rotate = db.prepare(
    'update push_endpoint set secret_version = secret_version + 1, older_until_ms = ? where id = ?',
  );
  const setState = db.prepare('update push_endpoint set state = ?, reason = ?, failing_since_ms = null where id = ?');
  const failing = db.prepare('update push_endpoint set failing_since_ms = ? where id = ? and failing_since_ms is null');
  const well = db.prepare(
    'update push_endpoint set failing_since_ms = null where id = ? and failing_since_ms is not null',
  );
  return {
    add: (request, at) => {
      const url = checkUrl(request.url, rules).href;
      if (one.get(request.id) !== undefined) throw known(request.id);
      const { id, unit, audience, types, roles, areas } = request;
      insert.run(id, url, unit, audience, JSON.stringify(types), JSON.stringify(roles), JSON.stringify(areas), at);
      return endpointOf(one.get(id) as Row);
    },
    get: (id) => {
      const row = one.get(id);
      return row && endpointOf(row);
    },
    demand: (id, unit) => {
      const row = one.get(id);
      if (row === undefined || (unit !== undefined && row.unit !== unit)) throw unknown(id);
      return endpointOf(row);
    },
    list: () => all.all().map(endpointOf),
    rotate: (id, olderUntilMs) => rotate.run(olderUntilMs, id),
    disable: (id, reason) => setState.run('disabled', reason, id),
    enable: (id) => setState.run('live', null, id),
    noteFailure: (id, atMs) => failing.run(atMs, id),
    noteSuccess: (id) => well.run(id),
  };
}

function endpointOf(row: Row): Endpoint {
  return Object.freeze({
    id: row.id,
    url: row.url,
    unit: row.unit,
    audience: row.audience,
    types: JSON.parse(row.types) as EventType[],
    roles: JSON.parse(row.roles) as string[],
    areas: JSON.parse(row.areas) as string[],
    state: row.state,
    reason: row.reason,
    secretVersion: row.secret_version,
    olderUntilMs: row.older_until_ms,
    failingSinceMs: row.failing_since_ms,
    createdAt: row.created_at,
  });
}

function known(id: string): ExcavatorError {
  return new ExcavatorError({
    code: 'endpoint_known',
    kind: 'conflict',
    what: 'There is an endpoint of that name.',
    got: id,
    advice: 'Choose another name, or change the endpoint that there is.',
  });
}

function unknown(id: string): ExcavatorError {
  return new ExcavatorError({
    code: 'endpoint_unknown',
    kind: 'not_found',
    what: 'There is no endpoint of that name.',
    got: id,
    advice: 'List them: `excavator endpoint list`.',
  });
}
