export function Disclosures() {
  return null;
}
