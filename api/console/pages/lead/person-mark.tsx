import type { ReactNode } from 'react';
import { type MarkedRole, RoleShape } from '../../parts/index.ts';

interface PersonMarkProps {
  readonly person: string;
  readonly suspect: MarkedRole;
  readonly established?: boolean;
}

/** One person on the way to the case, with the mark that they have in the network. */
export function PersonMark({ person, suspect, established = false }: PersonMarkProps): ReactNode {
  return (
    <span className="nowrap">
      <RoleShape suspect={suspect} established={established} /> <span className="code">{person}</span>
    </span>
  );
}
