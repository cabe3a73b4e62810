import type { Session } from 'chdb';
import type { Engine } from './engine.ts';
import type { Outlet } from './outlet.ts';
import { quoteName } from './quote.ts';
import { resetStatement, setStatement } from './settings.ts';

/** One of a fixed number of connections, lent to one request at a time. */
export interface Connection {
  session: Session;
  outlet: Outlet;
  /** Puts the request's database and settings in force; rejects with the engine's error. */
  prepare(database: string | undefined, settings: ReadonlyMap<string, string>): Promise<void>;
  /** Undoes `prepare` and hands the connection on. `spent`: the request left state that cannot be undone. */
  release(spent: boolean): Promise<void>;
  /** Hands on a new connection in place of this one, whose query does not end. */
  abandon(): Promise<void>;
}

export interface Connections {
  /** Waits while all are lent. */
  acquire(): Promise<Connection>;
  close(): void;
}

/**
 * Several connections on one engine: a long query holds only its own. They are reused because chdb
 * really closes one only when no query runs on any, so that a long query would hold a crowd of them.
 */
export async function openConnections(
  engine: Engine,
  outlets: readonly Outlet[],
  makeOutlet: () => Promise<Outlet>,
): Promise<Connections> {
  const idle = await Promise.all(
    outlets.map(async (outlet) => ({ outlet, session: await engine.connect() })),
  );
  const sessions = new Set(idle.map((slot) => slot.session));
  const waiting: ((slot: Slot) => void)[] = [];

  const giveBack = (slot: Slot) => {
    const next = waiting.shift();
    if (next === undefined) idle.push(slot);
    else next(slot);
  };
  const renew = async (slot: Slot) => {
    sessions.delete(slot.session);
    slot.session.close();
    const session = await engine.connect();
    sessions.add(session);
    return { outlet: slot.outlet, session };
  };
  const lend = (slot: Slot): Connection => {
    const undo: string[] = [];
    return {
      ...slot,
      prepare: async (database, settings) => {
        const use = database === undefined ? undefined : `USE ${quoteName(database)}`;
        const statements = [use, setStatement(settings)].filter((sql) => sql !== undefined);
        if (statements.length === 0) return;
        if (use !== undefined) undo.push(`USE ${quoteName(engine.defaultDatabase)}`);
        undo.push(resetStatement(settings) ?? '');
        await slot.session.queryAsync(statements.join('; '));
      },
      release: async (spent) => {
        const statements = undo.filter((sql) => sql !== '');
        const reset = async () => {
          if (statements.length > 0) await slot.session.queryAsync(statements.join('; '));
          return slot;
        };
        giveBack(spent ? await renew(slot) : await reset().catch(() => renew(slot)));
      },
      abandon: async () => {
        const session = await engine.connect();
        sessions.delete(slot.session);
        sessions.add(session);
        giveBack({ outlet: await makeOutlet(), session });
      },
    };
  };

  return {
    acquire: async () => lend(idle.pop() ?? (await new Promise<Slot>((resolve) => waiting.push(resolve)))),
    close: () => {
      for (const session of sessions) session.close();
    },
  };
}

interface Slot {
  session: Session;
  outlet: Outlet;
}
