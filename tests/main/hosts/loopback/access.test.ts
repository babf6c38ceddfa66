import { expect, test } from 'vitest';
import { Access } from '../../../../src/main/hosts/loopback/access.ts';
import { nodeRandom } from '../../../../src/main/services/index.ts';
import { clockAt } from '../../storage/folder.ts';

function steered() {
  const clock = { ...clockAt('2024-05-01'), at: 0, now: () => clock.at };
  return { clock, access: new Access(nodeRandom, clock) };
}

test('a launch token is good for ten minutes', () => {
  const { clock, access } = steered();
  const [early, late] = [access.issueLaunch(), access.issueLaunch()];
  clock.at = 10 * 60_000 - 1;
  expect(access.redeem(early)).not.toBeNull();
  clock.at = 10 * 60_000;
  expect(access.redeem(late)).toBeNull();
});

test('tokens and bearers are 256 random bits and never the same', () => {
  const { access } = steered();
  const tokens = Array.from({ length: 50 }, () => access.issueLaunch());
  expect(new Set(tokens).size).toBe(50);
  for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(access.redeem(tokens[7] ?? '')).not.toBe(tokens[7]);
});

test('a bearer is no launch token and a launch token is no bearer', () => {
  const { access } = steered();
  const launch = access.issueLaunch();
  expect(access.authenticate(launch)).toBeNull();
  const bearer = access.redeem(launch) ?? '';
  expect(access.redeem(bearer)).toBeNull();
  expect(access.authenticate(bearer)).not.toBeNull();
  expect(access.authenticate(launch)).toBeNull();
});

test('what waits for a token to be used hears of its use, and of its end', () => {
  const { clock, access } = steered();
  const heard: string[] = [];
  const used = access.issueLaunch(null, () => heard.push('used'));
  access.issueLaunch(null, () => heard.push('expired'));
  access.redeem(used);
  access.redeem(used);
  clock.at = 11 * 60_000;
  access.redeem('anything');
  expect(heard).toEqual(['used', 'expired']);
});

test('a page that reloads takes its old bearer with it, and no other', () => {
  const { access } = steered();
  const [first, other] = [access.redeem(access.issueLaunch()) ?? '', access.redeem(access.issueLaunch()) ?? ''];
  const entrant = access.authenticate(first);
  const next = access.redeem(access.issueLaunch(entrant)) ?? '';
  expect(access.authenticate(first)).toBeNull();
  expect(access.authenticate(other)).not.toBeNull();
  expect(access.authenticate(next)).not.toBeNull();
});
