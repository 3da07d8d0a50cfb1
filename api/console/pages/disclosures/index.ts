export { Disclosures } from './disclosures.tsx';
