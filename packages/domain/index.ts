export * from './indicators/change.ts';
export * from './indicators/definition.ts';
export * from './indicators/evaluation.ts';
export * from './keys.ts';
export * from './tenants/tenant.ts';
export * from './time/days.ts';
export * from './indicators/fact-store.ts';
