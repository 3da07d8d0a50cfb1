import ipaddr from 'ipaddr.js';
import { ExcavatorError } from '../kernel/errors.ts';

/**
 * Where events may go. A receiver's address is written by a person and its name is answered by somebody's DNS, so both
 * are checked: the URL when it is registered and before each attempt, every address at the moment of connecting.
 */
export interface DestinationRules {
  /** Host names that may be called; `.example.org` stands for every name below it. Empty: any name. */
  readonly hosts: readonly string[];
  /** Networks that may be called although they are not public, in CIDR: receivers inside the building. */
  readonly networks: readonly string[];
  /** Plain HTTP, for receivers on the same machine or a trial. */
  readonly plainHttp: boolean;
}

export const strictRules: DestinationRules = Object.freeze({
  hosts: Object.freeze([]),
  networks: Object.freeze([]),
  plainHttp: false,
});

const longestUrl = 2048;

/**
 * The URL in its one canonical form; decimal, octal and hexadecimal spellings of an address have become dotted by then.
 * @throws ExcavatorError destination_refused
 */
export function checkUrl(text: string, rules: DestinationRules): URL {
  if (text.length > longestUrl || !URL.canParse(text)) throw refused('it is no URL', 'an https URL');
  const url = new URL(text);
  const schemes = rules.plainHttp ? ['https:', 'http:'] : ['https:'];
  if (!schemes.includes(url.protocol)) throw refused(`its scheme is ${url.protocol}`, schemes.join(' or '));
  if (url.username !== '' || url.password !== '') throw refused('it carries a user name', 'a URL without credentials');
  if (url.hash !== '') throw refused('it carries a fragment', 'a URL without #');
  const host = bareHost(url);
  if (rules.hosts.length > 0 && !rules.hosts.some((known) => matches(host, known)))
    throw refused('its host is not on the list of allowed hosts', 'a host of the list');
  if (ipaddr.isValid(host)) checkAddress(host, rules);
  return url;
}

/**
 * @param address an IP address in text, as DNS gave it or as the URL names it
 * @throws ExcavatorError destination_refused
 */
export function checkAddress(address: string, rules: DestinationRules): void {
  if (!ipaddr.isValid(address)) throw refused('its name did not lead to an IP address', 'a public address');
  // ::ffff:10.0.0.1 is 10.0.0.1: judged as what it reaches.
  const reached = ipaddr.process(address);
  if (rules.networks.some((network) => within(reached, network)) || isPublic(reached)) return;
  throw refused(`its address is ${reached.range()}`, 'a public address, or one of the allowed networks');
}

/** Host of a URL, without the brackets of IPv6 and the dot of a rooted name. */
function bareHost(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address.range() !== 'unicast') return false;
  // Of IPv6 only 2000::/3 has been given out; the rest that counts as unicast leads nowhere that is known.
  return address.kind() === 'ipv4' || within(address, '2000::/3');
}

function within(address: ipaddr.IPv4 | ipaddr.IPv6, network: string): boolean {
  const [base, bits] = ipaddr.parseCIDR(network);
  return base.kind() === address.kind() && address.match([base, bits] as never);
}

function matches(host: string, known: string): boolean {
  const name = known.toLowerCase();
  return name.startsWith('.') ? host.endsWith(name) : host === name;
}

function refused(got: string, expected: string): ExcavatorError {
  return new ExcavatorError({
    code: 'destination_refused',
    kind: 'forbidden',
    what: 'Events may not be sent to this address.',
    got,
    expected,
    advice: 'Register another URL, or have an administrator allow the host or network in the configuration.',
  });
}
