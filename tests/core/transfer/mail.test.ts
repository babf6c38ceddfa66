import { readImport, readMail } from '#core/transfer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { htmlToText } from '../../../src/core/transfer/html-text.ts';
import { refusal } from '../journal/opened.ts';
import { anyBytes, changes, fuzzAsync, fuzzRuns, fuzzTimeout, harm } from '../../fuzz.ts';
import { bytesOf } from './files.ts';

const mail = (...lines: string[]) => bytesOf(lines.join('\r\n'));

const plain = mail(
  'Received: from example.org',
  'From: =?utf-8?Q?J=C3=BCrgen_Lektor?= <lektor@example.org>',
  'To: me@example.net',
  'Subject: =?utf-8?B?SWhyIE1hbnVza3JpcHQ=?=',
  'Date: Thu, 29 Feb 2024 23:30:00 -0800',
  'Content-Type: text/plain; charset=iso-8859-1',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Leider m=FCssen wir absagen.',
);

test('a mail fills in who, what, when and the words; the day is the one in its header', async () => {
  expect(readImport(plain)).toEqual({ type: 'mail' });
  expect(await readMail(plain)).toEqual({
    name: 'Jürgen Lektor',
    address: 'lektor@example.org',
    subject: 'Ihr Manuskript',
    topic: 'Ihr Manuskript',
    on: '2024-02-29',
    text: 'Leider müssen wir absagen.',
    attachments: [],
  });
});

test.each([
  ['Re: Otter and the Moon', 'Otter and the Moon'],
  ['AW: WG: Ihre Bewerbung', 'Ihre Bewerbung'],
  ['Fwd: RE[2]:  Your story', 'Your story'],
  ['Report: no', 'Report: no'],
  ['Re:', 'Re:'],
  ['', ''],
])('of the subject “%s” it is about “%s”', async (subject, topic) => {
  const { subject: whole, topic: about } = await readMail(mail('From: a@example.org', `Subject: ${subject}`, '', 'no'));
  expect([whole, about]).toEqual([subject, topic]);
});

const html = mail(
  'From: a@example.org',
  'Subject: no',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<style>p{}</style><p>We are <b>sorry</b>.</p><img src="https://track.example/x.gif"><script>alert(1)</script>',
  '--b',
  'Content-Type: application/pdf',
  'Content-Disposition: attachment; filename=no.pdf',
  'Content-Transfer-Encoding: base64',
  '',
  'JVBERg==',
  '--b--',
);

test('HTML is only read for its words; attachments are only named', async () => {
  expect(await readMail(html)).toMatchObject({ text: 'We are sorry.', attachments: ['no.pdf'], on: null });
});

test('what is no mail is refused, whatever it is', { timeout: fuzzTimeout }, async () => {
  await expect(readMail(bytesOf('hello'))).rejects.toThrow(refusal('transfer/unreadable', { cause: 'mail' }));
  const mails = fc.oneof(
    anyBytes(400),
    anyBytes(300).map((bytes) => Uint8Array.from([...bytesOf('From: a@b.c\r\nSubject: x\r\n'), ...bytes])),
    changes.map((how) => harm(plain, how)),
    changes.map((how) => harm(html, how)),
  );
  await fuzzAsync(
    mails,
    async (bytes) => {
      const read = await readMail(bytes).catch((error: unknown) => error);
      if (read instanceof Error) expect(read).toMatchObject({ code: 'transfer/unreadable' });
    },
    fuzzRuns(1000),
  );
});

test('a mail of too many parts in each other is refused, not followed', async () => {
  const nested = Array.from({ length: 200 }, (_, i) => [
    `Content-Type: multipart/mixed; boundary=b${i}`,
    '',
    `--b${i}`,
  ]).flat();
  await expect(readMail(mail('From: a@b.c', 'Subject: x', ...nested))).rejects.toThrow(refusal('transfer/unreadable'));
});

test.each([
  ['<p>a</p><p>b<br>c</p>', 'a\n\nb\nc'],
  ['<ul><li>one</li><li>two</li></ul>', '- one\n\n- two'],
  ['1 &lt; 2 &amp;&amp; 3 &#62; 2 &#x1F600; &nope; &#0;', '1 < 2 && 3 > 2 😀 &nope; \uFFFD'],
  ['a < b and <!-- not this --> c', 'a < b and c'],
  ['<script>never closed', ''],
  ['<a href="x', ''],
  ['plain', 'plain'],
])('the words of %j', (html, text) => {
  expect(htmlToText(html)).toBe(text);
});

test('any HTML is read in one pass', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '<p>',
    '</p>',
    '<script>',
    '<!--',
    '-->',
    '&',
    '&amp;',
    ';',
    'x',
    ' ',
    '\n',
    '<title>',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
      expect(htmlToText(pieces.join(''))).not.toMatch(/<script>|\n{3,}/);
    }),
    { numRuns: 2000 },
  );
  const started = performance.now();
  for (const hostile of ['<', '<p', '<!--', '<script>', '&#', '</', '<p '.repeat(3)])
    htmlToText(hostile.repeat(300_000));
  expect(performance.now() - started).toBeLessThan(20_000);
}, 40_000);
