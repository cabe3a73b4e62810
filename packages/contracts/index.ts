export { hashApiKey, localApiKeyFile, newApiKey } from './api-key.ts';
export * from './catalogue.ts';
export { codecOver, createCodec } from './codec.ts';
export { deadLetterOf, type Refusal, type RefusedRecord } from './dead-letter.ts';
export { deriveEventId } from './event-id.ts';
export { httpRegistry } from './http-registry.ts';
export { memoryCodec } from './memory-codec.ts';
export { memoryRegistry } from './memory-registry.ts';
export * from './messages.ts';
export * from './ports.ts';
export { registerSchemas } from './register.ts';
export { type Registry, RegistryError, type RegistryErrorCode } from './registry.ts';
export { sampleOf } from './sample.ts';
export {
  type AvroField,
  type AvroRecord,
  type AvroSchema,
  newestSchema,
  schemaVersions,
  subjectOf,
} from './schemas.ts';
export {
  nextScorecardRow,
  SCORECARD_NOTICE_MS,
  type ScorecardWish,
  scorecardFromWire,
  scorecardRowKey,
} from './scorecards.ts';
