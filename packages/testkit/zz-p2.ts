import { client, t } from './zz-cpu.ts';
import { composeEvaluation, SOURCES, versionsSQL } from '@bellwether/domain';
import { requestsSQL } from '../clickhouse/fact-store/requests.ts';
const END=Date.UTC(2026,5,30,12);
const r=requestsSQL(Array.from({length:20},(_,k)=>({tenantId:'t',accountId:'acc-'+k,asOf:END})));
const q=composeEvaluation();
await t('select 1','select 1',{},20);
await t('versions',versionsSQL(r),{},15);
const m=q.toSQL(r,new Set(q.sources.flatMap(s=>s.source.topics)))!;
await t('all',m,{},15); await t('all qt','explain query tree '+m); await t('all explain','explain '+m);
await t('days+subs only',composeEvaluation(q.indicators.filter(i=>['days'].includes(i.source))).toSQL(r,new Set(['signals.login','signals.subscription']))!,{},15);
for(const s of SOURCES){const a=m.indexOf(`SELECT i, '${s.id}' AS source`);const b=m.indexOf("UNION ALL\nSELECT i, '",a);const one=`WITH requests AS (${r.relation})\n`+m.slice(a,b<0?undefined:b); await t(s.id,one,{},10);}
await client.close();
