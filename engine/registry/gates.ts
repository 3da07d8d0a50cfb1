import type { EvaluationRecord, Gate, GateMetrics } from './types.ts';

/** Innocent look-alikes among the first names of any role: more than this is too many, unless the champion has more. */
const mostFlagged = 0.005;
const mostFlaggedOfKind = 0.02;
/** A champion's AUPRC may be missed by this much: less than worlds differ. */
const slack = 0.02;
const suspicious = 0.98;
/** A role with fewer people to find cannot be compared. */
const fewestPeople = 5;

const sections = ['## What it is', '## How good', '## What it is not for', '## Notices'];

/**
 * Every condition of a promotion.
 * @param own newest evaluation of the model to promote; undefined when there is none
 * @param champion newest evaluation of the champion on the same run
 * @param files text of the files of the model's folder
 */
export function gatesOf(
  own: EvaluationRecord | undefined,
  champion: EvaluationRecord | undefined,
  files: ReadonlyMap<string, string>,
): readonly Gate[] {
  const card = cardGate(files);
  if (own === undefined) {
    const words = 'It was not evaluated here: `excavator evaluate --truth FILE --model NAME/VERSION`.';
    return [{ gate: 'evaluated', passed: false, words }, card];
  }
  const evaluated: Gate = { gate: 'evaluated', passed: true, words: `Evaluated on run ${own.runId}.` };
  return [
    evaluated,
    card,
    baselinesGate(own.metrics),
    notWorseGate(own.metrics, champion?.metrics),
    wrongfulGate(own.metrics, champion?.metrics),
    leakGate(own.metrics),
  ];
}

function cardGate(files: ReadonlyMap<string, string>): Gate {
  const card = files.get('card.md') ?? '';
  const missing = [
    ...sections.filter((section) => !card.includes(section)),
    ...['metrics.json', 'features.json'].filter((name) => !files.has(name)),
    ...(/"provenance": {\s*"data"/.test(files.get('model.json') ?? '')
      ? []
      : ['hashes of data, code and configuration']),
  ];
  const words = missing.length === 0 ? 'The card is complete.' : `Missing: ${missing.join(', ')}.`;
  return { gate: 'card', passed: missing.length === 0, words };
}

function baselinesGate({ roles }: GateMetrics): Gate {
  const behind = Object.entries(roles).flatMap(([role, { positives, auprc, baselines }]) =>
    positives < fewestPeople
      ? []
      : baselines
          .filter((one) => one.auprc > auprc)
          .map(({ name, auprc: other }) => `${role}: ${name} ${other.toFixed(3)} against ${auprc.toFixed(3)}`),
  );
  const words = behind.length === 0 ? 'Ahead of every baseline in AUPRC.' : `Behind in AUPRC; ${behind.join('; ')}.`;
  return { gate: 'beats_baselines', passed: behind.length === 0, words };
}

function notWorseGate({ roles }: GateMetrics, champion: GateMetrics | undefined): Gate {
  const gate = 'not_worse';
  if (champion === undefined)
    return {
      gate,
      passed: false,
      words: 'The champion was not evaluated on the same run: `excavator evaluate --truth FILE`.',
    };
  const worse = Object.entries(roles).flatMap(([role, { positives, auprc }]) => {
    const before = champion.roles[role]?.auprc ?? 0;
    return positives >= fewestPeople && auprc < before - slack
      ? [`${role} ${auprc.toFixed(3)} against ${before.toFixed(3)}`]
      : [];
  });
  const words =
    worse.length === 0
      ? `AUPRC of no role more than ${slack} below the champion's.`
      : `AUPRC below the champion's: ${worse.join('; ')}.`;
  return { gate, passed: worse.length === 0, words };
}

function wrongfulGate({ wrongful }: GateMetrics, champion: GateMetrics | undefined): Gate {
  const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
  const limit = Math.max(mostFlagged, champion?.wrongful.share ?? 0);
  const kindLimit = Math.max(mostFlaggedOfKind, champion?.wrongful.worst?.share ?? 0);
  const worst = wrongful.worst?.share ?? 0;
  const kind = wrongful.worst === null ? '' : `; worst kind ${wrongful.worst.lookalike}: ${percent(worst)}`;
  return {
    gate: 'innocent_lookalikes_flagged',
    passed: wrongful.share <= limit && worst <= kindLimit,
    words: `${wrongful.flagged} of ${wrongful.people} innocent look-alikes flagged (${percent(wrongful.share)}${kind}); at most ${percent(limit)}, of a kind ${percent(kindLimit)}.`,
  };
}

/** An AUROC above it is told by `evaluate` and stops nobody: where one in a thousand is right it is reached honestly. */
const noLeak = `No AUPRC above ${suspicious}, and with labels dealt anew it falls to the prevalence.`;

function leakGate({ roles }: GateMetrics): Gate {
  const suspect = Object.entries(roles).flatMap(([role, { positives, auprc, prevalence, labelShuffle }]) => {
    if (positives < fewestPeople) return [];
    if (auprc > suspicious) return [`${role}: AUPRC ${auprc.toFixed(3)}`];
    return labelShuffle.auprc > 3 * prevalence + 0.01
      ? [`${role}: ${labelShuffle.auprc.toFixed(3)} with labels dealt anew`]
      : [];
  });
  const words = suspect.length === 0 ? noLeak : `Suspected leak; ${suspect.join('; ')}.`;
  return { gate: 'no_suspected_leak', passed: suspect.length === 0, words };
}
