/** The frame around every page. */
import { lazy, Suspense } from 'preact/compat';
import { useEffect, useRef } from 'preact/hooks';
import { Link, usePlace, type Place } from './router.tsx';
import { PAGES, type PageName } from './site.ts';

const ReplayPage = lazy(() => import('./pages/replay/replay-page.tsx'));
const SimulatorPage = lazy(() => import('./pages/simulator/simulator-page.tsx'));
const RegisterPage = lazy(() => import('./pages/register/register-page.tsx'));
const StatisticsPage = lazy(() => import('./pages/statistics/statistics-page.tsx'));

const Header = ({ current }: { readonly current: PageName | null }) => (
  <header class="site-header">
    <div class="site-header__inner">
      <Link to="/" class="site-header__name">
        Vertebral Fracture CDS
      </Link>
      <nav aria-label="Pages">
        <ul class="site-nav">
          {PAGES.map(({ name, path, title }) => (
            <li key={name}>
              <Link to={path} current={name === current}>
                {title}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  </header>
);

const Footer = () => (
  <footer class="site-footer">
    <p>
      Prompts a clinician to consider assessment and symptom management when a <em>reported</em> vertebral fracture has no recorded
      response. It sees only what is written, looks at no images, diagnoses nothing and chooses no drug. Not UKCA or CE marked; clinical
      review of the content is still owed.
    </p>
    <ul class="link-row">
      <li>
        <a href="/cds-services">Discovery</a>
      </li>
      <li>
        <a href="/openapi.json">OpenAPI 3.1</a>
      </li>
      <li>
        JSON Schemas: <a href="/schemas/request.json">request</a>, <a href="/schemas/response.json">response</a>,{' '}
        <a href="/schemas/feedback.json">feedback</a>
      </li>
    </ul>
  </footer>
);

const Page = ({ page, item }: Place) => {
  switch (page?.name) {
    case 'replay':
      return <ReplayPage fixture={item} />;
    case 'simulator':
      return <SimulatorPage fixture={item} />;
    case 'register':
      return <RegisterPage name={item} />;
    case 'statistics':
      return <StatisticsPage />;
    default:
      return <h1>There is no such page here</h1>;
  }
};

export const App = () => {
  const place = usePlace();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(place.page);
  useEffect(() => {
    document.title = place.page ? `${place.page.title} · Vertebral Fracture CDS` : 'Vertebral Fracture CDS';
    if (shown.current !== place.page) main.current?.focus();
    shown.current = place.page;
  }, [place.page]);
  return (
    <>
      <a class="skip-link" href="#main">
        Skip to the content
      </a>
      <Header current={place.page?.name ?? null} />
      <main id="main" ref={main} tabIndex={-1}>
        <Suspense fallback={<p class="loading">Loading</p>}>
          <Page {...place} />
        </Suspense>
      </main>
      <Footer />
    </>
  );
};
