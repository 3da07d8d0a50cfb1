import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import {
  asGexf,
  asJson,
  asSvg,
  type Chart,
  type ChartEdge,
  type ChartNode,
  type Positions,
} from '../../graph/index.ts';
import { post } from '../../http/index.ts';
import type { ExportStamp } from '../../http/shapes.ts';
import { ProblemNote } from '../../parts/index.ts';
import { useWords } from '../../words/index.ts';
import { pictureFile } from './picture-file.ts';

interface ExportMenuProps {
  readonly chart: Chart | undefined;
  readonly nodes: readonly ChartNode[];
  readonly edges: readonly ChartEdge[];
  readonly positions: Positions;
  readonly caseId: string;
  readonly run: string;
}

type Format = 'png' | 'svg' | 'gexf' | 'json';
const formats: readonly Format[] = ['png', 'svg', 'gexf', 'json'];
const texts = { svg: asSvg, gexf: asGexf, json: asJson } as const;

/** The service notes who is taken out, under which case; only with its stamp there is a file. */
export function ExportMenu({ chart, nodes, edges, positions, caseId, run }: ExportMenuProps): ReactNode {
  const { t, say } = useWords();
  const save = useMutation({
    mutationFn: async (format: Format) => {
      const persons = nodes.map(({ id }) => id);
      const asked = { case: caseId, format, run_id: run, persons, contacts: edges.length };
      const { id, account, unit, at, not_evidence } = await post<ExportStamp>('/v1/exports', asked);
      const when = new Date(at * 1000).toISOString();
      const stamp = { id, notice: say(not_evidence), account, unit, case: caseId, run, at: when };
      const drawn = { nodes, edges, positions };
      const file = format === 'png' ? await pictureFile(chart, stamp) : textFile(texts[format](drawn, stamp));
      download(file, `${caseId}-${id}.${format}`);
      return id;
    },
  });
  return (
    <details className="section">
      <summary>{t('network.export')}</summary>
      <p className="soft small">{t('network.export.say')}</p>
      <div className="row">
        {formats.map((format) => (
          <button
            key={format}
            type="button"
            className="button small"
            disabled={save.isPending}
            onClick={() => save.mutate(format)}
          >
            {format.toUpperCase()}
          </button>
        ))}
      </div>
      {save.isError && <ProblemNote error={save.error} />}
      {save.isSuccess && (
        <p className="small" role="status">
          {t('network.exported', { id: save.data })}
        </p>
      )}
    </details>
  );
}

const textFile = (text: string): Blob => new Blob([text], { type: 'text/plain' });

function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
