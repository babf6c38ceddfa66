import { builtInKinds } from '#core/journal';
import { expect, test } from 'vitest';
import { openJournal, refusal } from './opened.ts';

test('built-in kinds are always there, own ones follow by name', () => {
  const { journal } = openJournal();
  const zine = journal.addKind({ name: 'zine', paper: 'writing' });
  const band = journal.addKind({ name: 'band', paper: 'people' });
  expect(journal.kinds().map(({ id }) => id)).toEqual([...builtInKinds, band, zine]);
  expect(journal.kind(zine)).toMatchObject({ id: zine, name: 'zine', paper: 'writing', builtIn: false });
  expect(journal.kind('job')).toEqual({ id: 'job', name: '', paper: 'work', builtIn: true });
  journal.changeKind(zine, { paper: 'other' });
  expect(journal.kind(zine)).toMatchObject({ name: 'zine', paper: 'other' });
});

test('a removed kind keeps its name for the attempts that have it, but cannot be chosen', () => {
  const { journal } = openJournal();
  const zine = journal.addKind({ name: 'zine', paper: 'writing' });
  const id = journal.addAttempt({ toWhom: 'x', what: 'y', kind: zine });
  journal.removeKind(zine);
  expect(journal.kinds().map((kind) => kind.id)).toEqual([...builtInKinds]);
  expect(journal.kind(journal.attempt(id)?.kind ?? '').name).toBe('zine');
  journal.changeAttempt(id, { kind: zine, what: 'z' });
  expect(() => journal.addAttempt({ toWhom: 'x', what: 'y', kind: zine })).toThrow(
    refusal('journal/not-found', { what: 'kind' }),
  );
  journal.restoreKind(zine);
  expect(journal.kinds()).toHaveLength(builtInKinds.length + 1);
});

test('an unknown kind is shown as other; built-in ones cannot be changed', () => {
  const { journal } = openJournal();
  expect(journal.kind('from the future').id).toBe('other');
  const refused = refusal('journal/invalid', { field: 'kind', rule: 'built-in' });
  expect(() => journal.changeKind('job', { name: 'work' })).toThrow(refused);
  expect(() => journal.removeKind('job')).toThrow(refused);
});
