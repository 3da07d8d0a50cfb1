/** An id that this program made, or a word that says it was none: what a caller typed may be a name, and goes into no log. */
export function opaque(id: string): string {
  return /^[A-Z]-[a-z2-7]{16}$/.test(id) ? id : 'malformed';
}
