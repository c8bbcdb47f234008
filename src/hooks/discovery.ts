/** `GET /cds-services`: version 2.0.1 of the standard, prefetch templates with root context tokens only. */
import { INTENDED_PURPOSE, wireHook, type Service } from './services.ts';

export interface DiscoveredService {
  readonly hook: string;
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly usageRequirements: string;
  readonly prefetch: Readonly<Record<string, string>>;
  readonly version: '2.0.1';
}

/** The services that are on, with the templates that `fhir/` gives for each. */
export const discover = (
  services: readonly Service[],
  domain: string,
  templatesFor: (service: Service) => Readonly<Record<string, string>>,
): { readonly services: readonly DiscoveredService[] } => ({
  services: services.map((service) => ({
    hook: wireHook(service.hook, domain),
    id: service.id,
    title: service.title,
    description: service.description,
    usageRequirements: `${INTENDED_PURPOSE} Needs the prefetch keys patient and ${service.aboutOneReport ? 'report' : 'reports'}, or read access to them; other keys that are missing are named as "not checked" on the card.`,
    prefetch: templatesFor(service),
    version: '2.0.1',
  })),
});
