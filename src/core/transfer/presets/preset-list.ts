import { dayOne, jrnl, miniDiarium, miniDiary } from './diaries.ts';
import { daylio, trackAndGraph } from './mood-trackers.ts';
import type { EntryPreset, MappedPreset, PulsePreset } from './preset.ts';
import { huntr, jobSync, linkedIn, nailwall } from './trackers.ts';

export const tablePresetList: readonly (MappedPreset | PulsePreset)[] = [
  nailwall,
  linkedIn,
  jobSync,
  daylio,
  trackAndGraph,
  huntr,
];

export const entryPresetList: readonly EntryPreset[] = [dayOne, jrnl, miniDiary, miniDiarium];
