export { type Disclosure, type Disclosures, disclosureOf, openDisclosures } from './disclosures.ts';
export { type Identities, type Identity, openIdentities } from './identities.ts';
export { homeKey, type KeyOrigin } from './key.ts';
export { openKeyring } from './keyring.ts';
export { pseudonym } from './pseudonym.ts';
export { disclosureTable, vaultTables } from './tables.ts';
