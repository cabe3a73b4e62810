import { overrideRequestSchema, signalSchemas } from '@bellwether/domain';
import { z } from 'zod';
import { TENANT_ROUTE } from './api-keys.ts';
import { nativeFormat, shortName, signalNames } from './formats/native.ts';
import { overridesFormat } from './formats/overrides.ts';

type Json = Record<string, unknown>;

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const content = (schema: Json): Json => ({ 'application/json': { schema } });
const answerOf = (description: string, schema: Json): Json => ({ description, content: content(schema) });
const problem = (description: string): Json => answerOf(description, ref('Problem'));

/** The gateway's OpenAPI document, from the schemas that check the signals. */
export function openApi(): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Bellwether gateway',
      version: '1',
      description:
        'Signals in. A signal is acknowledged only once the brokers have it. Sending one again is harmless: the ' +
        'eventId, given or derived from the content, identifies it. An override says when it was made, so sending ' +
        'one again is harmless only with the same eventId or createdAt.',
    },
    security: [{ bearer: [] }, { apiKey: [] }],
    paths: {
      [nativeFormat.route]: { post: operation('Send one signal or many', 'Request') },
      [overridesFormat.route]: {
        post: operation('Set the score of an account by hand for a time, or take that back', 'Override'),
      },
      [TENANT_ROUTE]: {
        get: {
          summary: 'Whose signals the API key sends',
          responses: {
            200: answerOf('The tenant', {
              type: 'object',
              required: ['tenantId'],
              properties: { tenantId: { type: 'string' } },
            }),
            401: problem('No API key, or an unknown one'),
          },
        },
      },
    },
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
      },
      schemas: {
        ...answers,
        Signal: anySignal(),
        Request: request(),
        Override: z.toJSONSchema(overrideRequestSchema, { io: 'input' }),
        ...signals(),
      },
    },
  };
}

function operation(summary: string, body: string): Json {
  return {
    summary,
    requestBody: { required: true, content: content(ref(body)) },
    responses: {
      202: answerOf('All were accepted', ref('Answer')),
      207: answerOf('Some were accepted, some rejected; `results` says which', ref('Answer')),
      400: answerOf('All were rejected, or the body is not JSON of this form', {
        oneOf: [ref('Answer'), ref('Problem')],
      }),
      401: problem('No API key, or an unknown one'),
      413: problem('Too many bytes or items'),
      429: problem('Too many requests with this API key'),
      503: {
        ...problem('Kafka cannot take them now, or did not confirm; send them again'),
        headers: { 'Retry-After': { description: 'seconds', schema: { type: 'integer' } } },
      },
    },
  };
}

function signals(): Json {
  return Object.fromEntries(
    signalNames.map((topic) => {
      const {
        $schema: _,
        properties,
        required,
        ...rest
      } = z.toJSONSchema(signalSchemas[topic], { io: 'input' });
      const schema = {
        ...rest,
        properties: { type: { const: shortName(topic) }, ...properties },
        required: ['type', ...(required ?? [])],
      };
      return [shortName(topic), schema];
    }),
  );
}

function anySignal(): Json {
  const names = signalNames.map(shortName);
  return { oneOf: names.map(ref), discriminator: { propertyName: 'type' } };
}

function request(): Json {
  const list = { type: 'array', items: ref('Signal') };
  return {
    oneOf: [ref('Signal'), list, { type: 'object', properties: { signals: list }, required: ['signals'] }],
  };
}

const answers: Json = {
  Answer: {
    type: 'object',
    required: ['accepted', 'rejected', 'results'],
    properties: {
      accepted: { type: 'integer' },
      rejected: { type: 'integer' },
      results: { type: 'array', description: 'one for each signal, in order', items: ref('Result') },
    },
  },
  Result: {
    oneOf: [
      {
        type: 'object',
        required: ['status', 'eventId'],
        properties: {
          status: { const: 'accepted' },
          eventId: { type: 'string' },
          clockSkewMs: {
            type: 'integer',
            description: "receivedAt - sentAt, when the source's clock seems wrong",
          },
        },
      },
      {
        type: 'object',
        required: ['status', 'path', 'reason'],
        properties: { status: { const: 'rejected' }, path: { type: 'string' }, reason: { type: 'string' } },
      },
    ],
  },
  Problem: { type: 'object', required: ['error'], properties: { error: { type: 'string' } } },
};
