/** What the console is made of: values of other rooms, handed in, because this room speaks to the service only over HTTP. Put together in `src/console-parts.ts`. */
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import type * as z from 'zod';
import type { Day } from '../calendar.ts';
import type { Explanation } from '../explanation.ts';
import type { HookResponse } from '../hooks/wire.ts';
import type { Stats } from '../records/stats.ts';
import type { ReportReading } from '../reports/reading.ts';
import type { Caller, Dialect } from '../trust/caller.ts';
import type { DemoIssuer } from '../trust/demo-issuer.ts';
import type { Registration } from './registration/registration.ts';

/** One fixture in the list. */
export interface FixtureSummary {
  readonly name: string;
  readonly claim: string;
  readonly service: string;
}

/** A fixture with its dates moved, so that it says today what it said on its own day. */
export interface MovedFixture extends FixtureSummary {
  readonly why: string;
  /** The day that its dates were written for. */
  readonly day: Day;
  readonly request: Readonly<Record<string, unknown>>;
  /** Bundle of what the FHIR server behind it holds; `null` where prefetch is all there is. */
  readonly server: unknown;
}

/** What a lexicon entry is, for whoever points at a marked word. */
export interface EntryNote {
  readonly words: readonly string[];
  readonly note: string;
}

/** By lexicon entry id: those that a reading cites. */
export type EntryNotes = Readonly<Record<string, EntryNote>>;

export interface Read {
  readonly reading: ReportReading;
  readonly entries: EntryNotes;
}

export interface Explained {
  readonly explanation: Explanation;
  /** The answer as each kind of EHR would get it. */
  readonly wire: Readonly<Record<Dialect, HookResponse>>;
  readonly entries: EntryNotes;
}

/** Of the demo profile only: nothing of it answers once an EHR is registered. */
export interface DemoParts {
  readonly fixtures: () => readonly MovedFixture[];
  /** `null` for a name that is none. */
  readonly fixture: (name: string) => MovedFixture | null;
  readonly identify: (request: IncomingMessage, path: string) => Promise<Caller>;
  /** Nothing is remembered and nothing is quieted. @throws Refusal where the answer is not 200. */
  readonly explain: (serviceId: string, body: unknown, caller: Caller) => Promise<Explained>;
  readonly read: (text: string) => Read;
  readonly issuer: DemoIssuer;
  /** Removes what is remembered of a demo patient; resolves to the number of rows. @throws Error when the database is down. */
  readonly forget: (patientId: string) => Promise<number>;
}

export interface ConsoleParts {
  /** Which pages are served: all in demo, Register and Statistics in production, none. */
  readonly pages: 'demo' | 'production' | 'none';
  readonly version: string;
  readonly publicUrl: string;
  readonly intendedPurpose: string;
  /** The services that are on. */
  readonly serviceIds: readonly string[];
  /** @throws Refusal for a body that is no JSON, too large or too deep. */
  readonly readJson: (request: IncomingMessage) => Promise<unknown>;
  /** Stands before Register and Statistics in production; `null` in demo, where nothing is secret. */
  readonly requireToken: RequestHandler | null;
  readonly stats: () => Promise<Stats>;
  /** EHRs of the registry and presets for those that are not in it yet. */
  readonly registrations: readonly Registration[];
  readonly schemas: { readonly request: z.ZodType; readonly response: z.ZodType; readonly feedback: z.ZodType };
  readonly demo: DemoParts | null;
}
