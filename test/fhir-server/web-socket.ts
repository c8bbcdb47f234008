/** Medplum's packages ask for a global WebSocket when they are loaded, which Node 20 does not have; nothing here uses it. Import this first. */
(globalThis as { WebSocket?: unknown }).WebSocket ??= function WebSocket(): void {};

export {};
