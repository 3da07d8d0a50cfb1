import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExcavatorError } from '../kernel/errors.ts';

/** What this deployment is for, on what ground, and until when. */
export interface Deployment {
  readonly purpose: string;
  readonly legalBasis: string;
  /** Epoch seconds; from here on the engine only reads. */
  readonly reviewBy: number;
  /** Folder for signed checkpoints; default `checkpoints` in the home. Better on another machine. */
  readonly checkpoints?: string;
  /** Days that records of a source are kept. */
  readonly retentionDays?: Readonly<Record<string, number>>;
  /** Other names that the service answers under, as origins such as https://excavator.example. */
  readonly origins?: readonly string[];
  /** An OpenID Connect provider that vouches for people; `claim` names the account. */
  readonly oidc?: {
    readonly issuer: string;
    readonly clientId: string;
    /** File with the secret; relative to the home. */
    readonly clientSecretFile: string;
    readonly label: string;
    readonly claim: string;
  };
  /** Where events may be sent beside public https addresses. */
  readonly push?: {
    readonly hosts?: readonly string[];
    readonly networks?: readonly string[];
    readonly plainHttp?: boolean;
  };
}

/** Sources that a limit in days may be set for. */
const sources = ['lodging', 'transport', 'checkpoint', 'parcel', 'call'];

export const deploymentFile = 'deployment.json';

/** The deployment of a home; undefined where none was written. @throws ExcavatorError deployment_malformed */
export function readDeployment(home: string): Deployment | undefined {
  const file = join(home, deploymentFile);
  if (!existsSync(file)) return undefined;
  let given: Readonly<Record<string, unknown>> = {};
  try {
    given = JSON.parse(readFileSync(file, 'utf8')) as typeof given;
  } catch {
    // Told below.
  }
  const { purpose, legal_basis, review_by, checkpoints, retention_days, push, oidc, origins } = given ?? {};
  const day =
    typeof review_by === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(review_by) ? Date.parse(review_by) : Number.NaN;
  if (
    !filled(purpose) ||
    !filled(legal_basis) ||
    Number.isNaN(day) ||
    !(checkpoints === undefined || filled(checkpoints)) ||
    !(retention_days === undefined || dayLimits(retention_days)) ||
    !(push === undefined || destinations(push)) ||
    !(oidc === undefined || provider(oidc)) ||
    !(origins === undefined || (Array.isArray(origins) && origins.every(origin)))
  )
    throw new ExcavatorError({
      code: 'deployment_malformed',
      kind: 'usage',
      what: 'The configuration of this deployment cannot be used.',
      where: file,
      expected:
        '{"purpose": "…", "legal_basis": "…", "review_by": "YYYY-MM-DD"} and perhaps "checkpoints", "retention_days" by source, "push": {"hosts": [], "networks": [], "plain_http": false}, "origins": ["https://…"], "oidc": {"issuer": "https://…", "client_id": "…", "client_secret_file": "…", "label": "…", "claim": "preferred_username"}',
      advice: 'Correct the file.',
    });
  return Object.freeze({
    purpose,
    legalBasis: legal_basis,
    reviewBy: day / 1000,
    ...(checkpoints === undefined ? {} : { checkpoints }),
    ...(retention_days === undefined ? {} : { retentionDays: retention_days }),
    ...(origins === undefined ? {} : { origins: Object.freeze([...(origins as string[])]) }),
    ...(oidc === undefined
      ? {}
      : {
          oidc: Object.freeze({
            issuer: oidc.issuer,
            clientId: oidc.client_id,
            clientSecretFile: oidc.client_secret_file,
            label: oidc.label,
            claim: oidc.claim ?? 'preferred_username',
          }),
        }),
    ...(push === undefined
      ? {}
      : { push: { hosts: push.hosts ?? [], networks: push.networks ?? [], plainHttp: push.plain_http ?? false } }),
  });
}

interface Destinations {
  readonly hosts?: readonly string[];
  readonly networks?: readonly string[];
  readonly plain_http?: boolean;
}

const destinations = (value: unknown): value is Destinations => {
  if (typeof value !== 'object' || value === null) return false;
  const { hosts = [], networks = [], plain_http = false, ...rest } = value as Record<string, unknown>;
  const texts = [hosts, networks].every((list) => Array.isArray(list) && list.every(filled));
  return texts && typeof plain_http === 'boolean' && Object.keys(rest).length === 0;
};

interface Provider {
  readonly issuer: string;
  readonly client_id: string;
  readonly client_secret_file: string;
  readonly label: string;
  readonly claim?: string;
}

const origin = (value: unknown): boolean => {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const { origin: own, protocol } = new URL(value);
  return own === value && (protocol === 'https:' || protocol === 'http:');
};

const provider = (value: unknown): value is Provider => {
  if (typeof value !== 'object' || value === null) return false;
  const { issuer, client_id, client_secret_file, label, claim = 'sub', ...rest } = value as Record<string, unknown>;
  const texts = [issuer, client_id, client_secret_file, label, claim];
  return texts.every(filled) && URL.canParse(String(issuer)) && Object.keys(rest).length === 0;
};

const filled = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

const dayLimits = (value: unknown): value is Record<string, number> =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).every(([source, days]) => sources.includes(source) && Number.isInteger(days) && days > 0);

/** @throws ExcavatorError deployment_unset, authority_expired */
export function demandAuthority(deployment: Deployment | undefined, at: number): void {
  if (deployment === undefined)
    throw new ExcavatorError({
      code: 'deployment_unset',
      kind: 'forbidden',
      what: 'Nobody has said what this deployment is for, on what legal basis, and until when.',
      expected: `a file ${deploymentFile} in the home`,
      advice: `Write ${deploymentFile}: {"purpose": "…", "legal_basis": "…", "review_by": "YYYY-MM-DD"}.`,
    });
  demandInTime(deployment, at);
}

/** Past the review-by date everything but reading is refused. @throws ExcavatorError authority_expired */
export function demandInTime(deployment: Deployment | undefined, at: number): void {
  if (deployment === undefined || at < deployment.reviewBy) return;
  throw new ExcavatorError({
    code: 'authority_expired',
    kind: 'forbidden',
    what: 'The review-by date of this deployment is past: the engine only reads.',
    got: new Date(at * 1000).toISOString().slice(0, 10),
    expected: `before ${new Date(deployment.reviewBy * 1000).toISOString().slice(0, 10)}`,
    advice: `Review the deployment and set a new date in ${deploymentFile}.`,
  });
}
