/** A few of the 24 words, typed from the paper. */

export function pickPositions(howMany: number, length: number, random: (below: number) => number): readonly number[] {
  const left = Array.from({ length }, (_, i) => i);
  return Array.from({ length: howMany }, () => left.splice(random(left.length), 1)[0] ?? 0).sort((a, b) => a - b);
}

function chance(below: number): number {
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
  return value % below;
}

export class WordChecks {
  /** From 0, in order. */
  readonly positions: readonly number[];
  typed: string[] = $state([]);
  wrong: readonly boolean[] = $state.raw([]);

  constructor(howMany: number, length: number) {
    this.positions = pickPositions(howMany, length, chance);
    this.typed = this.positions.map(() => '');
    this.wrong = this.positions.map(() => false);
  }

  /** Position -> the word typed there. */
  get picks(): ReadonlyMap<number, string> {
    return new Map(this.positions.map((at, i) => [at, this.typed[i]?.trim().toLowerCase() ?? '']));
  }

  /** Notes which of them are wrong; true when none is. */
  judge(differing: ReadonlySet<number>): boolean {
    this.wrong = this.positions.map((at) => differing.has(at));
    return differing.size === 0;
  }

  /** Judges each word by itself. */
  judgeBy(fits: (pick: ReadonlyMap<number, string>) => boolean): boolean {
    return this.judge(new Set([...this.picks].filter((pick) => !fits(new Map([pick]))).map(([at]) => at)));
  }
}
