import type { CalendarDate } from '#core/base';
import { type Attempt, history, type Journal, type LineItem, type Pursuit, ratingNames } from '#core/journal';
import { freeName, plainName } from './file-name.ts';
import type { ReportWords } from './report-words.ts';

export interface ReportFile {
  readonly name: string;
  readonly text: string;
}

/**
 * One Markdown file (CommonMark) a pursuit, with its attempts from the first to the last, and one for those without a
 * pursuit. What the person wrote is escaped, so that it reads as written. Names of files are made from titles, without
 * characters that some system forbids, each different.
 */
export function exportMarkdown(journal: Journal, words: ReportWords): readonly ReportFile[] {
  const oldestFirst = [...journal.attempts()].reverse();
  const titled = new Set(journal.pursuits().map(({ id }) => id));
  const files = journal.pursuits().map((pursuit) => ({
    title: pursuit.title,
    text: pursuitText(
      journal,
      words,
      pursuit,
      oldestFirst.filter((attempt) => attempt.pursuit === pursuit.id),
    ),
  }));
  const others = oldestFirst.filter(({ pursuit }) => pursuit === null || !titled.has(pursuit));
  if (others.length > 0) {
    const text = blocks([
      `# ${escapeMarkdown(words.withoutPursuit)}`,
      ...others.map((one) => attemptText(journal, words, one)),
    ]);
    files.push({ title: words.withoutPursuit, text });
  }
  const taken = new Set<string>();
  return files.map(({ title, text }) => ({ name: freeName(plainName(title), '.md', taken), text }));
}

function pursuitText(journal: Journal, words: ReportWords, pursuit: Pursuit, attempts: readonly Attempt[]): string {
  const doors = pursuit.doors.map(
    ({ toWhom, note }) => `- ${escapeMarkdown(note === '' ? toWhom : `${toWhom}: ${note}`)}`,
  );
  const { state, wish, matters, turns, reviews } = pursuit;
  const marks = [words.state(state), ...(wish ? [words.wish(wish)] : [])];
  if (matters !== null) marks.push(words.matters(matters));
  const dated = (on: CalendarDate, what: string, said: string) =>
    `- ${words.date(on)}: ${escapeMarkdown(said.trim() === '' ? what : `${what}: ${said}`)}`;
  const turned = turns.map(({ on, to, words: said }) => dated(on, words.state(to), said));
  const reviewed = reviews.map(({ on, answer, note }) => dated(on, words.reviewAnswer(answer), note));
  return blocks([
    `# ${escapeMarkdown(pursuit.title)}`,
    marks.map(escapeMarkdown).join(' · '),
    quote(pursuit.why),
    turned.join('\n'),
    ...(reviewed.length > 0 ? [`## ${words.review}`, reviewed.join('\n')] : []),
    ...attempts.map((attempt) => attemptText(journal, words, attempt)),
    ...(doors.length > 0 ? [`## ${words.doors}`, doors.join('\n')] : []),
  ]);
}

function attemptText(journal: Journal, words: ReportWords, attempt: Attempt): string {
  const line = history(attempt).map((item) => `- ${words.date(item.on)}: ${escapeMarkdown(happened(item, words))}`);
  const rated = ratingNames.flatMap((name) => {
    const value = attempt.ratings[name];
    return value === undefined ? [] : [`${words.rating(name)} ${value}`];
  });
  const marks = [words.answer(attempt.answer), words.kind(journal.kind(attempt.kind)), ...attempt.tags, ...rated];
  return blocks([
    `## ${escapeMarkdown(attempt.toWhom)}: ${escapeMarkdown(attempt.what)}`,
    marks.map(escapeMarkdown).join(' · '),
    line.join('\n'),
    named(words.theirReason, attempt.reason),
    named(words.heard, attempt.heard),
    named(words.whyLetter, attempt.whyLetter),
    named(words.reflection, journal.reflectionText(attempt.id)),
  ]);
}

function happened(item: LineItem, words: ReportWords): string {
  switch (item.type) {
    case 'sent':
      return words.sent;
    case 'answer':
      return words.answer(item.answer);
    case 'why-ended':
      return words.whyEnded(item.ended);
    case 'event':
      return item.event.note || words.event(item.event.kind);
  }
}

function named(name: string, text: string): string {
  return text.trim() === '' ? '' : `**${name}**\n\n${quote(text)}`;
}

function quote(text: string): string {
  if (text.trim() === '') return '';
  const lines = text.split(/\r\n|\r|\n/).map((line) => escapeMarkdown(line.trim()));
  return lines.map((line) => (line === '' ? '>' : `> ${line}`)).join('\n');
}

function blocks(parts: readonly string[]): string {
  return `${parts
    .map((part) => part.trimEnd())
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

/** One line of anybody's words, so that nothing in it is markup. */
export function escapeMarkdown(line: string): string {
  return line
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>|~!]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/^ ?([#+=-])/, '\\$1')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');
}
