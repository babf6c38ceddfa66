/** The sentences by name. A number in one is written as the person writes numbers: 1,234 or 1.234. */
import { number } from './format.ts';
import * as sentences from './generated/messages/_index.js';

type Inputs = Readonly<Record<string, unknown>>;
type Sentence = (inputs?: Inputs, ...more: readonly unknown[]) => string;

/** Plurals are chosen by its value, sentences take its text. */
class Written extends Number {
  override toString(): string {
    return number(this.valueOf(), 3);
  }
}

/** Small whole numbers are written alike everywhere, and a year is a name. */
const written = (name: string, value: unknown): boolean =>
  typeof value === 'number' && name !== 'year' && !(Number.isInteger(value) && Math.abs(value) < 1000);

function withNumbers(inputs: Inputs): Inputs {
  const entries = Object.entries(inputs);
  if (!entries.some(([name, value]) => written(name, value))) return inputs;
  return Object.fromEntries(entries.map(([name, value]) => [name, written(name, value) ? new Written(value) : value]));
}

const saying =
  (sentence: Sentence): Sentence =>
  (inputs, ...more) =>
    sentence(inputs && withNumbers(inputs), ...more);

const all = sentences as unknown as Readonly<Record<string, Sentence | undefined>>;
const made = new Map<string, Sentence>();

export const m = new Proxy({} as typeof sentences, {
  get(_, name) {
    const key = String(name);
    const sentence = all[key];
    if (!sentence) return undefined;
    let said = made.get(key);
    if (!said) made.set(key, (said = saying(sentence)));
    return said;
  },
});
