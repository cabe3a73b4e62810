export { textReader } from './reader.ts';
