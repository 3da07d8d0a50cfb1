import { Option } from 'commander';
import { ExcavatorError, type Feature, type FeaturesView, featureRegistry, inWords } from '../../engine/index.ts';
import { instant, table } from '../terminal/format.ts';
import { wholeNumber } from './arguments.ts';
import { type AddCommand, globals, withEngine } from './command.ts';

type Language = 'en' | 'zh';

const language = (): Option =>
  new Option('--lang <language>', 'language of the reasons').choices(['en', 'zh']).default('en');

/** `excavator features`: what is known of people, and of one person against the peers. */
export const addFeatures: AddCommand = (program, terminal) => {
  const features = program.command('features').description('What the model reads of a person, in words.');
  features
    .command('describe')
    .description('List every feature: unit, range, why, and the columns it comes from.')
    .addOption(language())
    .action((options: { readonly lang: Language }, command) => {
      terminal.print(globals(command).json ? JSON.stringify(featureRegistry) : described(options.lang));
    });
  features
    .command('show')
    .description('One person of the newest ranking against the people of the same area. Not evidence.')
    .argument('<person>', 'pseudonym, as `rank` prints it')
    .option('--top <n>', 'features, the most unusual first', wholeNumber(1), 25)
    .addOption(language())
    .action(async (person: string, options: { readonly top: number; readonly lang: Language }, command) => {
      const all = globals(command);
      const view = await withEngine(all, terminal, (engine) => engine.features(person));
      if (view === undefined) throw unknownPerson(person);
      terminal.print(all.json ? JSON.stringify(view) : shown(view, options.top, options.lang));
    });
};

function described(language: Language): string {
  const families = [...new Set(featureRegistry.map(({ family }) => family))];
  return families
    .map((family) => {
      const rows = featureRegistry
        .filter((feature) => feature.family === family)
        .map((feature) => [
          feature.name,
          feature.unit,
          rangeWords(feature),
          reasonOf(feature, language),
          feature.sources.join(' '),
        ]);
      return `${family} (${rows.length})\n${table(['feature', 'unit', 'range', 'why', 'computed from'], rows)}`;
    })
    .join('\n\n');
}

function shown(view: FeaturesView, top: number, language: Language): string {
  const area = view.area_id ?? (language === 'zh' ? '全部地区' : 'all areas');
  const lines = view.features
    .filter(({ among }) => among !== null)
    .slice(0, top)
    .map((line) => `${inWords(line, area, language)}\n    ${reasonOf(line, language)}`);
  const missing = view.features.filter(({ value }) => value === null).length;
  const [head, foot] =
    language === 'zh'
      ? [
          `${view.person}，地区 ${area}，与当地 ${view.peers} 人相比；最不寻常的在前。不寻常不等于有罪。`,
          `${view.features.length} 项特征中有 ${missing} 项无法从记录得知。截至 ${instant(view.asOf)}。`,
        ]
      : [
          `${view.person}, area ${area}, against ${view.peers} people there; the most unusual first. Unusual is not guilty.`,
          `${missing} of ${view.features.length} features cannot be known from the records. As of ${instant(view.asOf)}.`,
        ];
  return [head, ...lines, foot].join('\n');
}

const reasonOf = ({ reason, reasonZh }: Pick<Feature, 'reason' | 'reasonZh'>, language: Language): string =>
  language === 'zh' ? reasonZh : reason;

function rangeWords({ range: [low, high] }: Feature): string {
  if (low === null && high === null) return 'any';
  if (high === null) return `${low} or more`;
  return low === null ? `${high} or less` : `${low} to ${high}`;
}

function unknownPerson(person: string): ExcavatorError {
  return new ExcavatorError({
    code: 'person_unknown',
    kind: 'not_found',
    what: 'Nobody of that pseudonym is in the newest ranking.',
    got: person,
    expected: 'a pseudonym printed by `excavator rank`',
    advice: 'Only people within reach of an established case are shown.',
  });
}
