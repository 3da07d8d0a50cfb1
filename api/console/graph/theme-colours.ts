/** Colours of the theme that is set, for what CSS cannot reach. */
export interface ChartColours {
  readonly ink: string;
  readonly soft: string;
  readonly sheet: string;
  readonly accent: string;
  readonly line: string;
  readonly channels: readonly string[];
}

export function themeColours(element: HTMLElement): ChartColours {
  const style = getComputedStyle(element);
  const of = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ink: of('--ink'),
    soft: of('--ink-soft'),
    sheet: of('--sheet'),
    accent: of('--accent'),
    line: of('--line-strong'),
    channels: [0, 1, 2, 3, 4, 5, 6, 7].map((n) => of(n === 0 ? '--line-strong' : `--channel-${n}`)),
  };
}
