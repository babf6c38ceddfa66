/** Two windows that pair, step by step. */
import { expect } from 'vitest';
import type { TestWindow } from './window.ts';

export const within = { timeout: 20_000, interval: 20 };

export interface Meeting {
  /** Resolves when the question is asked on the side that shows the words. */
  bothAsk(): Promise<void>;
  agree(): Promise<void>;
  bothDone(): Promise<void>;
}

/** `shows` shows the words and `types` types them. `how` is answered where both hold a journal. */
export async function meeting(
  shows: TestWindow,
  types: TestWindow,
  [shown, typed]: readonly [string, string],
  how: 'merge' | 'give-ours' | 'take-theirs' = 'merge',
): Promise<Meeting> {
  await shows.sync.showWords({ name: shown });
  await types.sync.typeWords(shows.sync.pairing?.words?.join(' ') ?? '', null, { name: typed });
  const stage = ({ sync: { pairing } }: TestWindow) => `${pairing?.stage ?? ''} ${pairing?.error?.code ?? ''}`.trim();
  return {
    bothAsk: async () => {
      await expect.poll(() => stage(types), within).toBe('their-turn');
      await expect.poll(() => stage(shows), within).toMatch(/^(confirm|choose)$/);
    },
    agree: async () => {
      const { pairing } = shows.sync;
      await (pairing?.stage === 'choose' ? pairing.choose(how) : pairing?.confirm());
    },
    bothDone: async () => {
      for (const window of [shows, types]) await expect.poll(() => stage(window), within).toBe('done');
    },
  };
}
