import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mailLink } from '../../../src/renderer/state/mail-link.ts';

test('a mailto: address carries recipient, subject and letter, lines ending as RFC 6068 asks', () => {
  const { address, whole } = mailLink({
    to: 'ed@press.example',
    subject: 'Über „Salz“ & Sand',
    body: 'Dear you,\nwhy?',
  });
  expect(whole).toBe(true);
  expect(address).toBe(
    'mailto:ed@press.example?subject=%C3%9Cber%20%E2%80%9ESalz%E2%80%9C%20%26%20Sand&body=Dear%20you%2C%0D%0Awhy%3F',
  );
});

test('a name is no recipient, and nothing in it becomes one', () => {
  for (const to of ['Alder House', 'a@b', 'x@y.example?cc=z@y.example', 'x@y.example,z@y.example', 'A <x@y.example>']) {
    expect(mailLink({ to, subject: 's', body: 'b' }).address).toBe('mailto:?subject=s&body=b');
  }
});

test('what is too long for an address is left out rather than cut', () => {
  const { address, whole } = mailLink({ to: '', subject: 'why', body: 'ü'.repeat(2000) });
  expect([address, whole]).toEqual(['mailto:?subject=why', false]);
  expect(mailLink({ to: 'a@b.example', subject: 'x'.repeat(3000), body: '' }).address).toBe('mailto:a@b.example');
});

test('every text gives an address that reads back as it was, or says that it does not hold it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), fc.string(), (subject, body, to) => {
      const { address, whole } = mailLink({ to, subject, body });
      const url = new URL(address);
      expect(url.protocol).toBe('mailto:');
      expect(address.length).toBeLessThanOrEqual(2048);
      const said = url.searchParams;
      if (whole)
        expect(said.get('body')).toBe(body.replace(/\p{Surrogate}/gu, '\uFFFD').replace(/\r\n|\r|\n/g, '\r\n'));
      expect([...said.keys()].filter((key) => key !== 'subject' && key !== 'body')).toEqual([]);
    }),
  );
});
