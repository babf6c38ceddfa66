import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { workbenchForTests } from '../workbench/for-tests.ts';
import { axeFindings, type PageOptions } from '../workbench/opened-page.ts';

// A browser on two busy cores.
vi.setConfig({ testTimeout: 60_000 });

const bench = workbenchForTests();

interface Named {
  readonly name: string;
  readonly content: string | Buffer;
  readonly type?: string;
}

const mail = (headers: string, body: string): string =>
  `From: Faber Letters <letters@faber.example>\r\nSubject: Otter and the Moon\r\nDate: Mon, 1 Jan 2024 10:00:00 +0000\r\n${headers}\r\n${body}`;
const plainMail = mail('', 'We read it twice and have to say no.\r\n');
/** One pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Drops files on an element, or pastes them, as the browser does for a person. */
function give(page: Page, how: 'drop' | 'paste', selector: string, files: readonly Named[], text = ''): Promise<void> {
  const plain = files.map(({ name, content, type = '' }) => ({ name, type, bytes: [...Buffer.from(content)] }));
  return page.evaluate(
    ({ how, selector, plain, text }) => {
      const data = new DataTransfer();
      for (const { name, type, bytes } of plain) data.items.add(new File([new Uint8Array(bytes)], name, { type }));
      if (text !== '') data.setData('text/plain', text);
      const target = document.querySelector(selector);
      const options = { bubbles: true, cancelable: true };
      if (how === 'paste') target?.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: data }));
      else {
        target?.dispatchEvent(new DragEvent('dragover', { ...options, dataTransfer: data }));
        target?.dispatchEvent(new DragEvent('drop', { ...options, dataTransfer: data }));
      }
    },
    { how, selector, plain, text },
  );
}

/** Opens the sheet of an attempt that was answered with a no. */
async function withSheet(options: PageOptions, act: (page: Page) => Promise<void>): Promise<void> {
  const page = await bench.page('rich', options);
  const id = await page.evaluate(() => {
    const { journal } = window.workbench;
    return journal?.attempts.find(({ answer, reason }) => answer === 'no' && reason === '')?.id ?? '';
  });
  await page.evaluate((to) => (location.hash = `#/attempts/${to}`), id);
  await page.getByRole('heading', { name: /^(Letters|Briefe)$/ }).waitFor();
  await act(page);
  await page.context().close();
}

const letters = (page: Page) =>
  page.evaluate(() => window.workbench.journal?.journal.letters().map(({ name, mime }) => [name, mime]) ?? []);
const rows = (page: Page) => page.getByRole('button', { name: /^Open / });
const dialog = (page: Page) => page.getByRole('dialog');

test('a letter is chosen by key, opened, saved, removed and brought back', () =>
  withSheet({}, async (page) => {
    await page.getByLabel('Choose a file').focus();
    expect(await page.getByLabel('Choose a file').getAttribute('aria-describedby')).not.toBeNull();
    await page
      .getByLabel('Choose a file')
      .setInputFiles({ name: 'No.eml', mimeType: 'message/rfc822', buffer: Buffer.from(plainMail) });
    await rows(page).waitFor();
    await page.getByText(/^mail, \d+ bytes, added 23 Nov 2026$/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await rows(page).press('Enter');
    await dialog(page).getByText('We read it twice and have to say no.').waitFor();
    await dialog(page).getByText('1 January 2024').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const coming = page.waitForEvent('download');
    await dialog(page).getByRole('button', { name: 'Save a copy' }).click();
    const download = await coming;
    expect([download.suggestedFilename(), readFileSync(await download.path(), 'utf8')]).toEqual(['No.eml', plainMail]);
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Remove No.eml' }).press('Enter');
    await page.getByText('“No.eml” lies in the bin.').waitFor();
    expect(await letters(page)).toEqual([]);
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
    await rows(page).waitFor();
    expect(await letters(page)).toEqual([['No.eml', 'message/rfc822']]);
  }));

test('the words of a mail are taken over as what they said, when the person says so', () =>
  withSheet({}, async (page) => {
    await give(page, 'drop', 'main', [{ name: 'No.eml', content: plainMail }]);
    await rows(page).click();
    await dialog(page).getByRole('button', { name: 'Take these words over as what they said' }).click();
    await dialog(page).getByText('They stand in the attempt now.').waitFor();
    const reasons = await page.evaluate(() => window.workbench.journal?.attempts.map(({ reason }) => reason));
    expect(reasons).toContain('We read it twice and have to say no.');
  }));

test('files and pictures, dropped or pasted, and pasted words become letters; words in a field stay there', () =>
  withSheet({}, async (page) => {
    await give(page, 'drop', 'main', [
      { name: 'a.txt', content: 'No.' },
      { name: 'b.txt', content: 'No, again.' },
    ]);
    await rows(page).nth(1).waitFor();
    await give(page, 'paste', 'body', [{ name: 'image.png', content: png, type: 'image/png' }]);
    await rows(page).nth(2).waitFor();
    await give(page, 'paste', 'body', [], 'Dear author, no.');
    await rows(page).nth(3).waitFor();
    await give(page, 'paste', 'article textarea', [], 'typed');
    expect((await letters(page)).sort()).toEqual([
      ['Pasted picture 23 Nov 2026.png', 'image/png'],
      ['Pasted text 23 Nov 2026.txt', 'text/plain'],
      ['a.txt', 'text/plain'],
      ['b.txt', 'text/plain'],
    ]);
    await page.getByRole('button', { name: 'Open Pasted picture 23 Nov 2026.png' }).click();
    const picture = dialog(page).getByRole('img', { name: 'Pasted picture 23 Nov 2026.png' });
    await picture.waitFor();
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
    expect(await axeFindings(page)).toEqual([]);
  }));

test('what cannot be kept is said, file by file, and the rest is kept', () =>
  withSheet({ language: 'de', theme: 'dark', width: 360, height: 740 }, async (page) => {
    await page.getByLabel('Datei wählen').setInputFiles([
      { name: 'groß.bin', mimeType: '', buffer: Buffer.alloc(25 * 1024 * 1024 + 1) },
      { name: 'leer.txt', mimeType: '', buffer: Buffer.alloc(0) },
      { name: 'gut.txt', mimeType: '', buffer: Buffer.from('Nein.') },
    ]);
    await page.getByRole('button', { name: 'gut.txt öffnen' }).waitFor();
    const alerts = await page.getByRole('alert').allTextContents();
    expect(alerts.map((text) => text.replace(/\s+/g, ' ').trim())).toEqual([
      '„groß.bin“ wurde nicht hinzugefügt. Er ist größer als 25 MB; mehr kann ein Brief nicht haben.',
      '„leer.txt“ wurde nicht hinzugefügt. In dieser Datei steht nichts.',
    ]);
    expect(await axeFindings(page)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
  }));

test('a letter whose file is not on this device says so, before it is opened and then', () =>
  withSheet({}, async (page) => {
    await page.evaluate(() => {
      const { journal } = window.workbench;
      const attempt = decodeURIComponent(location.hash.split('/').at(-1) ?? '');
      journal?.journal.addLetter({ attempt, name: 'away.pdf', mime: 'application/pdf', size: 9, hash: 'c'.repeat(64) });
    });
    await page.getByText('Its file is not on this device.').waitFor();
    await rows(page).click();
    await dialog(page).getByRole('alert').getByText('The file of this letter is not on this device yet.').waitFor();
    await dialog(page).getByText('Add the same file to this attempt again').waitFor();
    expect(await dialog(page).getByRole('button', { name: 'Save a copy' }).count()).toBe(0);
  }));

test('a mail dropped where no attempt lies open begins one, filled in, with the mail as its letter', async () => {
  const page = await bench.page('rich', { hash: '#/pursuits' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await give(page, 'drop', 'main', [{ name: 'No.eml', content: plainMail }]);
  await dialog(page).getByText('Filled in from the mail; look it over.').waitFor();
  expect(await dialog(page).getByRole('combobox', { name: 'To whom' }).inputValue()).toBe('Faber Letters');
  expect(await dialog(page).getByRole('combobox', { name: 'What' }).inputValue()).toBe('Otter and the Moon');
  expect(await axeFindings(page)).toEqual([]);
  await give(page, 'drop', 'dialog', [{ name: 'too.txt', content: 'No.' }]);
  await dialog(page).getByText('too.txt').waitFor();
  await dialog(page).getByRole('button', { name: 'Remove too.txt' }).press('Enter');
  await dialog(page).getByRole('radio', { name: 'no', exact: true }).check();
  await dialog(page).getByRole('button', { name: 'Write it down' }).click();
  await dialog(page).getByText('That’s a no.').waitFor();
  expect(await letters(page)).toEqual([['No.eml', 'message/rfc822']]);
  const [newest] = await page.evaluate(() =>
    (window.workbench.journal?.attempts ?? []).filter(({ toWhom }) => toWhom === 'Faber Letters'),
  );
  expect(newest).toMatchObject({ answeredOn: '2024-01-01', reason: 'We read it twice and have to say no.' });
  await page.context().close();
});

test('while a file is dragged over the window it is said what letting go does; it never takes the place of the app', async () => {
  const over = (page: Page, type: 'dragover' | 'drop') =>
    page.evaluate((kind) => {
      const data = new DataTransfer();
      data.items.add(new File(['No.'], 'a.txt'));
      const event = new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data });
      document.body.dispatchEvent(event);
      return event.defaultPrevented;
    }, type);
  const page = await bench.page('rich', { hash: '#/wall' });
  expect(await over(page, 'dragover')).toBe(true);
  await page.getByText('Let go, and a new attempt begins with this file.').waitFor();
  await page.evaluate(() => (location.hash = '#/transfer'));
  await page.getByRole('heading', { level: 1, name: 'Bring in and take out' }).waitFor();
  expect(await over(page, 'dragover')).toBe(true);
  expect(await page.getByText('Let go, and').count()).toBe(0);
  expect(await over(page, 'drop')).toBe(true);
  expect(await dialog(page).count()).toBe(0);
  await page.context().close();
  const locked = await bench.page('locked');
  expect([await over(locked, 'dragover'), await over(locked, 'drop')]).toEqual([true, true]);
  await locked.context().close();
  await withSheet({}, async (sheet) => {
    await over(sheet, 'dragover');
    await sheet.getByText('Let go, and the file becomes a letter of this attempt.').waitFor();
  });
});

/** Everything that would tell of a script that ran or of an address that was asked for. */
async function guarded(page: Page): Promise<() => Promise<unknown>> {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('dialog', (box) => asked.push(`dialog: ${box.message()}`));
  await page.evaluate(() => {
    document.addEventListener('securitypolicyviolation', (event) => (window.ran ??= []).push(event.violatedDirective));
  });
  const harmless = /^blob:|^data:image|\/assets\/(reading\.worker|[\w.-]+\.(js|css|woff2))/;
  return async () => {
    expect(asked.filter((url) => !harmless.test(url))).toEqual([]);
    return page.evaluate(() => window.ran ?? null);
  };
}

declare global {
  interface Window {
    /** Filled by whatever must not run, and by the policy where it had to step in. */
    ran?: string[];
  }
}

const evil = '(window.ran ??= []).push("script")';
const evilHtml = `<html><head><title>x</title><link rel="stylesheet" href="https://evil.example/a.css"></head>
<body onload='${evil}'><script>${evil}</script><script src="https://evil.example/a.js"></script>
<img src="https://evil.example/pixel.png" onerror='${evil}'><svg onload='${evil}'></svg>
<iframe srcdoc="<script>parent.ran=['frame']</script>"></iframe><a href="javascript:${evil}">here</a>
<form action="https://evil.example/"><input name="x"></form><meta http-equiv="refresh" content="0;url=https://evil.example/">
<style>body { background: url(https://evil.example/b.png) }</style><p>We have to say no &lt;script&gt;${evil}&lt;/script&gt;.</p></body></html>`;
const evilPdf = `%PDF-1.7
1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS<6170702e616c6572742831293b>>>>>endobj
2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
trailer<</Root 1 0 R>>
%%EOF`;
const evilSvg = `<svg xmlns="http://www.w3.org/2000/svg" onload='${evil}'><script>${evil}</script><image href="https://evil.example/c.png"/></svg>`;

test.each<[what: string, file: Named, shown: RegExp]>([
  [
    'a mail of HTML',
    { name: 'no.eml', content: mail('Content-Type: text/html\r\n', evilHtml) },
    /We have to say no <script>/,
  ],
  [
    'a mail with a page in it',
    {
      name: 'parts.eml',
      content: mail(
        'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n',
        `--b\r\nContent-Type: text/html\r\n\r\n${evilHtml}\r\n--b\r\nContent-Type: image/svg+xml\r\nContent-Disposition: attachment; filename="<img src=x onerror=${evil}>.svg"\r\n\r\n${evilSvg}\r\n--b--\r\n`,
      ),
    },
    /We have to say no/,
  ],
  ['a page', { name: 'no.html', content: evilHtml, type: 'text/html' }, /We have to say no <script>/],
  [
    'a page that calls itself a picture',
    { name: 'no.png', content: evilHtml, type: 'image/png' },
    /by its content it is something else \(web page\)/,
  ],
  [
    'a page that calls itself a PDF',
    { name: 'no.pdf', content: evilHtml, type: 'application/pdf' },
    /by its content it is something else \(web page\)/,
  ],
  ['a drawing', { name: 'no.svg', content: evilSvg, type: 'image/svg+xml' }, /<svg xmlns/],
  [
    'a drawing that calls itself a photograph',
    { name: 'no.jpg', content: evilSvg, type: 'image/jpeg' },
    /by its content it is something else \(drawing\)/,
  ],
  ['a PDF with JavaScript', { name: 'no.pdf', content: evilPdf, type: 'application/pdf' }, /Nailwall does not run it/],
  [
    'a PDF that calls itself text',
    { name: 'no.txt', content: evilPdf, type: 'text/plain' },
    /by its content it is something else \(PDF\)/,
  ],
  [
    'a picture that is none',
    { name: 'no.png', content: Buffer.concat([png.subarray(0, 20), Buffer.alloc(400)]) },
    /cannot be drawn/,
  ],
  ['a name that is HTML', { name: `<img src=x onerror=${evil}>.txt`, content: 'No.' }, /^No\.$/],
])('%s runs nothing and asks for nothing', (_what, file, shown) =>
  withSheet({}, async (page) => {
    const told = await guarded(page);
    await give(page, 'drop', 'main', [file]);
    await rows(page).click();
    await dialog(page).getByText(shown).first().waitFor();
    // Two frames: whatever would have begun has begun.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    expect(await told()).toBeNull();
    expect(await dialog(page).locator('iframe, object, embed, script, svg:not([aria-hidden]), form').count()).toBe(0);
    expect(await page.evaluate(() => document.querySelectorAll('img').length)).toBe(0);
  }),
);

test('the watch over those letters does tell of what is asked for', () =>
  withSheet({}, async (page) => {
    const told = await guarded(page);
    await page.evaluate(() => (document.createElement('img').src = 'https://evil.example/pixel.png'));
    await expect.poll(() => page.evaluate(() => window.ran)).toEqual(['img-src']);
    await expect(told()).rejects.toThrow('evil.example');
    expect(bench.faults.splice(0).join()).toContain('Content Security Policy');
  }));
