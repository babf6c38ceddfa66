export type { Fit } from './fit.ts';
export { fitWall } from './fit.ts';
export { slipAt, slipsBetween } from './find.ts';
export { frameSize } from './frames.ts';
export type { WallItem } from './items.ts';
export { wallItems } from './items.ts';
export type { Heading, Pile, PlacedFrame, PlacedSlip, WallLayout, WallOptions } from './layout.ts';
export { layoutWall } from './layout.ts';
export type { BoxMark, Face, Gradient, GroupMark, Mark } from './marks.ts';
export { group } from './marks.ts';
export { outlines, pierce, slipHeight, slipWidth } from './outlines.ts';
export type { Ground, Palette } from './palette.ts';
export { palettes, tinted } from './palette.ts';
export { measures } from './plan.ts';
export type { SlipFace, SlipWords } from './slip-art.ts';
export { chosenMarks, paperMarks, slipFace, slipMarks, strip } from './slip-art.ts';
export { faces, gradientsOf, transformOf } from './svg.ts';
export type { WallWords } from './wall-art.ts';
export {
  bentNailMarks,
  frameMarks,
  groundMarks,
  haloMarks,
  headingMarks,
  monthMarks,
  railMarks,
  supportMarks,
  tabMarks,
} from './wall-art.ts';
