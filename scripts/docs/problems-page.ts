import { problemCatalogue, problemCodes, problemOfKind, problemType } from '../../api/contract/problems.ts';
import { code, page, table } from './markdown.ts';

/** docs/generated/problems.md: everything the API refuses with. */
export function problemsPage(): string {
  const entries = problemCodes.map((name) => {
    const { status, title, advice } = problemCatalogue[name];
    return [code(name), String(status), title, advice, code(problemType(name))];
  });
  const kinds = Object.entries(problemOfKind).map(([kind, name]) => [
    code(kind),
    code(name),
    String(problemCatalogue[name].status),
  ]);
  return page('Problems of the API', code('api/contract/problems.ts'), [
    'Every error is `application/problem+json` (RFC 9457) with `type`, `title`, `status`, `code`, `detail`, `advice` and `instance` (the request id); validation adds `errors`, an error of the engine adds `cause`, its code. Build on `code` and `status`; the words may change. No problem repeats a value of the request.',
    table(['code', 'status', 'title', 'what to do', 'type'], entries),
    '## Errors of the engine',
    'An engine error whose code is in the catalogue is answered under that code; any other goes by its kind.',
    table(['kind', 'problem', 'status'], kinds),
  ]);
}
