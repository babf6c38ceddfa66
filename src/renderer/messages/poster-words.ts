import { m } from './sentences.ts';
import { wallWords } from './wall-words.ts';

/** What a poster says; its shape is the one that `#core/wall` asks for. */
export function posterWords() {
  return {
    ...wallWords(),
    kinds: {
      writing: m.poster_kind_writing(),
      work: m.poster_kind_work(),
      grant: m.poster_kind_grant(),
      study: m.poster_kind_study(),
      people: m.poster_kind_people(),
      other: m.poster_kind_other(),
    },
    personal: m.poster_personal(),
    counted: (noes: number, yeses: number) =>
      [m.poster_noes({ count: noes }), m.poster_yeses({ count: yeses })] as const,
  };
}
