import { asCoded, type ErrorData, isErrorCode, NailwallError } from '#core/base';
import * as v from 'valibot';

/** An error as it crosses a process boundary: code, sentence, facts. Stacks and causes stay where they arose. */
export interface SerialisedError {
  readonly code: string;
  readonly message: string;
  readonly data: ErrorData;
}

const SerialisedErrorSchema = v.object({
  code: v.string(),
  message: v.string(),
  data: v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()])),
});

export function serialiseError(error: unknown): SerialisedError {
  const { code, message, data } = asCoded(error);
  return { code, message, data };
}

/** Rebuilds the error; a code that this version does not know, or no error at all, becomes `bug`. */
export function deserialiseError(value: unknown): NailwallError {
  const parsed = v.safeParse(SerialisedErrorSchema, value);
  if (!parsed.success) return new NailwallError('bug', {}, { message: 'The host answered with something unreadable.' });
  const { code, message, data } = parsed.output;
  return isErrorCode(code)
    ? new NailwallError(code, data, { message })
    : new NailwallError('bug', { ...data, code }, { message });
}
