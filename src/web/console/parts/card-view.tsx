/** A card as an EHR would draw it: indicator, summary, detail, buttons, override, links and source. */
import type { Card, Suggestion } from '../../../hooks/wire.ts';
import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Choice } from './field.tsx';
import { JsonView } from './json-view.tsx';
import { Markdown } from './markdown.tsx';

export interface CardAnswers {
  readonly accept: (card: Card, suggestion: Suggestion) => void;
  readonly override: (card: Card, reason: { system: string; code: string; display: string } | null) => void;
  /** What became of the last answer to this card. */
  readonly said: (card: Card) => ComponentChildren;
}

const INDICATOR_WORDS = { info: 'Information', warning: 'Warning', critical: 'Critical' } as const;

const SuggestionButton = ({ suggestion, onAccept }: { readonly suggestion: Suggestion; readonly onAccept: (() => void) | null }) => {
  const [open, setOpen] = useState(false);
  return (
    <li>
      <button type="button" class="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {suggestion.label}
      </button>
      {open && (
        <div class="card__resource">
          {suggestion.actions.map(({ type, description, resource }) => (
            <div key={description}>
              <p>
                The EHR would {type} this {resource.resourceType}, unsigned, for the clinician to confirm:
              </p>
              <JsonView label={`${resource.resourceType} of "${suggestion.label}"`} value={resource} />
            </div>
          ))}
          {onAccept && (
            <button type="button" class="button button--small" onClick={onAccept}>
              Accept, and tell the service
            </button>
          )}
        </div>
      )}
    </li>
  );
};

const Override = ({ card, onOverride }: { readonly card: Card; readonly onOverride: CardAnswers['override'] }) => {
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState('');
  const id = useId();
  const reasons = card.overrideReasons ?? [];
  const send = (): void => {
    onOverride(card, reasons.find((reason) => reason.code === code) ?? null);
    setOpen(false);
  };
  return (
    <div class="card__override">
      <button type="button" class="button button--plain" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        Override
      </button>
      {open && (
        <div id={id} class="card__reasons">
          <Choice
            label="Why is the advice of this card not followed?"
            value={code}
            options={[{ value: '', label: 'No reason given' }, ...reasons.map(({ code: value, display }) => ({ value, label: display }))]}
            onChange={setCode}
          />
          <button type="button" class="button button--small" onClick={send}>
            Send the feedback
          </button>
        </div>
      )}
    </div>
  );
};

export const CardView = ({ card, answers }: { readonly card: Card; readonly answers: CardAnswers | null }) => (
  <article class={`card card--${card.indicator}`} aria-label={`Card: ${card.summary}`}>
    <p class="card__indicator">
      {INDICATOR_WORDS[card.indicator]} <span class="card__topic">{card.source.topic.code}</span>
    </p>
    <h3 class="card__summary">{card.summary}</h3>
    <Markdown text={card.detail} />
    {card.suggestions && (
      <ul class="card__suggestions" aria-label="Suggestions">
        {card.suggestions.map((suggestion) => (
          <SuggestionButton key={suggestion.uuid} suggestion={suggestion} onAccept={answers && (() => answers.accept(card, suggestion))} />
        ))}
      </ul>
    )}
    {card.links && (
      <ul class="card__links" aria-label="Links">
        {card.links.map(({ label, url }) => (
          <li key={url}>
            <a href={url} rel="noreferrer" target="_blank">
              {label}
            </a>
          </li>
        ))}
      </ul>
    )}
    {answers && <Override card={card} onOverride={answers.override} />}
    <p class="card__source">
      Source:{' '}
      {card.source.url ? (
        <a href={card.source.url} rel="noreferrer" target="_blank">
          {card.source.label}
        </a>
      ) : (
        card.source.label
      )}
    </p>
    {answers && (
      <div role="status" class="card__said">
        {answers.said(card)}
      </div>
    )}
  </article>
);
