/** YAML content -> plain data, by the core schema of YAML 1.2: days stay text. The registry of EHRs is read with `yaml` instead, whose nodes know their lines. */
import { CORE_SCHEMA, FAILSAFE_SCHEMA, load } from 'js-yaml';

/** @throws Error that names line and column. */
export const parseYaml = (text: string): unknown => load(text, { schema: CORE_SCHEMA });

/** Every value as the text that it is. @throws Error that names line and column. */
export const parseYamlTexts = (text: string): unknown => load(text, { schema: FAILSAFE_SCHEMA });
