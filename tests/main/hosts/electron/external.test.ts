import { beforeEach, expect, test } from 'vitest';
import { createOpenExternal, type OpenExternal } from '../../../../src/main/hosts/electron/external.ts';
import { wordsFor } from '../../../../src/main/hosts/electron/words.ts';
import { DoubleDialog, DoubleShell } from '../../../electron-double/desktop.ts';
import { DoubleWindow } from '../../../electron-double/window.ts';

let dialog: DoubleDialog;
let shell: DoubleShell;
let openExternal: OpenExternal;

beforeEach(() => {
  dialog = new DoubleDialog();
  shell = new DoubleShell();
  const window = new DoubleWindow({});
  openExternal = createOpenExternal({ dialog, shell, window: () => window, words: () => wordsFor('en') });
});

test('an address opens after the person has seen it and said yes', async () => {
  dialog.answers.push(1, 1);
  await openExternal('https://findahelpline.com/?q=ä');
  await openExternal('mailto:editor@example.org');
  expect(shell.opened).toEqual(['https://findahelpline.com/?q=%C3%A4', 'mailto:editor@example.org']);
  expect(dialog.asked.map(({ detail }) => detail)).toEqual(shell.opened);
});

test('Escape means no', async () => {
  await expect(openExternal('https://example.com/')).rejects.toMatchObject({ code: 'cancelled' });
  expect(shell.opened).toEqual([]);
  expect(dialog.asked[0]).toMatchObject({ defaultId: 0, cancelId: 0 });
});

test.each([
  'http://example.com/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'smb://server/share',
  'ms-msdt:/id',
  'app://nailwall/',
  'https://user:pass@example.com/',
  'https:',
  'nonsense',
])('%s is refused without a question', async (address) => {
  await expect(openExternal(address)).rejects.toMatchObject({ code: 'host/refused' });
  expect(dialog.asked).toEqual([]);
  expect(shell.opened).toEqual([]);
});

test('one question at a time', async () => {
  dialog.answers.push(1);
  const [first, second] = await Promise.allSettled([
    openExternal('https://a.example/'),
    openExternal('https://b.example/'),
  ]);
  expect(first.status).toBe('fulfilled');
  expect(second).toMatchObject({ status: 'rejected', reason: { code: 'cancelled' } });
  expect(shell.opened).toEqual(['https://a.example/']);
});
