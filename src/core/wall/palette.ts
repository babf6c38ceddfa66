/** Colours of wall, paper and ink. Each ground keeps ink on paper at a contrast of 8 or more. */
import type { Paper } from '#core/journal';

export type Ground = 'plaster' | 'night' | 'white';

export interface Palette {
  readonly ground: Ground;
  readonly wallTop: string;
  readonly wallBottom: string;
  readonly rail: string;
  readonly railLip: string;
  readonly railEdge: string;
  /** On the wall. */
  readonly text: string;
  readonly soft: string;
  readonly goldText: string;
  /** On paper. */
  readonly ink: string;
  readonly inkSoft: string;
  readonly inkSilent: string;
  readonly papers: Readonly<Record<Paper | 'silence', string>>;
  /** The thin line where paper ends. */
  readonly lip: string;
  readonly shadow: string;
  readonly shadowOpacity: number;
  /** The light around a yes. */
  readonly halo: string;
  readonly haloOpacity: number;
  readonly gold: string;
  readonly goldHi: string;
  readonly goldLo: string;
  readonly mat: string;
  readonly matInner: string;
}

const light: Palette = {
  ground: 'plaster',
  wallTop: '#e0d6c6',
  wallBottom: '#d3c7b3',
  rail: '#bdae94',
  railLip: '#cabda6',
  railEdge: '#8a785a',
  text: '#2a2520',
  soft: '#4a4033',
  goldText: '#5a3c0a',
  ink: '#2a2520',
  inkSoft: '#4a4033',
  inkSilent: '#5c5347',
  papers: {
    writing: '#f7f0e0',
    work: '#e3e6e4',
    grant: '#e2e5d6',
    study: '#eadcbe',
    people: '#eddad0',
    other: '#e8e2d8',
    silence: '#fbf8f1',
  },
  lip: '#9c8f7b',
  shadow: '#2a2520',
  shadowOpacity: 0.18,
  halo: '#fff6d6',
  haloOpacity: 0.85,
  gold: '#b4842f',
  goldHi: '#e8c878',
  goldLo: '#7a5516',
  mat: '#fffcf4',
  matInner: '#fbf3df',
};

const night: Palette = {
  ...light,
  ground: 'night',
  wallTop: '#26211d',
  wallBottom: '#1b1815',
  rail: '#3b322a',
  railLip: '#4a4036',
  railEdge: '#120f0d',
  text: '#efe6d8',
  soft: '#b3a695',
  goldText: '#e3be6e',
  inkSoft: '#463c2f',
  inkSilent: '#51473a',
  papers: {
    writing: '#dacbab',
    work: '#c4c1b0',
    grant: '#c3c3a2',
    study: '#cdb88c',
    people: '#d0b29f',
    other: '#c8bca6',
    silence: '#ddd1b9',
  },
  lip: '#8a7c63',
  shadow: '#000000',
  shadowOpacity: 0.33,
  halo: '#e3be6e',
  haloOpacity: 0.24,
  mat: '#f3ead6',
  matInner: '#f4e8cb',
};

/** For printing on the bare sheet: no ground, pale rails. */
const white: Palette = {
  ...light,
  ground: 'white',
  wallTop: '#ffffff',
  wallBottom: '#ffffff',
  rail: '#e6dfd2',
  railLip: '#f0ebe1',
  railEdge: '#b9ab92',
  haloOpacity: 0,
};

export const palettes: Readonly<Record<Ground, Palette>> = { plaster: light, night, white };

/** The line around what is chosen. */
export const chosenLine = ({ ground, text }: Palette): string => (ground === 'night' ? '#f0d9a0' : text);

/** `colour` (#rrggbb) lighter or darker by the part `by`. */
export function tinted(colour: string, by: number): string {
  const channels = [1, 3, 5].map((at) => {
    const value = Math.round(parseInt(colour.slice(at, at + 2), 16) * (1 + by));
    return Math.min(255, Math.max(0, value)).toString(16).padStart(2, '0');
  });
  return `#${channels.join('')}`;
}
