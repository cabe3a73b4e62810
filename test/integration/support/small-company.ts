/**
 * Seven customers whose every number can be worked out by hand, frozen at the close of June 2026.
 *
 * | account | segment, CSM | story |
 * | --- | --- | --- |
 * | acme | enterprise, Dana | January: 1000; March: 1500 |
 * | bolt | smb, Eli | January: 200; left on 15 April, at risk since 5 April |
 * | fox | smb, Eli | January: 400; left on 1 May, never at risk |
 * | cargo | enterprise, Dana | trial in January, February: 800; an add-on of 50 from March to May |
 * | drift | smb, Eli | February: 300; April: 100; left on 20 May, back on 5 June with 100 |
 * | echo | smb, Dana | a trial that never became more |
 * | gale | smb, Eli | nothing is known of what it pays |
 *
 * cargo and echo are accounts of acme, bolt and gale of cargo; fox was, for a month.
 */
export const smallCompany: Record<string, object[]> = {
  tenants: [{ tenant_id: 'demo', epoch: 1, change: 'as-of-moved', as_of: at('2026-06-30', '23:59:59.999') }],
  accounts: [
    account('acme', 'enterprise', '2026-01-01', { industry: 'retail', region: 'emea' }),
    // Said later, and no longer in retail: the row as a whole replaces the one before.
    account('acme', 'enterprise', '2026-02-01', { event_id: 'acme-2', region: 'apac' }),
    account('cargo', 'enterprise', '2026-01-25', { parent_account_id: 'acme' }),
    // Moved out of one parent's house into another's.
    account('echo', 'smb', '2026-02-01', { parent_account_id: 'bolt' }),
    account('echo', 'smb', '2026-03-01', { event_id: 'echo-2', parent_account_id: 'acme' }),
    // After the tenant's as-of.
    account('acme', 'enterprise', '2026-07-01', {
      event_id: 'acme-3',
      region: 'mars',
      parent_account_id: 'bolt',
    }),
    account('gale', null, '2026-02-01', { parent_account_id: 'cargo' }),
    account('bolt', null, '2026-02-01', { parent_account_id: 'cargo' }),
    account('fox', null, '2026-02-01', { parent_account_id: 'cargo' }),
    account('fox', null, '2026-03-01', { event_id: 'fox-2' }),
  ],
  subscriptions: [
    paid('acme-1', 'acme', 's-acme', 'started', '2026-01-10', 1000, 'pro'),
    // The same event, received again.
    { ...paid('acme-1', 'acme', 's-acme', 'started', '2026-01-10', 1000, 'pro'), ver: 2 },
    paid('acme-2', 'acme', 's-acme', 'expanded', '2026-03-05', 1500, 'pro'),
    paid('acme-3', 'acme', 's-acme', 'purchased', '2026-03-06', 99, null),
    paid('bolt-1', 'bolt', 's-bolt', 'started', '2026-01-20', 200, 'basic'),
    paid('bolt-2', 'bolt', 's-bolt', 'churned', '2026-04-15', 0, 'basic'),
    paid('fox-1', 'fox', 's-fox', 'started', '2026-01-05', 400, 'basic'),
    paid('fox-2', 'fox', 's-fox', 'churned', '2026-05-01', 0, 'basic'),
    { ...paid('cargo-1', 'cargo', 's-cargo', 'started', '2026-01-25', 800, 'pro'), trial: true },
    paid('cargo-2', 'cargo', 's-cargo', 'started', '2026-02-10', 800, 'pro'),
    paid('cargo-3', 'cargo', 's-addon', 'started', '2026-03-15', 50, 'add-on'),
    paid('cargo-4', 'cargo', 's-addon', 'churned', '2026-05-10', 0, 'add-on'),
    paid('drift-1', 'drift', 's-drift', 'started', '2026-02-15', 300, 'basic'),
    paid('drift-2', 'drift', 's-drift', 'contracted', '2026-04-01', 100, 'basic'),
    paid('drift-3', 'drift', 's-drift', 'churned', '2026-05-20', 0, 'basic'),
    paid('drift-4', 'drift', 's-drift', 'reactivated', '2026-06-05', 100, 'basic'),
    { ...paid('echo-1', 'echo', 's-echo', 'started', '2026-02-01', 500, 'basic'), trial: true },
    // After the tenant's as-of: not history yet.
    paid('acme-9', 'acme', 's-acme', 'churned', '2026-07-02', 0, 'pro'),
  ],
  feature_uses: [
    use('acme', 'reports', '2026-01-15'),
    use('bolt', 'reports', '2026-03-15'),
    use('cargo', 'reports', '2026-02-20'),
    use('acme', 'export', '2026-01-12'),
    // Recording began before anybody here started.
    use('gale', 'reports', '2026-01-01'),
    { ...use('drift', 'reports', '2026-02-20'), automation: true },
  ],
  surveys: [
    nps('acme', 'u1', 9, '2026-05-03'),
    nps('acme', 'u1', 6, '2026-05-20'),
    nps('acme', 'u2', 10, '2026-05-10'),
    nps('bolt', 'u3', 7, '2026-03-10'),
    nps('bolt', null, 3, '2026-03-11'),
    nps('cargo', 'u5', 10, '2026-06-01'),
    { ...nps('cargo', 'u6', 0, '2026-06-02'), change: 'sent', score: null },
    nps('cargo', 'u8', 0, '2026-07-03'),
    // Of five stars.
    { ...nps('cargo', 'u7', 5, '2026-06-03'), scale_min: 1, scale_max: 5 },
  ],
  scores: [
    // An older record of the account, landed after the newer one by a process that had lost the partition.
    score('acme', 'enterprise', 'Dana', 1500, 81, 'healthy', ['masked-risk'], 2),
    score('acme', 'enterprise', 'Dana', 1000, 20, 'at-risk', [], 1),
    { ...score('bolt', 'smb', 'Eli', 0, 30, 'at-risk', []), churned_at: at('2026-04-15') },
    { ...score('fox', 'smb', 'Eli', 0, 50, 'watch', []), churned_at: at('2026-05-01') },
    score('cargo', 'enterprise', 'Dana', 800, 70, 'healthy', []),
    score('drift', 'smb', 'Eli', 100, 60, 'watch', []),
    score('echo', 'smb', 'Dana', 0, null, 'insufficient-data', []),
    score('gale', 'smb', 'Eli', null, 35, 'at-risk', ['silent-fan']),
  ],
  health_closes: [
    close('bolt', '2026-03-16', 62, 'watch'),
    close('bolt', '2026-03-31', 45, 'watch'),
    close('bolt', '2026-04-05', 38, 'at-risk'),
    close('bolt', '2026-04-14', 30, 'at-risk'),
    close('fox', '2026-04-20', 60, 'watch'),
    close('fox', '2026-04-30', 50, 'watch'),
    close('acme', '2026-04-30', 81, 'healthy'),
    // A late fact corrected a close.
    { ...close('acme', '2026-04-30', 82, 'healthy'), revision: 2 },
  ],
  closes: [
    {
      tenant_id: 'demo',
      account_id: 'acme',
      day: '2026-04-30',
      epoch: 1,
      indicators: ['logins-per-week', 'nps'],
      values: [12, null],
      reasons: ['', 'never'],
      ver: 1,
    },
  ],
};

function at(day: string, time = '12:00:00.000'): string {
  return `${day} ${time}`;
}

function fact(eventId: string, accountId: string, day: string): object {
  return {
    tenant_id: 'demo',
    account_id: accountId,
    event_id: eventId,
    occurred_at: at(day),
    received_at: at(day),
    day,
    ver: 1,
    source: 'test',
  };
}

function account(id: string, segment: string | null, day: string, more: object): object {
  return { ...fact(`${id}-1`, id, day), name: id, segment, ...more };
}

function paid(
  eventId: string,
  id: string,
  subscription: string,
  change: string,
  day: string,
  mrr: number,
  plan: string | null,
) {
  return { ...fact(eventId, id, day), subscription_id: subscription, change, mrr, plan, currency: 'EUR' };
}

function use(id: string, feature: string, day: string): object {
  return { ...fact(`${id}-${feature}-${day}`, id, day), feature, count: 1 };
}

function nps(id: string, userId: string | null, answer: number, day: string): object {
  const survey = {
    survey_id: 's',
    invitation_id: `${id}-${day}`,
    kind: 'nps',
    change: 'answered',
    channel: 'email',
  };
  return { ...fact(`${id}-${day}`, id, day), ...survey, user_id: userId, score: answer };
}

function score(
  id: string,
  segment: string,
  csm: string,
  mrr: number | null,
  points: number | null,
  band: string,
  flags: string[],
  revision = 1,
): object {
  return {
    tenant_id: 'demo',
    account_id: id,
    revision,
    score_tenths: points === null ? null : points * 10,
    data_tenths: points === null ? null : points * 10,
    band,
    flags,
    coverage_percent: 80,
    account_name: id.toUpperCase(),
    segment,
    csm_name: csm,
    mrr,
    as_of: at('2026-06-30', '23:59:59.999'),
  };
}

function close(id: string, day: string, points: number, band: string): object {
  return {
    tenant_id: 'demo',
    account_id: id,
    day,
    revision: 1,
    score_tenths: points * 10,
    data_tenths: points * 10,
    human_tenths: null,
    band,
    coverage_percent: 80,
  };
}
