/** Which pages this service offers: it says so in the document it served. */
export type PageName = 'replay' | 'simulator' | 'register' | 'statistics';

export interface SitePage {
  readonly name: PageName;
  readonly path: string;
  readonly title: string;
}

const ALL: readonly SitePage[] = [
  { name: 'replay', path: '/replay', title: 'Replay' },
  { name: 'simulator', path: '/simulator', title: 'EHR simulator' },
  { name: 'register', path: '/register', title: 'Register' },
  { name: 'statistics', path: '/statistics', title: 'Statistics' },
];

/** In demo everything is open; in production Register and Statistics ask for the token. */
export const isDemo = document.documentElement.dataset.pages === 'demo';

export const PAGES = isDemo ? ALL : ALL.filter(({ name }) => name === 'register' || name === 'statistics');
