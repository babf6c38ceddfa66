/** What a poster keeps back changes nothing in its files: whoever holds one cannot tell two journals apart by it. */
import { privacies, type Privacy } from '#core/wall';
import type { Page } from '@playwright/test';
import { describe, expect, test, vi } from 'vitest';
import { workbenchForTests } from '../../workbench/for-tests.ts';
import { choose, saved } from './acts.ts';
import { insidePdf, printed, readByPoppler } from './pdf.ts';

// A browser on two busy cores.
vi.setConfig({ testTimeout: 180_000 });

const bench = workbenchForTests();

const names = ['Harbour', 'Museum', 'Tidewrack', '朝霧文芸', 'Ostra', 'Kestrel', 'دار', 'Łódź'];
const firstWords = ['was kept to the last round', 'the voice but not the shape'];

/** Every way in which a name could stand in a file. */
function found(bytes: Buffer): string[] {
  return [...names, ...firstWords, 'Xylotheque'].filter((name) => {
    const wide = Buffer.from(name, 'utf16le').swap16();
    return bytes.includes(name) || bytes.includes(wide) || bytes.includes(wide.toString('hex').toUpperCase());
  });
}

interface Files {
  readonly pdf: Buffer;
  readonly svg: Buffer;
  readonly png: Buffer;
}

async function files(page: Page, privacy: Privacy): Promise<Files> {
  await choose(page, { privacy, sheet: 'A4', counts: true, quotes: true });
  const pdf = await printed(page);
  return { pdf, svg: await saved(page, 'Save as SVG'), png: await saved(page, 'Save as PNG, 300 dpi') };
}

/** Chunks of a PNG in their order. */
function chunksOf(png: Buffer): string[] {
  const types: string[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    types.push(png.subarray(at + 4, at + 8).toString('latin1'));
  }
  return types;
}

/** Changes in the journal all that a poster of this privacy does not tell. */
async function changeSecrets(page: Page, privacy: Privacy): Promise<void> {
  await page.evaluate((kept) => {
    const { journal, attempts } = window.workbench.journal!;
    const blank = kept === 'years' || kept === 'counts';
    // The same first letter in every word, and other ones after it.
    const renamed = (name: string) =>
      name
        .split(/(?<=[\s\p{P}])|(?=[\s\p{P}])/u)
        .map((part) => (/^[\s\p{P}]/u.test(part) ? part : `${[...part][0] ?? ''}xylotheque`));
    journal.together(() => {
      for (const { id, toWhom, kind, answer, answeredOn, sentOn, reason } of attempts) {
        if (answer !== 'no' && answer !== 'yes' && answer !== 'quiet') continue;
        const on = kept === 'counts' ? '2011-03-07' : `${(answeredOn ?? sentOn ?? '2020-01-01').slice(0, 4)}-02-03`;
        journal.changeAttempt(id, {
          toWhom: kept === 'initials' ? renamed(toWhom).join('') : `Xylotheque of ${[...toWhom].reverse().join('')}`,
          what: 'something else',
          ...(reason === '' ? {} : { reason: 'Xylotheque, and nothing more.' }),
          ...(blank ? { kind: kind === 'job' ? 'book' : 'job', answeredOn: on as never, sentOn: null } : {}),
          ...(blank && answer === 'no' ? { tone: 'form' } : {}),
        });
      }
    });
  }, privacy);
}

describe('what is kept back', () => {
  test.each(privacies)('is in no file, nor in what a file says of itself: %s', async (privacy) => {
    const page = await bench.page('rich');
    const before = await files(page, privacy);
    const inside = insidePdf(before.pdf);
    // A file that is read in vain would hold nothing of anything.
    expect(inside.toString('latin1')).toContain('begincmap');
    const read = await readByPoppler(before.pdf);
    const told = [before.svg, inside, before.pdf, Buffer.from(read?.text ?? '')].flatMap(found);
    if (privacy === 'names') {
      expect(told).toEqual(expect.arrayContaining(names));
    } else {
      expect(told).toEqual([]);
    }
    expect(found(before.png)).toEqual([]);
    const chunks = chunksOf(before.png);
    expect(new Set(chunks)).toEqual(new Set(['IHDR', 'pHYs', 'IDAT', 'IEND']));
    if (privacy === 'counts') expect(before.svg.toString().match(/<text[^>]*>[^<]*20\d\d/g)).toBeNull();

    await changeSecrets(page, privacy);
    const after = await files(page, privacy);
    const same = { svg: after.svg.equals(before.svg), png: after.png.equals(before.png) };
    expect(same).toEqual(privacy === 'names' ? { svg: false, png: false } : { svg: true, png: true });
    if (privacy !== 'names') expect(insidePdf(after.pdf).equals(inside)).toBe(true);
    await page.context().close();
  });
});
