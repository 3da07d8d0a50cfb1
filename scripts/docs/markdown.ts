/** The few pieces of Markdown that the generated pages are made of. */

const cell = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\n', ' ');
const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

export const code = (text: string): string => `\`${text}\``;
export const codes = (texts: readonly string[]): string => texts.map(code).join(', ');

export function page(title: string, madeFrom: string, parts: readonly string[]): string {
  const note = `Generated from ${madeFrom} by \`npm run docs\`: change the code, not this file.`;
  return `${[`# ${title}`, note, ...parts].join('\n\n')}\n`;
}
