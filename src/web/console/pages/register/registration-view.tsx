/** One registration, section by section in the order in which it is typed in. */
import type { ComponentChildren } from 'preact';
import type { Registration } from '../../../registration/registration.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { Table } from '../../parts/table.tsx';

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly children: ComponentChildren;
}

const Section = ({ id, title, children }: SectionProps) => (
  <section class="panel" aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    {children}
  </section>
);

const List = ({ texts }: { readonly texts: readonly string[] }) => (
  <ul>
    {texts.map((text) => (
      <li key={text}>{text}</li>
    ))}
  </ul>
);

const Code = ({ text }: { readonly text: string }) => <code class="address">{text}</code>;

const Addresses = ({ discoveryUrl, services }: Registration) => (
  <Section id="addresses" title="Addresses">
    <p>
      Discovery: <Code text={discoveryUrl} />
    </p>
    <Table
      caption="Endpoint of each hook"
      head={['Hook', 'Endpoint', 'Feedback']}
      rows={services.map(({ hook, url, feedbackUrl }) => [
        <code key={hook}>{hook}</code>,
        <Code key={url} text={url} />,
        <Code key={feedbackUrl} text={feedbackUrl} />,
      ])}
    />
  </Section>
);

const Prefetch = ({ prefetch, services }: Registration) => (
  <Section id="prefetch" title="Prefetch">
    <Table
      caption="Rows of the prefetch table"
      head={['Key', 'Template', 'Needed', 'Hooks']}
      rows={prefetch.map(({ key, template, needed, services: asking }) => [
        <code key={key}>{key}</code>,
        <Code key="template" text={template} />,
        needed ? 'needed' : 'optional',
        asking.length === services.length ? 'all' : asking.map((id) => services.find((one) => one.id === id)?.hook ?? id).join(', '),
      ])}
    />
    <p class="quiet">
      Without a needed key, and without read access to it, the answer is 412. An optional key that is missing is named on the card as "not
      checked".
    </p>
  </Section>
);

const Token = ({ token }: Registration) => (
  <Section id="token" title="Token (JWT) of every call">
    <Table
      caption="Claims"
      head={['Claim', 'Value']}
      rows={[
        ['iss', token.issuer ?? 'to be told to us'],
        ['key set', token.keys ?? 'to be told to us'],
        ['alg', token.algorithms.join(', ')],
        ...(token.tenant ? [['tenant', token.tenant]] : []),
        ['aud', token.audience?.join(' or ') ?? 'the very address that is called: each endpoint and each feedback address above'],
      ]}
    />
    <List texts={token.rules} />
  </Section>
);

const Access = ({ access, fhirServers }: Registration) => (
  <Section id="access" title="Read access">
    {fhirServers.length > 0 && <p>FHIR servers that may be read: {fhirServers.join(', ')}</p>}
    <Table
      caption="Scopes, and the APIs of Epic's list"
      head={['Resource', 'SMART scope', 'Epic API', 'Why']}
      rows={access.map(({ resource, smartScope, epicApis, why }) => [
        resource,
        <code key={smartScope}>{smartScope}</code>,
        epicApis.join(', '),
        why,
      ])}
    />
  </Section>
);

const Topics = ({ topics, overrideReasons }: Registration) => (
  <Section id="topics" title="Topics and override reasons">
    <Table
      caption={`Topics, of ${topics[0]?.topic.system ?? ''}`}
      head={['Code', 'Display', 'Indicator']}
      rows={topics.map(({ topic, indicators, off }) => [
        <code key={topic.code}>{topic.code}</code>,
        off ? `${topic.display} (switched off)` : topic.display,
        indicators.join(', '),
      ])}
    />
    <Table
      caption="Override reasons to map"
      head={['Code', 'Display', 'Code system', 'On cards']}
      rows={overrideReasons.map(({ reason, topics: on }) => [
        <code key={reason.code}>{reason.code}</code>,
        reason.display,
        <Code key="system" text={reason.system} />,
        on.length === topics.length ? 'all' : on.join(', '),
      ])}
    />
  </Section>
);

const LinksAndOrders = ({ links, orderCodes }: Registration) => (
  <Section id="links" title="Links and order codes">
    <Table
      caption="Links to allow"
      head={['Label', 'Address', 'On cards']}
      empty="No links."
      rows={links.map(({ label, url, topics }) => [label, <Code key={url} text={url} />, topics.join(', ')])}
    />
    <Table
      caption="Codes of suggested orders"
      head={['Order', 'Code', 'System']}
      rows={orderCodes.map(({ order, code }) => [order, code ? `${code.code} ${code.display}` : 'none: sent as text', code?.system ?? ''])}
    />
  </Section>
);

export const RegistrationView = ({ registration }: { readonly registration: Registration }) => {
  const { name, service, steps, triggers, dialectNotes, limits, smokeTest, whenStuck } = registration;
  return (
    <article class="registration" aria-label={`Registration with ${name}`}>
      <p class="quiet">
        {service.name} {service.version}, knowledge {service.knowledge}; dialect {registration.dialect}.
      </p>
      <Section id="steps" title="Steps">
        <ol>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Section>
      <Addresses {...registration} />
      <Prefetch {...registration} />
      <Token {...registration} />
      <Access {...registration} />
      <Topics {...registration} />
      <LinksAndOrders {...registration} />
      <Section id="triggers" title="When to call: suggested native criteria">
        <List texts={triggers} />
      </Section>
      <Section id="dialect" title="What this EHR gets">
        <List texts={dialectNotes} />
      </Section>
      <Section id="limits" title="Limits">
        <Table caption="What the service allows" head={['Limit', 'Value']} rows={limits.map(({ name: limit, text }) => [limit, text])} />
      </Section>
      <Section id="smoke-test" title="Smoke test">
        <p>
          Must answer 200 and no cards. <CopyButton label="Copy" text={() => smokeTest} />
        </p>
        <JsonView label="Smoke test with curl" value={smokeTest} />
      </Section>
      <Section id="stuck" title="When something does not work">
        <Table caption="Symptom and cause" head={['Seen', 'Cause']} rows={whenStuck.map(({ name: seen, text }) => [seen, text])} />
      </Section>
      <p class="quiet">{service.intendedPurpose}</p>
    </article>
  );
};
