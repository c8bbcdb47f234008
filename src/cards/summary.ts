/** The one line that is read from the corner of an eye: under 140 characters whatever the values are (CDS Hooks 2.0.1, card attributes). */
import type { Values } from '../assessment/advice.ts';
import type { Template } from './template.ts';
import { ROOMY, TIGHT, viewOf, type ValueWords } from './view.ts';

/** In UTF-16 units, so that no way of counting finds more. */
export const MOST_CHARACTERS = 139;

/** All values, else short forms of them, else the sentence without any: that one is checked when the cards are loaded. */
export const summaryOf = (template: Template, values: Values, words: ValueWords): string => {
  for (const room of [ROOMY, TIGHT]) {
    const form = template.fill(viewOf(values, words, room));
    if (form.length <= MOST_CHARACTERS) return form;
  }
  return template.fill({});
};
