export type { Fit } from './fit.ts';
export { fitWall } from './fit.ts';
export { slipAt, slipsBetween } from './find.ts';
export { frameSize } from './frames.ts';
export type { WallItem } from './items.ts';
export { oldestFirst, wallItems } from './items.ts';
export type { Heading, Pile, PlacedFrame, PlacedSlip, WallLayout, WallOptions } from './layout.ts';
export { layoutWall } from './layout.ts';
export type { BoxMark, Face, Gradient, GroupMark, Mark, WindowMark } from './marks.ts';
export { box, group, path, text } from './marks.ts';
export { movedPath } from './moved-path.ts';
export { outlines, pierce, slipHeight, slipWidth } from './outlines.ts';
export type { Ground, Palette } from './palette.ts';
export { palettes, tinted } from './palette.ts';
export type { Poster, PosterOptions } from './poster.ts';
export { piecesIn, posterOf } from './poster.ts';
export type { PosterPage, TileWords } from './poster-pages.ts';
export { tilePages, wholePage } from './poster-pages.ts';
export type { Privacy } from './poster-privacy.ts';
export { initialsOf, keptPrivate, privacies } from './poster-privacy.ts';
export type { Grid, Orientation, SheetName, Size, TileSheet } from './poster-sheet.ts';
export { mostTiles, sheetNames, sheets, sizeOfGrid, tileSheets, tilesOf, turned } from './poster-sheet.ts';
export type { PosterWords } from './poster-words.ts';
export type { SlipFace, SlipWords } from './slip-art.ts';
export { chosenMarks, paperMarks, slipFace, slipMarks, strip } from './slip-art.ts';
export { escapeXml, faces, gradientsOf, svgFile, transformOf, translucent } from './svg.ts';
export { fitText, textWidth } from './text-width.ts';
export type { WallWords } from './wall-art.ts';
export {
  bentNailMarks,
  chosenFrameMarks,
  frameMarks,
  groundMarks,
  haloMarks,
  headingMarks,
  monthMarks,
  railMarks,
  supportMarks,
  tabMarks,
} from './wall-art.ts';
