import { concatBytes, utf8ToBytes } from '#core/base';
import { readLetterFile, sortOfLetter } from '#core/transfer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyBytes, fuzzAsync, fuzzRuns, fuzzTimeout } from '../../fuzz.ts';

const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const mail = 'From: Mara <mara@press.example>\r\nSubject: Your story\r\n\r\nNot for us.\r\n';
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

test.each([
  ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'picture', 'image/png'],
  ['\xff\xd8\xff\xe0\0\x10JFIF', 'picture', 'image/jpeg'],
  ['GIF89a\x01\0\x01\0', 'picture', 'image/gif'],
  ['RIFF\x10\0\0\0WEBPVP8 ', 'picture', 'image/webp'],
  ['\0\0\0\x1cftypavif\0\0\0\0', 'picture', 'image/avif'],
  ['\0\0\0\x1cftypheic\0\0\0\0', 'other', 'image/heic'],
  ['%PDF-1.7\n%\xe2\xe3', 'pdf', 'application/pdf'],
  ['\n\n junk %PDF-1.4', 'pdf', 'application/pdf'],
  ['PK\x03\x04\x14\0', 'other', 'application/zip'],
  ['MZ\x90\0\x03\0\0\0', 'other', 'application/octet-stream'],
  ['\x7fELF\x02\x01\x01\0', 'other', 'application/octet-stream'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'other', 'application/octet-stream'],
  [mail, 'mail', 'message/rfc822'],
  [svg, 'drawing', 'image/svg+xml'],
  [
    `<?xml version="1.0"?>\n<!-- a --><!DOCTYPE svg PUBLIC "x" "y" [<!ENTITY a "b">]>\n${svg}`,
    'drawing',
    'image/svg+xml',
  ],
  ['<s:svg xmlns:s="http://www.w3.org/2000/svg"/>', 'drawing', 'image/svg+xml'],
  ['<!doctype html><p>No.', 'page', 'text/html'],
  ['  <html><script>1</script>', 'page', 'text/html'],
  ['We are sorry.\n', 'text', 'text/plain'],
  ['', 'text', 'text/plain'],
  ['Es tut uns leid, M\xfcller', 'text', 'text/plain'],
  ['MS-DOS was a thing\x01\x02', 'other', 'application/octet-stream'],
] as const)('%j is told by its bytes', (start, kind, mime) => {
  expect(sortOfLetter(latin(start))).toEqual({ kind, mime });
});

test('a text whose beginning ends in the middle of a character is a text, in every encoding', () => {
  const head = 256 * 1024;
  for (const filler of ['', 'a', 'ab', 'abc']) {
    const text = `${filler}${'🙂'.repeat(head / 4)}${'ü'.repeat(9)}`;
    expect(sortOfLetter(utf8ToBytes(text)).kind).toBe('text');
    expect(sortOfLetter(utf8ToBytes(text).subarray(0, head)).kind).toBe('text');
  }
  const wide = new Uint8Array(
    new Uint16Array([0xfeff, ...Array.from('No.'.repeat(50_000), (c) => c.charCodeAt(0))]).buffer,
  );
  expect(sortOfLetter(wide)).toEqual({ kind: 'text', mime: 'text/plain' });
});

test('a mail is read; a page gives its words alone, a drawing what stands in its file', async () => {
  expect(await readLetterFile(latin(mail))).toMatchObject({
    kind: 'mail',
    mail: { name: 'Mara', subject: 'Your story', text: 'Not for us.' },
  });
  const page = '<!doctype html><p>Sorry.</p><img src="https://spy.example/a.gif"><script>fetch("//x")</script>';
  expect(await readLetterFile(latin(page))).toEqual({
    kind: 'text',
    text: 'Sorry.',
    cut: false,
    guessed: false,
    from: 'page',
  });
  expect(await readLetterFile(latin(svg))).toMatchObject({ kind: 'text', text: svg, from: 'drawing' });
  expect(await readLetterFile(latin('Gr\xfc\xdfe'))).toMatchObject({ text: 'Grüße', guessed: true });
  expect(await readLetterFile(latin('%PDF-1.7'))).toEqual({ kind: 'pdf' });
});

test('a long text is shown by its beginning, and said to be longer', async () => {
  const long = await readLetterFile(utf8ToBytes('ä'.repeat(3_000_000)));
  expect(long).toMatchObject({ kind: 'text', cut: true, guessed: false });
  expect(long.kind === 'text' && long.text.length).toBe(100_000);
  const most = utf8ToBytes('x'.repeat(100_000));
  expect(await readLetterFile(most)).toMatchObject({ cut: false });
});

test('any bytes are of some sort, and only bytes of a picture are drawn as one', { timeout: fuzzTimeout }, async () => {
  const starts = [
    '<svg',
    '<html',
    '<!doctype html>',
    'From: ',
    '%PDF-1',
    'GIF89a',
    '\x89PNG',
    'RIFF',
    '\xff\xfe',
    '\xef\xbb\xbf',
  ];
  const start = fc.constantFrom(...starts.map(latin), new Uint8Array());
  await fuzzAsync(
    fc.tuple(start, anyBytes(300)),
    async ([head, rest]) => {
      const bytes = concatBytes(head, rest);
      const { kind } = sortOfLetter(bytes);
      const content = await readLetterFile(bytes).catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'transfer/unreadable' });
        return null;
      });
      if (content?.kind === 'picture') expect(bytes[0]).not.toBe(0x3c);
      if (bytes[0] === 0x3c) expect(kind).not.toBe('picture');
    },
    fuzzRuns(500),
  );
});
