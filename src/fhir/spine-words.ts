/** Regions and numbered levels of the spine that the name of a code gives ("Closed fracture thoracic vertebra", "Wedge fracture of D12"). */
import type { Region } from '../reports/reading.ts';
import { isLevel, wordsIn } from './codes/phrases.ts';

const REGIONS: Readonly<Record<string, readonly Region[]>> = {
  cervical: ['cervical'],
  thoracic: ['thoracic'],
  dorsal: ['thoracic'],
  lumbar: ['lumbar'],
  lumbosacral: ['lumbar'],
  thoracolumbar: ['thoracic', 'lumbar'],
  cervicothoracic: ['cervical', 'thoracic'],
};

export interface SpineWords {
  readonly regions: readonly Region[];
  /** `T12`, whatever the record calls it. */
  readonly levels: readonly string[];
}

export const spineWords = (text: string): SpineWords => {
  const words = wordsIn(text);
  return {
    regions: [...new Set(words.flatMap((word) => (Object.hasOwn(REGIONS, word) ? (REGIONS[word] ?? []) : [])))],
    levels: [...new Set(words.filter(isLevel).map((word) => word.toUpperCase().replace('D', 'T')))],
  };
};
