export * from './clock.ts';
export * from './config.ts';
export * from './health.ts';
export * from './logger.ts';
export * from './metrics.ts';
export * from './service.ts';
export * from './settings.ts';
export * from './until-it-works.ts';
