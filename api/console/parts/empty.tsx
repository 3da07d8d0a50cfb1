import type { ReactNode } from 'react';

/** An empty place says why it is empty and what to do. */
export function Empty({ title, say, children }: { title: string; say?: string; children?: ReactNode }): ReactNode {
  return (
    <div className="section" role="status">
      <strong>{title}</strong>
      {say !== undefined && <p className="soft">{say}</p>}
      {children !== undefined && <div className="row">{children}</div>}
    </div>
  );
}
