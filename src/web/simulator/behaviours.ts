/** How the simulated FHIR server behaves towards one access token: the EHR that hands the token out says so in it. */
export const BEHAVIOURS = ['on', 'slow', 'failing'] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

const PREFIX = 'simulator-';

/** Longer than REQUEST_DEADLINE_MS allows by default, in milliseconds. */
export const SLOW_MS = 3000;

export const accessTokenFor = (behaviour: Behaviour): string => PREFIX + behaviour;

/** Whoever comes without such a token, as the reference sandbox does, is served at once. */
export const behaviourOf = (authorization: string | undefined): Behaviour =>
  BEHAVIOURS.find((behaviour) => authorization === `Bearer ${accessTokenFor(behaviour)}`) ?? 'on';
