/** The questions to reflect with, by number, and the lessons they serve. */
import { type Lesson, lessonOf } from '#core/journal';
import { m } from './sentences.ts';

const prompts: readonly (() => string)[] = [
  m.prompt_1,
  m.prompt_2,
  m.prompt_3,
  m.prompt_4,
  m.prompt_5,
  m.prompt_6,
  m.prompt_7,
  m.prompt_8,
  m.prompt_9,
  m.prompt_10,
  m.prompt_11,
  m.prompt_12,
  m.prompt_13,
  m.prompt_14,
  m.prompt_15,
  m.prompt_16,
  m.prompt_17,
  m.prompt_18,
  m.prompt_19,
  m.prompt_20,
];

/** Empty for a number that is no prompt. */
export const promptText = (prompt: number): string => prompts[prompt - 1]?.() ?? '';

const lessons: Record<Lesson, () => string> = {
  feedback: m.lesson_feedback,
  resilience: m.lesson_resilience,
  character: m.lesson_character,
  obstacle: m.lesson_obstacle,
  'right-things': m.lesson_right_things,
  'comfort-zone': m.lesson_comfort_zone,
  belonging: m.lesson_belonging,
};

/** The name of the lesson that a prompt serves. */
export function promptLesson(prompt: number): string {
  const lesson = lessonOf(prompt);
  return lesson ? lessons[lesson]() : '';
}
