import { afterEach, beforeAll, expect } from 'vitest';
import { Workbench } from './opened-page.ts';

/**
 * The workbench for one file of tests: there before them, closed after them. A fault that a page reports fails the test
 * in which it was reported, unless that test takes it out of `faults`.
 */
export function workbenchForTests(): Pick<Workbench, 'page' | 'faults'> {
  let bench: Workbench | null = null;
  const opened = (): Workbench => {
    if (!bench) throw new Error('The workbench opens before the tests, not before that.');
    return bench;
  };
  beforeAll(async () => {
    bench = await Workbench.open();
    return () => opened().close();
  }, 180_000);
  afterEach(() => expect(opened().faults.splice(0)).toEqual([]));
  return {
    page: (scene, options) => opened().page(scene, options),
    get faults() {
      return opened().faults;
    },
  };
}
