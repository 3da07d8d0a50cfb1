import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { loadGraph, saveGraph } from '../../engine/graph/index.ts';
import { buildGraph, bytesOf, type FlatGraph } from '../../engine/kernel/flat-graph.ts';
import { graphCases } from '../oracles/graph-cases.ts';

const folder = mkdtempSync(join(tmpdir(), 'graph-file-'));
afterAll(() => rmSync(folder, { recursive: true }));
const seed = 20_260_304;
const file = join(folder, 'g.graph');

describe(`a graph file (seed ${seed})`, () => {
  it('gives back what was saved, whatever the kind of graph', () => {
    for (const { graph, name } of graphCases(seed, 60)) {
      saveGraph(file, graph);
      expect(loadGraph(file), name).toEqual(graph);
    }
    expect(readdirSync(folder)).toEqual(['g.graph']);
  });

  it('takes 8, 16 or 24 bytes an edge and 4 a node', () => {
    const edges = 1000;
    const sources = Int32Array.from({ length: edges }, (_, e) => e % 100);
    const targets = Int32Array.from({ length: edges }, (_, e) => ((e % 100) + 1 + Math.floor(e / 100)) % 100);
    const bytes = (weight?: number, directed = false): number => {
      const weights = weight === undefined ? undefined : new Float64Array(edges).fill(weight);
      const graph = buildGraph(100, sources, targets, { weights, directed });
      saveGraph(file, graph);
      expect(graph.size).toBe(edges);
      expect(readFileSync(file).length - 64).toBe(bytesOf(graph));
      return (bytesOf(graph) - 101 * 4 * (directed ? 2 : 1)) / edges;
    };
    expect([bytes(), bytes(1), bytes(0.5), bytes(0.1), bytes(0.1, true)]).toEqual([8, 8, 16, 24, 24]);
  });

  it('finds every single flipped byte', () => {
    saveGraph(file, buildGraph(3, Int32Array.of(0, 1), Int32Array.of(1, 2), { weights: Float64Array.of(0.1, 0.2) }));
    const whole = readFileSync(file);
    for (let at = 0; at < whole.length; at++) {
      // The 16 bytes that end the header are room for later and mean nothing.
      if (at >= 48 && at < 64) continue;
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] as number) ^ 0x40;
      writeFileSync(file, damaged);
      expect(() => loadGraph(file), `byte ${at}`).toThrow(expect.objectContaining({ code: 'graph_file_refused' }));
    }
  });

  it('says what it got and what it expected', () => {
    saveGraph(file, buildGraph(2, Int32Array.of(0), Int32Array.of(1)));
    const whole = readFileSync(file);
    const fault = (bytes: Uint8Array) => {
      writeFileSync(file, bytes);
      try {
        loadGraph(file);
      } catch (error) {
        return (error as { fault: { got: string; expected: string } }).fault;
      }
      return undefined;
    };
    expect(fault(whole.subarray(0, 30))).toMatchObject({ got: '30 bytes', expected: '64 bytes or more' });
    expect(fault(Buffer.concat([Buffer.from('PAR1PAR1'), whole.subarray(8)]))).toMatchObject({ expected: 'EXCGRAPH' });
    expect(fault(whole.subarray(0, whole.length - 1))).toMatchObject({ got: `${whole.length - 1} bytes` });
    const later = Buffer.from(whole);
    later.writeUInt32LE(2, 8);
    expect(fault(later)).toMatchObject({ got: 'version 2', expected: 'version 1' });
  });

  it('refuses rows that break a law, even with good checksums', () => {
    const bend = (change: (graph: FlatGraph) => void, directed = false): unknown => {
      const graph = buildGraph(4, Int32Array.of(0, 1, 2), Int32Array.of(1, 2, 3), { directed });
      change(graph);
      saveGraph(file, graph);
      try {
        loadGraph(file);
      } catch (error) {
        return (error as { fault: { got: string } }).fault.got;
      }
      return 'accepted';
    };
    expect(bend(() => {})).toBe('accepted');
    expect(bend(({ out }) => out.targets.set([9]))).toMatch(/leads to 9 of 4/);
    expect(bend(({ out }) => out.targets.set([0]))).toMatch(/itself/);
    expect(bend(({ out }) => out.targets.set([2]))).toMatch(/one row only/);
    expect(bend(({ out }) => out.offsets.set([0], 2))).toMatch(/ends before/);
    expect(bend(({ in: back }) => back.targets.set([3]), true)).toMatch(/one row only/);
  });

  it('checks the header with CRC-32', () => {
    saveGraph(file, buildGraph(1, new Int32Array(0), new Int32Array(0)));
    const whole = readFileSync(file);
    expect(whole.readUInt32LE(44)).toBe(crc32(whole.subarray(0, 44)));
  });
});
