import type { ReactNode } from 'react';
import { useWords } from '../words/index.ts';

export type MarkedRole = 'user' | 'retailer' | 'supplier' | null;

const size = 16;

/** The role as in the network: a shape and a letter, so that nothing rests on colour. */
export function RoleShape({
  suspect: role,
  established = false,
}: {
  readonly suspect: MarkedRole;
  readonly established?: boolean;
}): ReactNode {
  const { name } = useWords();
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" className="role-shape">
      {established && <circle cx={8} cy={8} r={7.2} className="role-ring" />}
      {role === 'supplier' && <rect x={2.5} y={2.5} width={11} height={11} />}
      {role === 'retailer' && <path d="M8 1 L15 8 L8 15 L1 8 Z" />}
      {role === 'user' && <circle cx={8} cy={8} r={6} />}
      {role === null && <circle cx={8} cy={8} r={3} className="role-other" />}
      {role !== null && (
        <text x={8} y={11} textAnchor="middle">
          {name('letter', role)}
        </text>
      )}
    </svg>
  );
}

export function RoleMark({ suspect: role }: { readonly suspect: MarkedRole }): ReactNode {
  const { name } = useWords();
  return (
    <span className="nowrap">
      <RoleShape suspect={role} /> {name('suspect', role ?? 'other')}
    </span>
  );
}
