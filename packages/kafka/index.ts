export * from './errors.ts';
export * from './partition-of.ts';
export * from './ports.ts';
