/** Which medicines are bone treatment (DECISIONS D 22). Vaginal oestrogens, calcium, vitamin D, calcitonin and oncology doses are not. */
import type { MedicineClass, MedicineEvent } from '../../fhir/facts.ts';

const BONE_CLASSES: readonly MedicineClass[] = [
  'bisphosphonate-oral',
  'bisphosphonate-iv',
  'denosumab',
  'anabolic',
  'raloxifene',
  'strontium',
  'hrt',
];

export const isBoneDrug = ({ class: kind, oncology }: Pick<MedicineEvent, 'class' | 'oncology'>): boolean =>
  BONE_CLASSES.includes(kind) && !oncology;

/** Drugs that keep bone: one of these must follow an anabolic or denosumab. */
export const isAntiresorptive = (kind: MedicineClass): boolean =>
  kind === 'bisphosphonate-oral' || kind === 'bisphosphonate-iv' || kind === 'denosumab';
