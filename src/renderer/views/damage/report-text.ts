import { instant, m } from '../../messages/index.ts';
import type { SessionView } from '../../state/session-view.ts';
import type { Told } from './found.ts';

/** The page as plain text, without a word of the journal: letters go by the hash of their sealed bytes. */
export function reportText(
  told: readonly Told[],
  info: SessionView['info'],
  { error, now }: { readonly error: string | null; readonly now: number },
): string {
  const head = [
    `Nailwall ${info?.version ?? '?'} (${info?.kind ?? '?'}, ${info?.platform ?? '?'})`,
    m.damage_report_made({ when: instant(now) }),
    `${m.about_folder()}: ${info?.dataFolder ?? '?'}`,
  ];
  const door = error === null ? [] : [[`${m.damage_door_title()} [${error}]`]];
  return `${[head, ...door, ...told.map(linesOf)].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function linesOf({ kind, title, text, since, places, inside, files, facts }: Told): string[] {
  return [
    `${title} [${kind}]`,
    text,
    ...(since === null ? [] : [m.damage_since({ when: since })]),
    ...(places.length === 0 ? [] : [`${inside ? m.damage_where_inside() : m.damage_where()}:`]),
    ...places.map(({ path, note }) => `  ${path}${note ? ` (${note})` : ''}`),
    ...files.map((name) => `    ${name}`),
    ...(facts === null ? [] : [facts]),
  ];
}
