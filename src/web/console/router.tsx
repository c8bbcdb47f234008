/** Pages by address, without a reload: `/replay/NAME`, `/simulator?fixture=NAME`, `/register/NAME`, `/statistics`. Never holds anything that was pasted. */
import type { ComponentChildren, TargetedMouseEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { PAGES, type SitePage } from './site.ts';

export interface Place {
  readonly page: SitePage | null;
  /** The fixture or EHR that the address names. */
  readonly item: string | null;
}

const MOVED = 'place-moved';

const readPlace = (): Place => {
  const url = new URL(location.href);
  const [first = '', second = ''] = url.pathname.split('/').filter(Boolean);
  const page = first === '' ? (PAGES[0] ?? null) : (PAGES.find(({ name }) => name === first) ?? null);
  const item = second ? decodeURIComponent(second) : url.searchParams.get('fixture');
  return { page, item };
};

export const navigate = (path: string): void => {
  history.pushState(null, '', path);
  dispatchEvent(new Event(MOVED));
};

export const usePlace = (): Place => {
  const [place, setPlace] = useState(readPlace);
  useEffect(() => {
    const update = (): void => setPlace(readPlace());
    addEventListener('popstate', update);
    addEventListener(MOVED, update);
    return () => {
      removeEventListener('popstate', update);
      removeEventListener(MOVED, update);
    };
  }, []);
  return place;
};

interface LinkProps {
  readonly to: string;
  readonly class?: string;
  readonly current?: boolean;
  readonly children: ComponentChildren;
}

/** A link of this page; a modified click opens it as the browser would. */
export const Link = ({ to, class: className, current, children }: LinkProps) => {
  const follow = (event: TargetedMouseEvent<HTMLAnchorElement>): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    navigate(to);
  };
  return (
    <a href={to} class={className} aria-current={current ? 'page' : undefined} onClick={follow}>
      {children}
    </a>
  );
};
