import type { Lake } from '../lake/index.ts';
import { textTable, withNumbers } from './lake-columns.ts';
import type { IdentifierState, Lifetimes } from './lifetimes/index.ts';
import * as identifiers from './sql/identifiers.ts';

interface Holder {
  readonly identifier: string;
  readonly holder: string;
  readonly from: number;
  readonly to: number;
  readonly probability: number;
  readonly state: string;
}

/** Writes `holding.parquet`: P(person holds identifier | interval) with its state. Sealed: it names identifiers. */
export async function keepHoldings(lake: Lake, { states }: Lifetimes, file: string): Promise<void> {
  const holders = states.flatMap(holdersOf);
  const table = textTable({
    identifier: holders.map(({ identifier }) => identifier),
    holder: holders.map(({ holder }) => holder),
    state: holders.map(({ state }) => state),
  });
  await lake.createTable(
    'state_holder',
    withNumbers(table, {
      valid_from: Float64Array.from(holders, ({ from }) => from),
      valid_to: Float64Array.from(holders, ({ to }) => to),
      probability: Float64Array.from(holders, ({ probability }) => probability),
    }),
  );
  await lake.writeParquet(
    `select * from (${identifiers.holding}) held order by identifier, valid_from, valid_to, state, person`,
    file,
  );
  await lake.run(lake.dialect.drop('state_holder'));
}

/** Who may hold what a state is about, while it lasts. */
function holdersOf({
  kind,
  probability,
  identifierA,
  identifierB,
  subject,
  firstAt,
  lastAt,
}: IdentifierState): Holder[] {
  const during = { from: firstAt, to: lastAt + 1, state: kind };
  if (subject !== undefined && identifierB !== undefined) {
    return [identifierA, identifierB].map((holder) => ({
      ...during,
      identifier: subject,
      holder,
      probability: probability / 2,
    }));
  }
  if (kind === 'burner_succession' && identifierB !== undefined)
    return [{ ...during, identifier: identifierB, holder: identifierA, probability }];
  // Somebody else shows the id, or bears the plate, in part of what is seen meanwhile.
  if (kind === 'borrowed_id' || kind === 'cloned_plate')
    return [{ ...during, identifier: identifierA, holder: identifierA, probability: 1 - probability / 2 }];
  return [];
}
