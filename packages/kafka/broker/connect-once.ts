import type { Broker } from 'kafkajs';

interface PooledConnection {
  connect(): Promise<unknown>;
}

const sharing = new WeakSet<PooledConnection>();

/**
 * Makes requests that find one of this broker's connections closed wait for one connect. kafkajs lets each of them
 * open a socket: all but the last are forgotten while open, and each that the broker then closes is taken for the
 * one in use, which is ended under the requests it carries.
 */
export function connectOnce(broker: Broker): Broker {
  const { connectionPool } = broker as unknown as {
    readonly connectionPool: { readonly pool: readonly PooledConnection[] };
  };
  for (const connection of connectionPool.pool) shareConnect(connection);
  return broker;
}

function shareConnect(connection: PooledConnection): void {
  if (sharing.has(connection)) return;
  sharing.add(connection);
  const original = connection.connect.bind(connection);
  let connecting: Promise<unknown> | undefined;
  connection.connect = () => {
    connecting ??= original().finally(() => {
      connecting = undefined;
    });
    return connecting;
  };
}
