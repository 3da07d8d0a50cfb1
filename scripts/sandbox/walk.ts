import { type Client, createMachineClient, signIn } from '../../api/client/index.ts';
import type { ReceiverProcess } from './receiver-process.ts';

/** A service on a demo home, reached as an integrator reaches it. */
export interface Site {
  readonly url: string;
  /** Of every account of the demo. */
  readonly password: string;
}

/** A machine that may call the API and an endpoint that is told; both secrets are shown once. */
export interface Registered {
  readonly client: string;
  readonly clientSecret: string;
  readonly endpoint: string;
  readonly webhookSecret: string;
}

export interface Walked {
  readonly lead: string;
  /** Ids of the two events, as the receiver took them. */
  readonly raised: string;
  readonly withdrawn: string;
}

/** Says one step: what it is, and how it looks from outside. */
export type Say = (step: string, detail: string) => void;

const waitMs = 20_000;
/** Two sound rows and one without its time. */
const parcels = [
  'record_id,waybill_no,from_place,to_place,sent_at,sender_phone,recipient_phone',
  'sandbox-1,W-1,O-1,O-2,2026-01-05T09:00:00+08:00,13900000001,13900000002',
  'sandbox-2,W-2,O-2,O-1,2026-01-06T09:00:00+08:00,13900000002,13900000001',
  'sandbox-3,W-3,O-2,O-1,,13900000002,13900000001',
].join('\n');
const scopes = ['lead.read', 'event.read', 'endpoint.list', 'endpoint.acknowledge', 'records.collect', 'records.read'];

/** What an administrator does once for a system that is to be connected. */
export async function register({ url, password }: Site, hook: string, say: Say): Promise<Registered> {
  const admin = await signIn(url, 'admin', password);
  const client = 'till';
  const purpose = 'Sandbox: takes leads over into the case system';
  const { data: made } = await admin.addClient({ body: { id: client, unit: 'border', purpose, scopes } });
  say('A machine is registered for one unit, one purpose, some scopes.', `POST /v1/clients  ${client}`);
  const body = { id: 'till-hook', url: hook, unit: 'border', audience: 'integrators' } as const;
  const { data: secrets } = await admin.addEndpoint({ body });
  say('An endpoint is registered; its secrets are told once.', `POST /v1/endpoints  ${hook}`);
  return { client, clientSecret: made.secret, endpoint: body.id, webhookSecret: secrets.hmac };
}

/** A file of records, then a lead from the ranking to the acknowledgement of its withdrawal: two people, a machine, a receiver. */
export async function walk(site: Site, has: Registered, receiver: ReceiverProcess, say: Say): Promise<Walked> {
  const { url, password } = site;
  const [reviewer, supervisor] = await Promise.all([signIn(url, 'rosa', password), signIn(url, 'sam', password)]);
  const machine = createMachineClient(url, has.client, has.clientSecret);
  const { data: batch } = await machine.sendBatch({
    query: { table: 'parcel' },
    headers: { 'idempotency-key': 'sandbox-parcels-1' },
    type: 'text/csv',
    body: parcels,
  });
  say(
    `A file of parcels came in: ${batch.seen} rows seen, ${batch.accepted} accepted, ${batch.quarantined} quarantined.`,
    `POST /v1/batches?table=parcel  Idempotency-Key: sandbox-parcels-1  -> ${batch.batch}`,
  );
  const { data: ranking } = await reviewer.listRanking({ query: { role: 'retailer', top: 3 } });
  say(
    `The ranking holds ${ranking.total} people; the first is ${ranking.rows[0]?.person}.`,
    'GET /v1/rankings?role=retailer',
  );

  const lead = await decide(reviewer, say);
  await dispatch(supervisor, lead, say);
  const raised = await receiver.taken('lead.raised', lead, waitMs);
  say('The receiver verified the signature and took it.', `${raised.type} ${raised.id}`);
  const { data: seen } = await machine.getLead({ path: { id: lead } });
  say(
    `The machine fetched the detail, a read that is in the log: ${seen.role}, ${seen.band}.`,
    `GET /v1/leads/${lead}`,
  );

  await takeBack(supervisor, lead, say);
  const withdrawn = await receiver.taken('lead.withdrawn', lead, waitMs);
  const open = await unacknowledged(machine, withdrawn.id);
  say(`The receiver was told; ${open} acknowledgement is open.`, 'GET /v1/deliveries?state=unacknowledged');
  await machine.acknowledgeEvent({ path: { id: withdrawn.id }, body: { endpoint: has.endpoint } });
  const left = await unacknowledged(machine, withdrawn.id);
  say(`The machine said that it forgot the lead; ${left} are open.`, `POST /v1/events/${withdrawn.id}/acknowledge`);
  return { lead, raised: raised.id, withdrawn: withdrawn.id };
}

async function decide(reviewer: Client, say: Say): Promise<string> {
  const { data } = await reviewer.nextLead();
  if (data.lead === null) throw new Error('There is no lead to judge in this sandbox.');
  const id = data.lead;
  say('A reviewer takes the next lead.', `POST /v1/leads/next  ${id}`);
  const { etag } = await reviewer.getLead({ path: { id } });
  say('Opening its evidence is what a decision asks for.', `GET /v1/leads/${id}  ETag ${etag}`);
  await reviewer.approveLead({
    path: { id },
    headers: { 'if-match': etag ?? '' },
    body: { code: 'facts_support', reason: 'Sandbox: the records stand.' },
  });
  say('The reviewer says yes, with a reason, on that version.', `POST /v1/leads/${id}/approve  If-Match ${etag}`);
  return id;
}

async function dispatch(supervisor: Client, id: string, say: Say): Promise<void> {
  const { etag } = await supervisor.getLead({ path: { id } });
  await supervisor.dispatchLead({
    path: { id },
    headers: { 'if-match': etag ?? '' },
    body: { code: 'to_unit', reason: 'Sandbox: for inquiry.' },
  });
  say('A supervisor hands it on; the event is written with the act.', `POST /v1/leads/${id}/dispatch`);
}

async function takeBack(supervisor: Client, id: string, say: Say): Promise<void> {
  const { etag } = await supervisor.getLead({ path: { id } });
  await supervisor.withdrawLead({
    path: { id },
    headers: { 'if-match': etag ?? '' },
    body: { code: 'made_in_error', reason: 'Sandbox: taken back.' },
  });
  say('The supervisor takes it back: whoever was told is told.', `POST /v1/leads/${id}/withdraw`);
}

async function unacknowledged(machine: Client, event: string): Promise<number> {
  const { data } = await machine.listDeliveries({ query: { state: 'unacknowledged' } });
  return data.deliveries.filter((one) => one.event === event).length;
}
