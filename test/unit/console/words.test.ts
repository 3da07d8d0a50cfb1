import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { dictionary } from '../../../api/console/words/dictionary.ts';

const root = join(import.meta.dirname, '../../../api/console');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
const sources = files.map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
const names = (text: string): readonly string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();

describe('words of the page', () => {
  it('are all there in both languages, with the same names to fill in', () => {
    const wrong = Object.entries(dictionary).filter(
      ([, [en, zh]]) => en.trim() === '' || zh.trim() === '' || names(en).join() !== names(zh).join(),
    );
    expect(wrong).toEqual([]);
    expect(Object.keys(dictionary).length).toBeGreaterThan(300);
  });

  it('are asked for by keys that there are', () => {
    const asked = sources.flatMap(({ text }) => [...text.matchAll(/\bt\('([\w.-]+)'/g)].map(([, key = '']) => key));
    expect(asked.length).toBeGreaterThan(200);
    expect(asked.filter((key) => !(key in dictionary))).toEqual([]);
  });

  it('stand nowhere in the markup itself', () => {
    expect(sources.flatMap(({ file, text }) => literals(file, text))).toEqual([]);
  });

  it('would be found if they did', () => {
    expect(literals('a.tsx', '<p title="Hello there">Some words {x}</p>')).toHaveLength(2);
  });
});

/** Text that a person would read and no dictionary knows: in elements, and in attributes that are read out. */
function literals(file: string, text: string): readonly string[] {
  const found: string[] = [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && /\p{L}{2,}/u.test(node.text)) found.push(`${file}: ${node.text.trim()}`);
    if (ts.isJsxAttribute(node) && /^(title|label|alt|placeholder|aria-label)$/.test(node.name.getText())) {
      const value = node.initializer;
      if (value !== undefined && ts.isStringLiteral(value)) found.push(`${file}: ${value.text}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
