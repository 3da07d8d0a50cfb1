#!/usr/bin/env node
import { readFileSync } from 'node:fs';

/** Draws the text on standard input as a picture of a terminal (SVG) on standard output, for the README: picture.js TITLE. */
const title = process.argv[2] ?? 'What a terminal shows';
const lines = readFileSync(0, 'utf8').trimEnd().split('\n');
const size = { char: 7.85, line: 18, pad: 18, bar: 30 };
const width = Math.ceil(Math.max(...lines.map((line) => columns(line))) * size.char + size.pad * 2);
const height = lines.length * size.line + size.pad + size.bar + 6;
const rows = lines.map((line, i) => row(line, size.bar + size.pad + i * size.line));

process.stdout.write(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${escaped(title)}</title>
<rect width="${width}" height="${height}" rx="8" fill="#fbfbfa" stroke="#d0d0cc"/>
<rect x="1" y="1" width="${width - 2}" height="${size.bar - 8}" rx="7" fill="#ececea"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace" font-size="13" fill="#22272e" xml:space="preserve">
${rows.join('\n')}
</g>
</svg>
`);

function row(line: string, y: number): string {
  const command = line.startsWith('$ ');
  const style = command ? ' font-weight="600"' : '';
  return `<text x="${size.pad}" y="${y}" textLength="${Math.round(columns(line) * size.char)}" lengthAdjust="spacing"${style}>${escaped(line)}</text>`;
}

/** Cells a line takes: Chinese characters take two. */
function columns(line: string): number {
  return [...line].reduce((sum, char) => sum + ((char.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll(' ', '&#160;');
}
