import type { ReactNode } from 'react';
import {
  asGexf,
  asJson,
  asSvg,
  type Chart,
  type ChartEdge,
  type ChartNode,
  lineOf,
  type Positions,
  type Stamp,
} from '../../graph/index.ts';
import { useSession } from '../../shell/index.ts';
import { useWords } from '../../words/index.ts';

interface ExportMenuProps {
  readonly chart: Chart | undefined;
  readonly nodes: readonly ChartNode[];
  readonly edges: readonly ChartEdge[];
  readonly positions: Positions;
  readonly caseId: string;
}

type Format = 'png' | 'svg' | 'gexf' | 'json';
const formats: readonly Format[] = ['png', 'svg', 'gexf', 'json'];

export function ExportMenu({ chart, nodes, edges, positions, caseId }: ExportMenuProps): ReactNode {
  const { t } = useWords();
  const { account } = useSession();
  const save = async (format: Format): Promise<void> => {
    const stamp: Stamp = { notice: t('lead.not-evidence'), account, case: caseId, at: new Date().toISOString() };
    const drawn = { nodes, edges, positions };
    if (format === 'png') return void (await savePicture(chart, stamp));
    const text = { svg: asSvg, gexf: asGexf, json: asJson }[format](drawn, stamp);
    download(new Blob([text], { type: 'text/plain' }), `network.${format}`);
  };
  return (
    <details className="section">
      <summary>{t('network.export')}</summary>
      <p className="soft small">{t('network.export.say')}</p>
      <div className="row">
        {formats.map((format) => (
          <button key={format} type="button" className="button small" onClick={() => void save(format)}>
            {format.toUpperCase()}
          </button>
        ))}
      </div>
    </details>
  );
}

async function savePicture(chart: Chart | undefined, stamp: Stamp): Promise<void> {
  const picture = chart?.picture();
  const pen = picture?.getContext('2d');
  if (picture === undefined || pen === null || pen === undefined) return;
  pen.font = `${12 * devicePixelRatio}px sans-serif`;
  pen.fillStyle = '#777';
  pen.fillText(lineOf(stamp), 12, picture.height - 12);
  const file = await new Promise<Blob | null>((done) => picture.toBlob(done, 'image/png'));
  if (file !== null) download(file, 'network.png');
}

function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
