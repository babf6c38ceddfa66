/** Colours of what is drawn on a canvas or written to a file, where no style sheet reaches. */
export const palettes = {
  light: {
    hope: '#16467f',
    purpose: '#c05a00',
    selfWorth: '#3d7f71',
    ink: '#2a2520',
    soft: '#564b3c',
    line: '#e2d8c3',
    rug: '#8a7f6c',
    gold: '#b4842f',
    ground: '#f7f0e0',
  },
  dark: {
    hope: '#5aa2e0',
    purpose: '#f2a65a',
    selfWorth: '#9be0c8',
    ink: '#efe6d8',
    soft: '#b3a695',
    line: '#3a322b',
    rug: '#8d8171',
    gold: '#e3be6e',
    ground: '#211c18',
  },
} as const;
export type Palette = (typeof palettes)['light' | 'dark'];
export type Theme = keyof typeof palettes;
