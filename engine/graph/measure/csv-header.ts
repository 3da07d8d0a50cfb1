const byteOrderMark = '\uFEFF';

/** Names of the columns in the first line of a CSV text, quoted or not. */
export function headerNames(start: string): string[] {
  const text = start.startsWith(byteOrderMark) ? start.slice(1) : start;
  const names: string[] = [];
  let name = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i] as string;
    if (quoted) {
      if (letter !== '"') name += letter;
      else if (text[i + 1] === '"') name += text[++i];
      else quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === ',') {
      names.push(name);
      name = '';
    } else if (letter === '\n' || letter === '\r') break;
    else name += letter;
  }
  return [...names, name].map((one) => one.trim());
}
